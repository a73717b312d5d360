/* agenda.c - the items of a briefing: read, written by hand, moved, and which one is on. Building is agenda_build.c,
 * papers are agenda_paper.c. See agenda.h. Owns the table agenda_item. Must never lose the time that an item took. */
#include "core/meeting/agenda_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_row.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "vn/text.h"

#define SELECT_ITEM \
    "SELECT i.id, i.meeting_id, i.ordinal, i.kind, i.title, i.words, i.minutes, i.body_id, i.report_id, i.task_id," \
    " i.opinion_id, i.state, i.began_at, i.spent, i.version, " BODY_NAME_THEN("b.id", "m.day", "b.name") ", " \
    BODY_SHORT_THEN("b.id", "m.day", "b.short_name") ", (SELECT COUNT(*) FROM agenda_paper p WHERE p.item_id = i.id)" \
    ", i.standing, i.first_at FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id" \
    " LEFT JOIN body b ON b.id = i.body_id"
enum { OF_MEETING, ONE, ADD, CHANGE, PLACE, GO, HELD, STATE, TIME_KEPT, ON, REPORTS_GO, ASKED };
static const struct sql sql[] = {
    [OF_MEETING] = { "agenda.of_meeting", SELECT_ITEM " WHERE i.meeting_id = ?1 ORDER BY i.ordinal, i.id", SQL_READ },
    [ONE] = { "agenda.one", SELECT_ITEM " WHERE i.id = ?1", SQL_READ },
    [ADD] = { "agenda.add",
        "INSERT INTO agenda_item (id, meeting_id, ordinal, kind, title, words, minutes, body_id, report_id, task_id,"
        " opinion_id, standing, state, spent, version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'waiting', 0, 1)", SQL_WRITE },
    [CHANGE] = { "agenda.change",
        "UPDATE agenda_item SET title = ?2, words = ?3, minutes = ?4, body_id = ?5, report_id = ?6, version = ?7,"
        " standing = ?8"
        " WHERE id = ?1", SQL_WRITE },
    [PLACE] = { "agenda.place", "UPDATE agenda_item SET ordinal = ?2 WHERE id = ?1 AND ordinal <> ?2", SQL_WRITE },
    [GO] = { "agenda.go", "DELETE FROM agenda_item WHERE id = ?1", SQL_WRITE },
    [HELD] = { "agenda.held",
        "SELECT (SELECT COUNT(*) FROM agenda_paper p WHERE p.item_id = ?1 AND (p.report_id IS NULL OR EXISTS"
        " (SELECT 1 FROM paper_comment c WHERE c.paper_id = p.id)))"
        " + (SELECT COUNT(*) FROM speech s WHERE s.item_id = ?1) + (SELECT COUNT(*) FROM opinion o WHERE o.item_id"
        " = ?1) + (SELECT COUNT(*) FROM directive d WHERE d.item_id = ?1)", SQL_READ },
    [STATE] = { "agenda.state",
        "UPDATE agenda_item SET state = ?2, began_at = ?3, first_at = COALESCE(first_at, ?3) WHERE id = ?1",
        SQL_WRITE },
    [TIME_KEPT] = { "agenda.time_kept",
        "UPDATE agenda_item SET spent = spent + CASE WHEN ?2 > began_at THEN ?2 - began_at ELSE 0 END,"
        " began_at = NULL, state = 'done' WHERE meeting_id = ?1 AND began_at IS NOT NULL", SQL_WRITE },
    [REPORTS_GO] = { "agenda.reports_go", "DELETE FROM agenda_paper WHERE item_id = ?1 AND report_id IS NOT NULL",
        SQL_WRITE },
    /* who leads or helps with the conclusion, raised the difficulty or is to answer it */
    [ASKED] = { "agenda.asked",
        "SELECT t.body_id, '' FROM task t WHERE t.id = ?1 UNION ALL SELECT x.body_id, '' FROM task_body x"
        " WHERE x.task_id = ?1 UNION ALL SELECT o.asked_id, o.asked_of FROM opinion o WHERE o.id = ?2"
        " UNION ALL SELECT o.body_id, o.raised_by FROM opinion o WHERE o.id = ?2", SQL_READ },
    [ON] = { "agenda.on", "UPDATE meeting SET item_id = ?2 WHERE id = ?1", SQL_WRITE },
};
struct sql_list agenda_sql = SQL_LIST(sql);

