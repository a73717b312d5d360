/* stretch.c - finds and reads periods in text: "quý II/2024", "6 tháng đầu năm 2023". See vn_period_at in period.h. */
#include "vn/number.h"
#include "vn/period.h"
#include "vn/scan.h"

static bool digit_at(struct str s, size_t at) { return at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; }
static bool year_is_likely(int year) { return year >= 1800 && year <= 2199; }

static size_t year_digits(struct str s, size_t at, int *year)
{
    size_t end = scan_digits(s, at, 4, year);
    return end && end - at == 4 && year_is_likely(*year) && scan_ends(s, end) ? end : SCAN_NOT;
}

/* A year behind a month or quarter: "/2024", "-2024", ".2014", " năm 2024", ", năm 2024", "/24", " 2024". */
static size_t year_behind(struct str s, size_t at, int *year)
{
    size_t next = scan_blank(s, at), end;
    if (next < s.n && s.p[next] == ',') next = scan_blank(s, next + 1);
    if ((end = scan_words(s, next, "của"))) next = scan_blank(s, end);
    if ((end = scan_words(s, next, "năm"))) {
        next = scan_blank(s, end);
        if ((end = scan_words(s, next, "năm"))) next = scan_blank(s, end);   /* "năm năm 2022" is seen in reports */
        return year_digits(s, next, year);
    }
    if (next > at && (end = year_digits(s, next, year))) return end;
    next = scan_blank(s, at);
    size_t sep = next < s.n && (s.p[next] == '/' || s.p[next] == '.') ? next + 1 : scan_dash(s, next);
    if (!sep) return SCAN_NOT;
    if ((end = year_digits(s, scan_blank(s, sep), year))) return end;
    if (s.p[next] == '/' && (end = scan_digits(s, sep, 2, year)) && end - sep == 2 && *year > 12 &&
        !digit_at(s, end)) {
        *year += 2000;
        return end;
    }
    return SCAN_NOT;
}

static bool done(struct vn_period *out, enum period_type type, int year, int number, size_t end)
{
    *out = (struct vn_period){ period_make(type, year, number), end };
    return true;
}

static bool done_range(struct vn_period *out, struct day from, struct day to, size_t end)
{
    if (from.year && day_number(from) > day_number(to)) return false;
    *out = (struct vn_period){ { PERIOD_RANGE, from.year, 0, from, to }, end };
    return true;
}

/* ---- quarters ---- */

static size_t quarter_number(struct str s, size_t at, int *number)
{
    static const char *const names[] = { "iv", "iii", "ii", "i", "một", "nhất", "hai", "ba", "bốn", "tư", NULL };
    static const int values[] = { 4, 3, 2, 1, 1, 1, 2, 3, 4, 4 };
    size_t which, end = scan_any(s, at, names, &which);
    if (end) {
        *number = values[which];
        return end;
    }
    size_t first = scan_words(s, at, "đầu"), last = scan_words(s, at, "cuối"), part = first ? first : last;
    if (part && scan_words(s, scan_blank(s, part), "năm")) {           /* "quý đầu năm 2026" */
        *number = first ? 1 : 4;
        return part;
    }
    if (digit_at(s, at) && s.p[at] == '0' && digit_at(s, at + 1)) at++;
    end = scan_digits(s, at, 1, number);
    return end && *number >= 1 && *number <= 4 && scan_ends(s, end) ? end : SCAN_NOT;
}

static bool quarter_once(struct str s, size_t at, struct vn_period *out)
{
    static const char *const names[] = { "quý", "quí", "qúy", "qúi", NULL };
    int number, year;
    size_t end = scan_any(s, at, names, NULL), with_year;
    if (end) {
        size_t next = scan_blank(s, end);
        size_t ordinal = scan_words(s, next, "thứ");
        end = quarter_number(s, ordinal ? scan_blank(s, ordinal) : next, &number);
    } else if (at + 1 < s.n && (s.p[at] == 'Q' || s.p[at] == 'q')) {
        size_t next = at + 1;
        if (s.p[next] == '.') next++;
        end = quarter_number(s, next, &number);
        if (end && !digit_at(s, next) && !year_behind(s, end, &year)) return false;    /* "QI" needs its year */
    }
    if (!end) return false;
    with_year = year_behind(s, end, &year);
    return done(out, PERIOD_QUARTER, with_year ? year : 0, number, with_year ? with_year : end);
}

/* ---- months by number ---- */

