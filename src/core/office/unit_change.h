/* unit_change.h - acts on units: merge, split, rename, move, open, close; what each would change before it is done,
 * and taking it back while nothing depends on it.
 *
 * U1 A unit is never deleted by an act: it ends the day before, and its figures stay with it.
 * U2 A merged, divided or moved unit gets successors (unit_link): 'whole', or 'part' when it was divided.
 * U3 What stands in a unit on that day (villages, and when wished bodies, posts and accounts) goes along: the old one
 *    ends, a new one begins. Reports stay where they were written.
 * U4 Everything an act makes or ends is in unit_change_row, so undoing is exact: afterwards no row is left of it.
 * U5 Undo is refused when something stands on what the act made: a report, a later act, a village, an account.
 * Who may: an administrator whose unit is the unit above, or stands above it (MAY_CHANGE_UNITS). */
#ifndef OFFICE_UNIT_CHANGE_H
#define OFFICE_UNIT_CHANGE_H
#include "core/office/policy.h"
#include "core/office/unit.h"

enum unit_act { UNIT_MERGE, UNIT_SPLIT, UNIT_RENAME, UNIT_MOVE, UNIT_OPEN, UNIT_CLOSE, UNIT_ACT_COUNT };
extern const char *const unit_act_names[];         /* "merge" ..., as in the table */
const char *unit_act_label(enum unit_act act);     /* for people */

/* A unit that the act makes, or the new name. Level: of the units it comes from; for OPEN the level said. */
struct unit_new { struct str code, kind, name, level; };
struct unit_plan {
    enum unit_act act;
    int64_t above;                                 /* the unit above those concerned */
    const int64_t *unit; size_t units;             /* which: MERGE two or more, OPEN none, else one */
    const struct unit_new *new; size_t news;       /* MERGE RENAME OPEN one, SPLIT two or more */
    int64_t to;                                    /* MOVE: the unit above from then on */
    struct str day, basis, note;                   /* basis: number of the decree */
    bool bodies;                                   /* bodies, posts and accounts go along */
    const size_t *part;                            /* SPLIT: to which new unit each village goes, in the order of
                                                      unit_children(); NULL: all to the first */
};
enum unit_effect_kind { EFFECT_UNIT, EFFECT_BODY, EFFECT_PEOPLE, EFFECT_REPORT, EFFECT_TOTAL, EFFECT_CARE,
    EFFECT_KINDS };
struct unit_effect { enum unit_effect_kind kind; struct str words; };
struct unit_effects { struct unit_effect *list; size_t n; };

/* What would change, in sentences. Refuses what unit_change() would refuse: ERR_INPUT says which field and why. */
error unit_preview(struct arena *a, struct db *db, const struct who *who, const struct unit_plan *plan,
    struct unit_effects *out) MUST_USE;
/* Not in a job. */
error unit_change(struct arena *a, struct store *s, const struct who *who, const struct unit_plan *plan,
    int64_t *id) MUST_USE;
/* Not in a job. ERR_CONFLICT: something depends on it, and what. */
error unit_change_undo(struct arena *a, struct store *s, const struct who *who, int64_t id) MUST_USE;
/* *why "": it can be taken back. Else the sentence that unit_change_undo() would refuse with. */
error unit_change_holds(struct arena *a, struct db *db, int64_t id, struct str *why) MUST_USE;

struct unit_change_row {
    int64_t id, unit_id, at, undone_at;
    enum unit_act act;
    struct str day, basis, note, by, undone_by;
    struct str words;                              /* "Phường Bến Lúa, Phường Bến Đò thành Phường Sông Cái" */
};
struct unit_changes { struct unit_change_row *list; size_t n; };
/* Of units at or below unit_id, newest first, at most 100. */
error unit_change_list(struct arena *a, struct db *db, const struct who *who, int64_t unit_id,
    struct unit_changes *out) MUST_USE;
error unit_change_get(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct unit_change_row *out) MUST_USE;

extern struct sql_list unit_change_sql, unit_carry_sql, unit_undo_sql, unit_plan_sql, unit_preview_sql;
#endif
