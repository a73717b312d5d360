/* report_list.c - lists of reports, and what happened to one: the looking part of report.h that walks over many
 * rows. */
#include "core/office/audit.h"
#include "core/report/report.h"
#include "core/report/report_row.h"
#include "vn/period.h"

enum { CANDIDATES, HISTORY };
static const struct sql sql[] = {
    [CANDIDATES] = { "report_list.candidates",
        "SELECT r.id, r.unit_id, u.tree_from, r.body_id, r.state FROM report r JOIN unit u ON u.id = r.unit_id "
        "JOIN body b ON b.id = r.body_id WHERE (?1 = 0 OR u.tree_from BETWEEN (SELECT tree_from FROM unit "
        "WHERE id = ?1) AND (SELECT tree_to FROM unit WHERE id = ?1)) AND (?2 = 0 OR r.body_id = ?2) "
        "AND r.period_from >= ?3 AND r.period_to <= ?4 AND (?5 = '' OR r.state = ?5) "
        "ORDER BY r.period_to DESC, r.period_from DESC, u.tree_from, b.ordinal, b.id",
        SQL_READ },
    [HISTORY] = { "report_list.history",
        "SELECT x.at, p.name, x.act, x.before, x.after FROM audit x LEFT JOIN account c ON c.id = x.account_id "
        "LEFT JOIN person p ON p.id = c.person_id WHERE (x.object = 'report' "
        "AND x.object_id = ?1) OR (x.object = 'figure' AND x.object_id IN (SELECT id FROM figure "
        "WHERE report_id = ?1)) ORDER BY x.seq",
        SQL_READ },
};
struct sql_list report_list_sql = SQL_LIST(sql);

error report_list(struct arena *a, struct db *db, const struct who *who, const struct report_filter *filter,
    struct report_page *out)
{
    struct str from = S("0000-00-00"), to = S("9999-99-99");
    struct period period;
    if (filter->period.n) {
        if (!period_read(filter->period, &period))
            return FAIL(
                a, ERR_INPUT, "Kỳ “%.*s” chưa đúng. Ghi như 2023-06 hoặc 2023-Q2.", STR(filter->period));
        from = day_write(a, period.from);
        to = day_write(a, period.to);
    }
    int limit = filter->limit > 0 ? filter->limit : 50;
    int64_t *id = NEW_N(a, int64_t, limit);
    *out = (struct report_page){ .list = NEW_N(a, struct report, limit) };
    struct rows *r = db_run(a, db, &report_list_sql, CANDIDATES);
    BIND(r, filter->unit_id);
    BIND(r, filter->body_id);
    BIND(r, from);
    BIND(r, to);
    BIND(r, filter->state >= 0 && filter->state < REPORT_STATE_COUNT ? str_c(report_state_names[filter->state])
                                                                     : S(""));
    while (rows_next(r)) {
        struct place place = {
            .unit_id = row_int(r, 1), .tree = row_int(r, 2), .body_id = row_int(r, 3), .state = row_str(r, 4)
        };
        if (!policy_allows(who, MAY_READ_REPORT, &place)) continue;
        if (out->total >= filter->offset && out->n < (size_t)limit) id[out->n++] = row_int(r, 0);
        out->total++;
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < out->n; i++) {
        TRY(report_get(a, db, who, id[i], &out->list[i]));
        out->list[i].text = S("");
    }
    return NULL;
}

/* act of the audit -> what people read */
static const struct { const char *act, *label; } acts[] = {
    { "report.add", .label = "tạo báo cáo" },
    { "report.change_text", .label = "thay nội dung" },
    { "report.submit", .label = "nộp báo cáo" },
    { "report.approve", .label = "duyệt" },
    { "report.return", .label = "trả lại" },
    { "figure.confirm", .label = "xác nhận số liệu" },
    { "figure.reject", .label = "loại số liệu" },
    { "figure.change", .label = "sửa số liệu" },
    { "figure.undo", .label = "hoàn lại số liệu" },
    { "figure.add", .label = "thêm số liệu" },
    { "check.answer", .label = "trả lời cảnh báo" },
};

error report_history(
    struct arena *a, struct db *db, const struct who *who, int64_t id, struct report_event **out, size_t *n)
{
    struct report report;
    TRY(report_open(a, db, who, id, &report));
    size_t room = 64;
    *out = NEW_N(a, struct report_event, room);
    *n = 0;
    struct rows *r = db_run(a, db, &report_list_sql, HISTORY);
    BIND(r, id);
    while (rows_next(r)) {
        if (*n == room) {
            struct report_event *more = NEW_N(a, struct report_event, room * 2);
            memcpy(more, *out, room * sizeof *more);
            *out = more;
            room *= 2;
        }
        struct report_event e = { .at = row_int(r, 0),
            .who = row_str(r, 1),
            .act = row_str(r, 2),
            .before = row_str(r, 3),
            .after = row_str(r, 4) };
        for (size_t i = 0; i < COUNT(acts); i++) if (str_is(e.act, str_c(acts[i].act))) e.act = SAY(acts[i].label);
        if (!e.who.n) e.who = SAY("hệ thống");
        (*out)[(*n)++] = e;
    }
    return rows_end(r);
}
