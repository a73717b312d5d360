/* db.h - run the statements that modules declared, on SQLite or PostgreSQL.
 *
 * There is no function that takes SQL text at run time. A module lists its statements beside the code that
 * uses them; opening prepares them all and checks READ/WRITE, so a misspelt column stops the program at its
 * start. Readers: a handle a thread, read only. Writing: db_write() hands a job to the one writer, which
 * commits in groups; when it returns without an error the change is on disk, with an error nothing of the job
 * is. (One exception, said in its sentence: when the disk or the server fails in the middle of COMMIT, an ERR_FAULT,
 * nobody can know until the next opening. A one-time key that rode on the job then tells, see db_ride.)
 *
 * Error kinds: a broken constraint ERR_CONFLICT; a locked or full disk, a server that does not answer ERR_BUSY; text
 * with a NUL or that is not UTF-8 ERR_INPUT; no memory ERR_MEMORY; all else ERR_FAULT. A job of which a statement
 * failed fails as a whole, even when it answers that all is well. */
#ifndef STORE_DB_H
#define STORE_DB_H
#include "base/base.h"

enum sql_kind { SQL_READ, SQL_WRITE };
struct sql { const char *name, *text; enum sql_kind kind; };              /* text uses ?1 ?2 ... */
/* first: set when a store first opens with the list; write SQL_LIST(of_this_module) and leave it alone. */
struct sql_list { const struct sql *sql; size_t n; int first; };
#define SQL_LIST(array) { .sql = (array), .n = COUNT(array) }

struct store;                                  /* the opened database, shared by all threads */
struct db;                                     /* one handle: a thread's own for reading, or the writer's */

/* as it is: nothing is changed; upgrade: migrations run; make: the file is made as well when there is none */
enum store_how { STORE_AS_IT_IS, STORE_UPGRADE, STORE_MAKE };
/* url: a path (SQLite), or postgresql://... (docs/decisions/0011-postgresql.md). ERR_INPUT: nothing is there and
 * nothing may be made, it is older and may not be changed, newer than the program, broken, read only, or no database of
 * ours; the server does not answer or cannot be trusted with what is promised here. Migrations are tried first. `a`
 * must live until store_close(); when it is reset before, the store is closed with it. */
error store_open(struct arena *a, const char *url, enum store_how how, struct sql_list *const *lists, size_t n,
    struct store **out) MUST_USE;
void  store_close(struct store *s);            /* no other thread may be using it */
/* this thread's read-only handle, made at first use */
error store_reader(struct store *s, struct db **out) MUST_USE;
typedef error (*db_job)(struct arena *a, struct db *db, void *arg);
/* One transaction, whole or not at all. The job runs on the writer's thread with the caller's arena while the
 * caller waits; it must not wait for anything itself, nor call db_write. */
error db_write(struct arena *a, struct store *s, db_job job, void *arg) MUST_USE;
/* From now until `a` is reset, the first db_write(a, ...) of this thread that succeeds carries this job in its
 * transaction, before its own. For what must be kept exactly when the work is: one-time keys. One at a time. */
void  db_ride(struct arena *a, db_job job, void *arg);
int64_t store_version(struct store *s);        /* grows with every commit of this process: for caches */
/* What core hung on the store when it opened it (the audit key); jobs reach it through their handle. */
void  store_attach(struct store *s, void *what);
void *db_attached(struct db *db);
/* What may be shown and logged: a path as it is; of a PostgreSQL address the server and the database, nothing else. */
const char *store_shown(const struct store *s);
const char *store_url_shown(struct arena *a, const char *url);
/* What the names of files beside the database begin with: its own path; for PostgreSQL the parameter `files` of the
 * address, or the database's name in the folder in which the program runs. */
const char *store_files(const struct store *s);
const char *store_url_files(struct arena *a, const char *url);
bool store_exists(const char *url);            /* there is something at the url, or it does not answer */
bool store_is_free(const char *url);           /* nothing is there, or a database of a server without a table */
void store_discard(const char *url);           /* takes away what a start that failed has made where store_is_free() */
/* The next number of a table, from 1: within a db_write job only, given back when the job fails. */
error db_next_id(struct arena *a, struct db *db, const char *table, int64_t *id) MUST_USE;

/* One running statement; it belongs to the arena and ends with it. A WRITE on a reader's handle is an error
 * (ERR_FAULT). */
struct rows;
struct rows *db_run(struct arena *a, struct db *db, const struct sql_list *list, int which);
void    bind_str(struct rows *r, struct str s);            /* ?1 ?2 ... in the order of the calls */
void    bind_int(struct rows *r, int64_t n);
void    bind_bytes(struct rows *r, struct bytes b);        /* for BYTEA columns */
void    bind_null(struct rows *r);
void    bind_id(struct rows *r, int64_t id);   /* 0, no such thing: NULL; moments that have not come alike */
#define BIND(r, x) \
    _Generic((x), struct str: bind_str, struct bytes: bind_bytes, \
             int: bind_int, int64_t: bind_int, bool: bind_int)((r), (x))
bool    rows_next(struct rows *r);             /* false at the end, or on an error */
struct str row_str(struct rows *r, int column);            /* "" for NULL; a copy in the arena */
int64_t row_int(struct rows *r, int column);               /* 0 for NULL */
struct bytes row_bytes(struct rows *r, int column);        /* a copy in the arena */
bool    row_null(struct rows *r, int column);
error   rows_end(struct rows *r) MUST_USE;     /* runs what is left; what went wrong, if anything did */
int64_t rows_changed(struct rows *r);          /* after the end: how many rows a WRITE touched */
#endif
