/* picture.c - a picture made ready for recognising: see recognise.h. Everything by leptonica, in memory. */
#include "read/scan/recognise.h"
#include "pack/limits.h"
#include "read/format/picture_head.h"
#include <stdlib.h>

enum { LETTER = 26 };                       /* pixels: small letters of a page of 13 points at 300 to the inch */
enum { WORK_PIXELS = 12 * 1000 * 1000 };    /* more of them make it slower, not better */
enum { QUALITY = 60, EVEN_PAPER = 200 };

static void let_go(void *what)
{
    PIX *pix = what;
    pixDestroy(&pix);
}

static error no_room(struct arena *a)
{
    return FAIL(a, ERR_TOO_LARGE, "Ảnh cần quá nhiều bộ nhớ để đọc. Hãy chụp hoặc lưu ở cỡ nhỏ hơn rồi gửi.");
}

/* Puts `pix` in the place of the one before; NULL: the work was not done, the one before stays. */
static void replace(struct picture *p, PIX *pix)
{
    if (!pix) return;
    pixDestroy(&p->pix);                    /* when both are one, it has been counted twice */
    p->pix = pix;
}

static void picture_end(void *what) { pixDestroy(&((struct picture *)what)->pix); }

static struct picture *picture_new(struct arena *a)
{
    struct picture *p = NEW(a, struct picture);
    setMsgSeverity(L_SEVERITY_NONE);
    arena_defer(a, picture_end, p);
    return p;
}

/* Upright, whichever way the camera was held. */
static void turn(struct picture *p, int exif)
{
    static const struct { int quarters; bool mirrored; } turns[] = {
        { 0, false }, { 0, false }, { 0, true }, { 2, false }, { 2, true }, { 1, true }, { 1, false }, { 3, true },
        { 3, false },
    };
    if (turns[exif].quarters) replace(p, pixRotateOrth(p->pix, turns[exif].quarters));
    if (turns[exif].mirrored) replace(p, pixFlipLR(NULL, p->pix));
}

error picture_decode(struct arena *a, struct bytes document, struct picture **to)
{
    struct picture_head head;
    TRY(picture_head_read(a, document, &head));
    struct picture *out = *to = picture_new(a);
    PIX *raw = head.kind == PICTURE_JPEG
                   ? pixReadMemJpeg(document.p, document.n, 0, 1, NULL, L_JPEG_READ_LUMINANCE)
                   : pixReadMemPng(document.p, document.n);
    if (!raw)
        return FAIL(a, ERR_INPUT,
                    "Tệp ảnh bị hỏng hoặc thiếu một phần, có thể do tải chưa xong. Hãy tải lại hoặc chụp lại.");
    out->pix = raw;
    if (pixGetDepth(raw) == 32 && pixGetSpp(raw) == 4) replace(out, pixRemoveAlpha(raw));
    replace(out, pixConvertTo8(out->pix, 0));
    if (pixGetDepth(out->pix) != 8) return no_room(a);
    turn(out, head.turn);
    return NULL;
}

error picture_from_grey(struct arena *a, const struct grey *g, struct picture **to)
{
    struct picture *out = *to = picture_new(a);
    out->pix = pixCreate((int)g->width, (int)g->height, 8);
    if (!out->pix) return no_room(a);
    l_uint32 *data = pixGetData(out->pix);
    size_t words = (size_t)pixGetWpl(out->pix);
    for (size_t y = 0; y < g->height; y++)
        for (size_t x = 0; x < g->width; x++) SET_DATA_BYTE(data + y * words, x, g->p[y * g->width + x]);
    return NULL;
}