static const char *const kinds[ITEM_KIND_COUNT] = {
    [ITEM_OPENING] = "opening", [ITEM_MISSING] = "missing", [ITEM_CARRIED] = "carried",
    [ITEM_DIFFICULTY] = "difficulty", [ITEM_PACK] = "pack", [ITEM_REPORT] = "report", [ITEM_TALK] = "talk",
    [ITEM_CONCLUDE] = "conclude", [ITEM_OTHER] = "other",
};
static const char *const states[] = { [ITEM_WAITING] = "waiting", [ITEM_ON] = "on", [ITEM_DONE] = "done",
    [ITEM_SKIPPED] = "skipped" };

/* ---- reading ---- */

static int named(const char *const *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(name, str_c(names[i]))) return (int)i;
    return 0;
}

static struct agenda_item row_of(struct rows *r)
{
    struct agenda_item i = { .id = row_int(r, 0), .meeting_id = row_int(r, 1), .ordinal = row_int(r, 2),
        .kind = (enum item_kind)named(kinds, COUNT(kinds), row_str(r, 3)), .title = row_str(r, 4),
        .words = row_str(r, 5), .minutes = (int)row_int(r, 6), .body_id = row_int(r, 7), .report_id = row_int(r, 8),
        .task_id = row_int(r, 9), .opinion_id = row_int(r, 10),
        .state = (enum item_state)named(states, COUNT(states), row_str(r, 11)), .began_at = row_int(r, 12),
        .spent = row_int(r, 13), .version = row_int(r, 14), .body_name = row_str(r, 15), .body_short = row_str(r, 16),
        .papers = (size_t)row_int(r, 17), .standing = row_int(r, 18) != 0,
        .first_at = row_int(r, 19) };
    if (i.began_at && clock_now() > i.began_at) i.spent += clock_now() - i.began_at;
    return i;
}

error agenda_get(struct arena *a, struct db *db, const struct meeting *m, struct agenda *out)
{
    *out = (struct agenda){ 0 };
    struct rows *r = db_run(a, db, &agenda_sql, OF_MEETING);
    BIND(r, m->id);
    while (rows_next(r)) {
        struct agenda_item i = row_of(r);
        if (i.state != ITEM_SKIPPED) out->minutes += i.minutes;
        LIST_ADD(a, out->item, out->n, i);
    }
    return rows_end(r);
}

error agenda_item_get(struct arena *a, struct db *db, int64_t id, struct agenda_item *out)
{
    struct rows *r = db_run(a, db, &agenda_sql, ONE);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = row_of(r);
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy mục này trong chương trình. Hãy tải lại trang.");
}

error agenda_asks(struct arena *a, struct db *db, const struct agenda_item *i, int64_t body_id, struct str name,
    bool *yes)
{
    struct str fold = vn_fold(a, name);
    struct rows *r = db_run(a, db, &agenda_sql, ASKED);
    BIND(r, i->task_id);
    BIND(r, i->opinion_id);
    *yes = false;
    while (rows_next(r)) {
        bool named = fold.n && str_is(vn_fold(a, row_str(r, 1)), fold);
        *yes = *yes || named || (body_id && row_int(r, 0) == body_id);
    }
    return rows_end(r);
}

/* ---- rows, in a job ---- */

error agenda_item_add(struct arena *a, struct db *db, struct agenda_item *new)
{
    TRY(db_next_id(a, db, "agenda_item", &new->id));
    struct rows *r = db_run(a, db, &agenda_sql, ADD);
    BIND(r, new->id);
    BIND(r, new->meeting_id);
    BIND(r, new->ordinal);
    BIND(r, str_c(kinds[new->kind]));
    BIND(r, new->title);
    BIND(r, new->words);
    BIND(r, new->minutes);
    bind_id(r, new->body_id);
    bind_id(r, new->report_id);
    bind_id(r, new->task_id);
    bind_id(r, new->opinion_id);
    BIND(r, new->standing);
    return rows_end(r);
}

