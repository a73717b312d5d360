/* test_unit.c - units as a tree of ranges over time, bodies, people and posts. */
#include "office_ground.h"

struct adding { struct unit unit; struct body body; struct post post; int64_t id; };

static error add_unit(struct arena *a, struct db *db, void *arg)
{
    struct adding *w = arg;
    return unit_add(a, db, &w->unit, &w->id);
}

static error add_body(struct arena *a, struct db *db, void *arg)
{
    struct adding *w = arg;
    return body_add(a, db, &w->body, &w->id);
}

static error add_post(struct arena *a, struct db *db, void *arg)
{
    struct adding *w = arg;
    return post_add(a, db, &w->post, &w->id);
}

static struct db *reader(struct ground *g)
{
    struct db *db;
    assert_null(store_reader(g->s, &db));
    return db;
}

static void a_subtree_is_a_range_and_units_never_move(void **state)
{
    struct ground *g = *state;
    struct unit before, after, city;
    struct unit_list list;
    assert_null(unit_get(g->a, reader(g), g->ward, &before));
    struct adding village = { .unit = { .code = S("K3"), .level = S("village"), .name = S("Khóm 3"),
        .parent_id = g->ward, .valid_from = S("2000-01-01") } };
    struct adding other = { .unit = { .code = S("P1"), .level = S("commune"), .kind = S("phường"),
        .name = S("1"), .parent_id = g->city, .valid_from = S("2000-01-01") } };
    assert_null(db_write(g->a, g->s, add_unit, &village));
    assert_null(db_write(g->a, g->s, add_unit, &other));
    assert_null(unit_get(g->a, reader(g), g->ward, &after));
    assert_int_equal(before.tree_from, after.tree_from);
    assert_null(unit_get(g->a, reader(g), g->city, &city));
    struct unit k3, p1;
    assert_null(unit_get(g->a, reader(g), village.id, &k3));
    assert_null(unit_get(g->a, reader(g), other.id, &p1));
    assert_true(unit_holds(&city, &after) && unit_holds(&after, &k3) && unit_holds(&city, &k3)
        && unit_holds(&city, &p1));
    assert_false(unit_holds(&after, &p1) || unit_holds(&p1, &k3) || unit_holds(&k3, &after));
    assert_null(unit_subtree(g->a, reader(g), g->ward, S(""), &list));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.unit[0].id, g->ward);
    assert_int_equal(list.unit[1].id, village.id);
    assert_null(unit_up(g->a, reader(g), village.id, &list));
    assert_int_equal(list.n, 3);
    assert_int_equal(list.unit[0].id, village.id);
    assert_int_equal(list.unit[2].id, g->city);
    assert_null(unit_children(g->a, reader(g), g->city, S("2023-07-27"), &list));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.unit[0].id, other.id);                   /* "1" before "Phường 2" */
    assert_string_equal(str_z(g->a, unit_title(g->a, &list.unit[0])), "Phường 1");
    assert_string_equal(str_z(g->a, unit_title(g->a, &list.unit[1])), "Phường 2");
}

static void many_sisters_have_ranges_that_do_not_meet(void **state)
{
    struct ground *g = *state;
    struct unit_list list;
    for (int i = 0; i < 40; i++) {
        struct adding w = { .unit = { .code = str_fmt(g->a, "X%d", i), .level = S("commune"),
            .name = str_fmt(g->a, "Xã %d", i), .parent_id = g->city,
                                      .valid_from = S("2000-01-01") } };
        assert_null(db_write(g->a, g->s, add_unit, &w));
    }
    assert_null(unit_subtree(g->a, reader(g), g->city, S(""), &list));
    assert_int_equal(list.n, 42);
    for (size_t i = 2; i < list.n; i++) assert_true(list.unit[i - 1].tree_to < list.unit[i].tree_from);
    assert_true(list.unit[list.n - 1].tree_to <= list.unit[0].tree_to);
}

static void a_code_finds_the_unit_of_that_day(void **state)
{
    struct ground *g = *state;
    const struct unit *u;
    struct adding old = { .unit = { .code = S("CU"), .level = S("commune"), .name = S("Xã Cũ"), .parent_id = g->city,
                                    .valid_from = S("2000-01-01"), .valid_to = S("2025-06-30") } };
    struct adding new = { .unit = { .code = S("CU"), .level = S("commune"), .name = S("Xã Mới"),
        .parent_id = g->city, .valid_from = S("2025-07-01") } };
    struct adding overlap = { .unit = { .code = S("CU"), .level = S("commune"), .name = S("Xã Khác"),
        .parent_id = g->city, .valid_from = S("2025-06-30") } };
    assert_null(db_write(g->a, g->s, add_unit, &old));
    assert_null(db_write(g->a, g->s, add_unit, &new));
    assert_int_equal(db_write(g->a, g->s, add_unit, &overlap)->kind, ERR_CONFLICT);
    assert_null(unit_find(g->a, reader(g), S("CU"), S("2025-06-30"), &u));
    assert_int_equal(u->id, old.id);
    assert_null(unit_find(g->a, reader(g), S("CU"), S("2025-07-01"), &u));
    assert_int_equal(u->id, new.id);
    assert_null(unit_find(g->a, reader(g), S("CU"), S("1999-12-31"), &u));
    assert_null(u);
    assert_null(unit_find(g->a, reader(g), S("KHONG"), S(""), &u));
    assert_null(u);
    struct unit was;
    assert_null(unit_get(g->a, reader(g), old.id, &was));
    assert_true(unit_valid(&was, S("2025-06-30")) && !unit_valid(&was, S("2025-07-01")));
}

