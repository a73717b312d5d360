/* test_xlsx.c - what of an Excel workbook is text, from small workbooks made here. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "support/zips.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define T(at, text) "<c r=\"" at "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(at, look, value) "<c r=\"" at "\" s=\"" look "\"><v>" value "</v></c>"
#define R(n, cells) "<row r=\"" n "\">" cells "</row>"

struct made { const char *sheets, *styles, *strings, *first, *second; };

static struct bytes workbook(struct arena *a, struct made m)
{
    struct part parts[6] = {
        { "xl/workbook.xml",
          str_fmt(a, "<workbook " MAIN " xmlns:r=\"" REL "\"><sheets>%s</sheets></workbook>",
                  m.sheets ? m.sheets : "<sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"r1\"/>") },
        { "xl/_rels/workbook.xml.rels",
          S("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
            "Id=\"r1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" "
            "Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>") },
        { "xl/worksheets/sheet1.xml", str_fmt(a, "<worksheet " MAIN ">%s</worksheet>", m.first) },
    };
    size_t n = 3;
    if (m.second)
        parts[n++] = (struct part){ "xl/worksheets/sheet2.xml", str_fmt(a, "<worksheet " MAIN ">%s</worksheet>",
                                                                        m.second) };
    if (m.styles)
        parts[n++] = (struct part){ "xl/styles.xml", str_fmt(a, "<styleSheet " MAIN ">%s</styleSheet>", m.styles) };
    if (m.strings)
        parts[n++] = (struct part){ "xl/sharedStrings.xml", str_fmt(a, "<sst " MAIN ">%s</sst>", m.strings) };
    return zip_of(a, parts, n);
}

static void gives(struct arena *a, struct made m, const char *want)
{
    struct read_text t;
    error e = xlsx_read(a, workbook(a, m), &t);
    if (e) fail_msg("%s", e->said);
    assert_string_equal(str_z(a, t.text), want);
    assert_int_equal(t.format, FORMAT_XLSX);
}

static enum err_kind refused(struct arena *a, struct made m)
{
    struct read_text t;
    error e = xlsx_read(a, workbook(a, m), &t);
    return e ? e->kind : ERR_NONE;
}

static void test_a_row_is_a_line_and_columns_keep_their_place(void **state)
{
    gives(*state,
          (struct made){ .first = "<sheetData>" R("1", T("B1", "BÁO CÁO")) R("3", T("B3", "Chỉ tiêu") T("C3", "ĐVT")
                                      T("E3", "Số")) R("4", T("B4", "Quà\nTết") N("E4", "0", "12"))
                                  R("5", T("B5", "a | b") T("C5", " căn ")) "</sheetData>" },
          "BÁO CÁO\nChỉ tiêu | ĐVT | Số\nQuà Tết |  | 12\na / b | căn");
}

static void test_numbers_are_written_as_their_format_shows_them(void **state)
{
    gives(*state,
          (struct made){ .styles = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"#,##0 &quot;đồng&quot;\"/></numFmts>"
                                   "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf "
                                   "numFmtId=\"3\"/><xf numFmtId=\"170\"/><xf numFmtId=\"10\"/><xf "
                                   "numFmtId=\"14\"/></cellXfs>",
                         .first = "<sheetData>" R("1", N("A1", "1", "459000000") N("B1", "2", "1500000")
                                      N("C1", "3", "0.379") N("D1", "4", "46203") N("E1", "0", "2026")
                                      N("F1", "99", "0.5")) "</sheetData>" },
          "459.000.000 | 1.500.000 đồng | 37,90% | 30/06/2026 | 2026 | 0,5");
}

static void test_texts_may_be_shared_rich_or_worked_out(void **state)
{
    gives(*state,
          (struct made){ .strings = "<si><t>Hội</t></si><si><r><t xml:space=\"preserve\">Nhà </t></r><r><rPr><b/></rPr>"
                                    "<t>tình thương</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>",
                         .first = "<sheetData>" R("1", "<c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
                                      "t=\"s\"><v>1</v></c><c r=\"C1\" t=\"str\"><f>A1</f><v>Hội viên</v></c><c "
                                      "r=\"D1\"><f>1+1</f><v>2</v></c><c r=\"E1\"><f>1+1</f></c><c r=\"F1\" "
                                      "t=\"e\"><v>#N/A</v></c><c r=\"G1\" t=\"s\"><v>7</v></c><c r=\"H1\" "
                                      "t=\"s\"><v>-1</v></c><c r=\"I1\" t=\"b\"><v>1</v></c>") "</sheetData>" },
          "Hội | Nhà tình thương | Hội viên | 2");
}

static void test_a_merged_head_stands_over_each_of_its_columns(void **state)
{
    gives(*state,
          (struct made){ .first = "<sheetData>" R("1", T("A1", "UBND xã") T("D1", "CỘNG HÒA"))
                             R("2", T("A2", "BẢNG TỔNG HỢP")) R("3", T("A3", "Chỉ tiêu") T("B3", "Quý I")
                                 T("D3", "Ghi chú")) R("4", T("B4", "Kế hoạch") T("C4", "Thực hiện"))
                             R("5", T("A5", "Quà") N("B5", "0", "5") N("C5", "0", "6")) "</sheetData><mergeCells>"
                             "<mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:D2\"/><mergeCell ref=\"A3:A4\"/><mergeCell "
                             "ref=\"B3:C3\"/><mergeCell ref=\"D3:D4\"/></mergeCells>" },
          "UBND xã |  |  | CỘNG HÒA\nBẢNG TỔNG HỢP\nChỉ tiêu | Quý I | Quý I | Ghi chú\n"
          "Chỉ tiêu | Kế hoạch | Thực hiện | Ghi chú\nQuà | 5 | 6");
}

static void test_what_is_hidden_is_not_said(void **state)
{
    gives(*state,
          (struct made){ .sheets = "<sheet name=\"Quý II\" r:id=\"r1\"/><sheet name=\"Nháp\" state=\"hidden\" "
                                   "r:id=\"r2\"/>",
                         .first = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>"
                                  R("1", T("A1", "a") T("B1", "kín") T("C1", "c")) "<row r=\"2\" hidden=\"1\">" T(
                                      "A2", "kín") "</row></sheetData>",
                         .second = "<sheetData>" R("1", T("A1", "kín")) "</sheetData>" },
          "a | c");
    assert_int_equal(refused(*state, (struct made){ .sheets = "<sheet name=\"a\" state=\"veryHidden\" r:id=\"r1\"/>",
                                                    .first = "<sheetData>" R("1", T("A1", "kín")) "</sheetData>" }),
                     ERR_INPUT);
}

static void test_sheets_follow_each_other_under_their_names(void **state)
{
    gives(*state,
          (struct made){ .sheets = "<sheet name=\"Thôn 1\" r:id=\"r1\"/><sheet name=\"Sheet2\" r:id=\"r2\"/><sheet "
                                   "name=\"Mất\" r:id=\"r9\"/>",
                         .first = "<sheetData>" R("1", T("A1", "a")) "</sheetData>",
                         .second = "<sheetData>" R("1", T("A1", "b")) "</sheetData>" },
          "Thôn 1\na\nb");
}

static void test_old_fonts_become_real_letters(void **state)
{
    gives(*state,
          (struct made){ .styles = "<fonts><font><name val=\"Arial\"/></font><font><name "
                                   "val=\".VnTime\"/></font></fonts>"
                                   "<cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/></cellXfs>",
                         .strings = "<si><t>Héi Phô n÷</t></si><si><r><rPr><rFont val=\"VNI-Times\"/></rPr><t>Ñaûng "
                                    "uûy</t></r></si>",
                         .first = "<sheetData>" R("1", "<c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
                                      "t=\"s\"><v>1</v></c><c r=\"C1\" s=\"0\" t=\"inlineStr\"><is><t>é</t></is></c>")
                                  "</sheetData>" },
          "Hội Phụ nữ | Đảng ủy | é");
}

static void test_dimensions_are_bounded(void **state)
{
    static const struct { const char *cell, *row; enum err_kind kind; } rows[] = {
        { T("IV1", "a"), "1", ERR_NONE },
        { T("IW1", "a"), "1", ERR_TOO_LARGE },
        { "<c r=\"XFD1\"/>" T("A1", "a"), "1", ERR_NONE },         /* empty cells only look wide */
        { T("A200000", "a"), "200000", ERR_NONE },
        { T("A200001", "a"), "200001", ERR_TOO_LARGE },
        { T("A999999999999", "a"), "99999999999999", ERR_NONE },   /* no number of a row: the next one */
        { T("AAAAAAAA1", "a"), "1", ERR_NONE },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *sheet = str_z(*state, str_fmt(*state, "<sheetData><row r=\"%s\">%s</row></sheetData>", rows[i].row,
                                                  rows[i].cell));
        if (refused(*state, (struct made){ .first = sheet }) != rows[i].kind) fail_msg("row %zu", i);
    }
    struct buf sheets = buf_open(*state);
    for (int i = 0; i <= LIMIT_SHEETS; i++) buf_fmt(&sheets, "<sheet name=\"%d\" r:id=\"r1\"/>", i);
    assert_int_equal(refused(*state, (struct made){ .sheets = str_z(*state, buf_done(&sheets)), .first = "" }),
                     ERR_TOO_LARGE);
}

