/* test_speech.c - the list of speakers: one at a time, measured, in the order of asking, kept once. */
#include "support/briefing.h"
#include "core/meeting/live.h"
#include "core/meeting/speech.h"

struct room { struct world *w; int64_t meeting, at[8]; };

static struct room open_room(struct world *w)
{
    struct room r = { .w = w,
        .meeting = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-05", MEETING_OPEN) };
    struct meeting m = briefing(w, r.meeting);
    struct attendance all;
    DONE(attend_list(w->a, w->db, &m, &all));
    if (all.n < 2) {                               /* the world's bodies have few people: one more */
        struct attendee to = { .meeting_id = r.meeting, .name = S("Trần Văn Hai"), .post = S("Chủ tịch"),
            .body_name = S("Hội Nông dân"), .part = PART_MEMBER };
        int64_t id;
        DONE(attend_put(w->a, w->s, &w->who[OFFICE], &to, &id));
        briefing_came(w, r.meeting, "present_at");
        DONE(attend_list(w->a, w->db, &m, &all));
    }
    for (size_t i = 0; i < all.n && i < COUNT(r.at); i++) r.at[i] = all.row[i].id;
    return r;
}

static int64_t asked(struct room *r, int who, const char *key)
{
    int64_t id;
    DONE(speech_ask(r->w->a, r->w->s, &r->w->who[OFFICE], r->meeting, r->at[who], str_c(key), 0, &id));
    return id;
}

static struct speech_list listed(struct room *r)
{
    struct speech_list list;
    DONE(speech_list(r->w->a, r->w->db, r->meeting, &list));
    return list;
}

static void the_word_goes_to_one_at_a_time_and_is_measured(void **state)
{
    struct world *w = *state;
    struct room r = open_room(w);
    int64_t from = 1688540400000;                  /* 14:00 on 5 July 2023 */
    clock_fix(from);
    int64_t one = asked(&r, 0, "k1"), two = asked(&r, 1, "k2");
    DONE(speech_begin(w->a, w->s, &w->who[OFFICE], one, 0));
    clock_fix(from + 90 * 1000);
    assert_int_equal(listed(&r).row[0].spent, 90 * 1000);
    DONE(speech_begin(w->a, w->s, &w->who[OFFICE], two, 0));
    clock_fix(from + 100 * 1000);
    struct speech_list list = listed(&r);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.row[0].id, two);
    assert_int_equal(list.row[0].spent, 10 * 1000);
    assert_int_equal(list.row[1].id, one);
    assert_int_equal(list.row[1].spent, 90 * 1000);
    DONE(speech_end(w->a, w->s, &w->who[OFFICE], two, 0));
    clock_fix(from + 500 * 1000);
    assert_int_equal(listed(&r).row[0].spent + listed(&r).row[1].spent, 100 * 1000);
    clock_fix(-1);
}

static void what_was_pressed_without_network_is_measured_as_it_was_pressed(void **state)
{
    struct world *w = *state;
    struct room r = open_room(w);
    int64_t from = 1688540400000, minute = 60 * 1000, id;
    clock_fix(from);
    int64_t one = asked(&r, 0, "k1");
    clock_fix(from + 10 * minute);                 /* the network is back: three acts of the last nine minutes */
    DONE(speech_begin(w->a, w->s, &w->who[OFFICE], one, from + minute));
    DONE(speech_end(w->a, w->s, &w->who[OFFICE], one, from + 5 * minute));
    assert_int_equal(listed(&r).row[0].spent, 4 * minute);
    DONE(speech_ask(w->a, w->s, &w->who[OFFICE], r.meeting, r.at[1], S("k2"), from + 6 * minute, &id));
    DONE(speech_begin(w->a, w->s, &w->who[OFFICE], id, from + 100 * minute));   /* a clock that runs ahead */
    assert_int_equal(listed(&r).row[0].spent, 0);
    clock_fix(from + 200 * minute);
    DONE(speech_end(w->a, w->s, &w->who[OFFICE], id, from + 7 * minute));       /* behind: at most half an hour */
    assert_int_equal(listed(&r).row[0].spent + listed(&r).row[1].spent, (4 + 160) * minute);
    clock_fix(-1);
}

