/* test_check.c - what does not add up, in the words people read. The first table holds cases found in published reports
 * (research, golden arithmetic); a warning is only ever said, no figure changes. */
#include "report_world.h"
#include "core/report/check_rules.h"

static struct warning *warnings_of(struct world *w, const struct who *who, int64_t id, size_t *n)
{
    struct warning *list;
    DONE(check_report(w->a, w->db, who, id, &list, n));
    return list;
}

/* text -> the one warning it must raise ("code: sentence"), "" for none */
static const struct { const char *text, *warning;
} cases[] = {
    /* published: parts of 3.665.175 that do not come from the difference */
    { "Từ [12297344|người|] xuống còn [8642169|người|], giảm [3665175|người||change=down]",
        "difference: 12.297.344 − 8.642.169 = 3.655.175, báo cáo ghi giảm 3.665.175." },
    { "Từ [124762|người|] xuống còn [62059|người|], giảm [62703|người||change=down] gồm "
      "[61293|người||change=down|part=3] và [1410|người||change=down|part=3]",
        "" },
    { "Học bổng cho [64|người|] gồm [30|người||part=1], [32|người||part=1] và [3|người||part=1]",
        "parts: 30 + 32 + 3 = 65, báo cáo ghi 64." },
    { "Có [14|ý kiến|], trong đó [11|ý kiến||part=1] đã giải quyết, [2|ý kiến||part=1] đang chờ",
        "parts: 11 + 2 = 13, báo cáo ghi 14." },
    { "Trao [18796|suất quà|] gồm [17269|suất quà||part=1] và [1527|suất quà||part=1]", "" },
    { "[331|chi bộ||whole=841] họp, gồm [171|chi bộ||part=1], [36|chi bộ||part=1], [124|chi bộ||part=1]", "" },
    { "Đã cài [5921|người||whole=7976] ([74.24|%|])", "" },
    { "Có [392|chi bộ||whole=547] ([71.66|%|])", "" },
    { "Có [13|bộ||whole=16] ([81.2|%|])", "" },
    { "Có [13|bộ||whole=16] ([83.2|%|])", "percent: 13/16 = 81,25%, báo cáo ghi 83,2%." },
    { "Trao [51|suất|], mỗi suất [700000|VND||each|of=1], trị giá [35700000|VND||of=1]", "" },
    { "Trao [51|suất|], mỗi suất [700000|VND||each|of=1], trị giá [37500000|VND||of=1]",
        "price: 51 × 700.000 đồng = 35,7 triệu đồng, báo cáo ghi 37,5 triệu đồng." },
    { "Trao [120|suất|], mỗi suất [300000|VND||each|of=1], trị giá [36000000|VND||approx=over|of=1]", "" },
    { "Trao [120|suất|], mỗi suất [300000|VND||each|of=1], trị giá [40000000|VND||approx=over|of=1]",
        "price: 120 × 300.000 đồng = 36 triệu đồng, báo cáo ghi trên 40 triệu đồng." },
    { "Kết nạp [31|hội viên|], trong đó khu phố 3 [22|hội viên||part=1], khu phố 5 [8|hội viên||part=1]",
        "parts: 22 + 8 = 30, báo cáo ghi 31." },
    { "Giới thiệu [22|người|], trong đó có [10|người||part=1]", "" },
    { "Giới thiệu [22|người|], trong đó có [25|người||part=1]",
        "parts: Phần 25 người lớn hơn cả tổng 22 người." },
    { "Vận động [40000000|VND||approx=over], trong đó [25000000|VND||part=1] và [20000000|VND||part=1]", "" },
    { "Vận động [40000000|VND||approx=under] gồm [25000000|VND||part=1] và [20000000|VND||part=1]",
        "parts: 25 triệu đồng + 20 triệu đồng = 45 triệu đồng, báo cáo ghi gần 40 triệu đồng." },
    { "Phấn đấu xây [5|căn|M4]",
        "plan: Trước số liệu này có chữ “phấn đấu”: xem lại đây là kết quả hay chỉ tiêu." },
    { "Phấn đấu xây [5|căn|M4|sense=target]", "" },
    { "Phấn đấu tốt; đã xây [5|căn|M4]", "" },
    { "Trao nhà trị giá [5000000|VND|M4]", "unit: Chỉ tiêu “Nhà Đại đoàn kết xây mới” tính bằng căn, số liệu "
                                           "này ghi 5 triệu đồng nên không được cộng." },
    { "Tháng trước xây [5|căn|M4|period=2023-05]",
        "other_period: Số liệu thuộc tháng 5/2023, ngoài kỳ tháng 6/2023 của báo cáo, nên không được cộng." },
    { "Năm nay xây [5|căn|M4|period=2023] và [6|căn|M4|period=2023]",
        "other_period: Có 2 số liệu ghi kỳ năm 2023, dài hơn kỳ tháng 6/2023 "
        "của báo cáo, nên chỉ để đối chiếu. Nếu là kết quả "
        "trong kỳ thì sửa lại kỳ của số liệu." },
    { "Kết nạp [31|hội viên|] gồm [31|hội viên||part=1], nâng tổng số lên [1284|hội viên||part=1|stock]", "" },
    { "Có [136|vụ||whole=96]", "parts: 136/96 vụ: phần lớn hơn tổng." },
};

