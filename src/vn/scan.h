/* scan.h - looking at words of a text where they stand, without copying. For the files of vn only.
 *
 * Every function is bounded: it looks at a few words behind `at`, never at the rest of the text. */
#ifndef VN_SCAN_H
#define VN_SCAN_H
#include "base/base.h"

enum { SCAN_NOT = 0 };                                 /* what the _end functions give when there is no match */

/* Past at most 16 blanks (blank, tab, U+00A0 and other wide blanks) at `at`; line ends are not blanks. */
size_t scan_blank(struct str s, size_t at);
/* True when a word starts at `at`: no letter, mark or digit stands before it. */
bool   scan_starts(struct str s, size_t at);
/* True when no letter or mark stands at `at`. */
bool   scan_ends(struct str s, size_t at);
/* The next place after `at` where a word starts, or a sign that does not touch a word before it; s.n when there is
 * none. To walk a text word by word. */
size_t scan_next(struct str s, size_t at);
/* The byte a pattern begins with when it stands at `at`: a capital letter and its small one begin with the same byte of
 * UTF-8, ASCII apart. 0 at the end. */
static inline unsigned char scan_first(struct str s, size_t at)
{
    unsigned char c = at < s.n ? (unsigned char)s.p[at] : 0;
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}
/* The words of `pattern` (lower case, one blank between) stand at `at`, in any case, and end: past them; else 0. */
size_t scan_whole(struct str s, size_t at, const char *pattern);
static inline size_t scan_words(struct str s, size_t at, const char *pattern)
{
    return scan_first(s, at) == (unsigned char)*pattern ? scan_whole(s, at, pattern) : SCAN_NOT;
}
/* The same without asking that the word ends. */
size_t scan_prefix(struct str s, size_t at, const char *pattern);
/* The first of several patterns, NULL at the end, that stands at `at`; *which its index. */
size_t scan_any(struct str s, size_t at, const char *const *patterns, size_t *which);
/* Up to `most` digits at `at`; past them, 0 when there is none. More digits than that are no match. */
size_t scan_digits(struct str s, size_t at, size_t most, int *value);
/* A dash of any width, or `~`. */
size_t scan_dash(struct str s, size_t at);
/* The lower-cased word at `at` in eight bytes, zero behind; 0 when it is longer. *end past it. */
uint64_t scan_key(struct str s, size_t at, size_t *end);
/* The key of a small word of ours. Here, so that of a word in the code the compiler knows it. */
static inline uint64_t scan_key_of(const char *word)
{
    uint64_t packed = 0;
    size_t n = strlen(word);
    assert(n <= sizeof packed);
    memcpy(&packed, word, n);
    return packed;
}
#endif
