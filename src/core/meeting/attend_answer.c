/* attend_answer.c - answers to an invitation, and who is there: by the secret of a place, by an account, by the list.
 * Must never tell one who holds a secret anything of other places. */
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/attend_row.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_work.h"
#include "core/office/audit.h"
#include "core/office/notice.h"
#include "vn/period.h"
#include "vn/text.h"

enum { WORDS_MOST = 500, EARLY = 2 * 60 * 60 * 1000, OPEN_DAYS = 7 };

enum { OF_HASH, OF_PERSON, PLACES, ANSWER, PRESENT, ABSENT, LEFT, PERSON };
static const struct sql sql[] = {
    [OF_HASH] = { "attend_answer.of_hash",
        "SELECT " ATTENDEE_COLUMNS " FROM attendee WHERE code = ?1 AND invited_at IS NOT NULL", SQL_READ },
    [OF_PERSON] = { "attend_answer.of_person",
        "SELECT " ATTENDEE_COLUMNS " FROM attendee WHERE meeting_id = ?1 AND person_id = ?2 ORDER BY ordinal, id",
        SQL_READ },
    /* a place, and the others that the person holds and sits in */
    [PLACES] = { "attend_answer.places",
        "SELECT " ATTENDEE_COLUMNS " FROM attendee WHERE meeting_id = ?1 AND (id = ?2 OR (person_id = ?3"
        " AND answer <> 'substitute')) ORDER BY ordinal, id", SQL_READ },
    [ANSWER] = { "attend_answer.answer",
        "UPDATE attendee SET answer = ?2, answer_words = ?3, substitute_name = ?4, substitute_post = ?5,"
        " answered_at = ?6, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [PRESENT] = { "attend_answer.present",
        "UPDATE attendee SET present_at = ?2, present_by = ?3, left_at = NULL, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [ABSENT] = { "attend_answer.absent",
        "UPDATE attendee SET present_at = NULL, present_by = '', left_at = NULL, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [LEFT] = { "attend_answer.left", "UPDATE attendee SET left_at = ?2, version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [PERSON] = { "attend_answer.person",
        "UPDATE attendee SET person_id = ?2, version = version + 1 WHERE person_id = ?1", SQL_WRITE },
};
struct sql_list attend_answer_sql = SQL_LIST(sql);

/* ---- whose place ---- */

static bool is_over(struct arena *a, const struct meeting *m)
{
    struct day day, today;
    bool known = day_read(m->day, &day) && day_read(clock_day(a, clock_now()), &today);
    return known && day_number(today) > day_number(day) + OPEN_DAYS;
}

error attend_of_secret(struct arena *a, struct db *db, struct str secret, struct attendee *out, struct meeting *m)
{
    struct str hash = attend_hash(a, db, secret);
    bool found = false;
    if (hash.n) {
        struct rows *r = db_run(a, db, &attend_answer_sql, OF_HASH);
        BIND(r, hash);
        found = rows_next(r);
        if (found) *out = attend_row_of(r);
        TRY(rows_end(r));
    }
    if (found) TRY(meeting_row(a, db, out->meeting_id, m));
    if (found && m->state != MEETING_PLANNED && !is_over(a, m)) return NULL;
    return FAIL(a, ERR_MISSING,
        "Không có giấy mời nào mang mã này, hoặc phiên họp đã qua lâu. Kiểm tra lại mã, hoặc hỏi văn phòng đã mời.");
}

error attend_of_who(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id, struct attendee *out)
{
    *out = (struct attendee){ 0 };
    if (!who || !who->person_id) return NULL;
    struct rows *r = db_run(a, db, &attend_answer_sql, OF_PERSON);
    BIND(r, meeting_id);
    BIND(r, who->person_id);
    if (rows_next(r)) *out = attend_row_of(r);
    return rows_end(r);
}

/* The office may act for anybody, a person with an account for himself. */
static error acting(struct arena *a, struct db *db, const struct who *who, int64_t id, struct attendee *at,
    struct meeting *m, bool *office)
{
    TRY(attend_get(a, db, who, id, at, m));
    error no = policy_check(a, db, who, MAY_PLAN_MEETING, m->unit_id, 0, S(""));
    *office = !no;
    return !no || (who && who->person_id && who->person_id == at->person_id) ? NULL : no;
}

/* ---- answers ---- */

struct answering { const struct who *who; int64_t id; struct str secret; struct attend_answer to; };

static error check(struct arena *a, const struct meeting *m, const struct attend_answer *to, bool office)
{
    bool open = m->state == MEETING_INVITED || m->state == MEETING_OPEN;
    if (!open && !(office && (m->state == MEETING_PLANNED || m->state == MEETING_ENDED)))
        return FAIL(a, ERR_CONFLICT, "Phiên họp này đã kết thúc hoặc đã hủy nên không nhận trả lời nữa.");
    if (vn_length(to->words) > WORDS_MOST || vn_length(to->name) > WORDS_MOST || vn_length(to->post) > WORDS_MOST)
        return FAIL(a, ERR_INPUT, "Phần ghi dài quá. Ghi ngắn lại rồi gửi.");
    if (to->answer == ANSWER_NO && !to->words.n)
        return FAIL(a, ERR_INPUT, "Chưa có lý do vắng. Ghi lý do rồi gửi lại.");
    if (to->answer == ANSWER_SUBSTITUTE && !to->name.n)
        return FAIL(a, ERR_INPUT, "Chưa có họ tên người đi thay. Ghi họ tên rồi gửi lại.");
    return NULL;
}

static struct str answer_line(struct arena *a, const struct attend_answer *to)
{
    struct buf b = buf_open(a);
    buf_str(&b, answer_code(to->answer));
    const struct str more[] = { to->name, to->post, to->words };
    for (size_t i = 0; i < COUNT(more); i++)
        if (more[i].n) buf_fmt(&b, ", %.*s", STR(more[i]));
    return buf_done(&b);
}

/* The office hears of who does not come himself. Kept words are Vietnamese. */
static error tell_office(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    const struct attendee *at, const struct attend_answer *to)
{
    if (to->answer != ANSWER_NO && to->answer != ANSWER_SUBSTITUTE) return NULL;
    bool no = to->answer == ANSWER_NO;
    struct str words = str_fmt(a, "%.*s (%.*s) %s %.*s", STR(at->name), STR(at->body_name),
        no ? "vắng, lý do:" : "cử người thay là", STR(no ? to->words : to->name));
    struct notice_new n = { .kind = NOTICE_MEETING_ANSWER, .object = "meeting", .object_id = m->id, .about = m->title,
        .words = words, .link = str_fmt(a, "/giao-ban/%lld/moi-hop", (long long)m->id) };
    return notice_tell(a, db, who, ROLE_OFFICE, m->unit_id, 0, &n);
}

static error keep_answer(struct arena *a, struct db *db, const struct answering *p, const struct meeting *m,
    const struct attendee *at)
{
    struct attend_answer to = p->to;
    if (to.answer != ANSWER_SUBSTITUTE) to.name = to.post = S("");
    struct attend_answer old = { at->answer, at->answer_words, at->substitute_name, at->substitute_post };
    struct rows *r = db_run(a, db, &attend_answer_sql, ANSWER);
    BIND(r, at->id);
    BIND(r, answer_code(to.answer));
    BIND(r, to.words);
    BIND(r, to.name);
    BIND(r, to.post);
    if (to.answer == ANSWER_NONE) bind_null(r);
    else BIND(r, clock_now());
    TRY(rows_end(r));
    TRY(live_touch(a, db, m->id));
    return audit_add(a, db, p->who, p->who ? "attend.answer" : "attend.answer_by_secret", "attendee", at->id,
        answer_line(a, &old), answer_line(a, &to));
}

static error answer_job(struct arena *a, struct db *db, void *arg)
{
    const struct answering *p = arg;
    struct attendee at;
    struct meeting m;
    bool office = false;
    if (p->id) TRY(acting(a, db, p->who, p->id, &at, &m, &office));
    else TRY(attend_of_secret(a, db, p->secret, &at, &m));
    TRY(check(a, &m, &p->to, office));
    TRY(keep_answer(a, db, p, &m, &at));
    return office ? NULL : tell_office(a, db, p->who, &m, &at, &p->to);
}

static error answer(struct arena *a, struct store *s, struct answering *p)
{
    p->to.words = str_trim(p->to.words);
    p->to.name = str_trim(p->to.name);
    p->to.post = str_trim(p->to.post);
    return db_write(a, s, answer_job, p);
}

error attend_answer_by_secret(struct arena *a, struct store *s, struct str secret, const struct attend_answer *to)
{
    return answer(a, s, &(struct answering){ .secret = secret, .to = *to });
}

error attend_answer(struct arena *a, struct store *s, const struct who *who, int64_t id,
    const struct attend_answer *to)
{
    return answer(a, s, &(struct answering){ .who = who, .id = id, .to = *to });
}

/* ---- who is there ---- */

bool attend_may_check_in(struct arena *a, const struct meeting *m, bool office)
{
    bool running = m->state == MEETING_INVITED || m->state == MEETING_OPEN;
    if (office && m->state == MEETING_ENDED) return true;
    if (m->state == MEETING_OPEN) return true;             /* one that goes on past midnight as well */
    if (!running || !str_is(clock_day(a, clock_now()), m->day)) return false;
    struct str from = str_fmt(a, "%.*s %.*s", STR(m->day), STR(m->starts)), now = clock_minute(a, clock_now() + EARLY);
    return now.n && from.n == now.n && memcmp(now.p, from.p, now.n) >= 0;
}

struct coming { const struct who *who; int64_t id; struct str secret; bool present; };

static error not_now(struct arena *a, const struct meeting *m)
{
    struct day d;
    if (m->state != MEETING_INVITED && m->state != MEETING_OPEN)
        return FAIL(a, ERR_CONFLICT, "Phiên họp này không nhận điểm danh nữa.");
    return FAIL(a, ERR_CONFLICT, "Chưa đến lúc điểm danh. Điểm danh mở trước giờ họp hai giờ, ngày %.*s.",
        STR(day_read(m->day, &d) ? day_vi(a, d) : m->day));
}

static error come(struct arena *a, struct db *db, const struct coming *p, const struct attendee *at, struct str by)
{
    struct rows *r = db_run(a, db, &attend_answer_sql, p->present ? PRESENT : ABSENT);
    BIND(r, at->id);
    if (p->present) {
        BIND(r, clock_now());
        BIND(r, by);
    }
    TRY(rows_end(r));
    return audit_add(a, db, p->who, p->present ? "attend.present" : "attend.absent", "attendee", at->id,
        at->present_by, p->present ? by : S(""));
}

/* With the other places that the same person holds, but not one for which a substitute was named. */
static error places_of(struct arena *a, struct db *db, const struct attendee *at, struct attendee **place, size_t *n)
{
    *place = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &attend_answer_sql, PLACES);
    BIND(r, at->meeting_id);
    BIND(r, at->id);
    BIND(r, at->answer == ANSWER_SUBSTITUTE ? (int64_t)0 : at->person_id);
    while (rows_next(r)) LIST_ADD(a, *place, *n, attend_row_of(r));
    return rows_end(r);
}

