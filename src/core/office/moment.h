/* moment.h - times and periods as people read them, in the language of say_language(). */
#ifndef CORE_OFFICE_MOMENT_H
#define CORE_OFFICE_MOMENT_H
#include "vn/period.h"
struct str moment_vi(struct arena *a, int64_t at);             /* "14:05 ngày 27/06/2023" */
struct str period_words(struct arena *a, struct period p);     /* "Tháng 6/2023"; "June 2023", "Q2 2023" */
struct str period_in(struct arena *a, struct str period);      /* the same inside a sentence: "tháng 6/2023" */
struct str period_in_vi(struct arena *a, struct str period);   /* in Vietnamese always: for what is kept */
struct str period_short(struct arena *a, struct period p);     /* "6/23", "II/23", "2023"; "Q2/23" */
struct str month_in(struct arena *a, int month);               /* "tháng 6"; "June" */
struct str month_short(struct arena *a, int month);            /* "T6"; "Jun" */
#endif
