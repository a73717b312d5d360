/* total.c - see total.h; rules T1 to T9 stand there. Owns the table total and the columns report.counted and
 * figure.counts. Must never count what nobody confirmed. total_again.c makes the same rows from nothing; a
 * property test compares them. */
#include "core/report/total.h"
#include "core/report/closing.h"
#include "core/report/figure_row.h"
#include "core/report/joint.h"
#include "core/report/total_rows.h"
#include "vn/text.h"

enum {
    REPORT, FIGURES, NEWS, MARK_FIGURE, OF_BODY, MARK_REPORT, COUNTED_FIGURES, LATEST, UP, ROW, ROW_ADD,
    ROW_CHANGE, ROW_REMOVE, OF_UNIT, INDICATOR
};
#define TOTAL_COLUMNS "t.value, t.value_max, t.parts, t.over, t.under, t.about, t.range, t.at_least, t.at_most"
static const struct sql sql[] = {
    [REPORT] = { "total.report", "SELECT body_id, unit_id, period FROM report WHERE id = ?1", SQL_READ },
    [FIGURES] = { "total.figures",
        "SELECT " FIGURE_COLUMNS FIGURE_TABLES "WHERE f.report_id = ?1 ORDER BY f.span_from, f.seq", SQL_READ },
    [NEWS] = { "total.news", "SELECT next FROM sequence WHERE name = 'total'", SQL_READ },
    [MARK_FIGURE] = { "total.mark_figure", "UPDATE figure SET counts = ?1 WHERE id = ?2", SQL_WRITE },
    [OF_BODY] = { "total.of_body",
        "SELECT id, state, counted, period FROM report WHERE body_id = ?1 AND period >= ?2 AND period < ?3 "
        "ORDER BY id",
        SQL_READ },
    [MARK_REPORT] = { "total.mark_report", "UPDATE report SET counted = ?1 WHERE id = ?2", SQL_WRITE },
    [COUNTED_FIGURES] = { "total.counted_figures",
        "SELECT " FIGURE_COLUMNS FIGURE_TABLES
        "WHERE f.report_id = ?1 AND f.counts = 1 ORDER BY f.span_from, f.seq",
        SQL_READ },
    /* T5: one body's latest figure of a stock within days; counted reports of a body never overlap, so the
       order is total. What counts lies within its report's days, and a report within one year: ?6 is that year and ?7
       the next, between which stand the names of all of its periods. */
    [LATEST] = { "total.latest",
        "SELECT f.approx, f.value, f.value_max FROM report r CROSS JOIN figure f WHERE r.body_id = ?1 "
        "AND r.period >= ?6 AND r.period < ?7 AND r.period_to >= ?4 AND r.period_from <= ?5 AND r.counted = 1 "
        "AND f.report_id = r.id AND f.indicator = ?2 AND f.counts = 1 AND COALESCE(f.organisation, '') = ?3 "
        "AND f.period_from >= ?4 AND f.period_to <= ?5 "
        "ORDER BY f.period_to DESC, f.period_from DESC, f.span_from DESC, f.seq DESC LIMIT 1",
        SQL_READ },
    [UP] = { "total.up",
        "WITH RECURSIVE up(id, parent_id) AS (SELECT id, parent_id FROM unit WHERE id = ?1 "
        "UNION ALL SELECT u.id, u.parent_id FROM unit u JOIN up ON u.id = up.parent_id) SELECT id FROM up",
        SQL_READ },
    [ROW] = { "total.row",
        "SELECT " TOTAL_COLUMNS
        " FROM total t WHERE t.unit_id = ?1 AND t.indicator = ?2 AND t.period = ?3 AND t.organisation = ?4",
        SQL_READ },
    [ROW_ADD] = { "total.row_add",
        "INSERT INTO total(value, value_max, parts, over, under, about, range, at_least, at_most, unit_id, "
        "indicator, period, organisation) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        SQL_WRITE },
    [ROW_CHANGE] = { "total.row_change",
        "UPDATE total "
        "SET value = ?1, value_max = ?2, parts = ?3, over = ?4, under = ?5, about = ?6, range = ?7, at_least = "
        "?8, at_most = ?9 WHERE unit_id = ?10 AND indicator = ?11 AND period = ?12 AND organisation = ?13",
        SQL_WRITE },
    [ROW_REMOVE] = { "total.row_remove",
        "DELETE FROM total WHERE unit_id = ?1 AND indicator = ?2 AND period = ?3 AND organisation = ?4",
        SQL_WRITE },
    [OF_UNIT] = { "total.of_unit",
        "SELECT " TOTAL_COLUMNS ", t.indicator, t.organisation, i.name, i.unit_word, i.kind, i.ordinal FROM total"
        " t JOIN "
                                "indicator i ON i.code = t.indicator WHERE t.unit_id = ?1 AND t.period = ?2 "
                                "ORDER BY i.ordinal, i.code, t.organisation",
        SQL_READ },
    [INDICATOR] = { "total.indicator", "SELECT name, unit_word, kind FROM indicator WHERE code = ?1",
        SQL_READ },
};
struct sql_list total_sql = SQL_LIST(sql);

/* ---- the rules ---- */

static const struct figure *by_seq(const struct figure *all, size_t n, int64_t seq)
{
    for (size_t i = 0; i < n; i++) if (all[i].seq == seq) return &all[i];
    return NULL;
}

/* T3. The walk is bounded, so a circle that people made by hand ends too. */
static bool is_part_of_counted(const struct figure *all, size_t n, const struct figure *f)
{
    const struct figure *whole = by_seq(all, n, f->part_of);
    for (size_t steps = 0; whole && whole != f && steps < n; steps++) {
        if (whole->state == FIGURE_CONFIRMED && str_is(whole->indicator, f->indicator)) return true;
        whole = by_seq(all, n, whole->part_of);
    }
    return false;
}

enum measure { MEASURE_COUNTED, MEASURE_MONEY, MEASURE_SHARE, MEASURE_PHYSICAL };
static enum measure measure_of(enum dimension d)
{
    switch (d) {
    case DIMENSION_MONEY: return MEASURE_MONEY;
    case DIMENSION_PERCENT: return MEASURE_SHARE;
    case DIMENSION_AREA: case DIMENSION_LENGTH: case DIMENSION_MASS: case DIMENSION_TIME: return MEASURE_PHYSICAL;
    case DIMENSION_OTHER: case DIMENSION_COUNT: case DIMENSION_PEOPLE: case DIMENSION_HOUSEHOLDS: break;
    }
    return MEASURE_COUNTED;
}

static bool same_measure(const struct figure *f, const struct total_rule *rule)
{
    enum measure m = measure_of(f->dimension);
    if (m != measure_of(rule->indicator_dimension)) return false;
    return m == MEASURE_COUNTED || str_is(f->unit, rule->indicator_unit);
}

enum figure_use total_use(const struct figure *all, size_t n, const struct figure *f, const struct total_rule *rule)
{
    if (f->state == FIGURE_REJECTED) return FIGURE_IS_REJECTED;
    if (f->sense != SENSE_RESULT) return FIGURE_NOT_RESULT;
    if (f->each) return FIGURE_PER_PIECE;
    if (f->change != CHANGE_NONE) return FIGURE_DIFFERENCE;
    if (!f->indicator.n || !rule->indicator_kind.n) return FIGURE_NO_INDICATOR;
    bool stock = str_is(rule->indicator_kind, S("stock"));
    if (!stock && !str_is(rule->indicator_kind, S("flow"))) return FIGURE_RATIO;
    if (!same_measure(f, rule)) return FIGURE_OTHER_MEASURE;
    if (!stock && f->stock) return FIGURE_STATE_OF_FLOW;
    if (!stock && f->cumulative) return FIGURE_CUMULATIVE;
    struct period own, whole;
    if (period_read(f->period, &own) && period_read(rule->report_period, &whole) && !period_has(whole, own))
        return !stock && period_has(own, whole) ? FIGURE_CUMULATIVE : FIGURE_OTHER_PERIOD;
    return is_part_of_counted(all, n, f) ? FIGURE_PART : FIGURE_COUNTS;
}

/* ---- changes of rows, collected before they are written ---- */

struct total_change *total_change_at(
    struct arena *a, struct total_changes *to, struct str indicator, struct str period, struct str organisation)
{
    for (size_t i = 0; i < to->n; i++) {
        struct total_change *c = &to->list[i];
        if (str_is(c->indicator, indicator) && str_is(c->period, period) &&
            str_is(c->organisation, organisation))
            return c;
    }
    if (to->n == to->room) {
        size_t room = to->room ? to->room * 2 : 32;
        struct total_change *more = NEW_N(a, struct total_change, room);
        if (to->n) memcpy(more, to->list, to->n * sizeof *more);
        to->list = more;
        to->room = room;
    }
    struct total_change *c = &to->list[to->n++];
    *c = (struct total_change){ .indicator = indicator, .period = period, .organisation = organisation };
    return c;
}

size_t total_periods(struct period p, struct period out[TOTAL_PERIODS])
{
    static const enum period_type types[TOTAL_PERIODS] = { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF,
        PERIOD_NINE_MONTHS, PERIOD_YEAR };
    size_t n = 0;
    for (size_t i = 0; i < TOTAL_PERIODS; i++) {
        struct period outer = period_of_day(types[i], p.from);
        if (outer.type != PERIOD_NONE && period_has(outer, p)) out[n++] = outer;
    }
    return n;
}

/* T7, of a flow: each credited organisation its part, the unit the whole. */
static void change_flow(struct arena *a, struct total_changes *to, const struct figure *f, struct str period,
    bool enters)
{
    struct credit *credit;
    size_t n = joint_credits(a, f, S("flow"), &credit);
    for (size_t i = 0; i <= n; i++) {
        struct total_change *c = total_change_at(a, to, f->indicator, period, i ? credit[i - 1].organisation : S(""));
        vn_sum_add(enters ? &c->plus : &c->minus, f->approx, i ? credit[i - 1].value : f->value, f->value_max);
    }
}

/* T7 */
static void change(struct arena *a, struct total_changes *to, const struct figure *f, struct str period,
    struct vn_sum plus, struct vn_sum minus)
{
    const struct str orgs[] = { S(""), f->organisation };
    for (size_t i = 0; i < (f->organisation.n ? 2 : 1); i++) {
        struct total_change *c = total_change_at(a, to, f->indicator, period, orgs[i]);
        vn_sum_join(&c->plus, &plus);
        vn_sum_join(&c->minus, &minus);
    }
}

static error row_sum(struct arena *a, struct db *db, int64_t unit_id, const struct total_change *c,
    struct vn_sum *sum, bool *found)
{
    struct rows *r = db_run(a, db, &total_sql, ROW);
    BIND(r, unit_id);
    BIND(r, c->indicator);
    BIND(r, c->period);
    BIND(r, c->organisation);
    *found = rows_next(r);
    *sum = *found ? total_sum_row(r) : (struct vn_sum){ 0 };
    return rows_end(r);
}

struct vn_sum total_sum_row(struct rows *r)
{
    return (struct vn_sum){ .value = row_int(r, 0),
        .value_max = row_int(r, 1),
        .count = (uint32_t)row_int(r, 2),
        .over = (uint32_t)row_int(r, 3),
        .under = (uint32_t)row_int(r, 4),
        .about = (uint32_t)row_int(r, 5),
        .range = (uint32_t)row_int(r, 6),
        .at_least = (uint32_t)row_int(r, 7),
        .at_most = (uint32_t)row_int(r, 8) };
}

bool total_sum_same(const struct vn_sum *x, const struct vn_sum *y)
{
    return x->value == y->value && x->value_max == y->value_max && x->count == y->count && x->over == y->over &&
           x->under == y->under && x->about == y->about && x->range == y->range && x->at_least == y->at_least &&
           x->at_most == y->at_most;
}

static bool add_sum(struct vn_sum *to, const struct vn_sum *plus, const struct vn_sum *minus)
{
    if (__builtin_add_overflow(to->value, plus->value, &to->value) ||
        __builtin_add_overflow(to->value_max, plus->value_max, &to->value_max) ||
        __builtin_sub_overflow(to->value, minus->value, &to->value) ||
        __builtin_sub_overflow(to->value_max, minus->value_max, &to->value_max))
        return false;
    to->count += plus->count - minus->count;
    to->over += plus->over - minus->over;
    to->under += plus->under - minus->under;
    to->about += plus->about - minus->about;
    to->range += plus->range - minus->range;
    to->at_least += plus->at_least - minus->at_least;
    to->at_most += plus->at_most - minus->at_most;
    return true;
}

error total_row_write(struct arena *a, struct db *db, int64_t unit_id, const struct total_change *c,
    const struct vn_sum *sum, bool exists)
{
    if (!sum->count && !exists) return NULL;
    struct rows *r = db_run(a, db, &total_sql, !sum->count ? ROW_REMOVE : exists ? ROW_CHANGE : ROW_ADD);
    if (sum->count) {
        BIND(r, sum->value);
        BIND(r, sum->value_max);
        const uint32_t counts[] = { sum->count, sum->over, sum->under, sum->about, sum->range, sum->at_least,
            sum->at_most };
        for (size_t i = 0; i < COUNT(counts); i++) BIND(r, (int64_t)counts[i]);
    }
    BIND(r, unit_id);
    BIND(r, c->indicator);
    BIND(r, c->period);
    BIND(r, c->organisation);
    return rows_end(r);
}

error total_news(struct arena *a, struct db *db)
{
    int64_t number;
    return db_next_id(a, db, "total", &number);
}

error total_news_number(struct arena *a, struct db *db, int64_t *number)
{
    struct rows *r = db_run(a, db, &total_sql, NEWS);
    *number = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

static bool changes_nothing(const struct total_change *c) { return total_sum_same(&c->plus, &c->minus); }

/* T9. A report of an open half year may tell of one of its months; when that month is closed its total stands. */
static error closed_stand(struct arena *a, struct db *db, int64_t unit_id, const struct total_changes *changes)
{
    for (size_t i = 0; i < changes->n; i++) {
        const struct total_change *c = &changes->list[i];
        bool asked = changes_nothing(c);
        for (size_t k = 0; k < i && !asked; k++)
            asked = str_is(changes->list[k].period, c->period) && !changes_nothing(&changes->list[k]);
        if (!asked) TRY(closing_check(a, db, unit_id, c->period));
    }
    return NULL;
}

static error write_changes(struct arena *a, struct db *db, int64_t unit_id, const struct total_changes *changes)
{
    int64_t *up;
    size_t levels;
    TRY(closed_stand(a, db, unit_id, changes));
    if (changes->n) TRY(total_news(a, db));
    TRY(total_units_up(a, db, unit_id, &up, &levels));
    for (size_t u = 0; u < levels; u++) {
        for (size_t i = 0; i < changes->n; i++) {
            const struct total_change *c = &changes->list[i];
            struct vn_sum sum;
            bool found;
            TRY(row_sum(a, db, up[u], c, &sum, &found));
            if (!add_sum(&sum, &c->plus, &c->minus))
                return FAIL(a, ERR_INPUT,
                    "Không cộng được chỉ tiêu %.*s: tổng vượt quá số lớn nhất ghi được. Kiểm tra lại giá trị "
                    "đã xác nhận.",
                    STR(c->indicator));
            TRY(total_row_write(a, db, up[u], c, &sum, found));
        }
    }
    return NULL;
}

error total_units_up(struct arena *a, struct db *db, int64_t unit_id, int64_t **out, size_t *n)
{
    enum { DEEPEST = 16 };                         /* village, commune, district, province, country: five in use */
    *out = NEW_N(a, int64_t, DEEPEST);
    *n = 0;
    struct rows *r = db_run(a, db, &total_sql, UP);
    BIND(r, unit_id);
    while (*n < DEEPEST && rows_next(r)) (*out)[(*n)++] = row_int(r, 0);
    return rows_end(r);
}

/* ---- a report enters or leaves ---- */

/* A year and the next: the names of the periods of a year begin with it. */
static void bind_year(struct arena *a, struct rows *r, struct period of)
{
    struct period year = period_of_day(PERIOD_YEAR, of.from);
    BIND(r, period_write(a, year));
    BIND(r, period_write(a, period_next(year)));
}

static error latest(struct arena *a, struct db *db, int64_t body_id, const struct figure *f, struct period in,
    struct vn_sum *sum)
{
    struct rows *r = db_run(a, db, &total_sql, LATEST);
    BIND(r, body_id);
    BIND(r, f->indicator);
    BIND(r, f->organisation);
    BIND(r, day_write(a, in.from));
    BIND(r, day_write(a, in.to));
    bind_year(a, r, in);
    *sum = (struct vn_sum){ 0 };
    if (rows_next(r)) {
        enum vn_approx approx = (enum vn_approx)name_index(vn_approx_names, VN_AT_MOST + 1, row_str(r, 0));
        vn_sum_add(sum, approx, row_int(r, 1), row_int(r, 2));
    }
    return rows_end(r);
}

/* One stock of one organisation in one enclosing period that a report touches, with the body's latest value
 * before and after. */
struct touched { const struct figure *f; struct period period; struct vn_sum before; };

static error touch_stocks(struct arena *a, struct db *db, int64_t body_id, const struct figure_list *figures,
    struct touched **out, size_t *n)
{
    *out = NEW_N(a, struct touched, figures->n * TOTAL_PERIODS + 1);
    *n = 0;
    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *f = &figures->list[i].f;
        struct period own, outer[TOTAL_PERIODS];
        if (!str_is(figures->list[i].rule.indicator_kind, S("stock")) || !period_read(f->period, &own)) continue;
        size_t outers = total_periods(own, outer);
        for (size_t p = 0; p < outers; p++) {
            bool seen = false;
            for (size_t t = 0; t < *n; t++)
                seen |= str_is((*out)[t].f->indicator, f->indicator) &&
                        str_is((*out)[t].f->organisation, f->organisation) &&
                        (*out)[t].period.type == outer[p].type && (*out)[t].period.year == outer[p].year &&
                        (*out)[t].period.number == outer[p].number;
            if (seen) continue;
            struct touched t = { .f = f, .period = outer[p] };
            TRY(latest(a, db, body_id, f, outer[p], &t.before));
            (*out)[(*n)++] = t;
        }
    }
    return NULL;
}

static void add_flows(struct arena *a, const struct figure_list *figures, bool enters, struct total_changes *changes)
{
    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *f = &figures->list[i].f;
        struct period own, outer[TOTAL_PERIODS];
        if (!str_is(figures->list[i].rule.indicator_kind, S("flow")) || !period_read(f->period, &own)) continue;
        size_t outers = total_periods(own, outer);
        for (size_t p = 0; p < outers; p++) change_flow(a, changes, f, period_write(a, outer[p]), enters);
    }
}

