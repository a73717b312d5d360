/* test_docx_paper.c - the .docx that comes out: its parts, its measures, and that it stays the same. */
#include "write/paper.h"
#include "write/docx_style.h"
#include "support/docx_part.h"
#include "support/golden.h"
#include "support/sample_paper.h"

static int set_up(void **state)
{
    clock_fix(1782000000000);                  /* 2026-06-21 */
    return (*state = arena_open(256 << 20)) == NULL;
}
static int tear_down(void **state) { arena_close(*state); return 0; }

static struct bytes docx_of(struct arena *a, const struct paper *p)
{
    struct bytes out;
    error e = paper_docx(a, p, &out);
    if (e) fail_msg("%s", e->said);
    return out;
}

static void holds(struct str xml, const char *what)
{
    if (str_find(xml, str_c(what), 0) == SIZE_MAX) fail_msg("not there: %s", what);
}

static void every_part_is_well_formed(void **state)
{
    static const char *const parts[] = { "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml",
                                         "word/settings.xml", "word/header1.xml", "word/_rels/document.xml.rels",
                                         "docProps/core.xml" };
    for (int k = 0; k < SAMPLE_LAYOUTS; k++) {
        struct paper p = sample_long(*state, sample_layout(k));
        struct bytes file = docx_of(*state, &p);
        for (size_t i = 0; i < COUNT(parts); i++) assert_true(xml_is_well_formed(docx_part(*state, file, parts[i])));
    }
}

static void small_papers_are_as_kept(void **state)
{
    static const char *const names[] = { "state", "party", "youth" };
    for (int k = 0; k < SAMPLE_LAYOUTS; k++) {
        struct paper p = sample_small(*state, sample_layout(k));
        struct bytes file = docx_of(*state, &p);
        struct str document = str_fmt(*state, "tests/golden/paper_%s_document.xml", names[k]);
        struct str styles = str_fmt(*state, "tests/golden/paper_%s_styles.xml", names[k]);
        golden_check(*state, str_z(*state, document), docx_part(*state, file, "word/document.xml"));
        golden_check(*state, str_z(*state, styles), docx_part(*state, file, "word/styles.xml"));
    }
}

static void same_paper_gives_same_bytes(void **state)
{
    struct paper p = sample_long(*state, STATE);
    struct bytes one = docx_of(*state, &p), two = docx_of(*state, &p);
    assert_int_equal(one.n, two.n);
    assert_memory_equal(one.p, two.p, one.n);
}

