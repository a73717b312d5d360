/* measure.h - how long a text is in the type of the papers; the one place that opens the font machinery.
 *
 * Fonts: "Times New Roman", which the machine may answer with Liberation Serif (the same widths). */
#ifndef WRITE_MEASURE_H
#define WRITE_MEASURE_H
#include "write/layout.h"
#include <pango/pango.h>

/* A context that measures in points, with no rounding to a screen's dots; given back when the arena is reset. */
PangoContext *measure_context(struct arena *a);
/* Sets size, weight and slant of `t` on a text layout; size in half-points. */
void measure_type(PangoLayout *layout, const struct type *t, int size);
/* Longest line of the text broken at `room`, 1/100 mm. */
int measure_text(struct arena *a, struct str text, const struct type *t, int room);

double measure_points(int hundredths);         /* 1/100 mm in points */
double measure_single(double em);               /* height of a single line of type of that size, in points */
double measure_ascent(double em);              /* from its upper edge to the foot of the letters */
double measure_line(const struct type *t, int size);       /* height of a line, in points */
#endif
