/* test_ledger.c - lists that are taken away: nothing in them is run, numbers and days stay what they are. */
#include "base/machine.h"
#include "pack/unzip.h"
#include "read/format/format.h"
#include "write/ledger.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { MEMORY = 16 << 20 };                    /* what a page has */

#define TEXT(s) { s, sizeof s - 1 }
static struct ledger table(const struct ledger_cell *cell, size_t rows)
{
    static const struct str column[] = { TEXT("Tổ chức"), TEXT("Số") }, line[] = { TEXT("Phường Bến Lúa") };
    return (struct ledger){ .title = S("Danh sách thử"), .line = line, .lines = 1, .column = column, .columns = 2,
                            .cell = cell, .rows = rows };
}

static struct str csv_of(struct arena *a, const struct ledger *l)
{
    struct str out;
    error e = ledger_csv(a, l, &out);
    if (e) fail_msg("%s", e->said);
    return out;
}

static struct str part_of(struct arena *a, const struct ledger *l, const char *name)
{
    struct bytes file, part;
    struct unzip *z;
    error e = ledger_xlsx(a, l, &file);
    if (e) fail_msg("%s", e->said);
    assert_null(unzip_open(a, file, &z));
    assert_null(unzip_get(a, z, name, &part));
    return (struct str){ (const char *)part.p, part.n };
}

static struct str sheet_of(struct arena *a, const struct ledger *l)
{
    return part_of(a, l, "xl/worksheets/sheet1.xml");
}

static void one_cell(struct arena *a, struct ledger_cell c, const char *want)
{
    struct ledger_cell cell[2] = { ledger_text(S("x")), c };
    struct ledger l = table(cell, 1);
    struct str got = csv_of(a, &l), head = S("\xEF\xBB\xBF\"Tổ chức\",\"Số\"\r\n\"x\",");
    assert_true(str_starts(got, head));
    assert_string_equal(str_z(a, str_cut(got, head.n, got.n)), str_z(a, str_fmt(a, "%s\r\n", want)));
}

static void a_text_that_looks_like_a_formula_is_only_text_in_csv(void **state)
{
    static const char *const hostile[] = { "=1+1", "+84 90", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＠x",
                                           "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0" };
    for (size_t i = 0; i < COUNT(hostile); i++)
        one_cell(*state, ledger_text(str_c(hostile[i])), str_z(*state, str_fmt(*state, "\"'%s\"", hostile[i])));
    one_cell(*state, ledger_text((struct str){ "\0=1", 3 }), "\"'=1\"");
    one_cell(*state, ledger_text(S("Tặng 5 - 6 suất = 30")), "\"Tặng 5 - 6 suất = 30\"");
}

static void quotes_commas_and_line_ends_stay_inside_their_cell(void **state)
{
    one_cell(*state, ledger_text(S("nói \"được\", rồi\nvề")), "\"nói \"\"được\"\", rồi\nvề\"");
    one_cell(*state, ledger_text(S("\"=1+1\"")), "\"\"\"=1+1\"\"\"");
    one_cell(*state, ledger_text(S("")), "");
}

static void numbers_and_days_are_plain_in_csv(void **state)
{
    one_cell(*state, ledger_number(1234500), "1234.5");
    one_cell(*state, ledger_number(-1), "-0.001");
    one_cell(*state, ledger_number(INT64_MIN), "-9223372036854775.808");
    one_cell(*state, ledger_count(459), "459");
    one_cell(*state, ledger_day((struct day){ 2023, 7, 27 }), "2023-07-27");
    one_cell(*state, ledger_day((struct day){ 0, 0, 0 }), "");
    one_cell(*state, ledger_time(1690419600000), "2023-07-27 08:00");
}

