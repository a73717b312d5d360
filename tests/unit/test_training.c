/* test_training.c - a copy for training is marked, tells so in its audit, and lets nobody in who was in the office. */
#include "core/office/training.h"
#include "core/office/audit.h"
#include "core/office/session.h"
#include "core/office/setting.h"
#include "report_world.h"
#include "store/move.h"

struct opening { int64_t account_id; struct str token; };
static error open_session(struct arena *a, struct db *db, void *arg)
{
    struct opening *o = arg;
    return session_begin(a, db, &(struct session_new){ .account_id = o->account_id }, &o->token);
}

static void count(void *arg, struct str table, int64_t rows, const unsigned char hash[STORE_MOVE_HASH])
{
    (void)table; (void)hash;
    *(int64_t *)arg += rows;
}

static void a_copy_is_marked_and_the_office_is_not(void **state)
{
    struct world *w = *state;
    struct opening in = { .account_id = w->who[OFFICER].account_id };
    const struct who *who;
    char to[DATABASE_URL];
    struct store *copy;
    struct db *db;
    struct str kind;
    struct audit_rows rows;
    struct audit_verdict v;
    int64_t moved = 0;
    DONE(db_write(w->a, w->s, open_session, &in));
    DONE(session_who(w->a, w->s, in.token, &who));
    assert_non_null(who);
    DONE(training_may(w->a, w->s));
    database_place(to, "training");
    core_close(w->a, w->s);
    DONE(store_move(w->a, w->path, to, count, &moved));
    assert_true(moved > 100);
    DONE(core_open(w->a, to, STORE_AS_IT_IS, &copy));
    DONE(training_mark(w->a, copy));
    REFUSED(ERR_CONFLICT, training_may(w->a, copy));
    REFUSED(ERR_CONFLICT, training_mark(w->a, copy));
    DONE(store_reader(copy, &db));
    DONE(setting_text(w->a, db, SETTING_COPY_KIND, 0, &kind));
    assert_string_equal(str_z(w->a, kind), "training");
    DONE(session_who(w->a, copy, in.token, &who));
    assert_null(who);
    DONE(audit_of(w->a, db, "setting", 0, &rows));
    assert_string_equal(str_z(w->a, rows.row[rows.n - 1].after), "copy_kind=training");
    DONE(audit_verify(w->a, copy, &v));
    assert_int_equal(v.what.n, 0);
    core_close(w->a, copy);
    DONE(core_open(w->a, w->path, STORE_AS_IT_IS, &w->s));
    DONE(store_reader(w->s, &w->db));
    DONE(setting_text(w->a, w->db, SETTING_COPY_KIND, 0, &kind));
    assert_string_equal(str_z(w->a, kind), "real");
    DONE(session_who(w->a, w->s, in.token, &who));
    assert_non_null(who);
    database_forget(to);
}

int main(void)
{
    const struct CMUnitTest tests[] = { IN_WORLD(a_copy_is_marked_and_the_office_is_not) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
