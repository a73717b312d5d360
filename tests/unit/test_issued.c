/* test_issued.c - papers of a briefing: their numbers, what signing freezes, replacing, differences, the register. */
#include "support/issued_ground.h"
#include "core/meeting/attend.h"
#include "core/meeting/opinion.h"
#include "core/office/term.h"
#include "write/layout.h"
#include <pthread.h>

static struct paper paper_of(struct world *w, int64_t id)
{
    struct issued i = one(w, id);
    struct paper p;
    DONE(issued_paper(w->a, w->db, &w->who[OFFICE], &i, &p));
    return p;
}

/* All the text of its paragraphs and cells. */
static struct str said(struct world *w, const struct paper *p)
{
    struct buf b = buf_open(w->a);
    for (size_t i = 0; i < p->blocks; i++) {
        for (size_t k = 0; k < p->block[i].runs; k++) buf_str(&b, p->block[i].run[k].text);
        for (size_t r = 0; r < p->block[i].rows; r++)
            for (size_t c = 0; c < p->block[i].row[r].cells; c++)
                for (size_t k = 0; k < p->block[i].row[r].cell[c].runs; k++)
                    buf_str(&b, p->block[i].row[r].cell[c].run[k].text);
        buf_char(&b, '\n');
    }
    return buf_done(&b);
}

static void says(struct world *w, const struct paper *p, const char *words)
{
    struct str text = said(w, p);
    if (str_find(text, str_c(words), 0) == SIZE_MAX) fail_msg("“%s” is not in: %.*s", words, STR(text));
}

static void says_not(struct world *w, const struct paper *p, const char *words)
{
    struct str text = said(w, p);
    if (str_find(text, str_c(words), 0) != SIZE_MAX) fail_msg("“%s” is in: %.*s", words, STR(text));
}

static void a_notice_says_what_was_concluded_in_the_formula(void **state)
{
    struct world *w = *state;
    struct paper p = paper_of(w, drafted(w, ended(w), "TB"));
    assert_string_equal(str_z(w->a, p.kind), "THÔNG BÁO");
    assert_string_equal(str_z(w->a, p.number), "-TB/ĐU");
    assert_string_equal(str_z(w->a, p.authority), "T/M Ban Thường vụ");
    assert_string_equal(str_z(w->a, p.post), "Bí thư");
    assert_string_equal(str_z(w->a, p.signer), "Phạm Văn Hải");
    says(w, &p, "Ngày 06/07/2023");
    says(w, &p, "1. Thống nhất. Giao Hội Liên hiệp Phụ nữ phường Bến Lúa");
    says(w, &p, "trước ngày 15/08/2023");
    says(w, &p, "đo bằng 30 phần quà");
    says(w, &p, "biết, thực hiện.");
}

static void a_notice_names_the_bodies_that_came_and_goes_to_all_that_were_asked(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), id = drafted(w, meeting, "TB");
    struct paper p = paper_of(w, id);
    says(w, &p, "Hội Liên hiệp Phụ nữ phường Bến Lúa, Hội Nông dân phường Bến Lúa");
    database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE attendee SET present_at = NULL WHERE body_id = %lld",
        (long long)w->body[FARMERS])));
    p = paper_of(w, id);
    says(w, &p, "Dự họp có đại diện");
    says_not(w, &p, "Hội Nông dân");
    bool told = false;
    for (size_t i = 0; i < p.copy_count; i++) told |= str_find(p.copies[i], S("Hội Nông dân"), 0) != SIZE_MAX;
    assert_true(told);
}

static int64_t opinion_of(struct world *w, int64_t meeting, const char *words)
{
    struct opinion o = { .unit_id = w->ward, .meeting_id = meeting, .body_id = w->body[WOMEN], .words = str_c(words),
        .kind = OPINION_DIFFICULTY, .key = str_c(words) };
    int64_t id;
    DONE(opinion_put(w->a, w->s, &w->who[OFFICE], &o, &id));
    return id;
}

