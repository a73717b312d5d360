/* test_sheet.c - the words, forms and order that a layout adds to a paper. */
#include "write/sheet.h"
#include "write/measure.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include "support/sample_paper.h"

static int set_up(void **state) { return (*state = arena_open(64 << 20)) == NULL; }
static int tear_down(void **state) { arena_close(*state); return 0; }

static struct sheet sheet_of(struct arena *a, const struct paper *p)
{
    struct sheet s;
    error e = sheet_make(a, p, &s);
    if (e) fail_msg("%s", e->said);
    return s;
}

/* The text of all runs of a line. */
static struct str sheet_text(struct arena *a, const struct sheet_line *line)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < line->runs; i++) buf_str(&b, line->run[i].text);
    return buf_done(&b);
}

static const char *line_of(struct arena *a, const struct sheet *s, enum sheet_part_id id, size_t i)
{
    assert_true(i < s->part[id].lines);
    return str_z(a, sheet_text(a, &s->part[id].line[i]));
}

static void number_takes_the_form_of_its_layout(void **state)
{
    const struct { const struct layout *layout; const char *given, *set; } row[] = {
        { YOUTH, "7-BC/ĐTN", "Số: 07-BC/ĐTN" },
        { STATE, "5/BC-MTTQ-BTT", "Số: 05/BC-MTTQ-BTT" },
        { STATE, "41/BC-MTTQ-BTT", "Số: 41/BC-MTTQ-BTT" },
        { STATE, "05/BC-UBND", "Số: 05/BC-UBND" },
        { STATE, "/BC-MTTQ-BTT", "Số: …/BC-MTTQ-BTT" },
        { STATE, "", "Số: ……" },
        { PARTY, "127-QĐ/TW", "Số 127-QĐ/TW" },
        { PARTY, "7-BC/ĐU", "Số 07-BC/ĐU" },
        { PARTY, "-BC/ĐU", "Số …-BC/ĐU" },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct paper p = sample_frame(*state, row[i].layout);
        p.number = str_c(row[i].given);
        struct sheet s = sheet_of(*state, &p);
        assert_string_equal(line_of(*state, &s, PART_NUMBER, 0), row[i].set);
    }
}

static void date_is_padded_where_the_rule_says(void **state)
{
    static const struct { struct day day; const char *set; } row[] = {
        { { 2020, 1, 5 }, "Bến Lúa, ngày 05 tháng 01 năm 2020" },
        { { 2019, 6, 29 }, "Bến Lúa, ngày 29 tháng 6 năm 2019" },
        { { 2018, 2, 20 }, "Bến Lúa, ngày 20 tháng 02 năm 2018" },
        { { 2026, 12, 9 }, "Bến Lúa, ngày 09 tháng 12 năm 2026" },
        { { 2026, 6, 0 }, "Bến Lúa, ngày … tháng 6 năm 2026" },
        { { 0, 0, 0 }, "Bến Lúa, ngày … tháng … năm …" },
    };
    for (int k = 0; k < SAMPLE_LAYOUTS; k++)
        for (size_t i = 0; i < COUNT(row); i++) {
            struct paper p = sample_frame(*state, sample_layout(k));
            p.date = row[i].day;
            struct sheet s = sheet_of(*state, &p);
            assert_string_equal(line_of(*state, &s, PART_PLACE, 0), row[i].set);
        }
}

static void authority_follows_the_layout(void **state)
{
    const struct { const struct layout *layout; const char *given, *set; } row[] = {
        { STATE, "T/M Ban Thường trực", "TM. BAN THƯỜNG TRỰC" },
        { STATE, "KT. Chủ tịch", "KT. CHỦ TỊCH" },
        { PARTY, "TM. Đảng uỷ", "T/M ĐẢNG UỶ" },
        { PARTY, "T/L Ban Thường vụ", "T/L BAN THƯỜNG VỤ" },
        { PARTY, "KT.Bí thư", "K/T BÍ THƯ" },
        { PARTY, "TUQ. Ban Thường vụ", "T/UQ BAN THƯỜNG VỤ" },
        { YOUTH, "T/M Ban Thường vụ", "TM. BAN THƯỜNG VỤ" },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct paper p = sample_frame(*state, row[i].layout);
        p.authority = str_c(row[i].given);
        struct sheet s = sheet_of(*state, &p);
        assert_string_equal(line_of(*state, &s, PART_SIGN, 0), row[i].set);
    }
}

