/* test_gazetteer.c - the word lists parse, hold nothing twice, and are found in a text as they stand. */
#include "read/find/gazetteer.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static void every_list_parses_and_holds_nothing_twice(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct str faults = gazetteer_faults(a);
    if (faults.n) print_message("%.*s", STR(faults));
    assert_int_equal(faults.n, 0);
    assert_true(gazetteer_entries(gazetteer_get()) > 2000);
    arena_close(a);
}

static const struct entry *longest(struct arena *a, const char *text, enum word_list list)
{
    const struct gazetteer *g = gazetteer_get();
    size_t n;
    struct token *t = gazetteer_cut(g, a, str_c(text), &n, NULL);
    struct run *runs;
    const struct hit *h = gazetteer_mark(g, a, t, n, &runs);
    const struct entry *best = NULL;
    for (uint32_t i = t[0].hit; i < t[1].hit; i++)
        if (h[i].list == list && (!best || h[i].length >= best->length)) best = gazetteer_entry(g, h[i].entry);
    return best;
}

static void every_way_of_writing_the_front_is_the_front(void **state)
{
    (void)state;
    struct arena *a = arena_open(8 << 20);
    static const char *const names[] = { "UB. MTTQ", "UB MTTQ", "UB.MTTQ", "UBMTTQ", "UBMTTQVN", "Ủy ban MTTQ Việt Nam",
                                         "Uỷ ban Mặt trận Tổ quốc", "MTTQ", "Mặt trận Tổ quốc" };
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct entry *e = longest(a, names[i], LIST_ORGANISATIONS);
        assert_non_null(e);
        assert_true(str_is(e->code, S("MTTQ")));
    }
    arena_close(a);
}

static void capitals_are_asked_for_where_the_list_shows_them(void **state)
{
    (void)state;
    struct arena *a = arena_open(8 << 20);
    assert_non_null(longest(a, "Đoàn phường", LIST_ORGANISATIONS));
    assert_null(longest(a, "đoàn phường", LIST_ORGANISATIONS));
    assert_null(longest(a, "sở thích", LIST_ORGANISATIONS));
    arena_close(a);
}

static void the_catalogue_is_read_with_its_wordings(void **state)
{
    (void)state;
    size_t n;
    const struct indicator *x = gazetteer_indicators(gazetteer_get(), &n);
    assert_true(n > 60);
    for (size_t i = 0; i < n; i++) {
        assert_true(x[i].code.n);
        assert_true(x[i].count);
    }
}

/* What lets a finder pass by what is not there must never hide what is. */
static void what_a_token_and_a_run_say_of_their_phrases_is_all_that_is_there(void **state)
{
    (void)state;
    struct arena *a = arena_open(8 << 20);
    const struct gazetteer *g = gazetteer_get();
    struct buf all = buf_open(a);
    for (size_t i = 1; i <= gazetteer_entries(g); i++) {
        buf_str(&all, gazetteer_entry(g, i)->phrase);
        buf_c(&all, i % 7 ? " và " : ".\n");
    }
    struct str text = buf_done(&all);
    struct run *runs;
    size_t n;
    uint32_t words = 0;
    struct token *t = gazetteer_cut(g, a, text, &n, NULL);
    const struct hit *h = gazetteer_mark(g, a, t, n, &runs);
    for (size_t i = 0; i < n; i++) {
        unsigned lists = 0;
        for (uint32_t k = t[i].hit; k < t[i + 1].hit; k++) {
            lists |= 1u << h[k].list;
            assert_int_equal(h[k].role, gazetteer_entry(g, h[k].entry)->role);
            if (h[k].list == LIST_SIGNALS) assert_true(runs[i / RUN].signals >> h[k].role & 1);
        }
        assert_int_equal(t[i].word & ~(unsigned)WORD_KNOWN, lists);
        for (unsigned list = 0; list < LIST_COUNT; list++)
            if (lists >> list & 1) assert_true(runs[i / RUN].starts[start_slot[list]] >> i % RUN & 1);
            else if (list != LIST_UNITS && start_slot[list] != start_slot[LIST_UNITS])
                assert_false(runs[i / RUN].starts[start_slot[list]] >> i % RUN & 1);
        if (i % RUN == 0) assert_int_equal(runs[i / RUN].before, words);
        words += t[i].kind == TOKEN_WORD || t[i].kind == TOKEN_NUMBER;
    }
    assert_true(n > 5000);
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_parses_and_holds_nothing_twice),
        cmocka_unit_test(every_way_of_writing_the_front_is_the_front),
        cmocka_unit_test(capitals_are_asked_for_where_the_list_shows_them),
        cmocka_unit_test(the_catalogue_is_read_with_its_wordings),
        cmocka_unit_test(what_a_token_and_a_run_say_of_their_phrases_is_all_that_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
