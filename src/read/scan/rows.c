/* rows.c - words in rows by their height, and the stretches of rows that stand in columns. See rows.h. */
#include "read/scan/rows.h"
#include <stdlib.h>

enum { NEAR = 6 };                          /* rows */

static int middle(const struct placed *w) { return (w->line_top + w->line_bottom) / 2; }

static int by_height(const void *x, const void *y)
{
    const struct placed *p = x, *q = y;
    int d = middle(p) - middle(q);
    return d ? d : p->left - q->left;
}

static int by_left(const void *x, const void *y)
{
    const struct placed *p = x, *q = y;
    return p->left != q->left ? p->left - q->left : p->right - q->right;
}

static int by_number(const void *x, const void *y)
{
    const int *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool word_is_dash(struct str s)
{
    static const char *const signs[] = { "-", "+", "*", "•", "–", "—", "●", "▪", "\xEF\x82\xB7" };
    for (size_t i = 0; i < COUNT(signs); i++)
        if (str_is(s, str_c(signs[i]))) return true;
    return false;
}

bool word_is_marker(struct str s)
{
    if (word_is_dash(s)) return true;
    if (s.n < 2 || s.n > 7 || !strchr(".)/", s.p[s.n - 1])) return false;
    size_t digits = 0, roman = 0;
    for (size_t i = 0; i + 1 < s.n; i++) {
        digits += is_digit(s.p[i]) || s.p[i] == '.';
        roman += strchr("IVX", s.p[i]) != NULL;
    }
    return digits == s.n - 1 || roman == s.n - 1 || s.n == 2;
}

/* How wide a gap between two words of a row must be to part them: much wider than the others. */
static int gap_that_parts(struct arena *a, int em, const struct placed *w, size_t n)
{
    int *gaps = NEW_N(a, int, n), wide = em * 6 / 5;
    size_t count = 0;
    for (size_t i = 1; i < n; i++)
        if (w[i].left > w[i - 1].right) gaps[count++] = w[i].left - w[i - 1].right;
    if (count < 4) return wide;
    qsort(gaps, count, sizeof *gaps, by_number);
    int much = gaps[count / 4] * 3, most = em * 5 / 2;
    return much < wide ? wide : much < most ? much : most;
}

static struct row row_cut(struct arena *a, int em, struct placed *w, size_t n)
{
    qsort(w, n, sizeof *w, by_left);
    int wide = gap_that_parts(a, em, w, n);
    struct row r = { .segments = NEW_N(a, struct segment, n), .left = LEAF_SIDE, .top = LEAF_SIDE };
    for (size_t i = 0; i < n; i++) {
        struct segment *g = r.count ? &r.segments[r.count - 1] : NULL;
        int gap = w[i].left - r.right;      /* the number of an item stands apart from it, but belongs to it */
        bool marked = g && g->count == 1 && word_is_marker(g->words[0].text) && gap < em * 4;
        if (!g || (gap > wide && !marked)) {
            g = &r.segments[r.count++];
            *g = (struct segment){ .words = &w[i], .left = w[i].left, .right = w[i].right };
        }
        g->count++;
        if (w[i].right > g->right) g->right = w[i].right;
        if (w[i].right > r.right) r.right = w[i].right;
        if (w[i].left < r.left) r.left = w[i].left;
        if (w[i].line_top < r.top) r.top = w[i].line_top;
        if (w[i].line_bottom > r.bottom) r.bottom = w[i].line_bottom;
    }
    return r;
}

/* Whether a row `by` near by has a gap where [from, to) is one. */
static bool gap_is_there(const struct row *by, int em, int from, int to)
{
    for (size_t i = 1; i < by->count; i++) {
        int left = by->segments[i - 1].right, right = by->segments[i].left;
        if ((to < right ? to : right) - (from > left ? from : left) >= em / 3) return true;
    }
    return false;
}

/* A row of one segment that has a gap, wider than its others, where a row near by is parted: it is two as well. */
static void row_part(struct rows *s, size_t at)
{
    struct row *r = &s->row[at];
    struct segment *g = &r->segments[0];
    if (r->count != 1 || g->count < 2) return;
    int *gaps = NEW_N(s->a, int, g->count);
    size_t widest = 0;
    for (size_t i = 1; i < g->count; i++) {
        gaps[i] = g->words[i].left - g->words[i - 1].right;
        if (gaps[i] > gaps[widest]) widest = i;
    }
    int wide = gaps[widest], from = widest ? g->words[widest - 1].right : 0, to = widest ? g->words[widest].left : 0;
    qsort(gaps, g->count, sizeof *gaps, by_number);
    if (!widest || wide * 5 < s->em * 2 || wide * 5 < gaps[g->count / 2] * 9) return;
    for (int way = -1; way <= 1; way += 2) {
        const struct row *by = r;
        for (int step = 0; step < NEAR; step++) {
            if (way < 0 ? by == s->row : by == s->row + s->count - 1) break;
            const struct row *last = by;
            by += way;
            if (by->top > last->bottom + s->em * 2 || last->top > by->bottom + s->em * 2) break;
            if (gap_is_there(by, s->em, from, to)) {
                r->segments[1] = (struct segment){ g->words + widest, g->count - widest, (uint16_t)to, g->right };
                g->count = widest;
                g->right = (uint16_t)from;
                r->count = 2;
                return;
            }
            if (by->left < to && by->right > from) break;      /* its words cross the gap */
        }
    }
}

struct rows rows_cut(struct arena *a, int em, struct placed *w, size_t n)
{
    struct rows s = { a, em, NEW_N(a, struct row, n), 0 };
    qsort(w, n, sizeof *w, by_height);
    for (size_t from = 0, to; from < n; from = to) {
        int centre = middle(&w[from]);
        for (to = from + 1; to < n; to++) {
            int at = middle(&w[to]);
            if (at - centre > em * 9 / 20) break;
            centre += (at - centre) / (int)(to - from + 1);
        }
        s.row[s.count++] = row_cut(a, em, &w[from], to - from);
    }
    for (size_t i = s.count; i-- > 0;) row_part(&s, i);
    return s;
}

/* Adds a range to the columns, which stay sorted; those that come closer than `gap` are one. false: too many. */
static bool column_add(struct region *g, struct range r, int gap)
{
    size_t i = 0, out = 0;
    struct range all[COLUMNS_MOST + 1];
    for (; i < g->column_count && g->columns[i].from < r.from; i++) all[i] = g->columns[i];
    all[i] = r;
    for (; i < g->column_count; i++) all[i + 1] = g->columns[i];
    for (i = 0; i <= g->column_count; i++) {
        if (out && all[i].from < all[out - 1].to + gap) {
            if (all[i].to > all[out - 1].to) all[out - 1].to = all[i].to;
        } else all[out++] = all[i];
    }
    if (out > COLUMNS_MOST) return false;
    memcpy(g->columns, all, out * sizeof *all);
    g->column_count = out;
    return true;
}

static bool columns_with(const struct rows *s, struct region *g, const struct row *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (!column_add(g, (struct range){ r->segments[i].left, r->segments[i].right }, s->em * 2 / 5)) return false;
    return true;
}

/* A line alone starts a stretch only when the next one stands beside it, a little lower. */
static bool has_neighbour(const struct rows *s, size_t at)
{
    const struct row *r = &s->row[at], *next = r + 1;
    return at + 1 < s->count && next->top < r->bottom - s->em / 4 &&
           (next->left > r->right + s->em || r->left > next->right + s->em);
}

struct region region_find(const struct rows *s, size_t at)
{
    struct region g = { .rows = 0 };
    for (size_t i = at; i < s->count; i++) {
        const struct row *r = &s->row[i];
        bool first = i == at;
        if (first && r->count == 1 && !has_neighbour(s, at)) return g;
        if (!first && r->top - r[-1].bottom > (r->count > 1 ? s->em * 3 : s->em)) break;
        struct region with = g;
        if (!columns_with(s, &with, r)) break;
        bool narrower = with.column_count < g.column_count;
        if (!first && (with.column_count < 2 || (r->count == 1 && narrower))) break;
        with.rows++;
        with.wide += r->count > 1;
        g = with;
    }
    if (g.column_count < 2) g.rows = 0;
    return g;
}

size_t region_column(const struct region *g, const struct segment *x)
{
    size_t c = 0;
    while (c + 1 < g->column_count && x->left >= g->columns[c + 1].from) c++;
    return c;
}

bool region_is_table(const struct rows *s, size_t at, const struct region *g)
{
    if (g->rows < 2 || g->wide * 10 < g->rows * 6) return false;
    if (g->column_count > 2) return true;
    size_t cells = 0, figures = 0;
    for (size_t i = at; i < at + g->rows; i++)
        for (size_t k = 0; k < s->row[i].count; k++) {
            const struct segment *x = &s->row[i].segments[k];
            if (region_column(g, x) == 0) continue;
            cells++;
            figures += is_digit(x->words[0].text.p[0]) && x->count <= 4;
        }
    return g->rows >= 3 && figures * 10 >= cells * 7;
}
