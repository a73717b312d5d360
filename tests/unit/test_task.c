/* test_task.c - conclusions that are followed: how they look on a day, who may do what, what figures and reports
 * say. */
#include "report_world.h"
#include "core/meeting/task.h"
#include "core/office/notice.h"

/* A briefing of Q2 of 2023 was held on 7 July; two conclusions: Women with Red Cross until 20 July, measured by 300
 * gifts (M7); Farmers until 30 September. */
struct given { struct world *w; struct meeting m; };

static error hold_job(struct arena *a, struct db *db, void *arg)
{
    const struct given *g = arg;
    return task_make(a, db, &g->w->who[CHAIR], &g->m, 0);
}

static error grants_job(struct arena *a, struct db *db, void *arg)
{
    struct world *w = arg;
    int64_t id;
    for (int i = 0; i < WORLD_PEOPLE; i++)
        if (i != OFFICE && i != CHAIR)
            TRY(account_allow(a, db, &(struct new_grant){ .account_id = w->who[i].account_id,
                .role = w->grant[i].role, .unit_id = w->grant[i].unit_id, .body_id = w->grant[i].body_id,
                .from = S("2020-01-01") }, &id));
    return NULL;
}

static void run(struct world *w, struct str text) { database_run(w->path, str_z(w->a, text)); }

#define DIRECTIVE "INSERT INTO directive(id, meeting_id, ordinal, lead_id, words, due, measure, indicator, goal, " \
    "attitude, channel, origin, quote, state, key, version, others) "

static struct given given_up(struct world *w)
{
    struct given g = { w, { .id = 1, .series_id = 1, .unit_id = w->ward, .day = S("2023-07-07") } };
    long long ward = (long long)w->ward, party = (long long)w->body[PARTY], women = (long long)w->body[WOMEN],
        cross = (long long)w->body[RED_CROSS], farmers = (long long)w->body[FARMERS];
    run(w, str_fmt(w->a,
        "INSERT INTO meeting_series(id, unit_id, body_id, presidium, conclusion, name, name_fold, every, starts, "
        "minutes, venue, papers_days, invite_days, quorum, channel, version) VALUES (1, %lld, %lld, 'Ban Thường vụ', "
        "'TB', 'Giao ban quý', 'giao ban quy', 'quarter', '14:00', 120, '', 5, 3, 0, '', 1);", ward, party));
    run(w, str_fmt(w->a,
        "INSERT INTO meeting(id, series_id, unit_id, body_id, presidium, number, title, title_fold, period, "
        "period_from, period_to, day, starts, minutes, venue, chair_name, chair_post, secretary_name, secretary_post, "
        "state, words, made_by, made_at, live, version) VALUES (1, 1, %lld, %lld, 'Ban Thường vụ', 1, "
        "'Giao ban quý II', '', '2023-Q2', '2023-04-01', '2023-06-30', '2023-07-07', '14:00', 120, "
        "'', '', '', '', '', 'ended', '', "
        "%lld, 0, 0, 1);", ward, party, (long long)w->who[CHAIR].account_id));
    run(w, str_fmt(w->a, DIRECTIVE "VALUES (1, 1, 1, %lld, 'Vận động quà cho hộ nghèo dịp Vu lan', '2023-07-20', "
        "'đủ 300 suất quà', 'M7', 300000, '', '', 'typed', '', 'confirmed', '', 1, 0);", women));
    run(w, str_fmt(w->a, DIRECTIVE "VALUES (2, 1, 2, %lld, 'Cài đặt định danh điện tử VNeID cho hội viên cao tuổi', "
        "'2023-09-30', 'xong trước hạn', NULL, NULL, '', '', 'typed', '', 'confirmed', '', 1, 0);", farmers));
    run(w, str_fmt(w->a, "INSERT INTO directive_body(directive_id, body_id, ordinal) VALUES (1, %lld, 1);", cross));
    DONE(db_write(w->a, w->s, grants_job, w));
    DONE(db_write(w->a, w->s, hold_job, &g));
    return g;
}

