/* test_cmd_audit.c - `giaoban audit` and `giaoban schema` as an administrator sees them. */
#include "office_ground.h"
#include "support/program.h"
#include <fcntl.h>
#include <sys/wait.h>

/* Runs giaoban with these words; what it printed is in *out. */
static int giaoban(struct ground *g, struct str *out, const char *const *words)
{
    const char *argv[8] = { "giaoban" };
    const char *program = program_path(g->a);
    const char *printed = str_z(g->a, str_fmt(g->a, "%s-out", store_url_files(g->a, g->path)));
    struct bytes b;
    int status;
    for (int n = 0; words[n]; n++) argv[n + 1] = words[n];
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (!pid) {
        int to = open(printed, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (dup2(to, 1) != 1 || dup2(to, 2) != 2) _exit(99);
        execv(program, (char *const *)(uintptr_t)argv);
        _exit(98);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_null(file_read(g->a, printed, 1 << 20, &b));
    unlink(printed);
    *out = (struct str){ (const char *)b.p, b.n };
    return WEXITSTATUS(status);
}
#define RUN(g, out, ...) giaoban((g), (out), (const char *const[]){ __VA_ARGS__, NULL })

static bool says(struct str out, struct str words) { return str_find(out, words, 0) != SIZE_MAX; }

static void a_whole_chain_is_said_to_be_whole_and_a_changed_one_where_it_broke(void **state)
{
    struct ground *g = *state;
    struct str out;
    core_close(g->a, g->s);
    g->s = NULL;
    assert_int_equal(RUN(g, &out, "audit", "verify", "--db", g->path), 0);
    assert_true(says(out, S("nguyên vẹn: 1 dòng")));
    assert_int_equal(database_run(g->path, "UPDATE audit SET act = 'x'"), 1);
    assert_int_equal(RUN(g, &out, "audit", "verify", "--db", g->path), 3);
    assert_true(says(out, S("không còn nguyên vẹn, từ dòng 1")));
}

static void a_chain_is_verified_while_the_server_writes(void **state)
{
    struct ground *g = *state;
    struct str out;
    struct logged_in entered;
    struct log_in in = { .login = S("hoa.lt"), .password = str_c(ground_password), .source = S("10.0.0.1") };
    assert_null(account_log_in(g->a, g->s, &in, &entered));
    assert_int_equal(RUN(g, &out, "audit", "verify", "--db", g->path), 0);
    assert_true(says(out, S("nguyên vẹn: 2 dòng")));
}

static void without_a_database_or_its_words_the_command_says_so(void **state)
{
    struct ground *g = *state;
    struct str out;
    assert_int_equal(RUN(g, &out, "audit", "verify", "--db", "/tmp/giaoban-there-is-none.db"), 3);
    assert_int_not_equal(access("/tmp/giaoban-there-is-none.db", F_OK), 0);
    assert_int_equal(RUN(g, &out, "audit"), 2);
    assert_true(says(out, S("verify --db F")));
}

static void the_schema_names_every_table_of_a_new_database(void **state)
{
    struct ground *g = *state;
    struct str out;
    int tables = 0;
    assert_int_equal(RUN(g, &out, "schema"), 0);
    database_run(g->path, database_is_postgres()
        ? "SELECT string_agg(tablename, ' ') FROM pg_tables WHERE schemaname = 'public'"
        : "SELECT group_concat(name, ' ') FROM sqlite_master WHERE type = 'table'");
    struct str rest = str_c(database_answer), name;
    while (str_next(&rest, ' ', &name)) {
        if (str_is(name, S("migration"))) continue;        /* the store's own, made before the first of them */
        tables++;
        if (!says(out, str_fmt(g->a, "\n## %.*s\n", STR(name)))) fail_msg("%.*s is not in the schema", STR(name));
    }
    assert_true(tables > 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(a_whole_chain_is_said_to_be_whole_and_a_changed_one_where_it_broke),
        ON_GROUND(a_chain_is_verified_while_the_server_writes),
        ON_GROUND(without_a_database_or_its_words_the_command_says_so),
        ON_GROUND(the_schema_names_every_table_of_a_new_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
