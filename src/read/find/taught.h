/* taught.h - where the words that an office has taught stand in the text of one reading.
 *
 * An overlay: the lists of the program stay as they are, and a reading without aliases does none of this
 * (find.taught is NULL). Linear in the text. Of two aliases of one kind with the same syllables the first wins. */
#ifndef READ_TAUGHT_H
#define READ_TAUGHT_H
#include "read/find/find.h"

struct taught_at { uint32_t first, end, alias; };      /* alias: index into hints->aliases */
struct taught {
    struct taught_at *at[ALIAS_KIND_COUNT];            /* in text order, none inside another */
    size_t count[ALIAS_KIND_COUNT];
    const struct indicator **indicator;                /* beside the aliases; NULL: no such code */
    struct entry *body;                                /* beside the aliases: as the list of organisations has them */
    uint32_t *told;                                    /* beside the aliases: record.taught */
};

/* Once the text is cut. */
void taught_find(struct find *f);
/* At token i: the body that was taught, unless the lists know a longer one; `known` otherwise. */
const struct entry *taught_body(const struct find *f, uint32_t i, const struct entry *known);
/* Gives figure i the indicator that its own words were taught to mean, or else the words of its clause [from, end). */
bool taught_indicator(struct find *f, size_t i, uint32_t from, uint32_t end);
/* Gives figure i its place: the taught words in its part of the sentence. */
void taught_place(struct find *f, size_t i);
/* When all is found: how many figures each body told. */
void taught_count(struct find *f);
#endif