static void today(const char *day)
{
    struct day d;
    assert_true(day_read(str_c(day), &d));
    clock_fix((day_number(d) * 24 + 2) * 3600 * 1000);         /* nine in the morning in Viet Nam */
}

static struct task_list all(struct world *w, int person)
{
    struct task_list list;
    DONE(task_list(w->a, w->db, &w->who[person], &(struct task_ask){ .unit_id = w->who[person].acting->unit_id,
        .below = person == UPPER }, &list));
    return list;
}

static struct task one(struct world *w, int64_t id)
{
    struct task t;
    DONE(task_get(w->a, w->db, &w->who[CHAIR], id, &t));
    return t;
}

static error act(struct world *w, int person, int64_t id, enum task_note_kind kind, const char *words, const char *day)
{
    return task_act(w->a, w->s, &w->who[person], &(struct task_act){ .id = id, .version = one(w, id).version,
        .kind = kind, .words = str_c(words), .day = str_c(day), .progress = -1 });
}

static size_t told(struct world *w, int person, enum notice_kind kind)
{
    struct notice_page page;
    size_t n = 0;
    DONE(notice_list(w->a, w->db, &w->who[person], false, 0, 50, &page));
    for (size_t i = 0; i < page.n; i++) n += page.list[i].kind == kind;
    return n;
}

static void a_signed_conclusion_becomes_a_task_for_each_directive(void **state)
{
    struct world *w = *state;
    given_up(w);
    struct task_list list = all(w, CHAIR);
    assert_int_equal(list.n, 2);
    assert_string_equal(str_z(w->a, list.row[0].body_short), "Hội Phụ nữ");
    assert_int_equal(list.row[0].withs, 1);
    assert_string_equal(str_z(w->a, list.row[0].due), "2023-07-20");
    assert_string_equal(str_z(w->a, list.row[0].goal_words), "300 phần quà");
    assert_int_equal(told(w, OFFICER, NOTICE_TASK_GIVEN), 1);
    assert_int_equal(told(w, OTHER_HEAD, NOTICE_TASK_GIVEN), 1);       /* those that go with it hear of it too */
    assert_int_equal(told(w, OFFICE, NOTICE_TASK_GIVEN), 0);
}

static void how_a_task_looks_comes_from_the_day(void **state)
{
    struct world *w = *state;
    given_up(w);
    assert_int_equal(one(w, 1).look, LOOK_GOING);
    today("2023-07-13");
    assert_int_equal(one(w, 1).look, LOOK_SOON);
    today("2023-07-20");
    assert_int_equal(one(w, 1).look, LOOK_SOON);
    assert_int_equal(one(w, 1).days, 0);
    today("2023-07-21");
    assert_int_equal(one(w, 1).look, LOOK_LATE);
    assert_int_equal(one(w, 1).days, -1);
    assert_int_equal(one(w, 2).look, LOOK_GOING);
    struct task_list list = all(w, UPPER);                             /* the level above reads it live */
    assert_int_equal(list.n, 2);
    assert_int_equal(list.look[LOOK_LATE], 1);
    assert_int_equal(list.row[0].id, 1);
}

static void more_time_is_asked_for_and_the_first_day_is_kept(void **state)
{
    struct world *w = *state;
    given_up(w);
    REFUSED(ERR_INPUT, act(w, OFFICER, 1, TASK_ASKED, "chưa đủ nguồn", "2023-07-19"));
    REFUSED(ERR_DENIED, act(w, OTHER_OFFICER, 1, TASK_ASKED, "chưa đủ nguồn", "2023-08-20"));
    DONE(act(w, OFFICER, 1, TASK_ASKED, "chưa đủ nguồn", "2023-08-20"));
    assert_string_equal(str_z(w->a, one(w, 1).asked_day), "2023-08-20");
    assert_int_equal(told(w, OFFICE, NOTICE_TASK_ASKED), 1);
    REFUSED(ERR_CONFLICT, act(w, OFFICER, 1, TASK_ASKED, "lần nữa", "2023-08-25"));
    REFUSED(ERR_INPUT, act(w, CHAIR, 1, TASK_REFUSED, "", ""));        /* a refusal says why */
    DONE(act(w, CHAIR, 1, TASK_GRANTED, "", "2023-08-15"));
    struct task t = one(w, 1);
    assert_string_equal(str_z(w->a, t.due), "2023-08-15");
    assert_string_equal(str_z(w->a, t.first_due), "2023-07-20");
    assert_int_equal(t.asked_day.n, 0);
    assert_int_equal(told(w, OFFICER, NOTICE_TASK_ANSWERED), 1);
}

