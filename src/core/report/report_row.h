/* report_row.h - a report between a row and a struct, and the doors every file of this folder goes through
 * before it shows or changes one: may this person, is the period open, is the version the one they saw. */
#ifndef CORE_REPORT_REPORT_ROW_H
#define CORE_REPORT_REPORT_ROW_H
#include "core/office/policy.h"
#include "core/office/moment.h"
#include "core/report/report.h"

/* The whole row, text included, counts of figures; warnings and the may_ flags stay empty. ERR_MISSING: none,
 * or not for these eyes. */
error report_open(struct arena *a, struct db *db, const struct who *who, int64_t id, struct report *out) MUST_USE;
/* report_open, then: may `who` do `act` to it (ERR_DENIED), is its period open (ERR_CLOSED). */
error report_open_for(struct arena *a, struct db *db, const struct who *who, enum act act, int64_t id,
    struct report *out) MUST_USE;
error report_version_check(
    struct arena *a, struct db *db, const struct report *r, int64_t version) MUST_USE; /* ERR_CONFLICT */
/* Fills the may_ flags. tree: tree_from of its unit; closed: its period is. */
void  report_may(const struct who *who, int64_t tree, bool closed, struct report *r);
bool  report_is_open(const struct report *r);          /* draft or returned */
/* ERR_CONFLICT, in words, when it is neither a draft nor returned. */
error report_open_check(struct arena *a, const struct report *r) MUST_USE;
struct str report_name(struct arena *a, const struct report *r);       /* "báo cáo tháng 6/2023 của Hội Phụ nữ" */
extern struct sql_list report_row_sql;
#endif
