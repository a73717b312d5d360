/* closing.c - see closing.h. Owns the table period_closing. */
#include "core/report/closing.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/moment.h"
#include "core/office/notice.h"
#include "core/office/person.h"
#include "core/office/two_person.h"
#include "core/office/unit.h"
#include "core/report/brief.h"

enum { COVERING, OF_UNIT, EXACT, ADD, REMOVE };
static const struct sql sql[] = {
    [COVERING] = { "closing.covering",
        "WITH RECURSIVE up(id, parent_id) AS (SELECT id, parent_id FROM unit WHERE id = ?1 "
        "UNION ALL SELECT u.id, u.parent_id FROM unit u "
        "JOIN up ON u.id = up.parent_id) SELECT c.period, c.unit_id, c.closed_at, " PERSON_THEN("c.account_id",
            "c.closed_at", "p.name") " FROM period_closing c "
        "JOIN up ON up.id = c.unit_id JOIN account k ON k.id = c.account_id "
        "JOIN person p ON p.id = k.person_id WHERE c.period_from <= ?2 AND c.period_to >= ?3 "
        "ORDER BY c.closed_at LIMIT 1",
        SQL_READ },
    [OF_UNIT] = { "closing.of_unit",
        "WITH RECURSIVE up(id, parent_id) AS (SELECT id, parent_id FROM unit WHERE id = ?1 "
        "UNION ALL SELECT u.id, u.parent_id FROM unit u JOIN up ON u.id = up.parent_id) "
        "SELECT c.period FROM up CROSS JOIN period_closing c WHERE c.unit_id = up.id",
        SQL_READ },
    [EXACT] = { "closing.exact", "SELECT closed_at FROM period_closing WHERE unit_id = ?1 AND period = ?2",
        SQL_READ },
    [ADD] = { "closing.add",
        "INSERT INTO period_closing(unit_id, period, period_from, period_to, closed_at, account_id) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        SQL_WRITE },
    [REMOVE] = { "closing.remove", "DELETE FROM period_closing WHERE unit_id = ?1 AND period = ?2", SQL_WRITE },
};
struct sql_list closing_sql = SQL_LIST(sql);

error closing_find(struct arena *a, struct db *db, int64_t unit_id, struct str period, struct closing *out, bool *found)
{
    struct period p;
    *found = false;
    if (!period_read(period, &p))
        return FAIL(a, ERR_INPUT,
            "Kỳ “%.*s” chưa đúng. Ghi như 2023-06 (tháng), 2023-Q2 (quý), 2023-H1 (6 tháng), 2023 (năm).",
            STR(period));
    struct rows *r = db_run(a, db, &closing_sql, COVERING);
    BIND(r, unit_id);
    BIND(r, day_write(a, p.from));
    BIND(r, day_write(a, p.to));
    *found = rows_next(r);
    if (*found)
        *out = (struct closing){
            .period = row_str(r, 0), .unit_id = row_int(r, 1), .at = row_int(r, 2), .by = row_str(r, 3)
        };
    return rows_end(r);
}

error closing_list(struct arena *a, struct db *db, int64_t unit_id, struct closing_list *out)
{
    *out = (struct closing_list){ 0 };
    struct rows *r = db_run(a, db, &closing_sql, OF_UNIT);
    BIND(r, unit_id);
    while (rows_next(r)) {
        struct period p;
        if (period_read(row_str(r, 0), &p)) LIST_ADD(a, out->list, out->n, p);
    }
    return rows_end(r);
}

bool closing_covers(const struct closing_list *all, struct str period)
{
    struct period asked;
    if (!period_read(period, &asked)) return false;
    for (size_t i = 0; i < all->n; i++) if (period_has(all->list[i], asked)) return true;
    return false;
}

error closing_check(struct arena *a, struct db *db, int64_t unit_id, struct str period)
{
    struct closing c;
    bool found;
    TRY(closing_find(a, db, unit_id, period, &c, &found));
    if (!found) return NULL;
    struct str asked = period_in(a, period), closed = period_in(a, c.period), when = moment_vi(a, c.at);
    if (str_is(period, c.period))
        return FAIL(a, ERR_CLOSED,
            "Chưa ghi được: kỳ %.*s đã chốt lúc %.*s. Cần sửa thì đề nghị văn phòng mở lại kỳ.", STR(asked),
            STR(when));
    return FAIL(a, ERR_CLOSED,
        "Chưa ghi được: kỳ %.*s đã chốt cùng %.*s lúc %.*s. Cần sửa thì đề nghị văn phòng mở lại kỳ.",
        STR(asked), STR(closed), STR(when));
}

struct job { const struct who *who; int64_t unit_id; struct str period, reason; };

static error exact(struct arena *a, struct db *db, const struct job *job, int64_t *closed_at)
{
    struct rows *r = db_run(a, db, &closing_sql, EXACT);
    BIND(r, job->unit_id);
    BIND(r, job->period);
    *closed_at = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

/* To all who write or decide reports in the unit. */
static error tell(struct arena *a, struct db *db, const struct job *job, enum notice_kind kind)
{
    static const enum role roles[] = { ROLE_OFFICER, ROLE_HEAD };
    struct unit unit;
    TRY(unit_get(a, db, job->unit_id, &unit));
    struct notice_new told = { .kind = kind, .object = "unit", .object_id = job->unit_id,
        .about = unit_title(a, &unit), .period = job->period,
        .link = str_fmt(a, "/tinh-hinh-nop?ky=%.*s", STR(job->period)) };
    for (size_t i = 0; i < COUNT(roles); i++)
        TRY(notice_tell(a, db, job->who, roles[i], job->unit_id, 0, &told));
    return NULL;
}

static error add_job(struct arena *a, struct db *db, void *arg)
{
    const struct job *job = arg;
    struct period p;
    TRY(policy_check(a, db, job->who, MAY_CLOSE_PERIOD, job->unit_id, 0, S("")));
    if (!period_read(job->period, &p))
        return FAIL(a, ERR_INPUT,
            "Kỳ “%.*s” chưa đúng. Ghi như 2023-06 (tháng), 2023-Q2 (quý), 2023-H1 (6 tháng), 2023 (năm).",
            STR(job->period));
    int64_t closed_at, now = clock_now();
    TRY(exact(a, db, job, &closed_at));
    struct str said = period_in(a, job->period), when = moment_vi(a, closed_at);
    if (closed_at) return FAIL(a, ERR_CONFLICT, "Kỳ %.*s đã chốt từ lúc %.*s.", STR(said), STR(when));
    struct rows *r = db_run(a, db, &closing_sql, ADD);
    BIND(r, job->unit_id);
    BIND(r, job->period);
    BIND(r, day_write(a, p.from));
    BIND(r, day_write(a, p.to));
    BIND(r, now);
    BIND(r, job->who->account_id);
    TRY(rows_end(r));
    TRY(brief_signing_keep(a, db, job->unit_id, p, now));
    TRY(tell(a, db, job, NOTICE_CLOSED));
    return audit_add(a, db, job->who, "closing.add", "unit", job->unit_id, S(""), job->period);
}

/* Why a period that nobody closed by itself cannot be opened by itself. */
static error not_closed(struct arena *a, struct db *db, const struct job *job)
{
    struct closing c;
    bool found;
    TRY(closing_find(a, db, job->unit_id, job->period, &c, &found));
    struct str said = period_in(a, job->period);
    if (!found) return FAIL(a, ERR_CONFLICT, "Kỳ %.*s đang mở.", STR(said));
    struct str with = period_in(a, c.period);
    if (c.unit_id != job->unit_id)
        return FAIL(a, ERR_CONFLICT, "Kỳ %.*s do đơn vị cấp trên chốt. Đề nghị đơn vị cấp trên mở lại.", STR(said));
    return FAIL(a, ERR_CONFLICT, "Kỳ %.*s đã chốt cùng %.*s. Mở lại %.*s nếu cần sửa.", STR(said), STR(with),
        STR(with));
}

error closing_reopen(struct arena *a, struct db *db, const struct who *who, const struct two_person *asked)
{
    struct job job = { .who = who, .unit_id = asked->unit_id, .period = asked->object };
    int64_t closed_at;
    TRY(exact(a, db, &job, &closed_at));
    if (!closed_at) return not_closed(a, db, &job);
    struct rows *r = db_run(a, db, &closing_sql, REMOVE);
    BIND(r, job.unit_id);
    BIND(r, job.period);
    TRY(rows_end(r));
    TRY(tell(a, db, &job, NOTICE_OPENED));
    return audit_why(a, db, who, "closing.remove", "unit", job.unit_id, job.period, S(""), asked->reason);
}

static error ask_job(struct arena *a, struct db *db, void *arg)
{
    const struct job *job = arg;
    int64_t closed_at, id;
    TRY(policy_check(a, db, job->who, MAY_REOPEN_PERIOD, job->unit_id, 0, S("")));
    TRY(exact(a, db, job, &closed_at));
    if (!closed_at) return not_closed(a, db, job);
    struct two_ask ask = { .kind = TWO_REOPEN, .unit_id = job->unit_id, .object = job->period,
        .object_words = period_in(a, job->period), .reason = job->reason };
    return two_person_ask(a, db, job->who, &ask, &id);
}

error closing_add(struct arena *a, struct store *store, const struct who *who, int64_t unit_id, struct str period)
{
    struct job job = { who, unit_id, period, S("") };
    return db_write(a, store, add_job, &job);
}

error closing_ask(struct arena *a, struct store *store, const struct who *who, int64_t unit_id, struct str period,
    struct str reason)
{
    struct job job = { who, unit_id, period, reason };
    return db_write(a, store, ask_job, &job);
}
