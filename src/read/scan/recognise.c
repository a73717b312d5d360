/* recognise.c - words out of a picture, by tesseract with its Vietnamese data. See recognise.h. */
#include "read/scan/recognise.h"
#include "base/machine.h"
#include "pack/limits.h"
#include "vn/text.h"
#include <tesseract/capi.h>

enum { DATA_MOST = 64 * 1024 * 1024, DPI = 300, EM = PICTURE_EM, CELLS_MOST = 1500 };

/* Where Debian and others put the data. */
static const char *const places[] = {
    "/usr/share/tesseract-ocr/5/tessdata/vie.traineddata",
    "/usr/share/tesseract-ocr/4.00/tessdata/vie.traineddata",
    "/usr/share/tessdata/vie.traineddata",
    "/usr/local/share/tessdata/vie.traineddata",
};

struct bytes recognise_data(struct arena *a)
{
    struct bytes data = { NULL, 0 };
    for (size_t i = 0; i < COUNT(places); i++)
        if (!file_read(a, places[i], DATA_MOST, &data) && data.n) break;
    return data;
}

static void engine_end(void *engine) { TessBaseAPIDelete(engine); }

static void page_end(void *what)
{
    PIX *pix = what;
    pixDestroy(&pix);
}

static bool is_nothing(uint32_t c)
{
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

/* "I1/2026", "1I." and "lI": a Roman number whose strokes were taken for ones. *n: how many bytes it has. */
static bool is_roman(struct str s, size_t *n)
{
    bool roman = false;
    size_t i = 0;
    for (; i < s.n && strchr("I1l|", s.p[i]); i++) roman |= s.p[i] == 'I';
    *n = i;
    return roman && i <= 3 && (i == s.n || strchr("./,;:)-", s.p[i]));
}

/* What a recogniser of letters gets wrong in any text, put right: strokes for letters, one kind of slash. */
static struct str word_mend(struct arena *a, struct str s, bool begins_line)
{
    struct buf to = buf_open(a);
    size_t roman = 0;
    if (begins_line && str_is(s, S("L."))) return S("I.");     /* no list gets as far as L, many begin with I */
    if (is_roman(s, &roman))
        for (size_t i = 0; i < roman; i++) buf_char(&to, 'I');
    else roman = 0;
    for (size_t at = roman, next; at < s.n; at = next) {
        uint32_t c;
        next = vn_letter_next(s, at, &c);
        if (c != 0x2044) buf_add(&to, s.p + at, next - at);
        else if (!to.n || to.p[to.n - 1] != '/') buf_char(&to, '/');
    }
    return buf_done(&to);
}

/* What was recognised as text of ours, without marks that nobody sees. *says: it has a letter or a digit. */
static struct str word_text(struct arena *a, const char *raw, bool begins_line, bool *says)
{
    struct str text;
    struct buf clean = buf_open(a);
    *says = false;
    if (vn_text(a, (struct bytes){ (const unsigned char *)raw, strlen(raw) }, &text)) return S("");
    for (size_t at = 0, next; at < text.n; at = next) {
        uint32_t c;
        next = vn_letter_next(text, at, &c);
        if (is_nothing(c)) continue;
        *says |= vn_is_letter(c) || (c >= '0' && c <= '9');
        buf_add(&clean, text.p + at, next - at);
    }
    return vn_nfc(a, word_mend(a, buf_done(&clean), begins_line));
}

static uint16_t place(int v)
{
    return (uint16_t)(v < 0 ? 0 : v > LEAF_SIDE ? LEAF_SIDE : v);
}

static void word_take(struct arena *a, TessResultIterator *it, struct buf *words)
{
    enum { SPECK = 60 };                    /* hundredths: a mark without a letter, less sure than this, is dirt */
    const TessPageIterator *page = TessResultIteratorGetPageIteratorConst(it);
    int left, top, right, bottom, line_left, line_top, line_right, line_bottom;
    char *raw = TessResultIteratorGetUTF8Text(it, RIL_WORD);
    float sure = TessResultIteratorConfidence(it, RIL_WORD);
    if (!raw) return;
    bool says;
    struct str text = word_text(a, raw, TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE), &says);
    TessDeleteText(raw);
    if (!text.n || (!says && sure < SPECK)) return;
    if (!TessPageIteratorBoundingBox(page, RIL_WORD, &left, &top, &right, &bottom)) return;
    if (!TessPageIteratorBoundingBox(page, RIL_TEXTLINE, &line_left, &line_top, &line_right, &line_bottom)) {
        line_top = top;
        line_bottom = bottom;
    }
    struct placed w = { text, place(left), place(top), place(right), place(bottom),
                        (uint16_t)(sure < 0 ? 0 : sure > 100 ? 1000 : sure * 10), place(line_top), place(line_bottom) };
    if (w.left < w.right && w.top < w.bottom && words->n / sizeof w < PLACING_WORDS) buf_add(words, &w, sizeof w);
}

