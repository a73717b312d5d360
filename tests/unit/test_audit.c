/* test_audit.c - the chain of changes: what is written, and that no change behind its back goes unseen.
 *
 * Tampering is done with SQL on a copy, as someone with the disk or the server but not the key could. */
#include "office_ground.h"

enum { ROWS = 60 };

static error add_rows(struct arena *a, struct db *db, void *arg)
{
    struct ground *g = arg;
    struct who who = { .account_id = g->account };
    for (int i = 0; i < ROWS; i++)
        TRY(audit_add(a, db, i % 3 ? &who : NULL, "change", "report", i, str_fmt(a, "trước %d", i),
            str_fmt(a, "sau %d", i)));
    return NULL;
}

static void copy_file(struct arena *a, const char *from, const char *to)
{
    struct bytes content;
    assert_null(file_read(a, from, 64 << 20, &content));
    assert_null(file_write(a, to, content));
}

static const char *beside(struct arena *a, const char *path, const char *ending)
{
    return str_z(a, str_fmt(a, "%s%s", store_url_files(a, path), ending));
}

/* The database, its key and its mark as they are after closing, under another name. */
static const char *copy_all(struct ground *g)
{
    static char to[DATABASE_URL];
    database_place(to, "copy");
    database_copy(g->path, to);
    return to;
}

static int64_t tamper(const char *path, const char *sql) { return database_run(path, sql); }

static struct audit_verdict verdict_of(struct arena *a, const char *path)
{
    struct store *s;
    struct audit_verdict v;
    error e = core_open(a, path, STORE_AS_IT_IS, &s);
    if (e) fail_msg("%s", e->said);
    e = audit_verify(a, s, &v);
    if (e) fail_msg("%s", e->said);
    store_close(s);
    return v;
}

static void fill_and_close(struct ground *g)
{
    assert_null(db_write(g->a, g->s, add_rows, g));
    core_close(g->a, g->s);
    g->s = NULL;
}

static void a_chain_that_nobody_touched_is_whole(void **state)
{
    struct ground *g = *state;
    fill_and_close(g);
    struct audit_verdict v = verdict_of(g->a, copy_all(g));
    assert_int_equal(v.what.n, 0);
    assert_int_equal(v.rows, ROWS + 1);            /* and the filling of the catalogue */
    assert_int_equal(v.head.n, 64);
}

static void what_was_written_is_read_back_with_the_name(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct audit_rows rows;
    assert_null(db_write(g->a, g->s, add_rows, g));
    assert_null(store_reader(g->s, &db));
    assert_null(audit_of(g->a, db, "report", 7, &rows));
    assert_int_equal(rows.n, 1);
    assert_string_equal(str_z(g->a, rows.row[0].before), "trước 7");
    assert_string_equal(str_z(g->a, rows.row[0].after), "sau 7");
    assert_string_equal(str_z(g->a, rows.row[0].login), "hoa.lt");
    assert_int_equal(rows.row[0].at, ground_time);
    assert_null(audit_list(g->a, db, 0, &rows));
    assert_int_equal(rows.n, ROWS + 1);
    assert_int_equal(rows.row[0].seq, ROWS + 1);
}

/* Each kind at many rows; %1 is the row. */
static const char *const kinds[] = {
    "UPDATE audit SET after = 'khác' WHERE seq = %lld",
    "UPDATE audit SET before = '' WHERE seq = %lld",
    "UPDATE audit SET account_id = 99 WHERE seq = %lld",
    "UPDATE audit SET account_id = coalesce(account_id, 0) + 1 WHERE seq = %lld",
    "UPDATE audit SET at = at + 1 WHERE seq = %lld",
    "UPDATE audit SET object_id = object_id + 1 WHERE seq = %lld",
    "DELETE FROM audit WHERE seq = %lld",
    "DELETE FROM audit WHERE seq >= %lld",
    "UPDATE audit SET seq = -1 WHERE seq = %lld; UPDATE audit SET seq = seq - 1 WHERE seq > %lld; DELETE FROM"
    " audit WHERE seq = -1",
    "UPDATE audit SET hash = previous WHERE seq = %lld",
    "DELETE FROM audit WHERE seq >= %lld; UPDATE audit_head SET rows = (SELECT count(*) FROM audit), hash ="
    " (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1)",
};

