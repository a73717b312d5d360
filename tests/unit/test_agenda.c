/* test_agenda.c - an agenda builds itself and keeps what people wrote; its papers, their lateness and comments. */
#include "support/briefing.h"
#include "core/grow.h"
#include "core/meeting/attend.h"
#include "core/meeting/opinion.h"
#include "core/meeting/paper_text.h"

static struct agenda items(struct world *w, int64_t id)
{
    struct meeting m = briefing(w, id);
    struct agenda all;
    DONE(agenda_get(w->a, w->db, &m, &all));
    return all;
}

static const struct agenda_item *of_kind(const struct agenda *all, enum item_kind kind)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->item[i].kind == kind) return &all->item[i];
    return NULL;
}

static const struct agenda_item *of_body(const struct agenda *all, int64_t body_id)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->item[i].kind == ITEM_REPORT && all->item[i].body_id == body_id) return &all->item[i];
    return NULL;
}

static int64_t planned(struct world *w) { return briefing_planned(w, briefing_series(w), "2023-Q2", "2023-07-27"); }

static void who_has_not_reported_is_named_first_and_no_more_when_they_have(void **state)
{
    struct world *w = *state;
    static const char *const months[] = { "2023-04", "2023-05", "2023-06" };
    for (int b = WOMEN; b <= FRONT; b++)
        for (size_t i = 0; i < COUNT(months) - (b == FARMERS); i++)
            world_approved(w, w->body[b], months[i], "[1|suất quà|M7]");
    int64_t id = planned(w);
    struct agenda all = items(w, id);
    assert_int_equal(all.item[0].kind, ITEM_OPENING);
    assert_int_equal(all.item[1].kind, ITEM_MISSING);
    assert_string_equal(str_z(w->a, all.item[1].title), "Chưa có báo cáo quý II/2023: Hội Nông dân (tháng 6/2023)");
    world_approved(w, w->body[FARMERS], "2023-06", "[2|suất quà|M7]");
    DONE(agenda_rebuild(w->a, w->s, &w->who[OFFICE], id));
    all = items(w, id);
    assert_null(of_kind(&all, ITEM_MISSING));
    assert_int_equal(of_body(&all, w->body[FARMERS])->papers, 3);
}

static void building_again_keeps_what_was_worded_moved_and_dropped(void **state)
{
    struct world *w = *state;
    int64_t id = planned(w), item;
    const struct who *office = &w->who[OFFICE];
    struct agenda all = items(w, id);
    struct agenda_item to = *of_body(&all, w->body[WOMEN]);
    to.title = S("Hội Phụ nữ báo cáo chuyên đề nhà trọ");
    to.minutes = 20;
    DONE(agenda_put(w->a, w->s, office, &to, &item));
    REFUSED(ERR_CONFLICT, agenda_put(w->a, w->s, office, &to, &item));
    int64_t place = 1;
    for (size_t i = 0; all.item[i].id != to.id; i++) place++;
    for (int sent = 0; sent < 2; sent++) {                     /* twice is as once */
        DONE(agenda_move(w->a, w->s, office, to.id, place + 1));
        DONE(agenda_drop(w->a, w->s, office, of_kind(&all, ITEM_PACK)->id));
    }
    DONE(agenda_rebuild(w->a, w->s, office, id));
    all = items(w, id);
    assert_string_equal(str_z(w->a, of_body(&all, w->body[WOMEN])->title), "Hội Phụ nữ báo cáo chuyên đề nhà trọ");
    assert_int_equal(of_body(&all, w->body[WOMEN])->minutes, 20);
    assert_true(of_body(&all, w->body[FARMERS])->ordinal < of_body(&all, w->body[WOMEN])->ordinal);
    assert_int_equal(of_kind(&all, ITEM_PACK)->state, ITEM_SKIPPED);
    DONE(agenda_back(w->a, w->s, office, of_kind(&all, ITEM_PACK)->id));
    DONE(agenda_back(w->a, w->s, office, of_kind(&all, ITEM_PACK)->id));
    all = items(w, id);
    assert_int_equal(of_kind(&all, ITEM_PACK)->state, ITEM_WAITING);
    REFUSED(ERR_DENIED, agenda_rebuild(w->a, w->s, &w->who[CHAIR], id));
}

