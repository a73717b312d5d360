/* brief_page.c - the consolidated report of a unit and period on screen and as a paper; closing a period. */
#include "base/machine.h"
#include "core/office/moment.h"
#include "core/report/brief.h"
#include "core/report/paper_marks.h"
#include "core/report/closing.h"
#include "pages/page.h"
#include "pages/review_text.h"
#include "pages/take_away.h"
#include "pages/then_now.h"
#include "write/layout.h"

/* ---- on screen ---- */

static struct str line_note(struct arena *a, const struct brief_line *l)
{
    struct buf b = buf_open(a);
    for (int i = 0; i < BESIDE_COUNT; i++)
        if (l->beside[i].said.n) buf_fmt(&b, "%s%.*s", b.n ? " · " : "", STR(l->beside[i].said));
    if (!b.n) return l->stock ? SAY("số hiện có, lấy kỳ gần nhất") : S("");
    if (l->stock) buf_fmt(&b, " · %s", say("số hiện có"));
    return buf_done(&b);
}

static struct str or_dash(bool has, struct str words) { return has ? words : S("–"); }

static struct brief_section section(struct arena *a, struct str heading, struct str state,
                                    const struct brief_line *line, size_t n, const struct brief *b)
{
    struct brief_row *list = NEW_N(a, struct brief_row, n);
    struct brief_section s = { .heading = heading, .state = state, .line = list };
    for (size_t i = 0; i < n; i++) {
        const struct brief_beside *year = &line[i].beside[BESIDE_YEAR], *target = &line[i].beside[BESIDE_TARGET];
        if (!line[i].has_now && !target->has) continue;
        s.has_year = s.has_year || year->has;
        s.has_target = s.has_target || target->has;
        list[s.lines++] = (struct brief_row){ .name = line[i].name,
                                              .value = line[i].has_now ? line[i].words : SAY("chưa có"),
                                              .note = line_note(a, &line[i]),
                                              .before = or_dash(line[i].has_before, line[i].words_before),
                                              .year = or_dash(year->has, year->words),
                                              .target = or_dash(target->has, target->words),
                                              .href = then_now_trace(a, &line[i], b) };
    }
    return s;
}

/* Results beside the totals: each leads straight to its sentence. */
static struct brief_row *beside(struct arena *a, const struct brief_figure *f, size_t n)
{
    struct brief_row *list = NEW_N(a, struct brief_row, n);
    for (size_t i = 0; i < n; i++)
        list[i] =
            (struct brief_row){ .name = f[i].item.n ? f[i].item : f[i].quote,
                                .value = f[i].words,
                                .before = f[i].body_short,
                                .note = page_period_words(a, f[i].report_period),
                                .href = str_fmt(a, "/bao-cao/%lld?so=%lld#v%lld", (long long)f[i].report_id,
                                                (long long)f[i].seq, (long long)f[i].seq) };
    return list;
}

static void bodies_fill(struct arena *a, const struct brief *b, struct brief_view *v)
{
    struct brief_section *list = NEW_N(a, struct brief_section, b->bodies + 1);
    for (size_t i = 0; i < b->bodies; i++) {
        const struct brief_body *x = &b->body[i];
        struct str state = x->missing.n    ? str_fmt(a, say("thiếu %.*s"), STR(x->missing))
                           : x->body_id    ? SAY("đủ báo cáo đã duyệt")
                                           : SAY("từ các đơn vị trực thuộc hoặc trước đây");
        list[i] = section(a, x->name, state, x->line, x->lines, b);
        list[i].other = beside(a, x->other, x->others);
        list[i].others = x->others;
    }
    v->sections = b->bodies;
    if (b->joints) {
        list[v->sections] = (struct brief_section){ .heading = SAY("Kết quả chung"),
                                                    .state = SAY("tính một lần cho cả đơn vị") };
        list[v->sections].other = beside(a, b->joint, b->joints);
        list[v->sections++].others = b->joints;
    }
    v->section = list;
}

static void notes_fill(struct arena *a, const struct brief *b, struct brief_view *v)
{
    struct str *list = NEW_N(a, struct str, b->cumulatives);
    if (b->missing || b->waiting)
        v->missing =
            str_fmt(a, say("Chưa gồm %zu báo cáo còn thiếu và %zu báo cáo chờ duyệt."), b->missing, b->waiting);
    for (size_t i = 0; i < b->cumulatives; i++)
        if (b->cumulative[i].has_sum && !b->cumulative[i].agrees) list[v->notes++] = b->cumulative[i].sentence;
    v->note = list;
}

