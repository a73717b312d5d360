/* test_placing.c - words in their places, and the order in which they are read. */
#include "read/scan/placing.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* Sets words on a page: `at` is the left edge, a blank between words, 10 high, 6 wide a letter. */
struct desk { struct placed words[400]; size_t count; struct ruling rulings[60]; size_t ruling_count; };

static int set(struct desk *d, int left, int top, const char *text)
{
    struct str rest = str_c(text), word;
    while (str_next(&rest, ' ', &word)) {
        int right = left + 6 * (int)word.n;
        if (word.n)
            d->words[d->count++] = (struct placed){ word, (uint16_t)left, (uint16_t)top, (uint16_t)right,
                                                    (uint16_t)(top + 10), 900, (uint16_t)top, (uint16_t)(top + 10) };
        left = right + 4;
    }
    return left - 4;
}

static void rule(struct desk *d, int left, int top, int right, int bottom)
{
    d->rulings[d->ruling_count++] = (struct ruling){ (uint16_t)left, (uint16_t)top, (uint16_t)right, (uint16_t)bottom,
                                                     right - left < bottom - top };
}

static struct str lines_of(struct arena *a, struct desk *d)
{
    struct placing p = { d->words, d->count, d->rulings, d->ruling_count, false };
    struct leaf l = { .width = 600, .height = 900 };
    struct buf b = buf_open(a);
    placing_lines(a, &p, &l);
    for (size_t i = 0; i < l.line_count; i++) {
        if (i) buf_char(&b, '\n');
        buf_str(&b, l.lines[i].text);
    }
    return buf_done(&b);
}

static void is(struct arena *a, struct desk *d, const char *want)
{
    struct str got = lines_of(a, d);
    if (!str_is(got, str_c(want))) fail_msg("got:\n%.*s\nwanted:\n%s", STR(got), want);
}

static void test_lines_are_read_from_the_top_words_from_the_left(void **state)
{
    struct desk d = { .count = 0 };
    set(&d, 20, 60, "dong hai");
    set(&d, 60, 30, "sau");
    set(&d, 20, 31, "truoc");
    is(*state, &d, "truoc sau\ndong hai");
}

static void test_a_letterhead_is_read_column_by_column(void **state)
{
    struct desk d = { .count = 0 };
    set(&d, 20, 30, "UY BAN MTTQ");
    set(&d, 20, 43, "PHUONG BEN LUA");
    set(&d, 300, 30, "CONG HOA XA HOI");
    set(&d, 310, 46, "Doc lap Tu do");
    set(&d, 20, 100, "Trong quy hai nam nay phuong da trao nhieu phan qua cho cac ho ngheo");
    is(*state, &d,
       "UY BAN MTTQ\nPHUONG BEN LUA\nCONG HOA XA HOI\nDoc lap Tu do\n"
       "Trong quy hai nam nay phuong da trao nhieu phan qua cho cac ho ngheo");
}

static void test_columns_that_nearly_touch_are_told_by_the_rows_beside(void **state)
{
    struct desk d = { .count = 0 };
    int end = set(&d, 20, 30, "UY BAN MAT TRAN TO QUOC VIET NAM");
    set(&d, end + 9, 30, "CONG HOA XA HOI");
    set(&d, 60, 43, "PHUONG BEN LUA");
    set(&d, end + 30, 43, "Doc lap");
    is(*state, &d, "UY BAN MAT TRAN TO QUOC VIET NAM\nPHUONG BEN LUA\nCONG HOA XA HOI\nDoc lap");
}

static void test_a_table_without_rules_is_read_row_by_row(void **state)
{
    struct desk d = { .count = 0 };
    for (int i = 0; i < 4; i++) {
        static const char *const names[] = { "Hoi Phu nu", "Hoi Nong dan", "Doan", "Hoi CCB" };
        static const char *const numbers[] = { "12", "1.250", "7", "38" };
        set(&d, 20, 30 + 14 * i, names[i]);
        set(&d, 300, 30 + 14 * i, numbers[i]);
    }
    is(*state, &d, "Hoi Phu nu | 12\nHoi Nong dan | 1.250\nDoan | 7\nHoi CCB | 38");
}

static void test_the_number_of_an_item_is_no_column(void **state)
{
    struct desk d = { .count = 0 };
    set(&d, 20, 30, "1.");
    set(&d, 60, 30, "Trao qua cho ho ngheo");
    set(&d, 20, 44, "2.");
    set(&d, 60, 44, "Van dong quy");
    is(*state, &d, "1. Trao qua cho ho ngheo\n2. Van dong quy");
}

