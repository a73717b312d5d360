/* task_row.h - what the files of task.h share: only for them. */
#ifndef MEETING_TASK_ROW_H
#define MEETING_TASK_ROW_H
#include "core/meeting/task.h"

/* Whoever asks. */
error task_find(struct arena *a, struct db *db, int64_t id, struct task *out, bool *found) MUST_USE;
bool  task_may_read(const struct who *who, const struct task *t);
struct str task_note_code(enum task_note_kind k);
/* In a job: a line of its history, in the name of `who` (NULL: the program) and of the body (0: the office). */
error task_note_add(struct arena *a, struct db *db, const struct who *who, const struct task_note *n, int64_t task_id,
    int64_t *id) MUST_USE;
/* In a job: what bodies that are no more had open goes to those that took their place. */
error task_heirs(struct arena *a, struct db *db) MUST_USE;
#endif
