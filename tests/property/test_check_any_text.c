/* test_check_any_text.c - of any report at all: the checks end, name figures that are there, and no amount is too large
 * for them; and what a statement leaves possible obeys its laws. */
#include "core/report/check_rules.h"
#include "read/reader.h"
#include "support/word_ground.h"
#include "vn/text.h"

static uint64_t seed = 0x636865636B;

static uint32_t chance(uint32_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 33) % below;
}

static struct str any_report(struct arena *a)
{
    static const char *const pieces[] = {
        " ", ", ", ". ", "; ", "\n", "(", ")", "trao 120 suất quà", "mỗi suất 300.000 đồng",
        "tổng trị giá 36 triệu đồng", "trị giá trên 36 triệu đồng", "gồm ", "trong đó ",
        "30 học sinh", "64 học sinh", "giảm từ 124 người xuống còn 62 người",
        "tăng 12 người", "kết nạp 105 hội viên", "đưa ra khỏi 5 hội viên",
        "nâng tổng số lên 7.262 hội viên", "13/16 doanh nghiệp", "đạt 81,2%",
        "50,5% kế hoạch năm", "kế hoạch 3.500 suất", "đăng ký ủng hộ 1.105 tỷ đồng",
        "đã chuyển 494 tỷ đồng", "9.000.000 tỷ đồng", "phấn đấu ", "khoảng 100 hộ",
        "từ 20 đến 30 triệu đồng", "500 lượt người", "500 người", "0 hộ", "0/0 hộ",
        "99999999999999 suất", "gần ", "trên ",
    };
    struct buf b = buf_open(a);
    for (uint32_t n = chance(40); n > 0; n--) buf_c(&b, pieces[chance(COUNT(pieces))]);
    return buf_done(&b);
}

static void warnings_name_figures_that_are_there(void **state)
{
    (void)state;
    struct arena *a = arena_open((size_t)256 << 20);
    for (int round = 0; round < 4000; round++) {
        struct record *r;
        struct str text = any_report(a);
        if (!str_trim(text).n) continue;
        error e = reader_read_text(a, text, &(struct read_hints){ .body = S("") }, &r);
        if (e) continue;
        struct warnings found = { .a = a };
        check_record(&found, r);
        for (size_t i = 0; i < found.n; i++) {
            const struct warning *w = &found.list[i];
            assert_true(w->seq_count && w->code.n && w->sentence.n && w->subject.n);
            for (size_t k = 0; k < w->seq_count; k++)
                if (!w->seqs[k] || w->seqs[k] > r->figure_count) fail_msg("%u of “%.*s”", w->seqs[k], STR(text));
        }
        arena_reset(a);
    }
    arena_close(a);
}

static struct claim any_claim(void)
{
    milli ends[] = { -CLAIM_NONE, CLAIM_NONE, CLAIM_NONE - 1, 0, 1, -1, (milli)chance(1000) * MILLI, INT64_MAX / 2 };
    milli x = ends[1 + chance(COUNT(ends) - 1)], y = ends[1 + chance(COUNT(ends) - 1)];
    if (!chance(4)) return (struct claim){ -CLAIM_NONE, x < y ? y : x, false };
    return (struct claim){ x < y ? x : y, x < y ? y : x, chance(2) != 0 };
}

/* A value of each lies in the claim of their sum, product and difference; nothing overflows. */
static void sums_of_claims_hold_the_sums_of_what_they_hold(void **state)
{
    (void)state;
    for (int round = 0; round < 200000; round++) {
        struct claim x = any_claim(), y = any_claim(), sum = claim_plus(x, y), apart = claim_minus(x, y);
        milli in_x = x.low == -CLAIM_NONE ? x.high : x.low, in_y = y.low == -CLAIM_NONE ? y.high : y.low, value;
        assert_true(sum.low <= sum.high && claim_meets(sum, claim_plus(y, x)));
        assert_true(claim_meets(x, y) == claim_meets(y, x));
        if (in_x != CLAIM_NONE && in_y != CLAIM_NONE && in_x != -CLAIM_NONE && in_y != -CLAIM_NONE) {
            if (!__builtin_add_overflow(in_x, in_y, &value)) assert_true(claim_meets(sum, claim_exact(value)));
            if (!__builtin_sub_overflow(in_x, in_y, &value)) assert_true(claim_meets(apart, claim_exact(value)));
        }
        if (x.low >= 0 && y.low >= 0) {
            struct claim product = claim_times(x, y);
            assert_true(product.low <= product.high);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(warnings_name_figures_that_are_there),
        cmocka_unit_test(sums_of_claims_hold_the_sums_of_what_they_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
