/* test_total_now.c - totals over merged, divided and moved units: "as it was then" never changes by an act, and "as
 * it is
 * now" loses nothing and adds nothing: over all units of today, and what stands apart, the sum is the sum. Seeds
 * are fixed;
 * UNIT_SEED=n tries another. */
#include "../unit_world.h"
#include "core/office/unit_share.h"
#include "core/report/brief.h"
#include "core/report/total_now.h"
#include <stdlib.h>

enum { ROUNDS = 24 };
static const int64_t DAY_2026 = 1782867600000;         /* 2026-07-01 08:00 in Viet Nam */
static const char period[] = "2025-Q2";

/* The bodies of a unit report that much: the unit's row and those above it, as total.c keeps them. */
static void report(struct ground *g, int64_t unit_id, const char *indicator, int64_t value)
{
    struct db *db;
    struct unit_list up;
    assert_null(store_reader(g->s, &db));
    assert_null(unit_up(g->a, db, unit_id, &up));
    for (size_t i = 0; i < up.n; i++) {
        struct str text = str_fmt(g->a, "INSERT INTO total (unit_id, indicator, period, organisation, value, value_max,"
            " parts, over, under, about, range, at_least, at_most) VALUES (%lld, '%s', '%s', '', %lld, %lld, 1, 0,"
            " 0, 0,"
            " 0, 0, 0) ON CONFLICT (unit_id, indicator, period, organisation) DO UPDATE SET value = total.value +"
            " excluded.value, value_max = total.value_max + excluded.value_max, parts = total.parts + 1",
            (long long)up.unit[i].id, indicator, period, (long long)value, (long long)value);
        assert_int_equal(database_run(g->path, str_z(g->a, text)), 1);
    }
}

static int64_t now_of(struct ground *g, int64_t unit_id, const char *indicator, struct total_now *out)
{
    struct db *db;
    assert_null(store_reader(g->s, &db));
    assert_null(total_now(g->a, db, unit_id, str_c(period), out));
    for (size_t i = 0; i < out->totals; i++)
        if (str_is(out->total[i].indicator, str_c(indicator)) && !out->total[i].organisation.n)
            return out->total[i].sum.value;
    return 0;
}

static int64_t then_of(struct ground *g, int64_t unit_id, const char *indicator)
{
    struct db *db;
    struct total t;
    bool found;
    assert_null(store_reader(g->s, &db));
    assert_null(total_find(g->a, db, unit_id, str_c(indicator), str_c(period), S(""), &t, &found));
    return found ? t.sum.value : 0;
}

/* Each divided unit that stands apart, once, however many of its parts say so. */
struct apart { int64_t unit_id, value; };
static void gather(struct apart *list, size_t *n, const struct total_now *x, const char *indicator)
{
    for (size_t i = 0; i < x->aparts; i++) {
        bool known = !str_is(x->apart[i].total.indicator, str_c(indicator)) || x->apart[i].total.organisation.n;
        for (size_t k = 0; k < *n && !known; k++)
            known = list[k].unit_id == x->apart[i].unit_id && list[k].value == x->apart[i].total.sum.value;
        if (!known) list[(*n)++] = (struct apart){ x->apart[i].unit_id, x->apart[i].total.sum.value };
    }
}

static void rules_by_chance(struct world *w)
{
    struct ground *g = w->g;
    struct db *db;
    struct unit_share *list;
    size_t n;
    assert_null(store_reader(g->s, &db));
    assert_null(unit_share_list(g->a, db, w->top, &list, &n));
    for (size_t i = 0; i < n; i++) {
        int64_t weight[2] = { (int64_t)pick(50000), (int64_t)pick(50000) + 1 };
        if (!list[i].version && pick(3))
            assert_null(unit_share_set(g->a, g->s, &w->who, list[i].old.id, weight, 2, S("dân số"), 0));
    }
}

/* The lines of a trace add up to its total, then and now, wherever it is asked for. */
static void check_trace(struct world *w, int64_t unit_id)
{
    struct ground *g = w->g;
    struct db *db;
    struct grant grant = w->grant;
    grant.role = ROLE_UPPER;
    struct who who = { .account_id = g->account, .grant = &grant, .grants = 1, .acting = &grant };
    assert_null(store_reader(g->s, &db));
    for (int view = VIEW_THEN; view <= VIEW_NOW; view++) {
        struct trace t;
        int64_t sum = 0;
        error e = trace_get(g->a, db, &who, unit_id, S("M7"), str_c(period), S(""), (enum total_view)view, &t);
        if (e) fail_msg("%s", e->said);
        for (size_t i = 0; i < t.lines; i++) sum += t.line[i].sum.value;
        struct unit u;
        assert_null(unit_get(g->a, db, unit_id, &u));
        if (str_is(u.level, S("commune"))) continue;   /* its own lines come from reports, and there are none here */
        assert_int_equal(sum, t.has ? t.sum.value : 0);
    }
}

