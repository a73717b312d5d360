/* letters.c - the letters of Vietnamese and what they are made of. See letters.h.
 *
 * The 134 precomposed letters stand in two tables; every other code point is asked of utf8proc. */
#include "vn/letters.h"
#include "vn/text.h"
#include <utf8proc.h>

struct part { char base; unsigned char mark, tone; };

/* U+1EA0.. in pairs of capital and small letter. */
static const struct part viet[] = {
    { 'a', 0, 5 }, { 'a', 0, 2 }, { 'a', 2, 4 }, { 'a', 2, 1 }, { 'a', 2, 2 }, { 'a', 2, 3 }, { 'a', 2, 5 },
    { 'a', 1, 4 }, { 'a', 1, 1 }, { 'a', 1, 2 }, { 'a', 1, 3 }, { 'a', 1, 5 },
    { 'e', 0, 5 }, { 'e', 0, 2 }, { 'e', 0, 3 }, { 'e', 2, 4 }, { 'e', 2, 1 }, { 'e', 2, 2 }, { 'e', 2, 3 },
    { 'e', 2, 5 },
    { 'i', 0, 2 }, { 'i', 0, 5 },
    { 'o', 0, 5 }, { 'o', 0, 2 }, { 'o', 2, 4 }, { 'o', 2, 1 }, { 'o', 2, 2 }, { 'o', 2, 3 }, { 'o', 2, 5 },
    { 'o', 3, 4 }, { 'o', 3, 1 }, { 'o', 3, 2 }, { 'o', 3, 3 }, { 'o', 3, 5 },
    { 'u', 0, 5 }, { 'u', 0, 2 }, { 'u', 3, 4 }, { 'u', 3, 1 }, { 'u', 3, 2 }, { 'u', 3, 3 }, { 'u', 3, 5 },
    { 'y', 0, 1 }, { 'y', 0, 5 }, { 'y', 0, 2 }, { 'y', 0, 3 },
};
_Static_assert(COUNT(viet) * 2 == VIET_LAST - VIET_FIRST + 1, "the block is whole");

/* The older letters: small form, capital form, parts. */
static const struct { uint32_t small, capital; struct part part; } older[] = {
    { 0xE0, 0xC0, { 'a', 0, 1 } }, { 0xE1, 0xC1, { 'a', 0, 4 } }, { 0xE2, 0xC2, { 'a', 2, 0 } },
    { 0xE3, 0xC3, { 'a', 0, 3 } },
    { 0xE8, 0xC8, { 'e', 0, 1 } }, { 0xE9, 0xC9, { 'e', 0, 4 } }, { 0xEA, 0xCA, { 'e', 2, 0 } },
    { 0xEC, 0xCC, { 'i', 0, 1 } }, { 0xED, 0xCD, { 'i', 0, 4 } },
    { 0xF2, 0xD2, { 'o', 0, 1 } }, { 0xF3, 0xD3, { 'o', 0, 4 } }, { 0xF4, 0xD4, { 'o', 2, 0 } },
    { 0xF5, 0xD5, { 'o', 0, 3 } },
    { 0xF9, 0xD9, { 'u', 0, 1 } }, { 0xFA, 0xDA, { 'u', 0, 4 } }, { 0xFD, 0xDD, { 'y', 0, 4 } },
    { 0x103, 0x102, { 'a', 1, 0 } }, { 0x111, 0x110, { 'd', 4, 0 } }, { 0x129, 0x128, { 'i', 0, 3 } },
    { 0x169, 0x168, { 'u', 0, 3 } }, { 0x1A1, 0x1A0, { 'o', 3, 0 } }, { 0x1B0, 0x1AF, { 'u', 3, 0 } },
};

