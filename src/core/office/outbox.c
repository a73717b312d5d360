/* outbox.c - see outbox.h. Owns the table outbox. Must never send: that is another process, which owns no database. */
#include "core/office/outbox.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/setting.h"

const char *const outbox_state_codes[] = {
    [OUTBOX_WAITING] = "waiting", [OUTBOX_SENT] = "sent", [OUTBOX_FAILED] = "failed", [OUTBOX_HELD] = "held",
};
enum { MINUTE = 60 * 1000, KEPT_DAYS = 90 };
/* Minutes until the next try, by the number of tries made: two days in all. */
static const int waits[OUTBOX_TRIES_MOST] = { 1, 5, 15, 30, 60, 180, 360, 720, 720, 720 };

#define COLUMNS "o.id, o.account_id, o.tries, o.next_at, o.made_at, o.ended_at, o.state, o.kind, o.address, " \
    "o.message_id, o.said"
enum { ADD, LIST, COUNTS, NEXT, GET, NOTE, AGAIN, FORGET };
static const struct sql sql[] = {
    [ADD] = { "outbox.add",
        "INSERT INTO outbox(id, account_id, kind, address, message_id, subject, text, link, calendar, state, tries, "
        "next_at, made_at, said) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11, ?11, '')", SQL_WRITE },
    /* of the accounts that act in the unit of who looks */
    [LIST] = { "outbox.list",
        "SELECT " COLUMNS ", o.subject FROM outbox o WHERE (?1 = '' OR o.state = ?1) AND EXISTS "
        "(SELECT 1 FROM account_grant g WHERE g.account_id = o.account_id AND g.unit_id = ?2) "
        "ORDER BY o.id DESC LIMIT ?3", SQL_READ },
    [COUNTS] = { "outbox.counts", "SELECT state, COUNT(*) FROM outbox GROUP BY state", SQL_READ },
    [NEXT] = { "outbox.next",
        "SELECT " COLUMNS ", o.subject, o.text, o.link, o.calendar, k.language FROM outbox o "
        "JOIN account k ON k.id = o.account_id WHERE o.state = 'waiting' AND o.next_at <= ?1 "
        "ORDER BY o.next_at, o.id LIMIT 1", SQL_READ },
    [GET] = { "outbox.get", "SELECT state, tries FROM outbox WHERE id = ?1", SQL_READ },
    /* an invitation's link opens without a log-in: it is not kept once the letter is gone */
    [NOTE] = { "outbox.note",
        "UPDATE outbox SET state = ?2, tries = ?3, next_at = ?4, ended_at = ?5, said = ?6,"
        " link = CASE WHEN ?2 = 'sent' AND link LIKE '/moi/%' THEN '' ELSE link END WHERE id = ?1", SQL_WRITE },
    [AGAIN] = { "outbox.again",
        "UPDATE outbox SET state = 'waiting', tries = 0, next_at = ?2, ended_at = NULL WHERE id = ?1 "
        "AND state IN ('waiting', 'failed') AND EXISTS (SELECT 1 FROM account_grant g "
        "WHERE g.account_id = outbox.account_id AND g.unit_id = ?3)", SQL_WRITE },
    [FORGET] = { "outbox.forget", "DELETE FROM outbox WHERE state <> 'waiting' AND made_at < ?1", SQL_WRITE },
};
struct sql_list outbox_sql = SQL_LIST(sql);

/* ---- putting in ---- */

static bool one_line(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F) return false;
    return true;
}

/* Cut at a whole letter. */
static struct str at_most(struct str s, size_t most)
{
    if (s.n <= most) return s;
    while (most && ((unsigned char)s.p[most] & 0xC0) == 0x80) most--;
    return str_cut(s, 0, most);
}

error outbox_add(struct arena *a, struct db *db, const struct outbox_new *new)
{
    if (!one_line(new->subject) || !one_line(new->address) || !one_line(new->link) || !new->address.n)
        return FAIL(a, ERR_INPUT, "Tiêu đề và địa chỉ của thư phải nằm trên một dòng. Hãy sửa lại rồi gửi.");
    if (new->calendar.n > OUTBOX_CALENDAR_MOST)
        return FAIL(a, ERR_TOO_LARGE, "Lịch gửi kèm thư quá dài. Hãy gửi ít mục lịch hơn.");
    int64_t id, now = clock_now();
    struct str copy;
    TRY(setting_text(a, db, SETTING_COPY_KIND, 0, &copy));
    bool real = str_is(copy, S("real"));
    struct rows *r = db_run(a, db, &outbox_sql, FORGET);
    BIND(r, now - (int64_t)KEPT_DAYS * 24 * 60 * MINUTE);
    TRY(rows_end(r));
    TRY(db_next_id(a, db, "outbox", &id));
    r = db_run(a, db, &outbox_sql, ADD);
    BIND(r, id);
    BIND(r, new->account_id);
    BIND(r, new->kind);
    BIND(r, new->address);
    BIND(r, str_fmt(a, "%lld.%.*s", (long long)id, STR(random_token(a, 12))));
    BIND(r, at_most(new->subject, OUTBOX_SUBJECT_MOST));
    BIND(r, at_most(new->text, OUTBOX_TEXT_MOST));
    BIND(r, new->link);
    BIND(r, new->calendar);
    BIND(r, str_c(outbox_state_codes[real ? OUTBOX_WAITING : OUTBOX_HELD]));
    BIND(r, now);
    return rows_end(r);
}

