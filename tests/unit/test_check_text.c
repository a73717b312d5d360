/* test_check_text.c - the arithmetic cases found in published reports (research, golden arithmetic), from the words
 * through the reader to the warning. Each line is told as a report would; "" means that nothing may be said. */
#define WORLD_READS
#include "report_world.h"
#include "core/report/check_rules.h"

static struct str said_of(struct arena *a, const char *text)
{
    struct record *record;
    DONE(reader_read_text(a, str_c(text), &(struct read_hints){ .body = S("") }, &record));
    struct warnings found = { .a = a };
    check_record(&found, record);
    struct buf b = buf_open(a);
    static const char *const severities[] = { "note", "doubt", "error" };
    for (size_t i = 0; i < found.n; i++)
        buf_fmt(&b, "%s%.*s %s: %.*s", i ? " / " : "", STR(found.list[i].code), severities[found.list[i].severity],
            STR(found.list[i].sentence));
    return buf_done(&b);
}

struct text_case { const char *text, *said; };

static void expect_cases(const struct text_case *cases, size_t n)
{
    struct arena *a = arena_open((size_t)64 << 20);
    for (size_t i = 0; i < n; i++) {
        struct str got = said_of(a, cases[i].text);
        if (!str_is(got, str_c(cases[i].said)))
            fail_msg("%s\n  got  %.*s\n  want %s", cases[i].text, STR(got), cases[i].said);
        arena_reset(a);
    }
    arena_close(a);
}

/* The eleventh and twelfth, prices against what others paid, are below: they need a history. */
static const struct text_case golden[] = {
    { "Số đoàn viên giảm từ 12.297.344 người xuống còn 8.642.169 người, giảm 3.665.175 người, gồm 2.513.569 người ở "
      "doanh nghiệp và 1.151.606 người ở cơ quan.",
        "difference error: 12.297.344 − 8.642.169 = 3.655.175, báo cáo ghi giảm 3.665.175." },
    { "Số công đoàn cơ sở giảm từ 124.762 đơn vị xuống còn 62.059 đơn vị, giảm 62.703 đơn vị, trong đó giải thể 61.293 "
      "đơn vị và sáp nhập 1.410 đơn vị.",
        "" },
    { "Trao học bổng cho 64 học sinh, gồm 30 học sinh tiểu học, 32 học sinh trung học cơ sở và 3 học sinh trung học "
      "phổ thông.",
        "parts error: 30 + 32 + 3 = 65, báo cáo ghi 64." },
    { "Tiếp nhận 14 ý kiến, trong đó 11 ý kiến đã được giải quyết, 2 ý kiến đang chờ trả lời.",
        "parts note: 11 + 2 = 13, báo cáo ghi 14." },
    { "Trao 18.796 suất quà, gồm 17.269 suất quà của địa phương và 1.527 suất quà của trung ương.", "" },
    { "Có 331/841 chi bộ họp, gồm 171/388 chi bộ khu phố (44,1%), 36/200 chi bộ cơ quan (18%) và 124/253 chi bộ trường "
      "học (49%).",
        "" },
    { "Có 5.921/7.976 đảng viên cài đặt sổ tay, đạt 74,24%; còn 2.055 đảng viên chưa cài đặt.", "" },
    { "Trong tổng số 547 chi bộ có 392 chi bộ sinh hoạt chuyên đề, chiếm 71,66%.", "" },
    { "Có 13/16 doanh nghiệp ký thỏa ước lao động tập thể, đạt 81,2%.", "" },
    { "Đã chi 135 tỷ đồng cho 200.361 trường hợp, gồm đợt 1 là 100.000.000.000 đồng và đợt 2 là 35.081.775.728 đồng.",
        "" },
};

static void the_published_cases_get_their_verdicts_from_their_words(void **state)
{
    (void)state;
    expect_cases(golden, COUNT(golden));
}

