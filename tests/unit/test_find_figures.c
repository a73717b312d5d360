/* test_find_figures.c - single sentences and the figures in them, from tests/tables/read_figures.txt:
 * a sentence, then what it says ("over 459000000 VND; exact 2 căn worth 0", "-" for none), then a blank line. */
#include "support/said_table.h"
#include <time.h>

static struct record *read_text(struct arena *a, struct str text, const struct read_hints *hints)
{
    struct record *r = NEW(a, struct record);
    find_all(a, text, hints, r);
    return r;
}

static void figure_say(struct buf *b, const struct figure_found *f)
{
    buf_fmt(b, "%s %.*s", vn_approx_names[f->approx], STR(vn_decimal(b->a, f->value)));
    if (f->approx == VN_RANGE) buf_fmt(b, "..%.*s", STR(vn_decimal(b->a, f->value_max)));
    buf_fmt(b, " %.*s", STR(f->unit));
    if (f->sense) buf_fmt(b, " %s", sense_names[f->sense]);
    if (f->each) buf_c(b, " each");
    if (f->stock && f->dimension != DIMENSION_AREA) buf_c(b, " stock");
    if (f->change) buf_fmt(b, " %s", change_names[f->change]);
    if (f->has_whole) buf_fmt(b, " whole %.*s", STR(vn_decimal(b->a, f->whole)));
    if (f->part_of >= 0) buf_fmt(b, " part %d", f->part_of);
    if (f->value_of_count) buf_c(b, " worth");
    for (size_t i = 0; i < f->value_of_count; i++) buf_fmt(b, " %u", f->value_of[i]);
}

static void the_table_of_sentences_reads_as_written(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct bytes in;
    struct str rest, line, want;
    assert_null(file_read(a, "tests/tables/read_figures.txt", 1 << 20, &in));
    assert_null(vn_text(a, in, &rest));
    size_t rows = 0, wrong = 0;
    while (str_next(&rest, '\n', &line)) {
        if (!line.n) continue;
        assert_true(str_next(&rest, '\n', &want));
        const struct record *r = read_text(a, line, NULL);
        struct buf b = buf_open(a);
        for (size_t i = 0; i < r->figure_count; i++) {
            if (i) buf_c(&b, "; ");
            figure_say(&b, &r->figures[i]);
        }
        if (!r->figure_count) buf_char(&b, '-');
        rows++;
        if (str_is(buf_done(&b), want)) continue;
        wrong++;
        print_message("%.*s\n  want %.*s\n  got  %.*s\n", STR(line), STR(want), STR(buf_done(&b)));
    }
    assert_true(rows > 30);
    assert_int_equal(wrong, 0);
    arena_close(a);
}

/* One field of a figure as the table of fields writes it; "-" when the figure does not say. */
static struct str field_say(struct arena *a, const struct record *r, const struct figure_found *g, struct str field)
{
    struct buf b = buf_open(a);
    if (str_is(field, S("actor"))) buf_str(&b, g->actor);
    else if (str_is(field, S("period"))) buf_str(&b, period_write(a, g->period));
    else if (str_is(field, S("sense"))) buf_c(&b, sense_names[g->sense]);
    else if (str_is(field, S("cumulative"))) buf_c(&b, g->cumulative ? "yes" : "");
    else if (str_is(field, S("item"))) buf_str(&b, g->item);
    else if (str_is(field, S("place"))) buf_str(&b, g->place);
    else if (str_is(field, S("for"))) buf_str(&b, g->beneficiary);
    else if (str_is(field, S("unit"))) buf_str(&b, g->unit);
    else if (str_is(field, S("value"))) buf_str(&b, vn_decimal(a, g->value));
    else if (str_is(field, S("quote"))) buf_str(&b, g->quote);
    else if (str_is(field, S("change"))) buf_c(&b, change_names[g->change]);
    else if (str_is(field, S("part"))) buf_fmt(&b, "%d", g->part_of);
    else if (str_is(field, S("with")))
        for (size_t i = 0; i < g->with_count; i++) buf_fmt(&b, "%s%.*s", i ? "+" : "", STR(g->with[i]));
    else if (str_is(field, S("worth")))
        for (size_t i = 0; i < g->value_of_count; i++)
            buf_fmt(&b, "%s%.*s", i ? "+" : "", STR(vn_decimal(a, r->figures[g->value_of[i]].value)));
    else fail_msg("no field %.*s", STR(field));
    if (!b.n) buf_char(&b, '-');
    return buf_done(&b);
}

