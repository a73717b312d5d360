/* task.c - see task.h. With task_make.c and task_act.c owns the tables task, task_body, task_note and task_file; this
 * file only reads. How a task looks is computed here from its state, the day and approved figures, and stored
 * nowhere. */
#include "core/meeting/task_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "core/report/brief_rows.h"
#include <stdlib.h>

enum { LIST, ONE, CARRIED, CLOSED, PARTS, NOTES };
/* Open ones under the names of today; a closed one keeps those of the day on which it was given. */
#define TASK_COLUMNS                                                                                          \
    "t.id, t.meeting_id, t.directive_id, t.issued_id, t.unit_id, u.tree_from, t.body_id, t.number, t.progress, " \
    "t.version, t.closed_at, t.state, t.words, t.given_on, t.due, t.first_due, t.measure, t.indicator, i.name, " \
    "i.unit_word, t.goal, CASE WHEN t.state IN ('open', 'reported') THEN b.name ELSE "                         \
    BODY_NAME_THEN("t.body_id", "t.given_on", "b.name") " END, b.short_name, m.title, u.kind, u.name, s.kind, " \
    "s.number_words, s.day, (SELECT CASE WHEN n.kind = 'asked' THEN n.day ELSE '' END FROM task_note n "       \
    "WHERE n.task_id = t.id AND n.kind IN ('asked', 'granted', 'refused', 'returned', 'done') "                 \
    "ORDER BY n.id DESC LIMIT 1) "
#define TASK_TABLES                                                                                           \
    "FROM task t JOIN unit u ON u.id = t.unit_id JOIN body b ON b.id = t.body_id JOIN meeting m ON m.id = "    \
    "t.meeting_id LEFT JOIN indicator i ON i.code = t.indicator LEFT JOIN issued s ON s.id = t.issued_id "
static const struct sql sql[] = {
    [LIST] = { "task.list",
        "SELECT " TASK_COLUMNS TASK_TABLES "WHERE u.tree_from BETWEEN ?1 AND ?2 AND (?3 = 0 OR t.body_id = ?3 "
        "OR EXISTS (SELECT 1 FROM task_body k WHERE k.task_id = t.id AND k.body_id = ?3)) "
        "AND (?4 = 0 OR t.meeting_id = ?4) AND (?5 = 0 OR t.state IN ('open', 'reported')) "
        "AND (?6 = '' OR substr(t.given_on, 1, 4) = ?6) ORDER BY t.due, t.given_on, t.number, t.id", SQL_READ },
    [ONE] = { "task.one", "SELECT " TASK_COLUMNS TASK_TABLES "WHERE t.id = ?1", SQL_READ },
    [CARRIED] = { "task.carried",
        "SELECT " TASK_COLUMNS TASK_TABLES "WHERE m.series_id = ?1 AND m.id <> ?2 AND t.given_on <= ?3 "
        "AND t.state IN ('open', 'reported') ORDER BY t.due, t.given_on, t.number, t.id", SQL_READ },
    [CLOSED] = { "task.closed",
        "SELECT " TASK_COLUMNS TASK_TABLES "WHERE m.series_id = ?1 AND m.id <> ?2 AND t.given_on <= ?3 "
        "AND t.state IN ('done', 'ended') AND t.closed_at >= COALESCE((SELECT MAX(p.ended_at) FROM meeting p "
        "WHERE p.series_id = ?1 AND p.id <> ?2 AND p.day <= ?3), 0) ORDER BY t.due, t.given_on, t.number, t.id",
        SQL_READ },
    [PARTS] = { "task.parts",
        "SELECT b.id, b.unit_id, b.name, b.short_name, n.progress, n.at, n.words FROM body b LEFT JOIN task_note n "
        "ON n.id = (SELECT MAX(x.id) FROM task_note x WHERE x.task_id = ?1 AND x.body_id = b.id "
        "AND x.kind IN ('progress', 'reported')) WHERE b.id = ?2 "
        "OR b.id IN (SELECT k.body_id FROM task_body k WHERE k.task_id = ?1) "
        "ORDER BY CASE WHEN b.id = ?2 THEN 0 ELSE 1 END, b.ordinal, b.id", SQL_READ },
    [NOTES] = { "task.notes",
        "SELECT n.id, n.kind, n.words, n.progress, n.day, n.report_id, n.body_id, n.at, n.name, b.short_name, f.name "
        "FROM task_note n LEFT JOIN body b ON b.id = n.body_id LEFT JOIN task_file f ON f.note_id = n.id "
        "WHERE n.task_id = ?1 ORDER BY n.id", SQL_READ },
};
struct sql_list task_sql = SQL_LIST(sql);

