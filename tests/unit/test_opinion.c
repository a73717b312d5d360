/* test_opinion.c - the register of what was raised: kept once, changed by versions, answered, carried, closed. */
#include "support/briefing.h"
#include "core/meeting/agenda.h"
#include "core/meeting/attend.h"
#include "core/meeting/live.h"
#include "core/meeting/opinion.h"
#include "core/office/audit_words.h"

static struct opinion raised(struct world *w, int64_t meeting, const char *words, const char *key)
{
    return (struct opinion){ .meeting_id = meeting, .body_id = w->body[WOMEN], .kind = OPINION_DIFFICULTY,
        .words = str_c(words), .key = str_c(key), .raised_by = S(""), .asked_of = S("Công an phường") };
}

static int64_t open_briefing(struct world *w)
{
    return briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-05", MEETING_OPEN);
}

static int64_t live_of(struct world *w, int64_t meeting)
{
    int64_t n;
    DONE(live_now(w->a, w->db, meeting, &n));
    return n;
}

static struct opinion_list listed(struct world *w, int64_t meeting, bool open_only)
{
    struct opinion_list list;
    DONE(opinion_list(w->a, w->db, &w->who[OFFICE], w->ward, meeting, open_only, &list));
    return list;
}

static void what_is_sent_twice_with_one_key_is_kept_once(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), one, again, other;
    struct opinion o = raised(w, meeting, "Khó giữ sinh hoạt tổ", "k1");
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &one));
    int64_t live = live_of(w, meeting);
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &again));
    assert_int_equal(one, again);
    assert_int_equal(live_of(w, meeting), live);
    o.key = S("k2");
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &other));
    assert_int_not_equal(one, other);
    assert_int_equal(live_of(w, meeting), live + 1);
    assert_int_equal(listed(w, meeting, false).n, 2);
}

static void an_opinion_of_the_room_has_its_day_and_the_name_of_its_body(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), id;
    struct opinion o = raised(w, meeting, "  Khó giữ sinh hoạt tổ ", "k"), kept;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    DONE(opinion_get(w->a, w->db, &w->who[OFFICE], id, &kept));
    assert_string_equal(str_z(w->a, kept.raised_on), "2023-07-05");
    assert_string_equal(str_z(w->a, kept.words), "Khó giữ sinh hoạt tổ");
    assert_true(str_is(kept.raised_by, kept.body_name));
    assert_int_equal(kept.state, OPINION_OPEN);
}

static void the_substitute_who_sits_there_is_named(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), id;
    struct meeting m = briefing(w, meeting);
    struct attendance x;
    DONE(attend_list(w->a, w->db, &m, &x));
    struct attendee at = x.row[x.n - 1];
    struct attend_answer to = { ANSWER_SUBSTITUTE, S(""), S("Lý Thị Thay"), S("Phó Chủ tịch") };
    DONE(attend_answer(w->a, w->s, &w->who[OFFICE], at.id, &to));
    struct opinion o = { .meeting_id = meeting, .attendee_id = at.id, .words = S("Thiếu phòng họp."),
        .kind = OPINION_DIFFICULTY, .key = S("k") }, kept;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    DONE(opinion_get(w->a, w->db, &w->who[OFFICE], id, &kept));
    assert_string_equal(str_z(w->a, kept.raised_by), "Lý Thị Thay");
    assert_int_equal(kept.body_id, at.body_id);
    o.attendee_id = 999;
    o.key = S("k2");
    REFUSED(ERR_INPUT, opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
}

static void an_item_of_another_briefing_is_refused_as_the_minutes_would_not_have_it(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), id;
    int64_t here = briefing_in(w, series, "2023-Q2", "2023-07-05", MEETING_OPEN);
    int64_t there = briefing_planned(w, series, "2023-Q3", "2023-10-05");
    struct meeting m = briefing(w, there);
    struct agenda all;
    DONE(agenda_get(w->a, w->db, &m, &all));
    assert_true(all.n > 0);
    struct opinion o = { .meeting_id = here, .item_id = all.item[0].id, .kind = OPINION_DIFFICULTY,
        .words = S("Thiếu chỗ họp tổ."), .raised_by = S(""), .asked_of = S(""), .key = S("item-1") };
    REFUSED(ERR_INPUT, opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    m = briefing(w, here);
    DONE(agenda_get(w->a, w->db, &m, &all));
    o.item_id = all.item[0].id;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
}

