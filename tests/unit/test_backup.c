/* test_backup.c - a copy of all data beside the work, and putting it back: what was flipped is refused, two must agree,
 * and a refusal leaves the data as it was. */
#include "office_ground.h"
#include "core/office/backup.h"
#include "core/second_pair.h"
#include "store/move.h"

struct fold { unsigned char all[STORE_MOVE_HASH]; };

static void eat_table(void *arg, struct str table, int64_t rows, const unsigned char hash[STORE_MOVE_HASH])
{
    struct fold *f = arg;
    (void)table;
    for (int i = 0; i < STORE_MOVE_HASH; i++)
        f->all[i] = (unsigned char)(f->all[i] * 31 + hash[i] + (unsigned char)rows);
}

static struct fold content_of(struct ground *g)
{
    struct fold f = { { 0 } };
    error e = store_contents(g->a, g->path, eat_table, &f);
    if (e) fail_msg("%s", e->said);
    return f;
}

struct copies { struct ground *g; char copy[80]; struct who who[2]; int64_t grant[2]; };

/* Two administrators of the city, which is where the office is at home. */
static error admins_job(struct arena *a, struct db *db, void *arg)
{
    struct copies *c = arg;
    static const char *const logins[] = { "an.qt", "binh.qt" };
    for (int i = 0; i < 2; i++) {
        int64_t person, account;
        TRY(person_add(a, db, str_fmt(a, "Quản trị %d", i + 1), &person));
        TRY(account_add(a, db, person, str_c(logins[i]), c->g->hash, LANGUAGE_VI, &account));
        struct new_grant grant = { .account_id = account, .role = ROLE_ADMIN, .unit_id = c->g->city,
            .from = S("2023-01-01") };
        TRY(account_allow(a, db, &grant, &c->grant[i]));
        const struct who *who;
        TRY(session_person(a, db, account, c->grant[i], &who));
        assert_non_null(who);
        c->who[i] = *who;
    }
    return NULL;
}

static void forget_copy(const char *path)
{
    static const char *const parts[] = { "", "-wal", "-shm", ".head", ".manifest" };
    char name[160];
    for (size_t i = 0; i < COUNT(parts); i++) {
        snprintf(name, sizeof name, "%s%s", path, parts[i]);
        unlink(name);
    }
}

static int up(void **state)
{
    static struct copies c;
    void *ground;
    memset(&c, 0, sizeof c);
    if (ground_up(&ground)) return 1;
    c.g = ground;
    snprintf(c.copy, sizeof c.copy, "/tmp/giaoban-test-backup-%ld", (long)getpid());
    forget_copy(c.copy);
    assert_null(db_write(c.g->a, c.g->s, admins_job, &c));
    *state = &c;
    return 0;
}

static int down(void **state)
{
    struct copies *c = *state;
    void *ground = c->g;
    forget_copy(c->copy);
    return ground_down(&ground);
}

static struct backup written(struct copies *c)
{
    struct backup b;
    error e = backup_write(c->g->a, c->g->s, c->g->path, c->copy, &b);
    if (e) fail_msg("%s", e->said);
    return b;
}

static error add_one(struct arena *a, struct db *db, void *arg)
{
    int64_t id;
    (void)arg;
    TRY(person_add(a, db, S("Người thêm sau"), &id));
    return audit_add(a, db, NULL, "person.add", "person", id, S(""), S("Người thêm sau"));
}

static const char *persons(struct copies *c)
{
    database_run(c->g->path, "SELECT COUNT(*) FROM person WHERE name = 'Người thêm sau'");
    return database_answer;
}

static void close_office(struct copies *c)
{
    core_close(c->g->a, c->g->s);
    c->g->s = NULL;
}

static error restore(struct copies *c, struct str *kept)
{
    struct backup b;
    return backup_restore(c->g->a, c->g->path, c->copy, &b, kept);
}

