/* test_child.c - the locked process: what it gives back, what it may not do, and how it may go wrong. */
#include "read/child.h"
#include "read/sandbox.h"
#include "base/machine.h"
#include "read/format/format.h"
#include "support/program.h"
#include "support/zips.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <cmocka.h>

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static struct bytes bytes_of(struct str s) { return (struct bytes){ (const unsigned char *)s.p, s.n }; }

static enum err_kind converting(struct arena *a, struct bytes document, enum read_format format)
{
    struct read_text t;
    error e = child_convert(a, document, format, &t);
    return e ? e->kind : ERR_NONE;
}

static void no_child_is_left(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static void test_the_child_gives_what_the_reader_gives(void **state)
{
    struct arena *a = *state;
    struct part part = { "word/document.xml",
                         S("<w:document " W
                           "><w:body><w:p><w:r><w:t>Trao 12 suất quà</w:t></w:r></w:p></w:body></w:document>") };
    struct read_text t;
    assert_null(child_convert(a, zip_of(a, &part, 1), FORMAT_DOCX, &t));
    assert_true(str_is(t.text, S("Trao 12 suất quà")));
    assert_true(str_is(t.encoding, S("UTF-8")));
    assert_int_equal(t.format, FORMAT_DOCX);
    assert_null(child_convert(a, bytes_of(S("<p>Tra\xCC\x80 Vinh</p>")), FORMAT_HTML, &t));
    assert_true(str_is(t.text, S("Trà Vinh")));
    no_child_is_left();
}

static void test_old_fonts_are_turned_inside_the_lock(void **state)
{
    struct arena *a = *state;
    struct part part = { "word/document.xml",
                         S("<w:document " W
                           "><w:body><w:p><w:r><w:rPr><w:rFonts w:hAnsi=\".VnTime\"/></w:rPr><w:t>Héi Phô "
                           "n÷</w:t></w:r></w:p></w:body></w:document>") };
    struct read_text t;
    assert_null(child_convert(a, zip_of(a, &part, 1), FORMAT_DOCX, &t));
    assert_true(str_is(t.text, S("Hội Phụ nữ")));
    assert_true(str_is(t.encoding, S("TCVN3")));
}

static void test_what_is_wrong_with_a_document_comes_back_in_words(void **state)
{
    struct arena *a = *state;
    struct part slides = { "ppt/presentation.xml", S("<a/>") };
    struct read_text t;
    error e = child_convert(a, zip_of(a, &slides, 1), FORMAT_DOCX, &t);
    assert_int_equal(e->kind, ERR_FORMAT);
    assert_non_null(strstr(e->said, "PowerPoint"));
    assert_int_equal(converting(a, bytes_of(S("PK\3\4")), FORMAT_DOCX), ERR_INPUT);
    assert_int_equal(converting(a, bytes_of(S("<p> </p>")), FORMAT_HTML), ERR_INPUT);
}

static void test_the_language_goes_with_the_document(void **state)
{
    struct read_text t;
    say_language(LANGUAGE_EN);
    error e = child_convert(*state, bytes_of(S("PK\3\4")), FORMAT_DOCX, &t);
    say_language(LANGUAGE_VI);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_non_null(e->said);
}

static void test_a_document_that_eats_memory_is_too_large(void **state)
{
    struct arena *a = *state;
    static const char image[] = "<img a b c d e f g h>";       /* two bytes of it become a hundred */
    size_t n = 6 * 1024 * 1024;
    char *page = arena_get(a, n);
    for (size_t i = 0; i < n; i++) page[i] = image[i % (sizeof image - 1)];
    assert_int_equal(converting(a, (struct bytes){ (unsigned char *)page, n }, FORMAT_HTML), ERR_TOO_LARGE);
    no_child_is_left();
}

/* A program that stands in for the child. */
static const char *impostor(struct arena *a, const char *script)
{
    const char *path = str_z(a, str_fmt(a, "/tmp/giaoban-impostor-%d", getpid()));
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0700);
    assert_true(fd >= 0);
    struct str text = str_fmt(a, "#!/bin/sh\n%s\n", script);
    assert_int_equal(write(fd, text.p, text.n), text.n);
    close(fd);
    return path;
}

static enum err_kind with_impostor(struct arena *a, const char *script, int64_t wall)
{
    const char *path = impostor(a, script);
    child_program(path, wall);
    log_level(LOG_ERROR);
    enum err_kind k = converting(a, bytes_of(S("<p>a</p>")), FORMAT_HTML);
    log_level(LOG_INFO);
    child_program(program_path(a), 0);
    unlink(path);
    no_child_is_left();
    return k;
}