const char *const task_state_codes[] = { "open", "reported", "done", "ended" };
_Static_assert(COUNT(task_state_codes) == TASK_STATE_COUNT, "every state has a code");

static const struct { const char *label, *shape, *code; } looks[] = {
    [LOOK_LATE] = { .label = "Quá hạn", "▲", "late" },
    [LOOK_SOON] = { .label = "Sắp đến hạn", "◆", "soon" },
    [LOOK_REPORTED] = { .label = "Chờ xác nhận", "■", "reported" },
    [LOOK_GOING] = { .label = "Đang thực hiện", "○", "going" },
    [LOOK_DONE] = { .label = "Đã hoàn thành", "●", "done" },
    [LOOK_ENDED] = { .label = "Thôi theo dõi", "–", "ended" },
};
_Static_assert(COUNT(looks) == LOOK_COUNT, "every look has its word");

const char *task_look_name(enum task_look l) { return say(looks[l].label); }
const char *task_look_shape(enum task_look l) { return looks[l].shape; }
const char *task_look_code(enum task_look l) { return looks[l].code; }

static const struct { const char *code, *label; } notes[] = {
    [TASK_PROGRESS] = { "progress", .label = "Báo tiến độ" },
    [TASK_EVIDENCE] = { "evidence", .label = "Gửi minh chứng" },
    [TASK_ASKED] = { "asked", .label = "Xin gia hạn" },
    [TASK_GRANTED] = { "granted", .label = "Cho gia hạn" },
    [TASK_REFUSED] = { "refused", .label = "Không gia hạn" },
    [TASK_SAID_DONE] = { "reported", .label = "Báo đã hoàn thành" },
    [TASK_ACCEPTED] = { "done", .label = "Xác nhận hoàn thành" },
    [TASK_RETURNED] = { "returned", .label = "Yêu cầu làm tiếp" },
    [TASK_REMINDED] = { "reminded", .label = "Đôn đốc" },
    [TASK_STOPPED] = { "ended", .label = "Thôi theo dõi" },
    [TASK_MOVED] = { "moved", .label = "Chuyển tổ chức thực hiện" },
};
_Static_assert(COUNT(notes) == TASK_NOTE_COUNT, "every note has its word");

const char *task_note_name(enum task_note_kind k) { return say(notes[k].label); }
struct str task_note_code(enum task_note_kind k) { return str_c(notes[k].code); }

/* ---- rows ---- */

static struct str issued_words(struct arena *a, struct str kind, struct str number_words, struct str day)
{
    static const struct { const char *code, *label; } kinds[] = {
        { "KL", .label = "Kết luận" }, { "TB", .label = "Thông báo" }
    };
    if (!number_words.n) return S("");
    struct str on = term_vi(a, day);
    const char *name = "";
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(kind, str_c(kinds[i].code))) name = say(kinds[i].label);
    return str_fmt(a, say("%s số %.*s ngày %.*s"), name, STR(number_words), STR(on));
}

