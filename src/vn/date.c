/* date.c - finds and reads dates as offices write them. See period.h.
 *
 * A day and month without a year can be a fraction ("38/45 hộ"), a number ("14.7") or a range ("18-7"):
 * - d/m alone is a date unless a counted thing follows, or a word before says otherwise ("số", "đường", "đạt");
 * - d.m and d-m are dates only behind a word that says so (ngày, sáng, chiều ...) or in a range of dates;
 * - with a year behind, each of the three separators makes a date. */
#include "vn/number.h"
#include "vn/period.h"
#include "vn/scan.h"

/* What stood before the digits: how much of a date they need to be to pass as one. */
enum trust { BARE, TOLD };

static bool year_is_likely(int year) { return year >= 1800 && year <= 2199; }

/* The words that count something, behind a fraction. */
static const char *const counted[] = {
    "vị", "hộ", "chi", "xã", "phường", "thị", "khu", "khóm", "thôn", "ấp", "tổ", "hội", "đoàn", "đảng", "cơ",
    "đơn", "người", "đại", "ủy", "uỷ", "đồng chí", "đ/c", "ông", "bà", "em", "cháu", "học", "suất", "phần",
    "căn", "nhà", "cái", "con", "chiếc", "mô", "công", "chỉ", "tiêu", "nhiệm vụ", "nội", "ý kiến", "câu",
    "trường", "lớp", "tỉnh", "huyện", "thành phố", "thành viên", "quận", "cuộc", "vụ", "lượt", "cán", "phiếu",
    "tổng", "số", "diện", "ban", "bản", "làng", "buôn", "hợp", "doanh", "nguồn", "dự án", "đề", "đợt", "buổi",
    "tấn", "ha", "km", "kg", "m2", "m", "tỷ", "triệu", "đại biểu", "thành tố", "sào", "mẫu", NULL,
};
/* Words before d/m that make it something else. */
static const char *const otherwise[] = {
    "số", "nhà", "hẻm", "ngõ", "ngách", "kiệt", "đường", "phố", "đạt", "chiếm", "được", "trên", "gần", "hơn",
    "khoảng", "có", "lệ", NULL,
};

static size_t word_before(struct str s, size_t at)
{
    size_t end = at;
    while (end && (s.p[end - 1] == ' ' || s.p[end - 1] == '\t')) end--;
    size_t from = end;
    while (from && end - from < 16 && !strchr(" \t\n,;:(\"", s.p[from - 1])) from--;
    return from;
}

static bool follows_any(struct str s, size_t at, const char *const *list)
{
    size_t next = scan_blank(s, at);
    return next > at && scan_any(s, next, list, NULL);
}

static bool stands_after_any(struct str s, size_t at, const char *const *list)
{
    size_t from = word_before(s, at), end = scan_any(s, from, list, NULL);
    return end && end <= at && scan_blank(s, end) == at;
}

static bool digit_at(struct str s, size_t at) { return at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; }

/* A number may not go on behind a date: "1/2/3/4", "12/3/QĐ", "21/3%". */
static bool is_cut_off(struct str s, size_t at, enum trust trust)
{
    if (at >= s.n) return true;
    char c = s.p[at];
    if (digit_at(s, at) || c == '%') return false;
    if ((c == '/' || c == '-' || c == '.' || c == ',' || c == ':') && digit_at(s, at + 1))
        return c == ',' || (c == '-' && trust == TOLD);
    if (c == '/' || (c == '-' && trust == BARE)) return at + 1 >= s.n || scan_ends(s, at + 1);
    return scan_ends(s, at);
}

/* `sep` at `at`, with a blank on either side when `loose`. */
static size_t separator(struct str s, size_t at, char sep, bool loose)
{
    size_t i = loose ? scan_blank(s, at) : at;
    if (i >= s.n || s.p[i] != sep) return SCAN_NOT;
    return loose ? scan_blank(s, i + 1) : i + 1;
}

/* "năm 2020", ", năm 2020", "/2020" behind a day and month; 0 when there is none. */
static size_t year_behind(struct str s, size_t at, int *year)
{
    size_t next = scan_blank(s, at), end;
    if (next < s.n && s.p[next] == ',') next = scan_blank(s, next + 1);
    if ((end = scan_words(s, next, "năm")) && (end = scan_digits(s, scan_blank(s, end), 4, year)) &&
        year_is_likely(*year))
        return end;
    for (const char *sep = "/-."; *sep; sep++)
        if ((end = separator(s, at, *sep, *sep == '/')) && (end = scan_digits(s, end, 4, year)) &&
            year_is_likely(*year))
            return end;
    return SCAN_NOT;
}

