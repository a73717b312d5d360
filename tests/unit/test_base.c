/* test_base.c - the floor: arenas and their limits, memory that fails, pieces of text, whole files, the clock. */
#include "base/machine.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- arena ---- */

struct asking { struct arena *a; size_t size; int times; bool inner; };

static error ask(void *arg)
{
    struct asking *q = arg;
    for (int i = 0; i < q->times; i++) memset(arena_get(q->a, q->size), 1, q->size);
    return NULL;
}

static error ask_inside(void *arg)
{
    struct asking *q = arg;
    error e = arena_run(q->a, ask, q);
    q->inner = e != NULL;
    return NULL;
}

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    for (size_t size = 0; size < 300; size++) {
        unsigned char *p = arena_get(a, size);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
        memset(p, 0xFF, size);
        if (size % 50 == 49) arena_reset(a);
    }
    arena_close(a);
}

static void work_that_passes_the_limit_ends_and_the_arena_goes_on(void **state)
{
    (void)state;
    struct arena *a = arena_open(100000);
    struct asking q = { a, 1000, 200, false };
    error e = arena_run(a, ask, &q);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_MEMORY);
    assert_int_equal(err_exit(e->kind), 4);
    arena_reset(a);
    assert_int_equal(arena_used(a), 0);
    q.times = 50;
    assert_null(arena_run(a, ask, &q));
    arena_close(a);
}

static void a_size_that_cannot_be_is_refused(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct asking q = { a, SIZE_MAX, 1, false };
    assert_non_null(arena_run(a, ask, &q));
    q.size = size_mul(SIZE_MAX / 2, 3);
    assert_int_equal(q.size, SIZE_MAX);
    assert_non_null(arena_run(a, ask, &q));
    assert_int_equal(size_mul(6, 7), 42);
    arena_close(a);
}

static void the_nearest_run_catches(void **state)
{
    (void)state;
    struct arena *a = arena_open(100000);
    struct asking q = { a, 1000, 200, false };
    assert_null(arena_run(a, ask_inside, &q));
    assert_true(q.inner);
    arena_close(a);
}

static void memory_that_fails_once_or_forever_is_an_error_and_no_end(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct asking q = { a, 100000, 20, false };
    mem_fail_at(3, false);
    assert_non_null(arena_run(a, ask, &q));
    assert_null(arena_run(a, ask, &q));        /* it failed once */
    arena_reset(a);
    mem_fail_at(1, true);
    q.size = 3 << 20;
    assert_non_null(arena_run(a, ask, &q));
    assert_non_null(arena_run(a, ask, &q));
    mem_fail_at(0, false);
    assert_null(arena_run(a, ask, &q));
    arena_close(a);
}

static void every_single_failure_of_memory_is_survived(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct asking q = { a, 50000, 40, false };
    int failed = 0;
    for (uint64_t n = 1; n <= 60; n++) {
        arena_reset(a);
        mem_fail_at(n, false);
        failed += arena_run(a, ask, &q) != NULL;
        mem_fail_at(0, false);
    }
    assert_true(failed > 3);
    arena_close(a);
}

static char trail[16];
static void leave_a_mark(void *what)
{
    size_t n = strlen(trail);
    assert_true(n + 1 < sizeof trail);
    trail[n] = *(const char *)what;
    trail[n + 1] = 0;
}

static void undos_run_once_and_newest_first(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    trail[0] = 0;
    arena_defer(a, leave_a_mark, "1");
    arena_defer(a, leave_a_mark, "2");
    arena_reset(a);
    assert_string_equal(trail, "21");
    arena_defer(a, leave_a_mark, "3");
    arena_close(a);
    assert_string_equal(trail, "213");
}

static void undos_may_run_before_the_memory_goes(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct str kept = str_fmt(a, "còn đây");
    trail[0] = 0;
    arena_defer(a, leave_a_mark, "1");
    arena_undo(a);
    arena_defer(a, leave_a_mark, "2");
    assert_string_equal(trail, "1");
    assert_true(str_is(kept, S("còn đây")));
    arena_close(a);
    assert_string_equal(trail, "12");
}

