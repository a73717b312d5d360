/* issued.c - the register of papers, in and out, and their numbers. See issued.h.
 *
 * Owns the table issued (issued_in.c what came in). Must never change what a signed paper says: signing writes its
 * content once, after that only its state moves. Numbers are taken in the job that signs, and an index refuses the
 * same twice. */
#include "core/meeting/issued_paper.h"
#include "core/meeting/issued_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/directive.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_row.h"
#include "core/meeting/task.h"
#include "core/office/audit.h"
#include "core/office/setting.h"
#include "core/office/term.h"
#include "vn/text.h"

#define ISSUED                                                                                                    \
    "SELECT i.id, i.unit_id, i.body_id, i.number, i.meeting_id, i.task_id, i.replaces_id, i.signed_at, i.version, " \
    "i.direction, i.state, i.kind, i.book, i.number_words, i.day, i.subject, i.sender, i.receivers, i.layout, "   \
    "i.signer, i.signer_post, i.why, i.arrived, i.due, i.late, f.name, b.name, m.title, "                         \
    "(SELECT MAX(n.id) FROM issued n WHERE n.replaces_id = i.id) "                                                \
    "FROM issued i LEFT JOIN body b ON b.id = i.body_id LEFT JOIN meeting m ON m.id = i.meeting_id "              \
    "LEFT JOIN issued_file f ON f.issued_id = i.id "

enum { OF_UNIT, GET, CONTENT, DRAFT_OF, DRAFT_FOR, NUMBERS, TAKEN, ADD, SIGN, REPLACED, WORD, DROP };
static const struct sql sql[] = {
    [OF_UNIT] = { "issued.of_unit",
        ISSUED "WHERE i.unit_id = ?1 ORDER BY CASE WHEN i.state = 'draft' THEN 0 ELSE 1 END, i.day DESC, i.id DESC",
        SQL_READ },
    [GET] = { "issued.get", ISSUED "WHERE i.id = ?1", SQL_READ },
    [CONTENT] = { "issued.content", "SELECT content FROM issued WHERE id = ?1", SQL_READ },
    /* the one that stands: a draft, or signed and not replaced */
    [DRAFT_OF] = { "issued.draft_of",
        "SELECT MAX(id) FROM issued WHERE meeting_id = ?1 AND kind IN (?2, ?3) AND direction = 'out' "
        "AND task_id IS NULL AND state <> 'replaced'", SQL_READ },
    [DRAFT_FOR] = { "issued.draft_for",
        "SELECT MAX(id) FROM issued WHERE task_id = ?1 AND kind = 'CV' AND state = 'draft'", SQL_READ },
    [NUMBERS] = { "issued.numbers",
        "SELECT number FROM issued WHERE body_id = ?1 AND kind = ?2 AND book = ?3 AND number > 0 AND direction = 'out' "
        "ORDER BY number", SQL_READ },
    [TAKEN] = { "issued.taken",
        "SELECT number_words, day FROM issued WHERE body_id = ?1 AND kind = ?2 AND book = ?3 AND number = ?4 "
        "AND direction = 'out'", SQL_READ },
    [ADD] = { "issued.add",
        "INSERT INTO issued(id, unit_id, body_id, direction, kind, book, number, number_words, day, subject, "
        "subject_fold, sender, receivers, arrived, due, late, meeting_id, task_id, layout, state, content, "
        "replaces_id, why, signer, signer_post, made_by, made_at, version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
        "?9, ?10, ?11, ?12, '', ?13, ?14, ?15, ?16, ?17, ?18, ?19, '', ?20, ?21, '', '', ?22, ?23, 1)", SQL_WRITE },
    [SIGN] = { "issued.sign",
        "UPDATE issued SET state = 'signed', book = ?2, number = ?3, number_words = ?4, day = ?5, subject = ?6, "
        "subject_fold = ?7, receivers = ?8, signer = ?9, signer_post = ?10, content = ?11, signed_at = ?12, "
        "signed_by = ?13, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [REPLACED] = { "issued.replaced", "UPDATE issued SET state = 'replaced', version = version + 1 WHERE id = ?1",
        SQL_WRITE },
    [WORD] = { "issued.word",
        "UPDATE issued SET subject = ?2, subject_fold = ?3, receivers = ?4, signer = ?5, signer_post = ?6, "
        "version = version + 1 WHERE id = ?1", SQL_WRITE },
    [DROP] = { "issued.drop", "DELETE FROM issued WHERE id = ?1", SQL_WRITE },
};
struct sql_list issued_sql = SQL_LIST(sql);

