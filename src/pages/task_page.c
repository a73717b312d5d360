/* task_page.c - one task: where it stands, where its figures come from, what happened, and what this person may do. */
#include "core/grow.h"
#include "core/meeting/directive.h"
#include "core/meeting/issued.h"
#include "core/meeting/task.h"
#include "core/office/audit.h"
#include "core/office/term.h"
#include "pages/history.h"
#include "pages/office_form.h"
#include "pages/task_words.h"

/* Every kind of office document and the pictures of telephones; core judges by content. */
#define ACCEPT ".txt,.docx,.odt,.doc,.pdf,.xlsx,.csv,.html,.png,.jpg,.jpeg"

/* What may be done, in the order of the page. report: by a body of the task; else by the chair and the office. */
static const struct form_kind {
    enum task_note_kind kind;
    const char *code, *label, *hint;
    bool report, words, must, day, percent, file, strong;
} kinds[] = {
    { TASK_ACCEPTED, "nhan", .label = "Nhận xét (không bắt buộc khi đã báo hoàn thành)", .words = true, .strong = true,
      .hint = SAID("Việc chưa được báo hoàn thành thì ghi rõ căn cứ.") },
    { TASK_PROGRESS, "tien-do", .label = "Đã làm được gì", .report = true, .words = true, .must = true, .percent = true,
      .file = true, .strong = true },
    { TASK_SAID_DONE, "xong", .label = "Kết quả đạt được", .report = true, .words = true, .must = true, .file = true },
    { TASK_ASKED, "xin-gia-han", .label = "Lý do xin gia hạn", .report = true, .words = true, .must = true,
      .day = true },
    { TASK_EVIDENCE, "minh-chung", .label = "Minh chứng nói lên điều gì", .report = true, .words = true, .file = true },
    { TASK_RETURNED, "lam-tiep", .label = "Còn phải làm gì", .words = true, .must = true },
    { TASK_GRANTED, "gia-han", .label = "Ghi chú (không bắt buộc)", .words = true, .day = true,
      .hint = SAID("Hạn ban đầu vẫn được giữ và hiện bên cạnh.") },
    { TASK_REFUSED, "khong-gia-han", .label = "Lý do không gia hạn", .words = true, .must = true },
    { TASK_STOPPED, "thoi", .label = "Lý do thôi theo dõi", .words = true, .must = true },
};

static struct str href_of(struct request *q, int64_t id) { return str_fmt(q->a, "/viec/%lld", (long long)id); }

/* The act that comes next stands open: granting the time that was asked for, else accepting what was said to be done;
 * of a body, telling how far it is. */
static bool comes_next(const struct task *t, const struct form_kind *k)
{
    if (k->kind == TASK_GRANTED) return t->asked_day.n > 0;
    return k->strong && (k->report || (!t->asked_day.n && (t->state == TASK_REPORTED || t->reached)));
}

/* Where the keyboard goes after a refusal; "" to the sentence that says why, when no field is to blame. */
static struct str fault_of(struct request *q, const struct form_kind *k, error no)
{
    int64_t percent;
    struct str words = str_trim(param_typed(q, "noi-dung")), typed = str_trim(param_typed(q, "tien-do"));
    if (no->kind == ERR_CONFLICT) return S("");
    if (no->kind == ERR_FORMAT) return k->file ? S("file") : S("");
    if (k->must && !words.n) return S("words");
    if (k->percent && typed.n && (!str_int(typed, &percent) || percent < 0 || percent > 100)) return S("percent");
    return k->day ? S("day") : k->words ? S("words") : S("");
}

