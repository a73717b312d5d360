/* total_now.c - see total_now.h, rules N1 to N6. Computes from the rows of `total` and the links between units; owns
 * nothing and writes nothing. */
#include "core/report/total_now.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/unit_share.h"
#include "core/report/total_rows.h"
#include <stdlib.h>

enum { PLACES, LINKS, ROWS };
/* every unit in the range, all that went into them, and all that those became, until the day ?3 (N6): what can matter
 * for the sum */
#define HELD " JOIN unit h ON h.id = l.new_id AND h.valid_from <= ?3"
#define NEAR \
    "WITH RECURSIVE back(id) AS (SELECT id FROM unit WHERE tree_from BETWEEN ?1 AND ?2" \
    " UNION SELECT l.old_id FROM back JOIN unit_link l ON l.new_id = back.id" HELD ")," \
    " near(id) AS (SELECT l.old_id FROM unit_link l" HELD " WHERE l.old_id IN (SELECT id FROM back)" \
    " UNION SELECT l.new_id FROM near JOIN unit_link l ON l.old_id = near.id" HELD ") "
static const struct sql sql[] = {
    [PLACES] = { "total_now.places",
        NEAR "SELECT u.id, u.tree_from, u.kind, u.name FROM unit u WHERE u.id IN (SELECT id FROM near) ORDER BY"
        " u.id", SQL_READ },
    [LINKS] = { "total_now.links",
        NEAR "SELECT l.old_id, l.new_id, l.share, coalesce(s.weight, 0), coalesce(r.kind, '') FROM unit_link l"
        " LEFT JOIN unit_share_rule r ON r.old_id = l.old_id"
        " LEFT JOIN unit_share s ON s.old_id = l.old_id AND s.new_id = l.new_id"
        " WHERE l.old_id IN (SELECT id FROM near) AND l.new_id IN (SELECT id FROM near)"
        " ORDER BY l.old_id, l.new_id", SQL_READ },
    /* rows of those units, and of the units below them: what is left is what a unit's own bodies reported */
    [ROWS] = { "total_now.rows",
        NEAR "SELECT t.value, t.value_max, t.parts, t.over, t.under, t.about, t.range, t.at_least, t.at_most,"
        " t.unit_id,"
        " u.parent_id, t.indicator, t.organisation, i.name, i.unit_word, i.kind, i.ordinal FROM total t"
        " JOIN unit u ON u.id = t.unit_id JOIN indicator i ON i.code = t.indicator WHERE t.period = ?4"
        " AND (t.unit_id IN (SELECT id FROM near) OR u.parent_id IN (SELECT id FROM near))", SQL_READ },
};
struct sql_list total_now_sql = SQL_LIST(sql);

struct cell { struct total total; int64_t ordinal; };
struct link { size_t to; int64_t weight; };
struct spot {
    int64_t id, tree;
    struct str title;
    struct link *link; size_t links;
    bool part, weights, decided;                   /* divided; by weights; or decided to stand apart */
    struct cell *cell; size_t cells;               /* what its own bodies reported */
};
enum where { WHERE_IN, WHERE_OUT, WHERE_MIXED };
struct now {
    struct arena *a;
    struct unit unit;
    struct spot *place; size_t places;
    struct cell *cell; size_t cells;               /* of the answer */
    struct total_now *out;
};

/* ---- reading ---- */

static size_t place_of(const struct now *n, int64_t id)
{
    size_t low = 0, high = n->places;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (n->place[mid].id == id) return mid;
        if (n->place[mid].id < id) low = mid + 1;
        else high = mid;
    }
    return SIZE_MAX;
}

static void bind_range(const struct now *n, struct rows *r)
{
    BIND(r, n->unit.tree_from);
    BIND(r, n->unit.tree_to);
    BIND(r, clock_day(n->a, clock_now()));
}

static error read_places(struct now *n, struct db *db)
{
    struct rows *r = db_run(n->a, db, &total_now_sql, PLACES);
    bind_range(n, r);
    while (rows_next(r)) {
        struct unit u = { .kind = row_str(r, 2), .name = row_str(r, 3) };
        struct spot p = { .id = row_int(r, 0), .tree = row_int(r, 1), .title = unit_title(n->a, &u) };
        LIST_ADD(n->a, n->place, n->places, p);
    }
    TRY(rows_end(r));
    r = db_run(n->a, db, &total_now_sql, LINKS);
    bind_range(n, r);
    while (rows_next(r)) {
        size_t from = place_of(n, row_int(r, 0)), to = place_of(n, row_int(r, 1));
        assert(from != SIZE_MAX && to != SIZE_MAX);
        struct spot *p = &n->place[from];
        struct str rule = row_str(r, 4);
        p->part |= str_is(row_str(r, 2), S("part"));
        p->weights |= str_is(rule, S("weights"));
        p->decided |= rule.n > 0;
        LIST_ADD(n->a, p->link, p->links, (struct link){ to, row_int(r, 3) });
    }
    return rows_end(r);
}

