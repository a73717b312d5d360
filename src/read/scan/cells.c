/* cells.c - the words of ruled tables, cell by cell: a recogniser of pages takes the rows of a table for one line.
 * See recognise.h.
 *
 * A cell is read by itself, larger and with paper around it, and when it holds a figure a second time as it is: two
 * readings that do not agree on a figure are no clear one. */
#include "read/scan/recognise.h"
#include "read/scan/rows.h"

enum { EM = PICTURE_EM, CELLS_MOST = 1500 };
/* Thousandths: needs no other way to read it; its figures need no other reading; a reading so much surer is the better
 * one; two readings that do not agree. */
enum { SURE = 900, CERTAIN = 940, BETTER = 100, UNCLEAR = 500 };
/* How a cell is cut out: tenths of its size, pixels of paper around it, and the ways to read it as one line. */
struct cutting { int tenths, border; TessPageSegMode ways[3]; size_t way_count; };
/* Larger is better, but not for a sign or a short word alone: it is taken for dirt, and paper for ends of letters. */
static const struct cutting larger = { 15, 10, { PSM_SINGLE_LINE, PSM_SINGLE_BLOCK, PSM_RAW_LINE }, 3 },
                            as_it_is = { 10, 10, { PSM_SINGLE_LINE, PSM_SINGLE_BLOCK, PSM_RAW_LINE }, 3 },
                            tight = { 10, 0, { PSM_SINGLE_LINE }, 1 }, tight_raw = { 10, 0, { PSM_RAW_LINE }, 1 };

struct cell { uint16_t left, top, right, bottom; };

/* Whether a ruled line parts the two sides of this place. */
static bool is_ruled(const struct picture *p, bool upright, int at, int along)
{
    for (size_t i = 0; i < p->ruling_count; i++) {
        const struct ruling *r = &p->rulings[i];
        int from = upright ? r->left : r->top, to = upright ? r->right : r->bottom, first = upright ? r->top : r->left,
            last = upright ? r->bottom : r->right;
        bool here = at >= from - EM / 3 && at <= to + EM / 3 && along >= first && along <= last;
        if (here && r->upright == upright) return true;
    }
    return false;
}

/* The cells of a grid; those with no line between them are one. */
static size_t cells_find(struct arena *a, const struct picture *p, const struct grid *g, struct cell **out)
{
    size_t columns = g->column_count - 1, rows = g->row_count - 1, n = 0;
    bool *taken = NEW_N(a, bool, columns * rows);
    *out = NEW_N(a, struct cell, columns * rows);
    for (size_t row = 0; row < rows; row++)
        for (size_t column = 0; column < columns; column++) {
            if (taken[row * columns + column]) continue;
            int y = (g->rows[row] + g->rows[row + 1]) / 2, x = (g->columns[column] + g->columns[column + 1]) / 2;
            size_t right = column + 1, below = row + 1;
            while (right < columns && !taken[row * columns + right] && !is_ruled(p, true, g->columns[right], y))
                right++;
            while (below < rows && !is_ruled(p, false, g->rows[below], x)) below++;
            for (size_t r = row; r < below; r++)
                for (size_t c = column; c < right; c++) taken[r * columns + c] = true;
            (*out)[n++] = (struct cell){ g->columns[column], g->rows[row], g->columns[right], g->rows[below] };
        }
    return n;
}

/* Draws the cell in around what is written in it. false: nothing is. */
static bool cell_shrink(const struct picture *p, struct cell *c)
{
    enum { DARK = 190, SPECKS = 30, MARGIN = 12 };
    const l_uint32 *data = pixGetData(p->pix);
    size_t wide = (size_t)pixGetWpl(p->pix), dark = 0;
    struct cell ink = { LEAF_SIDE, LEAF_SIDE, 0, 0 };
    for (uint16_t y = c->top; y < c->bottom; y++)
        for (uint16_t x = c->left; x < c->right; x++) {
            if (GET_DATA_BYTE(data + y * wide, x) >= DARK) continue;
            dark++;
            if (x < ink.left) ink.left = x;
            if (x > ink.right) ink.right = x;
            if (y < ink.top) ink.top = y;
            if (y > ink.bottom) ink.bottom = y;
        }
    if (dark < SPECKS) return false;
    if (ink.left > c->left + MARGIN) c->left = (uint16_t)(ink.left - MARGIN);
    if (ink.top > c->top + MARGIN) c->top = (uint16_t)(ink.top - MARGIN);
    if (ink.right + MARGIN < c->right) c->right = (uint16_t)(ink.right + MARGIN);
    if (ink.bottom + MARGIN < c->bottom) c->bottom = (uint16_t)(ink.bottom + MARGIN);
    return true;
}

/* The cell by itself. NULL: no room. */
static PIX *cell_cut(const struct picture *p, const struct cell *c, const struct cutting *how)
{
    l_float32 by = (l_float32)how->tenths / 10;
    BOX *box = boxCreate(c->left, c->top, c->right - c->left, c->bottom - c->top);
    PIX *cut = box ? pixClipRectangle(p->pix, box, NULL) : NULL;
    PIX *wider = cut ? pixAddBorder(cut, how->border, 255) : NULL, *out = wider ? pixScale(wider, by, by) : NULL;
    boxDestroy(&box);
    pixDestroy(&cut);
    pixDestroy(&wider);
    return out;
}

