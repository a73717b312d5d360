/* unit_words.h - names of places as keys for finding, and what people type as a list of wanted words.
 *
 * A key is a word without marks, in small letters, numbers without leading zeros, a final y behind a consonant
 * as i ("Mỹ",
 * "Mĩ" and "my" are one). Pure functions. */
#ifndef OFFICE_UNIT_WORDS_H
#define OFFICE_UNIT_WORDS_H
#include "base/base.h"

/* Kinds of units, as bits: "tt" may be one, "t" may be several. */
enum unit_kind {
    KIND_WARD = 1, KIND_COMMUNE = 2, KIND_TOWNLET = 4, KIND_ZONE = 8, KIND_QUARTER = 16, KIND_DISTRICT = 32,
        KIND_TOWN = 64,
    KIND_CITY = 128, KIND_PROVINCE = 256, KIND_KHOM = 512, KIND_AP = 1024, KIND_THON = 2048, KIND_TDP = 4096,
    KIND_KHU_PHO = 8192, KIND_BAN = 16384, KIND_BUON = 32768, KIND_LANG = 65536, KIND_TO = 131072, KIND_KHU = 262144
};

struct unit_word { struct str key, plain; };       /* plain: as typed, in small letters, the tone in one place */
/* The words of a name without its kind, and the first letters of them all ("vl"). */
struct unit_words { struct unit_word *word; size_t n; struct str initials; int kind; };
/* kind "": taken from the front of the name when it begins with one. */
struct unit_words unit_words_of(struct arena *a, struct str kind, struct str name);

/* One thing that is looked for. kinds: it says a kind ("thị trấn" takes two words), 0: a word of a name. */
struct unit_wish { struct unit_word word[3]; size_t words; int kinds; bool last; };
enum { UNIT_WISHES = 16 };
struct unit_wishes {
    struct unit_wish wish[UNIT_WISHES];
    size_t n, names;                               /* names: those that say no kind */
    bool old;                                      /* "cũ" at the end */
    bool marks;                                    /* typed with Vietnamese letters */
    struct str code;                               /* the whole of it is a number: "29551"; else "" */
};
/* "P.2, tp VL" to phường, 2, thành phố, vl. Reads at most 120 bytes. */
struct unit_wishes unit_wishes_of(struct arena *a, struct str typed);
#endif
