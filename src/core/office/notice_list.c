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

#define FOR_POST "(unit_id = 0 OR (unit_id = ?2 AND (body_id = 0 OR body_id = ?3)))"
enum { LIST, UNREAD, ELSEWHERE, LINK, READ_ONE, READ_ALL };
static const struct sql sql[] = {
    [LIST] = { "notice.list",
        "SELECT id, kind, about, period, words, link, made_at, read_at FROM notice WHERE account_id = ?1 AND " FOR_POST
        " AND (?4 = 0 OR read_at IS NULL) AND (?5 = 0 OR id < ?5) ORDER BY id DESC LIMIT ?6", SQL_READ },
    [UNREAD] = { "notice.unread",
        "SELECT COUNT(*) FROM (SELECT id FROM notice WHERE account_id = ?1 AND " FOR_POST " AND read_at IS NULL "
        "LIMIT 100) AS few", SQL_READ },
    [ELSEWHERE] = { "notice.elsewhere",
        "SELECT COUNT(*) FROM notice n WHERE n.account_id = ?1 AND n.read_at IS NULL AND n.unit_id <> 0 "
        "AND NOT (n.unit_id = ?2 AND (n.body_id = 0 OR n.body_id = ?3)) AND EXISTS (SELECT 1 FROM account_grant g "
        "WHERE g.account_id = n.account_id AND g.unit_id = n.unit_id AND (n.body_id = 0 OR g.body_id = n.body_id) "
        "AND g.valid_from <= ?4 AND (g.valid_to IS NULL OR g.valid_to >= ?4))", SQL_READ },
    [LINK] = { "notice.link", "SELECT link FROM notice WHERE account_id = ?1 AND " FOR_POST " AND id = ?4", SQL_READ },
    [READ_ONE] = { "notice.read_one",
        "UPDATE notice SET read_at = ?5 WHERE account_id = ?1 AND " FOR_POST " AND id = ?4 AND read_at IS NULL",
        SQL_WRITE },
    [READ_ALL] = { "notice.read_all",
        "UPDATE notice SET read_at = ?5 WHERE account_id = ?1 AND " FOR_POST " AND id <= ?4 AND read_at IS NULL",
        SQL_WRITE },
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

/* The account and the post it acts in, ?1 to ?3 of every statement. */
static void bind_owner(struct rows *r, const struct who *who)
{
    BIND(r, who->account_id);
    BIND(r, who->acting ? who->acting->unit_id : (int64_t)0);
    BIND(r, who->acting ? who->acting->body_id : (int64_t)0);
}

error notice_list(struct arena *a, struct db *db, const struct who *who, bool unread_only, int64_t before, int limit,
    struct notice_page *out)
{
    *out = (struct notice_page){ 0 };
    struct rows *r = db_run(a, db, &notice_list_sql, LIST);
    bind_owner(r, who);
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
    bind_owner(r, who);
    *n = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

error notice_elsewhere(struct arena *a, struct db *db, const struct who *who, int64_t *n)
{
    struct rows *r = db_run(a, db, &notice_list_sql, ELSEWHERE);
    bind_owner(r, who);
    BIND(r, clock_day(a, clock_now()));
    *n = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

/* ---- read ---- */

struct reading_one { const struct who *who; int64_t id; int which; };

static error read_job(struct arena *a, struct db *db, void *arg)
{
    const struct reading_one *job = arg;
    struct rows *r = db_run(a, db, &notice_list_sql, job->which);
    bind_owner(r, job->who);
    BIND(r, job->id);
    BIND(r, clock_now());
    return rows_end(r);
}

error notice_read(struct arena *a, struct store *store, const struct who *who, int64_t id, struct str *link)
{
    struct db *db;
    TRY(store_reader(store, &db));
    struct rows *r = db_run(a, db, &notice_list_sql, LINK);
    bind_owner(r, who);
    BIND(r, id);
    bool found = rows_next(r);
    *link = found ? row_str(r, 0) : S("");
    TRY(rows_end(r));
    if (!found)
        return FAIL(a, ERR_MISSING, "Không có thông báo này. Mở lại trang thông báo để xem các thông báo hiện có.");
    return db_write(a, store, read_job, &(struct reading_one){ who, id, READ_ONE });
}

struct reading_these { const struct who *who; const int64_t *id; size_t n; };

static error these_job(struct arena *a, struct db *db, void *arg)
{
    const struct reading_these *job = arg;
    for (size_t i = 0; i < job->n; i++)
        TRY(read_job(a, db, &(struct reading_one){ job->who, job->id[i], READ_ONE }));
    return NULL;
}

error notice_read_these(struct arena *a, struct store *store, const struct who *who, const int64_t *id, size_t n)
{
    return n ? db_write(a, store, these_job, &(struct reading_these){ who, id, n }) : NULL;
}

error notice_read_all(struct arena *a, struct store *store, const struct who *who, int64_t newest)
{
    return db_write(a, store, read_job, &(struct reading_one){ who, newest, READ_ALL });
}