static const struct { const char *code, *name; } kinds[] = {
    { "TB", SAID("Thông báo") }, { "KL", SAID("Kết luận") }, { "BB", SAID("Biên bản") }, { "GM", SAID("Giấy mời") },
    { "CV", SAID("Công văn") }, { "BC", SAID("Báo cáo") },
};
enum { NUMBER_MOST = 99999 };

const char *issued_kind_name(struct str kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_is(kind, str_c(kinds[i].code))) return say(kinds[i].name);
    return say("Văn bản khác");
}

/* ---- reading ---- */

static struct issued issued_of(struct rows *r)
{
    struct str state = row_str(r, 10);
    return (struct issued){ .id = row_int(r, 0), .unit_id = row_int(r, 1), .body_id = row_int(r, 2),
        .number = row_int(r, 3), .meeting_id = row_int(r, 4), .task_id = row_int(r, 5), .replaces_id = row_int(r, 6),
        .signed_at = row_int(r, 7), .version = row_int(r, 8), .in = str_is(row_str(r, 9), S("in")),
        .state = str_is(state, S("draft")) ? ISSUED_DRAFT
                 : str_is(state, S("signed")) ? ISSUED_SIGNED : ISSUED_REPLACED,
        .kind = row_str(r, 11), .book = row_str(r, 12), .number_words = row_str(r, 13), .day = row_str(r, 14),
        .subject = row_str(r, 15), .sender = row_str(r, 16), .receivers = row_str(r, 17), .layout = row_str(r, 18),
        .signer = row_str(r, 19), .signer_post = row_str(r, 20), .why = row_str(r, 21), .arrived = row_str(r, 22),
        .due = row_str(r, 23), .late = row_int(r, 24) != 0, .file_name = row_str(r, 25), .body_name = row_str(r, 26),
        .meeting_title = row_str(r, 27), .replaced_by = row_int(r, 28) };
}

static error missing(struct arena *a)
{
    return FAIL(a, ERR_MISSING, "Không tìm thấy văn bản này. Mở lại từ sổ văn bản.");
}

error issued_row(struct arena *a, struct db *db, int64_t id, struct issued *out)
{
    struct rows *r = db_run(a, db, &issued_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = issued_of(r);
    TRY(rows_end(r));
    return found ? NULL : missing(a);
}

/* Who reads what. Drafts and what came in: who issues (MAY_CONCLUDE). Signed: a notice, a conclusion, a letter the
 * whole unit and the level above, as the tasks that come of it; minutes and the invitation tell of the briefing itself,
 * so only who may see that. */
static bool of_briefing(const struct issued *i)
{
    return !i->in && i->meeting_id && (str_is(i->kind, S("BB")) || str_is(i->kind, S("GM")));
}

static error may_do(struct arena *a, struct db *db, const struct who *who, enum act act, int64_t unit_id, bool *may)
{
    error e = act == MAY_READ_MEETING ? meeting_read_check(a, db, who, unit_id)
                                      : policy_check(a, db, who, act, unit_id, 0, S(""));
    if (e && e->kind != ERR_DENIED) return e;
    *may = !e;
    return NULL;
}

static bool asked(const struct issued_ask *ask, const struct issued *i, bool may)
{
    if (i->in ? !ask->in || !may : !ask->out || (i->state == ISSUED_DRAFT && !may)) return false;
    if (ask->meeting_id && i->meeting_id != ask->meeting_id) return false;
    if (ask->task_id && i->task_id != ask->task_id) return false;
    if (ask->kind.n && !str_is(ask->kind, i->kind)) return false;
    struct str day = i->in ? i->arrived : i->day;
    return !ask->year.n || !day.n || str_starts(day, ask->year);
}

static bool listed(const struct meeting_list *list, int64_t id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->row[i].id == id) return true;
    return false;
}