/* The number of a day or month in digits or words. */
static size_t small_number(struct str s, size_t at, int most, int *value)
{
    size_t end = scan_digits(s, at, 2, value);
    if (!end) {
        size_t four = scan_words(s, at, "tư");
        struct vn_number n;
        if (four) {
            *value = 4;
            end = four;
        } else if (vn_number_at(s, at, &n) && n.form == VN_WORDS && n.value % MILLI == 0 && n.scale == 1) {
            *value = n.value < 1000 * MILLI ? (int)(n.value / MILLI) : 0;
            end = n.end;
        }
    }
    return end && *value >= 1 && *value <= most ? end : SCAN_NOT;
}

static bool fits(struct day d) { return day_is_valid((struct day){ d.year ? d.year : 2000, d.month, d.day }); }

/* "05 tháng 01 năm 2020", "3 tháng 2". Without a word before only with a year: "6 tháng 3" may be a length of time. */
static size_t worded(struct str s, size_t at, enum trust trust, struct day *d)
{
    *d = (struct day){ 0 };
    size_t end = small_number(s, at, 31, &d->day), next;
    if (!end) return SCAN_NOT;
    next = scan_blank(s, end);
    if (next < s.n && (s.p[next] == ',' || s.p[next] == '/' || s.p[next] == '-')) next = scan_blank(s, next + 1);
    if (!(end = scan_words(s, next, "tháng")) || !(end = small_number(s, scan_blank(s, end), 12, &d->month)))
        return SCAN_NOT;
    if (digit_at(s, end)) return SCAN_NOT;
    size_t with_year = year_behind(s, end, &d->year);
    if (with_year && !digit_at(s, with_year) && fits(*d)) return with_year;
    d->year = 0;
    return trust == TOLD && fits(*d) ? end : SCAN_NOT;
}

/* "2023-07-27", "2023/7/27". */
static size_t year_first(struct str s, size_t at, struct day *d)
{
    size_t end = scan_digits(s, at, 4, &d->year);
    if (!end || end - at != 4 || end >= s.n || (s.p[end] != '-' && s.p[end] != '/')) return SCAN_NOT;
    char sep = s.p[end];
    if (!(end = scan_digits(s, end + 1, 2, &d->month)) || end >= s.n || s.p[end] != sep) return SCAN_NOT;
    if (!(end = scan_digits(s, end + 1, 2, &d->day)) || !is_cut_off(s, end, TOLD)) return SCAN_NOT;
    return year_is_likely(d->year) && day_is_valid(*d) ? end : SCAN_NOT;
}

/* Day, month and perhaps year with one of the separators. `in_range`: the other end of a range is beside it. */
static size_t numeric(struct str s, size_t at, enum trust trust, bool in_range, struct day *d)
{
    *d = (struct day){ 0 };
    size_t day_end = scan_digits(s, at, 2, &d->day);
    if (!day_end) return SCAN_NOT;
    for (const char *sep = "/-."; *sep; sep++) {
        bool loose = *sep != '.' && trust == TOLD;
        size_t month_at = separator(s, day_end, *sep, loose);
        if (!month_at) continue;
        size_t month_end = scan_digits(s, month_at, 2, &d->month);
        if (!month_end || !fits(*d)) return SCAN_NOT;
        if (*sep == '-' && month_at > day_end + 1 && follows_any(s, month_end, counted)) return SCAN_NOT;
        if (*sep == '-' && scan_words(s, scan_blank(s, month_end), "tháng")) return SCAN_NOT; /* "8 - 10 tháng 3" */
        size_t year_at = separator(s, month_end, *sep, loose), end;
        if (year_at && (end = scan_digits(s, year_at, 4, &d->year)) && is_cut_off(s, end, TOLD)) {
            if (end - year_at == 2 && (*sep == '/' || trust == TOLD)) d->year += 2000;
            if (year_is_likely(d->year) && fits(*d)) return end;
        }
        d->year = 0;
        end = year_behind(s, month_end, &d->year);
        if (end && (*sep != '.' || trust == TOLD) && is_cut_off(s, end, TOLD) && fits(*d)) return end;
        d->year = 0;
        if (!is_cut_off(s, month_end, in_range ? TOLD : trust)) return SCAN_NOT;
        if (trust == TOLD) return month_end;
        if (*sep == '/' ? follows_any(s, month_end, counted) || stands_after_any(s, at, otherwise) : !in_range)
            return SCAN_NOT;
        if (in_range && follows_any(s, month_end, counted)) return SCAN_NOT;
        return month_end;
    }
    return SCAN_NOT;
}

