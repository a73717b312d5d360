/* figure.h - the figures of a report, and what people decide about them. Nothing counts until confirmed.
 *
 * Figures change only while their report is a draft or returned, by the people of its body. Every decision is
 * audited with what stood before and after. `version` is the figure's own: when two people decide at once the
 * second gets ERR_CONFLICT with both values in the sentence. What was read first is kept, so figure_undo can
 * bring it back. */
#ifndef CORE_REPORT_FIGURE_H
#define CORE_REPORT_FIGURE_H
#include "read/record.h"
#include "store/db.h"

struct who;
enum figure_state { FIGURE_READ, FIGURE_CONFIRMED, FIGURE_REJECTED, FIGURE_STATE_COUNT };
extern const char *const figure_state_names[];     /* "read" "confirmed" "rejected" */

/* Why a figure is not in the totals (total.h has the rules); FIGURE_COUNTS when it is, once confirmed and approved. */
enum figure_use {
    FIGURE_COUNTS,
    FIGURE_NO_INDICATOR,
    FIGURE_NOT_RESULT,
    FIGURE_PER_PIECE,
    FIGURE_DIFFERENCE,
    FIGURE_CUMULATIVE,
    FIGURE_OTHER_PERIOD,
    FIGURE_PART,
    FIGURE_RATIO,
    FIGURE_STATE_OF_FLOW,
    FIGURE_OTHER_MEASURE,
    FIGURE_IS_REJECTED,
    FIGURE_USE_COUNT
};
/* "" for FIGURE_COUNTS; "không cộng: là một phần của số liệu khác" ... */
struct str figure_use_vi(enum figure_use use);

struct figure {
    int64_t id, report_id, seq, version;           /* seq: its number in the report, from 1 */
    struct span span; struct str quote;            /* into report.text */
    enum vn_approx approx; milli value, value_max;
    struct str unit; enum dimension dimension;
    struct str item, indicator, indicator_name;    /* indicator: code or "" */
    /* who did it: a code; "": a joint result of the unit, in no organisation's own total */
    struct str organisation;
    struct str place, beneficiary, period;
    bool cumulative, each, stock, has_whole; milli whole;
    enum sense sense; enum change change;
    uint32_t *value_of; size_t value_of_count;     /* seqs */
    int64_t part_of;                               /* seq, 0 none */
    struct str *with; size_t with_count;           /* codes of the bodies that did it together with organisation */
    milli *share;                                  /* of each of them; NULL: not divided (joint.h) */
    int confidence;                                /* thousandths */
    uint16_t doubts;                               /* of the reader: bits 1 << enum doubt */
    bool added;                                    /* by a person, not by the reader */
    enum figure_state state; struct str note;      /* note: why it was rejected or changed */
    struct str decided_by; int64_t decided_at;     /* name, 0 undecided */
    enum figure_use use;
    struct str words;                              /* "trên 459 triệu đồng", "120 suất quà" */
    struct str read_words;                         /* what was read, when a person changed it; else "" */
    bool has_last;
    struct str last_words; /* same indicator and organisation in the period before, from the totals; else "" */
};
/* In text order (span, then seq). */
error figure_list(struct arena *a, struct db *db, const struct who *who, int64_t report_id, struct figure **out,
    size_t *n) MUST_USE;
error figure_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct figure *out) MUST_USE;

/* What a person types about a figure. Every field is used: fill it from figure_entry() and overwrite what the
 * form sends. */
struct figure_entry {
    struct str amount; /* "459 triệu đồng", "trên 459 triệu", "1.284", "từ 20 đến 30 triệu đồng", "hai mươi" */
    enum vn_approx approx;                         /* a qualifier written in `amount` wins over it */
    struct str unit;                               /* "VND", "%", "suất quà"; money written in `amount` wins over it */
    struct str item, indicator, organisation, place, beneficiary, period;
    struct str whole;                              /* "45" of 38/45; "" none */
    bool cumulative, each, stock;
    enum sense sense; enum change change;
    int64_t part_of;                               /* seq, 0 none */
    struct str joint;                              /* who did it together, with shares: "HND 40; CTD 20" (joint.h) */
};
struct figure_entry figure_entry(struct arena *a, const struct figure *f);

error figure_confirm(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version) MUST_USE;
error figure_reject(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version,
    struct str note) MUST_USE;
/* Changes and confirms. ERR_INPUT names the field that is wrong in its sentence. */
error figure_change(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version,
    const struct figure_entry *entry, struct str note) MUST_USE;
/* Back to undecided, as it was read. */
error figure_undo(struct arena *a, struct store *store, const struct who *who, int64_t id, int64_t version) MUST_USE;
/* Words of the report that the reader missed: bytes [from, to) of its text at `report_version` (ERR_CONFLICT
 * when the text has changed since; ERR_INPUT when they cut a letter or are empty). With entry NULL the passage
 * is read; ERR_INPUT when it holds no amount, and then the person types it: call again with an entry
 * (figure_entry_read() gives what could be read as a start). Confirmed at once. */
error figure_add(struct arena *a, struct store *store, const struct who *who, int64_t report_id,
    int64_t report_version, struct span span, const struct figure_entry *entry, int64_t *id) MUST_USE;
error figure_entry_read(struct arena *a, struct db *db, const struct who *who, int64_t report_id,
    struct span span, struct figure_entry *out) MUST_USE;

extern struct sql_list figure_sql;
#endif