error issued_list(struct arena *a, struct db *db, const struct who *who, const struct issued_ask *ask,
    struct issued_list *out)
{
    bool may;
    struct meeting_list seen = { 0 };
    *out = (struct issued_list){ 0 };
    TRY(meeting_read_check(a, db, who, ask->unit_id));
    TRY(may_do(a, db, who, MAY_CONCLUDE, ask->unit_id, &may));
    bool own = policy_check(a, db, who, MAY_READ_MEETING, ask->unit_id, 0, S("")) == NULL;
    if (!may) TRY(meeting_of_unit(a, db, who, own ? ask->unit_id : who->acting->unit_id, S(""), &seen));
    struct rows *r = db_run(a, db, &issued_sql, OF_UNIT);
    BIND(r, ask->unit_id);
    while (rows_next(r)) {
        struct issued i = issued_of(r);
        if (!asked(ask, &i, may) || (!may && of_briefing(&i) && !listed(&seen, i.meeting_id))) continue;
        LIST_ADD(a, out->row, out->n, i);
    }
    return rows_end(r);
}

error issued_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct issued *out)
{
    bool may, reads;
    struct meeting m;
    TRY(issued_row(a, db, id, out));
    TRY(may_do(a, db, who, MAY_READ_MEETING, out->unit_id, &reads));
    TRY(may_do(a, db, who, MAY_CONCLUDE, out->unit_id, &may));
    if (may) return NULL;
    if (!reads || out->in || out->state == ISSUED_DRAFT) return missing(a);
    error e = of_briefing(out) ? meeting_get(a, db, who, out->meeting_id, &m) : NULL;
    return e && e->kind == ERR_MISSING ? missing(a) : e;
}

error issued_paper(struct arena *a, struct db *db, const struct who *who, const struct issued *i, struct paper *out)
{
    if (i->in) return FAIL(a, ERR_MISSING, "Văn bản đến không có bản do phần mềm soạn. Tải tệp đính kèm.");
    if (i->state == ISSUED_DRAFT) return issued_make(a, db, who, i, out);
    struct rows *r = db_run(a, db, &issued_sql, CONTENT);
    BIND(r, i->id);
    struct str content = rows_next(r) ? row_str(r, 0) : S("");
    TRY(rows_end(r));
    return paper_kept(a, content, out);
}

static bool concludes(const struct issued *i) { return str_is(i->kind, S("TB")) || str_is(i->kind, S("KL")); }

/* ---- numbers ---- */

/* "2026", or the term that the setting of the layout holds. */
static error book_of(struct arena *a, struct db *db, const struct issued *i, struct str day, struct str *book)
{
    const struct layout *l = layout_find(i->layout);
    enum setting which;
    *book = str_cut(day, 0, 4);
    if (!l || str_is(l->book, S("year"))) return NULL;
    bool known = setting_find(l->book, &which);
    assert(known);                                 /* our own file; a test reads them all */
    return setting_text(a, db, which, i->unit_id, book);
}

error issued_free(struct arena *a, struct db *db, const struct issued *i, struct str day, struct issued_free *out)
{
    struct body host;
    int64_t last = 0;
    *out = (struct issued_free){ 0 };
    TRY(book_of(a, db, i, day, &out->book));
    TRY(body_get_on(a, db, i->body_id, day, &host));
    struct rows *r = db_run(a, db, &issued_sql, NUMBERS);
    BIND(r, i->body_id);
    BIND(r, i->kind);
    BIND(r, out->book);
    while (rows_next(r)) {
        for (int64_t n = last + 1; n < row_int(r, 0) && out->skips < 100; n++) LIST_ADD(a, out->skipped, out->skips, n);
        last = row_int(r, 0);
    }
    TRY(rows_end(r));
    out->next = last + 1;
    const struct layout *l = layout_find(i->layout);
    out->words = l ? issued_number_words(a, l, i->kind, host.number_suffix, out->next) : S("");
    return NULL;
}