static error read_figures(struct arena *a, struct db *db, int which, int64_t report_id, struct figure_list *out)
{
    struct rows *r = db_run(a, db, &total_sql, which);
    BIND(r, report_id);
    while (rows_next(r)) {
        struct figure_full full = figure_row(a, r);
        figure_list_push(a, out, &full);
    }
    return rows_end(r);
}

/* The report's counted flag turns; the rows follow. Stocks are asked before and after, flows are added or taken. */
static error turn(struct arena *a, struct db *db, int64_t report_id, int64_t body_id, int64_t unit_id, bool enters)
{
    struct figure_list figures = { 0 };
    TRY(read_figures(a, db, COUNTED_FIGURES, report_id, &figures));
    struct touched *stocks;
    size_t n;
    TRY(touch_stocks(a, db, body_id, &figures, &stocks, &n));
    struct rows *r = db_run(a, db, &total_sql, MARK_REPORT);
    BIND(r, enters);
    BIND(r, report_id);
    TRY(rows_end(r));
    struct total_changes changes = { 0 };
    add_flows(a, &figures, enters, &changes);
    for (size_t i = 0; i < n; i++) {
        struct vn_sum after;
        TRY(latest(a, db, body_id, stocks[i].f, stocks[i].period, &after));
        change(a, &changes, stocks[i].f, period_write(a, stocks[i].period), after, stocks[i].before);
    }
    return write_changes(a, db, unit_id, &changes);
}

