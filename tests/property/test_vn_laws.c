/* test_vn_laws.c - what must hold for any text, number, day and period, on many made by chance.
 *
 * The chance is seeded, so a failure comes back with the same seed: SEED=123 build/tests/property/test_vn_laws. */
#include "vn/name.h"
#include "vn/number.h"
#include "vn/period.h"
#include "vn/text.h"
#include "support/word_ground.h"

enum { ROUNDS = 20000 };

static uint64_t draw(void)
{
    uint64_t v;
    random_fill(&v, sizeof v);
    return v;
}

static uint64_t below(uint64_t n) { return draw() % n; }

static uint32_t any_code(void)
{
    static const uint32_t marks[] = { 0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323, 0x335, 0x327 };
    switch (below(8)) {
    case 0: return (uint32_t)(0x20 + below(0x5F));
    case 1: return (uint32_t)(0xA0 + below(0x160));
    case 2: return (uint32_t)(0x1E00 + below(0x100));
    case 3: return marks[below(COUNT(marks))];
    case 4: return (uint32_t)(1 + below(0x2FFF));
    case 5: return (uint32_t)(0xAC00 + below(0x2BA4));
    case 6: return (uint32_t)"aeiouyAEIOUYdD"[below(14)];
    default: {
        uint32_t c = (uint32_t)(1 + below(0x10FFFE));
        return c >= 0xD800 && c <= 0xDFFF ? 'x' : c;
    }
    }
}

static void put_code(struct buf *b, uint32_t c)
{
    if (c < 0x80) buf_char(b, (char)c);
    else if (c < 0x800) buf_fmt(b, "%c%c", (int)(0xC0 | c >> 6), (int)(0x80 | (c & 0x3F)));
    else if (c < 0x10000)
        buf_fmt(b, "%c%c%c", (int)(0xE0 | c >> 12), (int)(0x80 | (c >> 6 & 0x3F)), (int)(0x80 | (c & 0x3F)));
    else
        buf_fmt(b, "%c%c%c%c", (int)(0xF0 | c >> 18), (int)(0x80 | (c >> 12 & 0x3F)),
            (int)(0x80 | (c >> 6 & 0x3F)), (int)(0x80 | (c & 0x3F)));
}

static struct str any_utf8(void)
{
    struct buf b = buf_open(ground);
    for (uint64_t n = below(24); n; n--) put_code(&b, any_code());
    return buf_done(&b);
}

static struct str any_text(void)
{
    struct str s;
    struct str raw = any_utf8();
    error e = vn_text(ground, (struct bytes){ (const unsigned char *)raw.p, raw.n }, &s);
    if (e) fail_msg("%s", e->said);
    return s;
}

/* Words, digits and signs of reports in any order: for readers that must take whatever comes. */
static struct str any_phrase(void)
{
    static const char *const words[] = {
        "trên", "gần", "từ", "đến", "ngày", "tháng", "năm", "quý", "I", "II", "1", "02", "3.185",
        "27/7/2023", "1,3", "12.5", "tỷ", "triệu", "nghìn", "trăm", "mươi", "mốt", "lăm", "hai",
        "không", "phẩy", "rưỡi", "linh", "đồng", "đ", "chí", "đầu", "cuối", "6", "9", "-", "–", "/",
        ".", ",", "%", "nhiệm kỳ", "2024", "2019", "Nguyễn", "Thị", "Hoa", "ông", "Sáng", "chiều",
        "trở lên", "USD", "$", "(", ")", "\xC2\xA0", "nửa", "âm", "và", "+",
    };
    struct buf b = buf_open(ground);
    for (uint64_t n = below(14); n; n--) {
        buf_c(&b, words[below(COUNT(words))]);
        if (below(3)) buf_char(&b, ' ');
    }
    return buf_done(&b);
}

static milli any_value(void)
{
    switch (below(5)) {
    case 0: return (milli)below(2000) * MILLI;
    case 1: return (milli)below(2000000);
    case 2: return (milli)(draw() >> (1 + below(60)));
    case 3: return -(milli)(draw() >> (1 + below(60)));
    default: {
        milli v = (milli)(1 + below(999));
        for (uint64_t n = below(14); n; n--) v *= 10;
        return v;
    }
    }
}

#define ROUNDS_WITH(mark) \
    for (int round = 0; round < ROUNDS; round++, arena_back(ground, mark))

static void normal_form_and_folding_settle_at_once(void **state)
{
    (void)state;
    struct arena_mark mark = arena_mark(ground);
    ROUNDS_WITH(mark) {
        struct str s = any_text(), again = vn_nfc(ground, s);
        if (!str_is(s, again)) fail_msg("normal form of “%.*s” changes again", STR(s));
        struct str folded = vn_fold(ground, s), twice = vn_fold(ground, folded);
        if (!str_is(folded, twice)) fail_msg("“%.*s” folds to “%.*s” and then “%.*s”", STR(s), STR(folded), STR(twice));
        assert_true(vn_is_utf8((struct bytes){ (const unsigned char *)folded.p, folded.n }, NULL));
        struct str tone = vn_plain_tone(ground, s);
        if (!str_is(tone, vn_plain_tone(ground, tone))) fail_msg("the tones of “%.*s” move twice", STR(s));
        struct str lower = vn_lower(ground, s), upper = vn_upper(ground, s);
        assert_true(str_is(lower, vn_lower(ground, lower)) && str_is(upper, vn_upper(ground, upper)));
    }
}