/* "FIELD=VALUE, FIELD=VALUE" for each figure, between semicolons. */
static struct str fields_say(struct arena *a, const struct record *r, struct str want)
{
    struct str left = want, one, pair;
    struct buf got = buf_open(a);
    for (size_t i = 0; str_next(&left, ';', &one); i++) {
        if (i) buf_c(&got, ";");
        for (size_t n = 0; str_next(&one, ',', &pair); n++) {
            size_t is = str_find(pair, S("="), 0);
            assert_true(is != SIZE_MAX);
            struct str name = str_cut(pair, 0, is);
            buf_fmt(&got, "%s%.*s=", n ? "," : "", STR(name));
            buf_str(&got, i < r->figure_count ? field_say(a, r, &r->figures[i], str_trim(name)) : S("?"));
        }
    }
    return buf_done(&got);
}

static void the_table_of_fields_reads_as_written(void **state)
{
    (void)state;
    said_table("tests/tables/read_fields.txt", 10, fields_say);
}

static void every_span_shows_its_quote(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct str text = S("Hội Nông dân xã trao trên 30 suất quà, trị giá 9 triệu đồng.\n\n"
                        "Tặng 2/3 hộ, giảm 5% so với năm 2020.");
    const struct record *r = read_text(a, text, NULL);
    assert_true(r->figure_count >= 4);
    for (size_t i = 0; i < r->figure_count; i++) {
        struct span s = r->figures[i].span;
        assert_true(s.to <= text.n && s.from < s.to);
        assert_true(str_is(str_cut(r->text, s.from, s.to), r->figures[i].quote));
        assert_true(!i || r->figures[i - 1].span.to <= s.from);
    }
    arena_close(a);
}

static void a_beneficiary_is_not_credited(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    const struct record *r =
        read_text(a,
                  S("Hội Cựu chiến binh phường trao 3 suất quà cho Hội Nông dân xã Bình An; "
                    "hỗ trợ 5 hộ nghèo."),
                  NULL);
    assert_int_equal(r->figure_count, 2);
    assert_true(str_is(r->figures[0].actor, S("CCB")));
    assert_true(str_is(r->figures[1].actor, S("CCB")));
    arena_close(a);
}

