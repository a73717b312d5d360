/* test_notice.c - who is told of what is done to reports, what a letter carries, and that nobody sees another's. */
#include "report_world.h"
#include "core/office/contact.h"
#include "core/office/notice.h"
#include "core/office/outbox.h"
#include "core/office/session.h"

struct giving { struct arena *a; int64_t account, unit, body; enum role role; };
static error give_job(struct arena *a, struct db *db, void *arg)
{
    const struct giving *g = arg;
    int64_t id;
    return account_allow(a, db, &(struct new_grant){ .account_id = g->account, .role = g->role, .unit_id = g->unit,
        .body_id = g->body, .from = S("2020-01-01"), .to = S("2024-06-30") }, &id);
}

/* The people of the world get their roles in the database too, since telling looks there. */
static int told_up(void **state)
{
    world_up(state);
    struct world *w = *state;
    for (int i = 0; i < WORLD_PEOPLE; i++)
        DONE(db_write(w->a, w->s, give_job, &(struct giving){ w->a, w->who[i].account_id, w->grant[i].unit_id,
            w->grant[i].body_id, w->grant[i].role }));
    return 0;
}
#define TOLD(test) cmocka_unit_test_setup_teardown(test, told_up, world_down)

static struct notice_page notices(struct world *w, int person)
{
    struct notice_page p;
    DONE(notice_list(w->a, w->db, &w->who[person], false, 0, 50, &p));
    return p;
}

static void confirmed(struct world *w, int person, const char *address);

static int64_t returned(struct world *w, const char *reason)
{
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "[10|suất quà|M7]");
    world_submit(w, id, w->body[WOMEN]);
    DONE(report_return(w->a, w->s, &w->who[OFFICE], id, world_report(w, id, w->body[WOMEN]).version, str_c(reason)));
    return id;
}

static void who_hands_in_is_told_why_a_report_came_back(void **state)
{
    struct world *w = *state;
    int64_t id = returned(w, "Thiếu số hộ nghèo");
    struct notice_page p = notices(w, OFFICER);
    assert_int_equal(p.n, 1);
    assert_int_equal(p.list[0].kind, NOTICE_RETURNED);
    assert_string_equal(str_z(w->a, p.list[0].text),
        "Báo cáo tháng 6/2023 của Hội Phụ nữ được trả lại để sửa. Lý do: Thiếu số hộ nghèo");
    assert_string_equal(str_z(w->a, p.list[0].link), str_z(w->a, str_fmt(w->a, "/bao-cao/%lld", (long long)id)));
    say_language(LANGUAGE_EN);
    p = notices(w, OFFICER);
    say_language(LANGUAGE_VI);
    assert_string_equal(str_z(w->a, p.list[0].text),
        "The report of Hội Phụ nữ for June 2023 was sent back to be changed. Reason: Thiếu số hộ nghèo");
}

static void the_head_and_the_office_hear_of_a_report_handed_in_and_others_do_not(void **state)
{
    struct world *w = *state;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "[10|suất quà|M7]");
    world_submit(w, id, w->body[WOMEN]);
    assert_int_equal(notices(w, HEAD).n, 1);
    assert_int_equal(notices(w, HEAD).list[0].kind, NOTICE_SUBMITTED);
    assert_int_equal(notices(w, OFFICE).n, 1);
    static const int others[] = { OFFICER, CHAIR, UPPER, ADMIN, OTHER_OFFICER, OTHER_HEAD };
    for (size_t i = 0; i < COUNT(others); i++) assert_int_equal(notices(w, others[i]).n, 0);
    world_approve(w, id, w->body[WOMEN]);
    assert_int_equal(notices(w, OFFICER).list[0].kind, NOTICE_APPROVED);
    assert_int_equal(notices(w, OTHER_OFFICER).n, 0);
}

static void closing_a_period_is_told_to_the_bodies_of_the_unit(void **state)
{
    struct world *w = *state;
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q1")));
    assert_int_equal(notices(w, OTHER_HEAD).list[0].kind, NOTICE_CLOSED);
    assert_string_equal(str_z(w->a, notices(w, OFFICER).list[0].text),
        "Phường Bến Lúa đã chốt kỳ quý I/2023. Báo cáo của kỳ này không sửa được nữa.");
    assert_int_equal(notices(w, OFFICE).n, 0);
    DONE(world_reopen(w, S("2023-Q1")));
    assert_int_equal(notices(w, OFFICER).list[0].kind, NOTICE_OPENED);
}

