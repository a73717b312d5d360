/* term.h - days on which something begins and ends, as offices write and keep them. Kept as "YYYY-MM-DD"; the last day
 * is a day on which it still holds; "" is until further notice. Pure but for today. */
#ifndef OFFICE_TERM_H
#define OFFICE_TERM_H
#include "base/base.h"

struct str term_today(struct arena *a);
/* "1/7/2025", "01/07/2025", "2025-07-01" to the kept form; *day "" for "". ERR_INPUT names `field` ("ngày bắt đầu"). */
error term_read(struct arena *a, struct str typed, const char *field, struct str *day) MUST_USE;
struct str term_before(struct arena *a, struct str day);       /* the day before */
struct str term_vi(struct arena *a, struct str day);           /* "01/07/2025"; "" for "" */
/* "từ 01/07/2025", "01/07/2025 – 30/09/2026" */
struct str term_words(struct arena *a, struct str from, struct str to);
bool  term_holds(struct str from, struct str to, struct str day);
int   term_compare(struct str x, struct str y);                /* of two days, neither "" */
#endif
