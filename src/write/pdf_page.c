/* pdf_page.c - see pdf_page.h. Owns the cairo surface and its bytes; never decides what stands where. */
#include "write/pdf_page.h"
#include "base/machine.h"
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* ---- bytes from cairo: kept outside the arena, because a full arena must not be left from inside cairo ---- */

struct sink { unsigned char *p; size_t n, room; };
struct held { struct sink sink; cairo_surface_t *surface; cairo_t *cr; };
static const cairo_user_data_key_t sink_key;   /* a surface leads back to its sink */

static cairo_status_t sink_add(void *closure, const unsigned char *p, unsigned n)
{
    struct sink *s = closure;
    if (s->n + n > s->room) {
        size_t room = 2 * (s->n + n) + 4096;
        unsigned char *grown = mem_grow(s->p, room);
        if (!grown) return CAIRO_STATUS_NO_MEMORY;
        s->p = grown, s->room = room;
    }
    memcpy(s->p + s->n, p, n);
    s->n += n;
    return CAIRO_STATUS_SUCCESS;
}

static void held_end(void *what)
{
    struct held *h = what;
    cairo_destroy(h->cr);
    cairo_surface_destroy(h->surface);         /* may still write, so the bytes go last */
    mem_free(h->sink.p);
}

static void slot_end(void *what)
{
    struct pdf_slot *slot = what;
    if (slot->at) pango_layout_iter_free(slot->at);
    g_object_unref(slot->text);
}

/* ---- open and done ---- */

static void describe(struct pdf *pdf)
{
    const struct sheet *s = pdf->sheet;
    struct arena *a = pdf->a;
    cairo_surface_t *to = pdf->surface;
    cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_TITLE, str_z(a, s->title));
    cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_SUBJECT, str_z(a, s->subject));
    cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_AUTHOR, str_z(a, s->author));
    cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_CREATOR, "GiaoBan");
    struct str day = str_fmt(a, "%.*sT00:00:00", STR(s->made));
    cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_CREATE_DATE, str_z(a, day));
}

error pdf_open(struct arena *a, const struct sheet *s, struct pdf *out)
{
    const struct layout *l = s->layout;
    struct held *h = NEW(a, struct held);
    double width = measure_points(l->width), height = measure_points(l->height);
    h->surface = cairo_pdf_surface_create_for_stream(sink_add, &h->sink, width, height);
    h->cr = cairo_create(h->surface);
    arena_defer(a, held_end, h);
    cairo_surface_set_user_data(h->surface, &sink_key, &h->sink, NULL);
    *out = (struct pdf){ .a = a, .sheet = s, .surface = h->surface, .cr = h->cr, .page = 1,
                         .left = measure_points(l->margin_left), .width = measure_points(layout_text_width(l)),
                         .top = measure_points(l->top), .bottom = height - measure_points(l->bottom) };
    out->y = out->top;
    if (cairo_status(h->cr) != CAIRO_STATUS_SUCCESS)
        return FAIL(a, ERR_FAULT, "Chưa tạo được tệp PDF; vui lòng thử lại.");
    PangoContext *context = measure_context(a);
    pango_cairo_update_context(h->cr, context);
    out->slot = NEW_N(a, struct pdf_slot, PDF_SLOTS);
    for (int i = 0; i < PDF_SLOTS; i++) {
        out->slot[i].text = pango_layout_new(context);
        arena_defer(a, slot_end, &out->slot[i]);
    }
    describe(out);
    pdf_page_number(out);
    return NULL;
}