error agenda_item_keep(struct arena *a, struct db *db, const struct agenda_item *to)
{
    struct rows *r = db_run(a, db, &agenda_sql, CHANGE);
    BIND(r, to->id);
    BIND(r, to->title);
    BIND(r, to->words);
    BIND(r, to->minutes);
    bind_id(r, to->body_id);
    bind_id(r, to->report_id);
    BIND(r, to->version);
    BIND(r, to->standing);
    return rows_end(r);
}

error agenda_item_place(struct arena *a, struct db *db, int64_t id, int64_t ordinal)
{
    struct rows *r = db_run(a, db, &agenda_sql, PLACE);
    BIND(r, id);
    BIND(r, ordinal);
    return rows_end(r);
}

static error run_on(struct arena *a, struct db *db, int which, int64_t id)
{
    struct rows *r = db_run(a, db, &agenda_sql, which);
    BIND(r, id);
    return rows_end(r);
}

error agenda_item_go(struct arena *a, struct db *db, int64_t id)
{
    TRY(run_on(a, db, REPORTS_GO, id));
    return run_on(a, db, GO, id);
}

error agenda_item_held(struct arena *a, struct db *db, int64_t id, bool *held)
{
    struct rows *r = db_run(a, db, &agenda_sql, HELD);
    BIND(r, id);
    *held = rows_next(r) && row_int(r, 0) > 0;
    return rows_end(r);
}

static error set_state(struct arena *a, struct db *db, int64_t id, enum item_state state, int64_t began)
{
    struct rows *r = db_run(a, db, &agenda_sql, STATE);
    BIND(r, id);
    BIND(r, str_c(states[state]));
    bind_id(r, began);
    return rows_end(r);
}

error agenda_over_check(struct arena *a, const struct meeting *m)
{
    if (m->state != MEETING_CONCLUDED && m->state != MEETING_CANCELLED) return NULL;
    return FAIL(a, ERR_CONFLICT, "“%.*s” ở bước “%s” nên chương trình không sửa được nữa.", STR(m->title),
        meeting_state_name(m->state));
}

error agenda_open_for(struct arena *a, struct db *db, const struct who *who, enum act act, int64_t item_id,
    struct agenda_item *item, struct meeting *m)
{
    TRY(policy_check_route(a, who, act));
    TRY(agenda_item_get(a, db, item_id, item));
    TRY(meeting_open_for(a, db, who, act, item->meeting_id, m));
    return agenda_over_check(a, m);
}

/* ---- by hand ---- */

struct acting { const struct who *who; struct agenda_item item; int64_t id, place, pressed; bool back; };

static struct str line(struct arena *a, const struct agenda_item *i)
{
    return str_fmt(a, "title=%.*s\nminutes=%d\nwords=%.*s\n%s", STR(i->title), i->minutes, STR(i->words),
        i->standing ? "standing=1\n" : "");
}

static error check(struct arena *a, struct db *db, const struct meeting *m, struct agenda_item *i)
{
    i->title = str_trim(i->title);
    i->words = str_trim(i->words);
    if (i->title.n > AGENDA_TITLE_MOST)
        return FAIL(a, ERR_INPUT, "Nội dung của mục dài quá. Rút gọn còn khoảng hai trăm chữ cái rồi lưu lại.");
    if (i->title.n < 2 || str_find(i->title, S("\n"), 0) != SIZE_MAX)
        return FAIL(a, ERR_INPUT, "Chưa có nội dung của mục. Ghi trên một dòng, như Thảo luận về quỹ Vì người nghèo.");
    if (i->words.n > 8000) return FAIL(a, ERR_INPUT, "Ghi chú của mục dài quá. Rút gọn còn dưới hai trang.");
    if (i->minutes < 0 || i->minutes > 480)
        return FAIL(a, ERR_INPUT, "Số phút của một mục phải từ 0 đến 480. Ghi lại số phút.");
    if (!i->body_id) return NULL;
    struct body b;
    TRY(body_get(a, db, i->body_id, &b));
    return b.unit_id == m->unit_id ? NULL
        : FAIL(a, ERR_INPUT, "“%.*s” không thuộc đơn vị này. Chọn lại tổ chức trình bày.", STR(b.name));
}

