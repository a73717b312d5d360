/* test_find_any_text.c - whatever the text, finding ends, every span lies in the text and shows its quote, and links
 * point at figures. Texts are pieces of the golden documents with marks, digits and line ends thrown in; the
 * seed is fixed. */
#include "base/machine.h"
#include "read/reader.h"
#include "vn/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

enum { TEXTS = 1500, LONGEST = 2500 };
static const char *const documents[] = { "minutes",     "newspaper-briefing", "traps",
                                         "portal-news", "youth-report",       "party-notice" };
static uint64_t state_of_chance = 20230727;

static size_t chance(size_t below)
{
    state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state_of_chance >> 33) % below;
}

static struct str all_documents(struct arena *a)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < COUNT(documents); i++) {
        struct bytes in;
        assert_null(file_read(a, str_z(a, str_fmt(a, "tests/golden/read/%s.txt", documents[i])), 1 << 20, &in));
        buf_add(&b, in.p, in.n);
    }
    return buf_done(&b);
}

/* A piece of the text with some of its ASCII bytes replaced, so that it stays UTF-8. */
static struct str piece(struct arena *a, struct str all)
{
    static const char thrown[] = "0123456789.,/-()\"\n ;:%'x+";
    size_t from = chance(all.n), to = from + 1 + chance(LONGEST);
    if (to > all.n) to = all.n;
    while (from < to && ((unsigned char)all.p[from] & 0xC0) == 0x80) from++;
    while (to < all.n && to > from && ((unsigned char)all.p[to] & 0xC0) == 0x80) to++;
    struct str s = str_copy(a, str_cut(all, from, to));
    char *p = str_z(a, s);
    for (size_t i = 0, n = chance(40); i < n && s.n; i++) {
        size_t at = chance(s.n);
        if (!((unsigned char)p[at] & 0x80)) p[at] = thrown[chance(sizeof thrown - 1)];
    }
    return (struct str){ p, s.n };
}

static void inside(struct str text, struct span s) { assert_true(s.from <= s.to && s.to <= text.n); }

static void check(const struct record *r)
{
    for (size_t i = 0; i < r->figure_count; i++) {
        const struct figure_found *f = &r->figures[i];
        inside(r->text, f->span);
        assert_true(str_is(str_cut(r->text, f->span.from, f->span.to), f->quote));
        assert_true(f->part_of < (int32_t)i && f->confidence <= 1000);
        assert_true(f->approx != VN_RANGE || f->value < f->value_max);
        for (size_t k = 0; k < f->value_of_count; k++)
            assert_true(f->value_of[k] < r->figure_count && f->value_of[k] != i);
        assert_true(!i || r->figures[i - 1].span.from < f->span.from);
    }
    for (size_t i = 0; i < r->task_count; i++) inside(r->text, r->tasks[i].span);
    for (size_t i = 0; i < r->model_count; i++) inside(r->text, r->models[i].span);
    for (size_t i = 0; i < r->people_count; i++) inside(r->text, r->people[i].span);
    for (size_t i = 0; i < r->repeat_count; i++) inside(r->text, r->repeats[i]);
}

static void any_text_gives_a_record_that_holds_together(void **state)
{
    (void)state;
    struct arena *own = arena_open(16 << 20);
    struct str all = all_documents(own);
    size_t figures = 0;
    for (size_t i = 0; i < TEXTS; i++) {
        struct arena *a = arena_open(64 << 20);
        struct str made = piece(a, all), text;
        assert_null(vn_text(a, (struct bytes){ (const unsigned char *)made.p, made.n }, &text));
        struct record r = { .text = text };
        find_all(a, text, NULL, &r);
        check(&r);
        figures += r.figure_count;
        arena_close(a);
    }
    assert_true(figures > TEXTS);
    arena_close(own);
}

/* Words of the text itself, taken at random, as if an office had taught them. */
static size_t teach(struct arena *a, struct str text, struct read_alias *out, size_t most)
{
    static const char *const codes[ALIAS_KIND_COUNT][3] = { { "M7", "M1", "P9" }, { "LHPN", "HND", "CTD" },
                                                            { "Khu phố 3", "Ấp Bà Chiên", "Xóm Mới" } };
    size_t n = 0;
    for (size_t i = 0; i < most && text.n > 4; i++) {
        size_t from = chance(text.n), to = from + 2 + chance(24);
        while (from > 0 && text.p[from - 1] != ' ') from--;
        while (to < text.n && text.p[to] != ' ') to++;
        struct str words = str_trim(str_cut(text, from, to));
        if (!words.n) continue;
        enum alias_kind kind = (enum alias_kind)chance(ALIAS_KIND_COUNT);
        out[n++] = (struct read_alias){ kind, str_copy(a, words), str_c(codes[kind][chance(3)]) };
    }
    return n;
}

static void what_an_office_teaches_never_changes_what_a_figure_says_of_itself(void **state)
{
    (void)state;
    enum { ALIASES = 30 };
    struct arena *own = arena_open(16 << 20);
    struct str all = all_documents(own);
    size_t told = 0;
    for (size_t i = 0; i < TEXTS; i++) {
        struct arena *a = arena_open(64 << 20);
        struct str made = piece(a, all), text;
        struct read_alias aliases[ALIASES];
        assert_null(vn_text(a, (struct bytes){ (const unsigned char *)made.p, made.n }, &text));
        struct read_hints hints = { .aliases = aliases, .alias_count = teach(a, text, aliases, ALIASES) };
        struct record plain = { .text = text }, taught = { .text = text };
        find_all(a, text, NULL, &plain);
        find_all(a, text, &hints, &taught);
        check(&taught);
        assert_int_equal(plain.figure_count, taught.figure_count);
        for (size_t k = 0; k < plain.figure_count; k++) {
            const struct figure_found *x = &plain.figures[k], *y = &taught.figures[k];
            assert_true(x->value == y->value && x->value_max == y->value_max && x->approx == y->approx);
            assert_true(str_is(x->unit, y->unit) && str_is(x->quote, y->quote) && x->span.from == y->span.from);
            assert_true(x->has_whole == y->has_whole && x->whole == y->whole && x->dimension == y->dimension);
        }
        for (size_t k = 0; k < taught.taught_count; k++) told += taught.taught[k];
        arena_close(a);
    }
    assert_true(told > TEXTS);
    arena_close(own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_gives_a_record_that_holds_together),
        cmocka_unit_test(what_an_office_teaches_never_changes_what_a_figure_says_of_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