static void any_bytes_are_text_or_an_error(void **state)
{
    (void)state;
    struct arena_mark mark = arena_mark(ground);
    ROUNDS_WITH(mark) {
        unsigned char raw[40];
        size_t n = below(sizeof raw);
        random_fill(raw, n);
        struct str s;
        for (int e = 0; e < VN_ENCODING_COUNT; e++)
            if (!vn_decode(ground, (struct bytes){ raw, n }, (enum vn_encoding)e, &s))
                assert_true(vn_is_utf8((struct bytes){ (const unsigned char *)s.p, s.n }, NULL) &&
                            str_is(s, vn_nfc(ground, s)));
        enum vn_encoding guess;
        vn_encoding_guess(ground, (struct bytes){ raw, n }, &guess);
    }
}

static void a_number_in_words_reads_back(void **state)
{
    (void)state;
    struct arena_mark mark = arena_mark(ground);
    ROUNDS_WITH(mark) {
        milli v = any_value(), back;
        struct str words = vn_number_words(ground, v);
        if (!vn_number_read(words, &back) || back != v)
            fail_msg("%.*s: “%.*s”", STR(vn_decimal(ground, v)), STR(words));
    }
}

static void a_number_in_digits_reads_back(void **state)
{
    (void)state;
    struct arena_mark mark = arena_mark(ground);
    ROUNDS_WITH(mark) {
        milli v = any_value(), back;
        assert_true(vn_decimal_read(vn_decimal(ground, v), &back) && back == v);
        struct str digits = vn_number_digits(ground, v);
        if (!vn_number_read(digits, &back) || back != v) fail_msg("“%.*s”", STR(digits));
        if (v < 0) continue;
        struct vn_money m;
        struct str money = vn_money_short(ground, v);
        if (!vn_money_at(money, 0, &m) || m.value != v || m.end != money.n) fail_msg("“%.*s”", STR(money));
    }
}

static struct period any_period(void)
{
    int year = 1800 + (int)below(380);
    switch (below(7)) {
    case 0: return period_make(PERIOD_MONTH, year, 1 + (int)below(12));
    case 1: return period_make(PERIOD_QUARTER, year, 1 + (int)below(4));
    case 2: return period_make(PERIOD_HALF, year, 1 + (int)below(2));
    case 3: return period_make(PERIOD_NINE_MONTHS, year, 0);
    case 4: return period_make(PERIOD_YEAR, year, 0);
    case 5: return period_make(PERIOD_TERM, year, year + (int)below(10));
    default: {
        struct day from = day_from_number((int64_t)below(60000) - 20000);
        return (struct period){ PERIOD_RANGE, from.year, 0, from,
            day_from_number(day_number(from) + (int64_t)below(900)) };
    }
    }
}

static void a_period_reads_back_and_its_neighbours_touch_it(void **state)
{
    (void)state;
    struct arena_mark mark = arena_mark(ground);
    ROUNDS_WITH(mark) {
        struct period p = any_period(), back;
        struct str form = period_write(ground, p);
        if (!period_read(form, &back) || memcmp(&back, &p, sizeof p)) fail_msg("“%.*s”", STR(form));
        if (p.type == PERIOD_TERM && p.number == p.year)
            continue; /* a term of one year has no second end to step from */
        assert_true(str_is(form, period_write(ground, period_next(period_previous(p)))));
        assert_true(period_has(p, p));
        struct vn_period said;                 /* how it is said to people is read as the same period */
        struct str words = period_vi(ground, p);
        if (p.type == PERIOD_RANGE && !memcmp(&p.from, &p.to, sizeof p.from)) continue;
        if (!vn_period_at(words, 0, &said) || said.end != words.n || !str_is(form, period_write(ground, said.period)))
            fail_msg("“%.*s”", STR(words));
    }
}

static void a_day_in_text_reads_back(void **state)
{
    (void)state;
    struct arena_mark mark = arena_mark(ground);
    ROUNDS_WITH(mark) {
        struct day d = day_from_number((int64_t)below(140000) - 62000);
        struct vn_date got;
        struct str forms[] = { day_vi(ground, d), day_write(ground, d),
            str_fmt(ground, "ngày %d tháng %d năm %d", d.day, d.month, d.year),
            str_fmt(ground, "sáng %d-%d-%d", d.day, d.month, d.year),
            str_fmt(ground, "%d.%d.%d", d.day, d.month, d.year) };
        for (size_t i = 0; i < COUNT(forms); i++)
            if (!vn_date_at(forms[i], 0, &got) || got.end != forms[i].n || memcmp(&got.from, &d, sizeof d))
                fail_msg("“%.*s”", STR(forms[i]));
    }
}

