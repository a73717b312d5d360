/* training.c - see training.h. */
#include "core/office/training.h"
#include "core/grow.h"
#include "core/office/session.h"
#include "core/office/setting.h"

enum { ACCOUNTS };
static const struct sql sql[] = {
    [ACCOUNTS] = { "training accounts", "SELECT id FROM account ORDER BY id", SQL_READ },
};
struct sql_list training_sql = SQL_LIST(sql);

/* A cookie of the office would open the copy too, where both stand on one machine. */
static error end_sessions(struct arena *a, struct db *db)
{
    struct rows *r = db_run(a, db, &training_sql, ACCOUNTS);
    int64_t *id = NULL;
    size_t n = 0;
    while (rows_next(r)) LIST_ADD(a, id, n, row_int(r, 0));
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) TRY(session_end_all(a, db, id[i]));
    return NULL;
}

static error is_real(struct arena *a, struct db *db)
{
    struct str kind;
    TRY(setting_text(a, db, SETTING_COPY_KIND, 0, &kind));
    return str_is(kind, S("real")) ? NULL : FAIL(a, ERR_CONFLICT,
        "Cơ sở dữ liệu này đã là dữ liệu mẫu hoặc bản tập huấn rồi, không cần tạo bản nữa.");
}

error training_may(struct arena *a, struct store *s)
{
    struct db *db;
    TRY(store_reader(s, &db));
    return is_real(a, db);
}

static error mark_job(struct arena *a, struct db *db, void *arg)
{
    (void)arg;
    TRY(is_real(a, db));
    TRY(end_sessions(a, db));
    return setting_put(a, db, NULL, SETTING_COPY_KIND, 0, S("training"), S("giaoban training-copy"));
}

error training_mark(struct arena *a, struct store *copy) { return db_write(a, copy, mark_job, NULL); }
