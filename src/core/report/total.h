/* total.h - sums of approved figures, kept true by the transaction that approves or returns.
 *
 * A row for each (unit up the tree, indicator, enclosing period, organisation), organisation '' being all of them.
 * T1 Only confirmed figures of approved reports that count (T6); only indicators of kind flow or stock. Ratios and
 *    maxima are never summed.
 * T2 Only results: no target, no context, no amount per piece, no difference ("tăng 3.163"), nothing measured in
 *    another dimension than the indicator (people and things count alike; money only in VND; areas, lengths,
 *    weights only in the indicator's unit).
 * T3 A part ("trong đó") is left out when a figure it belongs to, at any height, is confirmed with the same indicator.
 * T4 A flow adds up over time; a figure that is cumulative, or whose own period does not lie within the report's, is
 *    not added: it is listed beside the total and compared with it (check.h, brief.h). A stock under a flow
 *    indicator is not added either.
 * T5 A stock does not add up over time: a body gives its latest value in the period (a later period wins, then the
 *    later figure in the text); bodies and units do add up.
 * T6 An approved report counts unless an approved report of the same body over a shorter period overlaps it: months
 *    win over their quarter, so a half-year report is never added to its own months.
 * T7 A figure counts in its organisation's row and in ''; a joint result (organisation '') in '' only, once. Of a flow
 *    that was divided, each member's row has its share (joint.h); '' has the whole, once.
 * T8 Wording is vn_sum's: what may still be claimed after adding; taking away gives back exactly what stood before.
 * T9 No total of a closed period changes, whatever the period of the report that would change it. */
#ifndef CORE_REPORT_TOTAL_H
#define CORE_REPORT_TOTAL_H
#include "core/report/figure.h"

struct total {
    int64_t unit_id;
    struct str indicator, name, unit_word;         /* code, name, "VND" or the counting word */
    bool stock;
    struct str period, organisation;               /* organisation "": all */
    struct vn_sum sum;
    struct str words;                              /* "trên 489 triệu đồng" */
    int64_t ordinal;                               /* of the indicator in the catalogue; total_list() and total_now() */
};
/* *found false: nothing was counted there. */
error total_find(struct arena *a, struct db *db, int64_t unit_id, struct str indicator, struct str period,
    struct str organisation, struct total *out, bool *found) MUST_USE;
/* All rows of a unit and period, in catalogue order, '' before the organisations. */
error total_list(
    struct arena *a, struct db *db, int64_t unit_id, struct str period, struct total **out, size_t *n) MUST_USE;
struct str total_words(struct arena *a, const struct vn_sum *sum, struct str unit_word);

/* Inside the transaction that approves or returns, with the report's new state already written. */
error total_approved(struct arena *a, struct db *db, int64_t report_id) MUST_USE;
error total_returned(struct arena *a, struct db *db, int64_t report_id) MUST_USE;

/* In a job that changes totals: a number that grows, by which what is made of them knows that it is old. */
error total_news(struct arena *a, struct db *db) MUST_USE;
error total_news_number(struct arena *a, struct db *db, int64_t *number) MUST_USE;

/* The rows of a unit and of everything below it, made anew from the figures. Also tells how many rows differed
 * before. */
error total_recompute(struct arena *a, struct store *store, int64_t unit_id, int64_t *differed) MUST_USE;
/* Rule T1..T4 for one figure among those of its report; reads nothing. kind: "flow" "stock" "ratio" "highest"
 * or "" without an indicator. */
struct total_rule {
    struct str indicator_kind, indicator_unit;
    enum dimension indicator_dimension;
    struct str report_period;
};
enum figure_use total_use(const struct figure *all, size_t n, const struct figure *f, const struct total_rule *rule);

extern struct sql_list total_sql, total_again_sql;
#endif
