/* test_brief.c - the consolidated report: what it counts, what it says is missing, how it reads; the dashboard
 * and the way back. */
#include "report_world.h"
#include "support/golden.h"
#include "write/layout.h"

/* A quarter: women all months, farmers without June, veterans' June sent back, Red Cross waiting with June, the
 * Front jointly. */
static void quarter(struct world *w)
{
    clock_fix(world_time);
    world_approved(w, w->body[WOMEN], "2023-01", "Vận động [90000000|VND|M8], hiện có [1230|hội viên|P2|stock].");
    world_approved(w, w->body[WOMEN], "2023-04",
        "Vận động [42000000|VND|M8] trao [85|suất quà|M7]. Tổ chức [6|buổi||item=sinh hoạt chuyên đề].");
    world_approved(w, w->body[WOMEN], "2023-05", "Vận động [31000000|VND|M8]. Hiện có [1253|hội viên|P2|stock].");
    world_approved(w, w->body[WOMEN], "2023-06",
        "Trao [120|suất quà|M7], mỗi suất [300000|VND|M8|each|of=1], tổng trị giá [36000000|VND|M8|of=1]; thẻ "
        "trị giá [15000000|VND|M8|approx=over]. "
        "Lũy kế từ đầu năm [220000000|VND|M8|cum]. Hiện có [1284|hội viên|P2|stock].");
    world_approved(w, w->body[FARMERS], "2023-04", "Giúp [18500000|VND|M8].");
    world_approved(w, w->body[FARMERS], "2023-05", "Trồng [200|cây|M33].");
    world_approved(w, w->body[FRONT], "2023-04", "Xây [1|căn|M4].");
    world_approved(w, w->body[FRONT], "2023-05", "Các tổ chức cùng xây [2|căn|M4|org=-].");
    world_approved(w, w->body[FRONT], "2023-06", "Không có số liệu.");
    for (int m = 4; m <= 6; m++) {
        static const char *const months[] = { "2023-04", "2023-05", "2023-06" };
        int64_t id = world_draft(w, w->body[VETERANS], months[m - 4], "Vận động [30000000|VND|M8|approx=under].");
        world_submit(w, id, w->body[VETERANS]);
        if (m == 6) world_return(w, id, w->body[VETERANS]);
        else world_approve(w, id, w->body[VETERANS]);
    }
    world_submit(w,
        world_draft(w, w->body[RED_CROSS], "2023-06",
            "Trao [120|suất quà|M7], gồm [20|suất quà|M7|part=1] và [90|suất quà|M7|part=1]."),
        w->body[RED_CROSS]);
}

static struct brief brief_of(struct world *w, enum world_person who)
{
    struct brief b;
    DONE(brief_get(w->a, w->db, &w->who[who], w->ward, S("2023-Q2"), &b));
    return b;
}

static const struct brief_line *total_of(const struct brief *b, const char *indicator)
{
    for (size_t i = 0; i < b->totals; i++) if (str_is(b->total[i].indicator, str_c(indicator))) return &b->total[i];
    return NULL;
}

static void it_adds_what_was_approved_and_says_what_is_missing(void **state)
{
    struct world *w = *state;
    quarter(w);
    struct brief b = brief_of(w, OFFICE);
    assert_int_equal(b.expected, 15);
    assert_int_equal(b.approved, 10);
    assert_int_equal(b.waiting, 1);
    assert_int_equal(b.missing, 4);
    const struct brief_line *money = total_of(&b, "M8");
    assert_string_equal(str_z(w->a, money->words), "khoảng 202,5 triệu đồng");
    assert_string_equal(str_z(w->a, money->words_before), "90 triệu đồng");
    assert_int_equal(money->change.n, 0);          /* about minus exact claims nothing, nor do missing reports */
    assert_int_equal(money->figures, 7);
    assert_string_equal(str_z(w->a, total_of(&b, "M4")->words), "03 căn");
    assert_int_equal(b.joints, 1);
    assert_string_equal(str_z(w->a, b.body[FARMERS].missing), "tháng 6");
    assert_string_equal(str_z(w->a, b.body[RED_CROSS].missing), "tháng 4, tháng 5, tháng 6");
    assert_string_equal(str_z(w->a, total_of(&b, "P2")->change), "tăng 54 hội viên");
    assert_int_equal(b.cumulatives, 1);
    assert_string_equal(
        str_z(w->a, b.cumulative[0].sentence), "Hội Phụ nữ báo cáo lũy kế đến hết tháng 6/2023 là 220 triệu "
                                               "đồng; cộng các báo cáo đã duyệt được trên 214 triệu đồng.");
    struct vn_sum parts = { 0 };
    for (size_t i = 0; i < b.bodies; i++)
        for (size_t k = 0; k < b.body[i].lines; k++)
            if (str_is(b.body[i].line[k].indicator, S("M8"))) vn_sum_join(&parts, &b.body[i].line[k].now);
    assert_int_equal(parts.value, money->now.value);
}

