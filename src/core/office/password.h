/* password.h - rules of passwords and their slow hash, for account.c and for commands that make accounts.
 *
 * argon2id through libsodium, at most two at once; 12 to 128 characters, any of them, none that many people choose, no
 * forced changes (NIST SP 800-63B, OWASP ASVS 5.0 6.2). Text is NFC already, so the same word typed on two keyboards
 * is the same password. */
#ifndef OFFICE_PASSWORD_H
#define OFFICE_PASSWORD_H
#include "base/base.h"

enum { PASSWORD_SHORTEST = 12, PASSWORD_LONGEST = 128 };       /* characters */

/* What a hash costs is kept in it, so the cost may be raised: old ones go on and are made anew at the next log-in. */
struct password_cost { int passes; size_t memory; };           /* memory in bytes */
void password_cost_set(struct password_cost cost);             /* of this process; before threads are there */
struct password_cost password_cost(void);
bool password_is_old(struct arena *a, struct str hash);        /* of another cost than now */
/* Milliseconds that one hash takes, the best of some. */
error password_measure(struct arena *a, struct password_cost cost, int *ms) MUST_USE;

/* ERR_INPUT when the rules are broken: too short, too long, one that many choose, holds the log-in name or is little
 * more than the words of `own` (names of the person and the unit). */
error password_check(struct arena *a, struct str password, struct str login, struct str own) MUST_USE;
/* Slow by intent; never inside a db_write job. ERR_TOO_MANY when too many wait. */
error password_hash(struct arena *a, struct str password, struct str *hash) MUST_USE;
/* hash "": there is no such account; takes as long and is never right. */
error password_verify(struct arena *a, struct str password, struct str hash, bool *right) MUST_USE;
#endif
