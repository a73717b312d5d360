/* test_cell.c - values of cells as a person sees them, against a table. */
#include "read/format/cell.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct { const char *value, *format, *want; } shown[] = {
    { "459000000", "#,##0", "459.000.000" },
    { "459000000", "General", "459000000" },
    { "2026", "General", "2026" },
    { "12.5", "", "12,5" },
    { "45.299999999999997", "", "45,3" },
    { "0.30000000000000004", "General", "0,3" },
    { "0.33333333333333331", "", "0,333333333" },
    { "1.05E-2", "General", "0,0105" },
    { "1.5E+3", "General", "1500" },
    { "1234.5", "#,##0.00", "1.234,50" },
    { "1234.5", "#,##0.##", "1.234,5" },
    { "1234", "#,##0.##", "1.234" },
    { "0.105", "0.0%", "10,5%" },
    { "1", "0%", "100%" },
    { "0.9996", "0.0%", "100,0%" },
    { "0.996", "0%", "100%" },
    { "999.6", "#,##0", "1.000" },
    { "999999.5", "#,##0", "1.000.000" },
    { "0.4", "0", "0" },
    { "0.5", "0", "1" },
    { "0", "#,##0;-#,##0;\"-\"", "-" },
    { "-1500", "#,##0;(#,##0)", "-1.500" },
    { "-1500", "#,##0", "-1.500" },
    { "1500000", "#,##0 \"đ\"", "1.500.000 đ" },
    { "1500000", "#,##0\\ \"đồng\"", "1.500.000 đồng" },
    { "1500000", "#,##0\\ [$₫-42A]", "1.500.000 ₫" },
    { "1500000", "#,##0,", "1.500" },
    { "1500000", "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", "1.500.000" },
    { "0", "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"??_);_(@_)", "-" },
    { "12", "@", "12" },
    { "46203", "dd/mm/yyyy", "30/06/2026" },
    { "46203", "m/d/yy", "30/06/2026" },
    { "46203", "mm/yyyy", "06/2026" },
    { "46203", "yyyy", "2026" },
    { "46203.3125", "dd/mm/yyyy hh:mm", "30/06/2026 07:30" },
    { "0.3125", "hh:mm", "07:30" },
    { "1", "dd/mm/yyyy", "01/01/1900" },
    { "61", "dd/mm/yyyy", "01/03/1900" },
    { "-5", "dd/mm/yyyy", "-5" },
    { "1E300", "#,##0", "1E300" },
    { "1E99999", "#,##0", "1E99999" },
    { "12a", "#,##0", "12a" },
    { "", "#,##0", "" },
    { ".", "#,##0", "." },
};

static void test_a_value_is_written_as_its_format_shows_it(void **state)
{
    for (size_t i = 0; i < COUNT(shown); i++) {
        struct buf to = buf_open(*state);
        cell_show(&to, str_c(shown[i].value), str_c(shown[i].format), false);
        if (!str_is(buf_done(&to), str_c(shown[i].want)))
            fail_msg("%s as %s: %.*s, not %s", shown[i].value, shown[i].format, STR(buf_done(&to)), shown[i].want);
    }
}

static void test_days_may_be_counted_from_1904(void **state)
{
    struct buf to = buf_open(*state);
    cell_show(&to, S("44741"), S("dd/mm/yyyy"), true);
    assert_true(str_is(buf_done(&to), S("30/06/2026")));
}

static void test_the_marks_of_a_number_are_told_when_they_are_unmistakable(void **state)
{
    (void)state;
    static const struct { const char *value; enum cell_marks want; } rows[] = {
        { "1,234,567", MARKS_DOT }, { "1,234.5", MARKS_DOT },   { "12.5", MARKS_DOT },     { "0.250", MARKS_DOT },
        { "1.234.567", MARKS_COMMA }, { "1.234,5", MARKS_COMMA }, { "12,5", MARKS_COMMA }, { "37.9%", MARKS_DOT },
        { "1.234", MARKS_UNKNOWN }, { "1,234", MARKS_UNKNOWN }, { "1234", MARKS_UNKNOWN }, { "30.6.2026", MARKS_COMMA },
        { "a.b", MARKS_UNKNOWN },   { "", MARKS_UNKNOWN },      { "-12.5", MARKS_DOT },    { "1,2.3,4", MARKS_UNKNOWN },
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        if (cell_marks_of(str_c(rows[i].value)) != rows[i].want) fail_msg("%s", rows[i].value);
}

static int open_arena(void **state) { *state = arena_open((size_t)16 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_value_is_written_as_its_format_shows_it),
        TEST(test_days_may_be_counted_from_1904),
        TEST(test_the_marks_of_a_number_are_told_when_they_are_unmistakable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
