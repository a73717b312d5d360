/* test_tokens.c - cutting a text: every visible character in one token, numbers and names in one piece. */
#include "read/find/gazetteer.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static size_t cut(struct arena *a, const char *text, struct token **tok)
{
    size_t n;
    *tok = gazetteer_cut(gazetteer_get(), a, str_c(text), &n, NULL);
    return n;
}

static void a_number_keeps_its_dots_and_commas(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct token *t;
    assert_int_equal(cut(a, "1.440,6 triệu, 27/7.", &t), 7);
    assert_int_equal(t[0].kind, TOKEN_NUMBER);
    assert_int_equal(t[0].to, 7);
    assert_int_equal(t[2].kind, TOKEN_MARK);
    assert_int_equal(t[3].kind, TOKEN_NUMBER);
    assert_int_equal(t[5].kind, TOKEN_NUMBER);
    assert_int_equal(t[6].kind, TOKEN_MARK);
    arena_close(a);
}

static void spelling_of_the_tone_does_not_part_words(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct token *t;
    assert_int_equal(cut(a, "ủy uỷ ỦY Uỷ", &t), 4);
    assert_true(t[0].word);
    for (int i = 1; i < 4; i++) assert_int_equal(t[i].word, t[0].word);
    assert_true(t[2].flags & TOKEN_CAPS);
    assert_true(t[3].flags & TOKEN_CAPITAL && !(t[3].flags & TOKEN_CAPS));
    arena_close(a);
}

static void glued_units_and_names_with_an_apostrophe_stay_right(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct token *t;
    assert_int_equal(cut(a, "12.000m2 R’lấp cho189", &t), 5);
    assert_int_equal(t[1].to - t[1].from, 2);
    assert_int_equal(t[2].kind, TOKEN_WORD);
    assert_int_equal(t[4].kind, TOKEN_NUMBER);
    assert_false(t[4].flags & TOKEN_SPACED);
    arena_close(a);
}

static void straight_quotes_open_and_close_in_turn(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct token *t;
    assert_int_equal(cut(a, "\"a\" “b”\n\"c", &t), 9);
    assert_int_equal(t[0].kind, TOKEN_OPEN);
    assert_int_equal(t[2].kind, TOKEN_CLOSE);
    assert_int_equal(t[3].kind, TOKEN_OPEN);
    assert_int_equal(t[5].kind, TOKEN_CLOSE);
    assert_int_equal(t[6].kind, TOKEN_LINE);
    assert_int_equal(t[7].kind, TOKEN_OPEN);
    arena_close(a);
}

static void no_visible_byte_is_lost(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    const char *text = "  Đảng uỷ\u00a0xã… (T/M) “5 không”, 30.9 km² — 100%\nكتاب 汉字 😀 x";
    struct token *t;
    size_t n = cut(a, text, &t), at = 0;
    for (size_t i = 0; i < n; i++) {
        assert_true(t[i].from >= at && t[i].to > t[i].from);
        for (size_t k = at; k < t[i].from; k++)
            assert_true(text[k] == ' ' || (unsigned char)text[k] == 0xC2 || (unsigned char)text[k] == 0xA0);
        at = t[i].to;
    }
    assert_int_equal(at, strlen(text));
    assert_int_equal(t[n].kind, TOKEN_END);
    arena_close(a);
}

/* A word is known again when it comes back; in what stands behind it, it must not be mistaken. */
static void a_word_that_comes_back_is_cut_as_the_first_time(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    static const char *const texts[] = {
        "Phường phường PHƯỜNG phường2 phường’s phường. phường” km km2 km km² km m m2 m3 nghiêng nghiêng",
        ("Đắk R’lấp Đắk R’lấp R R’ R’l a–a a a\xC2\xA0" "a a"),
        "Mộtchữdàihơnmườisáubyte Mộtchữdàihơnmườisáubyte một một Một",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct token *once, *again, *last;
        size_t n = cut(a, texts[i], &once), m;
        struct str three = str_fmt(a, "%s\n%s\n%s", texts[i], texts[i], texts[i]);
        m = cut(a, str_z(a, three), &again);
        assert_int_equal(m, 3 * n + 2);
        last = again + 2 * n + 2;
        for (size_t k = 0; k < n; k++) {
            assert_int_equal(once[k].to - once[k].from, last[k].to - last[k].from);
            assert_int_equal(once[k].word, last[k].word);
            assert_int_equal(once[k].kind, last[k].kind);
            assert_int_equal(once[k].flags, last[k].flags);
        }
    }
    arena_close(a);
}

static void a_sign_over_and_over_is_one_token_and_a_few_of_them_are_themselves(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct token *t;
    char line[400] = "Tên: ";
    assert_int_equal(cut(a, "a... b…… c((", &t), 10);
    memset(line + strlen(line), '.', 300);
    assert_int_equal(cut(a, line, &t), 3);
    assert_int_equal(t[2].to - t[2].from, 300);
    arena_close(a);
}

static void how_a_token_is_spelt_is_told_the_same_each_time_it_comes(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct str text = S("Hội đã tặng 12 suất; hội đã tặng (12) suất, Nghiêngngả m2 ..... “đã” nghiêngnghiêng\nđã; ,");
    for (int time = 0; time < 2; time++) {
        uint8_t *spelt;
        size_t n;
        const struct token *t = gazetteer_cut(gazetteer_get(), a, text, &n, &spelt);
        for (size_t i = 0; i < n; i++) assert_int_equal(spelt[i], spelt_of(str_cut(text, t[i].from, t[i].to)));
    }
    arena_close(a);
}

static void each_sign_is_spelt_in_a_way_of_its_own(void **state)
{
    (void)state;
    bool seen[256] = { false };
    for (char c = '!'; c <= '~'; c++) {
        if (!is_sign(c)) continue;
        assert_false(seen[sign_spelt(c)]);
        assert_true(sign_spelt(c) < SPELT_SHARED);
        seen[sign_spelt(c)] = true;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_keeps_its_dots_and_commas),
        cmocka_unit_test(spelling_of_the_tone_does_not_part_words),
        cmocka_unit_test(glued_units_and_names_with_an_apostrophe_stay_right),
        cmocka_unit_test(straight_quotes_open_and_close_in_turn),
        cmocka_unit_test(no_visible_byte_is_lost),
        cmocka_unit_test(a_word_that_comes_back_is_cut_as_the_first_time),
        cmocka_unit_test(a_sign_over_and_over_is_one_token_and_a_few_of_them_are_themselves),
        cmocka_unit_test(how_a_token_is_spelt_is_told_the_same_each_time_it_comes),
        cmocka_unit_test(each_sign_is_spelt_in_a_way_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
