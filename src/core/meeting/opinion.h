/* opinion.h - the register of what was raised: results, difficulties, proposals; who raised them, of whom they are
 * asked, who answered and when, until the chair closes them.
 *
 * What was not answered stands on the agenda of the next briefing of the unit by itself. Opinions come from the room,
 * from a body's own page between briefings, and, as proposals to be taken over, from the reports of the period
 * (difficulties that were read there). */
#ifndef MEETING_OPINION_H
#define MEETING_OPINION_H
#include "core/meeting/meeting.h"

enum opinion_kind { OPINION_RESULT, OPINION_DIFFICULTY, OPINION_PROPOSAL, OPINION_KIND_COUNT };
enum opinion_state { OPINION_OPEN, OPINION_ANSWERED, OPINION_PROMISED, OPINION_CLOSED, OPINION_STATE_COUNT };
const char *opinion_kind_name(enum opinion_kind k);
const char *opinion_state_name(enum opinion_state s);
struct str opinion_kind_code(enum opinion_kind k);         /* "result" ... */
bool       opinion_kind_read(struct str code, enum opinion_kind *out);
struct opinion {
    int64_t id, unit_id, meeting_id, item_id, body_id, attendee_id, asked_id, report_id, answered_at,
        closed_at, version, told_id;
    enum opinion_kind kind; enum opinion_state state;
    struct str raised_by, raised_on, words, asked_of, answer, answered_by, promised, body_name, meeting_title,
        unit_name;
    struct str told;                           /* told_id: the briefing at which the answer was told; "" none */
    struct str key;
};
struct opinion_list { struct opinion *row; size_t n; };
/* meeting_id 0: of the unit, as far as these eyes go: what a body said at a briefing is for those who may see it, and
 * for the body that is asked. Else of a briefing that the caller has asked meeting_get() for. open_only: neither
 * answered at a briefing since nor closed. Oldest first when open. */
error opinion_list(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, int64_t meeting_id,
    bool open_only, struct opinion_list *out) MUST_USE;
/* For the level above, never for who acts in a body: those of the units below. */
error opinion_below(struct arena *a, struct db *db, const struct who *who, bool open_only,
    struct opinion_list *out) MUST_USE;
/* In a job: of earlier briefings, not closed. */
error opinion_carried(struct arena *a, struct db *db, const struct meeting *m,
    struct opinion_list *out) MUST_USE;
/* The one that an item of a briefing's agenda carries, for all who may see that briefing: the caller has asked
 * meeting_get(). */
error opinion_of_item(struct arena *a, struct db *db, int64_t opinion_id, struct opinion *out) MUST_USE;
/* Raised before it, and answered there. For who may see the briefing. */
error opinion_told(struct arena *a, struct db *db, const struct meeting *m, struct opinion_list *out) MUST_USE;
error opinion_get(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct opinion *out) MUST_USE;
/* id 0: new; key: of the browser, the same again gives the same id and changes nothing. At a briefing (MAY_RUN_MEETING,
 * open or ended) its unit and day are taken, and of an attendee the name and the body; else of a body today
 * (MAY_RAISE). raised_by and asked_of are filled from body_id and asked_id. ERR_CONFLICT: another version. */
error opinion_put(struct arena *a, struct store *s, const struct who *who, const struct opinion *to,
    int64_t *id) MUST_USE;
/* promised "": answered now; else answered by that day. Who runs briefings, or the body that is asked. An answer
 * given while a briefing is open that has it on its agenda, or at which it was raised, is told there; so is closing. */
error opinion_answer(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    struct str answer, struct str promised) MUST_USE;
error opinion_close(struct arena *a, struct store *s, const struct who *who, int64_t id,
    int64_t version) MUST_USE;

extern struct sql_list opinion_sql;
#endif
