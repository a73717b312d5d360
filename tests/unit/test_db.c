/* test_db.c - the store: opening, reading, writing in groups, and what a failed job leaves. */
#include "base/machine.h"
#include "store/db.h"
#include "support/database.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ADD_PERSON, COUNT_PERSONS, LIST_PERSONS, ADD_POST, GET_SOURCE,
       ADD_SORTED, LIST_SORTED, ADD_NUMBER, SUM_NUMBERS };
static const struct sql test_sql[] = {
    [ADD_PERSON] = { "add person",
        "INSERT INTO person (id, name, name_fold, name_key) VALUES (?1, ?2, '', '')", SQL_WRITE },
    [COUNT_PERSONS] = { "count persons", "SELECT count(*) FROM person WHERE name = ?1 OR ?1 = ''", SQL_READ },
    [LIST_PERSONS] = { "list persons", "SELECT id, name FROM person ORDER BY id", SQL_READ },
    [ADD_POST] = { "add post",
        "INSERT INTO post (id, person_id, body_id, title, valid_from) VALUES (1, ?1, 99, '', '')", SQL_WRITE },
    [GET_SOURCE] = { "get bytes", "SELECT coalesce((SELECT content FROM scan_queue_source), ?1)", SQL_READ },
    [ADD_SORTED] = { "add word", "INSERT INTO setting (name, value) VALUES (?1, '')", SQL_WRITE },
    [LIST_SORTED] = { "list words", "SELECT name FROM setting ORDER BY name", SQL_READ },
    [ADD_NUMBER] = { "add number", "INSERT INTO sequence (name, next) VALUES (?1, ?2)", SQL_WRITE },
    [SUM_NUMBERS] = { "sum numbers", "SELECT coalesce(sum(next), 0), ?1 + 0, CASE WHEN count(*) > 0 THEN 1 ELSE 0 END"
        " FROM sequence WHERE name <> 'number'", SQL_READ },
};
static struct sql_list sql = SQL_LIST(test_sql);
static struct sql_list *const lists[] = { &sql };

struct ground { struct arena *a; char path[DATABASE_URL]; struct store *s; };

static int set_up(void **state)
{
    static struct ground g;
    g.a = arena_open(64 << 20);
    database_new(g.path, "db");
    assert_null(store_open(g.a, g.path, STORE_MAKE, lists, COUNT(lists), &g.s));
    *state = &g;
    return 0;
}

static int tear_down(void **state)
{
    struct ground *g = *state;
    if (g->s) store_close(g->s);
    arena_close(g->a);
    database_forget(g->path);
    return 0;
}

struct person { struct str name; int64_t id; bool fail, overflow; };

static error add_person(struct arena *a, struct db *db, void *arg)
{
    struct person *p = arg;
    TRY(db_next_id(a, db, "person", &p->id));
    struct rows *r = db_run(a, db, &sql, ADD_PERSON);
    BIND(r, p->id);
    BIND(r, p->name);
    TRY(rows_end(r));
    assert_int_equal(rows_changed(r), 1);
    if (p->overflow) arena_get(a, SIZE_MAX / 2);
    if (p->fail) return FAIL(a, ERR_INPUT, "Không lưu.");
    return NULL;
}

#define ON(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static int64_t count(struct ground *g, struct str name)
{
    struct db *db;
    assert_null(store_reader(g->s, &db));
    struct rows *r = db_run(g->a, db, &sql, COUNT_PERSONS);
    BIND(r, name);
    assert_true(rows_next(r));
    int64_t n = row_int(r, 0);
    assert_null(rows_end(r));
    return n;
}

static void a_written_row_is_read_back(void **state)
{
    struct ground *g = *state;
    struct person p = { .name = S("Nguyễn Thị Ánh") };
    int64_t version = store_version(g->s);
    assert_null(db_write(g->a, g->s, add_person, &p));
    assert_int_equal(count(g, p.name), 1);
    assert_true(store_version(g->s) > version);
}

static void a_failed_job_leaves_nothing_and_gives_its_number_back(void **state)
{
    struct ground *g = *state;
    struct person good = { .name = S("A") }, bad = { .name = S("B"), .fail = true },
        big = { .name = S("C"), .overflow = true };
    assert_null(db_write(g->a, g->s, add_person, &good));
    error e = db_write(g->a, g->s, add_person, &bad);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_INPUT);
    e = db_write(g->a, g->s, add_person, &big);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_MEMORY);
    struct person next = { .name = S("D") };
    assert_null(db_write(g->a, g->s, add_person, &next));
    assert_int_equal(next.id, good.id + 1);
    assert_int_equal(count(g, S("")), 2);
}