/* Each golden case that is right, made wrong, and each that is wrong, made right: the silence above means something. */
static const struct text_case turned[] = {
    { "Số đoàn viên giảm từ 12.297.344 người xuống còn 8.642.169 người, giảm 3.655.175 người.", "" },
    { "Số công đoàn cơ sở giảm từ 124.762 đơn vị xuống còn 62.059 đơn vị, giảm 62.730 đơn vị.",
        "difference error: 124.762 − 62.059 = 62.703, báo cáo ghi giảm 62.730." },
    { "Trao học bổng cho 65 học sinh, gồm 30 học sinh tiểu học, 32 học sinh trung học cơ sở và 3 học sinh trung học "
      "phổ thông.",
        "" },
    { "Tiếp nhận 13 ý kiến, trong đó 11 ý kiến đã được giải quyết, 2 ý kiến đang chờ trả lời.", "" },
    { "Trao 18.796 suất quà, gồm 17.269 suất quà của địa phương và 1.257 suất quà của trung ương.",
        "parts note: 17.269 + 1.257 = 18.526, báo cáo ghi 18.796." },
    { "Có 331/841 chi bộ họp, gồm 171/388 chi bộ khu phố (44,1%), 36/200 chi bộ cơ quan (18%) và 124/253 chi bộ trường "
      "học (94%).",
        "percent doubt: 124/253 = 49,01%, báo cáo ghi 94%." },
    { "Có 5.921/7.976 đảng viên cài đặt sổ tay, đạt 74,24%; còn 2.550 đảng viên chưa cài đặt.",
        "parts doubt: 7.976 − 5.921 = 2.055, báo cáo ghi còn 2.550." },
    { "Trong tổng số 547 chi bộ có 392 chi bộ sinh hoạt chuyên đề, chiếm 76,66%.",
        "percent doubt: 392/547 = 71,66%, báo cáo ghi 76,66%." },
    { "Có 13/16 doanh nghiệp ký thỏa ước lao động tập thể, đạt 82,2%.",
        "percent doubt: 13/16 = 81,25%, báo cáo ghi 82,2%." },
    { "Đã chi 136 tỷ đồng cho 200.361 trường hợp, gồm đợt 1 là 100.000.000.000 đồng và đợt 2 là 35.081.775.728 đồng.",
        "parts note: 100 tỷ đồng + 35.081.775.728 đồng = 135.081.775.728 đồng, báo cáo ghi 136 tỷ đồng." },
};

static void the_same_cases_turned_round_get_the_other_verdict(void **state)
{
    (void)state;
    expect_cases(turned, COUNT(turned));
}

static const struct text_case others[] = {
    { "Phát triển mới 4.640 hội viên, đưa ra khỏi tổ chức 1.477 hội viên, tăng 3.163 hội viên.", "" },
    { "Phát triển mới 4.640 hội viên, đưa ra khỏi tổ chức 1.477 hội viên, tăng 3.136 hội viên.",
        "net doubt: 4.640 − 1.477 = 3.163, báo cáo ghi tăng 3.136." },
    { "Tiếp nhận 1.769 đơn vị máu, đạt 50,5% kế hoạch năm. Kế hoạch năm là 3.500 đơn vị máu.", "" },
    { "Tiếp nhận 1.769 đơn vị máu, đạt 60,5% kế hoạch năm. Kế hoạch năm là 3.500 đơn vị máu.",
        "percent doubt: 1.769/3.500 = 50,54%, báo cáo ghi 60,5%." },
    { "Các đơn vị đăng ký ủng hộ 1.105 tỷ đồng, đã chuyển 494 tỷ đồng.",
        "pledge doubt: Trước số liệu này có chữ “đăng ký”: mới là hứa hoặc đăng ký, chưa phải số đã nhận." },
    { "Tiếp nhận 494 triệu đồng, đã phân bổ 594 triệu đồng.",
        "pledge note: Số đã chuyển, đã chi 594 triệu đồng lớn hơn số đăng ký, tiếp nhận 494 triệu đồng." },
    { "Có 6.187 hộ đăng ký sản xuất kinh doanh giỏi.", "" },
    { "Trao 51 suất quà, mỗi suất 700.000 đồng, tổng trị giá 35,7 triệu đồng.", "" },
    { "Trao 51 suất quà, mỗi suất 700.000 đồng, tổng trị giá 37,5 triệu đồng.",
        "price error: 51 × 700.000 đồng = 35,7 triệu đồng, báo cáo ghi 37,5 triệu đồng." },
    { "Tặng 2.480 phần quà (mỗi phần gồm 500 nghìn đồng tiền mặt và 1 túi hàng trị giá 200.000đ), tổng số tiền "
      "1.736.000.000 đồng.",
        "" },
    { "Trao trên 50 suất quà, mỗi suất 700.000 đồng, tổng trị giá 37,5 triệu đồng.", "" },
    { "Trao 120 suất quà, mỗi suất 300.000 đồng, tổng trị giá gần 30 triệu đồng.",
        "price error: 120 × 300.000 đồng = 36 triệu đồng, báo cáo ghi gần 30 triệu đồng." },
    { "Vận động trên 40 triệu đồng, gồm 25 triệu đồng của doanh nghiệp và 20 triệu đồng của hội viên.", "" },
    { "Vận động gần 40 triệu đồng, gồm 25 triệu đồng của doanh nghiệp và 20 triệu đồng của hội viên.",
        "parts error: 25 triệu đồng + 20 triệu đồng = 45 triệu đồng, báo cáo ghi gần 40 triệu đồng." },
    { "Kết nạp 20 hội viên, trong đó có 12 hội viên nữ và 10 hội viên là đảng viên.", "" },
    { "Hội chia sẻ khó khăn, trao 120 suất quà.", "" },
    { "Dự kiến tổ chức 5 lớp tập huấn; đã tổ chức 3 lớp.", "" },
};