/* Before the conclusion, behind everything else. */
static int64_t end_of(const struct agenda *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->item[i].kind == ITEM_CONCLUDE) return (int64_t)i;
    return (int64_t)all->n;
}

static error put_new(struct arena *a, struct db *db, struct acting *job)
{
    struct meeting m;
    struct agenda all;
    struct agenda_item *new = &job->item;
    TRY(meeting_open_for(a, db, job->who, MAY_PLAN_MEETING, new->meeting_id, &m));
    TRY(agenda_over_check(a, &m));
    TRY(check(a, db, &m, new));
    new->kind = ITEM_OTHER;
    new->report_id = new->task_id = new->opinion_id = 0;
    TRY(agenda_get(a, db, &m, &all));
    int64_t at = end_of(&all);
    for (size_t i = 0; i < all.n; i++)
        TRY(agenda_item_place(a, db, all.item[i].id, (int64_t)i + 1 + ((int64_t)i >= at)));
    new->ordinal = at + 1;
    TRY(agenda_item_add(a, db, new));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, "agenda.add", "meeting", m.id, S(""), line(a, new));
}

static error put_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct agenda_item was, to;
    struct meeting m;
    if (!job->item.id) return put_new(a, db, job);
    TRY(agenda_open_for(a, db, job->who, MAY_PLAN_MEETING, job->item.id, &was, &m));
    if (was.version != job->item.version)
        return FAIL(a, ERR_CONFLICT, "Chưa lưu được: mục “%.*s” vừa được người khác sửa. Xem lại rồi lưu lại.",
            STR(was.title));
    to = was;
    to.title = job->item.title;
    to.words = job->item.words;
    to.minutes = job->item.minutes;
    to.body_id = job->item.body_id;
    to.standing = was.kind == ITEM_OTHER && job->item.standing;
    to.version = was.version + 1;
    TRY(check(a, db, &m, &to));
    TRY(agenda_item_keep(a, db, &to));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, "agenda.change", "meeting", m.id, line(a, &was), line(a, &to));
}

error agenda_put(struct arena *a, struct store *s, const struct who *who, const struct agenda_item *to, int64_t *id)
{
    struct acting job = { .who = who, .item = *to };
    TRY(db_write(a, s, put_job, &job));
    *id = job.item.id;
    return NULL;
}

/* Where the item of that place stands among all, those that are passed over included; the last one when there are
 * fewer. */
static size_t at_place(const struct agenda *all, int64_t place)
{
    size_t at = 0;
    for (size_t i = 0; i < all->n && place > 0; i++)
        if (all->item[i].state != ITEM_SKIPPED) at = i, place--;
    return at;
}

static error move_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct agenda_item item;
    struct meeting m;
    struct agenda all;
    TRY(agenda_open_for(a, db, job->who, MAY_PLAN_MEETING, job->id, &item, &m));
    TRY(agenda_get(a, db, &m, &all));
    size_t at = 0, to = at_place(&all, job->place);
    while (all.item[at].id != job->id) at++;
    if (item.state == ITEM_SKIPPED || job->place < 1 || at == to) return NULL;
    item = all.item[at];
    for (size_t i = at; i < to; i++) all.item[i] = all.item[i + 1];
    for (size_t i = at; i > to; i--) all.item[i] = all.item[i - 1];
    all.item[to] = item;
    for (size_t i = 0; i < all.n; i++) TRY(agenda_item_place(a, db, all.item[i].id, (int64_t)i + 1));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, "agenda.move", "meeting", m.id, str_fmt(a, "%zu", at + 1),
        str_fmt(a, "%zu", to + 1));
}

