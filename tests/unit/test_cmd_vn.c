/* test_cmd_vn.c - the filters of `giaoban vn`, each in a process of its own, against tests/tables/vn_*.txt.
 *
 * A table is a line that goes in, the line that must come out, and an empty line, again and again. */
#include "cli/command.h"
#include "support/word_ground.h"
#include <sys/wait.h>
#include <unistd.h>

/* Runs the filter over `in`; its exit code. `out` gets what it printed. */
static int run_filter(const char *const *args, struct str in, struct str *out)
{
    FILE *in_file = tmpfile(), *out_file = tmpfile();
    assert_true(in_file && out_file);
    int in_fd = fileno(in_file), out_fd = fileno(out_file), status = 0;
    assert_int_equal(write(in_fd, in.p, in.n), (ssize_t)in.n);
    lseek(in_fd, 0, SEEK_SET);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        dup2(in_fd, 0);
        dup2(out_fd, 1);
        char *argv[8] = { "vn" };
        int argc = 1, code = 0;
        for (; args[argc - 1]; argc++) argv[argc] = str_z(ground, str_c(args[argc - 1]));
        error e = cmd_vn(ground, argc, argv, &code);
        fflush(stdout);
        _exit(e ? err_exit(e->kind) : code);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    struct bytes got;
    lseek(out_fd, 0, SEEK_SET);
    assert_null(file_read_fd(ground, out_fd, 64 << 20, &got));
    *out = (struct str){ (const char *)got.p, got.n };
    fclose(in_file);
    fclose(out_file);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void check_table(const char *path, const char *const *args)
{
    struct bytes table;
    error e = file_read(ground, path, 1 << 20, &table);
    if (e) fail_msg("%s: %s", path, e->said);
    struct str rest = { (const char *)table.p, table.n }, line, want, empty, out;
    struct buf in = buf_open(ground), wanted = buf_open(ground);
    while (str_next(&rest, '\n', &line) && line.n) {
        assert_true(str_next(&rest, '\n', &want) && str_next(&rest, '\n', &empty));
        if (empty.n) fail_msg("%s: no empty line behind “%.*s”", path, STR(line));
        buf_fmt(&in, "%.*s\n", STR(line));
        buf_fmt(&wanted, "%.*s\n", STR(want));
    }
    assert_int_equal(run_filter(args, buf_done(&in), &out), 0);
    struct str lines = buf_done(&in), wants = buf_done(&wanted), got;
    size_t wrong = 0, rows = 0;
    while (str_next(&lines, '\n', &line) && line.n && str_next(&wants, '\n', &want)) {
        if (!str_next(&out, '\n', &got)) got = S("(nothing)");
        if (!str_is(got, want))
            print_error("%s: “%.*s” gave “%.*s”, not “%.*s”\n", path, STR(line), STR(got), STR(want));
        wrong += !str_is(got, want);
        rows++;
    }
    assert_int_equal(wrong, 0);
    assert_true(rows > 20);
}

#define ARGS(...) (const char *const[]){ __VA_ARGS__, NULL }

static void the_table_of_folded_lines_holds(void **state)
{
    (void)state;
    check_table("tests/tables/vn_fold.txt", ARGS("fold"));
}
static void the_table_of_numbers_holds(void **state)
{
    (void)state;
    check_table("tests/tables/vn_number.txt", ARGS("number"));
}
static void the_table_of_money_holds(void **state)
{
    (void)state;
    check_table("tests/tables/vn_money.txt", ARGS("money"));
}
static void the_table_of_words_holds(void **state)
{
    (void)state;
    check_table("tests/tables/vn_words.txt", ARGS("words"));
}

static void the_table_of_dates_holds(void **state)
{
    (void)state;
    check_table("tests/tables/vn_date.txt", ARGS("date", "--on", "2024-03-21"));
}

static void the_table_of_periods_holds(void **state)
{
    (void)state;
    check_table("tests/tables/vn_period.txt", ARGS("period", "--on", "2024-03-21"));
}

static void expect_output(const char *const *args, struct str in, const char *want)
{
    struct str out;
    assert_int_equal(run_filter(args, in, &out), 0);
    expect_text(out, want);
}

static void lines_are_sorted_as_a_dictionary_or_by_given_name(void **state)
{
    (void)state;
    struct str in = S("Trần Thị Bé\nLê Văn An\nĐỗ Ánh\nDương Ân\n");
    expect_output(ARGS("sort"), in, "Dương Ân\nĐỗ Ánh\nLê Văn An\nTrần Thị Bé\n");
    expect_output(ARGS("sort", "--given-name"), in, "Lê Văn An\nĐỗ Ánh\nDương Ân\nTrần Thị Bé\n");
}

static void a_line_that_is_not_text_gives_a_dash_and_the_next_goes_on(void **state)
{
    (void)state;
    expect_output(ARGS("nfc"), S("m\xE1\nma\xCC\x81\r\n\nx\0y\ncu\xE1"), "-\nmá\n\n-\n-\n");
    expect_output(ARGS("number"), S("\n5"), "-\n5\n");
    expect_output(ARGS("nfc"), S(""), "");
}

static void a_line_longer_than_the_buffer_is_one_line(void **state)
{
    (void)state;
    struct buf in = buf_open(ground);
    for (int i = 0; i < 300000; i++) buf_c(&in, "á ");
    buf_c(&in, "\n12\n");
    struct str out, first, second;
    assert_int_equal(run_filter(ARGS("fold"), buf_done(&in), &out), 0);
    assert_true(str_next(&out, '\n', &first));
    assert_true(str_next(&out, '\n', &second));
    assert_int_equal(first.n, 599999);
    expect_text(second, "12");
}

static void old_bytes_become_text(void **state)
{
    (void)state;
    expect_output(ARGS("decode", "--from", "tcvn3"), S("ch\xB5o\n"), "chào\n");
    expect_output(ARGS("decode", "--from", "vni"), S("cha\xF8o\n"), "chào\n");
    expect_output(ARGS("decode", "--from", "viscii"), S("Vi\xAEt\n"), "Việt\n");
}

static void wrong_use_ends_with_the_code_of_wrong_use(void **state)
{
    (void)state;
    struct str out;
    assert_int_equal(run_filter(ARGS("nothing"), S(""), &out), 2);
    assert_int_equal(run_filter(ARGS("date", "--on", "hôm nay"), S(""), &out), 2);
    assert_int_equal(run_filter(ARGS("decode"), S(""), &out), 2);
    assert_int_equal(run_filter(ARGS("fold", "--fast"), S(""), &out), 2);
    assert_int_equal(run_filter(ARGS("decode", "--from", "tcvn3"), S("\x11"), &out), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_folded_lines_holds),
        cmocka_unit_test(the_table_of_numbers_holds),
        cmocka_unit_test(the_table_of_money_holds),
        cmocka_unit_test(the_table_of_words_holds),
        cmocka_unit_test(the_table_of_dates_holds),
        cmocka_unit_test(the_table_of_periods_holds),
        cmocka_unit_test(lines_are_sorted_as_a_dictionary_or_by_given_name),
        cmocka_unit_test(a_line_that_is_not_text_gives_a_dash_and_the_next_goes_on),
        cmocka_unit_test(a_line_longer_than_the_buffer_is_one_line),
        cmocka_unit_test(old_bytes_become_text),
        cmocka_unit_test(wrong_use_ends_with_the_code_of_wrong_use),
    };
    return cmocka_run_group_tests(tests, ground_open, ground_close);
}