static void test_a_child_that_breaks_off_or_lies_is_not_believed(void **state)
{
    struct arena *a = *state;
    static const char *const bad[] = {
        "exit 1",
        "kill -SEGV $$",
        "kill -SYS $$",
        "echo GBA1",
        "printf 'GBA1\\0\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\7\\0\\0\\0ab'", /* says 7 bytes, sends 2 */
        "printf 'GBA1\\0\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'",   /* success without a word */
        "printf 'GBA1\\0\\0\\0\\0\\2\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0a'",
        "printf 'GBA1\\0\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0\\377'", /* another format; no UTF-8 */
        "printf 'GBA1\\13\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0a'",
        "printf 'GBA1\\377\\377\\377\\377\\1\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0a'", /* kinds it may not give */
        "exec cat /dev/zero",
    };
    for (size_t i = 0; i < COUNT(bad); i++) assert_int_equal(with_impostor(a, bad[i], 0), ERR_INPUT);
    assert_int_equal(with_impostor(a, "printf 'GBA1\\0\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0\\0a'", 0), ERR_NONE);
}

static void test_a_child_past_its_time_is_ended(void **state)
{
    int64_t start = clock_steady();
    assert_int_equal(with_impostor(*state, "exec sleep 20", 200), ERR_BUSY);
    assert_int_equal(with_impostor(*state, "printf G; exec sleep 20", 200), ERR_BUSY);
    assert_int_equal(with_impostor(*state, "exec >&-; exec sleep 20", 0), ERR_BUSY);
    assert_int_equal(with_impostor(*state, "kill -XCPU $$", 0), ERR_BUSY);
    assert_true(clock_steady() - start < 15000);
}

static void test_without_a_program_to_start_the_answer_is_busy(void **state)
{
    child_program("/nowhere/giaoban", 0);
    log_level((enum log_level)-1);
    assert_int_equal(converting(*state, bytes_of(S("<p>a</p>")), FORMAT_HTML), ERR_BUSY);
    log_level(LOG_INFO);
    child_program(program_path(*state), 0);
}

static error convert_any(void *a)
{
    struct read_text t;
    return child_convert(a, bytes_of(S("<p>a</p>")), FORMAT_HTML, &t);
}

static void test_an_arena_that_runs_out_leaves_no_child(void **state)
{
    const char *path = impostor(*state, "exec cat /dev/zero");
    child_program(path, 0);
    struct arena *small = arena_open(300 * 1024);
    error e = arena_run(small, convert_any, small);
    assert_int_equal(e->kind, ERR_MEMORY);
    arena_close(small);
    no_child_is_left();
    unlink(path);
    child_program(program_path(*state), 0);
}

enum { REFUSED, DONE, UNLOCKED };

static bool refuses(struct arena *a, const struct sandbox_act *act, bool locked)
{
    int status;
    pid_t pid = fork();
    if (!pid) {
        if (locked && sandbox_enter(a)) _exit(UNLOCKED);
        _exit(act->refused() ? REFUSED : DONE);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFSIGNALED(status) ? WTERMSIG(status) == SIGSYS : WEXITSTATUS(status) == REFUSED;
}

static void test_inside_the_lock_every_forbidden_act_fails(void **state)
{
    assert_true(sandbox_act_count >= 25);
    for (size_t i = 0; i < sandbox_act_count; i++)
        if (!refuses(*state, &sandbox_acts[i], true)) fail_msg("allowed: %s", sandbox_acts[i].name);
}

static void test_outside_the_lock_the_same_acts_are_possible(void **state)
{
    size_t possible = 0;
    for (size_t i = 0; i < sandbox_act_count; i++) possible += !refuses(*state, &sandbox_acts[i], false);
    assert_true(possible * 3 >= sandbox_act_count * 2);     /* the rest is for the machine's root alone */
}

static int open_arena(void **state)
{
    *state = arena_open((size_t)192 * 1024 * 1024);
    child_program(program_path(*state), 0);
    return 0;
}
static int close_arena(void **state) { arena_close(*state); return 0; }
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_child_gives_what_the_reader_gives), TEST(test_old_fonts_are_turned_inside_the_lock),
        TEST(test_what_is_wrong_with_a_document_comes_back_in_words), TEST(test_the_language_goes_with_the_document),
        TEST(test_a_document_that_eats_memory_is_too_large), TEST(test_a_child_that_breaks_off_or_lies_is_not_believed),
        TEST(test_a_child_past_its_time_is_ended), TEST(test_without_a_program_to_start_the_answer_is_busy),
        TEST(test_an_arena_that_runs_out_leaves_no_child), TEST(test_inside_the_lock_every_forbidden_act_fails),
        TEST(test_outside_the_lock_the_same_acts_are_possible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
