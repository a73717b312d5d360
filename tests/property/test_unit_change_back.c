/* test_unit_change_back.c - any sequence of merging, dividing, moving and renaming, taken back in reverse order, leaves
 * the tables as they were, row for row; and at each moment the units of a day are those of that day. Seeds are fixed;
 * UNIT_SEED=n tries another. */
#include "../office_ground.h"
#include "core/office/unit_change.h"
#include <sqlite3.h>
#include <stdlib.h>

enum { WARDS = 6, STEPS = 40 };
static uint64_t pick_state;
static size_t pick(size_t n)
{
    pick_state = pick_state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(pick_state >> 33) % n;
}

static const char *const tables[] = { "unit", "unit_name", "unit_link", "body", "post", "account_grant", "unit_share",
    "unit_share_rule" };

/* Every row of the tables that acts touch. */
static struct str snapshot(struct ground *g)
{
    struct buf b = buf_open(g->a);
    sqlite3 *hand;
    assert_int_equal(sqlite3_open(g->path, &hand), SQLITE_OK);
    for (size_t i = 0; i < COUNT(tables); i++) {
        sqlite3_stmt *s;
        char text[80];
        snprintf(text, sizeof text, "SELECT * FROM %s ORDER BY 1, 2, 3", tables[i]);
        assert_int_equal(sqlite3_prepare_v2(hand, text, -1, &s, NULL), SQLITE_OK);
        while (sqlite3_step(s) == SQLITE_ROW)
            for (int c = 0; c < sqlite3_column_count(s); c++)
                buf_fmt(&b, "%s%s", sqlite3_column_text(s, c) ? (const char *)sqlite3_column_text(s, c) : "-",
                    c + 1 < sqlite3_column_count(s) ? "|" : "\n");
        sqlite3_finalize(s);
    }
    sqlite3_close(hand);
    return buf_done(&b);
}

struct world { struct ground *g; int64_t other_city; struct grant grant; struct who who; };

static error add_wards(struct arena *a, struct db *db, void *arg)
{
    struct world *w = arg;
    struct ground *g = w->g;
    int64_t id;
    struct unit country = { .code = S("T"), .level = S("province"), .kind = S("tỉnh"), .name = S("Sông Cái"),
        .valid_from = S("2000-01-01") };
    int64_t top;
    TRY(unit_add(a, db, &country, &top));
    struct unit city = { .code = S("TP1"), .level = S("district"), .kind = S("thành phố"), .name = S("Một"),
        .parent_id = top, .valid_from = S("2000-01-01") };
    TRY(unit_add(a, db, &city, &g->city));
    city.code = S("TP2");
    city.name = S("Hai");
    TRY(unit_add(a, db, &city, &w->other_city));
    for (size_t i = 0; i < WARDS; i++) {
        struct unit u = { .code = str_fmt(a, "W%zu", i), .level = S("commune"), .kind = S("phường"),
            .name = str_fmt(a, "Phường %zu", i + 1), .parent_id = g->city, .valid_from = S("2000-01-01") };
        TRY(unit_add(a, db, &u, &id));
        struct body body = { .unit_id = id, .organisation = S("LHPN"),
            .name = str_fmt(a, "Hội Liên hiệp Phụ nữ phường %zu", i + 1), .short_name = S("Hội Phụ nữ"),
            .layout = S("state"), .reports = true, .ordinal = 1, .valid_from = S("2000-01-01") };
        int64_t body_id, post_id, grant_id;
        TRY(body_add(a, db, &body, &body_id));
        struct post post = { .person_id = g->person, .body_id = body_id, .title = S("Chủ tịch"),
            .valid_from = S("2020-01-01") };
        TRY(post_add(a, db, &post, &post_id));
        struct new_grant grant = { .account_id = g->account, .role = ROLE_HEAD, .unit_id = id, .body_id = body_id,
            .post_id = post_id, .from = S("2020-01-01") };
        TRY(account_allow(a, db, &grant, &grant_id));
        struct unit village = { .code = str_fmt(a, "W%zu-1", i), .level = S("village"), .kind = S("khóm"),
            .name = S("Khóm 1"), .parent_id = id, .valid_from = S("2000-01-01") };
        TRY(unit_add(a, db, &village, &id));
    }
    struct unit root;
    TRY(unit_get(a, db, top, &root));
    w->grant = (struct grant){ .id = 1, .role = ROLE_ADMIN, .unit_id = top, .unit_from = root.tree_from,
        .unit_to = root.tree_to };
    w->who = (struct who){ .account_id = g->account, .grant = &w->grant, .grants = 1, .acting = &w->grant };
    return NULL;
}

