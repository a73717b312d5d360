/* pdf_file.c - a PDF through poppler: the letters of a page with their places and fonts, and the page drawn.
 * See scanner.h; runs only inside the locked process.
 *
 * Scripts, forms, attached files and links of the document are never looked at. */
#include "read/scan/scanner.h"
#include "base/machine.h"
#include "pack/limits.h"
#include "read/format/font.h"
#include "vn/text.h"
#include <math.h>
#include <poppler.h>

enum { UNIT = 720 };                        /* units of a leaf to the inch: tenths of a point */
enum { FEW_LETTERS = 24 };                  /* a page that says less is a picture, when it shows one */
enum { RULED_DPI = 100 };

struct pdf_file { PopplerDocument *document; uint32_t pages; };

static void let_go(void *object) { g_object_unref(object); }

static error no_pdf(struct arena *a, const GError *why)
{
    if (why && g_error_matches(why, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        return FAIL(a, ERR_INPUT, "Tệp PDF có mật khẩu nên không mở được. Hãy bỏ mật khẩu, lưu lại rồi gửi.");
    return FAIL(a, ERR_INPUT,
                "Tệp PDF bị hỏng hoặc thiếu một phần nên không mở được. Hãy tải lại, hoặc xuất lại tệp PDF rồi gửi.");
}

error pdf_open(struct arena *a, struct bytes document, struct pdf_file **out)
{
    GError *why = NULL;
    GBytes *bytes = g_bytes_new_static(document.p, document.n);
    PopplerDocument *d = poppler_document_new_from_bytes(bytes, NULL, &why);
    g_bytes_unref(bytes);
    if (!d) {
        error e = no_pdf(a, why);
        g_clear_error(&why);
        return e;
    }
    arena_defer(a, let_go, d);
    int pages = poppler_document_get_n_pages(d);
    if (pages <= 0) return FAIL(a, ERR_INPUT, "Tệp PDF không có trang nào. Hãy xuất lại tệp PDF rồi gửi.");
    if (pages > LIMIT_PAGES)
        return FAIL(a, ERR_TOO_LARGE, "Tệp PDF có %d trang, nhiều hơn %d trang đọc được. Hãy chia thành nhiều tệp.",
                    pages, LIMIT_PAGES);
    *out = NEW(a, struct pdf_file);
    **out = (struct pdf_file){ d, (uint32_t)pages };
    return NULL;
}

uint32_t pdf_pages(const struct pdf_file *f) { return f->pages; }

static error page_get(struct arena *a, const struct pdf_file *f, uint32_t number, PopplerPage **out)
{
    *out = poppler_document_get_page(f->document, (int)number);
    if (!*out)
        return FAIL(a, ERR_INPUT, "Trang %u của tệp PDF bị hỏng nên không mở được. Hãy xuất lại tệp PDF rồi gửi.",
                    number + 1);
    arena_defer(a, let_go, *out);
    return NULL;
}

/* ---- letters ---- */

/* A word that grows letter by letter. */
struct word { struct buf text; const struct font *font; double left, top, right, bottom; };
struct text_page {
    struct arena *a;
    double width, height;
    struct buf words;                       /* of struct placed */
    struct word word;
    size_t letters, marked, turned[VN_ENCODING_COUNT];     /* marked: those only Vietnamese has */
};

static uint16_t units(double points)
{
    double v = points * 10;
    return v > 0 ? (uint16_t)(v < LEAF_SIDE ? v : LEAF_SIDE) : 0;
}

/* Letters that stand for two, from old type. */
static const char *spelled(uint32_t c)
{
    static const char *const ligatures[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
    return c >= 0xFB00 && c <= 0xFB06 ? ligatures[c - 0xFB00] : NULL;
}

/* Marks that nobody sees and code points without a meaning. */
static bool is_nothing(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xFFFD || c == 0xFFFE ||
           c == 0xFFFF || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static void word_end(struct text_page *t)
{
    struct word *w = &t->word;
    struct str raw = buf_done(&w->text), text;
    size_t turned = 0;
    w->text.n = 0;
    if (!raw.n || vn_text(t->a, (struct bytes){ (const unsigned char *)raw.p, raw.n }, &text)) return;
    text = str_copy(t->a, text);
    if (w->font && w->font->encoding != VN_UTF8) {
        text = font_decode(t->a, w->font, text, &turned);
        t->turned[w->font->encoding] += turned;
    }
    for (size_t at = 0; at < text.n;) {
        uint32_t c;
        at = vn_letter_next(text, at, &c);
        t->letters += vn_is_letter(c);
        t->marked += c > 0xBF && vn_is_letter(c);
    }
    if (t->words.n / sizeof(struct placed) >= PLACING_WORDS) return;
    struct placed p = { text, units(w->left), units(w->top), units(w->right), units(w->bottom), 1000, units(w->top),
                        units(w->bottom) };
    if (p.left <= p.right && p.top <= p.bottom) buf_add(&t->words, &p, sizeof p);
}

static void letter_add(struct text_page *t, uint32_t c, const PopplerRectangle *r, const struct font *font)
{
    struct word *w = &t->word;
    double left = fmin(r->x1, r->x2), right = fmax(r->x1, r->x2), top = fmin(r->y1, r->y2), bottom = fmax(r->y1, r->y2);
    bool outside = !(right >= 0 && left <= t->width && bottom >= 0 && top <= t->height);    /* nobody sees it */
    if (is_blank(c) || outside) {
        word_end(t);
        return;
    }
    if (is_nothing(c)) return;
    double high = bottom - top;
    /* poppler puts a blank between words of one line, but none between the cells of two columns: no gap this wide is
     * within a word */
    bool across = left > w->right + high / 4 || left < w->left - high, apart = top > w->bottom || bottom < w->top;
    if (w->text.n && (across || apart || w->font != font)) word_end(t);
    if (!w->text.n) {
        w->font = font;
        w->left = left;
        w->right = right;
        w->top = top;
        w->bottom = bottom;
    }
    w->left = fmin(w->left, left);
    w->right = fmax(w->right, right);
    w->top = fmin(w->top, top);
    w->bottom = fmax(w->bottom, bottom);
    const char *two = spelled(c);
    char utf8[6];
    if (two) buf_c(&w->text, two);
    else buf_add(&w->text, utf8, (size_t)g_unichar_to_utf8(c, utf8));
}

/* The name of a font without the letters that stand for the part of it that is in the document: "ABCDEF+.VnTime". */
static const struct font *font_of(const char *name)
{
    if (!name) return NULL;
    const char *plus = strchr(name, '+');
    return font_called(plus && plus - name == 6 ? plus + 1 : name);
}

static void letters_read(struct text_page *t, PopplerPage *page)
{
    char *text = poppler_page_get_text(page);
    PopplerRectangle *boxes = NULL;
    guint box_count = 0;
    GList *fonts = poppler_page_get_text_attributes(page);
    if (!poppler_page_get_text_layout(page, &boxes, &box_count)) box_count = 0;
    const struct font *font = NULL;
    const GList *next = fonts;
    int font_to = -1, at = 0;
    size_t bytes = 0;
    for (const char *p = text; p && *p && (guint)at < box_count && bytes < LIMIT_LEAF_TEXT;
         p = g_utf8_next_char(p), at++) {
        while (at > font_to && next) {
            const PopplerTextAttributes *f = next->data;
            next = next->next;
            font = font_of(f->font_name);
            font_to = f->end_index;
        }
        gunichar c = g_utf8_get_char(p);
        letter_add(t, c, &boxes[at], font);
        bytes += 4;
    }
    word_end(t);
    poppler_page_free_text_attributes(fonts);
    g_free(boxes);
    g_free(text);
}

/* The share of the page, in hundredths, that pictures cover. */
static int pictured(PopplerPage *page, double width, double height)
{
    double area = 0;
    GList *images = poppler_page_get_image_mapping(page);
    for (const GList *i = images; i; i = i->next) {
        const PopplerRectangle *r = &((const PopplerImageMapping *)i->data)->area;
        double wide = fmin(fmax(r->x1, r->x2), width) - fmax(fmin(r->x1, r->x2), 0),
               high = fmin(fmax(r->y1, r->y2), height) - fmax(fmin(r->y1, r->y2), 0);
        if (wide > 0 && high > 0) area += wide * high;
    }
    poppler_page_free_image_mapping(images);
    double share = area * 100 / (width * height);
    return share < 1000 ? (int)share : 1000;
}

error pdf_read_page(struct arena *a, struct pdf_file *f, uint32_t number, struct leaf *out, bool *picture)
{
    PopplerPage *page;
    TRY(page_get(a, f, number, &page));
    struct text_page t = { .a = a, .words = buf_open(a), .word = { .text = buf_open(a) } };
    poppler_page_get_size(page, &t.width, &t.height);
    *out = (struct leaf){ .number = number, .all = f->pages, .width = units(t.width), .height = units(t.height),
                          .encoding = S("UTF-8") };
    *picture = false;
    if (!(t.width > 0 && t.height > 0)) return NULL;
    letters_read(&t, page);
    for (int i = 0; i < VN_ENCODING_COUNT; i++)
        if (t.turned[i]) out->encoding = str_c(vn_encoding_name((enum vn_encoding)i));
    /* letters that a scanner's own reader put behind a picture of the page, without the marks of Vietnamese, are worth
     * less than the picture */
    bool poor = t.letters >= 200 && t.marked * 40 < t.letters;
    if (t.letters < FEW_LETTERS || poor) *picture = pictured(page, t.width, t.height) >= (poor ? 70 : 10);
    struct placing p = { .words = (struct placed *)(void *)t.words.p, .word_count = t.words.n / sizeof *p.words };
    if (*picture || !p.word_count) return NULL;
    struct ruling *rulings = NULL;
    struct grey drawn;
    if (placing_has_columns(a, &p) && !pdf_draw_page(a, f, number, RULED_DPI, &drawn)) {
        p.ruling_count = rulings_find(a, &drawn, RULED_DPI, UNIT, &rulings);
        p.rulings = rulings;
    }
    placing_lines(a, &p, out);
    return NULL;
}

/* ---- drawing ---- */

static void surface_end(void *surface) { cairo_surface_destroy(surface); }
static void drawing_end(void *drawing) { cairo_destroy(drawing); }

error pdf_draw_page(struct arena *a, struct pdf_file *f, uint32_t number, int dpi, struct grey *out)
{
    PopplerPage *page;
    double width, height, scale = dpi / 72.0;
    TRY(page_get(a, f, number, &page));
    poppler_page_get_size(page, &width, &height);
    if (width * scale * height * scale > LIMIT_PIXELS) scale = sqrt(LIMIT_PIXELS / (width * height));
    double side = fmax(width, height) * scale;
    if (side > LIMIT_PICTURE_SIDE) scale *= LIMIT_PICTURE_SIDE / side;
    int across = (int)(width * scale), down = (int)(height * scale);
    if (across < 1 || down < 1)
        return FAIL(a, ERR_INPUT, "Trang %u của tệp PDF không có kích thước. Hãy xuất lại tệp PDF rồi gửi.",
                    number + 1);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, across, down);
    arena_defer(a, surface_end, surface);
    cairo_t *drawing = cairo_create(surface);
    arena_defer(a, drawing_end, drawing);
    cairo_set_source_rgb(drawing, 1, 1, 1);
    cairo_paint(drawing);
    cairo_scale(drawing, scale, scale);
    poppler_page_render(page, drawing);
    cairo_surface_flush(surface);
    const unsigned char *from = cairo_image_surface_get_data(surface);
    if (cairo_status(drawing) || !from)
        return FAIL(a, ERR_INPUT, "Trang %u của tệp PDF không vẽ ra được. Hãy xuất lại tệp PDF rồi gửi.", number + 1);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    *out = (struct grey){ NULL, (uint32_t)across, (uint32_t)down };
    out->p = arena_get(a, (size_t)across * (size_t)down);
    for (int y = 0; y < down; y++) {
        const unsigned char *row = from + (size_t)y * stride;
        unsigned char *to = out->p + (size_t)y * (size_t)across;
        for (int x = 0; x < across; x++)
            to[x] = (unsigned char)((row[4 * x] * 11 + row[4 * x + 1] * 59 + row[4 * x + 2] * 30) / 100);
    }
    return NULL;
}
