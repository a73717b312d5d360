/* meeting_plan.c - plans a briefing from its series and the one before it, and changes what was planned. See meeting.h;
 * writes rows of the table meeting, whose reading and states are meeting.c. */
#include "core/meeting/meeting_work.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/agenda.h"
#include "core/meeting/attend.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_row.h"
#include "core/office/audit.h"
#include "core/office/moment.h"
#include "core/office/post.h"
#include "core/office/term.h"
#include "vn/text.h"

enum { SAME_PERIOD, LAST, NEWEST, ADD, CHANGE, HELD_BY, PERSON };
static const struct sql sql[] = {
    [SAME_PERIOD] = { "meeting_plan.same_period",
        "SELECT title FROM meeting WHERE series_id = ?1 AND period = ?2 AND state <> 'cancelled'", SQL_READ },
    [LAST] = { "meeting_plan.last",
        "SELECT COALESCE((SELECT MAX(number) FROM meeting WHERE series_id = ?1), 0),"
        " COALESCE((SELECT id FROM meeting WHERE series_id = ?1 AND state <> 'cancelled' AND period_to < ?2"
        " ORDER BY period_to DESC, number DESC LIMIT 1), 0)", SQL_READ },
    [NEWEST] = { "meeting_plan.newest",
        "SELECT id FROM meeting WHERE series_id = ?1 AND state <> 'cancelled' ORDER BY period_to DESC, number DESC"
        " LIMIT 1", SQL_READ },
    [ADD] = { "meeting_plan.add",
        "INSERT INTO meeting (id, title, title_fold, day, starts, minutes, venue, chair_id, chair_name, chair_post,"
        " secretary_id, secretary_name, secretary_post, words, series_id, unit_id, body_id, presidium, number, period,"
        " period_from, period_to, state, previous_id, made_by, made_at, live, version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,"
        " 'planned', ?23, ?24, ?25, 0, 1)", SQL_WRITE },
    [CHANGE] = { "meeting_plan.change",
        "UPDATE meeting SET title = ?2, title_fold = ?3, day = ?4, starts = ?5, minutes = ?6, venue = ?7,"
        " chair_id = ?8, chair_name = ?9, chair_post = ?10, secretary_id = ?11, secretary_name = ?12,"
        " secretary_post = ?13, words = ?14, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [HELD_BY] = { "meeting_plan.held_by",
        "SELECT id, period FROM meeting WHERE body_id = ?1 AND state IN ('planned', 'invited')"
        " AND (chair_id = ?2 OR secretary_id = ?2) ORDER BY day, id", SQL_READ },
    [PERSON] = { "meeting_plan.person",
        "UPDATE meeting SET chair_id = CASE WHEN chair_id = ?1 THEN ?2 ELSE chair_id END,"
        " secretary_id = CASE WHEN secretary_id = ?1 THEN ?2 ELSE secretary_id END, version = version + 1"
        " WHERE chair_id = ?1 OR secretary_id = ?1", SQL_WRITE },
};
struct sql_list meeting_plan_sql = SQL_LIST(sql);

/* ---- who presides ---- */

/* The lower, the nearer to presiding. */
static int rank_of(struct arena *a, struct str title)
{
    static const char *const first[] = { "bi thu", "chu tich", "truong", "pho bi thu thuong truc", "pho bi thu",
        "pho chu tich", "pho" };
    struct str fold = vn_fold(a, title);
    for (size_t i = 0; i < COUNT(first); i++)
        if (str_starts(fold, str_c(first[i]))) return (int)i;
    return COUNT(first);
}

/* The title by which a person presides: in the host, else the one they are known by. */
static error post_on(struct arena *a, struct db *db, int64_t person_id, int64_t host, struct str day,
    struct str *name, struct str *words)
{
    struct post_list posts;
    const struct post *best = NULL;
    *words = *name = S("");
    TRY(post_of_person(a, db, person_id, day, &posts));
    for (size_t i = 0; i < posts.n; i++)
        if (!best || (posts.post[i].body_id == host && best->body_id != host)) best = &posts.post[i];
    if (!best) return NULL;
    *name = best->person_name;
    *words = post_words(a, best);
    return NULL;
}

