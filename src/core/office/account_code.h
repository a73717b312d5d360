/* account_code.h - codes that open the way to a password once: an invitation, a reset, the set-up of the first
 * administrator. An administrator hands the code over and never knows the password (OWASP ASVS 5.0 6.4.1, 6.4.6).
 *
 * 16 letters, kept as a keyed hash, good for 24 hours and for one use; a newer one of the same account replaces it. */
#ifndef OFFICE_ACCOUNT_CODE_H
#define OFFICE_ACCOUNT_CODE_H
#include "core/office/account.h"

enum { ACCOUNT_CODE_LIFE = 24 * 60 * 60 * 1000 };
enum account_code_kind { CODE_INVITE, CODE_RESET };

/* In a db_write job, of who has checked the right. *code: to be shown once. */
error account_code_new(struct arena *a, struct db *db, const struct who *who, enum account_code_kind kind,
    int64_t account_id, struct str *code) MUST_USE;
/* Not in a job: sets the password and lets in. ERR_LOGIN: no such code any more; ERR_INPUT: the rules of passwords;
 * ERR_TOO_MANY. */
struct code_use { struct str code, password, again, source, device; };
error account_code_use(struct arena *a, struct store *s, const struct code_use *use, struct logged_in *out) MUST_USE;

/* ---- the first administrator ---- */
/* Is there no account at all yet? */
error account_is_first(struct arena *a, struct db *db, bool *first) MUST_USE;
/* Not in a job. *code "": there are accounts. The code of an earlier start is dead from now on. */
error account_setup_code(struct arena *a, struct store *s, struct str *code) MUST_USE;
/* Not in a job. Makes the person, the account and its role over the whole tree, and lets in. */
struct setup_use { struct code_use use; struct str name, login; };
error account_setup(struct arena *a, struct store *s, const struct setup_use *use, struct logged_in *out) MUST_USE;

extern struct sql_list account_code_sql;
#endif
