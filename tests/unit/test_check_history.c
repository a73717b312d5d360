/* test_check_history.c - a report against the ones before it, other bodies, what a person typed, and
 * against good writing. The finder is told what to find (report_world.h). */
#include "report_world.h"
#include "core/report/check.h"

/* "code severity sentence" of every warning with that code, " / " between. */
static const char *told(struct world *w, int64_t id, const char *code)
{
    static const char *const severities[] = { "note", "doubt", "error" };
    struct warning *list;
    size_t n;
    DONE(check_report(w->a, w->db, &w->who[OFFICER], id, &list, &n));
    struct buf b = buf_open(w->a);
    for (size_t i = 0; i < n; i++)
        if (!*code || str_is(list[i].code, str_c(code)))
            buf_fmt(&b, "%s%s: %.*s", b.n ? " / " : "", severities[list[i].severity], STR(list[i].sentence));
    return str_z(w->a, buf_done(&b));
}

static int64_t draft(struct world *w, const char *period, const char *text)
{
    return world_draft(w, w->body[WOMEN], period, text);
}

/* The same report with other words. */
static int64_t change(struct world *w, int64_t id, const char *text)
{
    struct report r = world_report(w, id, w->body[WOMEN]);
    DONE(report_change_text(w->a, w->s, &w->who[OFFICER], id, r.version, S(""), str_c(text)));
    return id;
}

static void another_word_than_last_time_is_noted(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-05", "[50|suất quà|M7] và [300|người|M17]");
    int64_t id = draft(w, "2023-06", "[60|thùng hàng|M7]");
    assert_string_equal(told(w, id, "unit_word"),
        "note: Chỉ tiêu “Phần quà, suất quà đã trao” tháng 5/2023 ghi đơn vị “suất quà”, kỳ này ghi “thùng hàng”.");
    assert_string_equal(told(w, change(w, id, "[60|suất|M7]"), "unit_word"), "");
    assert_string_equal(told(w, change(w, id, "[300|lượt người|M17]"), "unit_word"),
        "doubt: Chỉ tiêu “Lượt người dự tuyên truyền, sinh hoạt” tháng 5/2023 ghi “người”, kỳ này ghi “lượt người”: "
        "số người và số lượt không so với nhau được.");
    assert_string_equal(told(w, change(w, id, "[300|người|M17]"), "unit_word"), "");   /* the rule "unit" says it */
}

static void a_value_far_from_its_own_history_is_noted(void **state)
{
    struct world *w = *state;
    static const char *const months[] = { "2023-01", "2023-02", "2023-03", "2023-04", "2023-05" };
    static const char *const values[] = { "[40|suất quà|M7]", "[50|suất quà|M7]",
        "[30|suất quà|M7] và [20|suất quà|M7]",
        "[45|suất quà|M7]", "[60|suất quà|M7]" };
    for (size_t i = 0; i + 1 < COUNT(months); i++) world_approved(w, w->body[WOMEN], months[i], values[i]);
    int64_t id = draft(w, "2023-06", "[900|suất quà|M7]");
    assert_string_equal(told(w, id, "outlier"), "");       /* four months are too few */
    world_approved(w, w->body[WOMEN], months[4], values[4]);
    assert_string_equal(told(w, id, "outlier"),
        "note: Kỳ này 900 suất quà; 5 kỳ trước từ 40 suất quà đến 60 suất quà, thường khoảng 50 suất quà.");
    assert_string_equal(told(w, change(w, id, "[90|suất quà|M7]"), "outlier"), "");
    assert_string_equal(told(w, change(w, id, "[3|suất quà|M7]"), "outlier"),
        "note: Kỳ này 3 suất quà; 5 kỳ trước từ 40 suất quà đến 60 suất quà, thường khoảng 50 suất quà.");
    assert_string_equal(told(w, change(w, id, "[100|suất quà|M7|approx=over]"), "outlier"), "");
}

