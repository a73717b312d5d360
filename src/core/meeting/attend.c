/* attend.c - see attend.h: the list of who is asked. Owns the table attendee, with attend_answer.c and attend_tell.c.
 * Must never take away a place in which somebody sat. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/attend_row.h"
#include "core/meeting/live.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/post.h"
#include "core/office/term.h"
#include "vn/text.h"

enum { NAME_MOST = 200, ASKED_MOST = 300 };

enum { GET, LIST, ADD, KEEP, DROP, PLACE, BODIES, BEFORE, LAST, SPOKE };
static const struct sql sql[] = {
    [GET] = { "attend.get", "SELECT " ATTENDEE_COLUMNS " FROM attendee WHERE id = ?1", SQL_READ },
    [LIST] = { "attend.list",
        "SELECT " ATTENDEE_COLUMNS " FROM attendee WHERE meeting_id = ?1"
        " ORDER BY CASE part WHEN 'chair' THEN 0 WHEN 'secretary' THEN 1 ELSE 2 END, ordinal, id", SQL_READ },
    [ADD] = { "attend.add",
        "INSERT INTO attendee (id, meeting_id, ordinal, body_id, body_name, person_id, name, post, part, code,"
        " code_seed, answer, answer_words, substitute_name, substitute_post, present_by, version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'none', '', '', '', '', 1)", SQL_WRITE },
    [KEEP] = { "attend.keep",
        "UPDATE attendee SET body_id = ?2, body_name = ?3, person_id = ?4, name = ?5, post = ?6, part = ?7,"
        " version = version + 1 WHERE id = ?1", SQL_WRITE },
    [DROP] = { "attend.drop", "DELETE FROM attendee WHERE id = ?1", SQL_WRITE },
    [PLACE] = { "attend.place", "UPDATE attendee SET ordinal = ?2 WHERE id = ?1", SQL_WRITE },
    [BODIES] = { "attend.bodies",
        "SELECT body_id, part FROM meeting_series_body WHERE series_id = ?1 ORDER BY ordinal, body_id", SQL_READ },
    /* asked by hand to the briefing before: of no body, or of one that the series does not ask */
    [BEFORE] = { "attend.before",
        "SELECT body_id, body_name, person_id, name, post, part FROM attendee WHERE meeting_id = ?1"
        " AND part IN ('member', 'guest') AND (body_id IS NULL OR body_id NOT IN"
        " (SELECT body_id FROM meeting_series_body WHERE series_id = ?2)) ORDER BY ordinal, id", SQL_READ },
    [LAST] = { "attend.last", "SELECT COALESCE(MAX(ordinal), 0), COUNT(*) FROM attendee WHERE meeting_id = ?1",
        SQL_READ },
    [SPOKE] = { "attend.spoke",
        "SELECT 1 FROM speech WHERE attendee_id = ?1 UNION ALL SELECT 1 FROM opinion WHERE attendee_id = ?1",
        SQL_READ },
};
struct sql_list attend_sql = SQL_LIST(sql);

/* ---- words ---- */

static const struct { const char *code, *label; } parts[PART_COUNT] = {
    [PART_CHAIR] = { "chair", .label = "Chủ trì" },
    [PART_SECRETARY] = { "secretary", .label = "Thư ký" },
    [PART_MEMBER] = { "member", .label = "Thành viên" },
    [PART_GUEST] = { "guest", .label = "Khách mời" },
};
static const struct { const char *code, *label; } answers[ANSWER_COUNT] = {
    [ANSWER_NONE] = { "none", .label = "Chưa trả lời" },
    [ANSWER_YES] = { "yes", .label = "Sẽ dự" },
    [ANSWER_NO] = { "no", .label = "Vắng" },
    [ANSWER_SUBSTITUTE] = { "substitute", .label = "Cử người thay" },
};

const char *part_name(enum part p) { return say(parts[p].label); }
const char *answer_name(enum answer r) { return say(answers[r].label); }
struct str part_code(enum part p) { return str_c(parts[p].code); }
struct str answer_code(enum answer r) { return str_c(answers[r].code); }

bool part_read(struct str code, enum part *out)
{
    for (int i = 0; i < PART_COUNT; i++) {
        if (!str_is(code, str_c(parts[i].code))) continue;
        *out = (enum part)i;
        return true;
    }
    return false;
}

bool answer_read(struct str code, enum answer *out)
{
    for (int i = 0; i < ANSWER_COUNT; i++) {
        if (!str_is(code, str_c(answers[i].code))) continue;
        *out = (enum answer)i;
        return true;
    }
    return false;
}