static void a_reader_never_sees_part_of_a_job(void **state)
{
    struct ground *g = *state;
    struct person p = { .name = S("A"), .fail = true };
    int64_t version = store_version(g->s);
    for (int i = 0; i < 20; i++) {
        assert_non_null(db_write(g->a, g->s, add_person, &p));
        assert_int_equal(count(g, S("")), 0);
    }
    assert_int_equal(store_version(g->s), version);
}

struct worker { struct ground *g; int number, bad; int64_t ids[50]; };

/* Every fifth job fails on purpose; the rest must all be there. */
static void *work(void *arg)
{
    struct worker *w = arg;
    struct arena *a = arena_open(8 << 20);
    for (int i = 0; i < 50; i++) {
        struct person p = { .name = str_fmt(a, "luồng %d việc %d", w->number, i), .fail = i % 5 == 4 };
        error e = db_write(a, w->g->s, add_person, &p);
        if (p.fail ? !e || e->kind != ERR_INPUT : e != NULL) w->bad++;
        w->ids[i] = p.fail ? 0 : p.id;
        struct db *db;
        if (store_reader(w->g->s, &db)) { w->bad++; continue; }
        struct rows *r = db_run(a, db, &sql, COUNT_PERSONS);
        BIND(r, p.name);
        if (!rows_next(r) || row_int(r, 0) != !p.fail) w->bad++;   /* one's own write is seen at once */
        if (rows_end(r)) w->bad++;
        arena_reset(a);
    }
    arena_close(a);
    return NULL;
}

static void eight_threads_write_side_by_side_and_nothing_is_lost(void **state)
{
    struct ground *g = *state;
    struct worker w[8];
    pthread_t t[8];
    for (int i = 0; i < 8; i++) {
        w[i] = (struct worker){ .g = g, .number = i };
        assert_int_equal(pthread_create(&t[i], NULL, work, &w[i]), 0);
    }
    for (int i = 0; i < 8; i++) pthread_join(t[i], NULL);
    bool seen[8 * 40 + 1] = { false };
    for (int i = 0; i < 8; i++) {
        assert_int_equal(w[i].bad, 0);
        for (int k = 0; k < 50; k++) {
            if (!w[i].ids[k]) continue;
            assert_in_range(w[i].ids[k], 1, 8 * 40);
            assert_false(seen[w[i].ids[k]]);
            seen[w[i].ids[k]] = true;
        }
    }
    assert_int_equal(count(g, S("")), 8 * 40);
    assert_true(store_version(g->s) <= 8 * 40);
}

static error add_post(struct arena *a, struct db *db, void *arg)
{
    struct rows *r = db_run(a, db, &sql, ADD_POST);
    BIND(r, *(int64_t *)arg);
    return rows_end(r);
}

static void a_broken_constraint_is_a_conflict(void **state)
{
    struct ground *g = *state;
    int64_t nobody = 12345;
    error e = db_write(g->a, g->s, add_post, &nobody);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_CONFLICT);
}

static void writing_through_a_readers_handle_is_refused(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct person p = { .name = S("A") };
    assert_null(store_reader(g->s, &db));
    error e = add_person(g->a, db, &p);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_FAULT);
    assert_int_equal(count(g, S("")), 0);
}

static void one_statement_runs_within_itself(void **state)
{
    struct ground *g = *state;
    struct db *db;
    int64_t pairs = 0;
    for (int i = 0; i < 3; i++) {
        struct person p = { .name = S("A") };
        assert_null(db_write(g->a, g->s, add_person, &p));
    }
    assert_null(store_reader(g->s, &db));
    struct rows *outer = db_run(g->a, db, &sql, LIST_PERSONS);
    while (rows_next(outer)) {
        struct rows *inner = db_run(g->a, db, &sql, LIST_PERSONS);
        while (rows_next(inner)) pairs += row_int(outer, 0) * 10 + row_int(inner, 0);
        assert_null(rows_end(inner));
    }
    assert_null(rows_end(outer));
    assert_int_equal(pairs, 3 * (10 + 20 + 30) + 3 * (1 + 2 + 3));
}

static void bytes_come_back_as_they_were(void **state)
{
    struct ground *g = *state;
    struct db *db;
    unsigned char raw[256];
    for (int i = 0; i < 256; i++) raw[i] = (unsigned char)i;
    struct bytes b = { raw, sizeof raw };
    assert_null(store_reader(g->s, &db));
    struct rows *r = db_run(g->a, db, &sql, GET_SOURCE);
    BIND(r, b);
    assert_true(rows_next(r));
    struct bytes back = row_bytes(r, 0);
    assert_int_equal(back.n, 256);
    assert_memory_equal(back.p, raw, 256);
    assert_null(rows_end(r));
}

