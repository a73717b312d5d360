/* test_reader_pages.c - PDF and pictures through the second program: what is read, what is kept, what is refused. */
#include "read/reader.h"
#include "base/machine.h"
#include "pack/limits.h"
#include "read/child.h"
#include "support/pictures.h"
#include "support/program.h"
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <sys/wait.h>
#include <cmocka.h>

static const struct read_hints none = { .body = { "", 0 } };

static enum err_kind reading(struct arena *a, struct bytes document, struct record **r)
{
    error e = reader_read(a, document, S("bao-cao.pdf"), &none, r);
    if (e) assert_true(e->said && *e->said);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);          /* no process is left behind */
    return e ? e->kind : ERR_NONE;
}

static void test_the_text_of_a_pdf_is_read(void **state)
{
    struct arena *a = *state;
    struct record *r;
    assert_int_equal(reading(a, pdf_with(a, "BT /F 12 Tf 72 700 Td (Trong thang 6 da trao 12 phan) Tj ET "
                                            "BT /F 12 Tf 72 685 Td (qua.) Tj ET"), &r), ERR_NONE);
    assert_int_equal(r->source.format, FORMAT_PDF);
    assert_true(str_is(r->text, S("Trong thang 6 da trao 12 phan\nqua.")) ||
                str_is(r->text, S("Trong thang 6 da trao 12 phan qua.")));
    assert_int_equal(r->page_count, 0);
    assert_int_equal(r->word_count, 0);
}

