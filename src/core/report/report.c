/* report.c - see report.h: a report is made, read again, handed in, approved, returned. Owns the tables report
 * and report_source. Documents are read before the transaction, never inside it: the writer waits for nobody.
 */
#include "core/report/report.h"
#include "base/machine.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/document_name.h"
#include "core/office/notice.h"
#include "core/office/unit.h"
#include "core/report/check.h"
#include "core/report/closing.h"
#include "core/report/due.h"
#include "core/report/figure_read.h"
#include "core/report/report_reading.h"
#include "core/report/report_row.h"
#include "core/report/scan_page.h"
#include "core/report/scan_queue.h"
#include "core/report/total.h"
#include "vn/text.h"

enum { FIND, ADD, SOURCE_ADD, SOURCE_PUT, SOURCE_GET, PUT_TEXT, PUT_STATE, SUBMIT };
static const struct sql sql[] = {
    [FIND] = { "report.find", "SELECT id FROM report WHERE body_id = ?1 AND period = ?2", SQL_READ },
    [ADD] = { "report.add",
        "INSERT INTO report(id, body_id, unit_id, period, period_from, period_to, state, title, text, "
        "text_fold, source_name, source_format, source_encoding, source_sha256, source_form, pages, made_by, made_at, "
        "changed_at, return_reason, counted, version) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'draft', ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?17, '', 0, 1)",
        SQL_WRITE },
    [SOURCE_ADD] = { "report.source_add", "INSERT INTO report_source(report_id, content) VALUES (?1, ?2)",
        SQL_WRITE },
    [SOURCE_PUT] = { "report.source_put", "UPDATE report_source SET content = ?1 WHERE report_id = ?2",
        SQL_WRITE },
    [SOURCE_GET] = { "report.source_get", "SELECT content FROM report_source WHERE report_id = ?1", SQL_READ },
    [PUT_TEXT] = { "report.put_text",
        "UPDATE report "
        "SET title = ?1, text = ?2, text_fold = ?3, source_name = ?4, source_format = ?5, source_encoding = "
        "?6, source_sha256 = ?7, source_form = ?8, pages = ?9, changed_at = ?10, version = version + 1 WHERE id = ?11",
        SQL_WRITE },
    [PUT_STATE] = { "report.put_state",
        "UPDATE report "
        "SET state = ?1, decided_at = ?2, decided_by = ?3, return_reason = ?4, changed_at = ?2, version = "
        "version + 1 WHERE id = ?5",
        SQL_WRITE },
    [SUBMIT] = { "report.submit",
        "UPDATE report "
        "SET state = 'submitted', submitted_at = ?1, submitted_by = ?2, changed_at = ?1, version = version + 1 "
        "WHERE id = ?3",
        SQL_WRITE },
};
struct sql_list report_sql = SQL_LIST(sql);

/* ---- a new one ---- */

/* A title is kept and printed, so it is Vietnamese whoever writes. */
static struct str default_title(struct arena *a, const struct report *r)
{
    return str_fmt(a, "Báo cáo %.*s của %.*s", STR(period_in_vi(a, r->period)), STR(r->body));
}

static error bad_period(struct arena *a, struct str period)
{
    return FAIL(a, ERR_INPUT,
        "Kỳ báo cáo “%.*s” chưa đúng. Chọn tháng (2023-06), quý (2023-Q2), 6 tháng (2023-H1), 9 tháng "
        "(2023-9M) hoặc năm (2023).",
        STR(period));
}

static bool is_report_period(struct str period, struct period *out)
{
    if (!period_read(period, out)) return false;
    return out->type == PERIOD_MONTH || out->type == PERIOD_QUARTER || out->type == PERIOD_HALF ||
           out->type == PERIOD_NINE_MONTHS || out->type == PERIOD_YEAR;
}

/* A slip in the year would else stand before all true reports, and open every list and dashboard at its period. */
static error has_begun(struct arena *a, struct period period)
{
    struct day today;
    bool known = day_read(clock_day(a, clock_now()), &today);
    assert(known);
    if (day_number(period.from) <= day_number(today)) return NULL;
    struct str said = period_in(a, period_write(a, period));
    return FAIL(a, ERR_INPUT, "Kỳ %.*s chưa bắt đầu nên chưa có báo cáo. Chọn lại kỳ báo cáo.", STR(said));
}

struct adding { const struct who *who; struct report report; struct reading reading; bool existing; };

