/* test_directive_kept.c - conclusions and their tasks while a signed paper is replaced: what opens them, what is put
 * back, what a new version ends and begins again. */
#include "support/issued_ground.h"

static struct directive directive_of(struct world *w, int64_t id)
{
    struct directive d;
    DONE(directive_get(w->a, w->db, id, &d));
    return d;
}

static int64_t replaced(struct world *w, int64_t id)
{
    int64_t new_id;
    DONE(issued_replace(w->a, w->s, &w->who[OFFICE], id, S("Đính chính"), &new_id));
    return new_id;
}

static error due_put(struct world *w, int64_t id, const char *due)
{
    struct directive d = directive_of(w, id);
    d.due = str_c(due);
    return directive_put(w->a, w->s, &w->who[OFFICE], &d, &id);
}

static void a_replacement_of_the_minutes_opens_no_conclusion(void **state)
{
    struct world *w = *state;
    int64_t meeting = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-06", MEETING_ENDED);
    int64_t told = conclude(w, meeting, "rà soát hộ nghèo"), notice = drafted(w, meeting, "TB");
    sign(w, notice, 0);
    int64_t minutes = drafted(w, meeting, "BB");
    sign(w, minutes, 0);
    (void)replaced(w, minutes);
    REFUSED(ERR_CONFLICT, due_put(w, told, "2023-12-31"));
    (void)replaced(w, notice);
    DONE(due_put(w, told, "2023-12-31"));
}

static void a_replacement_that_is_dropped_leaves_the_conclusions_as_they_were_signed(void **state)
{
    struct world *w = *state;
    int64_t meeting = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-06", MEETING_ENDED);
    int64_t first = conclude(w, meeting, "rà soát hộ nghèo"), second = conclude(w, meeting, "sửa nhà văn hóa");
    struct directive d = directive_of(w, first);
    d.with = (int64_t[]){ w->body[FARMERS] };
    d.withs = 1;
    DONE(directive_put(w->a, w->s, &w->who[OFFICE], &d, &first));
    int64_t notice = drafted(w, meeting, "TB"), minutes = drafted(w, meeting, "BB");
    sign(w, notice, 0);
    int64_t draft = replaced(w, notice);
    d = directive_of(w, first);
    d.due = S("2023-12-31");
    d.with = (int64_t[]){ w->body[VETERANS], w->body[RED_CROSS] };
    d.withs = 2;
    DONE(directive_put(w->a, w->s, &w->who[OFFICE], &d, &first));
    DONE(directive_drop(w->a, w->s, &w->who[OFFICE], second, directive_of(w, second).version));
    int64_t third = conclude(w, meeting, "làm thêm việc khác");
    REFUSED(ERR_CONFLICT, issued_sign(w->a, w->s, &w->who[OFFICE], minutes, 1, 0, S("2023-07-07")));
    DONE(issued_drop(w->a, w->s, &w->who[OFFICE], draft, 1));
    d = directive_of(w, first);
    assert_string_equal(str_z(w->a, d.due), "2023-08-15");
    assert_int_equal(d.withs, 1);
    assert_int_equal(d.with[0], w->body[FARMERS]);
    assert_int_equal(d.state, DIRECTIVE_CONFIRMED);
    assert_int_equal(directive_of(w, second).state, DIRECTIVE_CONFIRMED);
    assert_int_equal(directive_of(w, third).state, DIRECTIVE_DROPPED);
    sign(w, minutes, 0);
    draft = replaced(w, notice);                               /* and again, to the end */
    DONE(due_put(w, first, "2023-09-30"));
    sign(w, draft, 0);
    assert_string_equal(str_z(w->a, directive_of(w, first).due), "2023-09-30");
}

static enum task_state state_of(struct world *w, int64_t meeting, int64_t directive_id)
{
    struct task_list list = tasks_of(w, meeting);
    for (size_t i = 0; i < list.n; i++)
        if (list.row[i].directive_id == directive_id) return list.row[i].state;
    fail_msg("no task of conclusion %lld", (long long)directive_id);
    return TASK_OPEN;
}

static void a_new_version_is_not_signed_while_a_given_task_is_only_proposed(void **state)
{
    struct world *w = *state;
    int64_t meeting = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-06", MEETING_ENDED);
    int64_t told = conclude(w, meeting, "rà soát hộ nghèo");
    (void)conclude(w, meeting, "sửa nhà văn hóa");
    int64_t notice = drafted(w, meeting, "TB");
    sign(w, notice, 0);
    int64_t draft = replaced(w, notice);
    DONE(directive_restore(w->a, w->s, &w->who[OFFICE], told, directive_of(w, told).version));
    REFUSED(ERR_CONFLICT, issued_sign(w->a, w->s, &w->who[OFFICE], draft, 1, 0, S("2023-07-07")));
    assert_int_equal(one(w, draft).state, ISSUED_DRAFT);
    DONE(directive_confirm(w->a, w->s, &w->who[OFFICE], told, directive_of(w, told).version));
    sign(w, draft, 0);
    assert_int_equal(tasks_of(w, meeting).row[0].issued_id, draft);
}

static void a_conclusion_that_is_back_in_a_later_version_opens_its_task_again(void **state)
{
    struct world *w = *state;
    int64_t meeting = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-06", MEETING_ENDED);
    int64_t kept = conclude(w, meeting, "rà soát hộ nghèo"), told = conclude(w, meeting, "sửa nhà văn hóa");
    int64_t notice = drafted(w, meeting, "TB");
    sign(w, notice, 0);
    struct task_act stop = { .id = 1, .version = 1, .kind = TASK_STOPPED, .words = S("thôi"), .progress = -1 };
    DONE(task_act(w->a, w->s, &w->who[OFFICE], &stop));        /* by hand: stays so */
    int64_t draft = replaced(w, notice);
    DONE(directive_drop(w->a, w->s, &w->who[OFFICE], told, directive_of(w, told).version));
    sign(w, draft, 0);
    assert_int_equal(state_of(w, meeting, told), TASK_ENDED);
    draft = replaced(w, draft);
    DONE(directive_restore(w->a, w->s, &w->who[OFFICE], told, directive_of(w, told).version));
    DONE(directive_confirm(w->a, w->s, &w->who[OFFICE], told, directive_of(w, told).version));
    sign(w, draft, 0);
    assert_int_equal(state_of(w, meeting, told), TASK_OPEN);
    assert_int_equal(state_of(w, meeting, kept), TASK_ENDED);
    struct task_notes notes;
    DONE(task_notes(w->a, w->db, 2, &notes));
    assert_int_equal(notes.row[notes.n - 1].kind, TASK_RETURNED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_replacement_of_the_minutes_opens_no_conclusion),
        IN_WORLD(a_replacement_that_is_dropped_leaves_the_conclusions_as_they_were_signed),
        IN_WORLD(a_new_version_is_not_signed_while_a_given_task_is_only_proposed),
        IN_WORLD(a_conclusion_that_is_back_in_a_later_version_opens_its_task_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
