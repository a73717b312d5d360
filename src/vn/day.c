/* day.c - days of the Gregorian calendar: numbers, order, short forms. See period.h. */
#include "vn/period.h"

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int day_month_last(int year, int month)
{
    static const int last[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    assert(month >= 1 && month <= 12);
    return month == 2 && is_leap(year) ? 29 : last[month - 1];
}

bool day_is_valid(struct day d)
{
    return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
           d.day <= day_month_last(d.year, d.month);
}

/* Counted in years that begin in March, so that the leap day is the last (Hinnant, "chrono-compatible low-level date
 * algorithms"). */
int64_t day_number(struct day d)
{
    int64_t year = d.year - (d.month <= 2 ? 1 : 0);
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct day day_from_number(int64_t n)
{
    n += 719468;
    int64_t era = (n >= 0 ? n : n - 146096) / 146097;
    int64_t of_era = n - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t from_march = (5 * of_year + 2) / 153;
    int month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    return (struct day){ (int)(year + era * 400) + (month <= 2 ? 1 : 0), month,
                         (int)(of_year - (153 * from_march + 2) / 5) + 1 };
}

bool day_read(struct str iso, struct day *out)
{
    int64_t year, month, day;
    if (iso.n != 10 || iso.p[4] != '-' || iso.p[7] != '-') return false;
    if (!str_int(str_cut(iso, 0, 4), &year) || !str_int(str_cut(iso, 5, 7), &month) ||
        !str_int(str_cut(iso, 8, 10), &day))
        return false;
    struct day d = { (int)year, (int)month, (int)day };
    if (!day_is_valid(d)) return false;
    *out = d;
    return true;
}

struct str day_write(struct arena *a, struct day d) { return str_fmt(a, "%04d-%02d-%02d", d.year, d.month, d.day); }
struct str day_vi(struct arena *a, struct day d) { return str_fmt(a, "%02d/%02d/%04d", d.day, d.month, d.year); }
