/* docx.c - a Word document to text. See format.h; runs only inside the locked child.
 *
 * Owns what of a document is text: paragraphs, tables, text boxes, foot- and endnotes. Tracked deletions,
 * hidden text, field codes and the second copy of a text box are not. Text in an old Vietnamese font
 * (which font.c knows) is turned into real letters. It must never follow a link out of the document. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "pack/unzip.h"
#include "pack/xml.h"
#include "read/format/font.h"
#include "read/format/lines.h"
#include "vn/text.h"

enum tag {
    TAG_OTHER, TAG_ALTERNATE, TAG_BOX, TAG_BREAK, TAG_CELL, TAG_CHOICE, TAG_DROP, TAG_FALLBACK, TAG_FONTS,
    TAG_HIDDEN, TAG_HYPHEN, TAG_NOTE, TAG_NUMBER, TAG_PARAGRAPH, TAG_PARAGRAPH_STYLE, TAG_ROW, TAG_RUN,
    TAG_RUN_PROPERTIES, TAG_RUN_STYLE, TAG_SPAN, TAG_TAB, TAG_TABS, TAG_TEXT,
};

#define NAME(lit) { lit, sizeof(lit) - 1 }

/* Elements of the word processing namespace (and of compatibility), by local name. Drop: nothing below is text now. */
static const struct { struct str local; enum tag tag;
} tags[] = {
    { NAME("AlternateContent"), TAG_ALTERNATE },
    { NAME("Choice"), TAG_CHOICE },
    { NAME("Fallback"), TAG_FALLBACK },
    { NAME("br"), TAG_BREAK },
    { NAME("cr"), TAG_BREAK },
    { NAME("del"), TAG_DROP },
    { NAME("endnote"), TAG_NOTE },
    { NAME("footnote"), TAG_NOTE },
    { NAME("gridSpan"), TAG_SPAN },
    { NAME("instrText"), TAG_DROP },
    { NAME("moveFrom"), TAG_DROP },
    { NAME("noBreakHyphen"), TAG_HYPHEN },
    { NAME("numId"), TAG_NUMBER },
    { NAME("p"), TAG_PARAGRAPH },
    { NAME("pPrChange"), TAG_DROP },
    { NAME("pStyle"), TAG_PARAGRAPH_STYLE },
    { NAME("r"), TAG_RUN },
    { NAME("rFonts"), TAG_FONTS },
    { NAME("rPr"), TAG_RUN_PROPERTIES },
    { NAME("rPrChange"), TAG_DROP },
    { NAME("rStyle"), TAG_RUN_STYLE },
    { NAME("rt"), TAG_DROP },
    { NAME("t"), TAG_TEXT },
    { NAME("tab"), TAG_TAB },
    { NAME("tabs"), TAG_TABS },
    { NAME("tc"), TAG_CELL },
    { NAME("tr"), TAG_ROW },
    { NAME("txbxContent"), TAG_BOX },
    { NAME("vanish"), TAG_HIDDEN },
};

