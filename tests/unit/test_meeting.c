/* test_meeting.c - a briefing: planned from its series and the one before, seen by whom it concerns, its states. */
#include "support/briefing.h"
#include "core/office/audit.h"
#include "core/office/handover.h"

static bool sees(struct world *w, const struct who *who, int64_t id)
{
    struct meeting m;
    error e = meeting_get(w->a, w->db, who, id, &m);
    if (e) assert_int_equal(e->kind, ERR_MISSING);
    return !e;
}

static void a_plan_takes_everything_from_its_series(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_planned(w, briefing_series(w), "2023-Q2", "2023-07-27");
    struct meeting m = briefing(w, id);
    assert_string_equal(str_z(w->a, m.title), "Giao ban quý II/2023");
    assert_string_equal(str_z(w->a, m.venue), "Phòng họp Đảng ủy");
    assert_string_equal(str_z(w->a, m.starts), "14:00");
    assert_string_equal(str_z(w->a, m.chair_name), "Phạm Văn Hải");
    assert_string_equal(str_z(w->a, m.chair_post), "Bí thư Đảng ủy");
    assert_string_equal(str_z(w->a, m.papers_by), "2023-07-22");
    assert_string_equal(str_z(w->a, m.invite_by), "2023-07-24");
    assert_int_equal(m.state, MEETING_PLANNED);
    assert_int_equal(m.number, 1);
}

static void a_series_has_one_briefing_of_a_period(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), id;
    struct meeting_plan again = { .series_id = series, .period = S("2023-Q2") };
    int64_t first = briefing_planned(w, series, "2023-Q2", "");
    REFUSED(ERR_CONFLICT, meeting_plan(w->a, w->s, &w->who[OFFICE], &again, &id));
    DONE(meeting_move(w->a, w->s, &w->who[OFFICE], first, 1, MEETING_CANCELLED, S("Trùng lịch")));
    DONE(meeting_plan(w->a, w->s, &w->who[OFFICE], &again, &id));
    assert_int_equal(briefing(w, id).number, 2);
}

static void the_next_one_takes_over_the_last_ones_venue_and_standing_items_alone(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), item;
    int64_t first = briefing_planned(w, series, "2023-Q1", "2023-04-20");
    struct meeting m = briefing(w, first);
    m.venue = S("Hội trường khu phố 3");
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    struct agenda_item by_hand = { .meeting_id = first, .title = S("Sinh hoạt chuyên đề"), .words = S(""),
        .minutes = 15, .standing = true };
    struct agenda_item once = { .meeting_id = first, .title = S("Góp ý dự thảo quy chế"), .words = S(""),
        .minutes = 5 };
    DONE(agenda_put(w->a, w->s, &w->who[OFFICE], &by_hand, &item));
    DONE(agenda_put(w->a, w->s, &w->who[OFFICE], &once, &item));
    struct meeting next = briefing(w, briefing_planned(w, series, "2023-Q2", "2023-07-27"));
    assert_string_equal(str_z(w->a, next.venue), "Hội trường khu phố 3");
    assert_int_equal(next.previous_id, first);
    struct agenda all;
    DONE(agenda_get(w->a, w->db, &next, &all));
    bool found = false;
    for (size_t i = 0; i < all.n; i++) {
        found |= str_is(all.item[i].title, S("Sinh hoạt chuyên đề")) && all.item[i].standing;
        assert_false(str_is(all.item[i].title, S("Góp ý dự thảo quy chế")));
    }
    assert_true(found);
    assert_int_equal(all.item[all.n - 1].kind, ITEM_CONCLUDE);
}

