/* test_figure.c - decisions about figures: what people type is read, what they see is kept, what two do at once
 * is told. */
#include "report_world.h"
#include <pthread.h>

struct held { int64_t report; struct figure *list; size_t n; };
static struct held hold(struct world *w, const char *text)
{
    struct held h = { .report = world_draft(w, w->body[WOMEN], "2023-06", text) };
    DONE(figure_list(w->a, w->db, &w->who[OFFICER], h.report, &h.list, &h.n));
    return h;
}

static struct figure again(struct world *w, int64_t id)
{
    struct figure f;
    DONE(figure_get(w->a, w->db, &w->who[OFFICER], id, &f));
    return f;
}

static void a_decision_is_kept_with_who_and_when(void **state)
{
    struct world *w = *state;
    struct held h = hold(w, "Trao [120|suất quà|M7] và [2|căn|M4]");
    DONE(figure_confirm(w->a, w->s, &w->who[OFFICER], h.list[0].id, h.list[0].version));
    DONE(figure_reject(w->a, w->s, &w->who[OFFICER], h.list[1].id, h.list[1].version, S("chỉ nêu địa điểm")));
    struct figure yes = again(w, h.list[0].id), no = again(w, h.list[1].id);
    assert_int_equal(yes.state, FIGURE_CONFIRMED);
    assert_string_equal(str_z(w->a, yes.decided_by), "Trần Thị Lan");
    assert_int_equal(yes.decided_at, world_time);
    assert_int_equal(no.state, FIGURE_REJECTED);
    assert_int_equal(no.use, FIGURE_IS_REJECTED);
    assert_string_equal(str_z(w->a, no.note), "chỉ nêu địa điểm");
}

static void typed_amounts_are_read_as_people_write_them(void **state)
{
    struct world *w = *state;
    struct held h = hold(w, "Trao [120|suất quà|M7]");
    static const struct { const char *amount, *unit, *words; } table[] = {
        { "30", "suất quà", "30 suất quà" },
        { "1.284", "hội viên", "1.284 hội viên" },
        { "12,5", "ha", "12,5 ha" },
        { "trên 459 triệu đồng", "", "trên 459 triệu đồng" },
        { "gần 30 triệu", "VND", "gần 30 triệu đồng" },
        { "61.794.000đ", "VND", "61,794 triệu đồng" },
        { "từ 20 đến 30 triệu đồng", "", "từ 20 đến 30 triệu đồng" },
        { "từ 20 đến 30", "suất quà", "từ 20 đến 30 suất quà" },
        { "hai mươi mốt", "em", "21 em" },
        { "45 suất học bổng", "", "45 suất học bổng" },
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        struct figure f = again(w, h.list[0].id);
        struct figure_entry e = figure_entry(w->a, &f);
        e.amount = str_c(table[i].amount);
        e.unit = str_c(table[i].unit);
        e.approx = VN_EXACT;
        e.indicator = S("");
        error refused = figure_change(w->a, w->s, &w->who[OFFICER], f.id, f.version, &e, S(""));
        if (refused) fail_msg("%s: %s", table[i].amount, refused->said);
        f = again(w, f.id);
        if (strcmp(str_z(w->a, f.words), table[i].words) != 0) fail_msg("%s: %.*s", table[i].amount, STR(f.words));
        assert_int_equal(f.state, FIGURE_CONFIRMED);
        struct figure_entry back = figure_entry(w->a, &f);         /* what the form shows reads back to the same */
        DONE(figure_change(w->a, w->s, &w->who[OFFICER], f.id, f.version, &back, S("")));
        assert_string_equal(str_z(w->a, again(w, f.id).words), table[i].words);
    }
}

static void a_wrong_field_is_refused_with_what_to_write(void **state)
{
    struct world *w = *state;
    struct held h = hold(w, "Trao [120|suất quà|M7] và [3|suất quà|M7|part=1]");
    const struct figure_entry good = figure_entry(w->a, &h.list[0]);
    struct { struct figure_entry entry; } bad[16];
    size_t n = 0;
#define BAD(...) do { struct figure_entry e = good; __VA_ARGS__; bad[n++].entry = e; } while (0)
    BAD(e.amount = S(""));
    BAD(e.amount = S("nhiều"));
    BAD(e.amount = S("9.000.000.000.000.000.000.000"));
    BAD(e.amount = S("2.000.000.000.000.000"));
    BAD(e.unit = S(" "));
    BAD(e.amount = S("12/31"));
    BAD(e.approx = VN_RANGE);
    BAD(e.indicator = S("XX9"));
    BAD(e.organisation = S("ABC"));
    BAD(e.period = S("tháng sáu"));
    BAD(e.whole = S("không rõ"));
    BAD(e.part_of = 99);
    BAD(e.part_of = 1);
    BAD(e.part_of = 2);
#undef BAD
    for (size_t i = 0; i < n; i++) {
        error e = figure_change(w->a, w->s, &w->who[OFFICER], h.list[0].id, h.list[0].version, &bad[i].entry, S(""));
        if (!e || e->kind != ERR_INPUT) fail_msg("row %zu: %s", i, e ? e->said : "not refused");
    }
    assert_int_equal(again(w, h.list[0].id).state, FIGURE_READ);
    assert_int_equal(again(w, h.list[0].id).value, 120 * MILLI);
}

