/* test_live.c - the number that wakes screens: it grows with the change that it tells of, or not at all. */
#include "support/briefing.h"
#include "core/meeting/live.h"

struct touching { int64_t meeting; bool fails; };
static error touch_job(struct arena *a, struct db *db, void *arg)
{
    const struct touching *t = arg;
    TRY(live_touch(a, db, t->meeting));
    return t->fails ? FAIL(a, ERR_INPUT, "%s", "thử") : NULL;
}

static int64_t number(struct world *w, int64_t meeting)
{
    int64_t n;
    DONE(live_now(w->a, w->db, meeting, &n));
    return n;
}

static void the_number_grows_with_the_commit_and_only_for_its_meeting(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w);
    int64_t one = briefing_planned(w, series, "2023-Q2", "2023-07-05");
    int64_t two = briefing_planned(w, series, "2023-Q3", "2023-10-05");
    int64_t was = number(w, one), other = number(w, two);
    DONE(db_write(w->a, w->s, touch_job, &(struct touching){ one, false }));
    assert_int_equal(number(w, one), was + 1);
    assert_int_equal(number(w, two), other);
}

static void a_change_that_fails_wakes_nobody(void **state)
{
    struct world *w = *state;
    int64_t one = briefing_planned(w, briefing_series(w), "2023-Q2", "2023-07-05"), was = number(w, one);
    REFUSED(ERR_INPUT, db_write(w->a, w->s, touch_job, &(struct touching){ one, true }));
    assert_int_equal(number(w, one), was);
}

/* What a ward approved is in the totals of its city, whose briefing may be on. */
static void figures_are_old_when_a_report_below_was_approved_or_taken_back(void **state)
{
    struct world *w = *state;
    struct str before, after, again;
    int64_t above = w->city;
    DONE(live_figures(w->a, w->db, above, &before));
    DONE(live_figures(w->a, w->db, above, &again));
    assert_true(str_is(before, again));
    world_approved(w, w->body[WOMEN], "2023-06", "Vận động [459000000|VND|M8].");
    DONE(live_figures(w->a, w->db, above, &after));
    assert_false(str_is(before, after));
}

static void a_moment_is_between_what_went_before_and_now(void **state)
{
    (void)state;
    int64_t now = 1688540400000, minute = 60 * 1000;
    clock_fix(now);
    assert_int_equal(live_moment(0, 0), now);
    assert_int_equal(live_moment(now - minute, 0), now - minute);
    assert_int_equal(live_moment(now - 5 * minute, now - minute), now - minute);
    assert_int_equal(live_moment(now + minute, 0), now);
    assert_int_equal(live_moment(1, 0), now - 30 * minute);
    clock_fix(-1);
}

static void a_meeting_that_is_not_there_has_no_number(void **state)
{
    struct world *w = *state;
    int64_t n;
    REFUSED(ERR_MISSING, live_now(w->a, w->db, 999, &n));
}

#define LIVE(test) cmocka_unit_test_setup_teardown(test, world_up, world_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        LIVE(the_number_grows_with_the_commit_and_only_for_its_meeting),
        LIVE(a_change_that_fails_wakes_nobody),
        LIVE(a_meeting_that_is_not_there_has_no_number),
        LIVE(figures_are_old_when_a_report_below_was_approved_or_taken_back),
        cmocka_unit_test(a_moment_is_between_what_went_before_and_now),
    };
    return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
