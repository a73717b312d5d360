/* number.c - reads Vietnamese numbers, in digits, words or both. See number.h.
 *
 * A number is segments of falling scale: (digits or words below a thousand) and the scale words behind them,
 * "1 tỷ 618 triệu" = 1 x 10^9 + 618 x 10^6. A segment with a larger scale takes in the smaller ones before it:
 * "hai nghìn ba trăm tỷ" = (2000 + 300) x 10^9. Every loop is bounded, so reading at each word of a text is linear.
 *
 * In running text some number words have another meaning: "năm" is also a year, "không" is also no, "tư" and "mốt"
 * stand in other words. There they count only where nothing else makes sense; a text that is a number as a whole
 * (vn_number_read) is read more freely, without diacritics too. */
#include "vn/number.h"
#include "vn/numeral.h"
#include "vn/scan.h"
#include "vn/text.h"

__extension__ typedef __int128 wide; /* holds mantissa x scale before the check that it fits */

enum { SEGMENTS_MOST = 8, DECIMALS_MOST = 12, SMALL = 1000000000 };
static const wide WIDE_MOST = (wide)INT64_MAX * 1000000;

/* How a text is read: free is a text that must be a number as a whole, plain one without any diacritic. */
struct source { struct str s; bool free, plain; };

struct token { enum word_kind kind; int64_t value; size_t end; uint64_t key; };

static struct token word_at(const struct source *src, size_t at)
{
    struct token t = { .end = at };
    if (at >= src->s.n || !numeral_may_start((unsigned char)src->s.p[at])) return t;
    const struct numeral *n = numeral_find(scan_key(src->s, at, &t.end), src->plain);
    return n ? (struct token){ n->kind, n->value, t.end, n->key } : t;
}

static struct token next_word(const struct source *src, size_t at)
{
    size_t start = scan_blank(src->s, at);
    return start == at ? (struct token){ .end = at } : word_at(src, start);
}

static inline bool is_word(struct token t, const char *word) { return t.kind && t.key == scan_key_of(word); }

static bool is_digit(struct str s, size_t at) { return at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; }

static size_t digit_run(struct str s, size_t at)
{
    size_t i = at;
    while (is_digit(s, i)) i++;
    return i - at;
}

/* ---- words below a thousand ---- */

/* The ones behind mười or mươi: "mốt", "lăm" ... In running text "năm" behind them is a year ("hai mươi năm"). */
static int64_t ones_behind(const struct source *src, size_t *at)
{
    struct token t = next_word(src, *at);
    if (t.kind != ONES || !t.value) return 0;
    if (!src->free && is_word(t, "năm")) return 0;
    *at = t.end;
    return t.value;
}

/* Below a hundred, from `t` on: "hai mươi mốt", "mười lăm", "hai mốt", "ba chục", "bảy". -1: no number. */
static int64_t below_hundred(const struct source *src, struct token t, size_t *end)
{
    *end = t.end;
    if (t.kind == TEN || (t.kind == TENS && src->plain)) return 10 + ones_behind(src, end);
    if (t.kind != ONES) return -1;
    struct token next = next_word(src, t.end);
    if (t.value && (next.kind == TENS || (src->plain && next.kind == TEN) || next.kind == DOZEN)) {
        *end = next.end;
        return t.value * 10 + (next.kind == DOZEN ? 0 : ones_behind(src, end));
    }
    if (t.value && next.kind == ONES && (is_word(next, "mốt") || is_word(next, "lăm") || is_word(next, "nhăm") ||
                                         (is_word(next, "tư") && t.value > 1))) {
        *end = next.end;                       /* "hai mốt": spoken short form */
        return t.value * 10 + next.value;
    }
    return t.value;
}

static bool is_spoken_tail(const struct source *src, struct token t)
{
    if (t.kind != ONES || !t.value || is_word(t, "một")) return false;
    return src->free || !is_word(t, "năm");
}

