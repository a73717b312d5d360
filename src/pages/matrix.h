/* matrix.h - the marks of submissions as core words them, turned into cells. */
#ifndef PAGES_MATRIX_H
#define PAGES_MATRIX_H
#include "core/office/policy.h"
#include "core/report/brief.h"
#include "pages/views.h"

enum mark matrix_mark(struct str letter);
struct matrix matrix_fill(struct arena *a, const struct who *who, int64_t unit_id,
                          const struct submission_matrix *m, struct str now);
#endif
