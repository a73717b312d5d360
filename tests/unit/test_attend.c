/* test_attend.c - who is asked to a briefing, how it is told, what is answered, who is there; the quorum. */
#include "support/briefing.h"
#include "core/meeting/attend.h"
#include "core/office/notice.h"
#include "core/office/outbox.h"
#include "mail/diary.h"

/* 2023-07-24 09:00, 2023-07-27 11:59, 12:00, 14:20 in Viet Nam */
static const int64_t monday = 1690164000000, too_early = 1690433940000, early = 1690434000000, late = 1690442400000;

static struct attendance list_of(struct world *w, int64_t id)
{
    struct meeting m = briefing(w, id);
    struct attendance x;
    DONE(attend_list(w->a, w->db, &m, &x));
    return x;
}

static const struct attendee *of_body(const struct attendance *x, int64_t body_id)
{
    for (size_t i = 0; i < x->n; i++)
        if (x->row[i].body_id == body_id && x->row[i].part >= PART_MEMBER) return &x->row[i];
    fail_msg("nobody of body %lld is asked", (long long)body_id);
    return NULL;
}

static error head_job(struct arena *a, struct db *db, void *arg)
{
    struct post *p = arg;
    return post_add(a, db, p, &p->id);
}

/* Lê Thị Mai leads the Women's Union from that day on. */
static void mai_leads(struct world *w, const char *from, const char *to)
{
    struct post p = { .person_id = w->who[HEAD].person_id, .body_id = w->body[WOMEN], .title = S("Chủ tịch"),
        .valid_from = str_c(from), .valid_to = str_c(to) };
    DONE(db_write(w->a, w->s, head_job, &p));
}

/* The next quarter's, on 27 July at 14:00. */
static int64_t planned(struct world *w) { return briefing_planned(w, briefing_series(w), "2023-Q2", "2023-07-27"); }

static int64_t invited(struct world *w)
{
    mai_leads(w, "2020-01-01", "");
    int64_t id = planned(w);
    DONE(attend_invite(w->a, w->s, &w->who[OFFICE], id));
    return id;
}

static struct str secret_of(struct world *w, int64_t attendee_id)
{
    struct str link;
    DONE(attend_link(w->a, w->db, &w->who[OFFICE], attendee_id, &link));
    assert_true(str_starts(link, S("/moi/")));
    return str_cut(link, 5, link.n);
}

static void asks_chair_secretary_and_the_head_of_each_body_on_the_day(void **state)
{
    struct world *w = *state;
    mai_leads(w, "2020-01-01", "");
    struct attendance x = list_of(w, planned(w));
    assert_string_equal(str_z(w->a, x.row[0].name), "Phạm Văn Hải");
    assert_int_equal(x.row[0].part, PART_CHAIR);
    const struct attendee *women = of_body(&x, w->body[WOMEN]);
    assert_string_equal(str_z(w->a, women->name), "Lê Thị Mai");
    assert_string_equal(str_z(w->a, women->post), "Chủ tịch");
    assert_int_equal(women->person_id, w->who[HEAD].person_id);
    assert_string_equal(str_z(w->a, of_body(&x, w->body[FARMERS])->post), "Lãnh đạo");
    assert_int_equal(x.members, 5);
}

static void who_left_before_the_day_is_not_invited_but_the_one_who_came_is(void **state)
{
    struct world *w = *state;
    mai_leads(w, "2020-01-01", "2023-07-20");
    struct post next = { .person_id = w->who[OTHER_HEAD].person_id, .body_id = w->body[WOMEN],
        .title = S("Chủ tịch"), .valid_from = S("2023-07-21") };
    int64_t series = briefing_series(w), id = briefing_planned(w, series, "2023-Q2", "2023-07-19");
    struct attendance x = list_of(w, id);
    assert_string_equal(str_z(w->a, of_body(&x, w->body[WOMEN])->name), "Lê Thị Mai");
    DONE(db_write(w->a, w->s, head_job, &next));
    struct meeting m = briefing(w, id);
    m.day = S("2023-07-27");
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    DONE(attend_invite(w->a, w->s, &w->who[OFFICE], id));
    x = list_of(w, id);
    assert_string_equal(str_z(w->a, of_body(&x, w->body[WOMEN])->name), "Bùi Văn Tám");
}

