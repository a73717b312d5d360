/* session.h - who a request belongs to. The cookie holds 256 random bits; the database only their hash.
 *
 * A session ends 15 minutes after the last request, 8 hours after the log-in, and at once when the password
 * changes or the account is disabled. What a person was typing must survive that: pages keep it and ask to log
 * in again. */
#ifndef OFFICE_SESSION_H
#define OFFICE_SESSION_H
#include "core/office/policy.h"

enum { SESSION_IDLE = 15 * 60 * 1000, SESSION_LONGEST = 8 * 60 * 60 * 1000 };   /* milliseconds */

/* in a db_write job */
error session_open(struct arena *a, struct db *db, int64_t account_id, struct str *token) MUST_USE;
/* Not in a job. *who NULL: no such session, or it is over. Notes the request at most once a minute. */
error session_who(struct arena *a, struct store *s, struct str token, const struct who **who) MUST_USE;
/* The same person without a session: for work that goes on after the request. *who NULL: the account is disabled, or
 * does not have that grant today. */
error session_person(struct arena *a, struct db *db, int64_t account_id, int64_t grant_id,
    const struct who **who) MUST_USE;
error session_act(struct arena *a, struct store *s, const struct who *who, struct str token,
    int64_t grant_id) MUST_USE;   /* ERR_DENIED: not theirs */
error session_end(struct arena *a, struct store *s, struct str token) MUST_USE;

extern struct sql_list session_sql;
#endif