static void who_changed_it_meanwhile_is_not_overwritten(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), id;
    struct opinion o = raised(w, meeting, "Một", "k"), kept;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    DONE(opinion_get(w->a, w->db, &w->who[OFFICE], id, &kept));
    kept.words = S("Hai");
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &kept, &id));
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &kept, &id));         /* the same sent again */
    kept.words = S("Ba");
    REFUSED(ERR_CONFLICT, opinion_put(w->a, w->s, &w->who[CHAIR], &kept, &id));
    assert_string_equal(str_z(w->a, listed(w, meeting, false).row[0].words), "Hai");
}

static void nothing_is_written_before_the_opening_or_without_words_or_right(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), id;
    int64_t planned = briefing_planned(w, series, "2023-Q3", "2023-10-05");
    struct opinion o = raised(w, planned, "Một", "k");
    REFUSED(ERR_CLOSED, opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    int64_t open = briefing_in(w, series, "2023-Q2", "2023-07-05", MEETING_OPEN);
    o = raised(w, open, "  ", "k");
    REFUSED(ERR_INPUT, opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    o = raised(w, open, "Một", "k");
    REFUSED(ERR_DENIED, opinion_put(w->a, w->s, &w->who[OFFICER], &o, &id));
    o = raised(w, 0, "Một", "k");
    o.unit_id = w->ward, o.body_id = w->body[FARMERS];
    REFUSED(ERR_DENIED, opinion_put(w->a, w->s, &w->who[OFFICER], &o, &id));
}

static void between_briefings_a_body_raises_its_own(void **state)
{
    struct world *w = *state;
    int64_t id;
    struct opinion o = raised(w, 0, "Thiếu kinh phí", "k");
    o.unit_id = w->ward;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICER], &o, &id));
    struct opinion_list open = listed(w, 0, true);
    assert_int_equal(open.n, 1);
    assert_int_equal(open.row[0].meeting_id, 0);
    assert_true(open.row[0].raised_on.n == 10);
}

static void the_level_above_reads_those_of_the_units_below_and_whose_they_are(void **state)
{
    struct world *w = *state;
    struct opinion o = raised(w, 0, "Thiếu kinh phí", "k");
    struct opinion_list list;
    int64_t id;
    o.unit_id = w->ward;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICER], &o, &id));
    DONE(opinion_below(w->a, w->db, &w->who[UPPER], true, &list));
    assert_int_equal(list.n, 1);
    assert_string_equal(str_z(w->a, list.row[0].unit_name), "Phường Bến Lúa");
    REFUSED(ERR_DENIED, opinion_below(w->a, w->db, &w->who[ADMIN], true, &list));
    REFUSED(ERR_DENIED, opinion_close(w->a, w->s, &w->who[UPPER], id, 1));
}

static struct opinion with_answer(struct world *w, int64_t id, const char *answer, const char *promised)
{
    struct opinion kept;
    DONE(opinion_get(w->a, w->db, &w->who[OFFICE], id, &kept));
    DONE(opinion_answer(w->a, w->s, &w->who[CHAIR], id, kept.version, str_c(answer), str_c(promised)));
    DONE(opinion_get(w->a, w->db, &w->who[OFFICE], id, &kept));
    return kept;
}

static void answered_on_the_spot_is_told_there_and_promised_is_carried(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), spot, later, result;
    int64_t meeting = briefing_in(w, series, "2023-Q2", "2023-07-05", MEETING_OPEN);
    struct opinion o = raised(w, meeting, "Một", "k1");
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &spot));
    o = raised(w, meeting, "Hai", "k2");
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &later));
    o = raised(w, meeting, "Ba", "k3");
    o.kind = OPINION_RESULT;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &result));
    struct opinion kept = with_answer(w, spot, "Đã giao Công an phường", "");
    assert_int_equal(kept.state, OPINION_ANSWERED);
    assert_true(kept.told.n > 0);
    kept = with_answer(w, later, "", "2023-09-30");
    assert_int_equal(kept.state, OPINION_PROMISED);
    assert_int_equal(kept.told.n, 0);
    struct briefing_step step = { meeting, MEETING_ENDED, &w->who[OFFICE] };
    DONE(db_write(w->a, w->s, briefing_step_job, &step));
    struct meeting next = briefing(w, briefing_planned(w, series, "2023-Q3", "2023-10-05"));
    struct opinion_list carried;
    DONE(opinion_carried(w->a, w->db, &next, &carried));
    assert_int_equal(carried.n, 1);
    assert_int_equal(carried.row[0].id, later);
    assert_int_equal(listed(w, 0, true).n, 1);
}

