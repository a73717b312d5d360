/* test_money.c - qualifiers and amounts where they stand in a sentence; tests/tables/vn_money.txt has the wordings. */
#include "vn/number.h"
#include "support/word_ground.h"

static void an_amount_ends_behind_its_currency(void **state)
{
    (void)state;
    static const struct { const char *text; size_t end; } rows[] = {
        { "trên 459 triệu đồng, 146 phần", sizeof "trên 459 triệu đồng" - 1 },
        { "1.000.000đ/suất", sizeof "1.000.000đ" - 1 },
        { "từ 20 triệu đồng trở lên; sau đó", sizeof "từ 20 triệu đồng trở lên" - 1 },
        { "20-100 triệu đồng/hộ", sizeof "20-100 triệu đồng" - 1 },
        { "1,3 tỷ cho", sizeof "1,3 tỷ" - 1 },
        { "500.000 VNĐ.", sizeof "500.000 VNĐ" - 1 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vn_money m;
        if (!vn_money_at(str_c(rows[i].text), 0, &m)) fail_msg("“%s”: none", rows[i].text);
        if (m.end != rows[i].end) fail_msg("“%s”: ends at %zu", rows[i].text, m.end);
    }
}

static void each_qualifier_says_what_it_claims(void **state)
{
    (void)state;
    static const struct { const char *text; enum vn_approx approx;
    } rows[] = {
        { "trên ", VN_OVER },
        { "Hơn ", VN_OVER },
        { "vượt ", VN_OVER },
        { "gần ", VN_UNDER },
        { "DƯỚI ", VN_UNDER },
        { "chưa đến ", VN_UNDER },
        { "khoảng ", VN_ABOUT },
        { "ước đạt ", VN_ABOUT },
        { "xấp xỉ ", VN_ABOUT },
        { "ít nhất ", VN_AT_LEAST },
        { "không dưới ", VN_AT_LEAST },
        { "không quá ", VN_AT_MOST },
        { "tối đa ", VN_AT_MOST },
        { "trên dưới ", VN_ABOUT },
        { "ước đạt trên ", VN_OVER },
        { "Ước ", VN_ABOUT },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str s = str_fmt(ground, "%s5", rows[i].text);
        size_t end;
        assert_int_equal(vn_approx_at(s, 0, &end), rows[i].approx);
        assert_int_equal(end, s.n - 1);
    }
}

static void a_word_that_only_begins_like_a_qualifier_is_none(void **state)
{
    (void)state;
    static const char *const rows[] = { "trênh 5", "gầnn 5", "bình quân 5", "đạt 5", "có 5", "5", "" };
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t end;
        assert_int_equal(vn_approx_at(str_c(rows[i]), 0, &end), VN_EXACT);
        assert_int_equal(end, 0);
    }
    size_t end, at = sizeof "trình " - 1;
    assert_int_equal(vn_approx_at(S("trình độ 12"), at, &end), VN_EXACT);
}

static void the_bounds_of_a_range_share_scale_and_currency(void **state)
{
    (void)state;
    static const struct { const char *text; int64_t low, high; } rows[] = {
        { "20-100 triệu", 20000000, 100000000 },
        { "từ 500.000 đến 1 triệu đồng", 500000, 1000000 },
        { "500 - 700 nghìn đồng", 500000, 700000 },
        { "1,5 – 2 tỷ đồng", 1500000000, 2000000000 },
        { "từ 900 triệu đồng đến 1,2 tỷ đồng", 900000000, 1200000000 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vn_money m;
        if (!vn_money_at(str_c(rows[i].text), 0, &m) || m.approx != VN_RANGE) fail_msg("“%s”: no range", rows[i].text);
        assert_true(m.value == rows[i].low * MILLI && m.value_max == rows[i].high * MILLI);
    }
}

static void what_falls_backwards_is_no_range(void **state)
{
    (void)state;
    struct vn_money m;
    assert_true(vn_money_at(S("3 đồng - 2 triệu"), 0, &m));    /* a currency on one side only */
    assert_int_equal(m.approx, VN_RANGE);
    assert_true(vn_money_at(S("5 triệu đồng - 3 triệu đồng"), 0, &m));
    assert_int_equal(m.approx, VN_EXACT);
    assert_true(m.value == INT64_C(5000000) * MILLI);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amount_ends_behind_its_currency),
        cmocka_unit_test(each_qualifier_says_what_it_claims),
        cmocka_unit_test(a_word_that_only_begins_like_a_qualifier_is_none),
        cmocka_unit_test(the_bounds_of_a_range_share_scale_and_currency),
        cmocka_unit_test(what_falls_backwards_is_no_range),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
