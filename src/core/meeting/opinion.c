/* opinion.c - see opinion.h. Owns the table opinion. */
#include "core/meeting/opinion.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/attend_row.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_row.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "vn/text.h"

enum { WORDS_MOST = 4000, NAME_MOST = 300 };

static const char *const kind_codes[] = { "result", "difficulty", "proposal" };
static const char *const state_codes[] = { "open", "answered", "promised", "closed" };
_Static_assert(COUNT(kind_codes) == OPINION_KIND_COUNT && COUNT(state_codes) == OPINION_STATE_COUNT, "all have codes");

const char *opinion_kind_name(enum opinion_kind k)
{
    static const char *const names[] = { SAID("Kết quả"), SAID("Khó khăn"), SAID("Kiến nghị") };
    return say(names[k]);
}

const char *opinion_state_name(enum opinion_state s)
{
    static const char *const names[] = { SAID("Chưa trả lời"), SAID("Đã trả lời"), SAID("Hẹn trả lời"),
                                         SAID("Đã khép lại") };
    return say(names[s]);
}

bool opinion_kind_read(struct str code, enum opinion_kind *out)
{
    for (int i = 0; i < OPINION_KIND_COUNT; i++)
        if (str_is(code, str_c(kind_codes[i]))) return *out = (enum opinion_kind)i, true;
    return false;
}

struct str opinion_kind_code(enum opinion_kind k) { return str_c(kind_codes[k]); }

/* ---- statements ---- */

#define OPINIONS                                                                                                  \
    "SELECT o.id, o.unit_id, o.meeting_id, o.item_id, o.body_id, o.attendee_id, o.asked_id, o.report_id, "        \
    "o.answered_at, o.closed_at, o.version, o.kind, o.state, o.raised_by, o.raised_on, o.words, o.asked_of, "     \
    "o.answer, o.answered_by, o.promised, " BODY_SHORT_THEN("o.body_id", "o.raised_on", "b.short_name")           \
    ", m.title, t.title, o.key, o.told_id, u.kind, u.name, u.tree_from FROM opinion o "                           \
    "JOIN unit u ON u.id = o.unit_id LEFT JOIN body b ON b.id = o.body_id "                                       \
    "LEFT JOIN meeting m ON m.id = o.meeting_id LEFT JOIN meeting t ON t.id = o.told_id "
#define WITHIN "WHERE u.tree_from >= ?1 AND u.tree_from <= ?2 "
/* A result needs no answer; an answer is done with when a briefing has heard it. */
#define NOT_DONE_WITH                                                        \
    "o.kind <> 'result' AND (o.state IN ('open', 'promised') OR "             \
    "(o.state = 'answered' AND o.told_id IS NULL)) "

enum { OF_UNIT, OPEN_OF_UNIT, BELOW, OPEN_BELOW, OF_MEETING, TOLD_AT, CARRIED, GET, OF_KEY, MEETING, ITEM, SITS,
       HEARD_AT, ADD, CHANGE, ANSWER, CLOSE };
