/* test_post.c - posts: several at once, acting and in charge, how their holders sign, how they end; and days as
 * typed. */
#include "core/office/post.h"
#include "core/office/term.h"
#include "report_world.h"
#include "write/layout.h"

static struct post post_with(struct world *w, const struct post *new)
{
    int64_t id;
    struct post p;
    DONE(post_new(w->a, w->s, &w->who[ADMIN], new, &id));
    DONE(post_get(w->a, w->db, id, &p));
    return p;
}

static struct post in(struct world *w, enum world_body body, const char *title)
{
    return (struct post){ .person_id = w->who[OTHER_HEAD].person_id, .body_id = w->body[body], .title = str_c(title),
        .valid_from = S("2021-05-01") };
}

static void one_person_holds_several_posts_and_one_is_the_main_one(void **state)
{
    struct world *w = *state;
    struct post first = in(w, RED_CROSS, "Chủ tịch"), second = in(w, FRONT, "Ủy viên Thường trực");
    first = post_with(w, &first);
    assert_true(first.main);
    second.main = true;
    second = post_with(w, &second);
    struct post_list posts;
    DONE(post_of_person(w->a, w->db, first.person_id, S("2023-07-01"), &posts));
    assert_int_equal(posts.n, 2);
    assert_int_equal(posts.post[0].id, second.id);
    assert_true(posts.post[0].main && !posts.post[1].main);
}

static void a_title_that_says_quyen_or_phu_trach_sets_the_standing(void **state)
{
    struct world *w = *state;
    static const struct { const char *typed, *title, *words; enum standing standing; } rows[] = {
        { "Quyền Chủ tịch", "Chủ tịch", "Quyền Chủ tịch", POST_ACTING },
        { "Phó Chủ tịch phụ trách", "Phó Chủ tịch", "Phó Chủ tịch phụ trách", POST_IN_CHARGE },
        { "Chủ tịch", "Chủ tịch", "Chủ tịch", POST_HELD },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct post p = in(w, RED_CROSS, rows[i].typed);
        p = post_with(w, &p);
        assert_true(str_is(p.title, str_c(rows[i].title)));
        assert_true(str_is(post_words(w->a, &p), str_c(rows[i].words)));
        assert_int_equal(p.standing, rows[i].standing);
    }
}

static void a_form_of_signing_needs_whom_it_is_for(void **state)
{
    struct world *w = *state;
    int64_t id;
    struct post p = in(w, FRONT, "Chánh Văn phòng");
    p.standing = POST_DELEGATED;
    REFUSED(ERR_INPUT, post_new(w->a, w->s, &w->who[ADMIN], &p, &id));
    p.sign = S("TL");
    REFUSED(ERR_INPUT, post_new(w->a, w->s, &w->who[ADMIN], &p, &id));
    p.sign = S("XX");
    p.sign_for = S("Chủ tịch");
    REFUSED(ERR_INPUT, post_new(w->a, w->s, &w->who[ADMIN], &p, &id));
    p.sign = S("TL");
    DONE(post_new(w->a, w->s, &w->who[ADMIN], &p, &id));
}

static void the_paper_is_signed_by_whoever_leads_that_day(void **state)
{
    struct world *w = *state;
    struct brief b;
    struct brief_signing s;
    const struct day on = { 2023, 7, 7 };
    DONE(brief_get(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-06"), &b));
    DONE(brief_signing(w->a, w->db, &b, layout_find(S("state")), on, &s));
    assert_true(str_is(s.signer, S("Nguyễn Hoài Thu")) && str_is(s.post, S("Chủ tịch")));
    struct post_list front;
    DONE(post_of_body(w->a, w->db, w->body[FRONT], S(""), &front));
    DONE(post_end(w->a, w->s, &w->who[ADMIN], front.post[0].id, front.post[0].version, S("2023-06-30")));
    struct post order = in(w, FRONT, "Chánh Văn phòng");
    order.standing = POST_DELEGATED;
    order.sign = S("TUQ");
    order.sign_for = S("Ban Thường trực");
    post_with(w, &order);
    DONE(brief_signing(w->a, w->db, &b, layout_find(S("state")), on, &s));
    assert_true(str_is(s.authority, S("TUQ. Ban Thường trực")) && str_is(s.post, S("Chánh Văn phòng")));
    struct post acting = in(w, FRONT, "Quyền Chủ tịch");
    post_with(w, &acting);
    DONE(brief_signing(w->a, w->db, &b, layout_find(S("state")), on, &s));
    assert_true(str_is(s.authority, S("TM. Ban Thường trực")) && str_is(s.post, S("Q. Chủ tịch")));
    assert_true(str_is(s.signer, S("Bùi Văn Tám")));
}

static void a_post_ends_on_a_day_once_and_not_before_it_began(void **state)
{
    struct world *w = *state;
    struct post p = in(w, RED_CROSS, "Chủ tịch");
    p = post_with(w, &p);
    REFUSED(ERR_INPUT, post_end(w->a, w->s, &w->who[ADMIN], p.id, p.version, S("2020-01-01")));
    REFUSED(ERR_CONFLICT, post_end(w->a, w->s, &w->who[ADMIN], p.id, p.version + 1, S("2023-06-30")));
    DONE(post_end(w->a, w->s, &w->who[ADMIN], p.id, p.version, S("2023-06-30")));
    struct post_list posts;
    DONE(post_of_person(w->a, w->db, p.person_id, S("2023-06-30"), &posts));
    assert_int_equal(posts.n, 1);
    DONE(post_of_person(w->a, w->db, p.person_id, S("2023-07-01"), &posts));
    assert_int_equal(posts.n, 0);
    REFUSED(ERR_CONFLICT, post_end(w->a, w->s, &w->who[ADMIN], p.id, p.version + 1, S("2023-07-30")));
}

static void days_are_read_as_people_write_them(void **state)
{
    struct world *w = *state;
    static const char *const good[] = { "1/7/2025", "01/07/2025", " 2025-07-01 ", "01/7/2025" };
    static const char *const bad[] = { "31/2/2025", "7/2025", "hôm qua", "1/7/25", "1/7/2025/3" };
    struct str day;
    for (size_t i = 0; i < COUNT(good); i++) {
        DONE(term_read(w->a, str_c(good[i]), "ngày", &day));
        assert_true(str_is(day, S("2025-07-01")));
    }
    for (size_t i = 0; i < COUNT(bad); i++) REFUSED(ERR_INPUT, term_read(w->a, str_c(bad[i]), "ngày", &day));
    DONE(term_read(w->a, S(""), "ngày", &day));
    assert_int_equal(day.n, 0);
    assert_true(str_is(term_before(w->a, S("2025-03-01")), S("2025-02-28")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(one_person_holds_several_posts_and_one_is_the_main_one),
        IN_WORLD(a_title_that_says_quyen_or_phu_trach_sets_the_standing),
        IN_WORLD(a_form_of_signing_needs_whom_it_is_for),
        IN_WORLD(the_paper_is_signed_by_whoever_leads_that_day),
        IN_WORLD(a_post_ends_on_a_day_once_and_not_before_it_began),
        IN_WORLD(days_are_read_as_people_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
