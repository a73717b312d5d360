/* test_unit_change_back.c - any sequence of merging, dividing, moving and renaming, taken back in reverse order, leaves
 * the tables as they were, row for row; and at each moment the units of a day are those of that day. Seeds are fixed;
 * UNIT_SEED=n tries another. */
#include "../unit_world.h"
#include <sqlite3.h>
#include <stdlib.h>

enum { STEPS = 40 };
static const char *const tables[] = { "unit", "unit_name", "unit_link", "body", "post", "account_grant", "unit_share",
    "unit_share_rule" };

/* Every row of the tables that acts touch. */
static struct str snapshot(struct ground *g)
{
    struct buf b = buf_open(g->a);
    for (size_t i = 0; i < COUNT(tables); i++) {
        sqlite3 *hand;
        sqlite3_stmt *s;
        if (database_is_postgres()) {
            database_run(g->path, str_z(g->a, str_fmt(g->a, "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY"
            " t::text),"
                " '')) FROM %s t", tables[i])));
            buf_c(&b, database_answer);
            continue;
        }
        assert_int_equal(sqlite3_open(g->path, &hand), SQLITE_OK);
        const char *text = str_z(g->a, str_fmt(g->a, "SELECT * FROM %s ORDER BY 1, 2, 3", tables[i]));
        assert_int_equal(sqlite3_prepare_v2(hand, text, -1, &s, NULL), SQLITE_OK);
        while (sqlite3_step(s) == SQLITE_ROW)
            for (int c = 0; c < sqlite3_column_count(s); c++)
                buf_fmt(&b, "%s%s", sqlite3_column_text(s, c) ? (const char *)sqlite3_column_text(s, c) : "-",
                    c + 1 < sqlite3_column_count(s) ? "|" : "\n");
        sqlite3_finalize(s);
        sqlite3_close(hand);
    }
    return buf_done(&b);
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