static const struct sql sql[] = {
    [OF_UNIT] = { "opinion.of_unit", OPINIONS "WHERE o.unit_id = ?1 ORDER BY o.raised_on DESC, o.id DESC", SQL_READ },
    [OPEN_OF_UNIT] = { "opinion.open_of_unit",
        OPINIONS "WHERE o.unit_id = ?1 AND " NOT_DONE_WITH "ORDER BY o.raised_on, o.id", SQL_READ },
    [BELOW] = { "opinion.below",
        OPINIONS WITHIN "ORDER BY o.raised_on DESC, o.id DESC", SQL_READ },
    [OPEN_BELOW] = { "opinion.open_below",
        OPINIONS WITHIN "AND " NOT_DONE_WITH "ORDER BY o.raised_on, o.id", SQL_READ },
    [OF_MEETING] = { "opinion.of_meeting", OPINIONS "WHERE o.meeting_id = ?1 ORDER BY o.id", SQL_READ },
    [TOLD_AT] = { "opinion.told_at",
        OPINIONS "WHERE o.told_id = ?1 AND (o.meeting_id IS NULL OR o.meeting_id <> ?1) AND o.kind <> 'result' "
        "ORDER BY o.raised_on, o.id", SQL_READ },
    [CARRIED] = { "opinion.carried",
        OPINIONS "WHERE o.unit_id = ?1 AND (o.meeting_id IS NULL OR o.meeting_id <> ?2) AND o.raised_on <= ?3 AND "
        NOT_DONE_WITH "ORDER BY o.raised_on, o.id", SQL_READ },
    [GET] = { "opinion.get", OPINIONS "WHERE o.id = ?1", SQL_READ },
    [OF_KEY] = { "opinion.of_key", "SELECT id FROM opinion WHERE key = ?1 AND (made_by = ?2 OR report_id = ?3)",
        SQL_READ },
    [MEETING] = { "opinion.meeting", "SELECT unit_id, day, state FROM meeting WHERE id = ?1", SQL_READ },
    [ITEM] = { "opinion.item", "SELECT meeting_id FROM agenda_item WHERE id = ?1", SQL_READ },
    [SITS] = { "opinion.sits", "SELECT 1 FROM attendee WHERE meeting_id = ?1 AND body_id = ?2 LIMIT 1", SQL_READ },
    [HEARD_AT] = { "opinion.heard_at",
        "SELECT m.id FROM meeting m WHERE m.unit_id = ?1 AND m.state = 'open' AND (m.id = ?2 OR EXISTS "
        "(SELECT 1 FROM agenda_item i WHERE i.meeting_id = m.id AND i.opinion_id = ?3)) ORDER BY m.id LIMIT 1",
        SQL_READ },
    [ADD] = { "opinion.add",
        "INSERT INTO opinion(id, unit_id, meeting_id, item_id, body_id, attendee_id, raised_by, raised_on, kind, "
        "words, words_fold, asked_id, asked_of, report_id, state, answer, answered_by, promised, key, made_by, "
        "made_at, version) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 'open', '', '', '', ?15, ?16, ?17, 1)",
        SQL_WRITE },
    [CHANGE] = { "opinion.change",
        "UPDATE opinion SET item_id = ?2, body_id = ?3, attendee_id = ?4, raised_by = ?5, kind = ?6, words = ?7, "
        "words_fold = ?8, asked_id = ?9, asked_of = ?10, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [ANSWER] = { "opinion.answer",
        "UPDATE opinion SET state = ?2, answer = ?3, answered_by = ?4, answered_at = ?5, promised = ?6, told_id = ?7, "
        "version = version + 1 WHERE id = ?1", SQL_WRITE },
    [CLOSE] = { "opinion.close",
        "UPDATE opinion SET state = 'closed', closed_at = ?2, told_id = COALESCE(told_id, ?3), version = version + 1 "
        "WHERE id = ?1", SQL_WRITE },
};
struct sql_list opinion_sql = SQL_LIST(sql);

static int code_index(const char *const *codes, int n, struct str code)
{
    for (int i = 0; i < n; i++)
        if (str_is(code, str_c(codes[i]))) return i;
    return 0;
}

static struct opinion opinion_row(struct arena *a, struct rows *r)
{
    struct unit unit = { .kind = row_str(r, 25), .name = row_str(r, 26) };
    return (struct opinion){ .id = row_int(r, 0), .unit_id = row_int(r, 1), .meeting_id = row_int(r, 2),
        .item_id = row_int(r, 3), .body_id = row_int(r, 4), .attendee_id = row_int(r, 5), .asked_id = row_int(r, 6),
        .report_id = row_int(r, 7), .answered_at = row_int(r, 8), .closed_at = row_int(r, 9),
        .version = row_int(r, 10),
        .kind = (enum opinion_kind)code_index(kind_codes, OPINION_KIND_COUNT, row_str(r, 11)),
        .state = (enum opinion_state)code_index(state_codes, OPINION_STATE_COUNT, row_str(r, 12)),
        .raised_by = row_str(r, 13), .raised_on = row_str(r, 14), .words = row_str(r, 15), .asked_of = row_str(r, 16),
        .answer = row_str(r, 17), .answered_by = row_str(r, 18), .promised = row_str(r, 19),
        .body_name = row_str(r, 20), .meeting_title = row_str(r, 21), .told = row_str(r, 22), .key = row_str(r, 23),
        .told_id = row_int(r, 24), .unit_name = unit_title(a, &unit) };
}