/* T6 for every report of the body in that year: those that must leave go first, so a body is never in twice. */
static error settle(struct arena *a, struct db *db, int64_t body_id, int64_t unit_id, struct period about)
{
    enum { MOST = 64 };                            /* reports of a body in a year: 12 + 4 + 2 + 1 + 1 */
    struct total_report list[MOST];
    size_t n = 0;
    struct rows *r = db_run(a, db, &total_sql, OF_BODY);
    BIND(r, body_id);
    bind_year(a, r, about);
    while (n < MOST && rows_next(r)) {
        struct total_report t = {
            .id = row_int(r, 0), .approved = str_is(row_str(r, 1), S("approved")), .counted = row_int(r, 2) != 0
        };
        if (period_read(row_str(r, 3), &t.period)) list[n++] = t;
    }
    TRY(rows_end(r));
    for (int enters = 0; enters < 2; enters++)
        for (size_t i = 0; i < n; i++)
            if (list[i].counted != (enters == 1) && total_report_counts(list, n, &list[i]) == (enters == 1))
                TRY(turn(a, db, list[i].id, body_id, unit_id, enters == 1));
    return NULL;
}

static int64_t length(struct period p) { return day_number(p.to) - day_number(p.from); }
static bool overlap(struct period x, struct period y)
{
    return day_number(x.from) <= day_number(y.to) && day_number(y.from) <= day_number(x.to);
}