static void each_body_says_its_own_progress(void **state)
{
    struct world *w = *state;
    given_up(w);
    struct task_act mine = { .id = 1, .version = one(w, 1).version, .kind = TASK_PROGRESS, .words = S("đã có 120 suất"),
        .progress = 40 };
    DONE(task_act(w->a, w->s, &w->who[OFFICER], &mine));
    REFUSED(ERR_CONFLICT, task_act(w->a, w->s, &w->who[OFFICER], &mine));      /* an old version */
    mine.version = one(w, 1).version;
    mine.progress = 70;
    DONE(task_act(w->a, w->s, &w->who[OTHER_OFFICER], &mine));
    struct task t = one(w, 1);
    assert_int_equal(t.parts, 2);
    assert_true(t.part[0].lead && t.part[0].progress == 40 && t.part[1].progress == 70);
    assert_int_equal(t.progress, 40);                                  /* the lead's word is the task's */
    mine.version = t.version;
    mine.progress = 120;
    REFUSED(ERR_INPUT, task_act(w->a, w->s, &w->who[OFFICER], &mine));
}

static void only_a_person_closes_a_task_and_it_can_be_opened_again(void **state)
{
    struct world *w = *state;
    given_up(w);
    REFUSED(ERR_DENIED, act(w, OFFICER, 1, TASK_ACCEPTED, "xong", ""));
    REFUSED(ERR_DENIED, act(w, OTHER_OFFICER, 1, TASK_SAID_DONE, "xong", ""));
    DONE(act(w, HEAD, 1, TASK_SAID_DONE, "đã trao đủ", ""));
    assert_int_equal(one(w, 1).look, LOOK_REPORTED);
    DONE(act(w, OFFICE, 1, TASK_RETURNED, "chưa có danh sách", ""));
    assert_int_equal(one(w, 1).look, LOOK_GOING);
    DONE(act(w, HEAD, 1, TASK_SAID_DONE, "đã gửi danh sách", ""));
    DONE(act(w, CHAIR, 1, TASK_ACCEPTED, "", ""));
    assert_int_equal(one(w, 1).look, LOOK_DONE);
    REFUSED(ERR_CONFLICT, act(w, OFFICER, 1, TASK_PROGRESS, "thêm", ""));
    DONE(act(w, CHAIR, 1, TASK_RETURNED, "nhầm", ""));
    assert_int_equal(one(w, 1).state, TASK_OPEN);
    REFUSED(ERR_INPUT, act(w, CHAIR, 1, TASK_ACCEPTED, "", ""));       /* nobody said so: then say why */
    DONE(act(w, CHAIR, 1, TASK_STOPPED, "không còn phù hợp", ""));
    struct task_notes notes;
    DONE(task_notes(w->a, w->db, 1, &notes));
    assert_int_equal(notes.n, 6);
    assert_string_equal(str_z(w->a, notes.row[0].name), "Lê Thị Mai");
}

