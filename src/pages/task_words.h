/* task_words.h - a task in words, as every page that shows one says it. */
#ifndef PAGES_TASK_WORDS_H
#define PAGES_TASK_WORDS_H
#include "core/meeting/task.h"
#include "pages/page.h"

/* How far a measured task is, in whole percents: cut off and not rounded, so that nothing looks reached that is not;
 * 99,6% is 99. Comparisons have one decimal and are rounded (compare.h, C5), and never say 100% of less either. The
 * words beside the bar are the figures themselves. */
int task_percent(milli value, milli goal);
struct str task_title(struct arena *a, const struct task *t);  /* its words, begun with a capital */
/* With the short names of bodies, for a list of one unit. */
struct task_line task_line_short(struct arena *a, const struct task *t);
struct task_line task_line_of(struct arena *a, const struct task *t);
/* "quá hạn 12 ngày", "còn 3 ngày", "hạn hôm nay"; "" when it is closed */
struct str task_days(struct arena *a, const struct task *t);
/* A line of its history. */
struct task_event task_event_of(struct arena *a, const struct task *t, const struct task_note *n);
/* What those reports say of it. */
error task_said_lines(struct request *q, struct db *db, const struct task_reports *of, const struct task *t,
    const struct task_source **out, size_t *n) MUST_USE;
#endif