/* What follows "trăm": "linh hai", "ba mươi", "rưỡi", "hai" (spoken: 120). */
static int64_t behind_hundred(const struct source *src, size_t *at)
{
    struct token t = next_word(src, *at);
    size_t end;
    if (t.kind == HALF) {
        *at = t.end;
        return 50;
    }
    if (t.kind == ODD) {
        struct token low = next_word(src, t.end);
        int64_t v = below_hundred(src, low, &end);
        if (v <= 0) return 0;
        *at = end;
        return v;
    }
    if (t.kind == ONES && !t.value) {          /* "không mươi hai": tens said as none */
        struct token tens = next_word(src, t.end);
        if (tens.kind != TENS) return 0;
        struct token low = next_word(src, tens.end);
        if (low.kind != ONES) return 0;
        *at = low.end;
        return low.value;
    }
    int64_t v = below_hundred(src, t, &end);
    if (v < 0) return 0;
    if (v < 10) {
        struct token more = next_word(src, end);
        if (more.kind == HUNDRED || !is_spoken_tail(src, t)) return 0;
        v *= 10;
    }
    *at = end;
    return v;
}

/* Below a thousand, from `t` on. -1: no number there. */
static int64_t below_thousand(const struct source *src, struct token t, size_t *end)
{
    if (t.kind == ODD) {                       /* "không trăm" left out: "một nghìn lẻ năm" */
        struct token low = next_word(src, t.end);
        return low.kind == ONES || low.kind == TEN ? below_hundred(src, low, end) : -1;
    }
    if (t.kind == ONES) {
        struct token next = next_word(src, t.end);
        if (next.kind == HUNDRED) {
            *end = next.end;
            return t.value * 100 + behind_hundred(src, end);
        }
    }
    return below_hundred(src, t, end);
}

/* ---- digits ---- */

struct digits { wide mantissa; int decimals; size_t end; bool padded, plain_dot, whole_group; };

/* Digits of s[from..to), other bytes passed over, into the mantissa. false: more than fit. */
static bool add_digits(struct digits *d, struct str s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (!is_digit(s, i)) continue;
        d->mantissa = d->mantissa * 10 + (s.p[i] - '0');
        if (d->mantissa > WIDE_MOST) return false;
    }
    return true;
}

/* Past the groups of three behind the first digits when `sep` parts them all; `from` when there are none. */
static size_t groups(struct str s, size_t from, char sep, size_t *count)
{
    size_t at = from;
    *count = 0;
    while (at < s.n && s.p[at] == sep && digit_run(str_cut(s, 0, at + 5), at + 1) == 3) {
        at += 4;
        ++*count;
    }
    return at;
}

/* "61 794 000": groups parted by blanks; one ordinary blank alone would join two numbers that stand side by side. */
static size_t blank_groups(struct str s, size_t from)
{
    size_t at = from, count = 0;
    bool narrow = false;
    for (;;) {
        size_t gap = 0;
        if (at < s.n && s.p[at] == ' ') gap = 1;
        else if (at + 1 < s.n && !memcmp(s.p + at, "\xC2\xA0", 2)) gap = 2;
        else if (at + 2 < s.n && (!memcmp(s.p + at, "\xE2\x80\xAF", 3) || !memcmp(s.p + at, "\xE2\x80\x89", 3)))
            gap = 3;
        if (!gap || digit_run(str_cut(s, 0, at + gap + 4), at + gap) != 3) break;
        size_t end = at + gap + 3;
        if (end + 1 < s.n && strchr(".,/-:", s.p[end]) && is_digit(s, end + 1)) break;
        narrow = narrow || gap == 3;
        at = end;
        count++;
    }
    return count >= 2 || (count == 1 && (narrow || !memcmp(s.p + at - 3, "000", 3))) ? at : from;
}

/* The decimals behind `at`, where a mark stands; trailing zeros say nothing. false: they do not fit. */
static bool add_decimals(struct digits *d, struct str s, size_t at, size_t run)
{
    size_t n = run;
    while (n && s.p[at + n] == '0') n--;
    if (n > DECIMALS_MOST || !add_digits(d, s, at + 1, at + 1 + n)) return false;
    d->decimals = (int)n;
    d->end = at + 1 + run;
    return true;
}

