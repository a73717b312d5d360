/* ruled.c - the ruled lines of a page that has been drawn: dark runs longer than any letter. See scanner.h. */
#include "read/scan/scanner.h"

enum { DARK = 180, THICKEST = 25 };         /* THICKEST: so many make an inch */

/* A run that grows from row to row (or column to column): one line, however thick. */
struct run { int from, to, first, last; };
struct runs { struct buf open, done; };

static struct run *run_at(const struct buf *b, size_t i) { return (struct run *)(void *)b->p + i; }
static size_t run_count(const struct buf *b) { return b->n / sizeof(struct run); }

/* A dark run of line `at`: the same ruling as one of the line before, or a new one. */
static void run_add(struct runs *r, int from, int to, int at)
{
    for (size_t i = 0; i < run_count(&r->open); i++) {
        struct run *o = run_at(&r->open, i);
        if (o->last < at - 1 || o->from > to + 2 || from > o->to + 2) continue;
        if (from < o->from) o->from = from;
        if (to > o->to) o->to = to;
        o->last = at;
        return;
    }
    struct run one = { from, to, at, at };
    buf_add(&r->open, &one, sizeof one);
}

/* What did not go on in line `at` is done. */
static void runs_close(struct runs *r, int at)
{
    size_t kept = 0;
    for (size_t i = 0; i < run_count(&r->open); i++) {
        struct run o = *run_at(&r->open, i);
        if (o.last < at - 1) buf_add(&r->done, &o, sizeof o);
        else *run_at(&r->open, kept++) = o;
    }
    r->open.n = kept * sizeof(struct run);
}

static bool dark(const struct grey *g, bool upright, int along, int across)
{
    size_t x = (size_t)(upright ? across : along), y = (size_t)(upright ? along : across);
    return g->p[y * g->width + x] < DARK;
}

/* gap: so many light pixels in it still make one run; letters must not run into each other. */
static struct buf runs_find(struct arena *a, const struct grey *g, bool upright, int shortest, int gap_most)
{
    struct runs r = { buf_open(a), buf_open(a) };
    int length = (int)(upright ? g->height : g->width), lines = (int)(upright ? g->width : g->height);
    for (int at = 0; at < lines; at++) {
        for (int from = 0, to, gap; from < length; from = to + 1) {
            for (to = from, gap = 0; to < length && gap <= gap_most; to++) gap = dark(g, upright, to, at) ? 0 : gap + 1;
            if (to - gap - from >= shortest) run_add(&r, from, to - gap, at);
            if (run_count(&r.open) + run_count(&r.done) >= PLACING_RULINGS / 2) break;
        }
        runs_close(&r, at);
    }
    runs_close(&r, lines + 2);
    return r.done;
}

static uint16_t in_units(int pixels, int dpi, int unit)
{
    int64_t v = (int64_t)pixels * unit / dpi;
    return (uint16_t)(v > LEAF_SIDE ? LEAF_SIDE : v);
}

size_t rulings_find(struct arena *a, const struct grey *g, int dpi, int unit, struct ruling **out)
{
    size_t n = 0;
    *out = NEW_N(a, struct ruling, PLACING_RULINGS);
    for (int upright = 0; upright < 2; upright++) {
        struct buf found = runs_find(a, g, upright, upright ? dpi * 3 / 10 : dpi * 4 / 10, dpi / 200);
        for (size_t i = 0; i < run_count(&found) && n < PLACING_RULINGS; i++) {
            const struct run *r = run_at(&found, i);
            if (r->last - r->first > dpi / THICKEST) continue;     /* a black area, or letters run into each other */
            uint16_t from = in_units(r->from, dpi, unit), to = in_units(r->to, dpi, unit),
                     first = in_units(r->first, dpi, unit), last = in_units(r->last, dpi, unit);
            (*out)[n++] = upright ? (struct ruling){ first, from, last, to, true }
                                  : (struct ruling){ from, first, to, last, false };
        }
    }
    return n;
}
