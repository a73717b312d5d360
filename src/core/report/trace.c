/* trace.c - from a total back to its lines, figures and sentences: trace_get() of brief.h. Reads only, and
 * shows sentences of approved reports alone; of others only to those who may read them. */
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/office/person.h"
#include "core/office/policy.h"
#include "core/office/unit.h"
#include "core/report/brief_rows.h"
#include "core/report/joint.h"
#include "core/report/report_row.h"
#include "core/report/trace_now.h"
#include "vn/text.h"

enum { STANDING, WAITING, LATEST };
#define MORE_COLUMNS                                                                                           \
    ", r.title, r.source_format, r.text, r.state, " PERSON_THEN("r.decided_by", "r.decided_at", "dp.name")     \
    ", r.decided_at, " BODY_SHORT_THEN("r.body_id", "r.period_to", "b.short_name") ", b.organisation, "         \
    "u.tree_from "
#define MORE_TABLES                                                                                            \
    "JOIN body b ON b.id = r.body_id JOIN unit u ON u.id = r.unit_id LEFT JOIN account da ON da.id = "         \
    "r.decided_by LEFT JOIN person dp ON dp.id = da.person_id "
static const struct sql sql[] = {
    /* ?6: the last day of the year of ?4, in which every report ends that touches it */
    [STANDING] = { "trace.standing",
        "SELECT " FIGURE_COLUMNS MORE_COLUMNS FIGURE_TABLES MORE_TABLES
        "WHERE r.unit_id = ?1 AND r.counted = 1 AND f.counts = 1 AND f.indicator = ?2 AND f.period_from >= ?3 "
        "AND f.period_to <= ?4 "
        "AND r.period_to >= ?3 AND r.period_from <= ?4 AND r.period_to <= ?6 "
        "AND (?5 = '' OR COALESCE(f.organisation, '') = ?5 OR f.shares <> '') "
        "ORDER BY b.ordinal, b.id, f.period_to, f.period_from, f.span_from, f.seq",
        SQL_READ },
    /* whole reports, since a part counts or not by its whole */
    [WAITING] = { "trace.waiting",
        "SELECT " FIGURE_COLUMNS MORE_COLUMNS FIGURE_TABLES MORE_TABLES
        "WHERE r.unit_id = ?1 AND r.state IN ('submitted', 'returned') AND r.period_from >= ?2 "
        "AND r.period_to BETWEEN ?2 AND ?3 ORDER BY b.ordinal, b.id, r.period_from, r.id, f.span_from, f.seq",
        SQL_READ },
    [LATEST] = { "trace.latest",
        "SELECT COALESCE(MAX(r.decided_at), 0) FROM unit t CROSS JOIN unit u CROSS JOIN report r WHERE t.id = ?1 "
        "AND u.tree_from BETWEEN t.tree_from AND t.tree_to AND r.unit_id = u.id AND r.period_to >= ?2 "
        "AND r.period_from <= ?3 AND r.period_to <= ?4 AND r.counted = 1",
        SQL_READ },
};
struct sql_list trace_sql = SQL_LIST(sql);

/* ---- the sentence ---- */

static size_t letter_edge(struct str s, size_t at)
{
    while (at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80) at++;
    return at;
}

/* The sentence around a span: from a line's start or a full stop with a blank, to the next; long ones are cut
 * at a word. */
