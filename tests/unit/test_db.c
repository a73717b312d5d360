/* test_db.c - the store: opening, reading, writing in groups, and what a failed job leaves. */
#include "base/machine.h"
#include "store/db.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ADD_PERSON, COUNT_PERSONS, LIST_PERSONS, ADD_POST, ADD_SOURCE };
static const struct sql test_sql[] = {
    [ADD_PERSON] = { "add person", "INSERT INTO person (id, name, name_fold, name_key) VALUES (?1, ?2, '', '')", SQL_WRITE },
    [COUNT_PERSONS] = { "count persons", "SELECT count(*) FROM person WHERE name = ?1 OR ?1 = ''", SQL_READ },
    [LIST_PERSONS] = { "list persons", "SELECT id, name FROM person ORDER BY id", SQL_READ },
    [ADD_POST] = { "add post", "INSERT INTO post (id, person_id, body_id, title, valid_from) VALUES (1, ?1, 99, '', '')", SQL_WRITE },
};
static struct sql_list sql = SQL_LIST(test_sql);
static struct sql_list *const lists[] = { &sql };

struct ground { struct arena *a; char path[64]; struct store *s; };

static int set_up(void **state)
{
    static struct ground g;
    g.a = arena_open(64 << 20);
    snprintf(g.path, sizeof g.path, "/tmp/giaoban-test-db-%ld", (long)getpid());
    unlink(g.path);
    assert_null(store_open(g.a, g.path, true, lists, COUNT(lists), &g.s));
    *state = &g;
    return 0;
}

static void forget(const char *path)
{
    static const char *const parts[] = { "", "-wal", "-shm" };
    char name[100];
    for (size_t i = 0; i < COUNT(parts); i++) {
        snprintf(name, sizeof name, "%s%s", path, parts[i]);
        unlink(name);
    }
}

static int tear_down(void **state)
{
    struct ground *g = *state;
    if (g->s) store_close(g->s);
    arena_close(g->a);
    forget(g->path);
    return 0;
}

struct person { struct str name; int64_t id; bool fail, overflow; };

static error add_person(struct arena *a, struct db *db, void *arg)
{
    struct person *p = arg;
    TRY(db_next_id(a, db, "person", &p->id));
    struct rows *r = db_run(a, db, &sql, ADD_PERSON);
    BIND(r, p->id);
    BIND(r, p->name);
    TRY(rows_end(r));
    assert_int_equal(rows_changed(r), 1);
    if (p->overflow) arena_get(a, SIZE_MAX / 2);
    if (p->fail) return FAIL(a, ERR_INPUT, "Không lưu.");
    return NULL;
}

static int64_t count(struct ground *g, struct str name)
{
    struct db *db;
    assert_null(store_reader(g->s, &db));
    struct rows *r = db_run(g->a, db, &sql, COUNT_PERSONS);
    BIND(r, name);
    assert_true(rows_next(r));
    int64_t n = row_int(r, 0);
    assert_null(rows_end(r));
    return n;
}

static void a_written_row_is_read_back(void **state)
{
    struct ground *g = *state;
    struct person p = { .name = S("Nguyễn Thị Ánh") };
    int64_t version = store_version(g->s);
    assert_null(db_write(g->a, g->s, add_person, &p));
    assert_int_equal(count(g, p.name), 1);
    assert_true(store_version(g->s) > version);
}

static void a_failed_job_leaves_nothing_and_gives_its_number_back(void **state)
{
    struct ground *g = *state;
    struct person good = { .name = S("A") }, bad = { .name = S("B"), .fail = true }, big = { .name = S("C"), .overflow = true };
    assert_null(db_write(g->a, g->s, add_person, &good));
    error e = db_write(g->a, g->s, add_person, &bad);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
    e = db_write(g->a, g->s, add_person, &big);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_MEMORY);
    struct person next = { .name = S("D") };
    assert_null(db_write(g->a, g->s, add_person, &next));
    assert_int_equal(next.id, good.id + 1);
    assert_int_equal(count(g, S("")), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_written_row_is_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failed_job_leaves_nothing_and_gives_its_number_back, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
