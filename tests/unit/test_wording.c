/* test_wording.c - numbers and amounts as they are written out; tests/tables/vn_words.txt has the words. */
#include "vn/number.h"
#include "support/word_ground.h"

static void digits_group_by_dots_and_part_by_a_comma(void **state)
{
    (void)state;
    static const struct { milli value; const char *digits, *decimal; } rows[] = {
        { 0, "0", "0" }, { 1, "0,001", "0.001" }, { 12500, "12,5", "12.5" }, { 1234567, "1.234,567", "1234.567" },
        { 999000, "999", "999" }, { 1000000, "1.000", "1000" }, { INT64_C(459000000000), "459.000.000", "459000000" },
        { -1500, "-1,5", "-1.5" }, { INT64_MIN, "-9.223.372.036.854.775,808", "-9223372036854775.808" },
        { INT64_MAX, "9.223.372.036.854.775,807", "9223372036854775.807" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        expect_text(vn_number_digits(ground, rows[i].value), rows[i].digits);
        expect_text(vn_decimal(ground, rows[i].value), rows[i].decimal);
        milli back;
        assert_true(vn_decimal_read(str_c(rows[i].decimal), &back) && back == rows[i].value);
    }
}

static void a_decimal_string_is_read_strictly(void **state)
{
    (void)state;
    static const char *const rows[] = { "", "-", ".5", "5.", "1.2345", "1,5", "+1", " 1", "1 ", "1.2.3", "1e3",
        "9223372036854775.808", "--1" };
    milli v;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (vn_decimal_read(str_c(rows[i]), &v)) fail_msg("“%s” was read", rows[i]);
    assert_true(vn_decimal_read(S("1.5000"), &v) && v == 1500);
    assert_true(vn_decimal_read(S("007"), &v) && v == 7000);
}

static void money_is_short_only_when_nothing_is_lost(void **state)
{
    (void)state;
    static const struct { int64_t value; const char *full, *brief;
    } rows[] = {
        { 459000000, "459.000.000 đồng", "459 triệu đồng" },
        { 1300000000, "1.300.000.000 đồng", "1,3 tỷ đồng" },
        { 500000, "500.000 đồng", "500.000 đồng" },
        { 61794000, "61.794.000 đồng", "61,794 triệu đồng" },
        { 61794500, "61.794.500 đồng", "61.794.500 đồng" },
        { 0, "0 đồng", "0 đồng" },
        { 1618000000, "1.618.000.000 đồng", "1,618 tỷ đồng" },
        { 1618500000, "1.618.500.000 đồng", "1.618,5 triệu đồng" },
        { -25000000, "-25.000.000 đồng", "-25 triệu đồng" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        expect_text(vn_money_full(ground, rows[i].value * MILLI), rows[i].full);
        expect_text(vn_money_short(ground, rows[i].value * MILLI), rows[i].brief);
    }
}

static void a_quantity_gets_its_wording_back(void **state)
{
    (void)state;
    const int64_t million = INT64_C(1000000) * MILLI;
    expect_text(vn_quantity(ground, VN_OVER, 489 * million, 0, S("VND")), "trên 489 triệu đồng");
    expect_text(vn_quantity(ground, VN_UNDER, 30 * million, 0, S("VND")), "gần 30 triệu đồng");
    expect_text(vn_quantity(ground, VN_ABOUT, 5000, 0, S("ha")), "khoảng 5 ha");
    expect_text(vn_quantity(ground, VN_EXACT, 12500, 0, S("%")), "12,5%");
    expect_text(vn_quantity(ground, VN_AT_LEAST, 3000, 0, S("căn")), "ít nhất 3 căn");
    expect_text(vn_quantity(ground, VN_AT_MOST, 3000, 0, S("căn")), "tối đa 3 căn");
    expect_text(vn_quantity(ground, VN_RANGE, 20 * million, 100 * million, S("VND")), "từ 20 đến 100 triệu đồng");
    expect_text(vn_quantity(ground, VN_RANGE, 900 * million, 1200 * million, S("VND")),
        "từ 900 triệu đồng đến 1,2 tỷ đồng");
    expect_text(vn_quantity(ground, VN_RANGE, 10000, 15000, S("hộ")), "từ 10 đến 15 hộ");
    expect_text(vn_quantity(ground, VN_EXACT, 1000, 0, S("")), "1");
    expect_text(vn_quantity(ground, VN_EXACT, 20000000, 0, S("USD")), "20.000 USD");
}

static void money_written_short_reads_back_as_the_same_amount(void **state)
{
    (void)state;
    static const enum vn_approx all[] = { VN_EXACT, VN_OVER, VN_UNDER, VN_ABOUT, VN_AT_LEAST, VN_AT_MOST, VN_RANGE };
    for (size_t i = 0; i < COUNT(all); i++) {
        milli low = INT64_C(20500000) * MILLI, high = INT64_C(100000000) * MILLI;
        struct str s = vn_quantity(ground, all[i], low, high, S("VND"));
        struct vn_money m;
        assert_true(vn_money_at(s, 0, &m) && m.end == s.n);
        assert_int_equal(m.approx, all[i]);
        assert_true(m.value == low && (all[i] != VN_RANGE || m.value_max == high));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_group_by_dots_and_part_by_a_comma),
        cmocka_unit_test(a_decimal_string_is_read_strictly),
        cmocka_unit_test(money_is_short_only_when_nothing_is_lost),
        cmocka_unit_test(a_quantity_gets_its_wording_back),
        cmocka_unit_test(money_written_short_reads_back_as_the_same_amount),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