void trace_sentence(struct arena *a, struct str text, struct span span, struct trace_figure *out)
{
    enum { MOST = 240 };
    if (span.from > span.to || span.to > text.n) return;
    size_t from = span.from, to = span.to;
    while (from > 0 && text.p[from - 1] != '\n' &&
           !(from > 1 && text.p[from - 1] == ' ' && text.p[from - 2] == '.'))
        from--;
    while (to < text.n && text.p[to] != '\n' &&
           !(text.p[to] == '.' && (to + 1 == text.n || text.p[to + 1] == ' ' || text.p[to + 1] == '\n')))
        to++;
    if (to < text.n && text.p[to] == '.') to++;
    bool cut_before = span.from - from > MOST, cut_after = to - span.to > MOST;
    if (cut_before) {
        from = letter_edge(text, span.from - MOST);
        while (from < span.from && text.p[from] != ' ') from++;
    }
    if (cut_after) {
        to = span.to + MOST;
        while (to > span.to && text.p[to] != ' ') to--;
    }
    out->before = str_fmt(a, "%s%.*s", cut_before ? "…" : "", STR(str_cut(text, from, span.from)));
    out->quote = str_cut(text, span.from, span.to);
    out->after = str_fmt(a, "%.*s%s", STR(str_cut(text, span.to, to)), cut_after ? "…" : "");
}

/* ---- figures ---- */

struct found {
    struct figure_full full;
    struct trace_figure trace;
    struct str body_short, organisation;
    int64_t tree;
    struct period period;
};
struct founds { struct found *list; size_t n; };

static struct found found_row(struct arena *a, struct rows *r)
{
    enum { TITLE = FIGURE_COLUMN_COUNT, FORMAT, TEXT, STATE, APPROVER, DECIDED, BODY, ORGANISATION, TREE };
    struct found x = { .full = figure_row(a, r),
        .body_short = row_str(r, BODY),
        .organisation = row_str(r, ORGANISATION),
        .tree = row_int(r, TREE) };
    x.trace = (struct trace_figure){ .figure = x.full.f,
        .report_id = x.full.f.report_id,
        .report_title = row_str(r, TITLE),
        .report_period = x.full.rule.report_period,
        .source_format = row_str(r, FORMAT),
        .report_state =
            (enum report_state)name_index(report_state_names, REPORT_STATE_COUNT, row_str(r, STATE)) };
    if (x.trace.report_state == REPORT_APPROVED) {
        x.trace.approved_by = row_str(r, APPROVER);
        x.trace.approved_at = row_int(r, DECIDED);
    }
    trace_sentence(a, row_str(r, TEXT), x.full.f.span, &x.trace);
    return x;
}

struct asked { int64_t unit_id; struct str indicator, organisation; struct period period; };

static error read_standing(struct arena *a, struct db *db, const struct asked *q, struct founds *out)
{
    struct rows *r = db_run(a, db, &trace_sql, STANDING);
    BIND(r, q->unit_id);
    BIND(r, q->indicator);
    BIND(r, day_write(a, q->period.from));
    BIND(r, day_write(a, q->period.to));
    BIND(r, q->organisation);
    BIND(r, day_write(a, (struct day){ q->period.to.year, 12, 31 }));
    while (rows_next(r)) LIST_ADD(a, out->list, out->n, found_row(a, r));
    TRY(rows_end(r));
    /* T5: of a stock only the last figure of a body and organisation stands; they come in order of time */
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++) {
        const struct found *x = &out->list[i];
        bool later = false;
        for (size_t j = i + 1; j < out->n && str_is(x->full.rule.indicator_kind, S("stock")); j++)
            later |= out->list[j].full.body_id == x->full.body_id &&
                     str_is(out->list[j].full.f.organisation, x->full.f.organisation);
        if (!later) out->list[kept++] = *x;
    }
    out->n = kept;
    /* T7: of a divided result the share of the organisation asked for, which may be none */
    kept = 0;
    for (size_t i = 0; i < out->n; i++) {
        struct found *x = &out->list[i];
        milli value;
        if (!joint_credit(a, &x->full.f, x->full.rule.indicator_kind, q->organisation, &value)) continue;
        x->full.f.value = value;
        out->list[kept++] = *x;
    }
    out->n = kept;
    return NULL;
}