/* A text, then "ACTOR PERIOD" of each of its figures, "-" for none. */
static void each_figure_has_its_body_and_its_period(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "BÁO CÁO\nKết quả công tác Hội 6 tháng đầu năm 2026\n\n"
          "Hưởng ứng Tháng Nhân đạo năm 2026, Hội Chữ thập đỏ xã trao 30 suất quà.",
          "CTD 2026-H1" },
        { "BÁO CÁO\nKết quả công tác quý II năm 2025\n\n"
          "Trong tháng 6/2025, Hội Nông dân xã trao 4 suất quà.\nHội Nông dân xã trồng 200 cây xanh.\n"
          "Quý tới, Hội Nông dân xã phấn đấu kết nạp 10 hội viên.",
          "HND 2025-06; HND 2025-Q2; HND 2025-Q3" },
        { "BÁO CÁO\nTổng kết công tác Hội năm 2024\n\nNăm tới, Hội Nông dân xã phấn đấu kết nạp 10 hội viên.",
          "HND 2025" },
        { "BÁO CÁO\nKết quả công tác quý I năm 2025\n\nHội CCB xã thu 12 triệu đồng, đạt 40% kế hoạch cả năm. "
          "Hội CCB xã trao 3 suất quà.",
          "CCB 2025-Q1; CCB 2025-Q1; CCB 2025-Q1" },
        { "Ba tháng qua Hội Nông dân xã trao 5 suất quà, góp 20 ngày công. Hội viên hiến hơn 300 m2 đất.",
          "HND ; HND ; HND " },
        { "Hội CCB xã giúp 02 gia đình, Hội LHPN xã 03 gia đình.", "CCB ; LHPN " },
        { "Các cấp Mặt trận huyện trồng 600 cây xanh.", "MTTQ " },
        { "BIÊN BẢN\nGiao ban các đoàn thể\n\n1. Trong kỳ, Hội CCB xã tặng 3 suất quà.\n"
          "2. Đ/c Lò Thị Hoa, Chủ tịch Hội LHPN xã: vận động hội viên nhận đỡ đầu 9 trẻ mồ côi.",
          "CCB ; LHPN " },
        { "HỘI CHỮ THẬP ĐỎ XÃ AN HÒA\nBÁO CÁO\nKết quả công tác tháng 4 năm 2026\n\nHội Chữ thập đỏ xã cùng UBMTTQ xã "
          "trao 20 suất quà. Toàn xã có 07 địa chỉ nhân đạo được trợ giúp.\nTổ dân phố 7 treo 150 lá cờ Tổ quốc.",
          "CTD 2026-04; CTD 2026-04; CTD 2026-04" },
        { "Hội CCB xã kết nghĩa với một chi bộ trên bờ, đón 3 đoàn khách.", "CCB " },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *a = arena_open(16 << 20);
        const struct record *r = read_text(a, str_c(rows[i][0]), NULL);
        struct buf b = buf_open(a);
        for (size_t k = 0; k < r->figure_count; k++) {
            const struct figure_found *g = &r->figures[k];
            if (k) buf_c(&b, "; ");
            buf_fmt(&b, "%.*s %.*s", STR(g->actor.n ? g->actor : S("-")), STR(period_write(a, g->period)));
        }
        assert_string_equal(str_z(a, buf_done(&b)), rows[i][1]);
        arena_close(a);
    }
}

static void joined_bodies_share_the_credit(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    const struct record *r =
        read_text(a, S("UB. MTTQ và các đoàn thể CT-XH đã vận động trao 146 phần quà."), NULL);
    assert_int_equal(r->figure_count, 1);
    assert_int_equal(r->figures[0].actor.n, 0);
    arena_close(a);
}

static void the_hint_credits_what_the_text_credits_to_no_one(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct read_hints hints = { .body = S("LHPN"), .period = period_make(PERIOD_MONTH, 2023, 5) };
    const struct record *r = read_text(a, S("Trao 12 suất quà cho hội viên nghèo."), &hints);
    assert_int_equal(r->figure_count, 1);
    assert_true(str_is(r->figures[0].actor, S("LHPN")));
    assert_true(str_is(period_write(a, r->figures[0].period), S("2023-05")));
    arena_close(a);
}

static void the_catalogue_names_what_is_counted(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "Hội Cựu chiến binh xã kết nạp mới 14 hội viên.", "C1" },
        { "UBMTTQ xã xây mới 02 căn nhà Đại đoàn kết.", "M4" },
        { "UBMTTQ xã vận động Quỹ “Vì người nghèo” được 12 triệu đồng.", "M1" },
        { "Hội Nông dân xã trao 51 suất quà.", "M7" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *a = arena_open(16 << 20);
        const struct record *r = read_text(a, str_c(rows[i][0]), NULL);
        assert_int_equal(r->figure_count, 1);
        assert_string_equal(str_z(a, r->figures[0].indicator), rows[i][1]);
        arena_close(a);
    }
}

static void a_price_of_a_piece_is_no_amount_of_an_indicator(void **state)
{
    (void)state;
    struct arena *a = arena_open(16 << 20);
    const struct record *r = read_text(a, S("Trao 51 suất quà, mỗi suất trị giá 700.000 đồng."), NULL);
    assert_int_equal(r->figure_count, 2);
    assert_true(r->figures[1].each);
    assert_int_equal(r->figures[1].indicator.n, 0);
    arena_close(a);
}

