/* directive_due.c - by when, as it is said: dates, parts of a month, periods, so many days from the meeting. See
 * directive.h. Pure. A term is the last day that is meant; "trước" with a period is the day before it begins. */
#include "core/meeting/directive_text.h"
#include "vn/period.h"

/* What may stand before a term. weak: says "within", and is taken only when nothing firmer stands in the words. */
static const struct { const char *words; bool before, weak; } leads[] = {
    { "trước ngày", true, false }, { "trước", true, false }, { "chậm nhất là ngày", false, false },
    { "chậm nhất là", false, false }, { "chậm nhất đến", false, false }, { "chậm nhất vào", false, false },
    { "chậm nhất trong", false, false }, { "chậm nhất", false, false }, { "muộn nhất là", false, false },
    { "muộn nhất", false, false }, { "không quá ngày", false, false }, { "không muộn hơn ngày", false, false },
    { "không muộn hơn", false, false }, { "hạn chót là", false, false }, { "hạn chót", false, false },
    { "thời hạn hoàn thành", false, false }, { "thời hạn thực hiện", false, false }, { "thời hạn", false, false },
    { "thời gian hoàn thành", false, false }, { "thời gian thực hiện", false, false }, { "thời gian", false, false },
    { "hạn hoàn thành", false, false }, { "hạn", false, false }, { "xong trong", false, false },
    { "hoàn thành trong", false, false }, { "hoàn thành vào", false, false }, { "hoàn thành", false, false },
    { "xong", false, false }, { "đến hết ngày", false, false }, { "đến hết", false, false },
    { "đến ngày", false, false }, { "trong vòng", false, true }, { "ngay trong", false, true },
    { "trong", false, true }, { "vào", false, true }, { "từ nay đến", false, true }, { "đến", false, true },
    { "", false, true },
};

/* ---- days ---- */

static struct day plus(struct day d, int64_t days) { return day_from_number(day_number(d) + days); }

/* The first one that is not long past on the day of the meeting, when no year is said. */
static struct day with_year(struct day d, struct day on)
{
    enum { PAST_DAYS = 14 };
    if (d.year) return d;
    d.year = on.year;
    if (day_is_valid(d) && day_number(d) + PAST_DAYS < day_number(on)) d.year++;
    return d;
}

/* A period that the words leave without a year: the one that ends on the day of the meeting or later. */
static struct period period_ahead(struct period p, struct day on)
{
    if (p.year) return p.from.year ? p : vn_period_on(p, on);
    struct period this_year = period_make(p.type, on.year, p.number);
    return day_number(this_year.to) >= day_number(on) ? this_year : period_make(p.type, on.year + 1, p.number);
}

enum within { WHOLE, FIRST, MIDDLE, LAST };

static struct day within(struct period p, enum within part, bool before)
{
    if (before) return plus(p.from, -1);
    int64_t from = day_number(p.from), days = day_number(p.to) - from + 1;
    if (part == FIRST) return day_from_number(from + (days <= 7 ? 1 : days / 3 - 1));
    if (part == MIDDLE) return day_from_number(from + days / 2 - 1);
    return p.to;
}

static struct period week_of(struct day d)
{
    int64_t n = day_number(d), monday = n - (n + 3) % 7;       /* 1970-01-01 was a Thursday */
    return (struct period){ .type = PERIOD_RANGE, .year = d.year, .from = day_from_number(monday),
        .to = day_from_number(monday + 6) };
}

/* "tháng này", "quý tới", "năm", "tuần sau": *end past it. */
static bool named_period(struct str s, size_t at, struct day on, bool alone, struct period *out, size_t *end)
{
    static const struct { const char *word; enum period_type type; } kinds[] = {
        { "tuần", PERIOD_RANGE }, { "tháng", PERIOD_MONTH }, { "quý", PERIOD_QUARTER }, { "năm", PERIOD_YEAR },
    };
    static const struct { const char *word; int steps; } which[] = {
        { "này", 0 }, { "nay", 0 }, { "tới", 1 }, { "sau", 1 }, { "tiếp theo", 1 }, { "kế tiếp", 1 },
    };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        size_t stop = text_past(s, at, kinds[k].word);
        if (!stop) continue;
        bool week = kinds[k].type == PERIOD_RANGE;
        *out = week ? week_of(on) : period_of_day(kinds[k].type, on);
        *end = stop;
        for (size_t w = 0; w < COUNT(which); w++) {
            size_t more = text_past(s, text_blank(s, stop), which[w].word);
            if (!more) continue;
            if (which[w].steps) *out = week ? week_of(plus(on, 7)) : period_next(*out);
            *end = more;
            return true;
        }
        return alone;
    }
    return false;
}

