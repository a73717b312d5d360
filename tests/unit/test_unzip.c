/* test_unzip.c - what a zip may hold, at each limit and past it; zips that lie. */
#include "pack/unzip.h"
#include "pack/limits.h"
#include "support/zips.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <cmocka.h>

static enum err_kind opening(struct arena *a, struct bytes zip)
{
    struct unzip *z;
    error e = unzip_open(a, zip, &z);
    return e ? e->kind : ERR_NONE;
}

/* Opens and reads the entry "x". */
static enum err_kind reading(struct arena *a, struct bytes zip, struct bytes *out)
{
    struct unzip *z;
    error e = unzip_open(a, zip, &z);
    if (!e) e = unzip_get(a, z, "x", out);
    return e ? e->kind : ERR_NONE;
}

static enum err_kind raw_one(struct arena *a, struct raw e)
{
    struct bytes out;
    return reading(a, zip_raw(a, &e, 1, (struct raw_end){ 0 }), &out);
}

static void test_reads_what_an_office_program_wrote(void **state)
{
    struct arena *a = *state;
    const struct part parts[] = { { "word/Document.xml", S("<a/>") },
                                  { "x", S("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") },
                                  { "empty", S("") } };
    struct unzip *z;
    struct bytes out;
    assert_null(unzip_open(a, zip_of(a, parts, COUNT(parts)), &z));
    assert_null(unzip_get(a, z, "word/document.xml", &out));
    assert_memory_equal(out.p, "<a/>", 4);
    assert_null(unzip_get(a, z, "x", &out));
    assert_int_equal(out.n, parts[1].content.n);
    assert_null(unzip_get(a, z, "EMPTY", &out));
    assert_int_equal(out.n, 0);
    assert_true(unzip_has(z, "X"));
    assert_false(unzip_has(z, "y"));
    error e = unzip_get(a, z, "y", &out);
    assert_int_equal(e->kind, ERR_MISSING);
}

static void test_a_zip_cut_off_anywhere_is_refused(void **state)
{
    struct arena *a = *state;
    const struct part parts[] = { { "x", S("noi dung") }, { "y", S("noi dung nua") } };
    struct bytes zip = zip_of(a, parts, COUNT(parts));
    for (size_t n = 0; n < zip.n; n++) assert_int_not_equal(opening(a, (struct bytes){ zip.p, n }), ERR_NONE);
}

static void test_a_changed_byte_gives_an_error_or_the_same_bytes(void **state)
{
    struct arena *a = *state;
    const struct part parts[] = { { "x", S("noi dung cua tep nay, noi dung cua tep nay, noi dung") } };
    struct bytes zip = zip_of(a, parts, 1), out;
    unsigned char *copy = arena_get(a, zip.n);
    memcpy(copy, zip.p, zip.n);
    size_t refused = 0;
    for (size_t i = 0; i < zip.n * 8; i++) {
        struct arena_mark mark = arena_mark(a);
        copy[i / 8] ^= (unsigned char)(1 << i % 8);
        if (reading(a, (struct bytes){ copy, zip.n }, &out)) refused++;
        else assert_memory_equal(out.p, parts[0].content.p, parts[0].content.n);
        copy[i / 8] ^= (unsigned char)(1 << i % 8);
        arena_back(a, mark);
    }
    assert_true(refused > zip.n * 4);
}

static void test_entries_are_counted(void **state)
{
    struct arena *a = *state;
    for (size_t n = LIMIT_ZIP_ENTRIES - 1; n <= LIMIT_ZIP_ENTRIES + 1; n++) {
        struct raw *e = NEW_N(a, struct raw, n);
        for (size_t i = 0; i < n; i++) e[i].name = str_z(a, str_fmt(a, "%zu", i));
        assert_int_equal(opening(a, zip_raw(a, e, n, (struct raw_end){ 0 })),
                         n <= LIMIT_ZIP_ENTRIES ? ERR_NONE : ERR_TOO_LARGE);
    }
}

static void test_an_entry_and_the_whole_are_bounded(void **state)
{
    struct arena *a = *state;
    struct str large = { arena_get(a, LIMIT_ZIP_ENTRY + 1), LIMIT_ZIP_ENTRY };
    struct raw e[] = { { .name = "x", .content = large, .crc = 1 },
                       { .name = "y", .content = large, .crc = 1 },
                       { .name = "z", .content = S("1") } };
    assert_int_equal(opening(a, zip_raw(a, e, 2, (struct raw_end){ 0 })), ERR_NONE);
    assert_int_equal(opening(a, zip_raw(a, e, 3, (struct raw_end){ 0 })), ERR_TOO_LARGE);
    e[0].content.n++;
    assert_int_equal(opening(a, zip_raw(a, e, 1, (struct raw_end){ 0 })), ERR_TOO_LARGE);
}