static void every_total_is_the_sum_of_the_figures_shown_under_it(void **state)
{
    struct world *w = *state;
    quarter(w);
    struct brief b = brief_of(w, OFFICE);
    for (size_t i = 0; i < b.totals; i++) {
        if (b.total[i].has_now) assert_int_equal(b.total[i].figures, b.total[i].now.count);
        struct trace t;
        DONE(trace_get(w->a, w->db, &w->who[UPPER], w->ward, b.total[i].indicator, S("2023-Q2"), S(""), VIEW_THEN, &t));
        struct vn_sum sum = { 0 };
        for (size_t k = 0; k < t.lines; k++) vn_sum_join(&sum, &t.line[k].sum);
        assert_int_equal(sum.value, b.total[i].has_now ? b.total[i].now.value : 0);
    }
}

static void it_reads_the_same_every_time(void **state)
{
    struct world *w = *state;
    quarter(w);
    struct brief b = brief_of(w, OFFICE);
    struct buf json = buf_open(w->a);
    brief_json(&json, &b);
    buf_char(&json, '\n');
    golden_check(w->a, "tests/golden/brief.json", buf_done(&json));
}

static struct str paper_text(struct arena *a, const struct paper *p)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < p->blocks; i++) {
        for (size_t r = 0; r < p->block[i].runs; r++) buf_str(&b, p->block[i].run[r].text);
        for (size_t r = 0; r < p->block[i].rows; r++)
            for (size_t c = 0; c < p->block[i].row[r].cells; c++)
                for (size_t k = 0; k < p->block[i].row[r].cell[c].runs; k++)
                    buf_fmt(&b, "| %.*s ", STR(p->block[i].row[r].cell[c].run[k].text));
        buf_char(&b, '\n');
    }
    return buf_done(&b);
}

static void the_paper_is_signed_by_the_front_or_by_the_party(void **state)
{
    struct world *w = *state;
    quarter(w);
    struct brief b = brief_of(w, OFFICE);
    struct brief_signing s;
    struct paper p;
    DONE(brief_signing(w->a, w->db, &b, layout_find(S("state")), (struct day){ 2023, 7, 7 }, &s));
    brief_paper(w->a, &b, &s, &p);
    assert_string_equal(str_z(w->a, p.signer), "Nguyễn Hoài Thu");
    assert_string_equal(str_z(w->a, p.number), "/BC-MTTQ-BTT");
    assert_string_equal(str_z(w->a, p.to[0]), "Ban Thường vụ Đảng ủy phường Bến Lúa");
    struct str text = paper_text(w->a, &p);
    static const char *const says[] = { "I. Tình hình chung", "Đã duyệt 10 báo cáo.", "Hội Nông dân (tháng 6)",
        "khoảng 202,5 triệu đồng", "III. Tổng hợp chung",
        "IV. Nội dung chậm, chưa đạt", "Chưa có số liệu quý II/2022 để so sánh cùng kỳ." };
    for (size_t i = 0; i < COUNT(says); i++)
        if (str_find(text, str_c(says[i]), 0) == SIZE_MAX) fail_msg("no \"%s\" in\n%.*s", says[i], STR(text));
    assert_int_equal(str_find(text, S("IV. Số liệu cần lưu ý"), 0), SIZE_MAX);
    DONE(brief_signing(w->a, w->db, &b, layout_find(S("party")), (struct day){ 2023, 7, 7 }, &s));
    s.for_office = true;
    brief_paper(w->a, &b, &s, &p);
    assert_string_equal(str_z(w->a, p.signer), "Phạm Văn Hải");
    assert_string_equal(str_z(w->a, p.superior), "Đảng bộ thành phố Sông Xanh");
    text = paper_text(w->a, &p);
    assert_int_not_equal(
        str_find(text, S("Hội Chữ thập đỏ, tháng 6/2023: 20 + 90 = 110, báo cáo ghi 120."), 0), SIZE_MAX);
    struct bytes made;
    struct str html;
    DONE(paper_docx(w->a, &p, &made));
    assert_true(made.n > 1000);
    DONE(paper_html(w->a, &p, &html));
    assert_int_not_equal(str_find(html, S("khoảng 202,5 triệu đồng"), 0), SIZE_MAX);
}

