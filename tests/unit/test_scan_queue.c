/* test_scan_queue.c - scans that wait: kept, read in their turn, refused, failed, taken up again; by the real reader of
 * pages. A scan here is a page with a white picture, and behind it, or not, a page of words. */
#include "core/report/scan_queue.h"
#include "core/report/bundle.h"
#include "core/report/scan_worker.h"
#include "read/child.h"
#include "report_world.h"
#include "support/pictures.h"
#include "support/program.h"
#include <poll.h>

static const char words[] =
    "BT /F 12 Tf 72 700 Td (Trong thang, Hoi da trao [120|suat qua|M7] cho hoi vien ngheo.) Tj ET";

static struct bytes scan_of(struct arena *a, const char *second)
{
    static const char show[] = "q 120 0 0 170 0 0 cm /I Do Q";
    const struct str objects[] = {
        S("<</Type/Catalog/Pages 2 0 R>>"), S("<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>"),
        S("<</Type/Page/Parent 2 0 R/MediaBox[0 0 120 170]/Contents 5 0 R/Resources<</XObject<</I 7 0 R>>>>>>"),
        S("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R"
          "/Resources<</XObject<</I 7 0 R>>/Font<</F 8 0 R>>>>>>"),
        str_fmt(a, "<</Length %zu>>stream\n%s\nendstream", sizeof show - 1, show),
        str_fmt(a, "<</Length %zu>>stream\n%s\nendstream", strlen(second), second),
        S("<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1"
          "/Filter[]>>stream\n\xFF\nendstream"),
        S("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
    };
    return pdf_of(a, objects, COUNT(objects));
}

static int64_t send(struct world *w, int body, const char *period, const char *second)
{
    struct report_draft draft = { .body_id = w->body[body], .period = str_c(period), .title = S(""), .text = S(""),
                                  .document = scan_of(w->a, second), .document_name = S("quet.pdf") };
    int64_t id, bundle;
    struct who *who = NEW(w->a, struct who);
    *who = *world_writer(w, w->body[body], ROLE_OFFICER);
    DONE(bundle_receive(w->a, w->s, who, &draft, &id, &bundle));
    assert_int_equal(bundle, 0);
    return id;
}

static bool always(void *of) { return of == NULL; }

static bool read_next(struct world *w)
{
    bool found;
    DONE(scan_queue_read(w->a, w->s, always, NULL, &found));
    return found;
}

static struct scan_wait wait_of(struct world *w, int64_t id, bool there)
{
    struct scan_wait wait;
    bool found;
    DONE(scan_queue_find(w->a, w->db, id, &wait, &found));
    assert_int_equal(found, there);
    return wait;
}

/* The world's people have no grants in the database; the reading asks for them there. */
static error allow_job(struct arena *a, struct db *db, void *arg)
{
    struct world *w = arg;
    return account_allow(a, db, &(struct new_grant){ .account_id = w->who[OFFICER].account_id, .role = ROLE_OFFICER,
        .unit_id = w->ward, .body_id = w->body[WOMEN], .from = S("2020-01-01"), .to = S("") }, &w->grant[OFFICER].id);
}

static int up(void **state)
{
    int bad = world_up(state);
    struct world *w = *state;
    child_program(program_path(w->a), 0);
    DONE(db_write(w->a, w->s, allow_job, w));
    return bad;
}

static int down(void **state)
{
    child_program(NULL, 0);
    return world_down(state);
}

static void a_scan_is_an_empty_draft_until_it_is_read(void **state)
{
    struct world *w = *state;
    int64_t id = send(w, WOMEN, "2023-06", words);
    struct report r = world_report(w, id, w->body[WOMEN]);
    assert_int_equal(r.state, REPORT_DRAFT);
    assert_int_equal(r.text.n, 0);
    struct scan_wait wait = wait_of(w, id, true);
    assert_int_equal(wait.state, SCAN_WAITING);
    assert_int_equal(wait.before, 0);
    assert_true(str_is(wait.name, S("quet.pdf")));
    assert_true(read_next(w));
    wait_of(w, id, false);
    r = world_report(w, id, w->body[WOMEN]);
    assert_true(str_find(r.text, S("120"), 0) != SIZE_MAX);
    assert_true(str_is(r.source_name, S("quet.pdf")));
    assert_int_equal(r.pages, 1);
    assert_int_equal(r.figures, 1);
    assert_false(read_next(w));
    struct audit_rows event;
    DONE(report_history(w->a, w->db, world_writer(w, w->body[WOMEN], ROLE_OFFICER), id, &event));
    assert_true(str_is(event.row[event.n - 1].act, S("report.change_text")));
    assert_true(str_is(event.row[event.n - 1].name, str_c(world_people[OFFICER].name)));
}

static const char several[] =
    "BT /F 12 Tf 72 700 Td (## Bao cao thang 5|LHPN|2023-05) Tj 0 -40 Td (Trao [12|suat qua|M7].) Tj "
    "0 -40 Td (## Bao cao thang 6|LHPN|2023-06) Tj 0 -40 Td (Trao [15|suat qua|M7] va [2|can|M4].) Tj ET";

static int64_t bundle_of(struct world *w, int64_t draft)
{
    int64_t id;
    DONE(bundle_for_draft(w->a, w->db, draft, &id));
    return id;
}

static void a_scan_of_several_reports_is_offered_as_several(void **state)
{
    struct world *w = *state;
    const struct who *who = world_writer(w, w->body[WOMEN], ROLE_OFFICER);
    int64_t draft = send(w, WOMEN, "2023-06", several), first;
    assert_int_equal(bundle_of(w, draft), 0);
    assert_true(read_next(w));
    wait_of(w, draft, false);
    int64_t id = bundle_of(w, draft);
    struct bundle b;
    DONE(bundle_get(w->a, w->db, who, id, &b));
    assert_int_equal(b.parts, 2);
    assert_int_equal(world_report(w, draft, w->body[WOMEN]).text.n, 0);
    struct bundle_pick pick[] = { { .number = 1 }, { .number = 2 } };
    DONE(bundle_take(w->a, w->s, who, id, pick, 2, &first));
    struct report may = world_report(w, first, w->body[WOMEN]), june = world_report(w, draft, w->body[WOMEN]);
    assert_string_equal(str_z(w->a, may.period), "2023-05");
    assert_int_equal(may.figures, 1);
    assert_string_equal(str_z(w->a, june.title), "Bao cao thang 6");      /* the draft that waited took its period */
    assert_int_equal(june.figures, 2);
    assert_int_equal(bundle_of(w, draft), 0);
    DONE(bundle_get(w->a, w->db, who, id, &b));
    assert_int_equal(b.part[0].report_id, first);
    assert_int_equal(b.part[1].report_id, draft);
}

static void all_of_such_a_scan_may_be_the_one_report_it_was_sent_for(void **state)
{
    struct world *w = *state;
    const struct who *who = world_writer(w, w->body[WOMEN], ROLE_OFFICER);
    int64_t draft = send(w, WOMEN, "2023-06", several), made;
    assert_true(read_next(w));
    DONE(bundle_take_whole(w->a, w->s, who, bundle_of(w, draft), &made));
    assert_int_equal(made, draft);
    struct report r = world_report(w, draft, w->body[WOMEN]);
    assert_int_equal(r.figures, 3);
    assert_int_equal(r.pages, 1);
}

static void a_draft_that_has_other_words_meanwhile_keeps_them(void **state)
{
    struct world *w = *state;
    const struct who *who = world_writer(w, w->body[WOMEN], ROLE_OFFICER);
    int64_t draft = send(w, WOMEN, "2023-06", several), made;
    assert_true(read_next(w));
    int64_t id = bundle_of(w, draft);
    struct report r = world_report(w, draft, w->body[WOMEN]);
    DONE(report_change_text(w->a, w->s, who, draft, r.version, S(""), S("Trao [7|suất quà|M7].")));
    assert_int_equal(bundle_of(w, draft), 0);
    struct bundle_pick june = { .number = 2 };
    REFUSED(ERR_CONFLICT, bundle_take(w->a, w->s, who, id, &june, 1, &made));
    assert_int_equal(world_report(w, draft, w->body[WOMEN]).figures, 1);
}

static bool never(void *of) { return of != NULL; }

static void a_reading_that_the_program_broke_off_is_taken_up_again(void **state)
{
    struct world *w = *state;
    int64_t first = send(w, WOMEN, "2023-05", words), second = send(w, WOMEN, "2023-06", words);
    bool found;
    DONE(scan_queue_read(w->a, w->s, never, NULL, &found));
    assert_true(found);
    assert_int_equal(wait_of(w, first, true).state, SCAN_READING);
    assert_int_equal(wait_of(w, second, true).before, 1);
    DONE(scan_queue_restart(w->a, w->s));
    assert_int_equal(wait_of(w, first, true).state, SCAN_WAITING);
    assert_true(read_next(w));
    wait_of(w, first, false);
    assert_int_equal(wait_of(w, second, true).before, 0);
}

static void a_blank_scan_fails_with_a_sentence_and_keeps_its_bytes(void **state)
{
    struct world *w = *state;
    const struct who *who = world_writer(w, w->body[WOMEN], ROLE_OFFICER);
    int64_t id = send(w, WOMEN, "2023-06", "");
    struct bytes sent = scan_of(w->a, ""), kept;
    struct str name;
    REFUSED(ERR_CONFLICT, scan_queue_again(w->a, w->s, who, id));
    assert_true(read_next(w));
    struct scan_wait wait = wait_of(w, id, true);
    assert_int_equal(wait.state, SCAN_FAILED);
    assert_true(wait.said.n > 40);
    assert_int_equal(wait.pages, 2);
    DONE(report_source(w->a, w->db, who, id, &kept, &name));
    assert_int_equal(kept.n, sent.n);
    assert_memory_equal(kept.p, sent.p, sent.n);
    assert_false(read_next(w));
    REFUSED(ERR_MISSING, scan_queue_again(w->a, w->s, world_writer(w, w->body[RED_CROSS], ROLE_OFFICER), id));
    DONE(scan_queue_again(w->a, w->s, who, id));
    assert_int_equal(wait_of(w, id, true).state, SCAN_WAITING);
    assert_true(read_next(w));
    assert_int_equal(wait_of(w, id, true).state, SCAN_FAILED);
    DONE(scan_queue_drop(w->a, w->s, who, id));
    wait_of(w, id, false);
}

static void words_typed_meanwhile_take_the_scan_away(void **state)
{
    struct world *w = *state;
    int64_t id = send(w, WOMEN, "2023-06", words);
    const struct who *who = world_writer(w, w->body[WOMEN], ROLE_OFFICER);
    DONE(report_change_text(w->a, w->s, who, id, 1, S(""), S("Hội tặng [7|xe đạp|M1].")));
    wait_of(w, id, false);
    assert_false(read_next(w));
    assert_int_equal(world_report(w, id, w->body[WOMEN]).figures, 1);
}

static void a_report_keeps_its_words_until_the_new_scan_is_read(void **state)
{
    struct world *w = *state;
    const struct who *who = world_writer(w, w->body[WOMEN], ROLE_OFFICER);
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "Hội tặng [7|xe đạp|M1].");
    DONE(report_change_document(w->a, w->s, who, id, 1, scan_of(w->a, ""), S("trang.pdf")));
    assert_true(read_next(w));
    assert_int_equal(wait_of(w, id, true).state, SCAN_FAILED);
    assert_true(str_find(world_report(w, id, w->body[WOMEN]).text, S("xe đạp"), 0) != SIZE_MAX);
    DONE(report_change_document(w->a, w->s, who, id, 1, scan_of(w->a, words), S("quet.pdf")));
    assert_int_equal(wait_of(w, id, true).state, SCAN_WAITING);
    assert_true(read_next(w));
    struct report r = world_report(w, id, w->body[WOMEN]);
    assert_true(str_find(r.text, S("suat qua"), 0) != SIZE_MAX);
    assert_int_equal(r.figures, 1);
}

