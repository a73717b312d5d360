/* leaf.c - a page as bytes: written by the locked process, read by those who trust it no more than the document.
 *
 * All numbers little-endian. "GBL1", number, all, picture (0 or 1), width, height, then the encoding, the lines and the
 * image, each with its size or count before it. */
#include "read/leaf.h"
#include "pack/limits.h"
#include "vn/text.h"

static const char magic[] = "GBL1";
enum { ENCODING_MOST = 32 };

static void put16(struct buf *to, uint32_t v)
{
    buf_char(to, (char)(unsigned char)v);
    buf_char(to, (char)(unsigned char)(v >> 8));
}

static void put32(struct buf *to, size_t v)
{
    assert(v <= UINT32_MAX);
    put16(to, (uint32_t)v & 0xFFFF);
    put16(to, (uint32_t)(v >> 16));
}

static void put_bytes(struct buf *to, const void *p, size_t n)
{
    put32(to, n);
    buf_add(to, p, n);
}

void leaf_write(struct buf *to, const struct leaf *l)
{
    buf_c(to, magic);
    put32(to, l->number);
    put32(to, l->all);
    put16(to, l->picture);
    put16(to, l->width);
    put16(to, l->height);
    put_bytes(to, l->encoding.p, l->encoding.n);
    put32(to, l->line_count);
    for (size_t i = 0; i < l->line_count; i++) {
        const struct leaf_line *e = &l->lines[i];
        const uint16_t places[] = { e->left, e->top, e->right, e->bottom, e->edge, e->first, e->row,
                                    e->below ? 2 : e->apart };
        put_bytes(to, e->text.p, e->text.n);
        for (size_t k = 0; k < COUNT(places); k++) put16(to, places[k]);
        put32(to, e->word_count);
        for (size_t k = 0; k < e->word_count; k++) {
            const struct leaf_word *w = &e->words[k];
            const uint16_t box[] = { w->left, w->top, w->right, w->bottom, w->confidence };
            put32(to, w->from);
            put32(to, w->to);
            for (size_t b = 0; b < COUNT(box); b++) put16(to, box[b]);
        }
    }
    put_bytes(to, l->image.p, l->image.n);
}

/* What is still to be read; ok turns false for good at the first thing that is not as it should be. */
struct take { struct arena *a; struct bytes rest; bool ok; };

static struct bytes take(struct take *t, size_t n)
{
    if (!t->ok || n > t->rest.n) {
        t->ok = false;
        return (struct bytes){ NULL, 0 };
    }
    struct bytes got = { t->rest.p, n };
    t->rest.p += n;
    t->rest.n -= n;
    return got;
}

static uint16_t take16(struct take *t)
{
    struct bytes b = take(t, 2);
    return b.n ? (uint16_t)(b.p[0] | b.p[1] << 8) : 0;
}

static uint32_t take32(struct take *t)
{
    uint32_t low = take16(t);
    return low | (uint32_t)take16(t) << 16;
}

/* How many things of at least `each` bytes follow: never more than there are bytes for. */
static size_t take_count(struct take *t, size_t each)
{
    size_t n = take32(t);
    if (n > t->rest.n / each) t->ok = false;
    return t->ok ? n : 0;
}

static struct bytes take_bytes(struct take *t)
{
    size_t n = take32(t);
    return take(t, n);
}

/* Text that is tidy already: to tidy it would change nothing. */
static struct str take_text(struct take *t)
{
    struct bytes raw = take_bytes(t);
    struct str text = S("");
    if (!t->ok || vn_text(t->a, raw, &text) || text.n != raw.n || memcmp(text.p, raw.p, raw.n) ||
        str_trim(text).n != text.n) {
        t->ok = false;
        return S("");
    }
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < 0x20 || text.p[i] == 0x7F) t->ok = false;
    return text;
}

static void take_words(struct take *t, struct leaf_line *e, const struct leaf *l)
{
    e->word_count = take_count(t, 18);
    e->words = NEW_N(t->a, struct leaf_word, e->word_count);
    for (size_t k = 0; k < e->word_count && t->ok; k++) {
        struct leaf_word *w = &e->words[k];
        w->from = take32(t);
        w->to = take32(t);
        w->left = take16(t);
        w->top = take16(t);
        w->right = take16(t);
        w->bottom = take16(t);
        w->confidence = take16(t);
        t->ok = t->ok && w->from < w->to && w->to <= e->text.n && (!k || w->from >= w[-1].to) && w->left <= w->right &&
                w->top <= w->bottom && w->right <= l->width && w->bottom <= l->height && w->confidence <= 1000;
    }
}

static void take_line(struct take *t, struct leaf_line *e, const struct leaf *l)
{
    e->text = take_text(t);
    uint16_t *places[] = { &e->left, &e->top, &e->right, &e->bottom, &e->edge, &e->first };
    for (size_t k = 0; k < COUNT(places); k++) *places[k] = take16(t);
    e->row = take16(t) == 1;
    uint16_t apart = take16(t);
    e->apart = apart == 1 || apart == 2;
    e->below = apart == 2;
    t->ok = t->ok && e->text.n && e->left <= e->right && e->top <= e->bottom;
    take_words(t, e, l);
}

static bool is_image(struct bytes b)
{
    return !b.n || (b.n > 8 && (!memcmp(b.p, "\x89PNG\r\n\x1A\n", 8) || !memcmp(b.p, "\xFF\xD8\xFF", 3)));
}

bool leaf_read(struct arena *a, struct bytes *rest, struct leaf *out)
{
    struct take t = { a, *rest, true };
    struct bytes head = take(&t, 4);
    if (!t.ok || memcmp(head.p, magic, 4)) return false;
    *out = (struct leaf){ .number = take32(&t), .all = 0 };
    out->all = take32(&t);
    out->picture = take16(&t) == 1;
    out->width = take16(&t);
    out->height = take16(&t);
    out->encoding = take_text(&t);
    out->line_count = take_count(&t, 24);
    t.ok = t.ok && out->number < out->all && out->all <= LIMIT_PAGES && out->encoding.n <= ENCODING_MOST;
    out->lines = NEW_N(a, struct leaf_line, t.ok ? out->line_count : 0);
    for (size_t i = 0; i < out->line_count && t.ok; i++) take_line(&t, &out->lines[i], out);
    out->image = take_bytes(&t);
    if (!t.ok || !is_image(out->image)) return false;
    *rest = t.rest;
    return true;
}