static error find_existing(struct arena *a, struct db *db, int64_t body_id, struct str period, int64_t *id)
{
    struct rows *r = db_run(a, db, &report_sql, FIND);
    BIND(r, body_id);
    BIND(r, period);
    *id = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

static error write_new(struct arena *a, struct db *db, struct adding *job)
{
    struct report *r = &job->report;
    const struct record *record = job->reading.record;
    bool later = job->reading.later;
    const struct bytes nothing = { (const unsigned char *)"", 0 };
    struct bytes source = later ? nothing : job->reading.source;
    struct period period;
    if (!is_report_period(r->period, &period)) return bad_period(a, r->period);
    TRY(db_next_id(a, db, "report", &r->id));
    struct rows *w = db_run(a, db, &report_sql, ADD);
    BIND(w, r->id);
    BIND(w, r->body_id);
    BIND(w, r->unit_id);
    BIND(w, r->period);
    BIND(w, day_write(a, period.from));
    BIND(w, day_write(a, period.to));
    BIND(w, r->title);
    BIND(w, record->text);
    BIND(w, vn_fold(a, record->text));
    BIND(w, later ? S("") : job->reading.name);
    BIND(w, str_c(read_format_names[record->source.format]));
    BIND(w, record->source.encoding);
    BIND(w, record->source.sha256);
    BIND(w, record->source.form);
    BIND(w, (int64_t)record->page_count);
    BIND(w, job->who->account_id);
    BIND(w, clock_now());
    TRY(rows_end(w));
    struct rows *s = db_run(a, db, &report_sql, SOURCE_ADD);
    BIND(s, r->id);
    BIND(s, source);
    TRY(rows_end(s));
    if (later) TRY(scan_queue_add(a, db, job->who, r, job->reading.source, job->reading.name));
    int64_t kept, gone;
    TRY(scan_pages_put(a, db, r->id, record));
    TRY(figure_take(a, db, r, record, &kept, &gone));
    TRY(alias_note(a, db, r->id, &job->reading.told, record->taught));
    TRY(document_name_keep(a, db, job->who, "report", r->id, "maker", r->body_id));
    return audit_add(a, db, job->who, "report.add", "report", r->id, S(""),
        str_fmt(a, "body=%lld\nperiod=%.*s\nfigures=%zu\n", (long long)r->body_id, STR(r->period),
            record->figure_count));
}

static error add_job(struct arena *a, struct db *db, void *arg)
{
    struct adding *job = arg;
    struct report *r = &job->report;
    TRY(policy_check(a, db, job->who, MAY_WRITE_REPORT, r->unit_id, r->body_id, S("draft")));
    int64_t existing;
    TRY(find_existing(a, db, r->body_id, r->period, &existing));
    job->existing = existing != 0;
    if (existing) {
        r->id = existing;
        return NULL;
    }
    TRY(closing_check(a, db, r->unit_id, r->period));
    return write_new(a, db, job);
}

error report_begin(struct arena *a, struct store *store, const struct who *who, const struct report_draft *draft,
    struct report *out)
{
    struct db *db;
    struct body body;
    struct period period;
    TRY(store_reader(store, &db));
    TRY(body_get(a, db, draft->body_id, &body));
    *out = (struct report){ .body_id = body.id,
        .unit_id = body.unit_id,
        .body = body.name,
        .body_short = body.short_name,
        .organisation = body.organisation };
    if (!is_report_period(draft->period, &period)) return bad_period(a, draft->period);
    out->period = period_write(a, period);
    TRY(has_begun(a, period));
    out->title = str_trim(draft->title).n ? str_trim(draft->title) : default_title(a, out);
    return policy_check(a, db, who, MAY_WRITE_REPORT, out->unit_id, out->body_id, S("draft"));
}

error report_add_read(struct arena *a, struct store *store, const struct who *who, const struct report *begun,
    const struct reading *reading, int64_t *id)
{
    struct adding job = { .who = who, .report = *begun, .reading = *reading };
    struct db *db;
    *id = 0;
    TRY(reading_check(a, reading));
    TRY(store_reader(store, &db));
    TRY(db_write(a, store, add_job, &job));
    *id = job.report.id;
    if (!job.existing || (!reading->record->text.n && !reading->later)) return NULL;
    struct report there;
    TRY(report_open(a, db, who, *id, &there));
    struct str name = report_name(a, &there), state = report_state_vi(there.state);
    return report_is_open(&there)
               ? FAIL(a, ERR_CONFLICT,
                     "Đã có %.*s (%.*s). Mở báo cáo đó rồi thay nội dung nếu cần; nội dung vừa nhập chưa được "
                     "ghi.",
                     STR(name), STR(state))
               : FAIL(a, ERR_CONFLICT,
                     "Đã có %.*s (%.*s). Mở báo cáo đó để xem; muốn sửa thì đề nghị người duyệt trả lại.",
                     STR(name), STR(state));
}

error report_add(
    struct arena *a, struct store *store, const struct who *who, const struct report_draft *draft, int64_t *id)
{
    struct report begun;
    struct reading reading;
    *id = 0;
    TRY(report_begin(a, store, who, draft, &begun));
    TRY(reading_make(a, store, &begun, draft->text, draft->document, draft->document_name, &reading));
    if (draft->part) TRY(reading_cut(a, &begun, draft->part, &reading));
    return report_add_read(a, store, who, &begun, &reading, id);
}

/* ---- other words ---- */

static struct notice_new notice_of(struct arena *a, const struct report *r, enum notice_kind kind, struct str words)
{
    return (struct notice_new){ .kind = kind, .object = "report", .object_id = r->id, .unit_id = r->unit_id,
        .body_id = r->body_id, .about = r->body_short, .period = r->period, .words = words,
        .link = str_fmt(a, "/bao-cao/%lld", (long long)r->id) };
}

struct changing {
    const struct who *who;
    int64_t id, version, scan_id;                  /* scan_id: the scan that was read, whatever the version; 0 none */
    struct str title;
    struct reading reading;
};

error report_scan_check(struct arena *a, struct db *db, int64_t report_id, int64_t scan_id)
{
    struct scan_wait wait;
    bool found;
    TRY(scan_queue_find(a, db, report_id, &wait, &found));
    if (found && wait.id == scan_id) return NULL;
    return FAIL(a, ERR_CONFLICT, "Báo cáo đã có nội dung khác trong lúc nhận dạng tệp; nội dung ấy được giữ.");
}

static error change_job(struct arena *a, struct db *db, void *arg)
{
    struct changing *job = arg;
    const struct record *record = job->reading.record;
    struct report r;
    TRY(report_open_for(a, db, job->who, MAY_WRITE_REPORT, job->id, &r));
    TRY(report_open_check(a, &r));
    if (job->scan_id) TRY(report_scan_check(a, db, r.id, job->scan_id));
    else TRY(report_version_check(a, db, &r, job->version));
    if (job->reading.later) return scan_queue_add(a, db, job->who, &r, job->reading.source, job->reading.name);
    TRY(scan_queue_forget(a, db, r.id));
    struct rows *w = db_run(a, db, &report_sql, PUT_TEXT);
    BIND(w, str_trim(job->title).n ? str_trim(job->title) : r.title);
    BIND(w, record->text);
    BIND(w, vn_fold(a, record->text));
    BIND(w, job->reading.name);
    BIND(w, str_c(read_format_names[record->source.format]));
    BIND(w, record->source.encoding);
    BIND(w, record->source.sha256);
    BIND(w, record->source.form);
    BIND(w, (int64_t)record->page_count);
    BIND(w, clock_now());
    BIND(w, r.id);
    TRY(rows_end(w));
    struct rows *s = db_run(a, db, &report_sql, SOURCE_PUT);
    BIND(s, job->reading.source);
    BIND(s, r.id);
    TRY(rows_end(s));
    int64_t kept, gone;
    TRY(scan_pages_put(a, db, r.id, record));
    TRY(figure_take(a, db, &r, record, &kept, &gone));
    TRY(alias_note(a, db, r.id, &job->reading.told, record->taught));
    struct notice_new told = notice_of(a, &r, NOTICE_SCAN_DONE, job->reading.name);
    if (job->scan_id) TRY(notice_add(a, db, job->who->account_id, &told));
    return audit_add(a, db, job->who, "report.change_text", "report", r.id, r.text,
        str_fmt(
            a, "figures=%zu\nkept=%lld\ngone=%lld\n", record->figure_count, (long long)kept, (long long)gone));
}

static error change(struct arena *a, struct store *store, struct changing *job, struct str text,
    struct bytes document, struct str name)
{
    struct db *db;
    struct report r;
    TRY(store_reader(store, &db));
    TRY(report_open_for(a, db, job->who, MAY_WRITE_REPORT, job->id, &r));
    TRY(report_open_check(a, &r));
    TRY(report_version_check(a, db, &r, job->version));
    TRY(reading_begin(a, store, &r, text, document, name, &job->reading));
    TRY(reading_check(a, &job->reading));
    return db_write(a, store, change_job, job);
}

error report_change_read(struct arena *a, struct store *store, const struct who *who, int64_t id,
    const struct read_change *change, const struct reading *reading)
{
    struct changing job = { .who = who,
        .id = id,
        .version = change->version,
        .scan_id = change->scan_id,
        .title = change->title,
        .reading = *reading };
    TRY(reading_check(a, reading));
    return db_write(a, store, change_job, &job);
}

error report_change_text(struct arena *a, struct store *store, const struct who *who, int64_t id,
    int64_t version, struct str title, struct str text)
{
    struct changing job = { .who = who, .id = id, .version = version, .title = title };
    return change(a, store, &job, text, (struct bytes){ 0 }, S(""));
}

error report_change_document(struct arena *a, struct store *store, const struct who *who, int64_t id,
    int64_t version, struct bytes document, struct str name)
{
    struct changing job = { .who = who, .id = id, .version = version };
    if (!document.n) return FAIL(a, ERR_INPUT, "Tệp “%.*s” không có nội dung. Chọn lại tệp báo cáo.", STR(name));
    return change(a, store, &job, S(""), document, name);
}

/* ---- looking ---- */

error report_get_bare(struct arena *a, struct db *db, const struct who *who, int64_t id, struct report *out)
{
    TRY(report_open(a, db, who, id, out));
    struct closing c;
    bool closed;
    TRY(closing_find(a, db, out->unit_id, out->period, &c, &closed));
    struct unit unit;
    TRY(unit_get(a, db, out->unit_id, &unit));
    report_may(who, unit.tree_from, closed, out);
    return NULL;
}

error report_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct report *out)
{
    TRY(report_get_bare(a, db, who, id, out));
    struct warning *warnings;
    size_t n;
    TRY(check_report(a, db, who, id, &warnings, &n));
    for (size_t i = 0; i < n; i++) out->warnings += !warnings[i].answered && warnings[i].seq_count;   /* not of words */
    return NULL;
}