static void text_that_one_engine_would_not_keep_is_refused_by_both(void **state)
{
    struct ground *g = *state;
    struct str bad[] = { { "a\0b", 3 }, { "\xc3", 1 }, { "a\xff", 2 }, { "\xed\xa0\x80", 3 } };
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct person p = { .name = bad[i] };
        error e = db_write(g->a, g->s, add_person, &p);
        assert_non_null(e);
        assert_int_equal(e->kind, ERR_INPUT);
    }
    struct person empty = { .name = S("") };
    assert_null(db_write(g->a, g->s, add_person, &empty));
    assert_int_equal(empty.id, 1);
}

static error add_and_go_on(struct arena *a, struct db *db, void *arg)
{
    int64_t nobody = 12345;
    if (!add_post(a, db, &nobody)) return FAIL(a, ERR_FAULT, "Đã lưu một việc không có thật.");
    error e = add_person(a, db, arg);
    (void)e;                                       /* PostgreSQL would not go on with it either */
    return NULL;
}

static void a_job_that_overlooks_a_statement_that_failed_fails(void **state)
{
    struct ground *g = *state;
    struct person p = { .name = S("A") };
    error e = db_write(g->a, g->s, add_and_go_on, &p);
    assert_non_null(e);
    assert_int_equal(e->kind, ERR_CONFLICT);
    assert_int_equal(count(g, S("")), 0);
}

static error add_words(struct arena *a, struct db *db, void *arg)
{
    struct rows *r = db_run(a, db, &sql, ADD_SORTED);
    BIND(r, *(struct str *)arg);
    return rows_end(r);
}

static error add_number(struct arena *a, struct db *db, void *arg)
{
    int64_t id;
    TRY(db_next_id(a, db, "number", &id));
    struct rows *r = db_run(a, db, &sql, ADD_NUMBER);
    BIND(r, str_fmt(a, "%lld", (long long)id));
    BIND(r, *(int64_t *)arg);
    return rows_end(r);
}

static void text_sorts_by_its_bytes(void **state)
{
    struct ground *g = *state;
    struct db *db;
    static const char *const words[] = { "", " ", "-", "A", "B", "Z", "_", "a", "a b", "a-b", "ab", "b", "z",
        "Á", "Đ", "đ", "ặ" };
    for (size_t i = COUNT(words); i--;) {
        struct str w = str_c(words[(i * 7) % COUNT(words)]);
        assert_null(db_write(g->a, g->s, add_words, &w));
    }
    assert_null(store_reader(g->s, &db));
    struct rows *r = db_run(g->a, db, &sql, LIST_SORTED);
    size_t n = 0;
    for (; rows_next(r); n++) assert_string_equal(str_z(g->a, row_str(r, 0)), words[n]);
    assert_null(rows_end(r));
    assert_int_equal(n, COUNT(words));
}

static void numbers_of_any_size_add_up_and_come_back(void **state)
{
    struct ground *g = *state;
    struct db *db;
    static const int64_t numbers[] = { 0, -1, 9999, 10000, -100000000, INT64_MAX / 2, INT64_MIN / 4, 20000 };
    int64_t sum = 0;
    for (size_t i = 0; i < COUNT(numbers); i++) {
        int64_t n = numbers[i];
        sum += n;
        assert_null(db_write(g->a, g->s, add_number, &n));
        assert_null(store_reader(g->s, &db));
        struct rows *r = db_run(g->a, db, &sql, SUM_NUMBERS);
        BIND(r, n);
        assert_true(rows_next(r));
        assert_true(row_int(r, 0) == sum);
        assert_true(row_int(r, 1) == n);
        assert_true(row_int(r, 2) == 1);
        assert_true(str_is(row_str(r, 1), str_fmt(g->a, "%lld", (long long)n)));
        assert_null(rows_end(r));
    }
}

static void rows_that_were_left_open_close_with_their_arena(void **state)
{
    struct ground *g = *state;
    struct db *db;
    struct arena *request = arena_open(1 << 20);
    struct person p = { .name = S("A") };
    assert_null(db_write(g->a, g->s, add_person, &p));
    assert_null(store_reader(g->s, &db));
    for (int i = 0; i < 100; i++) {
        assert_true(rows_next(db_run(request, db, &sql, LIST_PERSONS)));
        arena_reset(request);
    }
    arena_close(request);
    assert_null(db_write(g->a, g->s, add_person, &p));
    assert_int_equal(count(g, S("")), 2);              /* no old snapshot is held */
}

