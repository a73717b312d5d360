/* test_password_past.c - the two sets of rules of passwords: by default sentences for ever; where the office follows
 * the state's rules four kinds of letters, none of the last ten, and a new one every sixty days for administrators. */
#include "office_ground.h"
#include "core/office/password_past.h"
#include "core/office/setting.h"
#include "core/office/totp.h"

static char now[64];

static error rules_job(struct arena *a, struct db *db, void *arg)
{
    (void)arg;
    return setting_put(a, db, NULL, SETTING_PASSWORD_RULES, 0, S("state"), S(""));
}

static int up(void **state)
{
    snprintf(now, sizeof now, "%s", ground_password);
    return ground_up(state);
}

static const struct who *enter(struct ground *g)
{
    struct log_in in = { .login = S("hoa.lt"), .password = str_c(now), .source = S("10.0.0.1") };
    struct logged_in out;
    const struct who *who;
    assert_null(account_log_in(g->a, g->s, &in, &out));
    assert_null(session_who(g->a, g->s, out.token, &who));
    assert_non_null(who);
    return who;
}

static error choose(struct ground *g, const char *new)
{
    struct new_password to = { .old = str_c(now), .new = str_c(new), .source = S("10.0.0.1") };
    struct str token;
    error e = account_change_password(g->a, g->s, enter(g), &to, &token);
    if (!e) snprintf(now, sizeof now, "%s", new);
    return e;
}

static const char *label(struct ground *g)
{
    struct db *db;
    struct password_words words;
    assert_null(store_reader(g->s, &db));
    assert_null(password_words(g->a, db, enter(g)->account_id, &words));
    return str_z(g->a, words.label);
}

static void kinds_are_asked_for_only_where_the_office_follows_those_rules(void **state)
{
    struct ground *g = *state;
    static const char *const refused[] = { "bốn con mèo đi tàu", "Bốn con mèo đi tàu", "BỐN CON MÈO 44",
        "Bốnconmèo44đitàu", "Mèo 4 chân nè" };
    assert_null(choose(g, "con cò bay lả bay la"));
    assert_string_equal(label(g), "Mật khẩu mới, ít nhất 12 ký tự");
    assert_null(db_write(g->a, g->s, rules_job, g));
    assert_string_equal(label(g), "Mật khẩu mới, ít nhất 14 ký tự");
    for (size_t i = 0; i < COUNT(refused); i++)
        if (!choose(g, refused[i])) fail_msg("“%s” was let through", refused[i]);
    error e = choose(g, "Bốn con mèo 4 chân");
    if (e) fail_msg("%s", e->said);
}

static void none_of_the_last_ten_is_taken_again(void **state)
{
    struct ground *g = *state;
    char next[40];
    assert_null(db_write(g->a, g->s, rules_job, g));
    assert_null(choose(g, "Bốn con mèo 44 chân"));
    assert_int_equal(choose(g, "Bốn con mèo 44 chân")->kind, ERR_INPUT);
    for (int i = 0; i < 10; i++) {
        assert_int_equal(choose(g, "Bốn con mèo 44 chân")->kind, ERR_INPUT);
        snprintf(next, sizeof next, "Bốn con mèo %d tàu lá", i);
        assert_null(choose(g, next));
    }
    assert_null(choose(g, "Bốn con mèo 44 chân"));
    database_run(g->path, "SELECT COUNT(*) FROM password_past");
    assert_string_equal(database_answer, "10");
}

static error admin_job(struct arena *a, struct db *db, void *arg)
{
    struct ground *g = arg;
    int64_t id;
    TRY(setting_put(a, db, NULL, SETTING_FACTOR_ADMIN, 0, S("0"), S("")));
    return account_allow(a, db, &(struct new_grant){ .account_id = g->account, .role = ROLE_ADMIN, .unit_id = g->ward,
        .from = S("2023-01-01") }, &id);
}

static void an_administrator_must_choose_a_new_one_after_sixty_days(void **state)
{
    struct ground *g = *state;
    const int64_t day = 24 * 60 * 60 * 1000LL;
    assert_null(db_write(g->a, g->s, admin_job, g));
    clock_fix(ground_time + 60 * day);
    assert_false(enter(g)->stale);                         /* by default nobody must */
    assert_null(db_write(g->a, g->s, rules_job, g));
    const struct who *who = enter(g);
    assert_true(who->stale);
    assert_false(policy_may(who, MAY_WRITE_REPORT));
    assert_true(policy_may(who, MAY_OWN_ACCOUNT));
    assert_null(choose(g, "Bốn con mèo 44 chân"));
    assert_false(enter(g)->stale);
    clock_fix(ground_time + 119 * day);
    assert_false(enter(g)->stale);
    clock_fix(ground_time + 120 * day);
    assert_true(enter(g)->stale);
}

int main(void)
{
#define WITH_RULES(test) cmocka_unit_test_setup_teardown(test, up, ground_down)
    const struct CMUnitTest tests[] = {
        WITH_RULES(kinds_are_asked_for_only_where_the_office_follows_those_rules),
        WITH_RULES(none_of_the_last_ten_is_taken_again),
        WITH_RULES(an_administrator_must_choose_a_new_one_after_sixty_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
