/* test_access.c - every route against tests/access/policy.tsv, for nobody and for each role, at the door alone: a route
 * without a row, a row without a route, a role without a column and another answer than the row's all fail. The answers
 * come from the hook that the server calls. What lies behind the door access.py asks over HTTP. */
#include "base/machine.h"
#include "core/office/policy.h"
#include "pages/pages.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { LINES_MOST = 600, FIELDS = ROLE_COUNT + 5, MEMORY = 16 << 20 };

struct row {
    struct str method, path, cell[ROLE_COUNT], thing;
    bool used;
};
struct table {
    struct row row[LINES_MOST];
    size_t n;
};

static size_t fields_of(struct str line, struct str *field)
{
    size_t n = 0;
    while (n < FIELDS && str_next(&line, '\t', &field[n])) n++;
    return n;
}

/* Where the cells of each role stand, by the table's first line. */
static void read_head(struct str line, size_t *column)
{
    struct str field[FIELDS];
    size_t n = fields_of(line, field);
    if (n != FIELDS) fail_msg("policy.tsv has %zu columns, with every role it is %d", n, FIELDS);
    for (int role = 0; role < ROLE_COUNT; role++) {
        struct str name = role == ROLE_NONE ? S("nobody") : role_code((enum role)role);
        for (size_t i = 2; i < n; i++)
            if (str_is(field[i], name)) column[role] = i;
        if (!column[role]) fail_msg("policy.tsv has no column for %.*s", STR(name));
    }
}

static struct table *read_table(struct arena *a)
{
    struct table *t = NEW(a, struct table);
    struct bytes file;
    struct str rest, line, field[FIELDS];
    size_t column[ROLE_COUNT] = { 0 };
    bool head = true;
    assert_null(file_read(a, "tests/access/policy.tsv", 1 << 20, &file));
    rest = (struct str){ (const char *)file.p, file.n };
    while (str_next(&rest, '\n', &line)) {
        if (!line.n || line.p[0] == '#') continue;
        if (head) read_head(line, column);
        else {
            assert_true(t->n < LINES_MOST);
            struct row *r = &t->row[t->n++];
            if (fields_of(line, field) != FIELDS) fail_msg("policy.tsv: not %d columns: %.*s", FIELDS, STR(line));
            *r = (struct row){ .method = field[0], .path = field[1], .thing = field[FIELDS - 3] };
            for (int role = 0; role < ROLE_COUNT; role++) r->cell[role] = field[column[role]];
        }
        head = false;
    }
    return t;
}

/* The answer at the door that a cell stands for; how far a reach goes is asked behind it. */
static struct str door_of(const struct row *r, struct str cell)
{
    static const char *const reaches[] = { "none", "body", "unit", "below", "self", "all" };
    if (str_is(cell, S("login")) || str_is(cell, S("deny"))) return cell;
    bool thing = !str_is(r->thing, S("-"));
    if (str_is(cell, S("allow"))) {
        if (thing) fail_msg("%.*s: say how far, not allow", STR(r->path));
        return cell;
    }
    struct str rest = cell, one, word;
    while (str_next(&rest, ' ', &one)) {
        bool known = false;
        str_next(&one, ':', &word);
        for (size_t i = 0; i < COUNT(reaches); i++) known = known || str_is(word, str_c(reaches[i]));
        if (!known || !thing) fail_msg("%.*s: “%.*s” cannot stand here", STR(r->path), STR(cell));
    }
    return S("allow");
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
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct str got = answer_of(a, &app, &app.route[i], (enum role)role);
            if (str_is(got, door_of(row, row->cell[role]))) continue;
            print_error("%s %s, %s: %.*s, but %.*s is written\n",
                        app.route[i].method == METHOD_POST ? "POST" : "GET", app.route[i].path,
                        role_name((enum role)role), STR(got), STR(row->cell[role]));
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
        bool open = app.route[i].may == MAY_ANYONE || app.route[i].may == MAY_SIGNED_IN
            || app.route[i].may == MAY_OWN_ACCOUNT;
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
