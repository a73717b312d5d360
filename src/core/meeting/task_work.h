/* task_work.h - tasks as open work of a post that changes hands (core/work_kinds.c). */
#ifndef MEETING_TASK_WORK_H
#define MEETING_TASK_WORK_H
#include "core/office/handover.h"

/* Open tasks that the post's body leads: whoever has the post has them. */
error task_work_open(struct arena *a, struct db *db, const struct post *p, struct work_list *out) MUST_USE;

extern struct sql_list task_work_sql;
#endif
