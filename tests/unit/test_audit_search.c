/* test_audit_search.c - the administrator's search: what it finds, how far it reaches, what it never shows. */
#include "core/office/audit_search.h"
#include "core/office/audit_words.h"
#include "core/office/setting.h"
#include "report_world.h"

static struct audit_page search(struct world *w, const struct audit_filter *filter)
{
    struct audit_page page;
    DONE(audit_search(w->a, w->db, &w->who[ADMIN], filter, &page));
    return page;
}

static void fill(struct world *w)
{
    DONE(setting_set(w->a, w->s, &w->who[ADMIN], SETTING_DUE_DAY, w->ward, S("20"), S("họp sớm để kịp Tết")));
    DONE(setting_set(w->a, w->s, &w->who[ADMIN], SETTING_DUE_DAY, w->ward, S("22"), S("")));
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "Hội trao [120|suất quà|M7] cho bà Nguyễn Thị Ẩn Danh.");
    world_submit(w, id, w->body[WOMEN]);
}

static void each_condition_narrows_the_list(void **state)
{
    struct world *w = *state;
    fill(w);
    size_t all = search(w, &(struct audit_filter){ .limit = 100 }).n;
    assert_true(all >= 5);
    assert_int_equal(search(w, &(struct audit_filter){ .act = S("setting.change") }).n, 2);
    assert_int_equal(search(w, &(struct audit_filter){ .object = S("setting"), .object_id = w->ward }).n, 2);
    assert_int_equal(search(w, &(struct audit_filter){ .words = S("kip tet") }).n, 1);
    assert_int_equal(search(w, &(struct audit_filter){ .words = S("ĐỔI CÀI ĐẶT") }).n, 2);
    assert_int_equal(search(w, &(struct audit_filter){ .words = S("ngay phai nop") }).n, 2);
    assert_int_equal(search(w, &(struct audit_filter){ .person = S("khong ai nhu the") }).n, 0);
    struct audit_page by = search(w, &(struct audit_filter){ .person = str_c(world_people[ADMIN].name), .limit = 100 });
    assert_int_equal(by.n, 2);
    assert_true(str_is(by.found[0].row.name, str_c(world_people[ADMIN].name)));
    assert_true(by.found[0].row.seq > by.found[1].row.seq);
    assert_int_equal(search(w, &(struct audit_filter){ .from = S("2023-07-07"), .to = S("2023-07-07") }).n, all);
    assert_int_equal(search(w, &(struct audit_filter){ .from = S("2023-07-08") }).n, 0);
    assert_int_equal(search(w, &(struct audit_filter){ .to = S("2023-07-06") }).n, 0);
    struct audit_page page;
    struct audit_filter wrong = { .from = S("hôm qua") };
    REFUSED(ERR_INPUT, audit_search(w->a, w->db, &w->who[ADMIN], &wrong, &page));
}

static void pages_follow_each_other_without_a_gap_or_a_row_twice(void **state)
{
    struct world *w = *state;
    fill(w);
    struct audit_page all = search(w, &(struct audit_filter){ .limit = 100 });
    assert_int_equal(all.next, 0);
    size_t seen = 0;
    int64_t before = 0;
    do {
        struct audit_page part = search(w, &(struct audit_filter){ .limit = 2, .before_seq = before });
        for (size_t i = 0; i < part.n; i++) assert_int_equal(part.found[i].row.seq, all.found[seen++].row.seq);
        before = part.next;
    } while (before);
    assert_int_equal(seen, all.n);
}

static void what_stands_in_reports_is_neither_shown_nor_found(void **state)
{
    struct world *w = *state;
    fill(w);
    assert_int_equal(search(w, &(struct audit_filter){ .words = S("Ẩn Danh"), .limit = 100 }).n, 0);
    struct audit_page page = search(w, &(struct audit_filter){ .object = S("report"), .limit = 100 });
    assert_true(page.n >= 2);
    for (size_t i = 0; i < page.n; i++) {
        assert_int_equal(page.found[i].row.before.n + page.found[i].row.after.n + page.found[i].row.why.n, 0);
        assert_true(str_is(page.found[i].title, str_c(world_bodies[WOMEN].short_name)));
        assert_true(str_is(page.found[i].period, S("2023-06")));
    }
}

static void an_administrator_sees_only_what_was_done_in_the_own_unit(void **state)
{
    struct world *w = *state;
    fill(w);
    struct grant there = *w->who[ADMIN].acting;
    struct who other = w->who[ADMIN];
    struct audit_page page;
    there.unit_id = w->other_ward;
    other.acting = &there;
    DONE(audit_search(w->a, w->db, &other, &(struct audit_filter){ .limit = 100 }, &page));
    for (size_t i = 0; i < page.n; i++) assert_int_equal(page.found[i].row.unit_id, 0);
    DONE(audit_search(w->a, w->db, &other, &(struct audit_filter){ .act = S("setting.change") }, &page));
    assert_int_equal(page.n, 0);
    static const enum world_person others[] = { OFFICER, HEAD, OFFICE, CHAIR, UPPER };
    for (size_t i = 0; i < COUNT(others); i++)
        REFUSED(ERR_DENIED, audit_search(w->a, w->db, &w->who[others[i]], &(struct audit_filter){ .limit = 1 }, &page));
}

/* ---- words ---- */

static void differences_are_told_in_words(void **state)
{
    struct world *w = *state;
    struct audit_change *x;
    size_t n;
    struct audit_row row = { .object = S("post"), .before = S("title=Chủ tịch\nvalid_from=2023-01-01\nname=Lan\n"),
        .after = S("title=Phó Chủ tịch\nvalid_from=2023-01-01\nvalid_to=2023-06-30\n") };
    audit_changes(w->a, &row, &x, &n);
    assert_int_equal(n, 3);
    assert_string_equal(str_z(w->a, x[0].label), "Chức vụ");
    assert_string_equal(str_z(w->a, x[0].after), "Phó Chủ tịch");
    assert_string_equal(str_z(w->a, x[1].label), "Đến hết ngày");
    assert_string_equal(str_z(w->a, x[1].after), "30/06/2023");
    assert_string_equal(str_z(w->a, x[2].before), "Lan");
    assert_int_equal(x[2].after.n, 0);
    row = (struct audit_row){ .object = S("account"), .before = S("active"), .after = S("disabled") };
    audit_changes(w->a, &row, &x, &n);
    assert_int_equal(n, 1);
    assert_string_equal(str_z(w->a, x[0].after), "đã khóa");
    row = (struct audit_row){ .object = S("setting"), .before = S(""), .after = S("due_month=next") };
    audit_changes(w->a, &row, &x, &n);
    assert_string_equal(str_z(w->a, x[0].label), "Ngày ấy thuộc tháng nào");
    assert_string_equal(str_z(w->a, x[0].before), "theo mặc định");
    assert_string_equal(str_z(w->a, x[0].after), "tháng sau");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(each_condition_narrows_the_list),
        IN_WORLD(pages_follow_each_other_without_a_gap_or_a_row_twice),
        IN_WORLD(what_stands_in_reports_is_neither_shown_nor_found),
        IN_WORLD(an_administrator_sees_only_what_was_done_in_the_own_unit),
        IN_WORLD(differences_are_told_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
