/* lint_rules.h - what the files of the lint share; for this folder only. */
#ifndef READ_LINT_LINT_RULES_H
#define READ_LINT_LINT_RULES_H
#include "read/lint/lint.h"

/* line[i]: where line i starts; line[lines] is one past the text. */
struct lint_job {
    struct arena *a;
    const struct record *r;
    struct str text;
    size_t *line, lines;
    struct lint_found *list;
    size_t n, room, more, count[LINT_KIND_COUNT];
    bool ordinals;                                     /* the text counts: thứ nhất, thứ hai */
};
bool lint_room(struct lint_job *j, enum lint_kind kind);   /* false, and counted, when enough of the kind is listed */
/* Only after lint_room() said yes. */
void lint_add(struct lint_job *j, enum lint_kind kind, bool note, size_t from, size_t to, struct str sentence);
size_t lint_line(const struct lint_job *j, size_t at);     /* from 1 */
struct str lint_line_str(const struct lint_job *j, size_t i);

void lint_repeats(struct lint_job *j);
void lint_words(struct lint_job *j);                       /* stuck words, spelling */
void lint_marks(struct lint_job *j);                       /* pairs, blanks */
void lint_names(struct lint_job *j);                       /* names, captions */
void lint_numbers(struct lint_job *j);                     /* manner, dates, words beside digits */

/* A table from 64-bit keys to numbers, for many of them. */
struct lint_table { uint64_t *key; size_t *value, room; };
struct lint_table lint_table(struct arena *a, size_t most);
/* The place of the value of a key, 0 when it is new. Key 0 stands for 1. */
size_t *lint_at(struct lint_table *t, uint64_t key);
uint64_t lint_hash(uint64_t seed, const void *p, size_t n);
#endif
