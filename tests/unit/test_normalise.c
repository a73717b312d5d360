/* test_normalise.c - the door from bytes to text. */
#include "vn/text.h"
#include "support/word_ground.h"
#include <stdlib.h>
#include <utf8proc.h>
#include <time.h>
#include <time.h>

static void expect_nfc(const char *in, const char *want)
{
    struct str s;
    assert_null(vn_text(ground, bytes_of(in), &s));
    expect_text(s, want);
}

static void text_that_is_nfc_comes_through_unchanged(void **state)
{
    (void)state;
    const char *said = "Đảng ủy Phường 2, quý II/2023: trên 459 triệu đồng – “tốt” ₫ 中文 😀";
    struct str s;
    assert_null(vn_text(ground, bytes_of(said), &s));
    assert_ptr_equal(s.p, said);
    assert_true(vn_is_nfc_quick(s));
}

static void letters_and_marks_apart_are_joined(void **state)
{
    (void)state;
    expect_nfc("\x44\xCC\xA3", "\xE1\xB8\x8C");                          /* D + dot below */
    expect_nfc("e\xCC\x82\xCC\x81", "ế");
    expect_nfc("e\xCC\x81\xCC\x82", "é\xCC\x82");                        /* the acute stands inside: not ế */
    expect_nfc("o\xCC\x9B\xCC\xA3", "ợ");
    expect_nfc("o\xCC\xA3\xCC\x9B", "ợ");                                /* put in order first */
    expect_nfc("a\xCC\xA3\xCC\x82", "ậ");
    expect_nfc("Nguye\xCC\x82\xCC\x83n", "Nguyễn");
    expect_nfc("\xCC\x81x", "\xCC\x81x");                                /* a mark with nothing before it */
}

static void signs_with_another_normal_form_are_replaced(void **state)
{
    (void)state;
    expect_nfc("\xE2\x84\xA6", "Ω");                                     /* ohm sign */
    expect_nfc("\xE2\x84\xAB", "Å");
    expect_nfc("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한");
    expect_nfc("\xCD\x80", "\xCC\x80");
}

static void a_mark_at_the_beginning_is_dropped_from_files(void **state)
{
    (void)state;
    expect_nfc("\xEF\xBB\xBFxin", "xin");
    expect_nfc("xin\xEF\xBB\xBF", "xin\xEF\xBB\xBF");
    struct str s;
    assert_null(vn_text(ground, (struct bytes){ 0 }, &s));
    assert_int_equal(s.n, 0);
}

static void what_is_not_utf8_is_refused_at_its_byte(void **state)
{
    (void)state;
    static const struct { const char *in; size_t bad;
    } rows[] = {
        { "\x80", 0 },
        { "ab\xC0\xAF", 2 },
        { "\xE0\x80\xAF", 0 },
        { "x\xED\xA0\x80", 1 },
        { "\xF4\x90\x80\x80", 0 },
        { "\xF8\x88\x80\x80\x80", 0 },
        { "12345678\xC3", 8 },
        { "\xE1\xBA", 0 },
        { "\xE1\xBA"
          "a",
            0 },
        { "\xF0\x9F\x98", 0 },
        { "\xF0\x8F\xBF\xBF", 0 },
        { "\xC3(", 0 },
        { "Ti\xD5ng Vi\xD6t", 2 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str s;
        size_t bad = 99;
        assert_false(vn_is_utf8(bytes_of(rows[i].in), &bad));
        assert_int_equal(bad, rows[i].bad);
        error e = vn_text(ground, bytes_of(rows[i].in), &s);
        assert_non_null(e);
        assert_int_equal(e->kind, ERR_INPUT);
    }
}

static void a_nul_is_refused(void **state)
{
    (void)state;
    struct str s;
    error e = vn_text(ground, (struct bytes){ (const unsigned char *)"a\0b", 3 }, &s);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
}

static void a_megabyte_of_marks_takes_no_longer_than_a_megabyte_should(void **state)
{
    (void)state;
    struct buf b = buf_open(ground);
    buf_char(&b, 'a');
    for (int i = 0; i < 250000; i++)
        buf_c(&b, i % 2 ? "\xCC\x81" : "\xCC\xA3"); /* classes in the wrong order throughout */
    struct str in = buf_done(&b), s;
    clock_t from = clock();
    assert_null(vn_text(ground, (struct bytes){ (const unsigned char *)in.p, in.n }, &s));
    assert_true(clock() - from < 2 * CLOCKS_PER_SEC);         /* of the processor: others use it too */
    assert_true(s.n > in.n / 2);
}

/* The rule of Unicode table 3-7, byte by byte: what the reading of sixteen bytes at once must agree with. */
static size_t first_wrong(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n;) {
        utf8proc_int32_t code;
        utf8proc_ssize_t size = utf8proc_iterate(p + i, (utf8proc_ssize_t)(n - i), &code);
        if (size < 1) return i;
        i += (size_t)size;
    }
    return n;
}

