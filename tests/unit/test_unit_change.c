/* test_unit_change.c - acts on units that are written ahead, and that no column is lost when rows are carried along. */
#include "../unit_world.h"
#include "core/office/dawn.h"

static const int64_t DAY_BEFORE = 1785459600000;       /* 2026-07-31 08:00 in Viet Nam */
enum { ONE_DAY = 24 * 3600 * 1000 };

static struct str title_on(struct ground *g, int64_t id, const char *day)
{
    struct db *db;
    struct unit u;
    assert_null(store_reader(g->s, &db));
    if (day) assert_null(unit_get_on(g->a, db, id, str_c(day), &u));
    else assert_null(unit_get(g->a, db, id, &u));
    return unit_title(g->a, &u);
}

static struct unit_plan rename_of(struct world *w, const int64_t *ward, struct unit_new *to, const char *name)
{
    *to = (struct unit_new){ .kind = S("phường"), .name = str_c(name) };
    return (struct unit_plan){ .act = UNIT_RENAME, .above = w->g->city, .unit = ward, .units = 1, .new = to, .news = 1,
        .day = S("2026-08-01"), .basis = S("20/NQ-HĐND") };
}

static int64_t first_ward(struct ground *g)
{
    struct db *db;
    const struct unit *u;
    assert_null(store_reader(g->s, &db));
    assert_null(unit_find(g->a, db, S("W0"), S(""), &u));
    return u->id;
}

static void a_name_written_ahead_begins_by_itself_on_its_day(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    struct unit_new to;
    struct unit_effects effects;
    struct db *db;
    int64_t id, ward = first_ward(g);
    clock_fix(DAY_BEFORE);
    struct unit_plan plan = rename_of(w, &ward, &to, "Phường Bình Minh");
    assert_null(store_reader(g->s, &db));
    assert_null(unit_preview(g->a, db, &w->who, &plan, &effects));
    assert_non_null(strstr(str_z(g->a, effects.list[effects.n - 1].words), "Sẽ có hiệu lực từ 01/08/2026"));
    assert_null(unit_change(g->a, g->s, &w->who, &plan, &id));
    assert_null(dawn_run(g->a, g->s));
    assert_string_equal(str_z(g->a, title_on(g, ward, NULL)), "Phường 1");
    assert_string_equal(str_z(g->a, title_on(g, ward, "2026-08-01")), "Phường Bình Minh");
    assert_string_equal(str_z(g->a, title_on(g, ward, "2026-07-31")), "Phường 1");
    struct unit_plan other = rename_of(w, &ward, &(struct unit_new){ 0 }, "");
    struct unit_new second = { .kind = S("phường"), .name = S("Phường Hoàng Hôn") };
    other.new = &second;
    other.day = S("2026-09-01");
    error e = unit_change(g->a, g->s, &w->who, &other, &(int64_t){ 0 });
    assert_int_equal(e->kind, ERR_CONFLICT);
    clock_fix(DAY_BEFORE + ONE_DAY);
    assert_null(dawn_run(g->a, g->s));
    assert_null(dawn_run(g->a, g->s));
    assert_string_equal(str_z(g->a, title_on(g, ward, NULL)), "Phường Bình Minh");
    struct audit_rows h;
    assert_null(audit_of(g->a, db, "unit", ward, &h));
    assert_true(h.n > 0 && str_is(h.row[h.n - 1].act, S("rename.begin")) && !h.row[h.n - 1].account_id);
    assert_null(unit_change_undo(g->a, g->s, &w->who, id));
    assert_string_equal(str_z(g->a, title_on(g, ward, NULL)), "Phường 1");
    assert_null(dawn_run(g->a, g->s));
    assert_string_equal(str_z(g->a, title_on(g, ward, NULL)), "Phường 1");
}

static void a_name_written_ahead_can_be_cancelled_before_its_day(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    struct unit_new to;
    int64_t id, ward = first_ward(g);
    clock_fix(DAY_BEFORE);
    struct unit_plan plan = rename_of(w, &ward, &to, "Phường Bình Minh");
    assert_null(unit_change(g->a, g->s, &w->who, &plan, &id));
    assert_null(unit_change_undo(g->a, g->s, &w->who, id));
    clock_fix(DAY_BEFORE + ONE_DAY);
    assert_null(dawn_run(g->a, g->s));
    assert_string_equal(str_z(g->a, title_on(g, ward, NULL)), "Phường 1");
    assert_string_equal(str_z(g->a, title_on(g, ward, "2026-08-01")), "Phường 1");
}

/* What becomes of each column of the rows that go along with a unit. A column that a migration adds stops this test
 * until it stands here, and in unit_carry.c when it is to be carried. fill: values that no other way could leave. */
