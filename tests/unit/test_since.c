/* test_since.c - what bodies achieved since a day: only what was approved since, of a period that ends behind it; a
 * flow adds up, a stock is each body's latest, a ratio the first body's latest, a maximum the highest. */
#include "report_world.h"
#include "core/report/since.h"

static const char day[] = "2023-07-05";

static void today(const char *iso)
{
    struct day d;
    assert_true(day_read(str_c(iso), &d));
    clock_fix((day_number(d) * 24 + 2) * 3600 * 1000);         /* nine in the morning in Viet Nam */
}

static struct since of(struct world *w, const char *indicator)
{
    const int64_t bodies[] = { w->body[WOMEN], w->body[FARMERS] };
    struct since s;
    DONE(since_get(w->a, w->db, str_c(indicator), bodies, COUNT(bodies), str_c(day), &s));
    return s;
}

static void a_flow_adds_up_over_months_and_bodies_that_are_asked(void **state)
{
    struct world *w = *state;
    today("2023-09-01");
    world_approved(w, w->body[WOMEN], "2023-07", "Trao [200|suất quà|M7].");
    int64_t august = world_approved(w, w->body[WOMEN], "2023-08", "Trao [50|suất quà|M7|approx=over].");
    world_approved(w, w->body[FARMERS], "2023-07", "Trao [30|suất quà|M7].");
    world_approved(w, w->body[VETERANS], "2023-07", "Trao [1000|suất quà|M7].");
    struct since s = of(w, "M7");
    assert_true(s.has);
    assert_string_equal(str_z(w->a, s.words), "trên 280 phần quà");
    assert_int_equal(s.lines, 3);
    assert_int_equal(s.line[0].report_id, august);             /* the newest period of the first body first */
    assert_true(since_reached(&s, 280 * MILLI) && !since_reached(&s, 281 * MILLI));
}

static void what_was_told_before_the_day_or_is_not_approved_does_not_count(void **state)
{
    struct world *w = *state;
    today("2023-07-04");
    world_approved(w, w->body[WOMEN], "2023-06", "Trao [500|suất quà|M7].");           /* approved before */
    today("2023-07-20");
    world_approved(w, w->body[FARMERS], "2023-06", "Trao [400|suất quà|M7].");         /* its period ended before */
    world_submit(w, world_draft(w, w->body[WOMEN], "2023-07", "Trao [70|suất quà|M7]."), w->body[WOMEN]);
    assert_false(of(w, "M7").has);
    assert_int_equal(of(w, "M7").words.n, 0);
    assert_false(of(w, "không có").has);
}

static void the_day_itself_counts_from_its_first_moment_in_viet_nam(void **state)
{
    struct world *w = *state;
    struct day d;
    assert_true(day_read(str_c(day), &d));
    clock_fix((day_number(d) * 24 - 7) * 3600 * 1000);
    world_approved(w, w->body[WOMEN], "2023-07", "Trao [5|suất quà|M7].");
    assert_true(of(w, "M7").has);
    clock_fix((day_number(d) * 24 - 7) * 3600 * 1000 - 1);
    world_approved(w, w->body[FARMERS], "2023-07", "Trao [9|suất quà|M7].");
    assert_int_equal(of(w, "M7").lines, 1);
}

static void a_stock_is_the_latest_of_each_body(void **state)
{
    struct world *w = *state;
    today("2023-09-01");
    world_approved(w, w->body[WOMEN], "2023-07", "Duy trì [12|mô hình|M31|stock].");
    world_approved(w, w->body[WOMEN], "2023-08", "Duy trì [10|mô hình|M31|stock].");
    world_approved(w, w->body[FARMERS], "2023-07", "Duy trì [3|mô hình|M31|stock].");
    struct since s = of(w, "M31");
    assert_int_equal(s.sum.value, 13 * MILLI);
    assert_int_equal(s.lines, 2);
}

static void a_ratio_is_the_latest_of_the_first_body_that_has_one_and_keeps_its_decimals(void **state)
{
    struct world *w = *state;
    today("2023-09-01");
    world_approved(w, w->body[WOMEN], "2023-07", "Đạt [84.6|%|P4].");
    world_approved(w, w->body[WOMEN], "2023-08", "Đạt [99.6|%|P4].");
    world_approved(w, w->body[FARMERS], "2023-08", "Đạt [100|%|P4].");
    struct since s = of(w, "P4");
    assert_string_equal(str_z(w->a, s.words), "99,6%");
    assert_int_equal(s.lines, 1);
    assert_false(since_reached(&s, 100 * MILLI));
    assert_true(since_reached(&s, 99 * MILLI));
}

static void wording_and_overflow_decide_whether_a_goal_is_reached(void **state)
{
    (void)state;
    static const struct { enum vn_approx approx; milli value, most, goal; bool reached; } cases[] = {
        { VN_EXACT, 500, 0, 500, true },   { VN_EXACT, 499, 0, 500, false },  { VN_OVER, 500, 0, 500, true },
        { VN_UNDER, 500, 0, 500, false },  { VN_ABOUT, 500, 0, 500, false },  { VN_ABOUT, 501, 0, 500, true },
        { VN_AT_MOST, 900, 0, 500, false }, { VN_AT_LEAST, 500, 0, 500, true }, { VN_RANGE, 500, 700, 500, true },
        { VN_RANGE, 400, 700, 500, false },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct since s = { .has = true };
        vn_sum_add(&s.sum, cases[i].approx, cases[i].value, cases[i].most);
        if (since_reached(&s, cases[i].goal) != cases[i].reached) fail_msg("case %zu", i);
    }
    assert_false(since_reached(&(struct since){ 0 }, 0));
    assert_false(since_reached(&(struct since){ .has = true, .sum = { .value = 900, .overflow = true } }, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_flow_adds_up_over_months_and_bodies_that_are_asked),
        IN_WORLD(what_was_told_before_the_day_or_is_not_approved_does_not_count),
        IN_WORLD(the_day_itself_counts_from_its_first_moment_in_viet_nam),
        IN_WORLD(a_stock_is_the_latest_of_each_body),
        IN_WORLD(a_ratio_is_the_latest_of_the_first_body_that_has_one_and_keeps_its_decimals),
        cmocka_unit_test(wording_and_overflow_decide_whether_a_goal_is_reached),
    };
    return cmocka_run_group_tests_name("since", tests, NULL, NULL);
}