error report_source(
    struct arena *a, struct db *db, const struct who *who, int64_t id, struct bytes *content, struct str *name)
{
    struct report r;
    TRY(report_open(a, db, who, id, &r));
    struct rows *rows = db_run(a, db, &report_sql, SOURCE_GET);
    BIND(rows, id);
    *content = rows_next(rows) ? row_bytes(rows, 0) : (struct bytes){ 0 };
    *name = r.source_name;
    TRY(rows_end(rows));
    struct scan_wait wait;
    bool waits;
    TRY(scan_queue_find(a, db, id, &wait, &waits));
    if (!waits || r.text.n) return NULL;           /* of an empty draft: what was sent for it */
    *name = wait.name;
    return scan_queue_content(a, db, wait.id, content);
}

/* ---- decisions ---- */

struct deciding { const struct who *who; int64_t id, version; enum report_state to; struct str reason; };

static error put_state(struct arena *a, struct db *db, const struct deciding *job)
{
    struct rows *w = db_run(a, db, &report_sql, PUT_STATE);
    BIND(w, str_c(report_state_names[job->to]));
    BIND(w, clock_now());
    BIND(w, job->who->account_id);
    BIND(w, job->reason);
    BIND(w, job->id);
    return rows_end(w);
}

static error submit_job(struct arena *a, struct db *db, void *arg)
{
    const struct deciding *job = arg;
    struct report r;
    TRY(report_open_for(a, db, job->who, MAY_WRITE_REPORT, job->id, &r));
    struct str period = period_in(a, r.period);
    if (!report_is_open(&r))
        return FAIL(a, ERR_CONFLICT, "Báo cáo %.*s đã nộp rồi; tải lại trang để xem.", STR(period));
    TRY(report_version_check(a, db, &r, job->version));
    if (!str_trim(r.text).n)
        return FAIL(a, ERR_INPUT,
            "Chưa nộp được báo cáo %.*s: báo cáo chưa có nội dung. Soạn hoặc dán nội dung rồi nộp.",
            STR(period));
    if (r.undecided)
        return FAIL(a, ERR_INPUT,
            "Chưa nộp được báo cáo %.*s: còn %lld số liệu chưa xác nhận. Mở phần số liệu để xác nhận.",
            STR(period), (long long)r.undecided);
    struct rows *w = db_run(a, db, &report_sql, SUBMIT);
    BIND(w, clock_now());
    BIND(w, job->who->account_id);
    BIND(w, r.id);
    TRY(rows_end(w));
    TRY(scan_queue_forget(a, db, r.id));
    TRY(document_name_keep(a, db, job->who, "report", r.id, "submitter", r.body_id));
    struct notice_new told = notice_of(a, &r, NOTICE_SUBMITTED, S(""));
    TRY(notice_tell(a, db, job->who, ROLE_HEAD, r.unit_id, r.body_id, &told));
    TRY(notice_tell(a, db, job->who, ROLE_OFFICE, r.unit_id, 0, &told));
    return audit_add(
        a, db, job->who, "report.submit", "report", r.id, str_c(report_state_names[r.state]), S("submitted"));
}