struct str attend_name(const struct attendee *at)
{
    return at->answer == ANSWER_SUBSTITUTE && at->substitute_name.n ? at->substitute_name : at->name;
}

struct str attend_post(const struct attendee *at)
{
    return at->answer == ANSWER_SUBSTITUTE && at->substitute_name.n ? at->substitute_post : at->post;
}

struct str attend_line(struct arena *a, const struct attendee *at)
{
    return str_fmt(a, "%.*s, %.*s, %.*s", STR(at->name), STR(at->post), STR(at->body_name));
}

struct str attend_quorum_words(struct arena *a, const struct attendance *x)
{
    if (!x->quorum || !x->members) return S("");
    int percent = (int)(x->members_present * 100 / x->members);
    return str_fmt(a, x->enough ? say("Có mặt %zu trên %zu thành viên (%d%%), cần %d%%: đủ điều kiện họp.")
                                : say("Có mặt %zu trên %zu thành viên (%d%%), cần %d%%: chưa đủ điều kiện họp."),
        x->members_present, x->members, percent, x->quorum);
}

struct str attend_late_words(struct arena *a, const struct meeting *m, const struct attendance *x)
{
    int64_t latest = 0;
    struct str day, rule = m->invite_by;
    bool waiting = false;
    if (!rule.n) return S("");
    for (size_t i = 0; i < x->n; i++) {
        if (x->row[i].invited_at > latest) latest = x->row[i].invited_at;
        waiting |= !x->row[i].invited_at;
    }
    bool sent = latest && !waiting;
    if (!sent && m->state != MEETING_PLANNED && m->state != MEETING_INVITED) return S("");
    day = sent ? clock_day(a, latest) : term_today(a);
    if (term_compare(day, rule) <= 0) return S("");
    return str_fmt(a, sent ? say("Giấy mời gửi lần cuối ngày %.*s, sau hạn %.*s (trước phiên %d ngày).")
                           : say("Hôm nay là ngày %.*s, đã quá hạn gửi giấy mời %.*s (trước phiên %d ngày)."),
        STR(term_vi(a, day)), STR(term_vi(a, rule)), m->invite_days);
}

/* ---- rows ---- */

struct attendee attend_row_of(struct rows *r)
{
    struct attendee at = { .id = row_int(r, 0), .meeting_id = row_int(r, 1), .ordinal = row_int(r, 2),
        .body_id = row_int(r, 3), .body_name = row_str(r, 4), .person_id = row_int(r, 5), .name = row_str(r, 6),
        .post = row_str(r, 7), .answer_words = row_str(r, 10), .substitute_name = row_str(r, 11),
        .substitute_post = row_str(r, 12), .answered_at = row_int(r, 13), .invited_at = row_int(r, 14),
        .present_at = row_int(r, 15), .present_by = row_str(r, 16), .left_at = row_int(r, 17),
        .version = row_int(r, 18) };
    bool known = part_read(row_str(r, 8), &at.part) && answer_read(row_str(r, 9), &at.answer);
    assert(known);
    return at;
}

error attend_row(struct arena *a, struct db *db, int64_t id, struct attendee *out)
{
    struct rows *r = db_run(a, db, &attend_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = attend_row_of(r);
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy người được mời này. Tải lại danh sách mời họp.");
}

error attend_planned(struct arena *a, struct db *db, const struct who *who, int64_t id, struct attendee *at,
    struct meeting *m)
{
    TRY(attend_row(a, db, id, at));
    TRY(meeting_get(a, db, who, at->meeting_id, m));
    return policy_check(a, db, who, MAY_PLAN_MEETING, m->unit_id, 0, S(""));
}

error attend_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct attendee *out,
    struct meeting *m)
{
    TRY(attend_row(a, db, id, out));
    TRY(meeting_get(a, db, who, out->meeting_id, m));
    out->late = m->opened_at && out->present_at > m->opened_at;
    return NULL;
}