error agenda_move(struct arena *a, struct store *s, const struct who *who, int64_t item_id, int64_t place)
{
    struct acting job = { .who = who, .id = item_id, .place = place };
    return db_write(a, s, move_job, &job);
}

/* What was written by hand goes; what builds itself is passed over, so that building again does not bring it back. */
static error drop_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct agenda_item item;
    struct meeting m;
    bool held;
    TRY(agenda_open_for(a, db, job->who, MAY_PLAN_MEETING, job->id, &item, &m));
    if (job->back != (item.state == ITEM_SKIPPED)) return NULL;
    if (item.state == ITEM_ON)
        return FAIL(a, ERR_CONFLICT, "Mục “%.*s” đang diễn ra nên không bỏ được. Chuyển sang mục khác trước.",
            STR(item.title));
    TRY(agenda_item_held(a, db, item.id, &held));
    if (!job->back && !held && item.kind == ITEM_OTHER && !item.spent) TRY(agenda_item_go(a, db, item.id));
    else TRY(set_state(a, db, item.id, job->back ? ITEM_WAITING : ITEM_SKIPPED, 0));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, job->back ? "agenda.back" : "agenda.drop", "meeting", m.id, line(a, &item),
        S(""));
}

error agenda_drop(struct arena *a, struct store *s, const struct who *who, int64_t item_id)
{
    struct acting job = { .who = who, .id = item_id };
    return db_write(a, s, drop_job, &job);
}

error agenda_back(struct arena *a, struct store *s, const struct who *who, int64_t item_id)
{
    struct acting job = { .who = who, .id = item_id, .back = true };
    return db_write(a, s, drop_job, &job);
}

/* ---- in the room ---- */

int64_t agenda_minutes(int64_t milliseconds) { return milliseconds > 0 ? (milliseconds + 30000) / 60000 : 0; }

error agenda_end(struct arena *a, struct db *db, int64_t meeting_id, int64_t at)
{
    struct rows *r = db_run(a, db, &agenda_sql, TIME_KEPT);
    BIND(r, meeting_id);
    BIND(r, at);
    TRY(rows_end(r));
    r = db_run(a, db, &agenda_sql, ON);
    BIND(r, meeting_id);
    bind_null(r);
    return rows_end(r);
}

static error on_job(struct arena *a, struct db *db, void *arg)
{
    struct acting *job = arg;
    struct agenda_item item = { .title = S("") }, before = { 0 };
    struct meeting m;
    TRY(meeting_open_for(a, db, job->who, MAY_RUN_MEETING, job->item.meeting_id, &m));
    if (m.state != MEETING_OPEN)
        return FAIL(a, ERR_CONFLICT, "“%.*s” đang ở bước “%s”. Khai mạc phiên rồi mới chọn mục đang diễn ra.",
            STR(m.title), meeting_state_name(m.state));
    if (job->id && m.item_id == job->id) return NULL;
    if (m.item_id) TRY(agenda_item_get(a, db, m.item_id, &before));
    int64_t at = live_moment(job->pressed, before.began_at > m.opened_at ? before.began_at : m.opened_at);
    TRY(agenda_end(a, db, m.id, at));
    if (job->id) {
        TRY(agenda_item_get(a, db, job->id, &item));
        if (item.meeting_id != m.id)
            return FAIL(a, ERR_MISSING, "Không tìm thấy mục này trong chương trình. Hãy tải lại trang.");
        TRY(set_state(a, db, job->id, ITEM_ON, at));
        struct rows *r = db_run(a, db, &agenda_sql, ON);
        BIND(r, m.id);
        BIND(r, job->id);
        TRY(rows_end(r));
    }
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, "agenda.on", "meeting", m.id, S(""), item.title);
}

error agenda_on(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id, int64_t item_id,
    int64_t pressed)
{
    struct acting job = { .who = who, .item = { .meeting_id = meeting_id }, .id = item_id, .pressed = pressed };
    return db_write(a, s, on_job, &job);
}