static bool digits_at(struct str s, size_t at, struct digits *d)
{
    size_t first = digit_run(s, at), to = at + first, count = 0;
    *d = (struct digits){ .padded = first == 2 && s.p[at] == '0' };
    if (!first) return false;
    bool may_group = first <= 3 && s.p[at] != '0';
    size_t end = to;
    char sep = 0;
    if (may_group && end < s.n && (s.p[end] == '.' || s.p[end] == ',')) {
        end = groups(s, to, sep = s.p[to], &count);
        bool more = is_digit(s, end + 1) && end < s.n && s.p[end] == sep;
        bool zeros = count == 1 && !memcmp(s.p + end - 3, "000", 3);
        /* one comma is the decimal mark */
        if (sep == ',' && (more || (count < 2 && !(zeros && scan_ends(s, end))))) end = to;
        if (sep == '.' && count && more) return false;     /* 1.234.56: neither groups nor decimals */
    } else if (may_group) {
        end = blank_groups(s, to);
        count = end > to;
    }
    if (end == to) count = 0;
    if (!add_digits(d, s, at, end)) return false;
    d->end = end;
    if (end + 1 >= s.n || (s.p[end] != '.' && s.p[end] != ',') || !is_digit(s, end + 1)) return true;
    if (count && s.p[end] == sep) return true;
    size_t run = digit_run(s, end + 1), behind = end + 1 + run;
    bool again = behind + 1 < s.n && (s.p[behind] == '.' || s.p[behind] == ',') && is_digit(s, behind + 1);
    if (s.p[end] == ',') return again || add_decimals(d, s, end, run);  /* "khóm 1,2,3" is a list: 1 alone */
    if (again) return false;                   /* 3.4.2014, 1.2.3: a date or the number of a section */
    d->plain_dot = true;
    return add_decimals(d, s, end, run);
}

/* ---- segments ---- */

struct segment { wide value; int64_t scale; };
struct state {
    struct segment seg[SEGMENTS_MOST];
    size_t count;
    int64_t last_scale;
};

static wide power_of_ten(int n)
{
    wide p = 1;
    while (n-- > 0) p *= 10;
    return p;
}

/* mantissa / 10^decimals x scale in thousandths; false when it does not come out even or does not fit. */
static bool to_milli(wide mantissa, int decimals, int64_t scale, wide *out)
{
    wide by = power_of_ten(decimals);
    if (mantissa <= SMALL && scale <= SMALL) { /* nearly always: a division of wide ones takes long */
        int64_t product = (int64_t)mantissa * scale, part = decimals ? (int64_t)by : 1;
        *out = (wide)(product / part) * 1000 + (product % part) * 1000 / part;
        return product % part * 1000 % part == 0;
    }
    if (scale && mantissa > WIDE_MOST / 1000 / scale * by) return false;
    wide v = mantissa * scale;
    if (v > WIDE_MOST) return false;
    v *= 1000;
    if (v % by) return false;
    *out = v / by;
    return true;
}

/* Scale words behind a group: "nghìn tỷ" multiplies. With digits "trăm" and "chục" are scales too. */
struct scales { int64_t word[3], product; int count; };

