/* agenda_build.c - the agenda builds itself: what should stand in it is computed, and what stands there is brought into
 * line. See agenda.h. Must never take away or overwrite what a person wrote or what has begun. */
#include "core/meeting/agenda_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_row.h"
#include "core/meeting/opinion.h"
#include "core/meeting/task.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/moment.h"
#include "core/office/term.h"
#include "core/report/brief.h"
#include "vn/text.h"

enum { BODIES, REPORT_OF };
static const struct sql sql[] = {
    [BODIES] = { "agenda_build.bodies",
        "SELECT b.id, " BODY_SHORT_THEN("b.id", "?2", "b.short_name") ", b.organisation, x.part"
        " FROM meeting_series_body x JOIN body b ON b.id = x.body_id WHERE x.series_id = ?1"
        " AND b.valid_from <= ?2 AND (b.valid_to IS NULL OR b.valid_to >= ?2) ORDER BY x.ordinal, b.id", SQL_READ },
    [REPORT_OF] = { "agenda_build.report_of",
        "SELECT id FROM report WHERE body_id = ?1 AND period_to BETWEEN ?2 AND ?3 AND state IN ('submitted',"
        " 'approved') ORDER BY CASE WHEN period = ?4 THEN 0 ELSE 1 END, period_to DESC, period_from DESC LIMIT 1",
        SQL_READ },
};
struct sql_list agenda_build_sql = SQL_LIST(sql);

enum { TITLE_MOST = 160, OPENING_MINUTES = 5, MISSING_MINUTES = 3, OPEN_MINUTES = 2, PACK_MINUTES = 10,
    CONCLUDE_MINUTES = 10, REPORT_LEAST = 3, TALK_LEAST = 5 };

struct asked { int64_t body_id; struct str short_name, organisation; bool guest; };
struct wanted {
    struct agenda_item *item; size_t n;
    struct asked *asked; size_t bodies;
    struct str day;                            /* of the briefing; today while it has none */
    struct period period;
};

/* ---- what should stand there ---- */

static error bodies_of(struct arena *a, struct db *db, const struct meeting *m, struct wanted *w)
{
    struct rows *r = db_run(a, db, &agenda_build_sql, BODIES);
    BIND(r, m->series_id);
    BIND(r, w->day);
    while (rows_next(r)) {
        struct asked one = { row_int(r, 0), row_str(r, 1), row_str(r, 2), str_is(row_str(r, 3), S("guest")) };
        LIST_ADD(a, w->asked, w->bodies, one);
    }
    return rows_end(r);
}

/* What a person can save again as it stands; the end of a word before it. */
static struct str fitting(struct arena *a, struct str title)
{
    if (title.n <= AGENDA_TITLE_MOST) return title;
    size_t n = AGENDA_TITLE_MOST - 3;
    while (n && title.p[n] != ' ') n--;
    return str_fmt(a, "%.*s…", STR(str_cut(title, 0, n)));
}

static struct agenda_item *want(struct arena *a, struct wanted *w, enum item_kind kind, struct str title, int minutes)
{
    struct agenda_item item = { .kind = kind, .title = fitting(a, title), .words = S(""), .minutes = minutes };
    LIST_ADD(a, w->item, w->n, item);
    return &w->item[w->n - 1];
}

/* At most so many letters, at the end of a word. */
static struct str shortened(struct arena *a, struct str words)
{
    size_t at = 0, last = 0;
    uint32_t code;
    for (size_t n = 0; at < words.n && n < TITLE_MOST; n++) {
        size_t next = vn_letter_next(words, at, &code);
        if (code == '\n') break;
        if (code == ' ') last = at;
        at = next;
    }
    if (at == words.n) return words;
    return str_fmt(a, "%.*s…", STR(str_cut(words, 0, last ? last : at)));
}

/* "Hội Nông dân (tháng 5, tháng 6)", or the name alone when nothing of the period is there, or without `named`. */
static bool missing_of(struct arena *a, const struct submission_matrix *all, const struct submission_row *row,
    bool named, struct buf *out)
{
    struct buf months = buf_open(a);
    size_t none = 0, due = 0;
    for (size_t i = 0; i < all->months; i++) {
        enum submission state = row->cell[i].state;
        if (state == SUBMISSION_NOT_DUE) continue;
        due++;
        if (state == SUBMISSION_SUBMITTED || state == SUBMISSION_APPROVED) continue;
        buf_fmt(&months, "%s%.*s", none++ ? ", " : "", STR(period_in_vi(a, all->month[i])));
    }
    if (!none) return false;
    buf_fmt(out, "%s%.*s", out->n ? "; " : "", STR(row->short_name));
    if (named && none < due && all->months > 1) buf_fmt(out, " (%.*s)", STR(buf_done(&months)));
    return true;
}

