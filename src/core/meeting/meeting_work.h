/* meeting_work.h - briefings to come that somebody presides over or keeps the minutes of, when the post changes hands
 * (office/handover.h); and the rows of briefings that name a person, when two entries become one (office/person.h). */
#ifndef MEETING_MEETING_WORK_H
#define MEETING_MEETING_WORK_H
#include "core/office/handover.h"

error meeting_work(struct arena *a, struct db *db, const struct post *p, struct work_list *out) MUST_USE;
error meeting_work_move(struct arena *a, struct db *db, const struct who *who, const struct work *w,
    const struct work_taker *to) MUST_USE;
/* In a job: a briefing to come whose host is another by now: who presides and who keeps the minutes, as at planning. */
error meeting_seats_again(struct arena *a, struct db *db, int64_t id) MUST_USE;
error meeting_person_move(struct arena *a, struct db *db, int64_t from, int64_t to, int64_t *n) MUST_USE;
error attend_person_move(struct arena *a, struct db *db, int64_t from, int64_t to, int64_t *n) MUST_USE;
#endif
