/* test_leaf.c - pages as bytes and pages as one text. */
#include "read/leaf.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* A page of 5950 x 8420 with lines one below the other, 200 high, from `top` on. */
static struct leaf page_of(struct arena *a, uint32_t number, uint32_t all, const char *const *texts, size_t n)
{
    struct leaf l = { .number = number, .all = all, .width = 5950, .height = 8420, .encoding = S("UTF-8") };
    l.lines = NEW_N(a, struct leaf_line, n);
    l.line_count = n;
    for (size_t i = 0; i < n; i++) {
        uint16_t top = (uint16_t)(n > 1 ? 400 + i * 7600 / (n - 1) : 4000);
        l.lines[i] = (struct leaf_line){ .text = str_c(texts[i]), .left = 1000, .right = 5000, .edge = 5000, .top = top,
                                         .bottom = (uint16_t)(top + 200), .first = 300 };
    }
    return l;
}

static struct str joined(struct arena *a, const struct leaf *leaves, size_t n)
{
    struct read_text t = { .format = FORMAT_PDF };
    assert_null(leaves_join(a, leaves, n, &t));
    return t.text;
}

static void test_a_page_comes_back_as_it_was_written(void **state)
{
    struct arena *a = *state;
    struct leaf_word words[] = { { 0, 3, 10, 20, 30, 40, 970 }, { 4, 10, 35, 20, 90, 40, 12 } };
    struct leaf_line lines[] = { { .text = S("Hội Phụ nữ"), .left = 10, .top = 20, .right = 90, .bottom = 40,
                                   .edge = 95, .first = 20, .apart = true, .words = words, .word_count = 2 },
                                 { .text = S("1 | 2"), .right = 5, .bottom = 6, .row = true },
                                 { .text = S("quà"), .right = 5, .bottom = 6, .apart = true, .below = true } };
    struct leaf in = { .number = 1, .all = 3, .picture = true, .width = 100, .height = 200, .encoding = S("TCVN3"),
                       .lines = lines, .line_count = 3,
                       .image = { (const unsigned char *)"\xFF\xD8\xFF picture", 11 } };
    struct leaf out;
    struct buf b = buf_open(a);
    words[1].to = 11;
    leaf_write(&b, &in);
    buf_c(&b, "more");
    struct bytes rest = { (unsigned char *)b.p, b.n };
    assert_true(leaf_read(a, &rest, &out));
    assert_int_equal(rest.n, 4);
    assert_int_equal(out.number, 1);
    assert_int_equal(out.all, 3);
    assert_true(out.picture && out.lines[0].apart && !out.lines[0].row && out.lines[1].row);
    assert_true(!out.lines[0].below && !out.lines[1].apart && out.lines[2].apart && out.lines[2].below);
    assert_true(str_is(out.lines[0].text, lines[0].text) && str_is(out.encoding, S("TCVN3")));
    assert_memory_equal(out.lines[0].words, words, sizeof words);
    assert_int_equal(out.image.n, 11);
}

static void test_bytes_that_lie_are_no_page(void **state)
{
    struct arena *a = *state;
    struct leaf_word words[] = { { 0, 3, 10, 20, 30, 40, 970 } };
    struct leaf_line line = { .text = S("Hội"), .left = 10, .top = 20, .right = 30, .bottom = 40, .words = words,
                              .word_count = 1 };
    struct leaf in = { .number = 0, .all = 1, .picture = true, .width = 100, .height = 200, .encoding = S("UTF-8"),
                       .lines = &line, .line_count = 1 }, out;
    struct buf b = buf_open(a);
    leaf_write(&b, &in);
    for (size_t n = 0; n < b.n; n++) {
        struct bytes cut = { (unsigned char *)b.p, n };
        assert_false(leaf_read(a, &cut, &out));
    }
    static const struct leaf_word bad[] = { { 0, 9, 10, 20, 30, 40, 970 }, { 2, 2, 10, 20, 30, 40, 970 },
                                            { 0, 3, 10, 20, 300, 40, 970 }, { 0, 3, 30, 20, 10, 40, 970 },
                                            { 0, 3, 10, 20, 30, 40, 1001 } };
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct buf lie = buf_open(a);
        words[0] = bad[i];
        leaf_write(&lie, &in);
        struct bytes all = { (unsigned char *)lie.p, lie.n };
        assert_false(leaf_read(a, &all, &out));
    }
    static const char *const texts[] = { "", " a", "a\n", "a\x01", "e\xCC\x81", "\xFF" };
    line.word_count = 0;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct buf lie = buf_open(a);
        line.text = str_c(texts[i]);
        leaf_write(&lie, &in);
        struct bytes all = { (unsigned char *)lie.p, lie.n };
        assert_false(leaf_read(a, &all, &out));
    }
}

static void test_heads_feet_and_numbers_of_pages_are_left_out(void **state)
{
    struct arena *a = *state;
    static const char *const one[] = { "Báo cáo quý II", "Trao 12 suất quà", "còn lại", "Trang 1/3" },
                      *const two[] = { "Báo cáo quý II", "cho hộ nghèo.", "đã xong", "Trang 2/3" },
                      *const three[] = { "Báo cáo quý II", "Vận động 5 triệu đồng.", "Hết", "Trang 3/3" };
    struct leaf leaves[] = { page_of(a, 0, 3, one, 4), page_of(a, 1, 3, two, 4), page_of(a, 2, 3, three, 4) };
    for (size_t i = 0; i < 3; i++) leaves[i].lines[1].apart = leaves[i].lines[2].apart = true;
    assert_true(str_is(joined(a, leaves, 3), S("Trao 12 suất quà\ncòn lại\ncho hộ nghèo.\nđã xong\nVận động 5 triệu "
                                               "đồng.\nHết")));
}

