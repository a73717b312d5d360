/* test_due.c - by which day a report is due, who is reminded when, and the private address of the calendar. */
#include "report_world.h"
#include "core/office/body_change.h"
#include "core/office/contact.h"
#include "core/office/notice.h"
#include "core/office/outbox.h"
#include "core/office/setting.h"
#include "core/report/due.h"
#include "mail/diary.h"

struct giving { int64_t account, unit, body; enum role role; };
static error give_job(struct arena *a, struct db *db, void *arg)
{
    const struct giving *g = arg;
    int64_t id;
    return account_allow(a, db, &(struct new_grant){ .account_id = g->account, .role = g->role, .unit_id = g->unit,
        .body_id = g->body, .from = S("2020-01-01") }, &id);
}

static int due_up(void **state)
{
    world_up(state);
    struct world *w = *state;
    for (int i = 0; i < WORLD_PEOPLE; i++)
        DONE(db_write(w->a, w->s, give_job, &(struct giving){ w->who[i].account_id, w->grant[i].unit_id,
            w->grant[i].body_id, w->grant[i].role }));
    return 0;
}
#define DUE(test) cmocka_unit_test_setup_teardown(test, due_up, world_down)

struct putting { int64_t unit; enum setting which; const char *value; };
static error put_job(struct arena *a, struct db *db, void *arg)
{
    const struct putting *p = arg;
    return setting_put(a, db, NULL, p->which, p->unit, str_c(p->value), S(""));
}

static void put(struct world *w, enum setting which, const char *value)
{
    DONE(db_write(w->a, w->s, put_job, &(struct putting){ w->ward, which, value }));
}

static const char *due_of(struct world *w, const char *period)
{
    struct period p;
    struct day d;
    assert_true(period_read(str_c(period), &p));
    DONE(due_day(w->a, w->db, w->ward, p, &d));
    return str_z(w->a, day_write(w->a, d));
}

static void the_day_is_as_the_office_chose(void **state)
{
    struct world *w = *state;
    assert_string_equal(due_of(w, "2023-06"), "2023-06-25");
    assert_string_equal(due_of(w, "2023-Q2"), "2023-06-25");
    put(w, SETTING_DUE_DAY, "31");
    assert_string_equal(due_of(w, "2023-06"), "2023-06-30");
    assert_string_equal(due_of(w, "2024-02"), "2024-02-29");
    put(w, SETTING_DUE_DAY, "5");
    put(w, SETTING_DUE_MONTH, "next");
    assert_string_equal(due_of(w, "2023-12"), "2024-01-05");
}

static void a_day_of_rest_moves_it_when_the_office_chose_so(void **state)
{
    struct world *w = *state;
    put(w, SETTING_DUE_DAY, "2");
    put(w, SETTING_DUE_REST, "before");
    assert_string_equal(due_of(w, "2023-07"), "2023-06-30");       /* 2 July 2023 was a Sunday */
    put(w, SETTING_DUE_REST, "after");
    assert_string_equal(due_of(w, "2023-07"), "2023-07-03");
    put(w, SETTING_DAYS_OFF, "03/07/2023\n04/07/2023");
    assert_string_equal(due_of(w, "2023-07"), "2023-07-05");
    put(w, SETTING_DUE_CALENDAR, "07/2023: 20/07/2023");
    assert_string_equal(due_of(w, "2023-07"), "2023-07-20");
}

static const char *span_of(struct world *w, const char *period)
{
    struct period p;
    struct due_span span;
    assert_true(period_read(str_c(period), &p));
    DONE(due_span(w->a, w->db, w->ward, p, &span));
    return str_z(w->a, due_span_words(w->a, &span));
}

