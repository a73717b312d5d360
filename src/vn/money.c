/* money.c - reads qualifiers ("trên", "khoảng") and amounts of money, ranges too. See number.h. */
#include "vn/number.h"
#include "vn/scan.h"
#include "vn/text.h"

/* ---- qualifiers ---- */

/* a longer wording before its beginning */
static const struct { const char *words; enum vn_approx approx; } qualifiers[] = {
    { "trên dưới", VN_ABOUT }, { "trên", VN_OVER }, { "hơn", VN_OVER }, { "vượt quá", VN_OVER },
    { "vượt", VN_OVER }, { "lớn hơn", VN_OVER }, { "nhiều hơn", VN_OVER }, { "cao hơn", VN_OVER },
    { "quá", VN_OVER }, { "gần", VN_UNDER }, { "dưới", VN_UNDER }, { "chưa đến", VN_UNDER },
    { "chưa tới", VN_UNDER }, { "chưa đầy", VN_UNDER }, { "chưa được", VN_UNDER }, { "không đến", VN_UNDER },
    { "không tới", VN_UNDER }, { "không đầy", VN_UNDER }, { "ngót nghét", VN_UNDER }, { "ngót", VN_UNDER },
    { "suýt soát", VN_UNDER }, { "ít hơn", VN_UNDER }, { "thấp hơn", VN_UNDER }, { "nhỏ hơn", VN_UNDER },
    { "khoảng chừng", VN_ABOUT }, { "khoảng", VN_ABOUT }, { "ước tính", VN_ABOUT }, { "ước đạt", VN_ABOUT },
    { "ước thực hiện", VN_ABOUT }, { "ước khoảng", VN_ABOUT }, { "ước chừng", VN_ABOUT }, { "ước", VN_ABOUT },
    { "xấp xỉ", VN_ABOUT }, { "xấp xĩ", VN_ABOUT }, { "chừng", VN_ABOUT }, { "độ chừng", VN_ABOUT },
    { "độ", VN_ABOUT }, { "tầm", VN_ABOUT }, { "cỡ", VN_ABOUT }, { "phỏng chừng", VN_ABOUT },
    { "ít nhất", VN_AT_LEAST }, { "tối thiểu", VN_AT_LEAST }, { "không dưới", VN_AT_LEAST },
    { "không ít hơn", VN_AT_LEAST }, { "không thấp hơn", VN_AT_LEAST }, { "không quá", VN_AT_MOST },
    { "tối đa", VN_AT_MOST }, { "nhiều nhất", VN_AT_MOST }, { "không vượt quá", VN_AT_MOST },
    { "không hơn", VN_AT_MOST }, { "không nhiều hơn", VN_AT_MOST }, { "không vượt", VN_AT_MOST },
    { "không trên", VN_AT_MOST },
};

/* "trình độ", "tốc độ", "nhiệt độ": not a qualifier. */
static bool is_degree(struct str s, size_t at)
{
    static const char *const kinds[] = { "trình độ", "tốc độ", "nhiệt độ", "mật độ",  "mức độ",
                                         "tiến độ",  "chế độ", "cường độ", "thái độ", NULL };
    size_t from = at > 10 ? at - 10 : 0;
    for (; from < at; from++)
        if (((unsigned char)s.p[from] & 0xC0) != 0x80 && scan_starts(s, from) && scan_any(s, from, kinds, NULL))
            return true;
    return false;
}

static enum vn_approx one_qualifier(struct str s, size_t at, size_t *end)
{
    if (at >= s.n) return VN_EXACT;
    unsigned char first = (unsigned char)s.p[at];  /* a capital and its small letter share it, ASCII apart */
    if (first >= 'A' && first <= 'Z') first |= 0x20;
    for (size_t i = 0; i < COUNT(qualifiers); i++) {
        if ((unsigned char)qualifiers[i].words[0] != first) continue;
        size_t past = scan_words(s, at, qualifiers[i].words);
        if (!past) continue;
        if (!strcmp(qualifiers[i].words, "độ") && is_degree(s, at)) return VN_EXACT;
        *end = scan_blank(s, past);
        size_t is = scan_words(s, *end, "là"); /* "ít nhất là 5 triệu" */
        if (is) *end = scan_blank(s, is);
        return qualifiers[i].approx;
    }
    return VN_EXACT;
}

/* Several in a row ("ước đạt trên", "khoảng hơn"): the one beside the number tells. */
enum vn_approx vn_approx_at(struct str s, size_t at, size_t *end)
{
    enum { MOST = 3 };
    enum vn_approx approx = VN_EXACT;
    size_t here = at;
    for (int i = 0; i < MOST; i++) {
        size_t past = here;
        enum vn_approx next = one_qualifier(s, here, &past);
        if (next == VN_EXACT) break;
        approx = next;
        here = past;
    }
    *end = here;
    return approx;
}

