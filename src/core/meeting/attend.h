/* attend.h - who is asked to a briefing, what they answer, who is there; the quorum.
 *
 * Each place has a secret of its own (kept as a hash) that stands on the invitation: with it one answers, names a
 * substitute and, on the day, checks in by telephone without an account. The office does the same by the list. Names
 * and posts are those of the day of the briefing. Members count for the quorum, present or by their substitute. */
#ifndef MEETING_ATTEND_H
#define MEETING_ATTEND_H
#include "core/meeting/meeting.h"

enum part { PART_CHAIR, PART_SECRETARY, PART_MEMBER, PART_GUEST, PART_COUNT };
enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO, ANSWER_SUBSTITUTE, ANSWER_COUNT };
const char *part_name(enum part p);
const char *answer_name(enum answer r);
struct attendee {
    int64_t id, meeting_id, ordinal, body_id, person_id, version, answered_at, invited_at, present_at, left_at;
    struct str body_name, name, post, answer_words, substitute_name, substitute_post, present_by;
    enum part part; enum answer answer;
    bool late;                                 /* came after the opening */
};
struct attendance {
    struct attendee *row; size_t n;            /* in the order of the invitation */
    size_t asked, answered, coming, present, members, members_present;
    int quorum;                                /* percent asked for, 0 none */
    bool enough;
};
error attend_list(struct arena *a, struct db *db, const struct meeting *m, struct attendance *out) MUST_USE;
/* In the job that plans: heads of the bodies of the series on the day, chair and secretary. */
error attend_build(struct arena *a, struct db *db, const struct who *who, const struct meeting *m) MUST_USE;
/* id 0: one more, also somebody of no body of ours. body_name, name, post, part, person_id of `to`. */
error attend_put(struct arena *a, struct store *s, const struct who *who, const struct attendee *to,
    int64_t *id) MUST_USE;
error attend_drop(struct arena *a, struct store *s, const struct who *who, int64_t id) MUST_USE;

/* Sends what has not been sent: state becomes invited, a secret for each, notices and letters with iCalendar to those
 * who have accounts. ERR_INPUT: nothing to invite to (no day, no one asked). */
error attend_invite(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id) MUST_USE;
/* The address of a place's own page, "/moi/SECRET"; made anew each time it is asked for printing. */
error attend_link(struct arena *a, struct store *s, const struct who *who, int64_t id,
    struct str *out) MUST_USE;
error attend_of_secret(struct arena *a, struct db *db, struct str secret, struct attendee *out,
    struct meeting *m) MUST_USE;
struct attend_answer { enum answer answer; struct str words, name, post; };
error attend_answer_by_secret(struct arena *a, struct store *s, struct str secret,
    const struct attend_answer *to) MUST_USE;
/* By its own account, or by the office for somebody. */
error attend_answer(struct arena *a, struct store *s, const struct who *who, int64_t id,
    const struct attend_answer *to) MUST_USE;
/* Only on the day, from two hours before; by "qr" or "list". present false: takes it back (the list only). */
error attend_check_in_by_secret(struct arena *a, struct store *s, struct str secret) MUST_USE;
error attend_check_in(struct arena *a, struct store *s, const struct who *who, int64_t id,
    bool present) MUST_USE;

extern struct sql_list attend_sql;
#endif
