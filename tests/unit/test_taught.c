/* test_taught.c - words that an office has taught, in single sentences: what they tell, and what they leave alone. */
#include "read/reader.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static const struct read_alias taught[] = {
    { ALIAS_INDICATOR, { "bình lọc", sizeof "bình lọc" - 1 }, { "M7", 2 } },
    { ALIAS_INDICATOR, { "bình lọc nước mưa", sizeof "bình lọc nước mưa" - 1 }, { "M11", 3 } },
    { ALIAS_INDICATOR, { "hòm thiện tâm", sizeof "hòm thiện tâm" - 1 }, { "M1", 2 } },
    { ALIAS_INDICATOR, { "bếp nghĩa tình", sizeof "bếp nghĩa tình" - 1 }, { "NO-SUCH-CODE", 12 } },
    { ALIAS_BODY, { "CLB SH", 6 }, { "CTD", 3 } },
    { ALIAS_BODY, { "BTS", 3 }, { "LHPN", 4 } },
    { ALIAS_PLACE, { "KP3", 3 }, { "Khu phố 3", sizeof "Khu phố 3" - 1 } },
    { ALIAS_INDICATOR, { "Bình  Lọc", sizeof "Bình  Lọc" - 1 }, { "M4", 2 } },
};

static struct record *read_with(struct arena *a, const char *text, const struct read_alias *aliases, size_t n)
{
    struct record *r = NEW(a, struct record);
    struct read_hints hints = { .aliases = aliases, .alias_count = n };
    find_all(a, str_c(text), &hints, r);
    return r;
}

/* "M7 CTD @Khu phố 3" for each figure, "-" for what is not said, joined by "; ". */
static void says(const char *text, const char *want)
{
    struct arena *a = arena_open(8 << 20);
    struct record *r = read_with(a, text, taught, COUNT(taught));
    struct buf b = buf_open(a);
    for (size_t i = 0; i < r->figure_count; i++) {
        const struct figure_found *f = &r->figures[i];
        buf_fmt(&b, "%s%.*s %.*s", i ? "; " : "", STR(f->indicator.n ? f->indicator : S("-")),
            STR(f->actor.n ? f->actor : S("-")));
        if (f->place.n) buf_fmt(&b, " @%.*s", STR(f->place));
    }
    assert_string_equal(str_z(a, buf_done(&b)), want);
    arena_close(a);
}

static void a_taught_phrase_gives_its_indicator_before_the_catalogue(void **state)
{
    (void)state;
    says("Hội Phụ nữ tặng 30 bình lọc.", "M7 LHPN");
    says("Hội Phụ nữ tặng 30 chiếc “bình lọc”.", "M7 LHPN");
    says("Hội Phụ nữ tặng 30 BÌNH LỌC.", "M7 LHPN");
    says("Từ Hòm thiện tâm, Hội Phụ nữ trao 15 triệu đồng.", "- LHPN");    /* M1 is the Front's own */
    says("Từ hòm thiện tâm, Ủy ban MTTQ trao 15 triệu đồng.", "M1 MTTQ");
}

static void the_longest_phrase_wins_and_of_equal_ones_the_first(void **state)
{
    (void)state;
    says("Hội Phụ nữ tặng 30 bình lọc nước mưa.", "M11 LHPN");
    says("Hội Phụ nữ tặng 30 bình lọc nước giếng.", "M7 LHPN");
}

static void a_phrase_of_one_figure_does_not_tell_another(void **state)
{
    (void)state;
    says("Hội Phụ nữ tặng 30 bình lọc, 12 vé xe.", "M7 LHPN; - LHPN");
    says("Hội Phụ nữ tặng 12 vé xe và 30 bình lọc.", "- LHPN; M7 LHPN");
    says("Hội Phụ nữ tặng 30 bình lọc trị giá 9 triệu đồng.", "M7 LHPN; - LHPN");   /* money is no count of things */
}

static void a_part_of_a_word_or_of_a_phrase_tells_nothing(void **state)
{
    (void)state;
    says("Hội Phụ nữ tặng 30 bộ bếp nghĩa tình.", "- LHPN");
    says("Hội Phụ nữ tặng 12 vé xe, bình\nlọc nước.", "- LHPN");
}

