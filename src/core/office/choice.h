/* choice.h - what a person chose for their own screens: remembered from one visit to the next, on any machine. */
#ifndef OFFICE_CHOICE_H
#define OFFICE_CHOICE_H
#include "core/office/policy.h"

/* "" when nothing was chosen, or nobody asks. */
error choice_get(struct arena *a, struct db *db, const struct who *who, struct str name, struct str *value) MUST_USE;
error choice_put(struct arena *a, struct store *store, const struct who *who, struct str name,
    struct str value) MUST_USE;
extern struct sql_list choice_sql;
#endif
