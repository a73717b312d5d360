/* grid.h - the cells of a sheet, row by row, and the lines of text they make.
 *
 * A row is a line, its cells joined by " | ", so that the same column stands at the same place in every line; columns
 * that are empty everywhere are left out, and so are blanks behind the last cell. A row with one cell is that cell.
 * A cell merged over several stands once, but over the heads and beside the rows that it spans it is said again for
 * each, so that every number can be read in its own line and column. */
#ifndef READ_GRID_H
#define READ_GRID_H
#include "base/base.h"

struct grid;
struct grid *grid_open(struct arena *a);
/* Rows come in rising order, cells of a row too; both count from 0. Empty text makes no cell. */
void grid_row(struct grid *g, uint32_t row);
void grid_cell(struct grid *g, uint32_t column, struct str text, bool number);
void grid_merge(struct grid *g, uint32_t first_row, uint32_t first_column, uint32_t last_row, uint32_t last_column);
/* A row, a column or a cell too many came (pack/limits.h); it was not kept. */
bool grid_is_full(const struct grid *g);
void grid_write(const struct grid *g, struct buf *to);      /* each line with its \n */
#endif
