/* test_date.c - dates in running text: where they end, part of day, missing years; tests/tables/vn_date.txt has
 * the forms. */
#include "vn/period.h"
#include "support/word_ground.h"

static void a_date_ends_behind_its_last_part(void **state)
{
    (void)state;
    static const struct { const char *text; size_t end; enum part_of_day part; } rows[] = {
        { "27/7/2023, tại", 9, PART_NONE },
        { "Chiều 14.7, tại", sizeof "Chiều 14.7" - 1, PART_AFTERNOON },
        { "Sáng ngày 04/8.", sizeof "Sáng ngày 04/8" - 1, PART_MORNING },
        { "tối 3/10 vừa qua", sizeof "tối 3/10" - 1, PART_EVENING },
        { "trưa ngày 5/5", sizeof "trưa ngày 5/5" - 1, PART_AFTERNOON },
        { "ngày 05 tháng 01 năm 2020 của", sizeof "ngày 05 tháng 01 năm 2020" - 1, PART_NONE },
        { "từ ngày 1 đến 12-9 đã", sizeof "từ ngày 1 đến 12-9" - 1, PART_NONE },
        { "ngày 21/3, năm 2024 tại", sizeof "ngày 21/3, năm 2024" - 1, PART_NONE },
        { "13-19.3 tại", 7, PART_NONE },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vn_date d;
        if (!vn_date_at(str_c(rows[i].text), 0, &d)) fail_msg("“%s”: none", rows[i].text);
        if (d.end != rows[i].end || d.part != rows[i].part)
            fail_msg("“%s”: end %zu, part %d", rows[i].text, d.end, (int)d.part);
    }
}

static void a_date_begins_only_where_a_word_begins(void **state)
{
    (void)state;
    struct vn_date d;
    assert_false(vn_date_at(S("127/7/2023"), 1, &d));
    assert_false(vn_date_at(S("Nngày 27/7"), 1, &d));
    assert_false(vn_date_at(S("1/27/7/2023"), 2, &d));
    assert_false(vn_date_at(S("27/7"), 9, &d));
}

static void a_missing_year_stays_missing_until_the_day_is_told(void **state)
{
    (void)state;
    struct vn_date d;
    assert_true(vn_date_at(S("ngày 21/3"), 0, &d));
    assert_int_equal(d.from.year, 0);
    d = vn_date_on(d, (struct day){ 2024, 4, 1 });
    expect_text(day_write(ground, d.from), "2024-03-21");
}

static void the_year_is_the_one_that_brings_the_date_nearest(void **state)
{
    (void)state;
    static const struct { const char *text, *on, *want;
    } rows[] = {
        { "ngày 28/12", "2024-01-15", "2023-12-28" },
        { "ngày 5/1", "2023-12-20", "2024-01-05" },
        { "ngày 27/7", "2023-07-27", "2023-07-27" },
        { "ngày 29/2", "2023-06-01", "2024-02-29" },
        { "ngày 29/2", "2097-06-01", "2096-02-29" },
        { "ngày 30/6", "2023-07-27", "2023-06-30" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vn_date d;
        struct day on;
        assert_true(vn_date_at(str_c(rows[i].text), 0, &d));
        assert_true(day_read(str_c(rows[i].on), &on));
        expect_text(day_write(ground, vn_date_on(d, on).to), rows[i].want);
    }
}

static void a_range_over_the_new_year_has_two_years(void **state)
{
    (void)state;
    struct vn_date d;
    assert_true(vn_date_find(S("từ 20/12 đến 5/1/2024"), &d));
    expect_text(day_write(ground, d.from), "2023-12-20");
    expect_text(day_write(ground, d.to), "2024-01-05");
    assert_true(vn_date_find(S("từ 20/12 đến 5/1"), &d));
    d = vn_date_on(d, (struct day){ 2024, 2, 1 });
    expect_text(day_write(ground, d.from), "2023-12-20");
    expect_text(day_write(ground, d.to), "2024-01-05");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_ends_behind_its_last_part),
        cmocka_unit_test(a_date_begins_only_where_a_word_begins),
        cmocka_unit_test(a_missing_year_stays_missing_until_the_day_is_told),
        cmocka_unit_test(the_year_is_the_one_that_brings_the_date_nearest),
        cmocka_unit_test(a_range_over_the_new_year_has_two_years),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
