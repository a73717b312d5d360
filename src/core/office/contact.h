/* contact.h - where an account gets letters: an address counts once its owner has shown that letters arrive there.
 *
 * A new address is kept beside the old one until the code that was sent there comes back; letters go to the old one
 * until then. A code is good for a day and for five tries; a new one may be asked for every minute. */
#ifndef OFFICE_CONTACT_H
#define OFFICE_CONTACT_H
#include "core/office/policy.h"

struct contact { struct str address, wanted; int64_t confirmed_at, asked_at; };    /* "": none */
error contact_get(struct arena *a, struct db *db, int64_t account_id, struct contact *out) MUST_USE;
/* ERR_INPUT: what is wrong with it. Only plain addresses: letters, digits and . _ % + - before one @, a host name with
 * a dot behind it; nothing that could end a line of a letter. */
error contact_check(struct arena *a, struct str typed, struct str *address) MUST_USE;
/* Not in a job: keeps it as wanted and puts a letter with the code into the outbox. ERR_TOO_MANY: asked just now. */
error contact_ask(struct arena *a, struct store *store, const struct who *who, struct str typed) MUST_USE;
/* ERR_INPUT: the code is wrong or too old (said which). */
error contact_confirm(struct arena *a, struct store *store, const struct who *who, struct str code) MUST_USE;
/* No letters any more. */
error contact_remove(struct arena *a, struct store *store, const struct who *who) MUST_USE;
extern struct sql_list contact_sql;
#endif