static bool is_asked(const struct wanted *w, int64_t body_id)
{
    for (size_t i = 0; i < w->bodies; i++)
        if (w->asked[i].body_id == body_id) return true;
    return false;
}

/* "" when all is there. named: with the months; most: so many bodies, the others are counted. */
static struct str missing_names(struct arena *a, const struct submission_matrix *all, const struct wanted *w,
    bool named, size_t most)
{
    struct buf names = buf_open(a), rest = buf_open(a);
    size_t n = 0, more = 0;
    for (size_t i = 0; i < all->rows; i++) {
        if (!is_asked(w, all->row[i].body_id)) continue;
        if (n < most) n += missing_of(a, all, &all->row[i], named, &names);
        else more += missing_of(a, all, &all->row[i], named, &rest);
    }
    if (more) buf_fmt(&names, "; và %zu tổ chức khác", more);
    return buf_done(&names);
}

/* All of them by name as long as the line holds them: first the months go, then the last names. */
static error want_missing(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    struct wanted *w)
{
    struct submission_matrix all;
    if (w->period.type < PERIOD_MONTH || w->period.type > PERIOD_YEAR) return NULL;
    TRY(brief_submissions(a, db, who, m->unit_id, m->period, &all));
    struct str start = str_fmt(a, "Chưa có báo cáo %.*s: ", STR(period_in_vi(a, m->period)));
    struct str names = missing_names(a, &all, w, true, SIZE_MAX);
    if (!names.n) return NULL;
    for (size_t most = w->bodies; most && start.n + names.n > AGENDA_TITLE_MOST; most--)
        names = missing_names(a, &all, w, false, most);
    want(a, w, ITEM_MISSING, str_fmt(a, "%.*s%.*s", STR(start), STR(names)), MISSING_MINUTES);
    return NULL;
}

static error want_open(struct arena *a, struct db *db, const struct meeting *m, struct wanted *w)
{
    struct meeting then = *m;
    struct opinion_list raised;
    struct task_list tasks;
    then.day = w->day;
    TRY(task_carried(a, db, &then, &tasks));
    for (size_t i = 0; i < tasks.n; i++) {
        const struct task *t = &tasks.row[i];
        struct str words = shortened(a, t->words), due = term_vi(a, t->due);
        want(a, w, ITEM_CARRIED, str_fmt(a, "Kết luận chưa xong: %.*s (%.*s, hạn %.*s)", STR(words),
            STR(t->body_short), STR(due)), OPEN_MINUTES)->task_id = t->id;
    }
    TRY(opinion_carried(a, db, &then, &raised));
    for (size_t i = 0; i < raised.n; i++) {
        const struct opinion *o = &raised.row[i];
        struct str by = o->body_name.n ? o->body_name : o->raised_by, words = shortened(a, o->words);
        const char *what = o->state == OPINION_ANSWERED ? "Trả lời cần báo lại" : "Chưa được trả lời";
        if (str_ends(words, S("."))) words.n--;
        if (by.n) words = str_fmt(a, "%.*s (%.*s)", STR(words), STR(by));
        want(a, w, ITEM_DIFFICULTY, str_fmt(a, "%s: %.*s", what, STR(words)), OPEN_MINUTES)->opinion_id = o->id;
    }
    return NULL;
}

