/* total_again.c - the totals of a unit and of all below it, made anew from the confirmed figures, by other
 * means than total.c: nothing is added to or taken from what stands there. For repair after the catalogue
 * changes, and for tests. */
#include "core/report/figure_row.h"
#include "core/report/joint.h"
#include "core/report/total_rows.h"

enum { UNITS, REPORTS, SET_COUNTED, FIGURES, ROWS };
/* Subtrees are ranges of tree numbers (unit.h). */
#define BELOW                                                                                                  \
    "u.tree_from BETWEEN (SELECT tree_from FROM unit WHERE id = ?1) AND (SELECT tree_to FROM unit WHERE id = " \
    "?1) "
static const struct sql sql[] = {
    [UNITS] = { "total_again.units", "SELECT u.id, u.parent_id FROM unit u WHERE " BELOW, SQL_READ },
    [REPORTS] = { "total_again.reports",
        "SELECT r.id, r.body_id, r.unit_id, r.state, r.counted, r.period FROM report r JOIN unit u ON u.id = "
        "r.unit_id WHERE " BELOW "ORDER BY r.body_id, r.id",
        SQL_READ },
    [SET_COUNTED] = { "total_again.set_counted", "UPDATE report SET counted = ?1 WHERE id = ?2", SQL_WRITE },
    [FIGURES] = { "total_again.figures",
        "SELECT " FIGURE_COLUMNS FIGURE_TABLES
        "JOIN unit u ON u.id = r.unit_id WHERE r.counted = 1 AND f.counts = 1 AND " BELOW
        "ORDER BY r.body_id, f.indicator, f.organisation, f.period_to, f.period_from, f.span_from, f.seq",
        SQL_READ },
    [ROWS] = { "total_again.rows",
        "SELECT t.value, t.value_max, t.parts, t.over, t.under, t.about, t.range, t.at_least, t.at_most, "
        "t.unit_id, t.indicator, t.period, t.organisation FROM total t JOIN unit u ON u.id = t.unit_id "
        "WHERE " BELOW,
        SQL_READ },
};
struct sql_list total_again_sql = SQL_LIST(sql);

struct unit_link { int64_t id, parent; };
struct row { struct total_change key; int64_t unit_id; struct vn_sum should, is; bool exists; };
struct again {
    struct arena *a;
    struct db *db;
    struct unit_link *unit; size_t units;
    struct row *row; size_t rows, room;
    size_t *slot; size_t slots;                    /* row number + 1, 0 empty; a power of two, at most half full */
};

static uint64_t mix(uint64_t h, struct str s)
{
    return str_fnv(str_fnv(h, s), S("\xff"));        /* no text has that byte: it ends one */
}

static uint64_t row_hash(int64_t unit_id, const struct total_change *k)
{
    return mix(mix(mix(STR_FNV ^ (uint64_t)unit_id, k->indicator), k->period), k->organisation);
}

static void slots_grow(struct again *g)
{
    g->slots = g->slots ? g->slots * 2 : 1024;
    g->slot = NEW_N(g->a, size_t, g->slots);
    for (size_t i = 0; i < g->rows; i++) {
        size_t at = row_hash(g->row[i].unit_id, &g->row[i].key) & (g->slots - 1);
        while (g->slot[at]) at = (at + 1) & (g->slots - 1);
        g->slot[at] = i + 1;
    }
}

static struct row *row_at(struct again *g, int64_t unit_id, const struct total_change *key)
{
    if (g->rows * 2 >= g->slots) slots_grow(g);
    size_t at = row_hash(unit_id, key) & (g->slots - 1);
    for (; g->slot[at]; at = (at + 1) & (g->slots - 1)) {
        struct row *r = &g->row[g->slot[at] - 1];
        if (r->unit_id == unit_id && str_is(r->key.indicator, key->indicator) && str_is(r->key.period, key->period) &&
            str_is(r->key.organisation, key->organisation)) return r;
    }
    if (g->rows == g->room) {
        size_t room = g->room ? g->room * 2 : 256;
        struct row *more = NEW_N(g->a, struct row, room);
        if (g->rows) memcpy(more, g->row, g->rows * sizeof *more);
        g->row = more;
        g->room = room;
    }
    g->row[g->rows] = (struct row){ .unit_id = unit_id, .key = *key };
    g->slot[at] = ++g->rows;
    return &g->row[g->rows - 1];
}

static int64_t parent_of(const struct again *g, int64_t unit_id)
{
    for (size_t i = 0; i < g->units; i++) if (g->unit[i].id == unit_id) return g->unit[i].parent;
    return 0;
}

static error read_units(struct again *g, int64_t top)
{
    size_t room = 64;
    g->unit = NEW_N(g->a, struct unit_link, room);
    struct rows *r = db_run(g->a, g->db, &total_again_sql, UNITS);
    BIND(r, top);
    while (rows_next(r)) {
        if (g->units == room) {
            struct unit_link *more = NEW_N(g->a, struct unit_link, room * 2);
            memcpy(more, g->unit, room * sizeof *more);
            g->unit = more;
            room *= 2;
        }
        int64_t id = row_int(r, 0);
        g->unit[g->units++] = (struct unit_link){ id, id == top ? 0 : row_int(r, 1) };
    }
    return rows_end(r);
}

