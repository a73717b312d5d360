/* unit_plan.h - a plan of an act on units, checked and with everything it names read. For unit_change.c,
 * unit_preview.c. */
#ifndef OFFICE_UNIT_PLAN_H
#define OFFICE_UNIT_PLAN_H
#include "core/office/unit_change.h"

struct unit_checked {
    const struct unit_plan *plan;
    struct unit above, to;                         /* to: MOVE */
    struct unit *old; size_t olds;
    struct str day, eve;
};
/* The right, the day, the units, the new names. ERR_INPUT, ERR_CONFLICT, ERR_DENIED. */
error unit_plan_check(struct arena *a, struct db *db, const struct who *who, const struct unit_plan *plan,
    struct unit_checked *out) MUST_USE;
#endif
