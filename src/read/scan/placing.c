/* placing.c - the reading order of a page. See placing.h.
 *
 * Words inside a ruled grid are rows of a table. The others are put into rows by height; a stretch of rows with
 * a gap that no word crosses is either columns (a letterhead, two names below) or a table without rules. */
#include "read/scan/placing.h"
#include "read/scan/rows.h"
#include <stdlib.h>

struct setting {
    struct arena *a;
    bool boxes;
    int em;                                 /* height of a line */
    struct rows rows;
    struct buf lines;                       /* of struct leaf_line */
    uint16_t left, edge;                    /* of the body of the page */
    int pitch;                              /* from line to line */
    bool in_columns;                        /* of a few lines each: a letterhead, the foot of a paper */
    bool apart;                             /* the next line starts a paragraph */
};

static int by_number(const void *x, const void *y)
{
    const int *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

static int line_height(struct arena *a, const struct placed *w, size_t n)
{
    int *heights = NEW_N(a, int, n + 1);
    for (size_t i = 0; i < n; i++) heights[i] = w[i].line_bottom - w[i].line_top;
    qsort(heights, n, sizeof *heights, by_number);
    return heights[n / 2] > 1 ? heights[n / 2] : 1;
}

/* ---- lines ---- */

static const struct leaf_line *line_last(const struct setting *s)
{
    return s->lines.n ? (struct leaf_line *)(void *)(s->lines.p + s->lines.n) - 1 : NULL;
}

/* Widens the line to hold the words. */
static void line_hold(struct leaf_line *e, const struct placed *w, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (w[i].left < e->left) e->left = w[i].left;
        if (w[i].right > e->right) e->right = w[i].right;
        if (w[i].line_top < e->top) e->top = w[i].line_top;
        if (w[i].line_bottom > e->bottom) e->bottom = w[i].line_bottom;
    }
}

/* Words one after the other, a blank between. */
static void words_add(const struct setting *s, struct buf *text, struct buf *words, const struct placed *w, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (text->n && text->p[text->n - 1] != ' ') buf_char(text, ' ');
        struct leaf_word one = { (uint32_t)text->n, (uint32_t)(text->n + w[i].text.n), w[i].left, w[i].top,
                                 w[i].right, w[i].bottom, w[i].confidence };
        buf_str(text, w[i].text);
        if (s->boxes) buf_add(words, &one, sizeof one);
    }
}

static void line_put(struct setting *s, struct leaf_line e, const struct buf *text, const struct buf *words)
{
    struct str whole = buf_done(text);
    e.text = str_trim(whole);
    e.words = (struct leaf_word *)(void *)words->p;
    e.word_count = words->n / sizeof *e.words;
    for (size_t i = 0; i < e.word_count; i++) {     /* a row whose first cell is empty begins with a blank that goes */
        e.words[i].from -= (uint32_t)(e.text.p - whole.p);
        e.words[i].to -= (uint32_t)(e.text.p - whole.p);
    }
    e.apart |= s->apart;
    e.below &= !s->apart;
    s->apart = false;
    buf_add(&s->lines, &e, sizeof e);
}

/* Whether the line `e` starts a paragraph with nothing above it, in a column that begins at `left`. */
static bool starts_alone(const struct setting *s, const struct leaf_line *e, uint16_t left, struct str first)
{
    return word_is_dash(first) || word_is_marker(first) || e->left > left + s->em * 3 / 5;
}

/* Whether the line `e` starts a paragraph after the line before it, both of one column that begins at `left`. */
static bool starts(const struct setting *s, const struct leaf_line *e, uint16_t left, struct str first)
{
    const struct leaf_line *before = line_last(s);
    int indent = s->em * 3 / 5;
    if (word_is_dash(first)) return true;
    if (!before || before->row || before->top >= e->top) return starts_alone(s, e, left, first);
    int height = before->bottom - before->top, own = e->bottom - e->top;
    if (e->top - before->top > s->pitch * 27 / 20 && e->top - before->bottom > s->em / 3) return true;
    int other = s->boxes ? 7 : 5;           /* of a picture only the letters that are there have a height */
    if (height * 4 > own * other || own * 4 > height * other) return true;
    int off = e->left - before->left, centred = e->left + e->right - before->left - before->right;
    if (s->in_columns && abs(off) > s->em / 4 && abs(centred) < s->em) return true;
    struct str rest = before->text, head = S("");
    bool item = str_next(&rest, ' ', &head) && word_is_marker(head);
    if (e->left > before->left + indent && !(item && e->left < before->left + s->em * 2)) return true;
    return word_is_marker(first) && (e->left > left + indent || before->left > e->left + indent ||
                                     strchr(".:;!?", before->text.p[before->text.n - 1]));
}

