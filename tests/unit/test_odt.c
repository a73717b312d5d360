/* test_odt.c - what of an OpenDocument text is text, from small documents made here. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "support/zips.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#define ODF(name) "urn:oasis:names:tc:opendocument:xmlns:" name ":1.0"
#define SPACES "xmlns:office=\"" ODF("office") "\" xmlns:text=\"" ODF("text") "\" xmlns:table=\"" ODF("table") \
               "\" xmlns:draw=\"" ODF("drawing") "\" xmlns:style=\"" ODF("style") "\" xmlns:svg=\"" \
               ODF("svg-compatible") "\" xmlns:fo=\"" ODF("xsl-fo-compatible") "\""
#define P(text) "<text:p>" text "</text:p>"

static struct bytes document(struct arena *a, const char *body, const char *styles)
{
    const struct part parts[] = {
        { "mimetype", S("application/vnd.oasis.opendocument.text") },
        { "content.xml", str_fmt(a, "<office:document-content " SPACES "><office:automatic-styles>%s"
                                    "</office:automatic-styles><office:body><office:text>%s</office:text></office:body>"
                                    "</office:document-content>", styles, body) },
    };
    return zip_of(a, parts, COUNT(parts));
}

static void gives(struct arena *a, const char *body, const char *styles, const char *want)
{
    struct read_text t;
    error e = odt_read(a, document(a, body, styles), &t);
    if (e) fail_msg("%s", e->said);
    assert_string_equal(str_z(a, t.text), want);
    assert_int_equal(t.format, FORMAT_ODT);
}

static void test_paragraphs_and_headings_are_lines(void **state)
{
    gives(*state,
          "<text:h text:outline-level=\"1\">I. Kết quả</text:h>" P("") P(
              "  trao <text:span>1</text:span>2\n   suất<text:s text:c=\"2\"/>quà<text:tab/>mới<text:line-break/>Tổ 3"),
          "", "I. Kết quả\ntrao 12 suất  quà\tmới\nTổ 3");
}

static void test_deletions_comments_and_contents_are_left_out(void **state)
{
    gives(*state,
          "<text:tracked-changes><text:changed-region><text:deletion>" P(
              "đã xóa 10") "</text:deletion></text:changed-region></text:tracked-changes>"
          "<text:table-of-content><text:index-body>" P("I. Kết quả 3") "</text:index-body></text:table-of-content>" P(
              "Trao <text:change-start/>12<text:change-end/> suất<office:annotation>" P(
                  "Xem lại") "</office:annotation>") "<text:section text:display=\"none\">" P(
              "kín") "</text:section><text:section>" P("hở") "</text:section>",
          "", "Trao 12 suất\nhở");
}

static void test_hidden_letters_are_left_out(void **state)
{
    gives(*state, P("Trao <text:span text:style-name=\"T1\">kín </text:span><text:span text:style-name=\"T2\">12</"
                    "text:span>"),
          "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></"
          "style:style>"
          "<style:style style:name=\"T2\" style:family=\"text\" style:parent-style-name=\"T1\"><style:text-properties "
          "text:display=\"true\"/></style:style>",
          "Trao 12");
}

static void test_items_of_a_list_start_with_a_dash_once(void **state)
{
    gives(*state,
          "<text:list><text:list-item>" P("một") P("thêm") "<text:list><text:list-item>" P(
              "trong") "</text:list-item></text:list></text:list-item><text:list-item><text:h>Mục</text:h></"
                       "text:list-item></text:list>",
          "", "- một\nthêm\n- trong\nMục");
}

static void test_a_row_of_a_table_is_a_line_with_its_covered_cells(void **state)
{
    gives(*state,
          "<table:table><table:table-column table:number-columns-repeated=\"3\"/><table:table-header-rows>"
          "<table:table-row><table:table-cell>" P("Chỉ tiêu") "</table:table-cell><table:table-cell "
          "table:number-columns-spanned=\"2\">" P("Quý I") "</table:table-cell><table:covered-table-cell/></"
          "table:table-row></table:table-header-rows><table:table-row><table:table-cell>" P("Quà") P("Tết") "</"
          "table:table-cell><table:table-cell table:number-columns-repeated=\"2\"/></table:table-row>"
          "<table:table-row><table:table-cell>" P("Nhà") "</table:table-cell><table:table-cell>" P("2") "</"
          "table:table-cell><table:table-cell>" P("3") "</table:table-cell></table:table-row></table:table>" P("Hết"),
          "", "Chỉ tiêu | Quý I |\nQuà\nTết\nNhà | 2 | 3\nHết");
}

static void test_a_cell_that_says_it_stands_there_a_billion_times_does_not(void **state)
{
    struct read_text t;
    error e = odt_read(*state,
                       document(*state, "<table:table><table:table-row><table:table-cell "
                                        "table:number-columns-repeated=\"999999999\"/><table:table-cell>" P("1") "</"
                                        "table:table-cell><table:table-cell>" P("2") "</table:table-cell></"
                                        "table:table-row></table:table>", ""), &t);
    assert_null(e);
    assert_true(t.text.n < 1024);
}

static void test_notes_stand_at_the_end(void **state)
{
    gives(*state,
          P("Trao 12<text:note><text:note-citation>1</text:note-citation><text:note-body>" P(
              "Số liệu đến 20/3") "</text:note-body></text:note> suất") P("Hết"),
          "", "Trao 12 suất\nHết\nSố liệu đến 20/3");
}

static void test_a_text_box_stands_before_its_paragraph(void **state)
{
    gives(*state, P("ngoài<draw:frame><draw:text-box>" P("trong") "</draw:text-box></draw:frame> khung"), "",
          "trong\nngoài khung");
}

static void test_old_fonts_become_real_letters(void **state)
{
    static const char styles[] =
        "<style:style style:name=\"P1\" style:family=\"paragraph\"><style:text-properties "
        "fo:font-family=\"'.VnTime'\"/></style:style>"
        "<style:style style:name=\"P2\" style:family=\"paragraph\" style:parent-style-name=\"P1\"/>"
        "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:font-name=\"VNI-Times\"/></"
        "style:style>";
    struct read_text t;
    error e = odt_read(*state,
                       document(*state,
                                "<text:p text:style-name=\"P2\">Héi <text:span>Ph</text:span>ô n÷</text:p>" P(
                                    "<text:span text:style-name=\"T1\">Ñaûng uûy</text:span> é"),
                                styles), &t);
    assert_null(e);
    assert_string_equal(str_z(*state, t.text), "Hội Phụ nữ\nĐảng ủy é");
    assert_true(str_is(t.encoding, S("TCVN3")) || str_is(t.encoding, S("VNI")));
}

static void test_a_flat_document_is_one_too(void **state)
{
    static const char flat[] = "<?xml version=\"1.0\"?>\n<office:document " SPACES
                               " office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:master-styles>" P(
                                   "đầu trang") "</office:master-styles><office:body><office:text>" P(
                                   "Trao 12 suất") "</office:text></office:body></office:document>";
    struct bytes in = { (const unsigned char *)flat, sizeof flat - 1 };
    enum read_format kind;
    struct read_text t;
    assert_null(format_kind(*state, in, S("x"), &kind));
    assert_int_equal(kind, FORMAT_ODT);
    assert_null(odt_read(*state, in, &t));
    assert_string_equal(str_z(*state, t.text), "Trao 12 suất");
}

static void test_a_broken_document_is_refused(void **state)
{
    struct bytes whole = document(*state, P("Trao 12 suất"), "");
    struct read_text t;
    for (size_t n = 0; n < whole.n; n += 7) {
        struct bytes part = { whole.p, n };
        error e = odt_read(*state, part, &t);
        assert_non_null(e);
        assert_true(e->kind == ERR_INPUT || e->kind == ERR_FORMAT);
    }
    assert_int_equal(odt_read(*state, document(*state, "<text:p>", ""), &t)->kind, ERR_INPUT);
    assert_int_equal(odt_read(*state, document(*state, "", ""), &t)->kind, ERR_INPUT);
    const struct part typed[] = { { "content.xml", S("<!DOCTYPE a><a/>") } };
    assert_int_equal(odt_read(*state, zip_of(*state, typed, 1), &t)->kind, ERR_INPUT);
    const struct part missing[] = { { "styles.xml", S("<a/>") } };
    assert_int_equal(odt_read(*state, zip_of(*state, missing, 1), &t)->kind, ERR_INPUT);
}

static void test_depth_is_bounded(void **state)
{
    struct read_text t;
    for (size_t depth = 240; depth <= 300; depth += 60) {
        struct buf b = buf_open(*state);
        for (size_t i = 0; i < depth; i++) buf_c(&b, "<text:section>");
        buf_c(&b, P("sâu"));
        for (size_t i = 0; i < depth; i++) buf_c(&b, "</text:section>");
        error e = odt_read(*state, document(*state, str_z(*state, buf_done(&b)), ""), &t);
        if (depth < LIMIT_XML_DEPTH) assert_null(e);
        else assert_int_equal(e->kind, ERR_TOO_LARGE);
    }
}

static int open_arena(void **state) { *state = arena_open((size_t)256 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_paragraphs_and_headings_are_lines),
        TEST(test_deletions_comments_and_contents_are_left_out),
        TEST(test_hidden_letters_are_left_out),
        TEST(test_items_of_a_list_start_with_a_dash_once),
        TEST(test_a_row_of_a_table_is_a_line_with_its_covered_cells),
        TEST(test_a_cell_that_says_it_stands_there_a_billion_times_does_not),
        TEST(test_notes_stand_at_the_end),
        TEST(test_a_text_box_stands_before_its_paragraph),
        TEST(test_old_fonts_become_real_letters),
        TEST(test_a_flat_document_is_one_too),
        TEST(test_a_broken_document_is_refused),
        TEST(test_depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
