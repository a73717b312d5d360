/* fold.c - text for finding and comparing: folded, lower, upper, one place for the tone. See text.h.
 *
 * All of them walk the text once and write into a buffer sized beforehand; none changes what it was given. */
#include "vn/letters.h"
#include "vn/text.h"

static bool is_silent(uint32_t c) /* soft hyphen and zero-width signs: seen by nobody, so found by nobody */
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

struct str vn_fold(struct arena *a, struct str s)
{
    char *p = arena_get(a, s.n * 2 + 8);       /* only a few code points grow when folded, and by less than twice */
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        uint32_t code, bare[4];
        size_t count = 1;
        if (c < 0x80) {
            bare[0] = c >= 'A' && c <= 'Z' ? c + 0x20u : c;
            code = c;
            i++;
        } else {
            i = letter_next(s, i, &code);
            if (is_silent(code)) continue;
            count = letter_is_space(code) ? 1 : letter_bare(code, bare);
        }
        if (letter_is_space(code)) {
            gap = n > 0;
            continue;
        }
        if (gap && count) p[n++] = ' ';
        if (count) gap = false;
        for (size_t k = 0; k < count; k++) n += letter_put(p + n, bare[k]);
        assert(n <= s.n * 2 + 4);
    }
    return (struct str){ p, n };
}

static struct str each(struct arena *a, struct str s, uint32_t (*change)(uint32_t))
{
    char *p = arena_get(a, s.n * 2 + 8);       /* a letter and its other case differ by at most one byte in two */
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t code;
        i = letter_next(s, i, &code);
        n += letter_put(p + n, change(code));
        assert(n <= s.n * 2 + 4);
    }
    return (struct str){ p, n };
}

struct str vn_lower(struct arena *a, struct str s) { return each(a, s, letter_lower); }
struct str vn_upper(struct arena *a, struct str s) { return each(a, s, letter_upper); }

/* Where the tone of a syllable stands in plain spelling: index into the letters of the word. A vowel with a
 * mark carries it (the last one: ươ); else, of a run of two at the end of the syllable the first (hòa, ủy),
 * of a run of three or before a final consonant the last but none (hoàn, khuỷu: the middle one). The u of qu and
 * the i of gi belong to the consonant when another vowel follows. */
static size_t tone_place(const struct letter *l, size_t n)
{
    size_t from = 0;
    while (from < n && !letter_is_vowel(l[from].base)) from++;
    if (from && from + 1 < n && letter_is_vowel(l[from + 1].base) &&
        ((l[from - 1].base == 'q' && l[from].base == 'u') ||
         (l[from - 1].base == 'g' && l[from].base == 'i' && !l[from].mark)))
        from++;
    size_t to = from;
    while (to < n && letter_is_vowel(l[to].base)) to++;
    for (size_t i = to; i < n; i++)
        if (letter_is_vowel(l[i].base)) return n;                                       /* no syllable of ours */
    for (size_t i = to; i > from; i--)
        if (l[i - 1].mark) return i - 1;
    if (to - from >= 3) return from + 1;
    if (to - from == 2) return to < n ? from + 1 : from;
    return from;
}

enum { SYLLABLE_MOST = 12 };

struct str vn_plain_tone(struct arena *a, struct str s)
{
    char *p = arena_get(a, s.n * 2 + 8);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        struct letter word[SYLLABLE_MOST];
        uint32_t small[SYLLABLE_MOST];
        size_t count = 0, at = i, tones = 0, toned = 0;
        uint32_t code = 0;
        while (at < s.n && count < SYLLABLE_MOST) {
            size_t next = letter_next(s, at, &code);
            small[count] = letter_small(code);
            if (!letter_of(small[count], &word[count])) break;
            if (word[count].tone) {
                tones++;
                toned = count;
            }
            at = next;
            count++;
        }
        if (!count) {                          /* not a letter of ours: it passes through */
            i = letter_next(s, i, &code);
            n += letter_put(p + n, letter_small(code));
            continue;
        }
        if (tones == 1) {
            size_t place = tone_place(word, count);
            if (place < count && place != toned) {
                word[place].tone = word[toned].tone;
                word[toned].tone = TONE_NGANG;
                small[place] = letter_code(word[place]);
                small[toned] = letter_code(word[toned]);
            }
        }
        for (size_t k = 0; k < count; k++) n += letter_put(p + n, small[k]);
        i = at;
        assert(n <= s.n * 2 + 4);
    }
    return (struct str){ p, n };
}
