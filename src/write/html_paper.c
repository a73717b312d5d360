/* html_paper.c - a paper as one HTML page that needs nothing else, for the screen and for printing.
 *
 * Owns the page and its print style, made from the same layout as the other two. It is for a file
 * that is handed out: the program's own pages do not allow a style inside the page. */
#include "write/escape.h"
#include "write/sheet.h"

#define FONTS "\"Times New Roman\",\"Liberation Serif\",serif"

static const char *const aligns[] = { [ALIGN_LEFT] = "left", [ALIGN_CENTRE] = "center", [ALIGN_RIGHT] = "right",
                                      [ALIGN_JUSTIFY] = "justify" };

/* The HTML tag of an element; what is no heading is a paragraph. */
static const char *tag_of(enum element el)
{
    static const char *const tags[EL_COUNT] = { [EL_KIND] = "h1", [EL_HEADING_1] = "h2", [EL_HEADING_2] = "h3",
                                                [EL_HEADING_3] = "h4", [EL_CAPTION] = "caption", [EL_CELL_HEAD] = "th",
                                                [EL_CELL] = "td" };
    return tags[el] ? tags[el] : "p";
}

/* 1/100 mm as "12.34mm"; 1/20 pt as "6.5pt". Whole numbers all the way, so that the same page comes out everywhere. */
static void put_mm(struct buf *b, const char *before, int hundredths)
{
    buf_fmt(b, "%s%d.%02dmm", before, hundredths / 100, hundredths % 100);
}

static void put_pt(struct buf *b, const char *before, int twentieths)
{
    buf_fmt(b, "%s%d.%02dpt", before, twentieths / 20, twentieths % 20 * 5);
}

/* ---- style ---- */

/* Before the styles of the elements, and after them. */
static const char page_style[] =
    "*{box-sizing:border-box}\n"
    "body{background:#fff;color:#000;font-family:" FONTS ";line-height:1.15;overflow-wrap:break-word}\n"
    "p,h1,h2,h3,h4{margin:0;orphans:2;widows:2}\n"
    "hr{border:0;margin:2pt auto;height:0}\n"
    ".doi{display:flex;break-inside:avoid}\n"
    ".doi>div{flex:none}\n"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}\n"
    "thead{display:table-header-group}\n"
    "tr{break-inside:avoid}\n"
    "th,td{border:.5pt solid #000;vertical-align:middle}\n"
    ".trang{break-before:page}.thanh{break-inside:avoid}.thanh td{border:0}\n"
    ".thanh div{height:9pt;border:.5pt solid #000}\n"
    ".den{background:#262626}.xam{background:#a6a6a6}\n"
    ".soc{background:repeating-linear-gradient(135deg,#fff 0 2pt,#000 2pt 3pt)}\n"
    ".tiep{border-right-style:dashed!important}*{print-color-adjust:exact}\n";
static const char screen_style[] =
    "td.dam{font-weight:bold}\n"
    ".HoTen{min-height:1.15em}\n"
    "@media print{body{padding:0;max-width:none}a{color:inherit;text-decoration:none}}\n"
    "@media screen and (max-width:700px){body{padding:4mm}.doi{flex-wrap:wrap}"
    ".doi>div{width:100%!important}.chan{row-gap:8mm}}\n";

static void style_element(struct buf *b, const struct layout *l, enum element el)
{
    const struct type *t = &l->type[el];
    buf_fmt(b, ".%s{", element_names[el].id);
    put_pt(b, "font-size:", t->size * 10);
    buf_fmt(b, ";font-weight:%s;font-style:%s;text-align:%s", t->bold ? "bold" : "normal",
            t->italic ? "italic" : "normal", aligns[t->align]);
    if (t->underline) buf_c(b, ";text-decoration:underline");
    put_pt(b, ";margin:", t->before);
    put_pt(b, " 0 ", t->after);
    put_mm(b, " ", t->left);
    if (t->first) put_mm(b, ";text-indent:", t->first);
    if (t->line) put_pt(b, ";line-height:", t->line);
    if (t->keep_next) buf_c(b, ";break-after:avoid");
    buf_c(b, "}\n");
}