error pdf_done(struct pdf *pdf, struct bytes *out)
{
    cairo_show_page(pdf->cr);
    cairo_surface_finish(pdf->surface);
    cairo_status_t status = cairo_surface_status(pdf->surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_status(pdf->cr);
    if (status == CAIRO_STATUS_NO_MEMORY)
        return FAIL(pdf->a, ERR_MEMORY, "Không đủ bộ nhớ để tạo tệp PDF; vui lòng thử lại sau.");
    if (status != CAIRO_STATUS_SUCCESS) {
        LOG(LOG_ERROR, "cairo: %s", cairo_status_to_string(status));
        return FAIL(pdf->a, ERR_FAULT, "Chưa tạo được tệp PDF; vui lòng thử lại.");
    }
    const struct sink *sink = cairo_surface_get_user_data(pdf->surface, &sink_key);
    unsigned char *p = arena_get(pdf->a, sink->n);
    memcpy(p, sink->p, sink->n);
    *out = pdf_language(pdf->a, (struct bytes){ p, sink->n }, pdf->sheet->language);
    return NULL;
}

/* ---- pages ---- */

bool pdf_at_top(const struct pdf *pdf) { return pdf->y <= pdf->top; }

/* The number, which the first page has not, and the stamp stand outside every tag: they are no part of the text. */
void pdf_page_number(struct pdf *pdf)
{
    struct str stamp = pdf->sheet->stamp, number = pdf->page > 1 ? str_fmt(pdf->a, "%d", pdf->page) : S("");
    struct str above = str_fmt(pdf->a, "%.*s%s", STR(stamp), stamp.n && number.n ? "   " : "");
    struct run run[] = { { .text = above, .bold = true }, { .text = number } };
    if (!stamp.n && !number.n) return;
    struct sheet_line line = { .el = EL_PAGE, .run = run, .runs = COUNT(run) };
    struct pdf_how how = pdf_how(pdf, &line, pdf->left, pdf->width);
    pdf_lay(pdf, PDF_PAGE_SLOT, &line, &how);
    pdf_draw(pdf, PDF_PAGE_SLOT, &line, &how, measure_points(pdf->sheet->layout->page_number), 0, 1);
}

void pdf_new_page(struct pdf *pdf)
{
    cairo_show_page(pdf->cr);
    pdf->page++;
    pdf->y = pdf->top;
    pdf->below = 0;
    pdf_page_number(pdf);
}

/* ---- tags ---- */

void pdf_tag(struct pdf *pdf, const char *tag) { cairo_tag_begin(pdf->cr, tag, NULL); }
void pdf_untag(struct pdf *pdf, const char *tag) { cairo_tag_end(pdf->cr, tag); }

void pdf_place(struct pdf *pdf, size_t block)
{
    struct str words = str_fmt(pdf->a, "name='b%zu' internal", block);
    cairo_tag_begin(pdf->cr, CAIRO_TAG_DEST, str_z(pdf->a, words));
}

void pdf_unplace(struct pdf *pdf) { cairo_tag_end(pdf->cr, CAIRO_TAG_DEST); }

void pdf_lead(struct pdf *pdf, size_t block)
{
    struct str words = str_fmt(pdf->a, "dest='b%zu'", block);
    cairo_tag_begin(pdf->cr, CAIRO_TAG_LINK, str_z(pdf->a, words));
}

void pdf_unlead(struct pdf *pdf) { cairo_tag_end(pdf->cr, CAIRO_TAG_LINK); }

void pdf_bookmark(struct pdf *pdf, struct str text, int depth, size_t block)
{
    if (depth >= PDF_MARKS) return;
    int parent = CAIRO_PDF_OUTLINE_ROOT;
    for (int d = depth - 1; d >= 0 && parent == CAIRO_PDF_OUTLINE_ROOT; d--)
        if (pdf->mark[d]) parent = pdf->mark[d];
    struct str to = str_fmt(pdf->a, "dest='b%zu'", block);
    pdf->mark[depth] = cairo_pdf_surface_add_outline(pdf->surface, parent, str_z(pdf->a, text), str_z(pdf->a, to),
        depth ? 0 : CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (int d = depth + 1; d < PDF_MARKS; d++) pdf->mark[d] = 0;
}

const char *pdf_tag_of(enum element el)
{
    static const char *const tags[EL_COUNT] = { [EL_KIND] = "H1", [EL_COVER_KIND] = "H1",
                                                [EL_PART] = "H1",
                                                [EL_CONTENTS_1] = "TOCI", [EL_CONTENTS_2] = "TOCI",
                                                [EL_HEADING_1] = "H2", [EL_HEADING_2] = "H3",
                                                [EL_HEADING_3] = "H4", [EL_ITEM] = "LBody", [EL_CAPTION] = "Caption",
                                                [EL_CELL_HEAD] = "TH", [EL_CELL] = "TD" };
    return tags[el] ? tags[el] : "P";
}

/* ---- lines ---- */

double pdf_pitch(const struct pdf *pdf, const struct sheet_line *line, int size)
{
    return measure_line(&pdf->sheet->layout->type[line->el], size);
}

struct pdf_how pdf_how(const struct pdf *pdf, const struct sheet_line *line, double x, double width)
{
    const struct type *t = &pdf->sheet->layout->type[line->el];
    double left = measure_points(t->left);
    return (struct pdf_how){ .x = x + left, .width = width - left, .size = t->size, .align = t->align };
}

static void attribute(PangoAttrList *list, PangoAttribute *one, size_t from, size_t to)
{
    one->start_index = (guint)from, one->end_index = (guint)to;
    pango_attr_list_insert(list, one);
}

/* For a new line: with a line feed pango would start a paragraph, which costs it the square of their number. */
#define LINE_SEPARATOR "\xE2\x80\xA8"          /* U+2028 */

/* Adds a run to the text of a line. A word longer than WORD_MOST is broken by force, because pango takes time by the
 * square of its length (measured: 2 minutes for one of 256 KiB). `word` is the length of the word so far, in bytes. */
static void add_run(struct buf *text, struct str run, size_t *word)
{
    enum { WORD_MOST = 1000 };
    for (size_t i = 0; i < run.n; i++) {
        char c = run.p[i];
        bool inside = ((unsigned char)c & 0xC0) == 0x80;   /* not the first byte of a letter */
        *word = c == ' ' || c == '\n' ? 0 : *word + 1;
        if (*word > WORD_MOST && !inside) {
            buf_char(text, '\n');
            *word = 1;
        }
        if (c == '\n') buf_c(text, LINE_SEPARATOR);
        else buf_char(text, c);
    }
}

/* "quý I/2026" stays whole, as in word processors (UAX 14, LB25: no break between a slash and a digit). */
static void keep_slashes(PangoAttrList *list, const struct buf *text)
{
    for (size_t i = 1; i + 1 < text->n; i++)
        if (text->p[i] == '/' && text->p[i + 1] >= '0' && text->p[i + 1] <= '9')
            attribute(list, pango_attr_allow_breaks_new(FALSE), i, i + 2);
}

int pdf_lay(struct pdf *pdf, int slot, const struct sheet_line *line, const struct pdf_how *how)
{
    const struct type *t = &pdf->sheet->layout->type[line->el];
    PangoLayout *to = pdf->slot[slot].text;
    if (pdf->slot[slot].at) pango_layout_iter_free(pdf->slot[slot].at);
    pdf->slot[slot].at = NULL;
    struct arena_mark mark = arena_mark(pdf->a);
    struct buf text = buf_open(pdf->a);
    size_t *end = NEW_N(pdf->a, size_t, line->runs), word = 0;
    for (size_t i = 0; i < line->runs; i++) {
        add_run(&text, line->run[i].text, &word);
        end[i] = text.n;
    }
    pango_layout_set_text(to, text.p ? text.p : "", (int)text.n);
    PangoAttrList *list = pango_attr_list_new();
    for (size_t i = 0, at = 0; i < line->runs; at = end[i++]) {
        if (line->run[i].bold || how->bold) attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), at, end[i]);
        if (line->run[i].italic) attribute(list, pango_attr_style_new(PANGO_STYLE_ITALIC), at, end[i]);
        if (t->underline) attribute(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), at, end[i]);
    }
    keep_slashes(list, &text);
    arena_back(pdf->a, mark);
    pango_layout_set_attributes(to, list);
    pango_attr_list_unref(list);
    measure_type(to, t, how->size);
    pango_layout_set_width(to, (int)(how->width * PANGO_SCALE));
    pango_layout_set_indent(to, (int)(measure_points(t->first) * PANGO_SCALE));
    pango_layout_set_wrap(to, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_justify(to, how->align == ALIGN_JUSTIFY);
    pango_layout_set_alignment(to, how->align == ALIGN_CENTRE ? PANGO_ALIGN_CENTER :
                                   how->align == ALIGN_RIGHT ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    return pango_layout_get_line_count(to);
}

double pdf_last_width(const struct pdf *pdf, int slot)
{
    PangoLayout *text = pdf->slot[slot].text;
    PangoRectangle box;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(text, pango_layout_get_line_count(text) - 1), NULL,
        &box);
    return (box.x + box.width) / (double)PANGO_SCALE;
}

void pdf_draw(struct pdf *pdf, int slot, const struct sheet_line *line, const struct pdf_how *how,
              double y, int from, int to)
{
    double pitch = pdf_pitch(pdf, line, how->size), em = how->size / 2.0;
    double ascent = (pitch - measure_single(em)) / 2 + measure_ascent(em);
    struct pdf_slot *s = &pdf->slot[slot];
    if (!s->at) s->at = pango_layout_get_iter(s->text), s->line = 0;
    assert(s->line <= from);
    bool more = true;
    for (; s->line < to && more; s->line++) {
        if (s->line >= from) {
            PangoRectangle box;
            pango_layout_iter_get_line_extents(s->at, NULL, &box);
            cairo_move_to(pdf->cr, how->x + box.x / (double)PANGO_SCALE, y + (s->line - from) * pitch + ascent);
            pango_cairo_show_layout_line(pdf->cr, pango_layout_iter_get_line_readonly(s->at));
        }
        more = pango_layout_iter_next_line(s->at);
    }
}
