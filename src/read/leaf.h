/* leaf.h - one page of a PDF or one picture, as the locked process has read it: lines in reading order, where they
 * stand, and for a picture its words and the picture itself. How it is written down, so that a caller can keep
 * page after page, and how pages become one text.
 *
 * Places are in units of the leaf: tenths of a point for a page with text, pixels of the picture for a picture. */
#ifndef READ_LEAF_H
#define READ_LEAF_H
#include "read/reader.h"

enum { LEAF_SIDE = 65535 };                 /* no side and no place is beyond */

struct leaf_word { uint32_t from, to; uint16_t left, top, right, bottom, confidence; };     /* offsets into the line */
struct leaf_line {
    struct str text;                        /* tidy, NFC, never empty */
    uint16_t left, top, right, bottom;
    uint16_t edge;                          /* right edge of the column it stands in */
    uint16_t first;                         /* width of its first word: would it have had room on the line before? */
    bool row;                               /* a row of a table: stands alone */
    bool apart;                             /* starts a paragraph whatever stands before it */
    bool below;                             /* apart only for its distance from the line above it on this page */
    struct leaf_word *words; size_t word_count;      /* of pictures only */
};
struct leaf {
    uint32_t number, all;                   /* which page, from 0, of how many */
    bool picture;                           /* its words were recognised */
    uint16_t width, height;
    struct str encoding;                    /* "UTF-8", or the old font its letters came from */
    struct leaf_line *lines; size_t line_count;
    struct bytes image;                     /* PNG or JPEG; empty when it was no picture */
};

void  leaf_write(struct buf *to, const struct leaf *l);
/* One leaf from the front of *rest. Nothing is believed: false when it is not exactly what leaf_write() writes. */
bool  leaf_read(struct arena *a, struct bytes *rest, struct leaf *out) MUST_USE;
/* Pages in order to one text: what repeats at the head or foot of pages and their numbers are left out, lines are
 * joined to paragraphs, also over the turn of a page. ERR_INPUT: not a word in any of them. */
error leaves_join(struct arena *a, const struct leaf *leaves, size_t count, struct read_text *out) MUST_USE;
#endif
