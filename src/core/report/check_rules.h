/* check_rules.h - the checks that need nothing but the report itself: pure, so tests can hand them any figures;
 * and what the files of the checks share. */
#ifndef CORE_REPORT_CHECK_RULES_H
#define CORE_REPORT_CHECK_RULES_H
#include "core/report/check.h"
#include "core/report/check_claim.h"
#include "core/report/figure_row.h"

struct warnings { struct arena *a; struct warning *list; size_t n, room; };
/* Figures in text order; text is the report's. Adds what it finds: parts, price, percent, difference, net, unit,
 * plan, pledge, form, other_period. */
void check_rules(struct warnings *to, struct str text, const struct figure_full *list, size_t n);
/* The same of a record, for documents that are in no report. */
struct record;
void check_record(struct warnings *to, const struct record *r);
/* Does it tell of a longer period that does not end with the report's? */
bool check_is_longer(const struct figure *f, struct str report_period);
/* seqs: figure numbers of the list, the one to look at first; the subject is made of them and their values. */
struct warning *warning_add(struct warnings *to, const char *code, enum severity severity,
    const struct figure *const *figures, size_t n, struct str sentence);
struct str warning_amount(struct arena *a, const struct figure *f,
    milli value); /* "36 triệu đồng", "120 suất": value in the unit of f */

/* ---- of the files check_rules.c, check_ratio.c and check_words.c ---- */

/* A report under check. */
struct rules { struct warnings *to; struct arena *a; struct str text; const struct figure_full *list; size_t n; };
bool check_is_live(const struct figure *f);                            /* not rejected */
const struct figure *check_seq(const struct rules *r, int64_t seq);    /* NULL: none */
/* The folded words of the text's [from, to). */
struct str check_fold(const struct rules *r, size_t from, size_t to);
bool check_has(struct str fold, const char *word);                     /* as whole words */
bool check_has_any(struct str fold, const char *const *words);         /* NULL behind the last; which does not matter */
/* Where the clause, the sentence of an offset starts, CHECK_BACK bytes before it at most: a semicolon ends a clause. */
enum { CHECK_BACK = 400 };
size_t check_clause(struct str text, size_t at);
size_t check_sentence(struct str text, size_t at);
/* The folded words between figure i and the one before it, or the start of its clause. */
struct str check_lead(const struct rules *r, size_t i);
void check_ratios(const struct rules *r, size_t i);                    /* figure i and the ones behind it */
void check_words(const struct rules *r, size_t i);
void check_longer(const struct rules *r);

/* ---- of check.c, check_repeats.c and check_history.c ---- */

/* A report as the checks look at it, and what they found. */
struct checked {
    int64_t id, body_id;
    struct str period, text;
    const struct figure_full *list; size_t n;      /* in text order, use filled */
    struct warnings found;
    struct price_seen *price; size_t prices;       /* of check_history() */
};
/* The warnings of reports of one unit, each as check_report() gives them but for those of check_history() and of the
 * text, which only the people of the report need. Whether `who` may see the reports is the caller's question. */
error check_several(struct arena *a, struct db *db, int64_t unit_id, struct checked *list, size_t n) MUST_USE;
error check_repeats(struct arena *a, struct db *db, int64_t unit_id, struct checked *reports, size_t n) MUST_USE;
/* Against the approved reports of the year before: unit_word, outlier, total, unit_price. */
error check_history(struct arena *a, struct db *db, int64_t unit_id, struct checked *report) MUST_USE;
/* What the body's own counted reports add up to over the days that the cumulative figure f covers, this
 * report's own included; *reports: how many have something. */
error check_sum_of_months(struct arena *a, struct db *db, const struct checked *r, const struct figure *f,
    struct vn_sum *sum, int64_t *reports) MUST_USE;
extern struct sql_list check_repeats_sql, check_history_sql;
#endif