static struct cell *cell_at(struct arena *a, struct cell **list, size_t *n, const struct cell *like)
{
    for (size_t i = 0; i < *n; i++)
        if (str_is((*list)[i].total.indicator, like->total.indicator) &&
            str_is((*list)[i].total.organisation, like->total.organisation))
            return &(*list)[i];
    struct cell new = *like;
    new.total.sum = (struct vn_sum){ 0 };
    LIST_ADD(a, *list, *n, new);
    return &(*list)[*n - 1];
}

static void less(struct vn_sum *from, const struct vn_sum *x)
{
    from->value -= x->value;
    from->value_max -= x->value_max;
    from->count -= x->count;
    from->over -= x->over;
    from->under -= x->under;
    from->about -= x->about;
    from->range -= x->range;
    from->at_least -= x->at_least;
    from->at_most -= x->at_most;
}

static error read_cells(struct now *n, struct db *db, struct str period)
{
    struct rows *r = db_run(n->a, db, &total_now_sql, ROWS);
    bind_range(n, r);
    BIND(r, period);
    while (rows_next(r)) {
        size_t self = place_of(n, row_int(r, 9)), above = place_of(n, row_int(r, 10));
        struct cell c = { .total = { .period = period, .sum = total_sum_row(r), .indicator = row_str(r, 11),
            .organisation = row_str(r, 12), .name = row_str(r, 13), .unit_word = row_str(r, 14),
            .stock = str_is(row_str(r, 15), S("stock")) }, .ordinal = row_int(r, 16) };
        struct vn_sum sum = c.total.sum;
        if (self != SIZE_MAX) {
            struct spot *p = &n->place[self];
            struct vn_sum *to = &cell_at(n->a, &p->cell, &p->cells, &c)->total.sum;
            vn_sum_join(to, &sum);
        }
        if (above != SIZE_MAX) {
            struct spot *p = &n->place[above];
            less(&cell_at(n->a, &p->cell, &p->cells, &c)->total.sum, &sum);
        }
    }
    return rows_end(r);
}

/* ---- where a unit stands today ---- */

static bool inside(const struct now *n, const struct spot *p)
{
    return n->unit.tree_from <= p->tree && p->tree <= n->unit.tree_to;
}

static enum where where_now(const struct now *n, const struct spot *p)
{
    if (!p->links) return inside(n, p) ? WHERE_IN : WHERE_OUT;
    enum where all = where_now(n, &n->place[p->link[0].to]);
    for (size_t i = 1; i < p->links && all != WHERE_MIXED; i++)
        if (where_now(n, &n->place[p->link[i].to]) != all) all = WHERE_MIXED;
    return all;
}

/* N4: has any unit that it became its own value of this stock? */
static bool replaced(const struct now *n, const struct spot *p, const struct cell *c)
{
    for (size_t i = 0; i < p->links; i++) {
        const struct spot *to = &n->place[p->link[i].to];
        for (size_t k = 0; k < to->cells; k++)
            if (to->cell[k].total.sum.count && str_is(to->cell[k].total.indicator, c->total.indicator) &&
                str_is(to->cell[k].total.organisation, c->total.organisation))
                return true;
        if (replaced(n, to, c)) return true;
    }
    return false;
}

static struct str why_apart(struct now *n, const struct spot *p)
{
    struct buf b = buf_open(n->a);
    for (size_t i = 0; i < p->links; i++)
        buf_fmt(&b, "%s%.*s", i ? ", " : "", STR(n->place[p->link[i].to].title));
    return p->decided ? str_fmt(n->a, say("“%.*s” đã chia thành %.*s; đã quyết định để riêng, không chia số liệu."),
                            STR(p->title), STR(buf_done(&b)))
                      : str_fmt(n->a, say("“%.*s” đã chia thành %.*s; chưa chọn cách chia số liệu nên để riêng."),
                            STR(p->title), STR(buf_done(&b)));
}

static void stand_apart(struct now *n, const struct spot *p, const struct cell *c, const struct vn_sum *sum)
{
    struct total_apart x = { .unit_id = p->id, .unit_title = p->title, .why = why_apart(n, p), .total = c->total };
    x.total.sum = *sum;
    x.total.unit_id = p->id;
    x.total.words = total_words(n->a, sum, c->total.unit_word);
    LIST_ADD(n->a, n->out->apart, n->out->aparts, x);
}