static void approved_figures_since_the_day_move_it_and_never_close_it(void **state)
{
    struct world *w = *state;
    given_up(w);
    world_approved(w, w->body[WOMEN], "2023-06", "Đã trao [500|suất quà|M7].");        /* before the conclusion */
    assert_false(one(w, 1).has_value);
    today("2023-07-18");
    int64_t july = world_approved(w, w->body[WOMEN], "2023-07", "Đã trao [200|suất quà|M7|approx=over].");
    world_approved(w, w->body[FARMERS], "2023-07", "Đã trao [400|suất quà|M7].");      /* not asked */
    assert_string_equal(str_z(w->a, one(w, 1).value_words), "trên 200 phần quà");
    assert_false(one(w, 1).reached);
    world_approved(w, w->body[RED_CROSS], "2023-07", "Đã trao [100|suất quà|M7].");
    struct task t = one(w, 1);
    assert_string_equal(str_z(w->a, t.value_words), "trên 300 phần quà");
    assert_true(t.reached);
    assert_int_equal(t.state, TASK_OPEN);
    assert_int_equal(t.look, LOOK_REPORTED);
    struct since since;
    DONE(task_figures(w->a, w->db, &t, &since));
    assert_int_equal(since.lines, 2);
    world_return(w, july, w->body[WOMEN]);
    assert_false(one(w, 1).reached);
}

static void nearly_the_goal_is_not_the_goal(void **state)
{
    (void)state;
    struct since s = { .has = true };
    vn_sum_add(&s.sum, VN_UNDER, 500, 0);
    assert_false(since_reached(&s, 500));
    assert_true(since_reached(&s, 499));
    s.sum = (struct vn_sum){ 0 };
    vn_sum_add(&s.sum, VN_OVER, 500, 0);
    assert_true(since_reached(&s, 500));
    s.sum = (struct vn_sum){ 0 };
    vn_sum_add(&s.sum, VN_AT_MOST, 900, 0);
    assert_false(since_reached(&s, 500));
}

static void the_briefing_after_sees_what_is_open_late_first(void **state)
{
    struct world *w = *state;
    given_up(w);
    today("2023-09-28");
    struct meeting next = { .id = 2, .series_id = 1, .unit_id = w->ward, .day = S("2023-10-05") };
    struct task_list list;
    DONE(task_carried(w->a, w->db, &next, &list));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.row[0].look, LOOK_LATE);
    assert_int_equal(list.row[1].look, LOOK_SOON);
    DONE(act(w, CHAIR, 1, TASK_STOPPED, "thôi", ""));
    DONE(task_carried(w->a, w->db, &next, &list));
    assert_int_equal(list.n, 1);
    DONE(task_closed(w->a, w->db, &next, &list));
    assert_int_equal(list.n, 1);
    assert_int_equal(list.row[0].id, 1);
    assert_int_equal(list.row[0].look, LOOK_ENDED);
    next.day = S("2023-07-01");                                        /* before it was given */
    DONE(task_closed(w->a, w->db, &next, &list));
    assert_int_equal(list.n, 0);
}

static error said_of(struct world *w, int who, const struct task *t, struct str period, struct task_said **said,
    size_t *n)
{
    struct task_reports reports;
    error e = task_reports(w->a, w->db, &w->who[who], t, 1, period, &reports);
    return e ? e : task_said(w->a, w->db, &reports, t, said, n);
}

static void reports_tell_what_was_done_marks_or_not(void **state)
{
    struct world *w = *state;
    given_up(w);
    today("2023-08-20");
    world_approved(w, w->body[WOMEN], "2023-07",
        "Hội đã họp chi hội. Dịp Vu lan trao [200|suất quà|M7] trị giá lớn. Ngoài ra còn tập huấn.");
    int64_t id = world_draft(w, w->body[FARMERS], "2023-07",
        "Chi hội duy trì sinh hoạt.\nDa cai dat dinh danh dien tu cho 45 hoi vien cao tuoi. Thu quỹ đủ.");
    struct task_said *said;
    size_t n;
    DONE(said_of(w, CHAIR, &(struct task){ .id = 2, .unit_id = w->ward,
        .body_id = w->body[FARMERS], .words = one(w, 2).words, .given_on = S("2023-07-07"), .part = one(w, 2).part,
        .parts = 1 }, S(""), &said, &n));
    assert_int_equal(n, 0);                                            /* a draft says nothing to others */
    world_submit(w, id, w->body[FARMERS]);
    struct task farmers = one(w, 2), women = one(w, 1);
    DONE(said_of(w, OFFICE, &farmers, S(""), &said, &n));
    assert_int_equal(n, 1);
    assert_string_equal(str_z(w->a, said[0].sentence), "Da cai dat dinh danh dien tu cho 45 hoi vien cao tuoi.");
    DONE(said_of(w, CHAIR, &farmers, S(""), &said, &n));
    assert_int_equal(n, 0);                                            /* the chair reads what was approved */
    DONE(said_of(w, CHAIR, &women, S("2023-Q3"), &said, &n));
    assert_int_equal(n, 1);
    assert_true(said[0].figure && str_find(said[0].sentence, S("200"), 0) != SIZE_MAX);
    DONE(said_of(w, CHAIR, &women, S("2023-Q2"), &said, &n));
    assert_int_equal(n, 0);
}

