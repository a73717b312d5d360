/* fault_store.c - what the store keeps when memory, the disk or the process fails.
 *
 * One story is told again and again, and each time something else fails: open, write six rows in four jobs,
 * read them back. Whatever happened, what was acknowledged is there, what was refused is not, and the file is
 * sound. */
#include "base/machine.h"
#include "store/db.h"
#include "fault/fault_disk.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ADD, COUNT_ALL };
static const struct sql test_sql[] = {
    [ADD] = { "add person", "INSERT INTO person (id, name, name_fold, name_key) VALUES (?1, ?2, '', '')", SQL_WRITE },
    [COUNT_ALL] = { "count persons", "SELECT count(*) FROM person", SQL_READ },
};
static struct sql_list sql = SQL_LIST(test_sql);
static struct sql_list *const lists[] = { &sql };

static char path[80];

static void forget(void)
{
    static const char *const parts[] = { "", "-wal", "-shm" };
    for (size_t i = 0; i < COUNT(parts); i++) {
        char name[120];
        snprintf(name, sizeof name, "%s%s", path, parts[i]);
        unlink(name);
    }
}

/* A database with the tables in it, closed. */
static void fresh(void)
{
    struct arena *a = arena_open(64 << 20);
    struct store *s;
    forget();
    error e = store_open(a, path, STORE_MAKE, lists, COUNT(lists), &s);
    if (e) fail_msg("%s", e->said);
    store_close(s);
    arena_close(a);
}

static int set_up(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "%s/giaoban-fault-%ld", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm", (long)getpid());
    fresh();
    disk_start();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    forget();
    return 0;
}

/* ---- the story ---- */

struct story { struct arena *a; int64_t before, kept, unsure, seen; enum err_kind kind; char said[200]; };

static error add(struct arena *a, struct db *db, void *arg)
{
    for (int i = 0; i < *(int *)arg; i++) {
        int64_t id;
        TRY(db_next_id(a, db, "person", &id));
        struct rows *r = db_run(a, db, &sql, ADD);
        BIND(r, id);
        BIND(r, str_fmt(a, "người %lld", (long long)id));
        TRY(rows_end(r));
    }
    return NULL;
}

static error count(struct arena *a, struct store *s, int64_t *n)
{
    struct db *db;
    TRY(store_reader(s, &db));
    struct rows *r = db_run(a, db, &sql, COUNT_ALL);
    if (rows_next(r)) *n = row_int(r, 0);
    return rows_end(r);
}

static error tell(void *arg)
{
    struct story *t = arg;
    struct store *s;
    int64_t seen = 0;
    error first = NULL;
    TRY(store_open(t->a, path, STORE_AS_IT_IS, lists, COUNT(lists), &s));
    for (int job = 0; job < 4; job++) {
        int rows = 1 + job % 2;
        error e = db_write(t->a, s, add, &rows);
        if (!e) t->kept += rows;
        else if (!first) first = e;
        if (e && e->kind == ERR_FAULT) t->unsure += rows;          /* the disk failed in the middle of COMMIT */
    }
    error e = count(t->a, s, &seen);
    t->seen = e ? -1 : seen;
    store_close(s);
    return first ? first : e;
}

