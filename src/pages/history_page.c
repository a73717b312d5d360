/* history_page.c - what happened to a report and its figures, told from the audit in words a person knows. */
#include "core/office/body.h"
#include "core/report/figure_row.h"
#include "core/report/report.h"
#include "pages/page.h"

/* The value of "name=value" among the lines of an audit entry; "" when there is none. */
static struct str field(struct str lines, struct str name)
{
    for (struct str line; str_next(&lines, '\n', &line);) {
        size_t eq = str_find(line, S("="), 0);
        if (eq != SIZE_MAX && str_is(str_cut(line, 0, eq), name)) return str_cut(line, eq + 1, line.n);
    }
    return S("");
}

static void changed(struct buf *b, struct str name, struct str before, struct str after)
{
    if (str_is(before, after)) return;
    struct str none = SAY("để trống");
    buf_fmt(b, "%s%.*s: %.*s → %.*s", b->n ? "; " : "", STR(name), STR(before.n ? before : none),
            STR(after.n ? after : none));
}

/* "120 suất quà", or what became of it: "120 suất quà → 125 suất quà; Kỳ: ...". */
static struct str told_change(struct arena *a, const struct figure *before, const struct figure *after)
{
    struct buf b = buf_open(a);
    struct str was = figure_words(a, before), is = figure_words(a, after);
    buf_str(&b, is);
    if (!str_is(was, is)) {
        b = buf_open(a);
        buf_fmt(&b, "%.*s → %.*s", STR(was), STR(is));
    }
    changed(&b, SAY("Nội dung"), before->item, after->item);
    changed(&b, SAY("Chỉ tiêu"), before->indicator, after->indicator);
    changed(&b, SAY("Tổ chức"), organisation_name(a, before->organisation),
            organisation_name(a, after->organisation));
    changed(&b, SAY("Kỳ"), page_period_words(a, before->period), page_period_words(a, after->period));
    if (after->note.n && !str_is(before->note, after->note))
        buf_fmt(&b, "; %s %.*s", say("Ghi chú:"), STR(after->note));
    return buf_done(&b);
}

static struct str detail(struct arena *a, const struct report_event *e)
{
    struct figure before = { 0 }, after = { 0 };
    bool has_before = figure_unpack(a, e->before, &before), has_after = figure_unpack(a, e->after, &after);
    if (has_after) return told_change(a, has_before ? &before : &after, &after);
    struct str figures = field(e->after, S("figures")), kept = field(e->after, S("kept"));
    struct str reason = field(e->after, S("reason"));
    if (kept.n)
        return str_fmt(a, say("%.*s số liệu được đọc, giữ lại quyết định của %.*s"), STR(figures), STR(kept));
    if (figures.n) return str_fmt(a, say("%.*s số liệu được đọc"), STR(figures));
    if (reason.n) return str_fmt(a, say("Lý do: %.*s"), STR(reason));
    bool states = e->after.n && str_find(e->after, S(" "), 0) == SIZE_MAX; /* the act has said it */
    return states ? S("") : str_fmt(a, "%.*s%s%.*s", STR(e->before), e->before.n ? " → " : "", STR(e->after));
}

error page_history(struct request *q, struct reply *r)
{
    struct db *db;
    struct report report;
    struct report_event *event;
    size_t n;
    int64_t id = param_int(q, "id", 0);
    TRY(page_db(q, &db));
    TRY(report_get(q->a, db, page_who(q), id, &report));
    TRY(report_history(q->a, db, page_who(q), id, &event, &n));
    struct history_line *line = NEW_N(q->a, struct history_line, n);
    for (size_t i = 0; i < n; i++)
        line[i] = (struct history_line){ .when = page_time(q->a, event[i].at),
                                         .who = event[i].who,
                                         .what = event[i].act,
                                         .detail = detail(q->a, &event[i]) };
    struct history_view v = { .line = line, .lines = n };
    v.report = (struct link){ .label = str_fmt(q->a, "%.*s, %.*s", STR(report.body_short),
                                               STR(period_in(q->a, report.period))),
                              .href = str_fmt(q->a, "/bao-cao/%lld", (long long)id) };
    v.question = str_fmt(q->a, say("Ai đã làm gì với báo cáo %.*s?"), STR(period_in(q->a, report.period)));
    struct buf body = page_open(q);
    view_history(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_REPORTS }, &body);
}