static void a_copy_holds_everything_and_a_second_one_goes_elsewhere(void **state)
{
    struct copies *c = *state;
    struct backup b = written(c), again;
    assert_true(b.tables > 30 && b.rows > 100);
    assert_int_equal(b.code.n, 19);
    assert_null(backup_check(c->g->a, c->g->path, c->copy, &again));
    assert_true(str_is(b.code, again.code) && b.rows == again.rows && b.made_at == again.made_at);
    assert_int_equal(backup_write(c->g->a, c->g->s, c->g->path, c->copy, &again)->kind, ERR_CONFLICT);
    assert_null(backup_check(c->g->a, c->g->path, c->copy, &again));
    struct db *db;
    struct backup_list list;
    assert_null(store_reader(c->g->s, &db));
    assert_null(backup_list(c->g->a, db, &c->who[0], &list));
    assert_int_equal(list.n, 1);
    assert_true(str_is(list.row[0].code, b.code));
}

/* One byte of each part, at many places: never taken for good. */
static void a_copy_in_which_a_byte_was_changed_is_refused(void **state)
{
    struct copies *c = *state;
    struct backup b = written(c);
    static const char *const parts[] = { ".manifest", ".head", "" };
    int tried = 0;
    for (size_t p = 0; p < COUNT(parts); p++) {
        struct bytes content;
        const char *path = str_z(c->g->a, str_fmt(c->g->a, "%s%s", c->copy, parts[p]));
        assert_null(file_read(c->g->a, path, 64 << 20, &content));
        unsigned char *bytes = arena_get(c->g->a, content.n);
        memcpy(bytes, content.p, content.n);
        for (size_t i = 0; i < 12; i++, tried++) {
            size_t at = p < 2 ? content.n * i / 12 : 0;
            if (p == 2) {                      /* a letter of a word that somebody wrote */
                struct str whole = { (const char *)content.p, content.n };
                at = str_find(whole, S("Lê Thị Hoa"), 0) + i;
            }
            bytes[at] ^= 1;
            assert_null(file_write(c->g->a, path, (struct bytes){ bytes, content.n }));
            error e = backup_check(c->g->a, c->g->path, c->copy, &b);
            if (!e) fail_msg("%s, byte %zu of %zu", parts[p], at, content.n);
            bytes[at] ^= 1;
        }
        assert_null(file_write(c->g->a, path, content));
    }
    assert_int_equal(tried, 36);
    assert_null(backup_check(c->g->a, c->g->path, c->copy, &b));
}

static void without_two_administrators_nothing_is_put_back(void **state)
{
    struct copies *c = *state;
    struct str kept;
    struct two_person done;
    struct two_list list;
    struct db *db;
    struct backup b = written(c);
    assert_null(db_write(c->g->a, c->g->s, add_one, NULL));
    const struct who *officer;
    assert_null(store_reader(c->g->s, &db));
    assert_null(session_person(c->g->a, db, c->g->account, 1, &officer));
    assert_int_equal(backup_ask(c->g->a, c->g->s, officer, b.code, S("Xóa nhầm"))->kind, ERR_DENIED);
    assert_int_equal(backup_ask(c->g->a, c->g->s, &c->who[0], S("12-34"), S("Xóa nhầm"))->kind, ERR_INPUT);
    assert_int_equal(backup_ask(c->g->a, c->g->s, &c->who[0], b.code, S(" "))->kind, ERR_INPUT);
    assert_null(backup_ask(c->g->a, c->g->s, &c->who[0], b.code, S("Xóa nhầm")));
    assert_null(two_person_list(c->g->a, db, &c->who[0], &list));
    assert_int_equal(list.n, 1);
    assert_int_equal(second_pair_confirm(c->g->a, c->g->s, &c->who[0], list.row[0].id, &done)->kind, ERR_DENIED);
    close_office(c);
    struct fold before = content_of(c->g);
    assert_int_equal(restore(c, &kept)->kind, ERR_DENIED);
    struct fold after = content_of(c->g);
    assert_memory_equal(before.all, after.all, sizeof before.all);
    assert_string_equal(persons(c), "1");
}

static void agree(struct copies *c, struct str code)
{
    struct two_person done;
    struct two_list list;
    struct db *db;
    assert_null(backup_ask(c->g->a, c->g->s, &c->who[0], code, S("Xóa nhầm")));
    assert_null(store_reader(c->g->s, &db));
    assert_null(two_person_list(c->g->a, db, &c->who[1], &list));
    assert_null(second_pair_confirm(c->g->a, c->g->s, &c->who[1], list.row[0].id, &done));
}