static void only_the_office_and_the_chair_see_what_is_planned(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w);
    int64_t planned = briefing_planned(w, series, "2023-Q1", "2023-04-20");
    int64_t invited = briefing_in(w, series, "2023-Q2", "2023-07-27", MEETING_INVITED);
    assert_true(sees(w, &w->who[OFFICE], planned) && sees(w, &w->who[CHAIR], planned));
    assert_false(sees(w, &w->who[OFFICER], planned) || sees(w, &w->who[UPPER], planned));
    assert_true(sees(w, &w->who[OFFICER], invited) && sees(w, &w->who[HEAD], invited));
    assert_true(sees(w, &w->who[UPPER], invited));
    assert_true(sees(w, world_writer(w, w->body[RED_CROSS], ROLE_OFFICER), invited));
    assert_false(sees(w, world_writer(w, w->other_body, ROLE_HEAD), invited));
    struct meeting m;
    REFUSED(ERR_DENIED, meeting_get(w->a, w->db, &w->who[ADMIN], invited, &m));
    REFUSED(ERR_LOGIN, meeting_get(w->a, w->db, NULL, invited, &m));
    struct meeting_list list;
    DONE(meeting_of_unit(w->a, w->db, &w->who[OFFICER], w->ward, S(""), &list));
    assert_int_equal(list.n, 1);
    DONE(meeting_of_unit(w->a, w->db, &w->who[OFFICE], w->ward, S(""), &list));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.row[0].id, invited);
}

static void the_level_above_lists_those_of_the_units_below_once_they_are_invited(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w);
    struct meeting_list list;
    briefing_planned(w, series, "2023-Q3", "2023-10-20");
    int64_t invited = briefing_in(w, series, "2023-Q2", "2023-07-27", MEETING_INVITED);
    DONE(meeting_below(w->a, w->db, &w->who[UPPER], &list));
    assert_int_equal(list.n, 1);
    assert_int_equal(list.row[0].id, invited);
    DONE(meeting_below(w->a, w->db, world_writer(w, w->other_body, ROLE_HEAD), &list));
    assert_int_equal(list.n, 0);
    REFUSED(ERR_DENIED, meeting_below(w->a, w->db, &w->who[ADMIN], &list));
}

static void a_briefing_goes_through_its_states_in_order(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-27", MEETING_CONCLUDED);
    struct meeting m = briefing(w, id);
    assert_int_equal(m.state, MEETING_CONCLUDED);
    assert_int_equal(m.opened_at, clock_now());
    assert_int_equal(m.ended_at, clock_now());
    REFUSED(ERR_CONFLICT, meeting_move(w->a, w->s, &w->who[OFFICE], id, m.version, MEETING_OPEN, S("")));
    REFUSED(ERR_CONFLICT, meeting_change(w->a, w->s, &w->who[OFFICE], &m));
}

static void it_is_not_opened_with_nobody_there_nor_beside_another_of_its_series(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w);
    int64_t first = briefing_in(w, series, "2023-Q1", "2023-04-20", MEETING_INVITED);
    REFUSED(ERR_INPUT,
        meeting_move(w->a, w->s, &w->who[CHAIR], first, briefing(w, first).version, MEETING_OPEN, S("")));
    int64_t second = briefing_in(w, series, "2023-Q2", "2023-07-27", MEETING_OPEN);
    briefing_came(w, first, "present_at");
    REFUSED(ERR_CONFLICT,
        meeting_move(w->a, w->s, &w->who[CHAIR], first, briefing(w, first).version, MEETING_OPEN, S("")));
    DONE(meeting_move(w->a, w->s, &w->who[CHAIR], second, briefing(w, second).version, MEETING_ENDED, S("")));
    DONE(meeting_move(w->a, w->s, &w->who[CHAIR], first, briefing(w, first).version, MEETING_OPEN, S("")));
}

static void who_changes_an_old_version_is_told(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_planned(w, briefing_series(w), "2023-Q2", "");
    struct meeting m = briefing(w, id);
    m.day = S("2023-07-28");
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    assert_string_equal(str_z(w->a, briefing(w, id).papers_by), "2023-07-23");
    REFUSED(ERR_CONFLICT, meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    REFUSED(ERR_DENIED, meeting_change(w->a, w->s, &w->who[CHAIR], &m));
}

static void a_cancellation_says_why(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_planned(w, briefing_series(w), "2023-Q2", "");
    REFUSED(ERR_INPUT, meeting_move(w->a, w->s, &w->who[OFFICE], id, 1, MEETING_CANCELLED, S("  ")));
    DONE(meeting_move(w->a, w->s, &w->who[OFFICE], id, 1, MEETING_CANCELLED, S("Hoãn do bão")));
    struct audit_rows rows;
    DONE(audit_of(w->a, w->db, "meeting", id, &rows));
    assert_string_equal(str_z(w->a, rows.row[rows.n - 1].why), "Hoãn do bão");
}

static void who_takes_over_the_chairs_post_takes_over_the_briefings_to_come(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), id;
    int64_t held = briefing_in(w, series, "2023-Q1", "2023-04-20", MEETING_CONCLUDED);
    int64_t next = briefing_planned(w, series, "2023-Q2", "2023-07-27");
    struct post_list posts;
    DONE(post_of_body(w->a, w->db, w->body[PARTY], S(""), &posts));
    struct handover_ask ask = { .post_id = posts.post[0].id, .version = posts.post[0].version,
        .successor_id = w->who[OFFICE].person_id, .day = S("2023-07-07") };
    DONE(handover_do(w->a, w->s, &w->who[ADMIN], &ask, &id));
    assert_string_equal(str_z(w->a, briefing(w, held).chair_name), "Phạm Văn Hải");
    assert_string_equal(str_z(w->a, briefing(w, next).chair_name), "Nguyễn Hoài Thu");
    assert_string_equal(str_z(w->a, briefing(w, next).chair_post), "Bí thư Đảng ủy");
}