static error report_of(struct arena *a, struct db *db, const struct meeting *m, const struct wanted *w,
    int64_t body_id, int64_t *report_id)
{
    struct rows *r = db_run(a, db, &agenda_build_sql, REPORT_OF);
    BIND(r, body_id);
    BIND(r, day_write(a, w->period.from));
    BIND(r, day_write(a, w->period.to));
    BIND(r, m->period);
    *report_id = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

/* The Front presents the consolidated report; each other member its own. Guests and the host only speak. */
static error want_reports(struct arena *a, struct db *db, const struct meeting *m, struct wanted *w)
{
    struct str period = period_in_vi(a, m->period);
    struct agenda_item *pack = want(a, w, ITEM_PACK,
        str_fmt(a, "Báo cáo tổng hợp kết quả %.*s", STR(period)), PACK_MINUTES);
    for (size_t i = 0; i < w->bodies; i++)
        if (str_is(w->asked[i].organisation, S("MTTQ")) && !w->asked[i].guest) pack->body_id = w->asked[i].body_id;
    int64_t front = pack->body_id;
    if (front) TRY(report_of(a, db, m, w, front, &pack->report_id));
    for (size_t i = 0; i < w->bodies; i++) {
        const struct asked *one = &w->asked[i];
        if (one->guest || one->body_id == m->body_id || one->body_id == front) continue;
        struct agenda_item *item = want(a, w, ITEM_REPORT,
            str_fmt(a, "%.*s báo cáo kết quả, khó khăn, kiến nghị", STR(one->short_name)), 0);
        item->body_id = one->body_id;
        TRY(report_of(a, db, m, w, one->body_id, &item->report_id));
    }
    return NULL;
}

/* What is left of the time goes to the reports, three parts of four, and to talking. */
static void share_time(struct wanted *w, int minutes)
{
    int fixed = 0, reports = 0;
    for (size_t i = 0; i < w->n; i++) {
        fixed += w->item[i].minutes;
        reports += w->item[i].kind == ITEM_REPORT;
    }
    int rest = minutes > fixed ? minutes - fixed : 0, each = reports ? rest * 3 / 4 / reports : 0;
    if (each < REPORT_LEAST) each = REPORT_LEAST;
    int talk = rest - each * reports;
    for (size_t i = 0; i < w->n; i++) {
        if (w->item[i].kind == ITEM_REPORT) w->item[i].minutes = each;
        if (w->item[i].kind == ITEM_TALK) w->item[i].minutes = talk > TALK_LEAST ? talk : TALK_LEAST;
    }
}

static error all_wanted(struct arena *a, struct db *db, const struct who *who, const struct meeting *m,
    struct wanted *w)
{
    *w = (struct wanted){ .day = m->day.n ? m->day : term_today(a) };
    bool known = period_read(m->period, &w->period);
    assert(known);
    TRY(bodies_of(a, db, m, w));
    want(a, w, ITEM_OPENING, S("Tuyên bố lý do, giới thiệu đại biểu"), OPENING_MINUTES);
    TRY(want_missing(a, db, who, m, w));
    TRY(want_open(a, db, m, w));
    TRY(want_reports(a, db, m, w));
    want(a, w, ITEM_TALK, S("Thảo luận, trao đổi"), 0);
    want(a, w, ITEM_CONCLUDE, S("Kết luận của chủ trì"), CONCLUDE_MINUTES);
    share_time(w, m->minutes);
    return NULL;
}

/* ---- bringing it into line ---- */

static bool same(const struct agenda_item *x, const struct agenda_item *y)
{
    return x->kind == y->kind && x->task_id == y->task_id && x->opinion_id == y->opinion_id
        && (x->kind != ITEM_REPORT || x->body_id == y->body_id);
}

static struct agenda_item *find(const struct agenda *all, const struct agenda_item *x)
{
    for (size_t i = 0; i < all->n; i++)
        if (same(&all->item[i], x)) return &all->item[i];
    return NULL;
}

static bool is_wanted(const struct wanted *w, const struct agenda_item *x)
{
    for (size_t i = 0; i < w->n; i++)
        if (same(&w->item[i], x)) return true;
    return false;
}

/* Nobody wrote in it and nothing happened at it. That bodies are missing is never kept when it is not true. */
static error may_go(struct arena *a, struct db *db, const struct agenda_item *x, bool *may)
{
    bool held = false;
    *may = x->kind != ITEM_OTHER && (x->state == ITEM_WAITING || x->state == ITEM_SKIPPED) && !x->spent
        && !x->words.n && (x->version == 1 || x->kind == ITEM_MISSING || x->state == ITEM_SKIPPED);
    if (*may) TRY(agenda_item_held(a, db, x->id, &held));
    *may = *may && !held;
    return NULL;
}

static error take_away(struct arena *a, struct db *db, const struct wanted *w, struct agenda *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        bool go = false;
        if (!is_wanted(w, &all->item[i])) TRY(may_go(a, db, &all->item[i], &go));
        if (go) TRY(agenda_item_go(a, db, all->item[i].id));
        else all->item[n++] = all->item[i];
    }
    all->n = n;
    return NULL;
}

