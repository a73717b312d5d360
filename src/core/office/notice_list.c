/* notice_list.c - see notice.h: the kinds and their words, and what one account sees of its notices. Must never show
 * or change a notice of another account: every statement here asks for the account. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/moment.h"
#include "core/office/notice_row.h"

static const struct { const char *code, *name, *sentence; } kinds[] = {
#define X(kind, code_, mail_, name_, sentence_) [kind] = { code_, name_, sentence_ },
    NOTICE_KINDS(X)
#undef X
};

enum { LIST, UNREAD, LINK, READ_ONE, READ_ALL };
static const struct sql sql[] = {
    [LIST] = { "notice.list",
        "SELECT id, kind, about, period, words, link, made_at, read_at FROM notice WHERE account_id = ?1 "
        "AND (?2 = 0 OR read_at IS NULL) AND (?3 = 0 OR id < ?3) ORDER BY id DESC LIMIT ?4", SQL_READ },
    [UNREAD] = { "notice.unread",
        "SELECT COUNT(*) FROM (SELECT id FROM notice WHERE account_id = ?1 AND read_at IS NULL LIMIT 100) AS few",
        SQL_READ },
    [LINK] = { "notice.link", "SELECT link FROM notice WHERE id = ?1 AND account_id = ?2", SQL_READ },
    [READ_ONE] = { "notice.read_one",
        "UPDATE notice SET read_at = ?3 WHERE id = ?1 AND account_id = ?2 AND read_at IS NULL", SQL_WRITE },
    [READ_ALL] = { "notice.read_all",
        "UPDATE notice SET read_at = ?3 WHERE id <= ?1 AND account_id = ?2 AND read_at IS NULL", SQL_WRITE },
};
struct sql_list notice_list_sql = SQL_LIST(sql);

/* ---- words ---- */

bool notice_kind_find(struct str code, enum notice_kind *out)
{
    for (int i = 0; i < NOTICE_KIND_COUNT; i++)
        if (str_is(code, str_c(kinds[i].code))) {
            *out = (enum notice_kind)i;
            return true;
        }
    return false;
}

struct str notice_kind_code(enum notice_kind kind) { return str_c(kinds[kind].code); }
struct str notice_kind_name(enum notice_kind kind) { return SAY(kinds[kind].name); }

struct str notice_sentence(struct arena *a, enum notice_kind kind, struct str about, struct str period,
    struct str words)
{
    const struct { struct str name, value; } slot[] = {
        { S("{about}"), about }, { S("{period}"), period_in(a, period) }, { S("{words}"), words },
    };
    struct str form = SAY(kinds[kind].sentence);
    struct buf b = buf_open(a);
    for (size_t at = 0; at < form.n;) {
        size_t i = 0;
        while (i < COUNT(slot) && !str_starts(str_cut(form, at, form.n), slot[i].name)) i++;
        if (i == COUNT(slot)) {
            buf_char(&b, form.p[at++]);
            continue;
        }
        buf_str(&b, slot[i].value);
        at += slot[i].name.n;
    }
    return buf_done(&b);
}

struct str notice_words(struct arena *a, const struct notice_new *new)
{
    return notice_sentence(a, new->kind, new->about, new->period, new->words);
}

/* ---- looking ---- */

error notice_list(struct arena *a, struct db *db, const struct who *who, bool unread_only, int64_t before, int limit,
    struct notice_page *out)
{
    *out = (struct notice_page){ 0 };
    struct rows *r = db_run(a, db, &notice_list_sql, LIST);
    BIND(r, who->account_id);
    BIND(r, unread_only);
    BIND(r, before);
    BIND(r, limit + 1);
    while (rows_next(r)) {
        struct notice n = { .id = row_int(r, 0), .link = row_str(r, 5), .at = row_int(r, 6), .read_at = row_int(r, 7) };
        if (!notice_kind_find(row_str(r, 1), &n.kind)) continue;   /* of a newer program */
        n.title = notice_kind_name(n.kind);
        n.text = notice_sentence(a, n.kind, row_str(r, 2), row_str(r, 3), row_str(r, 4));
        LIST_ADD(a, out->list, out->n, n);
    }
    TRY(rows_end(r));
    out->more = out->n > (size_t)limit;
    if (out->more) out->n = (size_t)limit;
    return NULL;
}

error notice_unread(struct arena *a, struct db *db, const struct who *who, int64_t *n)
{
    struct rows *r = db_run(a, db, &notice_list_sql, UNREAD);
    BIND(r, who->account_id);
    *n = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

/* ---- read ---- */

struct reading_one { int64_t account_id, id; int which; };

static error read_job(struct arena *a, struct db *db, void *arg)
{
    const struct reading_one *job = arg;
    struct rows *r = db_run(a, db, &notice_list_sql, job->which);
    BIND(r, job->id);
    BIND(r, job->account_id);
    BIND(r, clock_now());
    return rows_end(r);
}

error notice_read(struct arena *a, struct store *store, const struct who *who, int64_t id, struct str *link)
{
    struct db *db;
    TRY(store_reader(store, &db));
    struct rows *r = db_run(a, db, &notice_list_sql, LINK);
    BIND(r, id);
    BIND(r, who->account_id);
    bool found = rows_next(r);
    *link = found ? row_str(r, 0) : S("");
    TRY(rows_end(r));
    if (!found)
        return FAIL(a, ERR_MISSING, "Không có thông báo này. Mở lại trang thông báo để xem các thông báo hiện có.");
    return db_write(a, store, read_job, &(struct reading_one){ who->account_id, id, READ_ONE });
}

error notice_read_all(struct arena *a, struct store *store, const struct who *who, int64_t newest)
{
    return db_write(a, store, read_job, &(struct reading_one){ who->account_id, newest, READ_ALL });
}