static void a_second_person_is_asked_for_by_name_of_the_act_and_only_those_who_may_agree_hear_of_it(void **state)
{
    struct world *w = *state;
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q1")));
    DONE(closing_ask(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q1"), S("Sửa số thẻ BHYT")));
    struct notice_page chair = notices(w, CHAIR);
    assert_int_equal(chair.list[0].kind, NOTICE_TWO_PERSON);
    assert_string_equal(str_z(w->a, chair.list[0].link), "/viec-hai-nguoi");
    assert_string_equal(str_z(w->a, chair.list[0].text),
        "Ở Phường Bến Lúa có việc cần người thứ hai đồng ý: Mở lại kỳ đã chốt, quý I/2023.");
    static const int others[] = { OFFICE, OFFICER, HEAD, UPPER, ADMIN };
    for (size_t i = 0; i < COUNT(others); i++) {
        struct notice_page p = notices(w, others[i]);
        assert_true(!p.n || p.list[0].kind != NOTICE_TWO_PERSON);
    }
    int64_t id;
    DONE(two_person_waiting(w->a, w->db, TWO_REOPEN, w->ward, S("2023-Q1"), &id));
    DONE(second_pair_drop(w->a, w->s, &w->who[CHAIR], id));
    assert_string_equal(str_z(w->a, notices(w, OFFICE).list[0].text),
        "Việc anh, chị đề nghị ở Phường Bến Lúa: Mở lại kỳ đã chốt, không đồng ý.");
    DONE(world_reopen(w, S("2023-Q1")));
    assert_string_equal(str_z(w->a, notices(w, OFFICE).list[0].text),
        "Việc anh, chị đề nghị ở Phường Bến Lúa: Mở lại kỳ đã chốt, đã thực hiện.");
}

static void a_notice_is_read_by_its_owner_alone(void **state)
{
    struct world *w = *state;
    returned(w, "Xem lại");
    int64_t n, id = notices(w, OFFICER).list[0].id;
    struct str link;
    DONE(notice_unread(w->a, w->db, &w->who[OFFICER], &n));
    assert_int_equal(n, 1);
    REFUSED(ERR_MISSING, notice_read(w->a, w->s, &w->who[OTHER_OFFICER], id, &link));
    DONE(notice_read_all(w->a, w->s, &w->who[OTHER_OFFICER], id));
    DONE(notice_unread(w->a, w->db, &w->who[OFFICER], &n));
    assert_int_equal(n, 1);
    DONE(notice_read(w->a, w->s, &w->who[OFFICER], id, &link));
    assert_true(str_starts(link, S("/bao-cao/")));
    DONE(notice_unread(w->a, w->db, &w->who[OFFICER], &n));
    assert_int_equal(n, 0);
    assert_true(notices(w, OFFICER).list[0].read_at > 0);
}

static void a_notice_is_seen_in_the_post_it_was_for_and_by_nobody_who_lost_it(void **state)
{
    struct world *w = *state;
    int64_t n;
    returned(w, "Xem lại");
    struct grant red_cross = w->grant[OFFICER];
    struct who moved = w->who[OFFICER];
    red_cross.body_id = w->body[RED_CROSS];
    moved.acting = &red_cross;
    struct notice_page p;
    DONE(notice_list(w->a, w->db, &moved, false, 0, 50, &p));
    assert_int_equal(p.n, 0);
    DONE(notice_unread(w->a, w->db, &moved, &n));
    assert_int_equal(n, 0);
    DONE(notice_elsewhere(w->a, w->db, &moved, &n));
    assert_int_equal(n, 1);
    struct str link;
    int64_t id = notices(w, OFFICER).list[0].id;
    REFUSED(ERR_MISSING, notice_read(w->a, w->s, &moved, id, &link));
    DONE(notice_read_all(w->a, w->s, &moved, id));
    DONE(notice_unread(w->a, w->db, &w->who[OFFICER], &n));
    assert_int_equal(n, 1);
    clock_fix(world_time + (int64_t)400 * 24 * 3600 * 1000);
    DONE(notice_elsewhere(w->a, w->db, &moved, &n));
    assert_int_equal(n, 0);
}

static void what_comes_after_the_page_stays_unread_when_all_are_marked(void **state)
{
    struct world *w = *state;
    int64_t n;
    returned(w, "Lần một");
    int64_t newest = notices(w, OFFICER).list[0].id;
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q1")));
    DONE(notice_read_all(w->a, w->s, &w->who[OFFICER], newest));
    DONE(notice_unread(w->a, w->db, &w->who[OFFICER], &n));
    assert_int_equal(n, 1);
}

static void the_list_goes_on_page_by_page(void **state)
{
    struct world *w = *state;
    struct notice_page p;
    static const char *const periods[] = { "2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1" };
    for (size_t i = 0; i < COUNT(periods); i++)
        DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, str_c(periods[i])));
    DONE(notice_list(w->a, w->db, &w->who[OFFICER], true, 0, 2, &p));
    assert_int_equal(p.n, 2);
    assert_true(p.more);
    DONE(notice_list(w->a, w->db, &w->who[OFFICER], true, p.list[1].id, 3, &p));
    assert_int_equal(p.n, 3);
    assert_false(p.more);
}

static struct outbox_letter first_letter(struct world *w, bool expected)
{
    struct outbox_letter letter = { 0 };
    bool found;
    DONE(outbox_next(w->a, w->db, &letter, &found));
    assert_int_equal(found, expected);
    return letter;
}