bool total_report_counts(const struct total_report *list, size_t n, const struct total_report *one)
{
    if (!one->approved) return false;
    for (size_t i = 0; i < n; i++)
        if (&list[i] != one && list[i].approved && overlap(list[i].period, one->period) &&
            length(list[i].period) < length(one->period))
            return false;
    return true;
}

error total_mark_figures(struct arena *a, struct db *db, int64_t report_id)
{
    struct figure_list list = { 0 };
    TRY(read_figures(a, db, FIGURES, report_id, &list));
    struct figure *all = NEW_N(a, struct figure, list.n + 1);
    for (size_t i = 0; i < list.n; i++) all[i] = list.list[i].f;
    for (size_t i = 0; i < list.n; i++) {
        bool counts = all[i].state == FIGURE_CONFIRMED &&
                      total_use(all, list.n, &all[i], &list.list[i].rule) == FIGURE_COUNTS;
        if (counts == list.list[i].counts) continue;
        struct rows *r = db_run(a, db, &total_sql, MARK_FIGURE);
        BIND(r, counts);
        BIND(r, all[i].id);
        TRY(rows_end(r));
    }
    return NULL;
}

static error settle_report(struct arena *a, struct db *db, int64_t report_id)
{
    struct rows *r = db_run(a, db, &total_sql, REPORT);
    BIND(r, report_id);
    bool found = rows_next(r);
    int64_t body_id = found ? row_int(r, 0) : 0, unit_id = found ? row_int(r, 1) : 0;
    struct period period = { 0 };
    bool known = found && period_read(row_str(r, 2), &period);
    TRY(rows_end(r));
    if (!known) return FAIL(a, ERR_FAULT, "Báo cáo số %lld không có kỳ báo cáo đọc được.", (long long)report_id);
    return settle(a, db, body_id, unit_id, period);
}

