/* unit_carry.h - what unit_change.c does step by step, each step written down so that unit_undo.c can take it back. */
#ifndef OFFICE_UNIT_CARRY_H
#define OFFICE_UNIT_CARRY_H
#include "core/office/unit_change.h"

struct carrying {
    struct arena *a;
    struct db *db;
    int64_t change_id, seq;
    struct str day, eve;                           /* the first day of the new, the last of the old */
    bool bodies;
};
/* what: "unit" "body" "post" "grant" "name": made; "unit-end" ...: ended, was: its valid_to before; "unit-name":
 * was: kind
 * and name before, with a line break between. */
error carry_note(struct carrying *c, const char *what, int64_t object_id, struct str was) MUST_USE;
error carry_make(struct carrying *c, const struct unit *new, int64_t *id) MUST_USE;
error carry_end(struct carrying *c, const struct unit *old) MUST_USE;
error carry_link(struct carrying *c, int64_t old, int64_t new, bool whole) MUST_USE;
/* The unit and everything below it under `parent`, with whole links; the old ones end. */
error carry_move(struct carrying *c, const struct unit *old, int64_t parent, int64_t *id) MUST_USE;
/* Bodies, posts and grants of the old unit: end, and begin at the new one. A body of the same organisation that already
 * stands at the new unit takes them in. people false: only the bodies are made again (a further part of a divided
 * unit). */
error carry_bodies(struct carrying *c, const struct unit *old, const struct unit *new, bool people) MUST_USE;
error carry_end_bodies(struct carrying *c, const struct unit *old) MUST_USE;
error carry_rename(struct carrying *c, const struct unit *old, const struct unit_new *to) MUST_USE;
#endif
