/* test_sum.c - what can still be claimed of a sum of approximate amounts. */
#include "vn/number.h"
#include "support/word_ground.h"

static enum vn_approx both(enum vn_approx x, enum vn_approx y)
{
    struct vn_sum sum = { 0 };
    vn_sum_add(&sum, x, 1000, 2000);
    vn_sum_add(&sum, y, 1000, 2000);
    return vn_sum_approx(&sum);
}

static void two_wordings_make_the_one_that_still_holds(void **state)
{
    (void)state;
    enum { E = VN_EXACT, O = VN_OVER, U = VN_UNDER, B = VN_ABOUT, R = VN_RANGE, L = VN_AT_LEAST, M = VN_AT_MOST };
    static const unsigned char want[7][7] = { /* exact over under about range at_least at_most */
        { E, O, U, B, R, L, M }, { O, O, B, B, O, O, B }, { U, B, U, B, B, B, U }, { B, B, B, B, B, B, B },
        { R, O, B, B, R, L, B }, { L, O, B, B, L, L, B }, { M, B, U, B, B, B, M },
    };
    for (unsigned x = 0; x < 7; x++)
        for (unsigned y = 0; y < 7; y++)
            if (both((enum vn_approx)x, (enum vn_approx)y) != want[x][y])
                fail_msg("%s + %s = %s", vn_approx_names[x], vn_approx_names[y],
                    vn_approx_names[both((enum vn_approx)x, (enum vn_approx)y)]);
}

static void ranges_add_their_bounds(void **state)
{
    (void)state;
    struct vn_sum sum = { 0 };
    vn_sum_add(&sum, VN_RANGE, 10000, 15000);
    vn_sum_add(&sum, VN_EXACT, 5000, 77);
    assert_int_equal(vn_sum_approx(&sum), VN_RANGE);
    assert_int_equal(sum.value, 15000);
    assert_int_equal(sum.value_max, 20000);
}

static void what_is_taken_away_leaves_no_trace(void **state)
{
    (void)state;
    struct vn_sum sum = { 0 }, none = { 0 };
    for (unsigned x = 0; x < 7; x++) vn_sum_add(&sum, (enum vn_approx)x, 1000 * x, 9000 * x);
    for (unsigned x = 0; x < 7; x++) vn_sum_remove(&sum, (enum vn_approx)x, 1000 * x, 9000 * x);
    assert_memory_equal(&sum, &none, sizeof sum);
    assert_int_equal(vn_sum_approx(&sum), VN_EXACT);
}

static void joining_sums_is_adding_their_parts(void **state)
{
    (void)state;
    struct vn_sum whole = { 0 }, x = { 0 }, y = { 0 };
    for (unsigned i = 0; i < 7; i++) {
        vn_sum_add(&whole, (enum vn_approx)i, 1000, 3000);
        vn_sum_add(i % 2 ? &x : &y, (enum vn_approx)i, 1000, 3000);
    }
    vn_sum_join(&x, &y);
    assert_memory_equal(&x, &whole, sizeof x);
}

static void a_sum_that_does_not_fit_says_so(void **state)
{
    (void)state;
    struct vn_sum sum = { 0 };
    vn_sum_add(&sum, VN_EXACT, INT64_MAX, 0);
    assert_false(sum.overflow);
    vn_sum_add(&sum, VN_EXACT, 1, 0);
    assert_true(sum.overflow);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_wordings_make_the_one_that_still_holds),
        cmocka_unit_test(ranges_add_their_bounds),
        cmocka_unit_test(what_is_taken_away_leaves_no_trace),
        cmocka_unit_test(joining_sums_is_adding_their_parts),
        cmocka_unit_test(a_sum_that_does_not_fit_says_so),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
