/* clock.c - what time it is, in Viet Nam. See machine.h. */
#include "base/machine.h"
#include <stdatomic.h>
#include <time.h>

enum { UTC_PLUS_7 = 7 * 3600 };
static _Atomic int64_t fixed = -1;

static int64_t read_clock(clockid_t id)
{
    struct timespec t;
    int failed = clock_gettime(id, &t);
    assert(!failed);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t clock_now(void)
{
    int64_t f = atomic_load(&fixed);
    return f >= 0 ? f : read_clock(CLOCK_REALTIME);
}

int64_t clock_steady(void) { return read_clock(CLOCK_MONOTONIC); }
void clock_fix(int64_t now) { atomic_store(&fixed, now); }

static struct tm in_viet_nam(int64_t when)
{
    time_t s = (time_t)(when / 1000 + UTC_PLUS_7);
    struct tm t;
    struct tm *ok = gmtime_r(&s, &t);
    assert(ok);
    return t;
}

struct str clock_day(struct arena *a, int64_t when)
{
    struct tm t = in_viet_nam(when);
    return str_fmt(a, "%04d-%02d-%02d", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday);
}

struct str clock_minute(struct arena *a, int64_t when)
{
    struct tm t = in_viet_nam(when);
    return str_fmt(a, "%04d-%02d-%02d %02d:%02d", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min);
}