static size_t one_day(struct str s, size_t at, enum trust trust, bool in_range, struct day *d)
{
    size_t end = year_first(s, at, d);
    if (!end) end = worded(s, at, trust, d);
    return end ? end : numeric(s, at, trust, in_range, d);
}

/* "Chiều", "sáng thứ hai, ngày", "ngày mùng", "hôm": the words that announce a date. *told: one of them stood there. */
static size_t announcement(struct str s, size_t at, enum part_of_day *part, bool *told)
{
    static const char *const parts[] = { "sáng", "trưa", "chiều", "tối", "đêm", NULL };
    static const enum part_of_day meaning[] = { PART_MORNING, PART_AFTERNOON, PART_AFTERNOON, PART_EVENING,
                                                PART_EVENING };
    static const char *const weekdays[] = { "thứ hai", "thứ ba", "thứ tư",   "thứ năm", "thứ sáu",
                                            "thứ bảy", "thứ 2",  "thứ 3",    "thứ 4",   "thứ 5",
                                            "thứ 6",   "thứ 7",  "chủ nhật", NULL };
    static const char *const days[] = { "ngày", "hôm", "mùng", "mồng", NULL };
    size_t end, which;
    *part = PART_NONE;
    *told = false;
    if ((end = scan_words(s, at, "buổi"))) at = scan_blank(s, end);
    if ((end = scan_any(s, at, parts, &which))) {
        *part = meaning[which];
        *told = true;
        at = scan_blank(s, end);
    }
    if ((end = scan_any(s, at, weekdays, NULL))) {
        *told = true;
        at = scan_blank(s, end);
        if (at < s.n && (s.p[at] == ',' || s.p[at] == '(')) at = scan_blank(s, at + 1);
    }
    for (int i = 0; i < 2 && (end = scan_any(s, at, days, NULL)); i++) {
        *told = true;
        at = scan_blank(s, end);
    }
    if (at < s.n && s.p[at] == ':') at = scan_blank(s, at + 1);
    return at;
}

enum link { NO_LINK, DASH, TO, AND };

/* The word or dash between the two ends of a range; with "và" or a comma two days stand side by side. */
static size_t link_at(struct str s, size_t at, enum link *link)
{
    static const char *const links[] = { "đến hết", "cho đến", "đến", "tới", "và", NULL };
    size_t which, next = scan_blank(s, at), end = scan_any(s, next, links, &which);
    *link = end ? (which == 4 ? AND : TO) : NO_LINK;
    if (!end && (end = scan_dash(s, next))) *link = DASH;
    if (!end && next < s.n && s.p[next] == ',') {
        *link = AND;
        end = next + 1;
    }
    return end ? scan_blank(s, end) : SCAN_NOT;
}

static bool is_next_day(struct day from, struct day to)
{
    if (!from.year) from.year = to.year = 2001;
    return day_number(to) - day_number(from) == 1;
}

/* A day that lacks its month or year takes them from the end of the range. */
static bool close_range(struct day *from, struct day *to)
{
    if (!from->month) {
        from->month = to->month;
        if (from->day > to->day) from->month = to->month == 1 ? 12 : to->month - 1;
    }
    bool later = from->month > to->month || (from->month == to->month && from->day > to->day);
    if (!from->year && to->year) from->year = to->year - (later ? 1 : 0);
    if (from->year && !to->year) to->year = from->year + (later ? 1 : 0);
    if (!fits(*from) || !fits(*to)) return false;
    return !from->year || day_number(*from) <= day_number(*to);
}

/* Two whole dates: "từ 20/3 đến 25/3/2024", "8.9- 24.9". */
static size_t whole_range(struct str s, size_t at, bool told, struct day *from, struct day *to)
{
    enum link link;
    enum part_of_day part;
    bool again;
    size_t next, end = one_day(s, at, told ? TOLD : BARE, true, from);
    if (!end || !(next = link_at(s, end, &link))) return SCAN_NOT;
    next = announcement(s, next, &part, &again);
    end = one_day(s, next, told || again || link != DASH ? TOLD : BARE, true, to);
    if (!end || !close_range(from, to)) return SCAN_NOT;
    return link != AND || is_next_day(*from, *to) ? end : SCAN_NOT;
}