static error best_of_host(struct arena *a, struct db *db, const struct meeting *m, struct str day, int64_t *person)
{
    struct post_list posts;
    int best = INT32_MAX;
    *person = 0;
    TRY(post_of_body(a, db, m->body_id, day, &posts));
    for (size_t i = 0; i < posts.n; i++) {
        int rank = rank_of(a, posts.post[i].title);
        if (rank < best) *person = posts.post[i].person_id;
        if (rank < best) best = rank;
    }
    return NULL;
}

/* Names and posts as on the day of the briefing; who holds no post any more is not taken over from the last one. */
static error people_of(struct arena *a, struct db *db, struct meeting *m, bool new)
{
    struct str day = m->day.n ? m->day : term_today(a);
    if (m->chair_id) TRY(post_on(a, db, m->chair_id, m->body_id, day, &m->chair_name, &m->chair_post));
    if (new && !m->chair_name.n) {
        TRY(best_of_host(a, db, m, day, &m->chair_id));
        if (m->chair_id) TRY(post_on(a, db, m->chair_id, m->body_id, day, &m->chair_name, &m->chair_post));
    }
    if (m->secretary_id)
        TRY(post_on(a, db, m->secretary_id, m->body_id, day, &m->secretary_name, &m->secretary_post));
    if (m->chair_id && !m->chair_name.n)
        return FAIL(a, ERR_INPUT, "Người chủ trì không giữ chức vụ nào vào ngày họp. Chọn người khác.");
    if (m->secretary_id && !m->secretary_name.n && !new)
        return FAIL(a, ERR_INPUT, "Thư ký không giữ chức vụ nào vào ngày họp. Chọn người khác.");
    if (!m->chair_id) m->chair_name = m->chair_post = S("");
    if (!m->secretary_name.n) m->secretary_id = 0;
    if (!m->secretary_id) m->secretary_name = m->secretary_post = S("");
    return NULL;
}

/* ---- words ---- */

/* "Giao ban quý" and Quý II/2026: "Giao ban quý II/2026"; "Giao ban công tác Mặt trận": with a comma between. Kept and
 * printed, so Vietnamese whoever plans. */
static struct str default_title(struct arena *a, const struct series *s, struct str period)
{
    struct str said = period_in_vi(a, period), kind = said;
    size_t gap = str_find(said, S(" "), 0);
    if (gap != SIZE_MAX) kind = str_cut(said, 0, gap);
    if (s->every == EVERY_ONCE) return s->name;
    if (str_ends(s->name, str_fmt(a, " %.*s", STR(kind))))
        return str_fmt(a, "%.*s%.*s", STR(str_cut(s->name, 0, s->name.n - kind.n)), STR(said));
    return str_fmt(a, "%.*s, %.*s", STR(s->name), STR(said));
}

static bool line_is(struct str s, size_t most) { return s.n <= most && str_find(s, S("\n"), 0) == SIZE_MAX; }

static error check(struct arena *a, struct meeting *m)
{
    struct day d;
    m->title = str_trim(m->title);
    m->venue = str_trim(m->venue);
    m->words = str_trim(m->words);
    if (m->title.n < 2 || !line_is(m->title, 400))
        return FAIL(a, ERR_INPUT, "Chưa có tên phiên giao ban. Ghi trên một dòng, như Giao ban quý II/2026.");
    if (m->day.n && !day_read(m->day, &d))
        return FAIL(a, ERR_INPUT, "Chưa hiểu ngày họp “%.*s”. Ghi ngày/tháng/năm, như 03/07/2026.", STR(m->day));
    if (!series_hour_is(m->starts))
        return FAIL(a, ERR_INPUT, "Giờ bắt đầu “%.*s” chưa đúng. Ghi giờ:phút, như 08:00.", STR(m->starts));
    if (m->minutes < 15 || m->minutes > 720)
        return FAIL(a, ERR_INPUT, "Thời lượng phải từ 15 đến 720 phút. Ghi lại số phút dự kiến.");
    if (!line_is(m->venue, 300)) return FAIL(a, ERR_INPUT, "Địa điểm dài quá. Ghi trên một dòng.");
    if (m->words.n > 8000) return FAIL(a, ERR_INPUT, "Ghi chú dài quá. Rút gọn còn dưới hai trang.");
    return NULL;
}

static struct str line(struct arena *a, const struct meeting *m)
{
    return str_fmt(a,
        "title=%.*s\nday=%.*s\nstarts=%.*s\nminutes=%d\nvenue=%.*s\nchair=%.*s\nsecretary=%.*s\n", STR(m->title),
        STR(m->day), STR(m->starts), m->minutes, STR(m->venue), STR(m->chair_name), STR(m->secretary_name));
}