static struct task task_row(struct arena *a, struct rows *r)
{
    int c = 0;
    struct task t = { .id = row_int(r, c++) };
    t.meeting_id = row_int(r, c++);
    t.directive_id = row_int(r, c++);
    t.issued_id = row_int(r, c++);
    t.unit_id = row_int(r, c++);
    t.unit_tree = row_int(r, c++);
    t.body_id = row_int(r, c++);
    t.number = row_int(r, c++);
    t.progress = row_int(r, c++);
    t.version = row_int(r, c++);
    t.closed_at = row_int(r, c++);
    struct str state = row_str(r, c++);
    while (t.state + 1 < TASK_STATE_COUNT && !str_is(state, str_c(task_state_codes[t.state]))) t.state++;
    t.words = row_str(r, c++);
    t.given_on = row_str(r, c++);
    t.due = row_str(r, c++);
    t.first_due = row_str(r, c++);
    t.measure = row_str(r, c++);
    t.indicator = row_str(r, c++);
    t.indicator_name = row_str(r, c++);
    struct str unit_word = row_str(r, c++);
    t.has_goal = !row_null(r, c);
    t.goal = row_int(r, c++);
    if (t.has_goal) t.goal_words = brief_amount(a, VN_EXACT, t.goal, 0, unit_word);
    t.body_name = row_str(r, c++);
    t.body_short = row_str(r, c++);
    t.meeting_title = row_str(r, c++);
    struct unit u = { .kind = row_str(r, c), .name = row_str(r, c + 1) };
    t.unit_name = unit_title(a, &u);
    c += 2;
    t.paper_words = issued_words(a, row_str(r, c), row_str(r, c + 1), row_str(r, c + 2));
    t.asked_day = row_str(r, c + 3);
    return t;
}

/* ---- what is computed ---- */

static error parts_of(struct arena *a, struct db *db, struct task *t)
{
    struct rows *r = db_run(a, db, &task_sql, PARTS);
    BIND(r, t->id);
    BIND(r, t->body_id);
    while (rows_next(r)) {
        struct task_part p = { .body_id = row_int(r, 0), .unit_id = row_int(r, 1), .name = row_str(r, 2),
            .short_name = row_str(r, 3), .progress = (int)row_int(r, 4), .said_at = row_int(r, 5),
            .words = row_str(r, 6), .lead = row_int(r, 0) == t->body_id };
        LIST_ADD(a, t->part, t->parts, p);
        if (!p.lead) LIST_ADD(a, t->with_name, t->withs, p.name);
    }
    return rows_end(r);
}

error task_figures(struct arena *a, struct db *db, const struct task *t, struct since *out)
{
    int64_t *body = NEW_N(a, int64_t, t->parts + 1);
    for (size_t i = 0; i < t->parts; i++) body[i] = t->part[i].body_id;
    *out = (struct since){ 0 };
    return t->indicator.n ? since_get(a, db, t->indicator, body, t->parts, t->given_on, out) : NULL;
}

static bool is_open(const struct task *t) { return t->state == TASK_OPEN || t->state == TASK_REPORTED; }

static enum task_look look_of(const struct task *t)
{
    if (t->state == TASK_DONE) return LOOK_DONE;
    if (t->state == TASK_ENDED) return LOOK_ENDED;
    if (t->state == TASK_REPORTED || t->reached) return LOOK_REPORTED;
    if (!t->due.n) return LOOK_GOING;
    return t->days < 0 ? LOOK_LATE : t->days <= TASK_SOON_DAYS ? LOOK_SOON : LOOK_GOING;
}

static error fill(struct arena *a, struct db *db, struct task *t, struct str today)
{
    struct day due, now;
    struct since since;
    TRY(parts_of(a, db, t));
    if (day_read(t->due, &due) && day_read(today, &now)) t->days = (int)(day_number(due) - day_number(now));
    TRY(task_figures(a, db, t, &since));
    t->has_value = since.has;
    t->value = since.sum.value;
    t->value_words = since.words;
    t->reached = is_open(t) && t->has_goal && since_reached(&since, t->goal);
    t->look = look_of(t);
    if (!is_open(t)) t->asked_day = S("");
    return NULL;
}

/* ---- reading ---- */

bool task_may_read(const struct who *who, const struct task *t)
{
    struct place place = { .unit_id = t->unit_id, .tree = t->unit_tree };
    if (policy_allows(who, MAY_READ_TASK, &place)) return true;
    for (size_t i = 0; i < t->parts; i++) {                    /* a body of another unit that was asked */
        place = (struct place){ .unit_id = t->part[i].unit_id, .body_id = t->part[i].body_id };
        if (who && who->acting && who->acting->body_id == place.body_id && policy_allows(who, MAY_READ_TASK, &place))
            return true;
    }
    return false;
}

