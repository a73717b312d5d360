/* test_field.c - names and values out of addresses, forms and cookies; pages kept by the cache. */
#include "web/cache.h"
#include "web/field.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static struct arena *a;

static int open_arena(void **state)
{
    (void)state;
    a = arena_open(64 << 20);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static struct bytes bytes(const char *s) { return (struct bytes){ (const unsigned char *)s, strlen(s) }; }
static const char *z(struct bytes b) { return str_z(a, (struct str){ (const char *)b.p, b.n }); }

static bool multipart(const char *in)
{
    struct fields f;
    return !fields_multipart(a, bytes(in), S("XX"), &f);
}

#define PART(head, text) "--XX\r\nContent-Disposition: form-data; " head "\r\n\r\n" text "\r\n"
#define ONE PART("name=\"a\"", "1")

static void an_upload_is_one_thing_to_every_reader(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "--XX",
        "--XX--x",
        "--YY\r\n",
        ONE,
        ONE "--XX",
        ONE "--XX-",
        ONE "--XX--\r\nx",
        "x" ONE "--XX--",
        ONE "--XXY\r\n",
        PART("name=a", "1") "--XX--",
        PART("name=\"\"", "1") "--XX--",
        PART("filename=\"a\"", "1") "--XX--",
        PART("name=\"a\"; name=\"b\"", "1") "--XX--",
        "--XX\r\n\r\n1\r\n--XX--",
        PART("name=\"a\" x", "1") "--XX--",
        "--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=\"a\"\n\r\n1\r\n--XX--",
        "--XX\nContent-Disposition: form-data; name=\"a\"\n\n1\n--XX--",
        PART("name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "1") "--XX--",
        PART("name=\"a\r\n", "1") "--XX--",
    };
    assert_true(multipart(ONE "--XX--"));
    assert_true(multipart(ONE "--XX--\r\n"));
    assert_true(multipart("--XX--"));
    assert_true(multipart(PART("name=\"a\"; filename=\"b;c\"\r\nContent-Type: x/y", "1") "--XX--"));
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (multipart(wrong[i])) fail_msg("taken: %s", wrong[i]);
}

static void a_form_with_too_many_fields_is_refused(void **state)
{
    (void)state;
    struct fields f;
    struct buf b = buf_open(a);
    for (int i = 0; i < 500; i++) buf_fmt(&b, "&a%d=%d", i, i);
    assert_null(fields_urlencoded(a, bytes(str_z(a, buf_done(&b))), &f));
    assert_int_equal(f.n, 500);
    assert_string_equal(z(f.item[499].name), "a499");
    assert_string_equal(z(f.item[8].value), "8");
    buf_c(&b, "&b=1");
    assert_non_null(fields_urlencoded(a, bytes(str_z(a, buf_done(&b))), &f));
}

static void values_are_decoded_once(void **state)
{
    (void)state;
    struct fields f;
    assert_null(fields_urlencoded(a, bytes("a=%2541+b&c&&d=%C3%A1=%3d"), &f));
    assert_int_equal(f.n, 3);
    assert_string_equal(z(f.item[0].value), "%41 b");
    assert_string_equal(z(f.item[1].name), "c");
    assert_int_equal(f.item[1].value.n, 0);
    assert_string_equal(z(f.item[2].value), "á==");
}

static bool boundary_of(const char *type, struct str *b) { return fields_boundary(str_c(type), b); }

static void a_boundary_is_what_the_standard_allows(void **state)
{
    (void)state;
    struct str b;
    assert_true(boundary_of("multipart/form-data; boundary=----WebKit7MA4YWx", &b));
    assert_string_equal(str_z(a, b), "----WebKit7MA4YWx");
    assert_true(boundary_of("Multipart/Form-Data;boundary=\"a b\"", &b) == false);
    assert_true(boundary_of("multipart/form-data; BOUNDARY=\"ab\"", &b));
    assert_string_equal(str_z(a, b), "ab");
    assert_false(boundary_of("multipart/form-data", &b));
    assert_false(boundary_of("multipart/form-data; boundary=", &b));
    assert_false(boundary_of("multipart/form-data; charset=x; boundary=a", &b));
    assert_false(boundary_of("multipart/form-data; boundary=0123456789012345678901234567890123456789"
                             "0123456789012345678901234567890", &b));
    assert_false(boundary_of("multipart/form-data; boundary=a\r\nb", &b));
}

static const char *cookie(const char *header) { return str_z(a, field_cookie(str_c(header), S("gb"))); }

static void a_cookie_that_is_in_doubt_is_none(void **state)
{
    (void)state;
    assert_string_equal(cookie("gb=abc"), "abc");
    assert_string_equal(cookie("x=1; gb=a-b_C9; y=2"), "a-b_C9");
    assert_string_equal(cookie("gbx=1;xgb=2"), "");
    assert_string_equal(cookie("gb=1; gb=2"), "");
    assert_string_equal(cookie("gb=1; gb=1"), "");
    assert_string_equal(cookie("gb=\"abc\""), "");
    assert_string_equal(cookie("gb=a b"), "");
    assert_string_equal(cookie("gb"), "");
    assert_string_equal(cookie("GB=abc"), "");
    assert_string_equal(cookie(""), "");
}

static void kept_pages_make_room_for_others(void **state)
{
    (void)state;
    struct cache *c = cache_open(a);
    struct str body;
    char *large = arena_get(a, 600 * 1024);
    for (int i = 0; i < 300; i++) cache_put(c, str_fmt(a, "trang %d", i), 1, S("nội dung"));
    assert_true(cache_get(c, a, S("trang 299"), 1, &body));
    assert_true(str_is(body, S("nội dung")));
    assert_false(cache_get(c, a, S("trang 0"), 1, &body));
    assert_false(cache_get(c, a, S("trang 299"), 2, &body)); /* something was written */
    assert_false(cache_get(c, a, S("trang 299"), 1, &body)); /* and it is gone */
    cache_put(c, S("lớn"), 1, (struct str){ large, 600 * 1024 });
    assert_false(cache_get(c, a, S("lớn"), 1, &body));
    for (int i = 0; i < 100; i++) cache_put(c, str_fmt(a, "to %d", i), 1, (struct str){ large, 400 * 1024 });
    assert_true(cache_get(c, a, S("to 99"), 1, &body)); /* 16 MiB hold forty of these */
    assert_false(cache_get(c, a, S("to 50"), 1, &body));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_upload_is_one_thing_to_every_reader),
        cmocka_unit_test(a_form_with_too_many_fields_is_refused),
        cmocka_unit_test(values_are_decoded_once),
        cmocka_unit_test(a_boundary_is_what_the_standard_allows),
        cmocka_unit_test(a_cookie_that_is_in_doubt_is_none),
        cmocka_unit_test(kept_pages_make_room_for_others),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
