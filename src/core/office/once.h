/* once.h - one-time keys of forms that create something: sent twice, it happens once.
 *
 * The key is kept in the same transaction as the first thing that the request writes. So when nothing was
 * written (a form that was sent back with a mistake) the key may be used again, and when something was, it
 * cannot. */
#ifndef OFFICE_ONCE_H
#define OFFICE_ONCE_H
#include "core/office/policy.h"

/* *again: this key was used before, by the same account, with the same content; *location is where that led
 * ("" when the answer never got so far). ERR_CONFLICT: the key was used for something else. Otherwise the next
 * db_write(a, ...) of this thread keeps the key. key: 16 to 64 of 0-9 a-z. */
error once_begin(struct arena *a, struct store *s, const struct who *who, struct str key, struct str body_hash,
    bool *again, struct str *location) MUST_USE;
error once_done(struct arena *a, struct store *s, struct str key, struct str location) MUST_USE;
struct str once_new(struct arena *a);          /* for a form's hidden field */

extern struct sql_list once_sql;
#endif
