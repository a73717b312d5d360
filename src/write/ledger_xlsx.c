/* ledger_xlsx.c - a ledger as an Excel workbook. See ledger.h. Owns the parts of the file; never writes a formula, link
 * or macro. docs/decisions/0010-workbooks.md says why no library writes it. Sources: ECMA-376 part 1, 18 (sheets),
 * 18.17.4 (days as numbers). */
#include "base/machine.h"
#include "pack/zip_writer.h"
#include "vn/text.h"
#include "write/escape.h"
#include "write/ledger.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SHEETS "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define TYPES "application/vnd.openxmlformats-officedocument.spreadsheetml"

/* The forms of cells, in the order of cellXfs in styles.xml. */
enum form { FORM_NONE, FORM_TITLE, FORM_LINE, FORM_HEAD, FORM_TEXT, FORM_WHOLE, FORM_PART, FORM_DAY, FORM_TIME };
enum { FIRST_DAY = 25569, MINUTES = 24 * 60, NARROWEST = 8, WIDEST = 60 }; /* FIRST_DAY: the number of 1970-01-01 */

static const char content_types[] = XML_HEAD
    "<Types xmlns=\"" PACKAGE "/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPES ".sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPES ".worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPES ".styles+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\""
    " ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>\n";
static const char package_relations[] = XML_HEAD
    "<Relationships xmlns=\"" PACKAGE "/relationships\">"
    "<Relationship Id=\"r1\" Type=\"" OFFICE "/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"" PACKAGE "/relationships/metadata/core-properties\""
    " Target=\"docProps/core.xml\"/></Relationships>\n";
static const char workbook_relations[] = XML_HEAD
    "<Relationships xmlns=\"" PACKAGE "/relationships\">"
    "<Relationship Id=\"r1\" Type=\"" OFFICE "/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"" OFFICE "/relationships/styles\" Target=\"styles.xml\"/></Relationships>\n";
#define XF(number_, font_, fill_, border_, align_) \
    "<xf numFmtId=\"" #number_ "\" fontId=\"" #font_ "\" fillId=\"" #fill_ "\" borderId=\"" #border_ "\" xfId=\"0\"" \
    " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\">" \
    "<alignment vertical=\"top\"" align_ "/></xf>"
static const char styles[] = XML_HEAD
    "<styleSheet xmlns=\"" SHEETS "\"><numFmts count=\"4\">"
    "<numFmt numFmtId=\"164\" formatCode=\"#,##0\"/><numFmt numFmtId=\"165\" formatCode=\"#,##0.0##\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"dd/mm/yyyy\"/><numFmt numFmtId=\"167\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/>"
    "</numFmts><fonts count=\"4\">"
    "<font><sz val=\"11\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font>"
    "<font><b/><sz val=\"14\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font>"
    "<font><i/><sz val=\"11\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Times New Roman\"/><family val=\"1\"/></font></fonts>"
    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF6F3EC\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    "</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
    "<border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/><diagonal/>"
    "</border>"
    "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    "<cellXfs count=\"9\">" XF(0, 0, 0, 0, "") XF(0, 1, 0, 0, "") XF(0, 2, 0, 0, "")
    XF(0, 3, 2, 1, " horizontal=\"center\" wrapText=\"1\"") XF(49, 0, 0, 1, " wrapText=\"1\"")
    XF(164, 0, 0, 1, "") XF(165, 0, 0, 1, "") XF(166, 0, 0, 1, "") XF(167, 0, 0, 1, "")
    "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    "</styleSheet>\n";

/* "A" ... "Z", "AA" ...: columns are at most LEDGER_COLUMNS_MOST. */
static struct str column_name(struct arena *a, size_t c)
{
    if (c < 26) return str_fmt(a, "%c", (int)('A' + c));
    return str_fmt(a, "%c%c", (int)('A' + c / 26 - 1), (int)('A' + c % 26));
}

/* Where at most that many letters end. */
static size_t letters_cut(struct str s, size_t most)
{
    size_t at = 0;
    for (size_t n = 0; at < s.n && n < most; n++) {
        uint32_t code;
        at = vn_letter_next(s, at, &code);
    }
    return at;
}

