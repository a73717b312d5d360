/* password_past.h - what the state's rules ask of a password beyond password.h: kinds of letters, none of the last
 * ten, a new one now and then for administrators. Only where the office chose them (setting password_rules). */
#ifndef OFFICE_PASSWORD_PAST_H
#define OFFICE_PASSWORD_PAST_H
#include "core/office/policy.h"

enum { PASSWORD_PAST = 10, PASSWORD_LONG = 14 };

/* Of a password that password_check() let through. ERR_INPUT: what to choose instead. The second only once the old one
 * was given: it would tell a stranger at an open screen what the passwords were. */
error password_kinds_check(struct arena *a, struct db *db, int64_t account_id, struct str password) MUST_USE;
error password_past_check(struct arena *a, struct db *db, int64_t account_id, struct str password) MUST_USE;
/* In the db_write job that sets it. */
error password_past_add(struct arena *a, struct db *db, int64_t account_id, struct str hash) MUST_USE;
/* Must this administrator choose a new one before anything else? */
error password_past_due(struct arena *a, struct db *db, int64_t account_id, bool *due) MUST_USE;

extern struct sql_list password_past_sql;
#endif