static void test_what_is_asked_for_again_and_again_is_counted(void **state)
{
    struct arena *a = *state;
    size_t half = LIMIT_ZIP_TOTAL / 8;
    struct raw e = { .name = "x", .content = { arena_get(a, half), half } };
    struct unzip *z;
    struct bytes out;
    assert_null(unzip_open(a, zip_raw(a, &e, 1, (struct raw_end){ 0 }), &z));
    for (int i = 0; i < 8; i++) assert_null(unzip_get(a, z, "x", &out));
    error again = unzip_get(a, z, "x", &out);
    assert_int_equal(again->kind, ERR_TOO_LARGE);
}

static void test_growth_counts_after_the_first_mebibyte(void **state)
{
    struct arena *a = *state;
    const size_t sizes[] = { LIMIT_ZIP_RATIO_FREE, LIMIT_ZIP_RATIO_FREE + 1, 8 * LIMIT_ZIP_RATIO_FREE };
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct part zeros = { "x", { arena_get(a, sizes[i]), sizes[i] } };
        struct bytes out;
        assert_int_equal(reading(a, zip_of(a, &zeros, 1), &out),
                         sizes[i] <= LIMIT_ZIP_RATIO_FREE ? ERR_NONE : ERR_TOO_LARGE);
    }
    char *words = arena_get(a, 2 * LIMIT_ZIP_RATIO_FREE);      /* text grows by less than the limit */
    uint32_t seed = 1;
    for (size_t i = 0; i < 2 * LIMIT_ZIP_RATIO_FREE; i++)
        words[i] = (char)('a' + ((seed = seed * 1664525 + 1013904223) >> 24) % 26);
    struct part text = { "x", { words, 2 * LIMIT_ZIP_RATIO_FREE } };
    struct bytes out;
    assert_int_equal(reading(a, zip_of(a, &text, 1), &out), ERR_NONE);
    assert_int_equal(out.n, text.content.n);
}

static void test_names_that_climb_are_refused(void **state)
{
    struct arena *a = *state;
    const char *const bad[] = { "../x", "/x", "a/../x", "a/..", "..", "a\\x", "C:x", "c:/x" };
    for (size_t i = 0; i < COUNT(bad); i++) assert_int_equal(raw_one(a, (struct raw){ .name = bad[i] }), ERR_FORMAT);
    assert_int_equal(raw_one(a, (struct raw){ .name = "x\0y", .name_size = 3 }), ERR_FORMAT);
    char *name = arena_get(a, LIMIT_ZIP_NAME + 2);
    memset(name, 'n', LIMIT_ZIP_NAME + 1);
    assert_int_equal(raw_one(a, (struct raw){ .name = name }), ERR_FORMAT);
    name[LIMIT_ZIP_NAME] = 0;
    assert_int_equal(raw_one(a, (struct raw){ .name = name }), ERR_MISSING);
    assert_int_equal(raw_one(a, (struct raw){ .name = "a..b/x..", .content = S("1") }), ERR_MISSING);
    assert_int_equal(raw_one(a, (struct raw){ .name = "x", .content = S("1"), .mode = S_IFLNK | 0777 }), ERR_FORMAT);
}

static void test_two_entries_of_one_name_are_refused(void **state)
{
    struct arena *a = *state;
    const struct raw e[] = { { .name = "word/x", .content = S("1") },
                             { .name = "y" },
                             { .name = "WORD/X", .content = S("2") } };
    assert_int_equal(opening(a, zip_raw(a, e, 3, (struct raw_end){ 0 })), ERR_FORMAT);
}

static void test_encryption_and_other_methods_are_refused(void **state)
{
    struct arena *a = *state;
    for (uint32_t flag = 1; flag <= 1 << 13; flag = flag == 1 ? 1 << 6 : flag << 7)
        assert_int_equal(raw_one(a, (struct raw){ .name = "x", .content = S("1"), .flags = flag }), ERR_FORMAT);
    for (uint32_t method = 1; method < 100; method++)
        if (method != 8)
            assert_int_equal(raw_one(a, (struct raw){ .name = "x", .content = S("1"), .method = method }),
                             ERR_FORMAT);
}