static void a_repeated_paragraph_is_read_once(void **state)
{
    (void)state;
    struct arena *a = arena_open(64 << 20);
    struct buf b = buf_open(a);
    for (int i = 0; i < 2; i++)
        buf_c(
            &b,
            "Trong quý II năm 2023, Hội Nông dân xã đã vận động hội viên đóng góp 12 triệu đồng, hiến 500 m2 "
            "đất "
            "làm đường giao thông nông thôn trên địa bàn các thôn, tổ chức cho hội viên tham quan học tập.\n");
    const struct record *r = read_text(a, buf_done(&b), NULL);
    assert_int_equal(r->repeat_count, 1);
    assert_int_equal(r->figure_count, 2);
    arena_close(a);
}

static void nothing_and_marks_alone_say_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = { "",   "\n\n",     "...", "1",   "(",     "“",    "12/",      "từ",
                                         "0,", "trong đó", "- -", "5 %", "/ / /", "1.1.", "mô hình “" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct arena *a = arena_open(16 << 20);
        const struct record *r = read_text(a, str_c(texts[i]), NULL);
        assert_null(r->meeting);
        assert_true(r->figure_count <= 1);
        arena_close(a);
    }
}

static void one_endless_sentence_stays_quick(void **state)
{
    (void)state;
    struct arena *a = arena_open((size_t)512 << 20);
    struct buf b = buf_open(a);
    while (b.n < 2000000)
        buf_c(&b, "Hội Nông dân 12 suất quà và ông Nguyễn Văn An - Chủ tịch, trong đó 3/5 hộ, ");
    clock_t from = clock();
    const struct record *r = read_text(a, buf_done(&b), NULL);
    assert_true(r->figure_count > 1000);
    assert_true(clock() - from < 15 * CLOCKS_PER_SEC);
    arena_close(a);
}

/* The weights may be fitted anew; that a doubt is told and lowers the confidence stays. */
static void a_doubtful_figure_is_less_sure_and_says_why(void **state)
{
    (void)state;
    struct arena *a = arena_open(16 << 20);
    struct str text = S("HỘI NÔNG DÂN XÃ AN HÒA\nBÁO CÁO\nKết quả công tác quý I năm 2025\n\n"
                        "Hội Nông dân xã trao 51 suất quà.\nTổng cộng của ba năm: hộ nghèo 82, giảm 7.");
    const struct record *r = read_text(a, text, NULL);
    assert_true(r->figure_count >= 2);
    const struct figure_found *sure = &r->figures[0], *least = sure;
    for (size_t i = 0; i < r->figure_count; i++)
        if (r->figures[i].confidence < least->confidence) least = &r->figures[i];
    assert_true(sure->confidence > 900);
    assert_true(least->confidence < sure->confidence);
    assert_int_not_equal(least->doubts, 0);
    arena_close(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_sentences_reads_as_written),
        cmocka_unit_test(the_table_of_fields_reads_as_written),
        cmocka_unit_test(every_span_shows_its_quote),
        cmocka_unit_test(a_beneficiary_is_not_credited),
        cmocka_unit_test(each_figure_has_its_body_and_its_period),
        cmocka_unit_test(joined_bodies_share_the_credit),
        cmocka_unit_test(the_hint_credits_what_the_text_credits_to_no_one),
        cmocka_unit_test(the_catalogue_names_what_is_counted),
        cmocka_unit_test(a_price_of_a_piece_is_no_amount_of_an_indicator),
        cmocka_unit_test(a_repeated_paragraph_is_read_once),
        cmocka_unit_test(nothing_and_marks_alone_say_nothing),
        cmocka_unit_test(one_endless_sentence_stays_quick),
        cmocka_unit_test(a_doubtful_figure_is_less_sure_and_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