static void who_may_not_write_the_report_any_more_has_nothing_read(void **state)
{
    struct world *w = *state;
    int64_t id = send(w, FARMERS, "2023-06", words);       /* the grant in the database is of another body */
    assert_true(read_next(w));
    struct scan_wait wait = wait_of(w, id, true);
    assert_int_equal(wait.state, SCAN_FAILED);
    assert_int_equal(world_report(w, id, w->body[FARMERS]).text.n, 0);
}

/* Drafts of bodies made for it, with a scan each, straight into the queue: looking into each takes half a second. */
struct crowd { struct world *w; int64_t body, report; bool scan; const char *second; };

static error crowd_job(struct arena *a, struct db *db, void *arg)
{
    struct crowd *c = arg;
    struct report r = { .id = c->report, .body_id = c->body };
    if (c->scan) return scan_queue_add(a, db, &c->w->who[OFFICER], &r, scan_of(a, c->second), S("quet.pdf"));
    struct body body = { .unit_id = c->w->ward, .organisation = S("CTD"), .name = S("Chi hội"),
        .short_name = S("Chi hội"), .layout = S("state"), .ordinal = 50, .reports = true,
        .valid_from = S("2000-01-01") };
    return body_add(a, db, &body, &c->body);
}

static void too_many_of_one_body_are_refused(void **state)
{
    struct world *w = *state;
    static const char *const months[] = { "2023-01", "2023-02", "2023-03", "2023-04", "2023-05" };
    for (size_t i = 0; i < COUNT(months); i++) {
        struct crowd c = { .w = w, .body = w->body[WOMEN], .scan = true, .second = words };
        c.report = world_draft(w, c.body, months[i], "");
        DONE(db_write(w->a, w->s, crowd_job, &c));
    }
    struct report_draft draft = { .body_id = w->body[WOMEN], .period = S("2023-06"), .title = S(""), .text = S(""),
                                  .document = scan_of(w->a, words), .document_name = S("quet.pdf") };
    int64_t id, bundle;
    const struct who *who = world_writer(w, w->body[WOMEN], ROLE_OFFICER);
    error e = REFUSED(ERR_BUSY, bundle_receive(w->a, w->s, who, &draft, &id, &bundle));
    assert_non_null(strstr(e->said, "5"));
    draft.body_id = w->body[FARMERS];
    DONE(bundle_receive(w->a, w->s, world_writer(w, w->body[FARMERS], ROLE_OFFICER), &draft, &id, &bundle));
    assert_true(read_next(w));
    draft.body_id = w->body[WOMEN];
    DONE(bundle_receive(w->a, w->s, who, &draft, &id, &bundle));
}

