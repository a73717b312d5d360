/* tokens.h - a text cut once into words, numbers, marks and line ends, each with its span.
 *
 * Every word carries its number in the table of words (0: no list has this word). A key is the
 * lower-case syllable with its tone at the end, so "hòa" and "hoà", "Ủy" and "uỷ" are one word. */
#ifndef READ_TOKENS_H
#define READ_TOKENS_H
#include "base/base.h"
#include <endian.h>

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_LINE };
enum {
    TOKEN_SPACED = 1,          /* a blank stands before it */
    TOKEN_CAPITAL = 2,         /* its first letter is a capital */
    TOKEN_CAPS = 4,            /* two letters or more, all capitals */
    TOKEN_TIME = 8,            /* part of a date or a period */
    TOKEN_NAME = 16,           /* stands inside a quoted name */
    TOKEN_PERSON = 32,         /* part of a person's name */
    TOKEN_TRAPPED = 64,        /* a number that names something; others may be joined to it */
};
struct token {
    uint32_t from, to;         /* bytes of the text */
    uint16_t word;             /* gazetteer word, 0 when none; marked, it tells the lists instead (gazetteer_mark) */
    uint8_t kind, flags;
    uint32_t hit;              /* first gazetteer phrase that starts here; the next token's ends the list */
};

/* A byte for how a token is spelt: a mark of one sign of ASCII has its own, all else shares the rest. So most questions
 * whether a token is this word end without a look at the text. */
enum { SPELT_SHARED = 66 };
static inline bool is_sign(char c)
{
    return (c > ' ' && c < '0') || (c > '9' && c <= '@') || (c > 'Z' && c < 'a') || (c > 'z' && c <= '~');
}
static inline uint8_t sign_spelt(char c) { return (uint8_t)(c <= '@' ? c : c < 'a' ? c - 'Z' : c - 'z' + 6); }
/* Of the first fifteen bytes. */
static inline uint8_t head_spelt(uint64_t low, uint64_t high)
{
    uint64_t hash = (low ^ high * 3) * 0x9E3779B97F4A7C15u;
    return (uint8_t)(SPELT_SHARED + ((hash >> 32) * (256 - SPELT_SHARED) >> 32));
}
/* Without a loop or a copy, so that for a word in the code the compiler knows the answer. */
static inline uint64_t letter_at(struct str s, size_t i)
{
    return i < s.n ? (uint64_t)(unsigned char)s.p[i] << i % 8 * 8 : 0;
}
static inline uint64_t four_at(struct str s, size_t i)
{
    return letter_at(s, i) | letter_at(s, i + 1) | letter_at(s, i + 2) | letter_at(s, i + 3);
}
static inline uint8_t spelt_of(struct str s)
{
    if (s.n == 1 && is_sign(*s.p)) return sign_spelt(*s.p);
    uint64_t low = four_at(s, 0) | four_at(s, 4), high = four_at(s, 8) | letter_at(s, 12) | letter_at(s, 13);
    return head_spelt(low, high | letter_at(s, 14));
}

/* What a letter gives to a key; key 0: not a letter. */
struct key_letter { unsigned char key, tone, upper, unused; };
enum { LETTERS_LOW_END = 0x250, LETTERS_HIGH_FROM = 0x1E00, LETTERS_HIGH_END = 0x1F00 };

/* The words of the lists: an open table by key, filled while the lists are read and only looked at afterwards.
 * A key has at most 14 bytes, eight of them in `low`; the number of its word stands in the top of `high`. */
enum { WORD_SLOTS = 1 << 14 };
struct words {
    struct { uint64_t low, high; } slot[WORD_SLOTS];
    struct key_letter low[LETTERS_LOW_END], high[LETTERS_HIGH_END - LETTERS_HIGH_FROM];
    size_t count;
};
void words_open(struct words *w);              /* of zeroed memory: knows the letters, holds no word */

/* Looking a few tokens past the last one is allowed: that many TOKEN_END stand behind it. */
enum { TOKENS_BEHIND = 24 };
/* Tokens of the whole text; *count does not count the TOKEN_END behind them. *spelt gets spelt_of() of each, or
 * is not asked for (spelt NULL). */
struct token *tokens_cut(struct arena *a, struct str text, const struct words *w, size_t *count, uint8_t **spelt);
/* The same; words that are new get a number. */
struct token *tokens_cut_new(struct arena *a, struct str text, struct words *w, size_t *count);
#endif
