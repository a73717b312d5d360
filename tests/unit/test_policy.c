/* test_policy.c - every role x act x place: what PRODUCT asks for is allowed, everything else is refused.
 *
 * The expectation is written here a second time and by another rule than the table's, so that a slip in one is seen. */
#include "office_ground.h"

enum where { OWN_BODY, OTHER_BODY, OTHER_UNIT, BELOW, WHERE_COUNT };
static const char *const states[] = { "", "draft", "returned", "submitted", "approved" };

static const struct place places[WHERE_COUNT] = {
    [OWN_BODY] = { .unit_id = 2, .tree = 20, .body_id = 7 },
    [OTHER_BODY] = { .unit_id = 2, .tree = 20, .body_id = 8 },
    [OTHER_UNIT] = { .unit_id = 3, .tree = 90, .body_id = 9 },
    [BELOW] = { .unit_id = 4, .tree = 25, .body_id = 10 },
};

static struct grant grant_of(enum role role)
{
    bool body = role == ROLE_OFFICER || role == ROLE_HEAD;
    return (struct grant){ .id = 1, .role = role, .unit_id = 2, .unit_from = 20, .unit_to = 29, .body_id = body
        ? 7 : 0 };
}

static bool expected(enum role role, enum act act, enum where where, const char *state)
{
    bool here = where == OWN_BODY || where == OTHER_BODY, approved = !strcmp(state, "approved"),
        submitted = !strcmp(state, "submitted");
    bool body_role = role == ROLE_OFFICER || role == ROLE_HEAD, reader = body_role || role == ROLE_OFFICE
        || role == ROLE_CHAIR;
    switch (act) {
    case MAY_ANYONE: case MAY_SIGNED_IN: case MAY_OWN_ACCOUNT: return true;
    case MAY_READ_UNIT: return here || (role == ROLE_UPPER && where == BELOW);
    case MAY_READ_TOTALS: return (reader && here) || (role == ROLE_UPPER && where != OTHER_UNIT);
    case MAY_READ_REPORT:
        if (body_role && where == OWN_BODY) return true;
        if (role == ROLE_OFFICE) return here && (approved || submitted);
        if (role == ROLE_UPPER) return where != OTHER_UNIT && approved;
        return reader && here && approved;
    case MAY_WRITE_REPORT: return role == ROLE_OFFICER && where == OWN_BODY;
    case MAY_DECIDE_REPORT: return role == ROLE_HEAD && where == OWN_BODY;
    case MAY_RETURN_REPORT:
        return role == ROLE_OFFICE ? here && (approved || submitted) : role == ROLE_HEAD && where == OWN_BODY;
    case MAY_CLOSE_PERIOD: return role == ROLE_OFFICE && here;
    case MAY_READ_ALIAS: return here && (body_role || role == ROLE_OFFICE);
    case MAY_TEACH: return here && role == ROLE_OFFICE;
    case MAY_REOPEN_PERIOD: case MAY_PUBLISH_NAMES: return here && (role == ROLE_OFFICE || role == ROLE_CHAIR);
    case MAY_SEE_TWO: return here && (role == ROLE_OFFICE || role == ROLE_CHAIR || role == ROLE_ADMIN);
    case MAY_CHANGE_UNITS: return role == ROLE_ADMIN && where != OTHER_UNIT;
    case MAY_LIST_VILLAGES: return here && (role == ROLE_ADMIN || role == ROLE_OFFICE);
    case MAY_READ_AUDIT: case MAY_MANAGE: case MAY_GIVE_ACCESS: case MAY_RESTORE: return role == ROLE_ADMIN && here;
    case MAY_READ_MEETING: case MAY_READ_TASK: return (reader && here) || (role == ROLE_UPPER && where != OTHER_UNIT);
    case MAY_PLAN_MEETING: return role == ROLE_OFFICE && here;
    case MAY_RUN_MEETING: case MAY_CONCLUDE: case MAY_DECIDE_TASK:
        return here && (role == ROLE_OFFICE || role == ROLE_CHAIR);
    case MAY_RAISE: return body_role ? where == OWN_BODY : here && (role == ROLE_OFFICE || role == ROLE_CHAIR);
    case MAY_REPORT_TASK: return body_role && where == OWN_BODY;
    case MAY_NOBODY: case ACT_COUNT: break;
    }
    return false;
}

static void each_role_may_do_what_it_is_for_and_nothing_else(void **state)
{
    (void)state;
    int seen = 0;
    for (int role = ROLE_OFFICER; role < ROLE_COUNT; role++) {
        struct grant g = grant_of((enum role)role);
        struct who who = { .account_id = 1, .grant = &g, .grants = 1, .acting = &g };
        for (int act = 0; act < ACT_COUNT; act++)
            for (int where = 0; where < WHERE_COUNT; where++)
                for (size_t k = 0; k < COUNT(states); k++, seen++) {
                    struct place p = places[where];
                    p.state = str_c(states[k]);
                    bool want = expected((enum role)role, (enum act)act, (enum where)where, states[k]);
                    if (policy_allows(&who, (enum act)act, &p) != want)
                        fail_msg("role %d, act %d, place %d, state '%s': should be %d", role, act, where,
                            states[k], want);
                    if (want && !policy_may(&who,
                        (enum act)act)) fail_msg("role %d, act %d: the route would refuse", role, act);
                }
    }
    assert_int_equal(seen, 6 * ACT_COUNT * WHERE_COUNT * 5);
}

