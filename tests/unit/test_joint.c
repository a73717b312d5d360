/* test_joint.c - results of several bodies together: counted once in the unit, by shares or at the one that leads. */
#include "core/report/joint.h"
#include "report_world.h"

static struct figure first(struct world *w, int64_t report)
{
    struct figure *list;
    size_t n;
    DONE(figure_list(w->a, w->db, world_writer(w, w->body[WOMEN], ROLE_OFFICER), report, &list, &n));
    assert_true(n > 0);
    return list[0];
}

static error changed(struct world *w, const struct figure *f, const char *joint)
{
    struct figure_entry entry = figure_entry(w->a, f);
    entry.joint = str_c(joint);
    return figure_change(w->a, w->s, world_writer(w, w->body[WOMEN], ROLE_OFFICER), f->id, f->version, &entry, S(""));
}

static void a_divided_result_counts_once_in_the_unit_and_its_share_at_each_member(void **state)
{
    struct world *w = *state;
    int64_t differed, id = world_draft(w, w->body[WOMEN], "2023-06", "Cùng trao [100|suất quà|M7|item=suất quà].");
    struct figure f = first(w, id);
    DONE(changed(w, &f, "Hội Nông dân 40; ctd 20"));
    f = first(w, id);
    assert_true(str_is(joint_write(w->a, &f), S("HND 40; CTD 20")));
    world_submit(w, id, w->body[WOMEN]);
    world_approve(w, id, w->body[WOMEN]);
    assert_string_equal(world_total(w, w->ward, "M7", "2023-06", ""), "100 phần quà");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-06", "LHPN"), "40 phần quà");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-06", "HND"), "40 phần quà");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-06", "CTD"), "20 phần quà");
    assert_string_equal(world_total(w, w->city, "M7", "2023-Q2", ""), "100 phần quà");
    DONE(total_recompute(w->a, w->s, w->city, &differed));
    assert_int_equal(differed, 0);
    struct trace t;
    DONE(trace_get(w->a, w->db, &w->who[OFFICE], w->ward, S("M7"), S("2023-06"), S("HND"), VIEW_THEN, &t));
    assert_int_equal(t.lines, 1);
    assert_int_equal(t.line[0].sum.value, 40000);
    struct brief b;
    DONE(brief_get(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-06"), &b));
    for (size_t i = 0; i < b.bodies; i++)
        if (str_is(b.body[i].organisation, S("HND")))
            assert_string_equal(str_z(w->a, b.body[i].line[0].figure[0].words), "40 suất quà trong 100 suất quà"
            " cùng làm");
    world_return(w, id, w->body[WOMEN]);
    assert_string_equal(world_total(w, w->ward, "M7", "2023-06", "HND"), "");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-06", ""), "");
}

static void an_undivided_result_counts_at_the_leading_body_and_is_marked_at_the_others(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-06", "Cùng trao [100|suất quà|M7|item=suất quà|with=HND].");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-06", "LHPN"), "100 phần quà");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-06", "HND"), "");
    struct brief b;
    bool marked = false;
    DONE(brief_get(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-06"), &b));
    for (size_t i = 0; i < b.bodies; i++)
        for (size_t k = 0; k < b.body[i].others && str_is(b.body[i].organisation, S("HND")); k++)
            marked |= str_is(b.body[i].other[k].item, S("suất quà (làm cùng Hội Phụ nữ, đã tính ở đó)"));
    assert_true(marked);
}

static void shares_that_do_not_fit_are_refused_in_words(void **state)
{
    struct world *w = *state;
    static const char *const wrong[] = { "HND 90; CTD 20", "HND 40; CTD", "XYZ 40", "HND 10; HND 20", "LHPN 40",
        "HND bốn chục cái" };
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "Cùng trao [100|suất quà|M7].");
    struct figure f = first(w, id);
    for (size_t i = 0; i < COUNT(wrong); i++) REFUSED(ERR_INPUT, changed(w, &f, wrong[i]));
    DONE(changed(w, &f, "HND; CTD"));
    f = first(w, id);
    assert_int_equal(f.with_count, 2);
    assert_null(f.share);
    DONE(figure_undo(w->a, w->s, world_writer(w, w->body[WOMEN], ROLE_OFFICER), f.id, f.version));
    assert_int_equal(first(w, id).with_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_divided_result_counts_once_in_the_unit_and_its_share_at_each_member),
        IN_WORLD(an_undivided_result_counts_at_the_leading_body_and_is_marked_at_the_others),
        IN_WORLD(shares_that_do_not_fit_are_refused_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