static void put_style(struct buf *b, const struct layout *l, struct str stamp)
{
    buf_c(b, "<style>\n@page{size:A4;");
    put_mm(b, "margin:", l->top);
    put_mm(b, " ", l->margin_right);
    put_mm(b, " ", l->bottom);
    put_mm(b, " ", l->margin_left);
    buf_fmt(b, ";@top-center{content:counter(page);font:%dpt " FONTS "}}\n"
            "@page:first{@top-center{content:none}}\n", l->type[EL_PAGE].size / 2);
    if (stamp.n) buf_fmt(b, "@page{@top-left{content:\"%.*s\";font:bold 12pt " FONTS "}}\n"
                         ".mau{text-align:center;font-weight:bold}@media print{.mau{display:none}}\n", STR(stamp));
    put_mm(b, "body{margin:0 auto;max-width:", l->width);
    put_mm(b, ";padding:", l->top);
    put_mm(b, " ", l->margin_right);
    put_mm(b, " ", l->bottom);
    put_mm(b, " ", l->margin_left);
    buf_c(b, "}\n");
    buf_c(b, page_style);
    buf_fmt(b, "hr{border-top:%d.%03dpt solid #000}\n", l->rule / 8, l->rule % 8 * 125);
    put_pt(b, ".chan{margin-top:", l->gap_foot);
    put_pt(b, "}\ntable.trong{margin-top:", l->gap_table);
    put_pt(b, "}\nth,td{padding:", l->cell_above);
    put_pt(b, " ", l->cell_beside);
    buf_c(b, "}\n");
    for (int i = 0; i < (int)COUNT(aligns); i++) buf_fmt(b, "td.%s{text-align:%s}\n", aligns[i], aligns[i]);
    for (int el = 0; el < EL_COUNT; el++)
        if (l->type[el].size && el != EL_PAGE) style_element(b, l, (enum element)el);
    buf_c(b, screen_style);
    buf_c(b, "</style>\n");
}

/* ---- text ---- */

static void put_text(struct buf *b, struct str text)
{
    struct str line;
    bool first = true;
    while (str_next(&text, '\n', &line)) {
        if (!first) buf_c(b, "<br>");
        escape_text(b, line);
        first = false;
    }
}

/* A link may lead into this page, to another page of the web, or within the program; never run a script. */
static bool link_is_safe(struct str link)
{
    return str_starts(link, S("#")) || str_starts(link, S("/")) ||
           str_starts(link, S("https://")) || str_starts(link, S("http://"));
}

static void put_runs(struct buf *b, const struct sheet_line *line)
{
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        bool link = link_is_safe(run->link);
        if (link) {
            buf_c(b, "<a href=\"");
            escape_text(b, run->link);
            buf_c(b, "\">");
        }
        buf_fmt(b, "%s%s", run->bold ? "<b>" : "", run->italic ? "<i>" : "");
        put_text(b, run->text);
        buf_fmt(b, "%s%s", run->italic ? "</i>" : "", run->bold ? "</b>" : "");
        if (link) buf_c(b, "</a>");
    }
}

/* A page of the web has no page numbers: its contents lead by links. block: NULL for what is no block. */
static void put_open(struct buf *b, const char *tag, enum element el, const struct sheet_block *block)
{
    buf_fmt(b, "<%s class=\"%s%s\"", tag, element_names[el].id, block && block->fresh ? " trang" : "");
    if (block && block->name) buf_fmt(b, " id=\"muc%zu\"", block->name);
    buf_char(b, '>');
    if (block && block->leads) buf_fmt(b, "<a href=\"#muc%zu\">", block->leads);
}

static void put_line(struct buf *b, const struct sheet_line *line, const struct sheet_block *block)
{
    const char *tag = tag_of(line->el);
    put_open(b, tag, line->el, block);
    put_runs(b, line);
    if (block && block->leads) buf_c(b, "</a>");
    buf_fmt(b, "</%s>\n", tag);
    if (!line->rule) return;
    put_mm(b, "<hr style=\"width:", line->rule);
    buf_c(b, "\">\n");
}

static void put_part(struct buf *b, const struct sheet *s, enum sheet_part_id id)
{
    for (size_t i = 0; i < s->part[id].lines; i++) put_line(b, &s->part[id].line[i], NULL);
}

static void put_pair(struct buf *b, const struct sheet *s, enum sheet_part_id left,
                     enum sheet_part_id right, int left_width, const char *class)
{
    put_mm(b, class, left_width);
    buf_c(b, "\">\n");
    put_part(b, s, left);
    put_mm(b, "</div><div style=\"width:", layout_text_width(s->layout) - left_width);
    buf_c(b, "\">\n");
    put_part(b, s, right);
    buf_c(b, "</div></div>\n");
}

/* ---- tables ---- */

static void put_row(struct buf *b, const struct sheet *s, const struct sheet_table *t, const struct sheet_row *row)
{
    buf_c(b, "<tr>");
    for (size_t i = 0; i < row->cells; i++) {
        const struct sheet_cell *c = &row->cell[i];
        const char *tag = tag_of(c->line.el);
        int size = layout_cell_size(s->layout, c->line.el, t->columns);
        buf_fmt(b, "<%s class=\"%s", tag, element_names[c->line.el].id);
        if (!row->head) buf_fmt(b, " %s%s", aligns[c->align], c->bold ? " dam" : "");
        buf_c(b, row->head ? "\" scope=\"col\"" : "\"");
        if (c->span > 1) buf_fmt(b, " colspan=\"%d\"", c->span);
        if (size != s->layout->type[c->line.el].size)
            buf_fmt(b, " style=\"font-size:%d.%dpt\"", size / 2, size % 2 * 5);
        buf_c(b, ">");
        put_runs(b, &c->line);
        buf_fmt(b, "</%s>", tag);
    }
    buf_c(b, "</tr>\n");
}