/* Adds the words of what the engine has been given. */
static void words_take(struct arena *a, TessBaseAPI *engine, struct buf *words)
{
    if (TessBaseAPIRecognize(engine, NULL)) return;
    TessResultIterator *it = TessBaseAPIGetIterator(engine);
    if (!it) return;
    do word_take(a, it, words);
    while (TessResultIteratorNext(it, RIL_WORD));
    TessResultIteratorDelete(it);
}

/* ---- ruled tables: cell by cell, since a recogniser of pages takes their rows for one line ---- */

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

static int least_sure(const struct buf *words, size_t from)
{
    int least = 1000;
    if (words->n == from) return -1;
    for (size_t at = from; at < words->n; at += sizeof(struct placed)) {
        const struct placed *w = (const struct placed *)(const void *)(words->p + at);
        if (w->confidence < least) least = w->confidence;
    }
    return least;
}

/* A cell as one line, and when that is not sure as a block and as a line nobody has looked at: the surest is taken. */
static void cell_take(struct arena *a, TessBaseAPI *engine, const struct cell *c, struct buf *words)
{
    enum { SURE = 900 };
    static const TessPageSegMode ways[] = { PSM_SINGLE_LINE, PSM_SINGLE_BLOCK, PSM_RAW_LINE };
    bool one_line = c->bottom - c->top < EM * 3 / 2;
    size_t from = words->n;
    struct buf best = buf_open(a);
    int sure = -1;
    for (size_t i = one_line ? 0 : 1; i < (one_line ? COUNT(ways) : 2) && sure < SURE; i++) {
        TessBaseAPISetPageSegMode(engine, ways[i]);
        TessBaseAPISetRectangle(engine, c->left, c->top, c->right - c->left, c->bottom - c->top);
        words_take(a, engine, words);
        int this = least_sure(words, from);
        if (this > sure) {
            sure = this;
            best.n = 0;
            buf_add(&best, words->p + from, words->n - from);
        }
        words->n = from;
    }
    buf_add(words, best.p, best.n);
}

static void cells_take(struct arena *a, TessBaseAPI *engine, const struct picture *p, const struct grid *grids,
                       size_t count, struct buf *words)
{
    struct cell *cells;
    size_t most = CELLS_MOST;
    TessBaseAPISetImage2(engine, p->pix);
    TessBaseAPISetSourceResolution(engine, DPI);
    for (size_t g = 0; g < count; g++) {
        size_t n = cells_find(a, p, &grids[g], &cells);
        for (size_t i = 0; i < n && most; i++) {
            struct cell *c = &cells[i];
            if (c->right - c->left < EM / 2 || c->bottom - c->top < EM / 2 || !cell_shrink(p, c)) continue;
            cell_take(a, engine, c, words);
            most--;
        }
    }
}

static void grids_paint(PIX *pix, const struct grid *grids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct grid *g = &grids[i];
        BOX *box = boxCreate(g->left, g->top, g->right - g->left, g->bottom - g->top);
        if (box) pixSetInRectArbitrary(pix, box, 255);
        boxDestroy(&box);
    }
}

error recognise_words(struct arena *a, struct bytes data, const struct picture *p, struct placing *out)
{
    struct buf words = buf_open(a);
    struct grid *grids;
    *out = (struct placing){ .boxes = true };
    if (!data.n)
        return FAIL(a, ERR_FORMAT,
                    "Máy chủ chưa có dữ liệu nhận dạng chữ Việt nên chưa đọc được ảnh. Hãy báo người quản trị cài gói "
                    "tesseract-ocr-vie, hoặc gửi bản Word (.docx).");
    TessBaseAPI *engine = TessBaseAPICreate();
    PIX *page = pixCopy(NULL, p->pix);
    if (!engine || !page)
        return FAIL(a, ERR_TOO_LARGE, "Ảnh cần quá nhiều bộ nhớ để đọc. Hãy chụp hoặc lưu ở cỡ nhỏ hơn rồi gửi.");
    arena_defer(a, engine_end, engine);
    arena_defer(a, page_end, page);
    if (TessBaseAPIInit5(engine, (const char *)data.p, (int)data.n, "vie", OEM_LSTM_ONLY, NULL, 0, NULL, NULL, 0, 0))
        return FAIL(a, ERR_FORMAT,
                    "Dữ liệu nhận dạng chữ Việt trên máy chủ bị hỏng nên chưa đọc được ảnh. Hãy báo người quản trị cài "
                    "lại gói tesseract-ocr-vie.");
    size_t grid_count = grids_find(a, p->rulings, p->ruling_count, EM, &grids);
    grids_paint(page, grids, grid_count);
    TessBaseAPISetPageSegMode(engine, PSM_AUTO);
    TessBaseAPISetImage2(engine, page);
    TessBaseAPISetSourceResolution(engine, DPI);
    words_take(a, engine, &words);
    cells_take(a, engine, p, grids, grid_count, &words);
    out->words = (struct placed *)(void *)words.p;
    out->word_count = words.n / sizeof(struct placed);
    return NULL;
}