/* A day alone and a date: "từ ngày 1 đến 12-9", "13-19.3", "ngày 13 và 14/3". */
static size_t short_range(struct str s, size_t at, bool told, struct day *from, struct day *to)
{
    enum link link;
    enum part_of_day part;
    bool again;
    *from = (struct day){ 0 };
    size_t next, end = scan_digits(s, at, 2, &from->day);
    if (!end || from->day < 1 || from->day > 31 || !(next = link_at(s, end, &link))) return SCAN_NOT;
    next = announcement(s, next, &part, &again);
    if (!told && link != DASH && !again) return SCAN_NOT; /* "10 đến 15/3": counts, for all we know */
    end = one_day(s, next, told || again ? TOLD : BARE, true, to);
    if (!end || (!told && !again && from->day >= to->day)) return SCAN_NOT;
    if (!close_range(from, to)) return SCAN_NOT;
    if (link == AND && !is_next_day(*from, *to)) *to = *from;  /* two days apart: the first one */
    return end;
}

/* "ngày 16, 17 và 18/10": days in a row that share the month of the last. Only behind a word that tells of days. */
static size_t days_listed(struct str s, size_t at, struct day *from, struct day *to)
{
    size_t end = scan_digits(s, at, 2, &from->day), next = end;
    *from = (struct day){ .day = from->day };
    for (int last = from->day, n = 0; end && from->day >= 1; n++) {
        int day;
        enum link link;
        next = link_at(s, next, &link);
        if (!next || link != AND) return SCAN_NOT;
        size_t past = scan_digits(s, next, 2, &day);
        if (!past || day <= last || day > 31) return SCAN_NOT;
        if (n && (end = one_day(s, next, TOLD, true, to)) && to->month) return close_range(from, to) ? end : SCAN_NOT;
        end = next = past;
        last = day;
    }
    return SCAN_NOT;
}

static size_t range(struct str s, size_t at, bool told, struct day *from, struct day *to)
{
    size_t end = whole_range(s, at, told, from, to);
    if (!end) end = short_range(s, at, told, from, to);
    return end || !told ? end : days_listed(s, at, from, to);
}

/* The first bytes of all that a date begins with: a digit, or từ, sáng, trưa, thứ, chiều, đêm, buổi, ngày ... */
static bool may_begin(unsigned char c)
{
    if (c >= '0' && c <= '9') return true;
    return c < 0x80 ? strchr("tscbnhm", c | 0x20) != NULL : c == 0xC4;
}

bool vn_date_at(struct str s, size_t at, struct vn_date *out)
{
    if (at >= s.n || !may_begin((unsigned char)s.p[at])) return false;
    struct vn_date d = { 0 };
    bool told;
    size_t start = at, end = scan_words(s, at, "từ");
    bool from = end != SCAN_NOT;
    if (from) start = scan_blank(s, end);
    start = announcement(s, start, &d.part, &told);
    if (start >= s.n) return false;
    if (!told && !from && !digit_at(s, at)) return false;
    if (digit_at(s, at) && at && strchr("./-:,", s.p[at - 1]) && at > 1 && digit_at(s, at - 2)) return false;
    if (!scan_starts(s, at)) return false;
    if ((d.end = range(s, start, told || from, &d.from, &d.to))) {
        *out = d;
        return true;
    }
    if (from && !told) return false;
    if (!(d.end = one_day(s, start, told ? TOLD : BARE, false, &d.from))) return false;
    d.to = d.from;
    *out = d;
    return true;
}

bool vn_date_find(struct str s, struct vn_date *out)
{
    for (size_t i = 0; i < s.n; i = scan_next(s, i))
        if (vn_date_at(s, i, out)) return true;
    return false;
}

static int64_t distance(struct day x, struct day y)
{
    int64_t d = day_number(x) - day_number(y);
    return d < 0 ? -d : d;
}

struct vn_date vn_date_on(struct vn_date d, struct day on)
{
    if (d.from.year || !d.from.month || !day_is_valid(on)) return d;
    struct vn_date best = d;
    for (int year = on.year - 1; year <= on.year + 1; year++) {
        struct vn_date x = d;
        bool turns = d.from.month > d.to.month || (d.from.month == d.to.month && d.from.day > d.to.day);
        x.to.year = year;
        x.from.year = year - (turns ? 1 : 0);
        if (!day_is_valid(x.from) || !day_is_valid(x.to)) continue;
        if (!best.to.year || distance(x.to, on) < distance(best.to, on)) best = x;
    }
    if (!best.to.year) {                       /* 29/2 without a leap year near: the nearest one that has it */
        for (int away = 2; away <= 8 && !best.to.year; away++)
            for (int sign = -1; sign <= 1 && !best.to.year; sign += 2) {
                struct vn_date x = d;
                x.to.year = x.from.year = on.year + sign * away;
                if (day_is_valid(x.from) && day_is_valid(x.to)) best = x;
            }
    }
    return best;
}
