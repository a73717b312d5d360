/* test_scan_page.c - pages that came as pictures: kept with their words, shown to whoever may see the report. */
#include "core/report/scan_page.h"
#include "report_world.h"

static const char png[] = "\x89PNG not really a picture";

struct putting { int64_t report_id; const struct record *record; };
static error put_job(struct arena *a, struct db *db, void *arg)
{
    const struct putting *job = arg;
    return scan_pages_put(a, db, job->report_id, job->record);
}

/* "Trao 120 suất" on the first line of page 1, "quà" on its second, "Xong" on page 2. */
static struct record scanned(struct arena *a)
{
    static const struct word_found words[] = {
        { .span = { 0, 4 }, .page = 0, .left = 100, .top = 50, .right = 160, .bottom = 80, .confidence = 950 },
        { .span = { 5, 8 }, .page = 0, .left = 170, .top = 52, .right = 220, .bottom = 80, .confidence = 420 },
        { .span = { 9, 16 }, .page = 0, .left = 230, .top = 48, .right = 300, .bottom = 82, .confidence = 900 },
        { .span = { 17, 21 }, .page = 0, .left = 100, .top = 100, .right = 150, .bottom = 130, .confidence = 900 },
        { .span = { 22, 26 }, .page = 1, .left = 40, .top = 60000, .right = 65535, .bottom = 65535, .confidence = 999 },
    };
    struct record r = { .text = S("Trao 120 suất quà\nXong"), .word_count = COUNT(words), .page_count = 2 };
    r.words = NEW_N(a, struct word_found, COUNT(words));
    memcpy(r.words, words, sizeof words);
    r.pages = NEW_N(a, struct page_found, 2);
    for (size_t i = 0; i < 2; i++)
        r.pages[i] = (struct page_found){ { (const unsigned char *)png, sizeof png - 1 }, 1000, 1400 };
    return r;
}

static int64_t keep(struct world *w, struct scan_page **pages, size_t *n)
{
    int64_t id = world_draft(w, w->body[WOMEN], "2023-06", "Trao 120 suất quà\nXong");
    struct record record = scanned(w->a);
    struct putting job = { id, &record };
    DONE(db_write(w->a, w->s, put_job, &job));
    struct report r = world_report(w, id, w->body[WOMEN]);
    r.pages = 2;
    DONE(scan_pages(w->a, w->db, &r, pages, n));
    return id;
}

static void words_come_back_as_they_were_kept(void **state)
{
    struct world *w = *state;
    struct scan_page *page;
    size_t n;
    keep(w, &page, &n);
    assert_int_equal(n, 2);
    assert_int_equal(page[0].words, 4);
    assert_int_equal(page[0].width, 1000);
    assert_int_equal(page[0].word[1].span.from, 5);
    assert_int_equal(page[0].word[1].confidence, 420);
    assert_int_equal(page[0].word[2].right, 300);
    assert_int_equal(page[1].words, 1);
    assert_int_equal(page[1].word[0].span.to, 26);
    assert_int_equal(page[1].word[0].bottom, 65535);
}

static void a_passage_has_one_box_a_line(void **state)
{
    struct world *w = *state;
    struct scan_page *page;
    struct scan_box *box;
    size_t n;
    keep(w, &page, &n);
    assert_int_equal(scan_boxes(w->a, page, n, (struct span){ 5, 21 }, &box), 2);
    assert_int_equal(box[0].left, 170);
    assert_int_equal(box[0].right, 300);
    assert_int_equal(box[0].top, 48);
    assert_int_equal(box[1].top, 100);
    assert_int_equal(scan_boxes(w->a, page, n, (struct span){ 20, 26 }, &box), 2);
    assert_int_equal(box[1].page, 2);
    assert_int_equal(scan_boxes(w->a, page, n, (struct span){ 4, 5 }, &box), 0);
}

static void a_picture_is_for_the_eyes_that_may_see_the_report(void **state)
{
    struct world *w = *state;
    struct scan_page *page;
    struct bytes picture;
    struct str type;
    size_t n;
    int64_t id = keep(w, &page, &n);
    DONE(scan_picture(w->a, w->db, &w->who[OFFICER], id, 2, &picture, &type));
    assert_string_equal(str_z(w->a, type), "image/png");
    assert_int_equal(picture.n, sizeof png - 1);
    REFUSED(ERR_MISSING, scan_picture(w->a, w->db, &w->who[OFFICER], id, 3, &picture, &type));
    REFUSED(ERR_MISSING, scan_picture(w->a, w->db, &w->who[OTHER_OFFICER], id, 1, &picture, &type));
    REFUSED(ERR_MISSING, scan_picture(w->a, w->db, &w->who[OFFICE], id, 1, &picture, &type)); /* a draft */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(words_come_back_as_they_were_kept),
        IN_WORLD(a_passage_has_one_box_a_line),
        IN_WORLD(a_picture_is_for_the_eyes_that_may_see_the_report),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
