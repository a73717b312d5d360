/* test_collate.c - the order of a Vietnamese dictionary and of lists of people. */
#include "vn/text.h"
#include "support/word_ground.h"

static int order(struct str x, struct str y)
{
    size_t n = x.n < y.n ? x.n : y.n;
    int c = memcmp(x.p, y.p, n);
    return c ? (c > 0) - (c < 0) : (x.n > y.n) - (x.n < y.n);
}

static int compare(const char *x, const char *y)
{
    struct str p, q;
    assert_null(vn_text(ground, bytes_of(x), &p));
    assert_null(vn_text(ground, bytes_of(y), &q));
    return order(vn_sort_key(ground, p), vn_sort_key(ground, q));
}

static void expect_rising(const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            if (compare(list[i], list[j]) >= 0) fail_msg("“%s” should stand before “%s”", list[i], list[j]);
}

static void letters_stand_in_the_order_of_the_alphabet(void **state)
{
    (void)state;
    static const char *const list[] = { "a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "h", "i", "k", "l",
        "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "v", "x", "y" };
    expect_rising(list, COUNT(list));
}

static void tones_stand_in_the_order_of_the_schoolbook(void **state)
{
    (void)state;
    static const char *const list[] = { "ma", "mà", "mả", "mã", "má", "mạ", "mă", "mằ", "mẳ", "mẵ", "mắ", "mặ" };
    expect_rising(list, COUNT(list));
}

static void the_letters_of_all_words_come_before_any_tone(void **state)
{
    (void)state;
    static const char *const list[] = { "bạ a", "ba b", "bà b", "bá c", "ban", "bàn", "bạn", "bang", "đa", "đà", "đi" };
    expect_rising(list, COUNT(list));
}

static void small_letters_come_before_capitals_and_signs_last(void **state)
{
    (void)state;
    static const char *const list[] = { "an", "an,", "An", "anh", "Phường 1", "Phường 10", "Phường 2", "xã 3" };
    expect_rising(list, COUNT(list));
}

static void a_name_sorts_by_given_name_then_family_then_middle(void **state)
{
    (void)state;
    static const char *const list[] = { "Nguyễn Văn An", "Trần Thị An", "Lê Bình", "Đỗ Thị Hòa", "Lê Thị Ánh Hoa" };
    static const char *const sorted[] = { "Nguyễn Văn An", "Trần Thị An", "Lê Bình", "Lê Thị Ánh Hoa", "Đỗ Thị Hòa" };
    for (size_t i = 0; i < COUNT(list); i++)
        for (size_t j = i + 1; j < COUNT(sorted); j++)
            assert_true(order(vn_name_key(ground, str_c(sorted[i])), vn_name_key(ground, str_c(sorted[j]))) < 0);
    assert_true(order(vn_name_key(ground, S("Lê Anh")), vn_name_key(ground, S("Lê Văn An"))) > 0);
}

static void keys_are_printable_ascii(void **state)
{
    (void)state;
    struct str key = vn_name_key(ground, S("Đỗ Thị 中 \xCC\x81 Ñandú, (б) 9"));
    for (size_t i = 0; i < key.n; i++) assert_true(key.p[i] >= ' ' && key.p[i] <= '~');
}

/* ---- pairs of other projects ---- */

/* Of a key, its first `levels` levels. */
static struct str cut_key(struct str key, int levels)
{
    for (size_t i = 0; i < key.n; i++)
        if (key.p[i] == '!' && --levels == 0) return str_cut(key, 0, i);
    return key;
}

/* Rows of Unicode-Collate's test of "vi". Rows "index" test its search function, which we do not have. */
static void pairs_of_unicode_collate_agree(void **state)
{
    (void)state;
    struct str rest, line;
    assert_true(pairs_read(ground, "collation-vi.tsv", &rest));
    size_t rows = 0;
    while (str_next(&rest, '\n', &line)) {
        struct str level, op, x, y, left = line;
        if (!str_next(&left, '\t', &level) || !str_next(&left, '\t', &op) || !str_next(&left, '\t', &x) ||
            !str_next(&left, '\t', &y))
            continue;
        if (str_starts(op, S("index"))) continue;
        int levels = level.p[0] - '0';
        struct str p, q;
        assert_null(vn_text(ground, (struct bytes){ (const unsigned char *)x.p, x.n }, &p));
        assert_null(vn_text(ground, (struct bytes){ (const unsigned char *)y.p, y.n }, &q));
        int c = order(cut_key(vn_sort_key(ground, p), levels), cut_key(vn_sort_key(ground, q), levels));
        int want = str_is(op, S("lt")) ? -1 : str_is(op, S("gt")) ? 1 : 0;
        if (c != want) fail_msg("%.*s: got %d", STR(line), c);
        rows++;
    }
    assert_true(rows > 350);
}

static void lists_of_chirptext_sort_as_they_say(void **state)
{
    (void)state;
    struct str rest, line;
    assert_true(pairs_read(ground, "chirptext_sort.tsv", &rest));
    size_t rows = 0;
    while (str_next(&rest, '\n', &line)) {
        struct str unsorted, sorted, word, before = { 0 }, left = line;
        if (!str_next(&left, '\t', &unsorted) || !str_next(&left, '\t', &sorted)) continue;
        while (str_next(&sorted, '|', &word)) {
            struct str key = vn_sort_key(ground, word);
            if (before.p) assert_true(order(before, key) < 0);
            before = key;
        }
        rows++;
    }
    assert_true(rows >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_stand_in_the_order_of_the_alphabet),
        cmocka_unit_test(tones_stand_in_the_order_of_the_schoolbook),
        cmocka_unit_test(the_letters_of_all_words_come_before_any_tone),
        cmocka_unit_test(small_letters_come_before_capitals_and_signs_last),
        cmocka_unit_test(a_name_sorts_by_given_name_then_family_then_middle),
        cmocka_unit_test(keys_are_printable_ascii),
    };
    const struct CMUnitTest pairs[] = {
        cmocka_unit_test(pairs_of_unicode_collate_agree),
        cmocka_unit_test(lists_of_chirptext_sort_as_they_say),
    };
    int failed = cmocka_run_group_tests(tests, ground_open, ground_close);
    struct str seen;
    ground_open(NULL);
    bool here = pairs_read(ground, "collation-vi.tsv", &seen);
    ground_close(NULL);
    return failed + (here ? cmocka_run_group_tests(pairs, ground_open, ground_close) : 0);
}