/* The rows of the closed database, after every page and reference was looked at. */
static int64_t look(void)
{
    sqlite3 *db;
    sqlite3_stmt *r;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &r, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(r), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(r, 0), "ok");
    sqlite3_finalize(r);
    assert_int_equal(sqlite3_prepare_v2(db,
        "SELECT count(*), coalesce(max(id), 0), (SELECT next - 1 FROM sequence WHERE name = 'person') FROM"
        " person", -1, &r, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(r), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(r, 0);
    assert_int_equal(n, sqlite3_column_int64(r, 1));               /* no number was skipped or given twice */
    assert_int_equal(n, sqlite3_column_int64(r, 2));
    sqlite3_finalize(r);
    sqlite3_close(db);
    return n;
}

struct fault { void (*set)(uint64_t n, bool forever); uint64_t n; bool forever; };

/* Tells it with the fault; false when nothing of it was noticed. In a process of its own, as a program that ran out of
 * memory would be started again: SQLite 3.40 keeps a lock for ever where memory fails at one place of a statement with
 * RETURNING, and the stories after it would each wait for that lock. */
static bool told(int64_t *rows, struct fault f)
{
    struct story *t = mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(t != MAP_FAILED);
    *t = (struct story){ .before = *rows };
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        t->a = arena_open(64 << 20);
        f.set(f.n, f.forever);
        error e = arena_run(t->a, tell, t);
        f.set(0, false);
        t->kind = e ? e->kind : ERR_NONE;
        if (e) snprintf(t->said, sizeof t->said, "%s", e->said);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || WEXITSTATUS(status)) fail_msg("fault %llu broke the program", (unsigned long long)f.n);
    struct story s = *t;
    munmap(t, sizeof *t);
    if (s.kind != ERR_NONE && s.kind != ERR_MEMORY && s.kind != ERR_BUSY && s.kind != ERR_FAULT)
        fail_msg("%s: %s", err_name(s.kind), s.said);
    if (s.seen > 0 && s.seen != s.before + s.kept)
        fail_msg("%lld were acknowledged, %lld are read", (long long)(s.before + s.kept), (long long)s.seen);
    int64_t after = look();
    if (after < *rows + s.kept || after > *rows + s.kept + s.unsure)
        fail_msg("%lld rows should be there, and %lld more may; %lld are", (long long)(*rows + s.kept),
            (long long)s.unsure, (long long)after);
    *rows = after;
    return s.kind != ERR_NONE;
}

static void disk_full(uint64_t n, bool forever) { disk_fail_at(n, DISK_FULL, forever); }
static void disk_no_write(uint64_t n, bool forever) { disk_fail_at(n, DISK_WRITE, forever); }
static void disk_no_sync(uint64_t n, bool forever) { disk_fail_at(n, DISK_SYNC, forever); }

/* ---- memory ---- */

#ifdef __SANITIZE_ADDRESS__
enum { THINNED = 4 };                          /* each story takes five times as long */
#else
enum { THINNED = 1 };
#endif

/* Of the beginning and of the end, where it writes, every second one, failing once or for ever in turn; between them
 * every connection reads the same schema, with calls much alike. */
static uint64_t stride(uint64_t k, uint64_t calls) { return (k < 200 || k + 400 > calls ? 2 : 23) * THINNED; }

static void when_any_allocation_fails_nothing_acknowledged_is_lost(void **state)
{
    (void)state;
    struct story t = { .a = arena_open(64 << 20), .before = look() };
    uint64_t start = mem_calls();
    assert_null(arena_run(t.a, tell, &t));
    assert_int_equal(t.seen, t.before + t.kept);
    uint64_t calls = mem_calls() - start;
    arena_close(t.a);
    int64_t rows = look();
    int noticed = 0, tried = 0;
    for (int forever = 0; forever < 2; forever++)
        for (uint64_t k = 1 + (uint64_t)forever; k <= calls; k += stride(k, calls), tried++)
            noticed += told(&rows, (struct fault){ mem_fail_at, k, forever != 0 });
    assert_true(tried > 600 / THINNED);
    assert_true(noticed > tried / 2);
}

/* ---- the disk ---- */

static void fail_each(enum disk_fault kind, void (*set)(uint64_t n, bool forever))
{
    for (int forever = 0; forever < 2; forever++) {
        struct story t = { .a = arena_open(64 << 20), .before = look() };
        uint64_t start = disk_calls(kind);
        assert_null(arena_run(t.a, tell, &t));
        assert_int_equal(t.seen, t.before + t.kept);
        uint64_t calls = disk_calls(kind) - start;
        arena_close(t.a);
        int64_t rows = look();
        int noticed = 0;
        assert_true(calls > 4);
        for (uint64_t k = 1; k <= calls; k++) noticed += told(&rows, (struct fault){ set, k, forever != 0 });
        assert_true(noticed > 0);
    }
}

