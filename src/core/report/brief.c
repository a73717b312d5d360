/* brief.c - brief_get(): the consolidated report of a unit and period, gathered from totals and approved
 * reports. Reads only; what is not reported stays missing. */
#include "core/report/brief.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/office/policy.h"
#include "core/office/unit.h"
#include "core/report/brief_rows.h"
#include "core/report/check_rules.h"
#include "core/report/closing.h"
#include "core/report/compare.h"
#include "core/report/due.h"
#include "core/report/figure_read.h"
#include "core/report/joint.h"
#include "core/office/moment.h"

enum { REPORTS, FIGURES, LATEST };
/* The reports of a unit that touch the days ?2..?3. A report lies within one year: ?4, the last day of the year of
   ?3, bounds them from above, so that what is read grows with the period and not with the history. */
#define TOUCHING "r.unit_id = ?1 AND r.period_to >= ?2 AND r.period_from <= ?3 AND r.period_to <= ?4 "
static const struct sql sql[] = {
    [REPORTS] = { "brief.reports",
        "SELECT r.id, r.body_id, " BODY_SHORT_THEN("r.body_id", "r.period_to", "b.short_name") ", r.period,"
        " r.state, r.text, r.counted FROM report r "
        "JOIN body b ON b.id = r.body_id WHERE " TOUCHING "ORDER BY b.ordinal, b.id, r.period_from, r.id",
        SQL_READ },
    [FIGURES] = { "brief.figures",
        "SELECT " FIGURE_COLUMNS_BARE " FROM report r CROSS JOIN figure f WHERE " TOUCHING
        "AND f.report_id = r.id",
        SQL_READ },
    [LATEST] = { "brief.latest",
        "SELECT COALESCE(MAX(r.decided_at), 0) FROM unit t CROSS JOIN unit u CROSS JOIN report r WHERE t.id = ?1 "
        "AND u.tree_from BETWEEN t.tree_from AND t.tree_to AND r.unit_id = u.id AND r.period_to >= ?2 "
        "AND r.period_from <= ?3 AND r.period_to <= ?4 AND r.counted = 1",
        SQL_READ },
};
struct sql_list brief_sql = SQL_LIST(sql);

/* ---- the reports and figures behind it ---- */

/* A report that touches the period, in the order of bodies and time; its figures in text order, use filled. */
struct reported {
    int64_t id, body_id;
    struct str body_short, period, text;
    struct period days;
    enum report_state state;
    bool counted;
    struct figure_list figures;
};
struct reporteds { struct reported *list; size_t n; };

/* A confirmed figure or any other of an approved report. in: it stands in the totals of the period asked for;
 * superseded: a later value of the same stock stands there instead (total.h, T5). */
struct source {
    const struct reported *report;
    const struct figure_full *full;
    struct period period;
    bool in, superseded;
};
struct sources { struct source *list; size_t n; };

static void bind_touching(struct arena *a, struct rows *r, int64_t unit_id, struct period period)
{
    BIND(r, unit_id);
    BIND(r, day_write(a, period.from));
    BIND(r, day_write(a, period.to));
    BIND(r, day_write(a, (struct day){ period.to.year, 12, 31 }));
}

static struct reported *reported_of(struct reporteds *all, int64_t id)
{
    for (size_t i = 0; i < all->n; i++) if (all->list[i].id == id) return &all->list[i];
    return NULL;
}

/* What FIGURE_COLUMNS_BARE leaves out. */
static void know(const struct indicator_list *catalogue, struct figure_full *full)
{
    for (size_t i = 0; i < catalogue->n && full->f.indicator.n; i++) {
        const struct indicator *known = &catalogue->indicator[i];
        if (!str_is(known->code, full->f.indicator)) continue;
        full->f.indicator_name = known->name;
        full->rule.indicator_kind = known->kind;
        full->rule.indicator_unit = known->unit_word;
        full->rule.indicator_dimension = dimension_named(known->dimension);
        return;
    }
}

/* Rows of a report come by number, which is nearly the order of the text already. */
static void order_figures(struct arena *a, struct reported *r)
{
    struct figure_full *list = r->figures.list;
    for (size_t i = 1; i < r->figures.n; i++)
        for (size_t j = i; j > 0; j--) {
            const struct figure *x = &list[j - 1].f, *y = &list[j].f;
            if (x->span.from < y->span.from || (x->span.from == y->span.from && x->seq < y->seq)) break;
            struct figure_full swap = list[j];
            list[j] = list[j - 1];
            list[j - 1] = swap;
        }
    figure_uses(a, list, r->figures.n);
}

