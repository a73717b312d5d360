/* unit_take.h - a unit of the lists of the country (country.h) becomes a row of this database, with those above it.
 *
 * The row remembers its list, so that a search says it once, and who succeeded whom is written down as soon as both are
 * rows: totals of old reports then know where they stand today. */
#ifndef OFFICE_UNIT_TAKE_H
#define OFFICE_UNIT_TAKE_H
#include "core/office/country.h"
#include "core/office/policy.h"
#include "core/office/unit.h"

/* In a db_write job. What is a row already stays as it is. root: above provinces, 0 none. */
error unit_take(struct arena *a, struct db *db, const struct who *who, uint32_t at, int64_t root,
    int64_t *id) MUST_USE;
/* The row, by its list or by a code that the office gave to one of those days; 0: none. */
error unit_taken(struct arena *a, struct db *db, uint32_t at, int64_t *id) MUST_USE;

extern struct sql_list unit_take_sql;
#endif