static void on_a_full_disk_what_was_acknowledged_stays_and_reading_goes_on(void **state)
{
    (void)state;
    fail_each(DISK_FULL, disk_full);
}

static void on_a_disk_that_fails_to_write_or_to_sync_what_was_acknowledged_stays(void **state)
{
    (void)state;
    fail_each(DISK_WRITE, disk_no_write);
    fail_each(DISK_SYNC, disk_no_sync);
}

static void a_full_disk_is_said_in_words_and_writing_resumes_when_there_is_room(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct store *s;
    int rows = 1;
    int64_t before, after;
    assert_null(store_open(a, path, STORE_AS_IT_IS, lists, COUNT(lists), &s));
    assert_null(count(a, s, &before));
    disk_fail_at(1, DISK_FULL, true);
    error e = db_write(a, s, add, &rows);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_BUSY);
    assert_non_null(strstr(e->said, "đầy"));
    assert_null(count(a, s, &after));                              /* reading goes on */
    assert_int_equal(before, after);
    disk_fail_at(0, DISK_FULL, false);
    assert_null(db_write(a, s, add, &rows));
    assert_null(count(a, s, &after));
    assert_int_equal(before + 1, after);
    store_close(s);
    arena_close(a);
}

static void while_another_program_writes_for_long_it_says_busy(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct store *s;
    sqlite3 *other;
    int rows = 1;
    int64_t n;
    assert_null(store_open(a, path, STORE_AS_IT_IS, lists, COUNT(lists), &s));
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    error e = db_write(a, s, add, &rows);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_BUSY);
    assert_null(count(a, s, &n));
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    assert_null(db_write(a, s, add, &rows));
    store_close(s);
    arena_close(a);
}

/* ---- the process ---- */

/* Writes until it is killed; says each number on the pipe once it was acknowledged. */
static _Noreturn void write_for_ever(int out)
{
    struct arena *a = arena_open(64 << 20);
    struct store *s;
    int64_t n;
    if (store_open(a, path, STORE_AS_IT_IS, lists, COUNT(lists), &s) || count(a, s, &n)) _exit(1);
    for (;;) {
        int rows = 1 + (int)(n % 3);
        struct arena *job = arena_open(1 << 20);
        if (db_write(job, s, add, &rows)) _exit(1);
        arena_close(job);
        n += rows;
        if (write(out, &n, sizeof n) != sizeof n) _exit(1);
    }
}

static void a_killed_process_loses_nothing_that_it_acknowledged(void **state)
{
    (void)state;
    int64_t acknowledged = look();
    int kills = 0;
    for (; kills < 30; kills++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (!child) write_for_ever(ends[1]);
        close(ends[1]);
        int64_t n;
        for (int i = 0; i <= kills && read(ends[0], &n, sizeof n) == sizeof n; i++) acknowledged = n;
        usleep((useconds_t)(kills * 211 % 3000));
        kill(child, SIGKILL);
        while (read(ends[0], &n, sizeof n) == sizeof n) acknowledged = n;
        close(ends[0]);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        int64_t there = look();
        if (there < acknowledged) fail_msg("kill %d: %lld acknowledged, %lld there", kills,
            (long long)acknowledged, (long long)there);
        assert_true(there <= acknowledged + 3);                    /* at most the job that was not answered yet */
        acknowledged = there;
    }
    assert_int_equal(kills, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_killed_process_loses_nothing_that_it_acknowledged),
        cmocka_unit_test(when_any_allocation_fails_nothing_acknowledged_is_lost),
        cmocka_unit_test(on_a_full_disk_what_was_acknowledged_stays_and_reading_goes_on),
        cmocka_unit_test(on_a_disk_that_fails_to_write_or_to_sync_what_was_acknowledged_stays),
        cmocka_unit_test(a_full_disk_is_said_in_words_and_writing_resumes_when_there_is_room),
        cmocka_unit_test(while_another_program_writes_for_long_it_says_busy),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
