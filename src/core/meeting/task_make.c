/* task_make.c - conclusions that were signed become tasks; tasks of a body that ended go to the one that took its
 * place. See task.h. With task_act.c writes the tables task and task_body. Must never take away what was done. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/task_row.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/notice.h"
#include "core/office/term.h"
#include "vn/text.h"

enum { ENDED, HEIR, DIRECTIVES, OF_DIRECTIVE, ADD, CHANGE, END, OPEN_AGAIN, BODIES_FORGET, BODIES_ADD, OPEN_OF,
    WITH_OF, MOVE, WITH_DROP, WITH_ADD };
static const struct sql sql[] = {
    /* bodies that are no more and have open tasks */
    [ENDED] = { "task_make.ended",
        "SELECT b.id, b.successor_id, b.organisation, b.unit_id FROM body b WHERE b.valid_to < ?1 AND EXISTS "
        "(SELECT 1 FROM task t WHERE t.state IN ('open', 'reported') AND (t.body_id = b.id OR EXISTS "
        "(SELECT 1 FROM task_body k WHERE k.task_id = t.id AND k.body_id = b.id))) ORDER BY b.id", SQL_READ },
    /* the same organisation where the whole unit went */
    [HEIR] = { "task_make.heir",
        "SELECT n.id FROM unit_link l JOIN body n ON n.unit_id = l.new_id WHERE l.old_id = ?1 AND l.share = 'whole' "
        "AND n.organisation = ?2 AND n.valid_from <= ?3 AND (n.valid_to IS NULL OR n.valid_to >= ?3) "
        "ORDER BY n.id LIMIT 1", SQL_READ },
    [DIRECTIVES] = { "task_make.directives",
        "SELECT id, lead_id, words, due, measure, indicator, goal, state FROM directive WHERE meeting_id = ?1 "
        "ORDER BY ordinal, id", SQL_READ },
    /* with why it was ended last */
    [OF_DIRECTIVE] = { "task_make.of_directive",
        "SELECT t.id, t.due, t.first_due, t.state, (SELECT n.words FROM task_note n WHERE n.id = (SELECT MAX(x.id) "
        "FROM task_note x WHERE x.task_id = t.id AND x.kind = 'ended')) FROM task t WHERE t.directive_id = ?1",
        SQL_READ },
    [ADD] = { "task_make.add",
        "INSERT INTO task(id, directive_id, meeting_id, issued_id, unit_id, body_id, number, words, words_fold, "
        "given_on, due, first_due, measure, indicator, goal, state, progress, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
        "?7, ?8, ?9, ?10, ?11, ?11, ?12, ?13, ?14, 'open', 0, 1)", SQL_WRITE },
    [CHANGE] = { "task_make.change",
        "UPDATE task SET issued_id = ?2, body_id = ?3, number = ?4, words = ?5, words_fold = ?6, due = ?7, "
        "first_due = ?8, measure = ?9, indicator = ?10, goal = ?11, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [END] = { "task_make.end",
        "UPDATE task SET state = 'ended', closed_at = ?2, closed_by = ?3, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [OPEN_AGAIN] = { "task_make.open_again",
        "UPDATE task SET state = 'open', closed_at = NULL, closed_by = NULL, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [BODIES_FORGET] = { "task_make.bodies_forget", "DELETE FROM task_body WHERE task_id = ?1", SQL_WRITE },
    [BODIES_ADD] = { "task_make.bodies_add",
        "INSERT INTO task_body(task_id, body_id) SELECT ?1, d.body_id FROM directive_body d "
        "WHERE d.directive_id = ?2 AND d.body_id <> ?3", SQL_WRITE },
    [OPEN_OF] = { "task_make.open_of",
        "SELECT id FROM task WHERE body_id = ?1 AND state IN ('open', 'reported') ORDER BY id", SQL_READ },
    [WITH_OF] = { "task_make.with_of",
        "SELECT k.task_id FROM task_body k JOIN task t ON t.id = k.task_id WHERE k.body_id = ?1 "
        "AND t.state IN ('open', 'reported') ORDER BY k.task_id", SQL_READ },
    /* the unit goes along when the task was of the body's own unit */
    [MOVE] = { "task_make.move",
        "UPDATE task SET body_id = ?3, unit_id = CASE WHEN unit_id = (SELECT unit_id FROM body WHERE id = ?2) "
        "THEN (SELECT unit_id FROM body WHERE id = ?3) ELSE unit_id END, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [WITH_DROP] = { "task_make.with_drop", "DELETE FROM task_body WHERE task_id = ?1 AND body_id = ?2", SQL_WRITE },
    [WITH_ADD] = { "task_make.with_add",
        "INSERT INTO task_body(task_id, body_id) SELECT t.id, ?2 FROM task t WHERE t.id = ?1 AND t.body_id <> ?2 "
        "AND NOT EXISTS (SELECT 1 FROM task_body k WHERE k.task_id = ?1 AND k.body_id = ?2)", SQL_WRITE },
};
struct sql_list task_make_sql = SQL_LIST(sql);

/* ---- from the paper ---- */

/* What the history says of a task whose conclusion a new version left out; by it a later one knows its own work. */
#define LEFT_OUT "Kết luận này không còn trong văn bản thay thế."

struct told {
    int64_t id, lead_id, goal, task_id;
    struct str words, due, measure, indicator, was_due, was_first;
    bool dropped, proposed, has_goal, there, open, left_out;
};

static error directives(struct arena *a, struct db *db, int64_t meeting_id, struct told **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &task_make_sql, DIRECTIVES);
    BIND(r, meeting_id);
    while (rows_next(r))
        LIST_ADD(a, *out, *n, (struct told){ .id = row_int(r, 0), .lead_id = row_int(r, 1), .words = row_str(r, 2),
            .due = row_str(r, 3), .measure = row_str(r, 4), .indicator = row_str(r, 5), .has_goal = !row_null(r, 6),
            .goal = row_int(r, 6), .dropped = str_is(row_str(r, 7), S("dropped")),
            .proposed = str_is(row_str(r, 7), S("proposed")) });
    TRY(rows_end(r));
    for (size_t i = 0; i < *n; i++) {
        struct told *t = &(*out)[i];
        r = db_run(a, db, &task_make_sql, OF_DIRECTIVE);
        BIND(r, t->id);
        t->there = rows_next(r);
        if (t->there) {
            t->task_id = row_int(r, 0);
            t->was_due = row_str(r, 1);
            t->was_first = row_str(r, 2);
            t->open = str_is(row_str(r, 3), S("open")) || str_is(row_str(r, 3), S("reported"));
            t->left_out = str_is(row_str(r, 3), S("ended")) && str_is(row_str(r, 4), S(LEFT_OUT));
        }
        TRY(rows_end(r));
    }
    return NULL;
}