/* no: the form that was refused, NULL none. */
static void forms_fill(struct request *q, const struct task *t, error no, struct task_view *v)
{
    struct task_form *form = NEW_N(q->a, struct task_form, COUNT(kinds));
    for (size_t i = 0; i < COUNT(kinds); i++) {
        const struct form_kind *k = &kinds[i];
        if (!task_may(page_who(q), t, k->kind)) continue;
        bool again = no && str_is(param_str(q, "viec"), str_c(k->code));
        struct task_form *f = &form[v->forms++];
        *f = (struct task_form){ .form = page_key(q, true), .act = str_c(task_note_name(k->kind)),
            .action = str_fmt(q->a, "%.*s/%s", STR(href_of(q, t->id)), k->report ? "bao" : "quyet"),
            .code = str_c(k->code), .label = SAY(k->label), .hint = k->hint ? SAY(k->hint) : S(""),
            .accept = S(ACCEPT), .version = t->version, .asks_words = k->words, .must = k->must, .asks_day = k->day,
            .asks_percent = k->percent, .asks_file = k->file, .open = again,
            .strong = comes_next(t, k) };
        if (k->kind == TASK_GRANTED && t->asked_day.n) f->day = term_vi(q->a, t->asked_day);
        if (k->percent)
            for (size_t p = 0; p < t->parts; p++)
                if (t->part[p].body_id == page_who(q)->acting->body_id)
                    f->percent = str_fmt(q->a, "%d", t->part[p].progress);
        if (!again) continue;
        f->fault = fault_of(q, k, no);
        v->at_field = f->fault.n > 0;
        f->words = param_typed(q, "noi-dung");
        if (k->day) f->day = param_typed(q, "ngay");
        if (k->percent) f->percent = param_typed(q, "tien-do");
    }
    v->form = form;
}

static void parts_fill(struct request *q, const struct task *t, struct task_view *v)
{
    struct task_part_line *line = NEW_N(q->a, struct task_part_line, t->parts + 1);
    for (size_t i = 0; i < t->parts; i++) {
        const struct task_part *p = &t->part[i];
        line[i] = (struct task_part_line){ .name = p->name, .words = p->words, .percent = p->progress,
            .progress = str_fmt(q->a, "%d%%", p->progress), .lead = p->lead,
            .at = p->said_at ? page_time(q->a, p->said_at) : SAY("chưa báo") };
    }
    v->part = line;
    v->parts = t->parts;
}

static error sources_fill(struct request *q, struct db *db, const struct task *t, struct task_view *v)
{
    struct since since;
    TRY(task_figures(q->a, db, t, &since));
    struct task_source *line = NEW_N(q->a, struct task_source, since.lines + 1);
    for (size_t i = 0; i < since.lines; i++) {
        const struct since_line *s = &since.line[i];
        line[i] = (struct task_source){ .words = s->words, .quote = str_is(s->quote, s->words) ? S("") : s->quote,
            .head = str_fmt(q->a, say("%.*s, báo cáo %.*s"), STR(s->body_short), STR(period_in(q->a, s->period))),
            .href = str_fmt(q->a, "/bao-cao/%lld?so=%lld#v%lld", (long long)s->report_id, (long long)s->seq,
                (long long)s->seq) };
    }
    v->source = line;
    v->sources = since.lines;
    struct task_reports reports;
    TRY(task_reports(q->a, db, page_who(q), t, 1, S(""), &reports));
    return task_said_lines(q, db, &reports, t, &v->said, &v->saids);
}

static error events_fill(struct request *q, struct db *db, const struct task *t, struct task_view *v)
{
    struct task_notes notes;
    TRY(task_notes(q->a, db, t->id, &notes));
    struct task_event *event = NEW_N(q->a, struct task_event, notes.n + 1);
    for (size_t i = 0; i < notes.n; i++) event[i] = task_event_of(q->a, t, &notes.row[notes.n - 1 - i]);
    v->event = event;
    v->events = notes.n;
    return NULL;
}

