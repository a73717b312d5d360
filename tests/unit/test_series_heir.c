/* test_series_heir.c - what becomes of series and briefings when units merge, divide and bodies end. */
#include "support/briefing.h"
#include "core/meeting/attend.h"
#include "core/meeting/issued.h"
#include "core/meeting/opinion.h"
#include "core/meeting/task.h"
#include "core/office/audit.h"
#include "core/office/unit_change.h"

/* 2023-08-01 09:00 in Viet Nam */
static const int64_t merging = 1690855200000;

static void daily(struct world *w) { DONE(db_write(w->a, w->s, task_daily, NULL)); }

static int64_t number_of(struct world *w, const char *text)
{
    int64_t n = 0;
    database_run(w->path, text);
    (void)str_int(str_c(database_answer), &n);
    return n;
}

/* Acts on units are for who administers the city. */
static struct who city_admin(struct world *w, struct grant *g)
{
    struct unit city;
    struct who who = w->who[ADMIN];
    DONE(unit_get(w->a, w->db, w->city, &city));
    *g = *who.acting;
    g->unit_id = city.id;
    g->unit_from = city.tree_from;
    g->unit_to = city.tree_to;
    g->below = true;
    who.acting = who.grant = g;
    return who;
}

/* The same person in another unit, and in the body of that kind there ("" none). */
static struct who moved_to(struct world *w, enum world_person p, int64_t unit_id, const char *organisation,
    struct grant *g)
{
    struct unit u;
    struct who who = w->who[p];
    DONE(unit_get(w->a, w->db, unit_id, &u));
    *g = *who.acting;
    g->unit_id = u.id;
    g->unit_from = u.tree_from;
    g->unit_to = u.tree_to;
    g->body_id = !*organisation ? 0 : number_of(w, str_z(w->a, str_fmt(w->a,
        "SELECT id FROM body WHERE unit_id = %lld AND organisation = '%s'", (long long)unit_id, organisation)));
    who.acting = who.grant = g;
    return who;
}

static int64_t change(struct world *w, enum unit_act act, const struct unit_new *new, size_t news)
{
    struct grant g;
    struct who admin = city_admin(w, &g);
    const int64_t both[] = { w->ward, w->other_ward };
    int64_t id;
    clock_fix(merging);
    struct unit_plan plan = { .act = act, .above = w->city, .unit = both, .units = act == UNIT_MERGE ? 2 : 1,
        .new = new, .news = news, .day = S("2023-08-01"), .basis = S("20/NQ-HĐND"), .bodies = true };
    DONE(unit_change(w->a, w->s, &admin, &plan, &id));
    return id;
}

static int64_t merged(struct world *w, int64_t *act)
{
    struct unit_new new = { .code = S("SC"), .kind = S("phường"), .name = S("Sông Cái") };
    *act = change(w, UNIT_MERGE, &new, 1);
    return number_of(w, "SELECT id FROM unit WHERE code = 'SC'");
}

/* The other ward has a Party committee with a series of the same name, and a briefing planned for that quarter. */
struct other { struct grant grant; struct who office; int64_t series, meeting; };
static error other_party_job(struct arena *a, struct db *db, void *arg)
{
    struct body *b = arg;
    return body_add(a, db, b, &b->id);
}

static struct other other_ward(struct world *w, const char *period)
{
    static struct other o;
    struct body party = { .unit_id = w->other_ward, .organisation = S("DANG"), .name = S("Đảng ủy xã An Hòa"),
        .short_name = S("Đảng ủy"), .layout = S("party"), .ordinal = 2, .valid_from = S("2000-01-01") };
    DONE(db_write(w->a, w->s, other_party_job, &party));
    o.office = moved_to(w, OFFICE, w->other_ward, "", &o.grant);
    struct series_body asked[] = { { .body_id = w->other_body } };
    struct series s = { .unit_id = w->other_ward, .body_id = party.id, .name = S("Giao ban quý"),
        .presidium = S("Ban Thường vụ Đảng ủy"), .conclusion = S("TB"), .starts = S("08:00"), .venue = S(""),
        .channel = S(""), .every = EVERY_QUARTER, .minutes = 90, .body = asked, .bodies = 1 };
    DONE(series_put(w->a, w->s, &o.office, &s, &o.series));
    struct meeting_plan plan = { .series_id = o.series, .period = str_c(period), .day = S("2023-10-05") };
    DONE(meeting_plan(w->a, w->s, &o.office, &plan, &o.meeting));
    return o;
}