static const struct str word_spaces[] = {
    NAME("http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    NAME("http://purl.oclc.org/ooxml/wordprocessingml/main"),
    NAME("http://schemas.openxmlformats.org/markup-compatibility/2006"),
    NAME("http://schemas.openxmlformats.org/officeDocument/2006/math"),
    NAME("http://purl.oclc.org/ooxml/officeDocument/math"),
};

/* A paragraph that is open. A text box opens one inside another. */
struct paragraph {
    struct paragraph *outer;
    const struct font *style, *run;
    bool in_run, in_run_properties, in_tabs, hidden, numbered;
};
struct body {
    struct arena *a;
    struct lines *lines;
    const struct fonts *fonts;
    struct paragraph *paragraph, *spare;
    struct buf raw;                 /* letters of an old font that wait for the rest of their word */
    const struct font *raw_font;
    size_t depth, drop_from;        /* drop_from: depth of the element whose whole content is left out; 0 none */
    size_t text_depth;              /* depth of the open text element; 0 none */
    uint64_t choice;                /* bit per depth below 64: this AlternateContent has given its Choice */
    size_t converted[VN_ENCODING_COUNT];
};

static bool is_true(const char *const *attributes)
{
    const char *v = xml_attribute(attributes, "val");
    return !v || (strcmp(v, "0") && strcmp(v, "false") && strcmp(v, "off"));
}

static enum tag tag_of(struct xml_name name)
{
    size_t i = 0;
    while (i < COUNT(word_spaces) && !str_is(name.space, word_spaces[i])) i++;
    if (i == COUNT(word_spaces)) return TAG_OTHER;
    for (i = 0; i < COUNT(tags); i++)
        if (str_is(name.local, tags[i].local)) return tags[i].tag;
    return TAG_OTHER;
}

static void flush(struct body *b)
{
    if (!b->raw.n) return;
    struct str word = buf_done(&b->raw);
    size_t turned = 0;
    lines_add(b->lines, font_decode(b->a, b->raw_font, word, &turned));
    b->converted[b->raw_font->encoding] += turned;
    b->raw.n = 0;
}

static void add(struct body *b, struct str s)
{
    if (b->paragraph && b->paragraph->numbered && lines_empty(b->lines) && !b->raw.n) lines_add(b->lines, S("- "));
    if (b->paragraph) b->paragraph->numbered = false;
    const struct font *font = b->paragraph && b->paragraph->run ? b->paragraph->run
                              : b->paragraph                    ? b->paragraph->style
                                                                : NULL;
    if (!font || font->encoding == VN_UTF8) {
        flush(b);
        lines_add(b->lines, s);
        return;
    }
    if (b->raw.n && b->raw_font != font) flush(b);
    b->raw_font = font;
    buf_str(&b->raw, s);
}

static void line_end(struct body *b)
{
    flush(b);
    lines_break(b->lines);
}

static void paragraph_open(struct body *b)
{
    flush(b);
    struct paragraph *p = b->spare;
    if (p) b->spare = p->outer;
    else p = NEW(b->a, struct paragraph);
    *p = (struct paragraph){ .outer = b->paragraph, .style = fonts_default(b->fonts) };
    b->paragraph = p;
}

static void paragraph_close(struct body *b)
{
    struct paragraph *p = b->paragraph;
    line_end(b);
    b->paragraph = p->outer;
    p->outer = b->spare;
    b->spare = p;
}

/* What stands inside the properties of a run or a paragraph. */
static void property(struct body *b, enum tag tag, const char *const *attributes)
{
    struct paragraph *p = b->paragraph;
    const char *value = xml_attribute(attributes, "val");
    int64_t columns;
    if (tag == TAG_SPAN && value && str_int(str_c(value), &columns)) lines_span(b->lines, columns);
    if (!p) return;
    if (tag == TAG_PARAGRAPH_STYLE) p->style = fonts_style(b->fonts, value);
    else if (tag == TAG_NUMBER) p->numbered = value && strcmp(value, "0");
    else if (!p->in_run) return;
    else if (tag == TAG_RUN_STYLE && fonts_style_says(b->fonts, value)) p->run = fonts_style(b->fonts, value);
    else if (tag == TAG_FONTS && font_named(attributes)) p->run = font_named(attributes);
    else if (tag == TAG_HIDDEN && p->in_run_properties) p->hidden = is_true(attributes);
}

static void choose(struct body *b, enum tag tag)
{
    size_t parent = b->depth - 1;
    if (parent >= 64) return;
    if (tag == TAG_CHOICE && !(b->choice >> parent & 1)) b->choice |= (uint64_t)1 << parent;
    else if (b->choice >> parent & 1) b->drop_from = b->depth;
}

/* long: one case an element. */
static void on_open(void *who, struct xml_name name, const char *const *attributes)
{
    struct body *b = who;
    b->depth++;
    if (b->drop_from) return;
    enum tag tag = tag_of(name);
    struct paragraph *p = b->paragraph;
    switch (tag) {
    case TAG_DROP: b->drop_from = b->depth; break;
    case TAG_ALTERNATE: if (b->depth < 64) b->choice &= ~((uint64_t)1 << b->depth); break;
    case TAG_CHOICE: case TAG_FALLBACK: choose(b, tag); break;
    case TAG_PARAGRAPH: paragraph_open(b); break;
    case TAG_RUN:
        if (!p) break;
        p->in_run = true;
        p->hidden = false;
        p->run = NULL;
        break;
    case TAG_RUN_PROPERTIES: if (p) p->in_run_properties = true; break;
    case TAG_TABS: if (p) p->in_tabs = true; break;
    case TAG_TEXT: b->text_depth = b->depth; break;
    case TAG_TAB: if (p && p->in_run && !p->in_tabs && !p->hidden) add(b, S("\t")); break;
    case TAG_HYPHEN: if (p && !p->hidden) add(b, S("-")); break;
    case TAG_BREAK: if (p && p->in_run && !p->hidden) line_end(b); break;
    case TAG_ROW: line_end(b); lines_row(b->lines); break;
    case TAG_CELL: line_end(b); lines_cell(b->lines); break;
    case TAG_BOX: flush(b); lines_box(b->lines); break;
    case TAG_NOTE: {
        const char *type = xml_attribute(attributes, "type");
        if (type && strcmp(type, "normal")) b->drop_from = b->depth;   /* the line above the notes, not a note */
        break;
    }
    default: property(b, tag, attributes);
    }
}

static void on_close(void *who, struct xml_name name)
{
    struct body *b = who;
    if (b->drop_from == b->depth) b->drop_from = 0;
    else if (!b->drop_from) {
        struct paragraph *p = b->paragraph;
        switch (tag_of(name)) {
        case TAG_PARAGRAPH: if (p) paragraph_close(b); break;
        case TAG_RUN: if (p) p->in_run = false; break;
        case TAG_RUN_PROPERTIES: if (p) p->in_run_properties = false; break;
        case TAG_TABS: if (p) p->in_tabs = false; break;
        case TAG_TEXT: b->text_depth = 0; break;
        case TAG_ROW: line_end(b); lines_row_end(b->lines); break;
        case TAG_CELL: line_end(b); lines_cell_end(b->lines); break;
        case TAG_BOX: line_end(b); lines_box_end(b->lines); break;
        default: break;
        }
    }
    b->depth--;
}

static void on_text(void *who, const char *p, size_t n)
{
    struct body *b = who;
    if (b->drop_from || !b->text_depth || (b->paragraph && b->paragraph->hidden)) return;
    for (size_t from = 0, to; from < n; from = to + 1) {        /* a line break in the XML is a blank of the text */
        for (to = from; to < n && p[to] != '\n' && p[to] != '\r'; to++) ;
        add(b, (struct str){ p + from, to - from });
        if (to < n) add(b, S(" "));
    }
}

/* ---- the package: which part is which ---- */

struct relations { struct arena *a; const char *wanted; struct str target; };

static void on_relation(void *who, struct xml_name name, const char *const *attributes)
{
    struct relations *r = who;
    const char *type = xml_attribute(attributes, "Type"), *target = xml_attribute(attributes, "Target");
    const char *mode = xml_attribute(attributes, "TargetMode");
    if (!str_is(name.local, S("Relationship")) || !type || !target || (mode && !strcmp(mode, "External"))) return;
    if (!r->target.n && str_ends(str_c(type), str_c(r->wanted))) r->target = str_copy(r->a, str_c(target));
}

static void on_nothing(void *who, struct xml_name name) { (void)who; (void)name; }

/* The part that `from` names as its `wanted`, else `usual`. Targets are relative to the folder. */
static error part_of(struct arena *a, struct unzip *z, const char *from, const char *wanted, const char *folder,
                     const char *usual, const char **out)
{
    struct relations r = { .a = a, .wanted = wanted };
    const struct xml_walker walker = { .who = &r, .open = on_relation, .close = on_nothing };
    struct bytes xml;
    *out = usual;
    if (!unzip_has(z, from)) return NULL;
    TRY(unzip_get(a, z, from, &xml));
    TRY(xml_walk(a, xml, &walker));
    if (!r.target.n) return NULL;
    char *name = str_z(a, r.target.p[0] == '/' ? str_cut(r.target, 1, r.target.n)
                                               : str_fmt(a, "%s%.*s", folder, STR(r.target)));
    if (unzip_has(z, name)) *out = name;
    return NULL;
}

static error part_read(struct arena *a, struct unzip *z, struct body *b, const char *part)
{
    struct bytes xml;
    const struct xml_walker walker = { .who = b, .open = on_open, .close = on_close, .text = on_text };
    TRY(unzip_get(a, z, part, &xml));
    TRY(xml_walk(a, xml, &walker));
    line_end(b);
    return NULL;
}

static struct str encoding_of(const struct body *b)
{
    enum vn_encoding most = VN_UTF8;
    for (size_t i = 0; i < VN_ENCODING_COUNT; i++)
        if (b->converted[i] > b->converted[most]) most = (enum vn_encoding)i;
    return str_c(vn_encoding_name(most));
}

error docx_read(struct arena *a, struct bytes document, struct read_text *out)
{
    static const struct { const char *type, *usual; } notes[] = {
        { "/relationships/footnotes", "word/footnotes.xml" }, { "/relationships/endnotes", "word/endnotes.xml" },
    };
    struct unzip *z;
    const char *main, *part;
    TRY(unzip_open(a, document, &z));
    TRY(part_of(a, z, "_rels/.rels", "/relationships/officeDocument", "", "word/document.xml", &main));
    if (!unzip_has(z, main) || !str_starts(str_c(main), S("word/"))) return FAIL(a, ERR_FORMAT,
                    "Đây là tệp nén, không phải tài liệu Word. Hãy giải nén rồi gửi từng tài liệu.");
    const char *relations = str_z(a, str_fmt(a, "word/_rels/%s.rels", main + strlen("word/")));
    struct body *b = NEW(a, struct body);
    b->a = a;
    b->lines = lines_open(a);
    b->raw = buf_open(a);
    TRY(part_of(a, z, relations, "/relationships/styles", "word/", "word/styles.xml", &part));
    TRY(fonts_read(a, z, part, &b->fonts));
    TRY(part_read(a, z, b, main));
    for (size_t i = 0; i < COUNT(notes); i++) {
        TRY(part_of(a, z, relations, notes[i].type, "word/", notes[i].usual, &part));
        if (unzip_has(z, part)) TRY(part_read(a, z, b, part));
    }
    struct str text = lines_done(b->lines);
    struct bytes raw = { (const unsigned char *)text.p, text.n };
    TRY(vn_text(a, raw, &text));
    out->form = txt_form(raw, text);
    TRY(txt_tidy(a, text, false, &out->text));
    out->format = FORMAT_DOCX;
    out->encoding = encoding_of(b);
    return NULL;
}
