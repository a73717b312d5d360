/* placing.h - words that stand on a page, put into the order a reader takes them in: lines, columns, rows of tables.
 *
 * Pure: knows places and words, nothing of where they came from. Units are those of the leaf (read/leaf.h); every
 * distance is judged against the height of a line, so any unit will do. */
#ifndef READ_PLACING_H
#define READ_PLACING_H
#include "read/leaf.h"

struct placed {
    struct str text;
    uint16_t left, top, right, bottom, confidence;
    uint16_t line_top, line_bottom;         /* of the line it stands in, as far as known; else its own */
};
struct ruling { uint16_t left, top, right, bottom; bool upright; };       /* a ruled line */
struct placing {
    struct placed *words; size_t word_count;
    const struct ruling *rulings; size_t ruling_count;
    bool boxes;                             /* the words of each line are kept, with their boxes */
};

enum { PLACING_WORDS = 30000, PLACING_RULINGS = 3000 };    /* the caller gives no more */

/* Fills leaf->lines. The words are sorted in place. */
void placing_lines(struct arena *a, const struct placing *p, struct leaf *leaf);
/* Whether more than one row has words far apart: then it is worth looking for ruled lines. */
bool placing_has_columns(struct arena *a, const struct placing *p);

/* A ruled grid: where its columns and rows divide. */
struct grid { uint16_t left, top, right, bottom; uint16_t *columns, *rows; size_t column_count, row_count; };
/* The grids that the rulings make; column_count and row_count are the numbers of dividing lines, at least 3 and 2. */
size_t grids_find(struct arena *a, const struct ruling *rulings, size_t count, uint16_t em, struct grid **out);
#endif
