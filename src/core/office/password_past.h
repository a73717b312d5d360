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
/* What a form says of the rules that hold for the account, 0 for one that is still to come: the label of the field and
 * a line below it, in the current language. */
struct password_words { struct str label, rule; };
error password_words(struct arena *a, struct db *db, int64_t account_id, struct password_words *out) MUST_USE;
/* In the db_write job that sets it. */
error password_past_add(struct arena *a, struct db *db, int64_t account_id, struct str hash) MUST_USE;
/* Must this administrator choose a new one before anything else? */
error password_past_due(struct arena *a, struct db *db, int64_t account_id, bool *due) MUST_USE;

extern struct sql_list password_past_sql;
#endif