static error come_all(struct arena *a, struct db *db, const struct coming *p, const struct attendee *at, struct str by)
{
    struct attendee *place;
    size_t n;
    TRY(places_of(a, db, at, &place, &n));
    for (size_t i = 0; i < n; i++)
        if (p->present != (place[i].present_at != 0)) TRY(come(a, db, p, &place[i], by));
    return NULL;
}

static error coming_job(struct arena *a, struct db *db, void *arg)
{
    const struct coming *p = arg;
    struct attendee at;
    struct meeting m;
    bool office = false;
    if (p->id) TRY(acting(a, db, p->who, p->id, &at, &m, &office));
    else TRY(attend_of_secret(a, db, p->secret, &at, &m));
    if (!attend_may_check_in(a, &m, office)) return not_now(a, &m);
    if (!p->present && !office)
        return FAIL(a, ERR_DENIED, "Chỉ văn phòng bỏ được điểm danh. Báo văn phòng nếu ghi nhầm.");
    if (p->present == (at.present_at != 0)) return NULL;
    struct str by = !p->id ? S("qr") : office ? S("list") : S("account");
    TRY(come_all(a, db, p, &at, by));
    return live_touch(a, db, m.id);
}

error attend_check_in_by_secret(struct arena *a, struct store *s, struct str secret)
{
    return db_write(a, s, coming_job, &(struct coming){ .secret = secret, .present = true });
}