static void a_taught_abbreviation_acts_like_any_body_when_it_is_written_in_capitals(void **state)
{
    (void)state;
    says("CLB SH tặng 12 vé xe.", "H4 CTD");
    says("BTS tặng 12 vé xe.", "- LHPN");
    says("bts tặng 12 vé xe.", "- -");
    says("Hội Nông dân tặng 12 vé xe cho BTS.", "- HND");
}

static void a_taught_place_is_where_a_figure_was_given(void **state)
{
    (void)state;
    says("Hội Phụ nữ tặng 12 vé xe cho hộ nghèo KP3.", "- LHPN @Khu phố 3");
    says("Tại KP3, Hội Phụ nữ tặng 12 vé xe.", "- LHPN @Khu phố 3");
    says("Hội Phụ nữ họp tại kp3; Hội Nông dân tặng 12 vé xe.", "- HND");
}

static void the_record_counts_the_figures_that_each_alias_told(void **state)
{
    (void)state;
    struct arena *a = arena_open(8 << 20);
    struct record *r = read_with(a, "CLB SH tặng 30 bình lọc và 5 bình lọc tại KP3.", taught, COUNT(taught));
    assert_int_equal(r->taught_count, COUNT(taught));
    assert_int_equal(r->taught[0], 2);
    assert_int_equal(r->taught[4], 2);
    assert_int_equal(r->taught[6], 1);
    assert_int_equal(r->taught[1], 0);
    arena_close(a);
}

static void aliases_that_stand_nowhere_leave_the_record_as_it_was_byte_for_byte(void **state)
{
    (void)state;
    const char *text = "Hội Phụ nữ tặng 30 áo lạnh trị giá 9 triệu đồng tại Khu phố 5. Hội Nông dân giúp 12 hộ.";
    struct arena *a = arena_open(8 << 20);
    struct buf with = buf_open(a), without = buf_open(a);
    record_write(&with, read_with(a, text, taught, COUNT(taught)));
    record_write(&without, read_with(a, text, NULL, 0));
    assert_true(str_is(buf_done(&with), buf_done(&without)));
    arena_close(a);
}

static void ten_thousand_aliases_on_one_endless_sentence_end_in_time_that_grows_with_the_text(void **state)
{
    (void)state;
    enum { ALIASES = 10000, WORDS = 200000 };
    struct arena *a = arena_open(1024u << 20);
    struct read_alias *many = NEW_N(a, struct read_alias, ALIASES);
    for (size_t i = 0; i < ALIASES; i++)
        many[i] = (struct read_alias){ (enum alias_kind)(i % ALIAS_KIND_COUNT),
            str_fmt(a, "áo áo áo %zu áo", i), i % 3 == 1 ? S("LHPN") : S("M7") };
    struct buf text = buf_open(a);
    for (size_t i = 0; i < WORDS; i++) buf_c(&text, i % 7 ? "áo " : "12 áo ");
    struct record *r = read_with(a, str_z(a, buf_done(&text)), many, ALIASES);
    assert_true(r->figure_count > 1000);
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_taught_phrase_gives_its_indicator_before_the_catalogue),
        cmocka_unit_test(the_longest_phrase_wins_and_of_equal_ones_the_first),
        cmocka_unit_test(a_phrase_of_one_figure_does_not_tell_another),
        cmocka_unit_test(a_part_of_a_word_or_of_a_phrase_tells_nothing),
        cmocka_unit_test(a_taught_abbreviation_acts_like_any_body_when_it_is_written_in_capitals),
        cmocka_unit_test(a_taught_place_is_where_a_figure_was_given),
        cmocka_unit_test(the_record_counts_the_figures_that_each_alias_told),
        cmocka_unit_test(aliases_that_stand_nowhere_leave_the_record_as_it_was_byte_for_byte),
        cmocka_unit_test(ten_thousand_aliases_on_one_endless_sentence_end_in_time_that_grows_with_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