static error taken(struct arena *a, struct db *db, const struct issued *i, struct str book, int64_t number)
{
    struct rows *r = db_run(a, db, &issued_sql, TAKEN);
    BIND(r, i->body_id);
    BIND(r, i->kind);
    BIND(r, book);
    BIND(r, number);
    bool found = rows_next(r);
    struct str words = found ? row_str(r, 0) : S(""), day = found ? row_str(r, 1) : S("");
    TRY(rows_end(r));
    if (!found) return NULL;
    return FAIL(a, ERR_CONFLICT, "Số %lld đã dùng cho văn bản %.*s ngày %.*s. Để trống ô số để lấy số tiếp theo, hoặc "
        "gõ một số khác.", (long long)number, STR(words), STR(term_vi(a, day)));
}

/* ---- adding ---- */

error issued_add(struct arena *a, struct db *db, struct issued_adding *job)
{
    const struct issued *n = &job->new;
    TRY(db_next_id(a, db, "issued", &job->id));
    struct rows *w = db_run(a, db, &issued_sql, ADD);
    BIND(w, job->id);
    BIND(w, n->unit_id);
    bind_id(w, n->body_id);
    BIND(w, n->in ? S("in") : S("out"));
    BIND(w, n->kind);
    BIND(w, n->book);
    BIND(w, n->number);
    BIND(w, n->number_words);
    BIND(w, n->day);
    BIND(w, n->subject);
    BIND(w, vn_fold(a, n->subject));
    BIND(w, n->sender);
    BIND(w, n->arrived);
    BIND(w, n->due);
    BIND(w, n->late);
    bind_id(w, n->meeting_id);
    bind_id(w, n->task_id);
    BIND(w, n->layout);
    BIND(w, n->in ? S("signed") : S("draft"));
    bind_id(w, n->replaces_id);
    BIND(w, n->why);
    BIND(w, job->who->account_id);
    BIND(w, clock_now());
    return rows_end(w);
}

static error host_layout(struct arena *a, struct db *db, int64_t body_id, struct str *out)
{
    struct body host;
    TRY(body_get(a, db, body_id, &host));
    *out = layout_find(host.layout) ? host.layout : layout_of(host.organisation)->code;
    return NULL;
}

static error find_id(struct arena *a, struct db *db, int which, int64_t of, struct str kind, int64_t *id)
{
    struct rows *r = db_run(a, db, &issued_sql, which);
    BIND(r, of);
    if (kind.n) {                                  /* one conclusion a briefing, whatever its series calls it since */
        BIND(r, kind);
        BIND(r, str_is(kind, S("TB")) ? S("KL") : str_is(kind, S("KL")) ? S("TB") : kind);
    }
    *id = rows_next(r) ? row_int(r, 0) : 0;
    return rows_end(r);
}

static error draft_job(struct arena *a, struct db *db, void *arg)
{
    struct issued_adding *job = arg;
    struct issued *n = &job->new;
    struct meeting m;
    TRY(meeting_get(a, db, job->who, n->meeting_id, &m));
    TRY(policy_check(a, db, job->who, MAY_CONCLUDE, m.unit_id, 0, S("")));
    if (concludes(n) && m.conclusion.n) n->kind = m.conclusion;
    if (!concludes(n) && !str_is(n->kind, S("BB")) && !str_is(n->kind, S("GM")))
        return FAIL(a, ERR_INPUT, "Chưa soạn được loại văn bản “%.*s” từ một phiên giao ban.", STR(n->kind));
    if (m.state == MEETING_CANCELLED)
        return FAIL(a, ERR_CONFLICT, "Phiên giao ban này đã hủy nên không soạn văn bản được.");
    TRY(find_id(a, db, DRAFT_OF, m.id, n->kind, &job->id));
    if (job->id) return NULL;
    n->unit_id = m.unit_id;
    n->body_id = m.body_id;
    TRY(host_layout(a, db, m.body_id, &n->layout));
    TRY(issued_add(a, db, job));
    return audit_add(a, db, job->who, "issued.draft", "issued", job->id, S(""), str_fmt(a, "%.*s, %.*s", STR(n->kind),
        STR(m.title)));
}