error attend_add(struct arena *a, struct db *db, struct attendee *at)
{
    struct str seed = attend_seed(a);
    struct rows *r = db_run(a, db, &attend_sql, LAST);
    BIND(r, at->meeting_id);
    if (rows_next(r)) at->ordinal = row_int(r, 0) + 1;
    bool full = row_int(r, 1) >= ASKED_MOST;
    TRY(rows_end(r));
    if (full) return FAIL(a, ERR_INPUT, "Một phiên mời được nhiều nhất %d người. Bỏ bớt người khác trước.", ASKED_MOST);
    TRY(db_next_id(a, db, "attendee", &at->id));
    r = db_run(a, db, &attend_sql, ADD);
    BIND(r, at->id);
    BIND(r, at->meeting_id);
    BIND(r, at->ordinal);
    bind_id(r, at->body_id);
    BIND(r, at->body_name);
    bind_id(r, at->person_id);
    BIND(r, at->name);
    BIND(r, at->post);
    BIND(r, part_code(at->part));
    BIND(r, attend_first_hash(a, db, seed));
    BIND(r, seed);
    return rows_end(r);
}

error attend_keep(struct arena *a, struct db *db, const struct attendee *at)
{
    struct rows *r = db_run(a, db, &attend_sql, KEEP);
    BIND(r, at->id);
    bind_id(r, at->body_id);
    BIND(r, at->body_name);
    bind_id(r, at->person_id);
    BIND(r, at->name);
    BIND(r, at->post);
    BIND(r, part_code(at->part));
    return rows_end(r);
}

/* ---- the list ---- */

static struct attend_body *body_of(struct arena *a, struct attendance *x, const struct attendee *at)
{
    for (size_t i = 0; i < x->bodies; i++) {
        struct attend_body *b = &x->body[i];
        if (b->body_id == at->body_id && (at->body_id || str_is(b->name, at->body_name))) return b;
    }
    LIST_ADD(a, x->body, x->bodies, (struct attend_body){ .body_id = at->body_id, .name = at->body_name });
    return &x->body[x->bodies - 1];
}

static void count(struct arena *a, struct attendance *x, const struct attendee *at)
{
    bool coming = at->answer == ANSWER_YES || at->answer == ANSWER_SUBSTITUTE, present = at->present_at != 0;
    struct attend_body *b = body_of(a, x, at);
    b->asked++;
    b->coming += coming;
    b->present += present;
    x->asked++;
    x->answered += at->answer != ANSWER_NONE;
    x->coming += coming;
    x->present += present;
    if (at->part != PART_MEMBER) return;
    x->members++;
    x->members_present += present;
}

error attend_list(struct arena *a, struct db *db, const struct meeting *m, struct attendance *out)
{
    *out = (struct attendance){ .quorum = m->quorum };
    struct rows *r = db_run(a, db, &attend_sql, LIST);
    BIND(r, m->id);
    while (rows_next(r)) {
        struct attendee at = attend_row_of(r);
        at.late = m->opened_at && at.present_at > m->opened_at;
        LIST_ADD(a, out->row, out->n, at);
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < out->n; i++) count(a, out, &out->row[i]);
    out->enough = !m->quorum || out->members_present * 100 >= out->members * (size_t)m->quorum;
    return NULL;
}

/* ---- who leads a body on a day ---- */

/* The first of these that a title begins with says how near to the head its holder is; "Phó" before any of them, and
 * what is none of them, comes after. */
static const char *const heads[] = { "bi thu", "chu tich", "truong ", "chanh ", "giam doc", "thu truong", "chu nhiem",
    "chi huy truong", "hieu truong", "tong " };

static int rank_of(struct arena *a, const struct post *p)
{
    struct str title = vn_fold(a, p->title);
    bool head = false;
    for (size_t i = 0; i < COUNT(heads); i++) head |= str_starts(title, str_c(heads[i]));
    if (str_starts(title, S("pho bi thu thuong truc"))) return p->standing == POST_IN_CHARGE ? 2 : 3;
    if (head) return p->standing == POST_HELD ? 0 : 1;
    if (p->standing == POST_IN_CHARGE) return 2;
    return str_starts(title, S("pho ")) ? 4 : 5;
}

static bool is_seated(const struct attendance *x, int64_t person_id)
{
    for (size_t i = 0; x && i < x->n; i++)
        if (x->row[i].person_id == person_id) return true;
    return false;
}

error attend_head(struct arena *a, struct db *db, int64_t body_id, struct str day, const struct attendance *x,
    struct holder *out)
{
    enum { NONE = 100, SEATED = 50 };
    struct post_list posts;
    int best = NONE;
    *out = (struct holder){ 0 };
    TRY(post_of_body(a, db, body_id, day, &posts));
    for (size_t i = 0; i < posts.n; i++) {
        const struct post *p = &posts.post[i];
        int rank = rank_of(a, p) + (is_seated(x, p->person_id) ? SEATED : 0);
        if (rank >= best) continue;
        best = rank;
        *out = (struct holder){ p->person_id, p->person_name, post_words(a, p) };
    }
    return NULL;
}

