/* lesson.h - what a person's correction of a figure teaches: the words of the text that mean this indicator, this body,
 * this place. Proposed as aliases (core/office/alias.h); decided elsewhere. */
#ifndef CORE_REPORT_LESSON_H
#define CORE_REPORT_LESSON_H
#include "core/report/figure.h"
#include "core/report/report.h"

/* read: as the reader had it; was: before this correction; now: behind it. */
struct correction { const struct figure *read, *was, *now; };
/* In the job that keeps the correction; all: the figures of the report as they were. Words that say too little, or
 * stand nowhere in the figure's sentence, teach nothing. Never an error of the person. */
struct figure_full;
error lesson_learn(struct arena *a, struct db *db, const struct who *who, const struct report *r,
    const struct correction *c, const struct figure_full *all, size_t n) MUST_USE;

/* The words that a lesson would be about, "" for none: the head words of what is counted; the abbreviation that is the
 * subject of its sentence; the place as it is written. */
struct str lesson_item(struct arena *a, struct str text, const struct figure *f);
struct str lesson_body(struct arena *a, struct str text, const struct figure *f);
struct str lesson_place(struct arena *a, struct str text, struct str place_as_read, const struct figure *f);
#endif