static void test_letters_of_an_old_font_are_turned(void **state)
{
    struct arena *a = *state;
    struct record *r;
    const struct str objects[] = {
        S("<</Type/Catalog/Pages 2 0 R>>"), S("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        S("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"),
        S("<</Length 70>>stream\nBT /F 12 Tf 72 700 Td (H\351i Ph\364 n\367 trao 12 su\312t qu\265) Tj ET          \n"
          "endstream"),
        S("<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+.VnTime/Encoding/WinAnsiEncoding>>"),
    };
    assert_int_equal(reading(a, pdf_of(a, objects, COUNT(objects)), &r), ERR_NONE);
    assert_true(str_is(r->text, S("Hội Phụ nữ trao 12 suất quà")));
    assert_true(str_is(r->source.encoding, S("TCVN3")));
}

static struct bytes pages_of(struct arena *a, size_t count)
{
    struct str *objects = NEW_N(a, struct str, count + 4);
    struct buf kids = buf_open(a);
    for (size_t i = 0; i < count; i++) {
        buf_fmt(&kids, "%zu 0 R ", i + 5);
        objects[i + 4] = S("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                           "/Resources<</Font<</F 3 0 R>>>>>>");
    }
    objects[0] = S("<</Type/Catalog/Pages 2 0 R>>");
    objects[1] = str_fmt(a, "<</Type/Pages/Kids[%.*s]/Count %zu>>", STR(buf_done(&kids)), count);
    objects[2] = S("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    objects[3] = S("<</Length 48>>stream\nBT /F 12 Tf 72 400 Td (Trao 12 suat.) Tj ET      \nendstream");
    return pdf_of(a, objects, count + 4);
}

struct told { int calls, done, all, stop_after; };
static bool count_page(void *of, int done, int all)
{
    struct told *t = of;
    t->done = done;
    t->all = all;
    return t->calls++ < t->stop_after;
}

static void test_pages_can_be_read_kept_and_put_together(void **state)
{
    struct arena *a = *state;
    struct bytes document = pages_of(a, 3);
    struct read_pages some, rest;
    struct record *whole, *joined;
    assert_int_equal(reading(a, document, &whole), ERR_NONE);
    assert_null(reader_pages_read(a, document, S("a.pdf"), 0, NULL, &some));
    assert_int_equal(some.count, 3);
    assert_int_equal(some.next, 3);
    assert_int_equal(some.all, 3);
    assert_null(reader_pages_read(a, document, S("a.pdf"), 1, NULL, &rest));   /* taken up after the first */
    assert_int_equal(rest.count, 2);
    struct bytes kept[] = { some.page[0], rest.page[0], rest.page[1] };
    assert_null(reader_pages_record(a, document, S("a.pdf"), kept, 3, &none, &joined));
    assert_true(str_is(joined->text, whole->text));
    struct bytes wrong[] = { kept[1], kept[0] }, cut = { kept[0].p, kept[0].n - 1 };
    error e = reader_pages_record(a, document, S("a.pdf"), wrong, 2, &none, &joined);
    assert_int_equal(e->kind, ERR_FAULT);
    e = reader_pages_record(a, document, S("a.pdf"), &cut, 1, &none, &joined);
    assert_int_equal(e->kind, ERR_FAULT);
}

static void test_who_waits_is_told_and_can_stop(void **state)
{
    struct arena *a = *state;
    struct record *r;
    struct told told = { .stop_after = 1000 };
    struct read_progress progress = { .page = count_page, .of = &told };
    struct read_hints hints = { .body = S(""), .progress = &progress };
    assert_null(reader_read(a, pages_of(a, 3), S("a.pdf"), &hints, &r));
    assert_int_equal(told.done, 3);
    assert_int_equal(told.all, 3);
    told = (struct told){ .stop_after = 0 };
    error e = reader_read(a, pages_of(a, 3), S("a.pdf"), &hints, &r);
    assert_int_equal(e->kind, ERR_BUSY);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

static void test_too_many_pages_and_none_are_refused(void **state)
{
    struct arena *a = *state;
    struct record *r;
    const struct str empty[] = { S("<</Type/Catalog/Pages 2 0 R>>"), S("<</Type/Pages/Kids[]/Count 0>>") };
    assert_int_equal(reading(a, pages_of(a, LIMIT_PAGES), &r), ERR_NONE);
    assert_int_equal(reading(a, pages_of(a, LIMIT_PAGES + 1), &r), ERR_TOO_LARGE);
    assert_int_equal(reading(a, pages_of(a, 10000), &r), ERR_TOO_LARGE);
    assert_int_equal(reading(a, pdf_of(a, empty, 2), &r), ERR_INPUT);
}

static void test_a_pdf_with_a_password_says_so(void **state)
{
    struct arena *a = *state;
    struct record *r;
    struct bytes plain = pages_of(a, 1);
    struct str text = { (const char *)plain.p, plain.n };
    size_t at = str_find(text, S("/Root 1 0 R"), 0);
    struct buf b = buf_open(a);
    buf_str(&b, str_cut(text, 0, at));
    buf_c(&b, "/ID[(0123456789abcdef)(0123456789abcdef)]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44"
              "/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)>>");
    buf_str(&b, str_cut(text, at, text.n));
    error e = reader_read(a, bytes_of_buf(&b), S("a.pdf"), &none, &r);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_non_null(strstr(e->said, "mật khẩu"));
}

static void test_scripts_and_attached_files_are_not_looked_at(void **state)
{
    struct arena *a = *state;
    struct record *r;
    const struct str objects[] = {
        S("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\);while\\(1\\);)>>"
          "/Names<</EmbeddedFiles<</Names[(a.txt)<</Type/Filespec/F(a.txt)/EF<</F 6 0 R>>>>]>>>>>>"),
        S("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        S("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"),
        S("<</Length 48>>stream\nBT /F 12 Tf 72 400 Td (Trao 12 suat.) Tj ET      \nendstream"),
        S("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
        S("<</Type/EmbeddedFile/Length 8>>stream\n99 suat \nendstream"),
    };
    assert_int_equal(reading(a, pdf_of(a, objects, COUNT(objects)), &r), ERR_NONE);
    assert_true(str_is(r->text, S("Trao 12 suat.")));
}

/* Whatever the bytes: a record or a refusal, and no process left. */
static void ends_well(struct arena *a, struct bytes document)
{
    struct record *r;
    struct arena_mark mark = arena_mark(a);
    enum err_kind k = reading(a, document, &r);
    if (k != ERR_NONE && k != ERR_INPUT && k != ERR_TOO_LARGE && k != ERR_BUSY) fail_msg("%s", err_name(k));
    arena_back(a, mark);
}

static void test_hostile_pdf_ends_in_words(void **state)
{
    struct arena *a = *state;
    struct bytes whole = pages_of(a, 2);
    for (size_t n = 9; n < whole.n; n += whole.n / 12) ends_well(a, (struct bytes){ whole.p, n });
    char *deep = arena_get(a, 400001);
    memset(deep, '[', 200000);
    memset(deep + 200000, ']', 200000);
    const struct str itself[] = { S("<</Type/Catalog/Pages 2 0 R>>"),
                                  S("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>") },
                     nested[] = { S("<</Type/Catalog/Pages 2 0 R>>"), { deep, 400000 } },
                     shapes[] = { S("<</Type/Catalog/Pages 2 0 R>>"), S("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                                  S("<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 -1e30]/Contents 4 0 R>>"),
                                  S("<</Length 14>>stream\n9999 0 0 9 re f\nendstream") },
                     length[] = { S("<</Type/Catalog/Pages 2 0 R>>"), S("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                                  S("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"),
                                  S("<</Length 4 0 R/Filter/FlateDecode>>stream\nx\nendstream") };
    ends_well(a, pdf_of(a, itself, COUNT(itself)));
    ends_well(a, pdf_of(a, nested, COUNT(nested)));
    ends_well(a, pdf_of(a, shapes, COUNT(shapes)));
    ends_well(a, pdf_of(a, length, COUNT(length)));
    enum { LEVELS = 2000 };
    struct str *tree = NEW_N(a, struct str, LEVELS);           /* a tree of pages without a branch */
    tree[0] = S("<</Type/Catalog/Pages 2 0 R>>");
    for (size_t i = 1; i < LEVELS; i++) tree[i] = str_fmt(a, "<</Type/Pages/Kids[%zu 0 R]/Count 1>>", i + 2);
    ends_well(a, pdf_of(a, tree, LEVELS));
}

static void test_hostile_pictures_are_refused(void **state)
{
    struct arena *a = *state;
    struct record *r;
    assert_int_equal(reading(a, png_of(a, 60000, 60000, true), &r), ERR_TOO_LARGE);
    assert_int_equal(reading(a, png_of(a, 100, 100, false), &r), ERR_INPUT);
    assert_int_equal(reading(a, png_of(a, 100, 100, true), &r), ERR_INPUT);    /* its pixels are not there */
    assert_int_equal(reading(a, jpeg_of(a, 100, 100, 0, 0xC0, false), &r), ERR_INPUT);
    assert_int_equal(reading(a, jpeg_of(a, 65000, 65000, 0, 0xC0, true), &r), ERR_TOO_LARGE);
    assert_int_equal(reading(a, jpeg_of(a, 100, 100, 0, 0xC0, true), &r), ERR_INPUT);
}

static void test_without_the_second_program_the_refusal_says_why(void **state)
{
    struct record *r;
    log_level((enum log_level)-1);
    child_program("/nowhere/giaoban", 0);
    error e = reader_read(*state, pages_of(*state, 1), S("a.pdf"), &none, &r);
    child_program(program_path(*state), 0);
    log_level(LOG_INFO);
    assert_int_equal(e->kind, ERR_FORMAT);
    assert_non_null(strstr(e->said, "giaoban-scan"));
}

static int open_arena(void **state)
{
    *state = arena_open((size_t)256 * 1024 * 1024);
    child_program(program_path(*state), 0);
    log_level(LOG_ERROR);
    return 0;
}
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_text_of_a_pdf_is_read), TEST(test_letters_of_an_old_font_are_turned),
        TEST(test_pages_can_be_read_kept_and_put_together), TEST(test_who_waits_is_told_and_can_stop),
        TEST(test_too_many_pages_and_none_are_refused), TEST(test_a_pdf_with_a_password_says_so),
        TEST(test_scripts_and_attached_files_are_not_looked_at), TEST(test_hostile_pdf_ends_in_words),
        TEST(test_hostile_pictures_are_refused), TEST(test_without_the_second_program_the_refusal_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
