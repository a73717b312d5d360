/* test_legacy_laws.c - laws of the old encodings: what is written in one is guessed and read back; nothing else is
 * taken for one. */
#include "vn/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static const enum vn_encoding encodings[] = { VN_TCVN3, VN_VNI, VN_VISCII, VN_CP1258, VN_VPS };

/* Bytes of every letter, found by decoding: one byte, or two. */
struct code { unsigned char bytes[3]; size_t n; };
static struct code codes[5][0x2000];

static bool decoded(struct arena *a, const unsigned char *p, size_t n, enum vn_encoding e, uint32_t *code)
{
    struct str s;
    if (vn_decode(a, (struct bytes){ p, n }, e, &s) || !s.n) return false;
    return vn_letter_next(s, 0, code) == s.n && *code < 0x2000;
}

static void learn(struct arena *a, size_t k)
{
    for (unsigned x = 1; x < 256; x++)
        for (unsigned y = 0; y < 256; y++) {
            /* behind a capital, so that capitals of TCVN3 and VPS are not taken for quotation marks */
            const unsigned char with[3] = { 'A', (unsigned char)x, (unsigned char)y };
            struct arena_mark mark = arena_mark(a);
            uint32_t code;
            struct str s;
            size_t n = y ? 2 : 1;
            bool one = !y && !vn_decode(a, (struct bytes){ with, 2 }, encodings[k], &s) && s.n > 1 && s.p[0] == 'A';
            bool found = one ? vn_letter_next(s, 1, &code) == s.n && code < 0x2000
                             : decoded(a, with + 1, n, encodings[k], &code);
            arena_back(a, mark);
            if (!found || codes[k][code].n) continue;
            codes[k][code] = (struct code){ { with[1], with[2] }, n };
        }
}

static bool encode(struct arena *a, struct str text, size_t k, struct bytes *out)
{
    struct buf b = buf_open(a);
    for (size_t at = 0; at < text.n;) {
        uint32_t code;
        at = vn_letter_next(text, at, &code);
        if (code >= 0x2000 || !codes[k][code].n) return false;
        buf_add(&b, codes[k][code].bytes, codes[k][code].n);
    }
    *out = (struct bytes){ (const unsigned char *)b.p, b.n };
    return true;
}

/* Sentences as reports have them. */
static const char *const sentences[] = {
    "Trong quý vừa qua, các tổ chức Hội đã vận động xây dựng được ba căn nhà tình thương cho hội viên nghèo, trao học "
    "bổng cho con em có hoàn cảnh khó khăn và thăm hỏi gia đình chính sách nhân ngày lễ lớn.",
    "Mặt trận Tổ quốc xã phối hợp với Đảng ủy, Ủy ban nhân dân tổ chức ngày hội Đại đoàn kết toàn dân tộc ở các khu "
    "dân cư, vận động quỹ Vì người nghèo và giám sát việc thực hiện quy chế dân chủ.",
    "Đoàn Thanh niên tổ chức ra quân dọn vệ sinh môi trường, trồng cây xanh trên các tuyến đường nông thôn mới, tặng "
    "quà cho thiếu nhi vượt khó học giỏi và tư vấn việc làm cho thanh niên.",
    "Hội Cựu chiến binh duy trì mô hình tổ tự quản về an ninh trật tự, giúp nhau phát triển kinh tế, thoát nghèo bền "
    "vững, đóng góp ngày công sửa chữa cầu đường và kể chuyện truyền thống cho học sinh.",
    "Hội Nông dân mở lớp tập huấn kỹ thuật chăn nuôi, trồng trọt, hướng dẫn thủ tục vay vốn ngân hàng, thẩm định dự án "
    "và nhận ủy thác, góp phần nâng cao thu nhập của các hộ gia đình ở cơ sở.",
};

static struct str words_of(struct str s, size_t words)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == ' ' && !--words) return str_cut(s, 0, i);
    return s;
}

static int learned(void **state)
{
    struct arena *a = *state = arena_open((size_t)64 * 1024 * 1024);
    for (size_t k = 0; k < COUNT(encodings); k++) learn(a, k);
    return 0;
}
static int closed(void **state) { arena_close(*state); return 0; }

/* How many of the sentences, cut to that many words, come back as they were. */
static size_t come_back(struct arena *a, size_t k, size_t words, size_t from_word, size_t *asked)
{
    size_t good = 0;
    for (size_t i = 0; i < COUNT(sentences); i++) {
        struct str s = str_c(sentences[i]), skipped = words_of(s, from_word);
        if (from_word) s = str_cut(s, skipped.n + 1, s.n);
        s = words_of(s, words);
        struct bytes old;
        enum vn_encoding e;
        struct str back;
        if (!encode(a, s, k, &old)) fail_msg("%s: %s", vn_encoding_name(encodings[k]), str_z(a, s));
        ++*asked;
        if (!vn_encoding_guess(a, old, &e) || e != encodings[k] || vn_decode(a, old, e, &back)) continue;
        good += str_is(back, s);
    }
    return good;
}

