/* test_handover.c - a post changes hands: open work and rights go to the successor, history and documents keep the
 * name. */
#include "core/office/dawn.h"
#include "core/office/handover_ahead.h"
#include "core/office/notice.h"
#include "core/office/session.h"
#include "core/report/closing.h"
#include "pack/unzip.h"
#include "report_world.h"
#include "write/layout.h"

struct people { int64_t old_post, old_person, new_person, new_account, grant; };

static error people_job(struct arena *a, struct db *db, void *arg)
{
    struct { struct world *w; struct people p; } *job = arg;
    struct world *w = job->w;
    struct people *p = &job->p;
    p->old_person = w->who[OFFICER].person_id;
    TRY(post_add(a, db, &(struct post){ .person_id = p->old_person, .body_id = w->body[WOMEN],
        .title = S("Ủy viên Ban Thường vụ"), .valid_from = S("2022-01-01") }, &p->old_post));
    TRY(account_allow(a, db, &(struct new_grant){ .account_id = w->who[OFFICER].account_id, .role = ROLE_OFFICER,
        .unit_id = w->ward, .body_id = w->body[WOMEN], .post_id = p->old_post, .from = S("2022-01-01") }, &p->grant));
    int64_t post;
    TRY(person_add(a, db, S("Phan Thị Cúc"), &p->new_person));
    TRY(post_add(a, db, &(struct post){ .person_id = p->new_person, .body_id = w->body[FRONT], .title = S("Ủy viên"),
        .valid_from = S("2022-01-01") }, &post));
    return account_add(a, db, p->new_person, S("cuc.pt"), S("x"), LANGUAGE_VI, &p->new_account);
}

static struct people people_of(struct world *w)
{
    struct { struct world *w; struct people p; } job = { .w = w };
    DONE(db_write(w->a, w->s, people_job, &job));
    return job.p;
}

static struct handover_ask ask_of(struct world *w, const struct people *p, const char *day)
{
    struct post post;
    DONE(post_get(w->a, w->db, p->old_post, &post));
    return (struct handover_ask){ .post_id = p->old_post, .version = post.version, .successor_id = p->new_person,
        .day = str_c(day) };
}

static void open_work_and_rights_go_to_the_successor(void **state)
{
    struct world *w = *state;
    struct people p = people_of(w);
    struct handover_plan plan;
    const struct who *old, *new;
    int64_t id, draft = world_draft(w, w->body[WOMEN], "2023-06", "Trao [5|suất quà|M7].");
    DONE(handover_plan(w->a, w->db, &w->who[ADMIN], p.old_post, p.new_person, S("2023-07-07"), &plan));
    assert_int_equal(plan.works, 1);
    assert_int_equal(plan.rights, 1);
    assert_true(str_is(plan.last_day, S("2023-07-06")) && str_is(plan.successor_login, S("cuc.pt")));
    struct handover_ask ask = ask_of(w, &p, "2023-07-07");
    DONE(handover_do(w->a, w->s, &w->who[ADMIN], &ask, &id));
    DONE(session_person(w->a, w->db, w->who[OFFICER].account_id, p.grant, &old));
    assert_null(old);
    DONE(session_person(w->a, w->db, p.new_account, p.grant + 1, &new));
    assert_non_null(new);
    assert_int_equal(new->acting->body_id, w->body[WOMEN]);
    struct report r;
    DONE(report_get(w->a, w->db, new, draft, &r));
    assert_true(str_is(r.owner_name, S("Phan Thị Cúc")) && str_is(r.made_by_name, S("Trần Thị Lan")));
    assert_true(r.may_edit);
    struct audit_rows h;
    size_t n;
    DONE(report_history(w->a, w->db, new, draft, &h));
    assert_true(str_is(h.row[0].name, S("Trần Thị Lan")));
    assert_true(str_is(h.row[h.n - 1].act, S("report.hand_over")) && str_is(h.row[h.n - 1].after, S("Phan Thị Cúc")));
    struct handover *given;
    DONE(handover_of_person(w->a, w->db, p.old_person, &given, &n));
    assert_int_equal(n, 1);
    assert_int_equal(given[0].moved, 1);
    REFUSED(ERR_CONFLICT, handover_do(w->a, w->s, &w->who[ADMIN], &ask, &id));
}

static const char *told(struct world *w, int64_t account)
{
    struct notice_page p;
    struct who who = { .account_id = account };
    DONE(notice_list(w->a, w->db, &who, true, 0, 10, &p));
    assert_int_equal(p.n, 1);
    assert_int_equal(p.list[0].kind, NOTICE_GRANT);
    return str_z(w->a, p.list[0].text);
}

