/* meeting.h - one briefing: when, where, who presides, its states.
 *
 *   planned -> invited -> open -> ended -> concluded        planned, invited -> cancelled
 *
 * Planned: only the office and the chair see it. Invited: every body that is asked sees it with its papers. Open: the
 * room is live. Ended: nothing more is said; conclusions are still worded. Concluded: the concluding paper is signed,
 * tasks follow. Names and posts of the chair and the secretary are those of the day. A series holds one open briefing
 * at a time. */
#ifndef MEETING_MEETING_H
#define MEETING_MEETING_H
#include "core/meeting/series.h"
#include "vn/period.h"

enum meeting_state {
    MEETING_PLANNED, MEETING_INVITED, MEETING_OPEN, MEETING_ENDED, MEETING_CONCLUDED, MEETING_CANCELLED,
    MEETING_STATE_COUNT
};
const char *meeting_state_name(enum meeting_state s);      /* "Đang chuẩn bị" ... in the current language */
struct str  meeting_state_code(enum meeting_state s);

struct meeting {
    int64_t id, series_id, unit_id, body_id, number, previous_id, item_id, live, version;
    struct str title, presidium, conclusion, host_name, unit_name, period, day, starts, venue, channel;
    struct str chair_name, chair_post, secretary_name, secretary_post, words;
    int64_t chair_id, secretary_id;            /* persons; 0 not known */
    int minutes, papers_days, invite_days, quorum;
    enum meeting_state state;
    int64_t opened_at, ended_at;
    struct str papers_by, invite_by;           /* days, from the rules of the series */
};
struct meeting_list { struct meeting *row; size_t n; };
/* Those the person may see, newest first, with what was held in units that became this one. period "": any. */
error meeting_of_unit(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    struct meeting_list *out) MUST_USE;
/* For the level above: those of the units below that it may see, newest first. */
error meeting_below(struct arena *a, struct db *db, const struct who *who, struct meeting_list *out) MUST_USE;
/* ERR_MISSING: none, or not one that this person may see. */
error meeting_get(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct meeting *out) MUST_USE;
/* In a job: the row as it is, whoever asks. */
error meeting_row(struct arena *a, struct db *db, int64_t id, struct meeting *out) MUST_USE;

/* What a plan says; the rest comes from the series and its last briefing: people asked, standing items by hand, venue,
 * chair. The agenda is built (agenda.h). *id: the new one. ERR_CONFLICT: the series has one of this period already. */
struct meeting_plan { int64_t series_id; struct str period, day, starts, venue, title; int minutes; };
error meeting_plan(struct arena *a, struct store *s, const struct who *who, const struct meeting_plan *plan,
    int64_t *id) MUST_USE;
/* What is most likely planned next: the period after the last one's, on the same day after its end (off Saturdays and
 * Sundays). *last: the briefing that it takes over from; id 0 none. */
error meeting_suggest(struct arena *a, struct db *db, const struct series *s, struct meeting_plan *out,
    struct meeting *last) MUST_USE;
/* title, day, starts, minutes, venue, chair_id, secretary_id, words of `to`. A change of day or hour after the
 * invitations went out tells everyone who was asked (calendar entry with a higher sequence). */
error meeting_change(struct arena *a, struct store *s, const struct who *who,
    const struct meeting *to) MUST_USE;
/* ERR_CONFLICT: not from its present state. Opening needs the agenda and at least one present. */
error meeting_move(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    enum meeting_state to, struct str reason) MUST_USE;
/* In a job. */
error meeting_set_state(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    enum meeting_state to, struct str reason) MUST_USE;

extern struct sql_list meeting_sql, meeting_plan_sql;
#endif
