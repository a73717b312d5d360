/* test_report_fault.c - memory runs out at any moment of approving and of sending back: the report and the
 * totals still say the same, and the work can be done again. */
#include "report_world.h"

struct attempt {
    struct world *w;
    struct arena *a;
    int64_t id, version;
    bool approve;
};

static error do_act(void *arg)
{
    struct attempt *x = arg;
    const struct who *head = &x->w->who[HEAD];
    if (x->approve) return report_approve(x->a, x->w->s, head, x->id, x->version);
    return report_return(x->a, x->w->s, head, x->id, x->version, S("xem lại"));
}

/* Lets the n-th ask for memory fail; true when the work was done all the same. */
static bool try_with_fault(struct attempt *x, uint64_t n)
{
    x->a = arena_open(64 << 20);
    mem_fail_at(n, false);
    error e = arena_run(x->a, do_act, x);
    mem_fail_at(0, false);
    if (e) assert_true(e->kind == ERR_MEMORY || e->kind == ERR_BUSY || e->kind == ERR_FAULT);
    bool done = !e;
    arena_close(x->a);
    return done;
}

static void memory_that_runs_out_leaves_the_report_and_the_totals_agreeing(void **state)
{
    enum { MOST = 20000 };
    struct world *w = *state;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06",
        "[120|phần quà|M7] [459000000|VND|M8|approx=over] [1284|hội viên|P2|stock]");
    world_submit(w, id, w->body[WOMEN]);
    size_t refused = 0, turns = 0;
    for (uint64_t n = 1; n <= MOST && turns < 4; n += 1 + n / 16) {
        struct report r = world_report(w, id, w->body[WOMEN]);
        if (r.state == REPORT_RETURNED) {
            world_submit(w, id, w->body[WOMEN]);
            r = world_report(w, id, w->body[WOMEN]);
        }
        struct attempt x = { .w = w, .id = id, .version = r.version, .approve = r.state == REPORT_SUBMITTED };
        bool done = try_with_fault(&x, n);
        struct report after = world_report(w, id, w->body[WOMEN]);
        assert_int_equal(done, after.state != r.state);
        bool approved = after.state == REPORT_APPROVED;
        assert_string_equal(world_total(w, w->city, "M7", "2023", ""), approved ? "120 phần quà" : "");
        assert_string_equal(world_total(w, w->ward, "P2", "2023-Q2", "LHPN"), approved ? "1.284 hội viên" : "");
        refused += !done;
        turns += done;
    }
    assert_true(refused > 0);                      /* some of them did hit the work */
    assert_true(turns >= 2);                       /* and both acts were done in the end */
}

int main(void)
{
    const struct CMUnitTest tests[] = { IN_WORLD(memory_that_runs_out_leaves_the_report_and_the_totals_agreeing) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
