/* test_read_room.c - the memory of reading: never more than twelve times the document and 8 MiB, whatever it says.
 * The arena counts it and ends the work that passes its limit, so reading to the end is the proof. */
#include "base/base.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include "read/reader.h"
#include "support/shapes.h"
#include "../../bench/invented.h"

enum { TIMES = 12, BESIDE = 8 * 1024 * 1024, SIZE = 4 * 1000 * 1000 };

struct reading { struct arena *a; struct str text; struct record *r; };

static error read_text(void *arg)
{
    struct reading *k = arg;
    struct read_hints hints = { .body = S("") };
    return reader_read_text(k->a, k->text, &hints, &k->r);
}

/* Reads in an arena of that limit; how it ended. */
static enum err_kind read_within(struct str text, size_t limit, size_t *figures)
{
    struct reading k = { .a = arena_open(limit), .text = text };
    error e = arena_run(k.a, read_text, &k);
    enum err_kind kind = e ? e->kind : ERR_NONE;
    *figures = e ? 0 : k.r->figure_count;
    arena_close(k.a);
    return kind;
}

static void a_text_of_one_thing_over_and_over_is_read_in_twelve_times_its_size(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    for (size_t i = 0; i < COUNT(shapes); i++) {
        struct arena_mark mark = arena_mark(a);
        struct str text = shape_of(a, &shapes[i], SIZE);
        size_t figures;
        if (read_within(text, TIMES * text.n + BESIDE, &figures)) fail_msg("%s needs more", shapes[i].name);
        arena_back(a, mark);
    }
    arena_close(a);
}

static void a_long_report_is_read_in_twelve_times_its_size(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct str text = invented_report(a, 7, SIZE);
    size_t figures;
    assert_int_equal(read_within(text, TIMES * text.n + BESIDE, &figures), ERR_NONE);
    assert_true(figures > text.n / 200);       /* it is full of them */
    arena_close(a);
}

static void a_limit_that_is_too_small_ends_the_reading_and_nothing_else(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    size_t figures;
    assert_int_equal(read_within(invented_report(a, 7, SIZE), SIZE, &figures), ERR_MEMORY);
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_of_one_thing_over_and_over_is_read_in_twelve_times_its_size),
        cmocka_unit_test(a_long_report_is_read_in_twelve_times_its_size),
        cmocka_unit_test(a_limit_that_is_too_small_ends_the_reading_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
