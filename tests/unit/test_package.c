/* test_package.c - which office document a zip is: told by what lies inside, never by its name. */
#include "read/format/format.h"
#include "pack/unzip.h"
#include "support/zips.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#define DOCX S("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p>" \
               "<w:r><w:t>Word</w:t></w:r></w:p></w:body></w:document>")
#define ODT S("<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" " \
              "xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><o:body><o:text><t:p>Writer</t:p></o:text>" \
              "</o:body></o:document-content>")

static void test_a_zip_is_told_by_its_parts(void **state)
{
    const struct part word[] = { { "word/document.xml", DOCX } };
    const struct part writer[] = { { "mimetype", S("application/vnd.oasis.opendocument.text") },
                                   { "content.xml", ODT } };
    struct read_text t;
    assert_null(package_read(*state, zip_of(*state, word, 1), &t));
    assert_int_equal(t.format, FORMAT_DOCX);
    assert_true(str_is(t.text, S("Word")));
    assert_null(package_read(*state, zip_of(*state, writer, 2), &t));
    assert_int_equal(t.format, FORMAT_ODT);
    assert_true(str_is(t.text, S("Writer")));
}

static void test_kinds_that_are_not_read_say_what_to_do(void **state)
{
    static const struct { struct part parts[3]; size_t count; const char *says; } rows[] = {
        { { { "ppt/presentation.xml", { "<a/>", 4 } } }, 1, "PowerPoint" },
        { { { "xl/workbook.bin", { "a", 1 } } }, 1, ".xlsb" },
        { { { "mimetype", { "application/vnd.oasis.opendocument.spreadsheet", 46 } }, { "content.xml", { "", 0 } } },
          2, ".xlsx" },
        { { { "mimetype", { "application/vnd.oasis.opendocument.text", 39 } }, { "content.xml", { "?", 1 } },
            { "META-INF/manifest.xml", { "<m:encryption-data/>", 20 } } },
          3, "mật khẩu" },
        { { { "a.txt", { "a", 1 } } }, 1, "giải nén" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct read_text t;
        error e = package_read(*state, zip_of(*state, rows[i].parts, rows[i].count), &t);
        assert_non_null(e);
        assert_int_equal(e->kind, ERR_FORMAT);
        if (!strstr(e->said, rows[i].says)) fail_msg("%s: %s", rows[i].says, e->said);
    }
}

static int open_arena(void **state) { *state = arena_open((size_t)16 * 1024 * 1024); return 0; }
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_zip_is_told_by_its_parts),
        TEST(test_kinds_that_are_not_read_say_what_to_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
