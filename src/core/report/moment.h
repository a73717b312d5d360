/* moment.h - times and periods as they stand in the middle of a Vietnamese sentence. */
#ifndef CORE_REPORT_MOMENT_H
#define CORE_REPORT_MOMENT_H
#include "base/base.h"
struct str moment_vi(struct arena *a, int64_t at);             /* "14:05 ngày 27/06/2023" */
struct str period_in(struct arena *a, struct str period);      /* "tháng 6/2023" */
#endif
