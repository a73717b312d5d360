/* unit_match.h - how well a place fits what was typed. For unit_search.c alone; pure. */
#ifndef OFFICE_UNIT_MATCH_H
#define OFFICE_UNIT_MATCH_H
#include "core/office/unit_words.h"

enum { UNIT_UPS = 4 };
/* A place as it is weighed: its own words, those of the units above it (of its time, then of today). */
struct unit_candidate {
    const struct unit_words *own, *up[UNIT_UPS];
    size_t ups;
    bool today;
    int rank;                                      /* the larger, the higher its level: 0 a village */
};
/* *missing: how many wished words it has nowhere. false: nothing of its own name is wished. */
bool unit_match(const struct unit_wishes *w, const struct unit_candidate *c, int *score, size_t *missing);
#endif
