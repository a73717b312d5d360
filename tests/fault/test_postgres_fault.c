/* test_postgres_fault.c - what the store keeps and says when the PostgreSQL server or the way to it fails: on a
 * server of its own, in which nothing of safety is turned off. */
#include "base/machine.h"
#include "store/db.h"
#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ADD, COUNT_ALL, CUT };
static const struct sql test_sql[] = {
    [ADD] = { "add person", "INSERT INTO person (id, name, name_fold, name_key) VALUES (?1, ?2, '', '')", SQL_WRITE },
    [COUNT_ALL] = { "count persons", "SELECT count(*) FROM person", SQL_READ },
    [CUT] = { "cut the connection", "SELECT pg_terminate_backend(pg_backend_pid())", SQL_READ },
};
static struct sql_list sql = SQL_LIST(test_sql);
static struct sql_list *const lists[] = { &sql };

static char folder[100], server[200], url[260];

/* tests/support/postgres.sh ACT FOLDER */
static void postgres(const char *act)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (!pid) {
        execl("tests/support/postgres.sh", "postgres.sh", act, folder, (char *)NULL);
        _exit(127);
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static void say_to(const char *where, const char *text)
{
    PGconn *c = PQconnectdb(where);
    PGresult *r = PQexec(c, text);
    if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", text, PQerrorMessage(c));
    PQclear(r);
    PQfinish(c);
}

static int start_server(void **state)
{
    (void)state;
    const char *shm = access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm";
    snprintf(folder, sizeof folder, "%s/giaoban-pgfault-%ld", shm, (long)getpid());
    snprintf(server, sizeof server, "postgresql:///postgres?host=%s&user=giaoban", folder);
    snprintf(url, sizeof url, "postgresql:///fault?host=%s&user=giaoban", folder);
    postgres("start");
    return 0;
}

static int stop_server(void **state)
{
    (void)state;
    postgres("stop");
    return 0;
}

struct ground { struct arena *a; struct store *s; };

static int set_up(void **state)
{
    static struct ground g;
    say_to(server, "DROP DATABASE IF EXISTS fault WITH (FORCE)");
    g.a = arena_open(64 << 20);
    error e = store_open(g.a, url, STORE_MAKE, lists, COUNT(lists), &g.s);
    if (e) fail_msg("%s", e->said);
    *state = &g;
    return 0;
}

static int tear_down(void **state)
{
    struct ground *g = *state;
    store_close(g->s);
    arena_close(g->a);
    return 0;
}

static error add(struct arena *a, struct db *db, void *arg)
{
    int64_t id;
    TRY(db_next_id(a, db, "person", &id));
    struct rows *r = db_run(a, db, &sql, ADD);
    BIND(r, id);
    BIND(r, S("Nguyễn Thị Mẫu"));
    TRY(rows_end(r));
    if (!arg) return NULL;
    r = db_run(a, db, &sql, CUT);
    while (rows_next(r)) {}
    return rows_end(r);
}

static error count(struct ground *g, int64_t *n)
{
    struct db *db;
    *n = -1;
    TRY(store_reader(g->s, &db));
    struct rows *r = db_run(g->a, db, &sql, COUNT_ALL);
    if (rows_next(r)) *n = row_int(r, 0);
    return rows_end(r);
}

static void there_are(struct ground *g, int64_t want)
{
    int64_t n;
    error e = count(g, &n);
    if (e) fail_msg("%s", e->said);
    assert_int_equal(n, want);
}

static void a_server_that_was_started_again_is_met_again_without_an_error(void **state)
{
    struct ground *g = *state;
    assert_null(db_write(g->a, g->s, add, NULL));
    there_are(g, 1);
    postgres("crash");
    postgres("again");
    there_are(g, 1);                               /* acknowledged before the crash, and still there */
    assert_null(db_write(g->a, g->s, add, NULL));
    there_are(g, 2);
}

static void while_the_server_is_down_it_is_said_and_afterwards_all_goes_on(void **state)
{
    struct ground *g = *state;
    int64_t n;
    assert_null(db_write(g->a, g->s, add, NULL));
    there_are(g, 1);
    postgres("crash");
    error e = db_write(g->a, g->s, add, NULL), read = count(g, &n);
    postgres("again");
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_BUSY);
    assert_non_null(strstr(e->said, "Máy chủ cơ sở dữ liệu"));
    assert_non_null(read);
    assert_int_equal(read->kind, ERR_BUSY);
    there_are(g, 1);
    assert_null(db_write(g->a, g->s, add, NULL));
    there_are(g, 2);
}