static void a_promised_day_alone_is_an_answer_in_the_notice(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), id = opinion_of(w, meeting, "Thiếu hội trường.");
    (void)opinion_of(w, meeting, "Chưa ai trả lời.");
    DONE(opinion_answer(w->a, w->s, &w->who[OFFICE], id, 1, S(""), S("2023-09-30")));
    struct paper p = paper_of(w, drafted(w, meeting, "TB"));
    says(w, &p, "(Thiếu hội trường): trả lời trước ngày 30/09/2023.");
    says_not(w, &p, "Chưa ai trả lời");
}

static void an_answer_given_here_to_what_was_raised_before_stands_in_notice_and_minutes(void **state)
{
    struct world *w = *state;
    clock_fix(world_time - (int64_t)5 * 24 * 60 * 60 * 1000);
    int64_t asked = opinion_of(w, 0, "Thiếu hội trường"), other = opinion_of(w, 0, "Thiếu máy chiếu");
    clock_fix(world_time);
    int64_t meeting = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-06", MEETING_OPEN);
    DONE(opinion_answer(w->a, w->s, &w->who[OFFICE], asked, 1, S("Đã bố trí"), S("")));
    struct briefing_step end = { meeting, MEETING_ENDED, &w->who[OFFICE] };
    DONE(db_write(w->a, w->s, briefing_step_job, &end));
    (void)other;
    struct paper p = paper_of(w, drafted(w, meeting, "TB"));
    says(w, &p, "Về khó khăn của Hội Phụ nữ (Thiếu hội trường): Đã bố trí.");
    says_not(w, &p, "Thiếu máy chiếu");
    p = paper_of(w, drafted(w, meeting, "BB"));
    says(w, &p, "Trả lời khó khăn của Hội Phụ nữ nêu ngày 02/07/2023: Thiếu hội trường.");
    says(w, &p, "trả lời: Đã bố trí.");
    database_run(w->path, "UPDATE agenda_item SET opinion_id = NULL");
    p = paper_of(w, drafted(w, meeting, "BB"));
    says(w, &p, "trả lời: Đã bố trí.");
}

static void an_invitation_leaves_out_what_was_taken_off_and_is_signed_with_a_day_only(void **state)
{
    struct world *w = *state;
    int64_t meeting = briefing_planned(w, briefing_series(w), "2023-Q2", ""), id = drafted(w, meeting, "GM");
    struct paper p = paper_of(w, id);
    says(w, &p, "Thảo luận, trao đổi;");
    database_run(w->path, "UPDATE agenda_item SET state = 'skipped' WHERE kind = 'talk'");
    p = paper_of(w, id);
    says_not(w, &p, "Thảo luận, trao đổi;");
    REFUSED(ERR_CONFLICT, issued_sign(w->a, w->s, &w->who[OFFICE], id, 1, 0, S("2023-07-07")));
    database_run(w->path, "UPDATE meeting SET day = '2023-07-27'");
    sign(w, id, 0);
}

static void a_briefing_has_one_conclusion_whatever_its_series_calls_it_since(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), notice = drafted(w, meeting, "TB");
    sign(w, notice, 0);
    database_run(w->path, "UPDATE meeting_series SET conclusion = 'KL'");
    assert_int_equal(drafted(w, meeting, "TB"), notice);
}

static void the_same_draft_is_opened_again(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), id = drafted(w, meeting, "TB");
    assert_int_equal(drafted(w, meeting, "TB"), id);
    assert_int_equal(drafted(w, meeting, "KL"), id);           /* the kind is the host's */
    assert_int_not_equal(drafted(w, meeting, "BB"), id);
}

static void signing_concludes_the_briefing_and_makes_its_tasks(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), id = drafted(w, meeting, "TB");
    sign(w, id, 0);
    assert_string_equal(str_z(w->a, one(w, id).number_words), "01-TB/ĐU");
    assert_string_equal(str_z(w->a, one(w, id).book), "2025-2030");
    assert_int_equal(briefing(w, meeting).state, MEETING_CONCLUDED);
    struct task_list tasks = tasks_of(w, meeting);
    assert_int_equal(tasks.n, 1);
    REFUSED(ERR_CONFLICT, issued_sign(w->a, w->s, &w->who[OFFICE], id, one(w, id).version, 0, S("2023-07-07")));
}