static void both_are_told_that_their_rights_changed(void **state)
{
    struct world *w = *state;
    struct people p = people_of(w);
    struct handover_ask ask = ask_of(w, &p, "2023-07-07");
    int64_t id;
    DONE(handover_do(w->a, w->s, &w->who[ADMIN], &ask, &id));
    assert_non_null(strstr(told(w, w->who[OFFICER].account_id),
        "vai trò Cán bộ lập báo cáo hết sau ngày 06/07/2023, cùng với chức vụ"));
    assert_non_null(strstr(told(w, p.new_account),
        "được giao vai trò Cán bộ lập báo cáo từ ngày 07/07/2023, khi nhận bàn giao"));
}

static void a_post_with_open_work_does_not_just_end(void **state)
{
    struct world *w = *state;
    struct people p = people_of(w);
    struct post post;
    world_draft(w, w->body[WOMEN], "2023-06", "Trao [5|suất quà|M7].");
    DONE(post_get(w->a, w->db, p.old_post, &post));
    REFUSED(ERR_CONFLICT, post_end(w->a, w->s, &w->who[ADMIN], post.id, post.version, S("2023-07-06")));
}

static void what_cannot_be_is_refused_in_the_preview(void **state)
{
    struct world *w = *state;
    struct people p = people_of(w);
    struct handover_plan plan;
    int64_t nobody;
    const struct who *admin = &w->who[ADMIN];
    DONE(person_new(w->a, w->s, admin, S("Võ Thị Mười"), NULL, &nobody));
    REFUSED(ERR_INPUT, handover_plan(w->a, w->db, admin, p.old_post, p.old_person, S("2023-07-07"), &plan));
    REFUSED(ERR_INPUT, handover_plan(w->a, w->db, admin, p.old_post, nobody, S("2023-07-07"), &plan));
    REFUSED(ERR_INPUT, handover_plan(w->a, w->db, admin, p.old_post, p.new_person, S("2022-01-01"), &plan));
    REFUSED(ERR_DENIED, handover_plan(w->a, w->db, &w->who[OFFICE], p.old_post, 0, S(""), &plan));
    DONE(handover_plan(w->a, w->db, admin, p.old_post, 0, S(""), &plan));
}

enum { ONE_DAY = 24 * 3600 * 1000 };

static size_t arranged(struct world *w, int64_t person_id, struct str *why)
{
    struct handover_ahead *list;
    size_t n;
    DONE(handover_ahead_of_person(w->a, w->db, person_id, &list, &n));
    if (n) *why = list[0].why;
    return n;
}

static void a_hand_over_arranged_ahead_happens_on_its_day_with_the_work_of_that_day(void **state)
{
    struct world *w = *state;
    struct people p = people_of(w);
    struct handover_plan plan;
    const struct who *old, *new;
    struct str why;
    int64_t id;
    struct handover_ask ask = ask_of(w, &p, "2023-07-09");     /* the clock stands at 2023-07-07 */
    DONE(handover_plan(w->a, w->db, &w->who[ADMIN], p.old_post, p.new_person, S("2023-07-09"), &plan));
    assert_true(plan.ahead);
    REFUSED(ERR_INPUT, handover_do(w->a, w->s, &w->who[ADMIN], &ask, &id));
    REFUSED(ERR_DENIED, handover_ahead_add(w->a, w->s, &w->who[OFFICE], &ask, &id));
    DONE(handover_ahead_add(w->a, w->s, &w->who[ADMIN], &ask, &id));
    REFUSED(ERR_CONFLICT, handover_ahead_add(w->a, w->s, &w->who[ADMIN], &ask, &id));
    assert_int_equal(arranged(w, p.old_person, &why), 1);
    assert_int_equal(arranged(w, p.new_person, &why), 1);
    assert_int_equal(why.n, 0);
    DONE(dawn_run(w->a, w->s));
    DONE(session_person(w->a, w->db, w->who[OFFICER].account_id, p.grant, &old));
    assert_non_null(old);                          /* not before its day */
    int64_t draft = world_draft(w, w->body[WOMEN], "2023-06", "Trao [5|suất quà|M7].");
    clock_fix(world_time + (int64_t)2 * ONE_DAY);
    DONE(dawn_run(w->a, w->s));
    DONE(dawn_run(w->a, w->s));                    /* once more changes nothing */
    DONE(session_person(w->a, w->db, w->who[OFFICER].account_id, p.grant, &old));
    assert_null(old);
    DONE(session_person(w->a, w->db, p.new_account, p.grant + 1, &new));
    assert_non_null(new);
    struct report r;
    DONE(report_get(w->a, w->db, new, draft, &r));
    assert_true(str_is(r.owner_name, S("Phan Thị Cúc")) && r.may_edit);
    assert_int_equal(arranged(w, p.old_person, &why), 0);
    struct handover *given;
    size_t n;
    DONE(handover_of_person(w->a, w->db, p.old_person, &given, &n));
    assert_int_equal(n, 1);
    assert_true(str_is(given[0].day, S("2023-07-09")));
    clock_fix(world_time);
}