static void what_is_counted_goes_from_the_day_after_the_cut_to_the_cut(void **state)
{
    struct world *w = *state;
    assert_string_equal(span_of(w, "2023-Q2"), "");
    put(w, SETTING_CUT_DAY, "14");
    assert_string_equal(span_of(w, "2023-06"), "từ ngày 15/05/2023 đến hết ngày 14/06/2023");
    assert_string_equal(span_of(w, "2023-Q2"), "từ ngày 15/03/2023 đến hết ngày 14/06/2023");
    assert_string_equal(span_of(w, "2023-H1"), "từ ngày 15/12/2022 đến hết ngày 14/06/2023");
    assert_string_equal(span_of(w, "2023-9M"), "từ ngày 15/12/2022 đến hết ngày 14/09/2023");
    assert_string_equal(span_of(w, "2023"), "từ ngày 15/12/2022 đến hết ngày 14/12/2023");
    assert_string_equal(span_of(w, "2023-01-05..2023-02-07"), "");
    put(w, SETTING_CUT_DAY, "28");
    assert_string_equal(span_of(w, "2023-03"), "từ ngày 01/03/2023 đến hết ngày 28/03/2023");
    assert_string_equal(span_of(w, "2024-03"), "từ ngày 29/02/2024 đến hết ngày 28/03/2024");
}

static int64_t told(struct world *w, int person, enum notice_kind kind)
{
    struct notice_page p;
    int64_t n = 0;
    DONE(notice_list(w->a, w->db, &w->who[person], false, 0, 100, &p));
    for (size_t i = 0; i < p.n; i++) n += p.list[i].kind == kind;
    return n;
}

static void on(struct world *w, const char *day)
{
    struct day d;
    assert_true(day_read(str_c(day), &d));
    clock_fix((day_number(d) * 24 + 8 - 7) * 3600 * 1000);
    DONE(db_write(w->a, w->s, due_daily, NULL));
}

static void an_officer_is_reminded_some_days_before_and_all_are_told_once_when_it_is_over(void **state)
{
    struct world *w = *state;
    on(w, "2023-07-21");
    assert_int_equal(told(w, OFFICER, NOTICE_DUE_SOON), 0);
    on(w, "2023-07-22");
    on(w, "2023-07-23");
    assert_int_equal(told(w, OFFICER, NOTICE_DUE_SOON), 1);
    assert_int_equal(told(w, HEAD, NOTICE_DUE_SOON), 0);
    int64_t before = told(w, OFFICE, NOTICE_OVERDUE), own = told(w, OFFICER, NOTICE_OVERDUE);
    on(w, "2023-07-26");
    on(w, "2023-07-27");
    assert_int_equal(told(w, OFFICER, NOTICE_OVERDUE) - own, 1);
    assert_int_equal(told(w, HEAD, NOTICE_OVERDUE) - own, 1);
    assert_int_equal(told(w, OFFICE, NOTICE_OVERDUE) - before, 5); /* five bodies of the ward hand in */
    assert_int_equal(told(w, ADMIN, NOTICE_OVERDUE), 0);
}

static void who_has_handed_in_is_not_reminded(void **state)
{
    struct world *w = *state;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "[10|suất quà|M7]");
    world_submit(w, id, w->body[WOMEN]);
    on(w, "2023-07-07");
    assert_int_equal(told(w, OFFICER, NOTICE_OVERDUE), 0);
    assert_int_equal(told(w, OTHER_OFFICER, NOTICE_OVERDUE), 1);
}

/* The letter that waits first; it is sent. */
static struct outbox_letter letter(struct world *w)
{
    struct outbox_letter l;
    bool found;
    DONE(outbox_next(w->a, w->db, &l, &found));
    assert_true(found);
    DONE(outbox_note(w->a, w->s, l.id, OUTBOX_TAKEN, S("")));
    return l;
}

static struct diary_entry entry_in(struct world *w, const char *kind, enum diary_method method)
{
    struct outbox_letter l = letter(w);
    struct diary d;
    assert_string_equal(str_z(w->a, l.kind), kind);
    DONE(diary_read(w->a, l.calendar, &d));
    assert_int_equal(d.method, method);
    assert_int_equal(d.n, 1);
    return d.entry[0];
}

static void close_body(struct world *w, int body, const char *last_day)
{
    struct body b;
    DONE(body_get(w->a, w->db, w->body[body], &b));
    DONE(body_close(w->a, w->s, &w->who[ADMIN], b.id, b.version, str_c(last_day), 0));
}