static void what_was_held_keeps_its_title_day_hour_and_agenda(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-06", MEETING_ENDED);
    REFUSED(ERR_CONFLICT, agenda_rebuild(w->a, w->s, &w->who[OFFICE], id));
    static const struct { const char *title, *day, *starts; } wrong[] = { { "Phiên khác", NULL, NULL },
        { NULL, "2023-07-20", NULL }, { NULL, NULL, "15:00" } };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct meeting m = briefing(w, id);
        if (wrong[i].title) m.title = str_c(wrong[i].title);
        if (wrong[i].day) m.day = str_c(wrong[i].day);
        if (wrong[i].starts) m.starts = str_c(wrong[i].starts);
        REFUSED(ERR_CONFLICT, meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    }
    struct meeting m = briefing(w, id);
    m.venue = S("Hội trường B");
    m.day = clock_day(w->a, m.opened_at);                      /* on which it was held in truth */
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));
}

/* A chair and a secretary with one name are two people. */
static void who_takes_over_a_post_takes_only_the_seat_of_who_had_it(void **state)
{
    struct world *w = *state;
    int64_t next = briefing_planned(w, briefing_series(w), "2023-Q2", "2023-07-27"), id;
    struct meeting m = briefing(w, next);
    int64_t secretary = w->who[HEAD].person_id;
    assert_true(m.chair_id && m.chair_id != secretary);
    database_run(w->path, str_z(w->a, str_fmt(w->a,
        "UPDATE person SET name = (SELECT name FROM person WHERE id = %lld) WHERE id = %lld", (long long)m.chair_id,
        (long long)secretary)));
    database_run(w->path, str_z(w->a, str_fmt(w->a,
        "UPDATE meeting SET secretary_id = %lld, secretary_name = chair_name WHERE id = %lld", (long long)secretary,
        (long long)next)));
    struct post_list posts;
    DONE(post_of_body(w->a, w->db, w->body[PARTY], S(""), &posts));
    struct handover_ask ask = { .post_id = posts.post[0].id, .version = posts.post[0].version,
        .successor_id = w->who[OFFICE].person_id, .day = S("2023-07-07") };
    DONE(handover_do(w->a, w->s, &w->who[ADMIN], &ask, &id));
    m = briefing(w, next);
    assert_int_equal(m.chair_id, w->who[OFFICE].person_id);
    assert_int_equal(m.secretary_id, secretary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_plan_takes_everything_from_its_series),
        IN_WORLD(a_series_has_one_briefing_of_a_period),
        IN_WORLD(the_next_one_takes_over_the_last_ones_venue_and_standing_items_alone),
        IN_WORLD(only_the_office_and_the_chair_see_what_is_planned),
        IN_WORLD(the_level_above_lists_those_of_the_units_below_once_they_are_invited),
        IN_WORLD(a_briefing_goes_through_its_states_in_order),
        IN_WORLD(it_is_not_opened_with_nobody_there_nor_beside_another_of_its_series),
        IN_WORLD(who_changes_an_old_version_is_told),
        IN_WORLD(a_cancellation_says_why),
        IN_WORLD(who_takes_over_the_chairs_post_takes_over_the_briefings_to_come),
        IN_WORLD(what_was_held_keeps_its_title_day_hour_and_agenda),
        IN_WORLD(who_takes_over_a_post_takes_only_the_seat_of_who_had_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
