/* report_work.c - see report_work.h. Owns the column report.owner_by; of scans and bundles it changes only whose they
 * are. */
#include "core/report/report_work.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/moment.h"

enum { BUNDLE_DAYS = 14 };                         /* after that bundle_waiting() shows it no more */
enum { DRAFTS, SCANS, BUNDLES, WAITING, DRAFT_MOVE, SCAN_MOVE, BUNDLE_MOVE, SCAN_REPORT };
#define OF_PERSON "IN (SELECT id FROM account WHERE person_id = ?2)"
static const struct sql sql[] = {
    [DRAFTS] = { "report_work.drafts",
        "SELECT r.id, r.period FROM report r WHERE r.body_id = ?1 AND r.state IN ('draft', 'returned')"
        " AND COALESCE(r.owner_by, r.made_by) " OF_PERSON " ORDER BY r.period_from, r.id", SQL_READ },
    [SCANS] = { "report_work.scans",
        "SELECT q.id, q.report_id FROM scan_queue q WHERE q.body_id = ?1 AND q.account_id " OF_PERSON
        " ORDER BY q.id", SQL_READ },
    [BUNDLES] = { "report_work.bundles",
        "SELECT n.id FROM bundle n WHERE n.body_id = ?1 AND n.account_id " OF_PERSON
        " AND n.made_at > ?3 AND EXISTS (SELECT 1 FROM bundle_part p JOIN body b ON b.id = n.body_id"
        " WHERE p.bundle_id = n.id AND p.report_id IS NULL"
        " AND (p.organisation = '' OR p.organisation = b.organisation)) ORDER BY n.id", SQL_READ },
    [WAITING] = { "report_work.waiting",
        "SELECT r.id, r.period FROM report r WHERE r.body_id = ?1 AND r.state = 'submitted'"
        " ORDER BY r.period_from, r.id", SQL_READ },
    [DRAFT_MOVE] = { "report_work.draft_move", "UPDATE report SET owner_by = ?2 WHERE id = ?1", SQL_WRITE },
    [SCAN_MOVE] = { "report_work.scan_move", "UPDATE scan_queue SET account_id = ?2, grant_id = ?3 WHERE id = ?1",
        SQL_WRITE },
    [BUNDLE_MOVE] = { "report_work.bundle_move", "UPDATE bundle SET account_id = ?2 WHERE id = ?1", SQL_WRITE },
    [SCAN_REPORT] = { "report_work.scan_report", "SELECT report_id FROM scan_queue WHERE id = ?1", SQL_READ },
};
struct sql_list report_work_sql = SQL_LIST(sql);

/* Named by period and number alone: who hands over for others may not read what they wrote. */
static error reports_of(struct arena *a, struct db *db, int which, const struct post *p, struct work_list *out)
{
    *out = (struct work_list){ 0 };
    struct rows *r = db_run(a, db, &report_work_sql, which);
    BIND(r, p->body_id);
    if (which == DRAFTS) BIND(r, p->person_id);
    while (rows_next(r))
        LIST_ADD(a, out->work, out->n, (struct work){ .id = row_int(r, 0),
            .title = str_fmt(a, say("báo cáo %.*s, số %lld"), STR(period_in(a, row_str(r, 1))),
                (long long)row_int(r, 0)),
            .href = str_fmt(a, "/bao-cao/%lld", (long long)row_int(r, 0)) });
    return rows_end(r);
}

error report_work_drafts(struct arena *a, struct db *db, const struct post *p, struct work_list *out)
{
    return reports_of(a, db, DRAFTS, p, out);
}

error report_work_waiting(struct arena *a, struct db *db, const struct post *p, struct work_list *out)
{
    return reports_of(a, db, WAITING, p, out);
}

error report_work_scans(struct arena *a, struct db *db, const struct post *p, struct work_list *out)
{
    *out = (struct work_list){ 0 };
    struct rows *r = db_run(a, db, &report_work_sql, SCANS);
    BIND(r, p->body_id);
    BIND(r, p->person_id);
    while (rows_next(r))
        LIST_ADD(a, out->work, out->n, (struct work){ .id = row_int(r, 0),
            .title = str_fmt(a, say("báo cáo số %lld"), (long long)row_int(r, 1)),
            .href = str_fmt(a, "/bao-cao/%lld", (long long)row_int(r, 1)) });
    return rows_end(r);
}

error report_work_bundles(struct arena *a, struct db *db, const struct post *p, struct work_list *out)
{
    *out = (struct work_list){ 0 };
    struct rows *r = db_run(a, db, &report_work_sql, BUNDLES);
    BIND(r, p->body_id);
    BIND(r, p->person_id);
    BIND(r, clock_now() - (int64_t)BUNDLE_DAYS * 24 * 3600 * 1000);
    while (rows_next(r))
        LIST_ADD(a, out->work, out->n, (struct work){ .id = row_int(r, 0),
            .title = str_fmt(a, say("tệp số %lld"), (long long)row_int(r, 0)),
            .href = str_fmt(a, "/bao-cao/nhieu/%lld", (long long)row_int(r, 0)) });
    return rows_end(r);
}

/* ---- giving ---- */

static error moved(struct arena *a, struct db *db, const struct who *who, int64_t report_id,
    const struct work_taker *to)
{
    return audit_add(a, db, who, "report.hand_over", "report", report_id, to->from_name, to->name);
}

error report_work_draft_move(struct arena *a, struct db *db, const struct who *who, const struct work *w,
    const struct work_taker *to)
{
    struct rows *r = db_run(a, db, &report_work_sql, DRAFT_MOVE);
    BIND(r, w->id);
    BIND(r, to->account_id);
    TRY(rows_end(r));
    return moved(a, db, who, w->id, to);
}

error report_work_scan_move(struct arena *a, struct db *db, const struct who *who, const struct work *w,
    const struct work_taker *to)
{
    if (!to->grant_id)
        return FAIL(a, ERR_INPUT,
            "%.*s chưa có quyền lập báo cáo của tổ chức nên chưa nhận được bản quét “%.*s”. Giao vai trò rồi bàn giao.",
            STR(to->name), STR(w->title));
    struct rows *r = db_run(a, db, &report_work_sql, SCAN_REPORT);
    BIND(r, w->id);
    int64_t report_id = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    r = db_run(a, db, &report_work_sql, SCAN_MOVE);
    BIND(r, w->id);
    BIND(r, to->account_id);
    BIND(r, to->grant_id);
    TRY(rows_end(r));
    return moved(a, db, who, report_id, to);
}

error report_work_bundle_move(struct arena *a, struct db *db, const struct who *who, const struct work *w,
    const struct work_taker *to)
{
    struct rows *r = db_run(a, db, &report_work_sql, BUNDLE_MOVE);
    BIND(r, w->id);
    BIND(r, to->account_id);
    TRY(rows_end(r));
    return audit_add(a, db, who, "report.hand_over", "bundle", w->id, to->from_name, to->name);
}
