/* test_html_escape.c - the escapes of html.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "web/html.h"
#include <stdlib.h>

static struct arena *a;

static int open_arena(void **state)
{
    (void)state;
    a = arena_open(1 << 20);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static const char *z(const struct buf *w) { return str_z(a, buf_done(w)); }

static const char *text(const char *s)
{
    struct buf w = buf_open(a);
    html_str(&w, str_c(s));
    return z(&w);
}

static const char *href(struct str s)
{
    struct buf w = buf_open(a);
    html_href(&w, s);
    return z(&w);
}

static void what_html_gives_a_meaning_is_escaped(void **state)
{
    (void)state;
    assert_string_equal(text("<b title=\"x\">Ông & 'Bà'</b>"),
                        "&lt;b title=&quot;x&quot;&gt;Ông &amp; &#39;Bà&#39;&lt;/b&gt;");
    assert_string_equal(text("Ủy ban nhân dân"), "Ủy ban nhân dân");
    assert_string_equal(text(""), "");
    assert_string_equal(text("&amp;"), "&amp;amp;");
}

static void the_type_of_a_value_chooses_its_escape(void **state)
{
    (void)state;
    struct buf w = buf_open(a);
    OUT(&w, S("<"));
    OUT(&w, ((struct markup){ "<i>", 3 }));
    OUT(&w, 12);
    OUT(&w, (int64_t)-9007199254740993);
    OUT_ATTR(&w, S("\"'"));
    assert_string_equal(z(&w), "&lt;<i>12-9007199254740993&quot;&#39;");
}

static void links_lead_only_where_a_link_may_lead(void **state)
{
    (void)state;
    static const char *const good[] = { "/bao-cao/1", "https://vi.example/a", "HTTP://x", "mailto:a@b.vn", "tel:+84",
                                        "?trang=2", "#cuoi", "a/b:c", "./x" };
    static const char *const bad[] = { "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x",
                                       " javascript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
                                       "java\tscript:x", "//evil.example/x", "\\\\evil.example", "/\\evil.example",
                                       "file:///etc/passwd", "blob:x" };
    for (size_t i = 0; i < COUNT(good); i++) assert_string_equal(href(str_c(good[i])), good[i]);
    for (size_t i = 0; i < COUNT(bad); i++) assert_string_equal(href(str_c(bad[i])), "#");
    assert_string_equal(href(S("/x?a=1&b=\"2\"")), "/x?a=1&amp;b=&quot;2&quot;");
    assert_string_equal(href(S("java\0script:x")), "#");
}

static void inside_a_link_everything_but_letters_is_encoded(void **state)
{
    (void)state;
    struct buf w = buf_open(a);
    OUT_URL(&w, S("a b&c=d/ê?#%~-._"));
    OUT_URL(&w, 7);
    assert_string_equal(z(&w), "a%20b%26c%3Dd%2F%C3%AA%3F%23%25~-._7");
    struct buf zero = buf_open(a);
    html_url_str(&zero, S("\0"));
    assert_string_equal(z(&zero), "%00");
}

static void a_sentence_is_looked_up_and_escaped(void **state)
{
    (void)state;
    struct buf w = buf_open(a);
    html_say(&w, "Không tìm thấy");
    say_language(LANGUAGE_EN);
    html_say(&w, "Không tìm thấy");
    html_say(&w, "<không ai dịch>");
    say_language(LANGUAGE_VI);
    assert_string_equal(z(&w), "Không tìm thấyNot found&lt;không ai dịch&gt;");
}

static void escaped_text_never_holds_what_it_escapes(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int round = 0; round < 2000; round++) {
        char s[64];
        size_t n = (seed = seed * 1103515245u + 12345u) >> 16 & 63;
        for (size_t i = 0; i < n; i++) s[i] = "<>&\"'ab \n;"[(seed = seed * 1103515245u + 12345u) >> 16 & 7];
        struct buf w = buf_open(a);
        html_str(&w, (struct str){ s, n });
        const char *out = z(&w);
        assert_null(strpbrk(out, "<>\"'"));
        arena_reset(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_html_gives_a_meaning_is_escaped),
        cmocka_unit_test(the_type_of_a_value_chooses_its_escape),
        cmocka_unit_test(links_lead_only_where_a_link_may_lead),
        cmocka_unit_test(inside_a_link_everything_but_letters_is_encoded),
        cmocka_unit_test(a_sentence_is_looked_up_and_escaped),
        cmocka_unit_test(escaped_text_never_holds_what_it_escapes),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
