/* test_find_parts.c - several reports in one document are told from one report with many headings. */
#include "read/reader.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct record *reading(struct arena *a, const char *text)
{
    struct record *r = NEW(a, struct record);
    const struct read_hints hints = { .received = { 2026, 7, 2 } };
    find_all(a, str_c(text), &hints, r);
    return r;
}

static void part_is(struct arena *a, const struct record *r, size_t i, const char *organisation, const char *period,
                    const char *begins)
{
    assert_true(i < r->part_count);
    const struct part_found *p = &r->parts[i];
    assert_string_equal(str_z(a, p->organisation), organisation);
    assert_string_equal(str_z(a, period_write(a, p->period)), period);
    if (!str_starts(str_cut(r->text, p->span.from, p->span.to), str_c(begins)))
        fail_msg("%.*s", STR(str_cut(r->text, p->span.from, p->span.to)));
}

static void test_papers_of_several_bodies_are_several(void **state)
{
    const struct record *r = reading(*state,
        "HỘI LIÊN HIỆP PHỤ NỮ XÃ SUỐI CÁT\nBAN CHẤP HÀNH\nSuối Cát, ngày 20 tháng 6 năm 2026\n\nBÁO CÁO\n"
        "Kết quả công tác Hội quý II năm 2026\n\nI. Kết quả\nTrao 91 suất quà cho hội viên nghèo.\n"
        "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\n\nHỘI NÔNG DÂN XÃ SUỐI CÁT\nBÁO CÁO\n"
        "Kết quả công tác Hội và phong trào nông dân quý II năm 2026\nMở 3 lớp tập huấn cho 120 hội viên.\n"
        "BÁO CÁO\nKết quả công tác Đoàn Thanh niên quý II năm 2026\nTrồng 300 cây xanh.\n");
    assert_int_equal(r->part_count, 3);
    part_is(*state, r, 0, "LHPN", "2026-Q2", "HỘI LIÊN HIỆP PHỤ NỮ XÃ SUỐI CÁT\n");
    part_is(*state, r, 1, "HND", "2026-Q2", "HỘI NÔNG DÂN XÃ SUỐI CÁT\nBÁO CÁO");
    part_is(*state, r, 2, "DTN", "2026-Q2", "BÁO CÁO\nKết quả công tác Đoàn Thanh niên");
    assert_true(str_is(r->parts[0].title, S("BÁO CÁO Kết quả công tác Hội quý II năm 2026")));
    assert_int_equal(r->parts[0].span.from, 0);
    assert_int_equal(r->parts[0].span.to, r->parts[1].span.from);
    assert_int_equal(r->parts[2].span.to, r->text.n);
    assert_int_equal(r->figure_count, 4);
}

static void test_the_quarters_of_one_body_are_several(void **state)
{
    const struct record *r = reading(*state,
        "HỘI CỰU CHIẾN BINH XÃ AN PHÚ\nBÁO CÁO\nCông tác quý I năm 2026\nKết nạp 4 hội viên.\n"
        "BÁO CÁO\nCông tác quý II năm 2026\nKết nạp 6 hội viên.\n");
    assert_int_equal(r->part_count, 2);
    part_is(*state, r, 0, "CCB", "2026-Q1", "HỘI");
    part_is(*state, r, 1, "", "2026-Q2", "BÁO CÁO\nCông tác quý II");
}

static void test_papers_sent_on_in_a_mail_are_several(void **state)
{
    const struct record *r = reading(*state,
        "---------- Forwarded message ---------\nTừ: Hội Phụ nữ\nChủ đề: báo cáo\nBÁO CÁO CÔNG TÁC THÁNG 6\n"
        "Trao 9 suất quà.\n---------- Forwarded message ---------\nTừ: Hội Nông dân\nChủ đề: báo cáo\n"
        "BÁO CÁO CÔNG TÁC THÁNG 6\nMở 2 lớp tập huấn.\n");
    assert_int_equal(r->part_count, 2);
    part_is(*state, r, 0, "LHPN", "2026-06", "---------- Forwarded");
    part_is(*state, r, 1, "HND", "2026-06", "---------- Forwarded");
}

static void test_a_consolidated_report_is_one(void **state)
{
    const struct record *r = reading(*state,
        "ỦY BAN MẶT TRẬN TỔ QUỐC XÃ SUỐI CÁT\nBÁO CÁO\n"
        "Tổng hợp kết quả hoạt động của Mặt trận và các đoàn thể quý II năm 2026\n"
        "I. HỘI LIÊN HIỆP PHỤ NỮ\nTrao 91 suất quà.\nII. HỘI NÔNG DÂN\nMở 3 lớp tập huấn cho 120 hội viên.\n"
        "III. ĐOÀN THANH NIÊN\nBÁO CÁO KẾT QUẢ TRỒNG CÂY\nTrồng 300 cây xanh.\nPHƯƠNG HƯỚNG QUÝ III\n"
        "Trồng thêm 200 cây xanh.\nTM. BAN THƯỜNG TRỰC\nCHỦ TỊCH\nPHỤ LỤC\n"
        "TT | Chỉ tiêu | ĐVT | Kết quả\n1 | Quà | suất | 91\n");
    assert_int_equal(r->part_count, 0);
}

static void test_words_of_a_report_are_no_paper(void **state)
{
    assert_int_equal(reading(*state, "BÁO CÁO\nCông tác quý I năm 2026\nBáo cáo đã gửi cấp trên.\nBáo cáo của Hội Nông "
                                     "dân\nKết nạp 4 hội viên.\n")->part_count, 0);
    assert_int_equal(reading(*state, "Kết nạp 4 hội viên.\n")->part_count, 0);
    assert_int_equal(reading(*state, "")->part_count, 0);
}

static void test_a_page_of_nothing_but_titles_stays_quick(void **state)
{
    struct buf b = buf_open(*state);
    for (int i = 0; i < 20000; i++) buf_c(&b, "BÁO CÁO\n");
    for (int i = 0; i < 20000; i++) buf_c(&b, "HỘI NÔNG DÂN\nBÁO CÁO\nTrồng 3 cây xanh.\n");
    const struct record *r = reading(*state, str_z(*state, buf_done(&b)));
    assert_true(r->part_count > 0);
}

static int open_arena(void **state) { *state = arena_open((size_t)512 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_papers_of_several_bodies_are_several),
        TEST(test_the_quarters_of_one_body_are_several),
        TEST(test_papers_sent_on_in_a_mail_are_several),
        TEST(test_a_consolidated_report_is_one),
        TEST(test_words_of_a_report_are_no_paper),
        TEST(test_a_page_of_nothing_but_titles_stays_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
