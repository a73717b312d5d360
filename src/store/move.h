/* move.h - a whole database at once: into an empty one, of the same engine or another; as a copy beside work that goes
 * on; in place of what another holds. */
#ifndef STORE_MOVE_H
#define STORE_MOVE_H
#include "store/db.h"

/* Told after each table, once it was compared. hash: of its content, the same on every engine. */
enum { STORE_MOVE_HASH = 32 };
typedef void store_move_told(void *arg, struct str table, int64_t rows, const unsigned char hash[STORE_MOVE_HASH]);
/* Everything of `from`, with the key and the mark of its audit, into `to`, in one transaction; rows and content of
 * every table are compared before it counts. ERR_INPUT: no database of this version at `from`; ERR_CONFLICT: `to` is
 * not empty, or such files lie there already. On an error `to` is as empty as before. No other program may be
 * writing. */
error store_move(struct arena *a, const char *from, const char *to, store_move_told *told, void *arg) MUST_USE;
/* The same of one moment while others go on writing to `from`; without the key and the mark. */
error store_copy(struct arena *a, const char *from, const char *to, store_move_told *told, void *arg) MUST_USE;
/* Everything of `from` in place of everything of `to`, both of this version, in one transaction; the key and the mark
 * of `to` stay. On an error `to` is as it was. */
error store_refill(struct arena *a, const char *from, const char *to, store_move_told *told, void *arg) MUST_USE;
/* Tells each table of one moment, and looks whether the file is sound. */
error store_contents(struct arena *a, const char *url, store_move_told *told, void *arg) MUST_USE;
#endif
