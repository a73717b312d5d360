/* brief.c - brief_get(): the consolidated report of a unit and period, gathered from totals and approved
 * reports. Reads only; what is not reported stays missing. */
#include "core/report/brief.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/policy.h"
#include "core/office/unit.h"
#include "core/report/brief_rows.h"
#include "core/report/check_rules.h"
#include "core/report/closing.h"
#include "core/report/moment.h"

enum { FIGURES, LATEST, REPORT_DAYS };
static const struct sql sql[] = {
    [FIGURES] = { "brief.figures",
        "SELECT " FIGURE_COLUMNS ", b.short_name, r.counted FROM figure f JOIN report r ON r.id = f.report_id "
                                 "JOIN body b ON b.id = r.body_id "
                                 "LEFT JOIN indicator i ON i.code = f.indicator "
                                 "LEFT JOIN account fa ON fa.id = f.decided_by "
                                 "LEFT JOIN person fp ON fp.id = fa.person_id WHERE r.unit_id = ?1 "
                                 "AND r.state = 'approved' AND r.period_from <= ?3 AND r.period_to >= ?2 "
                                 "ORDER BY b.ordinal, b.id, r.period_from, r.id, f.span_from, f.seq",
        SQL_READ },
    [LATEST] = { "brief.latest",
        "SELECT COALESCE(MAX(r.decided_at), 0) FROM report r JOIN unit u ON u.id = r.unit_id "
        "JOIN unit t ON t.id = ?1 WHERE r.counted = 1 AND u.tree_from BETWEEN t.tree_from AND t.tree_to "
        "AND r.period_from <= ?3 AND r.period_to >= ?2",
        SQL_READ },
    [REPORT_DAYS] = { "brief.reports",
        "SELECT r.id, b.short_name, r.period FROM report r JOIN body b ON b.id = r.body_id "
        "WHERE r.unit_id = ?1 AND r.period_from >= ?2 AND r.period_to <= ?3 "
        "ORDER BY b.ordinal, b.id, r.period_from, r.id",
        SQL_READ },
};
struct sql_list brief_sql = SQL_LIST(sql);

/* ---- the figures behind it ---- */

/* in: it stands in the totals of the period asked for. */
struct source { struct figure_full full; struct str body_short; bool counted, in; struct period period; };
struct sources { struct source *list; size_t n; };

static error read_sources(struct arena *a, struct db *db, int64_t unit_id, struct period period, struct sources *out)
{
    struct rows *r = db_run(a, db, &brief_sql, FIGURES);
    BIND(r, unit_id);
    BIND(r, day_write(a, period.from));
    BIND(r, day_write(a, period.to));
    while (rows_next(r)) {
        struct source s = { .full = figure_row(a, r),
            .body_short = row_str(r, FIGURE_COLUMN_COUNT),
            .counted = row_int(r, FIGURE_COLUMN_COUNT + 1) != 0 };
        if (!period_read(s.full.f.period, &s.period)) continue;
        s.in = s.counted && s.full.counts && period_has(period, s.period);
        LIST_ADD(a, out->list, out->n, s);
    }
    TRY(rows_end(r));
    for (size_t from = 0, to; from < out->n; from = to) {
        for (to = from; to < out->n && out->list[to].full.f.report_id == out->list[from].full.f.report_id;) to++;
        struct figure *all = NEW_N(a, struct figure, to - from);
        for (size_t i = from; i < to; i++) all[i - from] = out->list[i].full.f;
        for (size_t i = from; i < to; i++)
            out->list[i].full.f.use = total_use(all, to - from, &all[i - from], &out->list[i].full.rule);
    }
    return NULL;
}

static struct brief_figure figure_of(struct arena *a, const struct source *s)
{
    const struct figure *f = &s->full.f;
    struct str words = f->has_whole ? f->words : brief_amount(a, f->approx, f->value, f->value_max, f->unit);
    return (struct brief_figure){ .report_id = f->report_id,
        .figure_id = f->id,
        .seq = f->seq,
        .body_id = s->full.body_id,
        .body_short = s->body_short,
        .report_period = s->full.rule.report_period,
        .organisation = f->organisation,
        .words = words,
        .item = f->item,
        .quote = f->quote,
        .dimension = f->dimension,
        .use = f->use };
}

