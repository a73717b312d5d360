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
 * N5 over all units of today, and what stands apart, nothing is lost and nothing is added, except by N4;
 * N6 an act that was written ahead changes nothing before its day.
 * Reads only. */
#ifndef CORE_REPORT_TOTAL_NOW_H
#define CORE_REPORT_TOTAL_NOW_H
#include "core/report/total.h"

struct total_apart { int64_t unit_id; struct str unit_title, why; struct total total; };
/* What came in from a unit that stood elsewhere then. here: that part of it which counts for this very unit and for
 * none below it. shared: it is a share of a divided unit's figures. */
struct total_came { int64_t unit_id; struct str unit_title; bool shared; struct vn_sum here; struct total total; };
struct total_note { struct str words, indicator, organisation; };
struct total_now {
    struct total *total; size_t totals;            /* as total_list() */
    struct total_apart *apart; size_t aparts;      /* could belong here, and stands in nobody's sum */
    struct total_came *came; size_t cames;
    struct total_note *note; size_t notes;         /* which rules were used, in sentences, of each row */
    bool near;                                     /* units here were merged, divided or moved: there are two views */
    bool changed;                                  /* units came in or went out since: the two views differ, or could */
};
error total_now(struct arena *a, struct db *db, int64_t unit_id, struct str period, struct total_now *out) MUST_USE;
/* The sentences that are about that row, each once; indicator "": about any. */
void  total_now_notes(struct arena *a, const struct total_now *x, struct str indicator, struct str organisation,
    struct str **out, size_t *n);

/* "Phường Bến Đò, Phường Cồn Cát": whose figures came into that row, each once; "" none. */
struct str total_now_from(struct arena *a, const struct total_now *x, struct str indicator, struct str organisation);

/* ---- one of the two, as it is asked for ---- */
enum total_view { VIEW_THEN, VIEW_NOW };
struct total_views {
    enum total_view view;
    struct total_now now;                          /* of the period, whichever view is asked for */
    bool differs;                                  /* the two say different things of this unit */
    bool below;                                    /* it has units below that report: not a commune nor a village */
};
/* Both of a period; *total is the one asked for. */
error total_views(struct arena *a, struct db *db, int64_t unit_id, struct str period, enum total_view view,
    struct total_views *out, struct total **total, size_t *n) MUST_USE;
/* One row of it. VIEW_THEN: total_find(). */
error total_view_find(struct arena *a, struct db *db, int64_t unit_id, struct str indicator, struct str period,
    struct str organisation, enum total_view view, struct total *out, bool *found) MUST_USE;

extern struct sql_list total_now_sql;
#endif