static void what_is_not_over_or_says_nothing_is_not_signed(void **state)
{
    struct world *w = *state;
    int64_t series = briefing_series(w);
    int64_t open = briefing_in(w, series, "2023-Q1", "2023-04-06", MEETING_OPEN), notice = drafted(w, open, "TB");
    REFUSED(ERR_CONFLICT, issued_sign(w->a, w->s, &w->who[OFFICE], notice, 1, 0, S("2023-07-07")));
    struct briefing_step end = { open, MEETING_ENDED, &w->who[OFFICE] };
    DONE(db_write(w->a, w->s, briefing_step_job, &end));
    REFUSED(ERR_CONFLICT, issued_sign(w->a, w->s, &w->who[OFFICE], notice, 1, 0, S("2023-07-07")));
    conclude(w, open, "rà soát hộ nghèo");
    REFUSED(ERR_INPUT, issued_sign(w->a, w->s, &w->who[OFFICE], notice, 1, 0, S("2023-04-05")));
    REFUSED(ERR_INPUT, issued_sign(w->a, w->s, &w->who[OFFICE], notice, 1, 0, S("2023-07-08")));
    REFUSED(ERR_CONFLICT, issued_sign(w->a, w->s, &w->who[OFFICE], notice, 2, 0, S("2023-07-07")));
    REFUSED(ERR_MISSING, issued_sign(w->a, w->s, &w->who[OFFICER], notice, 1, 0, S("2023-07-07")));
    sign(w, notice, 0);
}

static void a_number_by_hand_must_be_free_and_what_is_skipped_is_told(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), first = drafted(w, meeting, "TB"), second;
    sign(w, first, 4);
    DONE(issued_replace(w->a, w->s, &w->who[OFFICE], first, S("Sai thời hạn"), &second));
    struct issued i = one(w, second);
    struct issued_free place;
    DONE(issued_free(w->a, w->db, &i, S("2023-07-07"), &place));
    assert_int_equal(place.next, 5);
    assert_int_equal(place.skips, 3);
    assert_int_equal(place.skipped[2], 3);
    REFUSED(ERR_CONFLICT, issued_sign(w->a, w->s, &w->who[OFFICE], second, 1, 4, S("2023-07-07")));
    sign(w, second, 2);
    assert_string_equal(str_z(w->a, one(w, second).number_words), "02-TB/ĐU");
    int64_t minutes = drafted(w, meeting, "BB");               /* each kind has its own numbers */
    sign(w, minutes, 0);
    assert_string_equal(str_z(w->a, one(w, minutes).number_words), "01-BB/ĐU");
}

/* The same paper, before and after everybody is called otherwise. */
static void a_signed_paper_comes_out_the_same_byte_for_byte(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w);
    static const char *const kinds[] = { "GM", "TB", "BB" };
    for (size_t k = 0; k < COUNT(kinds); k++) {
        int64_t id = drafted(w, meeting, kinds[k]);
        sign(w, id, 0);
        struct paper before = paper_of(w, id);
        struct bytes docx, pdf, docx2, pdf2;
        DONE(paper_docx(w->a, &before, &docx));
        DONE(paper_pdf(w->a, &before, &pdf));
        const char *word = str_z(w->a, str_fmt(w->a, "Khác %zu", k));
        database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE person SET name = '%s'", word)));
        database_run(w->path, str_z(w->a,
            str_fmt(w->a, "UPDATE body_frame SET name = '%s', issuer = '%s'", word, word)));
        database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE directive SET words = '%s'", word)));
        database_run(w->path, str_z(w->a,
            str_fmt(w->a, "UPDATE meeting SET title = '%s', chair_name = '%s'", word, word)));
        clock_fix(world_time + (int64_t)400 * 24 * 60 * 60 * 1000);
        struct paper after = paper_of(w, id);
        DONE(paper_docx(w->a, &after, &docx2));
        DONE(paper_pdf(w->a, &after, &pdf2));
        clock_fix(world_time);
        assert_int_equal(docx.n, docx2.n);
        assert_memory_equal(docx.p, docx2.p, docx.n);
        assert_int_equal(pdf.n, pdf2.n);
        assert_memory_equal(pdf.p, pdf2.p, pdf.n);
    }
}