static error approve_job(struct arena *a, struct db *db, void *arg)
{
    const struct deciding *job = arg;
    struct report r;
    TRY(report_open_for(a, db, job->who, MAY_DECIDE_REPORT, job->id, &r));
    struct str name = report_name(a, &r), state = report_state_vi(r.state);
    if (r.state != REPORT_SUBMITTED)
        return FAIL(a, ERR_CONFLICT,
            "Chưa duyệt được %.*s: báo cáo đang ở trạng thái %.*s, chỉ duyệt báo cáo đã nộp.", STR(name),
            STR(state));
    TRY(report_version_check(a, db, &r, job->version));
    TRY(put_state(a, db, job));
    TRY(total_approved(a, db, r.id));
    TRY(document_name_keep(a, db, job->who, "report", r.id, "approver", r.body_id));
    struct notice_new told = notice_of(a, &r, NOTICE_APPROVED, S(""));
    TRY(notice_tell(a, db, job->who, ROLE_OFFICER, r.unit_id, r.body_id, &told));
    TRY(notice_tell(a, db, job->who, ROLE_OFFICE, r.unit_id, 0, &told));
    return audit_add(a, db, job->who, "report.approve", "report", r.id, S("submitted"), S("approved"));
}

static error return_job(struct arena *a, struct db *db, void *arg)
{
    const struct deciding *job = arg;
    struct report r;
    TRY(report_open_for(a, db, job->who, MAY_RETURN_REPORT, job->id, &r));
    struct str name = report_name(a, &r), state = report_state_vi(r.state);
    if (report_is_open(&r))
        return FAIL(a, ERR_CONFLICT, "Chưa trả lại được %.*s: báo cáo đang ở trạng thái %.*s, chưa nộp.",
            STR(name), STR(state));
    TRY(report_version_check(a, db, &r, job->version));
    if (!str_trim(job->reason).n)
        return FAIL(
            a, ERR_INPUT, "Chưa trả lại được %.*s: cần ghi lý do để người nộp biết phải sửa gì.", STR(name));
    TRY(put_state(a, db, job));
    if (r.state == REPORT_APPROVED) TRY(total_returned(a, db, r.id));
    TRY(document_name_keep(a, db, job->who, "report", r.id, "returner", r.body_id));
    struct notice_new told = notice_of(a, &r, NOTICE_RETURNED, job->reason);
    TRY(due_reminder(a, db, r.body_id, r.body_short, r.period, &told.calendar));   /* by when it is to come back */
    TRY(notice_tell(a, db, job->who, ROLE_OFFICER, r.unit_id, r.body_id, &told));
    TRY(notice_tell(a, db, job->who, ROLE_HEAD, r.unit_id, r.body_id, &told));
    return audit_why(a, db, job->who, "report.return", "report", r.id, str_c(report_state_names[r.state]),
        S("returned"), str_trim(job->reason));
}

error report_submit(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version)
{
    struct deciding job = { .who = who, .id = id, .version = version, .to = REPORT_SUBMITTED };
    return db_write(a, store, submit_job, &job);
}

error report_approve(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version)
{
    struct deciding job = { .who = who, .id = id, .version = version, .to = REPORT_APPROVED, .reason = S("") };
    return db_write(a, store, approve_job, &job);
}

error report_return(
    struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version, struct str reason)
{
    struct deciding job = {
        .who = who, .id = id, .version = version, .to = REPORT_RETURNED, .reason = str_trim(reason)
    };
    return db_write(a, store, return_job, &job);
}