/* ---- planning ---- */

struct planning { const struct who *who; const struct meeting_plan *plan; int64_t id; };

static void bind_words(struct arena *a, struct rows *r, const struct meeting *m)
{
    BIND(r, m->id);
    BIND(r, m->title);
    BIND(r, vn_fold(a, m->title));
    BIND(r, m->day);
    BIND(r, m->starts);
    BIND(r, m->minutes);
    BIND(r, m->venue);
    bind_id(r, m->chair_id);
    BIND(r, m->chair_name);
    BIND(r, m->chair_post);
    bind_id(r, m->secretary_id);
    BIND(r, m->secretary_name);
    BIND(r, m->secretary_post);
    BIND(r, m->words);
}

static error insert(struct arena *a, struct db *db, const struct who *who, const struct meeting *m, struct period p)
{
    struct rows *r = db_run(a, db, &meeting_plan_sql, ADD);
    bind_words(a, r, m);
    BIND(r, m->series_id);
    BIND(r, m->unit_id);
    BIND(r, m->body_id);
    BIND(r, m->presidium);
    BIND(r, m->number);
    BIND(r, m->period);
    BIND(r, day_write(a, p.from));
    BIND(r, day_write(a, p.to));
    bind_id(r, m->previous_id);
    BIND(r, who->account_id);
    BIND(r, clock_now());
    return rows_end(r);
}

static error no_other(struct arena *a, struct db *db, const struct meeting_plan *plan)
{
    struct rows *r = db_run(a, db, &meeting_plan_sql, SAME_PERIOD);
    BIND(r, plan->series_id);
    BIND(r, plan->period);
    struct str title = rows_next(r) ? row_str(r, 0) : S("");
    TRY(rows_end(r));
    return title.n ? FAIL(a, ERR_CONFLICT, "Loạt này đã có phiên “%.*s” cho kỳ ấy. Mở phiên đó để sửa.", STR(title))
                   : NULL;
}

/* What the series and the briefing before it say; the plan's own words come on top. */
static error taken_over(struct arena *a, struct db *db, const struct series *s, const struct meeting_plan *plan,
    struct period p, struct meeting *m)
{
    struct meeting last = { 0 };
    struct rows *r = db_run(a, db, &meeting_plan_sql, LAST);
    BIND(r, s->id);
    BIND(r, day_write(a, p.from));
    bool found = rows_next(r);
    *m = (struct meeting){ .series_id = s->id, .unit_id = s->unit_id, .body_id = s->body_id,
        .number = (found ? row_int(r, 0) : 0) + 1, .previous_id = found ? row_int(r, 1) : 0,
        .presidium = s->presidium, .period = plan->period, .day = plan->day, .words = S("") };
    TRY(rows_end(r));
    if (m->previous_id) TRY(meeting_row(a, db, m->previous_id, &last));
    m->chair_id = last.chair_id;
    m->secretary_id = last.secretary_id;
    m->venue = plan->venue.n ? plan->venue : last.venue.n ? last.venue : s->venue;
    m->starts = plan->starts.n ? plan->starts : s->starts;
    m->minutes = plan->minutes ? plan->minutes : s->minutes;
    m->title = plan->title.n ? plan->title : default_title(a, s, plan->period);
    return NULL;
}

static error plan_job(struct arena *a, struct db *db, void *arg)
{
    struct planning *job = arg;
    const struct meeting_plan *plan = job->plan;
    struct series s;
    struct period p;
    struct meeting m;
    TRY(series_get(a, db, job->who, plan->series_id, &s));
    TRY(policy_check(a, db, job->who, MAY_PLAN_MEETING, s.unit_id, 0, S("")));
    if (s.ended) return FAIL(a, ERR_CONFLICT, "Loạt giao ban “%.*s” đã kết thúc. Chọn loạt khác.", STR(s.name));
    if (!period_read(plan->period, &p))
        return FAIL(a, ERR_INPUT, "Kỳ “%.*s” chưa đúng. Chọn kỳ trong danh sách.", STR(plan->period));
    TRY(no_other(a, db, plan));
    TRY(taken_over(a, db, &s, plan, p, &m));
    TRY(check(a, &m));
    TRY(people_of(a, db, &m, true));
    TRY(db_next_id(a, db, "meeting", &m.id));
    job->id = m.id;
    TRY(insert(a, db, job->who, &m, p));
    TRY(audit_add(a, db, job->who, "meeting.add", "meeting", m.id, S(""), line(a, &m)));
    TRY(meeting_row(a, db, m.id, &m));
    TRY(agenda_build(a, db, job->who, &m));
    return attend_build(a, db, job->who, &m);
}

