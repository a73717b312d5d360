/* session.h - who a request belongs to. The cookie holds 256 random bits; the database only their hash.
 *
 * A session ends 15 minutes after the last request (5 while acting as administrator) and 8 hours after the log-in,
 * which are settings, and at once when the password changes, the account is disabled or somebody ends it from the
 * list. What a person was typing must survive that: pages keep it and ask to log in again.
 *
 * A session of stage SESSION_CODE has seen the password only: it belongs to nobody until the second factor came. */
#ifndef OFFICE_SESSION_H
#define OFFICE_SESSION_H
#include "core/office/policy.h"

/* Milliseconds: how long a session waits for its second factor; how long a password that was given proves who sits
 * there, for acts that ask for it. */
enum { SESSION_CODE_LONGEST = 5 * 60 * 1000, SESSION_PROOF = 10 * 60 * 1000 };

enum session_stage { SESSION_OPEN, SESSION_CODE };
/* device: what the browser calls itself. proved: a password was given just now, not only a provider's word. */
struct session_new { int64_t account_id; struct str source, device; enum session_stage stage; bool proved; };
/* in a db_write job */
error session_open(struct arena *a, struct db *db, int64_t account_id, struct str *token) MUST_USE;
error session_begin(struct arena *a, struct db *db, const struct session_new *new, struct str *token) MUST_USE;
/* Not in a job. *who NULL: no such session, or it is over. Notes the request at most once a minute. */
error session_who(struct arena *a, struct store *s, struct str token, const struct who **who) MUST_USE;
/* The same, and notes nothing: for what the program does by itself. */
error session_look(struct arena *a, struct store *s, struct str token, const struct who **who) MUST_USE;
/* The account whose second factor the session waits for; 0: none. */
error session_waits(struct arena *a, struct db *db, struct str token, int64_t *account_id) MUST_USE;
/* The same person without a session: for work that goes on after the request. *who NULL: the account is disabled, or
 * does not have that grant today. */
error session_person(struct arena *a, struct db *db, int64_t account_id, int64_t grant_id,
    const struct who **who) MUST_USE;
error session_act(struct arena *a, struct store *s, const struct who *who, struct str token,
    int64_t grant_id) MUST_USE;   /* ERR_DENIED: not theirs */
error session_end(struct arena *a, struct store *s, struct str token) MUST_USE;

/* ---- the owner's list ---- */
struct session_row { int64_t id, made_at, seen_at; struct str source, device; bool here; };
struct session_list { struct session_row *row; size_t n; };
/* newest first; here: the one of this request */
error session_list_of(struct arena *a, struct db *db, const struct who *who, struct session_list *out) MUST_USE;
/* "Firefox trên Windows", in words; "" unknown */
struct str session_device(struct arena *a, struct str device);
/* In a db_write job, audited. id 0: every other one of theirs. ERR_MISSING. */
error session_end_own(struct arena *a, struct db *db, const struct who *who, int64_t id) MUST_USE;
/* In a db_write job: all of an account, in the middle of what they do. */
error session_end_all(struct arena *a, struct db *db, int64_t account_id) MUST_USE;
/* In a db_write job: of every account, when the data under them was put back. */
error session_end_everyone(struct arena *a, struct db *db) MUST_USE;
/* In a db_write job: the password was given again in this session. */
error session_prove(struct arena *a, struct db *db, const struct who *who) MUST_USE;
bool  session_is_proved(const struct who *who);

extern struct sql_list session_sql;
#endif
