/* test_move.c - a whole database into an empty place and back: nothing is lost, changed, or half there.
 *
 * On its own from SQLite to SQLite; with a server from SQLite to PostgreSQL and back. */
#include "base/machine.h"
#include "store/move.h"
#include "support/database.h"
#include <signal.h>
#include <sys/wait.h>

enum { ADD_UNIT, ADD_SETTING, ADD_PERSON, ADD_SOURCE };
static const struct sql test_sql[] = {
    [ADD_UNIT] = { "add unit", "INSERT INTO unit (id, code, level, kind, name, name_fold, name_key, parent_id,"
        " tree_from, tree_to, valid_from) VALUES (?1, ?2, 'x', 'x', 'x', 'x', 'x', ?3, 0, 0, '2000-01-01')",
        SQL_WRITE },
    [ADD_SETTING] = { "add setting", "INSERT INTO setting (name, value) VALUES (?1, ?2)", SQL_WRITE },
    [ADD_PERSON] = { "add person",
        "INSERT INTO person (id, name, name_fold, name_key) VALUES (?1, ?2, '', '')", SQL_WRITE },
    [ADD_SOURCE] = { "point a unit", "UPDATE unit SET parent_id = ?1 WHERE id = ?2", SQL_WRITE },
};
static struct sql_list sql = SQL_LIST(test_sql);
static struct sql_list *const lists[] = { &sql };

struct ground { struct arena *a; char from[DATABASE_URL], to[DATABASE_URL], back[DATABASE_URL]; };

/* Words in every order of bytes, numbers at both ends, nothing, and a unit below one that comes later. */
static error fill(struct arena *a, struct db *db, void *arg)
{
    static const char *const words[] = { "", " ", "Đỗ Thị Ánh", "a\nb", "'; DROP TABLE unit; --", "Ặ", "z",
        "A", "%_\\" };
    static const int64_t numbers[] = { 1, 2, -1, INT64_MAX, INT64_MIN, 0 };
    (void)arg;
    for (size_t i = 0; i < COUNT(words); i++) {
        struct rows *r = db_run(a, db, &sql, ADD_SETTING);
        BIND(r, str_c(words[i]));
        BIND(r, str_c(words[COUNT(words) - 1 - i]));
        TRY(rows_end(r));
    }
    for (size_t i = 0; i < COUNT(numbers); i++) {
        struct rows *r = db_run(a, db, &sql, ADD_PERSON);
        BIND(r, numbers[i]);
        BIND(r, str_c(words[i]));
        TRY(rows_end(r));
        r = db_run(a, db, &sql, ADD_UNIT);
        BIND(r, (int64_t)i + 1);
        BIND(r, str_fmt(a, "%zu", i));
        bind_null(r);
        TRY(rows_end(r));
    }
    struct rows *r = db_run(a, db, &sql, ADD_SOURCE);
    BIND(r, 6);
    BIND(r, 2);
    return rows_end(r);
}

static void place_beside(struct arena *a, const char *url)
{
    struct bytes key = { (const unsigned char *)"0123", 4 };
    assert_null(file_write(a, str_z(a, str_fmt(a, "%s.key", store_url_files(a, url))), key));
}

static int set_up(void **state)
{
    static struct ground g;
    struct store *s;
    g.a = arena_open(256 << 20);
    snprintf(g.from, sizeof g.from, "/tmp/giaoban-test-move-from-%ld", (long)getpid());
    snprintf(g.back, sizeof g.back, "/tmp/giaoban-test-move-back-%ld", (long)getpid());
    database_forget_file(g.from);
    database_forget_file(g.back);
    database_place(g.to, "move");
    assert_null(store_open(g.a, g.from, STORE_MAKE, lists, COUNT(lists), &s));
    assert_null(db_write(g.a, s, fill, NULL));
    store_close(s);
    place_beside(g.a, g.from);
    *state = &g;
    return 0;
}

static int tear_down(void **state)
{
    struct ground *g = *state;
    arena_close(g->a);
    database_forget_file(g->from);
    database_forget_file(g->back);
    database_forget(g->to);
    return 0;
}

/* ---- what is told ---- */

enum { TABLES_MOST = 200 };
struct told { size_t n; int64_t rows; unsigned char hash[TABLES_MOST][STORE_MOVE_HASH]; size_t die_at; };