error issued_draft(struct arena *a, struct store *s, const struct who *who, int64_t meeting_id, struct str kind,
    int64_t *id)
{
    struct issued_adding job = { .who = who, .new = { .meeting_id = meeting_id, .kind = kind } };
    TRY(db_write(a, s, draft_job, &job));
    *id = job.id;
    return NULL;
}

static error remind_job(struct arena *a, struct db *db, void *arg)
{
    struct issued_adding *job = arg;
    struct issued *n = &job->new;
    struct meeting m;
    struct task t;
    TRY(task_get(a, db, job->who, n->task_id, &t));
    TRY(policy_check(a, db, job->who, MAY_CONCLUDE, t.unit_id, 0, S("")));
    TRY(find_id(a, db, DRAFT_FOR, t.id, S(""), &job->id));
    if (job->id) return NULL;
    TRY(meeting_row(a, db, t.meeting_id, &m));
    n->unit_id = t.unit_id;
    n->body_id = m.body_id;
    n->meeting_id = m.id;
    n->kind = S("CV");
    TRY(host_layout(a, db, m.body_id, &n->layout));
    TRY(issued_add(a, db, job));
    return audit_add(a, db, job->who, "issued.draft", "issued", job->id, S(""), str_fmt(a, "CV, %.*s", STR(t.words)));
}

error issued_remind(struct arena *a, struct store *s, const struct who *who, int64_t task_id, int64_t *id)
{
    struct issued_adding job = { .who = who, .new = { .task_id = task_id } };
    TRY(db_write(a, s, remind_job, &job));
    *id = job.id;
    return NULL;
}

static error replace_job(struct arena *a, struct db *db, void *arg)
{
    struct issued_adding *job = arg;
    struct issued old, *n = &job->new;
    TRY(issued_get(a, db, job->who, n->replaces_id, &old));
    TRY(policy_check(a, db, job->who, MAY_CONCLUDE, old.unit_id, 0, S("")));
    if (!n->why.n) return FAIL(a, ERR_INPUT, "Ghi lý do thay thế: lý do ấy đứng trên văn bản mới.");
    if (old.in || old.state != ISSUED_SIGNED)
        return FAIL(a, ERR_CONFLICT, "Chỉ thay thế được văn bản đi đã ký và còn hiệu lực. Mở lại sổ văn bản để chọn.");
    if (old.replaced_by) {                         /* the draft that was begun */
        job->id = old.replaced_by;
        return NULL;
    }
    n->unit_id = old.unit_id;
    n->body_id = old.body_id;
    n->meeting_id = old.meeting_id;
    n->task_id = old.task_id;
    n->kind = old.kind;
    n->layout = old.layout;
    TRY(issued_add(a, db, job));
    if (concludes(n)) TRY(directive_kept_take(a, db, n->meeting_id, job->id));
    return audit_why(a, db, job->who, "issued.replace", "issued", job->id, old.number_words, S(""), n->why);
}

error issued_replace(struct arena *a, struct store *s, const struct who *who, int64_t id, struct str why,
    int64_t *new_id)
{
    struct issued_adding job = { .who = who, .new = { .replaces_id = id, .why = str_trim(why) } };
    TRY(db_write(a, s, replace_job, &job));
    *new_id = job.id;
    return NULL;
}

/* ---- a draft by hand ---- */

static error draft_of(struct arena *a, struct db *db, const struct who *who, int64_t id, int64_t version,
    struct issued *out)
{
    TRY(issued_get(a, db, who, id, out));
    TRY(policy_check(a, db, who, MAY_CONCLUDE, out->unit_id, 0, S("")));
    if (out->in || out->state != ISSUED_DRAFT)
        return FAIL(a, ERR_CONFLICT, "Văn bản này đã ký nên không sửa được nữa. Muốn sửa thì lập bản thay thế.");
    if (out->version != version)
        return FAIL(a, ERR_CONFLICT, "Bản nháp vừa được sửa ở nơi khác. Xem lại bản mới rồi làm tiếp.");
    return NULL;
}

struct changing { const struct who *who; struct issued to; };