static void a_sentence_of_twenty_words_comes_back_from_every_encoding(void **state)
{
    for (size_t k = 0; k < COUNT(encodings); k++)
        for (size_t words = 20; words <= 40; words += 5) {
            size_t asked = 0, good = come_back(*state, k, words, 0, &asked);
            if (good < asked)
                fail_msg("%s, %zu words: %zu of %zu", vn_encoding_name(encodings[k]), words, good, asked);
        }
}

static void most_pieces_of_eight_words_come_back_too(void **state)
{
    for (size_t k = 0; k < COUNT(encodings); k++)
        for (size_t words = 3; words <= 12; words++) {
            size_t asked = 0, good = 0;
            for (size_t from = 0; from < 24; from += 3) good += come_back(*state, k, words, from, &asked);
            if (words >= 8 && good * 100 < asked * 90)
                fail_msg("%s, %zu words: %zu of %zu", vn_encoding_name(encodings[k]), words, good, asked);
        }
}

static void the_letters_of_a_word_processor_are_told_from_real_ones(void **state)
{
    static const size_t fonts[] = { 0, 1 };
    for (size_t f = 0; f < COUNT(fonts); f++)
        for (size_t i = 0; i < COUNT(sentences); i++) {
            struct bytes old;
            struct buf kept = buf_open(*state);
            enum vn_encoding e;
            assert_true(encode(*state, str_c(sentences[i]), fonts[f], &old));
            for (size_t b = 0; b < old.n; b++) {
                if (old.p[b] < 0x80) buf_char(&kept, (char)old.p[b]);
                else {
                    buf_char(&kept, (char)(0xC0 | old.p[b] >> 6));
                    buf_char(&kept, (char)(0x80 | (old.p[b] & 0x3F)));
                }
            }
            if (!vn_font_guess(*state, buf_done(&kept), &e) || e != encodings[fonts[f]])
                fail_msg("%s: %s", vn_encoding_name(encodings[fonts[f]]), sentences[i]);
            assert_false(vn_font_guess(*state, str_c(sentences[i]), &e));
        }
}

static const char *const latin[] = {
    "Le rapport a \xE9t\xE9 pr\xE9par\xE9 \xE0 Gen\xE8ve; les \xE9l\xE8ves fran\xE7" "ais ont re\xE7u des cadeaux "
    "de No\xEBl.",
    "Die Gr\xFC\xDF" "e der B\xFCrgermeister: f\xFCnf H\xE4user, zw\xF6lf Stra\xDF" "en und drei B\xE4ume in "
    "M\xFCnchen.",
    "La ni\xF1" "a espa\xF1ola comi\xF3 pi\xF1" "a en el caf\xE9; despu\xE9s volvi\xF3 a casa con su mam\xE1 y su "
    "pap\xE1.",
    ("The caf\xE9 at the fa\xE7" "ade served na\xEFve guests a r\xE9sum\xE9 of its menu \x96 nothing more."),
};

static void texts_of_other_languages_are_not_taken_for_vietnamese(void **state)
{
    for (size_t i = 0; i < COUNT(latin); i++) {
        enum vn_encoding e;
        if (vn_encoding_guess(*state, (struct bytes){ (const unsigned char *)latin[i], strlen(latin[i]) }, &e))
            fail_msg("%s: %s", vn_encoding_name(e), latin[i]);
    }
}

static void real_letters_are_left_as_they_are(void **state)
{
    static const char *const real[] = {
        "Báo cáo", "Hà Nội", "Quý I", "à á â ã è é ê ì í ò ó ô õ ù ú ý", "Été à Genève", "Hòa Bình, Trà Vinh, Cà Mau",
        "Báo cáo tài chính\nBà Tú\nÔng Vũ", "Quà Tết", "café",
    };
    for (size_t i = 0; i < COUNT(real); i++) {
        enum vn_encoding e;
        if (vn_font_guess(*state, str_c(real[i]), &e)) fail_msg("%s: %s", vn_encoding_name(e), real[i]);
        assert_true(vn_encoding_guess(*state, (struct bytes){ (const unsigned char *)real[i], strlen(real[i]) }, &e));
        assert_int_equal(e, VN_UTF8);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_of_twenty_words_comes_back_from_every_encoding),
        cmocka_unit_test(most_pieces_of_eight_words_come_back_too),
        cmocka_unit_test(the_letters_of_a_word_processor_are_told_from_real_ones),
        cmocka_unit_test(texts_of_other_languages_are_not_taken_for_vietnamese),
        cmocka_unit_test(real_letters_are_left_as_they_are),
    };
    return cmocka_run_group_tests(tests, learned, closed);
}
