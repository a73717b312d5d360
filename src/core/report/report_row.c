/* report_row.c - see report_row.h. Changes nothing. */
#include "core/report/report_row.h"
#include "core/office/body.h"
#include "core/office/person.h"
#include "core/office/unit.h"
#include "core/report/closing.h"
#include "core/report/figure_row.h"

enum { GET, LAST_CHANGE };
/* As in the document: what was kept when it was made, handed in or decided; of a report older than that, the name
 * then. */
#define KEPT(column, parts) "(SELECT n." column " FROM document_name n WHERE n.object = 'report' AND n.object_id =" \
    " r.id" \
    " AND n.part IN (" parts ") ORDER BY n.id DESC LIMIT 1)"
#define NAME(parts, by, at, now) "COALESCE(" KEPT("name", parts) ", " PERSON_THEN(by, at, now) ")"
#define COUNT_STATE(state) "(SELECT COUNT(*) FROM figure f WHERE f.report_id = r.id AND f.state = '" state "')"
static const struct sql sql[] = {
    [GET] = { "report_row.get",
        "SELECT r.id, r.body_id, r.unit_id, r.version, "
        "COALESCE(CASE WHEN r.state IN ('submitted', 'approved') THEN " KEPT("body", "'submitter'") " END, "
        BODY_NAME_THEN("r.body_id", "r.period_to", "b.name") "), "
        BODY_SHORT_THEN("r.body_id", "r.period_to", "b.short_name") ", b.organisation, u.kind, u.name, "
        "r.period, r.state, r.title, r.text, r.source_name, r.source_format, r.source_encoding, "
        "r.source_sha256, r.made_by, r.submitted_by, r.decided_by, "
        NAME("'maker'", "r.made_by", "r.made_at", "mp.name") ", "
        NAME("'submitter'", "r.submitted_by", "r.submitted_at", "sp.name") ", "
        NAME("'approver', 'returner'", "r.decided_by", "r.decided_at", "dp.name") ", r.made_at, "
        "r.changed_at, r.submitted_at, r.decided_at, r.return_reason, "
        "r.counted, r.source_form, r.pages, "
        COUNT_STATE("confirmed") ", " COUNT_STATE("rejected") ", " COUNT_STATE("read") ", "
        KEPT("post", "'maker'") ", " KEPT("post", "'submitter'") ", " KEPT("post", "'approver', 'returner'") ","
        " op.name "
        "FROM report r JOIN body b ON b.id = r.body_id JOIN unit u ON u.id = r.unit_id "
        "JOIN account ma ON ma.id = r.made_by JOIN person mp ON mp.id = ma.person_id "
        "LEFT JOIN account sa ON sa.id = r.submitted_by LEFT JOIN person sp ON sp.id = sa.person_id "
        "LEFT JOIN account da ON da.id = r.decided_by LEFT JOIN person dp ON dp.id = da.person_id "
        "LEFT JOIN account oa ON oa.id = r.owner_by LEFT JOIN person op ON op.id = oa.person_id "
        "WHERE r.id = ?1",
        SQL_READ },
    [LAST_CHANGE] = { "report_row.last_change",
        "SELECT p.name, x.at FROM audit x LEFT JOIN account c ON c.id = x.account_id "
        "LEFT JOIN person p ON p.id = c.person_id WHERE x.object = 'report' AND x.object_id = ?1 "
        "ORDER BY x.seq DESC LIMIT 1",
        SQL_READ },
};
struct sql_list report_row_sql = SQL_LIST(sql);

const char *const report_state_names[] = { "draft", "submitted", "returned", "approved" };
struct str report_state_vi(enum report_state s)
{
    static const struct { const char *label; } words[] = {
        { .label = "bản nháp" }, { .label = "đã nộp" }, { .label = "trả lại" }, { .label = "đã duyệt" } };
    assert(s < REPORT_STATE_COUNT);
    return SAY(words[s].label);
}

struct str report_name(struct arena *a, const struct report *r)
{
    return str_fmt(a, say("báo cáo %.*s của %.*s"), STR(period_in(a, r->period)), STR(r->body_short));
}

