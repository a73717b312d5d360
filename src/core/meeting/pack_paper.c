/* pack_paper.c - what stands in the pack of a briefing, part by part. How it looks is write/'s; what is kept is
 * pack.c's. See pack.h. Must never show the open warnings in the copy for those who are asked. */
#include "core/meeting/pack_row.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/moment.h"
#include "core/office/term.h"
#include "core/report/paper_marks.h"
#include "core/report/report.h"
#include "write/layout.h"

/* ---- gathering ---- */

static error gather_reports(struct arena *a, struct db *db, const struct who *who, struct pack_stuff *s)
{
    const struct submission_matrix *m = &s->board.brief.submissions;
    for (size_t i = 0; i < m->rows; i++)
        for (size_t c = 0; c < m->months; c++) {
            const struct submission_cell *cell = &m->row[i].cell[c];
            bool again = c && m->row[i].cell[c - 1].report_id == cell->report_id;  /* a report over several months */
            struct report r;
            if (cell->state != SUBMISSION_APPROVED || again) continue;
            TRY(report_get_bare(a, db, who, cell->report_id, &r));
            LIST_ADD(a, s->report, s->reports, r);
        }
    return NULL;
}

/* All of the last briefing, then what is open from before: each once. */
static error gather_tasks(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    struct pack_stuff *s)
{
    struct task_list open;
    if (m->previous_id)
        TRY(task_list(a, db, who, &(struct task_ask){ .unit_id = m->unit_id, .meeting_id = m->previous_id },
            &s->earlier));
    TRY(task_carried(a, db, m, &open));
    for (size_t i = 0; i < open.n; i++)
        if (open.row[i].meeting_id != m->previous_id) LIST_ADD(a, s->earlier.row, s->earlier.n, open.row[i]);
    return NULL;
}

error pack_gather(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    struct pack_stuff *out)
{
    *out = (struct pack_stuff){ 0 };
    TRY(dashboard_get(a, db, who, m->unit_id, m->period, VIEW_THEN, &out->board));
    TRY(brief_voices(a, db, who, &out->board.brief));
    TRY(agenda_get(a, db, m, &out->agenda));
    TRY(gather_tasks(a, db, who, m, out));
    TRY(opinion_carried(a, db, m, &out->waiting));
    return gather_reports(a, db, who, out);
}

/* ---- blocks ---- */

struct page { struct arena *a; const struct meeting *m; const struct pack_stuff *s; struct block *block; size_t n; };

static struct run *run_of(struct arena *a, struct str text, bool bold)
{
    struct run *run = NEW(a, struct run);
    run->text = text;
    run->bold = bold;
    return run;
}

static void add(struct page *p, enum block_kind kind, int level, struct str text)
{
    struct block b = { .kind = kind, .level = level, .run = run_of(p->a, text, false), .runs = 1 };
    LIST_ADD(p->a, p->block, p->n, b);
}

static struct cell cell(struct arena *a, struct str text, enum align align)
{
    return (struct cell){ .run = run_of(a, text, false), .runs = text.n != 0, .align = align };
}

/* A table that grows row by row. widths: as of struct block. */
struct table { struct table_row *row; size_t n; };

static void row(struct arena *a, struct table *t, bool head, const struct str *text, const enum align *align, int n)
{
    struct cell *c = NEW_N(a, struct cell, n);
    for (int i = 0; i < n; i++) c[i] = cell(a, text[i], align[i]);
    LIST_ADD(a, t->row, t->n, (struct table_row){ .cell = c, .cells = (size_t)n, .head = head });
}

static void add_table(struct page *p, const struct table *t, const int *width, int columns)
{
    struct block b = { .kind = BLOCK_TABLE, .row = t->row, .rows = t->n, .width = width, .columns = columns };
    LIST_ADD(p->a, p->block, p->n, b);
}

/* ---- the agenda ---- */

static struct str hour(struct arena *a, struct str starts, int minutes)
{
    int64_t h, m;
    if (starts.n != 5 || !str_int(str_cut(starts, 0, 2), &h) || !str_int(str_cut(starts, 3, 5), &m)) return S("");
    int64_t at = h * 60 + m + minutes;
    return str_fmt(a, "%02lld:%02lld", (long long)(at / 60 % 24), (long long)(at % 60));
}

