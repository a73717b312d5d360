/* driver.h - what an engine must be able to do. db.c and migrate.c are written on this; db_sqlite.c fills it in.
 *
 * A link is one connection, used by one thread at a time. Nothing here allocates from an arena except errors, so a
 * driver may be called from the writer's thread outside an arena_run as long as it is not asked for an error. */
#ifndef STORE_DRIVER_H
#define STORE_DRIVER_H
#include "store/db.h"

struct link;
struct stmt;

enum outcome { OUT_ROW, OUT_DONE, OUT_CONFLICT, OUT_BUSY, OUT_FULL, OUT_MEMORY, OUT_FAULT };
enum turn { TURN_BEGIN, TURN_COMMIT, TURN_ROLLBACK, TURN_SAVE, TURN_KEEP, TURN_UNDO };  /* the last three: of one job */
enum link_mode { LINK_WRITER, LINK_READER };

struct driver {
    const char *name;
    /* exists: is there a database at the url. */
    bool  (*exists)(const char *url);
    /* Opens; makes an empty database when there is none and mode is LINK_WRITER. Settings are read back and checked. */
    error (*open)(struct arena *a, const char *url, enum link_mode mode, struct link **out);
    void  (*close)(struct link *l);
    /* ERR_FAULT when the text does not compile or is not of its kind. *out lives until stmt_close. */
    error (*prepare)(struct arena *a, struct link *l, const struct sql *sql, struct stmt **out);
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
    error (*rehearse)(struct arena *a, struct link *l, error (*work)(struct arena *a, struct link *l, void *arg), void *arg);
    void  (*tidy)(struct link *l, bool closing);           /* writer only, between transactions */
};

extern const struct driver driver_sqlite;
error outcome_error(struct arena *a, enum outcome o, const char *trouble) MUST_USE;
/* Brings the database to the newest schema of this program. */
error migrate(struct arena *a, const struct driver *d, struct link *l, bool may_change) MUST_USE;
#endif
