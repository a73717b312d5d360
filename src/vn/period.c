/* period.c - the periods of reports: their bounds, their order, their short form. See period.h.
 *
 * I1  A period with a year has bounds, and they are those of its type and number; a range is its bounds. */
#include "vn/period.h"

const char *const period_type_names[] = { "", "month", "quarter", "half", "nine_months", "year", "term", "range" };

static struct day month_start(int year, int month) { return (struct day){ year, month, 1 }; }
static struct day month_end(int year, int month) { return (struct day){ year, month, day_month_last(year, month) }; }

/* I1 */
static struct period bounded(struct period p)
{
    int first = 1, last = 12;
    switch (p.type) {
    case PERIOD_MONTH: first = last = p.number; break;
    case PERIOD_QUARTER: last = p.number * 3; first = last - 2; break;
    case PERIOD_HALF: last = p.number * 6; first = last - 5; break;
    case PERIOD_NINE_MONTHS: last = 9; break;
    case PERIOD_YEAR: case PERIOD_TERM: break;
    case PERIOD_NONE: case PERIOD_RANGE: return p;
    }
    if (!p.year) return p;
    p.from = month_start(p.year, first);
    p.to = month_end(p.type == PERIOD_TERM ? p.number : p.year, last);
    return p;
}

struct period period_make(enum period_type type, int year, int number)
{
    static const int most[] = { [PERIOD_MONTH] = 12, [PERIOD_QUARTER] = 4, [PERIOD_HALF] = 2 };
    assert(type != PERIOD_RANGE && type != PERIOD_NONE);
    assert(type > PERIOD_HALF || (number >= 1 && number <= most[type]));
    assert(type != PERIOD_TERM || number >= year);
    if (type == PERIOD_NINE_MONTHS || type == PERIOD_YEAR) number = 0;
    return bounded((struct period){ .type = type, .year = year, .number = number });
}

static struct period moved(struct period p, int by)
{
    static const int in_year[] = { [PERIOD_MONTH] = 12,
                                   [PERIOD_QUARTER] = 4,
                                   [PERIOD_HALF] = 2,
                                   [PERIOD_NINE_MONTHS] = 1,
                                   [PERIOD_YEAR] = 1 };
    if (p.type == PERIOD_NONE || !p.year) return p;
    if (p.type == PERIOD_RANGE) {
        int64_t from = day_number(p.from), length = day_number(p.to) - from + 1;
        p.from = day_from_number(from + by * length);
        p.to = day_from_number(from + by * length + length - 1);
        p.year = p.from.year;
        return p;
    }
    if (p.type == PERIOD_TERM) {               /* terms share the year in which one ends and the next begins */
        int length = p.number > p.year ? p.number - p.year : 1;
        return bounded((struct period){
            .type = PERIOD_TERM, .year = p.year + by * length, .number = p.number + by * length });
    }
    int n = in_year[p.type];
    int at = p.year * n + (n > 1 ? p.number - 1 : 0) + by;
    return period_make(p.type, at / n, n > 1 ? at % n + 1 : 0);
}

struct period period_next(struct period p) { return moved(p, 1); }
struct period period_previous(struct period p) { return moved(p, -1); }

struct period period_of_day(enum period_type type, struct day d)
{
    switch (type) {
    case PERIOD_MONTH: return period_make(type, d.year, d.month);
    case PERIOD_QUARTER: return period_make(type, d.year, (d.month + 2) / 3);
    case PERIOD_HALF: return period_make(type, d.year, d.month > 6 ? 2 : 1);
    case PERIOD_NINE_MONTHS: case PERIOD_YEAR: return period_make(type, d.year, 0);
    case PERIOD_RANGE: return (struct period){ PERIOD_RANGE, d.year, 0, d, d };
    case PERIOD_NONE: case PERIOD_TERM: break; /* a term is not known from a day alone */
    }
    return (struct period){ 0 };
}

bool period_has(struct period outer, struct period inner)
{
    if (!day_is_valid(outer.from) || !day_is_valid(inner.from) || !day_is_valid(outer.to) ||
        !day_is_valid(inner.to))
        return false;
    return day_number(outer.from) <= day_number(inner.from) && day_number(inner.to) <= day_number(outer.to);
}

static int64_t away(struct period p, int64_t on)
{
    int64_t from = day_number(p.from), to = day_number(p.to);
    return on < from ? from - on : on > to ? on - to : 0;
}