/* The day that names are asked for: today as long as none is set. */
static struct str day_of(struct arena *a, const struct meeting *m) { return m->day.n ? m->day : term_today(a); }

/* ---- building ---- */

static bool is_same_person(struct arena *a, const struct attendee *at, int64_t person_id, struct str name)
{
    return at->person_id || person_id ? at->person_id == person_id : str_is(vn_fold(a, at->name), vn_fold(a, name));
}

struct seat { int64_t person_id; struct str name, post; enum part part; };

/* Who sat in a place leaves it only when nothing of the briefing hangs on them, and hears of it when asked before. */
static error leave(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    const struct attendee *at)
{
    if (at->present_at)
        return FAIL(a, ERR_CONFLICT, "%.*s đã điểm danh nên không đổi sang người khác. Bỏ điểm danh trước.",
            STR(at->name));
    return at->invited_at ? attend_tell_dropped(a, db, who, m, at) : NULL;
}

static error spoke(struct arena *a, struct db *db, int64_t id, bool *out)
{
    struct rows *r = db_run(a, db, &attend_sql, SPOKE);
    BIND(r, id);
    *out = rows_next(r);
    return rows_end(r);
}

static error drop_row(struct arena *a, struct db *db, int64_t id)
{
    struct rows *r = db_run(a, db, &attend_sql, DROP);
    BIND(r, id);
    return rows_end(r);
}

static error was_there(struct arena *a)
{
    return FAIL(a, ERR_CONFLICT, "Người này đã dự phiên nên không bỏ khỏi danh sách được.");
}

/* Nobody presides, or keeps the minutes, any more. */
static error empty_seat(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    const struct attendee *at)
{
    bool heard;
    TRY(leave(a, db, who, m, at));
    TRY(spoke(a, db, at->id, &heard));
    return heard ? was_there(a) : drop_row(a, db, at->id);
}

/* The seat of the chair, or of the secretary: made, or set to who holds it now. */
static error put_seat(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    const struct attendance *x, const struct seat *seat)
{
    struct attendee at = { .meeting_id = m->id, .part = seat->part };
    for (size_t i = 0; i < x->n; i++)
        if (x->row[i].part == seat->part) at = x->row[i];
    if (!seat->name.n) return at.id ? empty_seat(a, db, who, m, &at) : NULL;
    bool same = str_is(at.name, seat->name) && str_is(at.post, seat->post) && at.person_id == seat->person_id;
    if (at.id && same) return NULL;
    bool other = at.id && !is_same_person(a, &at, seat->person_id, seat->name);
    if (other) TRY(leave(a, db, who, m, &at));
    at.body_id = m->body_id;
    at.body_name = m->host_name;
    at.person_id = seat->person_id;
    at.name = seat->name;
    at.post = seat->post;
    if (!at.id) return attend_add(a, db, &at);
    if (other) TRY(attend_start_again(a, db, at.id));
    return attend_keep(a, db, &at);
}

static error add_row(struct arena *a, struct db *db, struct attendance *x, struct attendee at)
{
    TRY(attend_add(a, db, &at));
    LIST_ADD(a, x->row, x->n, at);
    return NULL;
}

struct asked { int64_t body_id, person_id; struct str body_name, name, post; enum part part; };

static error read_asked(struct arena *a, struct db *db, const struct meeting *m, struct asked **list, size_t *n)
{
    struct rows *r = db_run(a, db, &attend_sql, BODIES);
    BIND(r, m->series_id);
    while (rows_next(r)) {
        struct asked q = { .body_id = row_int(r, 0), .part = PART_MEMBER };
        (void)part_read(row_str(r, 1), &q.part);
        LIST_ADD(a, *list, *n, q);
    }
    TRY(rows_end(r));
    if (!m->previous_id) return NULL;
    r = db_run(a, db, &attend_sql, BEFORE);
    BIND(r, m->previous_id);
    BIND(r, m->series_id);
    while (rows_next(r)) {
        struct asked q = { row_int(r, 0), row_int(r, 2), row_str(r, 1), row_str(r, 3), row_str(r, 4), PART_GUEST };
        (void)part_read(row_str(r, 5), &q.part);
        LIST_ADD(a, *list, *n, q);
    }
    return rows_end(r);
}

