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
    };
    return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
