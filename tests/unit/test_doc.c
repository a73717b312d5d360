/* test_doc.c - old Word files: told from other old files, converted in their lock, tidied. */
#include "read/format/format.h"
#include "base/machine.h"
#include "read/child.h"
#include "read/converter.h"
#include "support/program.h"
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#define COMPOUND "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static struct bytes bytes_of(struct str s) { return (struct bytes){ (const unsigned char *)s.p, s.n }; }

static struct bytes with_part(struct arena *a, const char *name)
{
    struct buf b = buf_open(a);
    buf_c(&b, COMPOUND);
    for (int i = 0; i < 600; i++) buf_char(&b, 0);
    for (; *name; name++) {
        buf_char(&b, *name);
        buf_char(&b, 0);
    }
    for (int i = 0; i < 600; i++) buf_char(&b, 0);
    return bytes_of(buf_done(&b));
}

static struct bytes sample(struct arena *a, const char *name)
{
    struct bytes b;
    error e = file_read(a, str_z(a, str_fmt(a, "tests/samples/%s", name)), 1024 * 1024, &b);
    if (e) fail_msg("%s", e->said);
    return b;
}

static void test_old_office_files_are_told_apart(void **state)
{
    static const struct { const char *part, *says; } rows[] = {
        { "Workbook", ".xlsx" }, { "Book", ".xlsx" }, { "EncryptedPackage", "mật khẩu" },
        { "PowerPoint Document", "Word" },
    };
    enum read_format kind;
    assert_null(format_kind(*state, with_part(*state, "WordDocument"), S("x"), &kind));
    assert_int_equal(kind, FORMAT_DOC);
    for (size_t i = 0; i < COUNT(rows); i++) {
        error e = format_kind(*state, with_part(*state, rows[i].part), S("a.doc"), &kind);
        assert_non_null(e);
        assert_int_equal(e->kind, ERR_FORMAT);
        if (!strstr(e->said, rows[i].says)) fail_msg("%s: %s", rows[i].part, e->said);
    }
}

static void test_what_the_converter_adds_is_taken_away(void **state)
{
    struct read_text t;
    assert_null(doc_text(*state,
                         bytes_of(S("\n\nBÁO CÁO\n[pic]\n\n|TT   |Chỉ tiêu  |Số  |\n|1    |Quà       |12  |\n"
                                    "|     |          |    |\n|Mục  |          |    |\n| không phải bảng\n")), &t));
    assert_string_equal(str_z(*state, t.text),
                        "BÁO CÁO\nTT | Chỉ tiêu | Số\n1 | Quà | 12\nMục\n| không phải bảng");
    assert_true(str_is(t.encoding, S("UTF-8")));
    assert_int_equal(t.format, FORMAT_DOC);
    assert_int_equal(doc_text(*state, bytes_of(S("\n\n")), &t)->kind, ERR_INPUT);
    assert_int_equal(doc_text(*state, bytes_of(S("a\xFF")), &t)->kind, ERR_INPUT);
}

static void test_letters_of_old_fonts_become_real_ones(void **state)
{
    struct read_text t;
    assert_null(doc_text(*state, bytes_of(S("Héi Phô n÷ trao quµ cho héi viªn nghÌo\nBáo cáo đã duyệt\n")), &t));
    assert_string_equal(str_z(*state, t.text), "Hội Phụ nữ trao quà cho hội viên nghèo\nBáo cáo đã duyệt");
    assert_true(str_is(t.encoding, S("TCVN3")));
}

static void test_a_file_of_word_97_is_read(void **state)
{
    struct read_text t;
    if (!converter_is_there()) fail_msg("antiword is not installed");
    error e = child_convert(*state, sample(*state, "word97.doc"), FORMAT_DOC, &t);
    if (e) fail_msg("%s", e->said);
    assert_true(str_find(t.text, S("trao 91 suất quà cho hội viên nghèo"), 0) != SIZE_MAX);
    assert_true(str_find(t.text, S("\n2 | Nhà Đại đoàn kết | căn | 6 | 2\n"), 0) != SIZE_MAX);
    assert_null(child_convert(*state, sample(*state, "word97-vntime.doc"), FORMAT_DOC, &t));
    assert_true(str_is(t.encoding, S("TCVN3")));
    assert_true(str_find(t.text, S("Hội Phụ nữ xã Suối Cát trao 15 suất quà cho hội viên nghèo"), 0) != SIZE_MAX);
    assert_true(str_find(t.text, S("Báo cáo của Hội được lập ngày 25/6/2026."), 0) != SIZE_MAX);
}

static void test_a_broken_file_is_refused(void **state)
{
    struct bytes whole = sample(*state, "word97.doc");
    struct read_text t;
    log_level((enum log_level)-1);
    for (size_t n = 512; n < whole.n; n += 2048) {
        error e = child_convert(*state, (struct bytes){ whole.p, n }, FORMAT_DOC, &t);
        if (e) assert_int_equal(e->kind, ERR_INPUT);
    }
    assert_int_equal(child_convert(*state, with_part(*state, "WordDocument"), FORMAT_DOC, &t)->kind, ERR_INPUT);
    log_level(LOG_INFO);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static bool refuses(struct arena *a, const struct sandbox_act *act)
{
    int status;
    pid_t pid = fork();
    if (!pid) {
        if (converter_enter(a)) _exit(2);
        _exit(act->refused() ? 0 : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) || WEXITSTATUS(status) == 0;
}

static void test_inside_the_converters_lock_forbidden_acts_fail(void **state)
{
    size_t may = 0;
    for (size_t i = 0; i < sandbox_act_count; i++) {
        if (converter_may(&sandbox_acts[i])) may++;
        else if (!refuses(*state, &sandbox_acts[i])) fail_msg("allowed: %s", sandbox_acts[i].name);
    }
    assert_int_equal(may, 1);
}

static int open_arena(void **state)
{
    *state = arena_open((size_t)64 * 1024 * 1024);
    child_program(program_path(*state), 0);
    return 0;
}
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_old_office_files_are_told_apart),
        TEST(test_what_the_converter_adds_is_taken_away),
        TEST(test_letters_of_old_fonts_become_real_ones),
        TEST(test_a_file_of_word_97_is_read),
        TEST(test_a_broken_file_is_refused),
        TEST(test_inside_the_converters_lock_forbidden_acts_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