/* T6 and T1..T4: the flags on reports and figures, body by body. */
static error set_flags(struct again *g, int64_t top)
{
    size_t room = 64, n = 0;
    struct total_report *list = NEW_N(g->a, struct total_report, room);
    struct rows *r = db_run(g->a, g->db, &total_again_sql, REPORTS);
    BIND(r, top);
    while (rows_next(r)) {
        if (n == room) {
            struct total_report *more = NEW_N(g->a, struct total_report, room * 2);
            memcpy(more, list, room * sizeof *more);
            list = more;
            room *= 2;
        }
        struct total_report t = { .id = row_int(r, 0),
            .body_id = row_int(r, 1),
            .unit_id = row_int(r, 2),
            .approved = str_is(row_str(r, 3), S("approved")),
            .counted = row_int(r, 4) != 0 };
        if (period_read(row_str(r, 5), &t.period)) list[n++] = t;
    }
    TRY(rows_end(r));
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from; to < n && list[to].body_id == list[from].body_id;) to++;
        for (size_t i = from; i < to; i++) {
            bool counts = total_report_counts(list + from, to - from, &list[i]);
            if (counts != list[i].counted) {
                struct rows *w = db_run(g->a, g->db, &total_again_sql, SET_COUNTED);
                BIND(w, counts);
                BIND(w, list[i].id);
                TRY(rows_end(w));
            }
            if (list[i].approved) TRY(total_mark_figures(g->a, g->db, list[i].id));
        }
    }
    return NULL;
}

static void count_in(struct again *g, const struct figure_full *full, struct period in)
{
    const struct figure *f = &full->f;
    struct str period = period_write(g->a, in);
    struct credit *credit;
    size_t credits = joint_credits(g->a, f, full->rule.indicator_kind, &credit);
    for (int64_t unit_id = full->unit_id; unit_id; unit_id = parent_of(g, unit_id)) {
        struct total_change key = { .indicator = f->indicator, .period = period };
        vn_sum_add(&row_at(g, unit_id, &key)->should, f->approx, f->value, f->value_max);
        for (size_t i = 0; i < credits; i++) {
            key.organisation = credit[i].organisation;
            vn_sum_add(&row_at(g, unit_id, &key)->should, f->approx, credit[i].value, f->value_max);
        }
    }
}

/* T5: the figures of one body, indicator and organisation stand in order of time; in each enclosing period the
 * last one is the value. */
static bool is_last_in(const struct figure_list *list, size_t i, struct period in)
{
    const struct figure_full *x = &list->list[i];
    for (size_t j = i + 1; j < list->n; j++) {
        const struct figure_full *y = &list->list[j];
        struct period own;
        if (y->body_id != x->body_id || !str_is(y->f.indicator, x->f.indicator) ||
            !str_is(y->f.organisation, x->f.organisation))
            return true;
        if (period_read(y->f.period, &own) && period_has(in, own)) return false;
    }
    return true;
}

static error count_all(struct again *g, int64_t top)
{
    struct figure_list list = { 0 };
    struct rows *r = db_run(g->a, g->db, &total_again_sql, FIGURES);
    BIND(r, top);
    while (rows_next(r)) {
        struct figure_full full = figure_row(g->a, r);
        figure_list_push(g->a, &list, &full);
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < list.n; i++) {
        struct period own, outer[TOTAL_PERIODS];
        if (!period_read(list.list[i].f.period, &own)) continue;
        bool stock = str_is(list.list[i].rule.indicator_kind, S("stock"));
        size_t n = total_periods(own, outer);
        for (size_t p = 0; p < n; p++)
            if (!stock || is_last_in(&list, i, outer[p])) count_in(g, &list.list[i], outer[p]);
    }
    return NULL;
}

struct job { int64_t top, differed; };
static error again_job(struct arena *a, struct db *db, void *arg)
{
    struct job *job = arg;
    struct again g = { .a = a, .db = db };
    TRY(read_units(&g, job->top));
    TRY(set_flags(&g, job->top));
    TRY(count_all(&g, job->top));
    struct rows *r = db_run(a, db, &total_again_sql, ROWS);
    BIND(r, job->top);
    while (rows_next(r)) {
        struct total_change key = {
            .indicator = row_str(r, 10), .period = row_str(r, 11), .organisation = row_str(r, 12)
        };
        struct row *row = row_at(&g, row_int(r, 9), &key);
        row->is = total_sum_row(r);
        row->exists = true;
    }
    TRY(rows_end(r));
    job->differed = 0;
    TRY(total_news(a, db));
    for (size_t i = 0; i < g.rows; i++) {
        if (total_sum_same(&g.row[i].should, &g.row[i].is)) continue;
        job->differed++;
        TRY(total_row_write(a, db, g.row[i].unit_id, &g.row[i].key, &g.row[i].should, g.row[i].exists));
    }
    return NULL;
}

error total_recompute(struct arena *a, struct store *store, int64_t unit_id, int64_t *differed)
{
    struct job job = { .top = unit_id };
    TRY(db_write(a, store, again_job, &job));
    *differed = job.differed;
    return NULL;
}