static void the_next_briefing_asks_those_from_outside_again(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), first = briefing_planned(w, series, "2023-Q1", "2023-04-20"), id;
    struct attendee guest = { .meeting_id = first, .body_name = S("Trạm Y tế phường"), .name = S("Ngô Thị Sáu"),
        .post = S("Trưởng trạm"), .part = PART_GUEST };
    DONE(attend_put(w->a, w->s, &w->who[OFFICE], &guest, &id));
    struct attendance x = list_of(w, briefing_planned(w, series, "2023-Q2", "2023-07-27"));
    assert_string_equal(str_z(w->a, x.row[x.n - 1].name), "Ngô Thị Sáu");
    assert_int_equal(x.row[x.n - 1].part, PART_GUEST);
    assert_int_equal(x.members, 5);
}

static void an_invitation_needs_a_day_and_goes_once(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_planned(w, briefing_series(w), "2023-Q2", "");
    REFUSED(ERR_INPUT, attend_invite(w->a, w->s, &w->who[OFFICE], id));
    REFUSED(ERR_DENIED, attend_invite(w->a, w->s, &w->who[CHAIR], id));
    struct meeting m = briefing(w, id);
    m.day = S("2023-07-27");
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    DONE(attend_invite(w->a, w->s, &w->who[OFFICE], id));
    assert_int_equal(briefing(w, id).state, MEETING_INVITED);
    REFUSED(ERR_CONFLICT, attend_invite(w->a, w->s, &w->who[OFFICE], id));
}

static int64_t notices(struct world *w, int person, enum notice_kind kind)
{
    struct notice_page page;
    int64_t n = 0;
    DONE(notice_list(w->a, w->db, &w->who[person], false, 0, 50, &page));
    for (size_t i = 0; i < page.n; i++) n += page.list[i].kind == kind;
    return n;
}

/* The newest letter of the kind, with its entry. */
static struct outbox_letter letter(struct world *w, const char *kind, struct diary *entry)
{
    struct outbox_letter l = { 0 };
    struct str last = S("");
    for (bool found = true; found;) {
        DONE(outbox_next(w->a, w->db, &l, &found));
        if (!found) break;
        if (str_is(l.kind, str_c(kind))) {
            last = l.calendar;
            DONE(diary_read(w->a, last, entry));
        }
        struct outbox_letter seen = l;
        DONE(outbox_note(w->a, w->s, l.id, OUTBOX_TAKEN, S("")));
        if (str_is(seen.kind, str_c(kind))) return seen;
    }
    fail_msg("no letter of kind %s", kind);
    return l;
}

static void addressed(struct world *w)
{
    database_run(w->path, str_z(w->a, str_fmt(w->a,
        "INSERT INTO contact (account_id, address, confirmed_at, wanted, code, asked_at, tries)"
        " VALUES (%lld, 'mai@phuong.example', 1, '', '', 0, 0)",
        (long long)w->who[HEAD].account_id)));
}

static void a_change_and_a_cancellation_go_out_with_a_rising_sequence(void **state)
{
    struct world *w = *state;
    struct diary first, moved, off;
    addressed(w);
    int64_t id = invited(w);
    assert_int_equal(notices(w, HEAD, NOTICE_MEETING), 1);
    struct outbox_letter l = letter(w, "meeting", &first);
    assert_true(str_starts(l.link, S("/moi/")));
    assert_int_equal(first.method, DIARY_REQUEST);
    assert_string_equal(str_z(w->a, first.entry[0].from), "2023-07-27 14:00");
    assert_string_equal(str_z(w->a, first.entry[0].to), "2023-07-27 16:00");
    assert_string_equal(str_z(w->a, first.entry[0].attendee), "mai@phuong.example");
    struct attendance x = list_of(w, id);
    struct attend_answer yes = { .answer = ANSWER_YES };
    DONE(attend_answer(w->a, w->s, &w->who[HEAD], of_body(&x, w->body[WOMEN])->id, &yes));
    struct meeting m = briefing(w, id);
    m.day = S("2023-07-28");
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    letter(w, "meeting_moved", &moved);
    assert_string_equal(str_z(w->a, moved.entry[0].uid), str_z(w->a, first.entry[0].uid));
    assert_true(moved.entry[0].sequence > first.entry[0].sequence);
    x = list_of(w, id);
    assert_int_equal(of_body(&x, w->body[WOMEN])->answer, ANSWER_NONE);
    m = briefing(w, id);
    DONE(meeting_move(w->a, w->s, &w->who[OFFICE], id, m.version, MEETING_CANCELLED, S("Hoãn do bão")));
    letter(w, "meeting_off", &off);
    assert_int_equal(off.method, DIARY_CANCEL);
    assert_true(off.entry[0].cancelled && off.entry[0].sequence > moved.entry[0].sequence);
}