/* Lines "field=value", as histories show them. */
static struct str line(struct arena *a, const struct issued *i)
{
    return str_fmt(a, "words=%.*s\nreceivers=%.*s\nsigner=%.*s\ntitle=%.*s\n", STR(i->subject), STR(i->receivers),
        STR(i->signer), STR(i->signer_post));
}

static error word_job(struct arena *a, struct db *db, void *arg)
{
    struct changing *job = arg;
    struct issued now;
    const struct issued *to = &job->to;
    TRY(draft_of(a, db, job->who, to->id, to->version, &now));
    if (to->subject.n > ISSUED_SUBJECT_MOST || to->receivers.n > ISSUED_SUBJECT_MOST ||
        to->signer.n > ISSUED_LINE_MOST || to->signer_post.n > ISSUED_LINE_MOST)
        return FAIL(a, ERR_INPUT, "Trích yếu, nơi nhận hoặc người ký quá dài; vui lòng rút gọn.");
    struct rows *w = db_run(a, db, &issued_sql, WORD);
    BIND(w, to->id);
    BIND(w, str_trim(to->subject));
    BIND(w, vn_fold(a, to->subject));
    BIND(w, str_trim(to->receivers));
    BIND(w, str_trim(to->signer));
    BIND(w, str_trim(to->signer_post));
    TRY(rows_end(w));
    return audit_add(a, db, job->who, "issued.change", "issued", to->id, line(a, &now), line(a, to));
}

error issued_word(struct arena *a, struct store *s, const struct who *who, const struct issued *to)
{
    struct changing job = { who, *to };
    return db_write(a, s, word_job, &job);
}

static error drop_job(struct arena *a, struct db *db, void *arg)
{
    struct changing *job = arg;
    struct issued now;
    TRY(draft_of(a, db, job->who, job->to.id, job->to.version, &now));
    if (now.replaces_id && concludes(&now)) TRY(directive_kept_back(a, db, job->who, now.meeting_id, now.id));
    struct rows *w = db_run(a, db, &issued_sql, DROP);
    BIND(w, now.id);
    TRY(rows_end(w));
    return audit_add(a, db, job->who, "issued.drop", "issued", now.id, now.kind, S(""));
}

error issued_drop(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version)
{
    struct changing job = { who, { .id = id, .version = version } };
    return db_write(a, s, drop_job, &job);
}

/* ---- signing ---- */

struct signing { const struct who *who; int64_t id, version, number; struct str day; };

static error check_day(struct arena *a, struct str day, struct str least)
{
    struct day d;
    if (!day_read(day, &d)) return FAIL(a, ERR_INPUT, "Ngày ký cần ghi như 08/07/2026.");
    if (term_compare(day, term_today(a)) > 0)
        return FAIL(a, ERR_INPUT, "Ngày ký %.*s ở sau hôm nay. Sửa lại ngày rồi ký.", STR(term_vi(a, day)));
    if (least.n && term_compare(day, least) < 0)
        return FAIL(a, ERR_INPUT, "Ngày ký %.*s ở trước ngày họp %.*s. Sửa lại ngày rồi ký.", STR(term_vi(a, day)),
            STR(term_vi(a, least)));
    return NULL;
}

/* What is concluded or minuted is over; a notice without a conclusion gives nobody anything to do. */
static error ready(struct arena *a, struct db *db, const struct who *who, const struct issued *i,
    const struct meeting *m)
{
    struct directive_list list;
    bool after = concludes(i) || str_is(i->kind, S("BB")), may = false, mending = false;
    if (after && m->state != MEETING_ENDED && m->state != MEETING_CONCLUDED)
        return FAIL(a, ERR_CONFLICT, "Phiên giao ban chưa kết thúc. Kết thúc phiên rồi ký.");
    if (str_is(i->kind, S("GM")) && (!m->day.n || !m->starts.n))
        return FAIL(a, ERR_CONFLICT,
            "Phiên chưa có ngày, giờ họp. Ghi ngày, giờ ở trang Chương trình rồi ký giấy mời.");
    if (str_is(i->kind, S("BB"))) {                /* minutes say what the paper in force says */
        TRY(directive_may(a, db, who, m->id, &may, &mending));
        if (mending)
            return FAIL(a, ERR_CONFLICT, "Kết luận của phiên đang được đính chính. Ký hoặc bỏ bản thay thế của văn bản "
                "kết luận rồi ký biên bản.");
    }
    if (!concludes(i)) return NULL;
    TRY(directive_list(a, db, m->id, &list));
    if (!list.confirmed)
        return FAIL(a, ERR_CONFLICT, "Chưa có kết luận nào được xác nhận. Xác nhận ở trang Kết luận rồi ký.");
    return NULL;
}