/* ---- looking ---- */

static enum outbox_state state_of(struct str code)
{
    int s = 0;
    while (s < OUTBOX_STATE_COUNT - 1 && !str_is(code, str_c(outbox_state_codes[s]))) s++;
    return (enum outbox_state)s;
}

static struct outbox_letter letter_of(struct rows *r)
{
    return (struct outbox_letter){ .id = row_int(r, 0), .account_id = row_int(r, 1), .tries = row_int(r, 2),
        .next_at = row_int(r, 3), .made_at = row_int(r, 4), .ended_at = row_int(r, 5), .state = state_of(row_str(r, 6)),
        .kind = row_str(r, 7), .address = row_str(r, 8), .message_id = row_str(r, 9), .said = row_str(r, 10),
        .subject = row_str(r, 11) };
}

error outbox_list(struct arena *a, struct db *db, const struct who *who, int state, int limit,
    struct outbox_page *out)
{
    *out = (struct outbox_page){ 0 };
    int64_t unit_id = who && who->acting ? who->acting->unit_id : 0;
    TRY(policy_check(a, db, who, MAY_MANAGE, unit_id, 0, S("")));
    struct rows *r = db_run(a, db, &outbox_sql, LIST);
    BIND(r, state < 0 ? S("") : str_c(outbox_state_codes[state]));
    BIND(r, unit_id);
    BIND(r, limit);
    while (rows_next(r)) LIST_ADD(a, out->list, out->n, letter_of(r));
    return rows_end(r);
}

error outbox_counts(struct arena *a, struct db *db, int64_t n[OUTBOX_STATE_COUNT])
{
    memset(n, 0, sizeof *n * OUTBOX_STATE_COUNT);
    struct rows *r = db_run(a, db, &outbox_sql, COUNTS);
    while (rows_next(r)) n[state_of(row_str(r, 0))] = row_int(r, 1);
    return rows_end(r);
}

struct again { const struct who *who; int64_t id; };

static error again_job(struct arena *a, struct db *db, void *arg)
{
    const struct again *job = arg;
    int64_t unit_id = job->who && job->who->acting ? job->who->acting->unit_id : 0;
    TRY(policy_check(a, db, job->who, MAY_MANAGE, unit_id, 0, S("")));
    struct rows *r = db_run(a, db, &outbox_sql, AGAIN);
    BIND(r, job->id);
    BIND(r, clock_now());
    BIND(r, unit_id);
    TRY(rows_end(r));
    if (!rows_changed(r))
        return FAIL(a, ERR_CONFLICT, "Thư này không còn chờ gửi. Tải lại trang để xem thư đang ở đâu.");
    return audit_add(a, db, job->who, "outbox.again", "outbox", job->id, S(""), S("waiting"));
}

error outbox_again(struct arena *a, struct store *store, const struct who *who, int64_t id)
{
    return db_write(a, store, again_job, &(struct again){ who, id });
}

/* ---- sending ---- */

error outbox_next(struct arena *a, struct db *db, struct outbox_letter *out, bool *found)
{
    struct rows *r = db_run(a, db, &outbox_sql, NEXT);
    BIND(r, clock_now());
    *found = rows_next(r);
    if (*found) {
        *out = letter_of(r);
        out->text = row_str(r, 12);
        out->link = row_str(r, 13);
        out->calendar = row_str(r, 14);
        out->language = str_is(row_str(r, 15), S("en")) ? LANGUAGE_EN : LANGUAGE_VI;
    }
    return rows_end(r);
}

struct note { int64_t id; enum outbox_fate fate; struct str said; };

static error note_job(struct arena *a, struct db *db, void *arg)
{
    const struct note *job = arg;
    int64_t now = clock_now();
    struct rows *r = db_run(a, db, &outbox_sql, GET);
    BIND(r, job->id);
    bool waiting = rows_next(r) && state_of(row_str(r, 0)) == OUTBOX_WAITING;
    int64_t tries = waiting ? row_int(r, 1) : 0;
    TRY(rows_end(r));
    if (!waiting) return NULL;
    int wait = waits[job->fate == OUTBOX_DROPPED ? 0 : tries < OUTBOX_TRIES_MOST ? tries : OUTBOX_TRIES_MOST - 1];
    tries += job->fate != OUTBOX_DROPPED;
    bool given_up = job->fate == OUTBOX_NEVER || (job->fate == OUTBOX_LATER && tries >= OUTBOX_TRIES_MOST);
    enum outbox_state state = job->fate == OUTBOX_TAKEN ? OUTBOX_SENT : given_up ? OUTBOX_FAILED : OUTBOX_WAITING;
    r = db_run(a, db, &outbox_sql, NOTE);
    BIND(r, job->id);
    BIND(r, str_c(outbox_state_codes[state]));
    BIND(r, tries);
    BIND(r, now + (int64_t)wait * MINUTE);
    if (state == OUTBOX_WAITING) bind_null(r);
    else BIND(r, now);
    BIND(r, job->said);
    return rows_end(r);
}

error outbox_note(struct arena *a, struct store *store, int64_t id, enum outbox_fate fate, struct str said)
{
    return db_write(a, store, note_job, &(struct note){ id, fate, said });
}
