/* moment.c - see moment.h. Pure. */
#include "core/report/moment.h"
#include "base/machine.h"
#include "vn/period.h"
#include "vn/text.h"

struct str moment_vi(struct arena *a, int64_t at)
{
    struct str minute = clock_minute(a, at);       /* "2023-06-27 14:05" */
    struct day day;
    if (minute.n < 16 || !day_read(str_cut(minute, 0, 10), &day)) return minute;
    return str_fmt(a, say("%.*s ngày %.*s"), STR(str_cut(minute, 11, 16)), STR(day_vi(a, day)));
}

struct str period_in(struct arena *a, struct str period)
{
    struct period p;
    if (!period_read(period, &p)) return period;
    struct str said = period_vi(a, p);
    uint32_t code;
    size_t first = said.n ? vn_letter_next(said, 0, &code) : 0;
    return str_fmt(a, "%.*s%.*s", STR(vn_lower(a, str_cut(said, 0, first))), STR(str_cut(said, first, said.n)));
}