static void page_is_a4_with_margins_in_twips(void **state)
{
    struct paper p = sample_small(*state, STATE);
    struct str xml = docx_part(*state, docx_of(*state, &p), "word/document.xml");
    holds(xml, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>");
    /* 20 mm = 1134, 15 mm = 850, 30 mm = 1701, 10 mm = 567 */
    holds(xml, "<w:pgMar w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\"");
    holds(xml, "<w:titlePg/>");                /* no number on the first page */
    holds(docx_part(*state, docx_of(*state, &p), "word/header1.xml"), " PAGE ");
}

/* What a style says between its id and its end. */
static struct str style_of(struct arena *a, const struct paper *p, const char *id)
{
    struct str xml = docx_part(a, docx_of(a, p), "word/styles.xml");
    size_t from = str_find(xml, str_fmt(a, "w:styleId=\"%s\"", id), 0);
    assert_int_not_equal(from, SIZE_MAX);
    return str_cut(xml, from, str_find(xml, S("</w:style>"), from));
}

static void styles_carry_the_measures(void **state)
{
    const struct { const struct layout *layout; const char *id, *mark; } row[] = {
        { STATE, "QuocHieu", "<w:b/><w:bCs/><w:sz w:val=\"24\"/>" },
        { STATE, "CoQuanChuQuan", "<w:rPr><w:sz w:val=\"24\"/>" },
        { STATE, "DiaDanhNgay", "<w:rPr><w:i/><w:iCs/><w:sz w:val=\"26\"/>" },
        { STATE, "NoiDung", "<w:spacing w:before=\"120\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>" },
        { STATE, "NoiDung", "<w:ind w:left=\"0\" w:firstLine=\"567\"/><w:jc w:val=\"both\"/>" },
        { STATE, "NoiNhan", "<w:b/><w:bCs/><w:i/><w:iCs/><w:sz w:val=\"24\"/>" },
        { STATE, "NoiNhanDong", "<w:rPr><w:sz w:val=\"22\"/>" },
        { STATE, "DeMuc1", "<w:keepNext/>" },
        { STATE, "DeMuc1", "<w:outlineLvl w:val=\"0\"/>" },
        { PARTY, "QuocHieu", "<w:b/><w:bCs/><w:sz w:val=\"30\"/>" },
        { PARTY, "TenLoai", "<w:b/><w:bCs/><w:sz w:val=\"32\"/>" },
        { PARTY, "NoiDung", "w:line=\"360\" w:lineRule=\"exact\"/>" },
        { PARTY, "ChucVu", "<w:rPr><w:sz w:val=\"28\"/>" },
        { PARTY, "NoiNhan", "<w:rPr><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:u w:val=\"single\"/>" },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct paper p = sample_small(*state, row[i].layout);
        holds(style_of(*state, &p, row[i].id), row[i].mark);
    }
}

static void texts_are_escaped_and_complete(void **state)
{
    struct paper p = sample_small(*state, STATE);
    struct str xml = docx_part(*state, docx_of(*state, &p), "word/document.xml");
    holds(xml, " &amp; trao 146 phần quà &lt;đợt 1&gt;.");
    holds(xml, "ỦY BAN MTTQ VIỆT NAM</w:t><w:br/><w:t xml:space=\"preserve\">PHƯỜNG BẾN LÚA");
    holds(xml, "<w:tblHeader/>");
    assert_int_equal(count_of(xml, S("<w:tr>")), count_of(xml, S("<w:cantSplit/>")));
    struct str core = docx_part(*state, docx_of(*state, &p), "docProps/core.xml");
    holds(core, "<dc:language>vi-VN</dc:language>");
    holds(core, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-06-21</dcterms:created>");
}

static void a_control_character_does_not_spoil_the_file(void **state)
{
    struct paper p = sample_small(*state, PARTY);
    p.subject = S("một\x01 hai\x1f \xEF\xBF\xBE ba \"bốn\" 'năm'");
    struct bytes file = docx_of(*state, &p);
    struct str xml = docx_part(*state, file, "word/document.xml");
    assert_true(xml_is_well_formed(xml));
    assert_true(xml_is_well_formed(docx_part(*state, file, "docProps/core.xml")));
    holds(xml, "một hai  ba &quot;bốn&quot; &#39;năm&#39;");
}

static void wide_and_long_tables_hold_every_row(void **state)
{
    static const int columns[] = { 1, 12, PAPER_COLUMNS_MOST };
    for (size_t i = 0; i < COUNT(columns); i++) {
        struct paper p = sample_frame(*state, STATE);
        struct block b = sample_table(*state, 300, columns[i], S(""));
        p.block = &b, p.blocks = 1;
        struct str xml = docx_part(*state, docx_of(*state, &p), "word/document.xml");
        assert_true(xml_is_well_formed(xml));
        assert_int_equal(count_of(xml, S("<w:tr>")), 302 + 3);             /* with the head and the foot of the paper */
        assert_int_equal(count_of(xml, S("<w:gridCol ")), columns[i] + 4);
    }
}

static void two_tables_in_a_row_stay_two(void **state)
{
    struct paper p = sample_frame(*state, STATE);
    struct block b[] = { sample_table(*state, 1, 2, S("")), sample_table(*state, 1, 2, S("")) };
    p.block = b, p.blocks = 2;
    struct str xml = docx_part(*state, docx_of(*state, &p), "word/document.xml");
    assert_int_equal(count_of(xml, S("</w:tbl>\n<w:tbl>")), 0);
    assert_int_equal(count_of(xml, S("<w:tbl>")), 4);
}

static void an_empty_paper_leaves_room(void **state)
{
    struct paper p = { .layout = PARTY };
    struct block b[] = { { .kind = BLOCK_PARAGRAPH },
                         { .kind = BLOCK_TABLE },
                         { .kind = BLOCK_ITEM },
                         { .kind = BLOCK_HEADING } };
    p.block = b, p.blocks = COUNT(b);
    struct str xml = docx_part(*state, docx_of(*state, &p), "word/document.xml");
    assert_true(xml_is_well_formed(xml));
    holds(xml, "Số ……");
    holds(xml, "……, ngày … tháng … năm …");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_part_is_well_formed), TEST(small_papers_are_as_kept), TEST(same_paper_gives_same_bytes),
        TEST(page_is_a4_with_margins_in_twips), TEST(styles_carry_the_measures), TEST(texts_are_escaped_and_complete),
        TEST(a_control_character_does_not_spoil_the_file), TEST(wide_and_long_tables_hold_every_row),
        TEST(two_tables_in_a_row_stay_two), TEST(an_empty_paper_leaves_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
