/* test_txt.c - what a line is, which encoding bytes are in, what kind of document they are. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "vn/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#define BYTES(lit) ((struct bytes){ (const unsigned char *)("" lit ""), sizeof(lit) - 1 })
#define TEXT_IS(a, lit, want) text_is((a), BYTES(lit), (want))

static void text_is(struct arena *a, struct bytes in, const char *want)
{
    struct read_text t;
    error e = txt_read(a, in, &t);
    if (e) fail_msg("%s", e->said);
    assert_string_equal(str_z(a, t.text), want);
}

static enum err_kind refused(struct arena *a, struct bytes in)
{
    struct read_text t;
    error e = txt_read(a, in, &t);
    return e ? e->kind : ERR_NONE;
}

static void test_every_line_end_is_one_and_blank_lines_go(void **state)
{
    TEXT_IS(*state, "a\r\nb\rc\n\n \nd\xE2\x80\xA8" "e\xC2\x85" "f\x0C" "g\n", "a\nb\nc\nd\ne\nf\ng");
}

static void test_blanks_are_one_kind_and_unseen_marks_go(void **state)
{
    TEXT_IS(*state,
            "\xEF\xBB\xBF 459\xC2\xA0tri\xE1\xBB\x87u\xE2\x80\x8B \xC4\x91\xE1\xBB\x93ng\xC2\xAD\xE2\x80\xAE ",
            "459 triệu đồng");
    TEXT_IS(*state,
            "\xE2\x80\x9C"
            "3 s\xE1\xBA\xA1"
            "ch\xE2\x80\x9D \xE2\x80\x93 t\xE1\xBB\x95\t2",
            "“3 sạch” – tổ\t2");
}

static void test_letters_taken_apart_are_put_together(void **state)
{
    TEXT_IS(*state, "Tra\xCC\x80 Vinh", "Trà Vinh");
}

static void test_utf16_is_read_either_way_round(void **state)
{
    TEXT_IS(*state, "\xFF\xFET\0\xBF\x1E \0" "1\0", "Tế 1");
    TEXT_IS(*state, "\xFE\xFF\0T\x1E\xBF", "Tế");
    assert_int_equal(refused(*state, BYTES("\xFF\xFEx")), ERR_INPUT);
    assert_int_equal(refused(*state, BYTES("\xFE\xFF\xD8\x3D\0x")), ERR_INPUT);
    assert_int_equal(refused(*state, BYTES("\xFF\xFE\0\0x\0\0\0")), ERR_INPUT);
}

static void test_old_encodings_are_found_and_named(void **state)
{
    struct arena *a = *state;
    struct read_text t;
    struct bytes tcvn3 = BYTES("H\xE9i Li\xAAn hi\xD6p Ph\xF4 n\xF7 \xAE\xB7 v\xCBn \xAE\xE9ng \xAE\xAD\xEE"
                               "c 12 tri\xD6u \xAE\xE5ng gi\xF3p h\xE9i vi\xAAn ngh\xCCo");
    assert_null(txt_read(a, tcvn3, &t));
    assert_true(str_is(t.encoding, S("TCVN3")));
    assert_string_equal(str_z(a, t.text), "Hội Liên hiệp Phụ nữ đã vận động được 12 triệu đồng giúp hội viên nghèo");
}

static void test_what_is_no_text_is_refused(void **state)
{
    struct arena *a = *state;
    assert_int_equal(refused(a, BYTES("a\0b")), ERR_INPUT);
    assert_int_equal(refused(a, BYTES(" \r\n\t ")), ERR_INPUT);
    assert_int_equal(refused(a, BYTES("\xEF\xBB\xBF")), ERR_INPUT);
    assert_int_equal(refused(a, BYTES("\xFF\x80\x81\x82 \x90\x91\x92\x93 \xFF\xFF")), ERR_INPUT);
    assert_int_equal(refused(a, BYTES("a\1b\2c\3d\4")), ERR_INPUT);
}

static void test_lines_cut_at_a_fixed_width_are_one_again(void **state)
{
    TEXT_IS(*state,
            "Trong quý II, Hội Liên hiệp Phụ nữ phường đã vận động được trên 459\ntriệu đồng để giúp hội viên "
            "nghèo.\n- Trao 12 suất quà cho trẻ em\n",
            "Trong quý II, Hội Liên hiệp Phụ nữ phường đã vận động được trên 459 triệu đồng để giúp hội viên "
            "nghèo.\n- Trao 12 suất quà cho trẻ em");
    TEXT_IS(*state, "Trong quý II, Hội Liên hiệp Phụ nữ phường đã vận động được các khoản\n\ntriệu đồng",
            "Trong quý II, Hội Liên hiệp Phụ nữ phường đã vận động được các khoản\ntriệu đồng");
    TEXT_IS(*state,
            "Kết quả công tác quý II năm 2023 của các đoàn thể phường như sau\n1. Công tác tuyên truyền\n2) Công tác "
            "vận động\na) trao quà",
            "Kết quả công tác quý II năm 2023 của các đoàn thể phường như sau\n1. Công tác tuyên truyền\n2) Công tác "
            "vận động\na) trao quà");
}

static void test_names_cut_by_the_end_of_a_line_are_whole_again(void **state)
{
    TEXT_IS(*state,
            "Hội nghị giao ban của xã\nSáng 6/4, Ủy ban MTTQ Việt\nNam xã tổ chức hội nghị sơ kết công\ntác Mặt trận "
            "quý I, triển khai nhiệm vụ quý II của\nỦy ban. Dự hội nghị có ông\nTạ Văn Ruộng và các thôn trong\nxã.\n"
            "Kết quả đã đạt được\nCác thôn góp\n1 triệu đồng.",
            "Hội nghị giao ban của xã\nSáng 6/4, Ủy ban MTTQ Việt Nam xã tổ chức hội nghị sơ kết công tác Mặt trận "
            "quý I, triển khai nhiệm vụ quý II của Ủy ban. Dự hội nghị có ông Tạ Văn Ruộng và các thôn trong xã.\n"
            "Kết quả đã đạt được\nCác thôn góp\n1 triệu đồng.");
}

static enum err_kind kind_of(struct arena *a, struct bytes in, const char *name, enum read_format *out)
{
    error e = format_kind(a, in, str_c(name), out);
    return e ? e->kind : ERR_NONE;
}

static void test_the_content_tells_the_kind(void **state)
{
    const struct { struct bytes in; const char *name; enum read_format want;
    } good[] = {
        { BYTES("Ngày 21/3"), "a.html", FORMAT_TXT },
        { BYTES("<!DOCTYPE html><p>"), "a.txt", FORMAT_HTML },
        { BYTES(" \n<HTML>"), "", FORMAT_HTML },
        { BYTES("<!-- a --><?xml version=\"1.0\"?>\n<html>"), "", FORMAT_HTML },
        { BYTES("<p>a</p>"), "", FORMAT_HTML },
        { BYTES("< 5 hộ"), "", FORMAT_TXT },
        { BYTES("<phường 2>"), "", FORMAT_TXT },
        { BYTES("a <b>b</b>"), "a.html", FORMAT_HTML },
        { BYTES("PK\3\4"), "a.txt", FORMAT_DOCX },
        { BYTES("%PDF-1.7"), "a.docx", FORMAT_PDF },
        { BYTES("\x89PNG\r\n\x1A\n\0"), "a.txt", FORMAT_IMAGE },
        { BYTES("\xFF\xD8\xFF\xE0"), "", FORMAT_IMAGE },
        { BYTES("PKX"), "", FORMAT_TXT },
        { BYTES("\xFF\xFE<\0p\0>\0"), "", FORMAT_HTML },
        { BYTES("\xEF\xBB\xBF<body >"), "", FORMAT_HTML },
    };
    for (size_t i = 0; i < COUNT(good); i++) {
        enum read_format got = FORMAT_COUNT;
        assert_int_equal(kind_of(*state, good[i].in, good[i].name, &got), ERR_NONE);
        assert_int_equal(got, good[i].want);
    }
}

static void test_known_kinds_that_are_not_read_say_so(void **state)
{
    const struct { struct bytes in; const char *name; enum err_kind want;
    } bad[] = {
        { BYTES(""), "a.txt", ERR_INPUT },
        { BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "a.doc", ERR_FORMAT },
        { BYTES("{\\rtf1"), "", ERR_FORMAT },
        { BYTES("GIF89a"), "", ERR_FORMAT },
        { BYTES("\0\0\0\x18" "ftypheic"), "", ERR_FORMAT },
        { BYTES("RIFF1234WEBP"), "", ERR_FORMAT },
        { BYTES("Rar!\x1A\x07"), "", ERR_FORMAT },
        { BYTES("<?xml version='1.0'?><w/>"), "", ERR_FORMAT },
        { BYTES("Kính gửi"), "a.DOCX", ERR_INPUT },
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        enum read_format got;
        assert_int_equal(kind_of(*state, bad[i].in, bad[i].name, &got), bad[i].want);
    }
}

static void test_a_document_is_bounded(void **state)
{
    struct arena *a = *state;
    unsigned char *p = arena_get(a, LIMIT_DOCUMENT + 1);
    memset(p, 'a', LIMIT_DOCUMENT + 1);
    enum read_format got;
    assert_int_equal(kind_of(a, (struct bytes){ p, LIMIT_DOCUMENT }, "", &got), ERR_NONE);
    assert_int_equal(kind_of(a, (struct bytes){ p, LIMIT_DOCUMENT + 1 }, "", &got), ERR_TOO_LARGE);
    assert_int_equal(refused(a, (struct bytes){ p, LIMIT_DOCUMENT }), ERR_NONE);
}

static struct read_text told(struct arena *a, const char *in)
{
    struct read_text t;
    error e = txt_read(a, (struct bytes){ (const unsigned char *)in, strlen(in) }, &t);
    if (e) fail_msg("%s", e->said);
    return t;
}

static void test_how_letters_were_put_together_is_told(void **state)
{
    assert_true(str_is(told(*state, "Trà Vinh").form, S("")));
    assert_true(str_is(told(*state, "\xEF\xBB\xBFTrà Vinh").form, S("")));
    assert_true(str_is(told(*state, "Tra\xCC\x80 Vinh, \xC4\x91i").form, S("NFD")));
    assert_true(str_is(told(*state, "Tra\xCC\x80 Vinh, Hà Nội").form, S("mixed")));
    assert_true(str_is(told(*state, "Tra\xCC\x80 Vinh").text, S("Trà Vinh")));
}

static void test_a_mark_joins_its_letter_when_what_stood_between_goes(void **state)
{
    struct read_text t = told(*state, "Bao cao cua Hoi a\x03\xCC\x81 va cac co quan");
    assert_true(str_is(t.text, S("Bao cao cua Hoi á va cac co quan")));
}

static void test_letters_kept_for_an_old_font_become_real(void **state)
{
    struct read_text t = told(*state, "Héi Phô n÷ trao quµ cho héi viªn nghÌo\nBáo cáo đã được duyệt\n");
    assert_true(str_is(t.text, S("Hội Phụ nữ trao quà cho hội viên nghèo\nBáo cáo đã được duyệt")));
    assert_true(str_is(t.encoding, S("TCVN3")));
    t = told(*state, "Ñaûng uûy phöôøng toå chöùc hoïp");
    assert_true(str_is(t.text, S("Đảng ủy phường tổ chức họp")));
    assert_true(str_is(t.encoding, S("VNI")));
    t = told(*state, "Trà Vinh, Cà Mau, Bà Rịa");
    assert_true(str_is(t.text, S("Trà Vinh, Cà Mau, Bà Rịa")));
    assert_true(str_is(t.encoding, S("UTF-8")));
    t = told(*state, "Le café à Genève a été préparé.");
    assert_true(str_is(t.text, S("Le café à Genève a été préparé.")));
}

static void test_a_line_of_capitals_in_tcvn3_has_all_its_capitals(void **state)
{
    TEXT_IS(*state, "H\xE9I PH\xF4 N\xF7\nPh\xAD\xEAng B t\xE6 ch\xF8" "c h\xE4p giao ban",
            "HỘI PHỤ NỮ\nPhường B tổ chức họp giao ban");
}

static int open_arena(void **state) { *state = arena_open((size_t)256 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_how_letters_were_put_together_is_told),
        TEST(test_a_mark_joins_its_letter_when_what_stood_between_goes),
        TEST(test_letters_kept_for_an_old_font_become_real),
        TEST(test_every_line_end_is_one_and_blank_lines_go), TEST(test_blanks_are_one_kind_and_unseen_marks_go),
        TEST(test_letters_taken_apart_are_put_together),     TEST(test_utf16_is_read_either_way_round),
        TEST(test_a_line_of_capitals_in_tcvn3_has_all_its_capitals),
        TEST(test_old_encodings_are_found_and_named),        TEST(test_what_is_no_text_is_refused),
        TEST(test_lines_cut_at_a_fixed_width_are_one_again),
        TEST(test_names_cut_by_the_end_of_a_line_are_whole_again), TEST(test_the_content_tells_the_kind),
        TEST(test_known_kinds_that_are_not_read_say_so),     TEST(test_a_document_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