static void check_sums(struct world *w)
{
    struct ground *g = w->g;
    struct db *db;
    struct unit_list all;
    struct total_now x;
    struct apart apart[400];
    size_t aparts = 0;
    int64_t sum = 0, cities, whole = then_of(g, w->top, "M7");
    assert_null(store_reader(g->s, &db));
    assert_int_equal(now_of(g, w->top, "M7", &x), whole);  /* N2: the province holds all parts */
    assert_int_equal(x.aparts, 0);
    cities = now_of(g, g->city, "M7", &x);
    gather(apart, &aparts, &x, "M7");
    cities += now_of(g, w->other_city, "M7", &x);
    gather(apart, &aparts, &x, "M7");
    for (size_t i = 0; i < aparts; i++) cities += apart[i].value;
    assert_int_equal(cities, whole);
    check_trace(w, w->top);
    check_trace(w, g->city);
    check_trace(w, w->other_city);
    aparts = 0;
    assert_null(unit_subtree(g->a, db, w->top, S(""), &all));
    for (size_t i = 0; i < all.n; i++) {
        if (!str_is(all.unit[i].level, S("commune"))) continue;
        int64_t here = now_of(g, all.unit[i].id, "M7", &x);
        bool ended = all.unit[i].valid_to.n > 0;
        if (ended && here) {                       /* a closed unit has no successor and keeps what it had */
            database_run(g->path, str_z(g->a, str_fmt(g->a, "SELECT count(*) FROM unit_link WHERE old_id = %lld",
                (long long)all.unit[i].id)));
            assert_string_equal(database_answer, "0");
        }
        sum += here;
        gather(apart, &aparts, &x, "M7");
        assert_true(aparts < COUNT(apart));
    }
    for (size_t i = 0; i < aparts; i++) sum += apart[i].value;
    assert_int_equal(sum, whole);
}

static void nothing_is_lost_and_nothing_is_added_over_any_acts(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    const char *seed = getenv("UNIT_SEED");
    int64_t given, id, expected = 0;
    pick_state = seed && str_int(str_c(seed), &given) ? (uint64_t)given : 20250701;
    for (int i = 0; i < ROUNDS; i++) {
        struct db *db;
        struct unit_list list;
        struct str day = str_fmt(g->a, "%04d-%02d-01", 2010 + i / 12, i % 12 + 1);
        assert_null(store_reader(g->s, &db));
        assert_null(unit_children(g->a, db, pick(4) ? g->city : w->other_city, day, &list));
        for (size_t k = 0; k < 2 && list.n; k++) {
            int64_t value = (int64_t)pick(5000) * (pick(4) ? 1000 : 7);
            report(g, list.unit[pick(list.n)].id, "M7", value);
            expected += value;
        }
        int64_t ward_then = list.n ? then_of(g, list.unit[0].id, "M7") : 0, city_then = then_of(g, g->city, "M7");
        any_act(w, i, &id);
        if (list.n) assert_int_equal(then_of(g, list.unit[0].id, "M7"), ward_then);
        assert_int_equal(then_of(g, g->city, "M7"), city_then);
        rules_by_chance(w);
        assert_int_equal(then_of(g, w->top, "M7"), expected);
        check_sums(w);
    }
}

/* In 2026: the wards of the city before anything happened to them. */
static struct unit_list wards(struct world *w, struct db **db)
{
    struct unit_list list;
    clock_fix(DAY_2026);
    assert_null(store_reader(w->g->s, db));
    assert_null(unit_children(w->g->a, *db, w->g->city, S("2010-01-01"), &list));
    return list;
}

static void a_stock_of_a_merged_ward_is_not_counted_twice_in_the_quarter_of_the_merger(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    struct db *db;
    struct unit_list list = wards(w, &db);
    struct total_now x;
    int64_t id;
    static const char stock[] = "P2";
    const int64_t two[] = { list.unit[0].id, list.unit[1].id };
    report(g, two[0], stock, 400000);
    report(g, two[1], stock, 600000);
    report(g, list.unit[2].id, stock, 50000);
    struct unit_new new = { .code = S("N"), .kind = S("phường"), .name = S("Phường Mới") };
    struct unit_plan plan = { .act = UNIT_MERGE, .above = g->city, .unit = two, .units = 2, .new = &new, .news = 1,
        .day = S("2025-06-01"), .basis = S("1/NQ") };
    assert_null(unit_change(g->a, g->s, &w->who, &plan, &id));
    const struct unit *made;
    assert_null(unit_find(g->a, db, S("N"), S(""), &made));
    assert_int_equal(now_of(g, made->id, stock, &x), 1000000);     /* it has not reported yet: its predecessors' */
    assert_int_equal(now_of(g, g->city, stock, &x), 1050000);
    report(g, made->id, stock, 1010000);
    assert_int_equal(then_of(g, g->city, stock), 2060000);         /* as it was then: every unit's own last value */
    assert_int_equal(now_of(g, made->id, stock, &x), 1010000);
    assert_int_equal(now_of(g, g->city, stock, &x), 1060000);
    assert_int_equal(x.notes, 2);
}

