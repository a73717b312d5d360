/* unit_index.h - the names of the country by their words: which places could be meant. For unit_search.c alone.
 *
 * Made once from country.h; never changes. */
#ifndef OFFICE_UNIT_INDEX_H
#define OFFICE_UNIT_INDEX_H
#include "core/office/country.h"
#include "core/office/unit_words.h"

const struct unit_words *unit_index_words(uint32_t at);
/* Calls take(arg, place) for each place whose own name has the word, or begins one with it when `open`, or has
 * it as its
 * first letters. False: there is none. */
bool unit_index_each(struct str key, bool open, void (*take)(void *arg, uint32_t at), void *arg);
/* The known words that are one letter away from key: "lonh" to "long". At most `most`. */
size_t unit_index_near(struct str key, struct str *out, size_t most);
/* Calls take for each place whose name without blanks holds `glued` ("kontum"). */
bool unit_index_glued(struct str glued, void (*take)(void *arg, uint32_t at), void *arg);
#endif
