/* test_person.c - people of an office: found by any spelling, renamed without changing history, entered twice and
 * merged. */
#include "core/office/person.h"
#include "support/briefing.h"

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

/* ---- whatever names a person ---- */

static struct str last_word(struct str s)
{
    size_t end = s.n;
    while (end && s.p[end - 1] == ' ') end--;
    size_t start = end;
    while (start && s.p[start - 1] != ' ' && s.p[start - 1] != '\n' && s.p[start - 1] != '(') start--;
    return str_cut(s, start, end);
}

/* The name that follows the last `word` of the text. */
static struct str name_after(struct str text, const char *word)
{
    struct str name = S("");
    for (size_t at = str_find(text, str_c(word), 0); at != SIZE_MAX; at = str_find(text, str_c(word), at + 1)) {
        size_t start = at + strlen(word);
        name = str_cut(text, start, str_find(text, S(" "), start));
    }
    return name;
}

struct column { struct str table, name; };

/* Columns that refer to a person, as the migrations say. */
static size_t columns(struct column *out, size_t most)
{
    static const char *const between[] = { "REFERENCES", "NULL", "NOT", "BIGINT" };
    size_t n = 0;
    for (size_t f = 0; f < embedded_count; f++) {
        if (strncmp(embedded_files[f].path, "src/store/schema/", 17)) continue;
        struct str all = { (const char *)embedded_files[f].content.p, embedded_files[f].content.n };
        struct str sign = S("person(id)");
        for (size_t at = str_find(all, sign, 0); at != SIZE_MAX; at = str_find(all, sign, at + 1)) {
            struct str before = str_cut(all, 0, at), word = last_word(before);
            for (size_t i = 0; i < COUNT(between); i++)
                if (str_is(word, str_c(between[i]))) {
                    before.n = (size_t)(word.p - before.p);
                    word = last_word(before);
                }
            struct str made = name_after(before, "CREATE TABLE "), altered = name_after(before, "ALTER TABLE ");
            assert_true(n < most);
            out[n++] = (struct column){ altered.p > made.p ? altered : made, word };
        }
    }
    return n;
}

static int64_t naming(struct world *w, const struct column *c, int64_t person)
{
    int64_t n;
    database_run(w->path, str_z(w->a, str_fmt(w->a, "SELECT COUNT(*) FROM %.*s WHERE %.*s = %lld", STR(c->table),
        STR(c->name), (long long)person)));
    assert_true(str_int(str_c(database_answer), &n));
    return n;
}

/* The one who goes presides, keeps the minutes, is asked, has a post, is to follow in one, and stands for another. */
static void name_everywhere(struct world *w, int64_t gone, int64_t third)
{
    int64_t id = briefing_planned(w, briefing_series(w), "2023-Q2", "2023-07-27");
    database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE meeting SET chair_id = %lld, secretary_id = %lld "
        "WHERE id = %lld; UPDATE attendee SET person_id = %lld WHERE part = 'member'; "
        "INSERT INTO handover_ahead (id, post_id, successor_id, day, standing, state, account_id, at) "
        "SELECT 900, p.id, %lld, '2030-01-01', 'held', 'waiting', a.id, 0 FROM post p, account a "
        "ORDER BY p.id, a.id LIMIT 1", (long long)gone, (long long)gone, (long long)id, (long long)gone,
        (long long)gone)));
    DONE(person_merge(w->a, w->s, &w->who[ADMIN], gone, 1, third, 1));
    database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE account SET person_id = %lld WHERE id = %lld",
        (long long)gone, (long long)w->who[OTHER_OFFICER].account_id)));
}

static void whatever_named_the_entry_that_goes_names_the_one_that_stays(void **state)
{
    struct world *w = *state;
    int64_t keep = added(w, "Nguyễn Văn Hòa", "Chủ tịch", FARMERS), gone = added(w, "Nguyễn Văn Hoà", "Ủy viên", FRONT);
    int64_t third = added(w, "Nguyễn Văn Hoà", "Hội viên", VETERANS);
    struct column column[32];
    size_t n = columns(column, COUNT(column));
    assert_true(n >= 7);
    name_everywhere(w, gone, third);
    for (size_t i = 0; i < n; i++)
        if (!naming(w, &column[i], gone))
            fail_msg("no row names the person in %.*s.%.*s", STR(column[i].table), STR(column[i].name));
    DONE(person_merge(w->a, w->s, &w->who[ADMIN], keep, 1, gone, 1));
    for (size_t i = 0; i < n; i++)
        if (naming(w, &column[i], gone))
            fail_msg("%.*s.%.*s still names who was merged", STR(column[i].table), STR(column[i].name));
    database_run(w->path, str_z(w->a, str_fmt(w->a, "SELECT after FROM audit WHERE act = 'person.merge' AND "
        "object_id = %lld ORDER BY seq DESC LIMIT 1", (long long)keep)));
    assert_non_null(strstr(database_answer, "; chuyển theo 2 chức vụ, 1 tài khoản, 1 hẹn bàn giao, 1 mục đã gộp trước, "
        "1 phiên giao ban chủ trì hoặc làm thư ký, "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_person_is_found_by_any_part_of_the_name_without_marks),
        IN_WORLD(another_unit_does_not_see_the_person_and_an_officer_may_not_look),
        IN_WORLD(who_changed_first_wins_and_the_second_is_told),
        IN_WORLD(a_history_keeps_the_name_of_its_time),
        IN_WORLD(twice_entered_is_proposed_and_merged_into_one),
        IN_WORLD(whatever_named_the_entry_that_goes_names_the_one_that_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
