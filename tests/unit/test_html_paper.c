/* test_html_paper.c - the HTML page that comes out. */
#include "write/paper.h"
#include "support/docx_part.h"
#include "support/golden.h"
#include "support/sample_paper.h"

static int set_up(void **state) { return (*state = arena_open(256 << 20)) == NULL; }
static int tear_down(void **state) { arena_close(*state); return 0; }

static struct str html_of(struct arena *a, const struct paper *p)
{
    struct str out;
    error e = paper_html(a, p, &out);
    if (e) fail_msg("%s", e->said);
    return out;
}

static void holds(struct str text, const char *what)
{
    if (str_find(text, str_c(what), 0) == SIZE_MAX) fail_msg("not there: %s", what);
}

static void small_papers_are_as_kept(void **state)
{
    static const char *const names[] = { "tests/golden/paper_state.html", "tests/golden/paper_party.html",
                                         "tests/golden/paper_youth.html" };
    for (int k = 0; k < SAMPLE_LAYOUTS; k++) {
        struct paper p = sample_small(*state, sample_layout(k));
        golden_check(*state, names[k], html_of(*state, &p));
    }
}

static void page_prints_on_a4_with_the_margins(void **state)
{
    struct paper p = sample_small(*state, STATE);
    struct str html = html_of(*state, &p);
    holds(html, "@page{size:A4;margin:20.00mm 15.00mm 20.00mm 30.00mm;");
    holds(html, "@page:first{@top-center{content:none}}");
    holds(html, ".NoiDung{font-size:14.00pt;font-weight:normal;font-style:normal;text-align:"
                "justify;margin:6.00pt 0 0.00pt 0.00mm;"
                "text-indent:10.00mm}");
    holds(html, "<html lang=\"vi-VN\">");
}

static void page_needs_nothing_else_and_runs_nothing(void **state)
{
    struct paper p = sample_long(*state, PARTY);
    struct str html = html_of(*state, &p);
    assert_int_equal(count_of(html, S("<script")), 0);
    assert_int_equal(count_of(html, S("src=")), 0);
    assert_int_equal(count_of(html, S("url(")), 0);
    assert_int_equal(count_of(html, S("@import")), 0);
}

static void what_people_wrote_stays_text(void **state)
{
    struct run run[] = { { .text = S("<script>alert(1)</script> & \"x\" 'y'"), .link = S("javascript:alert(1)") },
                         { .text = S("xem"), .link = S("/figure/12?a=1&b=\"2") }, { .text = S("một\nhai") } };
    struct block b = { .kind = BLOCK_PARAGRAPH, .run = run, .runs = COUNT(run) };
    struct paper p = sample_frame(*state, STATE);
    p.block = &b, p.blocks = 1, p.title = S("</title><b>"), p.language = S("vi\"><b>");
    struct str html = html_of(*state, &p);
    holds(html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39;");
    holds(html, "<a href=\"/figure/12?a=1&amp;b=&quot;2\">xem</a>");
    holds(html, "một</p>\n<p class=\"NoiDung\">hai");
    holds(html, "ỦY BAN MTTQ VIỆT NAM<br>PHƯỜNG BẾN LÚA");
    holds(html, "<title>&lt;/title&gt;&lt;b&gt;</title>");
    assert_int_equal(count_of(html, S("javascript:")), 0);
    assert_int_equal(count_of(html, S("<b>")), 0);
}

static void headings_and_tables_are_marked_for_readers_aloud(void **state)
{
    struct paper p = sample_small(*state, STATE);
    struct str html = html_of(*state, &p);
    holds(html, "<h1 class=\"TenLoai\">BÁO CÁO</h1>");
    holds(html, "<h2 class=\"DeMuc1\">I. KẾT QUẢ THỰC HIỆN</h2>");
    holds(html, "<caption class=\"TenBang\">Bảng 1. Kết quả quý II</caption>");
    holds(html, "<th class=\"DauBang\" scope=\"col\">Chỉ tiêu</th>");
    holds(html, "<td class=\"OBang center dam\" colspan=\"3\">Cộng</td>");
    assert_int_equal(count_of(html, S("<tr>")), count_of(html, S("</tr>")));
    assert_int_equal(count_of(html, S("<div")), count_of(html, S("</div>")));
}

static void an_empty_paper_leaves_room(void **state)
{
    struct paper p = { .layout = STATE };
    struct table_row head = { .head = true };
    struct block b[] = { { .kind = BLOCK_TABLE, .row = &head, .rows = 1 }, { .kind = BLOCK_TABLE } };
    p.block = b, p.blocks = 2;
    struct str html = html_of(*state, &p);
    holds(html, "Số: ……");
    holds(html, "……, ngày … tháng … năm …");
    assert_int_equal(count_of(html, S("<table")), 1);
    assert_int_equal(count_of(html, S("<thead>")), count_of(html, S("</thead>")));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(small_papers_are_as_kept), TEST(page_prints_on_a4_with_the_margins),
        TEST(page_needs_nothing_else_and_runs_nothing), TEST(what_people_wrote_stays_text),
        TEST(headings_and_tables_are_marked_for_readers_aloud), TEST(an_empty_paper_leaves_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
