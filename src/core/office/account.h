/* account.h - ways in: log-in name, password, grants. A person, a post and an account are different things.
 *
 * An unknown log-in costs the same time as a wrong password, and is answered the same. A source that fails
 * often waits, longer each time; a failure is counted before the password is looked at, so that many at once
 * are counted too. What an administrator does with accounts is in account_admin.h. */
#ifndef OFFICE_ACCOUNT_H
#define OFFICE_ACCOUNT_H
#include "core/office/password.h"
#include "core/office/session.h"

struct account { int64_t id, person_id; struct str login, state; };

/* In a db_write job. login: 3 to 40 of a-z 0-9 . _ -  hash: from password_hash(), "" until its person has set one.
 * ERR_INPUT, ERR_CONFLICT (taken). */
error account_add(struct arena *a, struct db *db, int64_t person_id, struct str login, struct str hash,
    enum language language, int64_t *id) MUST_USE;
/* *out NULL: none */
error account_find(struct arena *a, struct db *db, struct str login, const struct account **out) MUST_USE;
/* ids 0, to "": none; below: and the units below */
struct new_grant {
    int64_t account_id; enum role role; int64_t unit_id, body_id, post_id; struct str from, to; bool below;
};
/* In a db_write job, of who has checked the right already. ERR_INPUT: an officer or a head belongs to a body. */
error account_allow(struct arena *a, struct db *db, const struct new_grant *new, int64_t *id) MUST_USE;
/* In a db_write job: grants that go with the post end on that day. */
error account_grants_end(struct arena *a, struct db *db, int64_t post_id, struct str last_day) MUST_USE;
/* ends its sessions */
error account_disable(struct arena *a, struct db *db, const struct who *who, int64_t account_id) MUST_USE;

/* Not in a job. ERR_INPUT: the rules of passwords. Ends all sessions of the account; *token: a new one in the place of
 * this one. ERR_LOGIN: the old one is wrong. device: see session.h. */
struct new_password { struct str old, new, source, device; };
error account_change_password(struct arena *a, struct store *s, const struct who *who, const struct new_password *new,
    struct str *token) MUST_USE;
/* In a db_write job, of who has proved to be them: sets it and ends all sessions. */
error account_put_password(struct arena *a, struct db *db, int64_t account_id, struct str hash) MUST_USE;
/* What everyone around knows of the account's person: their name and the names of their units. */
error account_words(struct arena *a, struct db *db, int64_t account_id, struct str *login, struct str *words) MUST_USE;

/* Not in a job. A choice of the screens only, so it is not audited. */
error account_speak(struct arena *a, struct store *s, const struct who *who, enum language language) MUST_USE;

/* Not in a job. source: address of the peer; device: what the browser calls itself. */
struct log_in { struct str login, password, source, device; };
/* token: for the cookie. code: the second factor is asked next, the session waits for it. */
struct logged_in { struct str token; bool code; };
/* ERR_LOGIN: unknown or wrong (not said which); ERR_TOO_MANY: this source must wait, or the name is shut. */
error account_log_in(struct arena *a, struct store *s, const struct log_in *in, struct logged_in *out) MUST_USE;
/* The second factor of a session that waits; *token: the session that takes its place. ERR_LOGIN: wrong code, or the
 * session waits no more (*over). */
error account_second(struct arena *a, struct store *s, struct str waiting, struct str code, struct str source,
    struct str device, struct str *token, bool *over) MUST_USE;
/* In a db_write job: the session of somebody who was proved to be them; it waits for the second factor when they have
 * one. how: for the audit. */
error account_enter(struct arena *a, struct db *db, const struct session_new *new, const char *how,
    struct logged_in *out) MUST_USE;
error account_log_out(struct arena *a, struct store *s, const struct who *who, struct str token) MUST_USE;
/* Not in a job: the password once more, for an act that asks for it; nothing to do while it was given just now.
 * ERR_LOGIN: wrong; ERR_TOO_MANY. */
error account_prove(struct arena *a, struct store *s, const struct who *who, struct str password) MUST_USE;

extern struct sql_list account_sql, throttle_sql;
#endif