static size_t month_number(struct str s, size_t at, int *month)
{
    size_t end = scan_digits(s, at, 2, month);
    if (end) return *month >= 1 && *month <= 12 && scan_ends(s, end) ? end : SCAN_NOT;
    if ((end = scan_words(s, at, "tư"))) {
        *month = 4;
        return end;
    }
    struct vn_number n;
    if (!vn_number_at(s, at, &n) || n.form != VN_WORDS || n.scale != 1 || n.value > 12 * MILLI ||
        n.value < MILLI || n.value % MILLI)
        return SCAN_NOT;
    if (n.value == 5 * MILLI && digit_at(s, scan_blank(s, n.end))) return SCAN_NOT;     /* "tháng năm 2023" */
    *month = (int)(n.value / MILLI);
    return n.end;
}

/* One more month behind what was read: ", 2", " và 3/2024", " + 02", " đến tháng 6 năm 2023". *sure: no other reading
 * is likely, so it counts without a year behind it ("tháng 6 và 2 buổi" is not two months). */
static size_t month_more(struct str s, size_t at, int *month, int *year, bool *sure)
{
    static const char *const links[] = { "đến hết", "cho đến", "đến", "tới", "và", NULL };
    size_t next = scan_blank(s, at), past = scan_any(s, next, links, NULL), end;
    bool plus = !past && next < s.n && s.p[next] == '+';
    if (!past && next < s.n && strchr("+,;", s.p[next])) past = next + 1;
    if (!past) past = scan_dash(s, next);
    if (!past) return SCAN_NOT;
    past = scan_blank(s, past);
    size_t again = scan_words(s, past, "tháng");
    if (!(end = month_number(s, again ? scan_blank(s, again) : past, month))) return SCAN_NOT;
    if (end < s.n && (s.p[end] == ',' || s.p[end] == '.') && digit_at(s, end + 1)) return SCAN_NOT;
    size_t with_year = year_behind(s, end, year);
    if (!with_year) *year = 0;
    *sure = again || plus || with_year;
    return with_year ? with_year : end;
}

/* "tháng 6/2019", "tháng 01 + 02 năm 2021", "từ tháng 1 đến tháng 6 năm 2023", "tháng 1, 2 và 3/2024". */
static bool month_at(struct str s, size_t at, struct vn_period *out)
{
    int first, year = 0;
    size_t from = scan_words(s, at, "từ"), end = scan_words(s, from ? scan_blank(s, from) : at, "tháng");
    bool short_name = (s.p[at] == 'T' || s.p[at] == 't') && digit_at(s, at + 1);
    size_t with_year, letter = short_name ? at + 1 : SCAN_NOT;
    if (!end && letter) end = letter;          /* "T6/2023"; without a year it is a Friday */
    if (!end || !(end = month_number(s, scan_blank(s, end), &first))) return false;
    with_year = year_behind(s, end, &year);
    if (letter && !with_year) return false;
    if (with_year) end = with_year;
    else year = 0;
    int last = first, last_year = year, kept = first, kept_year = year;
    size_t here = end;
    for (int i = 0; i < 12; i++) {
        int month, its_year;
        bool sure;
        size_t next = month_more(s, here, &month, &its_year, &sure);
        if (!next) break;
        bool later = its_year && last_year && its_year > last_year;
        if ((month <= last && !later) || (year && !its_year && !sure)) break;
        last = month;
        if (its_year) last_year = its_year;
        here = next;
        if (!sure && !from) continue;
        kept = last;
        kept_year = last_year;
        end = here;
        if (its_year) break;
    }
    if (kept == first && kept_year == year) return done(out, PERIOD_MONTH, year, first, end);
    if (!year) year = kept_year;
    struct day to = { kept_year, kept, day_month_last(kept_year ? kept_year : 2001, kept) };
    return done_range(out, (struct day){ year, first, 1 }, to, end);
}

/* ---- months by count ---- */

/* What a stretch of n months at the beginning or the end of a year is. */
static bool stretch(struct vn_period *out, int n, bool last, int year, size_t end)
{
    if (n == 6) return done(out, PERIOD_HALF, year, last ? 2 : 1, end);
    if (n == 3) return done(out, PERIOD_QUARTER, year, last ? 4 : 1, end);
    if (n == 9 && !last) return done(out, PERIOD_NINE_MONTHS, year, 0, end);
    if (n == 12) return done(out, PERIOD_YEAR, year, 0, end);
    int first_month = last ? 13 - n : 1, last_month = last ? 12 : n;
    struct day to = { year, last_month, day_month_last(year ? year : 2001, last_month) };
    return done_range(out, (struct day){ year, first_month, 1 }, to, end);
}

