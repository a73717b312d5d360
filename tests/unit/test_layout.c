/* test_layout.c - the layouts against the rules, written here by hand a second time, and files that are wrong.
 *
 * State: NĐ 30/2020/NĐ-CP, Phụ lục I. Party: HD 36-HD/VPTW, Phụ lục 3, with HD 05-HD/VPTW (2026)
 * where 36 says nothing. Youth: HD 29-HD/TWĐTN-VP. */
#include "write/layout.h"
#include "write/measure.h"
#include "base/machine.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { UPRIGHT = 0, BOLD = 1, ITALIC = 2, CAPITALS = 4, UNDERLINED = 8 };
struct rule { enum element el; int least, most; unsigned look; };      /* sizes in points */

static const struct layout *named(const char *code)
{
    const struct layout *l = layout_find(str_c(code));
    assert_non_null(l);
    return l;
}

static void check_rules(const char *which, const struct rule *rule, size_t rules)
{
    for (size_t i = 0; i < rules; i++) {
        const struct type *t = &named(which)->type[rule[i].el];
        unsigned look = (t->bold ? BOLD : 0u) | (t->italic ? ITALIC : 0u) | (t->capitals ? CAPITALS : 0u) |
                        (t->underline ? UNDERLINED : 0u);
        if (t->size < 2 * rule[i].least || t->size > 2 * rule[i].most || look != rule[i].look)
            fail_msg("%s: size %d/2, look %u; the rule is %d to %d, look %u",
                     element_names[rule[i].el].id, t->size, look, rule[i].least, rule[i].most,
                     rule[i].look);
    }
}

static void state_types_follow_the_decree(void **state)
{
    (void)state;
    static const struct rule rule[] = {
        { EL_NATION, 12, 13, BOLD | CAPITALS },   { EL_MOTTO, 13, 14, BOLD },
        { EL_SUPERIOR, 12, 13, CAPITALS },        { EL_ISSUER, 12, 13, BOLD | CAPITALS },
        { EL_NUMBER, 13, 13, UPRIGHT },           { EL_PLACE, 13, 14, ITALIC },
        { EL_KIND, 13, 14, BOLD | CAPITALS },     { EL_SUBJECT, 13, 14, BOLD },
        { EL_TO, 13, 14, UPRIGHT },               { EL_TO_ITEM, 13, 14, UPRIGHT },
        { EL_BODY, 13, 14, UPRIGHT },             { EL_ITEM, 13, 14, UPRIGHT },
        { EL_HEADING_1, 13, 14, BOLD },           { EL_HEADING_2, 13, 14, BOLD },
        { EL_HEADING_3, 13, 14, UPRIGHT },        { EL_AUTHORITY, 13, 14, BOLD | CAPITALS },
        { EL_POST, 13, 14, BOLD | CAPITALS },     { EL_SIGNER, 13, 14, BOLD },
        { EL_COPIES, 12, 12, BOLD | ITALIC },     { EL_COPY, 11, 11, UPRIGHT },
        { EL_PAGE, 13, 14, UPRIGHT },
    };
    check_rules("state", rule, COUNT(rule));
}

static void party_types_follow_the_guidance(void **state)
{
    (void)state;
    static const struct rule rule[] = {
        { EL_NATION, 15, 15, BOLD | CAPITALS },   { EL_SUPERIOR, 14, 14, CAPITALS },
        { EL_ISSUER, 14, 14, BOLD | CAPITALS },   { EL_NUMBER, 14, 14, UPRIGHT },
        { EL_PLACE, 14, 14, ITALIC },             { EL_KIND, 15, 16, BOLD | CAPITALS },
        { EL_SUBJECT, 14, 15, BOLD },             { EL_TO, 14, 14, ITALIC },
        { EL_BODY, 14, 15, UPRIGHT },             { EL_ITEM, 14, 15, UPRIGHT },
        { EL_AUTHORITY, 14, 14, BOLD | CAPITALS }, { EL_POST, 14, 14, CAPITALS },
        { EL_SIGNER, 14, 14, BOLD },              { EL_COPIES, 14, 14, UNDERLINED },
        { EL_COPY, 12, 12, UPRIGHT },             { EL_PAGE, 14, 14, UPRIGHT },
    };
    check_rules("party", rule, COUNT(rule));
}