static void add_agenda(struct page *p)
{
    enum { COLUMNS = 5 };
    static const int width[COLUMNS] = { 80, 105, 475, 245, 95 };
    static const enum align align[COLUMNS] = { ALIGN_CENTRE, ALIGN_CENTRE, ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT };
    struct arena *a = p->a;
    struct table t = { 0 };
    int minutes = 0;
    row(a, &t, true, (struct str[]){ SAY("STT"), SAY("Giờ"), SAY("Nội dung"), SAY("Tổ chức"), SAY("Phút") }, align,
        COLUMNS);
    for (size_t i = 0; i < p->s->agenda.n; i++) {
        const struct agenda_item *x = &p->s->agenda.item[i];
        if (x->state == ITEM_SKIPPED) continue;
        struct str words = x->words.n ? str_fmt(a, "%.*s\n%.*s", STR(x->title), STR(x->words)) : x->title;
        row(a, &t, false, (struct str[]){ str_fmt(a, "%zu", t.n), hour(a, p->m->starts, minutes), words, x->body_short,
            x->minutes ? str_fmt(a, "%d", x->minutes) : S("") }, align, COLUMNS);
        minutes += x->minutes;
    }
    add(p, BLOCK_PART, 0, SAY("A. Chương trình"));
    if (t.n > 1) add_table(p, &t, width, COLUMNS);
    else add(p, BLOCK_PARAGRAPH, 1, SAY("Chương trình chưa có mục nào."));
}

/* ---- one page of what matters ---- */

enum { GROUPS_MOST = 4, BEHIND_MOST = 3 };

static struct paper_bar bar_of(struct str name, bool has, const struct vn_sum *sum, struct str words,
    enum bar_look look)
{
    enum vn_approx approx = has ? vn_sum_approx(sum) : VN_EXACT;
    return (struct paper_bar){ .name = name, .words = has ? words : SAY("chưa có số liệu"), .look = look, .has = has,
        .value = has ? (sum->value_max > sum->value ? sum->value_max : sum->value) : 0,
        .open = approx == VN_OVER || approx == VN_AT_LEAST };
}

static void add_group(struct page *p, struct block *chart, const struct brief_line *l)
{
    struct arena *a = p->a;
    const struct brief *b = &p->s->board.brief;
    const struct brief_beside *year = &l->beside[BESIDE_YEAR], *target = &l->beside[BESIDE_TARGET];
    struct paper_bar *bars = (struct paper_bar *)chart->bar;
    bars[chart->bars++] = (struct paper_bar){ .name = l->name, .title = true };
    bars[chart->bars++] = bar_of(b->period_words, l->has_now, &l->now, l->words, BAR_BLACK);
    bars[chart->bars++] = bar_of(b->previous_words, l->has_before, &l->before, l->words_before, BAR_GREY);
    struct period ago;
    if (period_read(b->last_year, &ago))
        bars[chart->bars++] = bar_of(period_words(a, ago), year->has, &year->sum, year->words, BAR_WHITE);
    if (target->has)
        bars[chart->bars++] = bar_of(SAY("Mức giao"), true, &target->sum,
            str_fmt(a, "%.*s (%.*s)", STR(target->words), STR(target->of)), BAR_STRIPED);
}

/* The largest sum of money, what has a target, then in the order of the catalogue what the period before had too. */
static void add_results(struct page *p)
{
    enum { ROWS = 6 };
    const struct brief *b = &p->s->board.brief;
    const struct brief_line *headline = p->s->board.headline;
    struct block chart = { .kind = BLOCK_BARS, .caption = SAY("Một số kết quả so với các kỳ và mức giao"),
        .bar = NEW_N(p->a, struct paper_bar, GROUPS_MOST * ROWS) };
    const struct brief_line *taken[GROUPS_MOST] = { 0 };
    size_t n = 0;
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < b->totals && n < GROUPS_MOST; i++) {
            const struct brief_line *l = &b->total[i];
            bool fits = round == 0 ? headline && str_is(l->indicator, headline->indicator)
                        : round == 1 ? l->beside[BESIDE_TARGET].has : l->has_now && l->has_before;
            for (size_t k = 0; k < n; k++) fits = fits && taken[k] != l;
            if (fits) taken[n++] = l;
        }
    for (size_t i = 0; i < n; i++) add_group(p, &chart, taken[i]);
    if (chart.bars) LIST_ADD(p->a, p->block, p->n, chart);
}

/* How the first of them went over the last periods; those before anything was reported are left out. */
static void add_course(struct page *p)
{
    const struct dashboard *d = &p->s->board;
    struct arena *a = p->a;
    size_t first = 0;
    while (first < d->points && !d->series[first].has) first++;
    if (d->points - first < 3) return;
    struct paper_bar *bars = NEW_N(a, struct paper_bar, d->points);
    size_t n = 0;
    for (size_t i = first; i < d->points; i++) {
        const struct brief_point *x = &d->series[i];
        struct period period;
        struct str name = period_read(x->period, &period) ? period_words(a, period) : x->period;
        bars[n++] = bar_of(name, x->has, &x->sum, x->words, i + 1 == d->points ? BAR_BLACK : BAR_GREY);
    }
    struct block chart = { .kind = BLOCK_BARS, .bar = bars, .bars = n,
        .caption = str_fmt(a, say("%.*s qua các kỳ"), STR(d->headline->name)) };
    LIST_ADD(a, p->block, p->n, chart);
}