static void note(struct now *n, const struct cell *c, struct str words)
{
    struct total_note x = { words, c->total.indicator, c->total.organisation };
    LIST_ADD(n->a, n->out->note, n->out->notes, x);
}

static struct vn_sum part_of(const struct vn_sum *sum, int64_t value, int64_t value_max)
{
    struct vn_sum part = { 0 };
    if (sum->count && (value || value_max)) vn_sum_add(&part, VN_ABOUT, value, value_max > value ? value_max : value);
    return part;
}

/* It became the unit itself, by whatever steps. */
static bool is_self(const struct now *n, const struct spot *p)
{
    while (p->links == 1) p = &n->place[p->link[0].to];
    return !p->links && p->tree == n->unit.tree_from;
}

struct landed { struct vn_sum in, here; bool shared; };

/* N1 to N3: what of `sum`, reported by p or come to it, stands in the unit today goes to `to`. */
static void spread(struct now *n, const struct spot *p, const struct cell *c, const struct vn_sum *sum,
    struct landed *to)
{
    enum { PARTS_MOST = 24 };
    enum where where = where_now(n, p);
    if (!sum->count || where == WHERE_OUT) return;
    if (where == WHERE_IN) {
        vn_sum_join(&to->in, sum);
        if (is_self(n, p)) vn_sum_join(&to->here, sum);
        return;
    }
    if (p->links == 1) {
        spread(n, &n->place[p->link[0].to], c, sum, to);
        return;
    }
    if (!p->weights || p->links > PARTS_MOST) {
        stand_apart(n, p, c, sum);
        return;
    }
    int64_t weight[PARTS_MOST], value[PARTS_MOST], value_max[PARTS_MOST];
    for (size_t i = 0; i < p->links; i++) weight[i] = p->link[i].weight;
    unit_share_divide(sum->value, weight, p->links, value);
    unit_share_divide(sum->value_max, weight, p->links, value_max);
    note(n, c, str_fmt(n->a, say("Số liệu cũ của “%.*s” được chia theo cách đã chọn nên chỉ là con số ước tính."),
        STR(p->title)));
    to->shared = true;
    for (size_t i = 0; i < p->links; i++) {
        struct vn_sum part = part_of(sum, value[i], value_max[i]);
        spread(n, &n->place[p->link[i].to], c, &part, to);
    }
}

/* ---- the answer ---- */

static void came_in(struct now *n, const struct spot *p, const struct cell *c, const struct landed *x)
{
    struct total_came came = { .unit_id = p->id, .unit_title = p->title, .shared = x->shared, .here = x->here,
        .total = c->total };
    came.total.unit_id = p->id;
    came.total.sum = x->in;
    came.total.words = total_words(n->a, &x->in, c->total.unit_word);
    LIST_ADD(n->a, n->out->came, n->out->cames, came);
    note(n, c, str_fmt(n->a, say("Có cộng số liệu của “%.*s”, nay thuộc đơn vị này."), STR(p->title)));
}

static void count_place(struct now *n, const struct spot *p)
{
    bool was_in = inside(n, p);
    enum where where = where_now(n, p);
    if (!p->links) return;
    if (where != (was_in ? WHERE_IN : WHERE_OUT)) n->out->changed = true;
    for (size_t i = 0; i < p->cells; i++) {
        const struct cell *c = &p->cell[i];
        struct landed to = { .shared = false };
        if (!c->total.sum.count) continue;
        if (c->total.stock && replaced(n, p, c)) {
            if (where != WHERE_OUT)
                note(n, c, str_fmt(n->a, say("Số hiện có của “%.*s” không cộng nữa: đơn vị kế tục đã báo cáo"
                " trong kỳ."),
                    STR(p->title)));
        } else if (was_in && where == WHERE_IN) continue;
        else spread(n, p, c, &c->total.sum, &to);
        struct cell *answer = cell_at(n->a, &n->cell, &n->cells, c);
        if (was_in) less(&answer->total.sum, &c->total.sum);
        vn_sum_join(&answer->total.sum, &to.in);
        if (to.in.count && !was_in) came_in(n, p, c, &to);
        if (was_in && where == WHERE_OUT)
            note(n, c, str_fmt(n->a, say("Không tính số liệu của “%.*s”, nay thuộc đơn vị khác."), STR(p->title)));
    }
}

