/* live.h - wakes the screens of a briefing when something in it changed.
 *
 * A screen holds a number; the meeting's own grows with every change (the column `live`). Nothing of the content goes
 * through here: who is woken asks for what it may see. A screen that was away asks with its old number and is told at
 * once. */
#ifndef MEETING_LIVE_H
#define MEETING_LIVE_H
#include "store/db.h"

/* In the job that changes something: the number grows with the same commit. */
error live_touch(struct arena *a, struct db *db, int64_t meeting_id) MUST_USE;
error live_now(struct arena *a, struct db *db, int64_t meeting_id, int64_t *number) MUST_USE;

/* A mark that changes whenever approved reports of the unit do, or a total anywhere: what is made of figures is kept by
 * it. */
error live_figures(struct arena *a, struct db *db, int64_t unit_id, struct str *mark) MUST_USE;

/* When something was done: at what moment the browser says it was pressed, which may have waited for the network; at
 * most half an hour ago, never before `since` nor after now. pressed 0: now. */
int64_t live_moment(int64_t pressed, int64_t since);

extern struct sql_list live_sql;
#endif
