/* driver.h - what an engine must be able to do. db.c and migrate.c are written on this; db_sqlite.c and db_postgres.c
 * fill it in.
 *
 * A link is one connection, used by one thread at a time. What takes no arena allocates from none, so the
 * writer may call it outside an arena_run. */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H
#include "store/db.h"

struct link;
struct stmt;

enum outcome { OUT_ROW, OUT_DONE, OUT_CONFLICT, OUT_BUSY, OUT_FULL, OUT_MEMORY, OUT_FAULT,
               OUT_LOST,      /* the server does not answer; nothing of the transaction is kept */
               OUT_UNSURE };  /* the disk or the server failed while committing: kept or not shows later */
/* save, keep, undo: of one job; look: a reader sees one moment from its first question on, others go on writing */
enum turn { TURN_BEGIN, TURN_COMMIT, TURN_ROLLBACK, TURN_SAVE, TURN_KEEP, TURN_UNDO, TURN_LOOK };
enum link_mode { LINK_WRITER, LINK_READER };

/* why: what a person can do something about; words: for the log */
struct open_trouble { enum open_why { OPEN_OTHER, OPEN_NO_PLACE, OPEN_NOT_OURS, OPEN_UNSAFE, OPEN_READ_ONLY,
                             OPEN_BROKEN, OPEN_BAD_URL, OPEN_NO_SERVER, OPEN_OLD_SERVER, OPEN_UNSAFE_SERVER,
                             OPEN_OTHER_ORDER, OPEN_NO_RIGHTS } why; char words[200]; };

struct driver {
    const char *name;
    /* exists: is there a database at the url. */
    bool  (*exists)(const char *url);
    /* Takes away what was made there; of a server's database its tables. For a start that failed. */
    void  (*discard)(const char *url);
    /* Opens; makes an empty database when there is none and mode is LINK_WRITER. Settings are read back and checked.
     * Needs no arena: a thread may open its reader when nothing else can be had. */
    enum outcome (*open)(const char *url, enum link_mode mode, struct link **out, struct open_trouble *trouble);
    void  (*close)(struct link *l);
    /* ERR_FAULT when the text does not compile or is not of its kind. *out lives until stmt_close. */
    error (*prepare)(struct arena *a, struct link *l, const struct sql *sql, struct stmt **out);
    /* The same for n of them; those that were prepared before one fails stay in out. */
    error (*prepare_list)(struct arena *a, struct link *l, const struct sql *sql, size_t n, struct stmt **out);
    void  (*stmt_close)(struct stmt *s);
    enum outcome (*bind_text)(struct stmt *s, int at, struct str v);
    enum outcome (*bind_blob)(struct stmt *s, int at, struct bytes v);
    enum outcome (*bind_int)(struct stmt *s, int at, int64_t v);
    enum outcome (*bind_null)(struct stmt *s, int at);
    enum outcome (*step)(struct stmt *s);
    void  (*reset)(struct stmt *s);                        /* ready to be bound again; forgets what was bound */
    struct bytes (*column)(struct stmt *s, int at);        /* valid until the next step; p NULL for NULL */
    int64_t (*column_int)(struct stmt *s, int at);
    int     (*columns)(struct stmt *s);
    int64_t (*changed)(struct link *l);
    enum outcome (*turn)(struct link *l, enum turn t);
    bool  (*in_transaction)(struct link *l);               /* false after the engine gave up a transaction by itself */
    const char *(*trouble)(struct link *l);                /* the engine's last words, for the log */
    /* Many statements at once: migrations only. */
    enum outcome (*script)(struct link *l, const char *text);
    bool  (*is_empty)(struct link *l);                     /* no table at all */
    error (*check)(struct arena *a, struct link *l);       /* every reference leads somewhere, the file is sound */
    /* Runs work on something that is thrown away afterwards and holds the same data. */
    error (*rehearse)(struct arena *a, struct link *l, error (*work)(struct arena *a, struct link *l,
        void *arg), void *arg);
    void  (*tidy)(struct link *l, bool closing);           /* writer only, between transactions */
    /* For moving a database. */
    const struct sql *tables;                              /* name, in the order of names */
    const struct sql *columns_of;                          /* of the table ?1: name, type, place in the key or 0 */
    enum outcome (*long_work)(struct link *l);             /* this transaction may take longer than others */
    /* true: from here on in this transaction references may lead nowhere; false: no longer, they are looked at. */
    enum outcome (*defer_references)(struct link *l, bool on);
};

extern const struct driver driver_sqlite, driver_postgres;
const struct driver *driver_of(const char *url);
error outcome_error(struct arena *a, enum outcome o, const char *trouble) MUST_USE;
/* shown: the url without secrets */
error open_error(struct arena *a, const char *shown, enum outcome o, const struct open_trouble *trouble) MUST_USE;

/* The numbered files of src/store/schema, 1 first, without a gap. */
struct migration { int64_t version; const char *path; struct str text; };
struct migrations { struct migration *step; size_t n; };
struct migrations migrations_of_program(struct arena *a);
/* Brings the database to the last of them. ERR_INPUT: it is not ours, is newer, or is older and may not be changed. */
error migrate(struct arena *a, const struct driver *d, struct link *l, const struct migrations *all,
    bool may_change) MUST_USE;
/* All steps into an empty database, within the transaction that runs: tables without a row. */
error migrate_within(struct arena *a, const struct driver *d, struct link *l, const struct migrations *all) MUST_USE;
#endif
