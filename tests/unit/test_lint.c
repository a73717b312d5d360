/* test_lint.c - what an editor would mark, from words to the sentence; and what must not be marked. */
#include "read/lint/lint.h"
#include "read/reader.h"
#include "support/word_ground.h"
#include "vn/text.h"
#include <time.h>

static struct lint lint_of(struct str text)
{
    struct record *r;
    struct str nfc;
    error e = vn_text(ground, (struct bytes){ (const unsigned char *)text.p, text.n }, &nfc);
    if (!e) e = reader_read_text(ground, nfc, &(struct read_hints){ .body = S("") }, &r);
    if (e) fail_msg("%s", e->said);
    return lint_record(ground, r);
}

/* "kind line:column sentence", one a line */
static struct str said(struct str text)
{
    struct lint l = lint_of(text);
    struct buf b = buf_open(ground);
    for (size_t i = 0; i < l.n; i++) {
        size_t line, column;
        lint_place(text, l.list[i].span.from, &line, &column);
        buf_fmt(&b, "%s%s %zu:%zu %.*s", i ? "\n" : "", lint_kind_names[l.list[i].kind], line, column,
            STR(l.list[i].sentence));
    }
    return buf_done(&b);
}

#define LONG "Các chi hội đã tổ chức tuyên truyền, vận động hội viên tham gia giữ gìn vệ sinh môi trường nơi ở"

static const struct { const char *text, *said;
} marked[] = {
    { LONG ".\nHội nghị kết thúc.\n" LONG ".", "repeat 3:1 Đoạn này đã có ở dòng 1." },
    { LONG ". Hội nghị kết thúc.\nChủ trì kết luận. " LONG ".", "repeat 2:19 Câu này đã có ở dòng 1." },
    { "1. Công tác tuyên truyền\nĐã làm.\n1. Công tác tuyên truyền\nĐã họp.",
        "repeat 3:1 Đề mục này đã có ở dòng 1." },
    { "Quang cảnh hội trường lớn\nQuang cảnh hội trường lớn\nĐã họp.",
        "repeat 2:1 Dòng này trùng với dòng ngay trước." },
    { "Quà đã đượctrao cho hộ nghèo.", "stuck 1:8 “đượctrao” có thể là “được trao” viết liền." },
    { "Hội phụnữ đã họp.", "stuck 1:5 “phụnữ” có thể là “phụ nữ” viết liền." },
    { "Các thanh niên họp với thanhniên xã.", "stuck 1:24 “thanhniên” có thể là “thanh niên” viết liền." },
    { "Đã xem xétTập thể ban.", "stuck 1:8 “xétTập” có thể là “xét Tập” viết liền." },
    { "Trao 8.627suất quà.", "stuck_number 1:6 “8.627suất”: số viết liền với chữ, nên để một dấu cách." },
    { "Mô hình “Tổ tự quản đã ra mắt.", "pair 1:9 Dấu “ mở mà không có dấu ” đóng." },
    { "Mô hình Tổ tự quản” đã ra mắt.", "pair 1:19 Dấu ” đóng mà không có dấu “ mở." },
    { "Mô hình \"Tổ tự quản đã ra mắt.", "pair 1:9 Đoạn này có số dấu \" lẻ: có dấu chưa đóng hoặc thừa." },
    { "Họp đủ (trừ một người vắng.", "pair 1:8 Dấu ( mở mà không có dấu ) đóng." },
    { "Trong quý này và quí sau, quý nào cũng họp.",
        "spelling 1:18 Cùng một văn bản viết cả “quý” (2 lần) và “quí” (1 lần). Nên theo một cách." },
    { "Giải hòa giữa hai nhà; chan hoà, thuận hòa.",
        "spelling 1:29 Dấu thanh đặt theo hai kiểu: kiểu “hòa” 2 lần, kiểu “hoà” 1 lần. Nên theo một kiểu." },
    { "Đã  trao quà.", "blank 1:3 Thừa dấu cách giữa hai chữ." },
    { "Đã trao quà , tặng áo.", "blank 1:12 Thừa dấu cách trước dấu câu." },
    { "Đã trao quà,tặng áo.", "blank 1:12 Thiếu dấu cách sau dấu câu." },
    { "Đã trao quà.Hội nghị kết thúc.", "blank 1:12 Thiếu dấu cách sau dấu câu." },
    { "Trao quà cho hộ nghèo(trừ cận nghèo).", "blank 1:22 Thiếu dấu cách trước dấu ngoặc mở." },
    { "Vận động 61.794.000đ và 152.300.000 đồng.",
        "manner 1:10 Đơn vị tiền viết theo hai kiểu: “61.794.000đ” và “152.300.000 đồng”. Nên theo một kiểu." },
    { "Vận động 61 triệu đ và 152 triệu đồng.",
        "manner 1:10 Đơn vị tiền viết theo hai kiểu: “61 triệu đ” và “152 triệu đồng”. Nên theo một kiểu." },
    { "Trao 1000 suất quà và 3.185 suất gạo.",
        "manner 1:6 Số viết theo hai kiểu: “1000 suất quà” và “3.185 suất gạo”. Nên theo một kiểu." },
    { "Họp ngày 31/6/2023 tại xã.", "date 1:10 Ngày 31/6/2023 không có trong lịch." },
    { "Họp ngày 30 tháng 2 tại xã.", "date 1:10 Ngày 30 tháng 2 không có trong lịch." },
    { "Họp ngày 31/4 tại xã.", "date 1:10 Ngày 31/4 không có trong lịch." },
    { "Thứ hai, ngày 27/7/2023, xã họp.", "date 1:15 Ngày 27/7/2023 là thứ năm, văn bản ghi thứ hai." },
    { "Sáng thứ 2 (27/7/2023), xã họp.", "date 1:13 Ngày 27/7/2023 là thứ năm, văn bản ghi thứ hai." },
    { "Đã xây 5 (sáu) căn nhà.", "words 1:8 Số và chữ không khớp: “5 (sáu)”." },
    { "Đã xây sáu (05) căn nhà.", "words 1:8 Số và chữ không khớp: “sáu (05)”." },
    { "Thu 285.000.000 đồng (Bằng chữ: Hai trăm tám mươi triệu đồng chẵn).",
        "words 1:5 Số và chữ không khớp: “285.000.000 đồng (Bằng chữ: Hai trăm tám mươi triệu đồng chẵn)”." },
};