static error read_reports(struct arena *a, struct db *db, int64_t unit_id, struct period period, struct reporteds *out)
{
    struct indicator_list catalogue;
    TRY(catalogue_list(a, db, &catalogue));
    struct rows *r = db_run(a, db, &brief_sql, REPORTS);
    bind_touching(a, r, unit_id, period);
    while (rows_next(r)) {
        struct reported one = { .id = row_int(r, 0),
            .body_id = row_int(r, 1),
            .body_short = row_str(r, 2),
            .period = row_str(r, 3),
            .state = (enum report_state)name_index(report_state_names, REPORT_STATE_COUNT, row_str(r, 4)),
            .text = row_str(r, 5),
            .counted = row_int(r, 6) != 0 };
        if (period_read(one.period, &one.days)) LIST_ADD(a, out->list, out->n, one);
    }
    TRY(rows_end(r));
    r = db_run(a, db, &brief_sql, FIGURES);
    bind_touching(a, r, unit_id, period);
    struct reported *of = NULL;
    while (rows_next(r)) {
        struct figure_full full = figure_row(a, r);
        if (!of || of->id != full.f.report_id) of = reported_of(out, full.f.report_id);
        if (!of) continue;
        know(&catalogue, &full);
        figure_list_push(a, &of->figures, &full);
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < out->n; i++) order_figures(a, &out->list[i]);
    return NULL;
}

/* Of a stock only the body's latest value stands in the total (total.h, T5). */
static bool is_superseded(const struct sources *all, size_t i)
{
    const struct source *x = &all->list[i];
    if (!str_is(x->full->rule.indicator_kind, S("stock"))) return false;
    for (size_t j = 0; j < all->n; j++) {
        const struct source *y = &all->list[j];
        if (j == i || !y->in || y->report->body_id != x->report->body_id ||
            !str_is(y->full->f.indicator, x->full->f.indicator) ||
            !str_is(y->full->f.organisation, x->full->f.organisation))
            continue;
        int64_t yt = day_number(y->period.to), xt = day_number(x->period.to);
        if (yt > xt || (yt == xt && j > i)) return true;
    }
    return false;
}

static struct sources sources_of(struct arena *a, const struct reporteds *reports, struct period period)
{
    struct sources all = { 0 };
    for (size_t i = 0; i < reports->n; i++) {
        const struct reported *r = &reports->list[i];
        for (size_t k = 0; k < r->figures.n && r->state == REPORT_APPROVED; k++) {
            struct source s = { .report = r, .full = &r->figures.list[k] };
            if (!period_read(s.full->f.period, &s.period)) continue;
            s.in = r->counted && s.full->counts && period_has(period, s.period);
            LIST_ADD(a, all.list, all.n, s);
        }
    }
    for (size_t i = 0; i < all.n; i++) all.list[i].superseded = all.list[i].in && is_superseded(&all, i);
    return all;
}

static struct brief_figure figure_of(struct arena *a, const struct source *s)
{
    const struct figure *f = &s->full->f;
    return (struct brief_figure){ .report_id = f->report_id,
        .figure_id = f->id,
        .seq = f->seq,
        .body_id = s->report->body_id,
        .body_short = s->report->body_short,
        .report_period = s->report->period,
        .organisation = f->organisation,
        .words = brief_figure_words(a, f),
        .item = f->item,
        .quote = f->quote,
        .dimension = f->dimension,
        .use = f->use };
}

/* "40 suất quà trong 100 suất quà cùng làm" */
static struct str share_words(struct arena *a, const struct figure *f, milli value)
{
    struct figure part = *f;
    part.value = value;
    part.words = figure_words(a, &part);
    return str_fmt(a, say("%.*s trong %.*s cùng làm"), STR(brief_figure_words(a, &part)),
        STR(brief_figure_words(a, f)));
}

static void fill_line(struct arena *a, struct brief_line *l, const struct sources *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct source *s = &all->list[i];
        milli value;
        if (!s->in || s->superseded || !str_is(s->full->f.indicator, l->indicator) ||
            !joint_credit(a, &s->full->f, s->full->rule.indicator_kind, l->organisation, &value))
            continue;
        struct brief_figure figure = figure_of(a, s);
        if (value != s->full->f.value) figure.words = share_words(a, &s->full->f, value);
        LIST_ADD(a, l->figure, l->figures, figure);
    }
}