static error take(struct arena *a, struct rows *r, bool open_only, struct opinion_list *out)
{
    *out = (struct opinion_list){ 0 };
    while (rows_next(r)) {
        struct opinion o = opinion_row(a, r);
        bool done = o.kind == OPINION_RESULT || o.state == OPINION_CLOSED || (o.state == OPINION_ANSWERED && o.told.n);
        if (!open_only || !done) LIST_ADD(a, out->row, out->n, o);
    }
    return rows_end(r);
}

/* ---- whose eyes ---- */

/* Briefings that were asked about, and what came out. */
struct eyes { const struct who *who; struct met { int64_t id; bool seen; } *met; size_t n; };

static error sees(struct arena *a, struct db *db, struct eyes *e, int64_t meeting_id, bool *out)
{
    struct meeting m;
    for (size_t i = 0; i < e->n; i++)
        if (e->met[i].id == meeting_id) return *out = e->met[i].seen, NULL;
    error no = meeting_get(a, db, e->who, meeting_id, &m);
    if (no && no->kind != ERR_MISSING) return no;
    *out = !no;
    struct met met = { meeting_id, *out };
    LIST_ADD(a, e->met, e->n, met);
    return NULL;
}

/* What was said at a briefing is for those who may see the briefing, and for the body that raised it or is asked: that
 * one reads the words, and not of which briefing they are. */
static error look(struct arena *a, struct db *db, struct eyes *e, struct opinion *o, bool *shown)
{
    const struct grant *g = e->who->acting;
    bool own = g->body_id && (o->body_id == g->body_id || o->asked_id == g->body_id), seen = true;
    *shown = true;
    if (!role_in_body(g->role)) return NULL;
    if (o->meeting_id) TRY(sees(a, db, e, o->meeting_id, &seen));
    *shown = seen || own;
    if (!seen) o->meeting_id = 0, o->meeting_title = S("");
    seen = true;
    if (o->told_id) TRY(sees(a, db, e, o->told_id, &seen));
    if (!seen) o->told = SAY("một phiên giao ban khác");
    return NULL;
}

error opinion_list(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, int64_t meeting_id,
    bool open_only, struct opinion_list *out)
{
    struct eyes eyes = { .who = who };
    size_t n = 0;
    TRY(meeting_read_check(a, db, who, unit_id));
    struct rows *r = db_run(a, db, &opinion_sql, meeting_id ? OF_MEETING : open_only ? OPEN_OF_UNIT : OF_UNIT);
    BIND(r, meeting_id ? meeting_id : unit_id);
    TRY(take(a, r, open_only, out));
    for (size_t i = 0; i < out->n && !meeting_id; i++) {
        bool shown;
        TRY(look(a, db, &eyes, &out->row[i], &shown));
        if (shown) out->row[n++] = out->row[i];
    }
    if (!meeting_id) out->n = n;
    return NULL;
}

error opinion_below(struct arena *a, struct db *db, const struct who *who, bool open_only, struct opinion_list *out)
{
    TRY(policy_check_route(a, who, MAY_READ_MEETING));
    assert(!role_in_body(who->acting->role));  /* they see what they are asked: opinion_list() */
    struct rows *r = db_run(a, db, &opinion_sql, open_only ? OPEN_BELOW : BELOW);
    BIND(r, who->acting->unit_from);
    BIND(r, who->acting->unit_to);
    *out = (struct opinion_list){ 0 };
    while (rows_next(r)) {
        struct opinion o = opinion_row(a, r);
        struct place place = { .unit_id = o.unit_id, .tree = row_int(r, 27), .state = S("") };
        if (policy_allows(who, MAY_READ_MEETING, &place)) LIST_ADD(a, out->row, out->n, o);
    }
    return rows_end(r);
}

error opinion_carried(struct arena *a, struct db *db, const struct meeting *m, struct opinion_list *out)
{
    struct rows *r = db_run(a, db, &opinion_sql, CARRIED);
    BIND(r, m->unit_id);
    BIND(r, m->id);
    BIND(r, m->day);
    return take(a, r, true, out);
}

