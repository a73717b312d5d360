/* test_pdf_paper.c - the PDF that comes out: what other programs read in it. */
#include "write/paper.h"
#include "support/docx_part.h"
#include "support/golden.h"
#include "support/sample_paper.h"
#include "vn/text.h"
#include <unistd.h>

static char path[64];

static int set_up(void **state)
{
    clock_fix(1782000000000);
    snprintf(path, sizeof path, "/tmp/giaoban-test-paper-%ld.pdf", (long)getpid());
    return (*state = arena_open(256 << 20)) == NULL;
}
static int tear_down(void **state)
{
    arena_close(*state);
    unlink(path);
    return 0;
}

static struct bytes pdf_of(struct arena *a, const struct paper *p)
{
    struct bytes out;
    error e = paper_pdf(a, p, &out);
    if (e) fail_msg("%s", e->said);
    assert_null(file_write(a, path, out));
    return out;
}

/* What a program of poppler-utils says of the file written last. */
static struct str ask(struct arena *a, const char *before, const char *after)
{
    struct str line = str_fmt(a, "%s %s %s", before, path, after);
    FILE *f = popen(str_z(a, line), "r");
    assert_non_null(f);
    struct bytes all;
    assert_null(file_read_fd(a, fileno(f), 16 << 20, &all));
    assert_int_equal(pclose(f), 0);
    return (struct str){ (const char *)all.p, all.n };
}

static void holds(struct str text, const char *what)
{
    if (str_find(text, str_c(what), 0) == SIZE_MAX)
        fail_msg("not there: %s, in: %.*s", what, STR(str_cut(text, 0, 2000)));
}

static int pages_of(struct arena *a)
{
    struct str info = ask(a, "pdfinfo", "");
    size_t at = str_find(info, S("Pages:"), 0);
    assert_int_not_equal(at, SIZE_MAX);
    struct str rest = str_cut(info, at + 6, info.n), line;
    assert_true(str_next(&rest, '\n', &line));
    int64_t n;
    assert_true(str_int(str_trim(line), &n));
    return (int)n;
}

static void it_is_tagged_and_says_what_it_is(void **state)
{
    struct paper p = sample_small(*state, STATE);
    struct bytes pdf = pdf_of(*state, &p);
    struct str info = ask(*state, "pdfinfo", "");
    holds(info, "Báo cáo kết quả công tác Mặt trận và các tổ chức chính trị - xã hội quý II năm 2026");
    holds(info, "Tagged:          yes");
    holds(info, "(A4)");
    struct str all = { (const char *)pdf.p, pdf.n };
    holds(all, "/Lang (vi-VN)");
    holds(all, "/DisplayDocTitle true");
    struct str tree = ask(*state, "pdfinfo -struct-text", "");
    static const char *const tags[] = { "Document",  "H1", "H2",    "H3",      "P (block)",
                                        "L (block)", "LI", "LBody", "Caption", "Table",
                                        "TR",        "TH", "TD" };
    for (size_t i = 0; i < COUNT(tags); i++) holds(tree, tags[i]);
}

static void text_copies_out_right(void **state)
{
    struct paper p = sample_long(*state, PARTY);
    pdf_of(*state, &p);
    struct str text = ask(*state, "pdftotext -layout", "-");
    assert_true(vn_is_nfc_quick(text));
    holds(text, "ĐẢNG CỘNG SẢN VIỆT NAM");
    holds(text, "Số 07-BC/ĐU");
    holds(text, "Bến Lúa, ngày 09 tháng 6 năm 2026");
    holds(text, "5. Đoàn Thanh niên Cộng sản Hồ Chí Minh");
    holds(text, "- Xây dựng mới 02 căn nhà Đại đoàn kết.");
    holds(text, "T/M BAN THƯỜNG VỤ");
    holds(text, "- Lưu: VT.");
    holds(text, "Lê Thị Hoài An");
}

static void every_font_is_embedded_and_one_family(void **state)
{
    struct paper p = sample_long(*state, STATE);
    pdf_of(*state, &p);
    struct str fonts = ask(*state, "pdffonts", "| tail -n +3"), line;
    size_t n = 0;
    while (str_next(&fonts, '\n', &line)) {
        if (!line.n) continue;
        n++;
        holds(line, " yes yes yes ");          /* embedded, a subset, with a way back to Unicode */
        if (str_find(line, S("Times"), 0) == SIZE_MAX) holds(line, "LiberationSerif");
    }
    assert_true(n >= 3);
}

static void pages_are_numbered_from_the_second(void **state)
{
    struct paper p = sample_long(*state, STATE);
    pdf_of(*state, &p);
    int pages = pages_of(*state);
    assert_int_equal(pages, 5);
    for (int i = 1; i <= pages; i++) {
        /* the upper 17 mm of the page at 72 dots an inch */
        struct str command = str_fmt(*state, "pdftotext -f %d -l %d -x 0 -y 0 -W 596 -H 48", i, i);
        struct str top = str_trim(ask(*state, str_z(*state, command), "-"));
        if (str_ends(top, S("\f"))) top = str_trim(str_cut(top, 0, top.n - 1));
        struct str want = i == 1 ? S("") : str_fmt(*state, "%d", i);
        assert_true(str_is(top, want));
    }
}