static void youth_types_follow_the_guidance(void **state)
{
    (void)state;
    static const struct rule rule[] = {
        { EL_NATION, 15, 15, BOLD | CAPITALS },   { EL_SUPERIOR, 14, 14, CAPITALS },
        { EL_ISSUER, 14, 14, BOLD | CAPITALS },   { EL_STAR, 14, 14, UPRIGHT },
        { EL_BODY, 14, 14, UPRIGHT },             { EL_PLACE, 14, 14, ITALIC },
    };
    check_rules("youth", rule, COUNT(rule));
}

static void margins_follow_the_rules(void **state)
{
    (void)state;
    static const struct { const char *code; int right; } row[] = { { "state", 1500 }, { "party", 1500 },
                                                                   { "youth", 2000 } };
    size_t n;
    (void)layout_list(&n);
    assert_int_equal(n, COUNT(row));
    for (size_t i = 0; i < n; i++) {
        const struct layout *l = named(row[i].code);
        assert_ptr_equal(l, layout_list(&n) + i);  /* in their order */
        assert_int_equal(l->width, 21000);
        assert_int_equal(l->height, 29700);
        assert_int_equal(l->top, 2000);
        assert_int_equal(l->bottom, 2000);
        assert_int_equal(l->margin_left, 3000);
        assert_int_equal(l->margin_right, row[i].right);
        assert_int_equal(l->page_number, 1000);
        assert_int_equal(layout_text_width(l), 18000 - row[i].right);
        const struct type *t = &l->type[EL_BODY];
        assert_int_equal(t->align, ALIGN_JUSTIFY);
        assert_int_equal(t->first, 1000);      /* 1 cm */
        assert_true(t->before >= 6 * 20);      /* 6 pt or more between paragraphs */
    }
    assert_int_equal(named("state")->type[EL_BODY].line, 0);
    int line = named("party")->type[EL_BODY].line;
    assert_true(line >= 18 * 20 && line <= 22 * 20);
}

static void words_are(const char *code, enum element el, const char *text, int rule)
{
    const struct type *t = &named(code)->type[el];
    assert_int_equal(t->size != 0, text != NULL);
    if (text && !str_is(t->text, str_c(text))) fail_msg("%s: %.*s", code, STR(t->text));
    assert_int_equal(t->rule, rule);
}

static void each_layout_has_its_own_words_and_rules(void **state)
{
    (void)state;
    words_are("state", EL_NATION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0);
    words_are("state", EL_MOTTO, "Độc lập - Tự do - Hạnh phúc", 1000);
    words_are("state", EL_NUMBER, "Số:", 0);
    words_are("state", EL_STAR, NULL, 0);
    words_are("state", EL_DASHES, NULL, 0);
    words_are("party", EL_NATION, "ĐẢNG CỘNG SẢN VIỆT NAM", 1000);
    words_are("party", EL_MOTTO, NULL, 0);
    words_are("party", EL_NUMBER, "Số", 0);
    words_are("party", EL_STAR, "*", 0);
    words_are("party", EL_DASHES, "-----", 0);
    words_are("youth", EL_NATION, "ĐOÀN TNCS HỒ CHÍ MINH", 1000);
    words_are("youth", EL_STAR, "***", 0);
    words_are("youth", EL_NUMBER, "Số:", 0);
    assert_true(named("state")->type[EL_ISSUER].rule >= 333 && named("state")->type[EL_ISSUER].rule <= 500);
    assert_true(named("state")->type[EL_SUBJECT].rule >= 333 && named("state")->type[EL_SUBJECT].rule <= 500);
    assert_int_equal(named("party")->type[EL_ISSUER].rule, 0);
}