static void note(void *arg, struct str table, int64_t rows, const unsigned char hash[STORE_MOVE_HASH])
{
    struct told *t = arg;
    assert_true(table.n && t->n < TABLES_MOST);
    memcpy(t->hash[t->n++], hash, STORE_MOVE_HASH);
    t->rows += rows;
    if (t->n == t->die_at) raise(SIGKILL);
}

static void everything_goes_there_and_comes_back_the_same(void **state)
{
    struct ground *g = *state;
    static struct told there, back;
    there = back = (struct told){ 0 };
    error e = store_move(g->a, g->from, g->to, note, &there);
    if (e) fail_msg("%s (%s)", e->said, e->because ? e->because->said : "");
    e = store_move(g->a, g->to, g->back, note, &back);
    if (e) fail_msg("%s", e->said);
    assert_true(there.n > 30);
    assert_int_equal(there.n, back.n);
    assert_int_equal(there.rows, back.rows);
    assert_memory_equal(there.hash, back.hash, there.n * STORE_MOVE_HASH);
    struct bytes key;
    const char *beside = str_z(g->a, str_fmt(g->a, "%s.key", g->back));
    assert_null(file_read(g->a, beside, 100, &key));
    assert_int_equal(key.n, 4);
    struct store *s;
    assert_null(store_open(g->a, g->to, STORE_AS_IT_IS, lists, COUNT(lists), &s));     /* and it goes on from there */
    store_close(s);
    database_run(g->to, "SELECT parent_id FROM unit WHERE id = 2");
    assert_string_equal(database_answer, "6");
}

static void references_are_as_strict_afterwards_as_before(void **state)
{
    struct ground *g = *state;
    static struct told there;
    struct store *s;
    there = (struct told){ 0 };
    assert_null(store_move(g->a, g->from, g->to, note, &there));
    if (database_is_postgres()) {
        database_run(g->to, "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferrable");
        assert_string_equal(database_answer, "0");
    }
    assert_null(store_open(g->a, g->to, STORE_AS_IT_IS, lists, COUNT(lists), &s));
    error e = db_write(g->a, s, fill, NULL);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_CONFLICT);
    store_close(s);
}

static void a_place_with_something_in_it_is_refused_and_left_as_it_is(void **state)
{
    struct ground *g = *state;
    static struct told there;
    there = (struct told){ 0 };
    assert_null(store_move(g->a, g->from, g->to, note, &there));
    database_run(g->to, "DELETE FROM setting WHERE name = 'z'");
    error e = store_move(g->a, g->from, g->to, note, &there);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_CONFLICT);
    database_run(g->to, "SELECT count(*) FROM setting");
    assert_string_equal(database_answer, "8");
}

static void a_key_of_another_database_is_never_written_over(void **state)
{
    struct ground *g = *state;
    static struct told there;
    there = (struct told){ 0 };
    place_beside(g->a, g->to);
    error e = store_move(g->a, g->from, g->to, note, &there);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_CONFLICT);
    assert_true(store_is_free(g->to));
}

static void a_move_that_is_killed_leaves_an_empty_place_and_can_be_done_again(void **state)
{
    struct ground *g = *state;
    static struct told there;
    for (size_t die_at = 1; die_at < 60; die_at += 12) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (!child) {
            there = (struct told){ .die_at = die_at };
            error e = store_move(g->a, g->from, g->to, note, &there);
            _exit(e ? 2 : 3);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        if (!WIFSIGNALED(status)) {                    /* there are fewer tables than that */
            assert_int_equal(WEXITSTATUS(status), 3);
            return;
        }
        if (!database_is_postgres()) {
            database_run(g->to, "SELECT count(*) FROM sqlite_master");
            assert_string_equal(database_answer, "0");
            database_forget(g->to);
        }
        assert_true(store_is_free(g->to));
    }
    there = (struct told){ 0 };
    assert_null(store_move(g->a, g->from, g->to, note, &there));
}

static void what_is_no_database_of_ours_is_not_moved(void **state)
{
    struct ground *g = *state;
    static struct told there;
    there = (struct told){ 0 };
    error e = store_move(g->a, "/tmp/giaoban-there-is-none", g->to, note, &there);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_true(store_is_free(g->to));
}

#define ON(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        ON(everything_goes_there_and_comes_back_the_same),
        ON(references_are_as_strict_afterwards_as_before),
        ON(a_place_with_something_in_it_is_refused_and_left_as_it_is),
        ON(a_key_of_another_database_is_never_written_over),
        ON(a_move_that_is_killed_leaves_an_empty_place_and_can_be_done_again),
        ON(what_is_no_database_of_ours_is_not_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