static void test_the_cells_of_a_ruled_table_keep_their_lines_together(void **state)
{
    struct desk d = { .count = 0 };
    for (int y = 20; y <= 100; y += 40) rule(&d, 10, y, 400, y + 1);
    for (int x = 10; x <= 400; x += 130) rule(&d, x, 20, x + 1, 100);
    set(&d, 15, 25, "1");
    set(&d, 145, 25, "Qua cho");
    set(&d, 145, 40, "ho ngheo");
    set(&d, 275, 32, "120 suat");
    set(&d, 15, 65, "2");
    set(&d, 275, 65, "38");
    set(&d, 10, 120, "Sau bang");
    is(*state, &d, "1 | Qua cho ho ngheo | 120 suat\n2 |  | 38\nSau bang");
}

static void test_a_frame_around_text_is_no_table(void **state)
{
    struct desk d = { .count = 0 };
    rule(&d, 10, 20, 400, 21);
    rule(&d, 10, 80, 400, 81);
    rule(&d, 10, 20, 11, 80);
    rule(&d, 400, 20, 401, 80);
    set(&d, 20, 30, "Trao qua");
    set(&d, 20, 50, "cho ho ngheo");
    is(*state, &d, "Trao qua\ncho ho ngheo");
}

static void test_words_of_a_row_whose_first_cell_is_empty_stand_where_they_are_written(void **state)
{
    struct arena *a = *state;
    struct desk d = { .count = 0 };
    for (int y = 20; y <= 100; y += 40) rule(&d, 10, y, 400, y + 1);
    for (int x = 10; x <= 400; x += 130) rule(&d, x, 20, x + 1, 100);
    set(&d, 145, 32, "Ho ngheo");
    set(&d, 275, 32, "38");
    set(&d, 15, 72, "2");
    set(&d, 275, 72, "45");
    struct placing p = { d.words, d.count, d.rulings, d.ruling_count, true };
    struct leaf l = { .all = 1, .width = 600, .height = 900, .encoding = S("UTF-8") }, back;
    placing_lines(a, &p, &l);
    assert_int_equal(l.line_count, 2);
    const struct leaf_line *e = &l.lines[0];
    assert_int_equal(e->word_count, 3);
    assert_true(str_is(e->text, S("| Ho ngheo | 38")));
    assert_true(str_is(str_cut(e->text, e->words[0].from, e->words[0].to), S("Ho")));
    assert_true(str_is(str_cut(e->text, e->words[2].from, e->words[2].to), S("38")));
    struct buf to = buf_open(a);
    leaf_write(&to, &l);
    struct bytes rest = { (const unsigned char *)to.p, to.n };
    assert_true(leaf_read(a, &rest, &back));
}

static void test_words_anywhere_are_all_there_once(void **state)
{
    struct arena *a = *state;
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        struct desk d = { .count = 0 };
        struct arena_mark mark = arena_mark(a);
        size_t want = 0, got = 0;
        for (int i = 0; i < 60; i++) {
            seed = seed * 1664525 + 1013904223;
            set(&d, (int)(seed >> 8) % 500, (int)(seed >> 17) % 800, i % 9 ? "tu" : "12.");
            if (i % 5 == 0 && d.ruling_count < 50)
                rule(&d, (int)(seed >> 9) % 400, (int)(seed >> 12) % 700, (int)(seed >> 9) % 400 + (i % 2 ? 180 : 1),
                     (int)(seed >> 12) % 700 + (i % 2 ? 1 : 180));
        }
        for (size_t i = 0; i < d.count; i++) want += d.words[i].text.n;
        struct str text = lines_of(a, &d);
        for (size_t i = 0; i < text.n; i++) got += !strchr(" |\n", text.p[i]);
        assert_int_equal(got, want);
        arena_back(a, mark);
    }
}

static int open_arena(void **state) { *state = arena_open(64 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_lines_are_read_from_the_top_words_from_the_left), TEST(test_a_letterhead_is_read_column_by_column),
        TEST(test_columns_that_nearly_touch_are_told_by_the_rows_beside),
        TEST(test_a_table_without_rules_is_read_row_by_row), TEST(test_the_number_of_an_item_is_no_column),
        TEST(test_the_cells_of_a_ruled_table_keep_their_lines_together), TEST(test_a_frame_around_text_is_no_table),
        TEST(test_words_of_a_row_whose_first_cell_is_empty_stand_where_they_are_written),
        TEST(test_words_anywhere_are_all_there_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
