/* unit_village.h - khóm, ấp, thôn, tổ dân phố of a commune: written by the office, many at once. */
#ifndef OFFICE_UNIT_VILLAGE_H
#define OFFICE_UNIT_VILLAGE_H
#include "core/office/policy.h"
#include "core/office/unit.h"

struct unit_villages { size_t added, known; };     /* known: stood in the list already */
/* Not in a job. One name a line, "Khóm 3" or "3"; a line without its kind gets `kind`. Codes are made from the unit's.
 * ERR_INPUT says which line. */
error unit_village_add(struct arena *a, struct store *s, const struct who *who, int64_t unit_id, struct str kind,
    struct str lines, struct str day, struct unit_villages *out) MUST_USE;
/* The kinds a village may be, in small letters: "khóm" first. */
extern const char *const unit_village_kinds[];
extern const size_t unit_village_kind_count;
#endif