static struct str missing_of(struct arena *a, const struct submission_matrix *m, int64_t body_id)
{
    struct buf b = buf_open(a);
    for (size_t r = 0; r < m->rows; r++) {
        if (m->row[r].body_id != body_id) continue;
        for (size_t c = 0; c < m->months; c++) {
            struct period month;
            enum submission s = m->row[r].cell[c].state;
            if (s == SUBMISSION_APPROVED || s == SUBMISSION_NOT_DUE || !period_read(m->month[c], &month)) continue;
            buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR(month_in(a, month.number)));
        }
    }
    return buf_done(&b);
}

static void take_lines(struct arena *a, const struct founds *all, const struct submission_matrix *m,
    struct str unit_name, struct trace *out)
{
    for (size_t i = 0; i < all->n; i++) {
        const struct found *x = &all->list[i];
        struct trace_line *line = out->lines && out->line[out->lines - 1].body_id == x->full.body_id
                                      ? &out->line[out->lines - 1]
                                      : NULL;
        if (!line) {
            struct trace_line new = { .body_id = x->full.body_id,
                .body_short = x->body_short,
                .unit_name = unit_name,
                .organisation = x->organisation,
                .missing = missing_of(a, m, x->full.body_id) };
            LIST_ADD(a, out->line, out->lines, new);
            line = &out->line[out->lines - 1];
        }
        vn_sum_add(&line->sum, x->full.f.approx, x->full.f.value, x->full.f.value_max);
        LIST_ADD(a, line->figure, line->figures, x->trace);
    }
    for (size_t i = 0; i < out->lines; i++) out->line[i].words = brief_sum(a, &out->line[i].sum, out->unit_word);
}

/* A unit with units below shows what each of them added, under the name it had; their own trace goes further down. */
static error take_units(struct arena *a, struct db *db, const struct asked *q, struct trace *out)
{
    struct unit_list children;
    struct str day = day_write(a, q->period.to);
    TRY(unit_children(a, db, q->unit_id, S(""), &children));
    for (size_t i = 0; i < children.n; i++) {
        struct total t;
        struct unit then;
        bool found;
        TRY(total_find(a, db, children.unit[i].id, q->indicator, out->period, q->organisation, &t, &found));
        if (!found) continue;
        TRY(unit_get_on(a, db, children.unit[i].id, day, &then));
        trace_unit_line(a, out, unit_title(a, &then), &t.sum, S(""));
    }
    return NULL;
}

/* ---- what waits ---- */

static error take_waiting(
    struct arena *a, struct db *db, const struct who *who, const struct asked *q, struct trace *out)
{
    struct founds all = { 0 };
    struct rows *r = db_run(a, db, &trace_sql, WAITING);
    BIND(r, q->unit_id);
    BIND(r, day_write(a, q->period.from));
    BIND(r, day_write(a, q->period.to));
    while (rows_next(r)) LIST_ADD(a, all.list, all.n, found_row(a, r));
    TRY(rows_end(r));
    struct vn_sum would = out->sum;
    for (size_t from = 0, to; from < all.n; from = to) {
        for (to = from; to < all.n && all.list[to].trace.report_id == all.list[from].trace.report_id;) to++;
        struct figure *figures = NEW_N(a, struct figure, to - from);
        for (size_t i = from; i < to; i++) figures[i - from] = all.list[i].full.f;
        for (size_t i = from; i < to; i++) {
            const struct found *x = &all.list[i];
            struct place place = { q->unit_id, x->tree, x->full.body_id,
                str_c(report_state_names[x->trace.report_state]) };
            struct period own;
            if (!str_is(x->full.f.indicator, q->indicator) || x->full.f.state != FIGURE_CONFIRMED ||
                !policy_allows(who, MAY_READ_REPORT, &place))
                continue;
            if (q->organisation.n && !str_is(x->full.f.organisation, q->organisation)) continue;
            if (total_use(figures, to - from, &figures[i - from], &x->full.rule) != FIGURE_COUNTS ||
                !period_read(x->full.f.period, &own) || !period_has(q->period, own))
                continue;
            vn_sum_add(&would, x->full.f.approx, x->full.f.value, x->full.f.value_max);
            LIST_ADD(a, out->waiting, out->waitings, x->trace);
        }
    }
    /* a stock that waits replaces a value instead of adding one: no sum to tell */
    if (out->waitings && !out->stock) out->waiting_words = brief_sum(a, &would, out->unit_word);
    return NULL;
}

