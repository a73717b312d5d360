/* test_setup.c - the first run: each step adds what is missing, may be done again, and leaves its audit. */
#include "core/office/setup.h"
#include "core/office/body_change.h"
#include "core/office/audit.h"
#include "core/office/catalogue.h"
#include "report_world.h"

static void the_steps_go_on_where_they_were_left_and_never_back(void **state)
{
    struct world *w = *state;
    int step;
    DONE(setup_step(w->a, w->db, &step));
    assert_int_equal(step, 1);
    DONE(setup_went(w->a, w->s, &w->who[ADMIN], 1));
    DONE(setup_went(w->a, w->s, &w->who[ADMIN], 3));
    DONE(setup_went(w->a, w->s, &w->who[ADMIN], 2));
    DONE(setup_step(w->a, w->db, &step));
    assert_int_equal(step, 4);
    DONE(setup_went(w->a, w->s, &w->who[ADMIN], 5));
    DONE(setup_step(w->a, w->db, &step));
    assert_int_equal(step, SETUP_DONE);
    REFUSED(ERR_DENIED, setup_went(w->a, w->s, &w->who[OFFICE], 5));
}

static void a_unit_of_the_country_comes_with_those_above_it_and_only_once(void **state)
{
    struct world *w = *state;
    const struct unit *u;
    struct unit_list up;
    int64_t grant, again;
    /* the first commune of the capital, by the list of today */
    DONE(setup_take_unit(w->a, w->s, &w->who[ADMIN], &(struct setup_unit){ .code = S("00004") }, &grant));
    DONE(unit_find(w->a, w->db, S("00004"), S("2026-01-01"), &u));
    assert_non_null(u);
    DONE(unit_up(w->a, w->db, u->id, &up));
    assert_int_equal(up.n, 2);
    assert_true(str_is(up.unit[1].level, S("province")));
    struct grant there = { .id = grant, .role = ROLE_ADMIN, .unit_id = u->id, .unit_from = u->tree_from,
                           .unit_to = u->tree_to };
    struct who now = w->who[ADMIN];
    now.acting = &there;
    DONE(setup_take_unit(w->a, w->s, &now, &(struct setup_unit){ .code = S("00004") }, &again));
    assert_int_equal(grant, again);
    REFUSED(ERR_CONFLICT, setup_take_unit(w->a, w->s, &now, &(struct setup_unit){ .code = S("00008") }, &again));
}

static void a_unit_in_no_list_is_written_by_hand(void **state)
{
    struct world *w = *state;
    int64_t grant, home;
    struct unit u;
    struct setup_unit typed = { .kind = S("phường"), .name = S(" Phường Bến Lúa "), .above = S("01") };
    REFUSED(ERR_INPUT, setup_take_unit(w->a, w->s, &w->who[ADMIN], &(struct setup_unit){ .name = S("X") }, &grant));
    REFUSED(ERR_INPUT, setup_take_unit(w->a, w->s, &w->who[ADMIN],
        &(struct setup_unit){ .kind = S("xã"), .name = S("Xã Y") }, &grant));
    DONE(setup_take_unit(w->a, w->s, &w->who[ADMIN], &typed, &grant));
    DONE(setting_int(w->a, w->db, SETTING_HOME_UNIT, 0, &home));
    DONE(unit_get(w->a, w->db, home, &u));
    assert_string_equal(str_z(w->a, unit_title(w->a, &u)), "Phường Bến Lúa");
}

static void only_before_the_installation_may_anyone_but_its_unit(void **state)
{
    struct world *w = *state;
    int64_t grant;
    struct setup_unit other = { .code = S("00008") };
    DONE(setup_take_unit(w->a, w->s, &w->who[ADMIN], &(struct setup_unit){ .code = S("00004") }, &grant));
    REFUSED(ERR_DENIED, setup_take_unit(w->a, w->s, &w->who[ADMIN], &other, &grant));  /* acts in the ward still */
    REFUSED(ERR_DENIED, setup_take_unit(w->a, w->s, &w->who[OFFICER], &other, &grant));
    REFUSED(ERR_LOGIN, setup_take_unit(w->a, w->s, NULL, &other, &grant));
}

