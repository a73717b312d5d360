/* test_reader.c - a document in, a record out: where it came from is in the record, and what is wrong is said. */
#include "read/reader.h"
#include "pack/limits.h"
#include "read/child.h"
#include "support/program.h"
#include "support/zips.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
static const struct read_hints none = { .body = { "", 0 } };

static struct bytes bytes_of(struct str s) { return (struct bytes){ (const unsigned char *)s.p, s.n }; }

static struct record *reading(struct arena *a, struct bytes document, const char *name)
{
    struct record *r = NULL;
    error e = reader_read(a, document, str_c(name), &none, &r);
    if (e) fail_msg("%s", e->said);
    return r;
}

static enum err_kind refused(struct arena *a, struct bytes document, const char *name)
{
    struct record *r;
    error e = reader_read(a, document, str_c(name), &none, &r);
    if (e && !strchr(e->said, '.')) fail_msg("not a sentence: %s", e->said);
    return e ? e->kind : ERR_NONE;
}

static void test_the_record_says_where_it_came_from(void **state)
{
    struct record *r = reading(*state, bytes_of(S("abc")), "/a/b\\báo cáo.txt");
    assert_true(str_is(r->source.file, S("báo cáo.txt")));
    assert_int_equal(r->source.bytes, 3);
    assert_int_equal(r->source.format, FORMAT_TXT);
    assert_true(str_is(r->source.encoding, S("UTF-8")));
    assert_true(str_is(r->source.sha256, S("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
    assert_true(str_is(r->text, S("abc")));
}

static void test_the_same_report_gives_the_same_figures_in_every_form(void **state)
{
    struct arena *a = *state;
    struct str said = S("Hội Phụ nữ trao 12 phần quà, tổng trị giá trên 6 triệu đồng.");
    struct part part = {
        "word/document.xml",
        str_fmt(a, "<w:document " W "><w:body><w:p><w:r><w:t>%.*s</w:t></w:r></w:p></w:body></w:document>", STR(said))
    };
    struct record *txt = reading(a, bytes_of(said), "a.txt"), *docx = reading(a, zip_of(a, &part, 1), "a.docx");
    struct record *html =
        reading(a, bytes_of(str_fmt(a, "<html><body><p>%.*s</p></body></html>", STR(said))), "a.html");
    assert_true(txt->figure_count >= 2);
    assert_int_equal(docx->source.format, FORMAT_DOCX);
    assert_int_equal(html->source.format, FORMAT_HTML);
    assert_int_equal(docx->figure_count, txt->figure_count);
    assert_int_equal(html->figure_count, txt->figure_count);
    for (size_t i = 0; i < txt->figure_count; i++) {
        assert_true(str_is(docx->figures[i].quote, txt->figures[i].quote));
        assert_true(str_is(html->figures[i].quote, txt->figures[i].quote));
    }
}

static void test_typed_text_is_text_whatever_it_starts_with(void **state)
{
    struct record *r;
    assert_null(reader_read_text(*state, S("<p> 12 suất quà"), &none, &r));
    assert_true(str_is(r->text, S("<p> 12 suất quà")));
    assert_int_equal(r->source.format, FORMAT_TXT);
    assert_true(str_is(r->source.file, S("")));
    assert_null(reader_read_text(*state, S("%PDF-1"), &none, &r));
    error e = reader_read_text(*state, S(" \n "), &none, &r);
    assert_int_equal(e->kind, ERR_INPUT);
}

static void test_bad_input_is_told_by_kind(void **state)
{
    struct arena *a = *state;
    struct part slides = { "ppt/presentation.xml", S("<a/>") }, typed = { "word/document.xml", S("<!DOCTYPE a><a/>") };
    struct part bomb = { "word/document.xml", { arena_get(a, 8 * 1024 * 1024), 8 * 1024 * 1024 } };
    struct bytes whole = zip_of(a, &typed, 1);
    char *large = arena_get(a, LIMIT_DOCUMENT + 1);
    memset(large, 'a', LIMIT_DOCUMENT + 1);
    assert_int_equal(refused(a, bytes_of(S("")), "a.txt"), ERR_INPUT);
    assert_int_equal(refused(a, bytes_of((struct str){ large, LIMIT_DOCUMENT + 1 }), "a.txt"), ERR_TOO_LARGE);
    assert_int_equal(refused(a, zip_of(a, &slides, 1), "a.pptx"), ERR_FORMAT);
    assert_int_equal(refused(a, zip_of(a, &bomb, 1), "a.docx"), ERR_TOO_LARGE);
    assert_int_equal(refused(a, whole, "a.docx"), ERR_INPUT);
    assert_int_equal(refused(a, (struct bytes){ whole.p, whole.n / 2 }, "a.docx"), ERR_INPUT);
    assert_int_equal(refused(a, bytes_of(S("\xFF\xFE\xFF\x80\x81")), "a.txt"), ERR_INPUT);
}

static int open_arena(void **state)
{
    *state = arena_open((size_t)256 * 1024 * 1024);
    child_program(program_path(*state), 0);
    return 0;
}
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_record_says_where_it_came_from), TEST(test_the_same_report_gives_the_same_figures_in_every_form),
        TEST(test_typed_text_is_text_whatever_it_starts_with), TEST(test_bad_input_is_told_by_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
