/* paper_keep.c - a paper as data and back (issued.h). Owns the form in which a signed paper is kept: a line a thing,
 * its parts between tabs, the first part says what it is; tab, line feed and backslash are written \t \n \\. Must never
 * lose a part of struct paper: what is set again must be the same to the byte. */
#include "core/meeting/issued.h"
#include "core/grow.h"
#include "write/layout.h"
#include <stddef.h>

#define HEAD "giaoban-paper 1"

/* Single texts, by the names under which they are kept. */
static const struct { const char *name; size_t at; } texts[] = {
    { "superior", offsetof(struct paper, superior) },
    { "issuer", offsetof(struct paper, issuer) },
    { "number", offsetof(struct paper, number) },
    { "place", offsetof(struct paper, place) },
    { "kind", offsetof(struct paper, kind) },
    { "subject", offsetof(struct paper, subject) },
    { "authority", offsetof(struct paper, authority) },
    { "post", offsetof(struct paper, post) },
    { "signer", offsetof(struct paper, signer) },
    { "second-post", offsetof(struct paper, second_post) },
    { "second-signer", offsetof(struct paper, second_signer) },
    { "stamp", offsetof(struct paper, stamp) },
    { "title", offsetof(struct paper, title) },
    { "language", offsetof(struct paper, language) },
    { "made", offsetof(struct paper, made) },
};
static const char *const kinds[] = {
    [BLOCK_HEADING] = "heading", [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_ITEM] = "item", [BLOCK_TABLE] = "table"
};
static const char *const aligns[] = {
    [ALIGN_LEFT] = "left", [ALIGN_CENTRE] = "centre", [ALIGN_RIGHT] = "right", [ALIGN_JUSTIFY] = "justify"
};
static const char *const tones[] = { [PLACE_FREE] = "free", [PLACE_OLD] = "old", [PLACE_NEW] = "new" };

/* ---- to data ---- */

static void put_part(struct buf *b, struct str s)
{
    buf_char(b, '\t');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\t') buf_c(b, "\\t");
        else if (s.p[i] == '\n') buf_c(b, "\\n");
        else if (s.p[i] == '\\') buf_c(b, "\\\\");
        else buf_char(b, s.p[i]);
    }
}

static void put_text(struct buf *b, const char *name, struct str s)
{
    buf_c(b, name);
    put_part(b, s);
    buf_char(b, '\n');
}

static void put_runs(struct buf *b, const struct run *run, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_fmt(b, "run\t%s%s", run[i].bold ? "b" : "", run[i].italic ? "i" : "");
        put_part(b, run[i].link);
        put_part(b, run[i].text);
        buf_char(b, '\n');
    }
}

static void put_block(struct buf *b, const struct block *block)
{
    assert(block->kind <= BLOCK_TABLE && !block->fresh);      /* parts and charts are of packs, which nobody signs */
    buf_fmt(b, "block\t%s\t%d\t%d", kinds[block->kind], block->level, block->columns);
    put_part(b, block->caption);
    buf_char(b, '\n');
    put_runs(b, block->run, block->runs);
    for (int i = 0; block->width && i < block->columns; i++) buf_fmt(b, "width\t%d\n", block->width[i]);
    for (size_t r = 0; r < block->rows; r++) {
        const struct table_row *row = &block->row[r];
        buf_fmt(b, "row\t%s%s\n", row->head ? "h" : "", row->total ? "t" : "");
        for (size_t c = 0; c < row->cells; c++) {
            const struct cell *cell = &row->cell[c];
            buf_fmt(b, "cell\t%s\t%s\t%d\n", aligns[cell->align], cell->bold ? "b" : "", cell->span);
            put_runs(b, cell->run, cell->runs);
        }
    }
}

struct str paper_keep(struct arena *a, const struct paper *p)
{
    struct buf b = buf_open(a);
    assert(!p->cover_count);
    buf_c(&b, HEAD "\n");
    put_text(&b, "layout", p->layout->code);
    for (size_t i = 0; i < COUNT(texts); i++)
        put_text(&b, texts[i].name, *(const struct str *)(const void *)((const char *)p + texts[i].at));
    buf_fmt(&b, "date\t%d\t%d\t%d\n", p->date.year, p->date.month, p->date.day);
    buf_fmt(&b, "tone\t%s\n", tones[p->tone]);
    for (size_t i = 0; i < p->to_count; i++) put_text(&b, "to", p->to[i]);
    for (size_t i = 0; i < p->copy_count; i++) put_text(&b, "copy", p->copies[i]);
    for (size_t i = 0; i < p->blocks; i++) put_block(&b, &p->block[i]);
    return buf_done(&b);
}

/* ---- and back ---- */

enum { PARTS_MOST = 6 };
struct keeping {
    struct arena *a;
    struct paper *p;
    struct block *block; size_t blocks;
    struct table_row *row; size_t rows;        /* of the last block */
    struct cell *cell; size_t cells;           /* of the last row */
    struct run *run; size_t runs;              /* of the last block or cell */
    int *width; size_t widths;
    bool in_cell;
};

