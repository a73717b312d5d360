/* once.c - one-time keys of forms. See once.h. */
#include "core/office/once.h"
#include "base/machine.h"

enum { KEY_BYTES = 16, KEY_SHORTEST = 16, KEY_LONGEST = 64 };
static const int64_t kept_for = 3 * 24 * 60 * 60 * 1000;       /* a form left open over a week-end */

enum { GET, ADD, DONE, FORGET };
static const struct sql sql[] = {
    [GET] = { "once get", "SELECT account_id, body_hash, location FROM once_key WHERE key = ?1", SQL_READ },
    [ADD] = { "once add",
        "INSERT INTO once_key (key, account_id, body_hash, location, made_at) VALUES (?1, ?2, ?3, '', ?4)",
        SQL_WRITE },
    [DONE] = { "once done", "UPDATE once_key SET location = ?2 WHERE key = ?1", SQL_WRITE },
    [FORGET] = { "once forget", "DELETE FROM once_key WHERE made_at < ?1", SQL_WRITE },
};
struct sql_list once_sql = SQL_LIST(sql);

struct once { int64_t account_id; struct str key, body_hash, location; };

static error add_job(struct arena *a, struct db *db, void *arg)
{
    const struct once *o = arg;
    int64_t now = clock_now();
    struct rows *r = db_run(a, db, &once_sql, FORGET);
    BIND(r, now - kept_for);
    TRY(rows_end(r));
    r = db_run(a, db, &once_sql, ADD);
    BIND(r, o->key);
    BIND(r, o->account_id);
    BIND(r, o->body_hash);
    BIND(r, now);
    error e = rows_end(r);
    return e && e->kind == ERR_CONFLICT ? FAIL_AS(a, ERR_CONFLICT, e,
        "Biểu mẫu này vừa được gửi rồi. Hãy xem lại danh sách trước khi gửi lần nữa.") : e;
}

static error done_job(struct arena *a, struct db *db, void *arg)
{
    const struct once *o = arg;
    struct rows *r = db_run(a, db, &once_sql, DONE);
    BIND(r, o->key);
    BIND(r, o->location);
    return rows_end(r);
}

static bool key_is(struct str key)
{
    for (size_t i = 0; i < key.n; i++)
        if (!key.p[i] || !strchr("0123456789abcdefghijklmnopqrstuvwxyz", key.p[i])) return false;
    return key.n >= KEY_SHORTEST && key.n <= KEY_LONGEST;
}

error once_begin(struct arena *a, struct store *s, const struct who *who, struct str key, struct str body_hash,
    bool *again, struct str *location)
{
    struct db *db;
    int64_t account_id = who ? who->account_id : 0;
    *again = false;
    *location = S("");
    if (!key_is(key))
        return FAIL(a, ERR_USAGE,
            "Biểu mẫu thiếu mã gửi một lần. Hãy tải lại trang rồi gửi lại; nội dung đã gõ vẫn còn.");
    TRY(store_reader(s, &db));
    struct rows *r = db_run(a, db, &once_sql, GET);
    BIND(r, key);
    if (rows_next(r)) {
        bool same = row_int(r, 0) == account_id && str_is(row_str(r, 1), body_hash);
        *again = true;
        *location = row_str(r, 2);
        TRY(rows_end(r));
        return same ? NULL : FAIL(a, ERR_CONFLICT,
            "Biểu mẫu này đã được gửi với nội dung khác. Hãy mở lại trang và nhập lại phần vừa sửa.");
    }
    TRY(rows_end(r));
    struct once *o = NEW(a, struct once);
    *o = (struct once){ .account_id = account_id, .key = key, .body_hash = body_hash };
    db_ride(a, add_job, o);
    return NULL;
}

error once_done(struct arena *a, struct store *s, struct str key, struct str location)
{
    struct once o = { .key = key, .location = location };
    return db_write(a, s, done_job, &o);
}

struct str once_new(struct arena *a) { return random_token(a, KEY_BYTES); }
