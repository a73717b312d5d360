/* database.h - the one place where tests get a database: a file of SQLite, or, when GIAOBAN_TEST_DB holds the address
 * of a server (tests/support/postgres.sh), a database there. make check runs each program that includes it on both. */
#ifndef SUPPORT_DATABASE_H
#define SUPPORT_DATABASE_H
#include "base/machine.h"
#include "store/db.h"
#include <libpq-fe.h>
#include <sqlite3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { DATABASE_URL = 256 };

static inline const char *database_server(void)
{
    const char *server = getenv("GIAOBAN_TEST_DB");
    return server && *server ? server : NULL;
}
static inline bool database_is_postgres(void) { return database_server() != NULL; }

static inline void database_quiet(void *unused, const char *words) { (void)unused; (void)words; }

/* One statement for the server itself. */
static inline void database_say(const char *text)
{
    static PGconn *c;
    if (!c) c = PQconnectdb(database_server());
    PQsetNoticeProcessor(c, database_quiet, NULL);
    PGresult *r = PQexec(c, text);
    if (PQresultStatus(r) != PGRES_COMMAND_OK && PQresultStatus(r) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", text, PQerrorMessage(c));
    PQclear(r);
}

/* The address of database `name` of the server. */
static inline void database_on_server(char *out, size_t room, const char *name, const char *files)
{
    const char *server = database_server(), *at = strstr(server, "/postgres?");
    assert_non_null(at);
    int n = snprintf(out, room, "%.*s/%s%s%s%s", (int)(at - server), server, name, at + strlen("/postgres"),
        files ? "&files=" : "", files ? files : "");
    assert_true(n > 0 && (size_t)n < room);
}

/* The name of the database in an address on the server. */
static inline struct str database_called(const char *url)
{
    const char *name = strstr(url, ":///") + 4;
    return (struct str){ name, strcspn(name, "?") };
}

static inline void database_forget_file(const char *path)
{
    static const char *const parts[] = { "", "-wal", "-shm", "-journal", ".key", ".head", ".head.part" };
    char name[DATABASE_URL + 16];
    for (size_t i = 0; i < COUNT(parts); i++) {
        snprintf(name, sizeof name, "%s%s", path, parts[i]);
        unlink(name);
    }
}

/* Removes what is there, with the files beside it. */
static inline void database_forget(const char *url)
{
    struct arena *a = arena_open(1 << 20);
    database_forget_file(store_url_files(a, url));
    if (database_is_postgres() && strstr(url, ":///"))             /* a test may have a file of its own besides */
        database_say(str_z(a, str_fmt(a, "DROP DATABASE IF EXISTS \"%.*s\" WITH (FORCE)", STR(database_called(url)))));
    arena_close(a);
}

/* In memory where there is room, as there every sync is free: what a disk does is for tests/fault. */
static inline const char *database_folder(void)
{
    struct statvfs room;
    bool roomy = !statvfs("/dev/shm", &room) && room.f_bavail >= ((uint64_t)1 << 30) / room.f_frsize;
    return roomy && !access("/dev/shm", W_OK) ? "/dev/shm" : "/tmp";
}

/* Where a database of this process may be; word: of letters. Nothing is there yet. */
static inline void database_place(char out[DATABASE_URL], const char *word)
{
    char files[100], name[100];
    snprintf(files, sizeof files, "%s/giaoban-test-%s-%ld", database_folder(), word, (long)getpid());
    snprintf(name, sizeof name, "%s_%ld", word, (long)getpid());
    if (database_is_postgres()) database_on_server(out, DATABASE_URL, name, files);
    else snprintf(out, DATABASE_URL, "%s", files);
    database_forget(out);
}

/* Its files copied whole: half the work of the other way, which writes each page to the journal. */
static inline void database_made(struct arena *a, struct str name, struct str from)
{
    database_say(str_z(a, str_fmt(a, "CREATE DATABASE \"%.*s\" TEMPLATE \"%.*s\" STRATEGY FILE_COPY", STR(name),
        STR(from))));
}

/* The same with every table of the program in it already, where that is faster: a copy of one that is made once. */
static inline void database_new(char out[DATABASE_URL], const char *word)
{
    database_place(out, word);
    if (!database_is_postgres()) return;
    struct arena *a = arena_open(64 << 20);
    const char *schema = "";
    for (size_t i = 0; i < embedded_count; i++)
        if (!strncmp(embedded_files[i].path, "src/store/schema/", 17))
            schema = str_z(a, str_fmt(a, "%s%.6s", schema, embedded_files[i].hash));
    char mould[DATABASE_URL], mould_name[64];
    size_t n = strlen(schema);
    snprintf(mould_name, sizeof mould_name, "mould_%zu_%s", n, schema + (n > 40 ? n - 40 : 0));
    database_on_server(mould, sizeof mould, mould_name, NULL);
    database_say("SELECT pg_advisory_lock(1)");    /* of two programs that begin together one makes it */
    if (!store_exists(mould)) {
        struct store *s;
        error e = store_open(a, mould, STORE_MAKE, NULL, 0, &s);
        if (e) fail_msg("%s", e->said);
        store_close(s);
    }
    database_say("SELECT pg_advisory_unlock(1)");
    struct str name = database_called(out);
    database_made(a, name, str_c(mould_name));
    arena_close(a);
}

/* A whole closed database under another place. */
static inline void database_copy(const char *from, const char *to)
{
    static const char *const parts[] = { "", ".key", ".head" };
    struct arena *a = arena_open(128 << 20);
    database_forget(to);
    for (size_t i = database_is_postgres(); i < COUNT(parts); i++) {
        struct bytes content;
        const char *source = str_z(a, str_fmt(a, "%s%s", store_url_files(a, from), parts[i]));
        assert_null(file_read(a, source, 64 << 20, &content));
        assert_null(file_write(a, str_z(a, str_fmt(a, "%s%s", store_url_files(a, to), parts[i])), content));
    }
    if (database_is_postgres())
        database_made(a, database_called(to), database_called(from));
    arena_close(a);
}

/* A database that is dear to fill is filled once in a program, by `fill`, which closes it; each test has a copy. */
struct database_mould { char url[DATABASE_URL]; pid_t of; };
static struct database_mould *database_mould_made;

static inline void database_mould_forget(void)
{
    if (database_mould_made->of == getpid()) database_forget(database_mould_made->url);        /* a child leaves it */
}

static inline void database_filled(char out[DATABASE_URL], const char *word, struct database_mould *m,
    void (*fill)(const char *url))
{
    if (!m->of) {
        database_new(m->url, "mould");
        fill(m->url);
        m->of = getpid();
        assert_null(database_mould_made);
        database_mould_made = m;
        atexit(database_mould_forget);
    }
    database_place(out, word);
    database_copy(m->url, out);
}

/* SQL behind the program's back: tampering, and looking. How many rows it changed; the first value of the last answer,
 * "" for none, is in database_answer. */
static char database_answer[4096];

static inline int64_t database_run_lite(const char *path, const char *text)
{
    sqlite3 *db;
    sqlite3_stmt *r = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    while (*text) {
        const char *was = text;
        if (sqlite3_prepare_v2(db, text, -1, &r, &text) != SQLITE_OK) fail_msg("%s: %s", was, sqlite3_errmsg(db));
        int code = sqlite3_step(r);
        if (code != SQLITE_ROW && code != SQLITE_DONE) fail_msg("%s: %s", was, sqlite3_errmsg(db));
        const unsigned char *p = code == SQLITE_ROW ? sqlite3_column_text(r, 0) : NULL;
        snprintf(database_answer, sizeof database_answer, "%s", p ? (const char *)p : "");
        sqlite3_finalize(r);
    }
    int64_t changed = sqlite3_total_changes(db);
    sqlite3_close(db);
    return changed;
}

static inline int64_t database_run_pg(const char *url, const char *text)
{
    char *end, plain[DATABASE_URL];
    int64_t changed = 0;
    snprintf(plain, sizeof plain, "%s", url);
    if ((end = strstr(plain, "&files="))) *end = 0;
    PGconn *c = PQconnectdb(plain);
    PQsetNoticeProcessor(c, database_quiet, NULL);
    assert_int_equal(PQsendQuery(c, text), 1);
    for (PGresult *r; (r = PQgetResult(c)); PQclear(r)) {
        bool rows = PQresultStatus(r) == PGRES_TUPLES_OK;
        if (!rows && PQresultStatus(r) != PGRES_COMMAND_OK) fail_msg("%s: %s", text, PQerrorMessage(c));
        bool some = rows && PQntuples(r) && !PQgetisnull(r, 0, 0);
        snprintf(database_answer, sizeof database_answer, "%s", some ? PQgetvalue(r, 0, 0) : "");
        int64_t n;
        if (!rows && str_int(str_c(PQcmdTuples(r)), &n)) changed += n;
    }
    PQfinish(c);
    return changed;
}

static inline int64_t database_run(const char *url, const char *text)
{
    return database_is_postgres() ? database_run_pg(url, text) : database_run_lite(url, text);
}
#endif
