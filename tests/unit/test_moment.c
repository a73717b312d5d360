/* test_moment.c - periods in words: in the language of the reader, and in Vietnamese where they are kept. */
#include "core/office/moment.h"
#include "support/word_ground.h"

static const struct { const char *form, *inside, *vi, *en; } rows[] = {
    { "2023-06", "tháng 6/2023", "Tháng 6/2023", "June 2023" },
    { "2023-Q2", "quý II/2023", "Quý II/2023", "Q2 2023" },
    { "2023-H2", "6 tháng cuối năm 2023", "6 tháng cuối năm 2023", "H2 2023" },
    { "2023-9M", "9 tháng đầu năm 2023", "9 tháng đầu năm 2023", "9 months of 2023" },
    { "2023", "năm 2023", "Năm 2023", "2023" },
    { "2024/2029", "nhiệm kỳ 2024-2029", "Nhiệm kỳ 2024-2029", "2024–2029" },
    { "2023-02-03..2023-02-05", "từ ngày 03/02/2023 đến ngày 05/02/2023", "Từ ngày 03/02/2023 đến ngày 05/02/2023",
      "03/02/2023 to 05/02/2023" },
};

static void a_period_is_said_in_the_language_of_the_reader(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct period p;
        struct str form = str_c(rows[i].form);
        assert_true(period_read(form, &p));
        expect_text(period_words(ground, p), rows[i].vi);
        expect_text(period_in(ground, form), rows[i].inside);
        say_language(LANGUAGE_EN);
        expect_text(period_words(ground, p), rows[i].en);
        expect_text(period_in(ground, form), rows[i].en);
        say_language(LANGUAGE_VI);
    }
}

static void what_is_kept_is_vietnamese_whoever_writes(void **state)
{
    (void)state;
    say_language(LANGUAGE_EN);
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_text(period_in_vi(ground, str_c(rows[i].form)), rows[i].inside);
    expect_text(period_in_vi(ground, S("quý hai")), "quý hai");
    say_language(LANGUAGE_VI);
}

static void under_a_bar_a_period_is_short(void **state)
{
    (void)state;
    static const char *const shorts[][3] = { { "2023-06", "6/23", "6/23" }, { "2023-Q2", "II/23", "Q2/23" },
        { "2023-H1", "6T đầu/23", "H1/23" }, { "2023-9M", "9T/23", "9M/23" }, { "2023", "2023", "2023" } };
    for (size_t i = 0; i < COUNT(shorts); i++) {
        struct period p;
        assert_true(period_read(str_c(shorts[i][0]), &p));
        expect_text(period_short(ground, p), shorts[i][1]);
        say_language(LANGUAGE_EN);
        expect_text(period_short(ground, p), shorts[i][2]);
        say_language(LANGUAGE_VI);
    }
}

static void a_month_alone_has_a_name(void **state)
{
    (void)state;
    expect_text(month_in(ground, 6), "tháng 6");
    expect_text(month_short(ground, 6), "T6");
    say_language(LANGUAGE_EN);
    expect_text(month_in(ground, 6), "June");
    expect_text(month_short(ground, 6), "Jun");
    say_language(LANGUAGE_VI);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_period_is_said_in_the_language_of_the_reader),
        cmocka_unit_test(what_is_kept_is_vietnamese_whoever_writes),
        cmocka_unit_test(under_a_bar_a_period_is_short),
        cmocka_unit_test(a_month_alone_has_a_name),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
