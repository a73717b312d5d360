/* figure_row.h - a figure between a database row, text and struct: for the files of this folder only. */
#ifndef CORE_REPORT_FIGURE_ROW_H
#define CORE_REPORT_FIGURE_ROW_H
#include "core/office/person.h"
#include "core/report/figure.h"
#include "core/report/total.h"

/* Begin a statement with these and end it with WHERE ... : row i then holds one figure, its indicator and its
 * report. */
#define FIGURE_COLUMNS                                                                                        \
    "f.id, f.report_id, f.seq, f.version, f.span_from, f.span_to, f.quote, f.approx, f.value, f.value_max, "  \
    "f.unit_word, f.dimension, f.item, f.indicator, i.name, f.organisation, f.place, f.beneficiary, "        \
    "f.period, f.cumulative, f.each, f.stock, f.whole, f.sense, f.change, f.value_of, f.part_of, "           \
    "f.confidence, f.origin, f.state, f.note, " PERSON_THEN("f.decided_by", "f.decided_at", "fp.name")         \
    ", f.decided_at, f.reading, "                                                                             \
    "i.kind, i.unit_word, i.dimension, r.period, r.body_id, r.unit_id, f.counts, f.decided_by, f.doubts, f.joint, " \
    "f.shares"
enum { FIGURE_COLUMN_COUNT = 45 };                 /* further columns of the statement begin here */
/* The same without what stands in other tables than figure f and report r: for statements over many figures,
 * whose readers take the indicators from the catalogue and show nobody's name. */
#define FIGURE_COLUMNS_BARE                                                                                   \
    "f.id, f.report_id, f.seq, f.version, f.span_from, f.span_to, f.quote, f.approx, f.value, f.value_max, "  \
    "f.unit_word, f.dimension, f.item, f.indicator, NULL, f.organisation, f.place, f.beneficiary, "          \
    "f.period, f.cumulative, f.each, f.stock, f.whole, f.sense, f.change, f.value_of, f.part_of, "           \
    "f.confidence, f.origin, f.state, f.note, NULL, f.decided_at, f.reading, "                               \
    "NULL, NULL, NULL, r.period, r.body_id, r.unit_id, f.counts, f.decided_by, '', f.joint, f.shares"
#define FIGURE_TABLES                                                                                         \
    " FROM figure f JOIN report r ON r.id = f.report_id LEFT JOIN indicator i ON i.code = f.indicator "       \
    "LEFT JOIN account fa ON fa.id = f.decided_by LEFT JOIN person fp ON fp.id = fa.person_id "

struct figure_full {
    struct figure f;
    struct total_rule rule;
    struct str reading;
    int64_t body_id, unit_id, decided_by;
    bool counts;
};
struct figure_full figure_row(struct arena *a, struct rows *r);
struct figure_list { struct figure_full *list; size_t n, room; };
void figure_list_push(struct arena *a, struct figure_list *to, const struct figure_full *f);

/* The values of a figure as lines "name=value": what stood before and after, in the audit; and the reading that
 * undo brings back. */
struct str figure_pack(struct arena *a, const struct figure *f);
bool       figure_unpack(struct arena *a, struct str packed, struct figure *into);   /* only the packed fields */
struct str figure_words(struct arena *a, const struct figure *f);
struct str figure_seqs(struct arena *a, const uint32_t *seqs, size_t n);             /* "3,4,5", as stored */
struct str figure_doubts(struct arena *a, uint16_t doubts);                          /* "unit,item", as stored */
struct str figure_joint(struct arena *a, const struct figure *f);                    /* "LHPN,HND", as stored */
size_t     name_index(const char *const *names, size_t n, struct str name);          /* 0 when none is it */
enum dimension dimension_named(struct str name);                                        /* of its name; 0 for "" */
extern const char *const figure_field_names[];
#endif
