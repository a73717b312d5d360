/* recognise.c - words out of a picture, by tesseract with its Vietnamese data. See recognise.h. */
#include "read/scan/recognise.h"
#include "base/machine.h"
#include "pack/limits.h"
#include "vn/text.h"

enum { DATA_MOST = 64 * 1024 * 1024, DPI = PICTURE_DPI };

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

/* Whether the first stroke of a word is an I and no 1, which has a flag at its head on the left alone. */
static bool begins_with_i(const struct picture *p, const struct placed *w)
{
    enum { DARK = 128 };
    const l_uint32 *data = pixGetData(p->pix);
    size_t wide = (size_t)pixGetWpl(p->pix);
    int high = w->bottom > w->top ? w->bottom - w->top : 1, ink = 0, most = high * 2 / 3;
    int head[2] = { LEAF_SIDE, 0 }, stem[2] = { LEAF_SIDE, 0 };
    int right = w->right < pixGetWidth(p->pix) ? w->right : pixGetWidth(p->pix);
    int bottom = w->bottom < pixGetHeight(p->pix) ? w->bottom : pixGetHeight(p->pix);
    for (int x = w->left, found = 1; x < right && (found || !ink); x++) {
        found = 0;
        for (int y = w->top; y < bottom; y++) {
            if (GET_DATA_BYTE(data + (size_t)y * wide, (size_t)x) >= DARK) continue;
            int part = (y - w->top) * 8 / high, *to = part < 2 ? head : part >= 3 && part < 5 ? stem : NULL;
            if (to && x < to[0]) to[0] = x;
            if (to && x > to[1]) to[1] = x;
            found = 1;
        }
        ink += found;
    }
    int before = stem[0] - head[0], behind = head[1] - stem[1];
    return ink && ink < most && stem[1] && head[1] && abs(before - behind) * 12 <= high;
}

/* "1/2026" and "11/2026", when they begin with an I: a quarter, no month. */
static struct str word_roman(struct arena *a, const struct picture *p, const struct placed *w)
{
    size_t ones = 0;
    while (ones < w->text.n && w->text.p[ones] == '1') ones++;
    bool asks = ones && ones <= 3 && ones + 1 < w->text.n && w->text.p[ones] == '/';
    if (!asks || !begins_with_i(p, w)) return w->text;
    struct buf to = buf_open(a);
    for (size_t i = 0; i < ones; i++) buf_char(&to, 'I');
    buf_str(&to, str_cut(w->text, ones, w->text.n));
    return buf_done(&to);
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

void words_take(struct arena *a, TessBaseAPI *engine, struct buf *words)
{
    if (TessBaseAPIRecognize(engine, NULL)) return;
    TessResultIterator *it = TessBaseAPIGetIterator(engine);
    if (!it) return;
    do word_take(a, it, words);
    while (TessResultIteratorNext(it, RIL_WORD));
    TessResultIteratorDelete(it);
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
    size_t grid_count = grids_find(a, p->rulings, p->ruling_count, PICTURE_EM, &grids);
    grids_paint(page, grids, grid_count);
    TessBaseAPISetPageSegMode(engine, PSM_AUTO);
    TessBaseAPISetImage2(engine, page);
    TessBaseAPISetSourceResolution(engine, DPI);
    words_take(a, engine, &words);
    cells_take(a, engine, p, grids, grid_count, &words);
    out->words = (struct placed *)(void *)words.p;
    out->word_count = words.n / sizeof(struct placed);
    for (size_t i = 0; i < out->word_count; i++) out->words[i].text = word_roman(a, p, &out->words[i]);
    return NULL;
}
