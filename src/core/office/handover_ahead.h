/* handover_ahead.h - a hand-over that was arranged before its day: nothing changes until then, it can be dropped until
 * then, and on the day it is done as if somebody had done it that morning (handover.h), with the work open then.
 *
 * It is done under the name of who arranged it, by the right they had then. What cannot be done on the day (the post
 * ended, the successor lost the account) is kept with the reason, and shown. */
#ifndef OFFICE_HANDOVER_AHEAD_H
#define OFFICE_HANDOVER_AHEAD_H
#include "core/office/handover.h"

struct handover_ahead {
    int64_t id, post_id;
    struct str day, from_name, to_name, post, body;
    struct str why;                                /* "" while it waits; else why it could not be done */
};
/* ask->day lies ahead. ERR_INPUT, ERR_CONFLICT: one is arranged for the post already. */
error handover_ahead_add(struct arena *a, struct store *s, const struct who *who, const struct handover_ask *ask,
    int64_t *id) MUST_USE;
/* The one that waits for the post, or failed. ERR_MISSING: there is none. */
error handover_ahead_drop(struct arena *a, struct store *s, const struct who *who, int64_t post_id) MUST_USE;
/* In a job: what is arranged for the post, or failed, is settled by something else. */
error handover_ahead_end(struct arena *a, struct db *db, int64_t post_id) MUST_USE;
/* Those that a person will give or take, or could not; by day. */
error handover_ahead_of_person(struct arena *a, struct db *db, int64_t person_id, struct handover_ahead **out,
    size_t *n) MUST_USE;
/* Not in a job: does those whose day has come. */
error handover_ahead_due(struct arena *a, struct store *s) MUST_USE;

extern struct sql_list handover_ahead_sql;
#endif
