/* test_period.c - periods: bounds, order, short form. */
#include "vn/period.h"
#include "support/word_ground.h"

static struct period of(const char *form)
{
    struct period p = { 0 };
    if (!period_read(str_c(form), &p)) fail_msg("“%s” was not read", form);
    return p;
}

static void each_form_has_its_bounds(void **state)
{
    (void)state;
    static const struct { const char *form, *from, *to, *said;
    } rows[] = {
        { "2024-02", "2024-02-01", "2024-02-29", "Tháng 2/2024" },
        { "2023-Q2", "2023-04-01", "2023-06-30", "Quý II/2023" },
        { "2023-Q4", "2023-10-01", "2023-12-31", "Quý IV/2023" },
        { "2023-H1", "2023-01-01", "2023-06-30", "6 tháng đầu năm 2023" },
        { "2023-H2", "2023-07-01", "2023-12-31", "6 tháng cuối năm 2023" },
        { "2023-9M", "2023-01-01", "2023-09-30", "9 tháng đầu năm 2023" },
        { "2023", "2023-01-01", "2023-12-31", "Năm 2023" },
        { "2024/2029", "2024-01-01", "2029-12-31", "Nhiệm kỳ 2024-2029" },
        { "2023-02-03..2023-02-05", "2023-02-03", "2023-02-05", "Từ ngày 03/02/2023 đến ngày 05/02/2023" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct period p = of(rows[i].form);
        expect_text(day_write(ground, p.from), rows[i].from);
        expect_text(day_write(ground, p.to), rows[i].to);
        expect_text(period_write(ground, p), rows[i].form);
        expect_text(period_vi(ground, p), rows[i].said);
    }
}

static void the_next_and_the_previous_are_of_the_same_type(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "2023-12", "2024-01" },
        { "2023-Q4", "2024-Q1" },
        { "2023-Q1", "2023-Q2" },
        { "2023-H1", "2023-H2" },
        { "2023-H2", "2024-H1" },
        { "2023-9M", "2024-9M" },
        { "2023", "2024" },
        { "2019/2024", "2024/2029" },
        { "2023-02-27..2023-02-28", "2023-03-01..2023-03-02" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        expect_text(period_write(ground, period_next(of(rows[i][0]))), rows[i][1]);
        expect_text(period_write(ground, period_previous(of(rows[i][1]))), rows[i][0]);
    }
}

static void a_wrong_form_is_not_read(void **state)
{
    (void)state;
    static const char *const rows[] = { "", "2023-00", "2023-13", "2023-Q0", "2023-Q5", "2023-H3", "2023-8M",
        "2023-q1", "23-Q1", "2023-1", "0000", "2029/2024", "2024/29", "2023-02-05..2023-02-03",
        "2023-02-30..2023-03-01", "2023-Q1 ", "abcd", "2023..2024" };
    struct period p;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (period_read(str_c(rows[i]), &p)) fail_msg("“%s” was read", rows[i]);
}

static void a_period_lies_within_those_that_hold_it(void **state)
{
    (void)state;
    assert_true(period_has(of("2023"), of("2023-Q2")));
    assert_true(period_has(of("2023-H1"), of("2023-06")));
    assert_true(period_has(of("2023-Q2"), of("2023-Q2")));
    assert_false(period_has(of("2023-Q2"), of("2023-H1")));
    assert_false(period_has(of("2023-9M"), of("2023-Q4")));
    assert_false(period_has((struct period){ 0 }, of("2023")));
}

static void a_day_falls_into_one_period_of_each_type(void **state)
{
    (void)state;
    struct day d = { 2023, 7, 27 };
    expect_text(period_write(ground, period_of_day(PERIOD_MONTH, d)), "2023-07");
    expect_text(period_write(ground, period_of_day(PERIOD_QUARTER, d)), "2023-Q3");
    expect_text(period_write(ground, period_of_day(PERIOD_HALF, d)), "2023-H2");
    expect_text(period_write(ground, period_of_day(PERIOD_YEAR, d)), "2023");
    expect_text(period_write(ground, period_of_day(PERIOD_RANGE, d)), "2023-07-27..2023-07-27");
    assert_int_equal(period_of_day(PERIOD_TERM, d).type, PERIOD_NONE);
}

static void a_period_without_a_year_takes_the_nearest(void **state)
{
    (void)state;
    static const struct { int quarter; const char *on, *want;
    } rows[] = {
        { 4, "2024-01-10", "2023-Q4" },
        { 1, "2024-03-21", "2024-Q1" },
        { 2, "2023-07-27", "2023-Q2" },
        { 1, "2023-12-20", "2024-Q1" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct day on;
        assert_true(day_read(str_c(rows[i].on), &on));
        struct period p = period_make(PERIOD_QUARTER, 0, rows[i].quarter);
        expect_text(period_write(ground, vn_period_on(p, on)), rows[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_has_its_bounds),
        cmocka_unit_test(the_next_and_the_previous_are_of_the_same_type),
        cmocka_unit_test(a_wrong_form_is_not_read),
        cmocka_unit_test(a_period_lies_within_those_that_hold_it),
        cmocka_unit_test(a_day_falls_into_one_period_of_each_type),
        cmocka_unit_test(a_period_without_a_year_takes_the_nearest),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
