/* compose_page.c - pasting or uploading a report, and changing the text of one. Whatever goes wrong, the page
 * comes back with all that was typed. */
#include "base/machine.h"
#include "core/office/setting.h"
#include "core/report/bundle.h"
#include "core/report/due.h"
#include "pages/compose.h"
#include "read/reader.h"

enum { MONTHS_BACK = 24, CHOICES_MOST = 48 };

#define ACCEPT S(".docx,.doc,.odt,.fodt,.xlsx,.csv,.pdf,.html,.htm,.txt,.png,.jpg,.jpeg")
static struct str formats(void)
{
    return SAY("Word, OpenDocument, bảng tính, PDF, trang web, văn bản, ảnh chụp hoặc ảnh quét "
               "(.docx .doc .odt .xlsx .csv .pdf .html .txt .png .jpg).");
}

/* ---- which period is due ---- */

static struct period today_month(struct arena *a)
{
    struct day today;
    bool known = day_read(clock_day(a, clock_now()), &today);
    assert(known);
    return period_of_day(PERIOD_MONTH, today);
}

/* The month after the newest one that the body has handed in; with none, the month that has just ended. */
static struct period due_month(const struct report_page *reports, struct period now)
{
    struct period newest = { 0 };
    for (size_t i = 0; i < reports->n; i++) {
        struct period p;
        bool handed_in =
            reports->list[i].state == REPORT_SUBMITTED || reports->list[i].state == REPORT_APPROVED;
        if (!handed_in || !period_read(reports->list[i].period, &p) || p.type != PERIOD_MONTH) continue;
        if (!newest.year || day_number(p.to) > day_number(newest.to)) newest = p;
    }
    if (!newest.year) return period_previous(now);
    struct period next = period_next(newest);
    return day_number(next.from) > day_number(now.to) ? now : next;
}

bool compose_overdue(struct arena *a, const struct report_page *reports, struct period *out)
{
    struct period now = today_month(a);
    *out = due_month(reports, now);
    return day_number(out->to) < day_number(now.from);
}

static bool has_report(const struct report_page *reports, struct str period)
{
    for (size_t i = 0; i < reports->n; i++)
        if (str_is(reports->list[i].period, period)) return true;
    return false;
}

struct choices {
    struct arena *a;
    const struct report_page *reports;
    struct str chosen;
    struct choice *list;
    size_t n;
    int64_t cut;                               /* the day on which the unit cuts off, 0 none */
};

static void add_choice(struct choices *c, struct period p)
{
    struct str key = period_write(c->a, p), said = period_words(c->a, p);
    struct due_span span = due_span_of(c->cut, p);
    if (c->n == CHOICES_MOST) return;
    if (span.cut)
        said = str_fmt(c->a, say("%.*s, số liệu %.*s"), STR(said), STR(due_span_words(c->a, &span)));
    if (c->reports && has_report(c->reports, key)) said = str_fmt(c->a, say("%.*s (đã có báo cáo)"), STR(said));
    c->list[c->n++] = (struct choice){ .value = key, .label = said, .now = str_is(key, c->chosen) };
}

/* Months newest first, then the longer periods of this year and the last. */
static void fill_choices(struct choices *c)
{
    struct period now = today_month(c->a), month = now;
    for (int i = 0; i < MONTHS_BACK; i++, month = period_previous(month)) add_choice(c, month);
    static const enum period_type longer[] = { PERIOD_QUARTER, PERIOD_HALF, PERIOD_NINE_MONTHS, PERIOD_YEAR };
    for (size_t t = 0; t < COUNT(longer); t++) {
        struct period p = period_of_day(longer[t], now.to);
        for (int year = p.year; p.year && p.year >= year - 1; p = period_previous(p)) add_choice(c, p);
    }
}

const struct choice *compose_periods(struct arena *a, struct str chosen, size_t *n)
{
    struct choices c = { a, NULL, chosen, NEW_N(a, struct choice, CHOICES_MOST), 0, 0 };
    struct period p;
    bool listed = false;
    fill_choices(&c);
    for (size_t i = 0; i < c.n; i++) listed |= c.list[i].now;
    if (!listed && period_read(chosen, &p)) {
        if (c.n == CHOICES_MOST) c.n--;
        c.list[c.n++] = (struct choice){ .value = chosen, .label = period_words(a, p), .now = true };
    }
    *n = c.n;
    return c.list;
}