/* Titles follow the data until somebody worded them. */
static error refresh(struct arena *a, struct db *db, struct agenda_item *there, const struct agenda_item *now)
{
    bool worded = there->version > 1 && now->kind != ITEM_MISSING;
    struct agenda_item to = *there;
    if (!worded) to.title = now->title;
    if (!worded && now->kind == ITEM_PACK) to.body_id = now->body_id;
    to.report_id = now->report_id;
    if (to.report_id == there->report_id && to.body_id == there->body_id && str_is(to.title, there->title)) return NULL;
    TRY(agenda_item_keep(a, db, &to));
    *there = to;
    return NULL;
}

/* Behind the last one of its kind or of one that comes before it; what was written by hand stays where it is. */
static size_t place_for(const struct agenda *all, enum item_kind kind)
{
    size_t at = 0;
    for (size_t i = 0; i < all->n; i++)
        if (all->item[i].kind != ITEM_OTHER && all->item[i].kind <= kind) at = i + 1;
    return at;
}

static void put_at(struct arena *a, struct agenda *all, size_t at, struct agenda_item item)
{
    LIST_ADD(a, all->item, all->n, item);
    for (size_t i = all->n - 1; i > at; i--) all->item[i] = all->item[i - 1];
    all->item[at] = item;
}

/* A new agenda takes over what stands in each by the hand of the office, and how long each thing took there. */
static error take_over(struct arena *a, struct db *db, const struct meeting *m, struct wanted *w, struct agenda *all)
{
    struct meeting last;
    struct agenda before;
    if (!m->previous_id) return NULL;
    TRY(meeting_row(a, db, m->previous_id, &last));
    TRY(agenda_get(a, db, &last, &before));
    for (size_t i = 0; i < w->n && last.minutes == m->minutes; i++) {
        const struct agenda_item *was = find(&before, &w->item[i]);
        if (was && was->version > 1 && was->minutes) w->item[i].minutes = was->minutes;
    }
    for (size_t i = 0; i < before.n; i++) {
        struct agenda_item item = before.item[i];
        if (item.kind != ITEM_OTHER || !item.standing || item.state == ITEM_SKIPPED) continue;
        item.meeting_id = m->id;
        item.words = S("");
        item.version = 1;
        TRY(agenda_item_add(a, db, &item));
        put_at(a, all, all->n, item);
    }
    return NULL;
}

error agenda_build(struct arena *a, struct db *db, const struct who *who, const struct meeting *m)
{
    struct wanted w;
    struct agenda all;
    TRY(agenda_get(a, db, m, &all));
    bool new = !all.n;
    TRY(all_wanted(a, db, who, m, &w));
    TRY(take_away(a, db, &w, &all));
    if (new) TRY(take_over(a, db, m, &w, &all));
    for (size_t i = 0; i < w.n; i++) {
        struct agenda_item *there = find(&all, &w.item[i]);
        if (there) {
            TRY(refresh(a, db, there, &w.item[i]));
            continue;
        }
        size_t at = w.item[i].kind == ITEM_CONCLUDE ? all.n : place_for(&all, w.item[i].kind);
        w.item[i].meeting_id = m->id;
        TRY(agenda_item_add(a, db, &w.item[i]));
        put_at(a, &all, at, w.item[i]);
    }
    for (size_t i = 0; i < all.n; i++) {
        TRY(agenda_item_place(a, db, all.item[i].id, (int64_t)i + 1));
        if (all.item[i].kind == ITEM_REPORT || all.item[i].kind == ITEM_PACK)
            TRY(agenda_reports_put(a, db, m, &all.item[i]));
    }
    return live_touch(a, db, m->id);
}

struct again { const struct who *who; int64_t id; };

static error again_job(struct arena *a, struct db *db, void *arg)
{
    const struct again *job = arg;
    struct meeting m;
    struct agenda before, after;
    TRY(meeting_open_for(a, db, job->who, MAY_PLAN_MEETING, job->id, &m));
    TRY(agenda_over_check(a, &m));
    if (m.state == MEETING_ENDED)
        return FAIL(a, ERR_CONFLICT, "Phiên đã họp xong nên chương trình không cập nhật theo dữ liệu mới nữa.");
    TRY(agenda_get(a, db, &m, &before));
    TRY(agenda_build(a, db, job->who, &m));
    TRY(agenda_get(a, db, &m, &after));
    return audit_add(a, db, job->who, "agenda.build", "meeting", m.id, str_fmt(a, "%zu", before.n),
        str_fmt(a, "%zu", after.n));
}

error agenda_rebuild(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id)
{
    struct again job = { who, meeting_id };
    return db_write(a, s, again_job, &job);
}
