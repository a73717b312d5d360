/* docx_paper.c - a paper as .docx (ECMA-376, the transitional form that Word and LibreOffice both write).
 *
 * Owns word/document.xml and the package around it; never decides a size or a text (layout.h, sheet.h do). The order of
 * elements inside w:pPr, w:tblPr, w:tcPr and w:sectPr is that of the schema: Word refuses another. */
#include "pack/zip_writer.h"
#include "write/docx_style.h"
#include "write/escape.h"
#include "write/sheet.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml"

static const char content_types[] =
    XML_HEAD "<Types xmlns=\"" PACKAGE "/content-types\">"
    "<Default Extension=\"rels\""
    " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE ".document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE ".styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE ".settings+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD_TYPE ".header+xml\"/>"
    "<Override PartName=\"/word/header2.xml\" ContentType=\"" WORD_TYPE ".header+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\""
    " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>\n";
static const char package_relations[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/relationships/officeDocument\""
    " Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "/relationships/metadata/core-properties\""
    " Target=\"docProps/core.xml\"/></Relationships>\n";
static const char document_relations[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/relationships/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/relationships/settings\" Target=\"settings.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE "/relationships/header\" Target=\"header1.xml\"/>"
    "<Relationship Id=\"rId4\" Type=\"" OFFICE "/relationships/header\" Target=\"header2.xml\"/>"
    "</Relationships>\n";
/* Compatibility mode 15: without it Word takes the file for one of 2007 and moves tables left by their cell margin. */
static const char settings[] =
    XML_HEAD "<w:settings xmlns:w=\"" DOCX_NAMESPACE "\"><w:defaultTabStop w:val=\"720\"/>"
    "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
    "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
    "</w:compat><w:themeFontLang w:val=\"vi-VN\"/></w:settings>\n";

/* ---- paragraphs ---- */

struct para {
    bool fresh;                                /* begins a page */
    size_t name;                               /* of the bookmark around it; 0 none */
    bool keep_next;                            /* besides what the element's style says */
    int size;                                  /* half-points, when not the element's; 0 */
    bool bold;
    const enum align *align;                   /* NULL: the element's */
};

/* Text with its line feeds and tabs as marks of their own. */
static void run_text(struct buf *b, struct str text)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && text.p[i] != '\n' && text.p[i] != '\t') continue;
        if (i > from) {
            buf_c(b, "<w:t xml:space=\"preserve\">");
            escape_text(b, str_cut(text, from, i));
            buf_c(b, "</w:t>");
        }
        if (i < text.n) buf_c(b, text.p[i] == '\n' ? "<w:br/>" : "<w:tab/>");
        from = i + 1;
    }
}

static void put_runs(struct buf *b, const struct sheet_line *line, const struct para *how)
{
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        buf_c(b, "<w:r>");
        bool bold = run->bold || how->bold;
        if (bold || run->italic || how->size) buf_c(b, "<w:rPr>");
        if (bold) buf_c(b, "<w:b/><w:bCs/>");
        if (run->italic) buf_c(b, "<w:i/><w:iCs/>");
        if (how->size) buf_fmt(b, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", how->size, how->size);
        if (bold || run->italic || how->size) buf_c(b, "</w:rPr>");
        run_text(b, run->text);
        buf_c(b, "</w:r>");
    }
}

/* A rule is the upper border of an empty paragraph, cut to length by its indents: it survives every editor. */
static void put_rule(struct buf *b, const struct layout *l, int length, int room, int after)
{
    int left = docx_twips((room - length) / 2), right = docx_twips(room) - left - docx_twips(length);
    buf_fmt(b,
            "<w:p><w:pPr><w:keepNext/><w:pBdr>"
            "<w:top w:val=\"single\" w:sz=\"%d\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>"
            "<w:spacing w:before=\"40\" w:after=\"%d\" w:line=\"40\" w:lineRule=\"exact\"/>"
            "<w:ind w:left=\"%d\" w:right=\"%d\"/>"
            "<w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>\n",
            l->rule, after, left, right);
}

