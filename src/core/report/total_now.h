/* total_now.h - totals of a period "as it is now": as if the units of today had been there then.
 *
 * The rows of `total` say what was ("as it was then"): a figure stays on the unit that reported it. Here
 * N1 a unit that ended counts where its successor stands today; a merged one is summed into its successor;
 * N2 a divided one counts whole where all its parts stand (the city of both wards needs no rule);
 * N3 else it is divided as somebody decided (unit_share.h), in whole units, and the parts are "about"; or it stands
 * apart,
 *    with the reason, in no unit's sum;
 * N4 of a stock only the latest holds: what a successor reported in the period takes the place of what its predecessors
 *    had, so the same members are not counted twice in the quarter of the merger;
 * N5 over all units of today, and what stands apart, nothing is lost and nothing is added, except by N4.
 * Reads only. */
#ifndef CORE_REPORT_TOTAL_NOW_H
#define CORE_REPORT_TOTAL_NOW_H
#include "core/report/total.h"

struct total_apart { int64_t unit_id; struct str unit_title, why; struct total total; };
struct total_now {
    struct total *total; size_t totals;            /* as total_list() */
    struct total_apart *apart; size_t aparts;      /* could belong here, and stands in nobody's sum */
    struct str *note; size_t notes;                /* which rules were used, in sentences */
    bool changed;                                  /* units came in or went out since: the two views differ, or could */
};
error total_now(struct arena *a, struct db *db, int64_t unit_id, struct str period, struct total_now *out) MUST_USE;

extern struct sql_list total_now_sql;
#endif