/* A body is asked by its head on the day; who was asked by hand before and is of no body comes as he was. */
static error add_asked(struct arena *a, struct db *db, const struct meeting *m, struct attendance *x,
    const struct asked *q)
{
    struct attendee at = { .meeting_id = m->id, .body_id = q->body_id, .body_name = q->body_name,
        .person_id = q->person_id, .name = q->name, .post = q->post, .part = q->part };
    struct body body;
    struct holder head;
    if (q->body_id) {
        TRY(body_get_on(a, db, q->body_id, day_of(a, m), &body));
        if (body_is_past(&body, day_of(a, m))) return NULL;
        TRY(attend_head(a, db, q->body_id, day_of(a, m), x, &head));
        at.body_name = body.name;
        at.person_id = head.person_id;
        at.name = head.name;
        at.post = head.person_id ? head.post : SAY("Lãnh đạo");
    }
    return add_row(a, db, x, at);
}

error attend_build(struct arena *a, struct db *db, const struct who *who, const struct meeting *m)
{
    struct attendance x;
    struct asked *asked = NULL;
    size_t n = 0;
    TRY(attend_list(a, db, m, &x));
    bool first = x.n == 0;
    struct seat chair = { m->chair_id, m->chair_name, m->chair_post, PART_CHAIR };
    struct seat secretary = { m->secretary_id, m->secretary_name, m->secretary_post, PART_SECRETARY };
    TRY(put_seat(a, db, who, m, &x, &chair));
    TRY(put_seat(a, db, who, m, &x, &secretary));
    if (!first) return NULL;
    TRY(attend_list(a, db, m, &x));
    TRY(read_asked(a, db, m, &asked, &n));
    for (size_t i = 0; i < n; i++) TRY(add_asked(a, db, m, &x, &asked[i]));
    return audit_add(a, db, who, "attend.build", "meeting", m->id, S(""), str_fmt(a, "%zu", x.n));
}

/* ---- one place ---- */

struct putting { const struct who *who; struct attendee at; int64_t id; };

/* ERR_CLOSED: names stand on papers that are signed. */
static error may_change(struct arena *a, const struct meeting *m)
{
    if (m->state == MEETING_CONCLUDED || m->state == MEETING_CANCELLED)
        return FAIL(a, ERR_CONFLICT, "Phiên này đã kết thúc nên danh sách mời họp không sửa được nữa.");
    return NULL;
}

static error check_words(struct arena *a, const struct attendee *at)
{
    if (at->name.n > NAME_MOST || at->post.n > NAME_MOST || at->body_name.n > NAME_MOST)
        return FAIL(a, ERR_INPUT, "Họ tên, chức vụ hoặc tên tổ chức dài quá. Ghi ngắn lại.");
    if (!at->body_id && !at->name.n)
        return FAIL(a, ERR_INPUT, "Chưa có họ tên người được mời. Ghi họ tên, hoặc chọn một tổ chức của đơn vị.");
    return NULL;
}

/* Who of the body is meant: the one with that name, or its head. */
static error find_holder(struct arena *a, struct db *db, const struct meeting *m, struct attendee *at)
{
    struct body body;
    struct post_list posts;
    struct holder head;
    at->person_id = 0;
    if (!at->body_id) return NULL;
    TRY(body_get_on(a, db, at->body_id, day_of(a, m), &body));
    if (body.unit_id != m->unit_id)
        return FAIL(a, ERR_INPUT, "Tổ chức được chọn không thuộc đơn vị này. Chọn lại trong danh sách.");
    at->body_name = body.name;
    if (!at->name.n) {
        TRY(attend_head(a, db, at->body_id, day_of(a, m), NULL, &head));
        at->person_id = head.person_id;
        at->name = head.name;
        if (!at->post.n) at->post = head.person_id ? head.post : SAY("Lãnh đạo");
        return NULL;
    }
    TRY(post_of_body(a, db, at->body_id, day_of(a, m), &posts));
    struct str name = vn_fold(a, at->name);
    for (size_t i = 0; i < posts.n && !at->person_id; i++) {
        const struct post *p = &posts.post[i];
        if (!str_is(vn_fold(a, p->person_name), name)) continue;
        at->person_id = p->person_id;
        at->name = p->person_name;
        if (!at->post.n) at->post = post_words(a, p);
    }
    return NULL;
}

