/* test_csv.c - tables of values in plain text. */
#include "read/format/format.h"
#include "pack/limits.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static struct bytes bytes_of(struct str s) { return (struct bytes){ (const unsigned char *)s.p, s.n }; }

static void gives(struct arena *a, const char *in, const char *want)
{
    struct read_text t;
    error e = csv_read(a, bytes_of(str_c(in)), &t);
    if (e) fail_msg("%s", e->said);
    assert_string_equal(str_z(a, t.text), want);
    assert_int_equal(t.format, FORMAT_CSV);
}

static void test_the_mark_between_cells_is_found(void **state)
{
    gives(*state, "a,b,c\n1,2,3\n", "a | b | c\n1 | 2 | 3");
    gives(*state, "a;b;c\n1;2,5;3\n4;5,5;6\n", "a | b | c\n1 | 2,5 | 3\n4 | 5,5 | 6");
    gives(*state, "a\tb, c\td\n1\t2\t3\n", "a | b, c | d\n1 | 2 | 3");
    gives(*state, "a|b\n1|2\n", "a | b\n1 | 2");
    gives(*state, "sep=;\na;b\n1;2\n", "a | b\n1 | 2");
    gives(*state, "sep=ÿÿ,5\n1,2\n3,4\n", "sep=ÿÿ | 5\n1 | 2\n3 | 4");           /* half a letter parts nothing */
}

static void test_quotes_keep_marks_and_line_ends(void **state)
{
    gives(*state, "\"Quà, chăn\",\"nói \"\"được\"\"\"\r\n\"dòng\n hai\", 3\r\n",
          "Quà, chăn | nói \"được\"\ndòng  hai | 3");
    gives(*state, "a,\"b\n1,2\n", "a | \"b\n1 | 2");
    /* a quote taken out joins a letter and its mark */
    gives(*state, "\"e\"\"\u0301\",\"o\"\u0301\n1,2\n", "e\"\u0301 | ó\n1 | 2");
}

static void test_a_line_of_title_does_not_mislead(void **state)
{
    gives(*state, "Bảng số liệu, quý II\nChỉ tiêu,ĐVT,Số\nQuà,suất,12\nNhà,căn,3\n",
          "Bảng số liệu | quý II\nChỉ tiêu | ĐVT | Số\nQuà | suất | 12\nNhà | căn | 3");
}

static void test_numbers_come_out_the_vietnamese_way(void **state)
{
    gives(*state, "a,b\nx,\"1,234,567\"\ny,37.9\nz,\"1,234\"\n", "a | b\nx | 1.234.567\ny | 37,9\nz | 1.234");
    gives(*state, "a;b\nx;1.234.567\ny;37,9\nz;1.234\n", "a | b\nx | 1.234.567\ny | 37,9\nz | 1.234");
    gives(*state, "a;b\nx;1.234\ny;5\n", "a | b\nx | 1.234\ny | 5");
    gives(*state, "a;b\nx;37.9\ny;37,9\n", "a | b\nx | 37.9\ny | 37,9"); /* it does both: nothing is turned */
}

static void test_old_encodings_are_read(void **state)
{
    struct read_text t;
    assert_null(csv_read(*state, bytes_of(S("H\xE9i Ph\xF4 n\xF7,12\nN\xB9n nh\xA9n ch\xCAt \xAE\xE9\x63,3\n")), &t));
    assert_true(str_is(t.encoding, S("TCVN3")));
    assert_true(str_starts(t.text, S("Hội Phụ nữ | 12\n")));
}

static void test_empty_columns_and_rows_are_left_out(void **state)
{
    gives(*state, "a,,b,\n,,,\n1,,2,\n,,9,\n", "a | b\n1 | 2\n9");
}

static void test_too_many_rows_or_columns_are_refused(void **state)
{
    struct buf wide = buf_open(*state), tall = buf_open(*state);
    struct read_text t;
    for (int i = 0; i < LIMIT_SHEET_COLUMNS; i++) buf_c(&wide, "1,");
    assert_null(csv_read(*state, bytes_of(buf_done(&wide)), &t));
    buf_c(&wide, "1");
    assert_int_equal(csv_read(*state, bytes_of(buf_done(&wide)), &t)->kind, ERR_TOO_LARGE);
    for (int i = 0; i < LIMIT_SHEET_ROWS; i++) buf_c(&tall, "1,2\n");
    assert_null(csv_read(*state, bytes_of(buf_done(&tall)), &t));
    buf_c(&tall, "1,2\n");
    assert_int_equal(csv_read(*state, bytes_of(buf_done(&tall)), &t)->kind, ERR_TOO_LARGE);
}

static void test_nothing_is_refused(void **state)
{
    struct read_text t;
    assert_int_equal(csv_read(*state, bytes_of(S(",,\n,,\n")), &t)->kind, ERR_INPUT);
    assert_int_equal(csv_read(*state, bytes_of(S("a\0b")), &t)->kind, ERR_INPUT);
}

static void test_many_quotes_take_linear_time(void **state)
{
    struct buf b = buf_open(*state);
    struct read_text t;
    for (int i = 0; i < 2000000; i++) buf_c(&b, i % 3 ? "\"a" : ",\"");
    (void)!csv_read(*state, bytes_of(buf_done(&b)), &t);
    assert_true(arena_used(*state) > b.n);
}

static void test_a_table_is_told_by_its_name_only(void **state)
{
    enum read_format kind;
    assert_null(format_kind(*state, bytes_of(S("a,b\n1,2\n")), S("bang.CSV"), &kind));
    assert_int_equal(kind, FORMAT_CSV);
    assert_null(format_kind(*state, bytes_of(S("a,b\n1,2\n")), S("bang.txt"), &kind));
    assert_int_equal(kind, FORMAT_TXT);
}

static int open_arena(void **state) { *state = arena_open((size_t)256 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_mark_between_cells_is_found),
        TEST(test_quotes_keep_marks_and_line_ends),
        TEST(test_a_line_of_title_does_not_mislead),
        TEST(test_numbers_come_out_the_vietnamese_way),
        TEST(test_old_encodings_are_read),
        TEST(test_empty_columns_and_rows_are_left_out),
        TEST(test_too_many_rows_or_columns_are_refused),
        TEST(test_nothing_is_refused),
        TEST(test_many_quotes_take_linear_time),
        TEST(test_a_table_is_told_by_its_name_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
