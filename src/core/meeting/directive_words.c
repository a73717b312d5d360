/* directive_words.c - a directive as the sentence of the formula, and what it still lacks. See directive.h. Pure. The
 * sentence is of a paper: Vietnamese whatever the language of the screen. */
#include "core/meeting/directive.h"
#include "vn/period.h"
#include "vn/text.h"

static const char others[] = "các cơ quan, đơn vị liên quan";

static size_t first_word(struct str s)
{
    size_t at = 0;
    while (at < s.n && s.p[at] != ' ' && s.p[at] != ',') at++;
    return at;
}

/* Only the first letter of the word is a capital, and the next word is no part of a name. */
static bool plain_capital(struct str s)
{
    uint32_t code, next = 0;
    size_t end = first_word(s), one = s.n ? vn_letter_next(s, 0, &code) : 0;
    if (!s.n || !vn_is_upper(code)) return false;
    if (one < end) vn_letter_next(s, one, &next);
    if (one >= end || vn_is_upper(next)) return false;         /* "BCH", "Y" */
    while (end < s.n && s.p[end] == ' ') end++;
    if (end == s.n) return true;
    vn_letter_next(s, end, &next);
    if (!vn_is_upper(next)) return true;
    struct str second = str_cut(s, end, s.n);
    size_t two = vn_letter_next(second, 0, &next);
    if (two >= first_word(second)) return false;
    vn_letter_next(second, two, &next);
    return vn_is_upper(next);                                  /* "Phối hợp", "Tặng BHYT"; but "Hội Nông dân" */
}

static struct str small_first(struct arena *a, struct str s)
{
    if (!plain_capital(s)) return s;
    size_t one = vn_letter_next(s, 0, &(uint32_t){ 0 });
    return str_fmt(a, "%.*s%.*s", STR(vn_lower(a, str_cut(s, 0, one))), STR(str_cut(s, one, s.n)));
}

/* "Trình Thường trực ...": the verb before a name that begins with a capital. */
static struct str small_verb(struct arena *a, struct str s)
{
    static const char *const verbs[] = { "Trình", "Báo", "Gửi", "Qua", "Xin", "Tham" };
    for (size_t i = 0; i < COUNT(verbs); i++) {
        struct str v = str_c(verbs[i]);
        if (str_starts(s, v) && s.n > v.n && s.p[v.n] == ' ')
            return str_fmt(a, "%.*s%.*s", STR(vn_lower(a, v)), STR(str_cut(s, v.n, s.n)));
    }
    return small_first(a, s);
}

static struct str large_first(struct arena *a, struct str s)
{
    if (!s.n) return s;
    size_t one = vn_letter_next(s, 0, &(uint32_t){ 0 });
    return str_fmt(a, "%.*s%.*s", STR(vn_upper(a, str_cut(s, 0, one))), STR(str_cut(s, one, s.n)));
}

/* "A, B và C"; the offices that it concerns come last. */
static struct str with_words(struct arena *a, const struct directive *d)
{
    struct buf b = buf_open(a);
    size_t n = d->withs + d->others;
    for (size_t i = 0; i < n; i++) {
        if (i) buf_c(&b, i + 1 == n ? " và " : ", ");
        if (i < d->withs) buf_str(&b, d->with_name[i]);
        else buf_c(&b, others);
    }
    return buf_done(&b);
}

struct str directive_measure(struct arena *a, const struct directive *d)
{
    struct str m = small_first(a, d->measure);
    if (!m.n && d->indicator.n) m = str_fmt(a, "chỉ tiêu “%.*s”", STR(d->indicator_name));
    if (!d->has_goal || !m.n) return m;
    struct str number = vn_number_digits(a, d->goal);
    struct str amount = d->goal_words.n ? d->goal_words : number;
    bool said = str_find(vn_fold(a, m), vn_fold(a, amount), 0) != SIZE_MAX || str_find(m, number, 0) != SIZE_MAX;
    return said ? m : str_fmt(a, "%.*s, đạt %.*s", STR(m), STR(amount));
}

/* One part behind another: with a comma when something is before it. */
static void part(struct buf *b, size_t from, const char *lead, struct str words)
{
    if (!words.n) return;
    if (b->n > from) buf_c(b, ", ");
    buf_c(b, lead);
    buf_str(b, words);
}

struct str directive_words(struct arena *a, const struct directive *d)
{
    struct buf b = buf_open(a);
    struct day due;
    struct str with = with_words(a, d), words = small_first(a, d->words);
    if (d->attitude.n) buf_fmt(&b, "%.*s. ", STR(large_first(a, d->attitude)));
    struct buf s = buf_open(a);
    if (d->lead_id) {
        buf_fmt(&s, "Giao %.*s", STR(d->lead_name));
        if (with.n) buf_fmt(&s, " chủ trì, phối hợp với %.*s", STR(with));
        if (words.n && with.n) part(&s, 0, "", words);
        else if (words.n) buf_fmt(&s, " %.*s", STR(words));
    } else {
        part(&s, 0, "", words);
        part(&s, 0, "phối hợp với ", with);
    }
    part(&s, 0, "", small_verb(a, d->channel));
    if (d->due.n && day_read(d->due, &due)) part(&s, 0, "trước ngày ", day_vi(a, due));
    part(&s, 0, "đo bằng ", directive_measure(a, d));
    if (s.n) buf_fmt(&b, "%.*s.", STR(large_first(a, buf_done(&s))));
    return str_trim(buf_done(&b));
}

struct str directive_lacks(struct arena *a, const struct directive *d)
{
    const struct { bool lacks; const char *name; } parts[] = {
        { d->lacks_lead, SAID("đơn vị chủ trì") },
        { d->lacks_words, SAID("nội dung việc giao") },
        { d->lacks_due, SAID("thời hạn") },
        { d->lacks_measure, SAID("thước đo") },
    };
    struct buf b = buf_open(a);
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].lacks) buf_fmt(&b, "%s%s", b.n ? ", " : "", say(parts[i].name));
    return buf_done(&b);
}
