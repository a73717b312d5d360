/* total_rows.h - what total.c (a report enters or leaves) and total_again.c (everything anew) share. */
#ifndef CORE_REPORT_TOTAL_ROWS_H
#define CORE_REPORT_TOTAL_ROWS_H
#include "core/report/total.h"

enum { TOTAL_PERIODS = 5 };                        /* month, quarter, half, nine months, year */
struct total_change { struct str indicator, period, organisation; struct vn_sum plus, minus; };
struct total_changes { struct total_change *list; size_t n, room; };
struct total_change *total_change_at(struct arena *a, struct total_changes *to, struct str indicator,
    struct str period, struct str organisation);
size_t total_periods(struct period p, struct period out[TOTAL_PERIODS]);   /* the standard periods that p lies in */
struct vn_sum total_sum_row(struct rows *r);                               /* its first nine columns */
bool total_sum_same(const struct vn_sum *x, const struct vn_sum *y);
error total_row_write(struct arena *a, struct db *db, int64_t unit_id, const struct total_change *c,
    const struct vn_sum *sum, bool exists) MUST_USE;
error total_units_up(struct arena *a, struct db *db, int64_t unit_id, int64_t **out, size_t *n) MUST_USE;
error total_mark_figures(struct arena *a, struct db *db, int64_t report_id) MUST_USE;

struct total_report { int64_t id, body_id, unit_id; bool approved, counted; struct period period; };
bool total_report_counts(const struct total_report *list, size_t n,
    const struct total_report *one); /* T6; list: reports of one body */
#endif