static error letters_fill(struct request *q, struct db *db, const struct task *t, struct task_view *v)
{
    struct issued_list letters;
    v->may_remind = task_may(page_who(q), t, TASK_REMINDED);
    if (!v->may_remind) return NULL;
    v->remind = page_key(q, true);
    TRY(issued_list(q->a, db, page_who(q), &(struct issued_ask){ .unit_id = t->unit_id, .task_id = t->id, .out = true },
        &letters));
    struct link *link = NEW_N(q->a, struct link, letters.n + 1);
    for (size_t i = 0; i < letters.n; i++) {
        struct str day = term_vi(q->a, letters.row[i].day);
        link[i] = (struct link){ .href = str_fmt(q->a, "/van-ban/%lld", (long long)letters.row[i].id),
            .label = letters.row[i].state == ISSUED_DRAFT ? SAY("Công văn đang soạn")
                : str_fmt(q->a, say("Công văn số %.*s ngày %.*s"), STR(letters.row[i].number_words), STR(day)) };
    }
    v->letter = link;
    v->letters = letters.n;
    return NULL;
}

static error show(struct request *q, struct reply *r, error no)
{
    struct db *db;
    struct task t;
    TRY(page_db(q, &db));
    TRY(task_get(q->a, db, page_who(q), param_int(q, "id", 0), &t));
    struct task_view v = { .question = task_title(q->a, &t), .why = no ? str_c(no->said) : S(""),
        .line = task_line_of(q->a, &t),
        .history = { .label = SAY("Lịch sử"), .href = str_fmt(q->a, "%.*s/lich-su", STR(href_of(q, t.id))) },
        .meeting = { .label = t.meeting_title, .href = str_fmt(q->a, "/giao-ban/%lld", (long long)t.meeting_id) },
        .paper = { .label = t.paper_words.n ? t.paper_words : t.meeting_title } };
    struct str given = term_vi(q->a, t.given_on);
    v.given = str_fmt(q->a, say("giao ngày %.*s"), STR(given));
    if (t.issued_id) v.paper.href = str_fmt(q->a, "/van-ban/%lld", (long long)t.issued_id);
    if (t.has_goal) v.goal = str_fmt(q->a, say("%.*s, mức cần đạt: %.*s"), STR(t.indicator_name), STR(t.goal_words));
    if (t.reached && t.state == TASK_OPEN)
        v.reached = str_fmt(q->a,
            say("Số liệu đã duyệt là %.*s, đạt mức đề ra %.*s. Đề nghị chủ trì xác nhận hoàn thành."),
            STR(t.value_words), STR(t.goal_words));
    parts_fill(q, &t, &v);
    forms_fill(q, &t, no, &v);
    TRY(sources_fill(q, db, &t, &v));
    TRY(events_fill(q, db, &t, &v));
    TRY(letters_fill(q, db, &t, &v));
    if (no) r->status = err_status(no->kind);
    struct buf body = page_open(q);
    view_task(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.question, .room = ROOM_TASKS,
        .refused = no }, &body);
}

error page_task(struct request *q, struct reply *r) { return show(q, r, NULL); }

/* ---- acts ---- */

/* Its draft opens; the history says that one was written, once for each. */
error page_task_remind(struct request *q, struct reply *r)
{
    struct db *db;
    struct task t;
    struct issued_list letters;
    int64_t id = param_int(q, "id", 0), letter;
    bool drafted = false;
    TRY(page_db(q, &db));
    TRY(task_get(q->a, db, page_who(q), id, &t));
    if (!task_may(page_who(q), &t, TASK_REMINDED)) {
        TRY(policy_check(q->a, db, page_who(q), MAY_DECIDE_TASK, t.unit_id, 0, S("")));
        return show(q, r, FAIL(q->a, ERR_CONFLICT, "Việc đã xong hoặc thôi theo dõi nên không cần đôn đốc."));
    }
    TRY(issued_list(q->a, db, page_who(q), &(struct issued_ask){ .unit_id = t.unit_id, .task_id = id, .out = true },
        &letters));
    for (size_t i = 0; i < letters.n; i++) drafted |= letters.row[i].state == ISSUED_DRAFT;
    error e = issued_remind(q->a, page_store(q), page_who(q), id, &letter);
    if (!e && !drafted)
        e = task_act(q->a, page_store(q), page_who(q), &(struct task_act){ .id = id, .version = t.version,
            .kind = TASK_REMINDED, .words = S("Soạn công văn đôn đốc"), .progress = -1 });
    if (e) return may_mend(e) ? show(q, r, e) : e;
    reply_redirect(q, r, "/van-ban/%lld", (long long)letter);
    return NULL;
}

