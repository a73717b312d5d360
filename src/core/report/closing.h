/* closing.h - a period that is closed for a unit: its reports and those of the units below take no more changes.
 *
 * Closing a quarter closes its months. Only the office of the unit closes; opening again needs two people
 * (two_person.h). Both are audited. */
#ifndef CORE_REPORT_CLOSING_H
#define CORE_REPORT_CLOSING_H
#include "store/db.h"
#include "vn/period.h"

struct who;
struct two_person;
struct closing { struct str period; int64_t unit_id, at; struct str by; };
/* The closing that covers `period` for `unit_id` or a unit above; *found false when it is open. */
error closing_find(struct arena *a, struct db *db, int64_t unit_id, struct str period, struct closing *out,
    bool *found) MUST_USE;
/* Every closing that touches the unit, its own and those above it: for asking about many periods. */
struct closing_list { struct period *list; size_t n; };
error closing_list(struct arena *a, struct db *db, int64_t unit_id, struct closing_list *out) MUST_USE;
bool  closing_covers(const struct closing_list *all, struct str period);
/* ERR_CLOSED with its sentence when closed, NULL when open. */
error closing_check(struct arena *a, struct db *db, int64_t unit_id, struct str period) MUST_USE;
error closing_add(struct arena *a, struct store *store, const struct who *who, int64_t unit_id,
    struct str period) MUST_USE; /* ERR_CONFLICT: already */
/* Asks for the second person: ERR_CONFLICT: it is open, or was asked for. */
error closing_ask(struct arena *a, struct store *store, const struct who *who, int64_t unit_id, struct str period,
    struct str reason) MUST_USE;
/* In the db_write job in which the second person confirmed. */
error closing_reopen(struct arena *a, struct db *db, const struct who *who, const struct two_person *asked) MUST_USE;
extern struct sql_list closing_sql;
#endif
