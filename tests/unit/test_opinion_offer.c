/* test_opinion_offer.c - difficulties that reports admit, offered to the register: of reports handed in, of the period,
 * to whom they may be shown, each once, until it is taken over. */
#define WORLD_READS
#include "support/briefing.h"
#include "core/meeting/opinion_offer.h"

static const char june[] = "Trong tháng 6, Hội trao 20 suất quà cho hội viên nghèo.\n"
                           "Khó khăn: nhiều hội viên chưa tiếp cận được vốn vay ưu đãi.\n";

struct offers { struct opinion_offer *row; size_t n; };
static struct offers offered(struct world *w, const struct who *who, const char *period)
{
    struct offers o;
    DONE(opinion_offers(w->a, w->db, who, w->ward, str_c(period), &o.row, &o.n));
    return o;
}

static int64_t handed_in(struct world *w, enum world_body body, const char *period, const char *text)
{
    int64_t id = world_draft(w, w->body[body], period, text);
    world_submit(w, id, w->body[body]);
    return id;
}

static void a_report_that_was_handed_in_offers_what_it_admits_without_the_word_before_it(void **state)
{
    struct world *w = *state;
    world_draft(w, w->body[FARMERS], "2023-06", june);                 /* a draft offers nothing */
    int64_t id = handed_in(w, WOMEN, "2023-06", june);
    struct offers o = offered(w, &w->who[OFFICE], "2023-06");
    assert_int_equal(o.n, 1);
    assert_int_equal(o.row[0].report_id, id);
    assert_int_equal(o.row[0].body_id, w->body[WOMEN]);
    assert_string_equal(str_z(w->a, o.row[0].words), "nhiều hội viên chưa tiếp cận được vốn vay ưu đãi.");
    assert_string_equal(str_z(w->a, o.row[0].period), "2023-06");
    struct offers again = offered(w, &w->who[OFFICE], "2023-Q2");      /* a quarter has its months in it */
    assert_int_equal(again.n, 1);
    assert_true(str_is(again.row[0].key, o.row[0].key));
    assert_int_equal(offered(w, &w->who[OFFICE], "2023-07").n, 0);
    assert_int_equal(offered(w, &w->who[OFFICE], "2023-Q1").n, 0);
}

static void what_was_taken_over_is_offered_no_more_however_it_is_written(void **state)
{
    struct world *w = *state;
    int64_t report = handed_in(w, WOMEN, "2023-06", june), id;
    struct opinion_offer o = offered(w, &w->who[OFFICE], "2023-06").row[0];
    struct opinion taken = { .unit_id = w->ward, .body_id = o.body_id, .kind = OPINION_DIFFICULTY, .report_id = report,
        .words = S("NHIỀU HỘI VIÊN CHƯA TIẾP CẬN ĐƯỢC VỐN VAY ƯU ĐÃI."), .key = o.key, .raised_by = S(""),
        .asked_of = S("") };
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &taken, &id));
    assert_int_equal(offered(w, &w->who[OFFICE], "2023-06").n, 0);
    handed_in(w, FARMERS, "2023-06", june);                            /* the same words of another body are its own */
    assert_int_equal(offered(w, &w->who[OFFICE], "2023-06").n, 1);
}

static void a_body_is_offered_its_own_and_the_level_above_nothing(void **state)
{
    struct world *w = *state;
    handed_in(w, WOMEN, "2023-06", june);
    handed_in(w, FARMERS, "2023-06", june);
    assert_int_equal(offered(w, &w->who[OFFICE], "2023-06").n, 2);
    struct offers own = offered(w, &w->who[OFFICER], "2023-06");
    assert_int_equal(own.n, 1);
    assert_int_equal(own.row[0].body_id, w->body[WOMEN]);
    assert_int_equal(offered(w, &w->who[UPPER], "2023-06").n, 0);
    assert_int_equal(offered(w, &w->who[ADMIN], "2023-06").n, 0);
}

static void a_text_that_admits_nothing_offers_nothing_and_a_period_must_be_one(void **state)
{
    struct world *w = *state;
    struct opinion_offer *row;
    size_t n;
    handed_in(w, WOMEN, "2023-06", "Trong tháng 6, Hội trao 20 suất quà cho hội viên nghèo.");
    assert_int_equal(offered(w, &w->who[OFFICE], "2023-06").n, 0);
    REFUSED(ERR_INPUT, opinion_offers(w->a, w->db, &w->who[OFFICE], w->ward, S("quý tới"), &row, &n));
    REFUSED(ERR_INPUT, opinion_offers(w->a, w->db, &w->who[OFFICE], w->ward, S(""), &row, &n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_report_that_was_handed_in_offers_what_it_admits_without_the_word_before_it),
        IN_WORLD(what_was_taken_over_is_offered_no_more_however_it_is_written),
        IN_WORLD(a_body_is_offered_its_own_and_the_level_above_nothing),
        IN_WORLD(a_text_that_admits_nothing_offers_nothing_and_a_period_must_be_one),
    };
    return cmocka_run_group_tests_name("offers of the register", tests, NULL, NULL);
}
