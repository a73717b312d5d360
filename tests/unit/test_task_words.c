/* test_task_words.c - how far a task is, in words and as a bar: shares are said by one rule, and nothing reads as
 * reached that is not. tests/tables/percent.txt: a part and its whole; said in a comparison | of a measured task. */
#include "report_world.h"
#include "core/meeting/attend.h"
#include "core/meeting/directive.h"
#include "core/report/compare.h"
#include "pages/task_words.h"

static void shares_are_said_as_the_table_has_them(void **state)
{
    struct arena *a = arena_open(1 << 20);
    struct bytes in;
    struct str rest, line, word;
    int rows = 0;
    (void)state;
    DONE(file_read(a, "tests/tables/percent.txt", 1 << 16, &in));
    DONE(vn_text(a, in, &rest));
    while (str_next(&rest, '\n', &line)) {
        if (!line.n) continue;
        struct str pair = line, expected;
        struct vn_sum part = { 0 }, whole = { 0 };
        assert_true(str_next(&pair, ' ', &word) && vn_decimal_read(word, &part.value));
        assert_true(str_next(&pair, ' ', &word) && vn_decimal_read(word, &whole.value));
        assert_true(str_next(&rest, '\n', &expected));
        struct str said = compare_percent(a, &part, &whole);
        struct str got = str_fmt(a, "%.*s | %d", STR(said), task_percent(part.value, whole.value));
        if (!str_is(got, expected)) fail_msg("%.*s: %.*s, expected %.*s", STR(line), STR(got), STR(expected));
        rows++;
    }
    assert_true(rows >= 10);
    arena_close(a);
}

static void a_share_of_sums_that_hardly_fit_is_still_less_than_whole(void **state)
{
    (void)state;
    assert_int_equal(task_percent(INT64_MAX - 1, INT64_MAX), 99);
    assert_int_equal(task_percent(INT64_MAX, INT64_MAX), 100);
    assert_int_equal(task_percent(INT64_MAX / 2, INT64_MAX), 50);
    assert_int_equal(task_percent(-5, 100), 0);
    assert_int_equal(task_percent(5, 0), 0);
}

static void a_measured_task_shows_its_figures_and_what_its_body_says_of_itself_beside_them(void **state)
{
    struct arena *a = arena_open(1 << 20);
    struct task t = { .id = 7, .words = S("vận động quỹ"), .progress = 100, .has_goal = true, .goal = 500 * MILLI,
        .goal_words = S("500 thẻ"), .has_value = true, .value = 498 * MILLI, .value_words = S("498 thẻ"),
        .state = TASK_OPEN, .due = S("2026-08-15"), .first_due = S("2026-08-15") };
    struct task_line l = task_line_of(a, &t);
    (void)state;
    assert_int_equal(l.percent, 99);
    assert_string_equal(str_z(a, l.progress), "498 thẻ / 500 thẻ");
    assert_string_equal(str_z(a, l.told), "tự báo 100%");
    assert_string_equal(str_z(a, l.words), "Vận động quỹ");
    t.has_value = false;
    l = task_line_of(a, &t);
    assert_int_equal(l.percent, 0);
    assert_string_equal(str_z(a, l.progress), "chưa có số liệu đã duyệt");
    t.has_goal = false;
    l = task_line_of(a, &t);
    assert_int_equal(l.percent, 100);
    assert_string_equal(str_z(a, l.progress), "100%");
    arena_close(a);
}

static void a_measure_that_is_a_share_keeps_the_decimals_that_were_said(void **state)
{
    struct arena *a = arena_open(1 << 20);
    bool has;
    int64_t goal;
    (void)state;
    assert_string_equal(str_z(a, directive_goal(S("99,6% hội viên"), &has, &goal)), "% hội viên");
    assert_true(has);
    assert_int_equal(goal, 99600);
    struct directive d = { .lead_id = 1, .lead_name = S("Hội Phụ nữ"), .words = S("cài đặt định danh điện tử"),
        .due = S("2026-08-15"), .measure = S("84,6% hội viên") };
    assert_string_equal(str_z(a, directive_words(a, &d)),
        "Giao Hội Phụ nữ cài đặt định danh điện tử, trước ngày 15/08/2026, đo bằng 84,6% hội viên.");
    arena_close(a);
}

static void a_quorum_that_is_missed_by_a_hair_does_not_read_as_reached(void **state)
{
    struct arena *a = arena_open(1 << 20);
    struct attendance x = { .quorum = 67, .members = 3, .members_present = 2, .enough = false };
    (void)state;
    assert_string_equal(str_z(a, attend_quorum_words(a, &x)),
        "Có mặt 2 trên 3 thành viên (66%), cần 67%: chưa đủ điều kiện họp.");
    x = (struct attendance){ .quorum = 67, .members = 106, .members_present = 71, .enough = false };
    assert_non_null(strstr(str_z(a, attend_quorum_words(a, &x)), "(66%)"));
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_said_as_the_table_has_them),
        cmocka_unit_test(a_share_of_sums_that_hardly_fit_is_still_less_than_whole),
        cmocka_unit_test(a_measured_task_shows_its_figures_and_what_its_body_says_of_itself_beside_them),
        cmocka_unit_test(a_measure_that_is_a_share_keeps_the_decimals_that_were_said),
        cmocka_unit_test(a_quorum_that_is_missed_by_a_hair_does_not_read_as_reached),
    };
    return cmocka_run_group_tests_name("words of tasks", tests, NULL, NULL);
}