static error put_job(struct arena *a, struct db *db, void *arg)
{
    struct putting *p = arg;
    struct meeting m;
    struct attendee old = { 0 };
    if (p->at.id) {
        TRY(attend_planned(a, db, p->who, p->at.id, &old, &m));
        if (old.version != p->at.version)
            return FAIL(a, ERR_CONFLICT, "Người được mời này vừa được người khác sửa. Tải lại trang rồi sửa tiếp.");
        p->at.meeting_id = old.meeting_id;
    } else {
        TRY(meeting_get(a, db, p->who, p->at.meeting_id, &m));
        TRY(policy_check(a, db, p->who, MAY_PLAN_MEETING, m.unit_id, 0, S("")));
    }
    TRY(may_change(a, &m));
    bool seat = old.id && (old.part == PART_CHAIR || old.part == PART_SECRETARY);
    if (seat || p->at.part == PART_CHAIR || p->at.part == PART_SECRETARY)
        return FAIL(a, ERR_INPUT, "Chủ trì và thư ký được chọn ở trang Chương trình của phiên.");
    TRY(find_holder(a, db, &m, &p->at));
    TRY(check_words(a, &p->at));
    if (old.id && !is_same_person(a, &old, p->at.person_id, p->at.name)) {
        TRY(leave(a, db, p->who, &m, &old));
        TRY(attend_start_again(a, db, old.id));
    }
    TRY(old.id ? attend_keep(a, db, &p->at) : attend_add(a, db, &p->at));
    p->id = p->at.id;
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, p->who, old.id ? "attend.change" : "attend.add", "attendee", p->id,
        old.id ? attend_line(a, &old) : S(""), attend_line(a, &p->at));
}

error attend_put(struct arena *a, struct store *s, const struct who *who, const struct attendee *to, int64_t *id)
{
    struct putting p = { .who = who, .at = *to };
    p.at.name = str_trim(to->name);
    p.at.post = str_trim(to->post);
    p.at.body_name = to->body_id ? S("") : str_trim(to->body_name);
    TRY(db_write(a, s, put_job, &p));
    *id = p.id;
    return NULL;
}

struct placing { const struct who *who; int64_t id, place; };

static error drop_job(struct arena *a, struct db *db, void *arg)
{
    const struct placing *p = arg;
    struct attendee at;
    struct meeting m;
    TRY(attend_planned(a, db, p->who, p->id, &at, &m));
    TRY(may_change(a, &m));
    if (at.part == PART_CHAIR || at.part == PART_SECRETARY)
        return FAIL(a, ERR_CONFLICT, "Chủ trì và thư ký được chọn ở trang Chương trình của phiên.");
    bool heard;
    TRY(spoke(a, db, at.id, &heard));
    if (at.present_at || heard) return was_there(a);
    if (at.invited_at) TRY(attend_tell_dropped(a, db, p->who, &m, &at));
    TRY(drop_row(a, db, at.id));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, p->who, "attend.drop", "attendee", at.id, attend_line(a, &at), S(""));
}

error attend_drop(struct arena *a, struct store *s, const struct who *who, int64_t id)
{
    return db_write(a, s, drop_job, &(struct placing){ who, id, 0 });
}

static error place(struct arena *a, struct db *db, int64_t id, int64_t ordinal)
{
    struct rows *r = db_run(a, db, &attend_sql, PLACE);
    BIND(r, id);
    BIND(r, ordinal);
    return rows_end(r);
}

/* Chair and secretary stay at the head of the list. */
static error move_job(struct arena *a, struct db *db, void *arg)
{
    const struct placing *p = arg;
    struct attendee at;
    struct meeting m;
    struct attendance x;
    TRY(attend_planned(a, db, p->who, p->id, &at, &m));
    TRY(may_change(a, &m));
    TRY(attend_list(a, db, &m, &x));
    size_t from = 0, to = p->place < 1 ? 0 : (size_t)p->place - 1, first = 0;
    while (x.row[from].id != at.id) from++;
    while (first < x.n && x.row[first].part < PART_MEMBER) first++;
    if (to < first) to = first;
    if (to >= x.n) to = x.n - 1;
    if (at.part < PART_MEMBER || from == to) return NULL;
    for (size_t i = from; i < to; i++) x.row[i] = x.row[i + 1];
    for (size_t i = from; i > to; i--) x.row[i] = x.row[i - 1];
    x.row[to] = at;
    for (size_t i = 0; i < x.n; i++) TRY(place(a, db, x.row[i].id, (int64_t)i + 1));
    return audit_add(a, db, p->who, "attend.move", "attendee", at.id, str_fmt(a, "%zu", from + 1),
        str_fmt(a, "%zu", to + 1));
}

error attend_move(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t place)
{
    return db_write(a, s, move_job, &(struct placing){ who, id, place });
}
