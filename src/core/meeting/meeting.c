/* meeting.c - a briefing as it is, who may see it, and its states; planning one is meeting_plan.c. See meeting.h. Owns
 * the table meeting. Must never let a briefing skip a state. */
#include "core/meeting/meeting_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/agenda.h"
#include "core/meeting/attend.h"
#include "core/meeting/live.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/moment.h"
#include "core/office/unit.h"

/* ?2 the body one acts in, ?3 a unit. back: the units that it came from; kin: bodies in whose place that body stands */
#define CAME_FROM \
    "WITH RECURSIVE back(id) AS (SELECT l.old_id FROM unit_link l WHERE l.new_id = ?3" \
    " UNION SELECT l.old_id FROM back JOIN unit_link l ON l.new_id = back.id)"
#define KIN \
    ", kin(id) AS (SELECT n.id FROM body n WHERE n.id = ?2 UNION SELECT o.id FROM body n JOIN body o" \
    " ON o.successor_id = n.id OR (o.organisation = n.organisation AND o.valid_to < n.valid_from" \
    " AND o.unit_id IN (SELECT id FROM back)) WHERE n.id = ?2) "
#define SELECT_MEETING CAME_FROM KIN \
    "SELECT m.id, m.series_id, m.unit_id, m.body_id, m.number, m.previous_id, m.item_id, m.live, m.version, m.title," \
    " m.presidium, s.conclusion, " BODY_NAME_THEN("b.id", "m.day", "b.name") ", u.kind, u.name, m.period, m.day," \
    " m.starts, m.venue, s.channel, m.chair_name, m.chair_post, m.secretary_name, m.secretary_post, m.words," \
    " m.chair_id, m.secretary_id, m.minutes, s.papers_days, s.invite_days, s.quorum, m.state, m.opened_at," \
    " m.ended_at, u.tree_from," \
    " CASE WHEN m.body_id IN (SELECT id FROM kin) OR EXISTS (SELECT 1 FROM attendee t WHERE t.meeting_id = m.id" \
    " AND t.body_id IN (SELECT id FROM kin)) OR EXISTS (SELECT 1 FROM agenda_item i WHERE i.meeting_id = m.id" \
    " AND i.body_id IN (SELECT id FROM kin)) THEN 1 ELSE 0 END," \
    " CASE WHEN EXISTS (SELECT 1 FROM attendee t WHERE t.meeting_id = m.id AND t.invited_at IS NOT NULL)" \
    " THEN 1 ELSE 0 END, CASE WHEN m.unit_id IN (SELECT id FROM back) THEN 1 ELSE 0 END" \
    " FROM meeting m JOIN meeting_series s ON s.id = m.series_id JOIN body b ON b.id = m.body_id" \
    " JOIN unit u ON u.id = m.unit_id"
#define NEWEST_FIRST \
    " ORDER BY CASE WHEN m.day = '' THEN m.period_to ELSE m.day END DESC, m.starts DESC, m.id DESC"
enum { GET, OF_UNIT, BELOW, STATE, OTHER_OPEN, READY, CAME };
static const struct sql sql[] = {
    [GET] = { "meeting.get", SELECT_MEETING " WHERE m.id = ?1", SQL_READ },
    [OF_UNIT] = { "meeting.of_unit", SELECT_MEETING
        " WHERE (m.unit_id = ?1 OR m.unit_id IN (SELECT id FROM back)) AND (?4 = '' OR m.period = ?4)" NEWEST_FIRST,
        SQL_READ },
    [BELOW] = { "meeting.below", SELECT_MEETING
        " WHERE u.tree_from >= ?1 AND u.tree_from <= ?4" NEWEST_FIRST, SQL_READ },
    [CAME] = { "meeting.came", CAME_FROM " SELECT 1 FROM back WHERE id = ?1 AND id <> ?2", SQL_READ },
    [STATE] = { "meeting.state",
        "UPDATE meeting SET state = ?2, opened_at = ?3, ended_at = ?4, item_id = CASE WHEN ?2 = 'open' THEN item_id"
        " ELSE NULL END, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [OTHER_OPEN] = { "meeting.other_open",
        "SELECT title FROM meeting WHERE series_id = ?1 AND id <> ?2 AND state = 'open' ORDER BY id", SQL_READ },
    [READY] = { "meeting.ready",
        "SELECT (SELECT COUNT(*) FROM agenda_item i WHERE i.meeting_id = ?1),"
        " (SELECT COUNT(*) FROM attendee t WHERE t.meeting_id = ?1 AND t.present_at IS NOT NULL)", SQL_READ },
};
struct sql_list meeting_sql = SQL_LIST(sql);