/* The words of one line of a column. */
static void line_add(struct setting *s, const struct placed *w, size_t n, uint16_t left, uint16_t edge)
{
    struct buf text = buf_open(s->a), words = buf_open(s->a);
    struct leaf_line e = { .left = LEAF_SIDE, .top = LEAF_SIDE, .edge = edge };
    line_hold(&e, w, n);
    e.first = (uint16_t)(w[0].right - w[0].left);
    e.apart = starts(s, &e, left, w[0].text);
    e.below = e.apart && !starts_alone(s, &e, left, w[0].text);
    words_add(s, &text, &words, w, n);
    line_put(s, e, &text, &words);
}

/* A row of a table from its cells. One cell alone is a line. */
static void row_add(struct setting *s, const struct segment *cells, size_t n)
{
    struct buf text = buf_open(s->a), words = buf_open(s->a);
    struct leaf_line e = { .left = LEAF_SIDE, .top = LEAF_SIDE, .row = true };
    size_t held = 0;
    for (size_t c = 0; c < n; c++) held += cells[c].count > 0;
    for (size_t c = 0; c < n; c++) {
        words_add(s, &text, &words, cells[c].words, cells[c].count);
        line_hold(&e, cells[c].words, cells[c].count);
        if (c + 1 < n && held > 1) buf_c(&text, " | ");
    }
    e.edge = e.right;
    if (held) line_put(s, e, &text, &words);
}

/* ---- stretches of rows with a gap ---- */

/* Cells of the rows; a row that leaves the first column empty goes on with the row above. */
static void table_add(struct setting *s, size_t at, const struct region *g)
{
    struct segment cells[COLUMNS_MOST] = { 0 };
    size_t most = 0, leading = 0;
    for (size_t i = at; i < at + g->rows; i++)
        for (size_t k = 0; k < s->rows.row[i].count; k++) {
            most += s->rows.row[i].segments[k].count;
            leading += region_column(g, &s->rows.row[i].segments[k]) == 0;
        }
    for (size_t c = 0; c < g->column_count; c++) cells[c].words = NEW_N(s->a, struct placed, most);
    for (size_t i = at; i < at + g->rows; i++) {
        const struct row *r = &s->rows.row[i];
        bool goes_on = i > at && leading * 2 >= g->rows && region_column(g, &r->segments[0]) > 0 &&
                       r->count + 1 < g->column_count;
        if (!goes_on) {
            if (i > at) row_add(s, cells, g->column_count);
            for (size_t c = 0; c < g->column_count; c++) cells[c].count = 0;
        }
        for (size_t k = 0; k < r->count; k++) {
            const struct segment *x = &r->segments[k];
            struct segment *cell = &cells[region_column(g, x)];
            memcpy(cell->words + cell->count, x->words, x->count * sizeof *x->words);
            cell->count += x->count;
        }
    }
    row_add(s, cells, g->column_count);
}

static void columns_add(struct setting *s, size_t at, const struct region *g)
{
    s->in_columns = true;
    for (size_t c = 0; c < g->column_count; c++) {
        s->apart = true;
        for (size_t i = at; i < at + g->rows; i++) {
            const struct row *r = &s->rows.row[i];
            for (size_t k = 0, next; k < r->count; k = next) {
                next = k + 1;
                if (region_column(g, &r->segments[k]) != c) continue;
                size_t n = r->segments[k].count;    /* segments of one row in one column are one line */
                while (next < r->count && region_column(g, &r->segments[next]) == c) n += r->segments[next++].count;
                line_add(s, r->segments[k].words, n, g->columns[c].from, g->columns[c].to);
            }
        }
    }
    s->in_columns = false;
    s->apart = true;
}

/* ---- the body ---- */

/* Where the lines of the body begin and end, and how far apart they are. */
static void body_measure(struct setting *s)
{
    size_t n = s->rows.count, pitch_count = 0;
    int *lefts = NEW_N(s->a, int, n), *rights = NEW_N(s->a, int, n), *pitches = NEW_N(s->a, int, n);
    for (size_t i = 0; i < n; i++) {
        const struct row *r = &s->rows.row[i];
        lefts[i] = r->left;
        rights[i] = r->right;
        if (i && r->top - r[-1].top < s->em * 5 / 2) pitches[pitch_count++] = r->top - r[-1].top;
    }
    if (!n) return;
    qsort(lefts, n, sizeof *lefts, by_number);
    qsort(rights, n, sizeof *rights, by_number);
    qsort(pitches, pitch_count, sizeof *pitches, by_number);
    s->pitch = pitch_count ? pitches[pitch_count / 2] : s->em * 2;
    s->left = (uint16_t)lefts[n / 10];
    s->edge = (uint16_t)rights[n - 1 - n / 20];
}