static void undo_brings_back_what_was_read(void **state)
{
    struct world *w = *state;
    struct held h = hold(w, "Vận động [30000000|VND|M8|approx=under|item=quà] [2|căn|M4]");
    struct figure_entry e = figure_entry(w->a, &h.list[0]);
    e.amount = S("35 triệu đồng");
    e.approx = VN_EXACT;
    e.indicator = S("M3");
    DONE(figure_change(w->a, w->s, &w->who[OFFICER], h.list[0].id, h.list[0].version, &e, S("đếm lại")));
    struct figure f = again(w, h.list[0].id);
    assert_string_equal(str_z(w->a, f.words), "35 triệu đồng");
    assert_string_equal(str_z(w->a, f.read_words), "gần 30 triệu đồng");
    assert_string_equal(str_z(w->a, f.indicator_name), "Vận động an sinh xã hội");
    DONE(figure_undo(w->a, w->s, &w->who[OFFICER], f.id, f.version));
    f = again(w, f.id);
    assert_string_equal(str_z(w->a, f.words), "gần 30 triệu đồng");
    assert_string_equal(str_z(w->a, f.indicator), "M8");
    assert_string_equal(str_z(w->a, f.item), "quà");
    assert_int_equal(f.state, FIGURE_READ);
    assert_int_equal(f.read_words.n, 0);
}

static void the_second_of_two_at_once_is_told_both_values(void **state)
{
    struct world *w = *state;
    struct held h = hold(w, "Vận động [30000000|VND|M8]");
    struct figure_entry first = figure_entry(w->a, &h.list[0]), second = first;
    first.amount = S("36 triệu đồng");
    second.amount = S("35 triệu đồng");
    DONE(figure_change(w->a, w->s, &w->who[OFFICER], h.list[0].id, h.list[0].version, &first, S("")));
    error e = REFUSED(ERR_CONFLICT,
        figure_change(w->a, w->s, &w->who[OFFICER], h.list[0].id, h.list[0].version, &second, S("")));
    assert_string_equal(e->said,
        "Số liệu số 1 đã được Trần Thị Lan xác nhận lúc 16:40 ngày 07/07/2023 với giá trị “36 triệu đồng”; "
        "đồng chí vừa định ghi “35 triệu đồng”. Xem lại rồi quyết định lần nữa.");
    assert_string_equal(str_z(w->a, again(w, h.list[0].id).words), "36 triệu đồng");
}

/* ---- two at the very same time ---- */

struct racer {
    struct store *s;
    const struct who *who;
    struct figure figure;
    const char *amount;
    bool done, conflict;
};

static void *race(void *arg)
{
    struct racer *r = arg;
    struct arena *a = arena_open(64 << 20);
    struct figure_entry e = figure_entry(a, &r->figure);
    e.amount = str_c(r->amount);
    error refused = figure_change(a, r->s, r->who, r->figure.id, r->figure.version, &e, S(""));
    r->done = !refused;
    r->conflict = refused && refused->kind == ERR_CONFLICT;
    arena_close(a);
    return NULL;
}

static void of_many_at_the_same_time_one_is_kept_and_the_others_are_told(void **state)
{
    enum { ROUNDS = 20, RACERS = 4 };
    struct world *w = *state;
    static const char *const amounts[RACERS] = { "31 triệu đồng", "32 triệu đồng", "33 triệu đồng", "34 triệu đồng" };
    struct held h = hold(w, "Vận động [30000000|VND|M8]");
    for (int round = 0; round < ROUNDS; round++) {
        struct racer racer[RACERS];
        pthread_t thread[RACERS];
        struct figure f = again(w, h.list[0].id);
        for (int i = 0; i < RACERS; i++) {
            racer[i] = (struct racer){ w->s, &w->who[OFFICER], f, amounts[i], false, false };
            assert_int_equal(pthread_create(&thread[i], NULL, race, &racer[i]), 0);
        }
        int done = 0, told = 0, winner = -1;
        for (int i = 0; i < RACERS; i++) {
            assert_int_equal(pthread_join(thread[i], NULL), 0);
            done += racer[i].done;
            told += racer[i].conflict;
            if (racer[i].done) winner = i;
        }
        assert_int_equal(done, 1);
        assert_int_equal(told, RACERS - 1);
        assert_string_equal(str_z(w->a, again(w, f.id).words), amounts[winner]);
    }
}

