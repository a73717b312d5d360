/* test_total_again.c - after any sequence of approving and returning, the rows that were kept step by step are
 * the rows made anew from the figures; and when everything is returned there are none. Seeds are fixed;
 * TOTAL_SEED=n tries another. */
#include "report_world.h"
#include <stdlib.h>

enum { STEPS = 120 };
static uint64_t pick_state;
static size_t pick(size_t n)
{
    pick_state = pick_state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(pick_state >> 33) % n;
}

static const char *any_text(struct world *w, size_t bodies_figures)
{
    static const char *const approxes[] = { "exact", "over", "under", "about", "at_least", "at_most", "range" };
    static const char *const indicators[] = { "M7", "M4", "M8", "P2", "D11" };
    static const char *const units[] = { "phần quà", "căn", "VND", "hội viên", "tổ" };
    static const char *const more[] = { "", "|org=-", "|org=CTD", "|cum", "|each", "|sense=target",
        "|change=up", "|stock", "|part=1", "|period=2023-H1", "|period=2023-04" };
    struct buf b = buf_open(w->a);
    for (size_t i = 0; i < bodies_figures; i++) {
        size_t k = pick(COUNT(indicators)), approx = pick(COUNT(approxes)), value = 1 + pick(2000);
        buf_fmt(&b, "Kết quả [%zu|%s|%s|approx=%s|max=%zu%s].\n", value, units[k], indicators[k],
            approxes[approx], value + pick(50), more[pick(COUNT(more))]);
    }
    return str_z(w->a, buf_done(&b));
}

static size_t rows_of_city(struct world *w)
{
    static const char *const periods[] = { "2023-04", "2023-05", "2023-06", "2023-Q2", "2023-H1", "2023-9M", "2023" };
    size_t rows = 0;
    for (size_t i = 0; i < COUNT(periods); i++) {
        struct total *list;
        size_t n;
        DONE(total_list(w->a, w->db, w->city, str_c(periods[i]), &list, &n));
        rows += n;
    }
    return rows;
}

struct held { int64_t id, body; };

static void step(struct world *w, const struct held *h)
{
    struct report r = world_report(w, h->id, h->body);
    switch (r.state) {
    case REPORT_DRAFT: case REPORT_RETURNED:
        if (pick(3) == 0)
            DONE(report_change_text(w->a, w->s, world_writer(w, h->body, ROLE_OFFICER), h->id, r.version, S(""),
                str_c(any_text(w, 1 + pick(5)))));
        world_submit(w, h->id, h->body);
        break;
    case REPORT_SUBMITTED: world_approve(w, h->id, h->body); break;
    case REPORT_APPROVED: world_return(w, h->id, h->body); break;
    case REPORT_STATE_COUNT: break;
    }
}

static void kept_totals_are_the_totals_made_anew(void **state)
{
    struct world *w = *state;
    static const char *const periods[] = { "2023-04", "2023-05", "2023-06", "2023-Q2", "2023-H1" };
    struct held held[4 * COUNT(periods)];
    size_t n = 0;
    const char *seed = getenv("TOTAL_SEED");
    int64_t given;
    pick_state = seed && str_int(str_c(seed), &given) ? (uint64_t)given : 20230707;
    const int64_t bodies[] = { w->body[WOMEN], w->body[RED_CROSS], w->body[FRONT], w->other_body };
    for (size_t b = 0; b < COUNT(bodies); b++)
        for (size_t p = 0; p < COUNT(periods); p++)
            held[n++] = (struct held){ world_draft(w, bodies[b], periods[p], any_text(w, 1 + pick(6))), bodies[b] };
    size_t most = 0;
    for (int i = 0; i < STEPS; i++) {
        step(w, &held[pick(n)]);
        int64_t differed;
        DONE(total_recompute(w->a, w->s, w->city, &differed));
        if (differed) fail_msg("seed %s step %d: %lld rows differ", seed ? seed : "20230707", i, (long long)differed);
        size_t rows = rows_of_city(w);
        if (rows > most) most = rows;
    }
    assert_true(most > 20);                        /* the walk did reach totals */
    for (size_t i = 0; i < n; i++)
        if (world_report(w, held[i].id, held[i].body).state == REPORT_APPROVED)
            world_return(w, held[i].id, held[i].body);
    assert_int_equal(rows_of_city(w), 0);
}

static void a_broken_row_is_found_and_mended(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-06", "[120|phần quà|M7]");
    database_run(w->path, "UPDATE total SET value = value + 1000, over = 1 WHERE period = '2023-06';"
        "DELETE FROM total WHERE period = '2023-Q2' AND organisation = 'LHPN'");
    assert_string_equal(world_total(w, w->city, "M7", "2023-06", ""), "trên 121 phần quà");
    int64_t differed;
    DONE(total_recompute(w->a, w->s, w->city, &differed));
    assert_int_equal(differed, 6);                 /* ward and city: '' and LHPN of June, LHPN of the quarter */
    assert_string_equal(world_total(w, w->city, "M7", "2023-Q2", "LHPN"), "120 phần quà");
    assert_string_equal(world_total(w, w->city, "M7", "2023-06", ""), "120 phần quà");
}

int main(void)
{
    const struct CMUnitTest tests[] = { IN_WORLD(kept_totals_are_the_totals_made_anew),
        IN_WORLD(a_broken_row_is_found_and_mended) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