static void bind_measure(struct rows *r, const struct told *t)
{
    BIND(r, t->measure);
    if (t->indicator.n) BIND(r, t->indicator);
    else bind_null(r);
    if (t->has_goal) BIND(r, t->goal);
    else bind_null(r);
}

static error bodies_put(struct arena *a, struct db *db, const struct told *t)
{
    struct rows *r = db_run(a, db, &task_make_sql, BODIES_FORGET);
    BIND(r, t->task_id);
    TRY(rows_end(r));
    r = db_run(a, db, &task_make_sql, BODIES_ADD);
    BIND(r, t->task_id);
    BIND(r, t->id);
    BIND(r, t->lead_id);
    return rows_end(r);
}

static error tell_given(struct arena *a, struct db *db, const struct who *who, int64_t task_id)
{
    struct task t;
    bool found;
    TRY(task_find(a, db, task_id, &t, &found));
    assert(found);
    struct str due = term_vi(a, t.due);
    for (size_t i = 0; i < t.parts; i++) {
        struct notice_new n = { .kind = NOTICE_TASK_GIVEN, .object = "task", .object_id = t.id,
            .about = t.part[i].short_name,
            .words = str_fmt(a, say("%.*s (hạn %.*s)"), STR(t.words), STR(due)),
            .link = str_fmt(a, "/viec/%lld", (long long)t.id), .once = true };
        TRY(notice_tell(a, db, who, ROLE_HEAD, t.part[i].unit_id, t.part[i].body_id, &n));
        TRY(notice_tell(a, db, who, ROLE_OFFICER, t.part[i].unit_id, t.part[i].body_id, &n));
    }
    return NULL;
}

