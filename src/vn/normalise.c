/* normalise.c - the only door from bytes to text: valid UTF-8, no NUL, NFC. See text.h.
 *
 * I1  A code point for which is_plain() holds is a starter whose NFC quick check is Yes (Unicode
 *     Annex 15): it never joins what stands before it, so a cut before it is always safe.
 * I2  Only a plain code point and the run of others behind it go through utf8proc; the rest is copied.
 * I3  Marks are put in order by a stable counting sort, so a page of nothing but marks stays linear. */
#include "base/sixteen.h"
#include "vn/letters.h"
#include "vn/text.h"
#include <utf8proc.h>

#define EACH_BYTE(b) ((uint64_t)-1 / 255 * (b))

static bool is_plain(uint32_t c)
{
    if (c < 0x300) return true;
    if (c >= 0x1E00 && c <= 0x1EFF) return true;
    if (c < 0x2000) return (c >= 0x391 && c <= 0x3CE) || (c >= 0x400 && c <= 0x482) || (c >= 0x48A && c <= 0x52F);
    if (c < 0x2126) return c > 0x2001 && (c < 0x20D0 || c > 0x20FF);
    if (c < 0x2A00) return c >= 0x212C && c != 0x2329 && c != 0x232A;
    if (c < 0x4E00) return c >= 0x3001 && c <= 0x3029;
    if (c < 0xD800) return c <= 0x9FFF;
    if (c < 0x10000) return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFF00 && c <= 0xFFEF) || c == 0xFFFD;
    return c >= 0x1F300 && c <= 0x1FAFF;
}

static bool tail(unsigned char c) { return (c & 0xC0) == 0x80; }

/* How many bytes the well-formed sequence at p takes (Unicode table 3-7); 0: it is not one. p[0] >= 0x80. */
static size_t sequence(const unsigned char *p, size_t n)
{
    if (p[0] < 0xC2) return 0;
    if (p[0] < 0xE0) return n >= 2 && tail(p[1]) ? 2 : 0;
    if (p[0] < 0xF0) {
        if (n < 3 || !tail(p[1]) || !tail(p[2])) return 0;
        if (p[0] == 0xE0 && p[1] < 0xA0) return 0;
        return p[0] == 0xED && p[1] >= 0xA0 ? 0 : 3;
    }
    if (p[0] > 0xF4 || n < 4 || !tail(p[1]) || !tail(p[2]) || !tail(p[3])) return 0;
    if (p[0] == 0xF0 && p[1] < 0x90) return 0;
    return p[0] == 0xF4 && p[1] >= 0x90 ? 0 : 4;
}

/* Past what is nothing but ASCII, U+0080..02FF, U+1E80..1EFF and the dashes and quotes of U+2002..203F, all of it
 * plain (I1): a text of ours from end to end. From i, which starts a character and has two bytes before it; stops at
 * the start of a character. Each byte is judged by the two before it: behind C2..CB one byte of a tail must follow,
 * behind E1 and E2 two, anywhere else none. */
static size_t check_ours(struct bytes in, size_t i)
{
    size_t from = i;
    for (; in.n - i >= sizeof(sixteen); i += sizeof(sixteen)) {
        sixteen c = sixteen_at(in.p + i), before = sixteen_at(in.p + i - 1), second = sixteen_at(in.p + i - 2);
        sixteen due = sixteen_in(before, 0xC2, 0xCC) | sixteen_in(before, 0xE1, 0xE3) | sixteen_in(second, 0xE1, 0xE3);
        sixteen wrong = due ^ sixteen_in(c, 0x80, 0xC0);
        wrong |= sixteen_in(c, 0xC0, 0xC2) | sixteen_in(c, 0xCC, 0xE1) | (sixteen)(c >= 0xE3);
        wrong |= sixteen_is(before, 0xE1) & ~sixteen_in(c, 0xBA, 0xBC);
        wrong |= sixteen_is(before, 0xE2) & ~sixteen_is(c, 0x80);
        wrong |= sixteen_is(second, 0xE2) & (sixteen)(c < 0x82);
        if (sixteen_any(wrong)) break;
    }
    if (i > from) i--;                         /* the last character may go on behind the last sixteen */
    while (i > from && tail(in.p[i])) i--;
    return i;
}

/* Reads on until a byte that is not UTF-8 (returned, *bad set) or the end. *plain: all code points were plain. */
static size_t check(struct bytes in, bool *bad, bool *plain)
{
    size_t i = 0;
    *bad = false;
    *plain = true;
    for (size_t again = 2; i < in.n;) {
        if (i >= again) {
            i = check_ours(in, i);
            again = i + sizeof(sixteen);
        }
        unsigned char c = in.p[i];
        if (c < 0x80) {
            uint64_t eight = EACH_BYTE(0x80);
            if (in.n - i >= 8) memcpy(&eight, in.p + i, 8);
            i += eight & EACH_BYTE(0x80) ? 1 : 8;
            continue;
        }
        if (c == 0xE1 && in.n - i >= 3 && (in.p[i + 1] == 0xBA || in.p[i + 1] == 0xBB) && tail(in.p[i + 2])) {
            i += 3;                                                                     /* U+1E80..1EFF */
            continue;
        }
        size_t n = sequence(in.p + i, in.n - i);
        if (!n) {
            *bad = true;
            return i;
        }
        if (c >= 0xCC && *plain) {
            uint32_t code;
            vn_letter_next((struct str){ (const char *)in.p, in.n }, i, &code);
            *plain = is_plain(code);
        }
        i += n;
    }
    return i;
}