error opinion_told(struct arena *a, struct db *db, const struct meeting *m, struct opinion_list *out)
{
    struct rows *r = db_run(a, db, &opinion_sql, TOLD_AT);
    BIND(r, m->id);
    return take(a, r, false, out);
}

/* As it is, whoever asks. */
static error get(struct arena *a, struct db *db, int64_t id, struct opinion *out)
{
    struct rows *r = db_run(a, db, &opinion_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = opinion_row(a, r);
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không có ý kiến này trong sổ. Tải lại trang để xem sổ hiện có.");
}

error opinion_of_item(struct arena *a, struct db *db, int64_t opinion_id, struct opinion *out)
{
    return get(a, db, opinion_id, out);
}

static error place_of(struct arena *a, struct db *db, int64_t unit_id, struct place *out)
{
    struct unit u;
    TRY(unit_get(a, db, unit_id, &u));
    *out = (struct place){ .unit_id = unit_id, .tree = u.tree_from, .state = S("") };
    return NULL;
}

error opinion_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct opinion *out)
{
    struct place place;
    TRY(get(a, db, id, out));
    TRY(place_of(a, db, out->unit_id, &place));
    bool shown = policy_allows(who, MAY_READ_MEETING, &place);
    if (shown) TRY(look(a, db, &(struct eyes){ .who = who }, out, &shown));
    if (shown) return NULL;
    return FAIL(a, ERR_MISSING, "Không có ý kiến này trong sổ. Tải lại trang để xem sổ hiện có.");
}

/* ---- what is raised ---- */

struct put { const struct who *who; struct opinion to; int64_t id; };

/* The briefing it is raised at: open, or ended and not concluded yet. Only who runs it writes there. */
static error check_meeting(struct arena *a, struct db *db, const struct who *who, struct opinion *to)
{
    struct rows *r = db_run(a, db, &opinion_sql, MEETING);
    BIND(r, to->meeting_id);
    bool found = rows_next(r);
    struct str day = found ? row_str(r, 1) : S(""), state = found ? row_str(r, 2) : S("");
    if (found) to->unit_id = row_int(r, 0);
    TRY(rows_end(r));
    if (!found) return FAIL(a, ERR_MISSING, "Không có phiên giao ban này. Mở lại trang “Giao ban” để chọn phiên.");
    TRY(policy_check(a, db, who, MAY_RUN_MEETING, to->unit_id, 0, S("")));
    if (!str_is(state, S("open")) && !str_is(state, S("ended")))
        return FAIL(a, ERR_CLOSED, "Chưa ghi được ý kiến: phiên giao ban chưa khai mạc hoặc đã kết luận.");
    to->raised_on = day;
    return NULL;
}

/* Who raised it is a body of the unit, or one that was asked to that briefing. */
static error check_body(struct arena *a, struct db *db, const struct opinion *to, const struct body *b)
{
    if (b->unit_id == to->unit_id) return NULL;
    struct rows *r = db_run(a, db, &opinion_sql, SITS);
    BIND(r, to->meeting_id);
    BIND(r, b->id);
    bool sits = rows_next(r);
    TRY(rows_end(r));
    return sits ? NULL : FAIL(a, ERR_INPUT, "“%.*s” không thuộc đơn vị này. Chọn lại tổ chức.", STR(b->name));
}

static error check_words(struct arena *a, struct db *db, struct opinion *to)
{
    to->words = str_trim(to->words);
    if (!to->words.n) return FAIL(a, ERR_INPUT, "Chưa có nội dung ý kiến. Ghi nội dung rồi lưu lại.");
    if (vn_length(to->words) > WORDS_MOST)
        return FAIL(a, ERR_INPUT, "Ý kiến dài quá %d ký tự. Ghi gọn lại, hoặc tách thành nhiều ý kiến.", WORDS_MOST);
    if (vn_length(to->raised_by) > NAME_MOST || vn_length(to->asked_of) > NAME_MOST)
        return FAIL(a, ERR_INPUT, "Tên người nêu hoặc nơi được kiến nghị dài quá. Ghi gọn lại.");
    struct body b;
    if (to->asked_id) {
        TRY(body_get_on(a, db, to->asked_id, to->raised_on, &b));
        if (b.unit_id != to->unit_id)
            return FAIL(a, ERR_INPUT, "“%.*s” không thuộc đơn vị này nên không trả lời ở đây được. Chọn nơi khác, hoặc "
                "ghi tên nơi được hỏi.", STR(b.name));
        to->asked_of = b.name;
    }
    if (to->body_id) {
        TRY(body_get_on(a, db, to->body_id, to->raised_on, &b));
        TRY(check_body(a, db, to, &b));
        if (!to->raised_by.n) to->raised_by = b.short_name;
    }
    return NULL;
}