static void the_way_back_to_a_mark_undoes_what_came_since(void **state)
{
    (void)state;
    struct arena *a = arena_open(8 << 20);
    trail[0] = 0;
    arena_defer(a, leave_a_mark, "a");
    char *kept = arena_get(a, 100);
    memset(kept, 'k', 100);
    struct arena_mark mark = arena_mark(a);
    size_t used = arena_used(a);
    for (int i = 0; i < 3; i++) {
        arena_defer(a, leave_a_mark, "b");
        memset(arena_get(a, 2 << 20), 1, 2 << 20);
        arena_back(a, mark);
        assert_int_equal(arena_used(a), used);
    }
    assert_string_equal(trail, "bbb");
    for (int i = 0; i < 100; i++) assert_int_equal(kept[i], 'k');
    char *fresh = arena_get(a, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(fresh[i], 0);
    arena_close(a);
    assert_string_equal(trail, "bbba");
}

static void a_mark_of_an_empty_arena_leads_back_to_nothing(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct arena_mark mark = arena_mark(a);
    arena_get(a, 500);
    arena_back(a, mark);
    assert_int_equal(arena_used(a), 0);
    arena_get(a, 500);
    arena_close(a);
}

static void what_grows_keeps_its_content_and_leaves_nothing_behind_when_it_is_large(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    size_t room = 16;
    char *list = arena_grow(a, NULL, 0, room);
    for (size_t n = 0; n < 4 << 20; n++) {
        if (n == room) {
            list = arena_grow(a, list, room, room * 2);
            room *= 2;
        }
        list[n] = (char)(n % 251);
        if (n % 300000 == 0) memset(arena_get(a, 100), 'x', 100);              /* others ask for memory in between */
    }
    for (size_t n = 0; n < 4 << 20; n++)
        if (list[n] != (char)(n % 251)) fail_msg("byte %zu changed", n);
    assert_true(arena_used(a) < room + (1 << 20));
    list = arena_grow(a, list, room, 1 << 20);
    assert_true(arena_used(a) < (1 << 20) + (1 << 20));
    assert_int_equal(list[1000], (char)(1000 % 251));
    arena_reset(a);
    assert_int_equal(arena_used(a), 0);
    arena_close(a);
}

static void a_large_list_goes_on_the_way_back_to_a_mark_unless_it_stood_before(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    enum { LARGE = 1 << 20 };
    char *before = arena_grow(a, NULL, 0, LARGE);
    memset(before, 'b', LARGE);
    struct arena_mark mark = arena_mark(a);
    for (int i = 0; i < 3; i++) {
        memset(arena_grow(a, NULL, 0, LARGE), 's', LARGE);
        arena_grow(a, arena_grow(a, NULL, 0, LARGE), LARGE, 3 * LARGE);
        before = arena_grow(a, before, (size_t)LARGE * (size_t)(i + 1), (size_t)LARGE * (size_t)(i + 2));
        arena_back(a, mark);
        assert_int_equal(arena_used(a), LARGE * (i + 2));
    }
    for (int i = 0; i < LARGE; i++)
        if (before[i] != 'b') fail_msg("byte %d changed", i);
    arena_close(a);
}

static error grow_forever(void *arg)
{
    struct asking *q = arg;
    char *list = NULL;
    for (size_t room = 0, next; room < SIZE_MAX / 4; room = next) {
        next = room ? room * 2 : q->size;
        list = arena_grow(q->a, list, room, next);
    }
    return NULL;
}

static void what_grows_past_the_limit_or_past_the_machine_ends_as_all_work_does(void **state)
{
    (void)state;
    struct arena *a = arena_open(4 << 20);
    struct asking q = { .a = a, .size = 1000 };
    error e = arena_run(a, grow_forever, &q);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_MEMORY);
    assert_true(arena_used(a) <= 4 << 20);
    for (uint64_t n = 1; n < 12; n++) {
        arena_reset(a);
        mem_fail_at(n, false);
        e = arena_run(a, grow_forever, &q);
        mem_fail_at(0, false);
        assert_int_equal(e->kind, ERR_MEMORY);
    }
    arena_close(a);
}

/* ---- pieces of text ---- */

static void pieces_of_text_are_cut_and_compared(void **state)
{
    (void)state;
    struct str s = S("quý II/2023");
    assert_true(str_is(str_cut(s, 0, 4), S("quý")));
    assert_true(str_is(str_cut(s, 5, 99), S("II/2023")));
    assert_int_equal(str_cut(s, 9, 3).n, 0);
    assert_true(str_starts(s, S("quý")) && str_ends(s, S("2023")) && !str_starts(S("q"), s) && str_ends(s, S("")));
    assert_true(str_is(str_trim(S(" \t\xC2\xA0 x y\xC2\xA0\r\n")), S("x y")));
    assert_int_equal(str_trim(S(" \xC2\xA0 ")).n, 0);
    assert_int_equal(str_find(s, S("II"), 0), 5);
    assert_true(str_find(s, S("II"), 6) == SIZE_MAX && str_find(s, S("xx"), 0) == SIZE_MAX);
    assert_int_equal(str_find(s, S(""), 3), 3);
    assert_int_equal(str_c(NULL).n, 0);
}

