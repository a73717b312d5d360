/* wording.c - writes numbers and amounts as people write them. See number.h.
 *
 * What is written reads back to the same value: vn_number_read() and vn_decimal_read() are the other half. */
#include "vn/number.h"
#include "vn/scan.h"

static const char *const ones[] = { "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín" };

static void add_word(struct buf *b, const char *word)
{
    if (b->n) buf_char(b, ' ');
    buf_c(b, word);
}

/* 1..999; `full` says the hundreds even when there are none ("không trăm linh năm"). */
static void add_thousand(struct buf *b, int v, bool full)
{
    int hundreds = v / 100, tens = v / 10 % 10, one = v % 10;
    if (hundreds || full) {
        add_word(b, ones[hundreds]);
        add_word(b, "trăm");
        if (!tens && one) add_word(b, "linh");
    }
    if (tens == 1) add_word(b, "mười");
    if (tens > 1) {
        add_word(b, ones[tens]);
        add_word(b, "mươi");
    }
    if (one == 1 && tens > 1) add_word(b, "mốt");
    else if (one == 5 && tens) add_word(b, "lăm");
    else if (one) add_word(b, ones[one]);
}

/* Below 10^9, 0 excluded. `full`: something larger was said just before. */
static void add_billion(struct buf *b, int64_t v, bool full)
{
    static const struct {
        int64_t scale;
        const char *word;
    } parts[] = { { 1000000, "triệu" }, { 1000, "nghìn" }, { 1, NULL } };
    for (size_t i = 0; i < COUNT(parts); i++) {
        int part = (int)(v / parts[i].scale % 1000);
        bool last = !parts[i].word;
        if (part) {
            add_thousand(b, part, full || (last && b->n > 0));
            if (!last) add_word(b, parts[i].word);
        }
        full = part != 0;
    }
}

/* The whole part, 0 excluded. Above 10^9 the billions are counted in words of their own: "hai nghìn ba trăm tỷ". */
static void add_whole(struct buf *b, uint64_t v)
{
    enum { BILLION = 1000000000 };
    int64_t high = (int64_t)(v / BILLION), low = (int64_t)(v % BILLION);
    if (high) {
        add_billion(b, high, false);
        add_word(b, "tỷ");
    }
    if (low) add_billion(b, low, high != 0);
}

struct str vn_number_words(struct arena *a, milli value)
{
    struct buf b = buf_open(a);
    uint64_t v = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (value < 0) add_word(&b, "âm");
    size_t sign = b.n;
    struct buf whole = buf_open(a);
    if (v / MILLI) add_whole(&whole, v / MILLI);
    else add_word(&whole, ones[0]);
    if (sign) buf_char(&b, ' ');
    buf_str(&b, buf_done(&whole));
    int part = (int)(v % MILLI);
    if (!part) return buf_done(&b);
    add_word(&b, "phẩy");
    for (int place = 100; part < place; place /= 10) add_word(&b, ones[0]);
    while (part % 10 == 0) part /= 10;
    struct buf decimals = buf_open(a);
    add_thousand(&decimals, part, false);
    buf_char(&b, ' ');
    buf_str(&b, buf_done(&decimals));
    return buf_done(&b);
}

/* Digits of v with `group` (0: none) before every three and the thousandths behind `mark`. */
static struct str digits(struct arena *a, milli value, char group, char mark)
{
    uint64_t v = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t whole = v / MILLI;
    int part = (int)(v % MILLI);
    char back[48], text[64];
    size_t n = 0, out = 0, seen = 0;
    do {
        if (group && seen && seen % 3 == 0) back[n++] = group;
        back[n++] = (char)('0' + whole % 10);
        whole /= 10;
        seen++;
    } while (whole);
    if (value < 0) text[out++] = '-';
    while (n) text[out++] = back[--n];
    if (part) {
        text[out++] = mark;
        for (int place = 100; part; place /= 10) {
            text[out++] = (char)('0' + part / place);
            part %= place;
        }
    }
    return str_copy(a, (struct str){ text, out });
}

