/* html_inner.c - a paper as a piece of a page of the program: classes only, because pages allow no style inside. Sizes
 * and places are the screen's; what is bold, slanted or in the middle is the layout's. For a file: html_paper.c. */
#include "write/escape.h"
#include "write/sheet.h"

static const char *tag_of(enum element el)
{
    return el == EL_KIND ? "h2" : el == EL_HEADING_1 || el == EL_HEADING_2 || el == EL_HEADING_3 ? "h3" : "p";
}

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

static void put_runs(struct buf *b, const struct sheet_line *line)
{
    for (size_t i = 0; i < line->runs; i++) {
        const struct run *run = &line->run[i];
        buf_fmt(b, "%s%s", run->bold ? "<b>" : "", run->italic ? "<i>" : "");
        put_text(b, run->text);
        buf_fmt(b, "%s%s", run->italic ? "</i>" : "", run->bold ? "</b>" : "");
    }
}

static void put_line(struct buf *b, const struct sheet *s, const struct sheet_line *line)
{
    const struct type *t = &s->layout->type[line->el];
    bool small = t->size < s->layout->type[EL_BODY].size;
    buf_fmt(b, "<%s class=\"%s%s%s%s%s%s%s%s\">", tag_of(line->el), element_names[line->el].id, t->bold ? " vb-b" : "",
            t->italic ? " vb-i" : "", t->underline ? " vb-u" : "", t->align == ALIGN_CENTRE ? " vb-mid" : "",
            t->first ? " vb-in" : "", small ? " vb-less" : "", line->rule ? " vb-rule" : "");
    put_runs(b, line);
    buf_fmt(b, "</%s>\n", tag_of(line->el));
}

static void put_pair(struct buf *b, const struct sheet *s, enum sheet_part_id left, enum sheet_part_id right)
{
    const enum sheet_part_id side[] = { left, right };
    buf_c(b, "<div class=\"vb-two\">");
    for (size_t i = 0; i < COUNT(side); i++) {
        buf_c(b, "<div>\n");
        for (size_t k = 0; k < s->part[side[i]].lines; k++) put_line(b, s, &s->part[side[i]].line[k]);
        buf_c(b, "</div>");
    }
    buf_c(b, "</div>\n");
}

static void put_table(struct buf *b, const struct sheet *s, const struct sheet_table *t)
{
    if (!t->rows) return;
    if (t->caption.runs) put_line(b, s, &t->caption);
    buf_c(b, "<div class=\"scroll\" tabindex=\"0\"><table>\n");
    for (size_t i = 0; i < t->rows; i++) {
        if (i == 0 && t->heads) buf_c(b, "<thead>\n");
        if (i == t->heads) buf_c(b, i ? "</thead>\n<tbody>\n" : "<tbody>\n");
        buf_c(b, "<tr>");
        for (size_t k = 0; k < t->row[i].cells; k++) {
            const struct sheet_cell *c = &t->row[i].cell[k];
            const char *tag = t->row[i].head ? "th" : "td";
            buf_fmt(b, "<%s%s%s", tag, t->row[i].head ? " scope=\"col\"" : "",
                    c->align == ALIGN_RIGHT ? " class=\"n\"" : "");
            if (c->span > 1) buf_fmt(b, " colspan=\"%d\"", c->span);
            buf_char(b, '>');
            if (c->bold && !t->row[i].head) buf_c(b, "<b>");
            put_runs(b, &c->line);
            if (c->bold && !t->row[i].head) buf_c(b, "</b>");
            buf_fmt(b, "</%s>", tag);
        }
        buf_c(b, "</tr>\n");
    }
    buf_c(b, t->heads == t->rows ? "</thead></table></div>\n" : "</tbody></table></div>\n");
}

error paper_inner(struct arena *a, const struct paper *p, struct str *out)
{
    struct sheet s;
    TRY(sheet_make(a, p, &s));
    struct buf b = buf_open(a);
    if (s.stamp.n) {
        buf_c(&b, "<p class=\"vb-mid vb-b\">");
        escape_text(&b, s.stamp);
        buf_c(&b, "</p>\n");
    }
    put_pair(&b, &s, PART_ISSUER, PART_NATION);
    put_pair(&b, &s, PART_NUMBER, PART_PLACE);
    for (size_t i = 0; i < s.part[PART_TITLE].lines; i++) put_line(&b, &s, &s.part[PART_TITLE].line[i]);
    for (size_t i = 0; i < s.part[PART_TO].lines; i++) put_line(&b, &s, &s.part[PART_TO].line[i]);
    for (size_t i = 0; i < s.blocks; i++) {
        if (s.block[i].table) put_table(&b, &s, s.block[i].table);
        else put_line(&b, &s, &s.block[i].line);
    }
    put_pair(&b, &s, PART_COPIES, PART_SIGN);
    *out = buf_done(&b);
    return NULL;
}
