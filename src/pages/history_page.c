/* history_page.c - see history.h; and the histories of a report with its figures, and of settings. */
#include "pages/history.h"
#include "pages/take_away.h"
#include "core/office/audit_words.h"
#include "core/office/body.h"
#include "core/report/figure_row.h"
#include "core/report/report.h"

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

/* What the differences alone do not say well: a figure as a whole, how many were read. *alone: it says all. */
static struct str detail(struct arena *a, const struct audit_row *e, bool *alone)
{
    struct figure before = { 0 }, after = { 0 };
    *alone = true;
    bool has_before = figure_unpack(a, e->before, &before), has_after = figure_unpack(a, e->after, &after);
    if (has_after) return told_change(a, has_before ? &before : &after, &after);
    struct str figures = field(e->after, S("figures")), kept = field(e->after, S("kept"));
    if (kept.n)
        return str_fmt(a, say("%.*s số liệu được đọc, giữ lại quyết định của %.*s"), STR(figures), STR(kept));
    if (figures.n) return str_fmt(a, say("%.*s số liệu được đọc"), STR(figures));
    *alone = false;
    return S("");
}

static struct change_view *changes_of(struct request *q, const struct audit_row *row, size_t *n)
{
    struct audit_change *list;
    struct period p;
    audit_changes(q->a, row, &list, n);
    struct change_view *view = NEW_N(q->a, struct change_view, *n + 1);
    for (size_t i = 0; i < *n; i++) {
        view[i] = (struct change_view){ list[i].label, list[i].before, list[i].after };
        if (period_read(view[i].before, &p)) view[i].before = page_period_words(q->a, view[i].before);
        if (period_read(view[i].after, &p)) view[i].after = page_period_words(q->a, view[i].after);
    }
    return view;
}

struct history_line history_line_of(struct request *q, const struct audit_row *row)
{
    bool alone;
    struct history_line line = { .when = page_time(q->a, row->at), .what = audit_act_words(row->act),
        .who = row->name.n ? row->name : row->login.n ? row->login : SAY("hệ thống"), .why = row->why };
    line.detail = detail(q->a, row, &alone);
    if (!alone) line.change = changes_of(q, row, &line.changes);
    return line;
}

struct history_line *history_lines(struct request *q, const struct audit_rows *rows)
{
    struct history_line *line = NEW_N(q->a, struct history_line, rows->n + 1);
    for (size_t i = 0; i < rows->n; i++) line[i] = history_line_of(q, &rows->row[i]);
    return line;
}

error history_show(struct request *q, struct reply *r, enum room room, struct str question, const struct link *crumb,
    size_t crumbs, const struct audit_rows *rows)
{
    struct history_view v = { .question = question, .crumb = crumb, .crumbs = crumbs,
                              .line = history_lines(q, rows), .lines = rows->n };
    if (listing_asked(q)) {
        int64_t *when = NEW_N(q->a, int64_t, rows->n + 1);
        for (size_t i = 0; i < rows->n; i++) when[i] = rows->row[i].at;
        return take_history(q, r, when, v.line, v.lines, question);
    }
    v.list = take_links(q, TAKE_HISTORY);
    struct buf body = page_open(q);
    view_history(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = question, .room = room }, &body);
}

struct str history_href(struct arena *a, const char *object, int64_t id)
{
    return str_fmt(a, "/quan-tri/nhat-ky?doi-tuong=%s&so=%lld", object, (long long)id);
}

error page_history(struct request *q, struct reply *r)
{
    struct db *db;
    struct report report;
    struct audit_rows rows;
    int64_t id = param_int(q, "id", 0);
    TRY(page_db(q, &db));
    TRY(report_get(q->a, db, page_who(q), id, &report));
    TRY(report_history(q->a, db, page_who(q), id, &rows));
    struct link crumb[] = {
        { .label = SAY("Báo cáo"), .href = S("/bao-cao") },
        { .label = str_fmt(q->a, "%.*s, %.*s", STR(report.body_short), STR(period_in(q->a, report.period))),
          .href = str_fmt(q->a, "/bao-cao/%lld", (long long)id) },
    };
    struct str question = str_fmt(q->a, say("Ai đã làm gì với báo cáo %.*s?"), STR(period_in(q->a, report.period)));
    return history_show(q, r, ROOM_REPORTS, question, crumb, COUNT(crumb), &rows);
}

error page_settings_history(struct request *q, struct reply *r)
{
    struct db *db;
    struct audit_rows own, common;
    TRY(page_db(q, &db));
    TRY(audit_of(q->a, db, "setting", page_who(q)->acting->unit_id, &own));
    TRY(audit_of(q->a, db, "setting", 0, &common));
    struct audit_rows all = { .row = NEW_N(q->a, struct audit_row, own.n + common.n + 1) };
    for (size_t i = 0, k = 0; i < own.n || k < common.n;)      /* both are in order already */
        all.row[all.n++] = i < own.n && (k == common.n || own.row[i].seq < common.row[k].seq) ? own.row[i++]
                                                                                             : common.row[k++];
    struct link crumb[] = {
        { .label = SAY("Quản trị"), .href = S("/quan-tri") },
        { .label = SAY("Cài đặt"), .href = S("/quan-tri/cai-dat") },
    };
    return history_show(q, r, ROOM_ADMIN, SAY("Ai đã đổi cài đặt nào?"), crumb, COUNT(crumb), &all);
}
