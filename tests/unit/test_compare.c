/* test_compare.c - a result beside the quarter before, the same quarter of last year and its target: what is said, what
 * is not said and why; flows and stocks, missing reports, targets that are restated or of a whole year. */
#include "report_world.h"
#include "core/report/compare.h"

static void it_has_the_quarter(struct world *w, const char *year, int quarter, const char *const text[3])
{
    for (int m = 0; m < 3; m++) {
        struct str period = str_fmt(w->a, "%s-%02d", year, (quarter - 1) * 3 + m + 1);
        world_approved(w, w->body[WOMEN], str_z(w->a, period), text[m]);
    }
}

static struct brief brief_of(struct world *w, const char *period)
{
    struct brief b;
    DONE(brief_get(w->a, w->db, &w->who[OFFICE], w->ward, str_c(period), &b));
    return b;
}

static const struct brief_line *line_of(const struct brief *b, enum world_body body, const char *indicator)
{
    for (size_t i = 0; i < b->body[body].lines; i++)
        if (str_is(b->body[body].line[i].indicator, str_c(indicator))) return &b->body[body].line[i];
    fail_msg("no line %s", indicator);
    return NULL;
}

#define SAYS(line, which, words) assert_string_equal(str_z(w->a, (line)->beside[which].said), words)
#define WHY(line, which, words) assert_string_equal(str_z(w->a, (line)->beside[which].why), words)

static void it_compares_with_the_quarter_before_and_the_same_quarter_of_last_year(void **state)
{
    struct world *w = *state;
    it_has_the_quarter(w, "2022", 2, (const char *[]){ "Trao [100|suất quà|M7].", "-", "-" });
    it_has_the_quarter(w, "2023", 1, (const char *[]){ "Trao [60|suất quà|M7].", "Vận động [4000000|VND|M8].", "-" });
    it_has_the_quarter(w, "2023", 2, (const char *[]){ "Trao [50|suất quà|M7].", "Trao [22|suất quà|M7].", "-" });
    struct brief b = brief_of(w, "2023-Q2");
    const struct brief_line *gifts = line_of(&b, WOMEN, "M7");
    SAYS(gifts, BESIDE_PREVIOUS, "tăng 12 phần quà, bằng 120% so với quý I/2023");
    SAYS(gifts, BESIDE_YEAR, "giảm 28 phần quà, bằng 72% so với quý II/2022");
    assert_string_equal(str_z(w->a, gifts->beside[BESIDE_YEAR].words), "100 phần quà");
    WHY(gifts, BESIDE_TARGET, "chưa có chỉ tiêu");
    const struct brief_line *money = line_of(&b, WOMEN, "M8");         /* nothing this quarter: no zero, no fall */
    assert_false(money->has_now);
    WHY(money, BESIDE_PREVIOUS, "kỳ này chưa có số liệu");
    WHY(money, BESIDE_YEAR, "chưa có số liệu quý II/2022");
    bool told = false;
    for (size_t i = 0; i < b.behinds; i++)
        told = told || str_find(b.behind[i].words, S("giảm 28 phần quà, bằng 72% so với quý II/2022"), 0) != SIZE_MAX;
    assert_true(told);
}

static void a_missing_report_forbids_the_comparison_of_a_flow_and_not_of_a_stock(void **state)
{
    struct world *w = *state;
    it_has_the_quarter(w, "2023", 1, (const char *[]){ "Trao [60|suất quà|M7].", "-", "Có [1200|hội viên|P2|stock]." });
    world_approved(w, w->body[WOMEN], "2023-04", "Trao [30|suất quà|M7]. Có [1230|hội viên|P2|stock].");
    struct brief b = brief_of(w, "2023-Q2");
    const struct brief_line *gifts = line_of(&b, WOMEN, "M7"), *members = line_of(&b, WOMEN, "P2");
    SAYS(gifts, BESIDE_PREVIOUS, "");
    WHY(gifts, BESIDE_PREVIOUS, "chưa so sánh được với quý I/2023: còn thiếu báo cáo");
    SAYS(members, BESIDE_PREVIOUS, "tăng 30 hội viên, bằng 102,5% so với quý I/2023");
}

static void what_is_only_about_is_not_compared(void **state)
{
    struct world *w = *state;
    it_has_the_quarter(w, "2023", 1, (const char *[]){ "Vận động [400000000|VND|M8].", "Trao [9|suất quà|M7].", "-" });
    it_has_the_quarter(w, "2023", 2,
        (const char *[]){ "Vận động [489000000|VND|M8|approx=over].", "Trao [9|suất quà|M7|approx=about].", "-" });
    struct brief b = brief_of(w, "2023-Q2");
    SAYS(line_of(&b, WOMEN, "M8"), BESIDE_PREVIOUS, "tăng trên 89 triệu đồng, bằng trên 122,3% so với quý I/2023");
    SAYS(line_of(&b, WOMEN, "M7"), BESIDE_PREVIOUS, "");
    WHY(line_of(&b, WOMEN, "M7"), BESIDE_PREVIOUS,
        "chưa so sánh được với quý I/2023: số liệu chỉ ghi “trên”, “gần” hoặc “khoảng”");
}