error meeting_plan(struct arena *a, struct store *s, const struct who *who, const struct meeting_plan *plan,
    int64_t *id)
{
    struct planning job = { .who = who, .plan = plan };
    TRY(db_write(a, s, plan_job, &job));
    *id = job.id;
    return NULL;
}

/* ---- what is planned next ---- */

/* Briefings look back: on that many days before today the period was still going on. */
static const struct { enum period_type type; int back; } usual[EVERY_COUNT] = {
    [EVERY_QUARTER] = { PERIOD_QUARTER, 31 }, [EVERY_MONTH] = { PERIOD_MONTH, 15 }, [EVERY_WEEK] = { PERIOD_RANGE, 0 },
    [EVERY_ONCE] = { PERIOD_QUARTER, 31 },
};

static struct day days_on(struct day d, int64_t days) { return day_from_number(day_number(d) + days); }

/* 0 Monday .. 6 Sunday; 1 January 1970 was a Thursday */
static int weekday(struct day d) { return (int)((day_number(d) % 7 + 10) % 7); }

static struct period week_of(struct day d)
{
    struct day monday = days_on(d, -weekday(d));
    return (struct period){ .type = PERIOD_RANGE, .year = monday.year, .from = monday, .to = days_on(monday, 6) };
}

static struct str day_after(struct arena *a, const struct meeting *last, struct period next)
{
    struct period p;
    struct day day;
    if (!day_read(last->day, &day) || !period_read(last->period, &p)) return S("");
    day = days_on(next.to, day_number(day) - day_number(p.to));
    if (weekday(day) > 4) day = days_on(day, 7 - weekday(day));
    return day_write(a, day);
}

error meeting_suggest(struct arena *a, struct db *db, const struct series *s, struct meeting_plan *out,
    struct meeting *last)
{
    struct period p;
    struct day today;
    *out = (struct meeting_plan){ .series_id = s->id, .starts = s->starts, .venue = s->venue, .minutes = s->minutes };
    *last = (struct meeting){ 0 };
    struct rows *r = db_run(a, db, &meeting_plan_sql, NEWEST);
    BIND(r, s->id);
    int64_t id = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    bool known = day_read(term_today(a), &today);
    assert(known);
    if (id) TRY(meeting_row(a, db, id, last));
    if (id && period_read(last->period, &p))
        p = p.type == PERIOD_RANGE ? week_of(days_on(p.to, 1)) : period_next(p);
    else if (usual[s->every].type == PERIOD_RANGE) p = week_of(today);
    else p = period_of_day(usual[s->every].type, days_on(today, -usual[s->every].back));
    out->period = period_write(a, p);
    if (!id) return NULL;
    out->day = day_after(a, last, p);
    if (last->venue.n) out->venue = last->venue;
    return NULL;
}

/* ---- a post that changes hands ---- */

/* Named by period and number alone: who hands over for others may not read what was planned. */
error meeting_work(struct arena *a, struct db *db, const struct post *p, struct work_list *out)
{
    *out = (struct work_list){ 0 };
    struct rows *r = db_run(a, db, &meeting_plan_sql, HELD_BY);
    BIND(r, p->body_id);
    BIND(r, p->person_id);
    while (rows_next(r))
        LIST_ADD(a, out->work, out->n, (struct work){ .id = row_int(r, 0),
            .title = str_fmt(a, say("phiên giao ban %.*s, số %lld"), STR(period_in(a, row_str(r, 1))),
                (long long)row_int(r, 0)),
            .href = str_fmt(a, "/giao-ban/%lld", (long long)row_int(r, 0)) });
    return rows_end(r);
}

static void seat_take(int64_t *id, struct str *name, struct str *post, const struct work_taker *to, struct str words)
{
    *id = to->person_id;
    *name = to->name;
    if (words.n) *post = words;                    /* else the post that changes hands, which stays the same */
}

