/* task_daily.c - once a day: who is told that a task is soon due, late, or has reached its goal. See task.h. Each is
 * told once: a notice is known again by the task and the words it fills in, which hold the day. Before that, what
 * bodies that ended had open, tasks and briefings, finds its new body. */
#include "core/grow.h"
#include "core/meeting/series.h"
#include "core/meeting/task_row.h"
#include "core/office/notice.h"
#include "core/office/term.h"

enum { OPEN, LATE_MOST = 90 };                 /* days after which nobody is told for the first time */
static const struct sql sql[] = {
    [OPEN] = { "task_daily.open", "SELECT id FROM task WHERE state = 'open' ORDER BY id", SQL_READ },
};
struct sql_list task_daily_sql = SQL_LIST(sql);

static error tell_bodies(struct arena *a, struct db *db, const struct task *t, struct notice_new *n)
{
    for (size_t i = 0; i < t->parts; i++) {
        n->about = t->part[i].short_name;
        TRY(notice_tell(a, db, NULL, ROLE_OFFICER, t->part[i].unit_id, t->part[i].body_id, n));
        TRY(notice_tell(a, db, NULL, ROLE_HEAD, t->part[i].unit_id, t->part[i].body_id, n));
    }
    return NULL;
}

static error daily(struct arena *a, struct db *db, const struct task *t)
{
    struct str due = term_vi(a, t->due);
    struct notice_new n = { .object = "task", .object_id = t->id, .once = true,
        .link = str_fmt(a, "/viec/%lld", (long long)t->id),
        .words = str_fmt(a, say("%.*s (hạn %.*s)"), STR(t->words), STR(due)) };
    if (t->reached) n.kind = NOTICE_TASK_REACHED;
    else if (t->look == LOOK_LATE && t->days >= -LATE_MOST) n.kind = NOTICE_TASK_LATE;
    else if (t->look == LOOK_SOON) n.kind = NOTICE_TASK_SOON;
    else return NULL;
    TRY(tell_bodies(a, db, t, &n));
    n.about = t->body_short;
    TRY(notice_tell(a, db, NULL, ROLE_OFFICE, t->unit_id, 0, &n));
    return n.kind == NOTICE_TASK_SOON ? NULL : notice_tell(a, db, NULL, ROLE_CHAIR, t->unit_id, 0, &n);
}

error task_daily(struct arena *a, struct db *db, void *none)
{
    int64_t *id = NULL;
    size_t n = 0;
    (void)none;
    TRY(task_heirs(a, db));
    TRY(series_heirs(a, db));
    struct rows *r = db_run(a, db, &task_daily_sql, OPEN);
    while (rows_next(r)) LIST_ADD(a, id, n, row_int(r, 0));
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) {
        struct task t;
        bool found;
        TRY(task_find(a, db, id[i], &t, &found));
        if (found) TRY(daily(a, db, &t));
    }
    return NULL;
}