static int compare(const void *x, const void *y)
{
    const struct task *p = x, *q = y;
    if (p->look != q->look) return p->look < q->look ? -1 : 1;
    int order = p->due.n && q->due.n ? term_compare(p->due, q->due) : (q->due.n != 0) - (p->due.n != 0);
    if (!order) order = term_compare(p->given_on, q->given_on);
    if (!order) order = (p->number > q->number) - (p->number < q->number);
    return order ? order : (p->id > q->id) - (p->id < q->id);
}

/* Reads the rows of r, those that `who` may see when there is one to ask, and puts them in order. */
static error collect(struct arena *a, struct db *db, struct rows *r, const struct who *who, bool asked,
    struct task_list *out)
{
    struct str today = term_today(a);
    struct task *all = NULL;
    size_t n = 0;
    *out = (struct task_list){ 0 };
    while (rows_next(r)) LIST_ADD(a, all, n, task_row(a, r));
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) {
        TRY(fill(a, db, &all[i], today));
        if (asked && !task_may_read(who, &all[i])) continue;
        out->look[all[i].look]++;
        LIST_ADD(a, out->row, out->n, all[i]);
    }
    if (out->n) qsort(out->row, out->n, sizeof *out->row, compare);
    return NULL;
}

error task_list(struct arena *a, struct db *db, const struct who *who, const struct task_ask *ask,
    struct task_list *out)
{
    struct unit u = { .tree_from = 0, .tree_to = INT64_MAX };
    *out = (struct task_list){ 0 };
    TRY(policy_check_route(a, who, MAY_READ_TASK));
    if (ask->unit_id) TRY(unit_get(a, db, ask->unit_id, &u));
    struct rows *r = db_run(a, db, &task_sql, LIST);
    BIND(r, u.tree_from);
    BIND(r, ask->unit_id && !ask->below ? u.tree_from : u.tree_to);
    BIND(r, ask->body_id);
    BIND(r, ask->meeting_id);
    BIND(r, ask->open_only);
    BIND(r, ask->year);
    return collect(a, db, r, who, true, out);
}

error task_find(struct arena *a, struct db *db, int64_t id, struct task *out, bool *found)
{
    struct rows *r = db_run(a, db, &task_sql, ONE);
    BIND(r, id);
    *found = rows_next(r);
    if (*found) *out = task_row(a, r);
    TRY(rows_end(r));
    return *found ? fill(a, db, out, term_today(a)) : NULL;
}

error task_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct task *out)
{
    bool found;
    TRY(policy_check_route(a, who, MAY_READ_TASK));
    TRY(task_find(a, db, id, out, &found));
    if (found && task_may_read(who, out)) return NULL;
    return FAIL(a, ERR_MISSING, "Không có việc được giao số %lld, hoặc anh, chị không được xem việc ấy.",
        (long long)id);
}

static error earlier(struct arena *a, struct db *db, int which, const struct meeting *m, struct task_list *out)
{
    struct rows *r = db_run(a, db, &task_sql, which);
    BIND(r, m->series_id);
    BIND(r, m->id);
    BIND(r, m->day);
    return collect(a, db, r, NULL, false, out);
}

error task_carried(struct arena *a, struct db *db, const struct meeting *m, struct task_list *out)
{
    return earlier(a, db, CARRIED, m, out);
}

error task_closed(struct arena *a, struct db *db, const struct meeting *m, struct task_list *out)
{
    return earlier(a, db, CLOSED, m, out);
}

error task_notes(struct arena *a, struct db *db, int64_t task_id, struct task_notes *out)
{
    *out = (struct task_notes){ 0 };
    struct rows *r = db_run(a, db, &task_sql, NOTES);
    BIND(r, task_id);
    while (rows_next(r)) {
        struct task_note n = { .id = row_int(r, 0), .words = row_str(r, 2), .progress = row_int(r, 3),
            .day = row_str(r, 4), .report_id = row_int(r, 5), .body_id = row_int(r, 6), .at = row_int(r, 7),
            .name = row_str(r, 8), .body_short = row_str(r, 9), .file_name = row_str(r, 10) };
        struct str code = row_str(r, 1);
        while (n.kind + 1 < TASK_NOTE_COUNT && !str_is(code, task_note_code(n.kind))) n.kind++;
        LIST_ADD(a, out->row, out->n, n);
    }
    return rows_end(r);
}
