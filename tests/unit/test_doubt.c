/* test_doubt.c - figures on a page whose letters were not clear. */
#include "read/reader.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* "trao 98,5 kg gạo": the figure and its words, the number's and the rice's as sure as told. */
static struct record page(struct figure_found *f, struct word_found *w, uint16_t number, uint16_t rice)
{
    *f = (struct figure_found){ .span = { 5, 18 }, .confidence = 960, .part_of = -1 };
    w[0] = (struct word_found){ .span = { 0, 4 }, .confidence = 300 };
    w[1] = (struct word_found){ .span = { 5, 9 }, .confidence = number };
    w[2] = (struct word_found){ .span = { 10, 12 }, .confidence = 990 };
    w[3] = (struct word_found){ .span = { 13, 18 }, .confidence = rice };
    return (struct record){ .text = S("trao 98,5 kg gạo"), .figures = f, .figure_count = 1, .words = w,
                            .word_count = 4 };
}

static void test_a_figure_of_clear_words_keeps_its_confidence(void **state)
{
    (void)state;
    struct figure_found f;
    struct word_found w[4];
    struct record r = page(&f, w, 920, 850); /* the word before it does not count */
    doubt_letters(&r);
    assert_int_equal(f.confidence, 960);
    assert_int_equal(f.doubts, 0);
    assert_int_equal(reader_unclear(&r), 25);
}

static void test_a_word_that_is_not_clear_makes_a_doubt(void **state)
{
    (void)state;
    struct figure_found f;
    struct word_found w[4];
    struct record r = page(&f, w, 950, 849);
    doubt_letters(&r);
    assert_true(f.doubts & 1U << DOUBT_LETTERS);
    assert_true(f.confidence < 900);
    assert_int_equal(reader_unclear(&r), 50);
}

static void test_digits_have_to_be_clearer_than_letters(void **state)
{
    (void)state;
    struct figure_found f;
    struct word_found w[4];
    struct record r = page(&f, w, 919, 990);
    doubt_letters(&r);
    assert_true(f.doubts & 1U << DOUBT_LETTERS);
    assert_true(f.confidence < 900);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_figure_of_clear_words_keeps_its_confidence),
        cmocka_unit_test(test_a_word_that_is_not_clear_makes_a_doubt),
        cmocka_unit_test(test_digits_have_to_be_clearer_than_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
