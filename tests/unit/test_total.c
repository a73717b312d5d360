/* test_total.c - rules T1 to T9 of total.h: what is added, where it shows, how it is worded, and that taking
 * away gives back what was. */
#include "report_world.h"

/* ---- the rules on one figure ---- */

static struct figure confirmed(int64_t seq, const char *indicator)
{
    return (struct figure){ .seq = seq,
        .state = FIGURE_CONFIRMED,
        .indicator = str_c(indicator),
        .dimension = DIMENSION_COUNT,
        .unit = S("căn"),
        .period = S("2023-06"),
        .value = 1000 };
}

static void a_figure_counts_or_says_why_not(void **state)
{
    (void)state;
    struct total_rule flow = { S("flow"), S("căn"), DIMENSION_COUNT, S("2023-06") };
    struct figure f = confirmed(1, "M4");
    assert_int_equal(total_use(&f, 1, &f, &flow), FIGURE_COUNTS);
    struct { struct figure change; struct total_rule rule; enum figure_use use; } table[16];
    size_t n = 0;
#define ROW(use_, rule_, ...)                                                                                  \
    do {                                                                                                       \
        f = confirmed(1, "M4");                                                                                \
        __VA_ARGS__;                                                                                           \
        table[n].change = f;                                                                                   \
        table[n].rule = rule_;                                                                                 \
        table[n++].use = use_;                                                                                 \
    } while (0)
    struct total_rule stock = flow, ratio = flow, money = flow, area = flow, none = flow;
    stock.indicator_kind = S("stock");
    ratio.indicator_kind = S("ratio");
    none.indicator_kind = S("");
    money.indicator_dimension = DIMENSION_MONEY;
    money.indicator_unit = S("VND");
    area.indicator_dimension = DIMENSION_AREA;
    area.indicator_unit = S("ha");
    ROW(FIGURE_IS_REJECTED, flow, f.state = FIGURE_REJECTED);
    ROW(FIGURE_NOT_RESULT, flow, f.sense = SENSE_TARGET);
    ROW(FIGURE_NOT_RESULT, flow, f.sense = SENSE_CONTEXT);
    ROW(FIGURE_PER_PIECE, flow, f.each = true);
    ROW(FIGURE_DIFFERENCE, flow, f.change = CHANGE_UP);
    ROW(FIGURE_NO_INDICATOR, none, f.indicator = S(""));
    ROW(FIGURE_RATIO, ratio, f.value = 5000);
    ROW(FIGURE_OTHER_MEASURE, money, f.value = 5000);
    ROW(FIGURE_OTHER_MEASURE, money, f.dimension = DIMENSION_MONEY; f.unit = S("USD"));
    ROW(FIGURE_OTHER_MEASURE, area, f.dimension = DIMENSION_AREA; f.unit = S("m2"));
    ROW(FIGURE_STATE_OF_FLOW, flow, f.stock = true);
    ROW(FIGURE_CUMULATIVE, flow, f.cumulative = true);
    ROW(FIGURE_CUMULATIVE, flow, f.period = S("2023-H1"));
    ROW(FIGURE_OTHER_PERIOD, flow, f.period = S("2023-05"));
    ROW(FIGURE_COUNTS, stock, f.stock = true; f.cumulative = true);
    ROW(FIGURE_COUNTS, flow, f.dimension = DIMENSION_PEOPLE; f.unit = S("người"));
#undef ROW
    for (size_t i = 0; i < n; i++) {
        enum figure_use use = total_use(&table[i].change, 1, &table[i].change, &table[i].rule);
        if (use != table[i].use) fail_msg("row %zu: %d instead of %d", i, (int)use, (int)table[i].use);
    }
}

static void a_part_is_left_out_when_its_whole_is_counted_at_any_height(void **state)
{
    (void)state;
    struct total_rule rule = { S("flow"), S("căn"), DIMENSION_COUNT, S("2023-06") };
    struct figure f[] = { confirmed(1, "M4"), confirmed(2, "M5"), confirmed(3, "M4") };
    f[1].part_of = 1;
    f[2].part_of = 2;
    assert_int_equal(total_use(f, 3, &f[0], &rule), FIGURE_COUNTS);
    assert_int_equal(total_use(f, 3, &f[1], &rule), FIGURE_COUNTS);    /* of another indicator than its whole */
    assert_int_equal(total_use(f, 3, &f[2], &rule), FIGURE_PART);      /* of its whole's whole */
    f[0].state = FIGURE_REJECTED;
    assert_int_equal(total_use(f, 3, &f[2], &rule), FIGURE_COUNTS);
    f[1].part_of = 3;                                                  /* a circle ends too */
    assert_int_equal(total_use(f, 3, &f[2], &rule), FIGURE_COUNTS);
}

