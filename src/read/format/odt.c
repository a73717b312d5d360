/* odt.c - an OpenDocument text, zipped or flat, to text. See format.h; runs only inside the locked child.
 *
 * Owns what of a document is text: paragraphs, headings, lists, tables, text boxes, notes (behind the body).
 * Tracked deletions, comments, tables of contents, hidden passages and the numbers of notes are not. Text in an old
 * Vietnamese font is turned into real letters. It must never follow a link out of the document. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "pack/unzip.h"
#include "pack/xml.h"
#include "read/format/lines.h"
#include "read/format/odt_styles.h"
#include "vn/text.h"

enum tag {
    TAG_OTHER, TAG_BODY, TAG_BOX, TAG_BREAK, TAG_CELL, TAG_DROP, TAG_HIDABLE, TAG_ITEM, TAG_NOTE, TAG_PARAGRAPH,
    TAG_HEADING, TAG_ROW, TAG_SPACE, TAG_SPAN, TAG_TAB,
};
enum { CELLS_MOST = 256, BLANKS_MOST = 64 };    /* repeated empty cells, blanks in a row: more is no text */

#define NAME(lit) { lit, sizeof(lit) - 1 }
#define SPACE(name) NAME("urn:oasis:names:tc:opendocument:xmlns:" name ":1.0")

/* Elements that mean something here, by namespace and local name. Drop: nothing below is text of the report. */
static const struct { struct str space, local; enum tag tag;
} tags[] = {
    { SPACE("office"), NAME("text"), TAG_BODY },
    { SPACE("office"), NAME("annotation"), TAG_DROP },
    { SPACE("office"), NAME("forms"), TAG_DROP },
    { SPACE("text"), NAME("p"), TAG_PARAGRAPH },
    { SPACE("text"), NAME("h"), TAG_HEADING },
    { SPACE("text"), NAME("span"), TAG_SPAN },
    { SPACE("text"), NAME("s"), TAG_SPACE },
    { SPACE("text"), NAME("tab"), TAG_TAB },
    { SPACE("text"), NAME("line-break"), TAG_BREAK },
    { SPACE("text"), NAME("list-item"), TAG_ITEM },
    { SPACE("text"), NAME("note-body"), TAG_NOTE },
    { SPACE("text"), NAME("note-citation"), TAG_DROP },
    { SPACE("text"), NAME("tracked-changes"), TAG_DROP },
    { SPACE("text"), NAME("table-of-content"), TAG_DROP },
    { SPACE("text"), NAME("illustration-index"), TAG_DROP },
    { SPACE("text"), NAME("table-index"), TAG_DROP },
    { SPACE("text"), NAME("object-index"), TAG_DROP },
    { SPACE("text"), NAME("user-index"), TAG_DROP },
    { SPACE("text"), NAME("alphabetical-index"), TAG_DROP },
    { SPACE("text"), NAME("ruby-text"), TAG_DROP },
    { SPACE("text"), NAME("section"), TAG_HIDABLE },
    { SPACE("text"), NAME("hidden-text"), TAG_DROP },
    { SPACE("table"), NAME("table-row"), TAG_ROW },
    { SPACE("table"), NAME("table-cell"), TAG_CELL },
    { SPACE("table"), NAME("covered-table-cell"), TAG_CELL },
    { SPACE("drawing"), NAME("text-box"), TAG_BOX },
};

/* An element that is open. What holds inside it is a copy of what holds around it. */
struct open_element { enum tag tag; const struct font *font; struct lines *out; bool text, hidden, said; };
struct body {
    struct arena *a;
    struct lines *main, *notes;
    struct odt_styles *styles;
    struct open_element levels[LIMIT_XML_DEPTH + 1];
    size_t depth, drop_from;        /* drop_from: depth of the element whose whole content is left out; 0 none */
    bool blank;                     /* the text so far ends with a blank, or the line is new */
    struct buf raw;                 /* letters of an old font that wait for the rest of their word */
    const struct font *raw_font;
    struct lines *raw_out;
    size_t converted[VN_ENCODING_COUNT];
};