static void an_arranged_hand_over_can_be_cancelled_and_says_why_it_could_not_be_done(void **state)
{
    struct world *w = *state;
    struct people p = people_of(w);
    const struct who *admin = &w->who[ADMIN];
    struct post post;
    struct str why;
    int64_t id;
    struct handover_ask ask = ask_of(w, &p, "2023-07-09");
    REFUSED(ERR_MISSING, handover_ahead_drop(w->a, w->s, admin, p.old_post));
    DONE(handover_ahead_add(w->a, w->s, admin, &ask, &id));
    REFUSED(ERR_DENIED, handover_ahead_drop(w->a, w->s, &w->who[OFFICE], p.old_post));
    DONE(handover_ahead_drop(w->a, w->s, admin, p.old_post));
    assert_int_equal(arranged(w, p.old_person, &why), 0);
    DONE(handover_ahead_add(w->a, w->s, admin, &ask, &id));
    DONE(post_get(w->a, w->db, p.old_post, &post));
    DONE(post_end(w->a, w->s, admin, post.id, post.version, S("2023-07-07")));
    clock_fix(world_time + (int64_t)3 * ONE_DAY);
    DONE(dawn_run(w->a, w->s));
    assert_int_equal(arranged(w, p.new_person, &why), 1);
    assert_true(str_find(why, S("đã kết thúc từ trước"), 0) != SIZE_MAX);
    DONE(handover_ahead_drop(w->a, w->s, admin, p.old_post));
    assert_int_equal(arranged(w, p.new_person, &why), 0);
    clock_fix(world_time);
}

/* The words of the .docx that the office downloads. */
static struct str docx_of(struct world *w)
{
    struct brief b;
    struct brief_signing signing;
    struct paper paper;
    struct bytes docx, xml;
    struct unzip *z;
    DONE(brief_get(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-06"), &b));
    DONE(brief_signing(w->a, w->db, &b, layout_find(S("state")), (struct day){ 2023, 9, 9 }, &signing));
    brief_paper(w->a, &b, &signing, &paper);
    DONE(paper_docx(w->a, &paper, &docx));
    DONE(unzip_open(w->a, docx, &z));
    DONE(unzip_get(w->a, z, "word/document.xml", &xml));
    return (struct str){ (const char *)xml.p, xml.n };
}

static bool says(struct str text, const char *what) { return str_find(text, str_c(what), 0) != SIZE_MAX; }

static void a_document_keeps_the_names_and_posts_of_its_day(void **state)
{
    struct world *w = *state;
    struct people p = people_of(w);
    int64_t id = world_approved(w, w->body[WOMEN], "2023-06", "Trao [5|suất quà|M7].");
    struct report r = world_report(w, id, w->body[WOMEN]);
    assert_true(str_is(r.submitted_by_name, S("Trần Thị Lan")));
    assert_true(str_is(r.submitted_by_post, S("Ủy viên Ban Thường vụ")));
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-06")));
    struct str before = docx_of(w);
    assert_true(says(before, "Nguyễn Hoài Thu") && says(before, "ngày 07 tháng 7 năm 2023"));
    clock_fix(world_time + (int64_t)60 * 24 * 3600 * 1000);
    struct person lan, thu;
    struct post post;
    struct post_list front;
    const struct who *admin = &w->who[ADMIN];
    DONE(person_open(w->a, w->db, admin, p.old_person, &lan));
    DONE(person_rename(w->a, w->s, admin, lan.id, lan.version, S("Trần Ngọc Lan")));
    DONE(post_get(w->a, w->db, p.old_post, &post));
    DONE(post_end(w->a, w->s, admin, post.id, post.version, S("2023-08-31")));
    DONE(post_of_body(w->a, w->db, w->body[FRONT], S(""), &front));
    DONE(person_open(w->a, w->db, admin, front.post[0].person_id, &thu));
    DONE(person_rename(w->a, w->s, admin, thu.id, thu.version, S("Nguyễn Thị Hoài Thu")));
    DONE(post_end(w->a, w->s, admin, front.post[0].id, front.post[0].version, S("2023-08-31")));
    struct str after = docx_of(w);
    assert_true(str_is(before, after));
    r = world_report(w, id, w->body[WOMEN]);
    assert_true(str_is(r.submitted_by_name, S("Trần Thị Lan")));
    assert_true(str_is(r.submitted_by_post, S("Ủy viên Ban Thường vụ")));
    clock_fix(world_time);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(open_work_and_rights_go_to_the_successor),
        IN_WORLD(both_are_told_that_their_rights_changed),
        IN_WORLD(a_post_with_open_work_does_not_just_end),
        IN_WORLD(a_hand_over_arranged_ahead_happens_on_its_day_with_the_work_of_that_day),
        IN_WORLD(an_arranged_hand_over_can_be_cancelled_and_says_why_it_could_not_be_done),
        IN_WORLD(what_cannot_be_is_refused_in_the_preview),
        IN_WORLD(a_document_keeps_the_names_and_posts_of_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