/* ---- the rows ---- */

static void an_approved_figure_shows_up_the_tree_and_in_each_enclosing_period(void **state)
{
    struct world *w = *state;
    int64_t id = world_approved(w, w->body[WOMEN], "2023-06", "Vận động [459000000|VND|M8|approx=over].");
    static const char *const in[] = { "2023-06", "2023-Q2", "2023-H1", "2023-9M", "2023" };
    for (size_t i = 0; i < COUNT(in); i++) {
        assert_string_equal(world_total(w, w->ward, "M8", in[i], ""), "trên 459 triệu đồng");
        assert_string_equal(world_total(w, w->ward, "M8", in[i], "LHPN"), "trên 459 triệu đồng");
        assert_string_equal(world_total(w, w->city, "M8", in[i], ""), "trên 459 triệu đồng");
    }
    assert_string_equal(world_total(w, w->ward, "M8", "2023-05", ""), "");
    assert_string_equal(world_total(w, w->ward, "M8", "2023-Q1", ""), "");
    assert_string_equal(world_total(w, w->other_ward, "M8", "2023-06", ""), "");
    assert_string_equal(world_total(w, w->ward, "M8", "2023-06", "CTD"), "");
    world_return(w, id, w->body[WOMEN]);
    for (size_t i = 0; i < COUNT(in); i++) assert_string_equal(world_total(w, w->city, "M8", in[i], ""), "");
}

static void wording_survives_adding_and_taking_away(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-04", "[459000000|VND|M8|approx=over]");
    int64_t under = world_approved(w, w->body[RED_CROSS], "2023-05", "[30000000|VND|M8|approx=under]");
    assert_string_equal(world_total(w, w->ward, "M8", "2023-Q2", ""), "khoảng 489 triệu đồng");
    assert_string_equal(world_total(w, w->ward, "M8", "2023-05", ""), "gần 30 triệu đồng");
    world_return(w, under, w->body[RED_CROSS]);
    assert_string_equal(world_total(w, w->ward, "M8", "2023-Q2", ""), "trên 459 triệu đồng");
    world_approved(w, w->body[FARMERS], "2023-06", "[10000000|VND|M8] và [20000000|VND|M8|approx=range|max=30000000]");
    assert_string_equal(world_total(w, w->ward, "M8", "2023-06", ""), "từ 30 đến 40 triệu đồng");
}

static void a_stock_is_the_latest_of_each_body_and_adds_up_over_bodies(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-04", "[1253|hội viên|P2|stock]");
    int64_t june = world_approved(
        w, w->body[WOMEN], "2023-06", "[1283|hội viên|P2|stock], sau đó [1284|hội viên|P2|stock]");
    assert_string_equal(world_total(w, w->ward, "P2", "2023-Q2", "LHPN"), "1.284 hội viên");
    assert_string_equal(world_total(w, w->ward, "P2", "2023-04", ""), "1.253 hội viên");
    world_approved(w, w->other_body, "2023-05", "[900|hội viên|P2|stock|cum]");
    assert_string_equal(world_total(w, w->city, "P2", "2023-Q2", ""), "2.184 hội viên");
    world_approved(w, w->body[WOMEN], "2023-05", "[1260|hội viên|P2|stock]");
    assert_string_equal(world_total(w, w->ward, "P2", "2023-Q2", ""), "1.284 hội viên");
    world_return(w, june, w->body[WOMEN]);
    assert_string_equal(world_total(w, w->ward, "P2", "2023-Q2", ""), "1.260 hội viên");
    assert_string_equal(world_total(w, w->city, "P2", "2023", ""), "2.160 hội viên");
}

static void months_win_over_their_quarter_and_a_half_year_is_never_added_to_its_months(void **state)
{
    struct world *w = *state;
    int64_t half = world_approved(w, w->body[WOMEN], "2023-H1", "[500|suất quà|M7]");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-H1", ""), "500 phần quà");
    int64_t june = world_approved(w, w->body[WOMEN], "2023-06", "[120|suất quà|M7]");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-H1", ""), world_total(w, w->ward, "M7", "2023-06", ""));
    assert_false(world_report(w, half, w->body[WOMEN]).counted);
    world_return(w, june, w->body[WOMEN]);
    assert_true(world_report(w, half, w->body[WOMEN]).counted);
    struct total t;
    bool found;
    DONE(total_find(w->a, w->db, w->ward, S("M7"), S("2023-H1"), S("LHPN"), &t, &found));
    assert_true(found);
    assert_int_equal(t.sum.value, 500 * MILLI);
}

