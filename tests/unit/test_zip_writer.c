/* test_zip_writer.c - parts to one zip file and back. */
#include "pack/zip_writer.h"
#include "support/docx_part.h"

static void parts_come_back_as_they_went_in(void **state)
{
    (void)state;
    struct arena *a = arena_open(32 << 20);
    struct buf big = buf_open(a);
    for (int i = 0; i < 100000; i++) buf_fmt(&big, "dòng %d\n", i);
    const struct zip_part part[] = { { "một.xml", S("nội dung") }, { "rỗng", S("") }, { "to", buf_done(&big) } };
    struct bytes file;
    assert_null(zip_write(a, part, COUNT(part), &file));
    for (size_t i = 0; i < COUNT(part); i++) assert_true(str_is(docx_part(a, file, part[i].name), part[i].content));
    assert_true(file.n < big.n / 2);
    arena_close(a);
}

static void same_parts_give_same_bytes_wherever_the_clock_stands(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    const struct zip_part part[] = { { "a", S("một") }, { "b", S("hai") } };
    struct bytes one, two;
    assert_null(zip_write(a, part, 2, &one));
    setenv("TZ", "America/New_York", 1);
    assert_null(zip_write(a, part, 2, &two));
    unsetenv("TZ");
    assert_int_equal(one.n, two.n);
    assert_memory_equal(one.p, two.p, one.n);
    arena_close(a);
}

static void two_parts_of_one_name_are_refused(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    const struct zip_part part[] = { { "a", S("một") }, { "a", S("hai") } };
    struct bytes file;
    error e = zip_write(a, part, 2, &file);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_FAULT);
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_come_back_as_they_went_in),
        cmocka_unit_test(same_parts_give_same_bytes_wherever_the_clock_stands),
        cmocka_unit_test(two_parts_of_one_name_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
