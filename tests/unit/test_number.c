/* test_number.c - numbers in running text: where they end and how they were written. */
#include "vn/number.h"
#include "support/word_ground.h"
#include <time.h>

struct row { const char *text; const char *value; size_t end; enum vn_number_form form; milli scale; };

static void check_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct vn_number got;
        struct str s = str_c(rows[i].text);
        if (!vn_number_at(s, 0, &got)) fail_msg("“%s”: none", rows[i].text);
        if (!str_is(vn_decimal(ground, got.value), str_c(rows[i].value)) || got.end != rows[i].end ||
            got.form != rows[i].form || got.scale != rows[i].scale)
            fail_msg("“%s”: %.*s, end %zu, form %d, scale %lld", rows[i].text,
                STR(vn_decimal(ground, got.value)), got.end, (int)got.form, (long long)got.scale);
    }
}

static void a_number_in_digits_ends_where_its_digits_end(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "8.627suất", "8627", 5, VN_DIGITS, 1 },   { "12.000m2", "12000", 6, VN_DIGITS, 1 },
        { "146 phần quà", "146", 3, VN_DIGITS, 1 }, { "30.9 ha", "30.9", 4, VN_DIGITS, 1 },
        { "1.234,5 tấn", "1234.5", 7, VN_DIGITS, 1 }, { "45. Tiếp", "45", 2, VN_DIGITS, 1 },
        { "45, 46", "45", 2, VN_DIGITS, 1 },        { "1,2,3", "1", 1, VN_DIGITS, 1 },
        { "38/45 vị", "38", 2, VN_DIGITS, 1 },      { "12%", "12", 2, VN_DIGITS, 1 },
        { "10-15 hộ", "10", 2, VN_DIGITS, 1 },      { "20 23", "20", 2, VN_DIGITS, 1 },
    };
    check_rows(rows, COUNT(rows));
}

static void scale_words_belong_to_the_number(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "1,3 tỷ đồng", "1300000000", sizeof "1,3 tỷ" - 1, VN_MIXED, 1000000000 },
        { "394 tỷ 581triệu đồng", "394581000000", sizeof "394 tỷ 581triệu" - 1, VN_MIXED, 1000000 },
        { "115 ngàn đồng", "115000", sizeof "115 ngàn" - 1, VN_MIXED, 1000 },
        { "5 trăm suất", "500", sizeof "5 trăm" - 1, VN_MIXED, 100 },
        { "hai mươi mốt nghìn đồng", "21000", sizeof "hai mươi mốt nghìn" - 1, VN_WORDS, 1000 },
        { "1 tỷ rưỡi đồng", "1500000000", sizeof "1 tỷ rưỡi" - 1, VN_MIXED, 1000000000 },
        { "459 triệu, 146 phần", "459000000", sizeof "459 triệu" - 1, VN_MIXED, 1000000 },
        { "5 triệu 2 lần", "5000000", sizeof "5 triệu" - 1, VN_MIXED, 1000000 },
        { "nghìn tỷ", "1000000000000", sizeof "nghìn tỷ" - 1, VN_WORDS, 1000000000 },
    };
    check_rows(rows, COUNT(rows));
}

static void words_with_another_meaning_end_the_number(void **state)
{
    (void)state;
    static const struct row rows[] = {
        { "hai mươi năm qua", "20", sizeof "hai mươi" - 1, VN_WORDS, 1 },
        { "mười năm", "10", sizeof "mười" - 1, VN_WORDS, 1 },
        { "hai trăm năm", "200", sizeof "hai trăm" - 1, VN_WORDS, 1 },
        { "năm trăm nghìn một suất", "500000", sizeof "năm trăm nghìn" - 1, VN_WORDS, 1000 },
        { "ba mươi lăm hộ", "35", sizeof "ba mươi lăm" - 1, VN_WORDS, 1 },
        { "một hội viên", "1", sizeof "một" - 1, VN_WORDS, 1 },
    };
    check_rows(rows, COUNT(rows));
}

static void words_that_only_look_like_numbers_are_none(void **state)
{
    (void)state;
    static const char *const rows[] = { "tư nhân", "mốt", "không có", "lăm le", "linh hoạt", "âm nhạc", "mươi",
        "rưỡi", "phẩy", "Phường", "đồng", "", "-5", "3.4.2014", "1.2.3", "1.234.56", "nửa ngày", "bay", "sau",
        "nam" };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vn_number got;
        if (vn_number_at(str_c(rows[i]), 0, &got)) fail_msg("“%s” was read", rows[i]);
    }
}

static void the_way_of_writing_is_told(void **state)
{
    (void)state;
    struct vn_number n;
    assert_true(vn_number_at(S("02 căn"), 0, &n) && n.padded && !n.plain_dot && !n.bare);
    assert_true(vn_number_at(S("12 căn"), 0, &n) && !n.padded);
    assert_true(vn_number_at(S("12.5 km"), 0, &n) && n.plain_dot);
    assert_true(vn_number_at(S("12,5 km"), 0, &n) && !n.plain_dot);
    assert_true(vn_number_at(S("trăm suất"), 0, &n) && n.bare);
    assert_true(vn_number_at(S("một trăm suất"), 0, &n) && !n.bare);
}