static void a_name_of_two_lines_breaks_before_its_place(void **state)
{
    static const struct { const char *given, *set; } row[] = {
        { "Ủy ban MTTQ Việt Nam phường Bến Lúa", "ỦY BAN MTTQ VIỆT NAM\nPHƯỜNG BẾN LÚA" },
        { "Ủy ban nhân dân xã An Phú", "ỦY BAN NHÂN DÂN XÃ AN PHÚ" },
        { "Hội Bảo trợ chính sách xã hội và trẻ mồ côi tỉnh Sông Hậu",
          "HỘI BẢO TRỢ CHÍNH SÁCH XÃ HỘI VÀ TRẺ MỒ CÔI\nTỈNH SÔNG HẬU" },
    };
    for (size_t i = 0; i < COUNT(row); i++) {
        struct paper p = sample_frame(*state, STATE);
        p.superior = str_c(row[i].given);
        struct sheet s = sheet_of(*state, &p);
        assert_string_equal(line_of(*state, &s, PART_ISSUER, 0), row[i].set);
    }
}

static void copies_end_as_a_list(void **state)
{
    struct paper p = sample_frame(*state, STATE);
    struct sheet s = sheet_of(*state, &p);
    assert_string_equal(line_of(*state, &s, PART_COPIES, 0), "Nơi nhận:");
    assert_string_equal(line_of(*state, &s, PART_COPIES, 1), "- Thường trực Đảng ủy phường;");
    assert_string_equal(line_of(*state, &s, PART_COPIES, 4), "- Lưu: VT.");
    assert_int_equal(s.part[PART_COPIES].lines, 5);
}

static void one_addressee_stands_on_one_line(void **state)
{
    struct paper p = sample_frame(*state, STATE);
    struct sheet s = sheet_of(*state, &p);
    assert_string_equal(line_of(*state, &s, PART_TO, 0), "Kính gửi: Ban Thường vụ Đảng ủy phường Bến Lúa");
    static const char *const two[] = { "Đảng ủy phường", "Hội đồng nhân dân phường" };
    p.to = sample_list(*state, two, 2), p.to_count = 2;
    s = sheet_of(*state, &p);
    assert_string_equal(line_of(*state, &s, PART_TO, 0), "Kính gửi:");
    assert_string_equal(line_of(*state, &s, PART_TO, 2), "- Hội đồng nhân dân phường.");
    p.to_count = 0;
    s = sheet_of(*state, &p);
    assert_int_equal(s.part[PART_TO].lines, 0);
}

static void head_is_capital_and_in_order(void **state)
{
    struct paper p = sample_frame(*state, PARTY);
    struct sheet s = sheet_of(*state, &p);
    assert_string_equal(line_of(*state, &s, PART_ISSUER, 0), "ĐẢNG BỘ TỈNH SÔNG HẬU");
    assert_string_equal(line_of(*state, &s, PART_ISSUER, 1), "ĐẢNG ỦY PHƯỜNG BẾN LÚA");
    assert_string_equal(line_of(*state, &s, PART_ISSUER, 2), "*");
    assert_string_equal(line_of(*state, &s, PART_TITLE, 0), "BÁO CÁO");
    assert_string_equal(line_of(*state, &s, PART_TITLE, 2), "-----");
    p.superior = S("");
    s = sheet_of(*state, &p);
    assert_string_equal(line_of(*state, &s, PART_ISSUER, 0), "ĐẢNG ỦY PHƯỜNG BẾN LÚA");
}

static void rules_are_as_long_as_the_decree_says(void **state)
{
    struct paper p = sample_frame(*state, STATE);
    p.superior = S(""), p.issuer = S("Ban Thường trực");
    struct sheet s = sheet_of(*state, &p);
    const struct sheet_line *issuer = &s.part[PART_ISSUER].line[0], *motto = &s.part[PART_NATION].line[1];
    int line = measure_text(*state, issuer->run->text, &s.layout->type[EL_ISSUER], 16500);
    assert_true(3 * issuer->rule >= line && 2 * issuer->rule <= line);     /* from a third to a half */
    int whole = measure_text(*state, motto->run->text, &s.layout->type[EL_MOTTO], 16500);
    assert_int_equal(motto->rule, whole);
    p.layout = PARTY;
    s = sheet_of(*state, &p);
    const struct sheet_line *title = &s.part[PART_NATION].line[0];
    assert_int_equal(title->rule, measure_text(*state, title->run->text, &s.layout->type[EL_NATION], 16500));
    assert_int_equal(s.part[PART_ISSUER].line[0].rule, 0);
}