static void fill(struct arena *a, struct rows *rows, struct report *out)
{
    struct unit unit = { .kind = row_str(rows, 7), .name = row_str(rows, 8) };
    *out = (struct report){ .id = row_int(rows, 0),
        .body_id = row_int(rows, 1),
        .unit_id = row_int(rows, 2),
        .version = row_int(rows, 3),
        .body = row_str(rows, 4),
        .body_short = row_str(rows, 5),
        .organisation = row_str(rows, 6),
        .unit = unit_title(a, &unit),
        .period = row_str(rows, 9),
        .state = (enum report_state)name_index(report_state_names, REPORT_STATE_COUNT, row_str(rows, 10)),
        .title = row_str(rows, 11),
        .text = row_str(rows, 12),
        .source_name = row_str(rows, 13),
        .source_format = row_str(rows, 14),
        .source_encoding = row_str(rows, 15),
        .source_sha256 = row_str(rows, 16),
        .made_by = row_int(rows, 17),
        .submitted_by = row_int(rows, 18),
        .decided_by = row_int(rows, 19),
        .made_by_name = row_str(rows, 20),
        .submitted_by_name = row_str(rows, 21),
        .decided_by_name = row_str(rows, 22),
        .made_at = row_int(rows, 23),
        .changed_at = row_int(rows, 24),
        .submitted_at = row_int(rows, 25),
        .decided_at = row_int(rows, 26),
        .return_reason = row_str(rows, 27),
        .counted = row_int(rows, 28) != 0,
        .source_form = row_str(rows, 29),
        .pages = row_int(rows, 30),
        .confirmed = row_int(rows, 31),
        .rejected = row_int(rows, 32),
        .undecided = row_int(rows, 33),
        .made_by_post = row_str(rows, 34),
        .submitted_by_post = row_str(rows, 35),
        .decided_by_post = row_str(rows, 36),
        .owner_name = row_str(rows, 37) };
    out->figures = out->confirmed + out->rejected + out->undecided;
}

error report_open(struct arena *a, struct db *db, const struct who *who, int64_t id, struct report *out)
{
    struct rows *rows = db_run(a, db, &report_row_sql, GET);
    BIND(rows, id);
    bool found = rows_next(rows);
    if (found) fill(a, rows, out);
    TRY(rows_end(rows));
    error no = found ? policy_check(a, db, who, MAY_READ_REPORT, out->unit_id, out->body_id,
                           str_c(report_state_names[out->state]))
                     : NULL;
    if (no && no->kind != ERR_DENIED) return no;
    if (!found || no)
        return FAIL_AS(a, ERR_MISSING, no,
            "Không có báo cáo số %lld, hoặc báo cáo ấy không thuộc phần việc của đồng chí.", (long long)id);
    return NULL;
}

error report_open_for(
    struct arena *a, struct db *db, const struct who *who, enum act act, int64_t id, struct report *out)
{
    TRY(report_open(a, db, who, id, out));
    TRY(policy_check(a, db, who, act, out->unit_id, out->body_id, str_c(report_state_names[out->state])));
    return closing_check(a, db, out->unit_id, out->period);
}

void report_may(const struct who *who, int64_t tree, bool closed, struct report *r)
{
    struct place place = { r->unit_id, tree, r->body_id, str_c(report_state_names[r->state]) };
    bool open = report_is_open(r);
    r->may_edit = !closed && open && policy_allows(who, MAY_WRITE_REPORT, &place);
    r->may_submit = r->may_edit && !r->undecided && str_trim(r->text).n;
    r->may_decide = !closed && !open && policy_allows(who, MAY_DECIDE_REPORT, &place);
    r->may_return = !closed && !open && policy_allows(who, MAY_RETURN_REPORT, &place);
}

bool report_is_open(const struct report *r) { return r->state == REPORT_DRAFT || r->state == REPORT_RETURNED; }

error report_open_check(struct arena *a, const struct report *r)
{
    if (report_is_open(r)) return NULL;
    struct str name = report_name(a, r);
    return r->state == REPORT_SUBMITTED
               ? FAIL(a, ERR_CONFLICT,
                     "Chưa sửa được %.*s: báo cáo đã nộp, đang chờ duyệt. Đề nghị người duyệt trả lại rồi sửa.",
                     STR(name))
               : FAIL(a, ERR_CONFLICT,
                     "Chưa sửa được %.*s: báo cáo đã được duyệt. Đề nghị văn phòng trả lại rồi sửa.",
                     STR(name));
}

error report_version_check(struct arena *a, struct db *db, const struct report *r, int64_t version)
{
    if (r->version == version) return NULL;
    struct rows *rows = db_run(a, db, &report_row_sql, LAST_CHANGE);
    BIND(rows, r->id);
    bool found = rows_next(rows);
    struct str by = found ? row_str(rows, 0) : S("");
    int64_t at = found ? row_int(rows, 1) : r->changed_at;
    TRY(rows_end(rows));
    if (!by.n) by = SAY("người khác");
    struct str name = report_name(a, r), when = moment_vi(a, at);
    return FAIL(a, ERR_CONFLICT,
        "Chưa lưu được: %.*s đã được %.*s thay đổi lúc %.*s. Tải lại trang để xem bản mới rồi làm lại.",
        STR(name), STR(by), STR(when));
}
