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
#endif