static void add_highlights(struct page *p)
{
    struct arena *a = p->a;
    const struct pack_stuff *s = p->s;
    const struct brief *b = &s->board.brief;
    add(p, BLOCK_PART, 0, SAY("B. Kết quả nổi bật"));
    struct buf missing = buf_open(a);
    for (size_t i = 0; i < b->bodies; i++)
        if (b->body[i].missing.n)
            buf_fmt(&missing, "%s%.*s", missing.n ? ", " : "", STR(b->body[i].short_name));
    struct str names = buf_done(&missing);
    add(p, BLOCK_ITEM, 1, names.n ? str_fmt(a, say("Báo cáo: đã duyệt %zu trong %zu; còn thiếu của %.*s."), b->approved,
                                            b->expected, STR(names))
                                  : str_fmt(a, say("Báo cáo: đã duyệt đủ %zu báo cáo."), b->approved));
    if (s->earlier.n)
        add(p, BLOCK_ITEM, 1, str_fmt(a, say("Kết luận trước: %zu việc, %zu đã xong, %zu quá hạn."), s->earlier.n,
            pack_tasks(s, LOOK_DONE), pack_tasks(s, LOOK_LATE)));
    if (s->waiting.n)
        add(p, BLOCK_ITEM, 1, str_fmt(a, say("Khó khăn, đề xuất chưa trả lời: %zu."), s->waiting.n));
    size_t said = 0;
    for (size_t i = 0; i < b->behinds && said < BEHIND_MOST; i++) {
        if (str_find(b->behind[i].words, S(": "), 0) == SIZE_MAX) continue;    /* a missing report: told above */
        add(p, BLOCK_ITEM, 1, str_fmt(a, say("Cần chú ý: %.*s, %.*s."), STR(b->behind[i].body_short),
            STR(b->behind[i].words)));
        said++;
    }
    add_results(p);
    add_course(p);
}

/* ---- what was concluded, what waits for an answer ---- */

static struct str state_of(struct arena *a, const struct task *t)
{
    struct buf b = buf_open(a);
    buf_fmt(&b, "%s %s", task_look_shape(t->look), task_look_name(t->look));
    if (t->look == LOOK_LATE) buf_fmt(&b, say(" %d ngày"), -t->days);
    if (t->has_value) buf_fmt(&b, say("; đến nay %.*s"), STR(t->value_words));
    else if (t->progress && t->look != LOOK_DONE) buf_fmt(&b, say("; được %d%%"), (int)t->progress);
    return buf_done(&b);
}

static void add_tasks(struct page *p)
{
    enum { COLUMNS = 5 };
    static const int width[COLUMNS] = { 80, 375, 185, 160, 200 };
    static const enum align align[COLUMNS] = { ALIGN_CENTRE, ALIGN_LEFT, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_LEFT };
    struct arena *a = p->a;
    struct table t = { 0 };
    add(p, BLOCK_PART, 0, SAY("D. Việc của các phiên trước"));
    add(p, BLOCK_HEADING, 1, SAY("I. Kết luận và tình trạng thực hiện"));
    if (!p->s->earlier.n) {
        add(p, BLOCK_PARAGRAPH, 1, SAY("Chưa có kết luận nào từ các phiên trước."));
        return;
    }
    row(a, &t, true, (struct str[]){ SAY("STT"), SAY("Việc giao"), SAY("Chủ trì"), SAY("Hạn"), SAY("Tình trạng") },
        align, COLUMNS);
    for (size_t i = 0; i < p->s->earlier.n; i++) {
        const struct task *x = &p->s->earlier.row[i];
        struct str words = x->paper_words.n ? str_fmt(a, "%.*s\n(%.*s)", STR(x->words), STR(x->paper_words)) : x->words;
        row(a, &t, false, (struct str[]){ str_fmt(a, "%zu", i + 1), words, x->body_short, term_vi(a, x->due),
            state_of(a, x) }, align, COLUMNS);
    }
    add_table(p, &t, width, COLUMNS);
}

static void add_waiting(struct page *p)
{
    struct arena *a = p->a;
    add(p, BLOCK_HEADING, 1, SAY("II. Khó khăn, đề xuất chưa được trả lời"));
    if (!p->s->waiting.n)
        add(p, BLOCK_PARAGRAPH, 1, SAY("Không còn khó khăn, đề xuất nào của các phiên trước chờ trả lời."));
    for (size_t i = 0; i < p->s->waiting.n; i++) {
        const struct opinion *o = &p->s->waiting.row[i];
        struct buf b = buf_open(a);
        buf_fmt(&b, "%.*s (%s, %.*s): %.*s.", STR(o->body_name.n ? o->body_name : o->raised_by),
            opinion_kind_name(o->kind), STR(term_vi(a, o->raised_on)), STR(o->words));
        if (o->asked_of.n) buf_fmt(&b, say(" Nơi được đề nghị trả lời: %.*s."), STR(o->asked_of));
        if (o->state == OPINION_PROMISED && o->promised.n)
            buf_fmt(&b, say(" Hẹn trả lời trước ngày %.*s."), STR(term_vi(a, o->promised)));
        add(p, BLOCK_ITEM, 1, buf_done(&b));
    }
}

