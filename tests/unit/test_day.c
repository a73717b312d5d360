/* test_day.c - the calendar, against the C library's. */
#include "vn/period.h"
#include "support/word_ground.h"
#include <time.h>

static void every_day_from_1800_to_2200_has_its_number(void **state)
{
    (void)state;
    int64_t n = day_number((struct day){ 1800, 1, 1 });
    for (int year = 1800; year <= 2200; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= day_month_last(year, month); day++, n++) {
                struct day d = { year, month, day };
                assert_int_equal(day_number(d), n);
                struct day back = day_from_number(n);
                assert_memory_equal(&back, &d, sizeof d);
            }
}

static void the_numbers_are_those_of_the_c_library(void **state)
{
    (void)state;
    static const struct day days[] = { { 1970, 1, 1 }, { 2000, 2, 29 }, { 2023, 7, 27 }, { 1910, 3, 8 },
        { 2100, 3, 1 } };
    for (size_t i = 0; i < COUNT(days); i++) {
        struct tm t = { .tm_year = days[i].year - 1900, .tm_mon = days[i].month - 1, .tm_mday = days[i].day };
        assert_int_equal(day_number(days[i]), timegm(&t) / 86400);
    }
}

static void days_that_do_not_exist_are_not_valid(void **state)
{
    (void)state;
    static const struct day days[] = { { 2023, 2, 29 }, { 1900, 2, 29 }, { 2024, 4, 31 }, { 2024, 0, 1 },
        { 2024, 13, 1 }, { 2024, 1, 0 }, { 0, 1, 1 }, { 10000, 1, 1 }, { 2024, 1, -1 } };
    for (size_t i = 0; i < COUNT(days); i++) assert_false(day_is_valid(days[i]));
    assert_true(day_is_valid((struct day){ 2000, 2, 29 }));
}

static void a_day_is_written_in_both_forms_and_read_in_one(void **state)
{
    (void)state;
    struct day d;
    assert_true(day_read(S("2023-07-27"), &d));
    expect_text(day_write(ground, d), "2023-07-27");
    expect_text(day_vi(ground, d), "27/07/2023");
    static const char *const wrong[] = { "", "2023-7-27", "2023-07-32", "27/07/2023", "2023-07-27 ",
        "2023-0a-27", "-023-07-27", "2023-07--1" };
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (day_read(str_c(wrong[i]), &d)) fail_msg("“%s” was read", wrong[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_from_1800_to_2200_has_its_number),
        cmocka_unit_test(the_numbers_are_those_of_the_c_library),
        cmocka_unit_test(days_that_do_not_exist_are_not_valid),
        cmocka_unit_test(a_day_is_written_in_both_forms_and_read_in_one),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