static struct str explain(const struct vn_sum *s)
{
    switch (vn_sum_approx(s)) {
    case VN_EXACT: return S("");
    case VN_OVER: return SAY("“trên” cộng với số đúng vẫn là “trên”");
    case VN_AT_LEAST: return SAY("“ít nhất” cộng với số đúng vẫn là “ít nhất”");
    case VN_UNDER: return SAY("“gần” cộng với số đúng vẫn là “gần”");
    case VN_AT_MOST: return SAY("“tối đa” cộng với số đúng vẫn là “tối đa”");
    case VN_RANGE: return SAY("số ghi từ mức này đến mức kia thì cộng riêng mức thấp và mức cao");
    case VN_ABOUT: break;
    }
    bool over = s->over || s->at_least, under = s->under || s->at_most;
    return over && under && !s->about ? SAY("“trên” cộng với “gần” chỉ còn nói được “khoảng”")
                                      : SAY("có số ghi “khoảng” thì tổng chỉ nói được “khoảng”");
}

static error read_total(struct arena *a, struct db *db, int64_t unit_id, enum total_view view, struct trace *out)
{
    struct total *list;
    size_t n;
    TRY(total_views(a, db, unit_id, out->period, view, &out->views, &list, &n));
    for (size_t i = 0; i < n && !out->has; i++)
        if (str_is(list[i].indicator, out->indicator) && str_is(list[i].organisation, out->organisation)) {
            out->sum = list[i].sum;
            out->has = true;
        }
    return NULL;
}

error trace_get(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str indicator,
    struct str period, struct str organisation, enum total_view view, struct trace *out)
{
    struct asked q = { .unit_id = unit_id, .indicator = indicator, .organisation = organisation };
    const struct indicator *known;
    struct unit unit;
    struct submission_matrix matrix;
    TRY(policy_check(a, db, who, MAY_READ_TOTALS, unit_id, 0, S("")));
    TRY(brief_period(a, period, &q.period));
    TRY(catalogue_find(a, db, indicator, &known));
    if (!known) return FAIL(a, ERR_MISSING, "Không có chỉ tiêu mã “%.*s” trong danh mục.", STR(indicator));
    TRY(unit_get(a, db, unit_id, &unit));
    *out = (struct trace){ .unit_name = unit_title(a, &unit),
        .indicator = known->code,
        .indicator_name = known->name,
        .unit_word = known->unit_word,
        .period = period_write(a, q.period),
        .period_words = period_words(a, q.period),
        .organisation = organisation,
        .stock = str_is(known->kind, S("stock")) };
    TRY(read_total(a, db, unit_id, view, out));
    if (out->has) out->words = brief_sum(a, &out->sum, out->unit_word);
    out->explained = out->has ? explain(&out->sum) : S("");
    TRY(brief_submissions(a, db, who, unit_id, out->period, &matrix));
    struct founds standing = { 0 };
    TRY(read_standing(a, db, &q, &standing));
    take_lines(a, &standing, &matrix, out->unit_name, out);
    if (view == VIEW_NOW) TRY(trace_now_units(a, db, unit_id, out));
    else TRY(take_units(a, db, &q, out));
    TRY(take_waiting(a, db, who, &q, out));
    struct rows *r = db_run(a, db, &trace_sql, LATEST);
    BIND(r, unit_id);
    BIND(r, day_write(a, q.period.from));
    BIND(r, day_write(a, q.period.to));
    BIND(r, day_write(a, (struct day){ q.period.to.year, 12, 31 }));
    if (rows_next(r)) out->latest_decision = row_int(r, 0);
    return rows_end(r);
}
