/* check_rules.h - the checks that need nothing but the report itself: pure, so tests can hand them any figures;
 * and what the files of the checks share. */
#ifndef CORE_REPORT_CHECK_RULES_H
#define CORE_REPORT_CHECK_RULES_H
#include "core/report/check.h"
#include "core/report/figure_row.h"

struct warnings { struct arena *a; struct warning *list; size_t n, room; };
/* Figures in text order; text is the report's. Adds what it finds: parts, price, percent, difference, unit,
 * plan, other_period. */
void check_rules(struct warnings *to, struct str text, const struct figure_full *list, size_t n);
/* Does it tell of a longer period that does not end with the report's? */
bool check_is_longer(const struct figure *f, struct str report_period);
/* seqs: figure numbers of the list, the one to look at first; the subject is made of them and their values. */
struct warning *warning_add(struct warnings *to, const char *code, enum severity severity,
    const struct figure *const *figures, size_t n, struct str sentence);
struct str warning_amount(struct arena *a, const struct figure *f,
    milli value); /* "36 triệu đồng", "120 suất": value in the unit of f */

/* ---- of check.c and check_repeats.c ---- */

/* A report as the checks look at it, and what they found. */
struct checked {
    int64_t id, body_id;
    struct str period, text;
    const struct figure_full *list; size_t n;      /* in text order, use filled */
    struct warnings found;
};
/* The warnings of reports of one unit, each as check_report() gives them. Whether `who` may see the reports is the
 * caller's question. */
error check_several(struct arena *a, struct db *db, int64_t unit_id, struct checked *list, size_t n) MUST_USE;
error check_repeats(struct arena *a, struct db *db, int64_t unit_id, struct checked *reports, size_t n) MUST_USE;
/* What the body's own counted reports add up to over the days that the cumulative figure f covers, this
 * report's own included; *reports: how many have something. */
error check_sum_of_months(struct arena *a, struct db *db, const struct checked *r, const struct figure *f,
    struct vn_sum *sum, int64_t *reports) MUST_USE;
extern struct sql_list check_repeats_sql;
#endif
