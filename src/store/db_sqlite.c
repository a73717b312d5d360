/* db_sqlite.c - the SQLite engine behind driver.h.
 *
 * Settings are chosen for "an acknowledged write is on disk" (docs/decisions/0002-storage.md), read back after they are
 * set, and a database that does not take them is refused. Owns nothing between calls but its links. Must never be asked
 * for SQL that was put together at run time; PRAGMAs stand here and nowhere else. */
#include "base/machine.h"
#include "store/driver.h"
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

enum {
    BUSY_WAIT = 5000,                     /* ms: another process, such as a command, holds the lock */
    WAL_CHECKPOINT = 1000,                /* pages: when the writer moves the log into the file */
    WAL_TOO_LONG = 16000,                 /* pages (64 MiB): when it also waits for readers, a little */
    WAL_WAIT = 200,                       /* ms */
    LONGEST_VALUE = 64 << 20,             /* a text or file; uploads stop at 20 MiB */
};

struct link { sqlite3 *db; enum link_mode mode; int wal_pages; };
/* struct stmt is sqlite3_stmt by another name */
static sqlite3_stmt *stmt_of(struct stmt *s) { return (sqlite3_stmt *)(void *)s; }

/* ---- the process's one SQLite: memory through mem_get so that tests can refuse it ---- */

enum { HEAD = 16 };                       /* keeps the size in front, and the alignment */

static void *lite_get(int n)
{
    char *p = mem_get((size_t)n + HEAD);
    if (!p) return NULL;
    memcpy(p, &n, sizeof n);
    return p + HEAD;
}

static void lite_free(void *p) { if (p) mem_free((char *)p - HEAD); }

static void *lite_grow(void *p, int n)
{
    char *q = mem_grow((char *)p - HEAD, (size_t)n + HEAD);
    if (!q) return NULL;
    memcpy(q, &n, sizeof n);
    return q + HEAD;
}

static int lite_size(void *p)
{
    int n = 0;
    if (p) memcpy(&n, (char *)p - HEAD, sizeof n);
    return n;
}

static int lite_round(int n) { return (n + 7) & ~7; }
static int lite_start(void *unused) { (void)unused; return SQLITE_OK; }
static void lite_stop(void *unused) { (void)unused; }

static void lite_log(void *unused, int code, const char *words)
{
    (void)unused;
    if ((code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_NOTICE) return;    /* the caller's business */
    LOG(LOG_WARN, "sqlite %d: %s", code, words);
}

static pthread_once_t started = PTHREAD_ONCE_INIT;

static void start(void)
{
    static const sqlite3_mem_methods memory = {
        lite_get, lite_free, lite_grow, lite_size, lite_round, lite_start, lite_stop, NULL };
    sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);     /* a link is used by one thread at a time: no lock inside it */
    sqlite3_config(SQLITE_CONFIG_LOG, lite_log, NULL);
}

/* ---- outcomes ---- */

static enum outcome outcome_of(int code)
{
    if (code == SQLITE_IOERR_NOMEM) return OUT_MEMORY;
    switch (code & 0xff) {
    case SQLITE_OK: case SQLITE_DONE: return OUT_DONE;
    case SQLITE_ROW: return OUT_ROW;
    case SQLITE_CONSTRAINT: return OUT_CONFLICT;
    case SQLITE_BUSY: case SQLITE_LOCKED: return OUT_BUSY;
    case SQLITE_FULL: return OUT_FULL;
    case SQLITE_NOMEM: return OUT_MEMORY;
    default: return OUT_FAULT;
    }
}

/* ---- opening ---- */

struct setting { const char *set, *get, *want; bool reader; };
static const struct setting settings[] = {
    { NULL, "PRAGMA busy_timeout", "5000", true },
    { "PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal", false },
    { NULL, "PRAGMA journal_mode", "wal", true },
    { "PRAGMA synchronous = FULL", "PRAGMA synchronous", "2", true },
    { "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1", true },
    { "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0", true },
    { "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1", true },
    { "PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1", true },
    { "PRAGMA journal_size_limit = 67108864", "PRAGMA journal_size_limit", "67108864", true },
    { "PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0", true },
    { "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2", true },
};
_Static_assert(BUSY_WAIT == 5000, "the table of settings says it too");