/* A paper of every layout in every form; what a file is called says both. */
static const struct {
    const char *label, *ending;
    error (*bytes)(struct arena *, const struct paper *, struct bytes *);  /* NULL: a page */
    const char *type;
} forms[] = {
    { .label = "Tải .docx", ".docx", paper_docx,
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    { .label = "Tải PDF", ".pdf", paper_pdf, "application/pdf" },
    { .label = "Bản in", ".html", NULL, NULL },
};

static void downloads_fill(struct arena *a, const struct brief *b, struct brief_view *v)
{
    size_t n;
    const struct layout *l = layout_list(&n);
    struct link *list = NEW_N(a, struct link, n * COUNT(forms));
    for (size_t i = 0; i < n * COUNT(forms); i++) {
        const struct layout *of = &l[i / COUNT(forms)];
        struct str label = SAY(forms[i % COUNT(forms)].label), name = SAY(str_z(a, of->name));
        if (of != l) label = str_fmt(a, "%.*s (%.*s)", STR(label), STR(name));
        list[v->downloads++] =
            (struct link){ .label = label,
                           .href = str_fmt(a, "/tong-hop/tep/%.*s%s?ky=%.*s%.*s", STR(of->file),
                                           forms[i % COUNT(forms)].ending, STR(b->period),
                                           STR(then_now_more(b->views.view))) };
    }
    v->download = list;
}

/* What is behind, and what the reports say beside their figures. */
static void words_fill(struct arena *a, const struct brief *b, struct brief_view *v)
{
    struct link *behind = NEW_N(a, struct link, b->behinds + 1);
    for (size_t i = 0; i < b->behinds; i++)
        behind[i] = (struct link){ .label = b->behind[i].body_short, .hint = b->behind[i].words };
    v->behind = behind, v->behinds = b->behinds;
    for (int kind = 0; kind < VOICE_KIND_COUNT; kind++) {
        struct link *list = NEW_N(a, struct link, b->voices->n + 1);
        for (size_t i = 0; i < b->voices->n; i++) {
            const struct voice *x = &b->voices->list[i];
            if ((int)x->kind == kind)
                list[v->voices[kind]++] = (struct link){ .label = x->body_short, .hint = x->text,
                    .href = str_fmt(a, "/bao-cao/%lld", (long long)x->report_id) };
        }
        v->voice[kind] = list;
    }
    struct period now;
    if (period_read(b->period, &now))
        v->next = str_fmt(a, say("Nhiệm vụ %.*s"), STR(period_in(a, period_write(a, period_next(now)))));
}

static error brief_of(struct request *q, struct period *p, struct brief *out)
{
    struct db *db;
    const struct who *who = page_who(q);
    TRY(page_db(q, &db));
    TRY(page_period(q, PERIOD_QUARTER, p));
    return brief_view(q->a, db, who, who->acting->unit_id, period_write(q->a, *p), then_now_asked(q), out);
}

error page_brief(struct request *q, struct reply *r)
{
    struct brief b;
    struct period p;
    TRY(brief_of(q, &p, &b));
    if (listing_asked(q)) return take_totals(q, r, &b);
    struct brief_view v = { .form = page_key(q, false),
                            .this_period = b.period_words,
                            .last_period = b.previous_words,
                            .period_key = b.period };
    v.question = str_fmt(q->a, say("%.*s: các tổ chức đã làm được gì?"), STR(b.period_words));
    v.state =
        str_fmt(q->a, say("%.*s · đã duyệt %zu trong %zu báo cáo"), STR(b.unit_name), b.approved, b.expected);
    if (b.span_words.n) v.state = str_fmt(q->a, say("%.*s · số liệu %.*s"), STR(v.state), STR(b.span_words));
    if (b.closed) v.state = str_fmt(q->a, "%.*s · %.*s", STR(v.state), STR(b.closed_words));
    struct brief_section total =
        section(q->a, SAY("Toàn đơn vị"), SAY("bấm vào số để xem câu đã ghi"), b.total, b.totals, &b);
    if (total.lines) v.total = &total;
    else
        v.empty = SAY("Chưa có số liệu nào được duyệt trong kỳ này. Bảng tổng hợp hiện ra ngay khi báo cáo đầu "
                      "tiên được duyệt.");
    bodies_fill(q->a, &b, &v);
    struct db *db;
    TRY(page_db(q, &db));
    TRY(brief_voices(q->a, db, page_who(q), &b));
    words_fill(q->a, &b, &v);
    v.year = page_period_words(q->a, b.last_year);
    notes_fill(q->a, &b, &v);
    downloads_fill(q->a, &b, &v);
    then_now_fill(q, &b.views, S("/tong-hop"), b.period, S(""), S(""), S(""), &v.look);
    v.list = take_links(q, TAKE_TOTALS);
    v.may_close = policy_may(page_who(q), MAY_CLOSE_PERIOD) && !b.closed;
    v.may_open = policy_may(page_who(q), MAY_REOPEN_PERIOD) && b.closed;
    struct buf body = page_open(q);
    view_brief(&body, &v);
    return page_show(q, r,
                     &(struct page_frame){
                         .title = v.question, .room = ROOM_BRIEF, .period = p, .period_path = "/tong-hop",
                         .period_more = then_now_more(b.views.view) },
                     &body);
}

/* ---- as a paper ---- */

error page_brief_file(struct request *q, struct reply *r)
{
    struct brief b;
    struct period p;
    struct db *db;
    struct day today;
    struct brief_signing signing;
    struct paper paper;
    struct str asked = param_str(q, "tep");
    size_t n, form = 0;
    const struct layout *l = layout_list(&n), *layout = NULL;
    while (form < COUNT(forms) && !str_ends(asked, str_c(forms[form].ending))) form++;
    for (size_t i = 0; form < COUNT(forms) && i < n; i++)
        if (str_is(asked, str_fmt(q->a, "%.*s%s", STR(l[i].file), forms[form].ending))) layout = &l[i];
    if (!layout)
        return FAIL(q->a, ERR_MISSING, "Không có tệp %.*s. Chọn lại ở trang tổng hợp.", STR(asked));
    say_language(LANGUAGE_VI);                 /* a paper is Vietnamese, whoever prints it */
    TRY(brief_of(q, &p, &b));
    TRY(page_db(q, &db));
    if (!day_read(clock_day(q->a, clock_now()), &today))
        return FAIL(q->a, ERR_FAULT, "Đồng hồ của máy chủ sai. Báo cho quản trị.");
    TRY(brief_voices(q->a, db, page_who(q), &b));
    TRY(brief_signing(q->a, db, &b, layout, today, &signing));
    brief_paper(q->a, &b, &signing, &paper);
    TRY(paper_marks(q->a, db, b.unit_id, &paper));
    if (!forms[form].bytes) {
        struct str html;
        TRY(paper_html(q->a, &paper, &html));
        buf_str(&r->body, html);
        r->paper = true;
        return NULL;
    }
    struct bytes made;
    TRY(forms[form].bytes(q->a, &paper, &made));
    struct str name = str_fmt(q->a, "%.*s-%.*s-%s%.*s", STR(b.unit_code), STR(b.period),
                              b.views.view == VIEW_NOW ? "don-vi-hien-nay-" : "", STR(asked));
    reply_file(r, str_c(forms[form].type), name, (struct str){ (const char *)made.p, made.n });
    return NULL;
}

/* ---- closing a period ---- */

error page_close(struct request *q, struct reply *r)
{
    const struct who *who = page_who(q);
    struct str period = param_str(q, "ky");
    TRY(closing_add(q->a, page_store(q), who, who->acting->unit_id, period));
    reply_redirect(q, r, "/tong-hop?ky=%.*s&xong=chot", STR(period));
    return NULL;
}

error page_unclose(struct request *q, struct reply *r)
{
    const struct who *who = page_who(q);
    struct str period = param_str(q, "ky");
    TRY(closing_ask(q->a, page_store(q), who, who->acting->unit_id, period, param_str(q, "ly-do")));
    reply_redirect(q, r, "/tong-hop?ky=%.*s&xong=de-nghi-mo", STR(period));
    return NULL;
}