static void the_dashboard_shows_the_most_urgent_first(void **state)
{
    struct world *w = *state;
    quarter(w);
    struct dashboard d;
    DONE(dashboard_get(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-Q2"), VIEW_THEN, &d));
    assert_int_equal(d.gaps, 5);
    assert_string_equal(str_z(w->a, d.gap[0].what), "Hội Chữ thập đỏ chưa nộp báo cáo tháng 4");
    assert_string_equal(str_z(w->a, d.gap[0].letter), "T73");
    assert_string_equal(str_z(w->a, d.gap[0].detail), "trễ 73 ngày");
    assert_string_equal(str_z(w->a, d.gap[4].what), "Hội Chữ thập đỏ chờ duyệt báo cáo tháng 6");
    assert_string_equal(str_z(w->a, d.headline->indicator), "M8");
    assert_int_equal(d.points, 6);
    assert_string_equal(str_z(w->a, d.series[5].period_short), "II/23");
    assert_string_equal(str_z(w->a, d.series[4].words), "90 triệu đồng");
    assert_false(d.series[3].has);
    const struct submission_matrix *m = &d.brief.submissions;
    assert_int_equal(m->months, 3);
    assert_int_equal(m->rows, 5);
    assert_int_equal(m->row[WOMEN].cell[2].late_days, 12);
    assert_string_equal(str_z(w->a, m->row[VETERANS].cell[2].letter), "L");
    clock_fix(INT64_C(1680500000000));             /* 2023-04-03: May and June are not due, April is not late */
    struct submission_matrix early;
    DONE(brief_submissions(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-Q2"), &early));
    assert_string_equal(str_z(w->a, early.row[RED_CROSS].cell[0].letter), "C");
    assert_string_equal(str_z(w->a, early.row[RED_CROSS].cell[1].letter), "–");
}

static void a_total_is_walked_back_to_its_sentences(void **state)
{
    struct world *w = *state;
    quarter(w);
    struct trace t;
    DONE(trace_get(w->a, w->db, &w->who[OFFICE], w->ward, S("M8"), S("2023-Q2"), S(""), VIEW_THEN, &t));
    assert_string_equal(str_z(w->a, t.words), "khoảng 202,5 triệu đồng");
    assert_string_equal(str_z(w->a, t.explained), "“trên” cộng với “gần” chỉ còn nói được “khoảng”");
    assert_int_equal(t.lines, 3);
    assert_string_equal(str_z(w->a, t.line[0].words), "trên 124 triệu đồng");
    assert_int_equal(t.line[0].figures, 4);
    const struct trace_figure *f = &t.line[0].figure[2];
    assert_string_equal(str_z(w->a, f->quote), "[36000000|VND|M8|of=1]");
    assert_string_equal(
        str_z(w->a, f->before), "Trao [120|suất quà|M7], mỗi suất [300000|VND|M8|each|of=1], tổng trị giá ");
    assert_string_equal(str_z(w->a, f->after), "; thẻ trị giá [15000000|VND|M8|approx=over].");
    assert_string_equal(str_z(w->a, f->approved_by), "Lê Thị Mai");
    assert_string_equal(str_z(w->a, f->figure.decided_by), "Trần Thị Lan");
    assert_string_equal(str_z(w->a, t.line[1].missing), "tháng 6");
    DONE(trace_get(w->a, w->db, &w->who[OFFICE], w->ward, S("M7"), S("2023-Q2"), S(""), VIEW_THEN, &t));
    assert_int_equal(t.waitings, 1);               /* the Red Cross's; its parts go with their whole */
    assert_string_equal(str_z(w->a, t.waiting_words), "325 phần quà");
    DONE(trace_get(w->a, w->db, &w->who[UPPER], w->ward, S("M7"), S("2023-Q2"), S(""), VIEW_THEN, &t));
    assert_int_equal(t.waitings, 0);               /* not for these eyes yet */
    DONE(trace_get(w->a, w->db, &w->who[UPPER], w->city, S("M7"), S("2023-Q2"), S(""), VIEW_THEN, &t));
    assert_int_equal(t.lines, 1);
    assert_string_equal(str_z(w->a, t.line[0].unit_name), "Phường Bến Lúa");
}

static void its_warnings_are_those_of_its_reports_for_these_eyes(void **state)
{
    struct world *w = *state;
    quarter(w);
    world_submit(w, world_draft(w, w->body[FARMERS], "2023-07", "Trao [120|suất quà|M7]."), w->body[FARMERS]);
    world_draft(w, w->body[FARMERS], "2023-06",
        "Trao [120|suất quà|M7], gồm [1|suất quà|M7|part=1], [2|suất quà|M7|part=1].");
    static const size_t expected[] = { [OFFICER] = 2, [OFFICE] = 5 };
    static const enum world_person people[] = { OFFICER, OFFICE };
    for (size_t p = 0; p < COUNT(people); p++) {
        struct brief b = brief_of(w, people[p]);
        size_t at = 0;
        for (size_t r = 0; r < b.submissions.rows; r++)
            for (size_t m = 0; m < b.submissions.months; m++) {
                struct warning *list;
                size_t n;
                int64_t id = b.submissions.row[r].cell[m].report_id;
                if (!id || check_report(w->a, w->db, &w->who[people[p]], id, &list, &n)) continue;
                for (size_t i = 0; i < n; i++, at++) {
                    assert_true(at < b.warnings);
                    assert_int_equal(b.warning[at].report_id, id);
                    assert_true(str_is(b.warning[at].warning.sentence, list[i].sentence));
                    assert_true(str_is(b.warning[at].warning.subject, list[i].subject));
                }
            }
        assert_int_equal(at, b.warnings);
        assert_int_equal(b.warnings, expected[people[p]]);
    }
}

static void only_those_who_may_read_the_totals_get_them(void **state)
{
    struct world *w = *state;
    struct brief b;
    struct trace t;
    REFUSED(ERR_LOGIN, brief_get(w->a, w->db, NULL, w->ward, S("2023-Q2"), &b));
    REFUSED(ERR_DENIED, brief_get(w->a, w->db, &w->who[OFFICE], w->other_ward, S("2023-Q2"), &b));
    REFUSED(ERR_DENIED, brief_get(w->a, w->db, &w->who[ADMIN], w->ward, S("2023-Q2"), &b));
    DONE(brief_get(w->a, w->db, &w->who[UPPER], w->other_ward, S("2023-Q2"), &b));
    REFUSED(ERR_INPUT, brief_get(w->a, w->db, &w->who[OFFICE], w->ward, S("2023-Q5"), &b));
    REFUSED(ERR_MISSING, trace_get(w->a, w->db, &w->who[OFFICE], w->ward, S("ZZ"), S("2023-Q2"), S(""), VIEW_THEN, &t));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(it_adds_what_was_approved_and_says_what_is_missing),
        IN_WORLD(every_total_is_the_sum_of_the_figures_shown_under_it),
        IN_WORLD(it_reads_the_same_every_time),
        IN_WORLD(the_paper_is_signed_by_the_front_or_by_the_party),
        IN_WORLD(the_dashboard_shows_the_most_urgent_first),
        IN_WORLD(a_total_is_walked_back_to_its_sentences),
        IN_WORLD(its_warnings_are_those_of_its_reports_for_these_eyes),
        IN_WORLD(only_those_who_may_read_the_totals_get_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
