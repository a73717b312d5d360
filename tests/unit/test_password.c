/* test_password.c - what many would choose is refused, a sentence of one's own is not; the price rises at a log-in; a
 * flood of log-ins is hashed two at a time. */
#include "office_ground.h"
#include "core/office/password_list.h"
#include <pthread.h>

static void easy_passwords_are_refused_and_sentences_are_not(void **state)
{
    struct arena *a = arena_open(8 << 20);
    (void)state;
    static const char *const easy[] = {
        "matkhau123456", "Mật khẩu 2026!", "password1234", "P@ssw0rd2024", "anhyeuem1234", "qwertyuiop12",
        "123456789012", "079201001234", "giaoban@2026", "GiaoBan MTTQ 2026", "vietnamvodich", "xinchaovietnam",
        "abcabcabcabc",
        "lethihoa@1234", "Phường 2 2026 Hoa", "iloveyou12345", "admin12345678", "matkhaumatkhau", "1111111111112222",
    };
    static const char *const fine[] = {
        "mua-lua-chin-2026", "mùa xuân nho nhỏ", "con cò bay lả bay la", "bốn con mèo đi tàu",
        "correct horse battery staple", "tám giờ sáng ra đồng", "kx7Qp2vLm9Rt", "ly chè bưởi chiều mưa",
    };
    for (size_t i = 0; i < COUNT(easy); i++)
        if (!password_list_has(a, str_c(easy[i]), S("Lê Thị Hoa Phường 2"))) fail_msg("“%s” was let through", easy[i]);
    for (size_t i = 0; i < COUNT(fine); i++)
        if (password_list_has(a, str_c(fine[i]), S("Lê Thị Hoa Phường 2"))) fail_msg("“%s” was refused", fine[i]);
    arena_close(a);
}

static void a_hash_of_another_price_is_made_anew_at_the_log_in(void **state)
{
    struct ground *g = *state;
    struct logged_in in;
    struct log_in typed = { .login = S("hoa.lt"), .password = str_c(ground_password), .source = S("10.0.0.1") };
    assert_false(password_is_old(g->a, g->hash));
    password_cost_set((struct password_cost){ 2, 2 << 20 });
    assert_true(password_is_old(g->a, g->hash));
    assert_null(account_log_in(g->a, g->s, &typed, &in));
    database_run(g->path, "SELECT COUNT(*) FROM account WHERE password LIKE '%m=2048,t=2,%'");
    assert_string_equal(database_answer, "1");
    password_cost_set((struct password_cost){ 1, 1 << 20 });
    assert_null(account_log_in(g->a, g->s, &typed, &in));  /* and the new one is good too */
}

static void twenty_failures_from_anywhere_shut_the_name_until_it_is_released(void **state)
{
    struct ground *g = *state;
    struct logged_in in;
    for (int i = 0; i < 21; i++) {
        struct log_in wrong = { .login = S("hoa.lt"), .password = S("sai rồi sai rồi"),
                                .source = str_fmt(g->a, "10.0.%d.1", i) };
        assert_non_null(account_log_in(g->a, g->s, &wrong, &in));
        wrong.login = S("khong.co");
        assert_non_null(account_log_in(g->a, g->s, &wrong, &in));
    }
    struct log_in right = { .login = S("hoa.lt"), .password = str_c(ground_password), .source = S("10.9.9.9") },
        nobody = { .login = S("khong.co"), .password = S("gì cũng được thôi"), .source = S("10.9.9.8") };
    error shut = account_log_in(g->a, g->s, &right, &in), unknown = account_log_in(g->a, g->s, &nobody, &in);
    assert_int_equal(shut->kind, ERR_TOO_MANY);
    assert_string_equal(shut->said, unknown->said);        /* tells nothing of who exists */
    clock_fix(ground_time + 25 * 60 * 60 * 1000);
    assert_null(account_log_in(g->a, g->s, &right, &in));
}

struct flood { struct arena *a; enum err_kind kind; };

static void *hash_one(void *arg)
{
    struct flood *f = arg;
    struct str hash;
    f->a = arena_open(1 << 20);
    error e = password_hash(f->a, S("một mật khẩu nào đó"), &hash);
    f->kind = e ? e->kind : ERR_NONE;
    return NULL;
}

static void a_flood_is_hashed_two_at_a_time_and_what_cannot_wait_is_refused(void **state)
{
    enum { FLOOD = 40 };
    struct flood f[FLOOD] = { { .a = NULL } };
    pthread_t thread[FLOOD];
    size_t done = 0, refused = 0;
    (void)state;
    password_cost_set((struct password_cost){ 30, 8 << 20 });
    for (int i = 0; i < FLOOD; i++) assert_int_equal(pthread_create(&thread[i], NULL, hash_one, &f[i]), 0);
    for (int i = 0; i < FLOOD; i++) {
        pthread_join(thread[i], NULL);
        done += f[i].kind == ERR_NONE;
        refused += f[i].kind == ERR_TOO_MANY;
        arena_close(f[i].a);
    }
    password_cost_set((struct password_cost){ 1, 1 << 20 });
    assert_int_equal(done + refused, FLOOD);
    assert_true(done >= 18 && refused > 0);                /* two run and sixteen wait; the rest came while they did */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(easy_passwords_are_refused_and_sentences_are_not),
        ON_GROUND(a_hash_of_another_price_is_made_anew_at_the_log_in),
        ON_GROUND(twenty_failures_from_anywhere_shut_the_name_until_it_is_released),
        cmocka_unit_test(a_flood_is_hashed_two_at_a_time_and_what_cannot_wait_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