/* The first two that are shown. */
static void assert_begins(struct world *w, int64_t id, int64_t first, int64_t second)
{
    struct agenda all = items(w, id);
    int64_t shown[2] = { 0, 0 };
    for (size_t i = 0, n = 0; i < all.n && n < 2; i++)
        if (all.item[i].state != ITEM_SKIPPED) shown[n++] = all.item[i].id;
    assert_int_equal(shown[0], first);
    assert_int_equal(shown[1], second);
}

static void an_item_steps_over_what_is_passed_over(void **state)
{
    struct world *w = *state;
    const struct who *office = &w->who[OFFICE];
    int64_t id = planned(w);
    struct agenda all = items(w, id);
    int64_t first = all.item[0].id, third = all.item[2].id, last = all.item[all.n - 1].id;
    DONE(agenda_drop(w->a, w->s, office, all.item[1].id));
    DONE(agenda_move(w->a, w->s, office, third, 1));
    assert_begins(w, id, third, first);
    DONE(agenda_move(w->a, w->s, office, third, 2));
    assert_begins(w, id, first, third);
    DONE(agenda_move(w->a, w->s, office, third, 0));           /* no place */
    DONE(agenda_move(w->a, w->s, office, first, 99));
    all = items(w, id);
    assert_int_equal(all.item[all.n - 1].id, first);
    assert_int_equal(all.item[all.n - 2].id, last);
}

static void a_difficulty_is_asked_of_the_body_that_raised_it_and_of_the_one_that_is_to_answer(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), raised;
    int64_t first = briefing_in(w, series, "2023-Q1", "2023-04-20", MEETING_OPEN);
    struct opinion o = { .unit_id = w->ward, .meeting_id = first, .body_id = w->body[WOMEN],
        .kind = OPINION_DIFFICULTY, .words = S("Thiếu phòng sinh hoạt"), .asked_of = S("Công an phường"),
        .raised_by = S("Lê Thị Mai"), .key = S("k") };
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &raised));
    struct briefing_step step = { first, MEETING_ENDED, &w->who[OFFICE] };
    DONE(db_write(w->a, w->s, briefing_step_job, &step));
    struct agenda all = items(w, briefing_planned(w, series, "2023-Q2", "2023-07-27"));
    const struct agenda_item *item = of_kind(&all, ITEM_DIFFICULTY);
    const struct { int64_t body; const char *name; bool asked; } who[] = {
        { w->body[WOMEN], "Hội Phụ nữ", true }, { 0, "Công An Phường", true },
        { w->body[FARMERS], "Hội Nông dân", false }, { 0, "Trạm Y tế", false }, { 0, "", false } };
    for (size_t i = 0; i < COUNT(who); i++) {
        bool asked;
        DONE(agenda_asks(w->a, w->db, item, who[i].body, str_c(who[i].name), &asked));
        assert_int_equal(asked, who[i].asked);
    }
}

static error body_job(struct arena *a, struct db *db, void *arg)
{
    struct body *b = arg;
    return body_add(a, db, b, &b->id);
}

static int64_t another_body(struct world *w, const char *name)
{
    struct body b = { .unit_id = w->ward, .organisation = S("NKT"), .name = str_c(name), .short_name = str_c(name),
        .layout = S("state"), .ordinal = 90, .reports = true, .valid_from = S("2000-01-01") };
    DONE(db_write(w->a, w->s, body_job, &b));
    return b.id;
}

static void the_line_of_missing_bodies_can_be_saved_however_many_they_are(void **state)
{
    enum { MANY = 24 };
    struct world *w = *state;
    int64_t series = briefing_series(w), item;
    struct series s;
    DONE(series_get(w->a, w->db, &w->who[OFFICE], series, &s));
    for (int i = 0; i < MANY; i++) {
        const char *name = str_z(w->a, str_fmt(w->a, "Chi hội Người khuyết tật phường số %d", i));
        struct series_body one = { .body_id = another_body(w, name) };
        LIST_ADD(w->a, s.body, s.bodies, one);
    }
    DONE(series_put(w->a, w->s, &w->who[OFFICE], &s, &series));
    int64_t id = briefing_planned(w, series, "2023-Q2", "2023-07-20");
    struct agenda all = items(w, id);
    struct agenda_item missing = *of_kind(&all, ITEM_MISSING);
    assert_true(missing.title.n <= AGENDA_TITLE_MOST);
    assert_true(str_find(missing.title, S("tổ chức khác"), 0) != SIZE_MAX);
    missing.minutes = 8;
    DONE(agenda_put(w->a, w->s, &w->who[OFFICE], &missing, &item));
    missing.version++;
    missing.title = str_fmt(w->a, "%.*s%.*s", STR(missing.title), STR(missing.title));
    error e = agenda_put(w->a, w->s, &w->who[OFFICE], &missing, &item);
    assert_true(e && e->kind == ERR_INPUT && strstr(e->said, "dài quá"));
}

