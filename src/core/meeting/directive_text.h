/* directive_text.h - looking at concluding words: word by word in small letters, and what was cut out of them. For
 * directive*.c only. Every text here has its small twin `low` with the same offsets. */
#ifndef MEETING_DIRECTIVE_TEXT_H
#define MEETING_DIRECTIVE_TEXT_H
#include "core/meeting/directive_names.h"
#include "read/record.h"
#include "vn/period.h"
#include "vn/text.h"

static inline bool text_letter(struct str s, size_t at)
{
    uint32_t code;
    if (at >= s.n) return false;
    vn_letter_next(s, at, &code);
    return vn_is_letter(code) || (code >= '0' && code <= '9');
}
/* Past the words when they stand whole at `at`; 0: they do not. */
static inline size_t text_past(struct str low, size_t at, const char *words)
{
    struct str w = str_c(words);
    return str_starts(str_cut(low, at, low.n), w) && !text_letter(low, at + w.n) ? at + w.n : 0;
}
static inline size_t text_blank(struct str s, size_t at)
{
    while (at < s.n && (s.p[at] == ' ' || s.p[at] == ':')) at++;
    return at;
}
/* A word begins at `at`. */
static inline bool text_starts(struct str s, size_t at)
{
    if (at >= s.n || ((unsigned char)s.p[at] & 0xC0) == 0x80 || s.p[at] == ' ') return false;
    return !at || (!((unsigned char)s.p[at - 1] & 0x80) && !text_letter(s, at - 1));
}
static inline struct str text_low(struct arena *a, struct str s)
{
    struct str low = vn_lower(a, s);
    return low.n == s.n ? low : s;
}
/* Where the words stand whole, from `from` on; SIZE_MAX: nowhere. */
static inline size_t text_find(struct str low, size_t from, const char *words)
{
    for (size_t at = from; (at = str_find(low, str_c(words), at)) != SIZE_MAX; at++)
        if (text_starts(low, at) && text_past(low, at, words)) return at;
    return SIZE_MAX;
}

/* Verbs that a directive begins with, and words by which it is asked for: data/words/signals.tsv. */
struct directive_verbs { struct str *act, *ask; size_t acts, asks; };
void directive_verbs(struct arena *a, struct directive_verbs *out);
size_t verb_past(const struct directive_verbs *v, struct str low, size_t at);  /* past the longest; 0: none */
size_t ask_past(const struct directive_verbs *v, struct str low, size_t at);   /* "theo đề nghị của" is none */

/* One directive's words, with those behind it that belong to it. */
enum { LABEL_LEAD, LABEL_WITH, LABEL_DUE, LABEL_MEASURE, LABEL_CHANNEL, LABEL_COUNT };
struct passage {
    struct str words, quote, attitude;
    struct str label[LABEL_COUNT];             /* "Thời hạn: ..."; "" not said */
    const struct body *lead;                   /* of the clause or the heading before it; NULL none */
};
struct passages { struct passage *row; size_t n; };
/* Pasted words to passages. read: what the reader found in them, its places `shift` behind those of `text`. */
void directive_cut(struct arena *a, const struct directive_names *names, const struct directive_verbs *v,
    struct str text, struct day on, const struct record *read, size_t shift, struct passages *out);
/* A passage to a directive, proposed; figures: those the reader found in its words. */
struct directive directive_parts(struct arena *a, const struct directive_names *names,
    const struct directive_verbs *v, const struct passage *p, struct day on, const struct record *figures);
#endif