static void words_that_were_missed_are_added_where_they_stand(void **state)
{
    struct world *w = *state;
    struct held h = hold(w, "Hội tặng 45 suất học bổng cho học sinh nghèo, [2|căn|M4].");
    struct str text = world_report(w, h.report, w->body[WOMEN]).text;
    size_t from = str_find(text, S("45 suất"), 0);
    struct span span = { from, from + strlen("45 suất học bổng") };
    int64_t id;
    DONE(figure_add(w->a, w->s, &w->who[OFFICER], h.report, 1, span, NULL, &id));
    struct figure f = again(w, id);
    assert_string_equal(str_z(w->a, f.words), "45 suất học bổng");
    assert_string_equal(str_z(w->a, f.quote), "45 suất học bổng");
    assert_true(f.added);
    assert_int_equal(f.state, FIGURE_CONFIRMED);
    assert_int_equal(f.seq, 2);
    REFUSED(ERR_CONFLICT, figure_add(w->a, w->s, &w->who[OFFICER], h.report, 1, span, NULL, &id));
    REFUSED(ERR_CONFLICT, figure_add(w->a, w->s, &w->who[OFFICER], h.report, 7, span, NULL, &id));
    REFUSED(ERR_INPUT,
        figure_add(w->a, w->s, &w->who[OFFICER], h.report, 1, (struct span){ 0, 2 }, NULL, &id)); /* cuts "ộ" */
    REFUSED(ERR_INPUT, figure_add(w->a, w->s, &w->who[OFFICER], h.report, 1, (struct span){ 5, 5 }, NULL, &id));
    REFUSED(ERR_INPUT, figure_add(w->a, w->s, &w->who[OFFICER], h.report, 1, (struct span){ 0, 90000 }, NULL, &id));
    size_t words = str_find(text, S("học sinh nghèo"), 0);
    REFUSED(ERR_INPUT, figure_add(w->a, w->s, &w->who[OFFICER], h.report, 1,
                           (struct span){ words, words + strlen("học sinh nghèo") }, NULL, &id));
    struct figure_entry typed = {
        .amount = S("12"), .unit = S("học sinh"), .item = S("học sinh nghèo"), .organisation = S("LHPN")
    };
    DONE(figure_add(w->a, w->s, &w->who[OFFICER], h.report, 1,
        (struct span){ words, words + strlen("học sinh nghèo") }, &typed, &id));
    assert_int_equal(again(w, id).dimension, DIMENSION_PEOPLE);
    /* it stays while its words stand */
    DONE(report_change_text(
        w->a, w->s, &w->who[OFFICER], h.report, 1, S(""), S("Đầu bài. Hội tặng 45 suất học bổng.")));
    struct figure *list;
    size_t n;
    DONE(figure_list(w->a, w->db, &w->who[OFFICER], h.report, &list, &n));
    assert_int_equal(n, 1);
    assert_string_equal(str_z(w->a, list[0].quote), "45 suất học bổng");
}

static void figures_of_a_report_that_is_handed_in_stand_still(void **state)
{
    struct world *w = *state;
    struct held h = hold(w, "Trao [120|suất quà|M7]");
    REFUSED(ERR_DENIED, figure_confirm(w->a, w->s, &w->who[HEAD], h.list[0].id, h.list[0].version));
    REFUSED(ERR_MISSING, figure_confirm(w->a, w->s, &w->who[OFFICE], h.list[0].id, h.list[0].version));
    REFUSED(ERR_MISSING, figure_confirm(w->a, w->s, &w->who[OFFICER], h.list[0].id + 1000, 1));
    world_submit(w, h.report, w->body[WOMEN]);
    error e = REFUSED(ERR_CONFLICT, figure_undo(w->a, w->s, &w->who[OFFICER], h.list[0].id, 2));
    assert_string_equal(e->said, "Chưa sửa được báo cáo tháng 6/2023 của Hội Phụ nữ: báo cáo đã nộp, đang chờ "
                                 "duyệt. Đề nghị người duyệt trả lại rồi sửa.");
    REFUSED(ERR_DENIED, figure_reject(w->a, w->s, &w->who[OFFICE], h.list[0].id, 2, S("")));
}

static void the_period_before_stands_beside(void **state)
{
    struct world *w = *state;
    world_approved(w, w->body[WOMEN], "2023-05", "Trao [85|suất quà|M7|approx=over]");
    struct held h = hold(w, "Trao [120|suất quà|M7], [2|căn|M4]");
    assert_true(h.list[0].has_last);
    assert_string_equal(str_z(w->a, h.list[0].last_words), "trên 85 phần quà");
    assert_false(h.list[1].has_last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_decision_is_kept_with_who_and_when),
        IN_WORLD(typed_amounts_are_read_as_people_write_them),
        IN_WORLD(a_wrong_field_is_refused_with_what_to_write),
        IN_WORLD(undo_brings_back_what_was_read),
        IN_WORLD(the_second_of_two_at_once_is_told_both_values),
        IN_WORLD(of_many_at_the_same_time_one_is_kept_and_the_others_are_told),
        IN_WORLD(words_that_were_missed_are_added_where_they_stand),
        IN_WORLD(figures_of_a_report_that_is_handed_in_stand_still),
        IN_WORLD(the_period_before_stands_beside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