static void a_target_of_the_quarter_is_reached_or_lacks_something(void **state)
{
    struct world *w = *state;
    it_has_the_quarter(w, "2023", 1,
        (const char *[]){ "-", "-", "Quý II trao [100|suất quà|M7|sense=target|period=2023-Q2]." });
    it_has_the_quarter(w, "2023", 2, (const char *[]){ "Trao [50|suất quà|M7].", "Trao [30|suất quà|M7].", "-" });
    struct brief b = brief_of(w, "2023-Q2");
    const struct brief_line *gifts = line_of(&b, WOMEN, "M7");
    SAYS(gifts, BESIDE_TARGET, "đạt 80% chỉ tiêu quý II/2023, còn thiếu 20 phần quà");
    assert_true(gifts->beside[BESIDE_TARGET].less);
    world_approved(w, w->body[FARMERS], "2023-04",
        "Phấn đấu [40|suất quà|M7|sense=target|period=2023-Q2], đã trao [45|suất quà|M7].");
    b = brief_of(w, "2023-Q2");
    SAYS(line_of(&b, FARMERS, "M7"), BESIDE_TARGET, "đạt 112,5% chỉ tiêu quý II/2023"); /* reports lack */
    for (size_t i = 0; i < b.totals; i++)
        if (str_is(b.total[i].indicator, S("M7"))) {
            assert_string_equal(str_z(w->a, b.total[i].beside[BESIDE_TARGET].words), "140 phần quà");
            SAYS(&b.total[i], BESIDE_TARGET, "mới tính được 89,3% chỉ tiêu quý II/2023 (còn thiếu báo cáo)");
        }
}

static void a_target_without_any_result_has_a_line_of_its_own(void **state)
{
    struct world *w = *state;
    it_has_the_quarter(w, "2023", 2,
        (const char *[]){ "Quý II xây [2|căn|M4|sense=target|period=2023-Q2].", "-", "-" });
    struct brief b = brief_of(w, "2023-Q2");
    const struct brief_line *houses = line_of(&b, WOMEN, "M4");
    assert_false(houses->has_now);
    SAYS(houses, BESIDE_TARGET, "chưa có kết quả so với chỉ tiêu quý II/2023");
}

static void a_target_of_the_year_is_held_against_what_was_done_since_january(void **state)
{
    struct world *w = *state;
    clock_fix(world_time + INT64_C(92) * 86400000);                        /* the third quarter is over */
    it_has_the_quarter(w, "2023", 1,
        (const char *[]){ "Cả năm trao [200|suất quà|M7|sense=target|period=2023].", "Trao [60|suất quà|M7].", "-" });
    it_has_the_quarter(w, "2023", 2, (const char *[]){ "Trao [50|suất quà|M7].", "-", "-" });
    struct brief b = brief_of(w, "2023-Q2");
    SAYS(line_of(&b, WOMEN, "M7"), BESIDE_TARGET, "đạt 55% chỉ tiêu năm 2023, còn 90 phần quà");
    assert_false(line_of(&b, WOMEN, "M7")->beside[BESIDE_TARGET].less);    /* more than half in half of the year */
    it_has_the_quarter(w, "2023", 3,
        (const char *[]){ "Nâng lên [400|suất quà|M7|sense=target|period=2023].", "Trao [10|suất quà|M7].", "-" });
    b = brief_of(w, "2023-Q3");                                            /* restated: the later one holds */
    SAYS(line_of(&b, WOMEN, "M7"), BESIDE_TARGET, "đạt 30% chỉ tiêu năm 2023, còn 280 phần quà");
    assert_true(line_of(&b, WOMEN, "M7")->beside[BESIDE_TARGET].less);
    b = brief_of(w, "2023-Q2");                                            /* what was set later does not look back */
    SAYS(line_of(&b, WOMEN, "M7"), BESIDE_TARGET, "đạt 55% chỉ tiêu năm 2023, còn 90 phần quà");
}

static void the_unit_has_a_target_when_all_who_did_it_have_one(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-04",
        "Chỉ tiêu [40|suất quà|M7|sense=target|period=2023-Q2], trao [45|suất quà|M7].");
    world_approved(w, w->body[FARMERS], "2023-04", "Trao [45|suất quà|M7].");
    struct brief b = brief_of(w, "2023-Q2");
    for (size_t i = 0; i < b.totals; i++)
        if (str_is(b.total[i].indicator, S("M7"))) {
            assert_false(b.total[i].beside[BESIDE_TARGET].has);
            WHY(&b.total[i], BESIDE_TARGET, "Hội Nông dân chưa có chỉ tiêu");
        }
}

static void percentages_never_round_to_what_is_not(void **state)
{
    struct world *w = *state;
    static const struct { int64_t now, of; enum vn_approx approx; const char *says; } cases[] = {
        { 120, 100, VN_EXACT, "120%" },        { 99999, 100000, VN_EXACT, "99,9%" },
        { 100001, 100000, VN_EXACT, "100,1%" }, { 100, 100, VN_EXACT, "100%" },
        { 1, 3, VN_EXACT, "33,3%" },           { 2, 3, VN_OVER, "trên 66,7%" },
        { 2, 3, VN_ABOUT, "khoảng 66,7%" },    { 5, 0, VN_EXACT, "" },
        { 0, 5, VN_EXACT, "0%" },              { INT64_MAX / 1000, 1, VN_EXACT, "" },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct vn_sum now = { 0 }, of = { 0 };
        vn_sum_add(&now, cases[i].approx, cases[i].now * MILLI, 0);
        vn_sum_add(&of, VN_EXACT, cases[i].of * MILLI, 0);
        assert_string_equal(str_z(w->a, compare_percent(w->a, &now, &of)), cases[i].says);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(it_compares_with_the_quarter_before_and_the_same_quarter_of_last_year),
        IN_WORLD(a_missing_report_forbids_the_comparison_of_a_flow_and_not_of_a_stock),
        IN_WORLD(what_is_only_about_is_not_compared),
        IN_WORLD(a_target_of_the_quarter_is_reached_or_lacks_something),
        IN_WORLD(a_target_without_any_result_has_a_line_of_its_own),
        IN_WORLD(a_target_of_the_year_is_held_against_what_was_done_since_january),
        IN_WORLD(the_unit_has_a_target_when_all_who_did_it_have_one),
        IN_WORLD(percentages_never_round_to_what_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