/* before: the states from which it is reached, as a set */
#define FROM(s) (1u << (s))
static const struct { const char *code, *label; unsigned before; enum act act; } states[MEETING_STATE_COUNT] = {
    [MEETING_PLANNED] = { "planned", .label = "Đang chuẩn bị", 0, MAY_PLAN_MEETING },
    [MEETING_INVITED] = { "invited", .label = "Đã mời", FROM(MEETING_PLANNED), MAY_PLAN_MEETING },
    [MEETING_OPEN] = { "open", .label = "Đang họp", FROM(MEETING_INVITED), MAY_RUN_MEETING },
    [MEETING_ENDED] = { "ended", .label = "Chờ kết luận", FROM(MEETING_OPEN), MAY_RUN_MEETING },
    [MEETING_CONCLUDED] = { "concluded", .label = "Đã kết luận", FROM(MEETING_ENDED), MAY_CONCLUDE },
    [MEETING_CANCELLED] = { "cancelled", .label = "Đã hủy", FROM(MEETING_PLANNED) | FROM(MEETING_INVITED),
        MAY_PLAN_MEETING },
};
const char *meeting_state_name(enum meeting_state s) { return say(states[s].label); }
struct str  meeting_state_code(enum meeting_state s) { return str_c(states[s].code); }

/* ---- reading ---- */

/* For the eyes of one person: the numbers behind the columns of a briefing. before: of a unit that theirs came from */
struct seen { struct meeting m; int64_t tree; bool asked, invited, before; };

struct str meeting_days_before(struct arena *a, struct str day, int days)
{
    struct day d;
    return day_read(day, &d) ? day_write(a, day_from_number(day_number(d) - days)) : S("");
}

static struct seen row_of(struct arena *a, struct rows *r)
{
    struct unit unit = { .kind = row_str(r, 13), .name = row_str(r, 14) };
    struct meeting m = { .id = row_int(r, 0), .series_id = row_int(r, 1), .unit_id = row_int(r, 2),
        .body_id = row_int(r, 3), .number = row_int(r, 4), .previous_id = row_int(r, 5), .item_id = row_int(r, 6),
        .live = row_int(r, 7), .version = row_int(r, 8), .title = row_str(r, 9), .presidium = row_str(r, 10),
        .conclusion = row_str(r, 11), .host_name = row_str(r, 12), .unit_name = unit_title(a, &unit),
        .period = row_str(r, 15), .day = row_str(r, 16), .starts = row_str(r, 17), .venue = row_str(r, 18),
        .channel = row_str(r, 19), .chair_name = row_str(r, 20), .chair_post = row_str(r, 21),
        .secretary_name = row_str(r, 22), .secretary_post = row_str(r, 23), .words = row_str(r, 24),
        .chair_id = row_int(r, 25), .secretary_id = row_int(r, 26), .minutes = (int)row_int(r, 27),
        .papers_days = (int)row_int(r, 28), .invite_days = (int)row_int(r, 29), .quorum = (int)row_int(r, 30),
        .opened_at = row_int(r, 32), .ended_at = row_int(r, 33) };
    struct str state = row_str(r, 31);
    for (int i = 0; i < MEETING_STATE_COUNT; i++)
        if (str_is(state, str_c(states[i].code))) m.state = (enum meeting_state)i;
    m.papers_by = meeting_days_before(a, m.day, m.papers_days);
    m.invite_by = meeting_days_before(a, m.day, m.invite_days);
    return (struct seen){ m, row_int(r, 34), row_int(r, 35) != 0, row_int(r, 36) != 0,
        row_int(r, 37) != 0 };
}

