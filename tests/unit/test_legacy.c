/* test_legacy.c - texts of the time before Unicode. */
#include "vn/text.h"
#include "support/word_ground.h"

static void expect_decoded(enum vn_encoding from, const char *in, const char *want)
{
    struct str s;
    error e = vn_decode(ground, bytes_of(in), from, &s);
    if (e) fail_msg("%s: %s", want, e->said);
    expect_text(s, want);
}

static void tcvn3_reads_small_and_capital_letters(void **state)
{
    (void)state;
    expect_decoded(VN_TCVN3, "Xin ch\xB5o c\xB8\x63 b\xB9n", "Xin chào các bạn");
    expect_decoded(VN_TCVN3, "\xA7\xB6ng \xF1y ph\xAD\xEAng", "Đảng ủy phường");
    expect_decoded(VN_TCVN3, "BAN TH\xA6\x98NG \xF1y", "BAN THƯỜNG ủy");
}

static void tcvn3_takes_the_quotation_marks_of_word_processors(void **state)
{
    (void)state;
    expect_decoded(VN_TCVN3, "\x93Nh\xB5 \x96 v\xAD\xEAn\x94\x85", "“Nhà – vườn”…");
    expect_decoded(VN_TCVN3, "H\x97I N\xA4NG D\xA2N", "HỘI NÔNG DÂN");
}

static void vni_joins_a_letter_and_the_byte_of_its_marks(void **state)
{
    (void)state;
    expect_decoded(VN_VNI, "Xin cha\xF8o ca\xF9" "c ba\xEFn", "Xin chào các bạn");
    expect_decoded(VN_VNI, "To\xE2i \xF1i ho\xEF" "c", "Tôi đi học");
    expect_decoded(VN_VNI, "\xD1" "A\xDBNG U\xDBY PH\xD6\xD4\xD8NG", "ĐẢNG ỦY PHƯỜNG");
    expect_decoded(VN_VNI, "ng\xF6\xF4\xF8i Vie\xE4t, k\xE6 luaa\xE4t", "người Việt, kỉ luaật");
    expect_decoded(VN_VNI, "ba\xE9" "c, na\xEBng, y\xEE", "bắc, nặng, yỵ");
}

static void viscii_reads_letters_below_the_blank_too(void **state)
{
    (void)state;
    expect_decoded(VN_VISCII, "\xD0\xE4ng \xFCy, V\xCF \x02y", "Đảng ủy, Vỳ Ẳy");
    expect_decoded(VN_VISCII, "Vi\xAEt Nam", "Việt Nam");
}

static void windows_1258_has_its_tones_as_marks(void **state)
{
    (void)state;
    expect_decoded(VN_CP1258, "\xD0\x61\xD2ng \x75\xD2y, Vi\xEA\xF2t", "Đảng ủy, Việt");
}