static void put_table(struct buf *b, const struct sheet *s, const struct sheet_table *t)
{
    if (!t->rows) return;
    buf_c(b, t->caption.runs ? "<table>\n" : "<table class=\"trong\">\n");
    if (t->caption.runs) put_line(b, &t->caption, NULL);
    buf_c(b, "<colgroup>");
    for (int i = 0; i < t->columns; i++) {
        int part = (int)((int64_t)t->width[i] * 10000 / layout_text_width(s->layout));
        buf_fmt(b, "<col style=\"width:%d.%02d%%\">", part / 100, part % 100);
    }
    buf_c(b, "</colgroup>\n");
    for (size_t i = 0; i < t->rows; i++) {
        if (i == 0 && t->heads) buf_c(b, "<thead>\n");
        if (i == t->heads) buf_c(b, i ? "</thead>\n<tbody>\n" : "<tbody>\n");
        put_row(b, s, t, &t->row[i]);
    }
    buf_c(b, t->heads == t->rows ? "</thead></table>\n" : "</tbody></table>\n");
}

/* ---- charts ---- */

static void put_bars(struct buf *b, const struct sheet_block *block)
{
    static const char *const looks[BAR_LOOK_COUNT] = { [BAR_BLACK] = "den", [BAR_GREY] = "xam", [BAR_WHITE] = "khung",
                                                       [BAR_STRIPED] = "soc" };
    const struct sheet_table *t = block->table;
    buf_fmt(b, "<table class=\"thanh%s\">\n", block->fresh ? " trang" : "");
    if (t->caption.runs) put_line(b, &t->caption, NULL);
    for (size_t i = 0; i < t->rows; i++) {
        const struct sheet_row *row = &t->row[i];
        buf_c(b, "<tr>");
        for (size_t k = 0; k < row->cells; k++) {
            const struct sheet_cell *c = &row->cell[k];
            buf_fmt(b, "<td class=\"%s%s\" colspan=\"%d\">", element_names[c->line.el].id, c->bold ? " dam" : "",
                    c->span);
            if (k == SHEET_BAR_COLUMN && row->bar.length) {
                int part = (int)((int64_t)row->bar.length * 10000 / t->width[k]);
                buf_fmt(b, "<div class=\"%s%s\" style=\"width:%d.%02d%%\"></div>", looks[row->bar.look],
                        row->bar.open ? " tiep" : "", part / 100, part % 100);
            }
            put_runs(b, &c->line);
            buf_c(b, "</td>");
        }
        buf_c(b, "</tr>\n");
    }
    buf_c(b, "</table>\n");
}

/* ---- the page ---- */

error paper_html(struct arena *a, const struct paper *p, struct str *out)
{
    struct sheet s;
    TRY(sheet_make(a, p, &s));
    struct buf b = buf_open(a);
    buf_c(&b, "<!DOCTYPE html>\n<html lang=\"");
    escape_text(&b, s.language);
    buf_c(&b, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
              "content=\"width=device-width, initial-scale=1\">\n<title>");
    escape_text(&b, s.title);
    buf_c(&b, "</title>\n<meta name=\"author\" content=\"");
    escape_text(&b, s.author);
    buf_c(&b, "\">\n");
    put_style(&b, s.layout, s.stamp);
    buf_c(&b, "</head>\n<body>\n<header>\n");
    if (s.stamp.n) {
        buf_c(&b, "<p class=\"mau\">");
        escape_text(&b, s.stamp);
        buf_c(&b, "</p>\n");
    }
    put_pair(&b, &s, PART_ISSUER, PART_NATION, s.layout->head_left, "<div class=\"doi\"><div style=\"width:");
    if (!s.cover)
        put_pair(&b, &s, PART_NUMBER, PART_PLACE, s.layout->head_left, "<div class=\"doi\"><div style=\"width:");
    buf_c(&b, "</header>\n<main>\n");
    put_part(&b, &s, PART_TITLE);
    put_part(&b, &s, PART_TO);
    for (size_t i = 0; i < s.blocks; i++) {
        if (s.block[i].table && s.block[i].table->bars) put_bars(&b, &s.block[i]);
        else if (s.block[i].table) put_table(&b, &s, s.block[i].table);
        else put_line(&b, &s.block[i].line, &s.block[i]);
    }
    buf_c(&b, "</main>\n<footer>\n");
    if (!s.cover)
        put_pair(&b, &s, PART_COPIES, PART_SIGN, s.layout->foot_left, "<div class=\"doi chan\"><div style=\"width:");
    buf_c(&b, "</footer>\n</body>\n</html>\n");
    *out = buf_done(&b);
    return NULL;
}