static void sums_words_and_promises_are_held_against_each_other(void **state)
{
    (void)state;
    expect_cases(others, COUNT(others));
}

/* ---- with a history: prices ---- */

static int64_t draft_of(struct world *w, const char *period, const char *text)
{
    return world_draft(w, w->body[WOMEN], period, text);
}

static const struct warning *warned(struct world *w, int64_t id, const char *code)
{
    struct warning *list;
    size_t n;
    DONE(check_report(w->a, w->db, &w->who[OFFICER], id, &list, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(list[i].code, str_c(code))) return &list[i];
    return NULL;
}

static void cards_far_below_what_others_paid_are_noted(void **state)
{
    struct world *w = *state;
    static const char *const past[][2] = { { "2023-01", "Tặng 20 thẻ BHYT trị giá 16.000.000 đồng." },
        { "2023-02", "Tặng 10 thẻ BHYT trị giá 8.500.000 đồng." },
        { "2023-03", "Tặng 30 thẻ BHYT trị giá 24.000.000 đồng." },
        { "2023-04", "Tặng 12 thẻ BHYT trị giá 9.600.000 đồng." },
        { "2023-05", "Tặng 15 thẻ BHYT trị giá 12.750.000 đồng." } };
    const char *cards = "Trao 400 thẻ BHYT cho hộ cận nghèo, với tổng số tiền gần 30 triệu đồng.";
    for (size_t i = 0; i + 1 < COUNT(past); i++) world_approved(w, w->body[WOMEN], past[i][0], past[i][1]);
    int64_t id = draft_of(w, "2023-06", cards);
    assert_null(warned(w, id, "unit_price"));              /* four prices are too few to judge */
    struct price_seen *seen;
    size_t n;
    DONE(check_prices(w->a, w->db, &w->who[OFFICER], id, &seen, &n));
    assert_int_equal(n, 1);
    assert_int_equal(seen[0].prices, 4);
    assert_non_null(strstr(str_z(w->a, seen[0].sentence), "chưa đủ để so sánh"));
    world_approved(w, w->body[WOMEN], past[4][0], past[4][1]);
    const struct warning *told = warned(w, id, "unit_price");
    assert_non_null(told);
    assert_int_equal(told->severity, SEVERITY_NOTE);
    assert_string_equal(str_z(w->a, told->sentence), "Tính ra 75.000 đồng một thẻ BHYT; 5 lần trước từ 800.000 "
                                                     "đồng đến 850.000 đồng, thường khoảng 800.000 đồng.");
}

static void gifts_with_other_goods_at_a_usual_price_are_plausible(void **state)
{
    struct world *w = *state;
    static const char *const past[][2] = { { "2023-01", "Trao 100 suất quà trị giá 40.000.000 đồng." },
        { "2023-02", "Trao 50 suất quà trị giá 15.000.000 đồng." },
        { "2023-03", "Trao 20 suất quà trị giá 10.000.000 đồng." },
        { "2023-04", "Trao 80 suất quà trị giá 32.000.000 đồng." },
        { "2023-05", "Trao 60 suất quà trị giá 30.000.000 đồng." } };
    for (size_t i = 0; i < COUNT(past); i++) world_approved(w, w->body[WOMEN], past[i][0], past[i][1]);
    int64_t id = draft_of(w, "2023-06",
        "Trao 3.185 suất quà, 100 chiếc chăn mới, 200 chiếc áo khoác bông, tổng trị giá trên 1,3 tỷ đồng.");
    assert_null(warned(w, id, "unit_price"));
    struct report r = world_report(w, id, w->body[WOMEN]);
    DONE(report_change_text(w->a, w->s, &w->who[OFFICER], id, r.version, S(""),
        S("Trao 3.185 suất quà, 100 chiếc chăn mới, 200 chiếc áo khoác bông, tổng trị giá 130 triệu đồng.")));
    assert_non_null(warned(w, id, "unit_price"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_cases_get_their_verdicts_from_their_words),
        cmocka_unit_test(the_same_cases_turned_round_get_the_other_verdict),
        cmocka_unit_test(sums_words_and_promises_are_held_against_each_other),
        IN_WORLD(cards_far_below_what_others_paid_are_noted),
        IN_WORLD(gifts_with_other_goods_at_a_usual_price_are_plausible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
