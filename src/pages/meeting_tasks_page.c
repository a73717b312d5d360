/* meeting_tasks_page.c - a briefing opens with what became of the conclusions before it: what is late first, and for
 * each what the reports of this period say was done. After it is concluded, also what it asked for itself. */
#include "core/meeting/opinion.h"
#include "core/meeting/task.h"
#include "core/office/term.h"
#include "pages/meeting_page.h"
#include "pages/task_words.h"

enum { SAID_MOST = 4 };

static error rows_fill(struct request *q, struct db *db, const struct meeting *m, const struct task_list *list,
    struct carried_view *v)
{
    struct carried_line *row = NEW_N(q->a, struct carried_line, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        const struct task *t = &list->row[i];
        row[i] = (struct carried_line){ .line = task_line_of(q->a, t), .id = str_fmt(q->a, "viec-%zu", i + 1),
            .order = str_fmt(q->a, say("Việc %zu trong %zu"), i + 1, list->n) };
        if (i + 1 < list->n) row[i].next = str_fmt(q->a, "viec-%zu", i + 2);
        TRY(task_said_lines(q, db, t, m->period, &row[i].said, &row[i].saids));
        if (row[i].saids > SAID_MOST) row[i].saids = SAID_MOST;
    }
    v->row = row;
    v->rows = list->n;
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

static struct str question(struct request *q, const struct task_list *l, bool own)
{
    if (own) return str_fmt(q->a, say("%zu việc đã giao tại buổi này"), l->n);
    if (!l->n) return SAY("Không còn việc nào của các lần trước");
    if (l->look[LOOK_LATE])
        return str_fmt(q->a, say("%zu việc của các lần trước chưa xong, %zu việc quá hạn"), l->n, l->look[LOOK_LATE]);
    return str_fmt(q->a, say("%zu việc của các lần trước chưa xong"), l->n);
}

error page_meeting_tasks(struct request *q, struct reply *r)
{
    struct db *db;
    struct meeting m;
    struct task_list list;
    TRY(meeting_asked(q, &db, &m));
    bool own = m.state == MEETING_CONCLUDED;
    struct task_ask ask = { .unit_id = m.unit_id, .meeting_id = m.id };
    if (own) TRY(task_list(q->a, db, page_who(q), &ask, &list));
    else TRY(task_carried(q->a, db, &m, &list));
    struct carried_view v = { .head = meeting_head(q, &m, TAB_TASKS, question(q, &list, own)) };
    v.note = own ? SAY("Theo thông báo kết luận đã ký. Việc quá hạn đứng trước.")
                 : SAY("Theo thứ tự chủ trì đọc: việc quá hạn, việc sắp đến hạn, rồi các việc còn lại.");
    v.empty = own ? SAY("Buổi giao ban này không giao việc nào.")
                  : SAY("Mọi kết luận của các lần trước đã xong hoặc đã khép lại.");
    TRY(rows_fill(q, db, &m, &list, &v));
    if (!own) TRY(opinions_fill(q, db, &m, &v));
    struct buf body = page_open(q);
    view_carried(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.head.question, .room = ROOM_MEETINGS,
        .script = v.rows ? "carried.js" : NULL }, &body);
}