static void a_new_total_is_the_old_one_and_the_change(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-05", "nâng tổng số lên [7157|hội viên|P2|stock]");
    int64_t id = draft(w, "2023-06", "Kết nạp [105|hội viên|P1], nâng tổng số lên [7262|hội viên|P2|stock]");
    assert_string_equal(told(w, id, "total"), "");
    change(w, id, "Kết nạp [105|hội viên|P1], nâng tổng số lên [7362|hội viên|P2|stock]");
    assert_string_equal(told(w, id, "total"),
        "doubt: Tổng kỳ trước và phần thay đổi: 7.157 + 105 = 7.262, báo cáo ghi 7.362 hội viên.");
    change(w, id, "Kết nạp [105|hội viên|P1], đưa ra khỏi tổ chức [5|hội viên|], "
                  "nâng tổng số lên [7257|hội viên|P2|stock]");
    assert_string_equal(told(w, id, "total"), "");
    change(w, id, "Kết nạp [105|hội viên|P1], nâng tổng số lên [7260|hội viên|P2|stock|approx=over]");
    assert_string_equal(told(w, id, "total"), "");
}

static void a_running_total_with_over_contradicts_only_what_lies_below_it(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-04", "[100|suất quà|M7]");
    world_approved(w, w->body[WOMEN], "2023-05", "[50|suất quà|M7]");
    int64_t id = draft(w, "2023-06", "[30|suất quà|M7], lũy kế [170|suất quà|M7|cum|approx=over]");
    assert_string_equal(told(w, id, "cumulative"), "");
    change(w, id, "[30|suất quà|M7], lũy kế [190|suất quà|M7|cum|approx=over]");
    assert_string_equal(told(w, id, "cumulative"),
        "doubt: Lũy kế báo cáo ghi trên 190 suất quà; cộng 3 báo cáo đã có được 180 suất quà.");
}

static void a_running_total_is_held_against_quarters_too(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-Q1", "[100|suất quà|M7]");
    world_approved(w, w->body[WOMEN], "2023-04", "[40|suất quà|M7]");
    int64_t id = draft(w, "2023-05", "[30|suất quà|M7], lũy kế [160|suất quà|M7|cum]");
    assert_string_equal(told(w, id, "cumulative"),
        "error: Lũy kế báo cáo ghi 160 suất quà; cộng 3 báo cáo đã có được 170 suất quà.");
}

static void figures_below_their_months_are_one_warning(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-04", "[100|suất quà|M7], [9|căn|M4]");
    world_approved(w, w->body[WOMEN], "2023-05", "[100|suất quà|M7], [9|căn|M4]");
    int64_t id = draft(w, "2023-06", "6 tháng [120|suất quà|M7|period=2023-H1], [5|căn|M4|period=2023-H1]");
    assert_string_equal(told(w, id, "cumulative"),
        "doubt: Có 2 số liệu ghi kỳ 6 tháng đầu năm 2023 mà nhỏ hơn tổng các báo cáo trong kỳ ấy. Nếu là kết quả "
        "riêng của tháng 6/2023 thì sửa lại kỳ của số liệu.");
}

static void the_same_amount_at_another_place_is_another_deed(void **state)
{
    struct world *w = *state;
    int64_t theirs = world_draft(w, w->body[RED_CROSS], "2023-06", "Trao [120|suất quà|M7|place=Khu phố 3]");
    world_submit(w, theirs, w->body[RED_CROSS]);
    int64_t id = draft(w, "2023-06", "Trao [120|suất quà|M7|place=khu phố 5]");
    assert_string_equal(told(w, id, "repeat"), "");
    change(w, id, "Trao [120|suất quà|M7|place=khu phố 3]");
    assert_string_not_equal(told(w, id, "repeat"), "");
    change(w, id, "Trao [120|suất quà|M7]");
    assert_string_not_equal(told(w, id, "repeat"), "");
}

