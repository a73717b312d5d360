/* test_webpage.c - what of a web page is its article, and pages that are built to hurt. */
#include "read/format/format.h"
#include "pack/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static void gives(struct arena *a, const char *page, const char *want)
{
    struct read_text t;
    error e = webpage_read(a, (struct bytes){ (const unsigned char *)page, strlen(page) }, &t);
    if (e) fail_msg("%s", e->said);
    assert_string_equal(str_z(a, t.text), want);
    assert_int_equal(t.format, FORMAT_HTML);
}

static enum err_kind refused(struct arena *a, struct str page)
{
    struct read_text t;
    error e = webpage_read(a, (struct bytes){ (const unsigned char *)page.p, page.n }, &t);
    return e ? e->kind : ERR_NONE;
}

static void test_blocks_are_lines_and_blanks_are_one(void **state)
{
    gives(*state,
          "<p>Trao  <b>12</b>\n suất&nbsp;quà</p><div>Tổ 3<br>Tổ "
          "4<p>Tổ&#32;5</div>Hết<ul><li>một<li>hai</ul><ol><li>ba</li><li>bốn</li></ol>",
          "Trao 12 suất quà\nTổ 3\nTổ 4\nTổ 5\nHết\n- một\n- hai\n1. ba\n2. bốn");
    gives(*state, "<pre>a  b\nc</pre><blockquote>d</blockquote>e", "a  b\nc\nd\ne");
}

static void test_entities_become_letters(void **state)
{
    gives(*state, "<p>&Ocirc;ng Tr&#7847;n &amp; b&agrave; L&ecirc;, tr&#x1EA;n &lt;3&gt;</p>",
          "Ông Trần & bà Lê, trǪn <3>");
}

/* The first two run over in the parser's own counting and come out as bytes that are no letter. */
static void test_a_reference_to_no_letter_is_shown_as_one_that_is_unknown(void **state)
{
    gives(*state, "<p>Hai &#66666631161; trăm &#xE000008F; suất &#1114112; quà &#xD800;</p>",
          "Hai \uFFFD trăm \uFFFD suất \uFFFD quà \uFFFD");
    gives(*state, "<head><title>Giao ban&#66666631161;</title></head><p>Bài</p>", "Giao ban\uFFFD\nBài");
    gives(*state, "<head><meta property=\"og:title\" content=\"Họp &#66666631161\"></head><p>Bài</p>",
          "Họp \uFFFD\nBài");
}

static void test_what_is_no_text_is_left_out(void **state)
{
    gives(*state,
          "<html><head><style>p{}</style><script>var a = "
          "'<p>1</p>';</script></head><body><script>2</script><noscript>3</noscript><!-- 4 "
          "--><select><option>5</select>"
          "<p hidden>6</p><p style=\"display: "
          "none\">7</p><textarea>8</textarea><button>9</button><svg><text>10</text></svg><img "
          "alt=\"ảnh\"><p>Thật</p></body></html>",
          "Thật");
}

static void test_a_row_of_a_table_is_a_line(void **state)
{
    gives(*state,
          "<table><caption>Bảng 1</caption><tr><th>Nội dung<th>Số lượng<tr><td>Quà<td><td>12 <p>suất</p></table>",
          "Bảng 1\nNội dung | Số lượng\nQuà |  | 12 suất");
}

static void test_a_table_for_the_layout_keeps_its_lines(void **state)
{
    gives(*state, "<table><tr><td>Trái<table><tr><td>a<td>b</table></td><td><p>Bài</p><p>viết</p></td></tr></table>",
          "Trái\na | b\nBài\nviết");
}

static void test_menus_headers_and_side_columns_go(void **state)
{
    gives(*state,
          "<body><header><h1>Trang thông tin phường</h1></header><nav><a href=/>Trang chủ</a></nav><div "
          "class=\"main-menu\"><a>Giới thiệu</a></div>"
          "<div id=\"breadcrumb\">Trang chủ / Tin</div><div class=\"content\"><h2>Giao ban quý I</h2><p>Trao 12 suất "
          "quà.</p><div class=\"share-box\">Chia sẻ</div></div>"
          "<aside>Quảng cáo 50%</aside><div class=\"sidebar\">Bán 5 căn nhà</div><footer>Điện thoại "
          "0123</footer></body>",
          "Giao ban quý I\nTrao 12 suất quà.");
}