static void put_line(struct buf *b, const struct sheet *s, const struct sheet_line *line,
                     const struct para *how, int room)
{
    const struct type *t = &s->layout->type[line->el];
    buf_fmt(b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", element_names[line->el].id);
    if (how->keep_next || line->rule) buf_c(b, "<w:keepNext/>");
    if (how->fresh) buf_c(b, "<w:pageBreakBefore/>");
    if (line->rule && t->after) buf_c(b, "<w:spacing w:after=\"0\"/>");
    if (how->align && *how->align != t->align) buf_fmt(b, "<w:jc w:val=\"%s\"/>", docx_align(*how->align));
    buf_c(b, "</w:pPr>");
    if (how->name) buf_fmt(b, "<w:bookmarkStart w:id=\"%zu\" w:name=\"Muc%zu\"/>", how->name, how->name);
    put_runs(b, line, how);
    if (how->name) buf_fmt(b, "<w:bookmarkEnd w:id=\"%zu\"/>", how->name);
    buf_c(b, "</w:p>\n");
    if (line->rule) put_rule(b, s->layout, line->rule, room, t->after);
}

/* A line of the contents: the whole of it leads to its place, the number is a field that a word processor brings up to
 * date, and shows the page of the PDF until then. */
static void put_contents(struct buf *b, const struct sheet *s, const struct sheet_block *block, bool fresh)
{
    const struct sheet_line *line = &block->line;
    int room = layout_text_width(s->layout);
    buf_fmt(b, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"%d\"/>"
            "</w:tabs></w:pPr><w:hyperlink w:anchor=\"Muc%zu\" w:history=\"1\">",
            element_names[line->el].id, fresh ? "<w:pageBreakBefore/>" : "", docx_twips(room),
            block->leads);
    put_runs(b, line, &(struct para){ 0 });
    buf_fmt(b, "<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
            "<w:r><w:instrText xml:space=\"preserve\"> PAGEREF Muc%zu \\h </w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>%d</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink></w:p>\n",
            block->leads, s->block[block->leads - 1].page);
}

/* An empty paragraph of an exact height: keeps two tables apart, or closes the last one. 1/20 pt. */
static void put_gap(struct buf *b, int height, bool fresh)
{
    buf_fmt(b,
            "<w:p><w:pPr><w:keepNext/>%s<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/>"
            "<w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>\n",
            fresh ? "<w:pageBreakBefore/>" : "", height);
}

/* ---- tables ---- */

static void put_part(struct buf *b, const struct sheet *s, enum sheet_part_id id, int room)
{
    const struct sheet_part *part = &s->part[id];
    for (size_t i = 0; i < part->lines; i++) put_line(b, s, &part->line[i], &(struct para){ 0 }, room);
}

static void pair_cell(struct buf *b, const struct sheet *s, enum sheet_part_id id, int width)
{
    buf_fmt(b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", docx_twips(width));
    put_part(b, s, id, width);
    if (!s->part[id].lines) buf_c(b, "<w:p/>");            /* a cell must hold a paragraph */
    buf_c(b, "</w:tc>");
}

/* The head and the signature block: two columns without lines. */
static void put_pairs(struct buf *b, const struct sheet *s, const enum sheet_part_id id[], size_t rows, int left)
{
    int all = layout_text_width(s->layout), right = all - left;
    buf_fmt(b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
            "<w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
            "<w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>\n",
            docx_twips(all), docx_twips(left), docx_twips(right));
    for (size_t i = 0; i < rows; i++) {
        buf_c(b, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        pair_cell(b, s, id[2 * i], left);
        pair_cell(b, s, id[2 * i + 1], right);
        buf_c(b, "</w:tr>\n");
    }
    buf_c(b, "</w:tbl>\n");
}

/* See sheet_open_row(). */
static void cell_lines(struct buf *b, const struct sheet_table *t, const struct sheet_row *row)
{
    const struct sheet_row *open = sheet_open_row(t);
    if (!open || (row != open && row != open + 1)) return;
    buf_fmt(b, "<w:tcBorders>%s</w:tcBorders>",
            row == open ? "<w:bottom w:val=\"nil\"/>"
                        : "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
}

static void table_row(struct buf *b, const struct sheet *s, const struct sheet_table *t,
                      const struct sheet_row *row, bool keep_next)
{
    buf_fmt(b, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>", row->head ? "<w:tblHeader/>" : "");
    for (size_t i = 0; i < row->cells; i++) {
        const struct sheet_cell *c = &row->cell[i];
        int width = 0;
        for (int k = 0; k < c->span; k++) width += t->width[c->column + k];
        buf_fmt(b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", docx_twips(width));
        if (c->span > 1) buf_fmt(b, "<w:gridSpan w:val=\"%d\"/>", c->span);
        cell_lines(b, t, row);
        buf_c(b, "<w:vAlign w:val=\"center\"/></w:tcPr>");
        int size = layout_cell_size(s->layout, c->line.el, t->columns);
        struct para how = { .keep_next = keep_next || row->keep_next || row->head,
                            .bold = c->bold && !row->head,
                            .align = &c->align,
                            .size = size == s->layout->type[c->line.el].size ? 0 : size };
        put_line(b, s, &c->line, &how, width);
        buf_c(b, "</w:tc>");
    }
    buf_c(b, "</w:tr>\n");
}

/* A bar is an empty paragraph with a line around and a ground, cut to length by its indents, as a rule is: it survives
 * every editor and is no picture. */
static void put_bar(struct buf *b, const struct sheet_bar *bar, int room)
{
    static const struct { const char *pattern, *fill; } looks[BAR_LOOK_COUNT] = {
        [BAR_BLACK] = { "clear", "262626" }, [BAR_GREY] = { "clear", "A6A6A6" }, [BAR_WHITE] = { "clear", "FFFFFF" },
        [BAR_STRIPED] = { "diagStripe", "FFFFFF" } };
    static const char *const sides[] = { "top", "left", "bottom", "right" };
    buf_c(b, "<w:p><w:pPr><w:keepNext/>");
    if (bar->length) {
        buf_c(b, "<w:pBdr>");
        for (size_t i = 0; i < COUNT(sides); i++)
            buf_fmt(b, "<w:%s w:val=\"%s\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", sides[i],
                    bar->open && i + 1 == COUNT(sides) ? "dashed" : "single");
        buf_fmt(b, "</w:pBdr><w:shd w:val=\"%s\" w:color=\"000000\" w:fill=\"%s\"/>", looks[bar->look].pattern,
                looks[bar->look].fill);
    }
    buf_fmt(b, "<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/><w:ind w:left=\"0\" w:right=\"%d\"/>"
            "<w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>", SHEET_BAR_HEIGHT, docx_twips(room - bar->length));
}

static void bars_row(struct buf *b, const struct sheet *s, const struct sheet_table *t, const struct sheet_row *row,
                     bool keep_next)
{
    buf_fmt(b, "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/></w:trPr>", SHEET_BAR_ROW);
    for (size_t i = 0; i < row->cells; i++) {
        const struct sheet_cell *c = &row->cell[i];
        int width = 0;
        for (int k = 0; k < c->span; k++) width += t->width[c->column + k];
        buf_fmt(b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", docx_twips(width));
        if (c->span > 1) buf_fmt(b, "<w:gridSpan w:val=\"%d\"/>", c->span);
        buf_c(b, "<w:vAlign w:val=\"center\"/></w:tcPr>");
        if (i == SHEET_BAR_COLUMN) put_bar(b, &row->bar, width);
        else put_line(b, s, &c->line, &(struct para){ .keep_next = keep_next || row->keep_next, .bold = c->bold,
                      .align = &c->align }, width);
        buf_c(b, "</w:tc>");
    }
    buf_c(b, "</w:tr>\n");
}

static void put_table(struct buf *b, const struct sheet *s, const struct sheet_block *block, bool keep_next)
{
    const struct sheet_table *t = block->table;
    static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
    if (!t->rows) return;
    if (t->caption.runs)
        put_line(b, s, &t->caption, &(struct para){ .fresh = block->fresh }, layout_text_width(s->layout));
    else put_gap(b, s->layout->gap_table, block->fresh);
    buf_fmt(b, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>", docx_twips(layout_text_width(s->layout)));
    for (size_t i = 0; i < COUNT(sides) && !t->bars; i++)
        buf_fmt(b, "%s<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>%s",
                i ? "" : "<w:tblBorders>", sides[i], i + 1 == COUNT(sides) ? "</w:tblBorders>" : "");
    buf_fmt(b,
            "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar>"
            "<w:top w:w=\"%d\" w:type=\"dxa\"/><w:left w:w=\"%d\" w:type=\"dxa\"/>"
            "<w:bottom w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" w:type=\"dxa\"/>"
            "</w:tblCellMar></w:tblPr><w:tblGrid>",
            s->layout->cell_above, s->layout->cell_beside, s->layout->cell_above, s->layout->cell_beside);
    for (int i = 0; i < t->columns; i++) buf_fmt(b, "<w:gridCol w:w=\"%d\"/>", docx_twips(t->width[i]));
    buf_c(b, "</w:tblGrid>\n");
    for (size_t i = 0; i < t->rows; i++) {
        bool keep = keep_next && i + 1 == t->rows;
        if (t->bars) bars_row(b, s, t, &t->row[i], keep);
        else table_row(b, s, t, &t->row[i], keep);
    }
    buf_c(b, "</w:tbl>\n");
}

/* ---- the document ---- */

static void put_section(struct buf *b, const struct layout *l)
{
    buf_fmt(b,
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>"
            "<w:headerReference w:type=\"first\" r:id=\"rId4\"/>"
            "<w:pgSz w:w=\"%d\" w:h=\"%d\"/>"
            "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\""
            " w:header=\"%d\" w:footer=\"567\" w:gutter=\"0\"/>"
            "<w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>",
            docx_twips(l->width), docx_twips(l->height), docx_twips(l->top),
            docx_twips(l->margin_right), docx_twips(l->bottom), docx_twips(l->margin_left),
            docx_twips(l->page_number));
}

static struct str document_xml(struct arena *a, const struct sheet *s)
{
    static const enum sheet_part_id head[] = { PART_ISSUER, PART_NATION, PART_NUMBER, PART_PLACE };
    static const enum sheet_part_id foot[] = { PART_COPIES, PART_SIGN };
    struct buf b = buf_open(a);
    int room = layout_text_width(s->layout);
    buf_c(&b, XML_HEAD "<w:document xmlns:w=\"" DOCX_NAMESPACE "\" xmlns:r=\"" OFFICE "/relationships\"><w:body>\n");
    put_pairs(&b, s, head, s->cover ? 1 : 2, s->layout->head_left);
    put_part(&b, s, PART_TITLE, room);
    put_part(&b, s, PART_TO, room);
    for (size_t i = 0; i < s->blocks; i++) {
        const struct sheet_block *block = &s->block[i];
        bool last = i + 1 == s->blocks && !s->cover;           /* the signature never stands alone on a page */
        struct para how = { .keep_next = last, .fresh = block->fresh, .name = block->name };
        if (block->table) put_table(&b, s, block, last);
        else if (block->leads) put_contents(&b, s, block, block->fresh);
        else put_line(&b, s, &block->line, &how, room);
    }
    if (!s->cover) put_gap(&b, s->layout->gap_foot, false);
    if (!s->cover) put_pairs(&b, s, foot, 1, s->layout->foot_left);
    buf_c(&b, "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>"
              "<w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>\n");
    put_section(&b, s->layout);
    buf_c(&b, "</w:body></w:document>\n");
    return buf_done(&b);
}

static struct str core_xml(struct arena *a, const struct sheet *s)
{
    const struct { const char *tag; struct str text; } property[] = {
        { "dc:title", s->title },
        { "dc:subject", s->subject },
        { "dc:creator", s->author },
        { "dc:language", s->language },
    };
    struct buf b = buf_open(a);
    buf_c(&b, XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\""
              " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
              " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    for (size_t i = 0; i < COUNT(property); i++) {
        buf_fmt(&b, "<%s>", property[i].tag);
        escape_text(&b, property[i].text);
        buf_fmt(&b, "</%s>", property[i].tag);
    }
    buf_fmt(&b, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%.*s</dcterms:created></cp:coreProperties>\n",
            STR(s->made));
    return buf_done(&b);
}

error paper_docx(struct arena *a, const struct paper *p, struct bytes *out)
{
    struct sheet s;
    TRY(sheet_make(a, p, &s));
    TRY(sheet_pages(a, &s));
    struct buf styles = buf_open(a), header = buf_open(a), first = buf_open(a);
    docx_styles(&styles, s.layout, s.language);
    docx_header(&header, s.stamp, false);
    docx_header(&first, s.stamp, true);
    const struct zip_part part[] = {
        { "[Content_Types].xml", str_c(content_types) },
        { "_rels/.rels", str_c(package_relations) },
        { "word/document.xml", document_xml(a, &s) },
        { "word/styles.xml", buf_done(&styles) },
        { "word/settings.xml", str_c(settings) },
        { "word/header1.xml", buf_done(&header) },
        { "word/header2.xml", buf_done(&first) },
        { "word/_rels/document.xml.rels", str_c(document_relations) },
        { "docProps/core.xml", core_xml(a, &s) },
    };
    return zip_write(a, part, COUNT(part), out);
}