bool letter_of(uint32_t code, struct letter *out)
{
    if (code < 0x80) {
        uint32_t small = code | 0x20;
        if (small < 'a' || small > 'z') return false;
        *out = (struct letter){ (char)small, MARK_NONE, TONE_NGANG, code != small };
        return true;
    }
    if (code >= VIET_FIRST && code <= VIET_LAST) {
        struct part p = viet[(code - VIET_FIRST) / 2];
        *out = (struct letter){ p.base, p.mark, p.tone, !(code & 1) };
        return true;
    }
    if (code < 0xC0 || code > 0x1B0) return false;
    for (size_t i = 0; i < COUNT(older); i++)
        if (code == older[i].small || code == older[i].capital) {
            struct part p = older[i].part;
            *out = (struct letter){ p.base, p.mark, p.tone, code == older[i].capital };
            return true;
        }
    return false;
}

uint32_t letter_code(struct letter l)
{
    if (!l.mark && !l.tone) return l.upper ? (uint32_t)l.base - 0x20 : (uint32_t)l.base;
    for (uint32_t i = 0; i < COUNT(viet); i++)
        if (viet[i].base == l.base && viet[i].mark == l.mark && viet[i].tone == l.tone)
            return VIET_FIRST + 2 * i + (l.upper ? 0 : 1);
    for (size_t i = 0; i < COUNT(older); i++)
        if (older[i].part.base == l.base && older[i].part.mark == l.mark && older[i].part.tone == l.tone)
            return l.upper ? older[i].capital : older[i].small;
    return 0;
}

uint32_t letter_lower_foreign(uint32_t code) { return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code); }
uint32_t letter_lower(uint32_t code) { return letter_small(code); }

uint32_t letter_upper(uint32_t code)
{
    if (code < 0x80) return code >= 'a' && code <= 'z' ? code - 0x20 : code;
    if (code >= VIET_FIRST && code <= VIET_LAST) return code & ~1u;
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

bool letter_is_vowel(char base)
{
    return base == 'a' || base == 'e' || base == 'i' || base == 'o' || base == 'u' || base == 'y';
}

bool letter_is_space(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F ||
           code == 0x205F || code == 0x3000;
}

bool letter_is_mark(uint32_t code)
{
    if (code < 0x300) return false;
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);
    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME;
}

size_t letter_put(char *to, uint32_t code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        to[0] = (char)(0xE0 | code >> 12);
        to[1] = (char)(0x80 | (code >> 6 & 0x3F));
        to[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    to[0] = (char)(0xF0 | code >> 18);
    to[1] = (char)(0x80 | (code >> 12 & 0x3F));
    to[2] = (char)(0x80 | (code >> 6 & 0x3F));
    to[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t letter_bare(uint32_t code, uint32_t to[4])
{
    struct letter l;
    if (letter_of(code, &l)) {
        to[0] = (uint32_t)l.base;
        return 1;
    }
    utf8proc_int32_t parts[8];
    int edge = 0;
    utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)code, parts, COUNT(parts), UTF8PROC_DECOMPOSE, &edge);
    size_t kept = 0, dropped = 0;
    for (utf8proc_ssize_t i = 0; i < n && i < (utf8proc_ssize_t)COUNT(parts) && kept < 4; i++) {
        uint32_t c = letter_lower((uint32_t)parts[i]);
        if (letter_is_mark(c)) dropped++;
        else to[kept++] = c;
    }
    if (!dropped) to[0] = letter_lower(code);  /* a syllable of Korean stays whole */
    return dropped ? kept : 1;
}

size_t vn_letter_next(struct str s, size_t at, uint32_t *code) { return letter_next(s, at, code); }

size_t vn_length(struct str s)
{
    size_t n = 0;
    uint32_t code;
    for (size_t at = 0; at < s.n; n++) at = letter_next(s, at, &code);
    return n;
}

bool vn_is_letter(uint32_t code) { return letter_is(code); }

bool letter_is_foreign(uint32_t code)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool vn_is_upper(uint32_t code)
{
    if (code < 0x80) return code >= 'A' && code <= 'Z';
    if (code >= VIET_FIRST && code <= VIET_LAST) return !(code & 1);
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)code);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}