static error missing(struct arena *a)
{
    return FAIL(a, ERR_MISSING, "Không tìm thấy phiên giao ban này. Hãy mở lại danh sách giao ban.");
}

/* The office and the chair see all; the others what invitations went out for, a body only what it is asked to. */
static bool may_see(const struct who *who, const struct seen *s)
{
    struct place place = { .unit_id = s->m.unit_id, .tree = s->tree,
        .body_id = who && who->acting ? who->acting->body_id : 0, .state = S("") };
    if (who && who->acting && s->before) {         /* what was held in the units that became this one */
        place.unit_id = who->acting->unit_id;
        place.tree = who->acting->unit_from;
    }
    if (!policy_allows(who, MAY_READ_MEETING, &place)) return false;
    if (policy_allows(who, MAY_PLAN_MEETING, &place) || policy_allows(who, MAY_RUN_MEETING, &place)) return true;
    if (s->m.state == MEETING_PLANNED || (s->m.state == MEETING_CANCELLED && !s->invited)) return false;
    return !role_in_body(who->acting->role) || s->asked;
}

static int64_t body_of(const struct who *who) { return who && who->acting ? who->acting->body_id : 0; }
static int64_t unit_of(const struct who *who) { return who && who->acting ? who->acting->unit_id : 0; }

static error row_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct seen *out)
{
    struct rows *r = db_run(a, db, &meeting_sql, GET);
    BIND(r, id);
    BIND(r, body_of(who));
    BIND(r, unit_of(who));
    bool found = rows_next(r);
    if (found) *out = row_of(a, r);
    TRY(rows_end(r));
    return found ? NULL : missing(a);
}

error meeting_row(struct arena *a, struct db *db, int64_t id, struct meeting *out)
{
    struct seen s;
    TRY(row_get(a, db, NULL, id, &s));
    *out = s.m;
    return NULL;
}

error meeting_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct meeting *out)
{
    struct seen s;
    TRY(policy_check_route(a, who, MAY_READ_MEETING));
    TRY(row_get(a, db, who, id, &s));
    if (!may_see(who, &s)) return missing(a);
    *out = s.m;
    return NULL;
}

error meeting_of_unit(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    struct meeting_list *out)
{
    *out = (struct meeting_list){ 0 };
    TRY(policy_check(a, db, who, MAY_READ_MEETING, unit_id, 0, S("")));
    struct rows *r = db_run(a, db, &meeting_sql, OF_UNIT);
    BIND(r, unit_id);
    BIND(r, body_of(who));
    BIND(r, unit_id);
    BIND(r, period);
    while (rows_next(r)) {
        struct seen s = row_of(a, r);
        if (may_see(who, &s)) LIST_ADD(a, out->row, out->n, s.m);
    }
    return rows_end(r);
}

error meeting_read_check(struct arena *a, struct db *db, const struct who *who, int64_t unit_id)
{
    error e = policy_check(a, db, who, MAY_READ_MEETING, unit_id, 0, S(""));
    if (!e || e->kind != ERR_DENIED || !unit_of(who)) return e;
    struct rows *r = db_run(a, db, &meeting_sql, CAME);
    BIND(r, unit_id);
    BIND(r, unit_of(who));
    BIND(r, unit_of(who));
    bool before = rows_next(r);
    TRY(rows_end(r));
    return before ? policy_check(a, db, who, MAY_READ_MEETING, unit_of(who), 0, S("")) : e;
}

error meeting_below(struct arena *a, struct db *db, const struct who *who, struct meeting_list *out)
{
    *out = (struct meeting_list){ 0 };
    TRY(policy_check_route(a, who, MAY_READ_MEETING));
    struct rows *r = db_run(a, db, &meeting_sql, BELOW);
    BIND(r, who->acting->unit_from);
    BIND(r, body_of(who));
    BIND(r, unit_of(who));
    BIND(r, who->acting->unit_to);
    while (rows_next(r)) {
        struct seen s = row_of(a, r);
        if (may_see(who, &s)) LIST_ADD(a, out->row, out->n, s.m);
    }
    return rows_end(r);
}