static void a_series_and_what_is_planned_go_to_the_unit_that_a_merger_makes(void **state)
{
    struct world *w = *state;
    int64_t act, series = briefing_series(w);
    int64_t held = briefing_in(w, series, "2023-Q1", "2023-04-06", MEETING_CONCLUDED);
    int64_t ended = briefing_in(w, series, "2023-Q2", "2023-07-06", MEETING_ENDED);
    int64_t planned = briefing_planned(w, series, "2023-Q3", "2023-10-05"), new = merged(w, &act);
    daily(w);
    daily(w);
    struct grant g, h;
    struct who office = moved_to(w, OFFICE, new, "", &g), officer = moved_to(w, OFFICER, new, "LHPN", &h);
    struct series s;
    struct meeting m;
    DONE(series_get(w->a, w->db, &office, series, &s));
    assert_int_equal(s.unit_id, new);
    assert_string_equal(str_z(w->a, s.host_name), "Đảng ủy phường Sông Cái");
    assert_int_equal(s.bodies, 5);
    assert_int_equal(s.body[0].body_id, officer.acting->body_id);
    DONE(meeting_get(w->a, w->db, &office, planned, &m));
    assert_int_equal(m.unit_id, new);
    assert_string_equal(str_z(w->a, m.chair_name), "Phạm Văn Hải");
    struct attendance x;
    DONE(attend_list(w->a, w->db, &m, &x));
    for (size_t i = 0; i < x.n; i++)
        assert_true(str_find(x.row[i].body_name, S("phường Bến Lúa"), 0) == SIZE_MAX);
    assert_int_equal(x.members, 5);
    DONE(meeting_get(w->a, w->db, &office, ended, &m));        /* its conclusions are still to be worded */
    assert_int_equal(m.unit_id, new);
    DONE(meeting_get(w->a, w->db, &office, held, &m));
    assert_int_equal(m.unit_id, w->ward);
    DONE(attend_invite(w->a, w->s, &office, planned));
    DONE(meeting_get(w->a, w->db, &officer, planned, &m));
    struct meeting_plan plan = { .series_id = series, .period = S("2023-Q4"), .day = S("2024-01-05") };
    DONE(meeting_plan(w->a, w->s, &office, &plan, &planned));
}

static void what_was_held_stays_and_is_read_by_the_successor_alone(void **state)
{
    struct world *w = *state;
    int64_t act, series = briefing_series(w), paper;
    int64_t held = briefing_in(w, series, "2023-Q1", "2023-04-06", MEETING_ENDED);
    DONE(issued_draft(w->a, w->s, &w->who[OFFICE], held, S("BB"), &paper));
    DONE(issued_sign(w->a, w->s, &w->who[OFFICE], paper, 1, 0, S("2023-04-07")));
    database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE meeting SET state = 'concluded' WHERE id = %lld",
        (long long)held)));
    int64_t new = merged(w, &act);
    daily(w);
    struct grant g, h, k;
    struct who office = moved_to(w, OFFICE, new, "", &g), officer = moved_to(w, OFFICER, new, "LHPN", &h),
        stranger = moved_to(w, OFFICER, w->other_ward, "LHPN", &k);
    struct meeting m;
    struct meeting_list list;
    struct issued i;
    struct opinion_list said;
    DONE(meeting_get(w->a, w->db, &officer, held, &m));        /* whose predecessor was asked */
    assert_string_equal(str_z(w->a, m.host_name), "Đảng ủy phường Bến Lúa");
    DONE(meeting_of_unit(w->a, w->db, &office, new, S(""), &list));
    assert_int_equal(list.n, 1);
    DONE(issued_get(w->a, w->db, &officer, paper, &i));
    DONE(opinion_list(w->a, w->db, &officer, m.unit_id, held, false, &said));
    REFUSED(ERR_MISSING, meeting_get(w->a, w->db, &stranger, held, &m));
    REFUSED(ERR_MISSING, issued_get(w->a, w->db, &stranger, paper, &i));
    REFUSED(ERR_DENIED, opinion_list(w->a, w->db, &stranger, w->ward, held, false, &said));
    DONE(meeting_get(w->a, w->db, &office, held, &m));
    m.title = S("Tên khác");
    REFUSED(ERR_DENIED, meeting_change(w->a, w->s, &office, &m));
}

static void two_series_of_one_name_become_one_and_a_quarter_has_one_briefing(void **state)
{
    struct world *w = *state;
    int64_t act, series = briefing_series(w), planned = briefing_planned(w, series, "2023-Q3", "2023-10-05");
    struct other o = other_ward(w, "2023-Q3");
    int64_t new = merged(w, &act);
    daily(w);
    struct grant g;
    struct who office = moved_to(w, OFFICE, new, "", &g);
    struct series_list all;
    DONE(series_of_unit(w->a, w->db, &office, new, &all));
    assert_int_equal(all.n, 1);
    assert_int_equal(all.row[0].id, series);
    assert_int_equal(briefing(w, planned).unit_id, new);
    assert_int_equal(briefing(w, o.meeting).state, MEETING_CANCELLED);
    struct audit_rows rows;
    DONE(audit_of(w->a, w->db, "meeting", o.meeting, &rows));
    bool said = false;
    for (size_t i = 0; i < rows.n; i++)
        said |= str_is(rows.row[i].act, S("meeting.state")) &&
            str_is(rows.row[i].why, S("Xã An Hòa đã thành Phường Sông Cái; kỳ này họp chung ở phiên “Giao ban quý "
                                      "III/2023”."));
    assert_true(said);
}