static void every_row_fills_all_columns(void **state)
{
    struct run run = RUN("x");
    struct cell cell[] = { { .run = &run, .runs = 1, .span = 9 }, { .run = &run, .runs = 1 } };
    struct table_row row[] = { { .cell = cell, .cells = 2 }, { 0 }, { .cell = cell + 1, .cells = 1, .total = true } };
    struct block b = { .kind = BLOCK_TABLE, .row = row, .rows = 3, .columns = 3 };
    struct paper p = sample_frame(*state, STATE);
    p.block = &b, p.blocks = 1;
    struct sheet s = sheet_of(*state, &p);
    const struct sheet_table *t = s.block[0].table;
    assert_int_equal(t->width[0] + t->width[1] + t->width[2], 16500);
    assert_int_equal(t->row[0].cells, 1);
    assert_int_equal(t->row[0].cell[0].span, 3);
    assert_int_equal(t->row[1].cells, 3);
    assert_int_equal(t->row[2].cells, 3);
    assert_true(t->row[1].keep_next && t->row[2].cell[0].bold && !t->row[1].cell[0].bold);
}

static void items_get_their_mark(void **state)
{
    struct paper p = sample_small(*state, STATE);
    struct sheet s = sheet_of(*state, &p);
    assert_string_equal(str_z(*state, sheet_text(*state, &s.block[3].line)), "- Hội Nông dân: 14 hội viên mới.");
    assert_string_equal(str_z(*state, sheet_text(*state, &s.block[4].line)), "+ Chi hội khu phố 3: 05 hội viên.");
}

static void a_line_feed_starts_a_paragraph(void **state)
{
    struct run run[] = { RUN("\nmột\nhai "), RUN("ba\n\n"), RUN("bốn\n") };
    struct block b = { .kind = BLOCK_ITEM, .run = run, .runs = COUNT(run) };
    struct paper p = sample_frame(*state, STATE);
    p.block = &b, p.blocks = 1;
    struct sheet s = sheet_of(*state, &p);
    static const struct { enum element el; const char *text; } want[] = {
        { EL_ITEM, "- " }, { EL_BODY, "một" }, { EL_BODY, "hai ba" }, { EL_BODY, "bốn" },
    };
    assert_int_equal(s.blocks, COUNT(want));
    for (size_t i = 0; i < COUNT(want); i++) {
        assert_int_equal(s.block[i].line.el, want[i].el);
        assert_string_equal(str_z(*state, sheet_text(*state, &s.block[i].line)), want[i].text);
    }
}

static void check_too_large(struct arena *a, const struct paper *p)
{
    struct sheet s;
    error e = sheet_make(a, p, &s);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_TOO_LARGE);
}

static void what_is_over_a_limit_is_refused(void **state)
{
    struct paper p = sample_frame(*state, STATE);
    struct block b = { .kind = BLOCK_TABLE, .row = NEW_N(*state, struct table_row, PAPER_ROWS_MOST + 1), .columns = 2,
                       .rows = PAPER_ROWS_MOST };
    p.block = &b, p.blocks = 1;
    (void)sheet_of(*state, &p);
    b.rows++;
    check_too_large(*state, &p);
    b.rows = 1, b.columns = PAPER_COLUMNS_MOST + 1;
    check_too_large(*state, &p);
    p.blocks = PAPER_BLOCKS_MOST + 1;
    check_too_large(*state, &p);
    p = sample_frame(*state, STATE);
    p.copy_count = PAPER_LINES_MOST + 1;
    check_too_large(*state, &p);
    p = sample_frame(*state, STATE);
    p.subject = (struct str){ arena_get(*state, PAPER_FRAME_MOST + 1), PAPER_FRAME_MOST + 1 };
    check_too_large(*state, &p);
    p = sample_small(*state, STATE);
    struct run run = { .text = { arena_get(*state, PAPER_TEXT_MOST), PAPER_TEXT_MOST } };
    struct block paragraph = { .kind = BLOCK_PARAGRAPH, .run = &run, .runs = 1 };
    p.block = &paragraph, p.blocks = 1;
    check_too_large(*state, &p);
    struct buf feeds = buf_open(*state);
    for (int i = 0; i < PAPER_BLOCKS_MOST; i++) buf_char(&feeds, '\n');
    run.text = buf_done(&feeds);
    check_too_large(*state, &p);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(number_takes_the_form_of_its_layout),
        TEST(date_is_padded_where_the_rule_says),
        TEST(authority_follows_the_layout),
        TEST(a_name_of_two_lines_breaks_before_its_place),
        TEST(copies_end_as_a_list),
        TEST(one_addressee_stands_on_one_line),
        TEST(head_is_capital_and_in_order),
        TEST(rules_are_as_long_as_the_decree_says),
        TEST(every_row_fills_all_columns),
        TEST(items_get_their_mark),
        TEST(a_line_feed_starts_a_paragraph),
        TEST(what_is_over_a_limit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