struct str vn_number_digits(struct arena *a, milli value) { return digits(a, value, '.', ','); }
struct str vn_decimal(struct arena *a, milli value) { return digits(a, value, 0, '.'); }

bool vn_decimal_read(struct str s, milli *out)
{
    size_t i = 0;
    bool minus = s.n && s.p[0] == '-';
    if (minus) i = 1;
    if (i >= s.n || s.p[i] < '0' || s.p[i] > '9') return false;
    milli v = 0;
    int places = -1;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (c == '.' && places < 0 && i + 1 < s.n) {
            places = 0;
            continue;
        }
        if (c < '0' || c > '9') return false;
        if (places >= 3) {
            if (c != '0') return false;
            continue;
        }
        if (places >= 0) places++;
        /* kept negative: INT64_MIN too */
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_sub_overflow(v, c - '0', &v)) return false;
    }
    for (int p = places < 0 ? 0 : places; p < 3; p++)
        if (__builtin_mul_overflow(v, 10, &v)) return false;
    if (!minus && v == INT64_MIN) return false;
    *out = minus ? v : -v;
    return true;
}

struct str vn_money_full(struct arena *a, milli value)
{
    return str_fmt(a, "%.*s đồng", STR(vn_number_digits(a, value)));
}

/* The number before the currency: the largest scale that says the value exactly in three decimals at most. */
static struct str short_amount(struct arena *a, milli value, const char **scale)
{
    static const struct {
        int64_t scale;
        const char *word;
    } scales[] = { { 1000000000, " tỷ" }, { 1000000, " triệu" } };
    for (size_t i = 0; i < COUNT(scales); i++) {
        if ((value < scales[i].scale * MILLI && value > -scales[i].scale * MILLI) || value % scales[i].scale)
            continue;
        *scale = scales[i].word;
        return vn_number_digits(a, value / scales[i].scale);
    }
    *scale = "";
    return vn_number_digits(a, value);
}

struct str vn_money_short(struct arena *a, milli value)
{
    const char *scale;
    struct str amount = short_amount(a, value, &scale);
    return str_fmt(a, "%.*s%s đồng", STR(amount), scale);
}

/* The words in front, the value, its unit; put together by hand, since every figure of a long report is written so. */
static struct str amount(struct arena *a, const char *before, milli value, bool money, struct str unit)
{
    const char *scale = "";
    struct str n = money ? short_amount(a, value, &scale) : vn_number_digits(a, value);
    struct str gap = str_is(unit, S("%")) || !unit.n ? S("") : S(" ");
    const struct str part[] = { str_c(before), n, str_c(scale), gap, unit };
    size_t size = 0, at = 0;
    for (size_t i = 0; i < COUNT(part); i++) size += part[i].n;
    char *p = arena_get(a, size + 1);
    for (size_t i = 0; i < COUNT(part); at += part[i++].n)
        if (part[i].n) memcpy(p + at, part[i].p, part[i].n);
    return (struct str){ p, size };
}

struct str vn_quantity(struct arena *a, enum vn_approx approx, milli value, milli value_max, struct str unit)
{
    static const char *const before[] = {
        [VN_EXACT] = "", [VN_OVER] = "trên ", [VN_UNDER] = "gần ", [VN_ABOUT] = "khoảng ", [VN_RANGE] = "",
        [VN_AT_LEAST] = "ít nhất ", [VN_AT_MOST] = "tối đa ",
    };
    bool vnd = str_is(unit, S("VND")), money = vnd || str_is(unit, S("USD"));
    if (vnd) unit = S("đồng");
    if (approx != VN_RANGE) return amount(a, before[approx], value, money, unit);
    struct str last = amount(a, "", value_max, money, unit);
    const char *scale = "", *last_scale = "";  /* the scale of both is said once when it is the same */
    struct str first = money ? short_amount(a, value, &scale) : vn_number_digits(a, value);
    if (money) short_amount(a, value_max, &last_scale);
    if (strcmp(scale, last_scale))
        return str_fmt(a, "từ %.*s đến %.*s", STR(amount(a, "", value, money, unit)), STR(last));
    return str_fmt(a, "từ %.*s đến %.*s", STR(first), STR(last));
}
