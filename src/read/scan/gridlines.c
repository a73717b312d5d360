/* gridlines.c - the ruled tables of a page: which lines hang together, and where they divide columns and rows.
 * See placing.h. */
#include "read/scan/placing.h"
#include <stdlib.h>

static bool touch(const struct ruling *x, const struct ruling *y, int slack)
{
    return x->left <= y->right + slack && y->left <= x->right + slack && x->top <= y->bottom + slack &&
           y->top <= x->bottom + slack;
}

static int by_place(const void *x, const void *y)
{
    const uint16_t *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

/* Places closer together than `slack` are one: the first of them. */
static size_t distinct(uint16_t *places, size_t n, int slack)
{
    size_t kept = 0;
    qsort(places, n, sizeof *places, by_place);
    for (size_t i = 0; i < n; i++)
        if (!kept || places[i] - places[kept - 1] > slack) places[kept++] = places[i];
    return kept;
}

/* The rulings that hang together with the first one that is still free; they get the number `mark`. */
static size_t gather(const struct ruling *r, size_t count, uint32_t *marks, uint32_t mark, int slack, uint32_t *queue)
{
    size_t first = 0, done = 0, waiting = 0;
    while (first < count && marks[first]) first++;
    if (first == count) return 0;
    marks[first] = mark;
    queue[waiting++] = (uint32_t)first;
    while (done < waiting) {
        const struct ruling *here = &r[queue[done++]];
        for (size_t i = 0; i < count; i++) {
            if (marks[i] || !touch(here, &r[i], slack)) continue;
            marks[i] = mark;
            queue[waiting++] = (uint32_t)i;
        }
    }
    return waiting;
}

static struct grid grid_of(struct arena *a, const struct ruling *r, const uint32_t *which, size_t n, uint16_t em)
{
    struct grid g = { .left = LEAF_SIDE, .top = LEAF_SIDE };
    g.columns = NEW_N(a, uint16_t, n);
    g.rows = NEW_N(a, uint16_t, n);
    for (size_t i = 0; i < n; i++) {
        const struct ruling *x = &r[which[i]];
        if (x->left < g.left) g.left = x->left;
        if (x->top < g.top) g.top = x->top;
        if (x->right > g.right) g.right = x->right;
        if (x->bottom > g.bottom) g.bottom = x->bottom;
    }
    for (size_t i = 0; i < n; i++) {
        const struct ruling *x = &r[which[i]];
        bool long_one = x->right - x->left >= (g.right - g.left) / 2;
        if (x->upright) g.columns[g.column_count++] = (uint16_t)((x->left + x->right) / 2);
        else if (long_one) g.rows[g.row_count++] = (uint16_t)((x->top + x->bottom) / 2);
    }
    g.column_count = distinct(g.columns, g.column_count, em / 2);
    g.row_count = distinct(g.rows, g.row_count, em / 2);
    return g;
}

size_t grids_find(struct arena *a, const struct ruling *rulings, size_t count, uint16_t em, struct grid **out)
{
    uint32_t *marks = NEW_N(a, uint32_t, count), *queue = NEW_N(a, uint32_t, count);
    size_t found = 0, n;
    *out = NEW_N(a, struct grid, count);
    for (uint32_t mark = 1; (n = gather(rulings, count, marks, mark, em / 3, queue)); mark++) {
        if (n < 5) continue;
        struct grid g = grid_of(a, rulings, queue, n, em);
        if (g.column_count >= 3 && g.row_count >= 2) (*out)[found++] = g;
    }
    return found;
}