/* "30 ngày", "10 ngày làm việc", "02 tuần", "một tháng" from the meeting on. */
static bool stretch(struct str s, size_t at, struct day on, struct day *out, size_t *end)
{
    static const struct { const char *word; int days; } units[] = { { "ngày", 1 }, { "tuần", 7 }, { "tháng", 30 } };
    struct vn_number n;
    if (!vn_number_at(s, at, &n) || n.value <= 0 || n.value > 366 * MILLI || n.value % MILLI) return false;
    int64_t count = n.value / MILLI;
    for (size_t u = 0; u < COUNT(units); u++) {
        size_t stop = text_past(s, text_blank(s, n.end), units[u].word);
        if (!stop) continue;
        size_t work = text_past(s, text_blank(s, stop), "làm việc");
        size_t next = text_blank(s, stop);
        if (text_past(s, next, "đầu") || text_past(s, next, "cuối")) return false;     /* "6 tháng cuối năm" */
        *end = work ? work : stop;
        if (work) count += (count + 4) / 5 * 2;                /* two days of rest in a week */
        *out = plus(on, count * units[u].days);
        return true;
    }
    return false;
}

/* The term that stands at `at`, behind its lead. strong: words that need no more to be one. */
static bool term(struct str s, size_t at, struct day on, bool before, bool strong, struct day *out, size_t *end)
{
    static const struct { const char *word; enum within part; } parts[] = {
        { "đầu", FIRST }, { "giữa", MIDDLE }, { "cuối", LAST }, { "hết", LAST },
    };
    struct vn_date date;
    struct vn_period vp;
    struct period p;
    enum within part = WHOLE;
    if (vn_date_at(s, at, &date) && date.to.day) {
        struct day d = with_year(date.to, on);
        if (day_is_valid(d)) {
            *out = d;
            *end = date.end;
            return strong;
        }
    }
    for (size_t i = 0; i < COUNT(parts); i++) {
        size_t stop = text_past(s, at, parts[i].word);
        if (!stop) continue;
        part = parts[i].part;
        at = text_blank(s, stop);
        break;
    }
    if (part == WHOLE && strong && !before && stretch(s, at, on, out, end)) return true;
    if (vn_period_at(s, at, &vp) && vp.period.type != PERIOD_TERM && vp.period.type != PERIOD_RANGE) {
        p = period_ahead(vp.period, on);
        *end = vp.end;
    } else if (!named_period(s, at, on, strong || part == LAST, &p, end)) return false;
    *out = within(p, part, before && part == WHOLE);
    return strong || part == LAST || day_number(*out) >= day_number(on);
}

/* "6 tháng cuối năm": no term begins inside it. */
static bool inside_words(struct str s, size_t at)
{
    static const char *const heads[] = { "tháng ", "quý ", "đợt ", "dịp " };
    for (size_t i = 0; i < COUNT(heads); i++) {
        struct str h = str_c(heads[i]);
        if (at >= h.n && str_is(str_cut(s, at - h.n, at), h)) return true;
    }
    return false;
}

/* A term that only without a year is so far ahead: its time of this year is past. */
static bool next_year(struct str s, size_t from, size_t to, struct day on, struct day due)
{
    enum { HALF = 183 };
    if (due.year == on.year || day_number(due) - day_number(on) <= HALF) return false;
    size_t digits = 0;
    for (size_t i = from; i < to && digits < 4; i++) digits = s.p[i] >= '0' && s.p[i] <= '9' ? digits + 1 : 0;
    return digits < 4;
}

static bool lead_at(struct str s, size_t at, bool weak, bool bare, struct day on, struct day *out, size_t *end)
{
    for (size_t i = 0; i < COUNT(leads); i++) {
        size_t stop = leads[i].words[0] ? text_past(s, at, leads[i].words) : at;
        if (leads[i].weak != weak || (!stop && leads[i].words[0])) continue;
        bool none = !leads[i].words[0];
        if (none && !bare && (!text_past(s, at, "cuối") || inside_words(s, at))) continue;
        bool within_of = !strcmp(leads[i].words, "trong vòng");
        if (term(s, text_blank(s, stop), on, leads[i].before, !leads[i].weak || bare || within_of, out, end)) {
            /* "trong quý II" of a meeting after it tells what was */
            if (weak && !bare && (day_number(*out) < day_number(on) || next_year(s, stop, *end, on, *out))) continue;
            return true;
        }
    }
    return false;
}

/* "15.8" alone is a day. */
static struct str slashed(struct arena *a, struct str s)
{
    char *p = str_z(a, s);
    for (size_t i = 1; i + 1 < s.n; i++)
        if (p[i] == '.' && p[i - 1] >= '0' && p[i - 1] <= '9' && p[i + 1] >= '0' && p[i + 1] <= '9') p[i] = '/';
    return (struct str){ p, s.n };
}

bool directive_due(struct arena *a, struct str words, struct day on, bool bare, struct day *out, struct span *where)
{
    struct str s = text_low(a, words);
    if (bare) s = slashed(a, s);
    for (int weak = 0; weak < 2; weak++)
        for (size_t at = 0; at < s.n; at++) {
            if (!text_starts(s, at)) continue;
            size_t end;
            if (lead_at(s, at, weak, bare && at == 0, on, out, &end)) {
                *where = (struct span){ at, end };
                return true;
            }
            if (bare && weak) return false;
        }
    return false;
}
