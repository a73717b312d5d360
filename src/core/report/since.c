/* since.c - see since.h. Owns no table. Must never take a figure that is not approved. */
#include "core/report/since.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/report/brief_rows.h"
#include "core/report/figure_row.h"
#include "core/report/joint.h"
#include "vn/period.h"

enum { INDICATOR, FIGURES };
#define MORE ", " BODY_SHORT_THEN("r.body_id", "r.period_to", "b.short_name") ", r.decided_at, b.organisation"
static const struct sql sql[] = {
    [INDICATOR] = { "since.indicator", "SELECT kind, unit_word FROM indicator WHERE code = ?1", SQL_READ },
    /* ?5 1: what a total may count; 0: a ratio or a maximum, which no total has */
    [FIGURES] = { "since.figures",
        "SELECT " FIGURE_COLUMNS_BARE MORE " FROM report r JOIN figure f ON f.report_id = r.id "
        "JOIN body b ON b.id = r.body_id WHERE r.body_id = ?1 AND f.indicator = ?2 AND r.counted = 1 "
        "AND r.decided_at >= ?3 AND f.period_to > ?4 AND ((?5 = 1 AND f.counts = 1) OR (?5 = 0 "
        "AND f.state = 'confirmed' AND f.sense = 'result' AND f.each = 0 AND f.change = '')) "
        "ORDER BY f.period_to DESC, f.period_from DESC, f.span_from DESC, f.seq DESC", SQL_READ },
};
struct sql_list since_sql = SQL_LIST(sql);

struct taking { struct str kind; int64_t from; struct str day, indicator; bool sums; };

/* The moment at which the day began in Viet Nam. */
static int64_t day_start(struct str day)
{
    struct day d;
    bool known = day_read(day, &d);
    assert(known);
    return (day_number(d) * 24 - 7) * 3600 * 1000;
}

static void take(struct arena *a, struct since *out, const struct figure_full *f, milli value, struct str short_name,
    int64_t approved_at)
{
    vn_sum_add(&out->sum, f->f.approx, value, f->f.value_max);
    out->has = true;
    LIST_ADD(a, out->line, out->lines, (struct since_line){ .report_id = f->f.report_id, .figure_id = f->f.id,
        .seq = f->f.seq, .body_id = f->body_id, .approved_at = approved_at, .body_short = short_name,
        .period = f->rule.report_period, .words = f->f.words, .quote = f->f.quote });
}

/* A maximum: only the highest so far stays. */
static bool is_higher(const struct since *out, const struct figure_full *f)
{
    return !out->has || f->f.value > out->sum.value;
}

static error of_body(struct arena *a, struct db *db, const struct taking *t, int64_t body_id, struct since *out)
{
    bool stock = str_is(t->kind, S("stock")), highest = str_is(t->kind, S("highest")), taken = false;
    struct rows *r = db_run(a, db, &since_sql, FIGURES);
    BIND(r, body_id);
    BIND(r, t->indicator);
    BIND(r, t->from);
    BIND(r, t->day);
    BIND(r, t->sums);
    while (rows_next(r)) {
        struct figure_full f = figure_row(a, r);
        struct str short_name = row_str(r, FIGURE_COLUMN_COUNT);
        milli value = f.f.value;
        if ((stock || str_is(t->kind, S("ratio"))) && taken) continue;
        if (highest && !is_higher(out, &f)) continue;
        if (highest) *out = (struct since){ 0 };
        if (f.f.share && !joint_credit(a, &f.f, t->kind, row_str(r, FIGURE_COLUMN_COUNT + 2), &value)) continue;
        take(a, out, &f, value, short_name, row_int(r, FIGURE_COLUMN_COUNT + 1));
        taken = true;
    }
    return rows_end(r);
}

error since_get(struct arena *a, struct db *db, struct str indicator, const int64_t *body, size_t bodies,
    struct str day, struct since *out)
{
    *out = (struct since){ .words = S("") };
    struct rows *r = db_run(a, db, &since_sql, INDICATOR);
    BIND(r, indicator);
    bool known = rows_next(r);
    struct taking t = { .indicator = indicator, .day = day, .from = day_start(day),
        .kind = known ? row_str(r, 0) : S("") };
    struct str unit_word = known ? row_str(r, 1) : S("");
    TRY(rows_end(r));
    t.sums = str_is(t.kind, S("flow")) || str_is(t.kind, S("stock"));
    for (size_t i = 0; known && i < bodies; i++) {
        if (str_is(t.kind, S("ratio")) && out->has) break;
        TRY(of_body(a, db, &t, body[i], out));
    }
    if (out->has) out->words = brief_sum(a, &out->sum, unit_word);
    return NULL;
}

bool since_reached(const struct since *s, milli goal)
{
    if (!s->has || s->sum.overflow) return false;
    enum vn_approx approx = vn_sum_approx(&s->sum);
    if (approx == VN_AT_MOST) return false;
    if (s->sum.value > goal) return true;
    return s->sum.value == goal && approx != VN_UNDER && approx != VN_ABOUT;
}