/* The item of the agenda at which it was raised is one of the same briefing; else the minutes would not have it. */
static error check_item(struct arena *a, struct db *db, const struct opinion *to)
{
    if (!to->item_id) return NULL;
    struct rows *r = db_run(a, db, &opinion_sql, ITEM);
    BIND(r, to->item_id);
    bool found = rows_next(r) && to->meeting_id && row_int(r, 0) == to->meeting_id;
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_INPUT, "Mục chương trình của ý kiến này không còn trong phiên. Tải lại trang "
                                             "phòng họp rồi ghi lại.");
}

/* Who spoke, when it was somebody on the list: the name of who sits there, and their body unless another was named. */
static error take_speaker(struct arena *a, struct db *db, struct opinion *to)
{
    struct attendee at;
    if (!to->attendee_id) return NULL;
    error e = attend_row(a, db, to->attendee_id, &at);
    if (e && e->kind != ERR_MISSING) return e;
    if (e || at.meeting_id != to->meeting_id)
        return FAIL(a, ERR_INPUT, "Người nêu ý kiến không có trong danh sách dự họp. Chọn lại người nêu.");
    to->raised_by = attend_name(&at);
    if (!to->body_id) to->body_id = at.body_id;
    return NULL;
}

/* Lines "field=value", as histories show them. */
static struct str line(struct arena *a, const struct opinion *o)
{
    return str_fmt(a, "kind=%s\nraised_by=%.*s\nwords=%.*s\nasked=%.*s\n", kind_codes[o->kind], STR(o->raised_by),
        STR(o->words), STR(o->asked_of));
}

static error add(struct arena *a, struct db *db, struct put *job)
{
    const struct opinion *to = &job->to;
    TRY(db_next_id(a, db, "opinion", &job->id));
    struct rows *r = db_run(a, db, &opinion_sql, ADD);
    BIND(r, job->id);
    BIND(r, to->unit_id);
    bind_id(r, to->meeting_id);
    bind_id(r, to->item_id);
    bind_id(r, to->body_id);
    bind_id(r, to->attendee_id);
    BIND(r, to->raised_by);
    BIND(r, to->raised_on);
    BIND(r, opinion_kind_code(to->kind));
    BIND(r, to->words);
    BIND(r, vn_fold(a, to->words));
    bind_id(r, to->asked_id);
    BIND(r, to->asked_of);
    bind_id(r, to->report_id);
    BIND(r, to->key);
    BIND(r, job->who->account_id);
    BIND(r, clock_now());
    TRY(rows_end(r));
    if (to->meeting_id) TRY(live_touch(a, db, to->meeting_id));
    return audit_add(a, db, job->who, "opinion.add", "opinion", job->id, S(""), to->words);
}

static error add_job(struct arena *a, struct db *db, struct put *job)
{
    struct opinion *to = &job->to;
    if (to->key.n) {
        struct rows *r = db_run(a, db, &opinion_sql, OF_KEY);
        BIND(r, to->key);
        BIND(r, job->who->account_id);
        bind_id(r, to->report_id);             /* a passage of a report stands in the register once, whoever took it */
        job->id = rows_next(r) ? row_int(r, 0) : 0;
        TRY(rows_end(r));
        if (job->id) return NULL;
    }
    if (to->meeting_id) TRY(check_meeting(a, db, job->who, to));
    else to->raised_on = clock_day(a, clock_now());
    TRY(check_item(a, db, to));
    TRY(take_speaker(a, db, to));
    if (!to->meeting_id) TRY(policy_check(a, db, job->who, MAY_RAISE, to->unit_id, to->body_id, S("")));
    TRY(check_words(a, db, to));
    return add(a, db, job);
}