/* ---- lines ---- */

struct brief_line *brief_line_at(struct arena *a, struct brief_line **list, size_t *n, const struct total *like)
{
    for (size_t i = 0; i < *n; i++)
        if (str_is((*list)[i].indicator, like->indicator) && str_is((*list)[i].organisation, like->organisation))
            return &(*list)[i];
    struct brief_line new = { .indicator = like->indicator,
        .name = like->name,
        .unit_word = like->unit_word,
        .organisation = like->organisation,
        .stock = like->stock };
    LIST_ADD(a, *list, *n, new);
    return &(*list)[*n - 1];
}

/* Lines of one period and the one before; a line that had something before and has nothing now stays, to be seen. */
static error read_lines(struct arena *a, struct db *db, struct brief *b, enum total_view view, struct brief_line **list,
    size_t *n)
{
    struct total *totals;
    size_t count;
    struct total_views earlier;
    TRY(total_views(a, db, b->unit_id, b->period, view, &b->views, &totals, &count));
    for (size_t i = 0; i < count; i++) {
        struct brief_line *l = brief_line_at(a, list, n, &totals[i]);
        l->has_now = true;
        l->now = totals[i].sum;
        l->words = brief_sum(a, &l->now, l->unit_word);
    }
    if (view == VIEW_THEN) TRY(total_list(a, db, b->unit_id, b->previous, &totals, &count));
    else TRY(total_views(a, db, b->unit_id, b->previous, view, &earlier, &totals, &count));
    for (size_t i = 0; i < count; i++) {
        struct brief_line *l = brief_line_at(a, list, n, &totals[i]);
        l->has_before = true;
        l->before = totals[i].sum;
        l->words_before = brief_sum(a, &l->before, l->unit_word);
    }
    return NULL;
}

/* ---- bodies ---- */

static struct str missing_months(struct arena *a, const struct submission_matrix *m, const struct submission_row *row)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < m->months; i++) {
        if (row->cell[i].state == SUBMISSION_APPROVED || row->cell[i].state == SUBMISSION_NOT_DUE) continue;
        struct period month;
        if (period_read(m->month[i], &month)) buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR(month_in(a, month.number)));
    }
    return buf_done(&b);
}

static struct brief_body *body_for(struct arena *a, struct brief *b, struct str organisation)
{
    for (size_t i = 0; i < b->bodies; i++) if (str_is(b->body[i].organisation, organisation)) return &b->body[i];
    struct str name = organisation_name(a, organisation);
    LIST_ADD(a, b->body, b->bodies,
        (struct brief_body){
            .organisation = organisation, .name = name, .short_name = name, .missing = S("") });
    return &b->body[b->bodies - 1];
}

static void take_bodies(struct arena *a, struct brief *b)
{
    const struct submission_matrix *m = &b->submissions;
    for (size_t i = 0; i < m->rows; i++) {
        const struct submission_row *row = &m->row[i];
        struct brief_body body = { .body_id = row->body_id,
            .organisation = row->organisation,
            .name = row->name,
            .short_name = row->short_name,
            .cell = row->cell,
            .months = m->months,
            .missing = missing_months(a, m, row) };
        LIST_ADD(a, b->body, b->bodies, body);
        for (size_t c = 0; c < m->months; c++) {
            enum submission s = row->cell[c].state;
            if (s == SUBMISSION_NOT_DUE) continue;
            b->expected++;
            b->approved += s == SUBMISSION_APPROVED;
            b->waiting += s == SUBMISSION_SUBMITTED;
            b->missing += s != SUBMISSION_APPROVED && s != SUBMISSION_SUBMITTED;
        }
    }
}

static void take_lines(struct arena *a, struct brief *b, const struct brief_line *lines, size_t n,
    const struct sources *all)
{
    for (size_t i = 0; i < n; i++) {
        struct brief_line l = lines[i];
        fill_line(a, &l, all);
        if (l.organisation.n) {
            struct brief_body *body = body_for(a, b, l.organisation);
            LIST_ADD(a, body->line, body->lines, l);
        } else {
            LIST_ADD(a, b->total, b->totals, l);
        }
    }
}

