/* grid.c - the cells of a sheet and the lines they make. See grid.h.
 *
 * Owns one text of all cells and a list of where each lies in it, so that a large sheet costs little more than its
 * text. It must never say a cell in the line of a row that it does not span. */
#include "read/format/grid.h"
#include "pack/limits.h"
#include <stdlib.h>

enum { HEAD_ROWS = 64, MERGES_MOST = 65536 };   /* a merge higher than that is no head; more of them say nothing */
enum { MERGES_OF_A_ROW = 512 };                 /* looked at: there are no more columns than that */

struct cell { uint32_t from, to; uint16_t column; bool number; };
struct row { uint32_t number; uint32_t first, end; };       /* cells [first, end) */
struct merge { uint32_t first_row, last_row; uint16_t first_column, last_column; };
struct grid {
    struct arena *a;
    struct buf text, cells, rows, merges;
    bool used[LIMIT_SHEET_COLUMNS], full;
};

struct grid *grid_open(struct arena *a)
{
    struct grid *g = NEW(a, struct grid);
    g->a = a;
    g->text = g->cells = g->rows = g->merges = buf_open(a);
    return g;
}

#define LIST(name, kind, field)                                                                                   \
    static size_t name##_count(const struct grid *g) { return g->field.n / sizeof(struct kind); }                 \
    static struct kind *name##_at(const struct grid *g, size_t i) { return (struct kind *)(void *)g->field.p + i; }
LIST(cell, cell, cells)
LIST(row, row, rows)
LIST(merge, merge, merges)

bool grid_is_full(const struct grid *g) { return g->full; }

void grid_row(struct grid *g, uint32_t row)
{
    size_t n = row_count(g);
    if (n && row_at(g, n - 1)->end == row_at(g, n - 1)->first) n--;         /* nothing was in it */
    g->rows.n = n * sizeof(struct row);
    if (n && row_at(g, n - 1)->number >= row) row = row_at(g, n - 1)->number + 1;
    struct row r = { row, (uint32_t)cell_count(g), (uint32_t)cell_count(g) };
    buf_add(&g->rows, &r, sizeof r);
}

void grid_cell(struct grid *g, uint32_t column, struct str text, bool number)
{
    text = str_trim(text);
    if (!text.n || g->full) return;
    struct row *r = row_at(g, row_count(g) - 1);
    if (r->end > r->first && cell_at(g, r->end - 1)->column >= column) return;      /* stands twice: the first counts */
    if (column >= LIMIT_SHEET_COLUMNS || r->number >= LIMIT_SHEET_ROWS || cell_count(g) >= LIMIT_SHEET_CELLS ||
        g->text.n + text.n > LIMIT_TEXT) {
        g->full = true;
        return;
    }
    struct cell c = { .from = (uint32_t)g->text.n, .column = (uint16_t)column, .number = number };
    for (size_t i = 0; i < text.n; i++) {           /* one line, and no mark that stands between cells */
        char b = text.p[i] == '\n' || text.p[i] == '\r' || text.p[i] == '\t' ? ' ' : text.p[i] == '|' ? '/' : text.p[i];
        buf_char(&g->text, b);
    }
    c.to = (uint32_t)g->text.n;
    buf_add(&g->cells, &c, sizeof c);
    r->end++;
    g->used[column] = true;
}

void grid_merge(struct grid *g, uint32_t first_row, uint32_t first_column, uint32_t last_row, uint32_t last_column)
{
    if (first_row > last_row || first_column > last_column || last_column >= LIMIT_SHEET_COLUMNS) return;
    if (merge_count(g) >= MERGES_MOST || last_row - first_row >= HEAD_ROWS) return;
    struct merge m = { first_row, last_row, (uint16_t)first_column, (uint16_t)last_column };
    buf_add(&g->merges, &m, sizeof m);
}

/* The row of that number, or the first behind it; row_count() when there is none. */
static size_t row_from(const struct grid *g, uint32_t number)
{
    size_t low = 0, high = row_count(g);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (row_at(g, mid)->number < number) low = mid + 1;
        else high = mid;
    }
    return low;
}

/* How many cells of that row stand in these columns; *first the first of them. */
static size_t cells_in(const struct grid *g, uint32_t number, const struct merge *m, const struct cell **first)
{
    size_t at = row_from(g, number), n = 0;
    *first = NULL;
    if (at == row_count(g) || row_at(g, at)->number != number) return 0;
    for (uint32_t i = row_at(g, at)->first; i < row_at(g, at)->end; i++) {
        const struct cell *c = cell_at(g, i);
        if (c->column < m->first_column || c->column > m->last_column) continue;
        if (!n++) *first = c;
    }
    return n;
}

/* A line being put together: what stands in each column, NULL nothing. */
struct line { const struct cell *at[LIMIT_SHEET_COLUMNS]; size_t held; };

static void put(struct line *l, const struct cell *c, size_t column)
{
    if (l->at[column]) return;
    l->at[column] = c;
    l->held++;
}

static int by_row(const void *x, const void *y)
{
    const struct merge *m = x, *n = y;
    return m->first_row != n->first_row ? (m->first_row > n->first_row) - (m->first_row < n->first_row)
                                        : (m->first_column > n->first_column) - (m->first_column < n->first_column);
}

/* The merges that this row lies in; *from skips those that end above it and above every row to come. A title alone in
 * its row is no head. */
static void spread(const struct grid *g, uint32_t row, struct line *l, size_t *from)
{
    size_t own = l->held, looked = 0;
    while (*from < merge_count(g) && merge_at(g, *from)->first_row + HEAD_ROWS < row) ++*from;
    for (size_t i = *from; i < merge_count(g) && merge_at(g, i)->first_row <= row; i++) {
        const struct merge *m = merge_at(g, i);
        if (row > m->last_row || looked++ > MERGES_OF_A_ROW) continue;
        const struct cell *c, *below;
        if (!cells_in(g, m->first_row, m, &c) || c->column != m->first_column || c->number) continue;
        bool head = own > 1 && m->last_column > m->first_column && cells_in(g, m->last_row + 1, m, &below) > 1;
        for (size_t k = m->first_column; k <= (head ? m->last_column : m->first_column); k++) put(l, c, k);
    }
}

static void write(const struct grid *g, const struct line *l, struct buf *to)
{
    size_t from = to->n, behind = 0;
    for (size_t k = 0; k < LIMIT_SHEET_COLUMNS; k++) {
        if (!g->used[k]) continue;
        const struct cell *c = l->at[k];
        if (l->held == 1 && !c) continue;
        if (c) {
            for (; behind && l->held > 1; behind--) buf_c(to, " | ");
            buf_add(to, g->text.p + c->from, c->to - c->from);
            behind = 0;
        }
        behind++;
    }
    if (to->n > from) buf_char(to, '\n');
}

void grid_write(const struct grid *g, struct buf *to)
{
    struct line *l = NEW(g->a, struct line);
    size_t merge = 0;
    if (merge_count(g)) qsort(g->merges.p, merge_count(g), sizeof(struct merge), by_row);
    for (size_t i = 0; i < row_count(g) && to->n <= LIMIT_TEXT; i++) {
        const struct row *r = row_at(g, i);
        *l = (struct line){ 0 };
        for (uint32_t k = r->first; k < r->end; k++) put(l, cell_at(g, k), cell_at(g, k)->column);
        if (l->held) spread(g, r->number, l, &merge);
        write(g, l, to);
    }
}
