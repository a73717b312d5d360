/* directive.h - what the chair asks for, in the formula of the field (domain notes 1.2):
 *
 *   ATTITUDE. Giao LEAD chủ trì, phối hợp với WITH, WORDS, CHANNEL, trước ngày dd/mm/yyyy, đo bằng MEASURE.
 *
 * Four parts make it one that can be followed: lead, words, day, measure. It is typed in the room, or proposed from the
 * chair's concluding words (record.tasks) and confirmed one by one. A measure that is an indicator with a value is
 * followed by itself from approved figures. */
#ifndef MEETING_DIRECTIVE_H
#define MEETING_DIRECTIVE_H
#include "core/meeting/meeting.h"
#include "vn/number.h"

enum directive_state { DIRECTIVE_PROPOSED, DIRECTIVE_CONFIRMED, DIRECTIVE_DROPPED };
enum directive_origin { DIRECTIVE_TYPED, DIRECTIVE_READ, DIRECTIVE_CARRIED };
extern const char *const attitudes[];          /* "Thống nhất", "Cơ bản nhất trí", "Thống nhất về chủ trương" */
extern const size_t attitude_count;
struct directive {
    int64_t id, meeting_id, item_id, ordinal, lead_id, version;
    enum directive_state state; enum directive_origin origin;
    struct str attitude, lead_name, lead_short, words, channel, due, measure, indicator, indicator_name;
    struct str quote, key;
    bool has_goal; int64_t goal;               /* thousandths */
    struct str goal_words;                     /* "400 thẻ"; "" without one */
    int64_t *with; struct str *with_name, *with_short; size_t withs;
    bool others;                               /* "các cơ quan, đơn vị liên quan" co-ordinate too */
    bool lacks_lead, lacks_words, lacks_due, lacks_measure;
};
/* In their order; without those that were dropped. */
struct directive_list { struct directive *row; size_t n; size_t confirmed, proposed; };
error directive_list(struct arena *a, struct db *db, int64_t meeting_id, struct directive_list *out) MUST_USE;
error directive_get(struct arena *a, struct db *db, int64_t id, struct directive *out) MUST_USE;
/* The sentence of the formula; what is not there yet is left out. Bodies as on the day of the meeting. */
struct str directive_words(struct arena *a, const struct directive *d);
/* What it is measured by, with what is to be reached; as in the sentence, behind "đo bằng". */
struct str directive_measure(struct arena *a, const struct directive *d);
/* Whether this person may write them now; mending: because a new version of the signed paper is being drafted. */
error directive_may(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id, bool *may,
    bool *mending) MUST_USE;
/* All writing: MAY_CONCLUDE in the unit; ERR_CONFLICT when the briefing is cancelled, or concluded and no new version
 * of its paper is being drafted.
 * id 0: new, of state proposed; the same key again in one meeting gives the same id and changes nothing. Lead, with,
 * item_id, attitude, words, channel, due ("YYYY-MM-DD"), measure, indicator, goal, others of `to`; with a new one
 * origin, quote and key too. An existing one: ERR_CONFLICT on another version, with what both wrote left to the caller;
 * a confirmed one that lacks a part afterwards is proposed again. ERR_INPUT: which part is wrong. */
error directive_put(struct arena *a, struct store *s, const struct who *who,
    const struct directive *to, int64_t *id)
    MUST_USE;
/* The four parts that are missing, in words: "đơn vị chủ trì, thời hạn"; "" none. */
struct str directive_lacks(struct arena *a, const struct directive *d);
/* ERR_INPUT: which of the four parts are missing. Again changes nothing. */
error directive_confirm(struct arena *a, struct store *s, const struct who *who, int64_t id,
    int64_t version) MUST_USE;
error directive_drop(struct arena *a, struct store *s, const struct who *who, int64_t id,
    int64_t version) MUST_USE;
/* Back among the proposed ones. */
error directive_restore(struct arena *a, struct store *s, const struct who *who, int64_t id,
    int64_t version) MUST_USE;
/* place: from 1; the same said twice moves once. */
error directive_move(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t place) MUST_USE;
/* Proposes from the chair's words; returns how many. Those that were proposed from the same words are not proposed
 * again. */
error directive_read(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id,
    struct str words,
    size_t *n) MUST_USE;
/* What was typed for a body, wholly: its id, 0 when none is called so. */
error directive_body(struct arena *a, struct db *db, const struct meeting *m, struct str typed, int64_t *id) MUST_USE;
/* A day as it is said ("15/8", "cuối tháng 8", "trong quý III", "30 ngày"), seen from the day of the meeting: the last
 * day that is meant. bare: the words are nothing but the day; else the first term that stands in them, *where it is. */
bool directive_due(struct arena *a, struct str words, struct day on, bool bare, struct day *out, struct span *where);
/* Behind the amount that a measure begins with: "400 thẻ BHYT" to "thẻ BHYT". */
struct str directive_goal(struct str typed, bool *has, int64_t *goal);
/* While typing: bodies by any of their names, indicators by any wording, accent-blind, best first. */
struct directive_offer { struct str code, words, about; };
error directive_bodies(struct arena *a, struct db *db, const struct meeting *m, struct str typed,
    struct directive_offer **out, size_t *n) MUST_USE;
error directive_indicators(struct arena *a, struct db *db, struct str typed,
    struct directive_offer **out, size_t *n)
    MUST_USE;

/* In a job: the conclusions as they are, kept for the draft that is to replace their paper. The draft was dropped: they
 * are so again, and what was added meanwhile is dropped. Forget: it was signed. */
error directive_kept_take(struct arena *a, struct db *db, int64_t meeting_id, int64_t issued_id) MUST_USE;
error directive_kept_back(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id,
    int64_t issued_id) MUST_USE;
error directive_kept_forget(struct arena *a, struct db *db, int64_t issued_id) MUST_USE;

extern struct sql_list directive_sql, directive_kept_sql;
#endif
