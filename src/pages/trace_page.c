/* trace_page.c - from a total, through the lines and figures it was added up from, to the sentence in the
 * report. */
#include "core/office/body.h"
#include "core/report/brief.h"
#include "pages/page.h"
#include "pages/take_away.h"
#include "pages/then_now.h"

static struct str self(struct arena *a, const struct trace *t, struct str organisation, int64_t figure)
{
    struct buf b = buf_open(a);
    buf_fmt(&b, "/tong-hop/%.*s?ky=%.*s", STR(t->indicator), STR(t->period));
    if (organisation.n) buf_fmt(&b, "&to-chuc=%.*s", STR(organisation));
    buf_str(&b, then_now_more(t->views.view));
    if (figure) buf_fmt(&b, "&so=%lld#cau", (long long)figure);
    else buf_c(&b, "#so-lieu");
    return buf_done(&b);
}

/* The line and the figure in view: those asked for, else the first that has any. */
static void choose(const struct trace *t, int64_t figure, const struct trace_line **line,
                   const struct trace_figure **now)
{
    *line = NULL;
    for (size_t i = t->lines; i-- > 0;)
        if (t->line[i].figures) *line = &t->line[i];
    *now = *line && (*line)->figures ? &(*line)->figure[0] : NULL;
    for (size_t i = 0; i < t->lines; i++)
        for (size_t k = 0; k < t->line[i].figures; k++)
            if (t->line[i].figure[k].figure.id == figure) {
                *line = &t->line[i];
                *now = &t->line[i].figure[k];
            }
}

static struct str line_name(struct arena *a, const struct trace_line *l)
{
    struct str name = l->body_short.n  ? l->body_short
                      : l->unit_name.n ? l->unit_name
                                       : organisation_name(a, l->organisation);
    return l->missing.n ? str_fmt(a, say("%.*s (thiếu %.*s)"), STR(name), STR(l->missing)) : name;
}

static void parts_fill(struct arena *a, const struct trace *t, const struct trace_line *line,
                       struct trace_view *v)
{
    struct trace_row *list = NEW_N(a, struct trace_row, t->lines);
    size_t count = 0;
    for (size_t i = 0; i < t->lines; i++) {
        const struct trace_line *l = &t->line[i];
        list[i] = (struct trace_row){
            .name = line_name(a, l), .value = l->words, .count = str_fmt(a, "%zu", l->figures), .now = l == line,
            .note = l->note
        };
        if (l->figures) list[i].href = self(a, t, t->organisation, l->figure[0].figure.id);
        count += l->figures;
    }
    v->part = list;
    v->parts = t->lines;
    v->parts_heading = str_fmt(a, say("Tổng này cộng từ %zu dòng"), t->lines);
    v->parts_sum = t->words;
    v->parts_count = str_fmt(a, "%zu", count);
    v->rule = t->explained.n ? t->explained : SAY("Cộng");
}

static struct str decided_by(struct arena *a, const struct figure *f)
{
    return f->decided_at ? str_fmt(a, "%.*s, %.*s", STR(f->decided_by), STR(page_date(a, f->decided_at)))
                         : S("");
}

static void figures_fill(struct arena *a, const struct trace *t, const struct trace_line *line,
                         const struct trace_figure *now, struct trace_view *v)
{
    struct trace_row *list = NEW_N(a, struct trace_row, line->figures);
    for (size_t i = 0; i < line->figures; i++) {
        const struct trace_figure *x = &line->figure[i];
        struct str item = x->figure.item.n ? x->figure.item : t->indicator_name;
        list[i] = (struct trace_row){ .name = str_fmt(a, "%.*s, %.*s", STR(page_period_words(a, x->report_period)),
                                                      STR(item)),
                                      .value = x->figure.words,
                                      .who = decided_by(a, &x->figure),
                                      .href = self(a, t, t->organisation, x->figure.id),
                                      .now = x == now };
    }
    v->figure = list;
    v->figures = line->figures;
    v->figures_heading = str_fmt(a, say("%.*s, từng số liệu"), STR(line_name(a, line)));
    v->figures_sum = line->words;
}