/* Asks for the address and answers with the code of the letter that came. */
static void confirmed(struct world *w, int person, const char *address)
{
    DONE(contact_ask(w->a, w->s, &w->who[person], str_c(address)));
    struct outbox_letter letter = first_letter(w, true);
    size_t at = str_find(letter.link, S("ma="), 0);
    assert_true(at != SIZE_MAX);
    DONE(contact_confirm(w->a, w->s, &w->who[person], str_cut(letter.link, at + 3, letter.link.n)));
    DONE(outbox_note(w->a, w->s, letter.id, OUTBOX_TAKEN, S("")));
}

static void a_letter_is_put_beside_the_notice_when_the_address_is_confirmed(void **state)
{
    struct world *w = *state;
    returned(w, "Lần một");
    first_letter(w, false);
    confirmed(w, OFFICER, "lan@benlua.example.vn");
    int64_t id = notices(w, OFFICER).list[0].id;
    assert_true(id > 0);
    struct report r = world_report(w, 1, w->body[WOMEN]);
    DONE(report_submit(w->a, w->s, &w->who[OFFICER], r.id, r.version));
    DONE(report_return(w->a, w->s, &w->who[OFFICE], r.id, r.version + 1, S("Lần hai")));
    struct outbox_letter letter = first_letter(w, true);
    assert_string_equal(str_z(w->a, letter.address), "lan@benlua.example.vn");
    assert_string_equal(str_z(w->a, letter.subject), "Báo cáo bị trả lại");
    assert_string_equal(str_z(w->a, letter.text),
        "Báo cáo tháng 6/2023 của Hội Phụ nữ được trả lại để sửa. Lý do: Lần hai");
    assert_string_equal(str_z(w->a, letter.link), "/bao-cao/1");
}

static void a_kind_that_is_not_wanted_by_letter_stays_inside(void **state)
{
    struct world *w = *state;
    enum notice_mail wanted[NOTICE_KIND_COUNT];
    confirmed(w, OFFICER, "lan@benlua.example.vn");
    DONE(notice_choices(w->a, w->db, w->who[OFFICER].account_id, wanted));
    assert_int_equal(wanted[NOTICE_RETURNED], NOTICE_MAIL_NOW);
    wanted[NOTICE_RETURNED] = NOTICE_MAIL_OFF;
    DONE(notice_choose(w->a, w->s, &w->who[OFFICER], wanted));
    returned(w, "Xem lại");
    assert_int_equal(notices(w, OFFICER).n, 1);
    first_letter(w, false);
}

static error daily_job(struct arena *a, struct db *db, void *arg)
{
    (void)arg;
    return notice_daily(a, db);
}

static void the_letter_of_the_day_tells_what_waited_once(void **state)
{
    struct world *w = *state;
    confirmed(w, OFFICER, "lan@benlua.example.vn");
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q1")));
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2022-Q4")));
    first_letter(w, false);
    DONE(db_write(w->a, w->s, daily_job, NULL));
    DONE(db_write(w->a, w->s, daily_job, NULL));
    struct outbox_letter letter = first_letter(w, true);
    assert_string_equal(str_z(w->a, letter.subject), "Thông báo trong ngày");
    assert_string_equal(str_z(w->a, letter.text),
        "- Phường Bến Lúa đã chốt kỳ quý I/2023. Báo cáo của kỳ này không sửa được nữa.\n"
        "- Phường Bến Lúa đã chốt kỳ quý IV/2022. Báo cáo của kỳ này không sửa được nữa.\n");
    DONE(outbox_note(w->a, w->s, letter.id, OUTBOX_TAKEN, S("")));
    first_letter(w, false);
}

static error outside_job(struct arena *a, struct db *db, void *arg)
{
    return notice_add(a, db, 1, &(struct notice_new){ .kind = NOTICE_RETURNED, .object = "report", .object_id = 1,
        .about = S(""), .period = S(""), .words = S(""), .link = str_c(arg) });
}

static void a_notice_never_leads_outside(void **state)
{
    struct world *w = *state;
    static const char *const outside[] = { "https://la.example", "//la.example", "/\\la.example", "/a b", "bao-cao/1",
        "/a\r\nBcc: x" };
    for (size_t i = 0; i < COUNT(outside); i++)
        REFUSED(ERR_INPUT, db_write(w->a, w->s, outside_job, (void *)(uintptr_t)outside[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOLD(who_hands_in_is_told_why_a_report_came_back),
        TOLD(the_head_and_the_office_hear_of_a_report_handed_in_and_others_do_not),
        TOLD(closing_a_period_is_told_to_the_bodies_of_the_unit),
        TOLD(a_second_person_is_asked_for_by_name_of_the_act_and_only_those_who_may_agree_hear_of_it),
        TOLD(a_notice_is_read_by_its_owner_alone),
        TOLD(a_notice_is_seen_in_the_post_it_was_for_and_by_nobody_who_lost_it),
        TOLD(what_comes_after_the_page_stays_unread_when_all_are_marked),
        TOLD(the_list_goes_on_page_by_page),
        TOLD(a_letter_is_put_beside_the_notice_when_the_address_is_confirmed),
        TOLD(a_kind_that_is_not_wanted_by_letter_stays_inside),
        TOLD(the_letter_of_the_day_tells_what_waited_once),
        TOLD(a_notice_never_leads_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