error attend_check_in(struct arena *a, struct store *s, const struct who *who, int64_t id, bool present)
{
    return db_write(a, s, coming_job, &(struct coming){ .who = who, .id = id, .present = present });
}

/* ---- who left early ---- */

bool attend_may_leave(const struct meeting *m, const struct attendee *at)
{
    return at->present_at && (m->state == MEETING_OPEN || m->state == MEETING_ENDED);
}

/* "15:40" or "15h40" to minutes of the day; -1: it is none. */
static int64_t minutes_of(struct str at)
{
    int64_t hour, minute;
    size_t colon = str_find(at, S(":"), 0);
    if (colon == SIZE_MAX) colon = str_find(at, S("h"), 0);
    if (colon == SIZE_MAX || !str_int(str_cut(at, 0, colon), &hour)) return -1;
    if (!str_int(str_cut(at, colon + 1, at.n), &minute)) return -1;
    return hour < 0 || hour > 23 || minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

/* Between coming and the end, or now while it goes on. */
static error time_of(struct arena *a, const struct meeting *m, const struct attendee *at, struct str typed,
    int64_t *out)
{
    enum { MINUTE = 60 * 1000 };
    int64_t latest = m->state == MEETING_OPEN ? clock_now() : m->ended_at, wanted = minutes_of(typed);
    *out = latest;
    if (!typed.n) return NULL;
    if (wanted < 0)
        return FAIL(a, ERR_INPUT, "“%.*s” không phải giờ trong ngày. Ghi như 15:40, hoặc để trống.", STR(typed));
    int64_t came = minutes_of(str_cut(clock_minute(a, at->present_at), 11, 16));
    *out = at->present_at / MINUTE * MINUTE + (wanted - came) * MINUTE;
    if (wanted >= came && *out <= latest) return NULL;
    return FAIL(a, ERR_INPUT, "Giờ về %.*s không nằm giữa lúc đến và lúc này, hoặc lúc kết thúc. Ghi lại giờ về.",
        STR(typed));
}

struct leaving { const struct who *who; int64_t id; struct str at; bool back; };

/* when 0: stayed after all. */
static error leave(struct arena *a, struct db *db, const struct leaving *p, const struct attendee *at, int64_t when)
{
    struct rows *r = db_run(a, db, &attend_answer_sql, LEFT);
    BIND(r, at->id);
    bind_id(r, when);
    TRY(rows_end(r));
    return audit_add(a, db, p->who, p->back ? "attend.returned" : "attend.left", "attendee", at->id,
        at->left_at ? clock_minute(a, at->left_at) : S(""), when ? clock_minute(a, when) : S(""));
}

static error leave_job(struct arena *a, struct db *db, void *arg)
{
    const struct leaving *p = arg;
    struct attendee at;
    struct meeting m;
    int64_t when = 0;
    TRY(attend_get(a, db, p->who, p->id, &at, &m));
    TRY(policy_check(a, db, p->who, MAY_PLAN_MEETING, m.unit_id, 0, S("")));
    if (!attend_may_leave(&m, &at))
        return FAIL(a, ERR_CONFLICT, "Chỉ ghi giờ về cho người đã có mặt, khi phiên đang họp hoặc chờ kết luận.");
    if (!p->back) TRY(time_of(a, &m, &at, str_trim(p->at), &when));
    struct attendee *place;
    size_t n;
    TRY(places_of(a, db, &at, &place, &n));
    for (size_t i = 0; i < n; i++)
        if (place[i].present_at) TRY(leave(a, db, p, &place[i], when));
    return live_touch(a, db, m.id);
}

error attend_leave(struct arena *a, struct store *s, const struct who *who, int64_t id, struct str at)
{
    return db_write(a, s, leave_job, &(struct leaving){ who, id, at, false });
}

error attend_return(struct arena *a, struct store *s, const struct who *who, int64_t id)
{
    return db_write(a, s, leave_job, &(struct leaving){ who, id, S(""), true });
}

error attend_person_move(struct arena *a, struct db *db, int64_t from, int64_t to, int64_t *n)
{
    struct rows *r = db_run(a, db, &attend_answer_sql, PERSON);
    BIND(r, from);
    BIND(r, to);
    TRY(rows_end(r));
    *n = rows_changed(r);
    return NULL;
}
