/* speech.h - the list of speakers: who waits, who speaks, for how long each did, who has not spoken.
 *
 * One speaks at a time; giving the word to the next ends the one before. Times are of the server, also of what was
 * pressed while the network was away (pressed: live_moment() of live.h, 0 now). Who runs the briefing
 * keeps the list; a person who is asked to it may put themselves on it and take themselves off. */
#ifndef MEETING_SPEECH_H
#define MEETING_SPEECH_H
#include "core/meeting/attend.h"

struct speech {
    int64_t id, attendee_id, item_id, asked_at, began_at, ended_at;
    int64_t spent;                             /* milliseconds until now */
    struct str name, post, body_name;
};
struct speech_sum { int64_t attendee_id, spent; int times; struct str name, body_name; };
struct speech_list {
    struct speech *row; size_t n;              /* who speaks, then who waits in the order of asking, then who spoke */
    struct speech_sum *sum; size_t sums;       /* everyone present, who has not spoken first */
};
error speech_list(struct arena *a, struct db *db, int64_t meeting_id, struct speech_list *out) MUST_USE;
/* key: of the browser; the same again changes nothing. ERR_CONFLICT: waits already; the meeting is not open. */
error speech_ask(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id,
    int64_t attendee_id, struct str key, int64_t pressed, int64_t *id) MUST_USE;
error speech_begin(struct arena *a, struct store *s, const struct who *who, int64_t id,
    int64_t pressed) MUST_USE;
error speech_end(struct arena *a, struct store *s, const struct who *who, int64_t id,
    int64_t pressed) MUST_USE;  /* or withdraws */

extern struct sql_list speech_sql;
#endif
