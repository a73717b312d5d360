/* password.h - rules of passwords and their slow hash, for account.c and for commands that make accounts.
 *
 * argon2id through libsodium, at most two at once; 12 to 128 characters, any of them, no forced changes (NIST
 * SP 800-63B, OWASP ASVS 5.0 6.2). Text is NFC already, so the same word typed on two keyboards is the same
 * password. */
#ifndef OFFICE_PASSWORD_H
#define OFFICE_PASSWORD_H
#include "base/base.h"

enum { PASSWORD_SHORTEST = 12, PASSWORD_LONGEST = 128 };       /* characters */

/* ERR_INPUT when the rules are broken: too short, too long, holds the log-in name, one character repeated. */
error password_check(struct arena *a, struct str password, struct str login) MUST_USE;
/* Slow by intent; never inside a db_write job. ERR_TOO_MANY when too many wait. */
error password_hash(struct arena *a, struct str password, struct str *hash) MUST_USE;
/* hash "": there is no such account; takes as long and is never right. */
error password_verify(struct arena *a, struct str password, struct str hash, bool *right) MUST_USE;
#endif