static void test_merges_that_lie_cost_little(void **state)
{
    struct buf b = buf_open(*state);
    buf_c(&b, "<sheetData>");
    for (int i = 1; i <= 2000; i++) buf_fmt(&b, "<row r=\"%d\"><c r=\"A%d\"><v>1</v></c></row>", i, i);
    buf_c(&b, "</sheetData><mergeCells>");
    for (int i = 0; i < 20000; i++) buf_c(&b, "<mergeCell ref=\"A1:IV9\"/>");
    buf_c(&b, "<mergeCell ref=\"B9:A1\"/><mergeCell ref=\"A1\"/><mergeCell ref=\"A1:ZZZ99999999\"/></mergeCells>");
    assert_int_equal(refused(*state, (struct made){ .first = str_z(*state, buf_done(&b)) }), ERR_NONE);
}

static void test_a_broken_workbook_is_refused(void **state)
{
    struct bytes whole = workbook(*state, (struct made){ .first = "<sheetData>" R("1", T("A1", "a")) "</sheetData>" });
    struct read_text t;
    for (size_t n = 0; n < whole.n; n += 11) {
        error e = xlsx_read(*state, (struct bytes){ whole.p, n }, &t);
        assert_non_null(e);
        assert_true(e->kind == ERR_INPUT || e->kind == ERR_FORMAT);
    }
    assert_int_equal(refused(*state, (struct made){ .first = "<sheetData>" }), ERR_INPUT);
    assert_int_equal(refused(*state, (struct made){ .first = "" }), ERR_INPUT);
    assert_int_equal(refused(*state, (struct made){ .first = "<!DOCTYPE a>" }), ERR_INPUT);
    const struct part typed[] = { { "xl/workbook.xml", S("<!DOCTYPE a><workbook/>") } };
    assert_int_equal(xlsx_read(*state, zip_of(*state, typed, 1), &t)->kind, ERR_INPUT);
}

static int open_arena(void **state) { *state = arena_open((size_t)256 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_row_is_a_line_and_columns_keep_their_place),
        TEST(test_numbers_are_written_as_their_format_shows_them),
        TEST(test_texts_may_be_shared_rich_or_worked_out),
        TEST(test_a_merged_head_stands_over_each_of_its_columns),
        TEST(test_what_is_hidden_is_not_said),
        TEST(test_sheets_follow_each_other_under_their_names),
        TEST(test_old_fonts_become_real_letters),
        TEST(test_dimensions_are_bounded),
        TEST(test_merges_that_lie_cost_little),
        TEST(test_a_broken_workbook_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