/* ---- refusals at the opening ---- */

static error open_with(struct ground *g, struct sql_list *list, const char *path, bool create)
{
    struct sql_list *const one[] = { list };
    struct store *s;
    error e = store_open(g->a, path, create ? STORE_MAKE : STORE_AS_IT_IS, one, 1, &s);
    if (!e) store_close(s);
    return e;
}

static void a_statement_that_is_wrong_stops_the_opening(void **state)
{
    struct ground *g = *state;
    static const struct sql misspelt[] = { { "misspelt", "SELECT nmae FROM person", SQL_READ } };
    static const struct sql hidden[] = { { "hidden write", "DELETE FROM person", SQL_READ } };
    static const struct sql idle[] = { { "idle write", "SELECT id FROM person", SQL_WRITE } };
    static const struct sql two[] = { { "two", "SELECT 1; SELECT 2", SQL_READ } };
    static const struct sql quoted[] = { { "quoted", "SELECT \"nobody\" FROM person", SQL_READ } };
    static struct sql_list bad[] = { SQL_LIST(misspelt), SQL_LIST(hidden), SQL_LIST(idle), SQL_LIST(two),
        SQL_LIST(quoted) };
    for (size_t i = 0; i < COUNT(bad); i++) {
        error e = open_with(g, &bad[i], g->path, true);
        if (!e) fail_msg("%s was accepted", bad[i].sql[0].name);
        assert_int_equal(e->kind, ERR_FAULT);
        assert_non_null(e->because);
        assert_non_null(strstr(e->because->said, bad[i].sql[0].name));
    }
}

static void a_file_that_is_missing_or_something_else_is_refused(void **state)
{
    struct ground *g = *state;
    char path[100];
    snprintf(path, sizeof path, "/tmp/giaoban-test-other-%ld", (long)getpid());
    unlink(path);
    assert_int_equal(open_with(g, &sql, path, false)->kind, ERR_INPUT);
    assert_int_not_equal(access(path, F_OK), 0);
    const char words[] = "Đây là một tệp văn bản, không phải cơ sở dữ liệu. Nó đủ dài để không giống một tệp "
        "rỗng chút nào cả.";
    assert_null(file_write(g->a, path, (struct bytes){ (const unsigned char *)words, sizeof words }));
    error e = open_with(g, &sql, path, true);
    assert_int_equal(e->kind, ERR_INPUT);
    struct bytes after;
    assert_null(file_read(g->a, path, 4096, &after));
    assert_memory_equal(after.p, words, sizeof words);             /* and is left as it was */
    unlink(path);
    assert_int_equal(open_with(g, &sql, "/tmp/giaoban-no-such-folder/x.db", true)->kind, ERR_INPUT);
}

static void the_file_is_for_its_owner_only(void **state)
{
    struct ground *g = *state;
    struct stat st;
    if (database_is_postgres()) return;            /* files are the server's there */
    assert_int_equal(stat(g->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void what_was_acknowledged_is_there_after_closing_and_opening(void **state)
{
    struct ground *g = *state;
    struct person p = { .name = S("A") };
    for (int i = 0; i < 10; i++) assert_null(db_write(g->a, g->s, add_person, &p));
    store_close(g->s);
    g->s = NULL;
    assert_null(store_open(g->a, g->path, STORE_AS_IT_IS, lists, COUNT(lists), &g->s));
    assert_int_equal(count(g, S("")), 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON(a_written_row_is_read_back),
        ON(a_failed_job_leaves_nothing_and_gives_its_number_back),
        ON(a_reader_never_sees_part_of_a_job),
        ON(eight_threads_write_side_by_side_and_nothing_is_lost),
        ON(a_broken_constraint_is_a_conflict),
        ON(writing_through_a_readers_handle_is_refused),
        ON(one_statement_runs_within_itself),
        ON(bytes_come_back_as_they_were),
        ON(text_that_one_engine_would_not_keep_is_refused_by_both),
        ON(a_job_that_overlooks_a_statement_that_failed_fails),
        ON(text_sorts_by_its_bytes),
        ON(numbers_of_any_size_add_up_and_come_back),
        ON(rows_that_were_left_open_close_with_their_arena),
        ON(a_statement_that_is_wrong_stops_the_opening),
        ON(a_file_that_is_missing_or_something_else_is_refused),
        ON(the_file_is_for_its_owner_only),
        ON(what_was_acknowledged_is_there_after_closing_and_opening),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
