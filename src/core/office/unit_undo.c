/* unit_undo.c - takes an act on units back, exactly, or says what stands on it: unit_change.h, rules U4 and U5. Owns
 * nothing; must never take back half an act. */
#include "core/office/unit_change.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"

enum { ROWS, REPORTS, TASKS, BRIEFINGS, LATER, CHILDREN, GRANTS, BODIES, DONE, SHARES, RULES, LINKS, LEAVE, HOSTS,
    FRAMES_GONE, FRAME_BACK, UNIT_GONE, NAMES_GONE,
    BODY_GONE,
    POST_GONE, GRANT_GONE, UNIT_BACK, BODY_BACK, POST_BACK, GRANT_BACK, NAME_GONE, NAME_BACK };
/* the units that change ?1 made or renamed */
#define MADE "(SELECT object_id FROM unit_change_row WHERE change_id = ?1 AND what = 'unit')"
#define MADE_OF(kind) "(SELECT object_id FROM unit_change_row WHERE change_id = ?1 AND what = '" kind "')"
static const struct sql sql[] = {
    [ROWS] = { "unit_undo.rows",
        "SELECT what, object_id, was FROM unit_change_row WHERE change_id = ?1 ORDER BY seq DESC", SQL_READ },
    [REPORTS] = { "unit_undo.reports", "SELECT count(*) FROM report WHERE unit_id IN " MADE, SQL_READ },
    [TASKS] = { "unit_undo.tasks",
        "SELECT count(*) FROM task t WHERE t.unit_id IN " MADE " OR t.body_id IN " MADE_OF("body")
        " OR EXISTS (SELECT 1 FROM task_body k WHERE k.task_id = t.id AND k.body_id IN " MADE_OF("body") ")",
        SQL_READ },
    [BRIEFINGS] = { "unit_undo.briefings",
        "SELECT (SELECT count(*) FROM meeting_series WHERE unit_id IN " MADE " OR body_id IN " MADE_OF("body") ")"
        " + (SELECT count(*) FROM meeting WHERE unit_id IN " MADE " OR body_id IN " MADE_OF("body") ")"
        " + (SELECT count(*) FROM meeting_series_body WHERE body_id IN " MADE_OF("body") ")", SQL_READ },
    /* a later act that ended, divided or renamed what this one made or renamed, and is not undone */
    [LATER] = { "unit_undo.later",
        "SELECT count(*) FROM unit_change_row r JOIN unit_change c ON c.id = r.change_id WHERE c.id > ?1"
        " AND c.undone_at IS NULL AND r.what IN ('unit-end', 'unit-name') AND r.object_id IN (SELECT object_id FROM"
        " unit_change_row WHERE change_id = ?1 AND what IN ('unit', 'unit-name'))", SQL_READ },
    [CHILDREN] = { "unit_undo.children",
        "SELECT count(*) FROM unit WHERE parent_id IN " MADE " AND id NOT IN " MADE, SQL_READ },
    [GRANTS] = { "unit_undo.grants",
        "SELECT count(*) FROM account_grant WHERE unit_id IN " MADE " AND id NOT IN " MADE_OF("grant"), SQL_READ },
    [BODIES] = { "unit_undo.bodies",
        "SELECT count(*) FROM body WHERE unit_id IN " MADE " AND id NOT IN " MADE_OF("body"), SQL_READ },
    [DONE] = { "unit_undo.done", "UPDATE unit_change SET undone_at = ?2, undone_by = ?3 WHERE id = ?1", SQL_WRITE },
    [SHARES] = { "unit_undo.shares",
        "DELETE FROM unit_share WHERE old_id IN (SELECT old_id FROM unit_link WHERE change_id = ?1)", SQL_WRITE },
    [RULES] = { "unit_undo.rules",
        "DELETE FROM unit_share_rule WHERE old_id IN (SELECT old_id FROM unit_link WHERE change_id = ?1)", SQL_WRITE },
    [LINKS] = { "unit_undo.links", "DELETE FROM unit_link WHERE change_id = ?1", SQL_WRITE },
    [LEAVE] = { "unit_undo.leave",
        "UPDATE session SET grant_id = NULL WHERE grant_id IN " MADE_OF("grant"), SQL_WRITE },
    [HOSTS] = { "unit_undo.hosts", "UPDATE body SET parent_id = NULL WHERE id IN " MADE_OF("body"), SQL_WRITE },
    [FRAMES_GONE] = { "unit_undo.frames_gone", "DELETE FROM body_frame WHERE body_id IN " MADE_OF("body"), SQL_WRITE },
    [FRAME_BACK] = { "unit_undo.frame_back",
        "UPDATE body_frame SET valid_to = ?2 WHERE body_id = ?1 AND valid_from ="
        " (SELECT max(f.valid_from) FROM body_frame f WHERE f.body_id = ?1)", SQL_WRITE },
    [NAMES_GONE] = { "unit_undo.names_gone", "DELETE FROM unit_name WHERE unit_id IN " MADE, SQL_WRITE },
    [UNIT_GONE] = { "unit_undo.unit_gone", "DELETE FROM unit WHERE id = ?1", SQL_WRITE },
    [BODY_GONE] = { "unit_undo.body_gone", "DELETE FROM body WHERE id = ?1", SQL_WRITE },
    [POST_GONE] = { "unit_undo.post_gone", "DELETE FROM post WHERE id = ?1", SQL_WRITE },
    [GRANT_GONE] = { "unit_undo.grant_gone", "DELETE FROM account_grant WHERE id = ?1", SQL_WRITE },
    [UNIT_BACK] = { "unit_undo.unit_back", "UPDATE unit SET valid_to = ?2 WHERE id = ?1", SQL_WRITE },
    [BODY_BACK] = { "unit_undo.body_back", "UPDATE body SET valid_to = ?2 WHERE id = ?1", SQL_WRITE },
    [POST_BACK] = { "unit_undo.post_back", "UPDATE post SET valid_to = ?2 WHERE id = ?1", SQL_WRITE },
    [GRANT_BACK] = { "unit_undo.grant_back", "UPDATE account_grant SET valid_to = ?2 WHERE id = ?1", SQL_WRITE },
    [NAME_GONE] = { "unit_undo.name_gone", "DELETE FROM unit_name WHERE unit_id = ?1 AND valid_from > ?2", SQL_WRITE },
    [NAME_BACK] = { "unit_undo.name_back",
        "UPDATE unit_name SET valid_to = NULL WHERE unit_id = ?1 AND valid_from = ?2", SQL_WRITE },
};
struct sql_list unit_undo_sql = SQL_LIST(sql);

