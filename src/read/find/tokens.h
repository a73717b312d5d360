/* tokens.h - a text cut once into words, numbers, marks and line ends, each with its span.
 *
 * Every word carries the number of its key in the gazetteer (0: no list has this word). A key is the
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
    uint16_t word;             /* gazetteer word, 0 when none */
    uint8_t kind, flags;
    uint32_t hit;              /* first gazetteer phrase that starts here; the next token's ends the list */
};

/* The key of a word: zero-padded; longer words have no key. */
struct word_key { uint64_t part[2]; };
/* How the words of a text get their numbers: by search, or (while lists are read) by adding. */
typedef uint16_t (*word_number)(void *of, struct word_key key);

/* Looking a few tokens past the last one is allowed: that many TOKEN_END stand behind it. */
enum { TOKENS_BEHIND = 24 };
/* Tokens of the whole text; *count does not count the TOKEN_END behind them. */
struct token *tokens_cut(struct arena *a, struct str text, word_number number, void *of, size_t *count);
#endif
