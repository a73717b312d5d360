/* test_contents.c - a long paper with a cover, contents and charts: the pages that the contents name are those on which
 * the parts stand, in the PDF as poppler reads it, in the .docx and between both; charts say in words what they draw.
 *
 * With a folder as argument it writes the paper there, to be looked at. */
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
    snprintf(path, sizeof path, "/tmp/giaoban-test-contents-%ld.pdf", (long)getpid());
    return (*state = arena_open(256 << 20)) == NULL;
}
static int tear_down(void **state)
{
    arena_close(*state);
    unlink(path);
    return 0;
}

static struct block chart(struct arena *a)
{
    const struct paper_bar bars[] = {
        { .name = S("Vận động an sinh xã hội"), .title = true },
        { S("Quý II/2026"), S("trên 489 triệu đồng"), 489000000000, BAR_BLACK, .has = true, .open = true },
        { S("Quý I/2026"), S("402,5 triệu đồng"), 402500000000, BAR_GREY, .has = true },
        { S("Quý II/2025"), S("chưa có số liệu"), 0, BAR_WHITE, .has = false },
        { S("Chỉ tiêu quý II"), S("450 triệu đồng"), 450000000000, BAR_STRIPED, .has = true },
        { .name = S("Phần quà trao tặng"), .title = true },
        { S("Quý II/2026"), S("120 suất quà"), 120000, BAR_BLACK, .has = true },
        { S("Quý I/2026"), S("60 suất quà"), 60000, BAR_GREY, .has = true },
        { S("Quý II/2025"), S("100 suất quà"), 100000, BAR_WHITE, .has = true },
    };
    struct paper_bar *kept = NEW_N(a, struct paper_bar, COUNT(bars));
    memcpy(kept, bars, sizeof bars);
    return (struct block){ .kind = BLOCK_BARS, .bar = kept, .bars = COUNT(bars), .caption = S("Kết quả nổi bật") };
}

/* Parts and headings whose words stand nowhere else, each with paragraphs enough to make the pages uneven. */
static struct paper long_paper(struct arena *a, const struct layout *l)
{
    enum { PARTS = 5, HEADINGS = 4 };
    static const char *const cover[] = { "Thời gian: 8 giờ 00, ngày 08/07/2026",
        "Địa điểm: phòng họp Đảng ủy phường" };
    struct block *b = NEW_N(a, struct block, 400);
    size_t n = 0;
    b[n++] = (struct block){ .kind = BLOCK_CONTENTS, .level = 1, .caption = S("Mục lục") };
    b[n++] = sample_line(a, BLOCK_PART, 0, "A. Biểu đồ");
    b[n++] = chart(a);
    for (int i = 0; i < PARTS; i++) {
        b[n++] = sample_line(a, BLOCK_PART, 0, str_z(a, str_fmt(a, "Phần thứ %d của tài liệu", i + 1)));
        for (int k = 0; k < HEADINGS; k++) {
            b[n++] = sample_line(a, BLOCK_HEADING, 1, str_z(a, str_fmt(a, "Đề mục %d chấm %d", i + 1, k + 1)));
            for (int j = 0; j < 3 + 5 * k + i; j++)
                b[n++] = sample_line(a, BLOCK_PARAGRAPH, 1,
                    "Các tổ chức báo cáo kết quả trong quý, nêu khó khăn, đề xuất và nhiệm vụ của quý tới; văn phòng "
                    "tổng hợp, đối chiếu với số liệu đã duyệt và trình người chủ trì trước ngày họp.");
        }
    }
    return (struct paper){ .layout = l, .superior = S("Đảng bộ thành phố Sông Xanh"),
        .issuer = S("Đảng ủy phường Bến Lúa"), .kind = S("Tài liệu họp"),
        .subject = S("Giao ban quý II năm 2026"),
        .cover = sample_list(a, cover, COUNT(cover)), .cover_count = COUNT(cover),
        .block = b, .blocks = n };
}

static struct str text_of_page(struct arena *a, int page)
{
    struct str line = str_fmt(a, "pdftotext -f %d -l %d -layout %s -", page, page, path);
    FILE *f = popen(str_z(a, line), "r");
    assert_non_null(f);
    struct bytes all;
    assert_null(file_read_fd(a, fileno(f), 4 << 20, &all));
    assert_int_equal(pclose(f), 0);
    return (struct str){ (const char *)all.p, all.n };
}

static void write_pdf(struct arena *a, const struct paper *p)
{
    struct bytes out;
    error e = paper_pdf(a, p, &out);
    if (e) fail_msg("%s", e->said);
    assert_null(file_write(a, path, out));
}

/* "    Đề mục 2 chấm 1      9" gives 9; 0 when the line does not stand there. */
static int page_in_contents(struct str contents, struct str title)
{
    size_t at = str_find(contents, title, 0), end = str_find(contents, S("\n"), at);
    if (at == SIZE_MAX) return 0;
    int64_t n;
    struct str rest = str_trim(str_cut(contents, at + title.n, end));
    return str_int(rest, &n) ? (int)n : 0;
}