static void arithmetic_that_a_report_claims_is_checked_and_said_in_its_own_numbers(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "");
        struct report r = world_report(w, id, w->body[WOMEN]);
        DONE(report_change_text(w->a, w->s, &w->who[OFFICER], id, r.version, S(""), str_c(cases[i].text)));
        size_t n;
        struct warning *list = warnings_of(w, &w->who[OFFICER], id, &n);
        struct buf b = buf_open(w->a);
        for (size_t k = 0; k < n; k++)
            buf_fmt(&b, "%s%.*s: %.*s", k ? " / " : "", STR(list[k].code), STR(list[k].sentence));
        if (strcmp(str_z(w->a, buf_done(&b)), cases[i].warning) != 0)
            fail_msg("%s\n  %.*s", cases[i].text, STR(buf_done(&b)));
    }
}

static void a_rounded_total_may_differ_by_half_of_its_last_written_place(void **state)
{
    struct world *w = *state;
    struct figure_full f[3] = { 0 };
    f[0].f = (struct figure){ .seq = 1,
        .value = 10200 * MILLI,
        .unit = S("suất"),
        .dimension = DIMENSION_COUNT,
        .words = S("10.200 suất") };
    f[1].f = (struct figure){ .seq = 2,
        .value = 1300000 * MILLI,
        .unit = S("VND"),
        .dimension = DIMENSION_MONEY,
        .each = true,
        .value_of = (uint32_t[]){ 1 },
        .value_of_count = 1 };
    f[2].f = (struct figure){ .seq = 3,
        .value = 13300000000 * MILLI,
        .unit = S("VND"),
        .dimension = DIMENSION_MONEY,
        .value_of = (uint32_t[]){ 1 },
        .value_of_count = 1,
        .quote = S("13,3 tỷ đồng"),
        .words = S("13,3 tỷ đồng") };
    struct warnings to = { .a = w->a };
    check_rules(&to, S(""), f, 3);                 /* 13,26 tỷ told as 13,3 tỷ */
    assert_int_equal(to.n, 0);
    f[2].f.value = 13500000000 * MILLI;
    f[2].f.quote = S("13,5 tỷ đồng");
    check_rules(&to, S(""), f, 3);
    assert_int_equal(to.n, 1);
    assert_int_equal(to.list[0].severity, SEVERITY_ERROR);
}