error meeting_work_move(struct arena *a, struct db *db, const struct who *who, const struct work *w,
    const struct work_taker *to)
{
    struct meeting m;
    TRY(meeting_row(a, db, w->id, &m));
    struct str before = line(a, &m), day = m.day.n ? m.day : term_today(a), words;
    struct str name;
    bool chair = m.chair_id == to->from_id, secretary = m.secretary_id == to->from_id;
    TRY(post_on(a, db, to->person_id, m.body_id, day, &name, &words));
    if (chair) seat_take(&m.chair_id, &m.chair_name, &m.chair_post, to, words);
    if (secretary) seat_take(&m.secretary_id, &m.secretary_name, &m.secretary_post, to, words);
    struct rows *r = db_run(a, db, &meeting_plan_sql, CHANGE);
    bind_words(a, r, &m);
    TRY(rows_end(r));
    TRY(attend_build(a, db, who, &m));
    return audit_add(a, db, who, "meeting.change", "meeting", m.id, before, line(a, &m));
}

error meeting_seats_again(struct arena *a, struct db *db, int64_t id)
{
    struct meeting m;
    TRY(meeting_row(a, db, id, &m));
    TRY(people_of(a, db, &m, true));
    struct rows *r = db_run(a, db, &meeting_plan_sql, CHANGE);
    bind_words(a, r, &m);
    TRY(rows_end(r));
    return attend_build(a, db, NULL, &m);
}

/* What was held keeps the names it has. */
error meeting_person_move(struct arena *a, struct db *db, int64_t from, int64_t to, int64_t *n)
{
    struct rows *r = db_run(a, db, &meeting_plan_sql, PERSON);
    BIND(r, from);
    BIND(r, to);
    TRY(rows_end(r));
    *n = rows_changed(r);
    return NULL;
}

/* ---- changing ---- */

struct changing { const struct who *who; const struct meeting *to; };

/* It is over: what people were asked to stands. A day planned wrong may become the one on which it was held. */
static error check_held(struct arena *a, const struct meeting *was, const struct meeting *m)
{
    if (was->state != MEETING_ENDED) return NULL;
    struct str held = was->opened_at ? clock_day(a, was->opened_at) : was->day;
    bool same = str_is(m->title, was->title) && str_is(m->starts, was->starts) &&
        (str_is(m->day, was->day) || str_is(m->day, held));
    return same ? NULL : FAIL(a, ERR_CONFLICT, "Phiên đã họp xong nên tên, ngày và giờ họp không đổi được nữa.");
}

static error change_job(struct arena *a, struct db *db, void *arg)
{
    const struct changing *job = arg;
    struct meeting was, m;
    TRY(meeting_open_for(a, db, job->who, MAY_PLAN_MEETING, job->to->id, &was));
    if (was.state == MEETING_CONCLUDED || was.state == MEETING_CANCELLED)
        return FAIL(a, ERR_CONFLICT, "“%.*s” ở bước “%s” nên không sửa được nữa.", STR(was.title),
            meeting_state_name(was.state));
    TRY(meeting_version_check(a, &was, job->to->version));
    m = was;
    m.title = job->to->title;
    m.day = job->to->day;
    m.starts = job->to->starts;
    m.minutes = job->to->minutes;
    m.venue = job->to->venue;
    m.chair_id = job->to->chair_id;
    m.secretary_id = job->to->secretary_id;
    m.words = job->to->words;
    TRY(check(a, &m));
    TRY(check_held(a, &was, &m));
    if (was.state != MEETING_PLANNED && !m.day.n)
        return FAIL(a, ERR_INPUT, "Giấy mời đã gửi nên phiên phải có ngày họp. Ghi ngày mới.");
    TRY(people_of(a, db, &m, false));
    struct rows *r = db_run(a, db, &meeting_plan_sql, CHANGE);
    bind_words(a, r, &m);
    TRY(rows_end(r));
    TRY(agenda_papers_again(a, db, m.id));
    TRY(attend_build(a, db, job->who, &m));
    TRY(attend_tell_changed(a, db, job->who, &was));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, "meeting.change", "meeting", m.id, line(a, &was), line(a, &m));
}

error meeting_change(struct arena *a, struct store *s, const struct who *who, const struct meeting *to)
{
    struct changing job = { who, to };
    return db_write(a, s, change_job, &job);
}