static void put_women(struct world *w, int64_t id, const char *name)
{
    struct attendance x = list_of(w, id);
    struct attendee to = *of_body(&x, w->body[WOMEN]);
    int64_t same;
    to.name = str_c(name);
    DONE(attend_put(w->a, w->s, &w->who[OFFICE], &to, &same));
    assert_int_equal(same, to.id);
}

static void one_who_is_taken_off_and_asked_again_has_the_entry_back(void **state)
{
    struct world *w = *state;
    struct diary first, off, again;
    addressed(w);
    int64_t id = invited(w);
    letter(w, "meeting", &first);
    put_women(w, id, "Ngô Thị Sáu");
    letter(w, "meeting_dropped", &off);
    assert_true(off.entry[0].cancelled && off.entry[0].sequence > first.entry[0].sequence);
    put_women(w, id, "Lê Thị Mai");
    DONE(attend_invite(w->a, w->s, &w->who[OFFICE], id));
    letter(w, "meeting", &again);
    assert_string_equal(str_z(w->a, again.entry[0].uid), str_z(w->a, first.entry[0].uid));
    assert_true(again.entry[0].sequence > off.entry[0].sequence);
}

static error chaired(struct world *w, int64_t id, int64_t person_id)
{
    struct meeting m = briefing(w, id);
    m.chair_id = person_id;
    return meeting_change(w->a, w->s, &w->who[OFFICE], &m);
}

static void who_checked_in_as_chair_is_not_exchanged_and_who_was_invited_is_told(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w), other = w->who[OFFICE].person_id;
    struct attendance x = list_of(w, id);
    int64_t seat = x.row[0].id;
    assert_int_equal(x.row[0].part, PART_CHAIR);
    clock_fix(early);
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], seat, true));
    REFUSED(ERR_CONFLICT, chaired(w, id, other));
    REFUSED(ERR_CONFLICT, chaired(w, id, 0));
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], seat, false));
    DONE(chaired(w, id, other));
    x = list_of(w, id);
    assert_int_equal(x.row[0].person_id, other);
    assert_int_equal(x.row[0].present_at, 0);
    assert_int_equal(x.row[0].invited_at, 0);
    assert_int_equal(notices(w, CHAIR, NOTICE_MEETING_DROPPED), 1);
}

static void a_chair_who_is_taken_away_leaves_no_empty_place(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w);
    size_t asked = list_of(w, id).asked;
    DONE(chaired(w, id, 0));
    struct attendance x = list_of(w, id);
    assert_int_equal(x.asked, asked - 1);
    for (size_t i = 0; i < x.n; i++) assert_int_not_equal(x.row[i].part, PART_CHAIR);
    DONE(chaired(w, id, w->who[CHAIR].person_id));
    assert_int_equal(list_of(w, id).asked, asked);
}