/* Of a stock only the body's latest value stands in the total (total.h, T5). */
static bool is_superseded(const struct sources *all, size_t i)
{
    const struct source *x = &all->list[i];
    if (!str_is(x->full.rule.indicator_kind, S("stock"))) return false;
    for (size_t j = 0; j < all->n; j++) {
        const struct source *y = &all->list[j];
        if (j == i || !y->in || y->full.body_id != x->full.body_id ||
            !str_is(y->full.f.indicator, x->full.f.indicator) ||
            !str_is(y->full.f.organisation, x->full.f.organisation))
            continue;
        int64_t yt = day_number(y->period.to), xt = day_number(x->period.to);
        if (yt > xt || (yt == xt && j > i)) return true;
    }
    return false;
}

static void fill_line(struct arena *a, struct brief_line *l, const struct sources *all)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct source *s = &all->list[i];
        if (!s->in || !str_is(s->full.f.indicator, l->indicator) ||
            (l->organisation.n && !str_is(s->full.f.organisation, l->organisation)))
            continue;
        if (is_superseded(all, i)) continue;
        LIST_ADD(a, l->figure, l->figures, figure_of(a, s));
    }
}

/* ---- lines ---- */

static struct brief_line *line_at(struct arena *a, struct brief_line **list, size_t *n, const struct total *t)
{
    for (size_t i = 0; i < *n; i++)
        if (str_is((*list)[i].indicator, t->indicator) && str_is((*list)[i].organisation, t->organisation))
            return &(*list)[i];
    struct brief_line new = { .indicator = t->indicator,
        .name = t->name,
        .unit_word = t->unit_word,
        .organisation = t->organisation,
        .stock = t->stock };
    new.anchor = t->organisation.n ? str_fmt(a, "%.*s-%.*s", STR(t->indicator), STR(t->organisation)) : t->indicator;
    LIST_ADD(a, *list, *n, new);
    return &(*list)[*n - 1];
}

