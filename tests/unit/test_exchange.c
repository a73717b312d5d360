/* test_exchange.c - two requests whose halves run one between the other, as in a thread of the server. */
#include "base/machine.h"
#include "web/exchange.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static int open_things;

static void close_thing(void *what)
{
    (void)what;
    open_things--;
}

static void open_thing(struct arena *a)
{
    open_things++;
    arena_defer(a, close_thing, NULL);
}

/* Leaves open what it opened, as a page does that returns an error in the middle of its rows. */
static error show(struct request *q, struct reply *r)
{
    open_thing(q->a);
    buf_c(&r->body, say_language_is() == LANGUAGE_EN ? "English" : "tiếng Việt");
    return NULL;
}

static error refuse(struct request *q, struct reply *r)
{
    (void)r;
    open_thing(q->a);
    return FAIL(q->a, ERR_CONFLICT, "Đã có người sửa.");
}

static const struct param text[] = { { .name = "chu", .kind = PARAM_TEXT } };
static const struct route routes[] = {
    { METHOD_GET, "/", show, 1, .about = "x" },
    { METHOD_GET, "/hong", refuse, 1, .about = "x" },
    { METHOD_POST, "/gui", show, 1, text, 1, .longest_body = 4 << 20, .about = "x" },
};

static error identify(struct request *q)
{
    open_thing(q->a);
    q->csrf = S("0123456789abcdef0123456789abcdef");
    if (str_is(q->session, S("english"))) say_language(LANGUAGE_EN);
    return NULL;
}

static struct arena *a;
static struct web_limits limits = { .arena = 1 << 20 };
static struct web_app app = { .route = routes, .routes = COUNT(routes), .identify = identify };
static struct shop shop;

static int set_up(void **state)
{
    (void)state;
    log_level(LOG_ERROR);
    a = arena_open(64 << 20);
    shop = (struct shop){ &app, &limits, rate_open(a), rate_open(a), cache_open(a) };
    return 0;
}

static int set_down(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

/* The head of a request has come; body_size: how much of a form is to follow. */
static void begin(struct exchange *x, const char *method, const char *target, const char *cookie, size_t body_size)
{
    struct header *h = NEW_N(a, struct header, 4);
    *x = (struct exchange){ .shop = &shop, .a = a, .work = a, .client = S("127.0.0.1") };
    x->method = str_c(method);
    x->target = str_c(target);
    h[x->headers++] = (struct header){ S("Host"), S("localhost") };
    h[x->headers++] = (struct header){ S("Cookie"), str_c(cookie) };
    if (body_size) {
        h[x->headers++] = (struct header){ S("Content-Type"), S("application/x-www-form-urlencoded") };
        h[x->headers++] = (struct header){ S("Content-Length"), str_fmt(a, "%zu", body_size) };
    }
    x->header = h;
    assert_true(exchange_head(x));
}

static void the_language_of_one_request_is_not_that_of_the_next(void **state)
{
    struct exchange english, nobody;
    (void)state;
    begin(&nobody, "GET", "/", "", 0);
    begin(&english, "GET", "/", "gb=english", 0);
    exchange_answer(&english);
    exchange_answer(&nobody);
    assert_string_equal(str_z(a, english.out.body), "English");
    assert_string_equal(str_z(a, nobody.out.body), "tiếng Việt");
}

/* A large form is let in by its head, long before its last byte comes. */
static void a_request_keeps_its_language_while_others_run(void **state)
{
    struct exchange english, nobody;
    size_t n = 2 << 20;
    char *form = arena_get(a, n + 1);
    (void)state;
    memset(form, 'a', n);
    memcpy(form, "csrf=0123456789abcdef0123456789abcdef&chu=", 42);
    begin(&english, "POST", "/gui", "gb=english", n);
    begin(&nobody, "GET", "/", "", 0);
    exchange_answer(&nobody);
    english.body = (struct bytes){ (unsigned char *)form, n };
    exchange_answer(&english);
    assert_string_equal(str_z(a, english.out.body), "English");
}

static void what_a_request_opened_is_closed_when_its_answer_is_made(void **state)
{
    struct exchange x;
    (void)state;
    begin(&x, "GET", "/", "", 0);
    exchange_answer(&x);
    assert_int_equal(x.out.status, 200);
    assert_int_equal(open_things, 0);
    begin(&x, "GET", "/hong", "", 0);
    exchange_answer(&x);
    assert_int_equal(x.out.status, 409);
    assert_int_equal(open_things, 0);
}

static struct str who_asks(bool proxy, const char *forwarded)
{
    struct header h[] = { { S("Host"), S("localhost") }, { S("x-forwarded-for"), str_c(forwarded) } };
    struct exchange x = { .shop = &shop, .a = a, .work = a, .client = S("10.0.0.9"), .method = S("GET"),
        .target = S("/"), .header = h, .headers = COUNT(h) };
    limits.proxy = proxy;
    assert_true(exchange_head(&x));
    limits.proxy = false;
    return x.q.client;
}

static void who_asks_is_what_the_proxy_added_and_only_with_a_proxy(void **state)
{
    static const struct { bool proxy; const char *forwarded, *client; } table[] = {
        { false, "203.0.113.7", "10.0.0.9" },
        { true, "203.0.113.7", "203.0.113.7" },
        { true, "1.2.3.4, 203.0.113.7", "203.0.113.7" },
        { true, "1.2.3.4,2001:db8::7 ", "2001:db8::7" },
        { true, "203.0.113.7, unknown", "10.0.0.9" },
        { true, "", "10.0.0.9" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(table); i++)
        assert_string_equal(str_z(a, who_asks(table[i].proxy, table[i].forwarded)), table[i].client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_language_of_one_request_is_not_that_of_the_next),
        cmocka_unit_test(a_request_keeps_its_language_while_others_run),
        cmocka_unit_test(who_asks_is_what_the_proxy_added_and_only_with_a_proxy),
        cmocka_unit_test(what_a_request_opened_is_closed_when_its_answer_is_made),
    };
    return cmocka_run_group_tests(tests, set_up, set_down);
}
