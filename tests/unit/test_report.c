/* test_report.c - the way of a report: who may do what to it in which state, what is refused and in which words. */
#include "report_world.h"

static void a_draft_keeps_its_words_its_source_and_its_figures(void **state)
{
    struct world *w = *state;
    int64_t id = world_draft(
        w, w->body[WOMEN], "2023-06", "Hội trao [120|suất quà|M7], trị giá [36000000|VND|M8|of=1].");
    struct report r = world_report(w, id, w->body[WOMEN]);
    assert_int_equal(r.state, REPORT_DRAFT);
    assert_int_equal(r.figures, 2);
    assert_int_equal(r.undecided, 2);
    assert_true(r.may_edit);
    assert_false(r.may_submit);
    assert_string_equal(str_z(w->a, r.title), "Báo cáo tháng 6/2023 của Hội Liên hiệp Phụ nữ phường Bến Lúa");
    struct bytes content;
    struct str name;
    DONE(report_source(w->a, w->db, &w->who[OFFICER], id, &content, &name));
    assert_int_equal(name.n, 0);
    assert_true(str_is((struct str){ (const char *)content.p, content.n },
        S("Hội trao [120|suất quà|M7], trị giá [36000000|VND|M8|of=1].")));
    struct figure *list;
    size_t n;
    DONE(figure_list(w->a, w->db, &w->who[OFFICER], id, &list, &n));
    assert_int_equal(n, 2);
    assert_int_equal(list[1].value_of_count, 1);
    assert_int_equal(list[1].value_of[0], list[0].seq);
    assert_string_equal(str_z(w->a, list[1].words), "36 triệu đồng");
    assert_int_equal(list[0].state, FIGURE_READ);
}

static void one_body_has_one_report_of_a_period(void **state)
{
    struct world *w = *state;
    int64_t first = world_draft(w, w->body[WOMEN], "2023-06", "Hội trao [120|suất quà|M7].");
    struct report_draft again = { .body_id = w->body[WOMEN], .period = S("2023-06") };
    int64_t id;
    DONE(report_add(w->a, w->s, &w->who[OFFICER], &again, &id));
    assert_int_equal(id, first);
    again.text = S("Nội dung khác.");
    error e = REFUSED(ERR_CONFLICT, report_add(w->a, w->s, &w->who[OFFICER], &again, &id));
    assert_int_equal(id, first);
    assert_string_equal(e->said, "Đã có báo cáo tháng 6/2023 của Hội Phụ nữ (bản nháp). Mở báo cáo đó rồi thay "
                                 "nội dung nếu cần; nội dung vừa nhập chưa được ghi.");
    again.period = S("2023-13");
    REFUSED(ERR_INPUT, report_add(w->a, w->s, &w->who[OFFICER], &again, &id));
    again.period = S("2023-08");               /* today is in July */
    REFUSED(ERR_INPUT, report_add(w->a, w->s, &w->who[OFFICER], &again, &id));
    again.period = S("2024/2029");
    REFUSED(ERR_INPUT, report_add(w->a, w->s, &w->who[OFFICER], &again, &id));
}

static void a_report_of_too_many_figures_is_refused_whole(void **state)
{
    struct world *w = *state;
    struct buf text = buf_open(w->a);
    for (int i = 0; i <= REPORT_FIGURES_MOST; i++) buf_c(&text, "[1|căn|M4] ");
    struct report_draft draft = { .body_id = w->body[WOMEN], .period = S("2023-06"), .text = buf_done(&text) };
    int64_t id;
    REFUSED(ERR_TOO_LARGE, report_add(w->a, w->s, &w->who[OFFICER], &draft, &id));
    draft.text.n -= S("[1|căn|M4] ").n;
    DONE(report_add(w->a, w->s, &w->who[OFFICER], &draft, &id));
}

static void it_is_not_handed_in_with_undecided_figures_or_without_words(void **state)
{
    struct world *w = *state;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "[1|căn|M4] [2|căn|M4] [3|căn|M4]");
    error e = REFUSED(ERR_INPUT, report_submit(w->a, w->s, &w->who[OFFICER], id, 1));
    assert_string_equal(e->said,
        "Chưa nộp được báo cáo tháng 6/2023: còn 3 số liệu chưa xác nhận. Mở phần số liệu để xác nhận.");
    int64_t empty = world_draft(w, w->body[WOMEN], "2023-05", "");
    REFUSED(ERR_INPUT, report_submit(w->a, w->s, &w->who[OFFICER], empty, 1));
}