static void a_day_that_is_none_or_before_it_was_raised_is_refused(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), id;
    struct opinion o = raised(w, meeting, "Một", "k");
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    REFUSED(ERR_INPUT, opinion_answer(w->a, w->s, &w->who[CHAIR], id, 1, S(""), S("")));
    REFUSED(ERR_INPUT, opinion_answer(w->a, w->s, &w->who[CHAIR], id, 1, S(""), S("30/2")));
    REFUSED(ERR_INPUT, opinion_answer(w->a, w->s, &w->who[CHAIR], id, 1, S(""), S("2023-07-04")));
    REFUSED(ERR_CONFLICT, opinion_answer(w->a, w->s, &w->who[CHAIR], id, 7, S("Đã rõ"), S("")));
    REFUSED(ERR_DENIED, opinion_answer(w->a, w->s, &w->who[OFFICER], id, 1, S("Đã rõ"), S("")));
}

static void what_the_chair_closed_is_carried_no_more_and_stays_as_it_is(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), id;
    struct opinion o = raised(w, meeting, "Một", "k"), kept;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    DONE(opinion_close(w->a, w->s, &w->who[CHAIR], id, 1));
    DONE(opinion_close(w->a, w->s, &w->who[CHAIR], id, 1));             /* again changes nothing */
    assert_int_equal(listed(w, meeting, true).n, 0);
    DONE(opinion_get(w->a, w->db, &w->who[OFFICE], id, &kept));
    assert_int_equal(kept.state, OPINION_CLOSED);
    kept.words = S("Hai");
    REFUSED(ERR_CLOSED, opinion_put(w->a, w->s, &w->who[OFFICE], &kept, &id));
    REFUSED(ERR_CLOSED, opinion_answer(w->a, w->s, &w->who[CHAIR], id, kept.version, S("Đã rõ"), S("")));
}

/* The Women's Union alone is asked; the Red Cross is not, and says what of it is nevertheless its own. */
static int64_t of_women_alone(struct world *w)
{
    struct series_body asked = { .body_id = w->body[WOMEN] };
    struct series s = { .unit_id = w->ward, .body_id = w->body[PARTY], .name = S("Họp riêng"),
        .presidium = S("Thường trực Đảng ủy"), .conclusion = S("TB"), .starts = S("08:00"), .venue = S(""),
        .channel = S(""), .every = EVERY_QUARTER, .minutes = 60, .body = &asked, .bodies = 1 };
    int64_t id;
    DONE(series_put(w->a, w->s, &w->who[OFFICE], &s, &id));
    return briefing_in(w, id, "2023-Q2", "2023-07-05", MEETING_OPEN);
}

static void what_was_said_at_a_briefing_is_not_for_a_body_that_was_not_asked_to_it(void **state)
{
    struct world *w = *state;
    int64_t meeting = of_women_alone(w), hidden, asked, own;
    struct opinion o = raised(w, meeting, "Của riêng phiên ấy", "k1"), kept;
    struct opinion_list list;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &hidden));
    o = raised(w, meeting, "Hỏi Hội Chữ thập đỏ", "k2");
    o.asked_id = w->body[RED_CROSS];
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &asked));
    o = raised(w, 0, "Nêu giữa hai phiên", "k3");
    o.unit_id = w->ward;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICER], &o, &own));
    (void)with_answer(w, hidden, "Đã rõ", "");
    DONE(opinion_list(w->a, w->db, &w->who[OTHER_OFFICER], w->ward, 0, false, &list));
    assert_int_equal(list.n, 2);
    for (size_t i = 0; i < list.n; i++) {
        assert_int_not_equal(list.row[i].id, hidden);
        assert_int_equal(list.row[i].meeting_title.n, 0);
    }
    REFUSED(ERR_MISSING, opinion_get(w->a, w->db, &w->who[OTHER_OFFICER], hidden, &kept));
    DONE(opinion_get(w->a, w->db, &w->who[OTHER_OFFICER], asked, &kept));
    assert_int_equal(kept.meeting_id, 0);
    const struct who *all[] = { &w->who[OFFICER], &w->who[OFFICE], &w->who[CHAIR], &w->who[UPPER] };
    for (size_t i = 0; i < COUNT(all); i++) {
        DONE(opinion_list(w->a, w->db, all[i], w->ward, 0, false, &list));
        assert_int_equal(list.n, 3);
        DONE(opinion_get(w->a, w->db, all[i], hidden, &kept));
        assert_int_equal(kept.meeting_id, meeting);
    }
}