static struct world *world_of(struct ground *g)
{
    struct world *w = NEW(g->a, struct world);
    w->g = g;
    assert_null(db_write(g->a, g->s, add_wards, w));
    return w;
}

/* The n-th act happens in its own month of 2010 and later, so each is after the one before. */
static void any_act(struct world *w, int n, int64_t *id)
{
    struct ground *g = w->g;
    struct db *db;
    struct unit_list list;
    struct str day = str_fmt(g->a, "%04d-%02d-01", 2010 + n / 12, n % 12 + 1);
    int64_t above = pick(4) ? g->city : w->other_city, chosen[3];
    assert_null(store_reader(g->s, &db));
    assert_null(unit_children(g->a, db, above, day, &list));
    bool few = list.n < 4;
    size_t first = few ? 0 : pick(list.n - 2);
    for (size_t i = 0; i < 3 && !few; i++) chosen[i] = list.unit[first + i].id;
    struct unit_new new[2];
    for (size_t i = 0; i < 2; i++)
        new[i] = (struct unit_new){ .code = str_fmt(g->a, "N%d-%zu", n, i), .kind = S("phường"),
            .name = str_fmt(g->a, "Phường mới %d.%zu", n, i), .level = S("commune") };
    struct unit_plan plan = { .act = few ? UNIT_OPEN : (enum unit_act)pick(UNIT_ACT_COUNT), .above = above,
        .unit = chosen, .units = 1,
        .new = new, .news = 1, .to = above == g->city ? w->other_city : g->city, .day = day, .basis = S("01/NQ"),
        .bodies = pick(3) > 0 };
    if (plan.act == UNIT_MERGE) plan.units = 2 + pick(2);
    if (plan.act == UNIT_SPLIT) plan.news = 2;
    if (plan.act == UNIT_OPEN) plan.units = 0;
    if (plan.act == UNIT_MOVE || plan.act == UNIT_CLOSE) plan.news = 0;
    struct unit_effects effects;
    error e = unit_preview(g->a, db, &w->who, &plan, &effects);
    if (e) fail_msg("%s", e->said);
    assert_true(effects.n >= 2);
    e = unit_change(g->a, g->s, &w->who, &plan, id);
    if (e) fail_msg("%s: %s", unit_act_names[plan.act], e->said);
}

static void any_acts_taken_back_in_reverse_leave_every_row_as_it_was(void **state)
{
    struct world *w = world_of(*state);
    const char *seed = getenv("UNIT_SEED");
    int64_t given, id[STEPS];
    struct str before[STEPS];
    size_t n = 0;
    pick_state = seed && str_int(str_c(seed), &given) ? (uint64_t)given : 20250701;
    for (int i = 0; i < STEPS; i++) {
        before[n] = snapshot(w->g);
        any_act(w, i, &id[n++]);
    }
    while (n-- > 0) {
        error e = unit_change_undo(w->g->a, w->g->s, &w->who, id[n]);
        if (e) fail_msg("%s", e->said);
        assert_true(str_is(snapshot(w->g), before[n]));
    }
}

