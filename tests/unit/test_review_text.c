/* test_review_text.c - a report's text cut into paragraphs and chips: no byte lost, every figure where it stands. */
#include "pages/review_text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static struct figure figure_at(struct str text, struct str words, int64_t seq, enum figure_state state)
{
    size_t at = str_find(text, words, 0);
    assert_true(at != SIZE_MAX);
    return (struct figure){ .seq = seq, .span = { at, at + words.n }, .quote = words, .state = state };
}

/* The words of all pieces, one after another. */
static struct str joined(struct arena *a, const struct paragraph *p)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < p->pieces; i++) buf_str(&b, p->piece[i].text);
    return buf_done(&b);
}

static const struct piece *chip(const struct paragraph *p, size_t n, int64_t number)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < p[i].pieces; k++)
            if (p[i].piece[k].chip && p[i].piece[k].number == number) return &p[i].piece[k];
    return NULL;
}

static void every_line_keeps_its_bytes_and_its_offset(void **state)
{
    struct arena *a = *state;
    struct str text = S("BÁO CÁO\nTháng 6\n\nI. Kết quả\nTrao 120 suất quà, trị giá trên 15 triệu đồng.");
    struct figure f[] = { figure_at(text, S("120 suất quà"), 1, FIGURE_READ),
                          figure_at(text, S("trên 15 triệu đồng"), 2, FIGURE_CONFIRMED) };
    struct paragraph *p;
    size_t n = review_paragraphs(a, text, f, COUNT(f), 0, &p);
    assert_int_equal(n, 5);
    for (size_t i = 0; i < n; i++) {
        struct str line = joined(a, &p[i]);
        assert_true(str_is(str_cut(text, (size_t)p[i].at, (size_t)p[i].at + line.n), line));
    }
    assert_true(str_is(joined(a, &p[4]), S("Trao 120 suất quà, trị giá trên 15 triệu đồng.")));
}

static void a_figure_is_a_chip_with_its_state_and_the_one_looked_at_is_marked(void **state)
{
    struct arena *a = *state;
    struct str text = S("Kết nạp 31 hội viên mới, loại 02 nhà văn hóa.");
    struct figure f[] = { figure_at(text, S("31 hội viên mới"), 10, FIGURE_CONFIRMED),
                          figure_at(text, S("02 nhà văn hóa"), 4, FIGURE_REJECTED) };
    struct paragraph *p;
    size_t n = review_paragraphs(a, text, f, COUNT(f), 4, &p);
    const struct piece *confirmed = chip(p, n, 10), *rejected = chip(p, n, 4);
    assert_non_null(confirmed);
    assert_non_null(rejected);
    assert_true(str_is(confirmed->text, S("31 hội viên mới")) && str_is(confirmed->state, S("c")) && !confirmed->now);
    assert_true(str_is(rejected->text, S("02 nhà văn hóa")) && str_is(rejected->state, S("x")) && rejected->now);
}

static void figures_that_overlap_share_the_words_and_none_is_printed_twice(void **state)
{
    struct arena *a = *state;
    struct str text = S("tặng 40 thẻ BHYT trị giá trên 15 triệu đồng cho hộ nghèo");
    struct figure f[] = { figure_at(text, S("40 thẻ BHYT trị giá trên 15 triệu đồng"), 1, FIGURE_READ),
                          figure_at(text, S("trên 15 triệu đồng"), 2, FIGURE_READ) };
    struct paragraph *p;
    size_t n = review_paragraphs(a, text, f, COUNT(f), 0, &p);
    assert_int_equal(n, 1);
    assert_true(str_is(joined(a, p), text));
    assert_true(str_is(chip(p, n, 1)->text, S("40 thẻ BHYT trị giá ")));
    assert_true(str_is(chip(p, n, 2)->text, S("trên 15 triệu đồng")));
}

static void titles_stand_before_the_first_heading_and_a_figure_knows_its_heading(void **state)
{
    struct arena *a = *state;
    struct str text = S("HỘI PHỤ NỮ\nSố: 41/BC-BTV\nI. Tuyên truyền\nTổ chức 06 buổi.\n"
                        "1. Quý này đạt kết quả tốt.\nII. An sinh\n"
                        "Tặng 40 thẻ.");
    struct paragraph *p;
    size_t n = review_paragraphs(a, text, NULL, 0, 0, &p);
    static const char *const styles[] = { "t", "s", "h", "", "", "h", "" };
    assert_int_equal(n, COUNT(styles));
    for (size_t i = 0; i < n; i++) assert_true(str_is(p[i].style, str_c(styles[i])));
    assert_true(str_is(review_heading(text, p, n, str_find(text, S("06 buổi"), 0)), S("I. Tuyên truyền")));
    assert_true(str_is(review_heading(text, p, n, str_find(text, S("40 thẻ"), 0)), S("II. An sinh")));
    assert_int_equal(review_heading(text, p, n, 0).n, 0);
}

