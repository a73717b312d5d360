/* test_voice.c - difficulties, proposals and what comes next, as reports say them under headings of their own. */
#include "report_world.h"
#include "core/report/voice.h"

static const char report[] =
    "BÁO CÁO\n"
    "Kết quả công tác Hội tháng 6, nhiệm vụ tháng 7 năm 2023\n"
    "I. Kết quả\n"
    "Hội thăm hộ nghèo, khó khăn; trao 12 suất quà. Hội đề nghị khen thưởng 02 hội viên.\n"
    "II. Khó khăn, kiến nghị\n"
    "Một số khu phố chưa có điểm sinh hoạt; đề nghị Đảng ủy phường quan tâm bố trí. Kinh phí còn ít.\n"
    "III. Phương hướng, nhiệm vụ quý III\n"
    "1. Công tác tuyên truyền\n"
    "- Tổ chức 02 buổi sinh hoạt chuyên đề;\n"
    "- Thăm 05 gia đình chính sách.\n"
    "IV. Hỗ trợ hộ khó khăn\n"
    "Trao 10 phần quà.\n"
    "Đề xuất: cấp 01 máy tính cho Hội.\n"
    "Nơi nhận:\n"
    "- Đảng ủy phường: nhiệm vụ;\n";

static void it_takes_what_stands_under_such_headings_and_nothing_else(void **state)
{
    struct world *w = *state;
    static const struct { enum voice_kind kind; const char *text; } told[] = {
        { VOICE_DIFFICULTY, "Một số khu phố chưa có điểm sinh hoạt" },
        { VOICE_PROPOSAL, "đề nghị Đảng ủy phường quan tâm bố trí" },
        { VOICE_DIFFICULTY, "Kinh phí còn ít" },
        { VOICE_PLAN, "Công tác tuyên truyền" },
        { VOICE_PLAN, "Tổ chức 02 buổi sinh hoạt chuyên đề" },
        { VOICE_PLAN, "Thăm 05 gia đình chính sách" },
        { VOICE_PROPOSAL, "cấp 01 máy tính cho Hội" },
    };
    struct voices v = { 0 };
    voice_read(w->a, str_c(report), &v);
    assert_int_equal(v.n, COUNT(told));
    for (size_t i = 0; i < v.n; i++) {
        assert_string_equal(str_z(w->a, v.list[i].text), told[i].text);
        assert_int_equal(v.list[i].kind, told[i].kind);
    }
}

static void of_a_period_the_last_report_says_what_comes_next(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-05",
        "I. Khó khăn\nThiếu hội trường\nII. Nhiệm vụ tháng 6\nThăm hội viên\n");
    world_approved(w, w->body[WOMEN], "2023-06", "II. Nhiệm vụ quý III\nMở 02 lớp học\n");
    int64_t draft = world_draft(w, w->body[FARMERS], "2023-06", "I. Khó khăn\nGiá vật tư tăng\n");
    struct voices v;
    DONE(voice_list(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-Q2"), &v));
    assert_int_equal(v.n, 2);
    assert_string_equal(str_z(w->a, v.list[0].text), "Thiếu hội trường");
    assert_string_equal(str_z(w->a, v.list[1].text), "Mở 02 lớp học");
    assert_int_equal(v.count[VOICE_PLAN], 1);
    world_submit(w, draft, w->body[FARMERS]);
    world_approve(w, draft, w->body[FARMERS]);
    DONE(voice_list(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-Q2"), &v));
    assert_int_equal(v.count[VOICE_DIFFICULTY], 2);
    REFUSED(ERR_DENIED, voice_list(w->a, w->db, &w->who[OFFICE], w->other_ward, S("2023-Q2"), &v));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(it_takes_what_stands_under_such_headings_and_nothing_else),
        IN_WORLD(of_a_period_the_last_report_says_what_comes_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