static void each_slip_is_said_with_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(marked); i++) {
        struct str got = said(str_c(marked[i].text));
        if (!str_is(got, str_c(marked[i].said)))
            fail_msg("%s\n  got  %.*s\n  want %s", marked[i].text, STR(got), marked[i].said);
    }
}

/* What looks like a slip and is none. */
static const char *const clean[] = {
    "Căngtin bêtông, ôtô, cácbon, rađiô ở Đắkrông và Krông Nô; email, internet, karaoke, video.",
    "a) Việc thứ nhất; b) việc thứ hai; 1) một; iii) ba; đ) năm.",
    "Phần một\nI. KẾT QUẢ\n1. Công tác tuyên truyền\nĐã làm.\nII. PHƯƠNG HƯỚNG\n1. Công tác tuyên truyền\n"
    "Sẽ làm.",
    "Người dân nói: “Chúng tôi mừng.\nNăm nay được mùa.\nCon cháu về đủ”.",
    "Trang chủ » Tin tức » Hoạt động",
    "TP.HCM, TS.Nguyễn Văn An, T.Ư, 8:30, 1,5 tỷ đồng, 43-NQ/TW, http://xa.gov.vn,trang 2",
    "Quyết định số 31/06/2023 và Nghị định 30/2020/NĐ-CP; chia 38/45 vị.",
    "Thứ năm, ngày 27/7/2023; Chủ nhật (30/7/2023); 29/2/2024 và ngày 29/2.",
    "Đã xây 5 (năm) căn; sáu (06) suất; 12.500.000 đồng (Mười hai triệu năm trăm nghìn đồng).",
    "Trong năm (2023) họp ba (lần); thứ ba (14/3); 20 (năm 2023 là 18) hộ; 12 (một số đơn vị chưa báo).",
    "ỦY BAN NHÂN DÂN XÃ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Ông Hoà họp với bà Hòa về việc hòa giải.",
    "Bà Nguyễn Thị Hoa, Chủ tịch Hội Phụ nữ và bà Nguyễn Thị Hòa, Chủ tịch Hội Nông dân dự.",
    "Năm 2023 có 3.185 suất quà, điện thoại 0912345678.",
    "Nợ 5.000.000 đồng và 2 km đường, 15ha lúa, 28km mương.",
    "Dự toán 285.000.000 đồng, trong đó xã 210.000.000 đồng, vận động 75.000.000 đồng "
    "(Hai trăm tám mươi lăm triệu đồng).",
    "Ngày hội việc làm lần thứ 3 (07/10/2023); kỳ họp thứ hai, ngày 27/7/2023.",
    "Thứ nhất, ngày 1/7/2023 họp.\nThứ hai, ngày 27/7/2023 họp lại.",
    "Vận động 61.794.000đ và 152 triệu đồng.",
    "a", "- ",
};