static struct str plain(struct arena *a, struct str part)
{
    if (str_find(part, S("\\"), 0) == SIZE_MAX) return part;
    struct buf b = buf_open(a);
    for (size_t i = 0; i < part.n; i++) {
        bool escaped = part.p[i] == '\\' && i + 1 < part.n;
        if (escaped) i++;
        buf_char(&b, !escaped || part.p[i] == '\\' ? part.p[i] : part.p[i] == 't' ? '\t' : '\n');
    }
    return buf_done(&b);
}

static int number(struct str part)
{
    int64_t n;
    return str_int(part, &n) && n >= -1000000 && n <= 1000000 ? (int)n : 0;
}

static int among(const char *const *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(name, str_c(names[i]))) return (int)i;
    return 0;
}

static bool has(struct str flags, char flag)
{
    for (size_t i = 0; i < flags.n; i++)
        if (flags.p[i] == flag) return true;
    return false;
}

/* What was read last goes where it belongs, before the next begins. */
static void end_runs(struct keeping *k)
{
    if (k->in_cell && k->cells) {
        k->cell[k->cells - 1].run = k->run;
        k->cell[k->cells - 1].runs = k->runs;
    } else if (!k->in_cell && k->blocks) {
        k->block[k->blocks - 1].run = k->run;
        k->block[k->blocks - 1].runs = k->runs;
    }
    k->run = NULL;
    k->runs = 0;
}

static void end_row(struct keeping *k)
{
    end_runs(k);
    if (k->rows) {
        k->row[k->rows - 1].cell = k->cell;
        k->row[k->rows - 1].cells = k->cells;
    }
    k->cell = NULL;
    k->cells = 0;
}

static void end_block(struct keeping *k)
{
    end_row(k);
    if (k->blocks) {
        struct block *b = &k->block[k->blocks - 1];
        b->row = k->row;
        b->rows = k->rows;
        if (k->widths && (int)k->widths == b->columns) b->width = k->width;
    }
    k->row = NULL;
    k->width = NULL;
    k->rows = k->widths = 0;
    k->in_cell = false;
}

static void take_block(struct keeping *k, const struct str *f)
{
    end_block(k);
    struct block new = { .kind = (enum block_kind)among(kinds, COUNT(kinds), f[1]), .level = number(f[2]),
                         .columns = number(f[3]), .caption = f[4] };
    LIST_ADD(k->a, k->block, k->blocks, new);
}

static bool take_line(struct keeping *k, const struct str *f)
{
    struct paper *p = k->p;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (str_is(f[0], str_c(texts[i].name)))
            return *(struct str *)(void *)((char *)p + texts[i].at) = f[1], true;
    if (str_is(f[0], S("layout"))) p->layout = layout_find(f[1]);
    else if (str_is(f[0], S("date"))) p->date = (struct day){ number(f[1]), number(f[2]), number(f[3]) };
    else if (str_is(f[0], S("tone"))) p->tone = (enum syllable_place)among(tones, COUNT(tones), f[1]);
    else if (str_is(f[0], S("to"))) LIST_ADD(k->a, p->to, p->to_count, f[1]);
    else if (str_is(f[0], S("copy"))) LIST_ADD(k->a, p->copies, p->copy_count, f[1]);
    else if (str_is(f[0], S("block"))) take_block(k, f);
    else if (str_is(f[0], S("width"))) LIST_ADD(k->a, k->width, k->widths, number(f[1]));
    else if (str_is(f[0], S("run"))) {
        struct run run = { .text = f[3], .link = f[2], .bold = has(f[1], 'b'), .italic = has(f[1], 'i') };
        LIST_ADD(k->a, k->run, k->runs, run);
    } else if (str_is(f[0], S("row"))) {
        end_row(k);
        k->in_cell = true;
        LIST_ADD(k->a, k->row, k->rows, (struct table_row){ .head = has(f[1], 'h'), .total = has(f[1], 't') });
    } else if (str_is(f[0], S("cell"))) {
        end_runs(k);
        struct cell cell = { .align = (enum align)among(aligns, COUNT(aligns), f[1]), .bold = has(f[2], 'b'),
                             .span = number(f[3]) };
        LIST_ADD(k->a, k->cell, k->cells, cell);
    } else {
        return false;
    }
    return true;
}

error paper_kept(struct arena *a, struct str kept, struct paper *out)
{
    struct keeping k = { .a = a, .p = out };
    struct str line;
    *out = (struct paper){ 0 };
    bool good = str_next(&kept, '\n', &line) && str_is(line, S(HEAD));
    while (good && str_next(&kept, '\n', &line)) {
        struct str f[PARTS_MOST] = { { "", 0 }, { "", 0 }, { "", 0 }, { "", 0 }, { "", 0 }, { "", 0 } };
        if (!line.n) continue;
        for (size_t i = 0; i < PARTS_MOST && str_next(&line, '\t', &f[i]); i++) f[i] = plain(a, f[i]);
        good = take_line(&k, f);
    }
    end_block(&k);
    out->block = k.block;
    out->blocks = k.blocks;
    if (!good || !out->layout)
        return FAIL(a, ERR_FAULT, "Văn bản đã lưu không đọc lại được. Báo cho quản trị và giữ nguyên bản sao dữ liệu.");
    return NULL;
}