static struct bytes file_of(struct world *w, int64_t id, const char *format)
{
    struct issued i = one(w, id);
    struct bytes made;
    DONE(issued_made(w->a, w->db, &w->who[OFFICE], &i, str_c(format), &made));
    return made;
}

static bool same_bytes(struct bytes x, struct bytes y) { return x.n == y.n && !memcmp(x.p, y.p, x.n); }

/* An office changes its layout, as docs/manual says it may: for the papers that follow. */
static void the_files_of_a_signed_paper_stay_when_the_layout_changes(void **state)
{
    struct world *w = *state;
    int64_t id = drafted(w, ended(w), "TB");
    struct layout *l = (struct layout *)(uintptr_t)layout_find(one(w, id).layout), kept = *l;
    static const char *const formats[] = { "pdf", "docx" };
    struct bytes before[2];
    sign(w, id, 0);
    for (size_t k = 0; k < COUNT(formats); k++) before[k] = file_of(w, id, formats[k]);
    l->margin_left += 500;
    l->type[EL_BODY].size += 4;
    for (size_t k = 0; k < COUNT(formats); k++) assert_true(same_bytes(file_of(w, id, formats[k]), before[k]));
    database_run(w->path, "DELETE FROM issued_made");          /* signed by a program that did not keep them */
    for (size_t k = 0; k < COUNT(formats); k++) assert_false(same_bytes(file_of(w, id, formats[k]), before[k]));
    *l = kept;
    for (size_t k = 0; k < COUNT(formats); k++) assert_true(same_bytes(file_of(w, id, formats[k]), before[k]));
}

static void a_draft_follows_the_data_until_it_is_signed(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), id = drafted(w, meeting, "TB");
    conclude(w, meeting, "tổ chức thăm, tặng quà gia đình chính sách");
    struct paper p = paper_of(w, id);
    says(w, &p, "2. Thống nhất.");
    struct issued to = { .id = id, .version = 1, .receivers = S("Thường trực Thành ủy\n\nLưu Văn phòng"),
        .subject = S("Kết luận tại buổi giao ban") };
    DONE(issued_word(w->a, w->s, &w->who[OFFICE], &to));
    p = paper_of(w, id);
    assert_int_equal(p.copy_count, 2);
    assert_string_equal(str_z(w->a, p.subject), "Kết luận tại buổi giao ban");
    REFUSED(ERR_CONFLICT, issued_word(w->a, w->s, &w->who[OFFICE], &to));
}

static void a_new_version_replaces_the_old_and_shows_what_differs(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), first = drafted(w, meeting, "TB"), second, again;
    sign(w, first, 0);
    REFUSED(ERR_INPUT, issued_replace(w->a, w->s, &w->who[OFFICE], first, S(" "), &second));
    DONE(issued_replace(w->a, w->s, &w->who[OFFICE], first, S("Ghi sai thời hạn"), &second));
    DONE(issued_replace(w->a, w->s, &w->who[OFFICE], first, S("Ghi sai thời hạn"), &again));
    assert_int_equal(second, again);
    database_run(w->path, "UPDATE directive SET due = '2023-08-20'");
    sign(w, second, 0);
    struct issued old = one(w, first), new = one(w, second);
    assert_int_equal(old.state, ISSUED_REPLACED);
    assert_int_equal(old.replaced_by, second);
    struct paper p = paper_of(w, second);
    says(w, &p, "thay thế Thông báo số 01-TB/ĐU ngày 07/07/2023; lý do: ghi sai thời hạn.");
    struct paper_change *change;
    struct paper_words words;
    size_t n;
    DONE(issued_changes(w->a, w->db, &w->who[OFFICE], &new, &old, &change, &n));
    assert_int_equal(n, 2);                                    /* the day, and the sentence that replaces */
    assert_string_equal(str_z(w->a, change[1].before), "");
    paper_words(w->a, &change[0], &words);
    assert_int_equal(words.befores, 3);
    assert_true(words.after[1].changed);
    assert_string_equal(str_z(w->a, words.before[1].text), "15/08/2023, ");
    assert_string_equal(str_z(w->a, words.after[1].text), "20/08/2023, ");
}