static void a_due_day_that_is_no_more_is_called_off_under_the_name_it_was_sent_by(void **state)
{
    struct world *w = *state;
    on(w, "2023-07-01");
    DONE(contact_ask(w->a, w->s, &w->who[OFFICER], S("lan@benlua.example.vn")));
    struct str link = letter(w).link;
    size_t at = str_find(link, S("ma="), 0);
    DONE(contact_confirm(w->a, w->s, &w->who[OFFICER], str_cut(link, at + 3, link.n)));
    on(w, "2023-07-22");
    struct diary_entry sent = entry_in(w, "due_soon", DIARY_PUBLISH);
    assert_false(sent.cancelled);
    close_body(w, WOMEN, "2023-07-22");
    on(w, "2023-07-23");
    on(w, "2023-07-24");
    struct diary_entry gone = entry_in(w, "due_gone", DIARY_CANCEL);
    assert_true(str_is(gone.uid, sent.uid) && gone.cancelled);
    assert_int_equal(gone.sequence, sent.sequence + 1);
    bool more;
    struct outbox_letter l;
    DONE(outbox_next(w->a, w->db, &l, &more));
    assert_false(more);                                           /* the entries nobody was told of, and twice */
    assert_int_equal(told(w, OFFICER, NOTICE_DUE_GONE), 1);       /* inside too, though the post is over */
    assert_int_equal(told(w, OTHER_OFFICER, NOTICE_DUE_GONE), 0);
}

static void stop_reports(struct world *w, int body, bool reports)
{
    struct body b;
    DONE(body_get(w->a, w->db, w->body[body], &b));
    b.reports = reports;
    DONE(body_change(w->a, w->s, &w->who[ADMIN], &b, S("")));
}

static void a_body_that_hands_in_again_is_due_again(void **state)
{
    struct world *w = *state;
    on(w, "2023-07-22");
    stop_reports(w, WOMEN, false);
    on(w, "2023-07-23");
    assert_int_equal(told(w, OFFICER, NOTICE_DUE_GONE), 1);
    stop_reports(w, WOMEN, true);
    on(w, "2023-07-24");
    on(w, "2023-07-25");
    assert_int_equal(told(w, OFFICER, NOTICE_DUE_GONE), 1);
    on(w, "2023-07-26");
    assert_int_equal(told(w, OFFICER, NOTICE_OVERDUE), 2);        /* of June and of July */
}

static void the_calendar_answers_to_its_key_until_the_key_is_taken_back(void **state)
{
    struct world *w = *state;
    struct str key, second, ics;
    bool is;
    on(w, "2023-07-07");
    diary_program("build-that-is-not-there");
    REFUSED(ERR_MISSING, due_calendar(w->a, w->s, S(""), &ics));
    DONE(due_key_make(w->a, w->s, &w->who[OFFICER], &key));
    DONE(due_calendar(w->a, w->s, key, &ics));
    DONE(due_key_make(w->a, w->s, &w->who[OFFICER], &second));
    REFUSED(ERR_MISSING, due_calendar(w->a, w->s, key, &ics));
    DONE(due_calendar(w->a, w->s, second, &ics));
    DONE(due_key_drop(w->a, w->s, &w->who[OFFICER]));
    DONE(due_key_is(w->a, w->db, &w->who[OFFICER], &is));
    assert_false(is);
    REFUSED(ERR_MISSING, due_calendar(w->a, w->s, second, &ics));
    diary_program(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DUE(the_day_is_as_the_office_chose),
        DUE(what_is_counted_goes_from_the_day_after_the_cut_to_the_cut),
        DUE(a_day_of_rest_moves_it_when_the_office_chose_so),
        DUE(an_officer_is_reminded_some_days_before_and_all_are_told_once_when_it_is_over),
        DUE(who_has_handed_in_is_not_reminded),
        DUE(a_due_day_that_is_no_more_is_called_off_under_the_name_it_was_sent_by),
        DUE(a_body_that_hands_in_again_is_due_again),
        DUE(the_calendar_answers_to_its_key_until_the_key_is_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
