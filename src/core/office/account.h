/* account.h - ways in: log-in name, password, grants. A person, a post and an account are different things.
 *
 * An unknown log-in costs the same time as a wrong password, and is answered the same. A source that fails
 * often waits, longer each time; a failure is counted before the password is looked at, so that many at once
 * are counted too. */
#ifndef OFFICE_ACCOUNT_H
#define OFFICE_ACCOUNT_H
#include "core/office/password.h"
#include "core/office/policy.h"

struct account { int64_t id, person_id; struct str login, state; };

/* In a db_write job. login: 3 to 40 of a-z 0-9 . _ -  hash: from password_hash(). ERR_INPUT, ERR_CONFLICT (taken). */
error account_add(struct arena *a, struct db *db, int64_t person_id, struct str login, struct str hash,
    enum language language, int64_t *id) MUST_USE;
/* *out NULL: none */
error account_find(struct arena *a, struct db *db, struct str login, const struct account **out) MUST_USE;
/* ids 0, to "": none */
struct new_grant { int64_t account_id; enum role role; int64_t unit_id, body_id, post_id; struct str from, to; };
/* In a db_write job. ERR_INPUT: an officer or a head belongs to a body. */
error account_allow(struct arena *a, struct db *db, const struct new_grant *new, int64_t *id) MUST_USE;
/* ends its sessions */
error account_disable(struct arena *a, struct db *db, const struct who *who, int64_t account_id) MUST_USE;
/* Not in a job. Ends all sessions of the account, this one too. ERR_LOGIN: the old one is wrong. */
error account_change_password(struct arena *a, struct store *s, const struct who *who, struct str old,
    struct str new) MUST_USE;

/* Not in a job. A choice of the screens only, so it is not audited. */
error account_speak(struct arena *a, struct store *s, const struct who *who, enum language language) MUST_USE;

/* Not in a job. source: address of the peer. *token: for the cookie. ERR_LOGIN: unknown or wrong (not said which);
 * ERR_TOO_MANY: this source must wait. */
error account_log_in(struct arena *a, struct store *s, struct str login, struct str password,
    struct str source, struct str *token) MUST_USE;
error account_log_out(struct arena *a, struct store *s, const struct who *who, struct str token) MUST_USE;

extern struct sql_list account_sql, throttle_sql;
#endif