static void a_byte_without_meaning_is_refused(void **state)
{
    (void)state;
    static const struct { enum vn_encoding from; const char *in; } rows[] = {
        { VN_TCVN3, "a\x04" }, { VN_TCVN3, "\x11" }, { VN_CP1258, "\x81" }, { VN_VNI, "x\xD7" }, { VN_VISCII, "a\x01" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str s;
        error e = vn_decode(ground, bytes_of(rows[i].in), rows[i].from, &s);
        assert_non_null(e);
        assert_int_equal(e->kind, ERR_INPUT);
    }
    struct str s;
    assert_non_null(vn_decode(ground, (struct bytes){ (const unsigned char *)"a\0", 2 }, VN_TCVN3, &s));
}

static void the_encoding_is_guessed_from_the_syllables(void **state)
{
    (void)state;
    static const struct { const char *in; enum vn_encoding want; } rows[] = {
        { "Đảng ủy", VN_UTF8 }, { "plain", VN_UTF8 },
        { "\xA7\xB6ng \xF1y ph\xAD\xEAng t\xE6 ch\xF8\x63 h\xE4p giao ban", VN_TCVN3 },
        { "\xD1" "a\xFBng u\xFBy ph\xF6\xF4\xF8ng to\xE5 ch\xF6\xF9" "c ho\xEFp giao ban", VN_VNI },
        { "\xD0\xE4ng \xFCy ph\xDF\xB6ng t\xB1 ch\xD1\x63 h\xF7p giao ban", VN_VISCII },
        { "\xD0\x61\xD2ng \x75\xD2y ph\xFD\xF5\xCCng t\xF4\xD2 ch\xFD\xEC\x63 ho\xF2p", VN_CP1258 },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        enum vn_encoding got;
        if (!vn_encoding_guess(ground, bytes_of(rows[i].in), &got)) fail_msg("row %zu: none", i);
        if (got != rows[i].want) fail_msg("row %zu: %s", i, vn_encoding_name(got));
    }
    enum vn_encoding got;
    assert_false(vn_encoding_guess(ground, bytes_of("\xFF\xD8\xFF\xE0\x01\x02"), &got));
}

/* ---- pairs of other projects ---- */

static void the_tcvn3_sample_decodes_to_its_utf8_half(void **state)
{
    (void)state;
    struct str old = S(""), want = S(""), got;
    assert_true(pairs_read(ground, "tcvn3_sample.tcvn3.bin", &old));
    assert_true(pairs_read(ground, "tcvn3_sample.utf8.txt", &want));
    assert_null(vn_decode(ground, (struct bytes){ (const unsigned char *)old.p, old.n }, VN_TCVN3, &got));
    assert_true(str_is(got, want));
}

/* The file writes the old bytes as the characters that windows-1252 has in their place. */
static struct bytes bytes_behind(struct str s)
{
    struct buf b = buf_open(ground);
    for (size_t i = 0; i < s.n;) {
        uint32_t code;
        i = vn_letter_next(s, i, &code);
        assert_true(code < 0x100);
        buf_char(&b, (char)code);
    }
    return (struct bytes){ (const unsigned char *)b.p, b.n };
}

static void the_charset_pairs_decode_to_their_unicode_column(void **state)
{
    (void)state;
    struct str rest, line;
    assert_true(pairs_read(ground, "legacy-charsets.tsv", &rest));
    size_t rows = 0;
    while (str_next(&rest, '\n', &line)) {
        struct str want, vni, tcvn3, got, left = line;
        if (!str_next(&left, '\t', &want) || !str_next(&left, '\t', &vni) || !str_next(&left, '\t', &tcvn3)) continue;
        if (vni.n) {
            assert_null(vn_decode(ground, bytes_behind(vni), VN_VNI, &got));
            assert_true(str_is(got, want));
            rows++;
        }
        if (tcvn3.n) {
            assert_null(vn_decode(ground, bytes_behind(tcvn3), VN_TCVN3, &got));
            assert_true(str_is(got, want));
            rows++;
        }
    }
    assert_true(rows >= 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tcvn3_reads_small_and_capital_letters),
        cmocka_unit_test(tcvn3_takes_the_quotation_marks_of_word_processors),
        cmocka_unit_test(vni_joins_a_letter_and_the_byte_of_its_marks),
        cmocka_unit_test(viscii_reads_letters_below_the_blank_too),
        cmocka_unit_test(windows_1258_has_its_tones_as_marks),
        cmocka_unit_test(a_byte_without_meaning_is_refused),
        cmocka_unit_test(the_encoding_is_guessed_from_the_syllables),
    };
    const struct CMUnitTest pairs[] = {
        cmocka_unit_test(the_tcvn3_sample_decodes_to_its_utf8_half),
        cmocka_unit_test(the_charset_pairs_decode_to_their_unicode_column),
    };
    int failed = cmocka_run_group_tests(tests, ground_open, ground_close);
    struct str seen;
    ground_open(NULL);
    bool here = pairs_read(ground, "legacy-charsets.tsv", &seen);
    ground_close(NULL);
    return failed + (here ? cmocka_run_group_tests(pairs, ground_open, ground_close) : 0);
}