/* The first value of the first row; "" for none. Never allocates from an arena. */
static int ask(sqlite3 *db, const char *text, char *answer, int room)
{
    sqlite3_stmt *s = NULL;
    answer[0] = 0;
    int code = sqlite3_prepare_v2(db, text, -1, &s, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(s);
    if (code == SQLITE_ROW) {
        const unsigned char *p = sqlite3_column_text(s, 0);
        snprintf(answer, (size_t)room, "%s", p ? (const char *)p : "");
        code = SQLITE_OK;
    }
    sqlite3_finalize(s);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static void lite_discard(const char *url)
{
    static const char *const parts[] = { "", "-wal", "-shm", "-journal" };
    char path[4096];
    for (size_t i = 0; i < COUNT(parts); i++)
        if (snprintf(path, sizeof path, "%s%s", url, parts[i]) < (int)sizeof path) unlink(path);
}

static int on_wal(void *arg, sqlite3 *db, const char *name, int pages)
{
    (void)db; (void)name;
    ((struct link *)arg)->wal_pages = pages;
    return SQLITE_OK;
}

static int configure(sqlite3 *db)
{
    static const struct { int op, on; } switches[] = {
        { SQLITE_DBCONFIG_DEFENSIVE, 1 }, { SQLITE_DBCONFIG_DQS_DDL, 0 }, { SQLITE_DBCONFIG_DQS_DML, 0 },
        { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 }, { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    };
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, BUSY_WAIT);              /* first: every later step may meet a lock */
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
    sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
    for (size_t i = 0; i < COUNT(switches); i++) {
        int is = -1;
        int code = sqlite3_db_config(db, switches[i].op, switches[i].on, &is);
        if (code != SQLITE_OK) return code;
        if (is != switches[i].on) return SQLITE_ERROR;
    }
    return SQLITE_OK;
}

/* Sets and reads back; *differs names the one that did not take. */
static int settle(sqlite3 *db, enum link_mode mode, const char **differs)
{
    char answer[64];
    for (size_t i = 0; i < COUNT(settings); i++) {
        const struct setting *t = &settings[i];
        if (mode == LINK_READER && !t->reader) continue;
        int code = t->set ? ask(db, t->set, answer, sizeof answer) : SQLITE_OK;
        if (code == SQLITE_OK) code = ask(db, t->get, answer, sizeof answer);
        if (code != SQLITE_OK) return code;
        if (strcmp(answer, t->want) != 0) { *differs = t->get; return SQLITE_ERROR; }
    }
    if (mode == LINK_WRITER) return SQLITE_OK;
    int code = ask(db, "PRAGMA query_only = ON", answer, sizeof answer);
    if (code == SQLITE_OK) code = ask(db, "PRAGMA query_only", answer, sizeof answer);
    if (code == SQLITE_OK && strcmp(answer, "1") != 0) { *differs = "PRAGMA query_only"; code = SQLITE_ERROR; }
    return code;
}

/* Before a setting is written into it: another program's database is left exactly as it is. */
static bool is_strange(sqlite3 *db)
{
    char tables[32], ours[32];
    return ask(db, "SELECT count(*) FROM sqlite_master", tables, sizeof tables) == SQLITE_OK && strcmp(tables, "0") &&
           ask(db, "SELECT count(*) FROM sqlite_master WHERE name = 'migration'", ours, sizeof ours) == SQLITE_OK &&
           !strcmp(ours, "0");
}

static void lite_close(struct link *l)
{
    sqlite3_close(l->db);
    mem_free(l);
}

static bool lite_exists(const char *url) { return access(url, F_OK) == 0; }

static enum outcome lite_open(const char *url, enum link_mode mode, struct link **out, struct open_trouble *trouble)
{
    pthread_once(&started, start);
    if (mode == LINK_WRITER) {            /* for its owner only; the log beside it takes the same rights */
        int fd = open(url, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
        if (fd >= 0) close(fd);
    }
    *trouble = (struct open_trouble){ .why = OPEN_OTHER };
    struct link *l = mem_get(sizeof *l);
    if (!l) return OUT_MEMORY;
    *l = (struct link){ .mode = mode };
    const char *differs = NULL;
    int code = sqlite3_open_v2(url, &l->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) code = configure(l->db);
    if (code == SQLITE_OK && mode == LINK_WRITER && is_strange(l->db)) code = SQLITE_NOTADB;
    if (code == SQLITE_OK) code = settle(l->db, mode, &differs);
    if (code == SQLITE_OK) {
        if (mode == LINK_WRITER) {
            sqlite3_wal_autocheckpoint(l->db, 0);    /* the writer does it after its callers are answered */
            sqlite3_wal_hook(l->db, on_wal, l);
        }
        *out = l;
        return OUT_DONE;
    }
    snprintf(trouble->words, sizeof trouble->words, "%s: %s", differs ? differs : "open",
             l->db ? sqlite3_errmsg(l->db) : "no handle");
    if (differs) trouble->why = OPEN_UNSAFE;
    else if ((code & 0xff) == SQLITE_NOTADB) trouble->why = OPEN_NOT_OURS;
    else if ((code & 0xff) == SQLITE_CANTOPEN) trouble->why = OPEN_NO_PLACE;
    else if ((code & 0xff) == SQLITE_READONLY) trouble->why = OPEN_READ_ONLY;
    else if ((code & 0xff) == SQLITE_CORRUPT) trouble->why = OPEN_BROKEN;
    lite_close(l);
    return outcome_of(code);
}

/* ---- statements ---- */

static error lite_prepare(struct arena *a, struct link *l, const struct sql *sql, struct stmt **out)
{
    sqlite3_stmt *s = NULL;
    const char *rest = NULL;
    int code = sqlite3_prepare_v3(l->db, sql->text, -1, SQLITE_PREPARE_PERSISTENT, &s, &rest);
    if (code == SQLITE_OK && s && !*rest && !sqlite3_stmt_readonly(s) == (sql->kind == SQL_WRITE)) {
        *out = (struct stmt *)(void *)s;
        return NULL;
    }
    bool compiled = code == SQLITE_OK;
    char words[300];
    snprintf(words, sizeof words, "%s: %s", sql->name,
             compiled ? "not one statement, or not of the kind that it was declared" : sqlite3_errmsg(l->db));
    sqlite3_finalize(s);
    return outcome_error(a, compiled ? OUT_FAULT : outcome_of(code), words);
}

static error lite_prepare_list(struct arena *a, struct link *l, const struct sql *sql, size_t n, struct stmt **out)
{
    for (size_t i = 0; i < n; i++) TRY(lite_prepare(a, l, &sql[i], &out[i]));
    return NULL;
}

static void lite_stmt_close(struct stmt *s) { sqlite3_finalize(stmt_of(s)); }

static enum outcome lite_bind_text(struct stmt *s, int at, struct str v)
{
    return outcome_of(sqlite3_bind_text64(stmt_of(s), at, v.p ? v.p : "", v.n, SQLITE_TRANSIENT, SQLITE_UTF8));
}

static enum outcome lite_bind_blob(struct stmt *s, int at, struct bytes v)
{
    if (!v.n) return outcome_of(sqlite3_bind_zeroblob(stmt_of(s), at, 0));
    return outcome_of(sqlite3_bind_blob64(stmt_of(s), at, v.p, v.n, SQLITE_TRANSIENT));
}

static enum outcome lite_bind_int(struct stmt *s, int at, int64_t v)
{
    return outcome_of(sqlite3_bind_int64(stmt_of(s), at, v));
}

static enum outcome lite_bind_null(struct stmt *s, int at) { return outcome_of(sqlite3_bind_null(stmt_of(s), at)); }
static enum outcome lite_step(struct stmt *s) { return outcome_of(sqlite3_step(stmt_of(s))); }

static void lite_reset(struct stmt *s)
{
    sqlite3_reset(stmt_of(s));
    sqlite3_clear_bindings(stmt_of(s));
}

static struct bytes lite_column(struct stmt *s, int at)
{
    const void *p = sqlite3_column_blob(stmt_of(s), at);
    if (p) return (struct bytes){ p, (size_t)sqlite3_column_bytes(stmt_of(s), at) };
    if (sqlite3_column_type(stmt_of(s), at) == SQLITE_NULL) return (struct bytes){ 0 };
    return (struct bytes){ (const unsigned char *)"", 0 };
}

static int64_t lite_column_int(struct stmt *s, int at) { return sqlite3_column_int64(stmt_of(s), at); }
static int lite_columns(struct stmt *s) { return sqlite3_column_count(stmt_of(s)); }
static int64_t lite_changed(struct link *l) { return sqlite3_changes64(l->db); }
static bool lite_in_transaction(struct link *l) { return !sqlite3_get_autocommit(l->db); }
static const char *lite_trouble(struct link *l) { return sqlite3_errmsg(l->db); }

static enum outcome lite_turn(struct link *l, enum turn t)
{
    static const char *const words[] = {
        [TURN_BEGIN] = "BEGIN IMMEDIATE", [TURN_COMMIT] = "COMMIT", [TURN_ROLLBACK] = "ROLLBACK",
        [TURN_SAVE] = "SAVEPOINT job", [TURN_KEEP] = "RELEASE job", [TURN_UNDO] = "ROLLBACK TO job; RELEASE job",
        [TURN_LOOK] = "BEGIN",
    };
    return outcome_of(sqlite3_exec(l->db, words[t], NULL, NULL, NULL));
}

/* ---- whole-database work ---- */

static enum outcome lite_script(struct link *l, const char *text)
{
    /* a table that is rebuilt is missing for a moment; the references are checked before COMMIT */
    enum outcome o = outcome_of(sqlite3_exec(l->db, "PRAGMA defer_foreign_keys = ON", NULL, NULL, NULL));
    return o == OUT_DONE ? outcome_of(sqlite3_exec(l->db, text, NULL, NULL, NULL)) : o;
}

static bool lite_is_empty(struct link *l)
{
    char answer[32];
    return ask(l->db, "SELECT count(*) FROM sqlite_master", answer, sizeof answer) == SQLITE_OK && !strcmp(answer, "0");
}

static error lite_check(struct arena *a, struct link *l)
{
    char answer[200];
    int code = ask(l->db, "PRAGMA foreign_key_check", answer, sizeof answer);
    if (code != SQLITE_OK) return outcome_error(a, outcome_of(code), "foreign_key_check");
    if (answer[0]) return outcome_error(a, OUT_FAULT, "foreign_key_check found rows that lead nowhere");
    code = ask(l->db, "PRAGMA quick_check(1)", answer, sizeof answer);
    if (code != SQLITE_OK) return outcome_error(a, outcome_of(code), "quick_check");
    return strcmp(answer, "ok") ? outcome_error(a, OUT_FAULT, answer) : NULL;
}

struct copy { struct link link; const char *path[4]; };

static void copy_end(void *what)
{
    struct copy *c = what;
    sqlite3_close(c->link.db);
    c->link.db = NULL;
    for (size_t i = 0; i < COUNT(c->path); i++) unlink(c->path[i]);
}

static error lite_rehearse(struct arena *a, struct link *l, error (*work)(struct arena *, struct link *,
    void *), void *arg)
{
    static const char *const parts[] = { "", "-wal", "-shm", "-journal" };
    const char *url = sqlite3_db_filename(l->db, "main");
    struct copy *c = NEW(a, struct copy);
    for (size_t i = 0; i < COUNT(parts); i++)
        c->path[i] = str_z(a, str_fmt(a, "%s.thu-%ld%s", url, (long)getpid(), parts[i]));
    arena_defer(a, copy_end, c);
    int code = sqlite3_open_v2(c->path[0], &c->link.db,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_backup *b = code == SQLITE_OK ? sqlite3_backup_init(c->link.db, "main", l->db, "main") : NULL;
    if (b) {
        code = sqlite3_backup_step(b, -1);
        int end = sqlite3_backup_finish(b);
        if (code == SQLITE_DONE) code = end;
    } else if (code == SQLITE_OK) {
        code = SQLITE_ERROR;
    }
    char answer[32];
    /* it is thrown away */
    if (code == SQLITE_OK) code = ask(c->link.db, "PRAGMA synchronous = OFF", answer, sizeof answer);
    if (code == SQLITE_OK) code = ask(c->link.db, "PRAGMA foreign_keys = ON", answer, sizeof answer);
    error e = code == SQLITE_OK ? work(a, &c->link, arg) : outcome_error(a, outcome_of(code), "copy for a rehearsal");
    copy_end(c);
    return e;
}

static void lite_tidy(struct link *l, bool closing)
{
    if (l->wal_pages < WAL_CHECKPOINT && !closing) return;
    bool wait = !closing && l->wal_pages >= WAL_TOO_LONG;
    int how = closing ? SQLITE_CHECKPOINT_TRUNCATE : wait ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE;
    if (wait) sqlite3_busy_timeout(l->db, WAL_WAIT);
    sqlite3_wal_checkpoint_v2(l->db, NULL, how, NULL, NULL);
    if (wait) sqlite3_busy_timeout(l->db, BUSY_WAIT);
    l->wal_pages = 0;
}

static enum outcome lite_long_work(struct link *l) { (void)l; return OUT_DONE; }

static enum outcome lite_defer_references(struct link *l, bool on)
{
    if (!on) return OUT_DONE;                          /* COMMIT looks, and lite_check before it */
    return outcome_of(sqlite3_exec(l->db, "PRAGMA defer_foreign_keys = ON", NULL, NULL, NULL));
}

static const struct sql tables_sql = { "tables",
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name", SQL_READ };
static const struct sql columns_sql = { "columns",
    "SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid", SQL_READ };

const struct driver driver_sqlite = {
    .name = "sqlite",
    .exists = lite_exists, .discard = lite_discard, .open = lite_open, .close = lite_close,
    .prepare = lite_prepare, .prepare_list = lite_prepare_list, .stmt_close = lite_stmt_close,
    .bind_text = lite_bind_text, .bind_blob = lite_bind_blob, .bind_int = lite_bind_int, .bind_null = lite_bind_null,
    .step = lite_step, .reset = lite_reset,
    .column = lite_column, .column_int = lite_column_int, .columns = lite_columns, .changed = lite_changed,
    .turn = lite_turn, .in_transaction = lite_in_transaction, .trouble = lite_trouble,
    .script = lite_script, .is_empty = lite_is_empty, .check = lite_check, .rehearse = lite_rehearse, .tidy = lite_tidy,
    .tables = &tables_sql, .columns_of = &columns_sql, .long_work = lite_long_work,
    .defer_references = lite_defer_references,
};
