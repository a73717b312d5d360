/* figure_read.h - figures that the reader found, on their way into the database. */
#ifndef CORE_REPORT_FIGURE_READ_H
#define CORE_REPORT_FIGURE_READ_H
#include "core/office/alias.h"
#include "core/report/figure.h"
#include "core/report/report.h"
#include "read/reader.h"

/* What the reader should know: body, period, about when, and what the office has taught. */
struct read_hints figure_hints(const struct report *r, const struct alias_told *told);
/* In a job. Makes the figures of a new report, or brings those of a changed one in line with the new reading: a
 * figure whose quote still stands keeps its number and its decision (the k-th of a quote with the k-th), what a
 * person added stays while its words stand, the others go. *kept and *gone count decided figures, for the
 * audit. */
error figure_take(struct arena *a, struct db *db, const struct report *r, const struct record *record,
    int64_t *kept, int64_t *gone) MUST_USE;
/* In a job. Writes every field of `f` (id 0: a new row, seq given here) and its version. */
error figure_put(struct arena *a, struct db *db, const struct report *r, struct figure *f, struct str reading,
    int64_t decided_by) MUST_USE;
struct figure_full;
void figure_uses(struct arena *a, struct figure_full *list, size_t n);     /* fills `use`; list: all of one report */
error figure_all(struct arena *a, struct db *db, int64_t report_id, struct figure_full **out,
    size_t *n) MUST_USE; /* in text order, `use` filled */
extern struct sql_list figure_read_sql;
#endif
