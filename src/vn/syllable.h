/* syllable.h - what a syllable of Vietnamese can be: onset, rime and tone, by the rules of the spelling, not by a
 * list of words. For finding what was stuck together or written in two manners. */
#ifndef VN_SYLLABLE_H
#define VN_SYLLABLE_H
#include "base/base.h"

enum syllable_place { PLACE_FREE, PLACE_OLD, PLACE_NEW };   /* "hòa", "hoà": where the tone may stand in two places */
struct syllable {
    size_t letters;
    bool marked;                                       /* has a letter or a tone that only Vietnamese writes */
    bool toned;                                        /* a tone that its end does not ask for: huyền, hỏi, ngã, nặng,
                                                          or sắc before anything but c, ch, p, t */
    enum syllable_place place;
};
/* The whole word, in any case, is one syllable. */
bool vn_syllable(struct str word, struct syllable *out);
/* The word is no syllable but two to four of them in a row: where each but the first begins. Gives the fewest, of
 * those the ones that begin with consonants, of those the longest first; 0 when it is not. */
enum { SYLLABLES_MOST = 4 };
size_t vn_syllables_stuck(struct str word, size_t starts[SYLLABLES_MOST - 1]);
#endif