static void who_issues_a_paper_decides_its_layout(void **state)
{
    (void)state;
    static const struct { const char *organisation, *code; } row[] = { { "UBND", "state" }, { "MTTQ", "state" },
        { "LHPN", "state" }, { "DANG", "party" }, { "DTN", "youth" }, { "nobody", "state" } };
    for (size_t i = 0; i < COUNT(row); i++)
        assert_true(str_is(layout_of(str_c(row[i].organisation))->code, str_c(row[i].code)));
    assert_null(layout_find(S("none")));
}

/* One line of a good file replaced, and what is said of it. */
static void a_file_that_is_wrong_is_refused_by_its_line(void **state)
{
    (void)state;
    static const struct { const char *good, *bad, *said; } row[] = {
        { "NoiDung\tcỡ chữ\t14", "NoiDung\tcỡ chữ\t15", "ngoài khoảng 13–14" },
        { "NoiDung\tcỡ chữ\t14", "NoiDung\tcỡ chữ\tmười", "không phải là số" },
        { "NoiDung\tcanh\tđều", "NoiDung\tcanh\tchéo", "không có thuộc tính" },
        { "QuocHieu\tkiểu chữ\tđậm", "QuocHieu\tkiểu chữ\tbéo", "không có kiểu chữ “béo”" },
        { "Trang\tlề trái\t30", "Trang\tlề trái\t3,5", "ngoài khoảng 30–35" },
        { "Trang\tlề trái\t30", "Trang\tlề giữa\t30", "không có “Trang: lề giữa”" },
        { "Văn bản\tmã\tstate", "# ", "còn thiếu “Văn bản: mã”" },
        { "HoTen\tcỡ chữ\t14", "# ", "còn thiếu cỡ chữ của HoTen" },
    };
    struct arena *a = arena_open(1 << 20);
    struct str good = embedded_text("data/layouts/state.tsv");
    struct layout l;
    assert_null(layout_read(a, "x.tsv", good, &l));
    for (size_t i = 0; i < COUNT(row); i++) {
        size_t at = str_find(good, str_c(row[i].good), 0);
        assert_true(at != SIZE_MAX);
        struct str bad = str_fmt(a, "%.*s%s%.*s", STR(str_cut(good, 0, at)), row[i].bad,
                                 STR(str_cut(good, at + strlen(row[i].good), good.n)));
        error e = layout_read(a, "x.tsv", bad, &l);
        if (!e || !strstr(e->said, row[i].said) || !strstr(e->said, "x.tsv, dòng "))
            fail_msg("%s: %s", row[i].bad, e ? e->said : "taken");
    }
    arena_close(a);
}

static void name_of_the_nation_stays_on_one_line(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    size_t n;
    for (size_t i = 0; i < (layout_list(&n), n); i++) {
        const struct layout *l = layout_list(&n) + i;
        int long_line = measure_text(a, l->type[EL_NATION].text, &l->type[EL_NATION], 21000);
        assert_true(long_line > 5000);
        assert_true(long_line + 100 < layout_text_width(l) - l->head_left);
    }
    arena_close(a);
}

static void wide_tables_are_set_smaller(void **state)
{
    (void)state;
    const struct layout *l = named("state");
    assert_int_equal(layout_cell_size(l, EL_CELL, 4), 24);
    assert_int_equal(layout_cell_size(l, EL_CELL, 7), 22);
    assert_int_equal(layout_cell_size(l, EL_CELL_HEAD, 12), 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(state_types_follow_the_decree),
        cmocka_unit_test(party_types_follow_the_guidance),
        cmocka_unit_test(youth_types_follow_the_guidance),
        cmocka_unit_test(margins_follow_the_rules),
        cmocka_unit_test(who_issues_a_paper_decides_its_layout),
        cmocka_unit_test(a_file_that_is_wrong_is_refused_by_its_line),
        cmocka_unit_test(each_layout_has_its_own_words_and_rules),
        cmocka_unit_test(name_of_the_nation_stays_on_one_line),
        cmocka_unit_test(wide_tables_are_set_smaller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
