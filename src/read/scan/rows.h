/* rows.h - the inside of placing.c: words in rows, and stretches of rows with a gap that no word crosses. */
#ifndef READ_ROWS_H
#define READ_ROWS_H
#include "read/scan/placing.h"

struct segment { struct placed *words; size_t count; uint16_t left, right; };   /* words close together */
struct row { struct segment *segments; size_t count; uint16_t left, right, top, bottom; };
struct rows { struct arena *a; int em; struct row *row; size_t count; };        /* em: height of a line */

enum { COLUMNS_MOST = 24 };
struct range { uint16_t from, to; };
struct region { struct range columns[COLUMNS_MOST]; size_t column_count, rows, wide; };   /* wide: rows of several */

struct rows rows_cut(struct arena *a, int em, struct placed *words, size_t n);   /* sorts the words */
struct region region_find(const struct rows *s, size_t at);    /* that begins with row `at`; of 0 rows: none does */
size_t region_column(const struct region *g, const struct segment *x);
/* A table without rules: three columns and more, or a column that is figures. */
bool region_is_table(const struct rows *s, size_t at, const struct region *g);

bool word_is_dash(struct str s);            /* "-", "+", "•": the sign of an item */
bool word_is_marker(struct str s);          /* that, or "1.", "2)", "a)", "IV." */
#endif
