/* attend.h - who is asked to a briefing, what they answer, who is there; the quorum.
 *
 * Each place has a secret of its own that stands on the invitation: with it one answers, names a substitute and, on
 * the day, checks in by telephone without an account. 28 letters (137 bits), drawn from a random seed with the key that
 * lies beside the database; only its hash is looked for. So it can be printed again, the database alone does not hold
 * it, and a new seed ends it. The office does the same by the list. Names and posts are those of the day of the
 * briefing. Members count for the quorum, present or by their substitute. */
#ifndef MEETING_ATTEND_H
#define MEETING_ATTEND_H
#include "core/meeting/meeting.h"

enum part { PART_CHAIR, PART_SECRETARY, PART_MEMBER, PART_GUEST, PART_COUNT };
enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_NO, ANSWER_SUBSTITUTE, ANSWER_COUNT };
const char *part_name(enum part p);
const char *answer_name(enum answer r);
bool part_read(struct str code, enum part *out);           /* "chair" ... */
bool answer_read(struct str code, enum answer *out);       /* "none" ... */
struct str part_code(enum part p);
struct str answer_code(enum answer r);
struct attendee {
    int64_t id, meeting_id, ordinal, body_id, person_id, version, answered_at, invited_at, present_at, left_at;
    struct str body_name, name, post, answer_words, substitute_name, substitute_post, present_by;
    enum part part; enum answer answer;
    bool late;                                 /* came after the opening */
};
/* Those of one body, or from outside (body_id 0) of one name, in the order of the invitation. */
struct attend_body { int64_t body_id; struct str name; size_t asked, coming, present; };
struct attendance {
    struct attendee *row; size_t n;            /* in the order of the invitation */
    struct attend_body *body; size_t bodies;
    size_t asked, answered, coming, present, members, members_present;
    int quorum;                                /* percent asked for, 0 none */
    bool enough;
};
error attend_list(struct arena *a, struct db *db, const struct meeting *m, struct attendance *out) MUST_USE;
/* "Có mặt 7 trên 9 thành viên (77%), cần 67%: đủ điều kiện họp." "" when there is no rule. The share is cut off, not
 * rounded: 66,7% is not the 67% that are needed and must not read so. */
struct str attend_quorum_words(struct arena *a, const struct attendance *x);
/* Invitations that went, or would go today, after the day of the series' rule; "" in time. */
struct str attend_late_words(struct arena *a, const struct meeting *m, const struct attendance *x);
/* The one who comes in this place: "Trần Văn An", or the substitute. */
struct str attend_name(const struct attendee *at);
struct str attend_post(const struct attendee *at);

/* In the job that plans: heads of the bodies of the series on the day, chair and secretary, and whom the office had
 * asked by hand to the briefing before. Called again after a change of the briefing it sets chair and secretary anew
 * and leaves all others as they are. */
error attend_build(struct arena *a, struct db *db, const struct who *who, const struct meeting *m) MUST_USE;
/* id 0: one more, also somebody of no body of ours. body_id, body_name, name, post, part of `to`. A name that a holder
 * of a post of the body has is that person; no name: its head on the day. A place that goes to another person is not
 * invited any more and has another secret. */
error attend_put(struct arena *a, struct store *s, const struct who *who, const struct attendee *to,
    int64_t *id) MUST_USE;
/* Who was invited is told. ERR_CONFLICT: chair, secretary, or one who is there. */
error attend_drop(struct arena *a, struct store *s, const struct who *who, int64_t id) MUST_USE;
/* place: from 1 in the list; chair and secretary stay at its head. The same said twice moves once. */
error attend_move(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t place) MUST_USE;

/* How an invitation reaches somebody: on paper only; in the program; by letter too. */
enum attend_way { WAY_PAPER, WAY_PROGRAM, WAY_LETTER, WAY_COUNT };
const char *attend_way_name(enum attend_way w);
/* way, address: in the order of x->row. */
struct attend_reach { enum attend_way way; struct str address; };
error attend_reaches(struct arena *a, struct db *db, const struct who *who, const struct attendance *x,
    struct attend_reach **out) MUST_USE;
/* Sends what has not been sent: state becomes invited, notices and letters with iCalendar to those who have accounts.
 * ERR_INPUT: nothing to invite to (no day, no one asked). ERR_CONFLICT: everyone has been, or it is over. */
error attend_invite(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id) MUST_USE;
/* In the job that changed the briefing: before is the row as it was. Everyone invited is told of another day, hour,
 * length, place or title; to another day or hour who is not there yet answers anew, until it opens. Nothing when none
 * of these changed. */
error attend_tell_changed(struct arena *a, struct db *db, const struct who *who,
    const struct meeting *before) MUST_USE;
/* In the job that cancelled it. */
error attend_tell_cancelled(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id,
    struct str reason) MUST_USE;

/* The address of a place's own page, "/moi/SECRET"; for the office. */
error attend_link(struct arena *a, struct db *db, const struct who *who, int64_t id, struct str *out) MUST_USE;
/* Another secret; the old one opens nothing any more. */
error attend_link_renew(struct arena *a, struct store *s, const struct who *who, int64_t id) MUST_USE;
/* ERR_MISSING: none of an invitation that went out, or the briefing was over a week ago. */
error attend_of_secret(struct arena *a, struct db *db, struct str secret, struct attendee *out,
    struct meeting *m) MUST_USE;
/* The place of the person of an account; id 0 none. */
error attend_of_who(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id,
    struct attendee *out) MUST_USE;
/* For who may see the briefing. */
error attend_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct attendee *out,
    struct meeting *m) MUST_USE;
struct attend_answer { enum answer answer; struct str words, name, post; };
error attend_answer_by_secret(struct arena *a, struct store *s, struct str secret,
    const struct attend_answer *to) MUST_USE;
/* By its own account, or by the office for somebody. */
error attend_answer(struct arena *a, struct store *s, const struct who *who, int64_t id,
    const struct attend_answer *to) MUST_USE;
/* Whether one may check in now: on the day, from two hours before until the end. The office also until the conclusion
 * is signed. */
bool attend_may_check_in(struct arena *a, const struct meeting *m, bool office);
/* By "qr", "account" or "list". present false: takes it back (the office only). Who holds several places is there in
 * all of them but those for which a substitute was named. */
error attend_check_in_by_secret(struct arena *a, struct store *s, struct str secret) MUST_USE;
error attend_check_in(struct arena *a, struct store *s, const struct who *who, int64_t id,
    bool present) MUST_USE;

/* Who was there and went before the end: at "15:40" of that day, "" now. The office, until the conclusion is signed. */
error attend_leave(struct arena *a, struct store *s, const struct who *who, int64_t id, struct str at) MUST_USE;
error attend_return(struct arena *a, struct store *s, const struct who *who, int64_t id) MUST_USE;     /* he did not */
bool attend_may_leave(const struct meeting *m, const struct attendee *at);

extern struct sql_list attend_sql, attend_code_sql, attend_tell_sql, attend_answer_sql;
#endif
