/* brief_rows.h - what the files of the consolidated report share. */
#ifndef CORE_REPORT_BRIEF_ROWS_H
#define CORE_REPORT_BRIEF_ROWS_H
#include "core/report/brief.h"
#include "core/report/figure_row.h"

error brief_period(
    struct arena *a, struct str period, struct period *out) MUST_USE; /* ERR_INPUT unless month to year */
/* "02 căn", "trên 459 triệu đồng", "1.284 hội viên": counts below ten with a zero, as offices write them. */
struct str brief_amount(struct arena *a, enum vn_approx approx, milli value, milli value_max, struct str unit_word);
/* The same of a figure, from its own words. */
struct str brief_figure_words(struct arena *a, const struct figure *f);
struct str brief_sum(struct arena *a, const struct vn_sum *sum, struct str unit_word);
/* "tăng 27 triệu đồng", "tăng trên 27 triệu đồng", "không đổi"; "" when it cannot be said truly. */
struct str brief_change(struct arena *a, const struct vn_sum *now, const struct vn_sum *before, struct str unit_word);
/* Did every report of the organisation ("" all) that was due in the months of the matrix get approved? */
bool brief_is_complete(const struct submission_matrix *m, struct str organisation);
/* The line of that total, added when it is not there. */
struct brief_line *brief_line_at(struct arena *a, struct brief_line **list, size_t *n, const struct total *like);
struct str brief_prose(struct arena *a, const struct brief *b, const struct brief_body *body);
#endif