/* ---- what stands on it ---- */

static error counted(struct arena *a, struct db *db, int which, int64_t id, int64_t *n)
{
    struct rows *r = db_run(a, db, &unit_undo_sql, which);
    BIND(r, id);
    *n = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

error unit_change_holds(struct arena *a, struct db *db, int64_t id, struct str *why)
{
    int64_t reports, tasks, briefings, later, children, grants, bodies;
    *why = S("");
    TRY(counted(a, db, REPORTS, id, &reports));
    TRY(counted(a, db, TASKS, id, &tasks));
    TRY(counted(a, db, BRIEFINGS, id, &briefings));
    TRY(counted(a, db, LATER, id, &later));
    TRY(counted(a, db, CHILDREN, id, &children));
    TRY(counted(a, db, GRANTS, id, &grants));
    TRY(counted(a, db, BODIES, id, &bodies));
    if (later)
        *why = SAY("Không hoàn lại được: đơn vị đã thay đổi lần nữa sau lần này. Hãy hoàn lại lần sau trước.");
    else if (reports)
        *why = str_fmt(a, say("Không hoàn lại được: đơn vị mới đã có %lld báo cáo. Báo cáo phải còn nơi để thuộc về."),
            (long long)reports);
    else if (tasks)
        *why = str_fmt(a, say("Không hoàn lại được: đơn vị mới đã nhận %lld việc được giao."), (long long)tasks);
    else if (briefings)
        *why = SAY("Không hoàn lại được: loạt hoặc phiên giao ban đã chuyển sang đơn vị mới.");
    else if (children)
        *why = str_fmt(a, say("Không hoàn lại được: đơn vị mới đã có thêm %lld khóm, ấp, thôn hoặc đơn vị cấp dưới."),
            (long long)children);
    else if (bodies)
        *why = str_fmt(a, say("Không hoàn lại được: đơn vị mới đã có thêm %lld tổ chức."), (long long)bodies);
    else if (grants)
        *why = str_fmt(a, say("Không hoàn lại được: %lld vai trò đã được giao thêm ở đơn vị mới."), (long long)grants);
    return NULL;
}

/* ---- taking back ---- */

struct noted { struct str what, was; int64_t id; };

static error one(struct arena *a, struct db *db, int which, int64_t id, const struct str *was)
{
    struct rows *r = db_run(a, db, &unit_undo_sql, which);
    BIND(r, id);
    if (was && was->n) BIND(r, *was);
    else if (was) bind_null(r);
    return rows_end(r);
}

static error name_back(struct arena *a, struct db *db, const struct noted *x)
{
    struct str rest = x->was, from, kind, name;
    bool whole = str_next(&rest, '\n', &from) && str_next(&rest, '\n', &kind) && str_next(&rest, '\n', &name);
    assert(whole);
    TRY(one(a, db, NAME_GONE, x->id, &from));
    TRY(one(a, db, NAME_BACK, x->id, &from));
    return unit_name_set(a, db, x->id, kind, name);
}

static error take_back(struct arena *a, struct db *db, const struct noted *x)
{
    static const struct { const char *what; int how; bool was; } ways[] = {
        { "unit", UNIT_GONE, false }, { "body", BODY_GONE, false }, { "post", POST_GONE, false },
        { "grant", GRANT_GONE, false }, { "unit-end", UNIT_BACK, true }, { "body-end", BODY_BACK, true },
        { "post-end", POST_BACK, true }, { "grant-end", GRANT_BACK, true },
    };
    if (str_is(x->what, S("unit-name"))) return name_back(a, db, x);
    if (str_is(x->what, S("body-end"))) TRY(one(a, db, FRAME_BACK, x->id, &x->was));
    for (size_t i = 0; i < COUNT(ways); i++)
        if (str_is(x->what, str_c(ways[i].what))) return one(a, db, ways[i].how, x->id, ways[i].was ? &x->was : NULL);
    return FAIL(a, ERR_FAULT, "Lần thay đổi này có một bước không đọc được nên chưa hoàn lại.");
}

struct job { const struct who *who; int64_t id; };
static error undo_job(struct arena *a, struct db *db, void *arg)
{
    struct job *j = arg;
    struct unit_change_row c;
    struct str why;
    struct noted *list = NULL;
    size_t n = 0;
    TRY(unit_change_get(a, db, j->who, j->id, &c));
    if (c.undone_at) return FAIL(a, ERR_CONFLICT, "Lần thay đổi này đã được hoàn lại rồi.");
    TRY(unit_change_holds(a, db, j->id, &why));
    if (why.n) return FAIL(a, ERR_CONFLICT, "%.*s", STR(why));
    struct rows *r = db_run(a, db, &unit_undo_sql, ROWS);
    BIND(r, j->id);
    while (rows_next(r)) {
        struct noted x = { .what = row_str(r, 0), .id = row_int(r, 1), .was = row_str(r, 2) };
        LIST_ADD(a, list, n, x);
    }
    TRY(rows_end(r));
    static const int first[] = { SHARES, RULES, LINKS, LEAVE, FRAMES_GONE, HOSTS, NAMES_GONE };
    for (size_t i = 0; i < COUNT(first); i++) TRY(one(a, db, first[i], j->id, NULL));
    for (size_t i = 0; i < n; i++) {
        error e = take_back(a, db, &list[i]);
        if (e && e->kind == ERR_CONFLICT)
            return FAIL_AS(a, ERR_CONFLICT, e,
                "Không hoàn lại được: đã có dữ liệu khác dựa vào đơn vị, tổ chức hoặc chức vụ mới.");
        TRY(e);
    }
    r = db_run(a, db, &unit_undo_sql, DONE);
    BIND(r, j->id);
    BIND(r, clock_now());
    BIND(r, j->who->account_id);
    TRY(rows_end(r));
    return audit_add(a, db, j->who, "undo", "unit_change", j->id, c.words, S(""));
}

error unit_change_undo(struct arena *a, struct store *s, const struct who *who, int64_t id)
{
    struct job j = { who, id };
    return db_write(a, s, undo_job, &j);
}
