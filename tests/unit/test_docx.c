/* test_docx.c - what of a Word document is text, from small documents made here. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "support/zips.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define MC "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static struct bytes document(struct arena *a, const char *body, const char *styles, const char *footnotes)
{
    struct part parts[4] = {
        { "[Content_Types].xml", S("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>") },
        { "word/document.xml", str_fmt(a, "<w:document " W " " MC "><w:body>%s</w:body></w:document>", body) },
    };
    size_t n = 2;
    if (styles) parts[n++] = (struct part){ "word/styles.xml", str_fmt(a, "<w:styles " W ">%s</w:styles>", styles) };
    if (footnotes)
        parts[n++] =
            (struct part){ "word/footnotes.xml", str_fmt(a, "<w:footnotes " W ">%s</w:footnotes>", footnotes) };
    return zip_of(a, parts, n);
}

static void gives(struct arena *a, const char *body, const char *styles, const char *footnotes, const char *want)
{
    struct read_text t;
    error e = docx_read(a, document(a, body, styles, footnotes), &t);
    if (e) fail_msg("%s", e->said);
    assert_string_equal(str_z(a, t.text), want);
    assert_int_equal(t.format, FORMAT_DOCX);
}

static enum err_kind refused(struct arena *a, const struct part *parts, size_t count)
{
    struct read_text t;
    error e = docx_read(a, zip_of(a, parts, count), &t);
    return e ? e->kind : ERR_NONE;
}

static void test_paragraphs_are_lines_and_runs_are_joined(void **state)
{
    gives(*state,
          P("Hội Phụ nữ") "<w:p/>"
                          "<w:p><w:r><w:t xml:space=\"preserve\">trao "
                          "</w:t></w:r><w:hyperlink><w:r><w:t>1</w:t></w:r></w:hyperlink>"
                          "<w:r><w:t>2 suất</w:t><w:tab/><w:t>quà</w:t><w:br/><w:t>Tổ 3</w:t></w:r></w:p>",
          NULL, NULL, "Hội Phụ nữ\ntrao 12 suất\tquà\nTổ 3");
}

static void test_deletions_hidden_text_and_field_codes_are_left_out(void **state)
{
    gives(*state,
          "<w:p><w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins><w:r><w:t>12</w:t></w:r></"
          "w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>"
          "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> "
          "suất</w:t></w:r>"
          "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
          NULL, NULL, "12 suất");
}

static void test_a_row_of_a_table_is_a_line(void **state)
{
    gives(*state,
          "<w:tbl><w:tr><w:tc>" P("Nội dung") "</w:tc><w:tc>" P("Số")
              P("lượng") "</w:tc></w:tr><w:tr><w:tc>" P("Quà") "</w:tc><w:tc><w:p/></w:tc><w:tc>" P(
                  "12") "</w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" P("Hết"),
          NULL, NULL, "Nội dung | Số lượng\nQuà |  | 12\nHết");
    gives(*state,
          "<w:tbl><w:tr><w:tc>" P("Chỉ tiêu") "</w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P("Quý I") "</"
          "w:tc><w:tc>" P("Ghi chú") "</w:tc></w:tr></w:tbl>",
          NULL, NULL, "Chỉ tiêu | Quý I |  | Ghi chú");
    gives(*state, "<w:tbl><w:tr><w:tc>" P("một") P("hai") "</w:tc></w:tr></w:tbl>", NULL, NULL, "một\nhai");
    gives(*state,
          "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" P("a") "</w:tc><w:tc>" P("b") "</w:tc></w:tr></w:tbl>" P(
              "c") "</w:tc><w:tc>" P("d") "</w:tc></w:tr></w:tbl>",
          NULL, NULL, "a | b\nc\nd");
}

static void test_a_text_box_is_read_once(void **state)
{
    gives(*state,
          "<w:p><w:r><w:t>Trước </w:t><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:txbxContent>" P(
              "Trong khung") "</w:txbxContent></mc:Choice>"
                             "<mc:Fallback><w:pict><w:txbxContent>" P(
                                 "Trong khung") "</w:txbxContent></w:pict></mc:Fallback></"
                                                "mc:AlternateContent><w:t>sau</w:t></w:r></w:p>",
          NULL, NULL, "Trong khung\nTrước sau");
    gives(*state,
          "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>chỉ có bản "
          "cũ</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
          NULL, NULL, "chỉ có bản cũ");
}

static void test_notes_stand_at_the_end_and_their_rule_does_not(void **state)
{
    gives(*state, P("Thân"), NULL,
          "<w:footnote w:type=\"separator\" w:id=\"-1\">" P("---") "</w:footnote><w:footnote w:id=\"1\">" P(
              "Chú thích") "</w:footnote>",
          "Thân\nChú thích");
}

static void test_numbered_paragraphs_start_with_a_dash(void **state)
{
    gives(*state,
          "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Trao "
          "quà</w:t></w:r></w:p>"
          "<w:p><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>Không số</w:t></w:r></w:p>",
          NULL, NULL, "- Trao quà\nKhông số");
}

#define IN_FONT(font, text) \
    "<w:p><w:r><w:rPr><w:rFonts w:ascii=\"" font "\" w:hAnsi=\"" font "\"/></w:rPr><w:t>" text "</w:t></w:r></w:p>"

static void test_old_fonts_become_real_letters(void **state)
{
    struct arena *a = *state;
    gives(a, IN_FONT(".VnTime", "Héi Phô n÷ ®·"), NULL, NULL, "Hội Phụ nữ đã");
    gives(a, IN_FONT(".VnTimeH", "Héi Phô n÷"), NULL, NULL, "HỘI PHỤ NỮ");
    gives(a, IN_FONT("VNI-Times", "Hoäi Phuï nöõ ñaõ"), NULL, NULL, "Hội Phụ nữ đã");
    gives(a, IN_FONT("Times New Roman", "Héi Phô n÷"), NULL, NULL, "Héi Phô n÷");
    gives(a, IN_FONT(".VnTime", "Hội Phụ nữ"), NULL, NULL, "Hội Phụ nữ");
    struct read_text t;
    assert_null(docx_read(a, document(a, IN_FONT(".VnTime", "Héi Phô n÷"), NULL, NULL), &t));
    assert_true(str_is(t.encoding, S("TCVN3")));
    assert_null(docx_read(a, document(a, P("Hội"), NULL, NULL), &t));
    assert_true(str_is(t.encoding, S("UTF-8")));
}

static void test_a_letter_split_between_runs_is_put_together(void **state)
{
    gives(*state,
          "<w:p><w:r><w:rPr><w:rFonts w:hAnsi=\"VNI-Times\"/></w:rPr><w:t>Ho</w:t></w:r><w:r><w:rPr><w:b/><w:rFonts "
          "w:hAnsi=\"VNI-Times\"/></w:rPr><w:t>äi</w:t></w:r></w:p>",
          NULL, NULL, "Hội");
}

static void test_a_font_may_come_from_a_style(void **state)
{
    const char *styles =
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New "
        "Roman\"/></w:rPr></w:rPrDefault></w:docDefaults>"
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:rPr><w:rFonts w:ascii=\".VnTime\" "
        "w:hAnsi=\".VnTime\"/></w:rPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"Normal\"/></w:style>"
        "<w:style w:type=\"character\" w:styleId=\"U\"><w:rPr><w:rFonts w:ascii=\"Arial\"/></w:rPr></w:style>"
        "<w:style w:type=\"paragraph\" w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/></w:style>";
    gives(*state,
          P("Phô n÷") "<w:p><w:pPr><w:pStyle w:val=\"B\"/></w:pPr><w:r><w:t>Phô n÷</w:t></w:r><w:r><w:rPr><w:rStyle "
                      "w:val=\"U\"/></w:rPr><w:t> é</w:t></w:r></w:p>"
                      "<w:p><w:pPr><w:pStyle w:val=\"Loop\"/></w:pPr><w:r><w:t>n÷</w:t></w:r></w:p>",
          styles, NULL, "Phụ nữ\nPhụ nữ é\nnữ");
}

static void test_the_main_part_may_have_another_name(void **state)
{
    struct arena *a = *state;
    const struct part parts[] = {
        { "_rels/.rels",
          S("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
            "Id=\"r1\" Target=\"/word/document2.xml\" "
            "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/></"
            "Relationships>") },
        { "word/document2.xml", S("<w:document " W "><w:body>" P("Hai") "</w:body></w:document>") },
    };
    struct read_text t;
    assert_null(docx_read(a, zip_of(a, parts, COUNT(parts)), &t));
    assert_true(str_is(t.text, S("Hai")));
}

static void test_what_is_no_word_document_is_refused(void **state)
{
    const struct part other[] = { { "a.txt", S("a") } };
    const struct part typed[] = { { "word/document.xml", S("<!DOCTYPE a><w:document " W "/>") } },
                      broken[] = { { "word/document.xml", S("<w:document " W ">") } };
    const struct part empty[] = { { "word/document.xml",
                                    S("<w:document " W "><w:body><w:p/></w:body></w:document>") } };
    assert_int_equal(refused(*state, other, 1), ERR_FORMAT);
    assert_int_equal(refused(*state, typed, 1), ERR_INPUT);
    assert_int_equal(refused(*state, broken, 1), ERR_INPUT);
    assert_int_equal(refused(*state, empty, 1), ERR_INPUT);
}

static void test_tables_in_tables_are_bounded(void **state)
{
    struct arena *a = *state;
    for (size_t depth = 82; depth <= 84; depth++) {         /* three elements each, two around them, three inside */
        struct buf b = buf_open(a);
        for (size_t i = 0; i < depth; i++) buf_c(&b, "<w:tbl><w:tr><w:tc>");
        buf_c(&b, P("sâu"));
        for (size_t i = 0; i < depth; i++) buf_c(&b, "</w:tc></w:tr></w:tbl>");
        struct read_text t;
        error e = docx_read(a, document(a, str_z(a, buf_done(&b)), NULL, NULL), &t);
        if (2 + 3 * depth + 3 <= LIMIT_XML_DEPTH) assert_null(e);
        else assert_int_equal(e->kind, ERR_TOO_LARGE);
    }
}

static int open_arena(void **state) { *state = arena_open((size_t)64 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_paragraphs_are_lines_and_runs_are_joined),
        TEST(test_deletions_hidden_text_and_field_codes_are_left_out),
        TEST(test_a_row_of_a_table_is_a_line),
        TEST(test_a_text_box_is_read_once),
        TEST(test_notes_stand_at_the_end_and_their_rule_does_not),
        TEST(test_numbered_paragraphs_start_with_a_dash),
        TEST(test_old_fonts_become_real_letters),
        TEST(test_a_letter_split_between_runs_is_put_together),
        TEST(test_a_font_may_come_from_a_style),
        TEST(test_the_main_part_may_have_another_name),
        TEST(test_what_is_no_word_document_is_refused),
        TEST(test_tables_in_tables_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