/* Results that no total counts, beside those that do: nothing that was confirmed is lost from sight. */
static bool stands_beside(const struct figure *f)
{
    if (f->state != FIGURE_CONFIRMED) return false;
    switch (f->use) {
    case FIGURE_NO_INDICATOR: case FIGURE_RATIO: case FIGURE_STATE_OF_FLOW: case FIGURE_OTHER_MEASURE: return true;
    case FIGURE_COUNTS:
    case FIGURE_NOT_RESULT:
    case FIGURE_PER_PIECE:
    case FIGURE_DIFFERENCE:
    case FIGURE_CUMULATIVE:
    case FIGURE_OTHER_PERIOD:
    case FIGURE_PART: case FIGURE_IS_REJECTED: case FIGURE_USE_COUNT: break;
    }
    return false;
}

/* At each member that has no share of its own in the totals, the whole with a mark. */
static void take_shared(struct arena *a, struct brief *b, const struct source *s)
{
    const struct figure *f = &s->full->f;
    for (size_t k = 0; k < b->bodies && f->with_count; k++) {
        milli value;
        if (!joint_has(f, b->body[k].organisation) ||
            joint_credit(a, f, s->full->rule.indicator_kind, b->body[k].organisation, &value))
            continue;
        struct brief_figure figure = figure_of(a, s);
        figure.item = f->organisation.n
            ? str_fmt(a, say("%.*s (làm cùng %.*s, đã tính ở đó)"), STR(f->item), STR(organisation_name(a,
                f->organisation)))
            : str_fmt(a, say("%.*s (kết quả chung, tính một lần)"), STR(f->item));
        LIST_ADD(a, b->body[k].other, b->body[k].others, figure);
    }
}

static void take_others(struct arena *a, struct brief *b, const struct sources *all, struct period period)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct source *s = &all->list[i];
        if (s->in && !s->superseded && !s->full->f.organisation.n)
            LIST_ADD(a, b->joint, b->joints, figure_of(a, s));
        if (s->in && !s->superseded) take_shared(a, b, s);
        if (!s->report->counted || !period_has(period, s->period) || !stands_beside(&s->full->f)) continue;
        for (size_t k = 0; k < b->bodies; k++)
            if (b->body[k].body_id == s->report->body_id)
                LIST_ADD(a, b->body[k].other, b->body[k].others, figure_of(a, s));
    }
}

/* ---- what was reported as a running total ---- */

static error compare(
    struct arena *a, struct db *db, int64_t unit_id, const struct source *s, struct brief_cumulative *c)
{
    const struct figure *f = &s->full->f;
    struct vn_sum sum = { 0 };
    if (s->report->counted) {                      /* beside its own report's months: the body's own sum */
        const struct reported *own = s->report;
        struct checked r = { .id = own->id, .body_id = own->body_id, .period = own->period,
            .list = own->figures.list, .n = own->figures.n };
        int64_t reports;
        TRY(check_sum_of_months(a, db, &r, f, &sum, &reports));
        c->has_sum = reports > 0;
    } else {                                       /* a report over months that were reported one by one */
        struct total t;
        TRY(total_find(a, db, unit_id, f->indicator, f->period, f->organisation, &t, &c->has_sum));
        sum = t.sum;
    }
    if (c->has_sum) c->sum_words = brief_sum(a, &sum, f->unit);
    c->agrees = c->has_sum && sum.value == f->value && vn_sum_approx(&sum) == f->approx;
    return NULL;
}

static void say_cumulative(struct arena *a, struct brief_cumulative *c)
{
    bool same = str_is(c->period, c->figure.report_period);
    struct str when = same ? str_fmt(a, say("lũy kế đến hết %.*s"), STR(period_in(a, c->period)))
                           : period_in(a, c->period),
               body = c->figure.body_short, words = c->figure.words;
    if (!c->has_sum)
        c->sentence = str_fmt(a, say("%.*s báo cáo %.*s là %.*s; chưa có báo cáo tháng nào để đối chiếu."),
            STR(body), STR(when), STR(words));
    else if (c->agrees)
        c->sentence = str_fmt(a, say("%.*s báo cáo %.*s là %.*s, khớp với tổng các báo cáo tháng."), STR(body),
            STR(when), STR(words));
    else
        c->sentence = str_fmt(a, say("%.*s báo cáo %.*s là %.*s; cộng các báo cáo đã duyệt được %.*s."),
            STR(body), STR(when), STR(words), STR(c->sum_words));
}

