/* tone.h - one manner of writing the tone where two are used: "hòa, ủy" (old) or "hoà, uỷ" (new). */
#ifndef VN_TONE_H
#define VN_TONE_H
#include "vn/syllable.h"

/* Words in small letters, and "ủy" in any case, are written in the manner `to`; PLACE_FREE changes nothing. Words with
 * a capital stay as they are: they may be names, and whose name is written how is not ours to say. */
struct str vn_tone(struct arena *a, struct str s, enum syllable_place to);
#endif