static bool says_the_same(const struct opinion *x, const struct opinion *y)
{
    return x->kind == y->kind && x->body_id == y->body_id && x->attendee_id == y->attendee_id &&
           x->item_id == y->item_id && x->asked_id == y->asked_id && str_is(x->words, y->words) &&
           str_is(x->asked_of, y->asked_of) && str_is(x->raised_by, y->raised_by);
}

static error change_job(struct arena *a, struct db *db, struct put *job)
{
    struct opinion was, *to = &job->to;
    struct place place;
    TRY(get(a, db, to->id, &was));
    TRY(place_of(a, db, was.unit_id, &place));
    place.body_id = was.body_id;
    bool runs = policy_allows(job->who, MAY_RUN_MEETING, &place);
    enum act act = was.meeting_id ? MAY_RUN_MEETING : MAY_RAISE;
    if (!runs) TRY(policy_check(a, db, job->who, act, was.unit_id, was.body_id, S("")));
    to->unit_id = was.unit_id, to->meeting_id = was.meeting_id, to->raised_on = was.raised_on;
    if (was.meeting_id) TRY(check_meeting(a, db, job->who, to));
    else if (to->body_id != was.body_id)
        TRY(policy_check(a, db, job->who, MAY_RAISE, was.unit_id, to->body_id, S("")));
    TRY(check_item(a, db, to));
    TRY(take_speaker(a, db, to));
    TRY(check_words(a, db, to));
    job->id = was.id;
    if (says_the_same(&was, to)) return NULL;      /* sent again, or two who wrote the same */
    if (was.version != to->version)
        return FAIL(a, ERR_CONFLICT, "Ý kiến này vừa được người khác sửa. So hai bản rồi lưu lại bản đúng.");
    if (was.state == OPINION_CLOSED)
        return FAIL(a, ERR_CLOSED, "Ý kiến này đã khép lại nên không sửa được nữa. Ghi ý kiến mới nếu cần.");
    struct rows *r = db_run(a, db, &opinion_sql, CHANGE);
    BIND(r, was.id);
    bind_id(r, to->item_id);
    bind_id(r, to->body_id);
    bind_id(r, to->attendee_id);
    BIND(r, to->raised_by);
    BIND(r, opinion_kind_code(to->kind));
    BIND(r, to->words);
    BIND(r, vn_fold(a, to->words));
    bind_id(r, to->asked_id);
    BIND(r, to->asked_of);
    TRY(rows_end(r));
    if (was.meeting_id) TRY(live_touch(a, db, was.meeting_id));
    return audit_add(a, db, job->who, "opinion.change", "opinion", was.id, line(a, &was), line(a, to));
}

static error put_job(struct arena *a, struct db *db, void *arg)
{
    struct put *job = arg;
    return job->to.id ? change_job(a, db, job) : add_job(a, db, job);
}

error opinion_put(struct arena *a, struct store *s, const struct who *who, const struct opinion *to, int64_t *id)
{
    struct put job = { .who = who, .to = *to };
    TRY(db_write(a, s, put_job, &job));
    *id = job.id;
    return NULL;
}

/* ---- what is answered ---- */

struct answering { const struct who *who; int64_t id, version; struct str answer, promised; };