static void a_passage_of_a_report_stands_in_the_register_once_whoever_took_it(void **state)
{
    struct world *w = *state;
    int64_t one, two, report = world_draft(w, w->body[WOMEN], "2023-06", "Khó khăn: kinh phí hoạt động còn hạn chế.");
    world_submit(w, report, w->body[WOMEN]);
    struct opinion o = raised(w, 0, "Kinh phí hoạt động còn hạn chế", "bao-cao-1-a");
    o.unit_id = w->ward, o.report_id = report;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &one));
    o.words = S("kinh phí hoạt động còn hạn chế.");        /* somebody else, who did not tidy the words */
    DONE(opinion_put(w->a, w->s, &w->who[OFFICER], &o, &two));
    assert_int_equal(one, two);
    o.report_id = 0;                                       /* a key of one's own browser is one's own */
    DONE(opinion_put(w->a, w->s, &w->who[OFFICER], &o, &two));
    assert_int_not_equal(one, two);
}

static void bodies_of_another_unit_neither_raise_nor_are_asked(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), id;
    struct opinion o = raised(w, meeting, "Khó giữ sinh hoạt tổ", "k");
    o.asked_id = w->other_body;
    REFUSED(ERR_INPUT, opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    o.asked_id = 0, o.body_id = w->other_body;
    REFUSED(ERR_INPUT, opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
}

static void letters_are_counted_as_people_count_them(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), id;
    char *words = arena_get(w->a, 4001 * 3 + 1), *p = words;
    for (int i = 0; i < 4000; i++) p = mempcpy(p, "ộ", 3);
    *p = 0;
    struct opinion o = raised(w, meeting, words, "k");
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    memcpy(p, "ộ", 4);
    o = raised(w, meeting, words, "k2");
    REFUSED(ERR_INPUT, opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
}

static void what_changed_stands_in_the_history_field_by_field(void **state)
{
    struct world *w = *state;
    int64_t meeting = open_briefing(w), id;
    struct opinion o = raised(w, meeting, "Một", "k"), kept;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    DONE(opinion_get(w->a, w->db, &w->who[OFFICE], id, &kept));
    kept.asked_of = S("Điện lực");
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &kept, &id));
    struct audit_rows rows;
    struct audit_change *change;
    size_t n, met = 0;
    DONE(audit_of(w->a, w->db, "opinion", id, &rows));
    for (size_t i = 0; i < rows.n; i++) {
        audit_changes(w->a, &rows.row[i], &change, &n);
        for (size_t k = 0; k < n; k++)
            met += str_is(change[k].label, S("Nơi được hỏi")) && str_is(change[k].after, S("Điện lực"));
    }
    assert_int_equal(met, 1);
}

#define OPINION(test) cmocka_unit_test_setup_teardown(test, world_up, world_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        OPINION(what_is_sent_twice_with_one_key_is_kept_once),
        OPINION(an_opinion_of_the_room_has_its_day_and_the_name_of_its_body),
        OPINION(an_item_of_another_briefing_is_refused_as_the_minutes_would_not_have_it),
        OPINION(who_changed_it_meanwhile_is_not_overwritten),
        OPINION(nothing_is_written_before_the_opening_or_without_words_or_right),
        OPINION(between_briefings_a_body_raises_its_own),
        OPINION(the_level_above_reads_those_of_the_units_below_and_whose_they_are),
        OPINION(answered_on_the_spot_is_told_there_and_promised_is_carried),
        OPINION(a_day_that_is_none_or_before_it_was_raised_is_refused),
        OPINION(what_the_chair_closed_is_carried_no_more_and_stays_as_it_is),
        OPINION(what_was_said_at_a_briefing_is_not_for_a_body_that_was_not_asked_to_it),
        OPINION(a_passage_of_a_report_stands_in_the_register_once_whoever_took_it),
        OPINION(bodies_of_another_unit_neither_raise_nor_are_asked),
        OPINION(letters_are_counted_as_people_count_them),
        OPINION(what_changed_stands_in_the_history_field_by_field),
        OPINION(the_substitute_who_sits_there_is_named),
    };
    return cmocka_run_group_tests_name("opinions", tests, NULL, NULL);
}