static void too_many_of_all_bodies_are_refused(void **state)
{
    struct world *w = *state;
    struct crowd c = { .w = w, .second = "" };
    for (int i = 0; i < SCANS_MOST; i++) {
        static const char *const months[] = { "2023-01", "2023-02", "2023-03", "2023-04", "2023-05" };
        c.scan = false;
        if (i % SCANS_BODY_MOST == 0) DONE(db_write(w->a, w->s, crowd_job, &c));
        c.report = world_draft(w, c.body, months[i % SCANS_BODY_MOST], "");
        c.scan = true;
        DONE(db_write(w->a, w->s, crowd_job, &c));
    }
    c.body = w->body[WOMEN];
    c.report = world_draft(w, c.body, "2023-06", "");
    error e = REFUSED(ERR_BUSY, db_write(w->a, w->s, crowd_job, &c));
    assert_non_null(strstr(e->said, "50"));
    wait_of(w, c.report, false);
}

static void the_thread_reads_what_waits_and_ends_with_its_arena(void **state)
{
    struct world *w = *state;
    int64_t first = send(w, WOMEN, "2023-05", words), second = send(w, WOMEN, "2023-06", words);
    bool found, waits = true;
    DONE(scan_queue_read(w->a, w->s, never, NULL, &found));       /* as an earlier run of the program left it */
    struct arena *own = arena_open(1 << 20);
    DONE(scan_worker_start(own, w->s));
    for (int i = 0; i < 1200 && waits; i++) {
        struct scan_wait wait;
        poll(NULL, 0, 50);
        DONE(scan_queue_find(w->a, w->db, second, &wait, &waits));
    }
    arena_close(own);
    wait_of(w, first, false);
    wait_of(w, second, false);
    assert_int_equal(world_report(w, second, w->body[WOMEN]).figures, 1);
}