static void a_gift_told_by_two_bodies_is_pointed_out_to_both(void **state)
{
    struct world *w = *state;
    int64_t theirs = world_draft(w, w->body[RED_CROSS], "2023-06", "Trao [120|suất quà|M7] ngày 14/6");
    int64_t ours = world_draft(w, w->body[WOMEN], "2023-06", "Trao [120|suất quà|M7] và [5|căn|M4]");
    size_t n;
    warnings_of(w, &w->who[OFFICER], ours, &n);
    assert_int_equal(n, 0);                        /* a draft of others is not told */
    world_submit(w, theirs, w->body[RED_CROSS]);
    struct warning *list = warnings_of(w, &w->who[OFFICER], ours, &n);
    assert_int_equal(n, 1);
    assert_string_equal(str_z(w->a, list[0].sentence),
        "Có thể trùng: Hội Chữ thập đỏ cũng báo số như vậy trong báo cáo tháng 6/2023 đang chờ duyệt.");
    assert_int_equal(list[0].other_report, theirs);
    assert_int_equal(list[0].other_seq, 1);
    world_approve(w, theirs, w->body[RED_CROSS]);      /* now everybody of the unit may read it */
    list = warnings_of(w, &w->who[OFFICER], ours, &n);
    assert_int_equal(n, 1);
    assert_string_equal(str_z(w->a, list[0].sentence),
        "Có thể trùng: Hội Chữ thập đỏ cũng báo “[120|suất quà|M7]” trong báo cáo tháng 6/2023.");
    int64_t far = world_draft(w, w->body[WOMEN], "2023-02", "Trao [120|suất quà|M7]");
    warnings_of(w, &w->who[OFFICER], far, &n);
    assert_int_equal(n, 0);
}

static void a_running_total_is_held_against_the_months(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-04", "[100|suất quà|M7]");
    world_approved(w, w->body[WOMEN], "2023-05", "[50|suất quà|M7]");
    int64_t id = world_draft(
        w, w->body[WOMEN], "2023-06", "[30|suất quà|M7], lũy kế 6 tháng [200|suất quà|M7|period=2023-H1]");
    size_t n;
    struct warning *list = warnings_of(w, &w->who[OFFICER], id, &n);
    assert_int_equal(n, 1);
    assert_string_equal(str_z(w->a, list[0].sentence),
        "Lũy kế báo cáo ghi 200 suất quà; cộng 3 báo cáo đã có được 180 suất quà.");
    DONE(report_change_text(
        w->a, w->s, &w->who[OFFICER], id, 1, S(""), S("[30|suất quà|M7], lũy kế [180|suất quà|M7|cum]")));
    warnings_of(w, &w->who[OFFICER], id, &n);
    assert_int_equal(n, 0);
}

static void a_reason_silences_a_warning_while_its_numbers_stay(void **state)
{
    struct world *w = *state;
    const char *text = "Kết nạp [31|hội viên|P1] gồm [22|hội viên|P1|part=1] và [8|hội viên|P1|part=1]";
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", text);
    size_t n;
    const struct who *who = &w->who[OFFICER];
    struct warning *list = warnings_of(w, who, id, &n);
    assert_int_equal(n, 1);
    assert_int_equal(world_report(w, id, w->body[WOMEN]).warnings, 1);
    REFUSED(ERR_INPUT, check_answer(w->a, w->s, who, id, list[0].code, list[0].subject, S(" ")));
    REFUSED(ERR_MISSING, check_answer(w->a, w->s, &w->who[OTHER_OFFICER], id, list[0].code, list[0].subject,
                             S("không phải việc của tôi")));
    REFUSED(ERR_CONFLICT, check_answer(w->a, w->s, who, id, list[0].code, S("1=1"), S("đúng")));
    DONE(check_answer(
        w->a, w->s, who, id, list[0].code, list[0].subject, S("một hội viên chuyển đến, chưa xếp khu phố")));
    list = warnings_of(w, who, id, &n);
    assert_int_equal(n, 1);
    assert_true(list[0].answered);
    assert_string_equal(str_z(w->a, list[0].answered_by), "Trần Thị Lan");
    assert_int_equal(world_report(w, id, w->body[WOMEN]).warnings, 0);
    DONE(report_change_text(w->a, w->s, who, id, 1, S(""),
        S("Kết nạp [33|hội viên|P1] gồm [22|hội viên|P1|part=1] và [8|hội viên|P1|part=1]")));
    list = warnings_of(w, who, id, &n);
    assert_int_equal(n, 1);
    assert_false(list[0].answered);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(arithmetic_that_a_report_claims_is_checked_and_said_in_its_own_numbers),
        IN_WORLD(a_rounded_total_may_differ_by_half_of_its_last_written_place),
        IN_WORLD(a_gift_told_by_two_bodies_is_pointed_out_to_both),
        IN_WORLD(a_running_total_is_held_against_the_months),
        IN_WORLD(a_reason_silences_a_warning_while_its_numbers_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