static void a_short_line_behind_the_first_sentence_is_no_title(void **state)
{
    struct str text = S("Giao ban quý I\nNgày 21/3, hội nghị đã diễn ra.\nQuang cảnh hội nghị");
    struct paragraph *p;
    assert_int_equal(review_paragraphs(*state, text, NULL, 0, 0, &p), 3);
    assert_true(str_is(p[0].style, S("s")));
    assert_int_equal(p[2].style.n, 0);
}

static void a_row_of_a_table_is_no_heading_and_a_letterhead_in_a_table_ends_no_titles(void **state)
{
    struct str text = S("Số: 41/BC | Bến Lúa, ngày 5/6\nBÁO CÁO\nNội dung | Kết quả\n1. Quà | 40\n2. Nhà | 2");
    struct paragraph *p;
    size_t n = review_paragraphs(*state, text, NULL, 0, 0, &p);
    static const char *const styles[] = { "", "t", "", "", "" };
    assert_int_equal(n, COUNT(styles));
    for (size_t i = 0; i < n; i++) assert_true(str_is(p[i].style, str_c(styles[i])));
}

static void an_empty_text_has_no_paragraph(void **state)
{
    struct paragraph *p;
    assert_int_equal(review_paragraphs(*state, S(""), NULL, 0, 0, &p), 0);
}

static int up(void **state)
{
    *state = arena_open(1 << 20);
    return 0;
}

static int down(void **state)
{
    arena_close(*state);
    return 0;
}

/* The words of a paragraph's marks, with what they are: "[unclear:120 suất]". */
static const char *marked(struct arena *a, const struct paragraph *p)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < p->pieces; i++) {
        const struct piece *c = &p->piece[i];
        if (!c->parts) buf_str(&b, c->text);
        for (size_t k = 0; k < c->parts; k++) {
            const struct word_part *x = &c->part[k];
            if (x->css.n) buf_fmt(&b, "[%.*s%lld:", STR(x->css), (long long)x->anchor);
            buf_str(&b, x->text);
            if (x->css.n) buf_char(&b, ']');
        }
    }
    return str_z(a, buf_done(&b));
}

static void marks_lie_over_chips_and_words_and_lose_no_byte(void **state)
{
    struct arena *a = *state;
    struct str text = S("Trao 120 suất quà mới.\nTặng 40 thẻ.");
    struct figure f[] = { figure_at(text, S("120 suất quà"), 1, FIGURE_READ),
                          figure_at(text, S("40 thẻ"), 2, FIGURE_READ) };
    struct paragraph *p;
    size_t n = review_paragraphs(a, text, f, COUNT(f), 0, &p), gift = str_find(text, S("quà"), 0);
    struct text_mark mark[] = {
        { { str_find(text, S("Tặng"), 0), text.n }, S("lint"), 7 },
        { { gift, gift + S("quà mới").n }, S("unclear"), 0 },
        { { 0, 4 }, S("lint"), 3 },
    };
    review_mark(a, text, p, n, mark, COUNT(mark));
    assert_string_equal(marked(a, &p[0]), "[lint3:Trao] 120 suất [unclear0:quà][unclear0: mới].");
    assert_string_equal(marked(a, &p[1]), "[lint7:Tặng ][lint0:40 thẻ][lint0:.]");
    assert_true(str_is(joined(a, &p[0]), S("Trao 120 suất quà mới.")));
}

static void of_two_marks_that_overlap_the_first_stands(void **state)
{
    struct arena *a = *state;
    struct str text = S("một hai ba");
    struct paragraph *p;
    size_t n = review_paragraphs(a, text, NULL, 0, 0, &p), two = str_find(text, S("hai"), 0);
    struct text_mark mark[] = { { { two, text.n }, S("unclear"), 0 }, { { 0, two + 3 }, S("lint"), 1 } };
    review_mark(a, text, p, n, mark, COUNT(mark));
    assert_string_equal(marked(a, &p[0]), "[lint1:một hai][unclear0: ba]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_keeps_its_bytes_and_its_offset),
        cmocka_unit_test(a_figure_is_a_chip_with_its_state_and_the_one_looked_at_is_marked),
        cmocka_unit_test(figures_that_overlap_share_the_words_and_none_is_printed_twice),
        cmocka_unit_test(titles_stand_before_the_first_heading_and_a_figure_knows_its_heading),
        cmocka_unit_test(a_short_line_behind_the_first_sentence_is_no_title),
        cmocka_unit_test(a_row_of_a_table_is_no_heading_and_a_letterhead_in_a_table_ends_no_titles),
        cmocka_unit_test(an_empty_text_has_no_paragraph),
        cmocka_unit_test(marks_lie_over_chips_and_words_and_lose_no_byte),
        cmocka_unit_test(of_two_marks_that_overlap_the_first_stands),
    };
    return cmocka_run_group_tests(tests, up, down);
}
