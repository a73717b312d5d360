/* body_change.h - what an office does to its organisations: adds, renames, ends, puts them inside the Front's agency.
 *
 * Each act is a transaction with its audit, needs MAY_MANAGE of the unit, and is refused (ERR_CONFLICT) when the body
 * was changed meanwhile. A change from a day on begins a new frame (body.h) and leaves what was before; a correction
 * changes the frame in force as if it had always been so. No change lies in the future: names are read as they are
 * now. */
#ifndef OFFICE_BODY_CHANGE_H
#define OFFICE_BODY_CHANGE_H
#include "core/office/body.h"
#include "core/office/policy.h"

/* What an office of that kind in that unit is usually called, with its paper lines: the start of a form. */
error body_usual(struct arena *a, struct db *db, int64_t unit_id, struct str organisation, struct body *out) MUST_USE;

error body_new(struct arena *a, struct store *s, const struct who *who, const struct body *new, int64_t *id) MUST_USE;
/* id, version and every field from name to reports and parent_id of `to`. day "": a correction. */
error body_change(struct arena *a, struct store *s, const struct who *who, const struct body *to,
    struct str day) MUST_USE;
/* last_day: of the body, and of the posts still held in it. successor_id 0: nothing takes its place. */
error body_close(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    struct str last_day, int64_t successor_id) MUST_USE;

/* The re-arrangement of 1 July 2025: organisations keep name and report and have the Front's body as host; the Front
 * stands above them on their papers. */
struct rearranged { struct body body; struct str host_before, superior_after; bool moves; const char *why; };
struct rearrangement { struct body front; struct str day; struct rearranged *row; size_t rows, moving; };
/* What would change on that day; changes nothing. why: why a body stays as it is. ERR_INPUT: no Front that day. */
error body_rearrange_plan(struct arena *a, struct db *db, const struct who *who, struct str day,
    struct rearrangement *out) MUST_USE;
/* Those of the plan whose ids are given; *moved tells how many. */
error body_rearrange(struct arena *a, struct store *s, const struct who *who, struct str day, const int64_t *ids,
    size_t n, size_t *moved) MUST_USE;

extern struct sql_list body_change_sql;
#endif