/* ---- the consolidated report and the annex ---- */

static void add_brief(struct page *p, bool for_office)
{
    struct block *block;
    size_t n;
    add(p, BLOCK_PART, 0, str_fmt(p->a, say("C. Báo cáo tổng hợp %.*s"), STR(period_in(p->a, p->m->period))));
    brief_blocks(p->a, &p->s->board.brief, for_office, &block, &n);
    for (size_t i = 0; i < n; i++) LIST_ADD(p->a, p->block, p->n, block[i]);
}

static void add_annex(struct page *p)
{
    struct arena *a = p->a;
    const struct brief *b = &p->s->board.brief;
    add(p, BLOCK_PART, 0, SAY("Phụ lục: báo cáo của các tổ chức"));
    for (size_t i = 0; i < b->bodies; i++) {
        const struct brief_body *body = &b->body[i];
        if (!body->body_id) continue;
        size_t own = 0;
        for (size_t k = 0; k < p->s->reports; k++) {
            const struct report *r = &p->s->report[k];
            if (r->body_id != body->body_id) continue;
            add(p, BLOCK_HEADING, 1,
                str_fmt(a, say("%.*s, báo cáo %.*s"), STR(body->name), STR(period_in(a, r->period))));
            p->block[p->n - 1].fresh = p->s->reports && k > 0 && !own;
            own++;
            add(p, BLOCK_PARAGRAPH, 1, r->text);
        }
        if (body->missing.n)
            add(p, BLOCK_PARAGRAPH, 1, str_fmt(a, say("%.*s chưa có báo cáo được duyệt của %.*s."), STR(body->name),
                STR(body->missing)));
    }
}

/* ---- the paper ---- */

static void cover(struct arena *a, const struct meeting *m, bool for_office, struct paper *out)
{
    struct str *line = NEW_N(a, struct str, 6);
    size_t n = 0;
    if (m->day.n && m->starts.n == 5)
        line[n++] = str_fmt(a, say("Thời gian: %.*s giờ %.*s, ngày %.*s"), STR(str_cut(m->starts, 0, 2)),
            STR(str_cut(m->starts, 3, 5)), STR(term_vi(a, m->day)));
    if (m->venue.n) line[n++] = str_fmt(a, say("Địa điểm: %.*s"), STR(m->venue));
    if (m->chair_name.n)
        line[n++] = m->chair_post.n
            ? str_fmt(a, say("Chủ trì: %.*s, %.*s"), STR(m->chair_name), STR(m->chair_post))
            : str_fmt(a, say("Chủ trì: %.*s"), STR(m->chair_name));
    if (for_office) line[n++] = SAY("BẢN CỦA VĂN PHÒNG: có cảnh báo số liệu, không gửi đại biểu");
    if (!n) line[n++] = SAY("Thời gian, địa điểm: chưa xác định");
    out->cover = line;
    out->cover_count = n;
}

error pack_paper(struct arena *a, struct db *db, const struct who *who, const struct meeting *m, bool for_office,
    struct paper *out)
{
    struct pack_stuff stuff;
    struct body host;
    if (for_office) TRY(policy_check(a, db, who, MAY_PLAN_MEETING, m->unit_id, 0, S("")));
    TRY(pack_gather(a, db, who, m, &stuff));
    TRY(body_get_on(a, db, m->body_id, m->day, &host));
    struct page p = { .a = a, .m = m, .s = &stuff };
    struct block contents = { .kind = BLOCK_CONTENTS, .level = 1, .caption = SAY("Mục lục") };
    LIST_ADD(a, p.block, p.n, contents);
    add_agenda(&p);
    add_highlights(&p);
    add_brief(&p, for_office);
    add_tasks(&p);
    add_waiting(&p);
    add_annex(&p);
    const struct layout *layout = layout_find(host.layout);
    *out = (struct paper){ .layout = layout ? layout : layout_of(host.organisation), .superior = host.superior,
        .issuer = host.issuer.n ? host.issuer : host.name, .kind = SAY("Tài liệu họp"), .subject = m->title,
        .block = p.block, .blocks = p.n, .language = S("vi-VN"),
        .title = str_fmt(a, say("Tài liệu họp: %.*s"), STR(m->title)) };
    cover(a, m, for_office, out);
    return paper_marks(a, db, m->unit_id, out);
}
