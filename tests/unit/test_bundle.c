/* test_bundle.c - a document of several reports: offered as several, made into those that are picked, nothing lost. */
#include "core/report/bundle.h"
#include "report_world.h"

static const char two[] = "## Báo cáo tháng 4|LHPN|2023-04\nTrao [12|suất quà|M7].\n"
                          "## Báo cáo tháng 5|LHPN|2023-05\nTrao [15|suất quà|M7] và [2|căn|M4].\n"
                          "## Báo cáo của Hội Nông dân|HND|2023-05\nTrồng [70|cây xanh|M33].";

static int64_t receive(struct world *w, const char *text, int64_t *report)
{
    struct report_draft draft = { .body_id = w->body[WOMEN], .period = S("2023-06"), .text = str_c(text) };
    int64_t bundle;
    DONE(bundle_receive(w->a, w->s, &w->who[OFFICER], &draft, report, &bundle));
    return bundle;
}

static struct bundle look(struct world *w, int64_t id)
{
    struct bundle b;
    DONE(bundle_get(w->a, w->db, &w->who[OFFICER], id, &b));
    return b;
}

static void one_report_becomes_a_draft_at_once(void **state)
{
    struct world *w = *state;
    int64_t report;
    assert_int_equal(receive(w, "Trao [12|suất quà|M7].", &report), 0);
    assert_true(report > 0);
}

static void several_reports_are_listed_with_their_figures_and_owners(void **state)
{
    struct world *w = *state;
    int64_t report;
    struct bundle b = look(w, receive(w, two, &report));
    assert_int_equal(report, 0);
    assert_int_equal(b.parts, 3);
    assert_string_equal(str_z(w->a, b.part[1].title), "Báo cáo tháng 5");
    assert_string_equal(str_z(w->a, b.part[1].period), "2023-05");
    assert_int_equal(b.part[1].figures, 2);
    assert_true(b.part[0].ours && b.part[1].ours && !b.part[2].ours);
    assert_non_null(strstr(str_z(w->a, b.part[0].opening), "Trao"));
}

static void picked_parts_become_drafts_of_their_own_periods_and_the_others_stay(void **state)
{
    struct world *w = *state;
    int64_t report, first;
    int64_t id = receive(w, two, &report);
    struct bundle_pick pick = { .number = 2 };
    DONE(bundle_take(w->a, w->s, &w->who[OFFICER], id, &pick, 1, &first));
    struct report made = world_report(w, first, w->body[WOMEN]);
    assert_string_equal(str_z(w->a, made.period), "2023-05");
    assert_string_equal(str_z(w->a, made.title), "Báo cáo tháng 5");
    assert_int_equal(made.figures, 2);
    assert_null(strstr(str_z(w->a, made.text), "tháng 4"));
    struct bytes source;
    struct str name;
    DONE(report_source(w->a, w->db, &w->who[OFFICER], first, &source, &name));
    assert_int_equal(source.n, strlen(two));
    struct bundle b = look(w, id);
    assert_int_equal(b.part[1].report_id, first);
    assert_int_equal(b.part[0].report_id, 0);
    REFUSED(ERR_CONFLICT, bundle_take(w->a, w->s, &w->who[OFFICER], id, &pick, 1, &first));
}

static void a_part_may_go_to_another_period_than_it_says(void **state)
{
    struct world *w = *state;
    int64_t report, first;
    struct bundle_pick pick = { .number = 1, .period = S("2023-03") };
    DONE(bundle_take(w->a, w->s, &w->who[OFFICER], receive(w, two, &report), &pick, 1, &first));
    assert_string_equal(str_z(w->a, world_report(w, first, w->body[WOMEN]).period), "2023-03");
}