static error daily(struct world *w) { return db_write(w->a, w->s, task_daily, NULL); }

static void each_is_told_once_that_it_is_due(void **state)
{
    struct world *w = *state;
    given_up(w);
    DONE(daily(w));
    assert_int_equal(told(w, HEAD, NOTICE_TASK_SOON), 0);
    today("2023-07-14");
    DONE(daily(w));
    DONE(daily(w));
    today("2023-07-15");
    DONE(daily(w));
    assert_int_equal(told(w, HEAD, NOTICE_TASK_SOON), 1);
    assert_int_equal(told(w, OTHER_OFFICER, NOTICE_TASK_SOON), 1);
    assert_int_equal(told(w, OFFICE, NOTICE_TASK_SOON), 1);
    assert_int_equal(told(w, CHAIR, NOTICE_TASK_SOON), 0);
    today("2023-07-22");
    DONE(daily(w));
    DONE(daily(w));
    assert_int_equal(told(w, CHAIR, NOTICE_TASK_LATE), 1);
    assert_int_equal(told(w, OFFICER, NOTICE_TASK_LATE), 1);
    DONE(act(w, CHAIR, 1, TASK_GRANTED, "", "2023-08-15"));
    today("2023-08-16");
    DONE(daily(w));
    assert_int_equal(told(w, OFFICER, NOTICE_TASK_LATE), 2);           /* another day, another notice */
}

static void evidence_is_kept_and_read_back(void **state)
{
    struct world *w = *state;
    given_up(w);
    struct task_act with = { .id = 1, .version = 1, .kind = TASK_EVIDENCE, .progress = -1,
        .file_name = S("danh-sach.txt"), .file = { (const unsigned char *)"Danh sách trao quà", 21 } };
    DONE(task_act(w->a, w->s, &w->who[OFFICER], &with));
    struct task_notes notes;
    DONE(task_notes(w->a, w->db, 1, &notes));
    assert_string_equal(str_z(w->a, notes.row[0].file_name), "danh-sach.txt");
    struct str name;
    struct bytes content;
    DONE(task_file(w->a, w->db, &w->who[CHAIR], 1, notes.row[0].id, &name, &content));
    assert_int_equal(content.n, 21);
    struct who stranger = w->who[OFFICER];
    struct grant far = *stranger.acting;
    far.unit_id = w->other_ward;
    far.body_id = w->other_body;
    stranger.acting = &far;
    REFUSED(ERR_MISSING, task_file(w->a, w->db, &stranger, 1, notes.row[0].id, &name, &content));
    with.version = 2;
    with.file = (struct bytes){ (const unsigned char *)"MZ\220\0\3\0\0\0\4\0\0\0\377\377", 14 };
    with.file_name = S("chuong-trinh.exe");
    error e = task_act(w->a, w->s, &w->who[OFFICER], &with);
    assert_true(e && (e->kind == ERR_FORMAT || e->kind == ERR_INPUT));
}

