/* test_migrate.c - from one schema to the next, whole or not at all; and what is refused. */
#include "base/machine.h"
#include "store/driver.h"
#include "support/database.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct driver *d;

static struct migration first = { 1, "001_first.sql", { 0 } }, second = { 2, "002_second.sql", { 0 } };

struct ground { struct arena *a; char folder[64], path[DATABASE_URL]; struct link *l; };

static int set_up(void **state)
{
    static struct ground g;
    g.a = arena_open(64 << 20);
    snprintf(g.folder, sizeof g.folder, "/tmp/giaoban-test-migrate-%ld", (long)getpid());
    if (database_is_postgres()) database_place(g.path, "migrate");
    else snprintf(g.path, sizeof g.path, "%s/x.db", g.folder);
    d = driver_of(g.path);
    assert_int_equal(mkdir(g.folder, 0700), 0);
    first.text = S("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL);\nINSERT INTO thing (id,"
        " name) VALUES (1, 'một');");
    second.text = S("ALTER TABLE thing ADD COLUMN about TEXT;\nUPDATE thing SET about = 'mới';");
    struct open_trouble trouble;
    assert_int_equal(d->open(g.path, LINK_WRITER, &g.l, &trouble), OUT_DONE);
    *state = &g;
    return 0;
}

/* What lies in the folder beside the database and its log: a rehearsal must leave nothing. */
static int left_over(const struct ground *g, bool take_away)
{
    int n = 0;
    DIR *dir = opendir(g->folder);
    for (struct dirent *e; (e = readdir(dir));) {
        char path[400];
        snprintf(path, sizeof path, "%s/%s", g->folder, e->d_name);
        if (e->d_name[0] == '.') continue;
        if (take_away) unlink(path);
        else if (strncmp(e->d_name, "x.db", 4) || strstr(e->d_name, "thu")) n++;
    }
    closedir(dir);
    return n;
}

static int tear_down(void **state)
{
    struct ground *g = *state;
    d->close(g->l);
    arena_close(g->a);
    if (database_is_postgres()) database_forget(g->path);
    left_over(g, true);
    rmdir(g->folder);
    return 0;
}

static error to(struct ground *g, size_t n, bool may_change)
{
    struct migration step[] = { first, second };
    struct migrations all = { step, n };
    return migrate(g->a, d, g->l, &all, may_change);
}

/* The first column of the only row; "" for none, "?" when the statement does not compile. */
static const char *value(struct ground *g, const char *text)
{
    struct sql sql = { "test", text, SQL_READ };
    struct stmt *s;
    if (d->prepare(g->a, g->l, &sql, &s)) return "?";
    const char *v = "";
    if (d->step(s) == OUT_ROW) {
        struct bytes b = d->column(s, 0);
        v = str_z(g->a, (struct str){ (const char *)b.p, b.n });
    }
    d->stmt_close(s);
    return v;
}

static void an_empty_file_gets_every_step(void **state)
{
    struct ground *g = *state;
    assert_null(to(g, 2, true));
    assert_string_equal(value(g, "SELECT about FROM thing"), "mới");
    assert_string_equal(value(g, "SELECT count(*) FROM migration"), "2");
}

static void an_older_database_gets_what_is_missing_and_keeps_its_rows(void **state)
{
    struct ground *g = *state;
    assert_null(to(g, 1, true));
    assert_int_equal(d->script(g->l, "INSERT INTO thing (id, name) VALUES (2, 'hai')"), OUT_DONE);
    assert_int_equal(to(g, 2, false)->kind, ERR_INPUT);            /* not by a command that only reads */
    assert_string_equal(value(g, "SELECT about FROM thing"), "?");
    assert_null(to(g, 2, true));
    assert_string_equal(value(g, "SELECT count(*) FROM thing WHERE about = 'mới'"), "2");
    assert_int_equal(left_over(g, false), 0);
    assert_null(to(g, 2, true));
    assert_string_equal(value(g, "SELECT count(*) FROM migration"), "2");
}

static void a_step_that_fails_changes_nothing(void **state)
{
    struct ground *g = *state;
    assert_null(to(g, 1, true));
    second.text = S("CREATE TABLE half (id BIGINT PRIMARY KEY); UPDATE thing SET nmae = 'x';");
    error e = to(g, 2, true);
    assert_non_null(e);
    assert_non_null(strstr(e->said, "002_second.sql"));
    assert_string_equal(value(g, "SELECT count(*) FROM half"), "?");
    assert_string_equal(value(g, "SELECT name FROM thing"), "một");
    assert_string_equal(value(g, "SELECT count(*) FROM migration"), "1");
    assert_int_equal(left_over(g, false), 0);
}

static void a_step_that_leaves_a_reference_to_nowhere_is_undone(void **state)
{
    struct ground *g = *state;
    assert_null(to(g, 1, true));
    second.text = S("CREATE TABLE part (id BIGINT PRIMARY KEY, thing_id BIGINT REFERENCES thing(id)); INSERT"
        " INTO part (id, thing_id) VALUES (1, 99);");
    assert_non_null(to(g, 2, true));
    assert_string_equal(value(g, "SELECT count(*) FROM part"), "?");
    assert_false(d->in_transaction(g->l));
}

static void a_newer_database_is_refused(void **state)
{
    struct ground *g = *state;
    assert_null(to(g, 2, true));
    error e = to(g, 1, true);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_non_null(strstr(e->said, "mới hơn"));
}

static void a_comment_may_change_and_the_meaning_may_not(void **state)
{
    struct ground *g = *state;
    assert_null(to(g, 1, true));
    first.text = S("-- what things there are\nCREATE TABLE thing (id BIGINT PRIMARY KEY,   name TEXT NOT NULL);"
        " -- all\nINSERT INTO thing (id, name) VALUES (1, 'một');");
    assert_null(to(g, 1, true));
    first.text = S("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT);\nINSERT INTO thing (id, name) VALUES"
        " (1, 'một');");
    assert_int_equal(to(g, 1, true)->kind, ERR_INPUT);
}

static void a_database_of_another_program_is_refused(void **state)
{
    struct ground *g = *state;
    assert_int_equal(d->script(g->l, "CREATE TABLE theirs (id BIGINT)"), OUT_DONE);
    assert_int_equal(to(g, 2, true)->kind, ERR_INPUT);
    assert_string_equal(value(g, "SELECT count(*) FROM migration"), "?");
}

static void the_programs_own_steps_are_numbered_without_a_gap(void **state)
{
    struct ground *g = *state;
    struct migrations all = migrations_of_program(g->a);
    assert_true(all.n >= 1);
    for (size_t i = 0; i < all.n; i++) assert_int_equal(all.step[i].version, i + 1);
    assert_null(migrate(g->a, d, g->l, &all, true));
}

#define ON(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        ON(an_empty_file_gets_every_step),
        ON(an_older_database_gets_what_is_missing_and_keeps_its_rows),
        ON(a_step_that_fails_changes_nothing),
        ON(a_step_that_leaves_a_reference_to_nowhere_is_undone),
        ON(a_newer_database_is_refused),
        ON(a_comment_may_change_and_the_meaning_may_not),
        ON(a_database_of_another_program_is_refused),
        ON(the_programs_own_steps_are_numbered_without_a_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
