/* task_work.c - see task_work.h. Reads only. */
#include "core/meeting/task_work.h"
#include "core/grow.h"
#include "core/office/term.h"

enum { OPEN };
static const struct sql sql[] = {
    [OPEN] = { "task_work.open",
        "SELECT id, due FROM task WHERE body_id = ?1 AND state IN ('open', 'reported') ORDER BY due, id",
        SQL_READ },
};
struct sql_list task_work_sql = SQL_LIST(sql);

/* Named by number and day alone: who hands over for others may not read what was asked of them. */
error task_work_open(struct arena *a, struct db *db, const struct post *p, struct work_list *out)
{
    *out = (struct work_list){ 0 };
    struct rows *r = db_run(a, db, &task_work_sql, OPEN);
    BIND(r, p->body_id);
    while (rows_next(r)) {
        struct str due = term_vi(a, row_str(r, 1));
        LIST_ADD(a, out->work, out->n, (struct work){ .id = row_int(r, 0),
            .title = str_fmt(a, say("việc số %lld, hạn %.*s"), (long long)row_int(r, 0), STR(due)),
            .href = str_fmt(a, "/viec/%lld", (long long)row_int(r, 0)) });
    }
    return rows_end(r);
}
