/* figure_entry.h - for the files of this folder: an entry (figure.h) applied to a figure. */
#ifndef CORE_REPORT_FIGURE_ENTRY_H
#define CORE_REPORT_FIGURE_ENTRY_H
#include "core/report/figure.h"

struct figure_full;
/* all: the figures of the report. ERR_INPUT says which field and how to write it; then *f is half filled and
 * must not be kept. */
error figure_entry_take(struct arena *a, struct db *db, const struct figure_entry *e, struct str report_period,
    const struct figure_full *all, size_t n, struct figure *f) MUST_USE;
#endif
