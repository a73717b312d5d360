/* review_text.c - the text of a report as paragraphs with its figures where they stand, and the heading each
 * stands under.
 *
 * Owns only the look: which line reads as a title or a heading. Offsets are bytes of the report's text and are
 * handed to the page unchanged, so that words selected there come back as the same bytes. */
#include "pages/review_text.h"
#include "core/grow.h"
#include "vn/text.h"
#include <stdlib.h>

/* Numbered and short, not a sentence: "I." "IV." "Phần thứ nhất", "1." "2.1." "a)". */
static bool is_numbered(struct str line)
{
    size_t i = 0;
    if (str_starts(line, S("Phần "))) return true;
    while (i < line.n && i < 5 && strchr("IVXLC", line.p[i])) i++;
    if (!i)
        while (i < line.n && i < 6 && ((line.p[i] >= '0' && line.p[i] <= '9') || (i && line.p[i] == '.'))) i++;
    if (!i || i + 1 >= line.n) return false;
    if (line.p[i - 1] != '.' && line.p[i] != '.' && line.p[i] != '/' && line.p[i] != ')') return false;
    return true;
}

/* A row of a table that became a line. */
static bool is_row(struct str line)
{
    return str_find(line, S(" | "), 0) != SIZE_MAX;
}

static struct str style_of(struct arena *a, struct str line, bool headed)
{
    enum { LONGEST_HEADING = 160 };
    line = str_trim(line);
    if (!line.n || line.n > LONGEST_HEADING) return S("");
    struct arena_mark mark = arena_mark(a);
    char end = line.p[line.n - 1];
    bool upper = str_is(vn_upper(a, line), line) && !str_is(vn_lower(a, line), line);
    arena_back(a, mark);
    if (upper && !headed && !is_numbered(line)) return S("t");
    if (upper) return S("h");
    if (is_row(line)) return S(""); /* a row that is centred tears its columns apart */
    bool sentence = end == '.' || end == ';' || end == ',';
    if (is_numbered(line) && !sentence) return S("h");
    return headed || sentence ? S("") : S("s");
}

static struct str state_class(enum figure_state s)
{
    return s == FIGURE_CONFIRMED ? S("c") : s == FIGURE_REJECTED ? S("x") : S("r");
}

/* The pieces of text[from, to). Where figures overlap, the words go to the one that began last. */
size_t review_pieces(struct arena *a, struct str text, struct span part, const struct figure *f, size_t n,
                     int64_t now, struct piece **out)
{
    struct piece *p = NEW_N(a, struct piece, 2 * n + 1);
    size_t count = 0, at = part.from;
    for (size_t i = 0; i < n; i++) {
        size_t from = f[i].span.from < at ? at : f[i].span.from,
               to = f[i].span.to < part.to ? f[i].span.to : part.to;
        if (i + 1 < n && f[i + 1].span.from > from && f[i + 1].span.from < to) to = f[i + 1].span.from;
        if (from >= to) continue;
        if (from > at) p[count++] = (struct piece){ .text = str_cut(text, at, from) };
        p[count++] = (struct piece){ .text = str_cut(text, from, to),
                                     .number = f[i].seq,
                                     .state = state_class(f[i].state),
                                     .chip = true,
                                     .now = f[i].seq == now,
                                     .last = true };
        at = to;
    }
    if (at < part.to) p[count++] = (struct piece){ .text = str_cut(text, at, part.to) };
    *out = p;
    return count;
}

size_t review_paragraphs(struct arena *a, struct str text, const struct figure *f, size_t n, int64_t now,
                         struct paragraph **out)
{
    size_t lines = 1, count = 0, first = 0;
    for (size_t i = 0; i < text.n; i++) lines += text.p[i] == '\n';
    struct paragraph *list = NEW_N(a, struct paragraph, lines);
    bool headed = false;
    for (size_t from = 0; from < text.n;) {
        size_t to = str_find(text, S("\n"), from);
        if (to == SIZE_MAX) to = text.n;
        while (first < n && f[first].span.to <= from) first++;
        size_t last = first;
        while (last < n && f[last].span.from < to) last++;
        struct piece *piece;
        size_t pieces = review_pieces(a, text, (struct span){ from, to }, f + first, last - first, now, &piece);
        struct str style = style_of(a, str_cut(text, from, to), headed);
        struct str line = str_trim(str_cut(text, from, to));
        bool prose = !style.n && line.n > 0 && !is_row(line); /* a letterhead may be a table */
        headed |= prose || str_is(style, S("h")); /* titles stand before the first sentence */
        list[count++] =
            (struct paragraph){ .at = (int64_t)from, .style = style, .piece = piece, .pieces = pieces };
        from = to + 1;
    }
    *out = list;
    return count;
}

/* ---- remarks about words ---- */

static int by_place(const void *x, const void *y)
{
    const struct text_mark *a = x, *b = y;
    return (a->span.from > b->span.from) - (a->span.from < b->span.from);
}

static void part_add(struct arena *a, struct piece *p, struct word_part part)
{
    struct word_part *list = (struct word_part *)(uintptr_t)p->part;
    if (!part.text.n) return;
    LIST_ADD(a, list, p->parts, part);
    p->part = list;
}

/* Cuts one piece at the marks that touch it; `first` is the first mark that may. */
static void piece_mark(struct arena *a, struct str text, struct piece *p, struct text_mark *mark, size_t marks,
                       size_t first)
{
    size_t from = (size_t)(p->text.p - text.p), to = from + p->text.n, at = from;
    for (size_t i = first; i < marks && mark[i].span.from < to; i++) {
        size_t begin = mark[i].span.from < at ? at : mark[i].span.from,
               end = mark[i].span.to < to ? mark[i].span.to : to;
        if (begin >= end) continue;
        part_add(a, p, (struct word_part){ .text = str_cut(text, at, begin), .css = S("") });
        part_add(a, p, (struct word_part){ .text = str_cut(text, begin, end),
                                           .css = mark[i].css,
                                           .anchor = mark[i].anchor });
        mark[i].anchor = 0; /* a remark leads to the first words that it is about */
        at = end;
    }
    if (p->parts) part_add(a, p, (struct word_part){ .text = str_cut(text, at, to), .css = S("") });
}

void review_mark(struct arena *a, struct str text, struct paragraph *p, size_t n, struct text_mark *mark, size_t marks)
{
    size_t first = 0;
    if (marks) qsort(mark, marks, sizeof *mark, by_place);
    for (size_t i = 0; i < n && first < marks; i++) {
        struct piece *own = NEW_N(a, struct piece, p[i].pieces + 1);
        while (first < marks && mark[first].span.to <= (size_t)p[i].at) first++;
        for (size_t k = 0; k < p[i].pieces; k++) {
            own[k] = p[i].piece[k];
            piece_mark(a, text, &own[k], mark, marks, first);
        }
        p[i].piece = own;
    }
}

struct str review_heading(struct str text, const struct paragraph *p, size_t n, size_t at)
{
    struct str heading = S("");
    for (size_t i = 0; i < n && p[i].at <= (int64_t)at; i++) {
        if (!str_is(p[i].style, S("h"))) continue;
        size_t to = str_find(text, S("\n"), (size_t)p[i].at);
        heading = str_trim(str_cut(text, (size_t)p[i].at, to == SIZE_MAX ? text.n : to));
    }
    return heading;
}