static enum tag tag_of(struct xml_name name)
{
    for (size_t i = 0; i < COUNT(tags); i++)
        if (str_is(name.local, tags[i].local) && str_is(name.space, tags[i].space)) return tags[i].tag;
    return TAG_OTHER;
}

static void flush(struct body *b)
{
    if (!b->raw.n) return;
    size_t turned = 0;
    lines_add(b->raw_out, font_decode(b->a, b->raw_font, buf_done(&b->raw), &turned));
    b->converted[b->raw_font->encoding] += turned;
    b->raw.n = 0;
}

static void add(struct body *b, struct str s)
{
    struct open_element *l = &b->levels[b->depth];
    if (!s.n || !l->text || l->hidden) return;
    b->blank = s.p[s.n - 1] == ' ';
    if (!l->font || l->font->encoding == VN_UTF8) {
        flush(b);
        lines_add(l->out, s);
        return;
    }
    if (b->raw.n && (b->raw_font != l->font || b->raw_out != l->out)) flush(b);
    b->raw_font = l->font;
    b->raw_out = l->out;
    buf_str(&b->raw, s);
}

static void line_end(struct body *b)
{
    flush(b);
    lines_break(b->levels[b->depth].out);
    b->blank = true;
}

/* How often an element says it stands there; 1 when it does not say. */
static size_t times(const char *const *attributes, const char *name, size_t most)
{
    const char *said = xml_attribute(attributes, name);
    int64_t n;
    if (!said || !str_int(str_c(said), &n) || n < 1) return 1;
    return (uint64_t)n > most ? most : (size_t)n;
}

static void look_at(struct open_element *l, struct odt_look look)
{
    if (look.font) l->font = look.font;
    if (look.hidden) l->hidden = true;
}

static void paragraph_open(struct body *b, struct open_element *l, enum tag tag, const char *const *attributes)
{
    const char *style = xml_attribute(attributes, "style-name");
    l->font = NULL;
    look_at(l, odt_styles_default(b->styles));
    if (style) look_at(l, odt_styles_look(b->styles, "paragraph", style));
    l->text = true;
    line_end(b);
    size_t d = b->depth - 1;        /* the first paragraph of an item is marked, its second is not */
    while (d && b->levels[d].tag != TAG_ITEM && b->levels[d].tag != TAG_CELL && b->levels[d].tag != TAG_NOTE) d--;
    struct open_element *item = b->levels[d].tag == TAG_ITEM ? &b->levels[d] : NULL;
    if (item && !item->said && tag == TAG_PARAGRAPH && !l->hidden) lines_add(l->out, S("- "));
    if (item) item->said = true;
}

static void cell_open(struct open_element *l, const char *const *attributes)
{
    size_t n = times(attributes, "number-columns-repeated", CELLS_MOST);
    for (; n > 1; n--) {
        lines_cell(l->out);
        lines_cell_end(l->out);
    }
    lines_cell(l->out);
    l->text = false;
}

/* Copies of the same row or of filled cells are the work of programs that fill a page; the text is said once. */
static void element_open(struct body *b, enum tag tag, const char *const *attributes)
{
    struct open_element *l = &b->levels[b->depth];
    const char *said;
    switch (tag) {
    case TAG_PARAGRAPH: case TAG_HEADING: paragraph_open(b, l, tag, attributes); break;
    case TAG_SPAN:
        if ((said = xml_attribute(attributes, "style-name"))) look_at(l, odt_styles_look(b->styles, "text", said));
        break;
    case TAG_SPACE:
        for (size_t n = times(attributes, "c", BLANKS_MOST); n; n--) add(b, S(" "));
        break;
    case TAG_TAB: add(b, S("\t")); break;
    case TAG_BREAK: if (l->text) line_end(b); break;
    case TAG_HIDABLE:
        said = xml_attribute(attributes, "display");
        if (said && !strcmp(said, "none")) b->drop_from = b->depth;
        break;
    case TAG_NOTE: flush(b); l->out = b->notes; l->text = false; break;
    case TAG_ROW: line_end(b); lines_row(l->out); l->text = false; break;
    case TAG_CELL: flush(b); cell_open(l, attributes); break;
    case TAG_BOX: flush(b); lines_box(l->out); l->text = false; b->blank = true; break;
    case TAG_DROP: b->drop_from = b->depth; break;
    case TAG_BODY: case TAG_ITEM: case TAG_OTHER: break;
    }
}