/* The whole machine: every act by every role in every state. The letters say who may: o officer and h head of the
 * body, f the office of the unit. */
static void every_act_by_every_role_in_every_state(void **state)
{
    struct world *w = *state;
    enum { SUBMIT, APPROVE, RETURN, CHANGE, ACTS_COUNT };
    static const char *const may_do[REPORT_STATE_COUNT][ACTS_COUNT] = {
        [REPORT_DRAFT] = { "o", "", "", "o" },
        [REPORT_SUBMITTED] = { "", "h", "hf", "" },
        [REPORT_RETURNED] = { "o", "", "", "o" },
        [REPORT_APPROVED] = { "", "", "hf", "" },
    };
    for (int s = 0; s < REPORT_STATE_COUNT; s++)
        for (int act = 0; act < ACTS_COUNT; act++)
            for (int p = 0; p < WORLD_PEOPLE; p++) {
                char period[16];
                snprintf(period, sizeof period, "%d-%02d", 1990 + s * ACTS_COUNT + act, p + 1);
                int64_t body = w->body[WOMEN], id = world_draft(w, body, period, "Hội trao [120|suất quà|M7].");
                world_confirm_all(w, id, body);
                if (s != REPORT_DRAFT) world_submit(w, id, body);
                if (s == REPORT_RETURNED) world_return(w, id, body);
                if (s == REPORT_APPROVED) world_approve(w, id, body);
                const struct who *who = &w->who[p];
                int64_t version = world_report(w, id, body).version;
                error e = act == SUBMIT    ? report_submit(w->a, w->s, who, id, version)
                          : act == APPROVE ? report_approve(w->a, w->s, who, id, version)
                          : act == RETURN
                              ? report_return(w->a, w->s, who, id, version, S("số liệu chưa rõ nguồn"))
                              : report_change_text(w->a, w->s, who, id, version, S(""), S("Nội dung khác."));
                char letter = p == OFFICER ? 'o' : p == HEAD ? 'h' : p == OFFICE ? 'f' : '-';
                bool may = strchr(may_do[s][act], letter) && letter != '-';
                if (may && e) fail_msg("state %d act %d person %d refused: %s", s, act, p, e->said);
                if (!may && !e) fail_msg("state %d act %d person %d allowed", s, act, p);
                if (!may) assert_true(e->kind == ERR_DENIED || e->kind == ERR_MISSING || e->kind == ERR_CONFLICT);
                assert_int_equal(world_report(w, id, body).state == (enum report_state)s, !may || act == CHANGE);
            }
}

static void nobody_and_strangers_see_nothing(void **state)
{
    struct world *w = *state;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "Hội trao [120|suất quà|M7].");
    struct report r;
    REFUSED(ERR_LOGIN, report_get(w->a, w->db, NULL, id, &r));
    REFUSED(ERR_MISSING, report_get(w->a, w->db, &w->who[OTHER_OFFICER], id, &r));
    REFUSED(ERR_MISSING, report_get(w->a, w->db, &w->who[OFFICE], id, &r));
    REFUSED(ERR_MISSING, report_get(w->a, w->db, &w->who[OFFICER], id + 1000, &r));
    struct report_page page;
    DONE(report_list(w->a, w->db, &w->who[OTHER_OFFICER], &(struct report_filter){ .state = -1 }, &page));
    assert_int_equal(page.total, 0);
    DONE(report_list(
        w->a, w->db, &w->who[OFFICER], &(struct report_filter){ .state = -1, .period = S("2023-Q2") }, &page));
    assert_int_equal(page.total, 1);
    DONE(report_list(
        w->a, w->db, &w->who[OFFICER], &(struct report_filter){ .state = -1, .period = S("2023-Q1") }, &page));
    assert_int_equal(page.total, 0);
    world_submit(w, id, w->body[WOMEN]);
    DONE(report_get(w->a, w->db, &w->who[OFFICE], id, &r));
    REFUSED(ERR_MISSING, report_get(w->a, w->db, &w->who[UPPER], id, &r));
    world_approve(w, id, w->body[WOMEN]);
    DONE(report_get(w->a, w->db, &w->who[UPPER], id, &r));
    DONE(report_get(w->a, w->db, &w->who[OTHER_OFFICER], id, &r));
}

