/* alias.h - what an office has taught the reader: this phrase means that indicator, that body, that place.
 *
 * An alias belongs to a unit; it is used for the reports of that unit and of the units below it, and the nearest
 * wins. A correction proposes it (alias_propose, by core/report/lesson.c); a body's officer answers for the body's own
 * reports (alias_answer); the office of the unit decides for all (alias_accept, alias_reject, alias_add ...). What is
 * rejected stays in the list and is never asked again. Every change is audited with what stood before and after.
 *
 * A phrase has ALIAS_PHRASE_LEAST to ALIAS_PHRASE_MOST letters and signs, at least one letter, no line end. Phrases
 * are the same when their syllables are, whatever their case or where the tone is written (hòa, hoà). */
#ifndef OFFICE_ALIAS_H
#define OFFICE_ALIAS_H
#include "core/office/policy.h"
#include "read/reader.h"

enum { ALIAS_PHRASE_LEAST = 2, ALIAS_PHRASE_MOST = 80, ALIAS_PLACE_MOST = 120, ALIASES_MOST = 2000 };
enum alias_state { ALIAS_PROPOSED, ALIAS_ACCEPTED, ALIAS_REJECTED, ALIAS_REMOVED, ALIAS_STATE_COUNT };
extern const char *const alias_kind_names[], *const alias_state_names[];   /* as stored: "indicator", "proposed" ... */

struct alias {
    int64_t id, unit_id; struct str unit_name;
    enum alias_kind kind; enum alias_state state;
    struct str phrase, code, meaning;          /* meaning: name of the indicator or body, the place */
    int64_t report_id, figure_seq;             /* the correction it came from; 0: it was written in the list */
    struct str made_by, decided_by;            /* names; decided_by "" undecided */
    int64_t made_at, decided_at;
    int64_t times;                             /* corrections that said so */
    struct str bodies;                         /* short names of the bodies that use it already; "" none */
    int64_t used, used_at;                     /* figures it has told */
    int64_t version;
    bool may_decide;                           /* this person, for the whole unit */
};

/* ---- looking: MAY_READ_ALIAS in the unit. The office sees all; others what is accepted or their body proposed */
struct alias_filter {
    int64_t unit_id;
    int kind, state;                           /* -1: any; removed ones only when asked for */
    struct str find;                           /* in the phrase and its meaning; "" all */
    int limit, offset;
};
struct alias_page { struct alias *list; size_t n; int64_t total, of_state[ALIAS_STATE_COUNT]; };
error alias_list(struct arena *a, struct db *db, const struct who *who, const struct alias_filter *filter,
    struct alias_page *out) MUST_USE;          /* proposed first, the most often corrected first; then by phrase */
error alias_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct alias *out) MUST_USE;
struct alias_use { int64_t report_id, figures, at; };      /* whether the report may be seen, report_get() tells */
error alias_uses(struct arena *a, struct db *db, const struct who *who, int64_t id, struct alias_use **out,
    size_t *n) MUST_USE;                       /* newest first */

/* ---- deciding: MAY_TEACH in the unit. ERR_INPUT: phrase or code; ERR_CONFLICT: another one has the phrase, with who
 * and when, or somebody was quicker; ERR_TOO_LARGE: the unit has ALIASES_MOST */
error alias_add(struct arena *a, struct store *store, const struct who *who, enum alias_kind kind, struct str phrase,
    struct str code, int64_t *id) MUST_USE;    /* accepted at once, in the unit that `who` acts in */
error alias_change(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version,
    struct str phrase, struct str code) MUST_USE;
error alias_accept(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version) MUST_USE;
error alias_reject(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version) MUST_USE;
error alias_remove(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version) MUST_USE;
error alias_restore(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version) MUST_USE;

/* ---- a correction and the answer to it */
struct alias_lesson {
    int64_t unit_id, body_id, report_id, figure_seq;
    enum alias_kind kind; struct str phrase, code;
};
/* In a job. Proposes, or counts once more; *id 0 when there is nothing to ask: it is accepted or rejected already, the
 * phrase or the code cannot be one, or the unit's list is full. */
error alias_propose(struct arena *a, struct db *db, const struct who *who, const struct alias_lesson *lesson,
    int64_t *id) MUST_USE;
/* In a job. What the correction of this figure proposed, and its body has not answered, is taken back; forgotten when
 * no other figure said so. kind: -1 any. */
error alias_withdraw(struct arena *a, struct db *db, const struct who *who, int64_t report_id, int64_t figure_seq,
    int kind) MUST_USE;
/* What to ask after this figure was corrected: proposals of this figure that the body has not answered. */
error alias_offers(struct arena *a, struct db *db, const struct who *who, int64_t report_id, int64_t figure_seq,
    struct alias **out, size_t *n) MUST_USE;
/* The officer's answer for the body they act in (MAY_WRITE_REPORT): yes, its own reports use it from now on, and the
 * office is asked for all; no, the body is not asked again, and when nobody else proposed it it is rejected. */
error alias_answer(struct arena *a, struct store *store, const struct who *who, int64_t id, bool yes) MUST_USE;

/* ---- reading */
/* What the reader is told for a report of the body: id[i] is the alias of told[i]. */
struct alias_told { struct read_alias *told; int64_t *id; size_t n; };
error alias_for(struct arena *a, struct db *db, int64_t unit_id, int64_t body_id, struct alias_told *out) MUST_USE;
/* In a job: how many figures of the report each of them told. */
error alias_note(struct arena *a, struct db *db, int64_t report_id, const struct alias_told *told,
    const uint32_t *figures) MUST_USE;

extern struct sql_list alias_sql, alias_lesson_sql;
#endif