static void who_asks_twice_with_one_key_stands_once(void **state)
{
    struct world *w = *state;
    struct room r = open_room(w);
    int64_t id, one = asked(&r, 0, "k1"), live, now;
    DONE(live_now(w->a, w->db, r.meeting, &live));
    assert_int_equal(asked(&r, 0, "k1"), one);
    DONE(live_now(w->a, w->db, r.meeting, &now));
    assert_int_equal(now, live);
    REFUSED(ERR_CONFLICT, speech_ask(w->a, w->s, &w->who[OFFICE], r.meeting, r.at[0], S("k2"), 0, &id));
    assert_int_equal(listed(&r).n, 1);
}

static void who_waits_stands_in_the_order_of_asking_and_may_withdraw(void **state)
{
    struct world *w = *state;
    struct room r = open_room(w);
    int64_t one = asked(&r, 0, "k1"), two = asked(&r, 1, "k2");
    assert_int_equal(listed(&r).row[0].id, one);
    DONE(speech_end(w->a, w->s, &w->who[OFFICE], one, 0));
    struct speech_list list = listed(&r);
    assert_int_equal(list.n, 1);
    assert_int_equal(list.row[0].id, two);
    REFUSED(ERR_CONFLICT, speech_begin(w->a, w->s, &w->who[OFFICE], one, 0));
    assert_int_not_equal(asked(&r, 0, "k3"), one);
}

static void who_has_not_spoken_comes_first_in_the_sums(void **state)
{
    struct world *w = *state;
    struct room r = open_room(w);
    DONE(speech_begin(w->a, w->s, &w->who[OFFICE], asked(&r, 0, "k1"), 0));
    struct speech_list list = listed(&r);
    assert_true(list.sums >= 2);
    assert_int_equal(list.sum[0].times, 0);
    assert_int_equal(list.sum[list.sums - 1].times, 1);
    assert_int_equal(list.sum[list.sums - 1].attendee_id, r.at[0]);
}

static void only_who_runs_it_keeps_the_list_and_only_while_it_is_open(void **state)
{
    struct world *w = *state;
    struct room r = open_room(w);
    int64_t id, one = asked(&r, 0, "k1");
    REFUSED(ERR_DENIED, speech_ask(w->a, w->s, &w->who[OTHER_OFFICER], r.meeting, r.at[1], S("k"), 0, &id));
    REFUSED(ERR_DENIED, speech_begin(w->a, w->s, &w->who[OFFICER], one, 0));
    struct briefing_step step = { r.meeting, MEETING_ENDED, &w->who[OFFICE] };
    DONE(db_write(w->a, w->s, briefing_step_job, &step));
    REFUSED(ERR_CONFLICT, speech_ask(w->a, w->s, &w->who[OFFICE], r.meeting, r.at[1], S("k"), 0, &id));
    assert_int_equal(listed(&r).n, 0);             /* nobody waits when it is over */
}

#define SPEECH(test) cmocka_unit_test_setup_teardown(test, world_up, world_down)
static void a_late_word_that_one_is_done_does_not_lengthen_a_speech_beyond_the_briefing(void **state)
{
    struct world *w = *state;
    struct room r = open_room(w);
    int64_t from = 1688540400000, minute = 60 * 1000, one;
    clock_fix(from);
    one = asked(&r, 0, "k1");
    DONE(speech_begin(w->a, w->s, &w->who[OFFICE], one, 0));
    clock_fix(from + 10 * minute);
    struct briefing_step end = { r.meeting, MEETING_ENDED, &w->who[OFFICE] };
    DONE(db_write(w->a, w->s, briefing_step_job, &end));
    clock_fix(from + 70 * minute);
    DONE(speech_end(w->a, w->s, &w->who[OFFICE], one, 0));
    assert_int_equal(listed(&r).row[0].spent, 10 * minute);
    clock_fix(-1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SPEECH(the_word_goes_to_one_at_a_time_and_is_measured),
        SPEECH(what_was_pressed_without_network_is_measured_as_it_was_pressed),
        SPEECH(who_asks_twice_with_one_key_stands_once),
        SPEECH(who_waits_stands_in_the_order_of_asking_and_may_withdraw),
        SPEECH(who_has_not_spoken_comes_first_in_the_sums),
        SPEECH(only_who_runs_it_keeps_the_list_and_only_while_it_is_open),
        SPEECH(a_late_word_that_one_is_done_does_not_lengthen_a_speech_beyond_the_briefing),
    };
    return cmocka_run_group_tests_name("speakers", tests, NULL, NULL);
}