static void a_briefing_of_another_quarter_moves_into_the_series_that_stays(void **state)
{
    struct world *w = *state;
    int64_t act, series = briefing_series(w);
    struct other o = other_ward(w, "2023-Q4");
    briefing_planned(w, series, "2023-Q3", "2023-10-05");
    int64_t new = merged(w, &act);
    daily(w);
    struct meeting m = briefing(w, o.meeting);
    assert_int_equal(m.state, MEETING_PLANNED);
    assert_int_equal(m.series_id, series);
    assert_int_equal(m.unit_id, new);
    assert_int_equal(m.number, 2);
}

static void a_series_of_a_divided_unit_ends_and_what_is_planned_says_why(void **state)
{
    struct world *w = *state;
    struct unit_new new[] = { { .code = S("M1"), .kind = S("phường"), .name = S("Một") },
        { .code = S("M2"), .kind = S("phường"), .name = S("Hai") } };
    int64_t series = briefing_series(w), planned = briefing_planned(w, series, "2023-Q3", "2023-10-05");
    DONE(attend_invite(w->a, w->s, &w->who[OFFICE], planned));
    change(w, UNIT_SPLIT, new, 2);
    daily(w);
    daily(w);
    assert_int_equal(briefing(w, planned).state, MEETING_CANCELLED);
    assert_int_equal(briefing(w, planned).unit_id, w->ward);
    assert_int_equal(number_of(w, "SELECT COUNT(*) FROM meeting_series WHERE ended_at IS NOT NULL"), 1);
    assert_true(number_of(w, "SELECT COUNT(*) FROM notice WHERE kind = 'meeting_off'") > 0);
}

static void a_host_with_a_successor_of_its_own_takes_the_series_along(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), planned = briefing_planned(w, series, "2023-Q3", "2023-10-05");
    database_run(w->path, str_z(w->a, str_fmt(w->a,
        "UPDATE body SET valid_to = '2023-07-31', successor_id = %lld WHERE id = %lld; "
        "UPDATE body SET valid_to = '2023-07-31', successor_id = %lld WHERE id = %lld",
        (long long)w->body[FRONT], (long long)w->body[PARTY], (long long)w->body[FRONT],
        (long long)w->body[RED_CROSS])));
    clock_fix(merging);
    daily(w);
    struct meeting m = briefing(w, planned);
    struct series s;
    struct attendance x;
    assert_int_equal(m.body_id, w->body[FRONT]);
    assert_string_equal(str_z(w->a, m.chair_name), "Phạm Văn Hải");
    DONE(series_get(w->a, w->db, &w->who[OFFICE], series, &s));
    assert_int_equal(s.body_id, w->body[FRONT]);
    assert_int_equal(s.bodies, 4);                             /* the Red Cross and the Front are one by now */
    DONE(attend_list(w->a, w->db, &m, &x));
    assert_int_equal(x.members, 4);
}

static void an_open_proposal_waits_in_the_new_unit(void **state)
{
    struct world *w = *state;
    struct opinion o = { .unit_id = w->ward, .body_id = w->body[WOMEN], .kind = OPINION_PROPOSAL,
        .words = S("Đề nghị hỗ trợ kinh phí"), .asked_of = S("Ủy ban nhân dân") };
    int64_t act, id, new;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICER], &o, &id));
    new = merged(w, &act);
    daily(w);
    struct grant g;
    struct who officer = moved_to(w, OFFICER, new, "LHPN", &g);
    struct opinion_list list;
    DONE(opinion_list(w->a, w->db, &officer, new, 0, true, &list));
    assert_int_equal(list.n, 1);
    assert_int_equal(list.row[0].body_id, officer.acting->body_id);
}

static void a_merger_is_not_taken_back_once_briefings_have_moved(void **state)
{
    struct world *w = *state;
    int64_t act;
    struct grant g;
    briefing_planned(w, briefing_series(w), "2023-Q3", "2023-10-05");
    merged(w, &act);
    struct who admin = city_admin(w, &g);
    struct str why;
    DONE(unit_change_holds(w->a, w->db, act, &why));
    assert_string_equal(str_z(w->a, why), "");
    daily(w);
    DONE(unit_change_holds(w->a, w->db, act, &why));
    assert_non_null(strstr(str_z(w->a, why), "giao ban"));
    REFUSED(ERR_CONFLICT, unit_change_undo(w->a, w->s, &admin, act));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_series_and_what_is_planned_go_to_the_unit_that_a_merger_makes),
        IN_WORLD(what_was_held_stays_and_is_read_by_the_successor_alone),
        IN_WORLD(two_series_of_one_name_become_one_and_a_quarter_has_one_briefing),
        IN_WORLD(a_briefing_of_another_quarter_moves_into_the_series_that_stays),
        IN_WORLD(a_series_of_a_divided_unit_ends_and_what_is_planned_says_why),
        IN_WORLD(a_host_with_a_successor_of_its_own_takes_the_series_along),
        IN_WORLD(an_open_proposal_waits_in_the_new_unit),
        IN_WORLD(a_merger_is_not_taken_back_once_briefings_have_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