static void a_joint_result_counts_once_in_the_unit_and_in_no_organisation(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[FRONT], "2023-06", "[2|căn|M4|org=-] và [1|căn|M4]");
    assert_string_equal(world_total(w, w->ward, "M4", "2023-06", ""), "3 căn");
    assert_string_equal(world_total(w, w->ward, "M4", "2023-06", "MTTQ"), "1 căn");
}

static void nothing_counts_until_it_is_confirmed_and_approved(void **state)
{
    struct world *w = *state;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "[1|căn|M4] [2|căn|M4]");
    struct figure *list;
    size_t n;
    DONE(figure_list(w->a, w->db, &w->who[OFFICER], id, &list, &n));
    DONE(figure_reject(w->a, w->s, &w->who[OFFICER], list[0].id, list[0].version, S("")));
    world_submit(w, id, w->body[WOMEN]);
    assert_string_equal(world_total(w, w->ward, "M4", "2023-06", ""), "");
    world_approve(w, id, w->body[WOMEN]);
    assert_string_equal(world_total(w, w->ward, "M4", "2023-06", ""), "2 căn");
}

static void a_sum_too_large_to_write_is_refused_and_nothing_is_half_done(void **state)
{
    struct world *w = *state;
    static const char *const months[] = { "2023-01", "2023-02" };
    int64_t id[2];
    for (int i = 0; i < 2; i++) {
        id[i] = world_draft(w, w->body[WOMEN], months[i], "[9000000000000000|VND|M8]");
        world_submit(w, id[i], w->body[WOMEN]);
    }
    world_approve(w, id[0], w->body[WOMEN]);
    REFUSED(ERR_INPUT, report_approve(w->a, w->s, &w->who[HEAD], id[1], 2));
    assert_int_equal(world_report(w, id[1], w->body[WOMEN]).state, REPORT_SUBMITTED);
    assert_string_equal(world_total(w, w->ward, "M8", "2023-02", ""), "");
}

static void a_report_of_an_open_half_year_leaves_the_totals_of_its_closed_quarter(void **state)
{
    struct world *w = *state;
    int64_t half = world_draft(w, w->body[WOMEN], "2023-H1", "[500|suất quà|M7] và [120|suất quà|M7|period=2023-05]");
    int64_t only = world_draft(w, w->body[FARMERS], "2023-H1", "[40|suất quà|M7]");
    world_submit(w, half, w->body[WOMEN]);
    world_submit(w, only, w->body[FARMERS]);
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q2")));
    REFUSED(ERR_CLOSED, report_approve(w->a, w->s, world_writer(w, w->body[WOMEN], ROLE_HEAD), half, 2));
    assert_string_equal(world_total(w, w->ward, "M7", "2023-Q2", ""), "");
    assert_string_equal(world_total(w, w->ward, "M7", "2023-H1", ""), "");
    world_approve(w, only, w->body[FARMERS]);
    assert_string_equal(world_total(w, w->ward, "M7", "2023-H1", ""), "40 phần quà");
    DONE(world_reopen(w, S("2023-Q2")));
    world_approve(w, half, w->body[WOMEN]);
    assert_string_equal(world_total(w, w->ward, "M7", "2023-Q2", ""), "120 phần quà");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_counts_or_says_why_not),
        cmocka_unit_test(a_part_is_left_out_when_its_whole_is_counted_at_any_height),
        IN_WORLD(an_approved_figure_shows_up_the_tree_and_in_each_enclosing_period),
        IN_WORLD(wording_survives_adding_and_taking_away),
        IN_WORLD(a_stock_is_the_latest_of_each_body_and_adds_up_over_bodies),
        IN_WORLD(months_win_over_their_quarter_and_a_half_year_is_never_added_to_its_months),
        IN_WORLD(a_joint_result_counts_once_in_the_unit_and_in_no_organisation),
        IN_WORLD(nothing_counts_until_it_is_confirmed_and_approved),
        IN_WORLD(a_report_of_an_open_half_year_leaves_the_totals_of_its_closed_quarter),
        IN_WORLD(a_sum_too_large_to_write_is_refused_and_nothing_is_half_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