static uint16_t on_page(uint16_t at, const struct cutting *how, uint16_t from)
{
    int place = at * 10 / how->tenths - how->border + from;
    return (uint16_t)(place < 0 ? 0 : place);
}

/* Places of a cell that was cut out as places of the page. */
static void words_back(struct buf *words, const struct cell *c, const struct cutting *how)
{
    for (size_t at = 0; at < words->n; at += sizeof(struct placed)) {
        struct placed *w = (struct placed *)(void *)(words->p + at);
        w->left = on_page(w->left, how, c->left);
        w->right = on_page(w->right, how, c->left);
        w->top = on_page(w->top, how, c->top);
        w->bottom = on_page(w->bottom, how, c->top);
        w->line_top = on_page(w->line_top, how, c->top);
        w->line_bottom = on_page(w->line_bottom, how, c->top);
    }
}

struct reading { struct placed *words; size_t count; int sure; };      /* sure: of the word it is least sure of */

static int least_sure(const struct buf *words)
{
    int least = 1000;
    if (!words->n) return -1;
    for (size_t at = 0; at < words->n; at += sizeof(struct placed)) {
        const struct placed *w = (const struct placed *)(const void *)(words->p + at);
        if (w->confidence < least) least = w->confidence;
    }
    return least;
}

static bool one_line(const struct cell *c) { return c->bottom - c->top < EM * 3 / 2; }

/* A cell in one way after the other until one is sure: the surest is taken. */
static struct reading cell_read(struct arena *a, TessBaseAPI *engine, const struct picture *p, const struct cell *c,
                                const struct cutting *how)
{
    static const TessPageSegMode block = PSM_SINGLE_BLOCK;
    const TessPageSegMode *ways = one_line(c) ? how->ways : &block;
    size_t count = one_line(c) ? how->way_count : 1;
    struct reading best = { .sure = -1 };
    PIX *pix = cell_cut(p, c, how);
    if (!pix) return best;
    TessBaseAPISetImage2(engine, pix);
    TessBaseAPISetSourceResolution(engine, PICTURE_DPI * how->tenths / 10);
    for (size_t i = 0; i < count && best.sure < SURE; i++) {
        struct buf words = buf_open(a);
        TessBaseAPISetPageSegMode(engine, ways[i]);
        words_take(a, engine, &words);
        int sure = least_sure(&words);
        if (sure <= best.sure) continue;
        words_back(&words, c, how);
        best = (struct reading){ (struct placed *)(void *)words.p, words.n / sizeof(struct placed), sure };
        if (best.count == 1 && word_is_dash(best.words->text)) break;
    }
    pixDestroy(&pix);
    return best;
}

/* The digits of a word and what stands between them. */
static struct str digits_of(struct arena *a, struct str word)
{
    struct buf to = buf_open(a);
    for (size_t i = 0; i < word.n; i++)
        if ((word.p[i] >= '0' && word.p[i] <= '9') || (to.n && strchr(",.%", word.p[i]))) buf_char(&to, word.p[i]);
    return str_trim(buf_done(&to));
}

static bool has_digits(struct arena *a, const struct reading *r)
{
    bool has = false;
    for (size_t i = 0; i < r->count; i++) has |= digits_of(a, r->words[i].text).n > 0;
    return has;
}

/* What one reading has for a figure and the other does not have in as many words is not clear. */
static void figures_compare(struct arena *a, struct reading *r, const struct reading *other)
{
    bool *met = NEW_N(a, bool, other->count);
    for (size_t i = 0; i < r->count; i++) {
        struct str digits = digits_of(a, r->words[i].text);
        size_t k = 0;
        while (k < other->count && (met[k] || !str_is(digits_of(a, other->words[k].text), digits))) k++;
        if (k < other->count) met[k] = true;
        else if (digits.n && r->words[i].confidence > UNCLEAR) r->words[i].confidence = UNCLEAR;
    }
}

static void cell_take(struct arena *a, TessBaseAPI *engine, const struct picture *p, const struct cell *c,
                      struct buf *words)
{
    bool few = one_line(c) && c->right - c->left < (c->bottom - c->top) * 5 / 2;
    struct reading best = cell_read(a, engine, p, c, few ? &tight : &larger), other = { .count = 0 };
    bool again = best.sure < SURE ? best.sure < 0 || few || has_digits(a, &best)
                                  : best.sure < CERTAIN && has_digits(a, &best);
    if (again) other = cell_read(a, engine, p, c, few ? &tight_raw : &as_it_is);
    if (other.sure > best.sure + (best.sure < 0 || few ? 0 : BETTER)) {
        struct reading first = best;
        best = other;
        other = first;
    }
    if (again) figures_compare(a, &best, &other);
    size_t room = PLACING_WORDS - words->n / sizeof *best.words;
    buf_add(words, best.words, (best.count < room ? best.count : room) * sizeof *best.words);
}

void cells_take(struct arena *a, TessBaseAPI *engine, const struct picture *p, const struct grid *grids, size_t count,
                struct buf *words)
{
    struct cell *cells;
    size_t most = CELLS_MOST;
    for (size_t g = 0; g < count; g++) {
        size_t n = cells_find(a, p, &grids[g], &cells);
        for (size_t i = 0; i < n && most; i++) {
            struct cell *c = &cells[i];
            if (c->right - c->left < EM / 2 || c->bottom - c->top < EM / 2 || !cell_shrink(p, c)) continue;
            cell_take(a, engine, p, c, words);
            most--;
        }
    }
}