static void what_only_looks_like_a_slip_is_left_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(clean); i++) {
        struct str got = said(str_c(clean[i]));
        if (got.n) fail_msg("%s\n  got %.*s", clean[i], STR(got));
    }
}

static void captions_that_tell_nothing_are_noted(void **state)
{
    (void)state;
    struct record r = { .text = S("Xã họp giao ban\nNội dung họp."),
        .article = { .title = S("Xã họp giao ban quý I"),
            .captions = (struct str[]){ S("Quang cảnh hội nghị"), S("Xã họp giao ban"), S("Bà Lê Thị Mận phát biểu") },
            .caption_count = 3 } };
    struct lint l = lint_record(ground, &r);
    assert_int_equal(l.n, 2);
    assert_int_equal(l.list[0].kind, LINT_CAPTION);
    expect_text(l.list[0].sentence,
        "Chú thích ảnh “Quang cảnh hội nghị” không nói gì thêm ngoài tiêu đề: nên ghi ai, việc gì.");
}

static void names_that_differ_by_a_mark_or_a_letter_are_asked_about(void **state)
{
    (void)state;
    struct str chair[] = { S("Chủ tịch Hội Phụ nữ") }, head[] = { S("Chủ tịch Hội Nông dân") };
    struct person_found people[] = {
        { .name = S("Nguyễn Thị Hường"), .positions = chair, .position_count = 1 },
        { .name = S("Nguyễn Thị Hương"), .positions = chair, .position_count = 1 },
        { .name = S("Trần Văn Minh"), .positions = chair, .position_count = 1 },
        { .name = S("Trần Văn Mịnh"), .positions = head, .position_count = 1 },
        { .name = S("Lê Hoà") }, { .name = S("Lê Hòa") },
        { .name = S("Phạm Quốc Khánh") }, { .name = S("Phạm Quốc Khanh") },
    };
    struct organisation_found bodies[] = { { .code = S("HND"), .name = S("Hội Nông dân") },
        { .code = S("HND"), .name = S("Hội Nồng dân") } };
    struct record r = { .text = S("x"), .people = people, .people_count = COUNT(people), .organisations = bodies,
        .organisation_count = COUNT(bodies) };
    struct lint l = lint_record(ground, &r);
    assert_int_equal(l.n, 3);
    expect_text(l.list[0].sentence, "“Nguyễn Thị Hương” và “Nguyễn Thị Hường” (dòng 1) gần giống nhau: xem lại có phải "
                                    "một tên không.");
}

/* ---- limits ---- */

static double took(struct str text, size_t *n, size_t *more)
{
    struct record r = { .text = text };
    struct arena *a = arena_open((size_t)512 << 20);
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    struct lint l = lint_record(a, &r);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    *n = l.n;
    *more = l.more;
    arena_close(a);
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static struct str many(struct arena *a, const char *piece, size_t bytes)
{
    struct buf b = buf_open(a);
    while (b.n < bytes) buf_c(&b, piece);
    return buf_done(&b);
}

static void time_and_findings_stay_in_bounds_on_any_shape(void **state)
{
    (void)state;
    static const char *const shapes[] = { "(", "“", "\"", "1.", "1", "5 (sáu) ", "đượctrao ", " ,", "31/6/2023 ", "a",
        "\n", LONG ".\n", LONG ". ", "1. Công tác tuyên truyền\n", "quý quí ", "ngày 31 tháng 6 ", "hòa hoà ", ")",
        "» ", "x.Hội ", "thanhniên ", "Đượctrao", "năm (5) ", "  ", "(a", "12345 (" };
    struct arena *a = arena_open((size_t)64 << 20);
    for (size_t i = 0; i < COUNT(shapes); i++) {
        size_t n, more;
        struct str small = many(a, shapes[i], 1 << 17), large = many(a, shapes[i], 1 << 20);
        double first = took(small, &n, &more), second = took(large, &n, &more);
        if (n > LINT_MOST * LINT_KIND_COUNT) fail_msg("%s: %zu findings", shapes[i], n);
        /* eight times the bytes; four more for noise of the clock */
        if (second > 32 * first + 0.05) fail_msg("%s: %.3f s, then %.3f s", shapes[i], first, second);
        arena_reset(a);
    }
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_slip_is_said_with_its_place),
        cmocka_unit_test(what_only_looks_like_a_slip_is_left_alone),
        cmocka_unit_test(captions_that_tell_nothing_are_noted),
        cmocka_unit_test(names_that_differ_by_a_mark_or_a_letter_are_asked_about),
        cmocka_unit_test(time_and_findings_stay_in_bounds_on_any_shape),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