error total_approved(struct arena *a, struct db *db, int64_t report_id)
{
    TRY(total_mark_figures(a, db, report_id));
    return settle_report(a, db, report_id);
}

error total_returned(struct arena *a, struct db *db, int64_t report_id)
{
    return settle_report(a, db, report_id);
}

/* ---- asking ---- */

struct str total_words(struct arena *a, const struct vn_sum *sum, struct str unit_word)
{
    return vn_quantity(a, vn_sum_approx(sum), sum->value, sum->value_max, unit_word);
}

error total_find(struct arena *a, struct db *db, int64_t unit_id, struct str indicator, struct str period,
    struct str organisation, struct total *out, bool *found)
{
    *out = (struct total){ .unit_id = unit_id, .indicator = indicator, .period = period, .organisation = organisation };
    struct rows *r = db_run(a, db, &total_sql, INDICATOR);
    BIND(r, indicator);
    *found = rows_next(r);
    if (*found) {
        out->name = row_str(r, 0);
        out->unit_word = row_str(r, 1);
        out->stock = str_is(row_str(r, 2), S("stock"));
    }
    TRY(rows_end(r));
    if (!*found) return NULL;
    struct total_change at = { .indicator = indicator, .period = period, .organisation = organisation };
    TRY(row_sum(a, db, unit_id, &at, &out->sum, found));
    if (*found) out->words = total_words(a, &out->sum, out->unit_word);
    return NULL;
}

error total_list(struct arena *a, struct db *db, int64_t unit_id, struct str period, struct total **out, size_t *n)
{
    size_t room = 64;
    *out = NEW_N(a, struct total, room);
    *n = 0;
    struct rows *r = db_run(a, db, &total_sql, OF_UNIT);
    BIND(r, unit_id);
    BIND(r, period);
    while (rows_next(r)) {
        if (*n == room) {
            struct total *more = NEW_N(a, struct total, room * 2);
            memcpy(more, *out, room * sizeof *more);
            *out = more;
            room *= 2;
        }
        struct total t = { .unit_id = unit_id,
            .period = period,
            .sum = total_sum_row(r),
            .indicator = row_str(r, 9),
            .organisation = row_str(r, 10),
            .name = row_str(r, 11),
            .unit_word = row_str(r, 12),
            .stock = str_is(row_str(r, 13), S("stock")),
            .ordinal = row_int(r, 14) };
        t.words = total_words(a, &t.sum, t.unit_word);
        (*out)[(*n)++] = t;
    }
    return rows_end(r);
}