/* A work that is summed up: before "6 tháng" it tells the half year from a length of time. */
static bool sums_up(struct str s, size_t at)
{
    static const char *const works[] = { "sơ kết", "tổng kết", "kết quả", "công tác", "giao ban", "báo cáo", NULL };
    size_t from = at > 24 ? at - 24 : 0;
    for (; from < at; from++) {
        if (((unsigned char)s.p[from] & 0xC0) == 0x80 || !scan_starts(s, from)) continue;
        size_t end = scan_any(s, from, works, NULL);
        if (end && scan_blank(s, end) == at) return true;
    }
    return false;
}

/* "6 tháng đầu năm 2023", "sáu tháng cuối năm", "9 tháng năm 2022", "9 tháng". */
static bool months_at(struct str s, size_t at, struct vn_period *out)
{
    struct vn_number n;
    if (!vn_number_at(s, at, &n) || n.value % MILLI || n.value < MILLI || n.value > 12 * MILLI || n.scale != 1)
        return false;
    int count = (int)(n.value / MILLI), year = 0;
    size_t end = scan_words(s, scan_blank(s, n.end), "tháng"), with_year;
    if (!end && count <= 4 && (end = scan_words(s, scan_blank(s, n.end), "quý"))) {
        size_t part = scan_blank(s, end);      /* "ba quý đầu năm" */
        if (!scan_words(s, part, "đầu") && !scan_words(s, part, "cuối")) return false;
        count *= 3;
    }
    if (!end) return false;
    size_t next = scan_blank(s, end), first = scan_words(s, next, "đầu"), last = scan_words(s, next, "cuối");
    if (first || last) {
        size_t part = first ? first : last;
        if ((with_year = year_behind(s, part, &year))) return stretch(out, count, !first, year, with_year);
        next = scan_blank(s, part);
        size_t of = scan_words(s, next, "của");
        size_t word = scan_words(s, of ? scan_blank(s, of) : next, "năm");
        if (!word) return false;
        with_year = year_behind(s, word, &year);
        return stretch(out, count, !first, with_year ? year : 0, with_year ? with_year : word);
    }
    with_year = year_behind(s, end, &year);
    if (with_year) return stretch(out, count, false, year, with_year);
    if (count == 9 || (count == 6 && sums_up(s, at))) return stretch(out, count, false, 0, end);
    return false;
}

/* "nửa đầu năm 2023". */
static bool half_at(struct str s, size_t at, struct vn_period *out)
{
    static const char *const names[] = { "nửa đầu năm",  "nửa năm đầu", "nửa cuối năm",
                                         "nửa năm cuối", "nửa sau năm", NULL };
    size_t which, end = scan_any(s, at, names, &which);
    int year;
    if (!end) return false;
    size_t with_year = year_digits(s, scan_blank(s, end), &year);
    if (!with_year) with_year = year_behind(s, end, &year);
    return done(out, PERIOD_HALF, with_year ? year : 0, which < 2 ? 1 : 2, with_year ? with_year : end);
}

/* ---- years ---- */

/* "2019 – 2024", "2020-25", "2021 đến năm 2025" at `at`. */
static size_t years_at(struct str s, size_t at, int *first, int *last)
{
    static const char *const links[] = { "đến hết năm", "đến năm", "đến", "tới năm", "tới", NULL };
    size_t end = year_digits(s, at, first);
    if (!end) {
        end = scan_digits(s, at, 4, first);
        if (!end || end - at != 4 || !year_is_likely(*first)) return SCAN_NOT;
    }
    size_t next = scan_blank(s, end), past = scan_any(s, next, links, NULL);
    if (!past) past = next < s.n && s.p[next] == '/' ? next + 1 : scan_dash(s, next);
    if (!past) return SCAN_NOT;
    past = scan_blank(s, past);
    size_t last_end = scan_digits(s, past, 4, last);
    if (!last_end || !scan_ends(s, last_end)) return SCAN_NOT;
    if (last_end - past == 2) *last += *first / 100 * 100;
    else if (last_end - past != 4) return SCAN_NOT;
    if (digit_at(s, last_end + 1) && strchr("./-", s.p[last_end])) return SCAN_NOT;
    return *last >= *first && year_is_likely(*last) ? last_end : SCAN_NOT;
}