static struct token glued_scale(struct str s, size_t at) /* "35triệuđồng": two words, one blank forgotten */
{
    if (at >= s.n || (s.p[at] | 0x20) != 't') return (struct token){ 0 };
    static const struct { const char *both, *scale; int64_t value; } rows[] = {
        { "triệuđồng", "triệu", 1000000 }, { "tỷđồng", "tỷ", 1000000000 },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (scan_prefix(s, at, rows[i].both))
            return (struct token){ .kind = SCALE, .value = rows[i].value, .end = scan_prefix(s, at, rows[i].scale) };
    return (struct token){ 0 };
}

/* false: larger than any number we keep. */
static bool scales_at(const struct source *src, bool after_digits, size_t *at, struct scales *out)
{
    *out = (struct scales){ .product = 1 };
    while (out->count < (int)COUNT(out->word)) {
        size_t start = scan_blank(src->s, *at);
        if (start == *at && !(after_digits && !out->count)) break;
        struct token t = word_at(src, start);
        if (!t.kind && after_digits) t = glued_scale(src->s, start);
        bool low = after_digits && (t.kind == HUNDRED || t.kind == DOZEN) && !out->count;
        if (t.kind != SCALE && !low) break;
        if (__builtin_mul_overflow(out->product, t.value, &out->product)) return false;
        if (out->product > INT64_C(1000000000000000)) return false;
        out->word[out->count++] = t.value;
        *at = t.end;
    }
    return true;
}

/* Multiplies all segments smaller than `scale` by it, as one. */
static bool promote(struct state *st, int64_t scale)
{
    wide group = 0;
    while (st->count && st->seg[st->count - 1].scale < scale) group += st->seg[--st->count].value;
    if (!group || (st->count && st->seg[st->count - 1].scale == scale) || group > WIDE_MOST / scale) return false;
    st->seg[st->count++] = (struct segment){ group * scale, scale };
    return true;
}

/* Takes a new segment of units in. false: no number can go on so. */
static bool push(struct state *st, wide value, int64_t scale)
{
    if (st->count == SEGMENTS_MOST || (st->count && scale >= st->seg[st->count - 1].scale)) return false;
    st->seg[st->count++] = (struct segment){ value, scale };
    return true;
}

/* A group and its scale words, behind what was read: smaller segments before it become parts of its group. */
static bool add_group(struct state *st, wide mantissa, int decimals, const struct scales *by)
{
    wide value;
    bool larger = st->count && by->product >= st->seg[st->count - 1].scale;
    if (!larger) return to_milli(mantissa, decimals, by->product, &value) && push(st, value, by->product);
    int first = by->word[0] < st->seg[st->count - 1].scale ? 1 : 0;    /* "một triệu sáu trăm | nghìn | tỷ" */
    int64_t own = first ? by->word[0] : 1;
    if (!by->count || !to_milli(mantissa, decimals, own, &value) || !push(st, value, own)) return false;
    for (int i = first; i < by->count; i++)
        if (!promote(st, by->word[i])) return false;
    return true;
}

/* "phẩy hai mươi lăm", "phẩy không năm": the digits behind the decimal mark. */
static bool spoken_decimals(const struct source *src, size_t *at, wide *mantissa, int *decimals)
{
    struct token t = next_word(src, *at);
    int zeros = 0;
    while (t.kind == ONES && !t.value && zeros < DECIMALS_MOST / 2) {
        zeros++;
        *at = t.end;
        t = next_word(src, t.end);
    }
    size_t end = *at;
    int64_t v = t.kind ? below_thousand(src, t, &end) : -1;
    if (v < 0 && !zeros) return false;
    if (v < 0) v = 0;
    else *at = end;
    int size = v >= 100 ? 3 : v >= 10 ? 2 : v > 0 ? 1 : 0;
    while (v && size < DECIMALS_MOST / 2) {    /* "ba phẩy một bốn": digit by digit */
        t = next_word(src, *at);
        if (t.kind != ONES || (!src->free && is_word(t, "năm"))) break;
        v = v * 10 + t.value;
        size++;
        *at = t.end;
    }
    *mantissa = *mantissa * power_of_ten(zeros + size) + v;
    *decimals = zeros + size;
    return true;
}

/* What stands before the scale words: mantissa / 10^decimals. `scale_only`: nothing does, "nghìn tỷ". */
struct group {
    wide mantissa;
    int decimals;
    size_t end;
    struct token first;
    bool in_digits, padded, plain_dot, single, bare, scale_only;
};

static bool digit_group(const struct source *src, size_t at, struct group *g)
{
    struct digits d;
    if (!digits_at(src->s, at, &d)) return false;
    *g = (struct group){ .mantissa = d.mantissa, .decimals = d.decimals, .end = d.end, .in_digits = true };
    g->padded = d.padded && !d.decimals;
    g->plain_dot = d.plain_dot;
    return true;
}

/* The first group of a number may be a scale word alone ("trăm hai", "chục") or a half ("nửa triệu"). */
static bool bare_group(const struct source *src, struct token t, size_t at, struct group *g)
{
    *g = (struct group){ .first = t, .end = t.end, .bare = true };
    switch (t.kind) {
    case HALF_OF:
        g->mantissa = 5;
        g->decimals = 1;
        g->bare = false;
        return next_word(src, t.end).kind == SCALE;
    case SCALE:
        g->mantissa = 1;
        g->end = at;
        g->scale_only = true;
        return true;
    case DOZEN: g->mantissa = 10; return true;
    case HUNDRED: g->mantissa = 100 + behind_hundred(src, &g->end); return true;
    default: return false;
    }
}

static bool word_group(const struct source *src, bool leads, size_t at, struct group *g)
{
    struct token t = word_at(src, at);
    if (leads && bare_group(src, t, at, g)) return true;
    *g = (struct group){ .first = t, .end = at };
    int64_t small = below_thousand(src, t, &g->end);
    if (small < 0) return false;
    g->mantissa = small;
    g->single = small < 10 && t.kind == ONES && next_word(src, t.end).kind != HUNDRED;
    struct token point = next_word(src, g->end);
    size_t after = point.end;
    if (point.kind == POINT && spoken_decimals(src, &after, &g->mantissa, &g->decimals)) g->end = after;
    return true;
}

/* One group and its scales at `at`, which is past the blanks. false: there is none that fits behind what was read. */
static bool segment_at(const struct source *src, struct state *st, size_t at, struct vn_number *n)
{
    struct group g;
    struct scales by;
    bool leads = !st->count;
    if (!(is_digit(src->s, at) ? digit_group(src, at, &g) : word_group(src, leads, at, &g))) return false;
    size_t end = g.scale_only ? g.first.end : g.end;
    if (!scales_at(src, g.in_digits, &end, &by)) return false;
    if (g.scale_only && __builtin_mul_overflow(by.product, g.first.value, &by.product)) return false;
    int64_t last = by.count ? by.word[by.count - 1] : g.scale_only ? g.first.value : 0;
    if (!leads && by.product == 1) {
        int64_t before = st->seg[st->count - 1].scale;
        if (g.in_digits) {                     /* "3 nghìn 200": exactly the three digits that are left */
            if (before != 1000 || g.decimals || g.end - at != 3) return false;
        } else if (g.single) {                 /* "một triệu hai": the next place down; "một nghìn một" is not said */
            if (!is_spoken_tail(src, g.first) || before < 1000 || g.decimals) return false;
            g.mantissa *= before / 10;
        }
    }
    if (!add_group(st, g.mantissa, g.decimals, &by)) return false;
    if (last) n->scale = st->last_scale = last;
    if (leads) {
        n->padded = g.padded;
        n->plain_dot = g.plain_dot;
        n->bare = g.bare;
    }
    if (g.in_digits) n->form = by.product == 1 && leads ? VN_DIGITS : VN_MIXED;
    n->end = end;
    return true;
}

/* Decimals behind a whole number that ended in a scale: "một nghìn phẩy mười một", "hai nghìn phẩy năm tỷ". */
static bool decimals_behind(const struct source *src, wide *sum, struct vn_number *n)
{
    struct token point = next_word(src, n->end);
    size_t end = point.end;
    wide mantissa = *sum / MILLI, value;
    int decimals = 0;
    if (point.kind != POINT || *sum % MILLI || mantissa > INT64_MAX) return false;
    if (!spoken_decimals(src, &end, &mantissa, &decimals)) return false;
    struct scales by;
    if (!scales_at(src, false, &end, &by) || !to_milli(mantissa, decimals, by.product, &value)) return false;
    n->scale = by.count ? by.word[by.count - 1] : 1;
    n->end = end;
    *sum = value;
    return true;
}

static bool read_at(const struct source *src, size_t at, struct vn_number *out)
{
    struct state st = { 0 };
    struct vn_number n = { .form = VN_WORDS, .scale = 1 };
    size_t start = at;
    bool minus = false;
    if (!is_digit(src->s, at)) {
        struct token t = word_at(src, at);
        if (!t.kind || t.kind == ODD || t.kind == HALF || t.kind == POINT || (t.kind == TENS && !src->plain))
            return false;
        if (t.kind == MINUS) {
            start = scan_blank(src->s, t.end);
            if (start == t.end || (!is_digit(src->s, start) && !word_at(src, start).kind)) return false;
            minus = true;
        } else if (!src->free) {
            if (is_word(t, "tư") || is_word(t, "mốt") || is_word(t, "lăm") || is_word(t, "nhăm")) return false;
            struct token next = next_word(src, t.end);
            if (is_word(t, "không") && next.kind != POINT) return false;
        }
    }
    if (!segment_at(src, &st, start, &n)) return false;
    bool digits_first = n.form != VN_WORDS;
    while (st.seg[st.count - 1].scale > 1) {
        size_t next = scan_blank(src->s, n.end);
        struct token t = next > n.end ? word_at(src, next) : (struct token){ 0 };
        if (t.kind == HALF) {                  /* half of the last scale: "1 tỷ rưỡi" */
            n.end = t.end;
            st.seg[st.count - 1].value += (wide)st.seg[st.count - 1].scale * MILLI / 2;
            break;
        }
        if (next == n.end || next >= src->s.n) break;
        if (digits_first && !is_digit(src->s, next)) break;
        if (!digits_first && is_digit(src->s, next)) break;
        if (!segment_at(src, &st, next, &n)) break;
    }
    if (digits_first && st.last_scale) n.form = VN_MIXED;
    wide sum = 0;
    for (size_t i = 0; i < st.count; i++) sum += st.seg[i].value;
    if (!digits_first && st.seg[st.count - 1].scale > 1) decimals_behind(src, &sum, &n);
    if (sum > INT64_MAX) return false;
    n.value = minus ? -(milli)sum : (milli)sum;
    *out = n;
    return true;
}

/* "12", "05", "1.234.000" and nothing behind, which most numbers of a report are: what read_at() finds, sooner. */
static bool digits_only(struct str s, size_t at, struct vn_number *out)
{
    enum { LONGEST = 11 };
    size_t n = s.n - at, first = digit_run(s, at);
    milli value = 0;
    if (n > LONGEST || !first || (n - first) % 4 || (n > first && (first > 3 || s.p[at] == '0'))) return false;
    for (size_t i = 0; i < n; i++) {
        bool dot = i >= first && (i - first) % 4 == 0;
        if (dot ? s.p[at + i] != '.' : !is_digit(s, at + i)) return false;
        if (!dot) value = value * 10 + (s.p[at + i] - '0');
    }
    *out = (struct vn_number){ .value = value * MILLI, .end = s.n, .form = VN_DIGITS, .scale = 1,
                               .padded = first == 2 && s.p[at] == '0' };
    return true;
}

bool vn_number_at(struct str s, size_t at, struct vn_number *out)
{
    if (at >= s.n) return false;
    if (digits_only(s, at, out)) return true;
    unsigned char c = (unsigned char)s.p[at];
    if (!(c >= '0' && c <= '9') && !numeral_may_start(c)) return false;
    return read_at(&(struct source){ .s = s }, at, out);
}

bool vn_number_word(struct str s, size_t at)
{
    return word_at(&(struct source){ .s = s }, at).kind != NO_WORD;
}

bool vn_number_read(struct str s, milli *out)
{
    s = str_trim(s);
    size_t at = 0;
    bool minus = false;
    size_t sign = s.n && s.p[0] == '+' ? 1 : scan_dash(s, 0);
    if (sign && s.p[0] != '~' && is_digit(s, sign)) {
        minus = s.p[0] != '+';
        at = sign;
    }
    struct source src = { .s = s, .free = true, .plain = true };
    for (size_t i = 0; i < s.n; i++) src.plain = src.plain && (unsigned char)s.p[i] < 0x80;
    struct vn_number n;
    if (at >= s.n || !read_at(&src, at, &n) || n.end != s.n) return false;
    *out = minus ? -n.value : n.value;
    return true;
}
