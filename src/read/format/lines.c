/* lines.c - text put together from the pieces of a page. See lines.h.
 *
 * Owns the stack of what is open: the page, boxes, rows, cells. It must never lose a piece: what is
 * closed hands its lines to what it stands in. */
#include "read/format/lines.h"
#include <stdlib.h>

enum { SPAN_MOST = 64 };            /* columns: a cell over more is the work of a broken page */
enum { LAYOUT_LINE = 200 };         /* bytes: a cell of a list of figures has no paragraph as long as this, twice */

enum frame_kind { FRAME_PAGE, FRAME_BOX, FRAME_ROW, FRAME_CELL };
struct cell { struct str text; struct cell *next; };
struct frame {
    enum frame_kind kind;
    struct frame *outer;
    struct buf ended, line;         /* lines that have ended, each with its \n; the current one */
    struct cell *cells, **last;     /* of a row */
    bool layout;                    /* of a cell and its row */
    size_t span;                    /* of a cell: columns beyond its own */
};
struct lines {
    struct arena *a;
    struct frame *top, *spare;
}; /* spare: frames to use again, their bufs grown already */

static void open(struct lines *l, enum frame_kind kind)
{
    struct frame *f = l->spare;
    if (f) l->spare = f->outer;
    else {
        f = NEW(l->a, struct frame);
        f->ended = f->line = buf_open(l->a);
    }
    f->kind = kind;
    f->outer = l->top;
    f->ended.n = f->line.n = 0;
    f->cells = NULL;
    f->last = &f->cells;
    f->layout = false;
    f->span = 0;
    l->top = f;
}

struct lines *lines_open(struct arena *a)
{
    struct lines *l = NEW(a, struct lines);
    l->a = a;
    open(l, FRAME_PAGE);
    return l;
}

void lines_break(struct lines *l)
{
    struct frame *f = l->top;
    struct str line = str_trim(buf_done(&f->line));
    if (line.n) {
        buf_str(&f->ended, line);
        buf_char(&f->ended, '\n');
    }
    f->line.n = 0;
}

void lines_add(struct lines *l, struct str piece)
{
    if (l->top->kind == FRAME_ROW && str_trim(piece).n) lines_cell(l);      /* text in a row but in no cell */
    struct str part;
    for (bool first = true; str_next(&piece, '\n', &part); first = false) {
        if (!first) lines_break(l);
        buf_str(&l->top->line, part);
    }
}

bool lines_empty(const struct lines *l)
{
    return !str_trim(buf_done(&l->top->line)).n;
}

/* What the top holds, taken off the stack; good until the next frame opens. */
static struct str take(struct lines *l)
{
    lines_break(l);
    struct frame *f = l->top;
    l->top = f->outer;
    f->outer = l->spare;
    l->spare = f;
    return buf_done(&f->ended);
}

void lines_row(struct lines *l)
{
    lines_break(l);
    open(l, FRAME_ROW);
}

void lines_cell(struct lines *l)
{
    if (l->top->kind != FRAME_ROW) lines_row(l);
    open(l, FRAME_CELL);
}

/* Closes down to the nearest frame of this kind within the current table and box; false: none is open. */
static bool reach(struct lines *l, enum frame_kind kind)
{
    for (struct frame *f = l->top; f; f = f->outer) {
        if (f->kind == kind) break;
        if (f->kind == FRAME_PAGE || f->kind == FRAME_BOX) return false;
    }
    while (l->top->kind != kind) {
        if (l->top->kind == FRAME_CELL) lines_cell_end(l);
        else lines_row_end(l);
    }
    return true;
}

static bool is_layout(struct str text)
{
    size_t long_lines = 0;
    for (struct str line; str_next(&text, '\n', &line);) long_lines += line.n >= LAYOUT_LINE;
    return long_lines >= 2;
}

void lines_cell_end(struct lines *l)
{
    if (!reach(l, FRAME_CELL)) return;
    bool layout = l->top->layout;
    size_t span = l->top->span;
    struct cell *c = NEW(l->a, struct cell);
    c->text = str_copy(l->a, take(l));
    struct frame *row = l->top;
    *row->last = c;
    row->last = &c->next;
    for (; span; span--) {
        *row->last = NEW(l->a, struct cell);
        row->last = &(*row->last)->next;
    }
    row->layout |= layout || is_layout(c->text);
}

void lines_span(struct lines *l, int64_t columns)
{
    if (l->top->kind == FRAME_CELL && columns > 1 && columns <= SPAN_MOST) l->top->span = (size_t)columns - 1;
}

/* The lines of a cell in one, a blank between. */
static void flat(struct buf *to, struct str text)
{
    bool first = true;
    for (struct str line; str_next(&text, '\n', &line);) {
        if (!line.n) continue;
        if (!first) buf_char(to, ' ');
        buf_str(to, line);
        first = false;
    }
}

void lines_row_end(struct lines *l)
{
    if (!reach(l, FRAME_ROW)) return;
    struct frame *row = l->top;
    size_t held = 0;
    for (struct cell *c = row->cells; c; c = c->next) held += c->text.n > 0;
    take(l);                        /* the frame lies in spare now and opens no sooner than below */
    if (l->top->kind == FRAME_CELL) l->top->layout = true;
    if (!held) return;
    struct buf *to = &l->top->ended;
    lines_break(l);
    if (held == 1 || row->layout) {
        for (struct cell *c = row->cells; c; c = c->next) buf_str(to, c->text);
        return;
    }
    for (struct cell *c = row->cells; c; c = c->next) {
        flat(to, c->text);
        if (c->next) buf_c(to, " | ");
    }
    buf_char(to, '\n');
}

void lines_box(struct lines *l) { open(l, FRAME_BOX); }

void lines_box_end(struct lines *l)
{
    while (l->top->kind == FRAME_ROW || l->top->kind == FRAME_CELL) {
        if (l->top->kind == FRAME_CELL) lines_cell_end(l);
        else lines_row_end(l);
    }
    if (l->top->kind != FRAME_BOX) return;
    struct str text = take(l);
    buf_str(&l->top->ended, text);
}

struct str lines_done(struct lines *l)
{
    while (l->top->kind != FRAME_PAGE) {
        if (l->top->kind == FRAME_CELL) lines_cell_end(l);
        else if (l->top->kind == FRAME_ROW) lines_row_end(l);
        else lines_box_end(l);
    }
    lines_break(l);
    return buf_done(&l->top->ended);
}