static error add(struct arena *a, struct db *db, const struct who *who, const struct meeting *m, int64_t issued_id,
    int64_t number, struct told *t)
{
    TRY(db_next_id(a, db, "task", &t->task_id));
    struct rows *r = db_run(a, db, &task_make_sql, ADD);
    BIND(r, t->task_id);
    BIND(r, t->id);
    BIND(r, m->id);
    bind_id(r, issued_id);
    BIND(r, m->unit_id);
    BIND(r, t->lead_id);
    BIND(r, number);
    BIND(r, t->words);
    BIND(r, vn_fold(a, t->words));
    BIND(r, m->day);
    BIND(r, t->due);
    bind_measure(r, t);
    TRY(rows_end(r));
    TRY(bodies_put(a, db, t));
    TRY(audit_add(a, db, who, "task.make", "task", t->task_id, S(""), str_fmt(a, "words=%.*s\ndue=%.*s\n",
        STR(t->words), STR(t->due))));
    return tell_given(a, db, who, t->task_id);
}

/* The time that was granted stays when the paper names the same day as before. */
static error change(struct arena *a, struct db *db, const struct who *who, int64_t issued_id, int64_t number,
    const struct told *t)
{
    bool same_day = str_is(t->due, t->was_first);
    struct rows *r = db_run(a, db, &task_make_sql, CHANGE);
    BIND(r, t->task_id);
    bind_id(r, issued_id);
    BIND(r, t->lead_id);
    BIND(r, number);
    BIND(r, t->words);
    BIND(r, vn_fold(a, t->words));
    BIND(r, same_day ? t->was_due : t->due);
    BIND(r, t->due);
    bind_measure(r, t);
    TRY(rows_end(r));
    TRY(bodies_put(a, db, t));
    TRY(audit_add(a, db, who, "task.change", "task", t->task_id, str_fmt(a, "due=%.*s\n", STR(t->was_due)),
        str_fmt(a, "words=%.*s\ndue=%.*s\n", STR(t->words), STR(t->due))));
    return tell_given(a, db, who, t->task_id);
}

static error drop(struct arena *a, struct db *db, const struct who *who, const struct told *t)
{
    if (!t->there || !t->open) return NULL;
    int64_t id;
    struct rows *r = db_run(a, db, &task_make_sql, END);
    BIND(r, t->task_id);
    BIND(r, clock_now());
    if (who) BIND(r, who->account_id);
    else bind_null(r);
    TRY(rows_end(r));
    struct task_note n = { .kind = TASK_STOPPED, .words = S(LEFT_OUT) };
    TRY(task_note_add(a, db, who, &n, t->task_id, &id));
    return audit_add(a, db, who, "task.end", "task", t->task_id, S(""), n.words);
}

/* A version left it out, this one has it again. What a person ended stays ended. */
static error open_again(struct arena *a, struct db *db, const struct who *who, struct told *t)
{
    int64_t id;
    struct task_note n = { .kind = TASK_RETURNED, .words = S("Kết luận này có lại trong văn bản thay thế.") };
    struct rows *r = db_run(a, db, &task_make_sql, OPEN_AGAIN);
    BIND(r, t->task_id);
    TRY(rows_end(r));
    TRY(task_note_add(a, db, who, &n, t->task_id, &id));
    TRY(audit_add(a, db, who, "task.returned", "task", t->task_id, S(""), n.words));
    t->open = true;
    return NULL;
}

/* In the paper there is only what was confirmed; a task without a place in it would name a paper that is replaced. */
static error lost(struct arena *a, const struct told *t)
{
    if (!t->there || !t->open) return NULL;
    return FAIL(a, ERR_CONFLICT, "Kết luận “%.*s” đã giao thành việc nhưng chưa được xác nhận lại. Xác nhận hoặc bỏ "
        "kết luận ấy ở trang Kết luận rồi ký.", STR(t->words));
}