static void parts_between_separators_come_one_by_one(void **state)
{
    (void)state;
    struct str rest = S("a,,b,"), part;
    const char *want[] = { "a", "", "b", "" };
    for (size_t i = 0; i < COUNT(want); i++) {
        assert_true(str_next(&rest, ',', &part));
        assert_true(str_is(part, str_c(want[i])));
    }
    assert_false(str_next(&rest, ',', &part));
    rest = S("");
    assert_true(str_next(&rest, ',', &part));
    assert_false(str_next(&rest, ',', &part));
}

static void whole_numbers_are_read_strictly(void **state)
{
    (void)state;
    int64_t v;
    assert_true(str_int(S("9223372036854775807"), &v) && v == INT64_MAX);
    assert_true(str_int(S("-12"), &v) && v == -12);
    static const char *const wrong[] = { "", "-", "9223372036854775808", "1a", " 1", "+1", "1.0" };
    for (size_t i = 0; i < COUNT(wrong); i++) assert_false(str_int(str_c(wrong[i]), &v));
}

static void a_buffer_grows_past_its_first_room(void **state)
{
    (void)state;
    struct arena *a = arena_open(8 << 20);
    struct buf b = buf_open(a);
    for (int i = 0; i < 5000; i++) buf_fmt(&b, "%d,", i);
    buf_str(&b, S("đuôi"));
    struct str s = buf_done(&b);
    assert_true(str_starts(s, S("0,1,2,")) && str_ends(s, S("4999,đuôi")));
    char big[600];
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = 0;
    struct buf c = buf_open(a);
    buf_fmt(&c, "%s|", big);                   /* longer than the scratch of buf_fmt */
    assert_int_equal(buf_done(&c).n, sizeof big);
    assert_string_equal(str_z(a, S("z")), "z");
    arena_close(a);
}

/* ---- errors ---- */

static void an_error_keeps_its_cause(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    error first = FAIL(a, ERR_INPUT, "Số %d chưa đúng", 5);
    error second = FAIL_AS(a, ERR_FAULT, first, "Không lưu được");
    assert_string_equal(first->said, "Số 5 chưa đúng");
    assert_ptr_equal(second->because, first);
    struct buf b = buf_open(a);
    err_print(&b, second);
    assert_true(str_find(buf_done(&b), S("ERR_INPUT"), 0) != SIZE_MAX);
    for (int kind = ERR_NONE + 1; kind < ERR_KIND_COUNT; kind++) {
        assert_true(err_status((enum err_kind)kind) >= 400 && err_exit((enum err_kind)kind) > 0);
        assert_true(strlen(err_title((enum err_kind)kind)) > 0);
    }
    arena_close(a);
}

/* ---- the machine ---- */

static void a_file_is_written_whole_or_not_at_all(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    char *dir = str_z(a, str_fmt(a, "/tmp/giaoban-base-%d", (int)getpid()));
    assert_int_equal(mkdir(dir, 0700), 0);
    char *path = str_z(a, str_fmt(a, "%s/x.txt", dir));
    struct bytes back;
    assert_null(file_write(a, path, (struct bytes){ (const unsigned char *)"one", 3 }));
    assert_null(file_write(a, path, (struct bytes){ (const unsigned char *)"three", 5 }));
    assert_null(file_read(a, path, 5, &back));
    assert_int_equal(back.n, 5);
    assert_memory_equal(back.p, "three", 5);
    assert_int_equal(file_read(a, path, 4, &back)->kind, ERR_TOO_LARGE);
    char *sub = str_z(a, str_fmt(a, "%s/full", dir)), *inside = str_z(a, str_fmt(a, "%s/full/y", dir));
    assert_int_equal(mkdir(sub, 0700), 0);
    assert_null(file_write(a, inside, (struct bytes){ (const unsigned char *)"", 0 }));
    assert_non_null(file_write(a, sub, (struct bytes){ (const unsigned char *)"two", 3 })); /* a folder stands there */
    assert_int_equal(access(str_z(a, str_fmt(a, "%s.part-%ld", sub, (long)getpid())), F_OK), -1);
    assert_int_equal(file_read(a, sub, 10, &back)->kind, ERR_INPUT);
    assert_non_null(file_write(a, "/nowhere/x", (struct bytes){ 0 }));
    assert_int_equal(file_read(a, "/nowhere/x", 10, &back)->kind, ERR_MISSING);
    unlink(inside);
    rmdir(sub);
    unlink(path);
    rmdir(dir);
    arena_close(a);
}

