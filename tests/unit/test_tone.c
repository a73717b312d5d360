/* test_tone.c - one manner of writing tones, and what is left alone. */
#include "vn/tone.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static const struct { const char *old, *new; } pairs[] = {
    { "hòa giải ở cơ sở", "hoà giải ở cơ sở" },
    { "Đảng ủy phường, Ủy ban nhân dân, ĐẢNG ỦY XÃ", "Đảng uỷ phường, Uỷ ban nhân dân, ĐẢNG UỶ XÃ" },
    { "khỏe mạnh, lũy kế, xóa nhà tạm", "khoẻ mạnh, luỹ kế, xoá nhà tạm" },
};

static void either_manner_is_written_from_the_other(void **state)
{
    struct arena *a = *state;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        assert_string_equal(str_z(a, vn_tone(a, str_c(pairs[i].old), PLACE_NEW)), pairs[i].new);
        assert_string_equal(str_z(a, vn_tone(a, str_c(pairs[i].new), PLACE_OLD)), pairs[i].old);
        assert_string_equal(str_z(a, vn_tone(a, str_c(pairs[i].old), PLACE_OLD)), pairs[i].old);
        assert_string_equal(str_z(a, vn_tone(a, str_c(pairs[i].new), PLACE_FREE)), pairs[i].new);
    }
}

static void names_and_words_with_one_manner_stay_as_they_are(void **state)
{
    struct arena *a = *state;
    static const char *const same[] = { "bà Nguyễn Thị Thúy ở Hòa Bình", "quý II, quả, hoàn thành, khuỷu, thuế, của",
        "1.234,5 triệu đồng; web@host", "" };
    for (size_t i = 0; i < COUNT(same); i++) {
        assert_string_equal(str_z(a, vn_tone(a, str_c(same[i]), PLACE_NEW)), same[i]);
        assert_string_equal(str_z(a, vn_tone(a, str_c(same[i]), PLACE_OLD)), same[i]);
    }
}

static int up(void **state) { return (*state = arena_open(1 << 20)) == NULL; }
static int down(void **state) { arena_close(*state); return 0; }

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(either_manner_is_written_from_the_other),
        cmocka_unit_test(names_and_words_with_one_manner_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, up, down);
}