static void a_party_committee_is_called_by_the_level_of_its_unit(void **state)
{
    struct world *w = *state;
    static const struct { const char *level, *kind, *name, *said, *committee; } rows[] = {
        { "province", "tỉnh", "Vĩnh Long", "Tỉnh ủy Vĩnh Long", "Tỉnh ủy" },
        { "province", "thành phố", "Thành phố Cần Thơ", "Thành ủy Cần Thơ", "Thành ủy" },
        { "province", "thành phố", "Hồ Chí Minh", "Thành ủy Thành phố Hồ Chí Minh", "Thành ủy" },
        { "district", "thành phố", "Sông Xanh", "Thành ủy Sông Xanh", "Thành ủy" },
        { "district", "huyện", "Tân Sông", "Huyện ủy Tân Sông", "Huyện ủy" },
        { "commune", "phường", "Phường 2", "Đảng ủy phường 2", "Đảng ủy" },
        { "commune", "xã", "An Hòa", "Đảng ủy xã An Hòa", "Đảng ủy" },
        { "commune", "đặc khu", "Hòn Xa", "Đảng ủy đặc khu Hòn Xa", "Đảng ủy" },
    };
    const struct organisation *party = organisation_find(w->a, S("DANG"));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct unit u = { .level = str_c(rows[i].level), .kind = str_c(rows[i].kind), .name = str_c(rows[i].name) };
        assert_string_equal(str_z(w->a, body_full_name(w->a, party, &u)), rows[i].said);
        assert_string_equal(str_z(w->a, body_committee(w->a, &u)), rows[i].committee);
    }
}

static void a_provinces_first_run_has_a_tinh_uy_its_posts_and_its_paper_lines(void **state)
{
    struct world *w = *state;
    int64_t grant;
    struct setup_unit typed = { .kind = S("tỉnh"), .name = S("Sông Cái") };
    struct str want[] = { S("DANG"), S("BTG") };
    const struct body *party, *office;
    struct unit u;
    struct setup_post *post;
    size_t n;
    int64_t home;
    DONE(setup_take_unit(w->a, w->s, &w->who[ADMIN], &typed, &grant));
    DONE(setting_int(w->a, w->db, SETTING_HOME_UNIT, 0, &home));
    DONE(unit_get(w->a, w->db, home, &u));
    struct grant there = { .id = grant, .role = ROLE_ADMIN, .unit_id = u.id, .unit_from = u.tree_from,
                           .unit_to = u.tree_to };
    struct who now = w->who[ADMIN];
    now.acting = &there;
    DONE(setup_add_bodies(w->a, w->s, &now, want, COUNT(want)));
    DONE(body_find(w->a, w->db, u.id, S("DANG"), S(""), &party));
    DONE(body_find(w->a, w->db, u.id, S("BTG"), S(""), &office));
    assert_string_equal(str_z(w->a, party->name), "Tỉnh ủy Sông Cái");
    assert_string_equal(str_z(w->a, party->short_name), "Tỉnh ủy");
    assert_string_equal(str_z(w->a, party->issuer), "TỈNH ỦY SÔNG CÁI");
    assert_string_equal(str_z(w->a, party->superior), "");
    assert_string_equal(str_z(w->a, party->number_suffix), "BC/TU");
    assert_string_equal(str_z(w->a, office->superior), "TỈNH ỦY SÔNG CÁI");
    clock_fix(1785722400000);                                  /* 2026: today's provinces are there */
    DONE(setup_posts(w->a, w->db, u.id, &post, &n));
    clock_fix(world_time);
    assert_string_equal(str_z(w->a, post[0].title), "Bí thư Tỉnh ủy");
    assert_string_equal(str_z(w->a, post[1].title), "Chánh Văn phòng Tỉnh ủy");
    struct body usual;
    DONE(body_usual(w->a, w->db, u.id, S("DANG"), &usual));
    assert_string_equal(str_z(w->a, usual.name), "Tỉnh ủy Sông Cái");
    assert_string_equal(str_z(w->a, usual.issuer), "TỈNH ỦY");
}

static void ticked_bodies_are_made_with_their_names_and_the_others_are_not(void **state)
{
    struct world *w = *state;
    struct setup_body *list;
    struct body_list bodies;
    size_t n, ticked = 0;
    struct str want[] = { S("NCT"), S("LHPN") };       /* the second is there already */
    DONE(setup_bodies(w->a, w->db, w->ward, &list, &n));
    for (size_t i = 0; i < n; i++) ticked += list[i].ticked;
    assert_true(n >= 10 && ticked >= 6);
    DONE(body_list(w->a, w->db, w->ward, S(""), &bodies));
    size_t before = bodies.n;
    DONE(setup_add_bodies(w->a, w->s, &w->who[ADMIN], want, COUNT(want)));
    DONE(setup_add_bodies(w->a, w->s, &w->who[ADMIN], want, COUNT(want)));
    DONE(body_list(w->a, w->db, w->ward, S(""), &bodies));
    assert_int_equal(bodies.n, before + 1);
    const struct body *b;
    DONE(body_find(w->a, w->db, w->ward, S("NCT"), S(""), &b));
    assert_string_equal(str_z(w->a, b->name), "Hội Người cao tuổi phường Bến Lúa");
    assert_string_equal(str_z(w->a, b->superior), "ỦY BAN MTTQ VIỆT NAM PHƯỜNG BẾN LÚA");
    assert_true(b->reports);
}