static error period_choices(struct request *q, struct str chosen, struct compose_view *v)
{
    struct db *db;
    struct report_page reports;
    const struct who *who = page_who(q);
    TRY(page_db(q, &db));
    TRY(report_list(q->a, db, who,
                    &(struct report_filter){ .body_id = who->acting->body_id, .state = -1, .limit = 200 },
                    &reports));
    struct period asked;
    struct period first = period_read(chosen, &asked) ? asked : due_month(&reports, today_month(q->a));
    struct choices c = { q->a, &reports, period_write(q->a, first), NEW_N(q->a, struct choice, CHOICES_MOST),
                         0, 0 };
    TRY(setting_int(q->a, db, SETTING_CUT_DAY, who->acting->unit_id, &c.cut));
    fill_choices(&c);
    v->period = c.list;
    v->periods = c.n;
    return NULL;
}

/* ---- a new report ---- */

static struct str field_of(const struct compose_ask *ask)
{
    if (!ask->why) return S("");
    if (ask->why->kind == ERR_CONFLICT || ask->why->kind == ERR_CLOSED) return S("period");
    return ask->file_name.n ? S("file") : S("text");
}

/* The report that stands already where this one would go. */
static error existing_link(struct request *q, struct compose_view *v)
{
    struct db *db;
    struct report_page reports;
    struct str chosen = S("");
    for (size_t i = 0; i < v->periods; i++)
        if (v->period[i].now) chosen = v->period[i].value;
    struct report_filter filter = { .body_id = page_who(q)->acting->body_id, .period = chosen, .state = -1 };
    TRY(page_db(q, &db));
    TRY(report_list(q->a, db, page_who(q), &filter, &reports));
    for (size_t i = 0; i < reports.n; i++)
        if (str_is(reports.list[i].period, chosen))
            v->why_link = (struct link){ .label = SAY("Mở báo cáo đã có"),
                                         .href = str_fmt(q->a, "/bao-cao/%lld", (long long)reports.list[i].id) };
    return NULL;
}

error compose_show(struct request *q, struct reply *r, const struct compose_ask *ask)
{
    const struct who *who = page_who(q);
    struct compose_view v = { .form = page_key(q, true),
                              .action = S("/bao-cao/moi"),
                              .crumb = SAY("Soạn báo cáo"),
                              .question = SAY("Báo cáo kỳ này có những gì?"),
                              .body_name = who->acting->body_name,
                              .title = ask->title,
                              .text = ask->text,
                              .file_name = ask->file_name,
                              .why = ask->why ? str_c(ask->why->said) : S(""),
                              .why_field = field_of(ask),
                              .file_limit = READ_LIMIT,
                              .accept = ACCEPT,
                              .formats = formats(),
                              .draft_name = str_fmt(q->a, "%lld-%lld", (long long)who->account_id,
                                                    (long long)who->acting->body_id) };
    TRY(period_choices(q, ask->period, &v));
    TRY(existing_link(q, &v));
    if (ask->why) r->status = err_status(ask->why->kind);
    struct buf body = page_open(q);
    view_compose(&body, &v);
    return page_show(
        q, r,
        &(struct page_frame){ .title = SAY("Soạn báo cáo"), .room = ROOM_REPORTS, .script = "compose.js" },
        &body);
}

error page_compose(struct request *q, struct reply *r)
{
    return compose_show(q, r, &(struct compose_ask){ .period = param_str(q, "ky") });
}

/* What the person can mend; the rest is ours and goes to the error page, which keeps the words too. */
static bool is_theirs(error e) { return e->kind != ERR_FAULT && e->kind != ERR_LOGIN && e->kind != ERR_DENIED; }

/* A chosen file counts even when words stand beside it: someone who chose an empty one must hear of it. */
static error nothing_given(struct request *q, struct str text, struct upload file)
{
    if (file.content.n || (!file.name.n && str_trim(text).n)) return NULL;
    if (file.name.n)
        return FAIL(q->a, ERR_INPUT, "Tệp %.*s không có nội dung. Chọn tệp khác hoặc dán nguyên văn báo cáo.",
                    STR(file.name));
    return FAIL(q->a, ERR_INPUT, "Chưa có nội dung báo cáo. Dán nguyên văn hoặc chọn tệp rồi bấm Đọc số liệu.");
}