static void minutes_say_who_was_there_and_two_sign_them(void **state)
{
    struct world *w = *state;
    struct paper p = paper_of(w, drafted(w, ended(w), "BB"));
    says(w, &p, "Dự họp: có mặt");
    says(w, &p, "III. KẾT LUẬN CỦA CHỦ TRÌ");
    says(w, &p, "1. Thống nhất. Giao");
    assert_string_equal(str_z(w->a, p.second_post), "Thư ký");
    assert_string_equal(str_z(w->a, p.post), "Chủ trì");
}

static void minutes_say_at_which_hour_each_item_began_and_how_long_it_took(void **state)
{
    struct world *w = *state;
    enum { MINUTE = 60 * 1000 };
    static const struct { int item, before; } order[] = { { 0, 100 }, { 1, 85 }, { 0, 60 } };  /* 15:00; back to it */
    int64_t id = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-06", MEETING_OPEN);
    struct meeting m = briefing(w, id);
    struct agenda all;
    DONE(agenda_get(w->a, w->db, &m, &all));
    for (size_t i = 0; i < COUNT(order); i++) {
        clock_fix(world_time - order[i].before * MINUTE);
        DONE(agenda_on(w->a, w->s, &w->who[OFFICE], id, all.item[order[i].item].id, 0));
    }
    clock_fix(world_time - 50 * MINUTE);
    struct briefing_step end = { id, MEETING_ENDED, &w->who[OFFICE] };
    DONE(db_write(w->a, w->s, briefing_step_job, &end));
    clock_fix(world_time);
    struct paper p = paper_of(w, drafted(w, id, "BB"));
    says(w, &p, "1. Tuyên bố lý do, giới thiệu đại biểu (từ 15 giờ, trong 25 phút)");
    says(w, &p, "(từ 15 giờ 15 phút, trong 25 phút)");
}

static void a_reminder_names_the_paper_the_day_and_what_is_asked(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), letter, again;
    sign(w, drafted(w, meeting, "TB"), 0);
    struct task_list tasks = tasks_of(w, meeting);
    clock_fix(world_time + (int64_t)60 * 24 * 60 * 60 * 1000);
    DONE(issued_remind(w->a, w->s, &w->who[OFFICE], tasks.row[0].id, &letter));
    DONE(issued_remind(w->a, w->s, &w->who[OFFICE], tasks.row[0].id, &again));
    assert_int_equal(letter, again);
    struct paper p = paper_of(w, letter);
    clock_fix(world_time);
    assert_int_equal(p.kind.n, 0);
    assert_string_equal(str_z(w->a, p.number), "-CV/ĐU");
    assert_string_equal(str_z(w->a, p.to[0]), "Hội Liên hiệp Phụ nữ phường Bến Lúa");
    says(w, &p, "01-TB/ĐU ngày 07/07/2023");
    says(w, &p, "đã quá hạn 21 ngày");
    says(w, &p, "trước ngày 15/08/2023");
}

