/* test_body_change.c - organisations over time: renamed from a day on, put inside the Front's agency, ended. */
#include "core/office/body_change.h"
#include "core/office/post.h"
#include "report_world.h"

static struct body body_now(struct world *w, enum world_body which)
{
    struct body b;
    DONE(body_get(w->a, w->db, w->body[which], &b));
    return b;
}

static void a_new_name_holds_from_its_day_and_reports_before_keep_the_old_one(void **state)
{
    struct world *w = *state;
    int64_t old = world_approved(w, w->body[WOMEN], "2023-04", "Trao [5|suất quà|M7].");
    struct body to = body_now(w, WOMEN), was;
    to.name = S("Hội LHPN phường Bến Lúa mới");
    to.short_name = S("Hội LHPN mới");
    DONE(body_change(w->a, w->s, &w->who[ADMIN], &to, S("2023-06-01")));
    int64_t new = world_approved(w, w->body[WOMEN], "2023-06", "Trao [5|suất quà|M7].");
    assert_true(str_is(world_report(w, old, w->body[WOMEN]).body, S("Hội Liên hiệp Phụ nữ phường Bến Lúa")));
    assert_true(str_is(world_report(w, new, w->body[WOMEN]).body, S("Hội LHPN phường Bến Lúa mới")));
    DONE(body_get_on(w->a, w->db, w->body[WOMEN], S("2023-05-31"), &was));
    assert_true(str_is(was.short_name, S("Hội Phụ nữ")));
    struct submission_matrix m;
    DONE(brief_submissions(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-Q1"), &m));
    assert_true(str_is(m.row[0].short_name, S("Hội Phụ nữ")));
    DONE(brief_submissions(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-Q2"), &m));
    assert_true(str_is(m.row[0].short_name, S("Hội LHPN mới")));
    struct body_frame *frame;
    size_t n;
    DONE(body_frames(w->a, w->db, w->body[WOMEN], &frame, &n));
    assert_int_equal(n, 2);
    assert_true(str_is(frame[0].valid_to, S("2023-05-31")) && str_is(frame[1].valid_from, S("2023-06-01")));
}

static void a_correction_holds_for_all_of_its_time_and_needs_the_newest_version(void **state)
{
    struct world *w = *state;
    struct body to = body_now(w, WOMEN), was;
    to.name = S("Hội Liên hiệp Phụ nữ phường Bến Lúa");
    to.superior = S("ỦY BAN MTTQ VIỆT NAM PHƯỜNG BẾN LÚA");
    DONE(body_change(w->a, w->s, &w->who[ADMIN], &to, S("")));
    DONE(body_get_on(w->a, w->db, to.id, S("2001-01-01"), &was));
    assert_true(str_is(was.superior, to.superior));
    REFUSED(ERR_CONFLICT, body_change(w->a, w->s, &w->who[ADMIN], &to, S("")));
    to.version++;
    REFUSED(ERR_INPUT, body_change(w->a, w->s, &w->who[ADMIN], &to, S("2099-01-01")));
    REFUSED(ERR_INPUT, body_change(w->a, w->s, &w->who[ADMIN], &to, S("1999-01-01")));
    to.name = S("Hội Nông dân phường Bến Lúa");
    REFUSED(ERR_CONFLICT, body_change(w->a, w->s, &w->who[ADMIN], &to, S("")));
    to.name = S("");
    REFUSED(ERR_INPUT, body_change(w->a, w->s, &w->who[ADMIN], &to, S("")));
    REFUSED(ERR_DENIED, body_change(w->a, w->s, &w->who[OFFICE], &to, S("")));
}

static void the_rearrangement_gives_the_front_as_host_from_its_day(void **state)
{
    struct world *w = *state;
    struct rearrangement plan;
    size_t moved;
    clock_fix(1751680800000);                      /* 2025-07-05 */
    DONE(body_rearrange_plan(w->a, w->db, &w->who[ADMIN], S("2025-07-01"), &plan));
    assert_int_equal(plan.rows, WORLD_BODIES - 1);
    assert_int_equal(plan.moving, 4);
    int64_t ids[] = { w->body[WOMEN], w->body[FARMERS], w->body[PARTY] };
    DONE(body_rearrange(w->a, w->s, &w->who[ADMIN], S("2025-07-01"), ids, COUNT(ids), &moved));
    assert_int_equal(moved, 2);
    struct body before, after;
    DONE(body_get_on(w->a, w->db, w->body[WOMEN], S("2025-06-30"), &before));
    DONE(body_get_on(w->a, w->db, w->body[WOMEN], S("2025-07-01"), &after));
    assert_int_equal(before.parent_id, 0);
    assert_int_equal(after.parent_id, w->body[FRONT]);
    assert_true(str_is(after.name, before.name) && after.reports);
    assert_true(str_is(after.superior, S("ỦY BAN MTTQ VIỆT NAM PHƯỜNG BẾN LÚA")));
    assert_int_equal(body_now(w, PARTY).parent_id, 0);
    DONE(body_rearrange_plan(w->a, w->db, &w->who[ADMIN], S("2025-07-01"), &plan));
    assert_int_equal(plan.moving, 2);
    REFUSED(ERR_INPUT, body_rearrange(w->a, w->s, &w->who[ADMIN], S("2025-07-01"), ids, COUNT(ids), &moved));
    clock_fix(world_time);
}

static void a_body_that_ends_takes_its_posts_along_and_is_past_afterwards(void **state)
{
    struct world *w = *state;
    struct body b = body_now(w, PARTY);
    REFUSED(ERR_INPUT, body_close(w->a, w->s, &w->who[ADMIN], b.id, b.version, S("2023-06-30"), b.id));
    DONE(body_close(w->a, w->s, &w->who[ADMIN], b.id, b.version, S("2023-06-30"), w->body[FRONT]));
    b = body_now(w, PARTY);
    assert_true(str_is(b.valid_to, S("2023-06-30")) && b.successor_id == w->body[FRONT]);
    assert_true(body_is_past(&b, S("2023-07-01")) && !body_is_past(&b, S("2023-06-30")));
    struct post_list posts;
    DONE(post_of_body(w->a, w->db, b.id, S("2023-07-01"), &posts));
    assert_int_equal(posts.n, 0);
    DONE(post_of_body(w->a, w->db, b.id, S("2023-06-30"), &posts));
    assert_int_equal(posts.n, 1);
    struct body_list list;
    DONE(body_list(w->a, w->db, w->ward, S("2023-07-01"), &list));
    assert_int_equal(list.n, WORLD_BODIES - 1);
    REFUSED(ERR_CONFLICT, body_change(w->a, w->s, &w->who[ADMIN], &b, S("")));
}

static void a_new_body_starts_from_what_is_usual(void **state)
{
    struct world *w = *state;
    struct body b;
    int64_t id;
    DONE(body_usual(w->a, w->db, w->ward, S("NCT"), &b));
    assert_true(str_is(b.name, S("Hội Người cao tuổi phường Bến Lúa")));
    assert_true(str_is(b.issuer, S("HỘI NGƯỜI CAO TUỔI")) && b.reports && b.parent_id == w->body[FRONT]);
    b.valid_from = S("2023-01-01");
    DONE(body_new(w->a, w->s, &w->who[ADMIN], &b, &id));
    REFUSED(ERR_CONFLICT, body_new(w->a, w->s, &w->who[ADMIN], &b, &id));
    REFUSED(ERR_DENIED, body_new(w->a, w->s, &w->who[OFFICER], &b, &id));
    REFUSED(ERR_INPUT, body_usual(w->a, w->db, w->ward, S("XX"), &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_new_name_holds_from_its_day_and_reports_before_keep_the_old_one),
        IN_WORLD(a_correction_holds_for_all_of_its_time_and_needs_the_newest_version),
        IN_WORLD(the_rearrangement_gives_the_front_as_host_from_its_day),
        IN_WORLD(a_body_that_ends_takes_its_posts_along_and_is_past_afterwards),
        IN_WORLD(a_new_body_starts_from_what_is_usual),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
