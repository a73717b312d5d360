/* tokens.h - a text cut once into words, numbers, marks and line ends, each with its span.
 *
 * Every word carries its number in the table of words (0: no list has this word). A key is the
 * lower-case syllable with its tone at the end, so "hòa" and "hoà", "Ủy" and "uỷ" are one word. */
#ifndef READ_TOKENS_H
#define READ_TOKENS_H
#include "base/base.h"

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
/* Tokens of the whole text; *count does not count the TOKEN_END behind them. */
struct token *tokens_cut(struct arena *a, struct str text, const struct words *w, size_t *count);
/* The same; words that are new get a number. */
struct token *tokens_cut_new(struct arena *a, struct str text, struct words *w, size_t *count);
#endif