/* The new day as people say it: 30/9, cuối tháng 9. */
static error day_said(struct request *q, struct str *out)
{
    struct day on, due;
    struct span where;
    struct str words = str_trim(param_str(q, "ngay"));
    bool known = day_read(term_today(q->a), &on);
    assert(known);
    *out = S("");
    if (!words.n) return NULL;
    if (!directive_due(q->a, words, on, true, &due, &where) || where.to + 3 < words.n)
        return FAIL(q->a, ERR_INPUT, "Không rõ hạn mới “%.*s” là ngày nào. Ghi như 30/9, cuối tháng 9 hoặc quý III.",
            STR(words));
    *out = day_write(q->a, due);
    return NULL;
}

static error read_act(struct request *q, bool report, struct task_act *act)
{
    struct str code = param_str(q, "viec");
    const struct form_kind *kind = NULL;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (kinds[i].report == report && str_is(code, str_c(kinds[i].code))) kind = &kinds[i];
    if (!kind) return FAIL(q->a, ERR_USAGE, "Yêu cầu không nêu việc nào trên trang này. Tải lại trang rồi làm lại.");
    *act = (struct task_act){ .id = param_int(q, "id", 0), .version = param_int(q, "ban", 0), .kind = kind->kind,
        .words = param_str(q, "noi-dung"), .progress = -1 };
    if (!report) return day_said(q, &act->day);
    struct upload file = param_file(q, "tep");
    act->file = file.content;
    act->file_name = file.name;
    act->progress = (int)param_int(q, "tien-do", -1);
    if (act->progress > 100 || act->progress < -1)
        return FAIL(q->a, ERR_INPUT, "Tiến độ là một số từ 0 đến 100 phần trăm.");
    return day_said(q, &act->day);
}

static error done(struct request *q, struct reply *r, bool report)
{
    struct task_act act;
    error e = read_act(q, report, &act);
    if (!e) e = task_act(q->a, page_store(q), page_who(q), &act);
    bool here = e && (may_mend(e) || e->kind == ERR_FORMAT || e->kind == ERR_TOO_LARGE);
    if (e) return here ? show(q, r, e) : e;
    reply_redirect(q, r, "/viec/%lld?xong=ghi-viec#dien-bien", (long long)act.id);
    return NULL;
}

error page_task_report(struct request *q, struct reply *r) { return done(q, r, true); }
error page_task_decide(struct request *q, struct reply *r) { return done(q, r, false); }

error page_task_file(struct request *q, struct reply *r)
{
    struct db *db;
    struct str name;
    struct bytes content;
    int64_t id = param_int(q, "id", 0);
    TRY(page_db(q, &db));
    TRY(task_file(q->a, db, page_who(q), id, param_int(q, "so", 0), &name, &content));
    TRY(audit_read(q->a, page_store(q), page_who(q), "task.read_file", "task", id, name));
    reply_file(r, S("application/octet-stream"), name, (struct str){ (const char *)content.p, content.n });
    return NULL;
}

error page_task_history(struct request *q, struct reply *r)
{
    struct db *db;
    struct task t;
    struct audit_rows rows;
    int64_t id = param_int(q, "id", 0);
    TRY(page_db(q, &db));
    TRY(task_get(q->a, db, page_who(q), id, &t));
    TRY(audit_of(q->a, db, "task", id, &rows));
    struct link crumb[] = {
        { .label = SAY("Việc giao"), .href = S("/viec") }, { .label = task_title(q->a, &t), .href = href_of(q, id) },
    };
    return history_show(q, r, ROOM_TASKS, SAY("Ai đã làm gì với việc này?"), crumb, COUNT(crumb), &rows);
}
