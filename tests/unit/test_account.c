/* test_account.c - logging in, waiting after failures, sessions and what ends them. */
#include "office_ground.h"

static error log_in(struct ground *g, const char *login, const char *password, const char *source, struct str *token)
{
    struct log_in in = { .login = str_c(login), .password = str_c(password), .source = str_c(source) };
    struct logged_in out = { .code = false };
    error e = account_log_in(g->a, g->s, &in, &out);
    *token = out.token;
    return e;
}

static const struct who *who_is(struct ground *g, struct str token)
{
    const struct who *who;
    error e = session_who(g->a, g->s, token, &who);
    if (e) fail_msg("%s", e->said);
    return who;
}

static void the_right_password_opens_a_session_of_the_person(void **state)
{
    struct ground *g = *state;
    struct str token;
    error e = log_in(g, " Hoa.LT ", ground_password, "10.0.0.1", &token);
    if (e) fail_msg("%s", e->said);
    assert_int_equal(token.n, 64);
    const struct who *who = who_is(g, token);
    assert_non_null(who);
    assert_int_equal(who->account_id, g->account);
    assert_string_equal(str_z(g->a, who->name), "Lê Thị Hoa");
    assert_int_equal(who->grants, 1);
    assert_ptr_equal(who->acting, who->grant);
    assert_int_equal(who->acting->body_id, g->women);
    assert_string_equal(str_z(g->a, who->acting->unit_name), "Phường 2");
    assert_true(policy_may(who, MAY_WRITE_REPORT));
}

static void a_wrong_password_and_an_unknown_name_are_answered_alike(void **state)
{
    struct ground *g = *state;
    struct str token;
    error wrong = log_in(g, "hoa.lt", "sai mật khẩu rồi", "10.0.0.1", &token);
    error unknown = log_in(g, "khong.co", "sai mật khẩu rồi", "10.0.0.1", &token);
    assert_non_null(wrong);
    assert_non_null(unknown);
    assert_int_equal(wrong->kind, ERR_LOGIN);
    assert_string_equal(wrong->said, unknown->said);
}

static void after_five_failures_a_source_waits_and_another_does_not(void **state)
{
    struct ground *g = *state;
    struct str token;
    for (int i = 0; i < 5; i++) assert_int_equal(log_in(g, "hoa.lt", "sai mật khẩu rồi", "10.0.0.1",
        &token)->kind, ERR_LOGIN);
    error e = log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_TOO_MANY);
    assert_null(log_in(g, "hoa.lt", ground_password, "10.0.0.2", &token));
    clock_fix(ground_time + 31 * 1000);
    assert_int_equal(log_in(g, "hoa.lt", "sai mật khẩu rồi", "10.0.0.1", &token)->kind, ERR_LOGIN);
    clock_fix(ground_time + 62 * 1000);
    /* now a minute */
    assert_int_equal(log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token)->kind, ERR_TOO_MANY);
    clock_fix(ground_time + 95 * 1000);
    assert_null(log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token));
    /* counted from nought again */
    assert_int_equal(log_in(g, "hoa.lt", "sai mật khẩu rồi", "10.0.0.1", &token)->kind, ERR_LOGIN);
}

static void one_network_is_one_source_however_its_address_is_written(void **state)
{
    struct ground *g = *state;
    struct str token;
    static const char *const same[] = { "2001:db8::1", "2001:db8:0:0:1::", "2001:db8::2:3", "2001:db8:0:0:ffff::1",
        "2001:db8::ffff" };
    for (size_t i = 0; i < COUNT(same); i++)
        assert_int_equal(log_in(g, "hoa.lt", "sai mật khẩu rồi", same[i], &token)->kind, ERR_LOGIN);
    assert_int_equal(log_in(g, "hoa.lt", ground_password, "2001:db8::4", &token)->kind, ERR_TOO_MANY);
    assert_null(log_in(g, "hoa.lt", ground_password, "2001:db8:0:1::4", &token));
}

static void a_session_ends_after_fifteen_quiet_minutes(void **state)
{
    struct ground *g = *state;
    struct str token;
    assert_null(log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token));
    clock_fix(ground_time + 14 * 60 * 1000);
    assert_non_null(who_is(g, token));
    clock_fix(ground_time + 28 * 60 * 1000);
    assert_non_null(who_is(g, token));
    clock_fix(ground_time + 44 * 60 * 1000);
    assert_null(who_is(g, token));
}

static void a_session_ends_after_eight_hours_of_work(void **state)
{
    struct ground *g = *state;
    struct str token;
    assert_null(log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token));
    for (int64_t minutes = 10; minutes < 480; minutes += 10) {
        clock_fix(ground_time + minutes * 60 * 1000);
        assert_non_null(who_is(g, token));
    }
    clock_fix(ground_time + 480 * 60 * 1000);
    assert_null(who_is(g, token));
}

static error disable_job(struct arena *a, struct db *db, void *arg)
{
    const struct ground *g = arg;
    return account_disable(a, db, NULL, g->account);
}