static void of_a_job_that_lost_its_connection_nothing_is_kept(void **state)
{
    struct ground *g = *state;
    error e = db_write(g->a, g->s, add, g);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_BUSY);
    there_are(g, 0);
    assert_null(db_write(g->a, g->s, add, NULL));
    there_are(g, 1);
}

/* The server does this to itself when a row comes; deferred: only while committing. */
static void plant(const char *deferred, const char *deed)
{
    char text[600];
    snprintf(text, sizeof text,
        "CREATE FUNCTION deed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN %s RETURN NULL; END $$;"
        " CREATE CONSTRAINT TRIGGER deed AFTER INSERT ON person %s FOR EACH ROW EXECUTE FUNCTION deed()",
        deed, deferred);
    say_to(url, text);
}

static void a_connection_lost_while_committing_is_said_to_be_in_doubt(void **state)
{
    struct ground *g = *state;
    plant("DEFERRABLE INITIALLY DEFERRED", "PERFORM pg_terminate_backend(pg_backend_pid());");
    error e = db_write(g->a, g->s, add, NULL);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_FAULT);
    assert_non_null(strstr(e->said, "chưa chắc"));
    say_to(url, "DROP TRIGGER deed ON person");
    assert_null(db_write(g->a, g->s, add, NULL));
    there_are(g, 1);
}

static void a_full_disk_of_the_server_is_said_in_words(void **state)
{
    struct ground *g = *state;
    plant("", "RAISE EXCEPTION 'no room' USING ERRCODE = '53100';");
    error e = db_write(g->a, g->s, add, NULL);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_BUSY);
    assert_non_null(strstr(e->said, "đầy"));
    say_to(url, "DROP TRIGGER deed ON person");
    assert_null(db_write(g->a, g->s, add, NULL));
    there_are(g, 1);
}

/* The lock that a second program would hold in the middle of its own writing. */
static void two_programs_never_write_at_once(void **state)
{
    struct ground *g = *state;
    PGconn *other = PQconnectdb(url);
    PGresult *r = PQexec(other, "BEGIN; SELECT pg_advisory_xact_lock(5142876021)");
    assert_int_equal(PQresultStatus(r), PGRES_TUPLES_OK);
    PQclear(r);
    error e = db_write(g->a, g->s, add, NULL);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_BUSY);
    there_are(g, 0);                               /* reading goes on */
    PQclear(PQexec(other, "ROLLBACK"));
    PQfinish(other);
    assert_null(db_write(g->a, g->s, add, NULL));
    there_are(g, 1);
}

/* Writes until it is killed; says each number on the pipe once it was acknowledged. */
static _Noreturn void write_for_ever(int out)
{
    struct arena *a = arena_open(64 << 20);
    struct store *s;
    if (store_open(a, url, STORE_AS_IT_IS, lists, COUNT(lists), &s)) _exit(1);
    for (char one = 1;;) {
        struct arena *job = arena_open(1 << 20);
        if (db_write(job, s, add, NULL)) _exit(1);
        arena_close(job);
        if (write(out, &one, 1) != 1) _exit(1);
    }
}

/* crash: the server dies, not the program. */
static void write_and_die(struct ground *g, int writes, bool crash)
{
    int ends[2], status;
    int64_t before, after, told = 0;
    char one;
    assert_null(count(g, &before));
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) write_for_ever(ends[1]);
    close(ends[1]);
    while (told < writes && read(ends[0], &one, 1) == 1) told++;
    if (crash) postgres("crash");
    else kill(child, SIGKILL);
    while (read(ends[0], &one, 1) == 1) told++;
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (crash) postgres("again");
    assert_null(count(g, &after));
    if (after < before + told || after > before + told + 1)
        fail_msg("%lld were there, %lld acknowledged, %lld are there", (long long)before, (long long)told,
            (long long)after);
}

static void a_killed_program_or_server_loses_nothing_that_was_acknowledged(void **state)
{
    struct ground *g = *state;
    for (int i = 0; i < 8; i++) write_and_die(g, i * 7, i % 4 == 3);
}

/* ---- refusals at the opening ---- */