static void the_clock_can_be_made_to_stand(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    clock_fix(INT64_C(1690419600000));         /* 2023-07-27 01:00 UTC */
    assert_int_equal(clock_now(), INT64_C(1690419600000));
    assert_true(str_is(clock_day(a, clock_now()), S("2023-07-27")));
    assert_true(str_is(clock_minute(a, clock_now()), S("2023-07-27 08:00")));
    assert_true(str_is(clock_day(a, INT64_C(1690477200000)), S("2023-07-28"))); /* 17:00 UTC is the next day there */
    clock_fix(-1);
    assert_true(clock_now() > INT64_C(1690419600000));
    int64_t t = clock_steady();
    assert_true(clock_steady() >= t);
    arena_close(a);
}

static void chance_can_be_made_to_repeat(void **state)
{
    (void)state;
    unsigned char x[32], y[32];
    random_seed(7);
    random_fill(x, sizeof x);
    random_seed(7);
    random_fill(y, sizeof y);
    assert_memory_equal(x, y, sizeof x);
    random_seed(0);
    random_fill(y, sizeof y);
    assert_memory_not_equal(x, y, sizeof x);
    struct arena *a = arena_open(1 << 20);
    struct str token = random_token(a, 16);
    assert_int_equal(token.n, 32);
    for (size_t i = 0; i < token.n; i++) assert_non_null(strchr("0123456789abcdef", token.p[i]));
    arena_close(a);
}

static void the_files_of_the_build_are_found_by_path(void **state)
{
    (void)state;
    for (size_t i = 0; i < embedded_count; i++)
        assert_ptr_equal(embedded_find(embedded_files[i].path), &embedded_files[i]);
    assert_null(embedded_find("data/none"));
    assert_true(embedded_text("data/words/family-names.txt").n > 100);
}

static void a_sentence_without_translation_is_said_in_vietnamese(void **state)
{
    (void)state;
    say_language(LANGUAGE_EN);
    assert_string_equal(say("Không tìm thấy"), "Not found");
    assert_string_equal(say("một câu chưa ai dịch"), "một câu chưa ai dịch");
    say_language(LANGUAGE_VI);
    assert_string_equal(say("Không tìm thấy"), "Không tìm thấy");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(work_that_passes_the_limit_ends_and_the_arena_goes_on),
        cmocka_unit_test(a_size_that_cannot_be_is_refused),
        cmocka_unit_test(the_nearest_run_catches),
        cmocka_unit_test(memory_that_fails_once_or_forever_is_an_error_and_no_end),
        cmocka_unit_test(every_single_failure_of_memory_is_survived),
        cmocka_unit_test(undos_run_once_and_newest_first),
        cmocka_unit_test(undos_may_run_before_the_memory_goes),
        cmocka_unit_test(the_way_back_to_a_mark_undoes_what_came_since),
        cmocka_unit_test(a_mark_of_an_empty_arena_leads_back_to_nothing),
        cmocka_unit_test(what_grows_keeps_its_content_and_leaves_nothing_behind_when_it_is_large),
        cmocka_unit_test(a_large_list_goes_on_the_way_back_to_a_mark_unless_it_stood_before),
        cmocka_unit_test(what_grows_past_the_limit_or_past_the_machine_ends_as_all_work_does),
        cmocka_unit_test(pieces_of_text_are_cut_and_compared),
        cmocka_unit_test(parts_between_separators_come_one_by_one),
        cmocka_unit_test(whole_numbers_are_read_strictly),
        cmocka_unit_test(a_buffer_grows_past_its_first_room),
        cmocka_unit_test(an_error_keeps_its_cause),
        cmocka_unit_test(a_file_is_written_whole_or_not_at_all),
        cmocka_unit_test(the_clock_can_be_made_to_stand),
        cmocka_unit_test(chance_can_be_made_to_repeat),
        cmocka_unit_test(the_files_of_the_build_are_found_by_path),
        cmocka_unit_test(a_sentence_without_translation_is_said_in_vietnamese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