static void every_wrong_byte_in_a_long_text_is_found_where_it_is(void **state)
{
    (void)state;
    static const char text[] = "Hội nghị quý II – “Đoạn đường 5 không” nghiệm thu ²½ Ω ở ấp Vườn Dừa 😀 ệ…";
    unsigned char p[sizeof text];
    size_t n = sizeof text - 1;
    for (size_t at = 0; at < n; at++)
        for (unsigned byte = 0; byte < 256; byte++) {
            memcpy(p, text, n);
            p[at] = (unsigned char)byte;
            size_t bad = n;
            bool good = vn_is_utf8((struct bytes){ p, n }, &bad);
            assert_int_equal(bad, first_wrong(p, n));
            assert_int_equal(good, bad == n);
        }
}

static void a_text_cut_short_anywhere_is_judged_by_its_last_character(void **state)
{
    (void)state;
    static const char text[] = "Ủy ban MTTQ Việt Nam phường trao tặng 12 suất quà cho hộ nghèo ở ấp Vườn Dừa – ệ";
    for (size_t n = 0; n < sizeof text; n++) {
        size_t bad = n;
        vn_is_utf8((struct bytes){ (const unsigned char *)text, n }, &bad);
        assert_int_equal(bad, first_wrong((const unsigned char *)text, n));
    }
}

static void one_mark_anywhere_in_a_long_text_is_seen(void **state)
{
    (void)state;
    struct arena *a = arena_open(8 << 20);
    static const char text[] = "Đồng chí Bí thư Đảng ủy phường chủ trì hội nghị giao ban";
    for (size_t at = 1; at < sizeof text - 1; at++) {
        if (((unsigned char)text[at] & 0xC0) == 0x80) continue;
        struct str s = str_fmt(a, "%.*s\xCC\xA3%s", (int)at, text, text + at), got;
        utf8proc_uint8_t *want;
        utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &want,
                                             UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        assert_null(vn_text(a, (struct bytes){ (const unsigned char *)s.p, s.n }, &got));
        assert_int_equal(got.n, size);
        assert_memory_equal(got.p, want, got.n);
        free(want);
    }
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_that_is_nfc_comes_through_unchanged),
        cmocka_unit_test(letters_and_marks_apart_are_joined),
        cmocka_unit_test(signs_with_another_normal_form_are_replaced),
        cmocka_unit_test(a_mark_at_the_beginning_is_dropped_from_files),
        cmocka_unit_test(what_is_not_utf8_is_refused_at_its_byte),
        cmocka_unit_test(a_nul_is_refused),
        cmocka_unit_test(a_megabyte_of_marks_takes_no_longer_than_a_megabyte_should),
        cmocka_unit_test(every_wrong_byte_in_a_long_text_is_found_where_it_is),
        cmocka_unit_test(a_text_cut_short_anywhere_is_judged_by_its_last_character),
        cmocka_unit_test(one_mark_anywhere_in_a_long_text_is_seen),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
