/* compare.h - a result beside that of the period before, of the same period of last year, and beside its target.
 *
 * C1 A difference and a percentage are said only of what is known: both values exact, or ours worded so that the claim
 *    still holds (vn_sum), and, of a flow, no report missing in either period. Else the reason is said.
 * C2 A target is a confirmed figure of sense target in an approved report of the unit, at the latest of the period
 *    itself. The period's own comes first, else the shortest period around it, and then what was done since its start
 *    counts. A later report of a body restates its earlier ones; targets of one report add up.
 * C3 The whole unit has a target when every organisation with a result has one; else whose it is is said.
 * C4 That a target was reached may be said while reports are missing, that it was not may not.
 * C5 Percentages have one decimal; what is not quite 100 never reads 100. */
#ifndef CORE_REPORT_COMPARE_H
#define CORE_REPORT_COMPARE_H
#include "core/report/brief.h"

struct str compare_last_year(struct arena *a, struct period p);        /* "" of a year: that is the period before */
/* Fills change and beside of each line; adds those that have a target and no result. The view is b->views.view. */
error compare_lines(struct arena *a, struct db *db, const struct who *who, struct brief *b, struct brief_line **lines,
    size_t *n) MUST_USE;
/* Once the lines stand at their bodies. */
void compare_behind(struct arena *a, struct brief *b);
/* "120%", "trên 98,5%": of two amounts; "" when nothing can be said. Pure. */
struct str compare_percent(struct arena *a, const struct vn_sum *now, const struct vn_sum *of);

extern struct sql_list compare_sql;
#endif
