/* test_scan.c - looking at words where they stand. */
#include "vn/scan.h"
#include "support/word_ground.h"

static void a_pattern_is_found_in_any_case_and_with_any_blanks(void **state)
{
    (void)state;
    static const char *const rows[] = { "trở lên", "Trở Lên", "TRỞ LÊN", "trở   lên", "trở\xC2\xA0lên",
        "trở\tlên", "trở lên.", "trở lên/", "trở lên5" };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (!scan_words(str_c(rows[i]), 0, "trở lên")) fail_msg("“%s”", rows[i]);
}

static void a_pattern_must_end_where_the_word_ends(void **state)
{
    (void)state;
    static const char *const rows[] = { "trở lênh", "trởlên", "trở", "trở len", "tro lên", "", "trở\nlên",
        "trở lên\xCC\x81" };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (scan_words(str_c(rows[i]), 0, "trở lên")) fail_msg("“%s”", rows[i]);
    assert_int_not_equal(scan_prefix(S("trở lênh"), 0, "trở lên"), SCAN_NOT);
}

static void words_start_behind_signs_and_blanks(void **state)
{
    (void)state;
    struct str s = S("ơn (45đ) $5 “ạ”");
    char starts[64] = "";
    size_t count = 0;
    for (size_t i = 0; i < s.n; i = scan_next(s, i)) starts[count++] = s.p[i];
    assert_int_equal(starts[0], "ơ"[0]);
    assert_string_equal(starts + 1, "(4$5\xE2\xE1");
    assert_true(scan_starts(s, 0));
    assert_false(scan_starts(s, sizeof "ơ" - 1));
}

static void digits_are_as_many_as_are_allowed(void **state)
{
    (void)state;
    int v = -1;
    assert_int_equal(scan_digits(S("2024"), 0, 4, &v), 4);
    assert_int_equal(v, 2024);
    assert_int_equal(scan_digits(S("20245"), 0, 4, &v), SCAN_NOT);
    assert_int_equal(scan_digits(S("x"), 0, 4, &v), SCAN_NOT);
}

static void dashes_of_any_width_are_dashes(void **state)
{
    (void)state;
    static const char *const dashes[] = { "-", "–", "—", "‐", "−", "~" };
    for (size_t i = 0; i < COUNT(dashes); i++) assert_int_equal(scan_dash(str_c(dashes[i]), 0), strlen(dashes[i]));
    assert_int_equal(scan_dash(S("_"), 0), SCAN_NOT);
    assert_int_equal(scan_dash(S(""), 0), SCAN_NOT);
}

static void a_short_word_has_a_key_and_a_long_one_none(void **state)
{
    (void)state;
    size_t end;
    assert_true(scan_key(S("TRIỆU đồng"), 0, &end) == scan_key_of("triệu"));
    assert_int_equal(end, sizeof "TRIỆU" - 1);
    assert_true(scan_key(S("nghiêng"), 0, &end) == scan_key_of("nghiêng"));
    assert_true(scan_key(S("nghiênghh"), 0, &end) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pattern_is_found_in_any_case_and_with_any_blanks),
        cmocka_unit_test(a_pattern_must_end_where_the_word_ends),
        cmocka_unit_test(words_start_behind_signs_and_blanks),
        cmocka_unit_test(digits_are_as_many_as_are_allowed),
        cmocka_unit_test(dashes_of_any_width_are_dashes),
        cmocka_unit_test(a_short_word_has_a_key_and_a_long_one_none),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
