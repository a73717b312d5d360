/* test_find_meeting.c - meetings, people with their posts, models, tasks and the furniture around a text. */
#include "read/reader.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static struct arena *a;
static int open_arena(void **state)
{
    (void)state;
    a = arena_open(64 << 20);
    return 0;
}
static int close_arena(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static const struct record *read_text(const char *text)
{
    struct record *r = NEW(a, struct record);
    find_all(a, str_c(text), NULL, r);
    return r;
}

static void is(struct str got, const char *want)
{
    if (!str_is(got, str_c(want))) fail_msg("want \"%s\", got \"%.*s\"", want, STR(got));
}

static void posts_parted_by_slashes_belong_to_the_chair(void **state)
{
    (void)state;
    const struct record *r =
        read_text("Chiều 5/7/2022, tại phòng họp Đảng ủy diễn ra cuộc họp giao ban Quý 2 do ông "
                  "Trần Văn Bình-Ủy viên Ban Thường vụ Thành ủy/Bí thư Đảng ủy/Chủ tịch HĐND "
                  "Phường 4 làm chủ trì.");
    assert_non_null(r->meeting);
    is(r->meeting->kind, "giao ban");
    is(day_write(a, r->meeting->date), "2022-07-05");
    assert_int_equal(r->meeting->part, PART_AFTERNOON);
    is(r->meeting->venue, "phòng họp Đảng ủy");
    is(period_write(a, r->meeting->period), "2022-Q2");
    assert_non_null(r->meeting->chair);
    is(r->meeting->chair->name, "Trần Văn Bình");
    assert_int_equal(r->meeting->chair->position_count, 3);
    is(r->meeting->chair->positions[2], "Chủ tịch HĐND Phường 4");
}

static void a_session_says_when_it_sits_and_what_it_reviews(void **state)
{
    (void)state;
    static const struct {
        const char *text, *date, *period;
        enum part_of_day part;
    } rows[] = {
        { "Chiều ngày 06/8/2021, UBND xã Phú Mỹ họp phiên thường kỳ tháng 8 đánh giá tình hình tháng 7/2021.",
          "2021-08-06", "2021-07", PART_AFTERNOON },
        { "Sáng nay (15/10/2025), Đảng ủy xã mở hội nghị sơ kết 9 tháng đầu năm 2025.", "2025-10-15", "2025-9M",
          PART_MORNING },
        { "Ngày 05/4/2024, huyện Hòa An triệu tập hội nghị giao ban quý đầu năm 2024.", "2024-04-05", "2024-Q1",
          PART_NONE },
        { "Tối 12/7/2023, Huyện ủy họp hội nghị giao ban sáu tháng đầu năm 2023 tại nhà khách huyện.", "2023-07-12",
          "2023-H1", PART_EVENING },
        { "Ngày 20/5/2023, Hội Nông dân xã tổ chức Đại hội đại biểu nhiệm kỳ 2023 - 2028.", "2023-05-20",
          "2018/2023", PART_NONE },
        { "Ngày 10/1, Đảng ủy xã tổ chức hội nghị tổng kết công tác năm 2024.", "2025-01-10", "2024", PART_NONE },
        { "Ngày 10/5, Đảng ủy xã tổ chức hội nghị giao ban năm 2024.", "2024-05-10", "2024", PART_NONE },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct record *r = read_text(rows[i].text);
        assert_non_null(r->meeting);
        is(day_write(a, r->meeting->date), rows[i].date);
        is(period_write(a, r->meeting->period), rows[i].period);
        assert_int_equal(r->meeting->part, rows[i].part);
    }
}

static void a_post_may_stand_before_the_name(void **state)
{
    (void)state;
    const struct record *r =
        read_text("Ngày 4/5/2021, Huyện ủy tổ chức hội nghị giao ban tháng 4. Phó Bí thư Thường trực "
                  "Huyện ủy Lê Thị Hoa chủ trì hội nghị.");
    assert_non_null(r->meeting);
    assert_non_null(r->meeting->chair);
    is(r->meeting->chair->name, "Lê Thị Hoa");
    is(r->meeting->chair->positions[0], "Phó Bí thư Thường trực Huyện ủy");
    assert_int_equal(r->meeting->level, LEVEL_DISTRICT);
    is(period_write(a, r->meeting->period), "2021-04");
}

static void a_day_without_year_takes_it_from_the_period(void **state)
{
    (void)state;
    const struct record *r =
        read_text("Ngày 21/3, Thành ủy tổ chức hội nghị giao ban với MTTQ quý I, năm 2024.");
    assert_non_null(r->meeting);
    is(day_write(a, r->meeting->date), "2024-03-21");
}

static void a_report_that_mentions_meetings_reports_none(void **state)
{
    (void)state;
    assert_null(
        read_text(
            "Trong năm 2016, Đảng ủy xã đã tổ chức các hội nghị quán triệt nghị quyết. Tại kỳ họp thứ nhất, "
            "HĐND xã đã bầu chức danh chủ tịch.")
            ->meeting);
    assert_null(read_text("Chi hội phụ nữ tổ chức 05 hội nghị tuyên truyền cho hội viên.")->meeting);
}

static void models_follow_one_word_in_a_list(void **state)
{
    (void)state;
    const struct record *r =
        read_text("Hội ra mắt mô hình “Vườn rau sạch”, duy trì tốt các mô hình “5 không 3 sạch” ấp 2 và "
                  "ấp Hòa An, “Mẹ đỡ đầu”. Nhiều mô hình “Dân vận khéo” đạt hiệu quả.");
    assert_int_equal(r->model_count, 3);
    is(r->models[0].name, "Vườn rau sạch");
    assert_int_equal(r->models[0].status, MODEL_LAUNCHED);
    is(r->models[1].name, "5 không 3 sạch");
    is(r->models[1].place, "ấp 2");
    assert_int_equal(r->models[2].status, MODEL_MAINTAINED);
    assert_int_equal(r->figure_count, 0);
}

static void the_chair_s_requests_are_tasks(void **state)
{
    (void)state;
    const struct record *r =
        read_text("Kết luận hội nghị, đồng chí Trần Văn Bình - Bí thư Đảng ủy đề nghị Hội Nông dân xã rà soát "
                  "các hộ khó khăn, báo cáo trước ngày 15/8/2023; tiếp tục vận động hội viên. Đẩy mạnh "
                  "tuyên truyền chuyển đổi số.");
    assert_int_equal(r->task_count, 3);
    is(r->tasks[0].text, "rà soát các hộ khó khăn, báo cáo trước ngày 15/8/2023");
    is(day_write(a, r->tasks[0].due), "2023-08-15");
    assert_int_equal(r->tasks[0].assignee_count, 1);
    is(r->tasks[0].assignees[0], "HND");
    is(r->tasks[2].text, "Đẩy mạnh tuyên truyền chuyển đổi số");
}

static void an_act_of_paper_is_no_task(void **state)
{
    (void)state;
    const struct record *r = read_text("Đảng ủy đã xét và đề nghị trao tặng Huy hiệu Đảng cho 21 đồng chí.");
    assert_int_equal(r->task_count, 0);
    assert_int_equal(r->figure_count, 1);
}

static void furniture_is_told_from_text(void **state)
{
    (void)state;
    const struct record *r = read_text(
        "image banner\nHội Nông dân xã Bình An trao quà\nanh tin bai\nQuang cảnh buổi trao quà\n"
        "Sáng nay, Hội Nông dân xã Bình An đã trao 20 suất quà cho các hộ nghèo trên địa bàn xã, mỗi suất trị "
        "giá 300.000 đồng.\nTin bài: Thanh Hà\nThông tin khác\n- Ngày hội "
        "(08/03/2024)\n(0)\n(1)\n(0)\n(0)\n(4)\n"
        "Thống kê truy cập\n• Đang online: 3\n• Hôm nay: 12\n• Trong tuần: 90\n• Tất cả: 1.204\n");
    is(r->article.title, "Hội Nông dân xã Bình An trao quà");
    is(r->article.byline, "Thanh Hà");
    assert_int_equal(r->article.caption_count, 1);
    is(r->article.captions[0], "Quang cảnh buổi trao quà");
    assert_int_equal(r->article.related_count, 1);
    is(r->article.related[0].title, "Ngày hội");
    assert_true(r->article.has_ratings);
    assert_int_equal(r->article.ratings[4], 4);
    assert_true(r->article.has_visits);
    assert_int_equal(r->article.total, 1204);
    assert_int_equal(r->figure_count, 2);
}

static void a_difficulty_is_no_poor_household(void **state)
{
    (void)state;
    assert_int_equal(read_text("Hội tặng quà cho hộ có hoàn cảnh khó khăn trong dịp Tết.")->difficulty_count,
                     0);
    assert_int_equal(read_text("Tuy nhiên, việc thu hội phí còn chậm ở một số chi hội.")->difficulty_count, 1);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_session_says_when_it_sits_and_what_it_reviews),
        T(posts_parted_by_slashes_belong_to_the_chair),
        T(a_post_may_stand_before_the_name),
        T(a_day_without_year_takes_it_from_the_period),
        T(a_report_that_mentions_meetings_reports_none),
        T(models_follow_one_word_in_a_list),
        T(the_chair_s_requests_are_tasks),
        T(an_act_of_paper_is_no_task),
        T(furniture_is_told_from_text),
        T(a_difficulty_is_no_poor_household),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