static size_t letters_of(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

/* ---- cells ---- */

/* "_x000D_" in a text stands for a character; Excel would read ours so (ECMA-376 22.4.2.4). */
static void put_escaped(struct buf *b, struct str s)
{
    for (size_t from = 0; from < s.n;) {
        size_t at = str_find(s, S("_x"), from);
        escape_text(b, str_cut(s, from, at));
        if (at == SIZE_MAX) return;
        buf_c(b, "_x005F_x");
        from = at + 2;
    }
}

static void put_text(struct buf *b, struct str s, enum form form)
{
    size_t end = letters_cut(s, LEDGER_CELL_MOST);
    buf_fmt(b, " s=\"%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", (int)form);
    put_escaped(b, str_cut(s, 0, end));
    if (end < s.n) buf_c(b, "…");
    buf_c(b, "</t></is></c>");
}

static void put_day(struct buf *b, int64_t number)
{
    buf_fmt(b, " s=\"%d\"><v>%lld</v></c>", FORM_DAY, (long long)number + FIRST_DAY);
}

/* The day is the whole part, the minute of the day a fraction of it, rounded up: programs cut off seconds, and a hair
 * less than four o'clock would be read as 15:59:59. */
static void put_time(struct buf *b, int64_t when)
{
    struct day d;
    struct str at = clock_minute(b->a, when);
    int64_t hour = 0, minute = 0;
    bool known = day_read(str_cut(at, 0, 10), &d) && str_int(str_cut(at, 11, 13), &hour) &&
                 str_int(str_cut(at, 14, 16), &minute);
    assert(known);
    long long part = (long long)((hour * 60 + minute) * 10000000000 + MINUTES - 1) / MINUTES;
    buf_fmt(b, " s=\"%d\"><v>%lld.%010lld</v></c>", FORM_TIME, (long long)day_number(d) + FIRST_DAY, part);
}

static void put_cell(struct buf *b, const struct ledger_cell *c)
{
    switch (c->kind) {
    case LEDGER_EMPTY: buf_fmt(b, " s=\"%d\"/>", FORM_TEXT); break;
    case LEDGER_TEXT: put_text(b, c->text, FORM_TEXT); break;
    case LEDGER_NUMBER:
        buf_fmt(b, " s=\"%d\"><v>%.*s</v></c>", c->number % 1000 ? FORM_PART : FORM_WHOLE,
                STR(ledger_plain(b->a, c->number)));
        break;
    case LEDGER_DAY: put_day(b, c->number); break;
    case LEDGER_TIME: put_time(b, c->number); break;
    }
}

/* ---- the sheet ---- */

static size_t cell_width(const struct ledger_cell *c)
{
    static const size_t widths[] = { [LEDGER_NUMBER] = 12, [LEDGER_DAY] = 12, [LEDGER_TIME] = 18 };
    return c->kind == LEDGER_TEXT ? letters_of(c->text) : (size_t)c->kind < COUNT(widths) ? widths[c->kind] : 0;
}

static void put_widths(struct buf *b, const struct ledger *l)
{
    buf_c(b, "<cols>");
    for (size_t c = 0; c < l->columns; c++) {
        size_t width = letters_of(l->column[c]) + 4; /* and the button of the filter */
        for (size_t r = 0; r < l->rows; r++) {
            size_t need = cell_width(&l->cell[r * l->columns + c]) + 2;
            if (need > width) width = need;
        }
        width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
        buf_fmt(b, "<col min=\"%zu\" max=\"%zu\" width=\"%zu\" customWidth=\"1\"/>", c + 1, c + 1, width);
    }
    buf_c(b, "</cols>");
}

static void put_line(struct buf *b, size_t row, struct str text, enum form form)
{
    buf_fmt(b, "<row r=\"%zu\"><c r=\"A%zu\"", row, row);
    put_text(b, text, form);
    buf_c(b, "</row>\n");
}

static struct str sheet_xml(struct arena *a, const struct ledger *l)
{
    struct buf b = buf_open(a);
    size_t head = l->lines + 3, row = 1;       /* an empty row stands before the columns */
    struct str *name = NEW_N(a, struct str, l->columns);
    for (size_t c = 0; c < l->columns; c++) name[c] = column_name(a, c);
    struct str last = name[l->columns - 1];
    buf_fmt(&b, XML_HEAD "<worksheet xmlns=\"" SHEETS "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
            "<dimension ref=\"A1:%.*s%zu\"/><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"%zu\""
            " topLeftCell=\"A%zu\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>",
            STR(last), head + l->rows, head, head + 1);
    put_widths(&b, l);
    buf_c(&b, "<sheetData>\n");
    put_line(&b, row++, l->title, FORM_TITLE);
    for (size_t i = 0; i < l->lines; i++) put_line(&b, row++, l->line[i], FORM_LINE);
    buf_fmt(&b, "<row r=\"%zu\">", head);
    for (size_t c = 0; c < l->columns; c++) {
        buf_fmt(&b, "<c r=\"%.*s%zu\"", STR(name[c]), head);
        put_text(&b, l->column[c], FORM_HEAD);
    }
    buf_c(&b, "</row>\n");
    for (size_t r = 0; r < l->rows; r++) {
        buf_fmt(&b, "<row r=\"%zu\">", head + 1 + r);
        for (size_t c = 0; c < l->columns; c++) {
            buf_fmt(&b, "<c r=\"%.*s%zu\"", STR(name[c]), head + 1 + r);
            put_cell(&b, &l->cell[r * l->columns + c]);
        }
        buf_c(&b, "</row>\n");
    }
    buf_fmt(&b, "</sheetData><autoFilter ref=\"A%zu:%.*s%zu\"/>"
            "<pageMargins left=\"0.6\" right=\"0.6\" top=\"0.8\" bottom=\"0.8\" header=\"0.3\" footer=\"0.3\"/>"
            "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>"
            "<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>\n",
            head, STR(last), head + l->rows);
    return buf_done(&b);
}

/* A sheet's name has none of []:*?/\ and no ' at its ends. */
static struct str sheet_name(struct arena *a, const struct ledger *l)
{
    struct str from = l->name.n ? l->name : l->title;
    struct buf b = buf_open(a);
    from = str_cut(from, 0, letters_cut(from, LEDGER_NAME_MOST));
    for (size_t i = 0; i < from.n; i++) buf_char(&b, memchr("[]:*?/\\'", from.p[i], 8) ? '-' : from.p[i]);
    return b.n ? buf_done(&b) : S("1");
}

static struct str workbook_xml(struct arena *a, const struct ledger *l)
{
    struct buf b = buf_open(a);
    struct str name = sheet_name(a, l), last = column_name(a, l->columns - 1);
    size_t head = l->lines + 3;
    buf_c(&b, XML_HEAD "<workbook xmlns=\"" SHEETS "\" xmlns:r=\"" OFFICE "/relationships\"><sheets><sheet name=\"");
    escape_text(&b, name);
    buf_c(&b, "\" sheetId=\"1\" r:id=\"r1\"/></sheets><definedNames>"
              "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">'");
    escape_text(&b, name);
    buf_fmt(&b, "'!$A$%zu:$%.*s$%zu</definedName><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'", head,
            STR(last), head + l->rows);
    escape_text(&b, name);
    buf_fmt(&b, "'!$%zu:$%zu</definedName></definedNames></workbook>\n", head, head);
    return buf_done(&b);
}

static struct str core_xml(struct arena *a, const struct ledger *l)
{
    struct buf b = buf_open(a);
    buf_c(&b, XML_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\""
              " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
              " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    escape_text(&b, l->title);
    buf_fmt(&b, "</dc:title><dcterms:created xsi:type=\"dcterms:W3CDTF\">%.*s</dcterms:created></cp:coreProperties>\n",
            STR(clock_day(a, clock_now())));
    return buf_done(&b);
}

error ledger_xlsx(struct arena *a, const struct ledger *l, struct bytes *out)
{
    TRY(ledger_check(a, l));
    const struct zip_part part[] = {
        { "[Content_Types].xml", str_c(content_types) },
        { "_rels/.rels", str_c(package_relations) },
        { "xl/workbook.xml", workbook_xml(a, l) },
        { "xl/_rels/workbook.xml.rels", str_c(workbook_relations) },
        { "xl/styles.xml", str_c(styles) },
        { "xl/worksheets/sheet1.xml", sheet_xml(a, l) },
        { "docProps/core.xml", core_xml(a, l) },
    };
    return zip_write(a, part, COUNT(part), out);
}