static void an_earlier_act_is_not_taken_back_while_a_later_one_stands_on_it(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    struct db *db;
    struct unit_list list;
    int64_t first, second;
    assert_null(store_reader(g->s, &db));
    assert_null(unit_children(g->a, db, g->city, S("2010-01-01"), &list));
    const int64_t two[] = { list.unit[0].id, list.unit[1].id };
    struct unit_new new = { .code = S("N"), .kind = S("phường"), .name = S("Phường Mới") };
    struct unit_plan plan = { .act = UNIT_MERGE, .above = g->city, .unit = two, .units = 2, .new = &new, .news = 1,
        .day = S("2015-01-01"), .basis = S("1/NQ"), .bodies = true };
    assert_null(unit_change(g->a, g->s, &w->who, &plan, &first));
    const struct unit *made;
    assert_null(unit_find(g->a, db, S("N"), S(""), &made));
    struct unit_new name = { .kind = S("phường"), .name = S("Phường Mới Hơn") };
    struct unit_plan rename = { .act = UNIT_RENAME, .above = g->city, .unit = &made->id, .units = 1, .new = &name,
        .news = 1, .day = S("2016-01-01"), .basis = S("2/NQ") };
    assert_null(unit_change(g->a, g->s, &w->who, &rename, &second));
    error e = unit_change_undo(g->a, g->s, &w->who, first);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_CONFLICT);
    struct unit then;
    assert_null(unit_get_on(g->a, db, made->id, S("2015-06-01"), &then));
    assert_string_equal(str_z(g->a, then.name), "Phường Mới");
    assert_null(unit_get_on(g->a, db, made->id, S("2016-06-01"), &then));
    assert_string_equal(str_z(g->a, then.name), "Phường Mới Hơn");
    assert_null(unit_change_undo(g->a, g->s, &w->who, second));
    assert_null(unit_change_undo(g->a, g->s, &w->who, first));
    e = unit_change_undo(g->a, g->s, &w->who, first);
    assert_int_equal(e->kind, ERR_CONFLICT);
}

static void what_is_missing_in_a_plan_is_said_and_nothing_is_written(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    struct db *db;
    struct unit_list list;
    int64_t id;
    struct str before = snapshot(g);
    assert_null(store_reader(g->s, &db));
    assert_null(unit_children(g->a, db, g->city, S("2010-01-01"), &list));
    const int64_t two[] = { list.unit[0].id, list.unit[1].id }, twice[] = { two[0], two[0] };
    struct unit_new good = { .code = S("N"), .kind = S("phường"), .name = S("Phường Mới") }, nameless = good,
        taken = good;
    nameless.name = S(" ");
    taken.code = S("W3");
    const struct unit_plan right = { .act = UNIT_MERGE, .above = g->city, .unit = two, .units = 2, .new = &good,
        .news = 1,
        .day = S("2015-01-01"), .basis = S("1/NQ") };
    struct unit_plan wrong[9];
    for (size_t i = 0; i < COUNT(wrong); i++) wrong[i] = right;
    wrong[0].day = S("1/7/2025");
    wrong[1].basis = S(" ");
    wrong[2].units = 1;
    wrong[3].unit = twice;
    wrong[4].new = &nameless;
    wrong[5].new = &taken;
    wrong[6].day = S("1999-01-01");
    wrong[7].above = w->other_city;
    wrong[8].act = UNIT_SPLIT;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        error e = unit_change(g->a, g->s, &w->who, &wrong[i], &id);
        if (!e || (e->kind != ERR_INPUT && e->kind != ERR_CONFLICT)) fail_msg("plan %zu was not refused", i);
    }
    struct grant ward = { .id = 2, .role = ROLE_ADMIN, .unit_id = two[0], .unit_from = list.unit[0].tree_from,
        .unit_to = list.unit[0].tree_to };
    struct who below = { .account_id = g->account, .grant = &ward, .grants = 1, .acting = &ward };
    error e = unit_change(g->a, g->s, &below, &right, &id);
    assert_int_equal(e->kind, ERR_DENIED);
    assert_true(str_is(snapshot(g), before));
    assert_null(unit_change(g->a, g->s, &w->who, &right, &id));
}

int main(void)
{
    const struct CMUnitTest tests[] = { ON_GROUND(any_acts_taken_back_in_reverse_leave_every_row_as_it_was),
        ON_GROUND(an_earlier_act_is_not_taken_back_while_a_later_one_stands_on_it),
        ON_GROUND(what_is_missing_in_a_plan_is_said_and_nothing_is_written) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
