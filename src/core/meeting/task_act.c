/* task_act.c - what people do with a task: the table of who may do what in which state, and the one way in which it is
 * done. See task.h. Must never change a task without a line in its history. */
#include "base/machine.h"
#include "core/meeting/task_row.h"
#include "core/office/audit.h"
#include "core/office/notice.h"
#include "core/office/post.h"
#include "core/office/term.h"
#include "read/reader.h"
#include "vn/text.h"

enum { WORDS_MOST = 4000, FILES_MOST = 20 };
enum { NOTE_ADD, FILE_ADD, FILE_GET, FILES_OF, SET_STATE, SET_DUE, SET_PROGRESS, TOUCH };
static const struct sql sql[] = {
    [NOTE_ADD] = { "task_act.note_add",
        "INSERT INTO task_note(id, task_id, body_id, kind, words, progress, day, report_id, account_id, name, at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?9, ?10)", SQL_WRITE },
    [FILE_ADD] = { "task_act.file_add",
        "INSERT INTO task_file(note_id, name, format, content) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE },
    [FILE_GET] = { "task_act.file_get",
        "SELECT f.name, f.content FROM task_file f JOIN task_note n ON n.id = f.note_id "
        "WHERE f.note_id = ?1 AND n.task_id = ?2", SQL_READ },
    [FILES_OF] = { "task_act.files_of",
        "SELECT COUNT(*) FROM task_note n JOIN task_file f ON f.note_id = n.id WHERE n.task_id = ?1", SQL_READ },
    [SET_STATE] = { "task_act.set_state",
        "UPDATE task SET state = ?2, closed_at = ?3, closed_by = ?4, progress = ?5, version = version + 1 "
        "WHERE id = ?1", SQL_WRITE },
    [SET_DUE] = { "task_act.set_due", "UPDATE task SET due = ?2, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [SET_PROGRESS] = { "task_act.set_progress",
        "UPDATE task SET progress = ?2, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [TOUCH] = { "task_act.touch", "UPDATE task SET version = version + 1 WHERE id = ?1", SQL_WRITE },
};
struct sql_list task_act_sql = SQL_LIST(sql);

/* ---- who may do what in which state ---- */

#define IN(state) (1u << (state))
#define FOLLOWED (IN(TASK_OPEN) | IN(TASK_REPORTED))
/* lead: only the body that leads, not those that go with it. words, day: must be given. asked: only while more time is
 * asked for (true), or must not be (fresh). */
static const struct act_rule {
    enum act may;
    unsigned states;
    bool lead, words, day, asked, fresh;
} rules[TASK_NOTE_COUNT] = {
    [TASK_PROGRESS] = { .may = MAY_REPORT_TASK, .states = FOLLOWED, .words = true },
    [TASK_EVIDENCE] = { .may = MAY_REPORT_TASK, .states = FOLLOWED },
    [TASK_ASKED] = { .may = MAY_REPORT_TASK, .states = IN(TASK_OPEN), .lead = true, .words = true, .day = true,
        .fresh = true },
    [TASK_SAID_DONE] = { .may = MAY_REPORT_TASK, .states = IN(TASK_OPEN), .lead = true, .words = true },
    [TASK_GRANTED] = { .may = MAY_DECIDE_TASK, .states = FOLLOWED, .day = true },
    [TASK_REFUSED] = { .may = MAY_DECIDE_TASK, .states = FOLLOWED, .words = true, .asked = true },
    [TASK_ACCEPTED] = { .may = MAY_DECIDE_TASK, .states = FOLLOWED },
    [TASK_RETURNED] = { .may = MAY_DECIDE_TASK,
        .states = IN(TASK_REPORTED) | IN(TASK_DONE) | IN(TASK_ENDED), .words = true },
    [TASK_REMINDED] = { .may = MAY_DECIDE_TASK, .states = FOLLOWED, .words = true },
    [TASK_STOPPED] = { .may = MAY_DECIDE_TASK, .states = FOLLOWED, .words = true },
    [TASK_MOVED] = { .may = MAY_NOBODY, .states = 0 },           /* only by task_hand_over() */
};

static const struct task_part *own_part(const struct who *who, const struct task *t)
{
    for (size_t i = 0; who && who->acting && i < t->parts; i++)
        if (t->part[i].body_id == who->acting->body_id) return &t->part[i];
    return NULL;
}

static bool state_is(const struct task *t, const struct act_rule *rule)
{
    if (!(rule->states & IN(t->state))) return false;
    return t->asked_day.n ? !rule->fresh : !rule->asked;
}

static bool right_is(const struct who *who, const struct task *t, const struct act_rule *rule)
{
    struct place place = { .unit_id = t->unit_id, .tree = t->unit_tree };
    if (rule->may != MAY_REPORT_TASK) return policy_allows(who, rule->may, &place);
    const struct task_part *own = own_part(who, t);
    if (!own || (rule->lead && !own->lead)) return false;
    place = (struct place){ .unit_id = own->unit_id, .body_id = own->body_id };
    return policy_allows(who, rule->may, &place);
}

bool task_may(const struct who *who, const struct task *t, enum task_note_kind kind)
{
    return state_is(t, &rules[kind]) && right_is(who, t, &rules[kind]);
}

static error check(struct arena *a, const struct who *who, const struct task *t, const struct task_act *act)
{
    const struct act_rule *rule = &rules[act->kind];
    if (!right_is(who, t, rule)) {
        TRY(policy_check_route(a, who, rule->may));
        return FAIL(a, ERR_DENIED, "Việc này giao cho %.*s. Chỉ %s mới ghi “%s” được.", STR(t->body_name),
            rule->lead ? say("cơ quan chủ trì") : say("cơ quan được giao"), task_note_name(act->kind));
    }
    if (t->version != act->version)
        return FAIL(a, ERR_CONFLICT,
            "Việc này vừa được người khác cập nhật nên chưa ghi được. Xem phần diễn biến rồi ghi lại.");
    if (!state_is(t, rule))
        return FAIL(a, ERR_CONFLICT, "Việc đang ở trạng thái “%s” nên không ghi “%s” được. Tải lại trang để xem.",
            task_look_name(t->look), task_note_name(act->kind));
    return NULL;
}

/* ---- what was given with it ---- */

static error words_check(struct arena *a, const struct task *t, const struct task_act *act)
{
    bool judged = act->kind == TASK_ACCEPTED && t->state == TASK_OPEN && !t->reached;
    if (vn_length(act->words) > WORDS_MOST)
        return FAIL(a, ERR_TOO_LARGE, "Nội dung dài quá %d ký tự. Hãy rút gọn, phần còn lại gửi thành tệp.",
            WORDS_MOST);
    if (act->words.n || !(rules[act->kind].words || judged)) return NULL;
    return FAIL(a, ERR_INPUT, "Chưa ghi nội dung cho “%s”. Ghi một vài câu rồi lưu lại.", task_note_name(act->kind));
}

static error day_check(struct arena *a, const struct task *t, const struct task_act *act)
{
    if (!rules[act->kind].day) return NULL;
    if (!act->day.n) return FAIL(a, ERR_INPUT, "Chưa ghi ngày gia hạn. Ghi ngày theo dạng 30/09/2026.");
    struct str due = term_vi(a, t->due);
    if (t->due.n && term_compare(act->day, t->due) <= 0)
        return FAIL(a, ERR_INPUT, "Ngày gia hạn phải sau hạn hiện nay là %.*s.", STR(due));
    if (term_compare(act->day, term_today(a)) < 0)
        return FAIL(a, ERR_INPUT, "Ngày gia hạn đã qua. Ghi một ngày từ hôm nay trở đi.");
    return NULL;
}

static error file_check(struct arena *a, struct db *db, const struct task_act *act, enum read_format *format)
{
    if (act->kind == TASK_EVIDENCE && !act->file.n && !act->words.n)
        return FAIL(a, ERR_INPUT, "Chưa chọn tệp minh chứng, cũng chưa ghi nội dung. Chọn tệp hoặc ghi vài câu.");
    if (!act->file.n) return NULL;
    if (act->file.n > READ_LIMIT)
        return FAIL(a, ERR_TOO_LARGE, "Tệp “%.*s” lớn hơn %d MB. Hãy chia nhỏ hoặc giảm độ phân giải ảnh.",
            STR(act->file_name), READ_LIMIT / 1024 / 1024);
    TRY(reader_kind(a, act->file, act->file_name, format));
    struct rows *r = db_run(a, db, &task_act_sql, FILES_OF);
    BIND(r, act->id);
    int64_t files = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    return files < FILES_MOST ? NULL
        : FAIL(a, ERR_TOO_LARGE, "Việc này đã có %d tệp minh chứng, không nhận thêm được.", FILES_MOST);
}

/* ---- writing ---- */

/* "Lê Thị Mai, Chủ tịch": the name and the post of the day. */
static struct str name_of(struct arena *a, const struct who *who)
{
    if (!who) return S("GiaoBan");
    struct str post = who->acting ? who->acting->post_title : S("");
    return post.n ? str_fmt(a, "%.*s, %.*s", STR(who->name), STR(post)) : who->name;
}

error task_note_add(struct arena *a, struct db *db, const struct who *who, const struct task_note *n, int64_t task_id,
    int64_t *id)
{
    TRY(db_next_id(a, db, "task_note", id));
    struct rows *r = db_run(a, db, &task_act_sql, NOTE_ADD);
    BIND(r, *id);
    BIND(r, task_id);
    bind_id(r, n->body_id);
    BIND(r, task_note_code(n->kind));
    BIND(r, n->words);
    BIND(r, n->progress);
    BIND(r, n->day);
    if (who) BIND(r, who->account_id);
    else bind_null(r);
    BIND(r, name_of(a, who));
    BIND(r, clock_now());
    return rows_end(r);
}

static error file_add(struct arena *a, struct db *db, int64_t note_id, const struct task_act *act,
    enum read_format format)
{
    if (!act->file.n) return NULL;
    struct rows *r = db_run(a, db, &task_act_sql, FILE_ADD);
    BIND(r, note_id);
    BIND(r, act->file_name.n ? act->file_name : S("minh-chung"));
    BIND(r, str_c(read_format_names[format]));
    BIND(r, act->file);
    return rows_end(r);
}

static error state_put(struct arena *a, struct db *db, const struct who *who, const struct task *t,
    enum task_state state, int64_t progress)
{
    bool closed = state == TASK_DONE || state == TASK_ENDED;
    struct rows *r = db_run(a, db, &task_act_sql, SET_STATE);
    BIND(r, t->id);
    BIND(r, str_c(task_state_codes[state]));
    if (closed) BIND(r, clock_now());
    else bind_null(r);
    if (closed) BIND(r, who->account_id);
    else bind_null(r);
    BIND(r, progress);
    return rows_end(r);
}

static error one(struct arena *a, struct db *db, int which, int64_t id, struct str day, int64_t progress)
{
    struct rows *r = db_run(a, db, &task_act_sql, which);
    BIND(r, id);
    if (which == SET_DUE) BIND(r, day);
    if (which == SET_PROGRESS) BIND(r, progress);
    return rows_end(r);
}

static error apply(struct arena *a, struct db *db, const struct who *who, const struct task *t,
    const struct task_act *act, int64_t progress)
{
    const struct task_part *own = own_part(who, t);
    switch (act->kind) {
    case TASK_SAID_DONE: return state_put(a, db, who, t, TASK_REPORTED, 100);
    case TASK_ACCEPTED: return state_put(a, db, who, t, TASK_DONE, 100);
    case TASK_RETURNED: return state_put(a, db, who, t, TASK_OPEN, t->progress);
    case TASK_STOPPED: return state_put(a, db, who, t, TASK_ENDED, t->progress);
    case TASK_GRANTED: return one(a, db, SET_DUE, t->id, act->day, 0);
    case TASK_PROGRESS:
        if (own && own->lead) return one(a, db, SET_PROGRESS, t->id, S(""), progress);
        break;
    case TASK_EVIDENCE: case TASK_ASKED: case TASK_REFUSED: case TASK_REMINDED: case TASK_MOVED: case TASK_NOTE_COUNT:
        break;
    }
    return one(a, db, TOUCH, t->id, S(""), 0);
}

/* ---- who hears of it ---- */

static error tell_deciders(struct arena *a, struct db *db, const struct who *who, const struct task *t,
    const struct notice_new *n)
{
    TRY(notice_tell(a, db, who, ROLE_OFFICE, t->unit_id, 0, n));
    return notice_tell(a, db, who, ROLE_CHAIR, t->unit_id, 0, n);
}

static error tell_lead(struct arena *a, struct db *db, const struct who *who, const struct task *t,
    const struct notice_new *n)
{
    for (size_t i = 0; i < t->parts && t->part[i].lead; i++) {
        TRY(notice_tell(a, db, who, ROLE_HEAD, t->part[i].unit_id, t->body_id, n));
        TRY(notice_tell(a, db, who, ROLE_OFFICER, t->part[i].unit_id, t->body_id, n));
    }
    return NULL;
}

static error tell(struct arena *a, struct db *db, const struct who *who, const struct task *t,
    const struct task_act *act)
{
    struct str day = term_vi(a, act->day), label = str_c(task_note_name(act->kind));
    struct notice_new n = { .object = "task", .object_id = t->id, .about = t->body_short, .words = t->words,
        .link = str_fmt(a, "/viec/%lld", (long long)t->id) };
    switch (act->kind) {
    case TASK_ASKED:
        n.kind = NOTICE_TASK_ASKED;
        n.words = str_fmt(a, say("%.*s (xin đến ngày %.*s)"), STR(t->words), STR(day));
        return tell_deciders(a, db, who, t, &n);
    case TASK_SAID_DONE:
        n.kind = NOTICE_TASK_REPORTED;
        return tell_deciders(a, db, who, t, &n);
    case TASK_GRANTED: case TASK_REFUSED: case TASK_ACCEPTED: case TASK_RETURNED: case TASK_STOPPED:
        n.kind = NOTICE_TASK_ANSWERED;
        n.words = day.n ? str_fmt(a, say("%.*s đến ngày %.*s: %.*s"), STR(label), STR(day), STR(t->words))
                        : str_fmt(a, say("%.*s: %.*s"), STR(label), STR(t->words));
        return tell_lead(a, db, who, t, &n);
    case TASK_PROGRESS: case TASK_EVIDENCE: case TASK_REMINDED: case TASK_MOVED: case TASK_NOTE_COUNT: break;
    }
    return NULL;
}

/* ---- one act ---- */

static error note_audit(struct arena *a, struct db *db, const struct who *who, const struct task *was,
    const struct task_act *act, int before, int progress)
{
    struct task now;
    bool found;
    TRY(task_find(a, db, was->id, &now, &found));
    assert(found);
    struct str code = task_note_code(act->kind);
    return audit_why(a, db, who, str_z(a, str_fmt(a, "task.%.*s", STR(code))), "task", was->id,
        str_fmt(a, "state=%s\ndue=%.*s\nprogress=%d\n", task_state_codes[was->state], STR(was->due), before),
        str_fmt(a, "state=%s\ndue=%.*s\nprogress=%d\nfile=%.*s\n", task_state_codes[now.state], STR(now.due), progress,
            STR(act->file_name)), act->words);
}

error task_act_in_job(struct arena *a, struct db *db, const struct who *who, const struct task_act *act)
{
    struct task t;
    bool found;
    int64_t note_id;
    enum read_format format = FORMAT_TXT;
    assert(act->kind < TASK_NOTE_COUNT);
    TRY(policy_check_route(a, who, MAY_READ_TASK));
    TRY(task_find(a, db, act->id, &t, &found));
    if (!found || !task_may_read(who, &t))
        return FAIL(a, ERR_MISSING, "Không có việc được giao số %lld.", (long long)act->id);
    TRY(check(a, who, &t, act));
    struct task_act kept = *act;
    kept.words = str_trim(act->words);
    TRY(words_check(a, &t, &kept));
    TRY(day_check(a, &t, &kept));
    TRY(file_check(a, db, &kept, &format));
    const struct task_part *own = rules[act->kind].may == MAY_REPORT_TASK ? own_part(who, &t) : NULL;
    int before = own ? own->progress : (int)t.progress, progress = act->progress;
    if (progress < 0 || act->kind != TASK_PROGRESS) progress = before;
    if (act->kind == TASK_SAID_DONE || act->kind == TASK_ACCEPTED) progress = 100;
    if (progress > 100) return FAIL(a, ERR_INPUT, "Tiến độ là một số từ 0 đến 100 phần trăm.");
    struct task_note n = { .kind = act->kind, .words = kept.words, .progress = progress,
        .day = rules[act->kind].day ? kept.day : S(""), .body_id = own ? own->body_id : 0 };
    TRY(task_note_add(a, db, who, &n, t.id, &note_id));
    TRY(file_add(a, db, note_id, &kept, format));
    TRY(apply(a, db, who, &t, &kept, progress));
    TRY(note_audit(a, db, who, &t, &kept, before, progress));
    return tell(a, db, who, &t, &kept);
}

struct acting { const struct who *who; const struct task_act *act; };
static error act_job(struct arena *a, struct db *db, void *arg)
{
    const struct acting *job = arg;
    return task_act_in_job(a, db, job->who, job->act);
}

error task_act(struct arena *a, struct store *s, const struct who *who, const struct task_act *act)
{
    return db_write(a, s, act_job, &(struct acting){ who, act });
}

error task_file(struct arena *a, struct db *db, const struct who *who, int64_t task_id, int64_t note_id,
    struct str *name, struct bytes *out)
{
    struct task t;
    TRY(task_get(a, db, who, task_id, &t));
    struct rows *r = db_run(a, db, &task_act_sql, FILE_GET);
    BIND(r, note_id);
    BIND(r, task_id);
    bool found = rows_next(r);
    if (found) *name = row_str(r, 0);
    if (found) *out = row_bytes(r, 1);
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không có tệp minh chứng này.");
}