error page_compose_post(struct request *q, struct reply *r)
{
    const struct who *who = page_who(q);
    struct upload file = param_file(q, "tep");
    struct compose_ask ask = { .period = param_str(q, "ky"),
                               .title = param_str(q, "tieu-de"),
                               .text = param_str(q, "noi-dung"),
                               .file_name = file.name };
    struct report_draft draft = { .body_id = who->acting->body_id,
                                  .period = ask.period,
                                  .title = ask.title,
                                  .text = ask.text,
                                  .document = file.content,
                                  .document_name = file.name };
    int64_t id = 0, bundle = 0;
    ask.why = nothing_given(q, ask.text, file);
    if (!ask.why) ask.why = bundle_receive(q->a, page_store(q), who, &draft, &id, &bundle);
    if (ask.why && !is_theirs(ask.why)) return ask.why;
    if (ask.why) return compose_show(q, r, &ask);
    if (bundle) reply_redirect(q, r, "/bao-cao/nhieu/%lld", (long long)bundle);
    else reply_redirect(q, r, "/bao-cao/%lld", (long long)id);
    return NULL;
}

/* ---- the text of a report that is there already ---- */

static error text_show(struct request *q, struct reply *r, const struct report *report,
                       const struct compose_ask *ask)
{
    struct str base = str_fmt(q->a, "/bao-cao/%lld", (long long)report->id);
    struct compose_view v = { .form = page_key(q, false),
                              .action = str_fmt(q->a, "%.*s/noi-dung", STR(base)),
                              .version = report->version,
                              .crumb = SAY("Sửa nguyên văn"),
                              .body_name = report->body,
                              .title = ask->title,
                              .text = ask->text,
                              .file_name = ask->file_name,
                              .why = ask->why ? str_c(ask->why->said) : S(""),
                              .why_field = field_of(ask),
                              .file_limit = READ_LIMIT,
                              .accept = ACCEPT,
                              .formats = formats(),
                              .draft_name = str_fmt(q->a, "report-%lld", (long long)report->id) };
    v.question = str_fmt(q->a, say("Nguyên văn báo cáo %.*s cần sửa chỗ nào?"),
                         STR(period_in(q->a, report->period)));
    if (ask->why && ask->why->kind == ERR_CONFLICT)
        v.why_link = (struct link){ .label = SAY("Mở bản mới nhất"), .href = base };
    if (ask->why) r->status = err_status(ask->why->kind);
    struct buf body = page_open(q);
    view_compose(&body, &v);
    return page_show(
        q, r,
        &(struct page_frame){ .title = SAY("Sửa nguyên văn"), .room = ROOM_REPORTS, .script = "compose.js" },
        &body);
}

static error report_of(struct request *q, struct report *out)
{
    struct db *db;
    TRY(page_db(q, &db));
    return report_get(q->a, db, page_who(q), param_int(q, "id", 0), out);
}

error page_text(struct request *q, struct reply *r)
{
    struct report report;
    TRY(report_of(q, &report));
    if (!report.may_edit)
        return FAIL(
            q->a, ERR_DENIED,
            "Báo cáo này không sửa nguyên văn được lúc này. Báo cáo đã nộp cần được trả lại trước khi sửa.");
    return text_show(q, r, &report, &(struct compose_ask){ .title = report.title, .text = report.text });
}

error page_text_post(struct request *q, struct reply *r)
{
    struct report report;
    TRY(report_of(q, &report));
    struct upload file = param_file(q, "tep");
    struct compose_ask ask = { .title = param_str(q, "tieu-de"),
                               .text = param_str(q, "noi-dung"),
                               .file_name = file.name };
    int64_t version = param_int(q, "ban", 0);
    ask.why = nothing_given(q, ask.text, file);
    if (!ask.why)
        ask.why = file.content.n ? report_change_document(q->a, page_store(q), page_who(q), report.id, version,
                                                          file.content, file.name)
                                 : report_change_text(q->a, page_store(q), page_who(q), report.id, version,
                                                      ask.title, ask.text);
    if (ask.why && !is_theirs(ask.why)) return ask.why;
    if (ask.why) {
        report.version = version; /* what the person saw; a newer one must not be overwritten unseen */
        return text_show(q, r, &report, &ask);
    }
    reply_redirect(q, r, "/bao-cao/%lld", (long long)report.id);
    return NULL;
}