static bool term_at(struct str s, size_t at, struct vn_period *out)
{
    static const char *const terms[] = { "nhiệm kỳ", "nhiệm kì", "khóa", "khoá", "nk", NULL };
    static const char *const stages[] = { "giai đoạn", "thời kỳ", "thời kì", "từ năm", "năm", NULL };
    int first, last;
    bool term = true;
    size_t end = scan_any(s, at, terms, NULL);
    if (!end) {
        term = false;
        end = scan_any(s, at, stages, NULL);
    }
    if (!end) return false;
    size_t next = scan_blank(s, end), skip;
    if (next < s.n && (s.p[next] == ':' || s.p[next] == '(')) next = scan_blank(s, next + 1);
    if ((skip = scan_words(s, next, "từ"))) next = scan_blank(s, skip);
    if ((skip = scan_words(s, next, "năm"))) next = scan_blank(s, skip);
    if (!(end = years_at(s, next, &first, &last))) return false;
    if (term) return done(out, PERIOD_TERM, first, last, end);
    return done_range(out, (struct day){ first, 1, 1 }, (struct day){ last, 12, 31 }, end);
}

static bool year_at(struct str s, size_t at, struct vn_period *out)
{
    int year;
    size_t end = scan_words(s, at, "năm");
    if (!end || !(end = year_digits(s, scan_blank(s, end), &year))) return false;
    return done(out, PERIOD_YEAR, year, 0, end);
}

/* "quý II và 6 tháng đầu năm 2023", "quý I, II năm 2024": the year is said once, behind the last of a few. 0: none. */
static int shared_year(struct str s, size_t at)
{
    static const char *const ands[] = { "và", "cùng", NULL };
    enum { MOST = 3 };
    for (int i = 0; i < MOST; i++) {
        size_t next = scan_blank(s, at), past = scan_any(s, next, ands, NULL);
        if (!past && next < s.n && strchr(",;-+", s.p[next])) past = next + 1;
        if (!past) return 0;
        next = scan_blank(s, past);
        int number, year;
        size_t end = quarter_number(s, next, &number);
        size_t with_year = end ? year_behind(s, end, &year) : SCAN_NOT;
        if (with_year) return year;
        struct vn_period p;
        if (!end && (quarter_once(s, next, &p) || months_at(s, next, &p) || year_at(s, next, &p) ||
                        half_at(s, next, &p))) {
            if (p.period.year) return p.period.year;
            end = p.end;
        }
        if (!end) return 0;
        at = end;
    }
    return 0;
}

static bool quarter_at(struct str s, size_t at, struct vn_period *out)
{
    if (!quarter_once(s, at, out)) return false;
    int year = out->period.year ? 0 : shared_year(s, out->end);
    if (year) out->period = period_make(PERIOD_QUARTER, year, out->period.number);
    return true;
}

/* "từ ngày 15/12/2023 đến ngày 14/3/2024". */
static bool days_at(struct str s, size_t at, struct vn_period *out)
{
    struct vn_date d;
    if (!vn_date_at(s, at, &d) || !memcmp(&d.from, &d.to, sizeof d.from)) return false;
    *out = (struct vn_period){ { PERIOD_RANGE, d.from.year, 0, d.from, d.to }, d.end };
    return true;
}

/* Our own short form, as it stands in headings of exports: "2023-Q2", "2023-06". */
static bool short_form_at(struct str s, size_t at, struct vn_period *out)
{
    enum { SIZE = 7 };
    struct period p;
    if (at + SIZE > s.n || !period_read(str_cut(s, at, at + SIZE), &p) || !year_is_likely(p.year)) return false;
    if (!scan_ends(s, at + SIZE) || digit_at(s, at + SIZE) ||
        (digit_at(s, at + SIZE + 1) && strchr("-/.", s.p[at + SIZE])))
        return false;
    *out = (struct vn_period){ p, at + SIZE };
    return true;
}

bool vn_period_at(struct str s, size_t at, struct vn_period *out)
{
    if (at >= s.n || !scan_starts(s, at)) return false;
    switch (s.p[at]) {
    case 'q': case 'Q': return quarter_at(s, at, out);
    case 't':
    case 'T':
        return month_at(s, at, out) || term_at(s, at, out) || months_at(s, at, out) || days_at(s, at, out);
    case 'g': case 'G': case 'k': case 'K': return term_at(s, at, out);
    case 'n':
    case 'N':
        return term_at(s, at, out) || year_at(s, at, out) || half_at(s, at, out) || months_at(s, at, out) ||
               days_at(s, at, out);
    default: return short_form_at(s, at, out) || months_at(s, at, out) || days_at(s, at, out);
    }
}

bool vn_period_find(struct str s, struct vn_period *out)
{
    struct vn_date d;
    for (size_t i = 0; i < s.n;) {
        if (vn_period_at(s, i, out)) return true;
        size_t next = scan_next(s, i);         /* "ngày 27 tháng 7" is a day, not a month */
        i = vn_date_at(s, i, &d) && d.end > i ? d.end : next;
        if (i < s.n && !scan_starts(s, i)) i = scan_next(s, i);
    }
    return false;
}