static void a_change_on_an_old_version_says_who_changed_it_and_when(void **state)
{
    struct world *w = *state;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "Hội trao [120|suất quà|M7].");
    DONE(report_change_text(w->a, w->s, &w->who[OFFICER], id, 1, S(""), S("Hội trao [130|suất quà|M7].")));
    error e = REFUSED(ERR_CONFLICT,
        report_change_text(w->a, w->s, &w->who[OFFICER], id, 1, S(""), S("Hội trao [140|suất quà|M7].")));
    assert_string_equal(e->said, "Chưa lưu được: báo cáo tháng 6/2023 của Hội Phụ nữ đã được Trần Thị Lan thay "
                                 "đổi lúc 16:40 ngày 07/07/2023. "
                                 "Tải lại trang để xem bản mới rồi làm lại.");
    assert_non_null(strstr(str_z(w->a, world_report(w, id, w->body[WOMEN]).text), "130"));
}

static void a_return_needs_a_reason_and_keeps_it(void **state)
{
    struct world *w = *state;
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "Hội trao [120|suất quà|M7].");
    world_submit(w, id, w->body[WOMEN]);
    int64_t version = world_report(w, id, w->body[WOMEN]).version;
    REFUSED(ERR_INPUT, report_return(w->a, w->s, &w->who[HEAD], id, version, S("  ")));
    DONE(report_return(w->a, w->s, &w->who[HEAD], id, version, S("“gần 30 triệu” chưa rõ nguồn")));
    struct report r = world_report(w, id, w->body[WOMEN]);
    assert_string_equal(str_z(w->a, r.return_reason), "“gần 30 triệu” chưa rõ nguồn");
    assert_string_equal(str_z(w->a, r.decided_by_name), "Lê Thị Mai");
    assert_true(r.may_edit);
    struct audit_rows events;
    DONE(report_history(w->a, w->db, &w->who[OFFICER], id, &events));
    assert_int_equal(events.n, 4);
    assert_string_equal(str_z(w->a, events.row[3].act), "report.return");
    assert_string_equal(str_z(w->a, events.row[3].why), "“gần 30 triệu” chưa rõ nguồn");
}