int main(void)
{
#define IN_QUEUE(test) cmocka_unit_test_setup_teardown(test, up, down)
    const struct CMUnitTest tests[] = {
        IN_QUEUE(a_scan_is_an_empty_draft_until_it_is_read),
        IN_QUEUE(a_scan_of_several_reports_is_offered_as_several),
        IN_QUEUE(all_of_such_a_scan_may_be_the_one_report_it_was_sent_for),
        IN_QUEUE(a_draft_that_has_other_words_meanwhile_keeps_them),
        IN_QUEUE(a_reading_that_the_program_broke_off_is_taken_up_again),
        IN_QUEUE(a_blank_scan_fails_with_a_sentence_and_keeps_its_bytes),
        IN_QUEUE(words_typed_meanwhile_take_the_scan_away),
        IN_QUEUE(a_report_keeps_its_words_until_the_new_scan_is_read),
        IN_QUEUE(who_may_not_write_the_report_any_more_has_nothing_read),
        IN_QUEUE(too_many_of_one_body_are_refused),
        IN_QUEUE(too_many_of_all_bodies_are_refused),
        IN_QUEUE(the_thread_reads_what_waits_and_ends_with_its_arena),
    };
    return cmocka_run_group_tests_name("scan_queue", tests, NULL, NULL);
}