static void what_does_not_fit_is_refused_and_never_rounded(void **state)
{
    (void)state;
    static const char *const rows[] = { "1,2345", "0,0001", "9223372036854775,808",
        "123456789012345678901234567890", "9.999.999.999 tỷ", "một trăm nghìn tỷ tỷ", "1,0000000000001 tỷ" };
    milli v;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (vn_number_read(str_c(rows[i]), &v)) fail_msg("“%s” was read", rows[i]);
    assert_true(vn_number_read(S("9223372036854775,807"), &v) && v == INT64_MAX);
    assert_true(vn_number_read(S("1,23456 tỷ"), &v) && v == INT64_C(1234560000) * MILLI);
}

static void a_long_line_is_read_in_time_that_grows_with_it(void **state)
{
    (void)state;
    static const char *const parts[] = { "9", "1.", "9.999.", "không ", "nghìn ", "một ", "1 ", "phẩy không ",
        " ", "linh một ", "tỷ 1 " };
    for (size_t k = 0; k < COUNT(parts); k++) {
        struct arena_mark mark = arena_mark(ground);
        struct buf b = buf_open(ground);
        while (b.n < 400000) buf_c(&b, parts[k]);
        struct str s = buf_done(&b);
        struct vn_number n;
        struct vn_money m;
        clock_t from = clock();
        for (size_t i = 0; i < s.n; i++)
            if (!i || s.p[i - 1] == ' ') vn_number_at(s, i, &n);
        vn_money_find(s, &m);
        if (clock() - from > 4 * CLOCKS_PER_SEC) fail_msg("“%s” again and again is slow", parts[k]);
        arena_back(ground, mark);
    }
}

/* ---- pairs of other projects ---- */

static struct str field(struct str line, int which)
{
    struct str part = S("");
    for (int i = 0; i <= which; i++)
        if (!str_next(&line, '\t', &part)) return S("");
    return part;
}

/* Every wording that num2words gives is read back; so are the words of vn-numberwords, with and without diacritics. */
static void words_of_num2words_are_read(void **state)
{
    (void)state;
    struct str rest = S(""), line;
    assert_true(pairs_read(ground, "num2words_vi.tsv", &rest));
    size_t rows = 0;
    while (str_next(&rest, '\n', &line)) {
        milli want, got;
        struct str number = field(line, 0), words = field(line, 1);
        if (!vn_decimal_read(number, &want)) continue;
        if (!vn_number_read(words, &got) || got != want) fail_msg("%.*s", STR(line));
        rows++;
    }
    assert_true(rows >= 40);
}

static void pairs_of_vn_numberwords_agree_both_ways(void **state)
{
    (void)state;
    struct str rest = S(""), line;
    assert_true(pairs_read(ground, "vn_numberwords.tsv", &rest));
    size_t rows = 0;
    while (str_next(&rest, '\n', &line)) {
        struct str function = field(line, 0), in = field(line, 1), option = field(line, 2), want = field(line, 3);
        milli v, got;
        if (str_is(function, S("words_to_number")) && in.n) {  /* no words at all are no number to us, and 0 to them */
            if (!vn_decimal_read(want, &v) || !vn_number_read(in, &got) || got != v) fail_msg("%.*s", STR(line));
        } else if (str_is(function, S("currency_words_to_number"))) {
            struct vn_money m;
            if (!vn_decimal_read(want, &v) || !vn_money_at(in, 0, &m) || m.value != v || m.end != in.n)
                fail_msg("%.*s", STR(line));
        } else if (str_is(function, S("number_to_words")) && !option.n) {  /* an option asks for the southern "tư" */
            if (!vn_decimal_read(in, &v) || !str_is(vn_number_words(ground, v), want)) fail_msg("%.*s", STR(line));
        } else if (str_is(function, S("number_to_currency"))) {
            if (!vn_decimal_read(in, &v)) fail_msg("%.*s", STR(line));
            if (!str_is(str_fmt(ground, "%.*s đồng", STR(vn_number_words(ground, v))), want))
                fail_msg("%.*s", STR(line));
        } else if (str_is(function, S("vietnamese_string_to_words"))) {    /* here the dot groups */
            if (!vn_number_read(in, &v) || !str_is(vn_number_words(ground, v), want)) fail_msg("%.*s", STR(line));
        } else {
            assert_true(!in.n || option.n || !function.n);
            continue;
        }
        rows++;
    }
    assert_true(rows >= 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_in_digits_ends_where_its_digits_end),
        cmocka_unit_test(scale_words_belong_to_the_number),
        cmocka_unit_test(words_with_another_meaning_end_the_number),
        cmocka_unit_test(words_that_only_look_like_numbers_are_none),
        cmocka_unit_test(the_way_of_writing_is_told),
        cmocka_unit_test(what_does_not_fit_is_refused_and_never_rounded),
        cmocka_unit_test(a_long_line_is_read_in_time_that_grows_with_it),
    };
    const struct CMUnitTest pairs[] = {
        cmocka_unit_test(words_of_num2words_are_read),
        cmocka_unit_test(pairs_of_vn_numberwords_agree_both_ways),
    };
    int failed = cmocka_run_group_tests(tests, ground_open, ground_close);
    struct str seen;
    ground_open(NULL);
    bool here = pairs_read(ground, "num2words_vi.tsv", &seen);
    ground_close(NULL);
    return failed + (here ? cmocka_run_group_tests(pairs, ground_open, ground_close) : 0);
}