static void json_keeps_numbers_days_and_empty_cells_under_names_of_their_own(void **state)
{
    struct arena *a = *state;
    static const struct str field[] = { TEXT("to-chuc"), TEXT("so") };
    struct ledger_cell cell[] = { ledger_text(S("\"Đoàn\"\n=1+1 \x01")), ledger_number(1234100), ledger_text(S("")),
        ledger_count(-7), ledger_day((struct day){ 2023, 7, 27 }), ledger_time(1690419600000),
        ledger_text((struct str){ "a\0b", 3 }), ledger_number(INT64_MIN) };
    struct ledger l = table(cell, 4);
    struct str out;
    l.field = field;
    assert_null(ledger_json(a, &l, &out));
    assert_string_equal(str_z(a, out),
        "{\"bang\":\"Danh sách thử\",\n\"ghi-chu\":[\"Phường Bến Lúa\"],\n"
        "\"cot\":[{\"ma\":\"to-chuc\",\"ten\":\"Tổ chức\"},{\"ma\":\"so\",\"ten\":\"Số\"}],\n\"dong\":[\n"
        "{\"to-chuc\":\"\\\"Đoàn\\\"\\n=1+1 \\u0001\",\"so\":1234.1},\n"
        "{\"to-chuc\":null,\"so\":-7},\n"
        "{\"to-chuc\":\"2023-07-27\",\"so\":\"2023-07-27T08:00+07:00\"},\n"
        "{\"to-chuc\":\"a\\u0000b\",\"so\":\"-9223372036854775.808\"}\n]}\n");
}

static void what_csv_says_is_read_back_the_same(void **state)
{
    struct arena *a = *state;
    struct ledger_cell cell[] = { ledger_text(S("Hội Phụ nữ, phường")), ledger_count(12), ledger_text(S("\"Đoàn\"")),
                                  ledger_count(3) };
    struct ledger l = table(cell, 2);
    struct str csv = csv_of(a, &l);
    struct read_text t;
    assert_null(csv_read(a, (struct bytes){ (const unsigned char *)csv.p, csv.n }, &t));
    assert_string_equal(str_z(a, t.text), "Tổ chức | Số\nHội Phụ nữ, phường | 12\n\"Đoàn\" | 3");
}

static void a_workbook_holds_texts_that_nothing_runs(void **state)
{
    struct ledger_cell cell[] = { ledger_text(S("=HYPERLINK(\"http://x\")")), ledger_text(S("<f>1+1</f>")),
                                  ledger_text(S("_x000D_ &\x01 x")), ledger_text(S("+84")) };
    struct ledger l = table(cell, 2);
    struct str xml = sheet_of(*state, &l);
    assert_int_equal(str_find(xml, S("<f>"), 0), SIZE_MAX);
    assert_true(str_find(xml, S("preserve\">=HYPERLINK(&quot;http://x&quot;)</t>"), 0) != SIZE_MAX);
    assert_true(str_find(xml, S("&lt;f&gt;1+1"), 0) != SIZE_MAX);
    assert_true(str_find(xml, S("_x005F_x000D_ &amp; x"), 0) != SIZE_MAX);
    assert_true(str_find(xml, S("<c r=\"B6\" s=\"4\" t=\"inlineStr\">"), 0) != SIZE_MAX);
}

static void a_workbook_keeps_numbers_days_and_its_head_in_sight(void **state)
{
    struct ledger_cell cell[] = { ledger_number(1234500), ledger_count(-7), ledger_day((struct day){ 2023, 7, 27 }),
                                  ledger_time(1690419600000) };
    struct ledger l = table(cell, 2);
    struct str xml = sheet_of(*state, &l);
    static const char *const want[] = {
        "<c r=\"A5\" s=\"6\"><v>1234.5</v></c><c r=\"B5\" s=\"5\"><v>-7</v></c>",
        "<c r=\"A6\" s=\"7\"><v>45134</v></c><c r=\"B6\" s=\"8\"><v>45134.3333333334</v></c>",
        "<pane ySplit=\"4\" topLeftCell=\"A5\" activePane=\"bottomLeft\" state=\"frozen\"/>",
        "<autoFilter ref=\"A4:B6\"/>", ">Danh sách thử</t>", ">Phường Bến Lúa</t>",
    };
    for (size_t i = 0; i < COUNT(want); i++)
        if (str_find(xml, str_c(want[i]), 0) == SIZE_MAX) fail_msg("no %s in %.*s", want[i], STR(xml));
}

static void a_name_that_excel_refuses_becomes_one_it_takes(void **state)
{
    struct ledger_cell cell[2] = { ledger_text(S("x")), ledger_count(1) };
    struct ledger l = table(cell, 1);
    l.name = S("Số liệu [quý II/2026]: tất cả các tổ chức của phường");
    struct str xml = part_of(*state, &l, "xl/workbook.xml");
    assert_true(str_find(xml, S("<sheet name=\"Số liệu -quý II-2026-- tất cả c\""), 0) != SIZE_MAX);
}

