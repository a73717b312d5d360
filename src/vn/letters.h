/* letters.h - what the letters of Vietnamese are made of. For the files of vn only. */
#ifndef VN_LETTERS_H
#define VN_LETTERS_H
#include "base/base.h"

enum letter_mark { MARK_NONE, MARK_BREVE, MARK_CIRCUMFLEX, MARK_HORN, MARK_STROKE };
enum letter_tone { TONE_NGANG, TONE_HUYEN, TONE_HOI, TONE_NGA, TONE_SAC, TONE_NANG };
struct letter { char base; unsigned char mark, tone; bool upper; };  /* base: 'a'..'z' */

/* A letter of the Latin alphabet with no more than Vietnamese marks; false for every other code point. */
bool     letter_of(uint32_t code, struct letter *out);
uint32_t letter_code(struct letter l);                 /* 0: no such precomposed letter */
uint32_t letter_lower(uint32_t code);
uint32_t letter_upper(uint32_t code);
bool     letter_is_vowel(char base);
bool     letter_is_space(uint32_t code);               /* blanks and line ends of any width */
bool     letter_is_mark(uint32_t code);                /* combining marks that carry no sound of their own (Mn, Me) */
size_t   letter_put(char *to, uint32_t code);          /* UTF-8 of it; how many bytes (1..4) */
/* Canonical decomposition without marks, lower-cased; đ is d. How many code points stand in `to` (0..4). */
size_t   letter_bare(uint32_t code, uint32_t to[4]);

/* ---- the same questions inside the loops that read a text ---- */

enum { VIET_FIRST = 0x1EA0, VIET_LAST = 0x1EF9 };      /* the letters with two marks; capital and small in turn */
bool     letter_is_foreign(uint32_t code);             /* a letter or mark, by the tables of Unicode */
uint32_t letter_lower_foreign(uint32_t code);

/* vn_letter_next() */
static inline size_t letter_next(struct str s, size_t at, uint32_t *code)
{
    assert(at < s.n);
    const unsigned char *p = (const unsigned char *)s.p + at;
    if (p[0] < 0x80) {
        *code = p[0];
        return at + 1;
    }
    if (p[0] < 0xE0) {
        *code = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3Fu);
        return at + 2;
    }
    if (p[0] < 0xF0) {
        *code = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
        return at + 3;
    }
    *code = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
            (p[3] & 0x3Fu);
    return at + 4;
}

/* vn_is_letter() */
static inline bool letter_is(uint32_t code)
{
    if (code < 0x80) return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
    if (code >= VIET_FIRST && code <= VIET_LAST) return true;
    if (code >= 0xC0 && code < 0x250) return code != 0xD7 && code != 0xF7;     /* all letters but two signs */
    return letter_is_foreign(code);
}

/* letter_lower() */
static inline uint32_t letter_small(uint32_t code)
{
    if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 0x20 : code;
    if (code >= VIET_FIRST && code <= VIET_LAST) return code | 1;
    if (code >= 0xE0 && code <= 0xFF) return code;
    bool small = code == 0x103 || code == 0x111 || code == 0x129 || code == 0x169 || code == 0x1A1 || code == 0x1B0;
    return small ? code : letter_lower_foreign(code);      /* ă đ ĩ ũ ơ ư */
}
#endif