static void an_act_written_ahead_changes_no_total_before_its_day(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    struct db *db;
    struct unit_list list = wards(w, &db);
    struct total_now x;
    int64_t id;
    const int64_t two[] = { list.unit[0].id, list.unit[1].id };
    report(g, two[0], "M7", 4000);
    report(g, two[1], "M7", 6000);
    struct unit_new new = { .code = S("N"), .kind = S("phường"), .name = S("Phường Mới") };
    struct unit_plan plan = { .act = UNIT_MERGE, .above = g->city, .unit = two, .units = 2, .new = &new, .news = 1,
        .day = S("2026-09-01"), .basis = S("1/NQ") };
    assert_null(unit_change(g->a, g->s, &w->who, &plan, &id));
    const struct unit *made;
    assert_null(unit_find(g->a, db, S("N"), S(""), &made));
    assert_int_equal(now_of(g, made->id, "M7", &x), 0);
    assert_int_equal(now_of(g, two[0], "M7", &x), 4000);
    assert_false(x.near);
    clock_fix(DAY_2026 + (int64_t)70 * 24 * 3600 * 1000);      /* 2026-09-09 */
    assert_int_equal(now_of(g, made->id, "M7", &x), 10000);
    assert_int_equal(x.cames, 2);
    assert_int_equal(x.came[0].here.value, 4000);
    assert_string_equal(str_z(g->a, total_now_from(g->a, &x, S("M7"), S(""))), "Phường 1, Phường 2");
    assert_int_equal(now_of(g, two[0], "M7", &x), 0);
}

static void a_divided_ward_is_apart_until_somebody_decides_and_then_in_whole_members(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    struct db *db;
    struct unit_list list = wards(w, &db);
    struct total_now x;
    int64_t id;
    report(g, list.unit[0].id, "M7", 7000);
    struct unit_new new[2] = { { .code = S("N1"), .kind = S("phường"), .name = S("Phường Đông") },
        { .code = S("N2"), .kind = S("phường"), .name = S("Phường Tây") } };
    struct unit_plan plan = { .act = UNIT_SPLIT, .above = g->city, .unit = &list.unit[0].id, .units = 1, .new = new,
        .news = 2, .day = S("2025-07-01"), .basis = S("1/NQ") };
    assert_null(unit_change(g->a, g->s, &w->who, &plan, &id));
    const struct unit *east, *west;
    assert_null(unit_find(g->a, db, S("N1"), S(""), &east));
    assert_null(unit_find(g->a, db, S("N2"), S(""), &west));
    assert_int_equal(now_of(g, east->id, "M7", &x), 0);
    assert_int_equal(x.aparts, 1);
    assert_non_null(strstr(str_z(g->a, x.apart[0].why), "chưa chọn cách chia"));
    assert_int_equal(now_of(g, g->city, "M7", &x), 7000);
    assert_int_equal(x.aparts, 0);
    const int64_t people[] = { 5000, 5000 };
    assert_null(unit_share_set(g->a, g->s, &w->who, list.unit[0].id, people, 2, S("dân số 01/04/2025"), 0));
    assert_int_equal(now_of(g, east->id, "M7", &x), 4000);
    assert_string_equal(str_z(g->a, x.total[0].words), "khoảng 4 phần quà");
    assert_int_equal(now_of(g, west->id, "M7", &x), 3000);
    assert_int_equal(x.aparts, 0);
    error e = unit_share_set(g->a, g->s, &w->who, list.unit[0].id, people, 2, S("lần nữa"), 0);
    assert_int_equal(e->kind, ERR_CONFLICT);       /* somebody has decided meanwhile */
    assert_null(unit_share_set(g->a, g->s, &w->who, list.unit[0].id, NULL, 0, S("không rõ dân số"), 1));
    assert_int_equal(now_of(g, east->id, "M7", &x), 0);
    assert_non_null(strstr(str_z(g->a, x.apart[0].why), "đã quyết định để riêng"));
}

static void dividing_gives_back_exactly_what_was_divided(void **state)
{
    (void)state;
    pick_state = 7;
    for (int i = 0; i < 20000; i++) {
        int64_t weight[24], part[24], sum = 0, value = (int64_t)(pick_state >> 8) % 1000000000;
        size_t n = 1 + pick(24);
        for (size_t k = 0; k < n; k++) weight[k] = (int64_t)pick(100000000);
        weight[pick(n)] += 1;
        if (pick(2)) value *= 1000;
        if (pick(3) == 0) value = -value;
        unit_share_divide(value, weight, n, part);
        for (size_t k = 0; k < n; k++) {
            sum += part[k];
            assert_true(value % 1000 || part[k] % 1000 == 0);
            assert_true(value < 0 ? part[k] <= 0 : part[k] >= 0);
        }
        assert_int_equal(sum, value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { ON_GROUND(nothing_is_lost_and_nothing_is_added_over_any_acts),
        ON_GROUND(a_stock_of_a_merged_ward_is_not_counted_twice_in_the_quarter_of_the_merger),
        ON_GROUND(a_divided_ward_is_apart_until_somebody_decides_and_then_in_whole_members),
        ON_GROUND(an_act_written_ahead_changes_no_total_before_its_day),
        ON_GROUND(dividing_gives_back_exactly_what_was_divided) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