/* The open briefing that hears of it: where it was raised, or on whose agenda it stands; 0 none. */
static error heard_at(struct arena *a, struct db *db, const struct opinion *o, int64_t *meeting_id)
{
    struct rows *r = db_run(a, db, &opinion_sql, HEARD_AT);
    BIND(r, o->unit_id);
    BIND(r, o->meeting_id);
    BIND(r, o->id);
    *meeting_id = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

static error touch(struct arena *a, struct db *db, const struct opinion *o, int64_t heard)
{
    if (heard) TRY(live_touch(a, db, heard));
    return o->meeting_id && o->meeting_id != heard ? live_touch(a, db, o->meeting_id) : NULL;
}

/* Who runs briefings answers any; the body that is asked answers what is asked of it. */
static error check_answering(struct arena *a, struct db *db, const struct answering *job, struct opinion *o)
{
    struct place place;
    TRY(get(a, db, job->id, o));
    TRY(place_of(a, db, o->unit_id, &place));
    place.body_id = o->asked_id;
    bool asked = o->asked_id && policy_allows(job->who, MAY_RAISE, &place);
    if (!asked) TRY(policy_check(a, db, job->who, MAY_RUN_MEETING, o->unit_id, 0, S("")));
    if (o->state == OPINION_CLOSED)
        return FAIL(a, ERR_CLOSED, "Ý kiến này đã khép lại nên không ghi trả lời được nữa.");
    return NULL;
}

static error check_day(struct arena *a, struct str promised, struct str raised_on)
{
    struct day day, raised;
    if (!promised.n) return NULL;
    if (!day_read(promised, &day))
        return FAIL(a, ERR_INPUT, "Ngày hẹn trả lời chưa đúng. Ghi theo dạng ngày/tháng/năm, như 30/09/2026.");
    if (day_read(raised_on, &raised) && day_number(day) < day_number(raised))
        return FAIL(a, ERR_INPUT, "Ngày hẹn trả lời trước ngày nêu ý kiến. Chọn lại ngày.");
    return NULL;
}

static error answer_job(struct arena *a, struct db *db, void *arg)
{
    struct answering *job = arg;
    struct opinion o;
    int64_t heard;
    TRY(check_answering(a, db, job, &o));
    job->answer = str_trim(job->answer);
    if (!job->answer.n && !job->promised.n)
        return FAIL(a, ERR_INPUT, "Chưa có nội dung trả lời. Ghi nội dung, hoặc chọn ngày hẹn trả lời.");
    if (vn_length(job->answer) > WORDS_MOST)
        return FAIL(a, ERR_INPUT, "Nội dung trả lời dài quá %d ký tự. Ghi gọn lại.", WORDS_MOST);
    TRY(check_day(a, job->promised, o.raised_on));
    enum opinion_state state = job->promised.n ? OPINION_PROMISED : OPINION_ANSWERED;
    if (o.state == state && str_is(o.answer, job->answer) && str_is(o.promised, job->promised)) return NULL;
    if (o.version != job->version)
        return FAIL(a, ERR_CONFLICT, "Ý kiến này vừa được người khác sửa. So hai bản rồi lưu lại bản đúng.");
    TRY(heard_at(a, db, &o, &heard));
    struct rows *r = db_run(a, db, &opinion_sql, ANSWER);
    BIND(r, o.id);
    BIND(r, str_c(state_codes[state]));
    BIND(r, job->answer);
    BIND(r, job->who->name);
    BIND(r, clock_now());
    BIND(r, job->promised);
    bind_id(r, state == OPINION_ANSWERED ? heard : 0);
    TRY(rows_end(r));
    TRY(touch(a, db, &o, heard));
    struct str promised = term_vi(a, job->promised);
    return audit_add(a, db, job->who, "opinion.answer", "opinion", o.id, o.answer,
        job->promised.n ? str_fmt(a, "%.*s (hẹn %.*s)", STR(job->answer), STR(promised)) : job->answer);
}

error opinion_answer(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    struct str answer, struct str promised)
{
    struct answering job = { .who = who, .id = id, .version = version, .answer = answer, .promised = promised };
    return db_write(a, s, answer_job, &job);
}

static error close_job(struct arena *a, struct db *db, void *arg)
{
    const struct answering *job = arg;
    struct opinion o;
    int64_t heard;
    TRY(get(a, db, job->id, &o));
    TRY(policy_check(a, db, job->who, MAY_RUN_MEETING, o.unit_id, 0, S("")));
    if (o.state == OPINION_CLOSED) return NULL;
    if (o.version != job->version)
        return FAIL(a, ERR_CONFLICT, "Ý kiến này vừa được người khác sửa. Xem lại rồi khép lại.");
    TRY(heard_at(a, db, &o, &heard));
    struct rows *r = db_run(a, db, &opinion_sql, CLOSE);
    BIND(r, o.id);
    BIND(r, clock_now());
    bind_id(r, heard);
    TRY(rows_end(r));
    TRY(touch(a, db, &o, heard));
    return audit_add(a, db, job->who, "opinion.close", "opinion", o.id, str_c(state_codes[o.state]), S("closed"));
}

error opinion_close(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version)
{
    struct answering job = { .who = who, .id = id, .version = version };
    return db_write(a, s, close_job, &job);
}