static void test_a_list_of_links_is_a_menu_unless_it_has_days(void **state)
{
    gives(*state, "<ul><li><a>Giới thiệu</a><li><a>Tin tức</a><li><a>Văn bản</a><li><a>Liên hệ</a></ul><p>Bài</p>",
          "Bài");
    gives(*state,
          "<p>Bài</p><h3>Thông tin khác</h3><ul><li><a>Phiên chợ</a> (08/03/2024)<li><a>Hội thi</a> "
          "(05/03/2024)<li><a>Họp</a> (04/03/2024)<li><a>Lễ</a> (04/03/2024)</ul>",
          "Bài\nThông tin khác\n- Phiên chợ (08/03/2024)\n- Hội thi (05/03/2024)\n- Họp (04/03/2024)\n- Lễ "
          "(04/03/2024)");
}

static void test_a_word_of_furniture_on_the_whole_article_does_not_drop_it(void **state)
{
    gives(*state,
          "<div class=\"post comments-open\"><p>Trao 12 suất quà cho hộ nghèo</p></div><div class=comments>Hay "
          "quá</div>",
          "Trao 12 suất quà cho hộ nghèo");
}

#define LONG \
    "Trong quý I, Mặt trận và các đoàn thể phường đã tổ chức nhiều hoạt động chăm lo cho hội viên, đoàn viên và " \
    "Nhân dân trên địa bàn; phối hợp tuyên truyền các chủ trương của Đảng, " \
    "pháp luật của Nhà nước; vận động các nguồn lực giúp đỡ hộ nghèo, hộ cận nghèo, gia đình chính sách và trẻ em " \
    "có hoàn cảnh khó khăn trong dịp Tết."

static void test_only_the_article_of_a_page_that_marks_it_stays(void **state)
{
    gives(*state,
          "<body><div>Tin vắn 99 hộ</div><main><article><header><h1>Giao ban</h1></header><p>" LONG
          "</p><figure><img><figcaption>Quang cảnh</figcaption></figure>"
          "<footer>Tin bài: Tổ truyền thông</footer></article><div>Đọc nhiều 88 hộ</div></main></body>",
          "Giao ban\n" LONG "\nQuang cảnh\nTin bài: Tổ truyền thông");
}

static void test_counters_stay_wherever_they_stand(void **state)
{
    gives(*state,
          "<body><p>Bài</p><footer><div>Địa chỉ: số 1</div><div>Thống kê truy cập</div><ul><li>Đang online: "
          "3</li><li>Hôm nay: 10</li><li>Tất cả: 999</li></ul></footer></body>",
          "Bài\nThống kê truy cập\n- Đang online: 3\n- Hôm nay: 10\n- Tất cả: 999");
}

static void test_a_form_around_the_whole_page_is_no_furniture(void **state)
{
    gives(*state, "<form id=aspnetForm><input><p>Trao 12 suất quà</p><form></form></form>", "Trao 12 suất quà");
    gives(*state, "<form><label>Tìm kiếm</label><input></form><p>Bài</p>", "Bài");
}

static void test_a_title_that_the_page_does_not_show_comes_first(void **state)
{
    gives(*state, "<head><title>Giao ban quý I năm 2024 | Trang tin phường</title></head><p>Bài</p>",
          "Giao ban quý I năm 2024\nBài");
    gives(*state,
          "<head><title>Giao ban quý I năm 2024 | Trang tin phường</title></head><h1>GIAO BAN quý I năm 2024</h1>",
          "GIAO BAN quý I năm 2024");
    gives(*state, "<head><title>x</title><meta property=\"og:title\" content=\"Họp - tháng 3\"></head><p>Bài</p>",
          "Họp - tháng 3\nBài");
}

static struct str repeated(struct arena *a, const char *piece, size_t times)
{
    struct buf b = buf_open(a);
    buf_c(&b, "<p>x</p>");
    for (size_t i = 0; i < times; i++) buf_c(&b, piece);
    return buf_done(&b);
}