/* ---- currency ---- */

/* Words that begin with "đồng" and are no money, behind a number: "10 đồng chí". */
static const char *const comrades[] = { "đồng chí",     "đồng bào",   "đồng đội",   "đồng hồ",
                                        "đồng phục", "đồng minh", "đồng ruộng", "đồng nghiệp", "đồng môn",
                                        "đồng hương", "đồng niên", "đồng phạm", "đồng tác giả", "đồng xu",
                                        "đồng cỏ", "đồng muối",
                                            NULL };
/* Behind "triệu" or "tỷ": what is counted instead of money. */
static const char *const things[] = {
    "lượt", "người", "dân", "hộ", "cây", "con", "em", "cháu", "học sinh", "hội viên", "đoàn viên",
    "đảng viên", "thành viên", "nhân khẩu", "lao động", "ngày công", "giờ", "tấn", "tạ", "kg", "lít", "ha",
    "héc", "m", "m2", "m3", "m²", "m³", "km", "kw", "kwh", "mét", "khách", "thuê bao", "tài khoản", "thẻ",
    "suất", "phần", "bản", "cuốn", "quyển", "cổ phiếu", "cử tri", "phụ nữ", "thanh niên", "trẻ", "công nhân",
    "tin", "bài", "lá", "liều", "viên", "chiếc", "cái", "hồ sơ", "giao dịch", "đơn vị", "doanh nghiệp",
    "nông dân", "công trình", "ý kiến", "phiếu", "chữ ký", "khẩu", "lần", "tờ", NULL,
};

struct amount { milli value; int64_t scale; bool has_currency, has_scale; const char *currency; size_t end; };

static bool scale_up(milli *value, int64_t by) { return !__builtin_mul_overflow(*value, by, value); }

/* Past the name of a currency at `at`, which may be stuck to the number; 0: there is none. */
static size_t currency_at(struct str s, size_t at, const char **currency, int64_t *scale)
{
    static const struct { const char *words, *code; int64_t scale; } names[] = {
        { "đồng việt nam", "VND", 1 }, { "đồng", "VND", 1 }, { "vnđ", "VND", 1 }, { "vnd", "VND", 1 },
        { "đ", "VND", 1 }, { "trđ", "VND", 1000000 }, { "tr.đ", "VND", 1000000 },
        { "tr.đồng", "VND", 1000000 }, { "trđồng", "VND", 1000000 }, { "tr đồng", "VND", 1000000 },
        { "tr đ", "VND", 1000000 }, { "trvnđ", "VND", 1000000 }, { "tr", "VND", 1000000 },
        { "k", "VND", 1000 }, { "usd", "USD", 1 }, { "đô la mỹ", "USD", 1 }, { "đô la", "USD", 1 },
        { "đô-la", "USD", 1 }, { "đôla", "USD", 1 }, { "đô", "USD", 1 }, { "mỹ kim", "USD", 1 },
    };
    *scale = 1;
    size_t next = scan_blank(s, at);
    if (next >= s.n) return SCAN_NOT;
    if (s.p[next] == '$') {
        *currency = "USD";
        return next + 1;
    }
    if (scan_prefix(s, next, "₫")) {
        *currency = "VND";
        return scan_prefix(s, next, "₫");
    }
    if (scan_any(s, next, comrades, NULL)) return SCAN_NOT;
    for (size_t i = 0; i < COUNT(names); i++) {
        size_t end = scan_words(s, next, names[i].words);
        if (!end) continue;
        bool spoken = !strcmp(names[i].words, "k") || !strcmp(names[i].words, "tr");
        if (spoken && end < s.n && s.p[end] >= '0' && s.p[end] <= '9') return SCAN_NOT;    /* "10tr5" */
        if (!strcmp(names[i].words, "k") && next != at) return SCAN_NOT;
        if (!strcmp(names[i].words, "đ") && scan_words(s, next, "đ/c")) return SCAN_NOT;
        /* "12 tr." is pages */
        if (!strcmp(names[i].words, "tr") && end < s.n && s.p[end] == '.' && next != at) return SCAN_NOT;
        *currency = names[i].code;
        *scale = names[i].scale;
        return end;
    }
    return SCAN_NOT;
}