static int order(struct str x, struct str y)
{
    size_t n = x.n < y.n ? x.n : y.n;
    int c = memcmp(x.p, y.p, n);
    return c ? (c > 0) - (c < 0) : (x.n > y.n) - (x.n < y.n);
}

static void the_order_of_words_does_not_hang_on_case_or_tone_first(void **state)
{
    (void)state;
    static const char *const letters[] = { "a", "ă", "â", "b", "đ", "d", "e", "ê", "o", "ơ", "u", "ư", "n", "g", " " };
    struct arena_mark mark = arena_mark(ground);
    ROUNDS_WITH(mark) {
        struct buf x = buf_open(ground), y = buf_open(ground);
        for (uint64_t n = 1 + below(6); n; n--) buf_c(&x, letters[below(COUNT(letters))]);
        for (uint64_t n = 1 + below(6); n; n--) buf_c(&y, letters[below(COUNT(letters))]);
        int plain = order(vn_sort_key(ground, buf_done(&x)), vn_sort_key(ground, buf_done(&y)));
        struct str loud = vn_upper(ground, buf_done(&x));
        int c = order(vn_sort_key(ground, loud), vn_sort_key(ground, buf_done(&y)));
        if (plain && c != plain) fail_msg("“%.*s” and “%.*s”", STR(loud), STR(buf_done(&y)));
        assert_int_equal(order(vn_sort_key(ground, buf_done(&y)), vn_sort_key(ground, buf_done(&x))), -plain);
    }
}

static void readers_stay_within_any_phrase(void **state)
{
    (void)state;
    struct arena_mark mark = arena_mark(ground);
    ROUNDS_WITH(mark) {
        struct str s = below(4) ? any_phrase() : any_text();
        s = str_copy(ground, s);               /* exactly sized, so a sanitizer sees one byte too far */
        for (size_t i = 0; i <= s.n; i++) {
            if (i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80) continue;
            struct vn_number n;
            struct vn_money m;
            struct vn_date d;
            struct vn_period p;
            size_t end;
            if (vn_number_at(s, i, &n)) assert_true(n.end > i && n.end <= s.n);
            if (vn_money_at(s, i, &m))
                assert_true(m.end > i && m.end <= s.n && (m.approx != VN_RANGE || m.value <= m.value_max));
            if (vn_date_at(s, i, &d)) assert_true(d.end > i && d.end <= s.n && d.from.month && d.to.month);
            if (vn_period_at(s, i, &p)) assert_true(p.end > i && p.end <= s.n && p.period.type != PERIOD_NONE);
            if (vn_name_at(s, i, &end)) assert_true(end > i && end <= s.n);
            vn_approx_at(s, i, &end);
            assert_true(end >= i && end <= s.n);
        }
    }
}

static void sums_come_back_to_where_they_were(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct vn_sum sum = { 0 };
        struct { enum vn_approx approx; milli value, most; } parts[12];
        size_t n = 1 + below(COUNT(parts)), kept = below(n + 1);
        for (size_t i = 0; i < n; i++) {
            parts[i].approx = (enum vn_approx)below(7);
            parts[i].value = (milli)below(1000000);
            parts[i].most = parts[i].value + (milli)below(1000);
        }
        struct vn_sum want = { 0 };
        for (size_t i = 0; i < kept; i++) vn_sum_add(&want, parts[i].approx, parts[i].value, parts[i].most);
        for (size_t i = 0; i < n; i++) vn_sum_add(&sum, parts[i].approx, parts[i].value, parts[i].most);
        for (size_t i = kept; i < n; i++) vn_sum_remove(&sum, parts[i].approx, parts[i].value, parts[i].most);
        assert_memory_equal(&sum, &want, sizeof sum);
    }
}

static int seeded(void **state)
{
    const char *seed = getenv("SEED");
    int64_t v = 20230727;
    if (seed) str_int(str_c(seed), &v);
    random_seed((uint64_t)v);
    return ground_open(state);
}

static int unseeded(void **state)
{
    random_seed(0);
    return ground_close(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_form_and_folding_settle_at_once),
        cmocka_unit_test(any_bytes_are_text_or_an_error),
        cmocka_unit_test(a_number_in_words_reads_back),
        cmocka_unit_test(a_number_in_digits_reads_back),
        cmocka_unit_test(a_period_reads_back_and_its_neighbours_touch_it),
        cmocka_unit_test(a_day_in_text_reads_back),
        cmocka_unit_test(the_order_of_words_does_not_hang_on_case_or_tone_first),
        cmocka_unit_test(readers_stay_within_any_phrase),
        cmocka_unit_test(sums_come_back_to_where_they_were),
    };
    return cmocka_run_group_tests(tests, seeded, unseeded);
}