static void sentence_fill(struct arena *a, const struct trace_figure *x, struct trace_view *v)
{
    struct piece *piece = NEW_N(a, struct piece, 3);
    size_t n = 0;
    if (x->before.n) piece[n++] = (struct piece){ .text = x->before };
    piece[n++] = (struct piece){ .text = x->quote, .chip = true, .now = true, .state = S("c") };
    if (x->after.n) piece[n++] = (struct piece){ .text = x->after };
    v->sentence = piece;
    v->sentences = n;
    v->report = x->report_title;
    v->report_href = str_fmt(a, "/bao-cao/%lld?so=%lld#v%lld", (long long)x->report_id,
                             (long long)x->figure.seq, (long long)x->figure.seq);
    struct buf b = buf_open(a);
    if (x->figure.added) buf_fmt(&b, say("Do %.*s thêm"), STR(x->figure.decided_by));
    else buf_fmt(&b, say("Đọc từ báo cáo dạng .%.*s"), STR(x->source_format.n ? x->source_format : S("txt")));
    if (x->figure.decided_at)
        buf_fmt(&b, say(". Xác nhận %.*s, %.*s"), STR(page_time(a, x->figure.decided_at)),
                STR(x->figure.decided_by));
    if (x->approved_at)
        buf_fmt(&b, say(". Duyệt %.*s, %.*s"), STR(page_time(a, x->approved_at)), STR(x->approved_by));
    if (x->figure.read_words.n) buf_fmt(&b, say(". Phần mềm đọc: %.*s"), STR(x->figure.read_words));
    if (x->figure.note.n) buf_fmt(&b, say(". Ghi chú: %.*s"), STR(x->figure.note));
    buf_c(&b, ".");
    v->report_detail = buf_done(&b);
}

static void waiting_fill(struct arena *a, const struct trace *t, struct trace_view *v)
{
    struct str *list = NEW_N(a, struct str, t->waitings);
    for (size_t i = 0; i < t->waitings; i++) {
        const struct trace_figure *x = &t->waiting[i];
        list[i] = str_fmt(a, say("Chưa cộng “%.*s” trong %.*s: báo cáo chưa được duyệt."), STR(x->figure.words),
                          STR(x->report_title));
    }
    if (t->waitings && t->waiting_words.n)
        list[t->waitings - 1] = str_fmt(a, say("%.*s Khi duyệt hết, tổng đọc là %.*s."),
                                        STR(list[t->waitings - 1]), STR(t->waiting_words));
    v->warning = list;
    v->warnings = t->waitings;
}

error page_trace(struct request *q, struct reply *r)
{
    struct db *db;
    struct trace t;
    struct period p;
    const struct who *who = page_who(q);
    const struct trace_line *line;
    const struct trace_figure *now;
    TRY(page_db(q, &db));
    TRY(page_period(q, PERIOD_QUARTER, &p));
    TRY(trace_get(q->a, db, who, who->acting->unit_id, param_str(q, "chi-tieu"), period_write(q->a, p),
                  param_str(q, "to-chuc"), then_now_asked(q), &t));
    if (listing_asked(q)) return take_trace(q, r, &t);
    struct trace_view v = { .name = t.indicator_name,
                            .value = t.has ? t.words : SAY("chưa có số liệu nào được duyệt") };
    v.question = t.has ? str_fmt(q->a, say("“%.*s” từ đâu ra?"), STR(t.words))
                       : str_fmt(q->a, say("%.*s: chưa có số liệu"), STR(t.indicator_name));
    v.note =
        str_fmt(q->a, say("%.*s · %.*s · %.*s"), STR(t.indicator_name), STR(t.period_words), STR(t.unit_name));
    if (t.organisation.n)
        v.note = str_fmt(q->a, "%.*s · %.*s", STR(v.note), STR(organisation_name(q->a, t.organisation)));
    if (t.latest_decision)
        v.note = str_fmt(q->a, say("%.*s · duyệt gần nhất %.*s"), STR(v.note),
                         STR(page_time(q->a, t.latest_decision)));
    v.back =
        (struct link){ .label = SAY("Tổng hợp"), .href = str_fmt(q->a, "/tong-hop?ky=%.*s%.*s", STR(t.period),
                                            STR(then_now_more(t.views.view))) };
    struct str more = t.organisation.n ? str_fmt(q->a, "&to-chuc=%.*s", STR(t.organisation)) : S("");
    then_now_fill(q, &t.views, str_fmt(q->a, "/tong-hop/%.*s", STR(t.indicator)), t.period, more, t.indicator,
                  t.organisation, &v.look);
    choose(&t, param_int(q, "so", 0), &line, &now);
    waiting_fill(q->a, &t, &v);
    v.list = take_links(q, TAKE_TRACE);
    if (t.lines) parts_fill(q->a, &t, line, &v);
    if (line && line->figures) figures_fill(q->a, &t, line, now, &v);
    if (now) sentence_fill(q->a, now, &v);
    struct buf body = page_open(q);
    view_trace(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_BRIEF }, &body);
}
