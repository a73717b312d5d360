/* totp.h - the second factor: codes of six digits that a telephone makes (RFC 6238, SHA-1, 30 seconds), and ten
 * recovery codes for the day when it is lost.
 *
 * The secret is kept sealed with a key from beside the database. A code works once: the step it belongs to is kept, and
 * that step and those before it are refused. A recovery code works once too. Required of administrators unless the
 * setting says otherwise, offered to all (OWASP ASVS 5.0 6.3.3, 6.5). */
#ifndef OFFICE_TOTP_H
#define OFFICE_TOTP_H
#include "core/office/policy.h"

enum { TOTP_RECOVERY = 10 };

error totp_is_wanted(struct arena *a, struct db *db, bool *wanted) MUST_USE;   /* of administrators */
/* on: asked at each log-in. recovery: codes that were not used yet. */
struct totp { bool on, begun; int64_t recovery; };
error totp_get(struct arena *a, struct db *db, int64_t account_id, struct totp *out) MUST_USE;

/* In a db_write job. A fresh secret that is not asked for yet; one that was begun before is forgotten. ERR_CONFLICT: it
 * is on already. */
error totp_begin(struct arena *a, struct db *db, const struct who *who) MUST_USE;
/* What to show while it is begun: letters to type, and the address that a QR code holds. ERR_MISSING. */
error totp_shown(struct arena *a, struct db *db, const struct who *who, struct str *letters,
    struct str *address) MUST_USE;
/* In a db_write job: the first code was right, so from now on it is asked for. The new recovery codes, shown once.
 * ERR_INPUT: the code is not right. */
error totp_start(struct arena *a, struct db *db, const struct who *who, struct str code,
    struct str recovery[TOTP_RECOVERY]) MUST_USE;
error totp_renew(struct arena *a, struct db *db, const struct who *who, struct str recovery[TOTP_RECOVERY]) MUST_USE;
/* In a db_write job. who: its owner, or who administers the account and knows that the telephone is lost. */
error totp_stop(struct arena *a, struct db *db, const struct who *who, int64_t account_id) MUST_USE;
/* In a db_write job: a code of the telephone or a recovery code, which is used up by it. */
error totp_check(struct arena *a, struct db *db, int64_t account_id, struct str typed, bool *right) MUST_USE;

extern struct sql_list totp_sql;
#endif
