/* test_totp.c - the second factor: codes of RFC 6238, each good once, recovery codes, the seal around the secret. */
#include "office_ground.h"
#include "core/office/totp.h"
#include <liboath/oath.h>
#include <stdlib.h>

struct factor { struct ground *g; struct who who; struct str code, recovery[TOTP_RECOVERY]; bool right; };

static error begin(struct arena *a, struct db *db, void *arg)
{
    return totp_begin(a, db, &((struct factor *)arg)->who);
}
static error stop(struct arena *a, struct db *db, void *arg)
{
    struct factor *f = arg;
    return totp_stop(a, db, &f->who, f->who.account_id);
}
static error start(struct arena *a, struct db *db, void *arg)
{
    struct factor *f = arg;
    return totp_start(a, db, &f->who, f->code, f->recovery);
}
static error check(struct arena *a, struct db *db, void *arg)
{
    struct factor *f = arg;
    return totp_check(a, db, f->who.account_id, f->code, &f->right);
}

/* What a telephone would show at that moment. */
static struct str shown(struct factor *f, int64_t when)
{
    struct db *db;
    struct str letters, address;
    static char secret[64];
    static size_t n;
    char *bytes, code[8] = "";
    assert_null(store_reader(f->g->s, &db));
    if (!totp_shown(f->g->a, db, &f->who, &letters, &address)) {
        assert_int_equal(oath_base32_decode(letters.p, letters.n, &bytes, &n), OATH_OK);
        assert_true(n <= sizeof secret);
        memcpy(secret, bytes, n);
        free(bytes);
        assert_true(str_find(address, S("otpauth://totp/GiaoBan:hoa.lt?secret="), 0) == 0);
    }
    assert_int_equal(oath_totp_generate(secret, n, (time_t)(when / 1000), 30, 0, 6, code), OATH_OK);
    return str_copy(f->g->a, str_c(code));
}

static struct factor *on(struct ground *g)
{
    struct factor *f = NEW(g->a, struct factor);
    *f = (struct factor){ .g = g, .who = { .account_id = g->account, .login = S("hoa.lt") } };
    assert_null(db_write(g->a, g->s, begin, f));
    f->code = shown(f, ground_time);
    assert_null(db_write(g->a, g->s, start, f));
    return f;
}

static bool works(struct factor *f, struct str code)
{
    f->code = code;
    assert_null(db_write(f->g->a, f->g->s, check, f));
    return f->right;
}

static void a_code_works_once_and_none_before_it_afterwards(void **state)
{
    struct factor *f = on(*state);
    assert_false(works(f, shown(f, ground_time)));         /* it was used to switch on */
    clock_fix(ground_time + 60 * 1000);
    struct str now = shown(f, ground_time + 60 * 1000), before = shown(f, ground_time + 30 * 1000);
    assert_true(works(f, now));
    assert_false(works(f, now));
    assert_false(works(f, before));
    assert_false(works(f, shown(f, ground_time + 150 * 1000)));       /* three steps ahead */
    assert_true(works(f, shown(f, ground_time + 90 * 1000)));         /* one: clocks differ */
}

static void a_recovery_code_works_once_however_it_is_typed(void **state)
{
    struct factor *f = on(*state);
    struct db *db;
    struct totp now;
    char *small = str_z(f->g->a, f->recovery[3]);
    for (char *p = small; *p; p++) *p = *p == '-' ? ' ' : *p >= 'A' && *p <= 'Z' ? (char)(*p + 32) : *p;
    assert_true(works(f, str_c(small)));
    assert_false(works(f, f->recovery[3]));
    assert_true(works(f, f->recovery[9]));
    assert_false(works(f, S("AAAA-BBBB-CCCC")));
    assert_null(store_reader(f->g->s, &db));
    assert_null(totp_get(f->g->a, db, f->who.account_id, &now));
    assert_true(now.on);
    assert_int_equal(now.recovery, TOTP_RECOVERY - 2);
}

static void a_wrong_first_code_does_not_switch_it_on(void **state)
{
    struct ground *g = *state;
    struct factor f = { .g = g, .who = { .account_id = g->account, .login = S("hoa.lt") }, .code = S("12345") };
    assert_null(db_write(g->a, g->s, begin, &f));
    assert_int_equal(db_write(g->a, g->s, start, &f)->kind, ERR_INPUT);
    assert_false(works(&f, shown(&f, ground_time)));       /* begun is not on */
}

static void the_password_alone_opens_a_session_that_belongs_to_nobody(void **state)
{
    struct ground *g = *state;
    struct factor *f = on(g);
    struct logged_in in;
    const struct who *who;
    bool over;
    struct str token;
    struct log_in typed = { .login = S("hoa.lt"), .password = str_c(ground_password), .source = S("10.0.0.1") };
    assert_null(account_log_in(g->a, g->s, &typed, &in));
    assert_true(in.code);
    assert_null(session_who(g->a, g->s, in.token, &who));
    assert_null(who);
    assert_int_equal(account_second(g->a, g->s, in.token, S("000000"), S("10.0.0.1"), S(""), &token, &over)->kind,
        ERR_LOGIN);
    assert_false(over);
    assert_null(account_second(g->a, g->s, in.token, f->recovery[0], S("10.0.0.1"), S(""), &token, &over));
    assert_null(session_who(g->a, g->s, token, &who));
    assert_non_null(who);
    assert_int_equal(account_second(g->a, g->s, in.token, f->recovery[1], S("10.0.0.1"), S(""), &token, &over)->kind,
        ERR_LOGIN);
    assert_true(over);
}

static void whoever_guesses_codes_waits_whatever_their_address(void **state)
{
    struct ground *g = *state;
    on(g);
    struct logged_in in;
    bool over;
    struct str token;
    struct log_in typed = { .login = S("hoa.lt"), .password = str_c(ground_password), .source = S("10.0.0.1") };
    assert_null(account_log_in(g->a, g->s, &typed, &in));
    for (int i = 0; i < 5; i++)
        assert_int_equal(account_second(g->a, g->s, in.token, S("000000"), str_fmt(g->a, "10.0.1.%d", i), S(""), &token,
            &over)->kind, ERR_LOGIN);
    assert_int_equal(account_second(g->a, g->s, in.token, S("000000"), S("10.0.2.1"), S(""), &token, &over)->kind,
        ERR_TOO_MANY);
}

static void switched_off_it_is_not_asked_for_and_its_codes_are_dead(void **state)
{
    struct ground *g = *state;
    struct factor *f = on(g);
    struct logged_in in;
    assert_null(db_write(g->a, g->s, stop, f));
    assert_false(works(f, f->recovery[0]));
    struct log_in typed = { .login = S("hoa.lt"), .password = str_c(ground_password), .source = S("10.0.0.1") };
    assert_null(account_log_in(g->a, g->s, &typed, &in));
    assert_false(in.code);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(a_code_works_once_and_none_before_it_afterwards),
        ON_GROUND(a_recovery_code_works_once_however_it_is_typed),
        ON_GROUND(a_wrong_first_code_does_not_switch_it_on),
        ON_GROUND(the_password_alone_opens_a_session_that_belongs_to_nobody),
        ON_GROUND(whoever_guesses_codes_waits_whatever_their_address),
        ON_GROUND(switched_off_it_is_not_asked_for_and_its_codes_are_dead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
