/* test_catalogue.c - the indicators: a sound file, and tables that say the same. */
#include "core/office/catalogue.h"
#include "office_ground.h"
#include "vn/text.h"
#include <fcntl.h>

static bool one_of(struct str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(s, str_c(list[i]))) return true;
    return false;
}

static void every_row_of_the_file_is_sound(void **state)
{
    static const char *const dimensions[] = { "money", "count", "people", "households", "percent", "area",
        "length", "mass", "time", "other" };
    static const char *const kinds[] = { "flow", "stock", "ratio", "highest" };
    struct ground *g = *state;
    struct indicator_list all;
    assert_null(catalogue_load(g->a, &all));
    assert_true(all.n >= 60);
    for (size_t i = 0; i < all.n; i++) {
        const struct indicator *x = &all.indicator[i];
        if (!one_of(x->dimension, dimensions, COUNT(dimensions))) fail_msg("%.*s: dimension", STR(x->code));
        if (!one_of(x->kind, kinds, COUNT(kinds))) fail_msg("%.*s: kind", STR(x->code));
        if (x->organisation.n && !organisation_find(g->a, x->organisation)) fail_msg("%.*s: organisation",
            STR(x->code));
        if (str_is(x->dimension, S("money")) != str_is(x->unit_word, S("VND"))) fail_msg("%.*s: unit", STR(x->code));
        for (size_t k = 0; k < i; k++)
            if (str_is(all.indicator[k].code, x->code)) fail_msg("%.*s: twice", STR(x->code));
        for (size_t k = 0; k < x->wordings; k++)
            if (!x->wording[k].n || !vn_fold(g->a, x->wording[k]).n) fail_msg("%.*s: an empty wording", STR(x->code));
    }
}

static void the_file_is_text_in_one_spelling(void **state)
{
    struct ground *g = *state;
    struct str text = embedded_text("data/catalogue.tsv"), nfc;
    assert_null(vn_text(g->a, (struct bytes){ (const unsigned char *)text.p, text.n }, &nfc));
    assert_true(str_is(text, nfc));
}

static void the_tables_say_what_the_file_says(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct indicator_list file, table;
    assert_null(store_reader(g->s, &db));
    assert_null(catalogue_load(g->a, &file));
    assert_null(catalogue_list(g->a, db, &table));
    assert_int_equal(file.n, table.n);
    for (size_t i = 0; i < file.n; i++) {
        assert_true(str_is(file.indicator[i].code, table.indicator[i].code));
        assert_true(str_is(file.indicator[i].name, table.indicator[i].name));
        assert_true(str_is(file.indicator[i].organisation, table.indicator[i].organisation));
    }
}

static error seed(struct arena *a, struct db *db, void *arg)
{
    (void)arg;
    return catalogue_seed(a, db);
}

static void filling_again_changes_nothing(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct indicator_list table;
    bool seeded;
    assert_null(store_reader(g->s, &db));
    assert_null(catalogue_is_seeded(g->a, db, &seeded));
    assert_true(seeded);
    assert_null(db_write(g->a, g->s, seed, NULL));
    assert_null(catalogue_list(g->a, db, &table));
    struct indicator_list file;
    assert_null(catalogue_load(g->a, &file));
    assert_int_equal(file.n, table.n);
}

static void an_indicator_is_found_by_its_code(void **state)
{
    struct ground *g = *state;
    struct db *db;
    const struct indicator *x;
    assert_null(store_reader(g->s, &db));
    assert_null(catalogue_find(g->a, db, S("D2"), &x));
    assert_string_equal(str_z(g->a, x->name), "Đoàn viên ưu tú giới thiệu cho Đảng");
    assert_string_equal(str_z(g->a, x->kind), "flow");
    assert_null(catalogue_find(g->a, db, S("D99"), &x));
    assert_null(x);
}

/* As a version of the program with another catalogue would have left it. */
static void make_older(const char *path)
{
    assert_int_equal(database_run(path, "UPDATE setting SET value = 'older' WHERE name = 'catalogue';"
        "UPDATE indicator SET name = 'tên cũ' WHERE code = 'D2'"), 2);
}

static const char *name_after(struct ground *g, enum store_how how)
{
    struct db *db;
    const struct indicator *x;
    assert_null(core_open(g->a, g->path, how, &g->s));
    assert_null(store_reader(g->s, &db));
    assert_null(catalogue_find(g->a, db, S("D2"), &x));
    core_close(g->a, g->s);
    g->s = NULL;
    return str_z(g->a, x->name);
}

static void an_older_catalogue_is_brought_up_to_date_only_when_that_is_asked(void **state)
{
    struct ground *g = *state;
    core_close(g->a, g->s);
    make_older(g->path);
    assert_string_equal(name_after(g, STORE_AS_IT_IS), "tên cũ");
    assert_string_equal(name_after(g, STORE_UPGRADE), "Đoàn viên ưu tú giới thiệu cho Đảng");
}

static void upgrading_never_makes_a_database(void **state)
{
    struct ground *g = *state;
    char path[DATABASE_URL];
    struct store *s;
    database_place(path, "none");
    error e = core_open(g->a, path, STORE_UPGRADE, &s);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_false(store_exists(path));
    if (database_is_postgres()) {                  /* a name that is taken, and nothing behind it */
        assert_int_equal(store_open(g->a, path, STORE_MAKE, NULL, 0, &s), NULL);
        store_close(s);
        database_run(path, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    } else {
        close(creat(path, 0600));
    }
    e = core_open(g->a, path, STORE_UPGRADE, &s);
    database_forget(path);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(every_row_of_the_file_is_sound), ON_GROUND(the_file_is_text_in_one_spelling),
            ON_GROUND(the_tables_say_what_the_file_says),
        ON_GROUND(filling_again_changes_nothing), ON_GROUND(an_indicator_is_found_by_its_code),
        ON_GROUND(an_older_catalogue_is_brought_up_to_date_only_when_that_is_asked),
        ON_GROUND(upgrading_never_makes_a_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
