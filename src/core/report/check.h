/* check.h - what does not add up. Warnings are computed each time and never change a figure; the owner decides,
 * and a reason given for leaving things as they are is kept with the report and silences that warning for as
 * long as its numbers stay the same. */
#ifndef CORE_REPORT_CHECK_H
#define CORE_REPORT_CHECK_H
#include "core/report/figure.h"

/* worth knowing; probably wrong; numbers contradict each other */
enum severity { SEVERITY_NOTE, SEVERITY_DOUBT, SEVERITY_ERROR };
struct warning {
    /* of figures: "parts" "price" "percent" "difference" "net" "unit" "plan" "pledge" "form" "other_period"; against
       what was reported before or by others: "cumulative" "repeat" "unit_word" "outlier" "total" "unit_price"; of the
       text: "text", which has no figures */
    struct str code;
    struct str subject;                            /* what check_answer() takes: seqs and their values */
    enum severity severity;
    uint32_t *seqs; size_t seq_count;              /* figures it concerns, the one to look at first */
    struct span span;                              /* of the text: the first figure's, or what "text" is about */
    struct str sentence;                           /* "22 + 8 = 30, báo cáo ghi 31." */
    int64_t other_report;
    uint32_t other_seq;
    struct str other_body; /* "repeat": where the same figure stands; 0 none */
    bool answered; struct str reason, answered_by; int64_t answered_at;
};
/* What each unit price of a report was held against; the sentence also says when the prices of approved reports are too
 * few to judge, where check_report() stays silent. seq: the money's. */
struct price_seen { uint32_t seq; size_t prices; struct str sentence; };
error check_prices(struct arena *a, struct db *db, const struct who *who, int64_t report_id, struct price_seen **out,
    size_t *n) MUST_USE;
/* Both at once, for a page that shows both. */
struct checks { struct warning *warning; size_t warnings; struct price_seen *price; size_t prices; };
error check_all(struct arena *a, struct db *db, const struct who *who, int64_t report_id, struct checks *out) MUST_USE;
/* Open ones first, those of figures before those of words, then by severity, then by place in the text. */
error check_report(struct arena *a, struct db *db, const struct who *who, int64_t report_id,
    struct warning **out, size_t *n) MUST_USE;
/* The owner, or the office that receives the report; reason required. ERR_CONFLICT when no such warning stands
 * (the numbers changed meanwhile). */
error check_answer(struct arena *a, struct store *store, const struct who *who, int64_t report_id,
    struct str code, struct str subject, struct str reason) MUST_USE;

extern struct sql_list check_sql;
#endif
