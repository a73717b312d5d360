/* check.h - what does not add up. Warnings are computed each time and never change a figure; the owner decides,
 * and a reason given for leaving things as they are is kept with the report and silences that warning for as
 * long as its numbers stay the same. */
#ifndef CORE_REPORT_CHECK_H
#define CORE_REPORT_CHECK_H
#include "core/report/figure.h"

/* worth knowing; probably wrong; numbers contradict each other */
enum severity { SEVERITY_NOTE, SEVERITY_DOUBT, SEVERITY_ERROR };
struct warning {
    /* "parts" "price" "percent" "repeat" "unit" "plan" "other_period" "cumulative" "difference" */
    struct str code;
    struct str subject;                            /* what check_answer() takes: seqs and their values */
    enum severity severity;
    uint32_t *seqs; size_t seq_count;              /* figures it concerns, the one to look at first */
    struct str sentence;                           /* "22 + 8 = 30, báo cáo ghi 31." */
    int64_t other_report;
    uint32_t other_seq;
    struct str other_body; /* "repeat": where the same figure stands; 0 none */
    bool answered; struct str reason, answered_by; int64_t answered_at;
};
/* Open ones first, then by severity, then by place in the text. */
error check_report(struct arena *a, struct db *db, const struct who *who, int64_t report_id,
    struct warning **out, size_t *n) MUST_USE;
/* The owner, or the office that receives the report; reason required. ERR_CONFLICT when no such warning stands
 * (the numbers changed meanwhile). */
error check_answer(struct arena *a, struct store *store, const struct who *who, int64_t report_id,
    struct str code, struct str subject, struct str reason) MUST_USE;

extern struct sql_list check_sql;
#endif