static void a_closed_period_takes_no_more_changes(void **state)
{
    struct world *w = *state;
    int64_t draft = world_draft(w, w->body[WOMEN], "2023-06", "Hội trao [120|suất quà|M7].");
    int64_t handed = world_draft(w, w->body[WOMEN], "2023-05", "Hội trao [110|suất quà|M7].");
    world_submit(w, handed, w->body[WOMEN]);
    REFUSED(ERR_DENIED, closing_add(w->a, w->s, &w->who[OFFICER], w->ward, S("2023-Q2")));
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q2")));
    REFUSED(ERR_CONFLICT, closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2023-Q2")));
    error e = REFUSED(ERR_CLOSED, report_change_text(w->a, w->s, &w->who[OFFICER], draft, 1, S(""), S("Khác.")));
    assert_string_equal(e->said, "Chưa ghi được: kỳ tháng 6/2023 đã chốt cùng quý II/2023 lúc 16:40 ngày "
                                 "07/07/2023. Cần sửa thì đề nghị văn phòng mở lại kỳ.");
    REFUSED(ERR_CLOSED, report_submit(w->a, w->s, &w->who[OFFICER], draft, 1));
    REFUSED(ERR_CLOSED, report_approve(w->a, w->s, &w->who[HEAD], handed, 2));
    REFUSED(ERR_CLOSED, report_return(w->a, w->s, &w->who[HEAD], handed, 2, S("lý do")));
    struct figure *list;
    size_t n;
    DONE(figure_list(w->a, w->db, &w->who[OFFICER], draft, &list, &n));
    REFUSED(ERR_CLOSED, figure_confirm(w->a, w->s, &w->who[OFFICER], list[0].id, list[0].version));
    struct report_draft april = { .body_id = w->body[WOMEN], .period = S("2023-04"), .text = S("Muộn.") };
    int64_t id;
    REFUSED(ERR_CLOSED, report_add(w->a, w->s, &w->who[OFFICER], &april, &id));
    april.period = S("2023-07");
    DONE(report_add(w->a, w->s, &w->who[OFFICER], &april, &id));
    assert_false(world_report(w, draft, w->body[WOMEN]).may_edit);
    e = REFUSED(ERR_CONFLICT, world_reopen(w, S("2023-06")));
    assert_string_equal(e->said, "Kỳ tháng 6/2023 đã chốt cùng quý II/2023. Mở lại quý II/2023 nếu cần sửa.");
    e = REFUSED(ERR_CONFLICT, world_reopen(w, S("2023-07")));
    assert_string_equal(e->said, "Kỳ tháng 7/2023 đang mở.");
    DONE(world_reopen(w, S("2023-Q2")));
    DONE(report_approve(w->a, w->s, &w->who[HEAD], handed, 2));
}

static void new_words_keep_the_decisions_on_what_still_stands(void **state)
{
    struct world *w = *state;
    int64_t id =
        world_draft(w, w->body[WOMEN], "2023-06", "A [1|căn|M4] B [2|căn|M4] C [2|căn|M4] D [5|căn|M4|part=1]");
    const struct who *who = &w->who[OFFICER];
    struct figure *list;
    size_t n;
    DONE(figure_list(w->a, w->db, who, id, &list, &n));
    assert_int_equal(n, 4);
    DONE(figure_confirm(w->a, w->s, who, list[0].id, list[0].version));
    DONE(figure_reject(w->a, w->s, who, list[2].id, list[2].version, S("trùng")));
    DONE(figure_confirm(w->a, w->s, who, list[3].id, list[3].version));
    /* the first goes, both twos stand with one before them, a new one comes; what was part of the first is part
     * of nothing now */
    DONE(report_change_text(w->a, w->s, who, id, 1, S("Tên khác"),
        S("X [9|căn|M4] B [2|căn|M4] C [2|căn|M4] D [5|căn|M4|part=1]")));
    struct figure *now;
    size_t m;
    DONE(figure_list(w->a, w->db, who, id, &now, &m));
    assert_int_equal(m, 4);
    assert_int_equal(now[0].state, FIGURE_READ);
    assert_int_equal(now[1].id, list[1].id);
    assert_int_equal(now[1].state, FIGURE_READ);
    assert_int_equal(now[2].id, list[2].id);
    assert_int_equal(now[2].state, FIGURE_REJECTED);
    assert_string_equal(str_z(w->a, now[2].note), "trùng");
    assert_int_equal(now[3].state, FIGURE_CONFIRMED);
    assert_int_equal(now[3].part_of, 0);
    struct report r = world_report(w, id, w->body[WOMEN]);
    assert_string_equal(str_z(w->a, r.title), "Tên khác");
    for (size_t i = 0; i < m; i++) assert_true(str_is(str_cut(r.text, now[i].span.from, now[i].span.to), now[i].quote));
}

/* Three years and two units: longer reports among the months, every state, a closed quarter. */
static void history(struct world *w)
{
    static const char *const periods[] = { "2021-11", "2021-12", "2022-06", "2022-Q3", "2022", "2023-01", "2023-04",
        "2023-Q2", "2023-05", "2023-06" };
    for (size_t i = 0; i < COUNT(periods); i++) {
        world_approved(w, w->body[FARMERS], periods[i], "Giúp [18500000|VND|M8].");
        int64_t id = world_draft(w, w->body[WOMEN], periods[i], i == 9 ? "" : "Trao [120|suất quà|M7].");
        if (i % 3) world_submit(w, id, w->body[WOMEN]);
        if (i % 3 == 2) world_return(w, id, w->body[WOMEN]);
    }
    world_approved(w, w->other_body, "2022-06", "Giúp [3|hộ|M8].");
    DONE(closing_add(w->a, w->s, &w->who[OFFICE], w->ward, S("2022-Q2")));
}

static void same_report(const struct report *x, const struct report *y)
{
    const struct str of_x[] = { x->body, x->body_short, x->organisation, x->unit, x->period, x->title, x->source_format,
        x->source_sha256, x->made_by_name, x->submitted_by_name, x->decided_by_name, x->return_reason },
                     of_y[] = { y->body, y->body_short, y->organisation, y->unit, y->period, y->title, y->source_format,
        y->source_sha256, y->made_by_name, y->submitted_by_name, y->decided_by_name, y->return_reason };
    for (size_t i = 0; i < COUNT(of_x); i++) assert_true(str_is(of_x[i], of_y[i]));
    const int64_t n_x[] = { x->id, x->body_id, x->unit_id, x->version, x->state, x->made_by, x->submitted_by,
        x->decided_by, x->made_at, x->changed_at, x->submitted_at, x->decided_at, x->figures,
        x->confirmed, x->rejected, x->undecided, x->counted, x->may_edit, x->may_submit, x->may_decide, x->may_return },
                  n_y[] = { y->id, y->body_id, y->unit_id, y->version, y->state, y->made_by, y->submitted_by,
        y->decided_by, y->made_at, y->changed_at, y->submitted_at, y->decided_at, y->figures,
        y->confirmed, y->rejected, y->undecided, y->counted, y->may_edit, y->may_submit, y->may_decide, y->may_return };
    assert_memory_equal(n_x, n_y, sizeof n_x);
}

/* Later periods first: by last day, then by first day. */
static int64_t time_of(struct str period)
{
    struct period p;
    assert_true(period_read(period, &p));
    return day_number(p.to) * 100000 + day_number(p.from);
}

static void a_list_shows_of_each_report_what_the_report_itself_shows(void **state)
{
    struct world *w = *state;
    history(w);
    static const int64_t seen[WORLD_PEOPLE] = { [OFFICER] = 20, [HEAD] = 20, [OFFICE] = 13, [CHAIR] = 10, [UPPER] = 11,
        [OTHER_OFFICER] = 10, [OTHER_HEAD] = 10 };
    for (int p = 0; p < WORLD_PEOPLE; p++) {
        struct report_page all, some;
        struct report_filter filter = { .state = -1, .limit = 100 };
        DONE(report_list(w->a, w->db, &w->who[p], &filter, &all));
        assert_int_equal(all.total, seen[p]);
        assert_int_equal(all.n, all.total);
        for (size_t i = 0; i < all.n; i++) {
            struct report one;
            DONE(report_get(w->a, w->db, &w->who[p], all.list[i].id, &one));
            same_report(&all.list[i], &one);
            if (i) assert_true(time_of(all.list[i - 1].period) >= time_of(all.list[i].period));
        }
        filter.limit = 3;
        for (; filter.offset < all.total + 3; filter.offset += 3) {
            DONE(report_list(w->a, w->db, &w->who[p], &filter, &some));
            assert_int_equal(some.total, all.total);
            for (size_t i = 0; i < some.n; i++)
                assert_int_equal(some.list[i].id, all.list[(size_t)filter.offset + i].id);
            assert_int_equal(some.n, filter.offset >= all.total           ? 0
                                     : all.total - filter.offset >= 3 ? 3
                                                                      : all.total - filter.offset);
        }
    }
    struct report_page page;
    DONE(report_list(w->a, w->db, &w->who[OFFICER],
        &(struct report_filter){ .state = REPORT_RETURNED, .body_id = w->body[WOMEN], .period = S("2022") }, &page));
    assert_int_equal(page.total, 1);
    assert_int_equal(page.n, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_draft_keeps_its_words_its_source_and_its_figures),
        IN_WORLD(one_body_has_one_report_of_a_period),
        IN_WORLD(a_report_of_too_many_figures_is_refused_whole),
        IN_WORLD(it_is_not_handed_in_with_undecided_figures_or_without_words),
        IN_WORLD(every_act_by_every_role_in_every_state),
        IN_WORLD(nobody_and_strangers_see_nothing),
        IN_WORLD(a_change_on_an_old_version_says_who_changed_it_and_when),
        IN_WORLD(a_return_needs_a_reason_and_keeps_it),
        IN_WORLD(a_closed_period_takes_no_more_changes),
        IN_WORLD(a_list_shows_of_each_report_what_the_report_itself_shows),
        IN_WORLD(new_words_keep_the_decisions_on_what_still_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
