/* report_work.h - what somebody has open in the reports of a body, and giving it to another: rows of
 * core/work_kinds.c. Who made a report stays; whose it is to finish changes. */
#ifndef CORE_REPORT_REPORT_WORK_H
#define CORE_REPORT_REPORT_WORK_H
#include "core/office/handover.h"

/* drafts and returned reports; documents being read in the background; files of several reports; submitted reports */
error report_work_drafts(struct arena *a, struct db *db, const struct post *p, struct work_list *out) MUST_USE;
error report_work_scans(struct arena *a, struct db *db, const struct post *p, struct work_list *out) MUST_USE;
error report_work_bundles(struct arena *a, struct db *db, const struct post *p, struct work_list *out) MUST_USE;
error report_work_waiting(struct arena *a, struct db *db, const struct post *p, struct work_list *out) MUST_USE;
error report_work_draft_move(struct arena *a, struct db *db, const struct who *who, const struct work *w,
    const struct work_taker *to) MUST_USE;
/* ERR_INPUT: the taker has no right to write the body's reports */
error report_work_scan_move(struct arena *a, struct db *db, const struct who *who, const struct work *w,
    const struct work_taker *to) MUST_USE;
error report_work_bundle_move(struct arena *a, struct db *db, const struct who *who, const struct work *w,
    const struct work_taker *to) MUST_USE;

extern struct sql_list report_work_sql;
#endif