static int by_catalogue(const void *x, const void *y)
{
    const struct cell *a = x, *b = y;
    if (a->ordinal != b->ordinal) return a->ordinal > b->ordinal ? 1 : -1;
    struct str s[2][2] = { { a->total.indicator, a->total.organisation }, { b->total.indicator,
        b->total.organisation } };
    for (int i = 0; i < 2; i++) {
        int c = memcmp(s[0][i].p, s[1][i].p, s[0][i].n < s[1][i].n ? s[0][i].n : s[1][i].n);
        if (c || s[0][i].n != s[1][i].n) return c ? c : (s[0][i].n > s[1][i].n) - (s[0][i].n < s[1][i].n);
    }
    return 0;
}

error total_now(struct arena *a, struct db *db, int64_t unit_id, struct str period, struct total_now *out)
{
    struct now n = { .a = a, .out = out };
    struct total *then;
    size_t thens;
    *out = (struct total_now){ 0 };
    TRY(unit_get(a, db, unit_id, &n.unit));
    TRY(total_list(a, db, unit_id, period, &then, &thens));
    TRY(read_places(&n, db));
    if (!n.places) {
        out->total = then;
        out->totals = thens;
        return NULL;
    }
    out->near = true;
    TRY(read_cells(&n, db, period));
    for (size_t i = 0; i < thens; i++) {
        struct cell c = { .total = then[i], .ordinal = then[i].ordinal };
        cell_at(a, &n.cell, &n.cells, &c)->total.sum = then[i].sum;
    }
    for (size_t i = 0; i < n.places; i++) count_place(&n, &n.place[i]);
    if (n.cells) qsort(n.cell, n.cells, sizeof *n.cell, by_catalogue);
    out->total = NEW_N(a, struct total, n.cells + 1);
    for (size_t i = 0; i < n.cells; i++) {
        struct total t = n.cell[i].total;
        if (!t.sum.count) continue;
        t.unit_id = unit_id;
        t.words = total_words(a, &t.sum, t.unit_word);
        out->total[out->totals++] = t;
    }
    return NULL;
}

void total_now_notes(struct arena *a, const struct total_now *x, struct str indicator, struct str organisation,
    struct str **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    for (size_t i = 0; i < x->notes; i++) {
        bool said = indicator.n && (!str_is(x->note[i].indicator, indicator) ||
            !str_is(x->note[i].organisation, organisation));
        for (size_t k = 0; k < *n; k++) said |= str_is((*out)[k], x->note[i].words);
        if (!said) LIST_ADD(a, *out, *n, x->note[i].words);
    }
}

struct str total_now_from(struct arena *a, const struct total_now *x, struct str indicator, struct str organisation)
{
    struct buf b = buf_open(a);
    int64_t *id = NULL;
    size_t n = 0;
    for (size_t i = 0; i < x->cames; i++) {
        const struct total_came *c = &x->came[i];
        bool said = indicator.n && (!str_is(c->total.indicator, indicator) ||
            !str_is(c->total.organisation, organisation));
        for (size_t k = 0; k < n; k++) said |= id[k] == c->unit_id;
        if (said) continue;
        LIST_ADD(a, id, n, c->unit_id);
        buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR(c->unit_title));
    }
    return buf_done(&b);
}

/* ---- the two views ---- */

error total_views(struct arena *a, struct db *db, int64_t unit_id, struct str period, enum total_view view,
    struct total_views *out, struct total **total, size_t *n)
{
    struct unit unit;
    *out = (struct total_views){ .view = view };
    TRY(unit_get(a, db, unit_id, &unit));
    out->below = !str_is(unit.level, S("commune")) && !str_is(unit.level, S("village"));
    TRY(total_now(a, db, unit_id, period, &out->now));
    out->differs = out->now.changed || out->now.aparts || out->now.notes;
    if (view == VIEW_THEN) return total_list(a, db, unit_id, period, total, n);
    *total = out->now.total;
    *n = out->now.totals;
    return NULL;
}

error total_view_find(struct arena *a, struct db *db, int64_t unit_id, struct str indicator, struct str period,
    struct str organisation, enum total_view view, struct total *out, bool *found)
{
    struct total_now x;
    if (view == VIEW_THEN) return total_find(a, db, unit_id, indicator, period, organisation, out, found);
    TRY(total_now(a, db, unit_id, period, &x));
    *found = false;
    for (size_t i = 0; i < x.totals && !*found; i++)
        if (str_is(x.total[i].indicator, indicator) && str_is(x.total[i].organisation, organisation)) {
            *out = x.total[i];
            *found = true;
        }
    return NULL;
}
