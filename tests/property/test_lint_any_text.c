/* test_lint_any_text.c - of any text at all: the lint ends, what it marks lies in the text between letters, in order,
 * and it says the same twice. */
#include "read/lint/lint.h"
#include "read/reader.h"
#include "support/word_ground.h"
#include "vn/text.h"

static uint64_t seed = 0x6C696E74;

static uint32_t chance(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 33) % below;
}

static struct str any_text(struct arena *a)
{
    static const char *const pieces[] = {
        " ", "  ", "\n", ".", ", ", " ,", ";", "(", ")", "“", "”", "\"", "«", "»", "[", "1", "31/6/2023",
        "ngày ", "thứ hai, ", "27/7/2023", "5 (sáu)", "sáu (05)", "đượctrao", "trao quà", "quý", "quí",
        "hòa", "hoà", "8.627suất", "1000 suất", "3.185 suất", "I. ", "1. ", "a) ", "đồng",
        "(Bằng chữ: năm)", "ông Lê Văn A", "xétTập", "Ñ", "🙂", "ữ", "-", "/", "@", "http://a.vn", "\t",
        "Đ", "ă",
    };
    struct buf b = buf_open(a);
    for (uint32_t n = chance(60); n > 0; n--) buf_c(&b, pieces[chance(COUNT(pieces))]);
    return buf_done(&b);
}

static bool between_letters(struct str text, size_t at)
{
    return at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

static void marks_lie_in_the_text_in_order_and_stay_the_same(void **state)
{
    (void)state;
    struct arena *a = arena_open((size_t)64 << 20);
    for (int round = 0; round < 20000; round++) {
        struct str nfc, text = any_text(a);
        assert_null(vn_text(a, (struct bytes){ (const unsigned char *)text.p, text.n }, &nfc));
        struct record r = { .text = nfc };
        struct lint first = lint_record(a, &r), second = lint_record(a, &r);
        assert_int_equal(first.n, second.n);
        for (size_t i = 0; i < first.n; i++) {
            struct span s = first.list[i].span;
            if (s.from > s.to || s.to > nfc.n || !between_letters(nfc, s.from) || !between_letters(nfc, s.to) ||
                (i && s.from < first.list[i - 1].span.from) || !first.list[i].sentence.n)
                fail_msg("%s [%zu, %zu) of “%.*s”", lint_kind_names[first.list[i].kind], s.from, s.to, STR(nfc));
            assert_true(str_is(first.list[i].sentence, second.list[i].sentence));
        }
        arena_reset(a);
    }
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(marks_lie_in_the_text_in_order_and_stay_the_same) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