static void a_text_longer_than_a_cell_is_cut_with_a_sign(void **state)
{
    struct arena *a = *state;
    struct buf b = buf_open(a);
    for (int i = 0; i < LEDGER_CELL_MOST + 5; i++) buf_c(&b, "ế");
    struct ledger_cell cell[2] = { ledger_text(buf_done(&b)), ledger_count(1) };
    struct ledger l = table(cell, 1);
    struct str xml = sheet_of(a, &l);
    assert_true(str_find(xml, S("ế…</t>"), 0) != SIZE_MAX);
}

static void the_same_list_gives_the_same_bytes(void **state)
{
    struct ledger_cell cell[2] = { ledger_text(S("x")), ledger_count(1) };
    struct ledger l = table(cell, 1);
    struct bytes x, y;
    assert_null(ledger_xlsx(*state, &l, &x));
    assert_null(ledger_xlsx(*state, &l, &y));
    assert_int_equal(x.n, y.n);
    assert_memory_equal(x.p, y.p, x.n);
}

/* The longest list there may be, of long texts, in the memory of one page. */
struct longest { struct arena *a; bool json; };
static error make_longest(void *arg)
{
    const struct longest *how = arg;
    struct arena *a = how->a;
    enum { COLUMNS = 10 };
    struct ledger_cell *cell = NEW_N(a, struct ledger_cell, LEDGER_ROWS_MOST * COLUMNS);
    struct str column[COLUMNS], field[COLUMNS], json;
    struct str text = S("Báo cáo tháng 6/2026 của Hội Liên hiệp Phụ nữ phường Bến Lúa");
    struct bytes made;
    for (size_t i = 0; i < COLUMNS; i++) {
        column[i] = S("Cột");
        field[i] = str_fmt(a, "cot-%zu", i);
    }
    for (size_t i = 0; i < LEDGER_ROWS_MOST * COLUMNS; i++)
        cell[i] = i % 2 ? ledger_text(text) : ledger_number((milli)i);
    struct ledger l = { .title = S("x"), .column = column, .field = field, .columns = COLUMNS, .cell = cell,
                        .rows = LEDGER_ROWS_MOST };
    int64_t began = clock_steady();
    if (how->json) TRY(ledger_json(a, &l, &json));
    else TRY(ledger_xlsx(a, &l, &made));
    print_message("%d rows of %d cells: %lld ms\n", LEDGER_ROWS_MOST, COLUMNS, (long long)(clock_steady() - began));
    l.rows++;
    return how->json ? ledger_json(a, &l, &json) : ledger_xlsx(a, &l, &made);
}

static void the_longest_list_fits_the_memory_of_a_page_and_a_longer_one_is_refused(void **state)
{
    (void)state;
    for (int json = 0; json < 2; json++) {
        struct arena *a = arena_open(MEMORY);
        error e = arena_run(a, make_longest, &(struct longest){ a, json });
        assert_non_null(e);
        assert_int_equal(e->kind, ERR_TOO_LARGE);
        assert_non_null(strstr(e->said, "5001"));       /* the list itself, not the memory of the page */
        arena_close(a);
    }
}

static int up(void **state)
{
    clock_fix(1690419600000);
    *state = arena_open(64 << 20);
    return 0;
}

static int down(void **state)
{
    arena_close(*state);
    clock_fix(-1);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_that_looks_like_a_formula_is_only_text_in_csv),
        cmocka_unit_test(quotes_commas_and_line_ends_stay_inside_their_cell),
        cmocka_unit_test(numbers_and_days_are_plain_in_csv),
        cmocka_unit_test(json_keeps_numbers_days_and_empty_cells_under_names_of_their_own),
        cmocka_unit_test(what_csv_says_is_read_back_the_same),
        cmocka_unit_test(a_workbook_holds_texts_that_nothing_runs),
        cmocka_unit_test(a_workbook_keeps_numbers_days_and_its_head_in_sight),
        cmocka_unit_test(a_name_that_excel_refuses_becomes_one_it_takes),
        cmocka_unit_test(a_text_longer_than_a_cell_is_cut_with_a_sign),
        cmocka_unit_test(the_same_list_gives_the_same_bytes),
        cmocka_unit_test(the_longest_list_fits_the_memory_of_a_page_and_a_longer_one_is_refused),
    };
    return cmocka_run_group_tests(tests, up, down);
}