static void test_depth_is_bounded_however_it_is_hidden(void **state)
{
    struct arena *a = *state;
    assert_int_equal(refused(a, repeated(a, "<div>", LIMIT_HTML_DEPTH)), ERR_NONE);
    assert_int_equal(refused(a, repeated(a, "<div>", LIMIT_HTML_DEPTH + 1)), ERR_TOO_LARGE);
    assert_int_equal(refused(a, repeated(a, "<div>", 1000000)), ERR_TOO_LARGE);
    static const char *const hidden[] = {
        "<div></span>",         "<div></>",      "<b x=\"></b>\">",    "<b x= '></b>'>",
        "<div><!-- </div> -->", "<div><?</div>", "<table></div><div>", "<div><script></div></script>",
        "<font size=1><p>",
    };
    for (size_t i = 0; i < COUNT(hidden); i++)
        assert_int_equal(refused(a, repeated(a, hidden[i], 20000)), ERR_TOO_LARGE);
    assert_int_equal(refused(a, repeated(a, "<div>a</div><p>b<li>c<br><img>", 2000)), ERR_NONE);
}

static void test_attributes_are_bounded(void **state)
{
    struct arena *a = *state;
    for (size_t n = LIMIT_HTML_ATTRIBUTES - 1; n <= LIMIT_HTML_ATTRIBUTES + 1; n++) {
        struct buf b = buf_open(a);
        buf_c(&b, "<p");
        for (size_t i = 0; i < n; i++) buf_fmt(&b, " a%zu=\"x > y\"", i);
        buf_c(&b, ">a</p>");
        assert_int_equal(refused(a, buf_done(&b)), n <= LIMIT_HTML_ATTRIBUTES ? ERR_NONE : ERR_TOO_LARGE);
    }
}

static void test_a_page_without_a_word_is_refused(void **state)
{
    assert_int_equal(refused(*state, S("<html><body><img src=a></body></html>")), ERR_INPUT);
    assert_int_equal(refused(*state, S("<html><script>var a;</script>")), ERR_INPUT);
}

static void test_cells_over_several_rows_and_columns_keep_the_others_in_their_place(void **state)
{
    gives(*state,
          "<html><body><table><tr><td rowspan=2>TT</td><td colspan=2>Năm</td><td rowspan=2>Ghi chú</td></tr>"
          "<tr><td>Kế hoạch</td><td>Thực hiện</td></tr><tr><td>1</td><td>5</td><td>6</td><td>x</td></tr>"
          "<tr><td rowspan=99>2</td><td>7</td><td>8</td></tr></table></body></html>",
          "TT | Năm |  | Ghi chú\n| Kế hoạch | Thực hiện |\n1 | 5 | 6 | x\n2 | 7 | 8");
}

static void test_every_cut_of_a_page_ends_well(void **state)
{
    struct arena *a = *state;
    struct str page =
        S("<!DOCTYPE html><html><head><title>Một</title></head><body><table><tr><td>a<ul><li><b>c</table></body>Hai "
          "&#7847; <!-- x --></html>");
    for (size_t n = 0; n < page.n; n++) {
        enum err_kind k = refused(a, str_cut(page, 0, n));
        assert_true(k == ERR_NONE || k == ERR_INPUT);
    }
}

static int open_arena(void **state) { *state = arena_open((size_t)192 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_blocks_are_lines_and_blanks_are_one),
        TEST(test_entities_become_letters),
        TEST(test_a_reference_to_no_letter_is_shown_as_one_that_is_unknown),
        TEST(test_what_is_no_text_is_left_out),
        TEST(test_a_row_of_a_table_is_a_line),
        TEST(test_a_table_for_the_layout_keeps_its_lines),
        TEST(test_menus_headers_and_side_columns_go),
        TEST(test_a_list_of_links_is_a_menu_unless_it_has_days),
        TEST(test_a_word_of_furniture_on_the_whole_article_does_not_drop_it),
        TEST(test_only_the_article_of_a_page_that_marks_it_stays),
        TEST(test_counters_stay_wherever_they_stand),
        TEST(test_a_form_around_the_whole_page_is_no_furniture),
        TEST(test_a_title_that_the_page_does_not_show_comes_first),
        TEST(test_depth_is_bounded_however_it_is_hidden),
        TEST(test_attributes_are_bounded),
        TEST(test_a_page_without_a_word_is_refused),
        TEST(test_cells_over_several_rows_and_columns_keep_the_others_in_their_place),
        TEST(test_every_cut_of_a_page_ends_well),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