static int by_number(const void *x, const void *y)
{
    const int *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

/* The usual height of what looks like a letter; 0 when too little does. */
static int letter_height(struct arena *a, PIX *binary)
{
    BOXA *boxes = pixConnCompBB(binary, 8);
    int n = boxes ? boxaGetCount(boxes) : 0, kept = 0;
    int *heights = NEW_N(a, int, n + 1);
    for (int i = 0; i < n; i++) {
        l_int32 wide, high;
        if (boxaGetBoxGeometry(boxes, i, NULL, NULL, &wide, &high)) continue;
        if (high >= 5 && high <= 200 && wide >= 3 && wide < high * 4 && high < wide * 6) heights[kept++] = high;
    }
    boxaDestroy(&boxes);
    if (kept < 20) return 0;
    qsort(heights, (size_t)kept, sizeof *heights, by_number);
    return heights[kept / 2];
}

static void let_light_be_even(struct picture *p)
{
    if (pixGetWidth(p->pix) > 100 && pixGetHeight(p->pix) > 100)
        replace(p, pixBackgroundNormSimple(p->pix, NULL, NULL));
}

/* Letters near the height that is recognised best. */
static void scale(struct arena *a, struct picture *p, PIX *binary)
{
    int height = letter_height(a, binary);
    double by = height ? (double)LETTER / height : 1, pixels = (double)pixGetWidth(p->pix) * pixGetHeight(p->pix);
    if (by > 3) by = 3;
    if (by < 0.4) by = 0.4;
    if (by > 0.8 && by < 1.25) by = 1;
    while (pixels * by * by > WORK_PIXELS) by *= 0.9;
    if (by < 0.99 || by > 1.01) replace(p, pixScale(p->pix, (l_float32)by, (l_float32)by));
}

/* Paper as white as what is painted over: a recogniser that finds two kinds of light on a page takes the darker one,
 * the paper with its letters, for ink. */
static void whiten(struct picture *p)
{
    replace(p, pixGammaTRC(NULL, p->pix, 1, 0, EVEN_PAPER));
}

static bool in_grid(const struct ruling *r, const struct grid *grids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (r->left >= grids[i].left && r->right <= grids[i].right && r->top >= grids[i].top &&
            r->bottom <= grids[i].bottom)
            return true;
    return false;
}

void picture_wipe(struct arena *a, struct picture *p)
{
    enum { DPI = 300, BESIDE = 3 };
    struct grey g = { NULL, (uint32_t)pixGetWidth(p->pix), (uint32_t)pixGetHeight(p->pix) };
    g.p = arena_get(a, (size_t)g.width * g.height);
    const l_uint32 *data = pixGetData(p->pix);
    size_t words = (size_t)pixGetWpl(p->pix);
    for (size_t y = 0; y < g.height; y++)
        for (size_t x = 0; x < g.width; x++) g.p[y * g.width + x] = (unsigned char)GET_DATA_BYTE(data + y * words, x);
    p->ruling_count = rulings_find(a, &g, DPI, DPI, &p->rulings);
    whiten(p);
    struct grid *grids;
    size_t grid_count = grids_find(a, p->rulings, p->ruling_count, PICTURE_EM, &grids);
    for (size_t i = 0; i < p->ruling_count; i++) {
        const struct ruling *r = &p->rulings[i];
        if (!r->upright && r->right - r->left < DPI && !in_grid(r, grids, grid_count)) continue;
        BOX *box = boxCreate(r->left - BESIDE, r->top - BESIDE, r->right - r->left + 1 + 2 * BESIDE,
                             r->bottom - r->top + 1 + 2 * BESIDE);
        if (box) pixSetInRectArbitrary(p->pix, box, 255);
        boxDestroy(&box);
    }
}

error picture_prepare(struct arena *a, struct picture *p)
{
    l_float32 angle = 0, sure = 0, up = 0, left = 0;
    l_int32 quarter = 0;
    let_light_be_even(p);
    PIX *binary = pixConvertTo1(p->pix, 150);
    if (!binary) return no_room(a);
    arena_defer(a, let_go, binary);
    /* which way is up: only when the letters say it clearly */
    bool known = !pixOrientDetect(binary, &up, &left, 0, 0) && !makeOrientDecision(up, left, 8, 2.5F, &quarter, 0);
    if (known && quarter > 1) {
        replace(p, pixRotateOrth(p->pix, quarter - 1));
        binary = pixConvertTo1(p->pix, 150);
        if (!binary) return no_room(a);
        arena_defer(a, let_go, binary);
    }
    if (!pixFindSkew(binary, &angle, &sure) && sure > 3 && (angle > 0.1F || angle < -0.1F))
        replace(p, pixRotate(p->pix, angle * 3.14159265F / 180, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    scale(a, p, binary);
    return NULL;
}

static double kept_scale(const struct picture *p)
{
    int side = pixGetWidth(p->pix) > pixGetHeight(p->pix) ? pixGetWidth(p->pix) : pixGetHeight(p->pix);
    return side > KEPT_SIDE ? (double)KEPT_SIDE / side : 1;
}

error picture_keep(struct arena *a, const struct picture *p, struct bytes *jpeg, uint16_t *width, uint16_t *height)
{
    double by = kept_scale(p);
    PIX *small = by < 1 ? pixScale(p->pix, (l_float32)by, (l_float32)by) : pixClone(p->pix);
    l_uint8 *data = NULL;
    size_t size = 0;
    if (!small) return no_room(a);
    PIX *white = pixGammaTRC(NULL, small, 1, 0, EVEN_PAPER); /* even light made the paper grey */
    if (white) {
        pixDestroy(&small);
        small = white;
    }
    *width = (uint16_t)pixGetWidth(small);
    *height = (uint16_t)pixGetHeight(small);
    bool bad = pixWriteMemJpeg(&data, &size, small, QUALITY, 0);
    pixDestroy(&small);
    if (!bad) {
        unsigned char *copy = arena_get(a, size);
        memcpy(copy, data, size);
        *jpeg = (struct bytes){ copy, size };
    }
    lept_free(data);
    return bad ? no_room(a) : NULL;
}
