/* test_figure_group.c - sure figures confirmed together: only sure ones, only as they were shown, and back again. */
#include "core/report/figure_group.h"
#include "report_world.h"

struct held { int64_t report; struct figure *list; size_t n; };
static struct held hold(struct world *w, int64_t report)
{
    struct held h = { .report = report };
    DONE(figure_list(w->a, w->db, &w->who[OFFICER], report, &h.list, &h.n));
    return h;
}

static struct held three(struct world *w)
{
    return hold(w, world_draft(w, w->body[WOMEN], "2023-06",
        "Trao [120|suất quà|M7|sure=960] và [2|căn|M4|sure=930|with=HND], "
        "dạy [9|lớp||sure=700|doubt=unit|doubt=item]"));
}

static struct figure_pick pick_of(const struct figure *f) { return (struct figure_pick){ f->seq, f->version }; }

static void doubts_and_joint_work_are_kept_with_a_figure(void **state)
{
    struct world *w = *state;
    struct held h = three(w);
    assert_int_equal(h.list[0].doubts, 0);
    assert_int_equal(h.list[2].doubts, 1u << DOUBT_UNIT | 1u << DOUBT_ITEM);
    assert_int_equal(h.list[1].with_count, 1);
    assert_string_equal(str_z(w->a, h.list[1].with[0]), "HND");
    assert_int_equal(h.list[0].with_count, 0);
}

static void only_what_nothing_speaks_against_is_sure(void **state)
{
    struct figure f = { .seq = 3, .confidence = 950 };
    uint32_t seqs[] = { 1, 3 };
    struct warning w = { .seqs = seqs, .seq_count = 2 };
    (void)state;
    assert_true(figure_is_sure(&f, NULL, 0));
    assert_false(figure_is_sure(&f, &w, 1));
    f.doubts = 1u << DOUBT_ACTOR;
    assert_false(figure_is_sure(&f, NULL, 0));
    f.doubts = 0;
    f.confidence = 899;
    assert_false(figure_is_sure(&f, NULL, 0));
}

static void sure_ones_are_confirmed_at_one_moment_and_go_back_together(void **state)
{
    struct world *w = *state;
    struct held h = three(w);
    struct figure_pick both[] = { pick_of(&h.list[0]), pick_of(&h.list[1]) };
    int64_t at;
    DONE(figure_confirm_group(w->a, w->s, &w->who[OFFICER], h.report, both, 2, &at));
    h = hold(w, h.report);
    assert_int_equal(h.list[0].state, FIGURE_CONFIRMED);
    assert_int_equal(h.list[1].state, FIGURE_CONFIRMED);
    assert_int_equal(h.list[2].state, FIGURE_READ);
    assert_int_equal(h.list[1].decided_at, at);
    clock_fix(world_time + 1000);
    DONE(figure_reject(w->a, w->s, &w->who[OFFICER], h.list[1].id, h.list[1].version, S("")));
    size_t n;
    DONE(figure_undo_group(w->a, w->s, &w->who[OFFICER], h.report, at, &n));
    h = hold(w, h.report);
    assert_int_equal(n, 1); /* what was decided otherwise since stays */
    assert_int_equal(h.list[0].state, FIGURE_READ);
    assert_int_equal(h.list[1].state, FIGURE_REJECTED);
}

static void a_doubted_one_refuses_the_whole_group(void **state)
{
    struct world *w = *state;
    struct held h = three(w);
    struct figure_pick two[] = { pick_of(&h.list[0]), pick_of(&h.list[2]) };
    int64_t at;
    REFUSED(ERR_INPUT, figure_confirm_group(w->a, w->s, &w->who[OFFICER], h.report, two, 2, &at));
    REFUSED(ERR_INPUT, figure_confirm_group(w->a, w->s, &w->who[OFFICER], h.report, NULL, 0, &at));
    assert_int_equal(hold(w, h.report).list[0].state, FIGURE_READ);
}

static void one_that_changed_since_it_was_shown_refuses_the_whole_group(void **state)
{
    struct world *w = *state;
    struct held h = three(w);
    struct figure_pick both[] = { pick_of(&h.list[0]), pick_of(&h.list[1]) };
    int64_t at;
    DONE(figure_confirm(w->a, w->s, &w->who[OFFICER], h.list[1].id, h.list[1].version));
    REFUSED(ERR_CONFLICT, figure_confirm_group(w->a, w->s, &w->who[OFFICER], h.report, both, 2, &at));
    assert_int_equal(hold(w, h.report).list[0].state, FIGURE_READ);
}

static void others_may_not(void **state)
{
    struct world *w = *state;
    struct held h = three(w);
    struct figure_pick one = pick_of(&h.list[0]);
    int64_t at;
    REFUSED(ERR_MISSING, figure_confirm_group(w->a, w->s, &w->who[OTHER_OFFICER], h.report, &one, 1, &at));
    REFUSED(ERR_DENIED, figure_confirm_group(w->a, w->s, &w->who[HEAD], h.report, &one, 1, &at));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(doubts_and_joint_work_are_kept_with_a_figure),
        cmocka_unit_test(only_what_nothing_speaks_against_is_sure),
        IN_WORLD(sure_ones_are_confirmed_at_one_moment_and_go_back_together),
        IN_WORLD(a_doubted_one_refuses_the_whole_group),
        IN_WORLD(one_that_changed_since_it_was_shown_refuses_the_whole_group),
        IN_WORLD(others_may_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
