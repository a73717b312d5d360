/* test_unit_take.c - units of the lists of the country as rows: once, with those above, and with who succeeded whom. */
#include "../office_ground.h"
#include "core/office/unit_search.h"
#include "core/office/unit_take.h"

struct taking { uint32_t at; int64_t id; };

static error take(struct arena *a, struct db *db, void *arg)
{
    struct taking *job = arg;
    return unit_take(a, db, NULL, job->at, 0, &job->id);
}

static int64_t taken(struct ground *g, const char *code, bool today)
{
    struct taking job = { .at = country_find(str_c(code), today) };
    assert_true(job.at != COUNTRY_NONE);
    assert_null(db_write(g->a, g->s, take, &job));
    return job.id;
}

static void a_unit_is_taken_once_with_those_above_and_found_once(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct unit_list up;
    struct unit_founds found;
    int64_t id = taken(g, "29551", true);
    assert_int_equal(taken(g, "29551", true), id);
    assert_null(store_reader(g->s, &db));
    assert_null(unit_up(g->a, db, id, &up));
    assert_int_equal(up.n, 2);
    assert_string_equal(str_z(g->a, up.unit[1].level), "province");
    struct str name = unit_title(g->a, &up.unit[0]);
    assert_null(unit_search(g->a, db, &(struct unit_query){ .text = name }, &found));
    size_t same = 0;
    for (size_t i = 0; i < found.n; i++) same += str_is(found.list[i].code, S("29551")) && !found.list[i].valid_to.n;
    assert_int_equal(same, 1);
    assert_int_equal(found.list[0].id, id);
}

static void who_succeeded_whom_is_written_as_soon_as_both_are_rows(void **state)
{
    struct ground *g = *state;
    const struct country *c = country_get();
    uint32_t whole = COUNTRY_NONE, part = COUNTRY_NONE;
    for (uint32_t i = 0; i < c->old && (whole == COUNTRY_NONE || part == COUNTRY_NONE); i++) {
        const struct country_unit *u = &c->unit[i];
        if (u->level != COUNTRY_COMMUNE || !u->links || c->link[u->link].to == COUNTRY_NONE) continue;
        if (u->links == 1) whole = i;
        else if (c->link[u->link + 1].to != COUNTRY_NONE) part = i;
    }
    struct taking old = { .at = whole }, new = { .at = c->link[c->unit[whole].link].to };
    assert_null(db_write(g->a, g->s, take, &old));
    database_run(g->path, "SELECT count(*) FROM unit_link");
    assert_string_equal(database_answer, "0");
    assert_null(db_write(g->a, g->s, take, &new));
    database_run(g->path, "SELECT count(*) || share FROM unit_link GROUP BY share");
    assert_string_equal(database_answer, "1whole");
    new.at = c->link[c->unit[part].link].to;
    old.at = part;
    assert_null(db_write(g->a, g->s, take, &new));
    assert_null(db_write(g->a, g->s, take, &old));
    database_run(g->path, "SELECT count(*) FROM unit_link WHERE share = 'part' AND change_id IS NULL");
    assert_string_equal(database_answer, "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = { ON_GROUND(a_unit_is_taken_once_with_those_above_and_found_once),
        ON_GROUND(who_succeeded_whom_is_written_as_soon_as_both_are_rows) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