static void same_paper_gives_same_bytes(void **state)
{
    struct paper p = sample_small(*state, STATE);
    struct bytes one = pdf_of(*state, &p), two = pdf_of(*state, &p);
    assert_int_equal(one.n, two.n);
    assert_memory_equal(one.p, two.p, one.n);
}

static void a_long_table_repeats_its_head_and_keeps_its_rows(void **state)
{
    static const int columns[] = { 1, 4, 12 };
    for (size_t i = 0; i < COUNT(columns); i++) {
        struct paper p = sample_frame(*state, STATE);
        struct block b = sample_table(*state, 300, columns[i], S("Bảng 1"));
        p.block = &b, p.blocks = 1;
        pdf_of(*state, &p);
        int pages = pages_of(*state);
        assert_true(pages > 4);
        struct str text = ask(*state, "pdftotext -layout", "-");
        assert_int_equal(count_of(text, S("TT")), pages + 4);  /* "MTTQ" and "BTT" in head and foot */
        if (columns[i] == 1) continue;
        struct str tree = ask(*state, "pdfinfo -struct", "");
        assert_int_equal(count_of(tree, S("  TR")), 302);                  /* the repeated head has no tags */
    }
}

/* n times a word, as one text. */
static struct str many(struct arena *a, const char *word, size_t n)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_c(&b, word);
    return buf_done(&b);
}

static void rows_higher_than_a_page_run_on(void **state)
{
    struct cell cell[] = { sample_cell(*state, many(*state, "nội dung dài ", 2500), ALIGN_LEFT),
                           sample_cell(*state, S("hết"), ALIGN_LEFT) };
    struct table_row row[] = { { .cell = cell, .cells = 2 } };
    struct block b = { .kind = BLOCK_TABLE, .row = row, .rows = 1, .columns = 2 };
    struct paper p = sample_frame(*state, STATE);
    p.block = &b, p.blocks = 1;
    pdf_of(*state, &p);
    struct str text = ask(*state, "pdftotext", "- | tr '\\n\\f' '  '");
    assert_int_equal(count_of(text, S("nội")), 2500);
    assert_true(pages_of(*state) > 5);
}

static void long_words_and_paragraphs_stay_on_the_paper(void **state)
{
    struct run run[] = { { .text = many(*state, "ấ", 50000) }, { .text = many(*state, " vận động", 3000) } };
    struct block b[] = { { .kind = BLOCK_PARAGRAPH, .run = run, .runs = 2 } };
    struct paper p = sample_frame(*state, PARTY);
    p.block = b, p.blocks = 1;
    pdf_of(*state, &p);
    struct str text = ask(*state, "pdftotext -x 85 -y 56 -W 468 -H 729", "-");     /* between the margins */
    assert_int_equal(count_of(text, S("vận")), 3000);
    assert_int_equal(count_of(text, S("ấ")), 50000);
}

static void an_empty_paper_leaves_room(void **state)
{
    struct paper p = { .layout = STATE };
    struct block b[] = { { .kind = BLOCK_PARAGRAPH },
                         { .kind = BLOCK_TABLE },
                         { .kind = BLOCK_ITEM },
                         { .kind = BLOCK_HEADING } };
    p.block = b, p.blocks = COUNT(b);
    pdf_of(*state, &p);
    holds(ask(*state, "pdftotext", "-"), "……, ngày … tháng … năm …");
}

static void signature_never_stands_alone(void **state)
{
    for (size_t lines = 20; lines < 46; lines++) {
        struct paper p = sample_frame(*state, STATE);
        struct block *b = NEW_N(*state, struct block, lines);
        for (size_t i = 0; i < lines; i++) b[i] = sample_line(*state, BLOCK_PARAGRAPH, 0, "Một dòng ngắn của báo cáo.");
        p.block = b, p.blocks = lines;
        pdf_of(*state, &p);
        int last = pages_of(*state);
        struct str command = str_fmt(*state, "pdftotext -f %d", last);
        holds(ask(*state, str_z(*state, command), "-"), "Một dòng ngắn");
    }
}

static void more_copies_than_a_page_run_on(void **state)
{
    struct paper p = sample_small(*state, STATE);
    p.copies = NEW_N(*state, struct str, PAPER_LINES_MOST);
    p.copy_count = PAPER_LINES_MOST;
    for (size_t i = 0; i < p.copy_count; i++) p.copies[i] = str_fmt(*state, "Khu phố %zu", i + 1);
    pdf_of(*state, &p);
    struct str text = ask(*state, "pdftotext", "-");
    holds(text, "- Khu phố 200.");
    holds(text, "Lê Thị Hoài An");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(it_is_tagged_and_says_what_it_is),
        TEST(text_copies_out_right),
        TEST(every_font_is_embedded_and_one_family),
        TEST(pages_are_numbered_from_the_second),
        TEST(same_paper_gives_same_bytes),
        TEST(a_long_table_repeats_its_head_and_keeps_its_rows),
        TEST(rows_higher_than_a_page_run_on),
        TEST(long_words_and_paragraphs_stay_on_the_paper),
        TEST(an_empty_paper_leaves_room),
        TEST(signature_never_stands_alone),
        TEST(more_copies_than_a_page_run_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