static void test_letterheads_of_several_papers_are_no_furniture(void **state)
{
    struct arena *a = *state;
    static const char *const one[] = { "HỘI PHỤ NỮ PHƯỜNG", "BÁO CÁO", "Nửa đầu tháng 7", "Trao 12 suất quà." },
                      *const two[] = { "HỘI PHỤ NỮ PHƯỜNG", "BÁO CÁO", "Kết quả tháng 8", "Trồng 9 cây xanh." };
    struct leaf leaves[] = { page_of(a, 0, 2, one, 4), page_of(a, 1, 2, two, 4) };
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 1; k < 4; k++) leaves[i].lines[k].apart = true;
    assert_true(str_is(joined(a, leaves, 2),
                       S("HỘI PHỤ NỮ PHƯỜNG\nBÁO CÁO\nNửa đầu tháng 7\nTrao 12 suất quà.\n"
                         "HỘI PHỤ NỮ PHƯỜNG\nBÁO CÁO\nKết quả tháng 8\nTrồng 9 cây xanh.")));
}

static void test_a_line_below_a_running_head_goes_on_with_the_page_before(void **state)
{
    struct arena *a = *state;
    static const char *const one[] = { "Số câu lạc bộ là 08" }, *const two[] = { "2", "câu lạc bộ, tăng 07" },
                      *const three[] = { "3", "Năm nay thêm 02 tổ." };
    struct leaf leaves[] = { page_of(a, 0, 3, one, 1), page_of(a, 1, 3, two, 2), page_of(a, 2, 3, three, 2) };
    leaves[1].lines[1].apart = leaves[1].lines[1].below = true;    /* far below the number of the page, no more */
    leaves[2].lines[1].apart = true;                               /* indented: a paragraph whatever stands above */
    assert_true(str_is(joined(a, leaves, 3), S("Số câu lạc bộ là 08 câu lạc bộ, tăng 07\nNăm nay thêm 02 tổ.")));
}

static void test_a_number_in_the_text_stays(void **state)
{
    static const char *const one[] = { "Trao quà", "12", "suất cho hộ nghèo" };
    struct leaf l = page_of(*state, 0, 1, one, 3);
    assert_true(str_is(joined(*state, &l, 1), S("Trao quà 12 suất cho hộ nghèo")));
}

static void test_lines_go_on_also_over_the_turn_of_a_page(void **state)
{
    struct arena *a = *state;
    static const char *const one[] = { "Đã trao nhiệm kỳ 2024-", "2029 cho quý I/", "2026 được 12 suất" },
                      *const two[] = { "quà cho hộ nghèo", "Dòng sau" };
    struct leaf leaves[] = { page_of(a, 0, 2, one, 3), page_of(a, 1, 2, two, 2) };
    leaves[1].lines[0].right = 2000;            /* so short that the next word would have had room */
    assert_true(str_is(joined(a, leaves, 2), S("Đã trao nhiệm kỳ 2024-2029 cho quý I/2026 được 12 suất quà cho hộ "
                                               "nghèo\n"
                                               "Dòng sau")));
}

static void test_words_keep_their_place_in_the_text(void **state)
{
    struct arena *a = *state;
    static const char *const one[] = { "Trao 12 suất", "quà" };
    struct leaf l = page_of(a, 0, 1, one, 2);
    struct leaf_word word = { 0, 4, 1, 2, 3, 4, 500 };
    l.picture = true;
    l.lines[1].words = &word;
    l.lines[1].word_count = 1;
    struct read_text t = { .format = FORMAT_IMAGE };
    assert_null(leaves_join(a, &l, 1, &t));
    assert_int_equal(t.page_count, 1);
    assert_int_equal(t.word_count, 1);
    assert_true(str_is(str_cut(t.text, t.words[0].span.from, t.words[0].span.to), S("quà")));
}

static void test_pages_without_a_word_are_refused(void **state)
{
    struct leaf l = { .all = 1 };
    struct read_text t = { .format = FORMAT_PDF };
    error e = leaves_join(*state, &l, 1, &t);
    assert_int_equal(e->kind, ERR_INPUT);
    l.picture = true;
    e = leaves_join(*state, &l, 1, &t);
    assert_non_null(strstr(e->said, "rõ hơn"));
}

static int open_arena(void **state) { *state = arena_open(16 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_page_comes_back_as_it_was_written), TEST(test_bytes_that_lie_are_no_page),
        TEST(test_heads_feet_and_numbers_of_pages_are_left_out),
        TEST(test_letterheads_of_several_papers_are_no_furniture), TEST(test_a_number_in_the_text_stays),
        TEST(test_a_line_below_a_running_head_goes_on_with_the_page_before),
        TEST(test_lines_go_on_also_over_the_turn_of_a_page), TEST(test_words_keep_their_place_in_the_text),
        TEST(test_pages_without_a_word_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