static const struct { const char *table, *same, *own, *fill; } carried[] = {
    { "body", "organisation short_name layout number_suffix ordinal reports",
      "id unit_id name issuer superior parent_id valid_from valid_to version successor_id",
      "UPDATE body SET short_name = 'Hội ta', layout = 'party', number_suffix = 'S-9', ordinal = 9, reports = 0" },
    { "post", "person_id title standing sign sign_for main", "id body_id valid_from valid_to version ended_by",
      "UPDATE post SET standing = 'acting', sign = 'KT', sign_for = 'Chủ tịch', main = 1, title = 'Phó Chủ tịch'" },
    { "account_grant", "account_id role below", "id unit_id body_id post_id valid_from valid_to ended_at",
      "UPDATE account_grant SET below = 1, role = 'office' WHERE post_id IS NOT NULL" },
};

static bool names(const char *list, struct str column)
{
    struct str rest = str_c(list), one;
    while (str_next(&rest, ' ', &one)) if (str_is(one, column)) return true;
    return false;
}

static void no_column_is_lost_when_bodies_posts_and_grants_go_along_with_a_unit(void **state)
{
    struct world *w = world_of(*state);
    struct ground *g = w->g;
    int64_t id, ward = first_ward(g);
    for (size_t i = 0; i < COUNT(carried); i++) database_run(g->path, carried[i].fill);
    database_run(g->path, "UPDATE body SET name = 'Hội phường 1', issuer = 'HỘI PHƯỜNG 1',"
        " superior = 'MẶT TRẬN PHƯỜNG 1'");
    struct unit_new new = { .code = S("N"), .kind = S("phường"), .name = S("Phường Mới") };
    struct db *db;
    const struct unit *second;
    assert_null(store_reader(g->s, &db));
    assert_null(unit_find(g->a, db, S("W1"), S(""), &second));
    const int64_t both[] = { ward, second->id };
    struct unit_plan plan = { .act = UNIT_MERGE, .above = g->city, .unit = both, .units = 2, .new = &new, .news = 1,
        .day = S("2023-07-01"), .basis = S("1/NQ"), .bodies = true };
    assert_null(unit_change(g->a, g->s, &w->who, &plan, &id));
    for (size_t i = 0; i < COUNT(carried); i++) {
        const char *table = carried[i].table;
        struct str column, rest;
        database_run(g->path, str_z(g->a, database_is_postgres()
            ? str_fmt(g->a, "SELECT string_agg(column_name, ' ') FROM information_schema.columns"
                " WHERE table_name = '%s' AND table_schema = current_schema()", table)
            : str_fmt(g->a, "SELECT group_concat(name, ' ') FROM pragma_table_info('%s')", table)));
        rest = str_copy(g->a, str_c(database_answer));
        while (str_next(&rest, ' ', &column)) {
            bool same = names(carried[i].same, column);
            if (!same && !names(carried[i].own, column))
                fail_msg("%s.%.*s: say in unit_carry.c and here what becomes of it", table, STR(column));
            if (!same) continue;
            database_run(g->path, str_z(g->a, str_fmt(g->a, "SELECT count(*) || ' ' || count(DISTINCT %.*s) FROM %s"
                " WHERE id IN (SELECT object_id FROM unit_change_row WHERE change_id = %lld AND (what = '%s'"
                " OR what = '%s-end'))", STR(column), table, (long long)id,
                i == 2 ? "grant" : table, i == 2 ? "grant" : table)));
            if (!str_ends(str_c(database_answer), S(" 1")) || database_answer[0] == '0')
                fail_msg("%s.%.*s is not carried: %s", table, STR(column), database_answer);
        }
    }
    database_run(g->path, "SELECT b.name || '|' || b.issuer || '|' || b.superior || '|' || f.superior FROM body b"
        " JOIN unit u ON u.id = b.unit_id JOIN body_frame f ON f.body_id = b.id AND f.valid_to IS NULL"
        " WHERE u.code = 'N'");
    assert_string_equal(database_answer,
        "Hội phường Mới|HỘI PHƯỜNG MỚI|MẶT TRẬN PHƯỜNG MỚI|MẶT TRẬN PHƯỜNG MỚI");
    database_run(g->path, "SELECT count(*) FROM body b JOIN body_frame f ON f.body_id = b.id WHERE f.valid_to IS NULL"
        " AND b.valid_to IS NOT NULL");
    assert_string_equal(database_answer, "0");
    assert_null(unit_change_undo(g->a, g->s, &w->who, id));
}

int main(void)
{
    const struct CMUnitTest tests[] = { ON_GROUND(a_name_written_ahead_begins_by_itself_on_its_day),
        ON_GROUND(a_name_written_ahead_can_be_cancelled_before_its_day),
        ON_GROUND(no_column_is_lost_when_bodies_posts_and_grants_go_along_with_a_unit) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