error task_make(struct arena *a, struct db *db, const struct who *who, const struct meeting *m, int64_t issued_id)
{
    struct told *list;
    size_t n;
    int64_t number = 0;
    TRY(directives(a, db, m->id, &list, &n));
    for (size_t i = 0; i < n; i++) {
        struct told *t = &list[i];
        if (t->dropped) {
            TRY(drop(a, db, who, t));
            continue;
        }
        if (t->proposed) {
            TRY(lost(a, t));
            continue;
        }
        number++;
        if (!t->lead_id)
            return FAIL(a, ERR_INPUT, "Kết luận “%.*s” chưa có cơ quan chủ trì. Ghi cơ quan chủ trì rồi ban hành lại.",
                STR(t->words));
        if (t->left_out) TRY(open_again(a, db, who, t));
        if (!t->there) TRY(add(a, db, who, m, issued_id, number, t));
        else if (t->open) TRY(change(a, db, who, issued_id, number, t));
    }
    return NULL;
}

/* ---- to another body ---- */

static error ids_of(struct arena *a, struct db *db, int which, int64_t body_id, int64_t **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &task_make_sql, which);
    BIND(r, body_id);
    while (rows_next(r)) LIST_ADD(a, *out, *n, row_int(r, 0));
    return rows_end(r);
}

static error run_pair(struct arena *a, struct db *db, int which, int64_t x, int64_t y)
{
    struct rows *r = db_run(a, db, &task_make_sql, which);
    BIND(r, x);
    BIND(r, y);
    return rows_end(r);
}

static error moved(struct arena *a, struct db *db, const struct who *who, int64_t task_id, const struct body *from,
    const struct body *to)
{
    int64_t id;
    struct task_note n = { .kind = TASK_MOVED,
        .words = str_fmt(a, "%.*s → %.*s", STR(from->name), STR(to->name)) };
    TRY(task_note_add(a, db, who, &n, task_id, &id));
    return audit_add(a, db, who, "task.move", "task", task_id, from->name, to->name);
}

error task_hand_over(struct arena *a, struct db *db, const struct who *who, int64_t from_body, int64_t to_body)
{
    struct body from, to;
    int64_t *id;
    size_t n;
    TRY(body_get(a, db, from_body, &from));
    TRY(body_get(a, db, to_body, &to));
    TRY(ids_of(a, db, OPEN_OF, from_body, &id, &n));
    for (size_t i = 0; i < n; i++) {
        struct rows *r = db_run(a, db, &task_make_sql, MOVE);
        BIND(r, id[i]);
        BIND(r, from_body);
        BIND(r, to_body);
        TRY(rows_end(r));
        TRY(run_pair(a, db, WITH_DROP, id[i], to_body));
        TRY(moved(a, db, who, id[i], &from, &to));
    }
    TRY(ids_of(a, db, WITH_OF, from_body, &id, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(run_pair(a, db, WITH_DROP, id[i], from_body));
        TRY(run_pair(a, db, WITH_ADD, id[i], to_body));
        TRY(moved(a, db, who, id[i], &from, &to));
    }
    return NULL;
}

struct ended { int64_t id, heir, unit_id; struct str organisation; };

static error heir_of(struct arena *a, struct db *db, struct ended *b, struct str today)
{
    if (b->heir) return NULL;
    struct rows *r = db_run(a, db, &task_make_sql, HEIR);
    BIND(r, b->unit_id);
    BIND(r, b->organisation);
    BIND(r, today);
    b->heir = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

error task_heirs(struct arena *a, struct db *db)
{
    struct ended *list = NULL;
    size_t n = 0;
    struct str today = term_today(a);
    struct rows *r = db_run(a, db, &task_make_sql, ENDED);
    BIND(r, today);
    while (rows_next(r))
        LIST_ADD(a, list, n, (struct ended){ .id = row_int(r, 0), .heir = row_int(r, 1), .organisation = row_str(r, 2),
            .unit_id = row_int(r, 3) });
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) {
        TRY(heir_of(a, db, &list[i], today));
        if (list[i].heir) TRY(task_hand_over(a, db, NULL, list[i].id, list[i].heir));
    }
    return NULL;
}
