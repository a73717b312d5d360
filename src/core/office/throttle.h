/* throttle.h - how long a source that failed to log in must wait. For account*.c alone. */
#ifndef OFFICE_THROTTLE_H
#define OFFICE_THROTTLE_H
#include "store/db.h"

/* In a db_write job: counts one more failure of the log-in name from the source, before the password is looked at.
 * ERR_TOO_MANY, and nothing is counted: it must wait. */
error throttle_enter(struct arena *a, struct db *db, struct str login, struct str source) MUST_USE;
/* Failures of the name from anywhere within a day have passed the limit: the password alone opens nothing until an
 * administrator has released it. Said alike of names that do not exist. */
error throttle_is_shut(struct arena *a, struct db *db, struct str login, bool *shut) MUST_USE;
/* In a db_write job: every failure of the name, from anywhere. */
error throttle_release(struct arena *a, struct db *db, struct str login) MUST_USE;
/* it was the right password */
error throttle_clear(struct arena *a, struct db *db, struct str login, struct str source) MUST_USE;
#endif