static void a_disabled_account_is_out_at_the_next_request(void **state)
{
    struct ground *g = *state;
    struct str token;
    assert_null(log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token));
    assert_null(db_write(g->a, g->s, disable_job, g));
    assert_null(who_is(g, token));
    assert_int_equal(log_in(g, "hoa.lt", ground_password, "10.0.0.9", &token)->kind, ERR_LOGIN);
}

static void a_new_password_ends_the_sessions_that_the_old_one_opened(void **state)
{
    struct ground *g = *state;
    struct str token, fresh;
    assert_null(log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token));
    const struct who *who = who_is(g, token);
    struct new_password to = { .old = S("không phải thế này"), .new = S("con cò bay lả bay la"),
        .source = S("10.0.0.1") };
    assert_int_equal(account_change_password(g->a, g->s, who, &to, &fresh)->kind, ERR_LOGIN);
    to = (struct new_password){ .old = str_c(ground_password), .new = S("ngắn") };
    assert_int_equal(account_change_password(g->a, g->s, who, &to, &fresh)->kind, ERR_INPUT);
    to.new = S("con cò bay lả bay la");
    assert_null(account_change_password(g->a, g->s, who, &to, &fresh));
    assert_null(who_is(g, token));
    assert_non_null(who_is(g, fresh));
    assert_int_equal(log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token)->kind, ERR_LOGIN);
    assert_null(log_in(g, "hoa.lt", "con cò bay lả bay la", "10.0.0.1", &token));
}

static void logging_out_ends_the_session_and_the_chain_tells_it(void **state)
{
    struct ground *g = *state;
    struct str token;
    struct db *db;
    struct audit_rows rows;
    assert_null(log_in(g, "hoa.lt", ground_password, "10.0.0.1", &token));
    assert_null(account_log_out(g->a, g->s, who_is(g, token), token));
    assert_null(who_is(g, token));
    assert_null(store_reader(g->s, &db));
    assert_null(audit_of(g->a, db, "account", g->account, &rows));
    assert_int_equal(rows.n, 2);
    assert_string_equal(str_z(g->a, rows.row[1].act), "log out");
    assert_string_equal(str_z(g->a, rows.row[1].login), "hoa.lt");
}

static void an_invented_token_is_nobody(void **state)
{
    struct ground *g = *state;
    assert_null(who_is(g, S("")));
    assert_null(who_is(g, random_token(g->a, 32)));
    assert_null(who_is(g, S("' OR 1=1 --")));
}

static void a_password_follows_the_rules(void **state)
{
    struct ground *g = *state;
    assert_null(password_check(g->a, S("mùa xuân nhỏ"), S("hoa.lt"), S("")));
    assert_non_null(password_check(g->a, S("mùa xuân nh"), S("hoa.lt"), S("")));          /* 11, though more bytes */
    assert_non_null(password_check(g->a, S("aaaaaaaaaaaaaaa"), S("hoa.lt"), S("")));
    assert_non_null(password_check(g->a, S("đây là HOA.LT nhé"), S("hoa.lt"), S("")));
    char longest[129 + 1];
    for (size_t i = 0; i < sizeof longest; i++) longest[i] = (char)('a' + i * 7 % 26);
    assert_null(password_check(g->a, (struct str){ longest, 128 }, S("hoa.lt"), S("")));
    assert_non_null(password_check(g->a, (struct str){ longest, 129 }, S("hoa.lt"), S("")));
}

static void a_taken_or_odd_log_in_name_is_refused(void **state)
{
    struct ground *g = *state;
    struct db *db;
    int64_t id;
    assert_null(store_reader(g->s, &db));
    assert_int_equal(account_add(g->a, db, g->person, S("HOA.LT"), g->hash, LANGUAGE_VI, &id)->kind, ERR_CONFLICT);
    assert_int_equal(account_add(g->a, db, g->person, S("hòa"), g->hash, LANGUAGE_VI, &id)->kind, ERR_INPUT);
    assert_int_equal(account_add(g->a, db, g->person, S("ab"), g->hash, LANGUAGE_VI, &id)->kind, ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(the_right_password_opens_a_session_of_the_person),
        ON_GROUND(a_wrong_password_and_an_unknown_name_are_answered_alike),
        ON_GROUND(after_five_failures_a_source_waits_and_another_does_not),
        ON_GROUND(one_network_is_one_source_however_its_address_is_written),
        ON_GROUND(a_session_ends_after_fifteen_quiet_minutes),
        ON_GROUND(a_session_ends_after_eight_hours_of_work),
        ON_GROUND(a_disabled_account_is_out_at_the_next_request),
        ON_GROUND(a_new_password_ends_the_sessions_that_the_old_one_opened),
        ON_GROUND(logging_out_ends_the_session_and_the_chain_tells_it),
        ON_GROUND(an_invented_token_is_nobody),
        ON_GROUND(a_password_follows_the_rules),
        ON_GROUND(a_taken_or_odd_log_in_name_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