static void another_hour_in_the_room_asks_nobody_anew(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w);
    struct attendance x = list_of(w, id);
    int64_t women = of_body(&x, w->body[WOMEN])->id, farmers = of_body(&x, w->body[FARMERS])->id;
    struct attend_answer to = { ANSWER_SUBSTITUTE, S(""), S("Lý Thị Thay"), S("Phó Chủ tịch") };
    DONE(attend_answer(w->a, w->s, &w->who[OFFICE], women, &to));
    DONE(attend_answer(w->a, w->s, &w->who[OFFICE], farmers, &to));
    clock_fix(early);
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], women, true));
    struct meeting m = briefing(w, id);
    m.starts = S("14:15");
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));     /* who waits already has answered */
    x = list_of(w, id);
    assert_int_equal(of_body(&x, w->body[WOMEN])->answer, ANSWER_SUBSTITUTE);
    assert_int_equal(of_body(&x, w->body[FARMERS])->answer, ANSWER_NONE);
    DONE(attend_answer(w->a, w->s, &w->who[OFFICE], farmers, &to));
    DONE(meeting_move(w->a, w->s, &w->who[CHAIR], id, briefing(w, id).version, MEETING_OPEN, S("")));
    m = briefing(w, id);
    m.starts = S("14:30");
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    x = list_of(w, id);
    assert_int_equal(of_body(&x, w->body[FARMERS])->answer, ANSWER_SUBSTITUTE);
}

static void one_is_not_there_in_a_place_for_which_a_substitute_was_named(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w), second;
    struct attendance x = list_of(w, id);
    const struct attendee *women = of_body(&x, w->body[WOMEN]);
    int64_t first = women->id;
    struct attendee more = { .meeting_id = id, .name = S("Lê Thị Mai"), .post = S("Đại biểu"),
        .body_name = S("Hội đồng"), .part = PART_GUEST };
    DONE(attend_put(w->a, w->s, &w->who[OFFICE], &more, &second));
    database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE attendee SET person_id = %lld WHERE id = %lld",
        (long long)women->person_id, (long long)second)));
    clock_fix(early);
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], first, true));
    x = list_of(w, id);
    assert_int_equal(x.present, 2);                            /* both, and a row each in the log */
    struct audit_rows rows;
    DONE(audit_of(w->a, w->db, "attendee", second, &rows));
    assert_string_equal(str_z(w->a, rows.row[rows.n - 1].act), "attend.present");
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], first, false));
    struct attend_answer to = { ANSWER_SUBSTITUTE, S(""), S("Lý Thị Thay"), S("") };
    DONE(attend_answer(w->a, w->s, &w->who[OFFICE], second, &to));
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], first, true));
    x = list_of(w, id);
    assert_int_equal(x.present, 1);
}

static void a_letters_link_is_not_kept_once_it_was_sent(void **state)
{
    struct world *w = *state;
    struct diary entry;
    addressed(w);
    invited(w);
    letter(w, "meeting", &entry);
    database_run(w->path, "SELECT COUNT(*) FROM outbox WHERE link LIKE '/moi/%'");
    assert_string_equal(database_answer, "0");
}

static void the_secret_of_a_place_opens_it_until_another_is_made(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w);
    struct attendance x = list_of(w, id);
    const struct attendee *women = of_body(&x, w->body[WOMEN]);
    struct str secret = secret_of(w, women->id);
    struct attendee at;
    struct meeting m;
    assert_int_equal(secret.n, 28 + 6);
    assert_string_equal(str_z(w->a, secret), str_z(w->a, secret_of(w, women->id)));
    DONE(attend_of_secret(w->a, w->db, secret, &at, &m));
    assert_int_equal(at.id, women->id);
    assert_int_equal(m.id, id);
    REFUSED(ERR_MISSING, attend_of_secret(w->a, w->db, S("-"), &at, &m));
    DONE(attend_link_renew(w->a, w->s, &w->who[OFFICE], women->id));
    REFUSED(ERR_MISSING, attend_of_secret(w->a, w->db, secret, &at, &m));
    DONE(attend_of_secret(w->a, w->db, secret_of(w, women->id), &at, &m));
    struct str link;
    REFUSED(ERR_DENIED, attend_link(w->a, w->db, &w->who[CHAIR], women->id, &link));
    clock_fix(late + (int64_t)9 * 24 * 60 * 60 * 1000);
    REFUSED(ERR_MISSING, attend_of_secret(w->a, w->db, secret_of(w, women->id), &at, &m));
}

