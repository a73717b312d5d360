/* test_fold.c - folding, case, and the place of the tone. */
#include "vn/text.h"
#include "support/word_ground.h"

static void both_spellings_of_a_tone_become_one(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "hòa", "hoà" }, { "Hòa", "HOÀ" }, { "ủy", "uỷ" }, { "thủy", "thuỷ" }, { "khỏe", "khoẻ" }, { "hóa", "hoá" },
        { "tùy", "tuỳ" }, { "họa", "hoạ" }, { "lòe", "loè" }, { "Đảng ủy", "đảng uỷ" },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_text(vn_plain_tone(ground, str_c(rows[i][0])), str_z(ground, vn_plain_tone(ground, str_c(rows[i][1]))));
}

static void other_words_keep_their_tone_where_it_is(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "hoàn",
        "khuyến",
        "quý",
        "quá",
        "già",
        "giữ",
        "giếng",
        "thuở",
        "nước",
        "tiếng",
        "nguyễn",
        "mùa",
        "chìa",
        "hòa",
        "xoáy",
        "khuỷu",
        "giáo",
        "quốc",
        "uống",
        "người",
        "yếu",
        "toàn",
        "ngoài",
        "thúy",
        "mía",
        "gìn",
        "gì",
        "cửu",
        "bưởi",
    };
    for (size_t i = 0; i < COUNT(rows); i++) expect_text(vn_plain_tone(ground, str_c(rows[i])), rows[i]);
}

static void i_and_y_are_not_joined(void **state)
{
    (void)state;
    assert_false(str_is(vn_plain_tone(ground, S("quý")), vn_plain_tone(ground, S("quí"))));
}

static void case_changes_letters_of_vietnamese_and_leaves_the_rest(void **state)
{
    (void)state;
    expect_text(vn_lower(ground, S("ĐẢNG ỦY PHƯỜNG 2 – QUÝ Ⅱ")), "đảng ủy phường 2 – quý ⅱ");
    expect_text(vn_upper(ground, S("nguyễn thị hồng gấm, ơ ư ă â ê ô đ")), "NGUYỄN THỊ HỒNG GẤM, Ơ Ư Ă Â Ê Ô Đ");
    expect_text(vn_lower(ground, S("Straße ÑÜ")), "straße ñü");
    expect_text(vn_upper(ground, S("ÿ ł")), "Ÿ Ł");
}

static void folding_forgets_marks_and_blanks_but_no_letter(void **state)
{
    (void)state;
    expect_text(vn_fold(ground, S("  Đảng\t ủy\n\nPHƯỜNG 2  ")), "dang uy phuong 2");
    expect_text(vn_fold(ground, S("")), "");
    expect_text(vn_fold(ground, S(" \xC2\xA0 ")), "");
    expect_text(vn_fold(ground, S("Ø ł ß Ж")), "ø ł ß ж");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_spellings_of_a_tone_become_one),
        cmocka_unit_test(other_words_keep_their_tone_where_it_is),
        cmocka_unit_test(i_and_y_are_not_joined),
        cmocka_unit_test(case_changes_letters_of_vietnamese_and_leaves_the_rest),
        cmocka_unit_test(folding_forgets_marks_and_blanks_but_no_letter),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