static void test_entries_that_share_bytes_are_refused(void **state)
{
    struct arena *a = *state;
    const struct raw twice[] = { { .name = "x", .content = S("1") },
                                 { .name = "y", .local_name = "x", .content = S("1"), .at_first = true } };
    assert_int_equal(opening(a, zip_raw(a, twice, 2, (struct raw_end){ 0 })), ERR_INPUT);
    const struct raw same[] = { { .name = "x", .content = S("1") },
                                { .name = "x", .content = S("1"), .at_first = true } };
    assert_int_equal(opening(a, zip_raw(a, same, 2, (struct raw_end){ 0 })), ERR_INPUT);
    const struct raw over[] = { { .name = "x", .content = S("1"), .packed = 20, .size = 20 },
                                { .name = "y", .content = S("1") } };
    assert_int_equal(opening(a, zip_raw(a, over, 2, (struct raw_end){ 0 })), ERR_INPUT);
    const struct raw into_directory[] = { { .name = "x", .content = S("1"), .packed = 2, .size = 2 } };
    assert_int_equal(opening(a, zip_raw(a, into_directory, 1, (struct raw_end){ 0 })), ERR_INPUT);
}

static void test_sizes_and_sums_that_lie_are_refused(void **state)
{
    struct arena *a = *state;
    assert_int_equal(raw_one(a, (struct raw){ .name = "x", .content = S("123") }), ERR_NONE);
    assert_int_equal(raw_one(a, (struct raw){ .name = "x", .content = S("123"), .crc = 7 }), ERR_INPUT);
    assert_int_equal(raw_one(a, (struct raw){ .name = "x", .content = S("123"), .size = 2 }), ERR_INPUT);
    assert_int_equal(raw_one(a, (struct raw){ .name = "x", .content = S("123"), .size = 4 }), ERR_INPUT);
    assert_int_equal(raw_one(a, (struct raw){ .name = "x", .content = S("123"), .local_name = "y" }), ERR_INPUT);
    struct part zeros = { "x", { arena_get(a, 1000), 1000 } };
    struct bytes zip = zip_of(a, &zeros, 1), out;
    unsigned char *copy = arena_get(a, zip.n), *directory = NULL;
    memcpy(copy, zip.p, zip.n);
    directory = memmem(copy, zip.n, "PK\1\2", 4);
    for (int size = 0; size < 4; size++) {              /* a deflated entry that states less or more than it holds */
        directory[24] = (unsigned char)(size * 77);
        assert_int_equal(reading(a, (struct bytes){ copy, zip.n }, &out), ERR_INPUT);
    }
}

static void test_an_end_that_lies_is_refused(void **state)
{
    struct arena *a = *state;
    const struct raw e = { .name = "x", .content = S("1") };
    assert_int_equal(opening(a, zip_raw(a, &e, 1, (struct raw_end){ .count = 2 })), ERR_INPUT);
    assert_int_equal(opening(a, zip_raw(a, &e, 1, (struct raw_end){ .disk = 1 })), ERR_FORMAT);
    assert_int_equal(opening(a, zip_raw(a, &e, 1, (struct raw_end){ .count = UINT16_MAX })), ERR_FORMAT);
    assert_int_equal(opening(a, zip_raw(a, &e, 1, (struct raw_end){ .from = 1 })), ERR_INPUT);
    assert_int_equal(opening(a, zip_raw(a, &e, 1, (struct raw_end){ .from = UINT32_MAX })), ERR_FORMAT);
    assert_int_equal(opening(a, zip_raw(a, &e, 1, (struct raw_end){ .from = 100000 })), ERR_INPUT);
}

static int open_arena(void **state) { *state = arena_open((size_t)512 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_reads_what_an_office_program_wrote),
        TEST(test_a_zip_cut_off_anywhere_is_refused),
        TEST(test_a_changed_byte_gives_an_error_or_the_same_bytes),
        TEST(test_entries_are_counted),
        TEST(test_an_entry_and_the_whole_are_bounded),
        TEST(test_what_is_asked_for_again_and_again_is_counted),
        TEST(test_growth_counts_after_the_first_mebibyte),
        TEST(test_names_that_climb_are_refused),
        TEST(test_two_entries_of_one_name_are_refused),
        TEST(test_encryption_and_other_methods_are_refused),
        TEST(test_entries_that_share_bytes_are_refused),
        TEST(test_sizes_and_sums_that_lie_are_refused),
        TEST(test_an_end_that_lies_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