static void a_difficulty_without_an_answer_stands_there_until_it_is_closed(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w), raised;
    int64_t first = briefing_in(w, series, "2023-Q1", "2023-04-20", MEETING_OPEN);
    struct opinion o = { .unit_id = w->ward, .meeting_id = first, .body_id = w->body[WOMEN],
        .kind = OPINION_DIFFICULTY, .words = S("Chị em nhà trọ đổi chỗ ở, khó giữ sinh hoạt tổ"),
        .raised_by = S("Lê Thị Mai"), .raised_on = S("2023-04-20"), .asked_of = S(""), .key = S("k1") };
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &raised));
    int64_t id = briefing_planned(w, series, "2023-Q2", "2023-07-27");
    struct agenda all = items(w, id);
    assert_non_null(of_kind(&all, ITEM_DIFFICULTY));
    assert_int_equal(of_kind(&all, ITEM_DIFFICULTY)->opinion_id, raised);
    struct opinion kept;
    DONE(opinion_get(w->a, w->db, &w->who[CHAIR], raised, &kept));
    DONE(opinion_close(w->a, w->s, &w->who[CHAIR], raised, kept.version));
    DONE(agenda_rebuild(w->a, w->s, &w->who[OFFICE], id));
    all = items(w, id);
    assert_null(of_kind(&all, ITEM_DIFFICULTY));
}

static void an_item_that_is_on_keeps_its_time_when_the_next_one_begins(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-27", MEETING_OPEN);
    struct agenda all = items(w, id);
    const struct who *chair = &w->who[CHAIR];
    DONE(agenda_on(w->a, w->s, chair, id, all.item[0].id, 0));
    clock_fix(world_time + 90 * 1000);
    DONE(agenda_on(w->a, w->s, chair, id, all.item[1].id, 0));
    clock_fix(world_time + 150 * 1000);
    all = items(w, id);
    assert_int_equal(all.item[0].state, ITEM_DONE);
    assert_int_equal(all.item[0].spent, 90 * 1000);
    assert_int_equal(all.item[1].state, ITEM_ON);
    assert_int_equal(all.item[1].spent, 60 * 1000);
    assert_int_equal(briefing(w, id).item_id, all.item[1].id);
    DONE(meeting_move(w->a, w->s, chair, id, briefing(w, id).version, MEETING_ENDED, S("")));
    assert_int_equal(briefing(w, id).item_id, 0);
    all = items(w, id);
    assert_int_equal(all.item[1].spent, 60 * 1000);
}

static struct bytes bytes_of(struct str s) { return (struct bytes){ (const unsigned char *)s.p, s.n }; }

static void a_paper_is_sent_by_the_office_or_the_body_of_the_item_and_late_after_the_day_of_the_series(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-12", MEETING_INVITED), paper, late;
    struct agenda all = items(w, id);
    int64_t item = of_body(&all, w->body[WOMEN])->id;
    struct bytes text = bytes_of(S("Đề án nhà trọ\nMột trang.\n"));
    DONE(agenda_paper_add(w->a, w->s, &w->who[HEAD], item, S("de-an.txt"), text, &paper));
    REFUSED(ERR_DENIED, agenda_paper_add(w->a, w->s, &w->who[OTHER_HEAD], item, S("b.txt"), text, &late));
    clock_fix(world_time + (int64_t)86400000);
    DONE(agenda_paper_add(w->a, w->s, &w->who[OFFICE], item, S("bo-sung.txt"), text, &late));
    struct agenda_paper p;
    struct meeting m;
    struct bytes kept;
    DONE(agenda_paper_get(w->a, w->db, &w->who[OTHER_OFFICER], paper, &p, &m));
    assert_false(p.late);
    assert_int_equal(p.pages, 1);
    DONE(agenda_paper_bytes(w->a, w->db, paper, &kept));
    assert_int_equal(kept.n, text.n);
    DONE(agenda_paper_get(w->a, w->db, &w->who[OFFICE], late, &p, &m));
    assert_true(p.late);
    REFUSED(ERR_MISSING, agenda_paper_get(w->a, w->db, world_writer(w, w->other_body, ROLE_HEAD), paper, &p, &m));
    m.day = S("2023-07-27");
    DONE(meeting_change(w->a, w->s, &w->who[OFFICE], &m));
    DONE(agenda_paper_get(w->a, w->db, &w->who[OFFICE], late, &p, &m));
    assert_false(p.late);
    REFUSED(ERR_DENIED, agenda_paper_drop(w->a, w->s, &w->who[OTHER_OFFICER], late));
    DONE(agenda_paper_drop(w->a, w->s, &w->who[OFFICE], late));
}

