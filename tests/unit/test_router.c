/* test_router.c - which route an address belongs to, and which tables of routes are refused. */
#include "web/router.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static struct arena *a;

static int open_arena(void **state)
{
    (void)state;
    a = arena_open(1 << 20);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static error no_page(struct request *q, struct reply *r)
{
    (void)q; (void)r;
    return NULL;
}

static const struct param id[] = { { .name = "id", .kind = PARAM_INT } };
static const struct param ids[] = { { .name = "id", .kind = PARAM_INT }, { .name = "so", .kind = PARAM_INT } };
static const struct route routes[] = {
    { METHOD_GET, "/", no_page, 1, .about = "x" },
    { METHOD_GET, "/bao-cao", no_page, 1, .about = "x" },
    { METHOD_GET, "/bao-cao/{id}", no_page, 1, id, 1, .about = "x" },
    { METHOD_GET, "/bao-cao/soan", no_page, 1, .about = "x" },
    { METHOD_POST, "/bao-cao/{id}/duyet", no_page, 1, id, 1, .about = "x" },
    { METHOD_GET, "/bao-cao/{id}/so-lieu/{so}", no_page, 1, ids, 2, .about = "x" },
};

static struct matched find(enum method m, const char *path)
{
    return router_find(a, routes, COUNT(routes), m, str_c(path));
}

static const char *route_of(enum method m, const char *path)
{
    struct matched r = find(m, path);
    return r.route ? r.route->path : "";
}

static const char *part(const struct matched *m, size_t i)
{
    return str_z(a, (struct str){ (const char *)m->path.item[i].value.p, m->path.item[i].value.n });
}

static void an_address_leads_to_its_route(void **state)
{
    (void)state;
    assert_string_equal(route_of(METHOD_GET, "/"), "/");
    assert_string_equal(route_of(METHOD_GET, "/bao-cao"), "/bao-cao");
    assert_string_equal(route_of(METHOD_GET, "/bao-cao/12"), "/bao-cao/{id}");
    assert_string_equal(route_of(METHOD_POST, "/bao-cao/12/duyet"), "/bao-cao/{id}/duyet");
}

static void a_word_wins_over_a_part_in_braces(void **state)
{
    (void)state;
    assert_string_equal(route_of(METHOD_GET, "/bao-cao/soan"), "/bao-cao/soan");
    assert_string_equal(route_of(METHOD_GET, "/bao-cao/so%61n"), "/bao-cao/soan");
}

static void parts_in_braces_are_taken_decoded_once(void **state)
{
    (void)state;
    struct matched m = find(METHOD_GET, "/bao-cao/%31%2541/so-lieu/2");
    assert_non_null(m.route);
    assert_int_equal(m.path.n, 2);
    assert_string_equal(part(&m, 0), "1%41");
    assert_string_equal(part(&m, 1), "2");
}

static void other_addresses_lead_nowhere(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "bao-cao",
        "/bao-cao/",
        "//",
        "//bao-cao",
        "/bao-cao//",
        "/bao-cao/1/",
        "/bao-cao/1/2",
        "/Bao-cao",
        "/bao-cao/..",
        "/bao-cao/%2e%2e",
        "/bao-cao/../..",
        "/./bao-cao",
        "/bao-cao/%2f",
        "/bao-cao/1%2fduyet",
        "/bao-cao/a%5cb",
        "/bao-cao/%00",
        "/bao-cao/%0a",
        "/bao-cao/%7f",
        "/bao-cao/%",
        "/bao-cao/%4",
        "/bao-cao/%zz",
        "/tep/../../etc/passwd",
        "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18",
        "/{id}",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct matched m = find(METHOD_GET, wrong[i]);
        if (m.route || m.get || m.post) fail_msg("%s leads somewhere", wrong[i]);
    }
}

static void an_address_with_another_method_says_which_it_knows(void **state)
{
    (void)state;
    struct matched m = find(METHOD_GET, "/bao-cao/1/duyet");
    assert_null(m.route);
    assert_true(m.post);
    assert_false(m.get);
    m = find(METHOD_POST, "/bao-cao");
    assert_null(m.route);
    assert_true(m.get);
}

static bool refused(struct route r)
{
    const struct route table[] = { routes[0], routes[2], r };
    return router_check(a, table, COUNT(table)) != NULL;
}

static void a_table_with_a_mistake_is_refused(void **state)
{
    (void)state;
    static const struct param twice[] = { { .name = "x" }, { .name = "x" } },
                              file[] = { { .name = "f", .kind = PARAM_FILE } };
    assert_null(router_check(a, routes, COUNT(routes)));
    assert_false(refused((struct route){ METHOD_GET, "/moi", no_page, 1, .about = "x" }));
    assert_true(refused((struct route){ METHOD_GET, "/", no_page, 1, .about = "x" }));
    assert_true(refused((struct route){ METHOD_GET, "/bao-cao/{so}", no_page, 1, ids, 2, .about = "x" }));
    assert_true(refused((struct route){ METHOD_GET, "/moi/{ten}", no_page, 1, id, 1, .about = "x" }));
    assert_true(refused((struct route){ METHOD_GET, "/moi", NULL, 1, .about = "x" }));
    assert_true(refused((struct route){ METHOD_GET, "moi", no_page, 1, .about = "x" }));
    assert_true(refused((struct route){ METHOD_GET, "/moi", no_page, 1, .once = true }));
    assert_true(refused((struct route){ METHOD_POST, "/moi", no_page, 1, .keep = true }));
    assert_true(refused((struct route){ METHOD_GET, "/moi", no_page, 1, twice, 2, .about = "x" }));
    assert_true(refused((struct route){ METHOD_GET, "/moi", no_page, 1, file, 1, .about = "x" }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_address_leads_to_its_route),
        cmocka_unit_test(a_word_wins_over_a_part_in_braces),
        cmocka_unit_test(parts_in_braces_are_taken_decoded_once),
        cmocka_unit_test(other_addresses_lead_nowhere),
        cmocka_unit_test(an_address_with_another_method_says_which_it_knows),
        cmocka_unit_test(a_table_with_a_mistake_is_refused),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