static void a_place_not_yet_invited_or_given_to_another_opens_nothing(void **state)
{
    struct world *w = *state;
    mai_leads(w, "2020-01-01", "");
    int64_t id = planned(w), same;
    struct attendance x = list_of(w, id);
    struct attendee women = *of_body(&x, w->body[WOMEN]), at;
    struct meeting m;
    struct str secret = secret_of(w, women.id);
    REFUSED(ERR_MISSING, attend_of_secret(w->a, w->db, secret, &at, &m));
    DONE(attend_invite(w->a, w->s, &w->who[OFFICE], id));
    DONE(attend_of_secret(w->a, w->db, secret, &at, &m));
    struct attendee other = { .id = women.id, .version = at.version, .body_id = w->body[WOMEN],
        .name = S("Trần Thị Lan"), .post = S("Phó Chủ tịch"), .part = PART_MEMBER };
    DONE(attend_put(w->a, w->s, &w->who[OFFICE], &other, &same));
    REFUSED(ERR_MISSING, attend_of_secret(w->a, w->db, secret, &at, &m));
    assert_int_equal(notices(w, HEAD, NOTICE_MEETING_DROPPED), 1);
    x = list_of(w, id);
    assert_int_equal(of_body(&x, w->body[WOMEN])->invited_at, 0);
}

static void an_absence_says_why_and_a_substitute_has_a_name(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w);
    struct attendance x = list_of(w, id);
    int64_t women = of_body(&x, w->body[WOMEN])->id;
    struct str secret = secret_of(w, women);
    struct attend_answer no = { .answer = ANSWER_NO }, other = { .answer = ANSWER_SUBSTITUTE };
    REFUSED(ERR_INPUT, attend_answer_by_secret(w->a, w->s, secret, &no));
    REFUSED(ERR_INPUT, attend_answer_by_secret(w->a, w->s, secret, &other));
    other.name = S("Trần Thị Lan");
    other.post = S("Phó Chủ tịch");
    DONE(attend_answer_by_secret(w->a, w->s, secret, &other));
    x = list_of(w, id);
    const struct attendee *at = of_body(&x, w->body[WOMEN]);
    assert_string_equal(str_z(w->a, attend_name(at)), "Trần Thị Lan");
    assert_string_equal(str_z(w->a, attend_post(at)), "Phó Chủ tịch");
    assert_int_equal(x.coming, 1);
    assert_int_equal(notices(w, OFFICE, NOTICE_MEETING_ANSWER), 1);
    struct attend_answer yes = { .answer = ANSWER_YES };
    REFUSED(ERR_DENIED, attend_answer(w->a, w->s, &w->who[OFFICER], women, &yes));
    DONE(attend_answer(w->a, w->s, &w->who[HEAD], women, &yes));
}

static void checking_in_begins_two_hours_before(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w);
    struct attendance x = list_of(w, id);
    int64_t women = of_body(&x, w->body[WOMEN])->id, farmers = of_body(&x, w->body[FARMERS])->id;
    struct str secret = secret_of(w, women);
    clock_fix(too_early);
    REFUSED(ERR_CONFLICT, attend_check_in_by_secret(w->a, w->s, secret));
    clock_fix(early);
    DONE(attend_check_in_by_secret(w->a, w->s, secret));
    DONE(attend_check_in_by_secret(w->a, w->s, secret));
    REFUSED(ERR_DENIED, attend_check_in(w->a, w->s, &w->who[HEAD], farmers, true));
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], farmers, true));
    x = list_of(w, id);
    assert_string_equal(str_z(w->a, of_body(&x, w->body[WOMEN])->present_by), "qr");
    assert_string_equal(str_z(w->a, of_body(&x, w->body[FARMERS])->present_by), "list");
    assert_int_equal(x.present, 2);
    REFUSED(ERR_DENIED, attend_check_in(w->a, w->s, &w->who[HEAD], women, false));
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], women, false));
    x = list_of(w, id);
    assert_int_equal(x.present, 1);
    REFUSED(ERR_CONFLICT, attend_drop(w->a, w->s, &w->who[OFFICE], farmers));
}

