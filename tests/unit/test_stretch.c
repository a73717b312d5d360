/* test_stretch.c - periods in running text: where they end; tests/tables/vn_period.txt has the forms. */
#include "vn/period.h"
#include "support/word_ground.h"

static void a_period_ends_behind_its_year(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        /* the period, what follows it */
        { "quý I", ", các tổ chức" },
        { "Quý 2 năm 2023", " và" },
        { "quý I/2024", "." },
        { "tháng 6/2019", ", Hội" },
        { "6 tháng đầu năm 2023", ";" },
        { "6 tháng đầu năm", " tại" },
        { "9 tháng", " qua" },
        { "năm 2023", "-x" },
        { "nhiệm kỳ 2024-2029", "," },
        { "quí II", " vừa qua" },
        { "từ tháng 1 đến tháng 6 năm 2023", " đã" },
        { "tháng 6", " và 2 buổi" },
        { "quý II", " và 6 tháng đầu năm 2023" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vn_period p;
        struct str s = str_fmt(ground, "%s%s", rows[i][0], rows[i][1]);
        if (!vn_period_at(s, 0, &p)) fail_msg("“%.*s”: none", STR(s));
        if (p.end != strlen(rows[i][0])) fail_msg("“%.*s”: ends at %zu", STR(s), p.end);
    }
}

static void a_length_of_time_is_no_period(void **state)
{
    (void)state;
    static const char *const rows[] = { "6 tháng", "2 năm rưỡi", "trong 5 năm qua", "12 tháng", "3 tháng",
        "tuần 4", "quý khách", "tháng thanh niên", "năm tới", "khóa XIII", "quý 5", "tháng 13", "Q5",
        "QĐ-UBND" };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct vn_period p;
        if (vn_period_find(str_c(rows[i]), &p)) fail_msg("“%s” was read", rows[i]);
    }
}

static void a_summary_of_six_months_is_the_half_year(void **state)
{
    (void)state;
    struct vn_period p;
    assert_true(vn_period_find(S("Hội nghị sơ kết 6 tháng"), &p));
    assert_int_equal(p.period.type, PERIOD_HALF);
    assert_int_equal(p.period.number, 1);
}

static void the_first_period_of_a_sentence_is_found(void **state)
{
    (void)state;
    struct vn_period p;
    assert_true(vn_period_find(S("Sáng 5/3/2024, giao ban quý I, phương hướng quý II năm 2024"), &p));
    assert_int_equal(p.period.type, PERIOD_QUARTER);
    assert_int_equal(p.period.number, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_period_ends_behind_its_year),
        cmocka_unit_test(a_length_of_time_is_no_period),
        cmocka_unit_test(a_summary_of_six_months_is_the_half_year),
        cmocka_unit_test(the_first_period_of_a_sentence_is_found),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
