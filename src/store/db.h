/* db.h - run the statements that modules declared, on SQLite or PostgreSQL.
 *
 * There is no function that takes SQL text at run time. A module lists its statements beside the code that uses
 * them; opening prepares them all and checks READ/WRITE, so a misspelt column stops the program at its start.
 * Readers: a handle a thread, read only. Writing: db_write() hands a job to the one writer, which commits in groups;
 * when it returns without an error the change is on disk, with an error nothing of the job is. */
#ifndef STORE_DB_H
#define STORE_DB_H
#include "base/base.h"

enum sql_kind { SQL_READ, SQL_WRITE };
struct sql { const char *name, *text; enum sql_kind kind; };              /* text uses ?1 ?2 ... */
struct sql_list { const struct sql *sql; size_t n; int first; };          /* first: set when the store opens */

struct store;                                  /* the opened database, shared by all threads */
struct db;                                     /* one handle: a thread's own for reading, or the writer's */

/* url: a path (SQLite). Makes the file and runs the migrations when `create`; else ERR_MISSING. A database newer
 * than the program is refused. Migrations run on a copy first. */
error store_open(struct arena *a, const char *url, bool create, struct sql_list *const *lists, size_t n, struct store **out) MUST_USE;
void  store_close(struct store *s);
error store_reader(struct store *s, struct db **out) MUST_USE;            /* this thread's read-only handle, made at first use */
typedef error (*db_job)(struct arena *a, struct db *db, void *arg);
error db_write(struct arena *a, struct store *s, db_job job, void *arg) MUST_USE;   /* one transaction, whole or not at all */
int64_t store_version(struct store *s);        /* grows with every commit: for caches */

/* One running statement; it belongs to the arena and ends with it. A WRITE on a reader's handle is an error (ERR_FAULT). */
struct rows;
struct rows *db_run(struct arena *a, struct db *db, const struct sql_list *list, int which);
void    bind_str(struct rows *r, struct str s);
void    bind_int(struct rows *r, int64_t n);
void    bind_null(struct rows *r);
#define BIND(r, x) _Generic((x), struct str: bind_str, int: bind_int, int64_t: bind_int, bool: bind_int)((r), (x))
bool    rows_next(struct rows *r);             /* false at the end, or on an error */
struct str row_str(struct rows *r, int column);            /* "" for NULL */
int64_t row_int(struct rows *r, int column);               /* 0 for NULL */
bool    row_null(struct rows *r, int column);
error   rows_end(struct rows *r) MUST_USE;     /* what went wrong, if anything did; ERR_CONFLICT for a broken constraint */
int64_t rows_changed(struct rows *r);          /* after the end: how many rows a WRITE touched */
#endif