static void nobody_may_do_only_what_anyone_may(void **state)
{
    (void)state;
    for (int act = 0; act < ACT_COUNT; act++) {
        assert_int_equal(policy_may(NULL, (enum act)act), act == MAY_ANYONE);
        assert_int_equal(policy_allows(NULL, (enum act)act, &places[0]), act == MAY_ANYONE);
    }
}

static void a_person_without_a_valid_role_is_only_signed_in(void **state)
{
    (void)state;
    struct who who = { .account_id = 1 };
    for (int act = 0; act < ACT_COUNT; act++)
        assert_int_equal(policy_allows(&who, (enum act)act, &places[0]), act == MAY_ANYONE || act == MAY_SIGNED_IN
            || act == MAY_OWN_ACCOUNT);
}

static void a_grant_that_reaches_below_makes_the_unit_its_subtree(void **state)
{
    (void)state;
    struct grant g = grant_of(ROLE_ADMIN);
    struct who who = { .account_id = 1, .grant = &g, .grants = 1, .acting = &g };
    assert_false(policy_allows(&who, MAY_GIVE_ACCESS, &places[BELOW]));
    g.below = true;
    assert_true(policy_allows(&who, MAY_GIVE_ACCESS, &places[OWN_BODY]));
    assert_true(policy_allows(&who, MAY_GIVE_ACCESS, &places[BELOW]));
    assert_false(policy_allows(&who, MAY_GIVE_ACCESS, &places[OTHER_UNIT]));
    g = grant_of(ROLE_OFFICER);
    g.below = true;                            /* a role in a body stays there */
    assert_false(policy_allows(&who, MAY_WRITE_REPORT, &places[OTHER_BODY]));
}

static void who_owes_the_second_factor_may_only_see_to_their_account(void **state)
{
    (void)state;
    struct grant g = grant_of(ROLE_ADMIN);
    struct who who = { .account_id = 1, .grant = &g, .grants = 1, .acting = &g, .owes = true };
    for (int act = 0; act < ACT_COUNT; act++) {
        bool want = act == MAY_ANYONE || act == MAY_OWN_ACCOUNT;
        assert_int_equal(policy_allows(&who, (enum act)act, &places[OWN_BODY]), want);
        assert_int_equal(policy_may(&who, (enum act)act), want);
    }
}

static void a_refusal_is_an_error_that_says_why(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct grant grant = { .id = 1, .role = ROLE_UPPER, .unit_id = g->city, .unit_from = 0, .unit_to = INT64_MAX };
    struct who who = { .account_id = 1, .grant = &grant, .grants = 1, .acting = &grant };
    assert_null(store_reader(g->s, &db));
    assert_null(policy_check(g->a, db, &who, MAY_READ_TOTALS, g->ward, 0, S("")));
    assert_null(policy_check(g->a, db, &who, MAY_READ_REPORT, g->ward, g->women, S("approved")));
    error e = policy_check(g->a, db, &who, MAY_READ_REPORT, g->ward, g->women, S("draft"));
    assert_int_equal(e->kind, ERR_DENIED);
    assert_non_null(strstr(e->said, "Cấp trên"));
    assert_int_equal(policy_check(g->a, db, NULL, MAY_READ_TOTALS, g->ward, 0, S(""))->kind, ERR_LOGIN);
    assert_int_equal(policy_check(g->a, db, &who, MAY_READ_TOTALS, 12345, 0, S(""))->kind, ERR_MISSING);
}

static void a_role_has_a_code_and_a_name(void **state)
{
    (void)state;
    for (int role = ROLE_OFFICER; role < ROLE_COUNT; role++) {
        assert_int_equal(role_of(role_code((enum role)role)), role);
        assert_true(strlen(role_name((enum role)role)) > 3);
    }
    assert_int_equal(role_of(S("king")), ROLE_NONE);
    assert_int_equal(role_of(S("")), ROLE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_may_do_what_it_is_for_and_nothing_else),
        cmocka_unit_test(nobody_may_do_only_what_anyone_may),
        cmocka_unit_test(a_person_without_a_valid_role_is_only_signed_in),
        cmocka_unit_test(a_grant_that_reaches_below_makes_the_unit_its_subtree),
        cmocka_unit_test(who_owes_the_second_factor_may_only_see_to_their_account),
        cmocka_unit_test(a_role_has_a_code_and_a_name),
        ON_GROUND(a_refusal_is_an_error_that_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