static void who_comes_after_the_opening_is_late(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w);
    struct attendance x = list_of(w, id);
    clock_fix(early);
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], of_body(&x, w->body[WOMEN])->id, true));
    DONE(meeting_move(w->a, w->s, &w->who[CHAIR], id, briefing(w, id).version, MEETING_OPEN, S("")));
    clock_fix(late);
    DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], of_body(&x, w->body[FARMERS])->id, true));
    x = list_of(w, id);
    assert_false(of_body(&x, w->body[WOMEN])->late);
    assert_true(of_body(&x, w->body[FARMERS])->late);
}

static void half_of_the_members_make_a_quorum_of_fifty(void **state)
{
    struct world *w = *state;
    int64_t id = invited(w);
    static const int come[] = { WOMEN, FARMERS, VETERANS };
    clock_fix(early);
    for (size_t i = 0; i < COUNT(come); i++) {
        struct attendance before = list_of(w, id);
        assert_false(before.enough);
        DONE(attend_check_in(w->a, w->s, &w->who[OFFICE], of_body(&before, w->body[come[i]])->id, true));
    }
    struct attendance x = list_of(w, id);
    assert_true(x.enough);
    assert_string_equal(str_z(w->a, attend_quorum_words(w->a, &x)),
        "Có mặt 3 trên 5 thành viên (60%), cần 50%: đủ điều kiện họp.");
    for (size_t i = 0; i < x.bodies; i++)
        if (x.body[i].body_id == w->body[WOMEN]) assert_int_equal(x.body[i].present, 1);
}

static void a_late_invitation_is_said_plainly(void **state)
{
    struct world *w = *state;
    int64_t id = planned(w);
    struct meeting m = briefing(w, id);
    struct attendance x = list_of(w, id);
    assert_string_equal(str_z(w->a, attend_late_words(w->a, &m, &x)), "");
    clock_fix(monday + (int64_t)24 * 60 * 60 * 1000);
    assert_string_equal(str_z(w->a, attend_late_words(w->a, &m, &x)),
        "Hôm nay là ngày 25/07/2023, đã quá hạn gửi giấy mời 24/07/2023 (trước phiên 3 ngày).");
    DONE(attend_invite(w->a, w->s, &w->who[OFFICE], id));
    m = briefing(w, id);
    x = list_of(w, id);
    assert_string_equal(str_z(w->a, attend_late_words(w->a, &m, &x)),
        "Giấy mời gửi lần cuối ngày 25/07/2023, sau hạn 24/07/2023 (trước phiên 3 ngày).");
}

static void a_place_moves_among_members_and_the_chair_stays_first(void **state)
{
    struct world *w = *state;
    int64_t id = planned(w);
    struct attendance x = list_of(w, id);
    size_t first = 0;
    while (x.row[first].part < PART_MEMBER) first++;
    int64_t top = x.row[first].id, below = x.row[first + 1].id;
    DONE(attend_move(w->a, w->s, &w->who[OFFICE], below, (int64_t)first + 1));
    DONE(attend_move(w->a, w->s, &w->who[OFFICE], below, (int64_t)first + 1));         /* twice is as once */
    x = list_of(w, id);
    assert_int_equal(x.row[first].id, below);
    assert_int_equal(x.row[first + 1].id, top);
    DONE(attend_move(w->a, w->s, &w->who[OFFICE], below, 1));                          /* not before the chair */
    x = list_of(w, id);
    assert_int_equal(x.row[first].id, below);
    assert_int_equal(x.row[first + 1].id, top);
    assert_int_equal(x.row[0].part, PART_CHAIR);
    REFUSED(ERR_CONFLICT, attend_drop(w->a, w->s, &w->who[OFFICE], x.row[0].id));
}

static struct attendee seat(struct world *w, int64_t meeting, size_t n) { return list_of(w, meeting).row[n]; }

