/* unit_share.h - how the figures of a divided unit go to its successors "as it is now".
 *
 * Somebody decides, with a reason: by weights (of people, of households, ...), or that they stay apart. Nobody has
 * decided:
 * they stay apart too, and it is said that a decision is missing. Audited; the figures themselves never change. */
#ifndef OFFICE_UNIT_SHARE_H
#define OFFICE_UNIT_SHARE_H
#include "core/office/policy.h"
#include "core/office/unit.h"

enum unit_share_kind { SHARE_OPEN, SHARE_WEIGHTS, SHARE_APART };
struct unit_share_part { int64_t unit_id, weight; struct str title; };
struct unit_share {
    struct unit old;
    enum unit_share_kind kind;
    struct unit_share_part *part; size_t parts;    /* the successors, by id; weight 0 without a rule */
    struct str reason, by;                         /* "" when open */
    int64_t at, version;                           /* version 0: open */
};
/* ERR_MISSING: that unit was not divided. */
error unit_share_get(struct arena *a, struct db *db, int64_t old_id, struct unit_share *out) MUST_USE;
/* The divided units that stand at or below unit_id, or whose parts do; newest division first. */
error unit_share_list(struct arena *a, struct db *db, int64_t unit_id, struct unit_share **out, size_t *n) MUST_USE;
/* Not in a job. weight: one for each of the parts, in their order, not all 0; NULL: apart. version: that was seen.
 * ERR_INPUT, ERR_CONFLICT. */
error unit_share_set(struct arena *a, struct store *s, const struct who *who, int64_t old_id, const int64_t *weight,
    size_t weights, struct str reason, int64_t version) MUST_USE;
/* Divides value into parts as the weights say: whole units stay whole, the parts give back exactly the value. */
void  unit_share_divide(int64_t value, const int64_t *weight, size_t n, int64_t *part);

extern struct sql_list unit_share_sql;
#endif
