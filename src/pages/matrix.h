/* matrix.h - the marks of reports and submissions as core words them, turned into cells. */
#ifndef PAGES_MATRIX_H
#define PAGES_MATRIX_H
#include "core/office/policy.h"
#include "core/report/brief.h"
#include "pages/views.h"

enum mark matrix_mark(struct str letter);                  /* "T7" is MARK_LATE */
enum mark matrix_mark_of(enum report_state state);
struct str matrix_behind_letter(struct str letter);        /* "7" of "T7" */
/* A draft may be opened only by its own body; the rest by whoever may read the unit's reports. */
bool matrix_may_open(const struct who *who, int64_t unit_id, int64_t body_id, const struct submission_cell *cell);
/* now: the month whose column is marked, "" none. */
struct matrix matrix_fill(struct arena *a, const struct who *who, int64_t unit_id,
                          const struct submission_matrix *m, struct str now);
#endif