struct handing { struct world *w; };
static error hand_job(struct arena *a, struct db *db, void *arg)
{
    const struct handing *h = arg;
    return task_hand_over(a, db, &h->w->who[ADMIN], h->w->body[WOMEN], h->w->body[RED_CROSS]);
}

static void what_a_body_had_open_goes_to_the_one_that_takes_its_place(void **state)
{
    struct world *w = *state;
    given_up(w);
    DONE(db_write(w->a, w->s, hand_job, &(struct handing){ w }));
    struct task t = one(w, 1);
    assert_int_equal(t.body_id, w->body[RED_CROSS]);
    assert_int_equal(t.parts, 1);
    struct task_notes notes;
    DONE(task_notes(w->a, w->db, 1, &notes));
    assert_int_equal(notes.row[0].kind, TASK_MOVED);
    assert_true(str_find(notes.row[0].words, S("Hội Liên hiệp Phụ nữ phường Bến Lúa"), 0) == 0);
    DONE(act(w, OTHER_HEAD, 1, TASK_SAID_DONE, "xong", ""));
}

static void a_body_that_ended_hands_over_by_itself_on_the_day_after(void **state)
{
    struct world *w = *state;
    given_up(w);
    run(w, str_fmt(w->a, "UPDATE body SET valid_to = '2023-07-10', successor_id = %lld WHERE id = %lld;",
        (long long)w->body[RED_CROSS], (long long)w->body[WOMEN]));
    today("2023-07-10");
    DONE(daily(w));
    assert_int_equal(one(w, 1).body_id, w->body[WOMEN]);
    today("2023-07-11");
    DONE(daily(w));
    DONE(daily(w));
    assert_int_equal(one(w, 1).body_id, w->body[RED_CROSS]);
    struct task_notes notes;
    DONE(task_notes(w->a, w->db, 1, &notes));
    assert_int_equal(notes.n, 1);
    assert_string_equal(str_z(w->a, notes.row[0].name), "GiaoBan");
}

static void a_new_version_of_the_paper_changes_words_and_keeps_what_was_done(void **state)
{
    struct world *w = *state;
    struct given g = given_up(w);
    DONE(act(w, OFFICER, 1, TASK_ASKED, "chưa đủ", "2023-08-20"));
    DONE(act(w, CHAIR, 1, TASK_GRANTED, "", "2023-08-20"));
    run(w, S("UPDATE directive SET words = 'Vận động quà cho hộ nghèo và cận nghèo' WHERE id = 1;"));
    run(w, S("UPDATE directive SET state = 'dropped' WHERE id = 2;"));
    DONE(db_write(w->a, w->s, hold_job, &g));
    struct task t = one(w, 1);
    assert_string_equal(str_z(w->a, t.words), "Vận động quà cho hộ nghèo và cận nghèo");
    assert_string_equal(str_z(w->a, t.due), "2023-08-20");
    assert_int_equal(one(w, 2).look, LOOK_ENDED);
    assert_int_equal(all(w, CHAIR).n, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_signed_conclusion_becomes_a_task_for_each_directive),
        IN_WORLD(how_a_task_looks_comes_from_the_day),
        IN_WORLD(more_time_is_asked_for_and_the_first_day_is_kept),
        IN_WORLD(each_body_says_its_own_progress),
        IN_WORLD(only_a_person_closes_a_task_and_it_can_be_opened_again),
        IN_WORLD(approved_figures_since_the_day_move_it_and_never_close_it),
        cmocka_unit_test(nearly_the_goal_is_not_the_goal),
        IN_WORLD(the_briefing_after_sees_what_is_open_late_first),
        IN_WORLD(reports_tell_what_was_done_marks_or_not),
        IN_WORLD(each_is_told_once_that_it_is_due),
        IN_WORLD(evidence_is_kept_and_read_back),
        IN_WORLD(what_a_body_had_open_goes_to_the_one_that_takes_its_place),
        IN_WORLD(a_body_that_ended_hands_over_by_itself_on_the_day_after),
        IN_WORLD(a_new_version_of_the_paper_changes_words_and_keeps_what_was_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
