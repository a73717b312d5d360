/* since.h - what bodies have achieved since a day: approved figures of an indicator, added up as totals are, with where
 * each comes from. Reads only.
 *
 * A figure is taken when its report was approved on or after the day and its own period ends after it: what was told
 * before the day does not count again. Rules T1 to T8 of total.h hold: a flow adds up, a stock is each body's latest
 * value; of a ratio the latest value of the first body holds, of a maximum the highest. A result that was divided
 * counts with the share of each body (joint.h). */
#ifndef CORE_REPORT_SINCE_H
#define CORE_REPORT_SINCE_H
#include "core/report/total.h"

struct since_line {
    int64_t report_id, figure_id, seq, body_id, approved_at;
    struct str body_short, period, words, quote;
};
struct since {
    bool has;
    struct vn_sum sum;
    struct str words;                              /* "trên 489 triệu đồng"; "" when there is none */
    struct since_line *line; size_t lines;         /* newest period first */
};
/* day: "YYYY-MM-DD". An indicator that is not known gives nothing. */
error since_get(struct arena *a, struct db *db, struct str indicator, const int64_t *body, size_t bodies,
    struct str day, struct since *out) MUST_USE;
/* The sum certainly is at least that much: "gần 500" does not reach 500, "trên 500" does. */
bool  since_reached(const struct since *s, milli goal);

extern struct sql_list since_sql;
#endif
