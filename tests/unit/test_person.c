/* test_person.c - people of an office: found by any spelling, renamed without changing history, entered twice and
 * merged. */
#include "core/office/person.h"
#include "report_world.h"

static struct person named(struct world *w, const char *name)
{
    struct person_page page;
    DONE(person_list(w->a, w->db, &w->who[ADMIN],
        &(struct person_filter){ .unit_id = w->ward, .find = str_c(name), .past = true }, &page));
    assert_int_equal(page.n, 1);
    return page.row[0].person;
}

static int64_t added(struct world *w, const char *name, const char *title, enum world_body body)
{
    int64_t id;
    struct post post = { .body_id = w->body[body], .title = str_c(title), .valid_from = S("2021-01-01") };
    DONE(person_new(w->a, w->s, &w->who[ADMIN], str_c(name), &post, &id));
    return id;
}

static void a_person_is_found_by_any_part_of_the_name_without_marks(void **state)
{
    struct world *w = *state;
    added(w, "Đặng Thị Hoà", "Chủ tịch", WOMEN);
    struct person_page page;
    static const char *const asked[] = { "dang thi hoa", "thi hoà", "ĐẶNG", "thị h" };
    for (size_t i = 0; i < COUNT(asked); i++) {
        struct person_filter filter = { .unit_id = w->ward, .find = str_c(asked[i]) };
        DONE(person_list(w->a, w->db, &w->who[ADMIN], &filter, &page));
        assert_int_equal(page.total, 1);
        assert_true(str_is(page.row[0].person.name, S("Đặng Thị Hoà")));
        assert_int_equal(page.row[0].posts.n, 1);
    }
    struct person_filter none = { .unit_id = w->ward, .find = S("100%") };
    DONE(person_list(w->a, w->db, &w->who[ADMIN], &none, &page));
    assert_int_equal(page.total, 0);
}

static void another_unit_does_not_see_the_person_and_an_officer_may_not_look(void **state)
{
    struct world *w = *state;
    int64_t id = added(w, "Đặng Thị Hoà", "Chủ tịch", WOMEN);
    struct grant far = *w->who[ADMIN].acting;
    struct who other = w->who[ADMIN];
    struct person p;
    struct person_page page;
    far.unit_id = w->other_ward;
    other.acting = &far;
    REFUSED(ERR_MISSING, person_open(w->a, w->db, &other, id, &p));
    DONE(person_list(w->a, w->db, &other, &(struct person_filter){ .unit_id = w->other_ward }, &page));
    assert_int_equal(page.total, 0);
    REFUSED(ERR_DENIED, person_list(w->a, w->db, &other, &(struct person_filter){ .unit_id = w->ward }, &page));
    REFUSED(ERR_DENIED, person_open(w->a, w->db, &w->who[OFFICER], id, &p));
}

static void who_changed_first_wins_and_the_second_is_told(void **state)
{
    struct world *w = *state;
    int64_t id = added(w, "Đặng Thị Hoà", "Chủ tịch", WOMEN);
    DONE(person_rename(w->a, w->s, &w->who[ADMIN], id, 1, S("Đặng Thị Hòa")));
    REFUSED(ERR_CONFLICT, person_rename(w->a, w->s, &w->who[ADMIN], id, 1, S("Đặng Hòa")));
    assert_true(str_is(named(w, "dang thi hoa").name, S("Đặng Thị Hòa")));
    REFUSED(ERR_INPUT, person_rename(w->a, w->s, &w->who[ADMIN], id, 2, S("  ")));
}

static void a_history_keeps_the_name_of_its_time(void **state)
{
    struct world *w = *state;
    struct audit_rows h;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "Trao [5|suất quà|M7].");
    struct person p;
    DONE(person_get(w->a, w->db, w->who[OFFICER].person_id, &p));
    /* the office must keep the entry to change it: a post in the ward gives that */
    int64_t post;
    DONE(post_new(w->a, w->s, &w->who[ADMIN], &(struct post){ .person_id = p.id, .body_id = w->body[WOMEN],
        .title = S("Ủy viên"), .valid_from = S("2022-01-01") }, &post));
    clock_fix(world_time + 1000);
    DONE(person_rename(w->a, w->s, &w->who[ADMIN], p.id, p.version, S("Trần Thị Lan Anh")));
    clock_fix(world_time + 2000);
    world_submit(w, id, w->body[WOMEN]);
    DONE(report_history(w->a, w->db, &w->who[OFFICER], id, &h));
    assert_true(h.n >= 3);
    assert_true(str_is(h.row[0].name, S("Trần Thị Lan")));
    assert_true(str_is(h.row[h.n - 1].name, S("Trần Thị Lan Anh")));
    clock_fix(world_time);
}

static void twice_entered_is_proposed_and_merged_into_one(void **state)
{
    struct world *w = *state;
    int64_t one = added(w, "Nguyễn Văn Hòa", "Chủ tịch", FARMERS), two = added(w, "Nguyễn Văn Hoà", "Ủy viên", FRONT);
    struct person_twin *twin;
    size_t n;
    DONE(person_twins(w->a, w->db, &w->who[ADMIN], &twin, &n));
    assert_int_equal(n, 1);
    assert_int_equal(twin[0].one.id, one);
    assert_true(str_is(twin[0].other_post, S("Ủy viên, Ủy ban MTTQ Việt Nam phường Bến Lúa")));
    REFUSED(ERR_INPUT, person_merge(w->a, w->s, &w->who[ADMIN], one, 1, one, 1));
    REFUSED(ERR_CONFLICT, person_merge(w->a, w->s, &w->who[ADMIN], one, 1, two, 7));
    DONE(person_merge(w->a, w->s, &w->who[ADMIN], one, 1, two, 1));
    struct post_list posts;
    DONE(post_of_person(w->a, w->db, one, S("2023-01-01"), &posts));
    assert_int_equal(posts.n, 2);
    DONE(person_twins(w->a, w->db, &w->who[ADMIN], &twin, &n));
    assert_int_equal(n, 0);
    struct person p;
    REFUSED(ERR_MISSING, person_open(w->a, w->db, &w->who[ADMIN], two, &p));
    DONE(person_get(w->a, w->db, two, &p));
    assert_int_equal(p.merged_into, one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_person_is_found_by_any_part_of_the_name_without_marks),
        IN_WORLD(another_unit_does_not_see_the_person_and_an_officer_may_not_look),
        IN_WORLD(who_changed_first_wins_and_the_second_is_told),
        IN_WORLD(a_history_keeps_the_name_of_its_time),
        IN_WORLD(twice_entered_is_proposed_and_merged_into_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
