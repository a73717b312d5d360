/* sheet.h - a paper with its layout's own words added: what each setter draws, line for line.
 *
 * Everything that .docx, PDF and HTML must agree on is decided here once: texts of the head, forms of number and date,
 * capitals, order, lengths of rules, widths of columns, missing cells. The setters only draw. */
#ifndef WRITE_SHEET_H
#define WRITE_SHEET_H
#include "write/layout.h"

struct sheet_line {
    enum element el;
    const struct run *run; size_t runs;        /* bold and italic of a run add to those of the element */
    int rule;                                  /* length of the rule under the line, 1/100 mm; 0 none */
};
enum sheet_part_id {
    PART_ISSUER, PART_NATION,                  /* head, upper row: left, right */
    PART_NUMBER, PART_PLACE,                   /* head, lower row: left, right */
    PART_TITLE, PART_TO,
    PART_COPIES, PART_SIGN,                    /* foot: left, right */
    PART_COUNT
};
struct sheet_part { struct sheet_line *line; size_t lines; };
struct sheet_cell { struct sheet_line line; int column, span; enum align align; bool bold; };
struct sheet_bar { int length; enum bar_look look; bool open; };       /* length: 1/100 mm; 0 none */
struct sheet_row {
    struct sheet_cell *cell; size_t cells;     /* they fill all columns */
    bool head, keep_next;
    struct sheet_bar bar;                      /* in the second column of a chart */
};
struct sheet_table {
    int columns; int *width;                   /* 1/100 mm, together the text width */
    struct sheet_row *row; size_t rows, heads; /* heads: how many rows to repeat on each page */
    struct sheet_line caption;                 /* runs 0: none */
    bool bars;                                 /* a chart: no lines around the cells, rows of SHEET_BAR_ROW at least */
};
enum { SHEET_BAR_ROW = 340, SHEET_BAR_HEIGHT = 180, SHEET_BAR_COLUMN = 1 };   /* 1/20 pt; which column has the bars */
enum { SHEET_PAGE_ROOM = 1200 };               /* right of a line of the contents, for the number: 1/100 mm */
struct sheet_block {
    struct sheet_line line; const struct sheet_table *table;           /* table NULL: a line */
    bool fresh;                                /* begins a page */
    bool heading; int depth;                   /* 0 a part, 1 and more a heading */
    size_t name;                               /* stands in the contents: its place, from 1; 0 does not */
    size_t leads;                              /* a line of the contents: the name of the block it leads to; 0 none */
    int page;                                  /* where it begins, once sheet_pages() has set it; 0 unknown */
};
struct sheet {
    const struct layout *layout;
    bool cover, contents;                      /* has a cover; has contents, so pages are asked for */
    struct str stamp;                          /* at the top of every page; "" none */
    struct str title, subject, author, language, made;     /* properties of the file; made: a day */
    struct sheet_part part[PART_COUNT];
    struct sheet_block *block; size_t blocks;
};
error sheet_make(struct arena *a, const struct paper *p, struct sheet *out) MUST_USE;
/* The first row of a table that may end a page; NULL when all stand together. It has no line of its own below it, the
 * row that follows has one above: LibreOffice adds the closing line only after it has broken the table, then moves the
 * last row on when just that line finds no room, and when no row is left to move, loses all that follow. */
const struct sheet_row *sheet_open_row(const struct sheet_table *t);
/* Fills the pages of the blocks, as the PDF has them: pdf_paper.c. */
error sheet_pages(struct arena *a, const struct sheet *s) MUST_USE;
#endif