static void a_comment_stays_with_its_page_and_the_paper_with_its_comments(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-27", MEETING_INVITED), paper, said;
    struct agenda all = items(w, id);
    DONE(agenda_paper_add(w->a, w->s, &w->who[HEAD], of_body(&all, w->body[WOMEN])->id, S("de-an.txt"),
        bytes_of(S("Một\n")), &paper));
    const struct who *other = &w->who[OTHER_OFFICER];
    REFUSED(ERR_INPUT, paper_comment_add(w->a, w->s, other, paper, 1, S("  "), &said));
    DONE(paper_comment_add(w->a, w->s, other, paper, 1, S("Ghi rõ nguồn"), &said));
    struct paper_comments list;
    DONE(paper_comments(w->a, w->db, &w->who[HEAD], paper, &list));
    assert_int_equal(list.n, 1);
    assert_int_equal(list.row[0].page, 1);
    assert_false(list.row[0].mine);
    REFUSED(ERR_CONFLICT, agenda_paper_drop(w->a, w->s, &w->who[HEAD], paper));
    REFUSED(ERR_MISSING, paper_comment_add(w->a, w->s, world_writer(w, w->other_body, ROLE_HEAD), paper, 1, S("x"),
        &said));
}

static void long_text_is_cut_into_pages_between_paragraphs(void **state)
{
    struct world *w = *state;
    struct buf b = buf_open(w->a);
    struct str *page;
    for (int i = 0; i < 100; i++) buf_fmt(&b, "Đoạn thứ %d của một báo cáo dài hơn một trang giấy.\n", i);
    size_t n = paper_pages(w->a, buf_done(&b), &page), total = 0;
    assert_true(n >= 2);
    for (size_t i = 0; i < n; i++) total += page[i].n + 1;
    assert_int_equal(total, b.n);
    assert_int_equal(paper_pages(w->a, S("một\fhai\fba"), &page), 3);
    assert_string_equal(str_z(w->a, page[1]), "hai");
    assert_int_equal(paper_pages(w->a, S(""), &page), 0);
}

static void what_is_most_likely_planned_next_follows_the_last_one(void **state)
{
    struct world *w = *state;
    int64_t id = briefing_series(w);
    struct series s;
    struct meeting_plan plan;
    struct meeting last;
    DONE(series_get(w->a, w->db, &w->who[OFFICE], id, &s));
    DONE(meeting_suggest(w->a, w->db, &s, &plan, &last));
    assert_string_equal(str_z(w->a, plan.period), "2023-Q2");      /* today is 7 July: the quarter that is over */
    assert_int_equal(plan.day.n, 0);
    briefing_planned(w, id, "2023-Q2", "2023-07-27");
    DONE(meeting_suggest(w->a, w->db, &s, &plan, &last));
    assert_string_equal(str_z(w->a, plan.period), "2023-Q3");
    assert_string_equal(str_z(w->a, plan.day), "2023-10-27");      /* a Friday, 27 days after the end again */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(who_has_not_reported_is_named_first_and_no_more_when_they_have),
        IN_WORLD(building_again_keeps_what_was_worded_moved_and_dropped),
        IN_WORLD(a_difficulty_is_asked_of_the_body_that_raised_it_and_of_the_one_that_is_to_answer),
        IN_WORLD(an_item_steps_over_what_is_passed_over),
        IN_WORLD(the_line_of_missing_bodies_can_be_saved_however_many_they_are),
        IN_WORLD(a_difficulty_without_an_answer_stands_there_until_it_is_closed),
        IN_WORLD(an_item_that_is_on_keeps_its_time_when_the_next_one_begins),
        IN_WORLD(a_paper_is_sent_by_the_office_or_the_body_of_the_item_and_late_after_the_day_of_the_series),
        IN_WORLD(a_comment_stays_with_its_page_and_the_paper_with_its_comments),
        IN_WORLD(long_text_is_cut_into_pages_between_paragraphs),
        IN_WORLD(what_is_most_likely_planned_next_follows_the_last_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
