/* account.h - ways in: log-in name, password, grants. A person, a post and an account are different things.
 *
 * Passwords: argon2id through libsodium, at most two at once; 12 to 128 characters, any of them, no forced changes
 * (NIST SP 800-63B, OWASP ASVS 5.0 6.2). An unknown log-in costs the same time as a wrong password. */
#ifndef OFFICE_ACCOUNT_H
#define OFFICE_ACCOUNT_H
#include "core/office/policy.h"

enum { PASSWORD_SHORTEST = 12, PASSWORD_LONGEST = 128 };       /* characters */

struct account { int64_t id, person_id; struct str login, state; enum language language; };

/* ERR_INPUT when the rules are broken: too short, too long, holds the log-in name, one character repeated. */
error password_check(struct arena *a, struct str password, struct str login) MUST_USE;
/* About 70 ms; never inside a db_write job. ERR_TOO_MANY when too many wait. */
error password_hash(struct arena *a, struct str password, struct str *hash) MUST_USE;

/* In a db_write job. login: 3 to 40 of a-z 0-9 . _ -  password_hash: from password_hash(). */
error account_add(struct arena *a, struct db *db, int64_t person_id, struct str login, struct str hash, enum language language, int64_t *id) MUST_USE;
error account_find(struct arena *a, struct db *db, struct str login, const struct account **out) MUST_USE;
/* body_id, post_id 0: none. day: first day. */
error account_allow(struct arena *a, struct db *db, int64_t account_id, enum role role, int64_t unit_id, int64_t body_id, int64_t post_id, struct str day, int64_t *id) MUST_USE;
error account_disable(struct arena *a, struct db *db, const struct who *who, int64_t account_id) MUST_USE;         /* ends its sessions */
/* Not in a job. Ends all sessions of the account, this one too. ERR_LOGIN: the old one is wrong. */
error account_change_password(struct arena *a, struct store *s, const struct who *who, struct str old, struct str new) MUST_USE;

/* Not in a job. source: address of the peer. *token: for the cookie. ERR_LOGIN: unknown or wrong (not said which);
 * ERR_TOO_MANY: this source must wait. */
error account_log_in(struct arena *a, struct store *s, struct str login, struct str password, struct str source, struct str *token) MUST_USE;
#endif
