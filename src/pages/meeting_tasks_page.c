/* meeting_tasks_page.c - a briefing opens with what became of the conclusions before it: what is late first, and for
 * each what the reports of this period say was done. After it is concluded, also what it asked for itself. */
#include "core/meeting/opinion.h"
#include "core/meeting/task.h"
#include "core/office/term.h"
#include "pages/meeting_page.h"
#include "pages/task_words.h"

enum { SAID_MOST = 4 };

/* With what result it was closed: what was said at its end, and every piece of evidence. */
static error events_fill(struct request *q, struct db *db, const struct task *t, struct carried_line *row)
{
    struct task_notes notes;
    TRY(task_notes(q->a, db, t->id, &notes));
    struct task_event *event = NEW_N(q->a, struct task_event, notes.n + 1);
    for (size_t i = 0; i < notes.n; i++) {
        const struct task_note *n = &notes.row[i];
        if (n->kind == TASK_SAID_DONE || n->kind == TASK_EVIDENCE || n->kind == TASK_ACCEPTED
            || n->kind == TASK_STOPPED || n->file_name.n)
            event[row->events++] = task_event_of(q->a, t, n);
    }
    row->event = event;
    return NULL;
}

static error row_fill(struct request *q, struct db *db, const struct task_reports *of, const struct task *t,
    struct carried_line *row)
{
    row->line = task_line_of(q->a, t);
    if (t->state == TASK_DONE) row->closed = SAY("Đã xong");
    if (t->state == TASK_ENDED) row->closed = str_c(task_look_name(t->look));
    if (row->closed.n) TRY(events_fill(q, db, t, row));
    TRY(task_said_lines(q, db, of, t, &row->said, &row->saids));
    if (row->saids > SAID_MOST) row->saids = SAID_MOST;
    return NULL;
}

/* Those of `list` in the chair's reading order, then those of `closed`. */
static error rows_fill(struct request *q, struct db *db, const struct meeting *m, const struct task_list *list,
    const struct task_list *closed, struct carried_view *v)
{
    size_t n = list->n + closed->n;
    struct carried_line *row = NEW_N(q->a, struct carried_line, n + 1);
    struct task *task = NEW_N(q->a, struct task, n + 1);
    for (size_t i = 0; i < n; i++) task[i] = i < list->n ? list->row[i] : closed->row[i - list->n];
    struct task_reports reports;
    TRY(task_reports(q->a, db, page_who(q), task, n, m->period, &reports));
    for (size_t i = 0; i < n; i++) {
        TRY(row_fill(q, db, &reports, &task[i], &row[i]));
        row[i].id = str_fmt(q->a, "viec-%zu", i + 1);
        row[i].order = str_fmt(q->a, say("Việc %zu trong %zu"), i + 1, n);
        if (i + 1 < n) row[i].next = str_fmt(q->a, "viec-%zu", i + 2);
    }
    v->row = row;
    v->rows = n;
    v->open = list->n;
    if (closed->look[LOOK_ENDED])
        v->closed = str_fmt(q->a, say("Đã xong từ lần giao ban trước: %zu việc; thôi theo dõi: %zu việc"),
            closed->look[LOOK_DONE], closed->look[LOOK_ENDED]);
    else v->closed = str_fmt(q->a, say("Đã xong từ lần giao ban trước: %zu việc"), closed->n);
    return NULL;
}

static error opinions_fill(struct request *q, struct db *db, const struct meeting *m, struct carried_view *v)
{
    struct opinion_list list;
    TRY(opinion_carried(q->a, db, m, &list));
    struct link *link = NEW_N(q->a, struct link, list.n + 1);
    for (size_t i = 0; i < list.n; i++) {
        const struct opinion *o = &list.row[i];
        struct str on = term_vi(q->a, o->raised_on);
        link[i] = (struct link){ .label = o->words, .href = str_fmt(q->a, "/kien-nghi/%lld", (long long)o->id),
            .hint = str_fmt(q->a, "%.*s · %.*s · %s", STR(o->raised_by), STR(on), opinion_state_name(o->state)) };
    }
    v->opinion = link;
    v->opinions = list.n;
    return NULL;
}

static struct str question(struct request *q, const struct task_list *l, const struct task_list *closed, bool own)
{
    if (own) return str_fmt(q->a, say("%zu việc đã giao tại buổi này"), l->n);
    struct str open = str_fmt(q->a, say("%zu việc của các lần trước chưa xong"), l->n);
    if (l->look[LOOK_LATE])
        open = str_fmt(q->a, say("%zu việc của các lần trước chưa xong, %zu việc quá hạn"), l->n, l->look[LOOK_LATE]);
    if (!l->n) open = SAY("Không còn việc nào của các lần trước");
    return closed->n ? str_fmt(q->a, say("%.*s; %zu việc đã khép lại"), STR(open), closed->n) : open;
}

error page_meeting_tasks(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    struct task_list list, closed = { 0 };
    TRY(meeting_asked(q, &db, &m));
    bool own = m.state == MEETING_CONCLUDED;
    struct task_ask ask = { .unit_id = m.unit_id, .meeting_id = m.id };
    if (own) TRY(task_list(q->a, db, page_who(q), &ask, &list));
    else TRY(task_carried(q->a, db, &m, &list));
    if (!own) TRY(task_closed(q->a, db, &m, &closed));
    struct carried_view v = { .head = meeting_head(q, &m, TAB_TASKS, question(q, &list, &closed, own)) };
    v.note = own ? SAY("Theo thông báo kết luận đã ký. Việc quá hạn đứng trước.")
                 : SAY("Theo thứ tự chủ trì đọc: việc quá hạn, việc sắp đến hạn, rồi các việc còn lại.");
    v.empty = own ? SAY("Buổi giao ban này không giao việc nào.")
                  : SAY("Mọi kết luận của các lần trước đã xong hoặc đã khép lại.");
    TRY(rows_fill(q, db, &m, &list, &closed, &v));
    if (!own) TRY(opinions_fill(q, db, &m, &v));
    struct buf body = page_open(q);
    view_carried(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.head.question, .room = ROOM_MEETINGS,
        .script = v.rows ? "carried.js" : NULL }, &body);
}
