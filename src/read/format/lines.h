/* lines.h - text put together from the pieces of a page: lines, rows of tables, boxes beside the text.
 *
 * A row of a table becomes a line, its cells joined by " | "; a row with one cell that holds anything keeps the
 * lines of that cell, and so does a row that is there for the layout (a table or long lines inside a cell).
 * What is opened must be closed in turn; a close with nothing open is let pass, since pages come broken. */
#ifndef READ_LINES_H
#define READ_LINES_H
#include "base/base.h"

struct lines;
struct lines *lines_open(struct arena *a);
void lines_add(struct lines *l, struct str piece);      /* goes on with the current line; a \n in it ends the line */
void lines_break(struct lines *l);                      /* ends the current line, if anything is in it */
bool lines_empty(const struct lines *l);                /* nothing is in the current line yet */
void lines_row(struct lines *l);
void lines_row_end(struct lines *l);
void lines_cell(struct lines *l);
void lines_cell_end(struct lines *l);
void lines_span(struct lines *l, int64_t columns);      /* the open cell lies over so many; the others are empty */
void lines_box(struct lines *l); /* text beside the text: its lines stand before the current one */
void lines_box_end(struct lines *l);
struct str lines_done(struct lines *l);                 /* closes what is still open */
#endif