static void a_unit_cannot_stand_under_a_lower_or_a_missing_one(void **state)
{
    struct ground *g = *state;
    struct adding w = { .unit = { .code = S("H"), .level = S("district"), .name = S("Huyện"),
        .parent_id = g->ward, .valid_from = S("2000-01-01") } };
    assert_int_equal(db_write(g->a, g->s, add_unit, &w)->kind, ERR_INPUT);
    w.unit.parent_id = 999;
    assert_int_equal(db_write(g->a, g->s, add_unit, &w)->kind, ERR_MISSING);
    w.unit = (struct unit){ .code = S("H"), .level = S("hamlet"), .name = S("Ấp"), .parent_id = g->ward,
        .valid_from = S("2000-01-01") };
    assert_int_equal(db_write(g->a, g->s, add_unit, &w)->kind, ERR_INPUT);
    w.unit = (struct unit){ .level = S("village"), .name = S("Ấp"), .parent_id = g->ward,
        .valid_from = S("2000-01-01") };
    assert_int_equal(db_write(g->a, g->s, add_unit, &w)->kind, ERR_INPUT);
}

static void bodies_are_listed_in_their_order_and_found_by_kind(void **state)
{
    struct ground *g = *state;
    struct body_list list;
    const struct body *b;
    struct adding w = { .body = { .unit_id = g->ward, .organisation = S("HND"),
        .name = S("Hội Nông dân phường 2"), .layout = S("state"), .valid_from = S("2023-01-01") } };
    assert_null(db_write(g->a, g->s, add_body, &w));
    assert_null(body_list(g->a, reader(g), g->ward, S("2023-07-27"), &list));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.body[0].id, w.id);                       /* ordinal 0 before 1 */
    assert_string_equal(str_z(g->a, list.body[0].short_name), "Hội Nông dân phường 2");
    assert_null(body_list(g->a, reader(g), g->ward, S("2022-07-27"), &list));
    assert_int_equal(list.n, 1);
    assert_null(body_find(g->a, reader(g), g->ward, S("LHPN"), S("2023-07-27"), &b));
    assert_int_equal(b->id, g->women);
    assert_true(b->reports);
    assert_null(body_find(g->a, reader(g), g->ward, S("CCB"), S(""), &b));
    assert_null(b);
    w.body.organisation = S("XYZ");
    assert_int_equal(db_write(g->a, g->s, add_body, &w)->kind, ERR_INPUT);
    w.body.organisation = S("CCB");
    w.body.layout = S("loud");
    assert_int_equal(db_write(g->a, g->s, add_body, &w)->kind, ERR_INPUT);
}

static void the_kinds_of_organisation_have_names(void **state)
{
    struct ground *g = *state;
    assert_string_equal(str_z(g->a, organisation_name(g->a, S("LHPN"))), "Hội Phụ nữ");
    assert_string_equal(str_z(g->a, organisation_name(g->a, S("ABC"))), "ABC");
    assert_string_equal(str_z(g->a, organisation_find(g->a, S("BDV"))->name), "Ban Dân vận");
}

static void one_person_holds_several_posts_each_with_its_days(void **state)
{
    struct ground *g = *state;
    struct post_list list;
    struct adding head = { .post = { .person_id = g->person, .body_id = g->women, .title = S("Chủ tịch"),
        .valid_from = S("2022-01-01") } };
    struct adding was = { .post = { .person_id = g->person, .body_id = g->women, .title = S("Phó Chủ tịch"),
        .valid_from = S("2020-01-01"), .valid_to = S("2021-12-31") } };
    assert_null(db_write(g->a, g->s, add_post, &head));
    assert_null(db_write(g->a, g->s, add_post, &was));
    assert_null(post_of_person(g->a, reader(g), g->person, S("2023-07-27"), &list));
    assert_int_equal(list.n, 1);
    assert_string_equal(str_z(g->a, list.post[0].title), "Chủ tịch");
    assert_string_equal(str_z(g->a, list.post[0].person_name), "Lê Thị Hoa");
    assert_null(post_of_body(g->a, reader(g), g->women, S(""), &list));
    assert_int_equal(list.n, 2);
    head.post.person_id = 999;
    assert_int_equal(db_write(g->a, g->s, add_post, &head)->kind, ERR_CONFLICT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(a_subtree_is_a_range_and_units_never_move),
        ON_GROUND(many_sisters_have_ranges_that_do_not_meet),
        ON_GROUND(a_code_finds_the_unit_of_that_day),
        ON_GROUND(a_unit_cannot_stand_under_a_lower_or_a_missing_one),
        ON_GROUND(bodies_are_listed_in_their_order_and_found_by_kind),
        ON_GROUND(the_kinds_of_organisation_have_names),
        ON_GROUND(one_person_holds_several_posts_each_with_its_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