static struct str joined(struct arena *a, const struct str *line, size_t n)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_fmt(&b, "%s%.*s", i ? "\n" : "", STR(line[i]));
    return buf_done(&b);
}

static error freeze(struct arena *a, struct db *db, const struct signing *job, const struct issued *i)
{
    struct paper p;
    TRY(issued_make(a, db, job->who, i, &p));
    struct str subject = p.subject.n ? p.subject : i->subject;
    struct rows *w = db_run(a, db, &issued_sql, SIGN);
    BIND(w, i->id);
    BIND(w, i->book);
    BIND(w, i->number);
    BIND(w, i->number_words);
    BIND(w, i->day);
    BIND(w, subject);
    BIND(w, vn_fold(a, subject));
    BIND(w, joined(a, p.copies, p.copy_count));
    BIND(w, p.signer);
    BIND(w, p.post);
    BIND(w, paper_keep(a, &p));
    BIND(w, clock_now());
    BIND(w, job->who->account_id);
    TRY(rows_end(w));
    return issued_made_keep(a, db, i->id, &p);
}

static error conclude(struct arena *a, struct db *db, const struct signing *job, const struct issued *i,
    struct meeting *m)
{
    if (m->state == MEETING_ENDED) TRY(meeting_set_state(a, db, job->who, m, MEETING_CONCLUDED, S("")));
    TRY(task_make(a, db, job->who, m, i->id));
    TRY(directive_kept_forget(a, db, i->id));
    return live_touch(a, db, m->id);
}

static error sign_job(struct arena *a, struct db *db, void *arg)
{
    struct signing *job = arg;
    struct issued i;
    struct meeting m;
    struct issued_free place;
    struct body host;
    TRY(draft_of(a, db, job->who, job->id, job->version, &i));
    TRY(meeting_row(a, db, i.meeting_id, &m));
    TRY(ready(a, db, job->who, &i, &m));
    bool before = str_is(i.kind, S("GM"));
    TRY(check_day(a, job->day, before ? S("") : m.day));
    if (job->number < 0 || job->number > NUMBER_MOST)
        return FAIL(a, ERR_INPUT, "Số văn bản từ 1 đến %d. Để trống để lấy số tiếp theo.", NUMBER_MOST);
    i.day = job->day;
    TRY(issued_free(a, db, &i, i.day, &place));
    i.book = place.book;
    i.number = job->number ? job->number : place.next;
    TRY(taken(a, db, &i, i.book, i.number));
    TRY(body_get_on(a, db, i.body_id, i.day, &host));
    const struct layout *l = layout_find(i.layout);
    if (!l) return FAIL(a, ERR_FAULT, "Không có thể thức “%.*s”. Báo cho quản trị.", STR(i.layout));
    i.number_words = issued_number_words(a, l, i.kind, host.number_suffix, i.number);
    TRY(freeze(a, db, job, &i));
    if (i.replaces_id) {
        struct rows *w = db_run(a, db, &issued_sql, REPLACED);
        BIND(w, i.replaces_id);
        TRY(rows_end(w));
    }
    TRY(audit_add(a, db, job->who, "issued.sign", "issued", i.id, S(""), i.number_words));
    return concludes(&i) ? conclude(a, db, job, &i, &m) : NULL;
}

error issued_sign(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version, int64_t number,
    struct str day)
{
    struct signing job = { .who = who, .id = id, .version = version, .number = number,
                           .day = day.n ? day : term_today(a) };
    return db_write(a, s, sign_job, &job);
}