static error take_cumulatives(
    struct arena *a, struct db *db, struct brief *b, const struct sources *all, struct period period)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct source *s = &all->list[i];
        const struct figure *f = &s->full->f;
        bool running =
            s->report->counted ? f->use == FIGURE_CUMULATIVE : f->use == FIGURE_COUNTS || f->use == FIGURE_CUMULATIVE;
        if (!running || f->state != FIGURE_CONFIRMED || !f->indicator.n || !period_has(period, s->report->days))
            continue;
        struct brief_cumulative c = {
            .figure = figure_of(a, s), .indicator_name = f->indicator_name, .period = f->period
        };
        TRY(compare(a, db, b->unit_id, s, &c));
        say_cumulative(a, &c);
        LIST_ADD(a, b->cumulative, b->cumulatives, c);
    }
    return NULL;
}

/* ---- warnings, closing ---- */

/* Of the reports that lie within the period and that these eyes may see. */
static error take_warnings(struct arena *a, struct db *db, const struct who *who, struct brief *b, int64_t tree,
    const struct reporteds *reports, struct period period)
{
    struct checked *list = NEW_N(a, struct checked, reports->n + 1);
    const struct reported **of = NEW_N(a, const struct reported *, reports->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < reports->n; i++) {
        const struct reported *r = &reports->list[i];
        struct place place = { b->unit_id, tree, r->body_id, str_c(report_state_names[r->state]) };
        if (!period_has(period, r->days) || !policy_allows(who, MAY_READ_REPORT, &place)) continue;
        of[n] = r;
        list[n++] = (struct checked){ .id = r->id, .body_id = r->body_id, .period = r->period, .text = r->text,
            .list = r->figures.list, .n = r->figures.n };
    }
    TRY(check_several(a, db, b->unit_id, list, n));
    for (size_t i = 0; i < n; i++)
        for (size_t w = 0; w < list[i].found.n; w++)
            if (!list[i].found.list[w].answered)
                LIST_ADD(a, b->warning, b->warnings,
                    (struct brief_warning){ of[i]->id, of[i]->body_short, of[i]->period, list[i].found.list[w] });
    return NULL;
}

static error take_moments(struct arena *a, struct db *db, struct brief *b, struct period period)
{
    struct due_span span;
    TRY(due_span(a, db, b->unit_id, period, &span));
    b->span_words = due_span_words(a, &span);
    struct rows *r = db_run(a, db, &brief_sql, LATEST);
    bind_touching(a, r, b->unit_id, period);
    if (rows_next(r)) b->latest_decision = row_int(r, 0);
    TRY(rows_end(r));
    struct closing c;
    TRY(closing_find(a, db, b->unit_id, b->period, &c, &b->closed));
    if (b->closed) b->closed_words = str_fmt(a, say("Đã chốt lúc %.*s"), STR(moment_vi(a, c.at)));
    return NULL;
}

error brief_get(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    struct brief *out)
{
    return brief_view(a, db, who, unit_id, period, VIEW_THEN, out);
}

error brief_view(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    enum total_view view, struct brief *out)
{
    struct unit unit;
    struct period now;
    TRY(policy_check(a, db, who, MAY_READ_TOTALS, unit_id, 0, S("")));
    TRY(brief_period(a, period, &now));
    TRY(unit_get(a, db, unit_id, &unit));
    struct period before = period_previous(now);
    *out = (struct brief){ .unit_id = unit_id,
        .unit_code = unit.code,
        .unit_name = unit_title(a, &unit),
        .unit_kind_name = unit.kind,
        .period = period_write(a, now),
        .period_words = period_words(a, now),
        .previous = period_write(a, before),
        .previous_words = period_words(a, before),
        .last_year = compare_last_year(a, now),
        .made_at = clock_now() };
    TRY(brief_submissions(a, db, who, unit_id, out->period, &out->submissions));
    take_bodies(a, out);
    struct reporteds reports = { 0 };
    struct brief_line *lines = NULL;
    size_t n = 0;
    TRY(read_reports(a, db, unit_id, now, &reports));
    struct sources all = sources_of(a, &reports, now);
    TRY(read_lines(a, db, out, view, &lines, &n));
    TRY(compare_lines(a, db, who, out, &lines, &n));
    take_lines(a, out, lines, n, &all);
    take_others(a, out, &all, now);
    TRY(take_cumulatives(a, db, out, &all, now));
    TRY(take_warnings(a, db, who, out, unit.tree_from, &reports, now));
    TRY(take_moments(a, db, out, now));
    compare_behind(a, out);
    for (size_t i = 0; i < out->bodies; i++) out->body[i].prose = brief_prose(a, out, &out->body[i]);
    return NULL;
}