static void a_period_that_is_taken_stops_there_and_what_was_made_stands(void **state)
{
    struct world *w = *state;
    int64_t report, first;
    world_draft(w, w->body[WOMEN], "2023-05", "Đã có [1|suất quà|M7].");
    int64_t id = receive(w, two, &report);
    struct bundle_pick both[] = { { .number = 1 }, { .number = 2 } };
    REFUSED(ERR_CONFLICT, bundle_take(w->a, w->s, &w->who[OFFICER], id, both, 2, &first));
    struct bundle b = look(w, id);
    assert_true(b.part[0].report_id > 0);
    assert_int_equal(b.part[1].report_id, 0);
}

static void what_is_another_bodys_or_nothing_at_all_is_refused(void **state)
{
    struct world *w = *state;
    int64_t report, first;
    int64_t id = receive(w, two, &report);
    struct bundle_pick theirs = { .number = 3 }, none = { .number = 9 };
    REFUSED(ERR_INPUT, bundle_take(w->a, w->s, &w->who[OFFICER], id, &theirs, 1, &first));
    REFUSED(ERR_INPUT, bundle_take(w->a, w->s, &w->who[OFFICER], id, &none, 1, &first));
    REFUSED(ERR_INPUT, bundle_take(w->a, w->s, &w->who[OFFICER], id, NULL, 0, &first));
}

static void what_was_one_report_after_all_becomes_one(void **state)
{
    struct world *w = *state;
    int64_t report, made, id = receive(w, two, &report);
    DONE(bundle_take_whole(w->a, w->s, &w->who[OFFICER], id, &made));
    struct report r = world_report(w, made, w->body[WOMEN]);
    assert_string_equal(str_z(w->a, r.period), "2023-06");
    assert_int_equal(r.figures, 4);
    assert_int_equal(look(w, id).part[0].report_id, made);
    REFUSED(ERR_CONFLICT, bundle_take_whole(w->a, w->s, &w->who[OFFICER], id, &made));
}

static void nobody_else_sees_it(void **state)
{
    struct world *w = *state;
    int64_t report, id = receive(w, two, &report);
    struct bundle b;
    for (int i = 0; i < WORLD_PEOPLE; i++)
        if (i != OFFICER) REFUSED(ERR_MISSING, bundle_get(w->a, w->db, &w->who[i], id, &b));
    REFUSED(ERR_LOGIN, bundle_get(w->a, w->db, NULL, id, &b));
}

static void it_waits_in_the_list_until_all_of_its_own_are_made(void **state)
{
    struct world *w = *state;
    int64_t report, first, id = receive(w, two, &report);
    struct bundle_waiting *list;
    size_t n;
    DONE(bundle_waiting(w->a, w->db, &w->who[OFFICER], &list, &n));
    assert_int_equal(n, 1);
    assert_int_equal(list[0].id, id);
    assert_int_equal(list[0].left, 2);
    struct bundle_pick both[] = { { .number = 1 }, { .number = 2 } };
    DONE(bundle_take(w->a, w->s, &w->who[OFFICER], id, both, 2, &first));
    DONE(bundle_waiting(w->a, w->db, &w->who[OFFICER], &list, &n));
    assert_int_equal(n, 0);
    receive(w, two, &report);
    clock_fix(world_time + (int64_t)15 * 24 * 3600 * 1000);
    DONE(bundle_waiting(w->a, w->db, &w->who[OFFICER], &list, &n));
    assert_int_equal(n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(one_report_becomes_a_draft_at_once),
        IN_WORLD(several_reports_are_listed_with_their_figures_and_owners),
        IN_WORLD(picked_parts_become_drafts_of_their_own_periods_and_the_others_stay),
        IN_WORLD(a_part_may_go_to_another_period_than_it_says),
        IN_WORLD(a_period_that_is_taken_stops_there_and_what_was_made_stands),
        IN_WORLD(what_is_another_bodys_or_nothing_at_all_is_refused),
        IN_WORLD(what_was_one_report_after_all_becomes_one),
        IN_WORLD(nobody_else_sees_it),
        IN_WORLD(it_waits_in_the_list_until_all_of_its_own_are_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
