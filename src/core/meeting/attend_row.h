/* attend_row.h - what the modules of attendance share: a row of the table attendee, and the secret of a place. */
#ifndef MEETING_ATTEND_ROW_H
#define MEETING_ATTEND_ROW_H
#include "core/meeting/attend.h"

#define ATTENDEE_COLUMNS \
    "id, meeting_id, ordinal, body_id, body_name, person_id, name, post, part, answer, answer_words," \
    " substitute_name, substitute_post, answered_at, invited_at, present_at, present_by, left_at, version"
struct attendee attend_row_of(struct rows *r);
/* ERR_MISSING */
error attend_row(struct arena *a, struct db *db, int64_t id, struct attendee *out) MUST_USE;
/* The row and its briefing, for who plans it. */
error attend_planned(struct arena *a, struct db *db, const struct who *who, int64_t id, struct attendee *at,
    struct meeting *m) MUST_USE;
/* Adds a row, with a secret of its own, behind all others. */
error attend_add(struct arena *a, struct db *db, struct attendee *at) MUST_USE;
/* Keeps body, person, name, post and part. */
error attend_keep(struct arena *a, struct db *db, const struct attendee *at) MUST_USE;
/* The head of a body on a day, of those who have no place in x yet (NULL: any); person 0 nobody. */
struct holder { int64_t person_id; struct str name, post; };
error attend_head(struct arena *a, struct db *db, int64_t body_id, struct str day, const struct attendance *x,
    struct holder *out) MUST_USE;
/* A seed for a new secret, the hash of its secret, that of any, and the secret of a place. */
struct str attend_seed(struct arena *a);
struct str attend_first_hash(struct arena *a, struct db *db, struct str seed);
struct str attend_hash(struct arena *a, struct db *db, struct str secret);
error attend_secret_of(struct arena *a, struct db *db, int64_t id, struct str *out) MUST_USE;
/* The place goes to somebody else: not invited, no answer, not there, another secret. */
error attend_start_again(struct arena *a, struct db *db, int64_t id) MUST_USE;
/* For the audit. */
struct str attend_line(struct arena *a, const struct attendee *at);
/* In a job: this one, who was invited and is asked no more, is told so. */
error attend_tell_dropped(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    const struct attendee *at) MUST_USE;
#endif