static void on_open(void *who, struct xml_name name, const char *const *attributes)
{
    struct body *b = who;
    b->depth++;
    if (b->drop_from) return;
    struct open_element *l = &b->levels[b->depth];
    *l = l[-1];
    l->tag = tag_of(name);
    l->said = false;
    if (!l->out && l->tag == TAG_BODY) l->out = b->main;
    if (l->out) element_open(b, l->tag, attributes);
    else odt_styles_see(b->styles, name.local, attributes);
}

static void on_close(void *who, struct xml_name name)
{
    struct body *b = who;
    (void)name;
    struct open_element *l = &b->levels[b->depth];
    if (b->drop_from == b->depth) b->drop_from = 0;
    else if (!b->drop_from && l->out) {
        switch (l->tag) {
        case TAG_PARAGRAPH: case TAG_HEADING: line_end(b); break;
        case TAG_NOTE: line_end(b); b->blank = false; break;
        case TAG_ROW: line_end(b); lines_row_end(l->out); break;
        case TAG_CELL: line_end(b); lines_cell_end(l->out); break;
        case TAG_BOX: line_end(b); lines_box_end(l->out); b->blank = false; break;
        default: break;
        }
    }
    b->depth--;
}

/* Any run of blanks is one; those at the start of a paragraph are none. */
static void on_text(void *who, const char *p, size_t n)
{
    struct body *b = who;
    if (b->drop_from || !b->levels[b->depth].text) return;
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from; to < n && p[to] != ' ' && p[to] != '\n' && p[to] != '\r' && p[to] != '\t'; to++) ;
        add(b, (struct str){ p + from, to - from });
        if (to == n) break;
        if (!b->blank) add(b, S(" "));
        to++;
    }
}

static struct str encoding_of(const struct body *b)
{
    enum vn_encoding most = VN_UTF8;
    for (size_t i = 0; i < VN_ENCODING_COUNT; i++)
        if (b->converted[i] > b->converted[most]) most = (enum vn_encoding)i;
    return str_c(vn_encoding_name(most));
}

static error finish(struct body *b, struct read_text *out)
{
    struct buf all = buf_open(b->a);
    buf_str(&all, lines_done(b->main));
    buf_char(&all, '\n');
    buf_str(&all, lines_done(b->notes));
    struct str text = buf_done(&all);
    struct bytes raw = { (const unsigned char *)text.p, text.n };
    TRY(vn_text(b->a, raw, &text));
    out->form = txt_form(raw, text);
    TRY(txt_tidy(b->a, text, false, &out->text));
    out->format = FORMAT_ODT;
    out->encoding = encoding_of(b);
    return NULL;
}

static struct body *body_open(struct arena *a)
{
    struct body *b = NEW(a, struct body);
    b->a = a;
    b->main = lines_open(a);
    b->notes = lines_open(a);
    b->raw = buf_open(a);
    b->styles = odt_styles_open(a);
    b->blank = true;
    return b;
}

static error walk(struct body *b, struct bytes xml)
{
    const struct xml_walker walker = { .who = b, .open = on_open, .close = on_close, .text = on_text };
    return xml_walk(b->a, xml, &walker);
}

error odt_read(struct arena *a, struct bytes document, struct read_text *out)
{
    struct body *b = body_open(a);
    if (document.n < 2 || memcmp(document.p, "PK", 2)) {        /* flat: all in one file */
        TRY(walk(b, document));
        return finish(b, out);
    }
    struct unzip *z;
    struct bytes xml;
    TRY(unzip_open(a, document, &z));
    if (unzip_has(z, "styles.xml")) {
        TRY(unzip_get(a, z, "styles.xml", &xml));
        TRY(walk(b, xml));
    }
    if (!unzip_has(z, "content.xml"))
        return FAIL(a, ERR_INPUT, "Tệp thiếu phần nội dung, có thể đã hỏng khi tải. Hãy mở tệp gốc, lưu lại rồi gửi.");
    TRY(unzip_get(a, z, "content.xml", &xml));
    TRY(walk(b, xml));
    return finish(b, out);
}