static void what_came_in_is_numbered_as_it_came_and_marked_when_late(void **state)
{
    struct world *w = *state;
    int64_t first, second;
    struct issued in = { .unit_id = w->ward, .kind = S("BC"), .number_words = S("12/BC-HPN"), .day = S("2023-07-01"),
        .sender = S("Hội Liên hiệp Phụ nữ thành phố"), .subject = S("Kết quả công tác Hội"), .arrived = S("2023-07-05"),
        .due = S("2023-07-03"), .file_name = S("cong-van.pdf") };
    struct bytes content = { (const unsigned char *)"%PDF-1.4", 8 }, back;
    struct str name;
    DONE(issued_enter(w->a, w->s, &w->who[OFFICE], &in, content, &first));
    in.due = S("");
    DONE(issued_enter(w->a, w->s, &w->who[OFFICE], &in, (struct bytes){ NULL, 0 }, &second));
    assert_int_equal(one(w, first).number, 1);
    assert_int_equal(one(w, second).number, 2);
    assert_true(one(w, first).late);
    assert_false(one(w, second).late);
    struct issued row = one(w, second);
    row.arrived = S("2022-12-30");                         /* it came last year: the next of that year's book */
    DONE(issued_enter(w->a, w->s, &w->who[OFFICE], &row, (struct bytes){ NULL, 0 }, &second));
    assert_int_equal(one(w, second).number, 1);
    assert_string_equal(str_z(w->a, one(w, second).book), "2022");
    row = one(w, first);
    DONE(issued_file(w->a, w->db, &row, &name, &back));
    assert_int_equal(back.n, 8);
    row.sender = S("");
    REFUSED(ERR_INPUT, issued_enter(w->a, w->s, &w->who[OFFICE], &row, content, &second));
    REFUSED(ERR_MISSING, issued_get(w->a, w->db, &w->who[OFFICER], first, &row));
}

static void who_only_reads_sees_what_is_signed(void **state)
{
    struct world *w = *state;
    struct issued_ask ask = { .unit_id = w->ward, .in = true, .out = true };
    struct issued_list list;
    int64_t id = drafted(w, ended(w), "TB");
    DONE(issued_list(w->a, w->db, &w->who[OFFICER], &ask, &list));
    assert_int_equal(list.n, 0);
    sign(w, id, 0);
    DONE(issued_list(w->a, w->db, &w->who[OFFICER], &ask, &list));
    assert_int_equal(list.n, 1);
    ask.year = S("2022");
    DONE(issued_list(w->a, w->db, &w->who[OFFICER], &ask, &list));
    assert_int_equal(list.n, 0);
    REFUSED(ERR_DENIED, issued_draft(w->a, w->s, &w->who[OFFICER], 1, S("TB"), &id));
}

/* Twenty drafts, signed by two threads at once: twenty numbers, none twice, none left out. */
struct signer { struct world *w; const int64_t *id; size_t from; size_t signed_; };
static void *sign_all(void *arg)
{
    struct signer *s = arg;
    struct arena *a = arena_open(64 << 20);
    for (size_t i = s->from; i < 20; i += 2)
        s->signed_ += !issued_sign(a, s->w->s, &s->w->who[OFFICE], s->id[i], 1, 0, S("2023-07-07"));
    arena_close(a);
    return NULL;
}

static void two_who_sign_at_once_get_two_numbers(void **state)
{
    struct world *w = *state;
    int64_t meeting = ended(w), id[20], tb = drafted(w, meeting, "TB");
    sign(w, tb, 0);
    struct task_list tasks = tasks_of(w, meeting);
    for (size_t i = 0; i < 20; i++) {                          /* letters, as if of twenty tasks */
        DONE(issued_remind(w->a, w->s, &w->who[OFFICE], tasks.row[0].id, &id[i]));
        database_run(w->path, "UPDATE issued SET task_id = NULL WHERE state = 'draft'");
    }
    database_run(w->path, str_z(w->a, str_fmt(w->a, "UPDATE issued SET task_id = %lld WHERE state = 'draft'",
        (long long)tasks.row[0].id)));
    struct signer s[2] = { { w, id, 0, 0 }, { w, id, 1, 0 } };
    pthread_t thread[2];
    for (size_t i = 0; i < 2; i++) assert_int_equal(pthread_create(&thread[i], NULL, sign_all, &s[i]), 0);
    for (size_t i = 0; i < 2; i++) pthread_join(thread[i], NULL);
    assert_int_equal(s[0].signed_ + s[1].signed_, 20);
    struct issued i = one(w, id[0]);
    struct issued_free place;
    DONE(issued_free(w->a, w->db, &i, S("2023-07-07"), &place));
    assert_int_equal(place.next, 21);
    assert_int_equal(place.skips, 0);
}

