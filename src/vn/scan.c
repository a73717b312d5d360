/* scan.c - looking at words of a text where they stand. See scan.h. */
#include "vn/scan.h"
#include "vn/letters.h"
#include "vn/text.h"

enum { BLANKS_MOST = 16 };

size_t scan_blank(struct str s, size_t at)
{
    for (int i = 0; i < BLANKS_MOST && at < s.n; i++) {
        unsigned char c = (unsigned char)s.p[at];
        if (c == ' ' || c == '\t') {
            at++;
            continue;
        }
        if (c < 0xC2) break;
        uint32_t code;
        size_t next = letter_next(s, at, &code);
        if (code < 0xA0 || code == 0x2028 || code == 0x2029 || !letter_is_space(code)) break;
        at = next;
    }
    return at;
}

static bool is_wordy(struct str s, size_t at, bool digits)
{
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x80) return (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' : digits && c >= '0' && c <= '9';
    uint32_t code;
    letter_next(s, at, &code);
    return letter_is(code);
}

bool scan_starts(struct str s, size_t at)
{
    if (!at) return true;
    size_t before = at - 1;
    while (before && ((unsigned char)s.p[before] & 0xC0) == 0x80) before--;
    return !is_wordy(s, before, true);
}

bool scan_ends(struct str s, size_t at) { return at >= s.n || !is_wordy(s, at, false); }

size_t scan_next(struct str s, size_t at)
{
    bool inside = false;
    for (size_t i = at; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        uint32_t code = c;
        bool wordy;
        size_t next = i + 1;
        if (c < 0x80) {
            wordy = (c | 0x20) >= 'a' ? (c | 0x20) <= 'z' : c >= '0' && c <= '9';
        } else {
            next = letter_next(s, i, &code);
            wordy = letter_is(code);
        }
        if (i > at && !inside && c != ' ' && c != '\n') return i;
        inside = wordy;
        i = next;
    }
    return s.n;
}

size_t scan_prefix(struct str s, size_t at, const char *pattern)
{
    while (*pattern) {
        if (at >= s.n) return SCAN_NOT;
        unsigned char want = (unsigned char)*pattern, c = (unsigned char)s.p[at];
        if (want == ' ') {
            size_t next = scan_blank(s, at);
            if (next == at) return SCAN_NOT;
            at = next;
            pattern++;
        } else if (want < 0x80) {
            if ((c >= 'A' && c <= 'Z' ? c + 0x20 : c) != want) return SCAN_NOT;
            at++;
            pattern++;
        } else {
            if (c < 0x80) return SCAN_NOT;
            uint32_t code, wanted;
            size_t size = letter_next((struct str){ pattern, 1 }, 0, &wanted);
            at = letter_next(s, at, &code);
            if (code != wanted && letter_small(code) != wanted) return SCAN_NOT;
            pattern += size;
        }
    }
    return at;
}

size_t scan_whole(struct str s, size_t at, const char *pattern)
{
    size_t end = scan_prefix(s, at, pattern);
    return end && scan_ends(s, end) ? end : SCAN_NOT;
}

size_t scan_any(struct str s, size_t at, const char *const *patterns, size_t *which)
{
    unsigned char first = scan_first(s, at);
    for (size_t i = 0; patterns[i]; i++) {
        if ((unsigned char)*patterns[i] != first) continue;
        size_t end = scan_whole(s, at, patterns[i]);
        if (!end) continue;
        if (which) *which = i;
        return end;
    }
    return SCAN_NOT;
}

size_t scan_digits(struct str s, size_t at, size_t most, int *value)
{
    size_t i = at;
    int v = 0;
    while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9') {
        if (i - at == most) return SCAN_NOT;
        v = v * 10 + (s.p[i] - '0');
        i++;
    }
    if (i == at) return SCAN_NOT;
    *value = v;
    return i;
}

size_t scan_dash(struct str s, size_t at)
{
    if (at >= s.n) return SCAN_NOT;
    if (s.p[at] == '-' || s.p[at] == '~') return at + 1;
    uint32_t code;
    size_t next = letter_next(s, at, &code);
    return (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFF5E ? next : SCAN_NOT;
}

uint64_t scan_key(struct str s, size_t at, size_t *end)
{
    char key[12] = { 0 };
    size_t n = 0;
    while (at < s.n) {
        uint32_t code;
        size_t next = letter_next(s, at, &code);
        if (!letter_is(code)) break;
        if (n > 8) return 0;
        n += letter_put(key + n, letter_small(code));
        at = next;
    }
    *end = at;
    if (n > 8) return 0;
    uint64_t packed;
    memcpy(&packed, key, sizeof packed);
    return packed;
}