/* Lines of one period and the one before; a line that had something before and has nothing now stays, to be seen. */
static error read_lines(struct arena *a, struct db *db, int64_t unit_id, struct str now, struct str before,
    struct brief_line **list, size_t *n)
{
    struct total *totals;
    size_t count;
    TRY(total_list(a, db, unit_id, now, &totals, &count));
    for (size_t i = 0; i < count; i++) {
        struct brief_line *l = line_at(a, list, n, &totals[i]);
        l->has_now = true;
        l->now = totals[i].sum;
        l->words = brief_sum(a, &l->now, l->unit_word);
    }
    TRY(total_list(a, db, unit_id, before, &totals, &count));
    for (size_t i = 0; i < count; i++) {
        struct brief_line *l = line_at(a, list, n, &totals[i]);
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
        if (period_read(m->month[i], &month)) buf_fmt(&b, "%s%s %d", b.n ? ", " : "", say("tháng"), month.number);
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

/* Did every report of the organisation ("" all) that was due in the months of the matrix get approved? */
static bool is_complete(const struct submission_matrix *m, struct str organisation)
{
    for (size_t i = 0; i < m->rows; i++) {
        if (organisation.n && !str_is(m->row[i].organisation, organisation)) continue;
        for (size_t c = 0; c < m->months; c++) {
            if (m->row[i].cell[c].state != SUBMISSION_APPROVED) return false;
        }
    }
    return true;
}

/* A flow that lacks a report is not smaller for it; a stock says what it says as soon as the same bodies gave
 * it twice. */
static bool may_compare(const struct brief *b, const struct submission_matrix *before, const struct brief_line *l)
{
    if (l->stock) return l->now.count == l->before.count;
    return is_complete(&b->submissions, l->organisation) && is_complete(before, l->organisation);
}

static void take_lines(struct arena *a, struct brief *b, const struct submission_matrix *before,
    const struct brief_line *lines, size_t n, const struct sources *all)
{
    for (size_t i = 0; i < n; i++) {
        struct brief_line l = lines[i];
        fill_line(a, &l, all);
        l.change = may_compare(b, before, &l) ? brief_change(a, &l) : S("");
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

static void take_others(struct arena *a, struct brief *b, const struct sources *all, struct period period)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct source *s = &all->list[i];
        if (s->in && !s->full.f.organisation.n && !is_superseded(all, i))
            LIST_ADD(a, b->joint, b->joints, figure_of(a, s));
        if (!s->counted || !period_has(period, s->period) || !stands_beside(&s->full.f)) continue;
        for (size_t k = 0; k < b->bodies; k++)
            if (b->body[k].body_id == s->full.body_id)
                LIST_ADD(a, b->body[k].other, b->body[k].others, figure_of(a, s));
    }
}

/* ---- what was reported as a running total ---- */

static error compare(struct arena *a, struct db *db, int64_t unit_id, const struct sources *all, size_t i,
    struct brief_cumulative *c)
{
    const struct source *s = &all->list[i];
    const struct figure *f = &s->full.f;
    struct vn_sum sum = { 0 };
    if (s->counted) {                              /* beside its own report's months: the body's own sum */
        size_t from = i, to = i;
        while (from > 0 && all->list[from - 1].full.f.report_id == f->report_id) from--;
        while (to < all->n && all->list[to].full.f.report_id == f->report_id) to++;
        struct figure_full *own = NEW_N(a, struct figure_full, to - from);
        for (size_t k = from; k < to; k++) own[k - from] = all->list[k].full;
        struct report r = { .id = f->report_id, .body_id = s->full.body_id, .period = s->full.rule.report_period };
        int64_t reports;
        TRY(check_sum_of_months(a, db, &r, own, to - from, f, &sum, &reports));
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
        const struct figure *f = &s->full.f;
        bool running =
            s->counted ? f->use == FIGURE_CUMULATIVE : f->use == FIGURE_COUNTS || f->use == FIGURE_CUMULATIVE;
        struct period of;
        if (!running || f->state != FIGURE_CONFIRMED || !f->indicator.n ||
            !period_read(s->full.rule.report_period, &of) || !period_has(period, of))
            continue;
        struct brief_cumulative c = {
            .figure = figure_of(a, s), .indicator_name = f->indicator_name, .period = f->period
        };
        TRY(compare(a, db, b->unit_id, all, i, &c));
        say_cumulative(a, &c);
        LIST_ADD(a, b->cumulative, b->cumulatives, c);
    }
    return NULL;
}

/* ---- warnings, closing ---- */

static error take_warnings(struct arena *a, struct db *db, const struct who *who, struct brief *b, struct period period)
{
    struct reported { int64_t id; struct str body_short, period; } *list = NULL;
    size_t n = 0;
    struct rows *r = db_run(a, db, &brief_sql, REPORT_DAYS);
    BIND(r, b->unit_id);
    BIND(r, day_write(a, period.from));
    BIND(r, day_write(a, period.to));
    while (rows_next(r)) LIST_ADD(a, list, n, (struct reported){ row_int(r, 0), row_str(r, 1), row_str(r, 2) });
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) {
        struct warning *warnings;
        size_t count;
        error e = check_report(a, db, who, list[i].id, &warnings, &count);
        if (e && e->kind == ERR_MISSING) continue; /* a draft that these eyes may not see */
        if (e) return e;
        for (size_t w = 0; w < count; w++)
            if (!warnings[w].answered)
                LIST_ADD(a, b->warning, b->warnings,
                    (struct brief_warning){ list[i].id, list[i].body_short, list[i].period, warnings[w] });
    }
    return NULL;
}

static error take_moments(struct arena *a, struct db *db, struct brief *b, struct period period)
{
    struct rows *r = db_run(a, db, &brief_sql, LATEST);
    BIND(r, b->unit_id);
    BIND(r, day_write(a, period.from));
    BIND(r, day_write(a, period.to));
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
        .period_vi = period_vi(a, now),
        .previous = period_write(a, before),
        .previous_vi = period_vi(a, before),
        .made_at = clock_now() };
    TRY(brief_submissions(a, db, who, unit_id, out->period, &out->submissions));
    struct submission_matrix earlier;
    TRY(brief_submissions(a, db, who, unit_id, out->previous, &earlier));
    take_bodies(a, out);
    struct sources all = { 0 };
    struct brief_line *lines = NULL;
    size_t n = 0;
    TRY(read_sources(a, db, unit_id, now, &all));
    TRY(read_lines(a, db, unit_id, out->period, out->previous, &lines, &n));
    take_lines(a, out, &earlier, lines, n, &all);
    take_others(a, out, &all, now);
    TRY(take_cumulatives(a, db, out, &all, now));
    TRY(take_warnings(a, db, who, out, now));
    TRY(take_moments(a, db, out, now));
    for (size_t i = 0; i < out->bodies; i++) out->body[i].prose = brief_prose(a, out, &out->body[i]);
    return NULL;
}
