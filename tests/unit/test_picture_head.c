/* test_picture_head.c - the size and the turn of a picture, before anything is decoded. */
#include "read/format/picture_head.h"
#include "pack/limits.h"
#include "support/pictures.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static enum err_kind looked(struct arena *a, struct bytes b, struct picture_head *h)
{
    error e = picture_head_read(a, b, h);
    if (e) assert_true(e->said && *e->said);
    return e ? e->kind : ERR_NONE;
}

static void test_the_head_says_how_large_a_picture_is(void **state)
{
    struct picture_head h;
    assert_int_equal(looked(*state, png_of(*state, 1654, 2339, true), &h), ERR_NONE);
    assert_int_equal(h.kind, PICTURE_PNG);
    assert_int_equal(h.width, 1654);
    assert_int_equal(h.height, 2339);
    assert_int_equal(h.turn, 1);
    assert_int_equal(looked(*state, jpeg_of(*state, 4000, 3000, 0, 0xC2, true), &h), ERR_NONE);
    assert_int_equal(h.kind, PICTURE_JPEG);
    assert_int_equal(h.width, 4000);
    assert_int_equal(h.height, 3000);
}

static void test_how_the_camera_was_held_is_known(void **state)
{
    struct picture_head h;
    for (int turn = 1; turn <= 8; turn++) {
        assert_int_equal(looked(*state, jpeg_of(*state, 40, 30, turn, 0xC0, true), &h), ERR_NONE);
        assert_int_equal(h.turn, turn);
    }
    assert_int_equal(looked(*state, jpeg_of(*state, 40, 30, 9, 0xC0, true), &h), ERR_NONE);
    assert_int_equal(h.turn, 1);
}

static void test_a_picture_too_large_is_refused_by_its_head(void **state)
{
    struct picture_head h;
    assert_int_equal(looked(*state, png_of(*state, 60000, 60000, true), &h), ERR_TOO_LARGE);
    assert_int_equal(looked(*state, png_of(*state, 0x7FFFFFFF, 0x7FFFFFFF, true), &h), ERR_TOO_LARGE);
    assert_int_equal(looked(*state, png_of(*state, LIMIT_PICTURE_SIDE + 1, 1, true), &h), ERR_TOO_LARGE);
    assert_int_equal(looked(*state, jpeg_of(*state, 8000, 5001, 0, 0xC0, true), &h), ERR_TOO_LARGE);
    assert_int_equal(looked(*state, jpeg_of(*state, 8000, 5000, 0, 0xC0, true), &h), ERR_NONE);
}

static void test_a_picture_cut_off_is_refused(void **state)
{
    struct arena *a = *state;
    struct picture_head h;
    assert_int_equal(looked(a, png_of(a, 100, 100, false), &h), ERR_INPUT);
    assert_int_equal(looked(a, jpeg_of(a, 100, 100, 6, 0xC0, false), &h), ERR_INPUT);
    assert_int_equal(looked(a, png_of(a, 0, 100, true), &h), ERR_INPUT);
    assert_int_equal(looked(a, jpeg_of(a, 100, 0, 0, 0xC0, true), &h), ERR_INPUT);
    struct bytes whole[] = { png_of(a, 10, 10, true), jpeg_of(a, 10, 10, 6, 0xC0, true) };
    for (size_t i = 0; i < COUNT(whole); i++)
        for (size_t n = 0; n < whole[i].n; n++) {
            unsigned char *copy = arena_get(a, n + 1);         /* so that a look behind the end is seen */
            memcpy(copy, whole[i].p, n);
            assert_int_equal(looked(a, (struct bytes){ copy, n }, &h), ERR_INPUT);
        }
}

static void test_a_rare_kind_of_jpeg_says_so(void **state)
{
    struct picture_head h;
    assert_int_equal(looked(*state, jpeg_of(*state, 100, 100, 0, 0xC9, true), &h), ERR_FORMAT);
}

static int open_arena(void **state) { *state = arena_open(16 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_head_says_how_large_a_picture_is), TEST(test_how_the_camera_was_held_is_known),
        TEST(test_a_picture_too_large_is_refused_by_its_head), TEST(test_a_picture_cut_off_is_refused),
        TEST(test_a_rare_kind_of_jpeg_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
