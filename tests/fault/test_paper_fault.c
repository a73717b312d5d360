/* test_paper_fault.c - a paper is set when memory runs out at any moment: an error comes back,
 * nothing is lost or leaked. */
#include "write/paper.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include "support/sample_paper.h"

struct work { struct arena *a; const struct paper *p; int form; struct bytes out; };

static error set_one(void *arg)
{
    struct work *w = arg;
    struct str html;
    if (w->form == 0) return paper_docx(w->a, w->p, &w->out);
    if (w->form == 1) return paper_pdf(w->a, w->p, &w->out);
    error e = paper_html(w->a, w->p, &html);
    if (!e) w->out = (struct bytes){ (const unsigned char *)html.p, html.n };
    return e;
}

static void a_small_arena_ends_in_an_error_and_the_next_try_works(void **state)
{
    (void)state;
    struct arena *keep = arena_open(8 << 20);
    struct paper p = sample_small(keep, STATE);
    for (int form = 0; form < 3; form++) {
        int failed = 0, done = 0;
        for (size_t limit = 16 << 10; limit < 4 << 20; limit += limit / 8) {
            struct work w = { .a = arena_open(limit), .p = &p, .form = form };
            error e = arena_run(w.a, set_one, &w);
            if (e) assert_int_equal(e->kind, ERR_MEMORY);
            else assert_true(w.out.n > 1000);
            failed += e != NULL, done += e == NULL;
            arena_close(w.a);
        }
        assert_true(failed > 0 && done > 0);
    }
    arena_close(keep);
}

static void memory_may_fail_at_any_ask(void **state)
{
    (void)state;
    struct arena *keep = arena_open(8 << 20);
    struct paper p = sample_small(keep, PARTY);
    for (int form = 0; form < 3; form++)
        for (int forever = 0; forever < 2; forever++) {
            bool done = false;
            for (uint64_t n = 1; !done; n++) {
                struct work w = { .a = arena_open(16 << 20), .p = &p, .form = form };
                mem_fail_at(n, forever);
                error e = arena_run(w.a, set_one, &w);
                mem_fail_at(0, false);
                if (e) assert_int_equal(e->kind, ERR_MEMORY);
                done = !e;
                arena_close(w.a);
                assert_true(n < 1000);
            }
        }
    arena_close(keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_arena_ends_in_an_error_and_the_next_try_works),
        cmocka_unit_test(memory_may_fail_at_any_ask),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