static error open_error_of(struct arena *a, const char *where)
{
    struct store *s;
    error e = store_open(a, where, STORE_MAKE, lists, COUNT(lists), &s);
    if (!e) store_close(s);
    return e;
}

static bool anywhere(error e, const char *word)
{
    for (; e; e = e->because)
        if (strstr(e->said, word)) return true;
    return false;
}

static void a_database_that_sorts_otherwise_is_refused_with_the_command_that_makes_a_right_one(void **state)
{
    struct ground *g = *state;
    char where[260];
    snprintf(where, sizeof where, "postgresql:///sorted?host=%s&user=giaoban", folder);
    say_to(server, "CREATE DATABASE sorted TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi'");
    error e = open_error_of(g->a, where);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_true(anywhere(e, "createdb -T template0 -E UTF8 -l C"));
    say_to(server, "DROP DATABASE sorted");
}

static void a_server_that_does_not_sync_is_refused(void **state)
{
    struct ground *g = *state;
    say_to(server, "ALTER SYSTEM SET fsync = off");
    say_to(server, "SELECT pg_reload_conf()");
    error e = NULL;
    for (int i = 0; i < 50 && !e; i++) {           /* the server takes it up in a moment */
        e = open_error_of(g->a, url);
        usleep(20000);
    }
    say_to(server, "ALTER SYSTEM RESET fsync");
    say_to(server, "SELECT pg_reload_conf()");
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_true(anywhere(e, "fsync"));
}

static void a_user_who_may_not_write_is_refused(void **state)
{
    struct ground *g = *state;
    char where[260];
    say_to(server, "CREATE ROLE reader LOGIN");
    snprintf(where, sizeof where, "postgresql:///fault?host=%s&user=reader", folder);
    error e = open_error_of(g->a, where);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_true(anywhere(e, "làm chủ"));
    say_to(server, "DROP ROLE reader");
}

static void a_password_is_never_in_a_sentence_or_its_causes(void **state)
{
    struct ground *g = *state;
    static const char *const bad[] = {
        "postgresql://lan:bi-mat-9@127.0.0.1:1/office", "postgresql://lan:bi-mat-9@127.0.0.1:1/office?files=/tmp/x",
        "postgresql://lan:bi-mat-9@127.0.0.1:xx/office", "postgresql://lan:bi-mat-9@/office?no_such_word=1",
        "postgresql://lan:bi-mat-9@[::1/office", "postgresql:///office?host=/nowhere&password=bi-mat-9",
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        error e = open_error_of(g->a, bad[i]);
        assert_non_null(e);
        assert_int_equal(e->kind, ERR_INPUT);
        if (anywhere(e, "bi-mat-9")) fail_msg("%s shows it", bad[i]);
        assert_null(strstr(store_url_shown(g->a, bad[i]), "bi-mat-9"));
        assert_null(strstr(store_url_files(g->a, bad[i]), "bi-mat-9"));
    }
    const char *whole = "postgresql://lan:bi-mat-9@may-chu:5433/office?files=/a%20b&sslmode=require";
    assert_string_equal(store_url_shown(g->a, whole), "postgresql://may-chu:5433/office");
    assert_string_equal(store_url_files(g->a, "postgresql:///office?files=/a%20b&sslmode=require"), "/a b");
    assert_string_equal(store_url_files(g->a, "postgresql:///office?sslmode=require&files=/x"), "/x");
    assert_string_equal(store_url_files(g->a, "postgresql:///office?sslmode=require"), "office");
}

#define ON(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        ON(a_server_that_was_started_again_is_met_again_without_an_error),
        ON(while_the_server_is_down_it_is_said_and_afterwards_all_goes_on),
        ON(of_a_job_that_lost_its_connection_nothing_is_kept),
        ON(a_connection_lost_while_committing_is_said_to_be_in_doubt),
        ON(a_full_disk_of_the_server_is_said_in_words),
        ON(two_programs_never_write_at_once),
        ON(a_killed_program_or_server_loses_nothing_that_was_acknowledged),
        ON(a_database_that_sorts_otherwise_is_refused_with_the_command_that_makes_a_right_one),
        ON(a_server_that_does_not_sync_is_refused),
        ON(a_user_who_may_not_write_is_refused),
        ON(a_password_is_never_in_a_sentence_or_its_causes),
    };
    return cmocka_run_group_tests(tests, start_server, stop_server);
}