static void a_name_becomes_a_person_with_post_and_account_but_no_way_in(void **state)
{
    struct world *w = *state;
    struct setup_post *post;
    size_t n, wrong;
    struct setup_person two[] = {
        { .body_id = w->body[VETERANS], .title = S("Chủ tịch"), .name = S("Đỗ Văn Ất"), .role = ROLE_HEAD },
        { .body_id = w->body[VETERANS], .title = S("Ủy viên Ban Chấp hành"), .name = S("Đỗ Viết Ất"),
          .role = ROLE_OFFICER },
    };
    DONE(setup_add_people(w->a, w->s, &w->who[ADMIN], two, 2, &wrong));
    DONE(setup_add_people(w->a, w->s, &w->who[ADMIN], two, 2, &wrong));        /* sent twice */
    DONE(setup_posts(w->a, w->db, w->ward, &post, &n));
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        if (!str_is(post[i].person, two[0].name) && !str_is(post[i].person, two[1].name)) continue;
        found++;
        assert_string_equal(str_z(w->a, post[i].login), str_is(post[i].person, two[0].name) ? "at.dv" : "at.dv2");
    }
    assert_int_equal(found, 2);
    struct setup_person bad[] = { { .body_id = w->body[FRONT], .title = S("Chủ tịch"), .name = S("An 0912"),
                                    .role = ROLE_HEAD } };
    REFUSED(ERR_INPUT, setup_add_people(w->a, w->s, &w->who[ADMIN], bad, 1, &wrong));
    struct setup_person there[] = { { .body_id = w->other_body, .title = S("Chủ tịch"), .name = S("Đỗ Văn Bính"),
                                      .role = ROLE_HEAD } };
    REFUSED(ERR_MISSING, setup_add_people(w->a, w->s, &w->who[ADMIN], there, 1, &wrong));
}

static void groups_that_are_not_used_leave_the_list_of_indicators(void **state)
{
    struct world *w = *state;
    struct setup_group *group;
    struct indicator_list all, less;
    size_t n, mine = 0;
    struct str used[] = { S("LHPN") };
    DONE(catalogue_list(w->a, w->db, &all));
    DONE(setup_use_groups(w->a, w->s, &w->who[ADMIN], used, 1));
    DONE(setup_groups(w->a, w->db, w->ward, &group, &n));
    for (size_t i = 0; i < n; i++)
        assert_int_equal(group[i].used, !group[i].organisation.n || str_is(group[i].organisation, S("LHPN")));
    DONE(setup_indicators(w->a, w->db, w->ward, S("M4"), &less));
    assert_true(less.n < all.n);
    for (size_t i = 0; i < less.n; i++) {
        bool own = str_is(less.indicator[i].code, S("M4"));
        mine += own;
        assert_true(own || !less.indicator[i].organisation.n || str_is(less.indicator[i].organisation, S("LHPN")));
    }
    assert_int_equal(mine, 1);
}

static void every_act_leaves_its_rows_in_the_audit(void **state)
{
    struct world *w = *state;
    struct audit_rows before, after;
    size_t wrong;
    struct str want[] = { S("NCT") };
    struct setup_person one[] = { { .body_id = w->body[FRONT], .title = S("Chủ tịch"), .name = S("Đỗ Văn Bính"),
                                    .role = ROLE_HEAD } };
    DONE(audit_list(w->a, w->db, 0, &before));
    DONE(setup_add_bodies(w->a, w->s, &w->who[ADMIN], want, 1));
    DONE(setup_add_people(w->a, w->s, &w->who[ADMIN], one, 1, &wrong));
    DONE(audit_list(w->a, w->db, 0, &after));
    assert_int_equal(after.row[0].seq - before.row[0].seq, 4);         /* body, person, post, account */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(the_steps_go_on_where_they_were_left_and_never_back),
        IN_WORLD(a_unit_of_the_country_comes_with_those_above_it_and_only_once),
        IN_WORLD(a_unit_in_no_list_is_written_by_hand),
        IN_WORLD(only_before_the_installation_may_anyone_but_its_unit),
        IN_WORLD(a_party_committee_is_called_by_the_level_of_its_unit),
        IN_WORLD(a_provinces_first_run_has_a_tinh_uy_its_posts_and_its_paper_lines),
        IN_WORLD(ticked_bodies_are_made_with_their_names_and_the_others_are_not),
        IN_WORLD(a_name_becomes_a_person_with_post_and_account_but_no_way_in),
        IN_WORLD(groups_that_are_not_used_leave_the_list_of_indicators),
        IN_WORLD(every_act_leaves_its_rows_in_the_audit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