static void every_tampering_is_found(void **state)
{
    struct ground *g = *state;
    fill_and_close(g);
    int tried = 0, found = 0;
    for (size_t kind = 0; kind < COUNT(kinds); kind++) {
        for (int64_t row = 2; row <= ROWS + 1; row += database_is_postgres() ? 20 : 9) {
            struct arena *a = arena_open(64 << 20);
            const char *path = copy_all(g);
            char sql[400];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            snprintf(sql, sizeof sql, kinds[kind], (long long)row, (long long)row);
#pragma GCC diagnostic pop
            assert_true(tamper(path, sql) > 0);
            struct audit_verdict v = verdict_of(a, path);
            tried++;
            if (v.what.n) found++;
            else print_error("not found: %s\n", sql);
            arena_close(a);
        }
    }
    assert_true(tried >= (database_is_postgres() ? 33 : 70));      /* a copy takes longer there; test_audit_tamper.c
                                                                      has a thousand */
    assert_int_equal(found, tried);
    database_forget(copy_all(g));
}

static void two_rows_that_changed_places_are_found(void **state)
{
    struct ground *g = *state;
    fill_and_close(g);
    for (int64_t row = 2; row < 20; row += 4) {
        const char *path = copy_all(g);
        char sql[300];
        snprintf(sql, sizeof sql,
            "UPDATE audit SET seq = -1 WHERE seq = %lld; UPDATE audit SET seq = %lld WHERE seq = %lld; UPDATE"
            " audit SET seq = %lld WHERE seq = -1",
                 (long long)row, (long long)row, (long long)row + 1, (long long)row + 1);
        assert_int_equal(tamper(path, sql), 3);
        assert_int_equal(verdict_of(g->a, path).broken, row);
    }
    database_forget(copy_all(g));
}

static void a_database_replaced_by_an_older_copy_is_found(void **state)
{
    struct ground *g = *state;
    fill_and_close(g);
    const char *old = copy_all(g);
    assert_null(core_open(g->a, g->path, STORE_MAKE, &g->s));
    fill_and_close(g);
    copy_file(g->a, beside(g->a, g->path, ".head"), beside(g->a, old, ".head"));
    struct audit_verdict v = verdict_of(g->a, old);
    assert_true(v.what.n > 0);
    database_forget(old);
}

static void a_chain_wiped_out_or_a_mark_taken_away_is_found(void **state)
{
    struct ground *g = *state;
    fill_and_close(g);
    const char *path = copy_all(g);
    tamper(path, "DELETE FROM audit; DELETE FROM audit_head");
    assert_true(verdict_of(g->a, path).what.n > 0);
    path = copy_all(g);
    unlink(beside(g->a, path, ".head"));
    assert_true(verdict_of(g->a, path).what.n > 0);
    path = copy_all(g);
    assert_null(file_write(g->a, beside(g->a, path, ".head"), (struct bytes){ (const unsigned char *)"1 a b\n", 6 }));
    assert_true(verdict_of(g->a, path).what.n > 0);
    database_forget(path);
}

static void without_its_key_the_database_is_not_opened_and_no_new_key_is_made(void **state)
{
    struct ground *g = *state;
    struct store *s;
    fill_and_close(g);
    const char *path = copy_all(g);
    const char *key = beside(g->a, path, ".key");
    unlink(key);
    error e = core_open(g->a, path, STORE_MAKE, &s);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
    assert_int_not_equal(access(key, F_OK), 0);
    database_forget(path);
}

static void a_change_that_fails_leaves_no_row_in_the_chain(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct audit_rows rows;
    struct ground twice = *g;
    assert_non_null(db_write(g->a, g->s, ground_job, &twice));     /* the log-in name is taken */
    assert_null(store_reader(g->s, &db));
    assert_null(audit_list(g->a, db, 0, &rows));
    assert_int_equal(rows.n, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_GROUND(a_chain_that_nobody_touched_is_whole),
        ON_GROUND(what_was_written_is_read_back_with_the_name),
        ON_GROUND(every_tampering_is_found),
        ON_GROUND(two_rows_that_changed_places_are_found),
        ON_GROUND(a_database_replaced_by_an_older_copy_is_found),
        ON_GROUND(a_chain_wiped_out_or_a_mark_taken_away_is_found),
        ON_GROUND(without_its_key_the_database_is_not_opened_and_no_new_key_is_made),
        ON_GROUND(a_change_that_fails_leaves_no_row_in_the_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