static void who_left_early_is_written_down_between_coming_and_the_end(void **state)
{
    struct world *w = *state;
    const struct who *office = &w->who[OFFICE];
    int64_t id = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-27", MEETING_OPEN);
    struct attendee one = seat(w, id, 1), two = seat(w, id, 2);
    int64_t came = one.present_at;
    clock_fix(came + 90 * 60 * 1000);
    struct str soon = str_cut(clock_minute(w->a, came + 30 * 60 * 1000), 11, 16);
    struct str after = str_cut(clock_minute(w->a, came + 120 * 60 * 1000), 11, 16);
    DONE(attend_leave(w->a, w->s, office, one.id, soon));
    assert_string_equal(str_z(w->a, str_cut(clock_minute(w->a, seat(w, id, 1).left_at), 11, 16)),
        str_z(w->a, soon));
    DONE(attend_leave(w->a, w->s, office, two.id, S("")));
    assert_int_equal(seat(w, id, 2).left_at, clock_now());
    REFUSED(ERR_INPUT, attend_leave(w->a, w->s, office, one.id, after));
    REFUSED(ERR_INPUT, attend_leave(w->a, w->s, office, one.id, S("25:00")));
    REFUSED(ERR_INPUT, attend_leave(w->a, w->s, office, one.id, S("lúc chiều")));
    REFUSED(ERR_DENIED, attend_leave(w->a, w->s, &w->who[OFFICER], one.id, S("")));
    DONE(attend_return(w->a, w->s, office, one.id));
    assert_int_equal(seat(w, id, 1).left_at, 0);
    DONE(attend_check_in(w->a, w->s, office, two.id, false));
    REFUSED(ERR_CONFLICT, attend_leave(w->a, w->s, office, two.id, S("")));
    assert_int_equal(seat(w, id, 2).left_at, 0);
}

static void one_who_is_of_no_body_needs_a_name(void **state)
{
    struct world *w = *state;
    int64_t id = planned(w), new;
    struct attendee nobody = { .meeting_id = id, .part = PART_GUEST };
    REFUSED(ERR_INPUT, attend_put(w->a, w->s, &w->who[OFFICE], &nobody, &new));
    nobody.body_id = w->other_body;
    REFUSED(ERR_INPUT, attend_put(w->a, w->s, &w->who[OFFICE], &nobody, &new));
    nobody.body_id = w->body[FRONT];
    nobody.name = S("nguyen hoai thu");
    DONE(attend_put(w->a, w->s, &w->who[OFFICE], &nobody, &new));
    struct attendance x = list_of(w, id);
    assert_string_equal(str_z(w->a, x.row[x.n - 1].name), "Nguyễn Hoài Thu");
    REFUSED(ERR_DENIED, attend_put(w->a, w->s, &w->who[CHAIR], &nobody, &new));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(asks_chair_secretary_and_the_head_of_each_body_on_the_day),
        IN_WORLD(who_left_before_the_day_is_not_invited_but_the_one_who_came_is),
        IN_WORLD(the_next_briefing_asks_those_from_outside_again),
        IN_WORLD(an_invitation_needs_a_day_and_goes_once),
        IN_WORLD(a_change_and_a_cancellation_go_out_with_a_rising_sequence),
        IN_WORLD(a_letters_link_is_not_kept_once_it_was_sent),
        IN_WORLD(the_secret_of_a_place_opens_it_until_another_is_made),
        IN_WORLD(a_place_not_yet_invited_or_given_to_another_opens_nothing),
        IN_WORLD(an_absence_says_why_and_a_substitute_has_a_name),
        IN_WORLD(checking_in_begins_two_hours_before),
        IN_WORLD(who_comes_after_the_opening_is_late),
        IN_WORLD(half_of_the_members_make_a_quorum_of_fifty),
        IN_WORLD(a_late_invitation_is_said_plainly),
        IN_WORLD(a_place_moves_among_members_and_the_chair_stays_first),
        IN_WORLD(who_left_early_is_written_down_between_coming_and_the_end),
        IN_WORLD(one_who_is_of_no_body_needs_a_name),
        IN_WORLD(one_who_is_taken_off_and_asked_again_has_the_entry_back),
        IN_WORLD(who_checked_in_as_chair_is_not_exchanged_and_who_was_invited_is_told),
        IN_WORLD(a_chair_who_is_taken_away_leaves_no_empty_place),
        IN_WORLD(another_hour_in_the_room_asks_nobody_anew),
        IN_WORLD(one_is_not_there_in_a_place_for_which_a_substitute_was_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
