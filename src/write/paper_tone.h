/* paper_tone.h - a paper with the tones of its words in the manner it asks for. For sheet.c. */
#ifndef WRITE_PAPER_TONE_H
#define WRITE_PAPER_TONE_H
#include "write/paper.h"

/* A copy where p->tone asks for one manner; names of who signs stay as they are. */
struct paper paper_toned(struct arena *a, const struct paper *p);
#endif