static void a_paper_is_kept_with_all_its_parts(void **state)
{
    struct world *w = *state;
    struct run plain[] = { { .text = S("một\thai\nba\\bốn") }, { .text = S(""), .bold = true, .link = S("/x") } };
    struct cell cell[] = { { .run = plain, .runs = 2, .align = ALIGN_RIGHT, .bold = true, .span = 2 }, { .span = 0 } };
    struct table_row row[] = { { .cell = cell, .cells = 2, .head = true },
        { .cell = cell, .cells = 1, .total = true } };
    int width[] = { 300, 700 };
    struct block block[] = { { .kind = BLOCK_HEADING, .level = 2, .run = plain, .runs = 1 },
        { .kind = BLOCK_TABLE, .row = row, .rows = 2, .width = width, .columns = 2, .caption = S("Bảng") },
        { .kind = BLOCK_ITEM, .level = 1, .run = plain, .runs = 2 } };
    struct str to[] = { S("Nơi một"), S("Nơi hai") };
    struct paper p = { .layout = layout_find(S("state")), .issuer = S("Ủy ban"), .date = { 2023, 7, 0 }, .block = block,
        .blocks = 3, .to = to, .to_count = 2, .tone = PLACE_NEW, .second_post = S("Thư ký"),
        .made = S("2023-07-07") };
    struct paper back;
    struct str kept = paper_keep(w->a, &p);
    DONE(paper_kept(w->a, kept, &back));
    assert_string_equal(str_z(w->a, paper_keep(w->a, &back)), str_z(w->a, kept));
    assert_int_equal(back.block[1].row[0].cell[0].runs, 2);
    assert_int_equal(back.block[1].width[1], 700);
    assert_string_equal(str_z(w->a, back.block[0].run[0].text), "một\thai\nba\\bốn");
    REFUSED(ERR_FAULT, paper_kept(w->a, S("something else"), &back));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(a_notice_says_what_was_concluded_in_the_formula),
        IN_WORLD(a_notice_names_the_bodies_that_came_and_goes_to_all_that_were_asked),
        IN_WORLD(a_promised_day_alone_is_an_answer_in_the_notice),
        IN_WORLD(an_answer_given_here_to_what_was_raised_before_stands_in_notice_and_minutes),
        IN_WORLD(an_invitation_leaves_out_what_was_taken_off_and_is_signed_with_a_day_only),
        IN_WORLD(a_briefing_has_one_conclusion_whatever_its_series_calls_it_since),
        IN_WORLD(the_same_draft_is_opened_again),
        IN_WORLD(signing_concludes_the_briefing_and_makes_its_tasks),
        IN_WORLD(what_is_not_over_or_says_nothing_is_not_signed),
        IN_WORLD(a_number_by_hand_must_be_free_and_what_is_skipped_is_told),
        IN_WORLD(a_signed_paper_comes_out_the_same_byte_for_byte),
        IN_WORLD(the_files_of_a_signed_paper_stay_when_the_layout_changes),
        IN_WORLD(a_draft_follows_the_data_until_it_is_signed),
        IN_WORLD(a_new_version_replaces_the_old_and_shows_what_differs),
        IN_WORLD(minutes_say_who_was_there_and_two_sign_them),
        IN_WORLD(minutes_say_at_which_hour_each_item_began_and_how_long_it_took),
        IN_WORLD(a_reminder_names_the_paper_the_day_and_what_is_asked),
        IN_WORLD(what_came_in_is_numbered_as_it_came_and_marked_when_late),
        IN_WORLD(who_only_reads_sees_what_is_signed),
        IN_WORLD(two_who_sign_at_once_get_two_numbers),
        IN_WORLD(a_paper_is_kept_with_all_its_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
