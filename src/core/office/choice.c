/* choice.c - see choice.h. Owns the table account_choice. Not audited: it says nothing about the office. */
#include "core/office/choice.h"

enum { GET, FORGET, ADD };
static const struct sql sql[] = {
    [GET] = { "choice.get", "SELECT value FROM account_choice WHERE account_id = ?1 AND name = ?2", SQL_READ },
    [FORGET] = { "choice.forget", "DELETE FROM account_choice WHERE account_id = ?1 AND name = ?2", SQL_WRITE },
    [ADD] = { "choice.add", "INSERT INTO account_choice(account_id, name, value) VALUES (?1, ?2, ?3)", SQL_WRITE },
};
struct sql_list choice_sql = SQL_LIST(sql);

error choice_get(struct arena *a, struct db *db, const struct who *who, struct str name, struct str *value)
{
    *value = S("");
    if (!who) return NULL;
    struct rows *r = db_run(a, db, &choice_sql, GET);
    BIND(r, who->account_id);
    BIND(r, name);
    if (rows_next(r)) *value = row_str(r, 0);
    return rows_end(r);
}

struct putting { int64_t account_id; struct str name, value; };

static error put_job(struct arena *a, struct db *db, void *arg)
{
    const struct putting *job = arg;
    struct rows *r = db_run(a, db, &choice_sql, FORGET);
    BIND(r, job->account_id);
    BIND(r, job->name);
    TRY(rows_end(r));
    r = db_run(a, db, &choice_sql, ADD);
    BIND(r, job->account_id);
    BIND(r, job->name);
    BIND(r, job->value);
    return rows_end(r);
}

error choice_put(struct arena *a, struct store *store, const struct who *who, struct str name, struct str value)
{
    if (!who) return FAIL(a, ERR_LOGIN, "Cần đăng nhập để ghi nhớ lựa chọn này.");
    struct putting job = { who->account_id, name, value };
    return db_write(a, store, put_job, &job);
}