struct period vn_period_on(struct period p, struct day on)
{
    if (p.type == PERIOD_NONE || p.year || !day_is_valid(on)) return bounded(p);
    int64_t day = day_number(on);
    struct period best = { 0 };
    for (int year = on.year - 1; year <= on.year + 1; year++) {
        struct period x = p;
        x.year = year;
        if (p.type == PERIOD_RANGE) {          /* months or days without a year; the end may fall in the next */
            bool turns = p.from.month > p.to.month || (p.from.month == p.to.month && p.from.day > p.to.day);
            x.from.year = year;
            x.to.year = year + (turns ? 1 : 0);
            if (x.from.day > day_month_last(x.from.year, x.from.month))
                x.from.day = day_month_last(x.from.year, x.from.month);
            if (x.to.day > day_month_last(x.to.year, x.to.month)) x.to.day = day_month_last(x.to.year, x.to.month);
        } else {
            x = bounded(x);
        }
        if (best.type == PERIOD_NONE || away(x, day) < away(best, day)) best = x;
    }
    return best;
}

struct str period_write(struct arena *a, struct period p)
{
    switch (p.type) {
    case PERIOD_NONE: return S("");
    case PERIOD_MONTH: return str_fmt(a, "%04d-%02d", p.year, p.number);
    case PERIOD_QUARTER: return str_fmt(a, "%04d-Q%d", p.year, p.number);
    case PERIOD_HALF: return str_fmt(a, "%04d-H%d", p.year, p.number);
    case PERIOD_NINE_MONTHS: return str_fmt(a, "%04d-9M", p.year);
    case PERIOD_YEAR: return str_fmt(a, "%04d", p.year);
    case PERIOD_TERM: return str_fmt(a, "%04d/%04d", p.year, p.number);
    case PERIOD_RANGE: break;
    }
    return str_fmt(a, "%.*s..%.*s", STR(day_write(a, p.from)), STR(day_write(a, p.to)));
}

/* Exactly the digits of s[from..to). */
static bool number_in(struct str s, size_t from, size_t to, int *out)
{
    int v = 0;
    if (to > s.n || from >= to) return false;
    for (size_t i = from; i < to; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return true;
}

bool period_read(struct str s, struct period *out)
{
    int year, n;
    struct day from, to;
    if (s.n == 22 && str_is(str_cut(s, 10, 12), S("..")) && day_read(str_cut(s, 0, 10), &from) &&
        day_read(str_cut(s, 12, 22), &to)) {
        if (day_number(from) > day_number(to)) return false;
        *out = (struct period){ PERIOD_RANGE, from.year, 0, from, to };
        return true;
    }
    if (!number_in(s, 0, 4, &year) || year < 1) return false;
    if (s.n == 4) {
        *out = period_make(PERIOD_YEAR, year, 0);
        return true;
    }
    if (s.n == 9 && s.p[4] == '/' && number_in(s, 5, 9, &n) && n >= year) {
        *out = period_make(PERIOD_TERM, year, n);
        return true;
    }
    if (s.n != 7 || s.p[4] != '-') return false;
    if (str_is(str_cut(s, 5, 7), S("9M"))) *out = period_make(PERIOD_NINE_MONTHS, year, 0);
    else if (s.p[5] == 'Q' && s.p[6] >= '1' && s.p[6] <= '4') *out = period_make(PERIOD_QUARTER, year, s.p[6] - '0');
    else if (s.p[5] == 'H' && s.p[6] >= '1' && s.p[6] <= '2') *out = period_make(PERIOD_HALF, year, s.p[6] - '0');
    else if (number_in(s, 5, 7, &n) && n >= 1 && n <= 12) *out = period_make(PERIOD_MONTH, year, n);
    else return false;
    return true;
}

struct str period_vi(struct arena *a, struct period p)
{
    static const char *const roman[] = { "", "I", "II", "III", "IV" };
    switch (p.type) {
    case PERIOD_NONE: return S("");
    case PERIOD_MONTH: return str_fmt(a, "Tháng %d/%d", p.number, p.year);
    case PERIOD_QUARTER: return str_fmt(a, "Quý %s/%d", roman[p.number], p.year);
    case PERIOD_HALF: return str_fmt(a, "6 tháng %s năm %d", p.number == 1 ? "đầu" : "cuối", p.year);
    case PERIOD_NINE_MONTHS: return str_fmt(a, "9 tháng đầu năm %d", p.year);
    case PERIOD_YEAR: return str_fmt(a, "Năm %d", p.year);
    case PERIOD_TERM: return str_fmt(a, "Nhiệm kỳ %d-%d", p.year, p.number);
    case PERIOD_RANGE: break;
    }
    return str_fmt(a, "Từ ngày %.*s đến ngày %.*s", STR(day_vi(a, p.from)), STR(day_vi(a, p.to)));
}
