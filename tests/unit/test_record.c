/* test_record.c - a record as JSON: escapes, numbers, what is left out. */
#include "read/record.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>

static json_t *written(struct arena *a, const struct record *r)
{
    struct buf b = buf_open(a);
    record_write(&b, r);
    struct str s = buf_done(&b);
    assert_true(str_find(s, S("\n"), 0) == SIZE_MAX);
    json_error_t e;
    json_t *j = json_loadb(s.p, s.n, JSON_REJECT_DUPLICATES, &e);
    if (!j) fail_msg("%s at %d", e.text, e.position);
    return j;
}

static void every_byte_of_the_text_comes_back(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    char all[256];
    size_t n = 0;
    for (int c = 1; c < 128; c++) all[n++] = (char)c;
    memcpy(all + n, "Đảng uỷ “”", strlen("Đảng uỷ “”"));
    n += strlen("Đảng uỷ “”");
    struct record r = { .text = { all, n } };
    json_t *j = written(a, &r);
    json_t *t = json_object_get(j, "text");
    assert_int_equal(json_string_length(t), n);
    assert_memory_equal(json_string_value(t), all, n);
    json_decref(j);
    arena_close(a);
}

static const char *value_of(struct arena *a, milli v)
{
    struct figure_found f = { .quote = S("x"), .value = v, .part_of = -1 };
    struct record r = { .figures = &f, .figure_count = 1 };
    json_t *j = written(a, &r);
    const char *s = json_string_value(json_object_get(json_array_get(json_object_get(j, "figures"), 0), "value"));
    s = str_z(a, str_c(s));
    json_decref(j);
    return s;
}

static void values_are_decimal_strings(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    assert_string_equal(value_of(a, 12500), "12.5");
    assert_string_equal(value_of(a, (milli)459000000 * MILLI), "459000000");
    assert_string_equal(value_of(a, 0), "0");
    assert_string_equal(value_of(a, 7), "0.007");
    assert_string_equal(value_of(a, -500), "-0.5");
    assert_string_equal(value_of(a, -1250), "-1.25");
    arena_close(a);
}

static void a_document_without_meeting_says_null(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct record r = { .text = S("x") };
    json_t *j = written(a, &r);
    assert_true(json_is_null(json_object_get(j, "meeting")));
    assert_null(json_object_get(j, "figures"));
    assert_null(json_object_get(j, "models"));
    json_decref(j);
    arena_close(a);
}

static void a_meeting_keeps_its_empty_keys(void **state)
{
    (void)state;
    struct arena *a = arena_open(1 << 20);
    struct meeting_found m = { .kind = S("giao ban"), .date = { 2023, 7, 27 }, .part = PART_AFTERNOON,
                               .period = period_make(PERIOD_QUARTER, 2023, 2) };
    struct record r = { .meeting = &m };
    json_t *j = written(a, &r), *w = json_object_get(j, "meeting"), *p = json_object_get(w, "period");
    assert_string_equal(json_string_value(json_object_get(w, "date")), "2023-07-27");
    assert_string_equal(json_string_value(json_object_get(w, "part_of_day")), "afternoon");
    assert_true(json_is_null(json_object_get(w, "venue")));
    assert_true(json_is_null(json_object_get(w, "chair")));
    assert_true(json_is_null(json_object_get(w, "next_period")));
    assert_string_equal(json_string_value(json_object_get(p, "type")), "quarter");
    assert_int_equal(json_integer_value(json_object_get(p, "number")), 2);
    assert_string_equal(json_string_value(json_object_get(p, "from")), "2023-04-01");
    json_decref(j);
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_of_the_text_comes_back),
        cmocka_unit_test(values_are_decimal_strings),
        cmocka_unit_test(a_document_without_meeting_says_null),
        cmocka_unit_test(a_meeting_keeps_its_empty_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
