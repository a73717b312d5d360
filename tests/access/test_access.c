/* test_access.c - every route against tests/access/policy.tsv, for nobody and for each role: a route without a
 * row, a row without a route and another answer than the row's all fail. The answers come from the hook that
 * the server calls. */
#include "base/machine.h"
#include "core/office/policy.h"
#include "pages/pages.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { COLUMNS = 7, LINES_MOST = 200, MEMORY = 16 << 20 };
static const enum role roles[COLUMNS] = { ROLE_NONE,  ROLE_OFFICER, ROLE_HEAD, ROLE_OFFICE,
                                          ROLE_CHAIR, ROLE_UPPER,   ROLE_ADMIN };

struct row {
    struct str method, path, answer[COLUMNS];
    bool used;
};
struct table {
    struct row row[LINES_MOST];
    size_t n;
};

static struct table *read_table(struct arena *a)
{
    struct table *t = NEW(a, struct table);
    struct bytes file;
    struct str rest, line;
    assert_null(file_read(a, "tests/access/policy.tsv", 1 << 20, &file));
    rest = (struct str){ (const char *)file.p, file.n };
    while (str_next(&rest, '\n', &line)) {
        if (!line.n || line.p[0] == '#') continue;
        assert_true(t->n < LINES_MOST);
        struct row *r = &t->row[t->n++];
        assert_true(str_next(&line, '\t', &r->method) && str_next(&line, '\t', &r->path));
        for (size_t i = 0; i < COLUMNS; i++) assert_true(str_next(&line, '\t', &r->answer[i]));
    }
    return t;
}

static struct row *find(struct table *t, const struct route *route)
{
    struct str method = route->method == METHOD_POST ? S("POST") : S("GET");
    for (size_t i = 0; i < t->n; i++)
        if (str_is(t->row[i].method, method) && str_is(t->row[i].path, str_c(route->path))) return &t->row[i];
    return NULL;
}

static struct str answer_of(struct arena *a, const struct web_app *app, const struct route *route,
                            enum role role)
{
    struct grant grant = { .id = 1, .role = role, .unit_id = 2, .unit_from = 20, .unit_to = 29, .body_id = 7 };
    struct who who = { .account_id = 1, .grant = &grant, .grants = 1, .acting = &grant };
    struct request q = {
        .a = a, .route = route, .method = route->method, .who = role == ROLE_NONE ? NULL : &who
    };
    error e = app->allow(&q);
    if (!e) return S("allow");
    return e->kind == ERR_LOGIN ? S("login") : e->kind == ERR_DENIED ? S("deny") : str_c(err_name(e->kind));
}

static void each_role_gets_the_answer_that_is_written_down_for_each_route(void **state)
{
    struct arena *a = *state;
    struct table *t = read_table(a);
    struct web_app app = pages_app(NULL);
    size_t wrong = 0;
    assert_true(app.routes > 0);
    for (size_t i = 0; i < app.routes; i++) {
        struct row *row = find(t, &app.route[i]);
        if (!row) fail_msg("%s has no row in tests/access/policy.tsv", app.route[i].path);
        row->used = true;
        for (size_t c = 0; c < COLUMNS; c++) {
            struct str got = answer_of(a, &app, &app.route[i], roles[c]);
            if (str_is(got, row->answer[c])) continue;
            print_error("%s %s, %s: %.*s, but %.*s is written\n",
                        app.route[i].method == METHOD_POST ? "POST" : "GET", app.route[i].path,
                        role_name(roles[c]), STR(got), STR(row->answer[c]));
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void no_row_stands_for_an_address_that_is_gone(void **state)
{
    struct arena *a = *state;
    struct table *t = read_table(a);
    for (size_t i = 0; i < page_route_count; i++) {
        struct row *row = find(t, &page_routes[i]);
        if (row) row->used = true;
    }
    for (size_t i = 0; i < t->n; i++)
        if (!t->row[i].used) fail_msg("no route for %.*s %.*s", STR(t->row[i].method), STR(t->row[i].path));
}

static void someone_whose_grants_have_all_ended_gets_nowhere_but_out(void **state)
{
    struct arena *a = *state;
    struct web_app app = pages_app(NULL);
    struct who who = { .account_id = 1 };
    for (size_t i = 0; i < app.routes; i++) {
        struct request q = { .a = a, .route = &app.route[i], .who = &who };
        bool open = app.route[i].may == MAY_ANYONE || app.route[i].may == MAY_SIGNED_IN;
        assert_int_equal(app.allow(&q) == NULL, open);
    }
}

static int up(void **state)
{
    *state = arena_open(MEMORY);
    return 0;
}

static int down(void **state)
{
    arena_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_gets_the_answer_that_is_written_down_for_each_route),
        cmocka_unit_test(no_row_stands_for_an_address_that_is_gone),
        cmocka_unit_test(someone_whose_grants_have_all_ended_gets_nowhere_but_out),
    };
    return cmocka_run_group_tests(tests, up, down);
}