/* A number and its currency, when there is one. */
static bool amount_at(struct str s, size_t at, struct amount *out)
{
    *out = (struct amount){ 0 };
    static const struct { const char *words, *code; } before[] = {
        { "$", "USD" }, { "usd", "USD" }, { "vnđ", "VND" }, { "vnd", "VND" },
    };
    size_t start = at;
    for (size_t i = 0; i < COUNT(before) && start == at; i++) {
        size_t end = scan_prefix(s, at, before[i].words);
        if (!end || (i && !scan_ends(s, end))) continue;
        start = scan_blank(s, end);
        out->currency = before[i].code;
    }
    const char *currency = out->currency;
    struct vn_number n;
    if (!vn_number_at(s, start, &n) || n.value < 0 || n.bare) return false;    /* "hàng triệu đồng" is no amount */
    int64_t by;
    *out = (struct amount){ .value = n.value, .scale = n.scale, .has_scale = n.scale >= 1000, .end = n.end };
    if (currency) {
        out->currency = currency;
        out->has_currency = true;
        return true;
    }
    size_t end = currency_at(s, n.end, &out->currency, &by);
    if (!end) return true;
    if (!scale_up(&out->value, by)) return false;
    if (by > 1) {
        out->scale = by;
        out->has_scale = true;
    }
    out->has_currency = true;
    out->end = end;
    return true;
}

/* "triệu" or "tỷ" without a currency is money unless something else is counted behind it. */
static bool is_money(struct str s, const struct amount *m)
{
    if (m->has_currency) return true;
    if (m->scale < 1000000) return false;
    size_t next = scan_blank(s, m->end);
    return !scan_any(s, next, things, NULL) && !scan_any(s, next, comrades, NULL) &&
           (next >= s.n || s.p[next] != '%');
}

static size_t range_link(struct str s, size_t at)
{
    static const char *const links[] = { "đến", "tới", NULL };
    size_t next = scan_blank(s, at), end = scan_any(s, next, links, NULL);
    if (!end) end = scan_dash(s, next);
    return end ? scan_blank(s, end) : SCAN_NOT;
}

/* "20-100 triệu đồng", "từ 500 nghìn đến 1 triệu đồng": the first takes the scale of the second. */
static bool range_at(struct str s, struct amount first, struct vn_money *out)
{
    size_t next = range_link(s, first.end), past;
    struct amount last;
    if (!next) return false;
    enum vn_approx approx = vn_approx_at(s, next, &past);
    if (approx != VN_EXACT && approx != VN_UNDER) return false;    /* "từ 1 đến dưới 2 triệu đồng" */
    if (!amount_at(s, past, &last) || !is_money(s, &last)) return false;
    milli low = first.value;
    if (!first.has_scale && !first.has_currency && last.has_scale && first.value < 1000 * MILLI) {
        milli shared = low;
        if (scale_up(&shared, last.scale) && shared <= last.value) low = shared;
    }
    const char *currency = last.currency ? last.currency : "VND";
    if (first.has_currency && strcmp(first.currency, currency)) return false;
    if (low > last.value || (low < last.value / 1000 && !first.has_scale && !first.has_currency)) return false;
    *out = (struct vn_money){ VN_RANGE, low, last.value, currency, last.end };
    return true;
}

bool vn_money_at(struct str s, size_t at, struct vn_money *out)
{
    size_t start, end;
    if (at >= s.n) return false;
    enum vn_approx approx = vn_approx_at(s, at, &start);
    size_t from = scan_words(s, start, "từ");
    if (from) {
        start = scan_blank(s, from);
        if (approx == VN_EXACT) approx = vn_approx_at(s, start, &start);
    }
    struct amount m;
    if (!amount_at(s, start, &m)) return false;
    if (range_at(s, m, out)) return true;
    if (!is_money(s, &m)) return false;
    *out = (struct vn_money){ approx, m.value, 0, m.currency ? m.currency : "VND", m.end };
    size_t next = scan_blank(s, m.end);
    if ((end = scan_words(s, next, "trở lên"))) {
        out->approx = VN_AT_LEAST;
        out->end = end;
    } else if ((end = scan_words(s, next, "trở xuống")) || (end = scan_words(s, next, "đổ lại")) ||
               (end = scan_words(s, next, "trở lại"))) {
        out->approx = VN_AT_MOST;
        out->end = end;
    } else if (from && approx == VN_EXACT) {
        return false;                          /* "từ" alone belongs to what stands before */
    }
    return true;
}

bool vn_money_find(struct str s, struct vn_money *out)
{
    for (size_t i = 0; i < s.n; i = scan_next(s, i)) {
        if (i > 1 && strchr(".,/", s.p[i - 1]) && s.p[i - 2] >= '0' && s.p[i - 2] <= '9') continue;
        if (vn_money_at(s, i, out)) return true;
    }
    return false;
}