static void body_add(struct setting *s, size_t from, size_t to)
{
    for (size_t i = from; i < to;) {
        const struct row *r = &s->rows.row[i];
        struct region g = region_find(&s->rows, i);
        if (g.rows > to - i) g.rows = to - i;
        if (!g.rows) {
            size_t n = 0;
            for (size_t k = 0; k < r->count; k++) n += r->segments[k].count;
            line_add(s, r->segments[0].words, n, s->left, s->edge);
        } else if (region_is_table(&s->rows, i, &g)) table_add(s, i, &g);
        else columns_add(s, i, &g);
        i += g.rows ? g.rows : 1;
    }
}

/* ---- ruled tables ---- */

static bool inside(const struct grid *g, const struct placed *w)
{
    int x = (w->left + w->right) / 2, y = (w->top + w->bottom) / 2;
    return x >= g->left && x <= g->right && y >= g->top && y <= g->bottom;
}

static size_t between(const uint16_t *lines, size_t n, int at)
{
    size_t i = 0;
    while (i + 2 < n && at >= lines[i + 1]) i++;
    return i;
}

/* The words of a grid, row by row, cell by cell; inside a cell line by line. */
static void grid_add(struct setting *s, const struct grid *g, const struct placed *w, size_t n)
{
    size_t columns = g->column_count - 1, rows = g->row_count - 1;
    struct segment *cells = NEW_N(s->a, struct segment, columns);
    struct placed *store = NEW_N(s->a, struct placed, n);
    for (size_t row = 0; row < rows; row++) {
        size_t used = 0;
        for (size_t c = 0; c < columns; c++) {
            cells[c] = (struct segment){ .words = &store[used] };
            for (size_t i = 0; i < n; i++)
                if (between(g->rows, g->row_count, (w[i].top + w[i].bottom) / 2) == row &&
                    between(g->columns, g->column_count, (w[i].left + w[i].right) / 2) == c)
                    cells[c].words[cells[c].count++] = w[i];
            used += cells[c].count;
            (void)rows_cut(s->a, s->em, cells[c].words, cells[c].count);   /* sorts them by line and by place */
        }
        row_add(s, cells, columns);
    }
    s->apart = true;
}

static int by_top(const void *x, const void *y)
{
    const struct grid *p = x, *q = y;
    return p->top - q->top;
}

bool placing_has_columns(struct arena *a, const struct placing *p)
{
    struct rows s = rows_cut(a, line_height(a, p->words, p->word_count), p->words, p->word_count);
    size_t wide = 0;
    for (size_t i = 0; i < s.count; i++) wide += s.row[i].count > 1;
    return wide > 1;
}

void placing_lines(struct arena *a, const struct placing *p, struct leaf *leaf)
{
    assert(p->word_count <= PLACING_WORDS && p->ruling_count <= PLACING_RULINGS);
    struct setting s = { .a = a, .boxes = p->boxes, .em = line_height(a, p->words, p->word_count),
                         .lines = buf_open(a) };
    struct grid *grids;
    size_t grid_count = grids_find(a, p->rulings, p->ruling_count, (uint16_t)s.em, &grids), free = 0, at = 0;
    qsort(grids, grid_count, sizeof *grids, by_top);
    struct buf *held = NEW_N(a, struct buf, grid_count);
    for (size_t g = 0; g < grid_count; g++) held[g] = buf_open(a);
    for (size_t i = 0; i < p->word_count; i++) {
        size_t g = 0;
        while (g < grid_count && !inside(&grids[g], &p->words[i])) g++;
        if (g < grid_count) buf_add(&held[g], &p->words[i], sizeof p->words[i]);
        else p->words[free++] = p->words[i];
    }
    s.rows = rows_cut(a, s.em, p->words, free);
    body_measure(&s);
    for (size_t g = 0; g <= grid_count; g++) {
        size_t to = at;
        while (to < s.rows.count && (g == grid_count || s.rows.row[to].bottom <= grids[g].top + s.em / 2)) to++;
        body_add(&s, at, to);
        at = to;
        if (g == grid_count) break;
        grid_add(&s, &grids[g], (struct placed *)(void *)held[g].p, held[g].n / sizeof *p->words);
    }
    leaf->lines = (struct leaf_line *)(void *)s.lines.p;
    leaf->line_count = s.lines.n / sizeof *leaf->lines;
}