bool vn_is_utf8(struct bytes in, size_t *bad)
{
    bool wrong, plain;
    size_t at = check(in, &wrong, &plain);
    if (wrong && bad) *bad = at;
    return !wrong;
}

bool vn_is_nfc_quick(struct str s)
{
    bool wrong, plain;
    check((struct bytes){ (const unsigned char *)s.p, s.n }, &wrong, &plain);
    return plain && !wrong;
}

/* I3. One run of marks (combining class above 0), stable by class. */
static void order_run(struct arena *a, utf8proc_int32_t *c, size_t n)
{
    if (n < 24) {
        for (size_t i = 1; i < n; i++) {
            utf8proc_int32_t x = c[i];
            utf8proc_propval_t class = utf8proc_get_property(x)->combining_class;
            size_t j = i;
            for (; j && utf8proc_get_property(c[j - 1])->combining_class > class; j--) c[j] = c[j - 1];
            c[j] = x;
        }
        return;
    }
    size_t start[257] = { 0 };
    utf8proc_int32_t *sorted = NEW_N(a, utf8proc_int32_t, n);
    for (size_t i = 0; i < n; i++) start[utf8proc_get_property(c[i])->combining_class + 1]++;
    for (size_t i = 1; i < COUNT(start); i++) start[i] += start[i - 1];
    for (size_t i = 0; i < n; i++) sorted[start[utf8proc_get_property(c[i])->combining_class]++] = c[i];
    memcpy(c, sorted, n * sizeof *c);
}

static void add_normal(struct arena *a, struct buf *out, struct str part)
{
    utf8proc_int32_t small[64], *c = small;
    size_t room = COUNT(small), n = 0;
    size_t codes = 0;
    for (size_t i = 0; i < part.n; i++) codes += !tail((unsigned char)part.p[i]);
    if (codes > room / 4) {
        room = codes * 4;                      /* a canonical decomposition is at most four code points long */
        c = NEW_N(a, utf8proc_int32_t, room);
    }
    uint32_t code;
    int edge = 0;
    for (size_t i = 0; i < part.n;) {
        i = vn_letter_next(part, i, &code);
        utf8proc_ssize_t got = utf8proc_decompose_char((utf8proc_int32_t)code, c + n,
                                                       (utf8proc_ssize_t)(room - n), UTF8PROC_DECOMPOSE, &edge);
        assert(got >= 0 && (size_t)got <= room - n);
        n += (size_t)got;
    }
    for (size_t i = 0; i < n;) {
        size_t from = i;
        while (i < n && utf8proc_get_property(c[i])->combining_class) i++;
        if (i - from > 1) order_run(a, c + from, i - from);
        if (i == from) i++;
    }
    utf8proc_ssize_t left = utf8proc_normalize_utf32(c, (utf8proc_ssize_t)n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    assert(left >= 0);
    for (utf8proc_ssize_t i = 0; i < left; i++) {
        char bytes[4];
        buf_add(out, bytes, letter_put(bytes, (uint32_t)c[i]));
    }
}

struct str vn_nfc(struct arena *a, struct str s)
{
    if (vn_is_nfc_quick(s)) return s;
    struct buf out = buf_open(a);
    size_t done = 0, last = 0, i = 0;          /* s[0..done) is in out; `last` starts the last plain code point */
    uint32_t code;
    while (i < s.n) {
        size_t next = vn_letter_next(s, i, &code);
        if (is_plain(code)) {
            last = i;
            i = next;
            continue;
        }
        size_t end = next;
        while (end < s.n) {
            next = vn_letter_next(s, end, &code);
            if (is_plain(code)) break;
            end = next;
        }
        buf_add(&out, s.p + done, last - done);
        add_normal(a, &out, str_cut(s, last, end));                                     /* I1, I2 */
        done = last = i = end;
    }
    buf_add(&out, s.p + done, s.n - done);
    return buf_done(&out);
}

error vn_text(struct arena *a, struct bytes in, struct str *out)
{
    if (in.n >= 3 && !memcmp(in.p, "\xEF\xBB\xBF", 3)) in = (struct bytes){ in.p + 3, in.n - 3 };
    bool wrong, plain;
    size_t at = check(in, &wrong, &plain);
    if (wrong)
        return FAIL(a, ERR_INPUT,
                    "Nội dung không phải chữ Unicode (UTF-8): byte thứ %zu không đọc được. Hãy lưu lại tệp ở "
                    "dạng Unicode rồi thử lại.",
                    at + 1);
    const unsigned char *nul = in.n ? memchr(in.p, 0, in.n) : NULL;
    if (nul)
        return FAIL(a, ERR_INPUT,
                    "Nội dung có ký tự rỗng ở byte thứ %zu nên không phải là văn bản. Hãy chọn tệp văn bản rồi "
                    "thử lại.",
                    (size_t)(nul - in.p) + 1);
    struct str s = { in.n ? (const char *)in.p : "", in.n };
    *out = plain ? s : vn_nfc(a, s);
    return NULL;
}