static void once_both_agree_it_is_as_it_was_and_the_chain_tells_it(void **state)
{
    struct copies *c = *state;
    struct ground *g = c->g;
    struct str kept;
    struct audit_verdict v;
    struct audit_rows rows;
    struct db *db;
    struct backup b = written(c);
    assert_null(db_write(g->a, g->s, add_one, NULL));
    agree(c, b.code);
    close_office(c);
    error e = restore(c, &kept);
    if (e) fail_msg("%s", e->said);
    assert_string_equal(persons(c), "0");
    assert_null(core_open(g->a, g->path, STORE_AS_IT_IS, &g->s));
    assert_null(audit_verify(g->a, g->s, &v));
    if (v.what.n) fail_msg("%.*s", STR(v.what));
    assert_int_equal(v.rows, b.audit_rows + 1);
    assert_null(store_reader(g->s, &db));
    assert_null(audit_list(g->a, db, 0, &rows));
    assert_string_equal(str_z(g->a, rows.row[0].act), "restore");
    assert_true(str_find(rows.row[0].after, S("Quản trị 1"), 0) != SIZE_MAX);
    assert_true(str_find(rows.row[0].after, S("Quản trị 2"), 0) != SIZE_MAX);
    struct backup old;
    assert_null(backup_check(g->a, g->path, str_z(g->a, kept), &old));     /* what was there is not lost */
    assert_true(old.audit_rows > b.audit_rows);
    close_office(c);
    assert_int_equal(restore(c, &kept)->kind, ERR_DENIED);                 /* agreed once, done once */
    forget_copy(str_z(g->a, str_fmt(g->a, "%s.truoc-khoi-phuc-%lld", store_url_files(g->a, g->path),
        (long long)(ground_time / 1000))));
}

static void an_agreement_is_for_one_copy_and_for_a_week(void **state)
{
    struct copies *c = *state;
    struct str kept;
    struct backup b = written(c);
    agree(c, S("0123-4567-89ab-cdef"));
    close_office(c);
    assert_int_equal(restore(c, &kept)->kind, ERR_DENIED);
    assert_null(core_open(c->g->a, c->g->path, STORE_AS_IT_IS, &c->g->s));
    agree(c, b.code);
    close_office(c);
    clock_fix(ground_time + TWO_PERSON_LIFE + 1);
    assert_int_equal(restore(c, &kept)->kind, ERR_DENIED);
}

static void into_an_empty_place_the_key_is_enough(void **state)
{
    struct copies *c = *state;
    struct ground *g = c->g;
    struct str kept;
    struct audit_verdict v;
    struct bytes key;
    struct backup b = written(c);
    close_office(c);
    const char *path = str_z(g->a, str_fmt(g->a, "%s.key", store_url_files(g->a, g->path)));
    assert_null(file_read(g->a, path, 256, &key));
    database_forget(g->path);
    assert_int_equal(restore(c, &kept)->kind, ERR_INPUT);                  /* the key was not in the copy */
    assert_null(file_write(g->a, path, key));
    error e = restore(c, &kept);
    if (e) fail_msg("%s", e->said);
    assert_int_equal(kept.n, 0);
    assert_null(core_open(g->a, g->path, STORE_AS_IT_IS, &g->s));
    assert_null(audit_verify(g->a, g->s, &v));
    if (v.what.n) fail_msg("%.*s", STR(v.what));
    assert_int_equal(v.rows, b.audit_rows + 1);
}

int main(void)
{
#define WITH_COPY(test) cmocka_unit_test_setup_teardown(test, up, down)
    const struct CMUnitTest tests[] = {
        WITH_COPY(a_copy_holds_everything_and_a_second_one_goes_elsewhere),
        WITH_COPY(a_copy_in_which_a_byte_was_changed_is_refused),
        WITH_COPY(without_two_administrators_nothing_is_put_back),
        WITH_COPY(once_both_agree_it_is_as_it_was_and_the_chain_tells_it),
        WITH_COPY(an_agreement_is_for_one_copy_and_for_a_week),
        WITH_COPY(into_an_empty_place_the_key_is_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
