/* test_cmd_read.c - `giaoban read` as a program sees it: what it prints, where, and with which exit code. */
#include "base/machine.h"
#include "cli/read_table.h"
#include "support/program.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <cmocka.h>

struct run { int code; struct str out, err; };
struct place { struct arena *a; const char *folder; };

static const char *path_of(struct place *p, const char *name)
{
    return str_z(p->a, str_fmt(p->a, "%s/%s", p->folder, name));
}

static const char *file(struct place *p, const char *name, struct str content)
{
    const char *path = path_of(p, name);
    assert_null(file_write(p->a, path, (struct bytes){ (const unsigned char *)content.p, content.n }));
    return path;
}

static struct str content(struct place *p, const char *name)
{
    struct bytes b;
    assert_null(file_read(p->a, path_of(p, name), 1 << 20, &b));
    return (struct str){ (const char *)b.p, b.n };
}

/* Runs giaoban with these words; standard input comes from the file `in`. */
static struct run giaoban(struct place *p, const char *in, const char *const *words)
{
    const char *argv[12] = { "giaoban" };
    int status, n = 1;
    while (words[n - 1]) argv[n] = words[n - 1], n++;
    const char *program = program_path(p->a);
    pid_t pid = fork();
    if (!pid) {
        if (dup2(open(in, O_RDONLY), 0) || dup2(open(path_of(p, "out"), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1) != 1 ||
            dup2(open(path_of(p, "err"), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2) != 2) _exit(99);
        execv(program, (char *const *)(uintptr_t)argv);
        _exit(98);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return (struct run){ WEXITSTATUS(status), content(p, "out"), content(p, "err") };
}

#define RUN(p, ...) giaoban((p), "/dev/null", (const char *const[]){ __VA_ARGS__, NULL })

static size_t lines(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

static bool has(struct str s, const char *what) { return str_find(s, str_c(what), 0) != SIZE_MAX; }

#define GIFTS S("Hội Phụ nữ trao 12 phần quà, trị giá trên 6 triệu đồng.\n")

static void test_one_record_a_line_in_order(void **state)
{
    struct place *p = *state;
    struct run r = RUN(p, "read", "--json", file(p, "một.txt", GIFTS), file(p, "hai.txt", S("Không có gì.")));
    assert_int_equal(r.code, 0);
    assert_int_equal(lines(r.out), 2);
    assert_int_equal(r.err.n, 0);
    size_t first = str_find(r.out, S("một.txt"), 0), second = str_find(r.out, S("hai.txt"), 0);
    assert_true(first < second && second != SIZE_MAX);
}

static void test_a_file_that_fails_says_why_and_the_others_go_on(void **state)
{
    struct place *p = *state;
    struct run r = RUN(p, "read", "--json", path_of(p, "không có"), file(p, "rỗng", S("")), file(p, "tốt", GIFTS));
    assert_int_equal(r.code, 3);
    assert_int_equal(lines(r.out), 1);
    assert_int_equal(lines(r.err), 2);
    assert_true(has(r.err, "không có: ") && has(r.err, "rỗng: "));
}

static void test_for_people_nothing_found_is_its_own_exit_code(void **state)
{
    struct place *p = *state;
    struct run found = RUN(p, "read", file(p, "tốt", GIFTS)),
               nothing = RUN(p, "read", file(p, "trống", S("Không có gì.\n")));
    assert_int_equal(found.code, 0);
    assert_true(has(found.out, "phần quà") && has(found.out, "trên 6 triệu đồng"));
    assert_int_equal(nothing.code, 1);
    assert_true(has(nothing.out, "Không tìm thấy số liệu"));
}

static void test_standard_input_is_a_dash(void **state)
{
    struct place *p = *state;
    struct run r = giaoban(p, file(p, "tốt", GIFTS), (const char *const[]){ "read", "--json", "-", NULL });
    assert_int_equal(r.code, 0);
    assert_true(has(r.out, "12 phần quà"));
}

/* A file that takes long stands first, one that cannot be read in the middle. */
static void test_many_threads_answer_as_one_does_and_in_the_order_of_the_files(void **state)
{
    struct place *p = *state;
    struct buf much = buf_open(p->a);
    for (int i = 0; i < 500; i++) buf_str(&much, GIFTS);
    const char *first = file(p, "dài.txt", buf_done(&much)), *bad = path_of(p, "không có"),
               *last = file(p, "tốt", GIFTS);
    struct run one = RUN(p, "read", "--json", first, bad, last, last), many;
    const char *const threads[] = { "-j2", "-j3", "-j64" };
    for (size_t i = 0; i < COUNT(threads); i++) {
        many = RUN(p, "read", threads[i], "--json", first, bad, last, last);
        assert_int_equal(many.code, one.code);
        assert_true(str_is(many.out, one.out));
        assert_true(str_is(many.err, one.err));
    }
    assert_int_equal(one.code, 3);
    assert_int_equal(lines(one.out), 3);
    assert_true(str_find(one.out, S("dài.txt"), 0) < str_find(one.out, S("tốt"), 0));
}

static void test_threads_share_standard_input_as_one_does(void **state)
{
    struct place *p = *state;
    const char *in = file(p, "vào", GIFTS);
    struct run one = giaoban(p, in, (const char *const[]){ "read", "--json", "-", "-", NULL }),
               two = giaoban(p, in, (const char *const[]){ "read", "-j", "2", "--json", "-", "-", NULL });
    assert_int_equal(one.code, 3);
    assert_int_equal(two.code, 3);
    assert_true(str_is(one.out, two.out) && str_is(one.err, two.err));
}

static void test_wrong_words_show_the_usage(void **state)
{
    struct place *p = *state;
    assert_int_equal(RUN(p, "read").code, 2);
    assert_int_equal(RUN(p, "read", "--xml", "a").code, 2);
    assert_int_equal(RUN(p, "read", "--on", "hôm qua", "a").code, 2);
    assert_int_equal(RUN(p, "read", "--on").code, 2);
    assert_int_equal(RUN(p, "read", "-j").code, 2);
    assert_int_equal(RUN(p, "read", "-j", "0", "a").code, 2);
    assert_int_equal(RUN(p, "read", "-j65", "a").code, 2);
    assert_int_equal(RUN(p, "read", "-j", "hai", "a").code, 2);
    assert_int_equal(RUN(p, "read", "-j", "2").code, 2);
    assert_int_equal(RUN(p, "read-one", "docx").code, 2);
    assert_int_equal(RUN(p, "selftest-sandbox").code, 0);
}

static void test_what_an_office_taught_comes_from_a_file_and_a_wrong_line_is_named(void **state)
{
    struct place *p = *state;
    const char *text = file(p, "một.txt", S("Hội Phụ nữ tặng 30 bình lọc nước tại KP3.\n"));
    struct run plain = RUN(p, "read", "--json", text);
    assert_false(has(plain.out, "\"M11\"") || has(plain.out, "Khu phố 3"));
    const char *taught = file(p, "hai.txt", S("# của phường\nindicator\tbình lọc nước\tM11\nplace\tKP3\tKhu phố 3\n"));
    struct run with = RUN(p, "read", "--json", "--aliases", taught, text);
    assert_int_equal(with.code, 0);
    assert_true(has(with.out, "\"M11\"") && has(with.out, "\"Khu phố 3\""));
    assert_true(str_is(RUN(p, "read", "--json", "--aliases", file(p, "rỗng", S("")), text).out, plain.out));
    struct run wrong = RUN(p, "read", "--aliases", file(p, "hai.txt", S("place\tKP3\tx\nbody\tCLB\n")), text);
    assert_int_equal(wrong.code, 3);
    assert_true(has(wrong.err, "dòng 2"));
}

static void test_columns_count_what_a_terminal_shows(void **state)
{
    (void)state;
    assert_int_equal(read_width(S("Giá trị")), 7);
    assert_int_equal(read_width(S("e\xCC\x81")), 1);
    assert_int_equal(read_width(S("漢字")), 4);
    assert_int_equal(read_width(S("")), 0);
}

static int open_place(void **state)
{
    struct arena *a = arena_open((size_t)64 * 1024 * 1024);
    struct place *p = NEW(a, struct place);
    *p = (struct place){ a, str_z(a, str_fmt(a, "/tmp/giaoban-read-%d", getpid())) };
    if (mkdir(p->folder, 0700) && errno != EEXIST) return 1;
    *state = p;
    return 0;
}

static int close_place(void **state)
{
    static const char *const names[] = { "một.txt", "hai.txt", "rỗng", "tốt", "trống", "out", "err" };
    struct place *p = *state;
    for (size_t i = 0; i < COUNT(names); i++) unlink(path_of(p, names[i]));
    rmdir(p->folder);
    arena_close(p->a);
    return 0;
}
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_place, close_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_record_a_line_in_order), TEST(test_a_file_that_fails_says_why_and_the_others_go_on),
        TEST(test_for_people_nothing_found_is_its_own_exit_code), TEST(test_standard_input_is_a_dash),
        TEST(test_many_threads_answer_as_one_does_and_in_the_order_of_the_files),
        TEST(test_threads_share_standard_input_as_one_does),
        TEST(test_what_an_office_taught_comes_from_a_file_and_a_wrong_line_is_named),
        TEST(test_wrong_words_show_the_usage), TEST(test_columns_count_what_a_terminal_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
