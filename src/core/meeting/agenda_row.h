/* agenda_row.h - items of an agenda between a row and a struct, for the files that build and fill it. In a job. */
#ifndef MEETING_AGENDA_ROW_H
#define MEETING_AGENDA_ROW_H
#include "core/meeting/agenda.h"

error agenda_item_get(struct arena *a, struct db *db, int64_t id, struct agenda_item *out) MUST_USE;   /* ERR_MISSING */
/* *id of `new` is set. */
error agenda_item_add(struct arena *a, struct db *db, struct agenda_item *new) MUST_USE;
/* title, words, minutes, body_id, report_id, version of `to`. */
error agenda_item_keep(struct arena *a, struct db *db, const struct agenda_item *to) MUST_USE;
error agenda_item_place(struct arena *a, struct db *db, int64_t id, int64_t ordinal) MUST_USE;
/* With the reports that stand at it as papers. */
error agenda_item_go(struct arena *a, struct db *db, int64_t id) MUST_USE;
/* Something of people hangs on it: a file, a comment, words said, a directive. */
error agenda_item_held(struct arena *a, struct db *db, int64_t id, bool *held) MUST_USE;
/* In the job that changes what the room shows; ERR_CONFLICT once it is over. */
error agenda_open_for(struct arena *a, struct db *db, const struct who *who, enum act act, int64_t item_id,
    struct agenda_item *item, struct meeting *m) MUST_USE;
error agenda_over_check(struct arena *a, const struct meeting *m) MUST_USE;
/* The reports of the item's body in the period of the briefing stand at it as papers; others' go. */
error agenda_reports_put(struct arena *a, struct db *db, const struct meeting *m,
    const struct agenda_item *item) MUST_USE;
/* by: the account that brought it. */
error agenda_paper_row(struct arena *a, struct db *db, int64_t id, struct agenda_paper *out, int64_t *meeting_id,
    int64_t *by) MUST_USE;
#endif