static void a_small_deed_told_twice_counts_when_it_was_done_together(void **state)
{
    struct world *w = *state;
    int64_t theirs = world_draft(w, w->body[RED_CROSS], "2023-06", "Trao [2|căn|M4]");
    world_submit(w, theirs, w->body[RED_CROSS]);
    assert_string_equal(told(w, draft(w, "2023-05", "Trao [2|căn|M4]"), "repeat"), "");
    assert_string_equal(told(w, draft(w, "2023-06", "Phối hợp với Hội Chữ thập đỏ trao [2|căn|M4]"), "repeat"),
        "doubt: Có thể trùng: Hội Chữ thập đỏ cũng báo số như vậy trong báo cáo tháng 6/2023 đang chờ duyệt. "
        "Nếu là một việc làm chung thì chỉ tính một lần.");
}

static void a_number_that_a_person_typed_is_held_against_the_words(void **state)
{
    struct world *w = *state;
    int64_t id = draft(w, "2023-06", "Trao 120 suất quà cho hộ nghèo.");
    const struct who *who = &w->who[OFFICER];
    size_t from = strlen("Trao ");
    struct figure_entry entry = { .amount = S("130"), .unit = S("suất quà"), .period = S("2023-06") };
    int64_t figure;
    DONE(figure_add(w->a, w->s, who, id, 1, (struct span){ from, from + strlen("120 suất quà") }, &entry, &figure));
    assert_string_equal(
        told(w, id, "form"), "doubt: Câu trong báo cáo ghi “120 suất quà”, số liệu nhập là 130 suất quà.");
    struct figure f;
    DONE(figure_get(w->a, w->db, who, figure, &f));
    entry = figure_entry(w->a, &f);
    entry.amount = S("120");
    DONE(figure_change(w->a, w->s, who, figure, f.version, &entry, S("")));
    assert_string_equal(told(w, id, "form"), "");
}

static void slips_of_writing_are_warnings_of_the_text_that_can_be_answered(void **state)
{
    struct world *w = *state;
    int64_t id = draft(w, "2023-06", "Hội đã đượctrao bằng khen.");
    assert_string_equal(told(w, id, ""), "doubt: “đượctrao” có thể là “được trao” viết liền.");
    struct warning *list;
    size_t n;
    const struct who *who = &w->who[OFFICER];
    DONE(check_report(w->a, w->db, who, id, &list, &n));
    assert_int_equal(n, 1);
    assert_string_equal(str_z(w->a, list[0].code), "text");
    assert_int_equal(list[0].seq_count, 0);
    assert_int_equal(list[0].span.from, strlen("Hội đã "));
    assert_int_equal(world_report(w, id, w->body[WOMEN]).warnings, 0);     /* it holds no report back */
    DONE(check_answer(w->a, w->s, who, id, list[0].code, list[0].subject, S("tên riêng của phong trào")));
    DONE(check_report(w->a, w->db, who, id, &list, &n));
    assert_true(list[0].answered);
}

static void a_slip_that_names_no_words_is_told_with_those_around_it(void **state)
{
    struct world *w = *state;
    int64_t id = draft(w, "2023-06",
        "Hội đã họp.\nMô hình “Tổ phụ nữ tự quản đã ra mắt ở khu phố 3 và khu phố 5 của phường.");
    assert_string_equal(told(w, id, "text"),
        "doubt: Tại “…Mô hình “Tổ phụ nữ tự quản đã ra mắt ở…”: Dấu “ mở mà không có dấu ” đóng.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(another_word_than_last_time_is_noted),
        IN_WORLD(a_value_far_from_its_own_history_is_noted),
        IN_WORLD(a_new_total_is_the_old_one_and_the_change),
        IN_WORLD(a_running_total_with_over_contradicts_only_what_lies_below_it),
        IN_WORLD(a_running_total_is_held_against_quarters_too),
        IN_WORLD(figures_below_their_months_are_one_warning),
        IN_WORLD(the_same_amount_at_another_place_is_another_deed),
        IN_WORLD(a_small_deed_told_twice_counts_when_it_was_done_together),
        IN_WORLD(a_number_that_a_person_typed_is_held_against_the_words),
        IN_WORLD(a_slip_that_names_no_words_is_told_with_those_around_it),
        IN_WORLD(slips_of_writing_are_warnings_of_the_text_that_can_be_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
