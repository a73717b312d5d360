/* test_layout.c - the layouts against the rules, written here by hand a second time.
 *
 * State: NĐ 30/2020/NĐ-CP, Phụ lục I. Party: HD 36-HD/VPTW, Phụ lục 3, with HD 05-HD/VPTW (2026)
 * where 36 says nothing. */
#include "write/layout.h"
#include "write/measure.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { UPRIGHT = 0, BOLD = 1, ITALIC = 2, CAPITALS = 4, UNDERLINED = 8 };
struct rule { enum element el; int least, most; unsigned look; };      /* sizes in points */

static void check_rules(enum paper_layout which, const struct rule *rule, size_t rules)
{
    for (size_t i = 0; i < rules; i++) {
        const struct type *t = &layouts[which].type[rule[i].el];
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
    check_rules(LAYOUT_STATE, rule, COUNT(rule));
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
    check_rules(LAYOUT_PARTY, rule, COUNT(rule));
}

static void margins_satisfy_both_rules(void **state)
{
    (void)state;
    for (int i = 0; i < LAYOUT_COUNT; i++) {   /* 20, 20, 30, 15 mm satisfies both */
        const struct layout *l = &layouts[i];
        assert_int_equal(l->width, 21000);
        assert_int_equal(l->height, 29700);
        assert_int_equal(l->top, 2000);
        assert_int_equal(l->bottom, 2000);
        assert_int_equal(l->margin_left, 3000);
        assert_int_equal(l->margin_right, 1500);
        assert_int_equal(l->page_number, 1000);
        assert_int_equal(layout_text_width(l), 16500);
    }
}

static void body_is_justified_and_indented_one_centimetre(void **state)
{
    (void)state;
    for (int i = 0; i < LAYOUT_COUNT; i++) {
        const struct type *t = &layouts[i].type[EL_BODY];
        assert_int_equal(t->align, ALIGN_JUSTIFY);
        assert_int_equal(t->first, 1000);      /* 1 cm */
        assert_true(t->before >= 6 * 20);      /* 6 pt or more between paragraphs */
    }
    assert_int_equal(layouts[LAYOUT_STATE].type[EL_BODY].line, 0);
    int line = layouts[LAYOUT_PARTY].type[EL_BODY].line;
    assert_true(line >= 18 * 20 && line <= 22 * 20);
}

static void each_layout_has_its_own_words_and_rules(void **state)
{
    (void)state;
    const struct layout *s = &layouts[LAYOUT_STATE], *p = &layouts[LAYOUT_PARTY];
    assert_string_equal(s->nation, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert_string_equal(s->motto, "Độc lập - Tự do - Hạnh phúc");
    assert_string_equal(s->number, "Số: ");
    assert_true(s->motto_rule && s->issuer_rule && s->subject_rule && !s->nation_rule);
    assert_true(!s->star && !s->dashes);
    assert_string_equal(p->nation, "ĐẢNG CỘNG SẢN VIỆT NAM");
    assert_null(p->motto);
    assert_string_equal(p->number, "Số ");
    assert_string_equal(p->star, "*");
    assert_string_equal(p->dashes, "-----");
    assert_true(p->nation_rule && !p->issuer_rule && !p->subject_rule);
}

static void name_of_the_nation_stays_on_one_line(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    for (int i = 0; i < LAYOUT_COUNT; i++) {
        const struct layout *l = &layouts[i];
        int long_line = measure_text(a, str_c(l->nation), &l->type[EL_NATION], 21000);
        assert_true(long_line > 5000);
        assert_true(long_line + 100 < layout_text_width(l) - l->head_left);
    }
    arena_close(a);
}

static void wide_tables_are_set_smaller(void **state)
{
    (void)state;
    const struct layout *l = &layouts[LAYOUT_STATE];
    assert_int_equal(layout_cell_size(l, EL_CELL, 4), 24);
    assert_int_equal(layout_cell_size(l, EL_CELL, 7), 22);
    assert_int_equal(layout_cell_size(l, EL_CELL_HEAD, 12), 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(state_types_follow_the_decree),
        cmocka_unit_test(party_types_follow_the_guidance),
        cmocka_unit_test(margins_satisfy_both_rules),
        cmocka_unit_test(body_is_justified_and_indented_one_centimetre),
        cmocka_unit_test(each_layout_has_its_own_words_and_rules),
        cmocka_unit_test(name_of_the_nation_stays_on_one_line),
        cmocka_unit_test(wide_tables_are_set_smaller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
