/* docx_style.c - see docx_style.h. Owns style marks; never sees a paper. */
#include "write/docx_style.h"
#include "write/escape.h"

int docx_twips(int hundredths) { return (hundredths * 1440 + 1270) / 2540; }

const char *docx_align(enum align align)
{
    static const char *const names[] = { [ALIGN_LEFT] = "left", [ALIGN_CENTRE] = "center", [ALIGN_RIGHT] = "right",
                                         [ALIGN_JUSTIFY] = "both" };
    return names[align];
}

static void style_type(struct buf *b, const struct type *t, int outline)
{
    buf_c(b, "<w:pPr>");
    if (t->keep_next) buf_c(b, "<w:keepNext/>");
    buf_fmt(b, "<w:spacing w:before=\"%d\" w:after=\"%d\" ", t->before, t->after);
    if (t->line) buf_fmt(b, "w:line=\"%d\" w:lineRule=\"exact\"/>", t->line);
    else buf_c(b, "w:line=\"240\" w:lineRule=\"auto\"/>");
    if (t->left || t->first)
        buf_fmt(b, "<w:ind w:left=\"%d\" w:firstLine=\"%d\"/>", docx_twips(t->left),
                docx_twips(t->first));
    buf_fmt(b, "<w:jc w:val=\"%s\"/>", docx_align(t->align));
    if (outline >= 0) buf_fmt(b, "<w:outlineLvl w:val=\"%d\"/>", outline);
    buf_c(b, "</w:pPr><w:rPr>");
    if (t->bold) buf_c(b, "<w:b/><w:bCs/>");
    if (t->italic) buf_c(b, "<w:i/><w:iCs/>");
    buf_fmt(b, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", t->size, t->size);
    if (t->underline) buf_c(b, "<w:u w:val=\"single\"/>");
    buf_c(b, "</w:rPr>");
}

void docx_styles(struct buf *b, const struct layout *l, struct str language)
{
    buf_c(b, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
             "<w:styles xmlns:w=\"" DOCX_NAMESPACE "\"><w:docDefaults><w:rPrDefault><w:rPr>"
             "<w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:hAnsi=\"Times New Roman\""
             " w:cs=\"Times New Roman\"/>");
    int size = l->type[EL_BODY].size;
    buf_fmt(b, "<w:color w:val=\"000000\"/><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/><w:lang w:val=\"", size, size);
    escape_text(b, language);
    buf_c(b, "\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
             "<w:pPrDefault><w:pPr><w:widowControl/>"
             "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"
             "</w:pPr></w:pPrDefault></w:docDefaults>\n"
             "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
             "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
             "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
             "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
             "<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
             "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>"
             "<w:bottom w:w=\"0\" w:type=\"dxa\"/>"
             "<w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n");
    for (int el = 0; el < EL_COUNT; el++) {
        if (!l->type[el].size) continue;
        int outline = el >= EL_HEADING_1 && el <= EL_HEADING_3 ? el - EL_HEADING_1 : -1;
        buf_fmt(b,
                "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                "<w:basedOn w:val=\"Normal\"/>",
                outline < 0 ? " w:customStyle=\"1\"" : "", element_names[el].id,
                element_names[el].name);
        if (outline >= 0) buf_fmt(b, "<w:next w:val=\"%s\"/>", element_names[EL_BODY].id);
        buf_c(b, "<w:qFormat/>");
        style_type(b, &l->type[el], outline);
        buf_c(b, "</w:style>\n");
    }
    buf_c(b, "</w:styles>\n");
}

void docx_header(struct buf *b, struct str stamp, bool first)
{
    buf_fmt(b,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
            "<w:hdr xmlns:w=\"" DOCX_NAMESPACE "\"><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>",
            element_names[EL_PAGE].id);
    if (stamp.n) {
        buf_c(b, "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">");
        escape_text(b, stamp);
        buf_fmt(b, "%s</w:t></w:r>", first ? "" : "   ");
    }
    if (!first)
        buf_c(b, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
                 "xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
                 "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r>"
                 "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    buf_c(b, "</w:p></w:hdr>\n");
}