static void contents_name_the_pages_on_which_the_parts_stand(void **state)
{
    struct arena *a = *state;
    for (int k = 0; k < SAMPLE_LAYOUTS; k++) {
        struct paper p = long_paper(a, sample_layout(k));
        write_pdf(a, &p);
        struct str contents = text_of_page(a, 2);
        size_t seen = 0;
        for (size_t i = 0; i < p.blocks; i++) {
            if (p.block[i].kind != BLOCK_HEADING && p.block[i].kind != BLOCK_PART) continue;
            struct str title = p.block[i].kind == BLOCK_PART ? vn_upper(a, p.block[i].run->text) : p.block[i].run->text;
            int page = page_in_contents(contents, title);
            if (!page) fail_msg("%.*s is not in the contents:\n%.*s", STR(title), STR(contents));
            if (str_find(text_of_page(a, page), title, 0) == SIZE_MAX)
                fail_msg("%.*s is not on page %d", STR(title), page);
            seen++;
        }
        assert_int_equal(seen, 26);
    }
}

static size_t times(struct str text, const char *what)
{
    size_t n = 0;
    for (size_t at = 0; (at = str_find(text, str_c(what), at)) != SIZE_MAX; at++) n++;
    return n;
}

static void each_line_of_the_contents_leads_there_and_is_a_bookmark(void **state)
{
    struct arena *a = *state;
    struct paper p = long_paper(a, STATE);
    struct bytes pdf;
    assert_null(paper_pdf(a, &p, &pdf));
    struct str all = { (const char *)pdf.p, pdf.n };
    assert_int_equal(times(all, "/Subtype /Link"), 26);
    assert_int_equal(times(all, "/Outlines ") > 0, true);
    struct bytes docx;
    assert_null(paper_docx(a, &p, &docx));
    struct str xml = docx_part(a, docx, "word/document.xml");
    assert_int_equal(times(xml, "<w:bookmarkStart "), 26);
    assert_int_equal(times(xml, "PAGEREF"), 26);
}

static void the_docx_names_the_same_pages(void **state)
{
    struct arena *a = *state;
    struct paper p = long_paper(a, STATE);
    struct bytes docx;
    write_pdf(a, &p);
    assert_null(paper_docx(a, &p, &docx));
    struct str contents = text_of_page(a, 2), xml = docx_part(a, docx, "word/document.xml");
    for (size_t at = 0; (at = str_find(xml, S("<w:hyperlink "), at)) != SIZE_MAX; at++) {
        struct str line = str_cut(xml, at, str_find(xml, S("</w:hyperlink>"), at));
        size_t from = str_find(line, S("preserve\">"), 0) + 10;
        size_t number = str_find(line, S("\"separate\"/></w:r><w:r><w:t>"), 0);
        struct str title = str_cut(line, from, str_find(line, S("</w:t>"), from));
        number += S("\"separate\"/></w:r><w:r><w:t>").n;
        int64_t page;
        assert_true(str_int(str_cut(line, number, str_find(line, S("</w:t>"), number)), &page));
        assert_int_equal(page, page_in_contents(contents, title));
    }
}

static void a_chart_says_in_words_what_it_draws(void **state)
{
    struct arena *a = *state;
    struct paper p = long_paper(a, STATE);
    struct bytes docx;
    struct str html;
    write_pdf(a, &p);
    assert_null(paper_docx(a, &p, &docx));
    assert_null(paper_html(a, &p, &html));
    struct str text[] = { text_of_page(a, 3), docx_part(a, docx, "word/document.xml"), html };
    static const char *const words[] = { "Vận động an sinh xã hội", "trên 489 triệu đồng", "chưa có số liệu",
        "60 suất quà" };
    for (size_t i = 0; i < COUNT(text); i++)
        for (size_t k = 0; k < COUNT(words); k++)
            if (times(text[i], words[k]) != 1) fail_msg("%s is not once in form %zu", words[k], i);
    assert_int_equal(times(text[1], "<w:shd w:val=\"diagStripe\""), 1);
    assert_int_equal(times(text[1], "w:fill=\"262626\""), 2);
    assert_int_equal(times(html, "class=\"den tiep\""), 1);
    assert_int_equal(times(html, "class=\"xam\""), 2);
}

static void a_cover_has_neither_number_nor_signature(void **state)
{
    struct arena *a = *state;
    struct paper p = long_paper(a, STATE);
    write_pdf(a, &p);
    struct str cover = text_of_page(a, 1);
    assert_int_equal(times(cover, "TÀI LIỆU HỌP"), 1);
    assert_int_equal(times(cover, "phòng họp Đảng ủy phường"), 1);
    assert_int_equal(times(cover, "Số:"), 0);
    assert_int_equal(times(cover, "MỤC LỤC"), 0);
}

int main(int argc, char **argv)
{
    clock_fix(1782000000000);
    if (argc > 1) {
        struct arena *a = arena_open(64 << 20);
        for (int k = 0; k < SAMPLE_LAYOUTS; k++) {
            struct bytes pdf, docx;
            struct paper p = long_paper(a, sample_layout(k));
            error e = paper_pdf(a, &p, &pdf);
            if (!e) e = paper_docx(a, &p, &docx);
            if (!e) e = file_write(a, str_z(a, str_fmt(a, "%s/contents%d.pdf", argv[1], k)), pdf);
            if (!e) e = file_write(a, str_z(a, str_fmt(a, "%s/contents%d.docx", argv[1], k)), docx);
            if (e) return fprintf(stderr, "%s\n", e->said), 1;
        }
        return arena_close(a), 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(contents_name_the_pages_on_which_the_parts_stand, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_line_of_the_contents_leads_there_and_is_a_bookmark, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_docx_names_the_same_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_chart_says_in_words_what_it_draws, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_cover_has_neither_number_nor_signature, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
