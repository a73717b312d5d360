/* moment.c - see moment.h. Pure. */
#include "core/office/moment.h"
#include "base/machine.h"
#include "vn/text.h"

static const char *const english_months[] = { "", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December" };

struct str moment_vi(struct arena *a, int64_t at)
{
    struct str minute = clock_minute(a, at);       /* "2023-06-27 14:05" */
    struct day day;
    if (minute.n < 16 || !day_read(str_cut(minute, 0, 10), &day)) return minute;
    return str_fmt(a, say("%.*s ngày %.*s"), STR(str_cut(minute, 11, 16)), STR(day_vi(a, day)));
}

/* Forms that stand alike in a heading and inside a sentence. */
static struct str period_en(struct arena *a, struct period p)
{
    switch (p.type) {
    case PERIOD_NONE: return S("");
    case PERIOD_MONTH: return str_fmt(a, "%s %d", english_months[p.number], p.year);
    case PERIOD_QUARTER: return str_fmt(a, "Q%d %d", p.number, p.year);
    case PERIOD_HALF: return str_fmt(a, "H%d %d", p.number, p.year);
    case PERIOD_NINE_MONTHS: return str_fmt(a, "9 months of %d", p.year);
    case PERIOD_YEAR: return str_fmt(a, "%d", p.year);
    case PERIOD_TERM: return str_fmt(a, "%d–%d", p.year, p.number);
    case PERIOD_RANGE: break;
    }
    return str_fmt(a, "%.*s to %.*s", STR(day_vi(a, p.from)), STR(day_vi(a, p.to)));
}

struct str period_words(struct arena *a, struct period p)
{
    return say_language_is() == LANGUAGE_EN ? period_en(a, p) : period_vi(a, p);
}

struct str period_in_vi(struct arena *a, struct str period)
{
    struct period p;
    if (!period_read(period, &p)) return period;
    struct str said = period_vi(a, p);
    uint32_t code;
    size_t first = said.n ? vn_letter_next(said, 0, &code) : 0;
    return str_fmt(a, "%.*s%.*s", STR(vn_lower(a, str_cut(said, 0, first))), STR(str_cut(said, first, said.n)));
}

struct str period_in(struct arena *a, struct str period)
{
    struct period p;
    bool english = say_language_is() == LANGUAGE_EN && period_read(period, &p);
    return english ? period_en(a, p) : period_in_vi(a, period);
}

struct str period_short(struct arena *a, struct period p)
{
    static const char *const roman[] = { "", "I", "II", "III", "IV" };
    bool english = say_language_is() == LANGUAGE_EN;
    int year = p.year % 100;
    switch (p.type) {
    case PERIOD_MONTH: return str_fmt(a, "%d/%02d", p.number, year);
    case PERIOD_QUARTER:
        return english ? str_fmt(a, "Q%d/%02d", p.number, year) : str_fmt(a, "%s/%02d", roman[p.number], year);
    case PERIOD_HALF:
        return english ? str_fmt(a, "H%d/%02d", p.number, year)
                       : str_fmt(a, p.number == 1 ? "6T đầu/%02d" : "6T cuối/%02d", year);
    case PERIOD_NINE_MONTHS: return str_fmt(a, english ? "9M/%02d" : "9T/%02d", year);
    case PERIOD_NONE: case PERIOD_YEAR: case PERIOD_TERM: case PERIOD_RANGE: break;
    }
    return str_fmt(a, "%d", p.year);
}

struct str month_in(struct arena *a, int month)
{
    return say_language_is() == LANGUAGE_EN ? str_c(english_months[month]) : str_fmt(a, "tháng %d", month);
}

struct str month_short(struct arena *a, int month)
{
    if (say_language_is() == LANGUAGE_EN) return str_cut(str_c(english_months[month]), 0, 3);
    return str_fmt(a, "T%d", month);
}