error meeting_open_for(struct arena *a, struct db *db, const struct who *who, enum act act, int64_t id,
    struct meeting *out)
{
    TRY(policy_check_route(a, who, act));
    TRY(meeting_get(a, db, who, id, out));
    return policy_check(a, db, who, act, out->unit_id, 0, S(""));
}

error meeting_version_check(struct arena *a, const struct meeting *m, int64_t version)
{
    if (m->version == version) return NULL;
    return FAIL(a, ERR_CONFLICT, "Chưa lưu được: “%.*s” vừa được người khác sửa. Xem lại rồi lưu lại.",
        STR(m->title));
}

/* ---- states ---- */

static error ready_to_open(struct arena *a, struct db *db, const struct meeting *m)
{
    struct rows *r = db_run(a, db, &meeting_sql, READY);
    BIND(r, m->id);
    bool found = rows_next(r);
    int64_t items = found ? row_int(r, 0) : 0, present = found ? row_int(r, 1) : 0;
    TRY(rows_end(r));
    if (!items)
        return FAIL(a, ERR_INPUT, "Chưa khai mạc được: chương trình chưa có mục nào. Lập chương trình trước.");
    if (!present)
        return FAIL(a, ERR_INPUT, "Chưa khai mạc được: chưa có ai điểm danh. Điểm danh ít nhất một người trước.");
    r = db_run(a, db, &meeting_sql, OTHER_OPEN);
    BIND(r, m->series_id);
    BIND(r, m->id);
    struct str other = rows_next(r) ? row_str(r, 0) : S("");
    TRY(rows_end(r));
    return other.n ? FAIL(a, ERR_CONFLICT, "Chưa khai mạc được: “%.*s” cùng loạt đang họp. Kết thúc phiên ấy trước.",
                         STR(other))
                   : NULL;
}

static error way_check(struct arena *a, const struct meeting *m, enum meeting_state to)
{
    if (states[to].before & FROM(m->state)) return NULL;
    return FAIL(a, ERR_CONFLICT, "“%.*s” đang ở bước “%s” nên không chuyển sang “%s” được. Hãy tải lại trang.",
        STR(m->title), meeting_state_name(m->state), meeting_state_name(to));
}

error meeting_set_state(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    enum meeting_state to, struct str reason)
{
    TRY(way_check(a, m, to));
    if (to == MEETING_OPEN) TRY(ready_to_open(a, db, m));
    if (to == MEETING_ENDED) TRY(agenda_end(a, db, m->id, clock_now()));
    int64_t opened = to == MEETING_OPEN ? clock_now() : m->opened_at;
    int64_t ended = to == MEETING_ENDED ? clock_now() : m->ended_at;
    struct rows *r = db_run(a, db, &meeting_sql, STATE);
    BIND(r, m->id);
    BIND(r, meeting_state_code(to));
    bind_id(r, opened);
    bind_id(r, ended);
    TRY(rows_end(r));
    TRY(live_touch(a, db, m->id));
    return audit_why(a, db, who, "meeting.state", "meeting", m->id, meeting_state_code(m->state),
        meeting_state_code(to), reason);
}

struct moving { const struct who *who; int64_t id, version; enum meeting_state to; struct str reason; };

static error move_job(struct arena *a, struct db *db, void *arg)
{
    const struct moving *job = arg;
    struct meeting m;
    TRY(meeting_open_for(a, db, job->who, states[job->to].act, job->id, &m));
    TRY(way_check(a, &m, job->to));
    TRY(meeting_version_check(a, &m, job->version));
    if (job->to == MEETING_CANCELLED && !str_trim(job->reason).n)
        return FAIL(a, ERR_INPUT, "Chưa ghi lý do hủy. Ghi ngắn gọn lý do để những người được mời biết.");
    TRY(meeting_set_state(a, db, job->who, &m, job->to, str_trim(job->reason)));
    if (job->to != MEETING_CANCELLED) return NULL;
    return attend_tell_cancelled(a, db, job->who, m.id, str_trim(job->reason));
}

error meeting_move(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    enum meeting_state to, struct str reason)
{
    struct moving job = { who, id, version, to, reason };
    return db_write(a, s, move_job, &job);
}
