/* test_syllable.c - which words are one syllable, and which are several without a blank. */
#include "vn/syllable.h"
#include "support/word_ground.h"
#include "vn/text.h"

static void words_that_vietnamese_can_spell_are_one_syllable(void **state)
{
    (void)state;
    static const char *const words[] = { "được", "trao", "nghiêng", "quý", "quí", "giếng", "gìn", "gì", "giữ", "khuỷu",
        "oan", "uyên", "yêu", "ý", "xoong", "Đảng", "ƯỚC", "ngoằn", "nghĩa", "quốc", "quyết", "quả", "thuở", "nguyện",
        "hoà", "hòa", "y", "ở", "suýt", "rượu", "bưu", "quạnh", "ghế", "kỷ", "kỉ", "gia", "giường", "cuốc", "khoẻ" };
    struct syllable s;
    for (size_t i = 0; i < COUNT(words); i++)
        if (!vn_syllable(str_c(words[i]), &s)) fail_msg("not a syllable: %s", words[i]);
}

static void other_words_are_none(void **state)
{
    (void)state;
    static const char *const words[] = { "", "net", "internet", "zalo", "web", "đc", "ủyban", "nghà", "ka", "ce", "bac",
        "trặng2", "hợć", "được,", "Krông", "rlấp", "gụgg", "đượctrao", "bbb", "wifi" };
    struct syllable s;
    for (size_t i = 0; i < COUNT(words); i++)
        if (vn_syllable(str_c(words[i]), &s)) fail_msg("a syllable: %s", words[i]);
}

static void it_tells_tone_and_where_the_tone_stands(void **state)
{
    (void)state;
    struct syllable s;
    assert_true(vn_syllable(S("hòa"), &s) && s.place == PLACE_OLD && s.toned && s.marked);
    assert_true(vn_syllable(S("hoà"), &s) && s.place == PLACE_NEW);
    assert_true(vn_syllable(S("ủy"), &s) && s.place == PLACE_OLD);
    assert_true(vn_syllable(S("uỷ"), &s) && s.place == PLACE_NEW);
    assert_true(vn_syllable(S("quý"), &s) && s.place == PLACE_FREE);
    assert_true(vn_syllable(S("hoàn"), &s) && s.place == PLACE_FREE);
    assert_true(vn_syllable(S("các"), &s) && !s.toned && s.marked);
    assert_true(vn_syllable(S("tông"), &s) && !s.toned && s.marked);
    assert_true(vn_syllable(S("trao"), &s) && !s.marked && s.letters == 4);
}

static struct str parted(struct str word)
{
    size_t starts[SYLLABLES_MOST - 1], n = vn_syllables_stuck(word, starts), from = 0;
    struct buf b = buf_open(ground);
    for (size_t i = 0; i < n; i++) {
        buf_fmt(&b, "%.*s ", STR(str_cut(word, from, starts[i])));
        from = starts[i];
    }
    if (n) buf_str(&b, str_cut(word, from, word.n));
    return buf_done(&b);
}

static void stuck_words_are_parted_where_one_syllable_ends(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "đượctrao", "được trao" }, { "trongđó", "trong đó" }, { "tổchức", "tổ chức" },
        { "đượctraocho", "được trao cho" }, { "phụnữ", "phụ nữ" }, { "hộinghị", "hội nghị" },
        { "được", "" }, { "internet", "" }, { "Đắkrlấp", "" }, { "thứơ", "thứ ơ" }, { "vnđ", "" },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) expect_text(parted(str_c(rows[i][0])), rows[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_vietnamese_can_spell_are_one_syllable),
        cmocka_unit_test(other_words_are_none),
        cmocka_unit_test(it_tells_tone_and_where_the_tone_stands),
        cmocka_unit_test(stuck_words_are_parted_where_one_syllable_ends),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
