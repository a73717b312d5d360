/* issued_letter.c - what an invitation (giấy mời) and a reminder of a task (công văn đôn đốc) say (issued_paper.h). */
#include "core/meeting/issued_paper.h"
#include "core/grow.h"
#include "core/meeting/agenda.h"
#include "core/meeting/attend.h"
#include "core/meeting/task.h"
#include "core/office/term.h"
#include "vn/period.h"

enum { REPLY_DAYS = 5 };                       /* within which an answer to a reminder is asked for */

/* ---- the invitation ---- */

static error guests(struct making *m)
{
    struct attendance list;
    TRY(attend_list(m->a, m->db, &m->m, &list));
    for (size_t i = 0; i < list.n; i++) {
        const struct attendee *t = &list.row[i];
        if (t->part == PART_CHAIR || t->part == PART_SECRETARY) continue;
        struct str who = t->name.n ? make_person(m->a, t->name, t->post) : S("đại diện lãnh đạo");
        struct str of = t->body_name.n ? str_fmt(m->a, "%s%.*s", t->name.n && t->post.n ? " " : t->name.n ? ", " : " ",
                                                 STR(t->body_name)) : S("");
        struct str line = str_fmt(m->a, "%.*s%.*s", STR(who), STR(of));
        make_item(m, str_fmt(m->a, "Đ%.*s;", STR(str_cut(line, S("đ").n, line.n))));
    }
    return NULL;
}

static error programme(struct making *m)
{
    struct agenda agenda;
    TRY(agenda_get(m->a, m->db, &m->m, &agenda));
    if (!agenda.n) return NULL;
    bool open = false;                         /* what was left open is one line: guests get this paper too */
    make_text(m, S("Nội dung:"));
    for (size_t i = 0; i < agenda.n; i++) {
        const struct agenda_item *x = &agenda.item[i];
        bool carried = x->kind == ITEM_CARRIED || x->kind == ITEM_DIFFICULTY;
        if (x->kind == ITEM_MISSING || x->state == ITEM_SKIPPED || (carried && open)) continue;
        struct str title = carried ? S("Kết luận, kiến nghị còn mở của các phiên trước") : x->title;
        make_item(m, str_fmt(m->a, "%.*s;", STR(title)));
        open = open || carried;
    }
    return NULL;
}

error issued_invitation(struct making *m)
{
    struct arena *a = m->a;
    const struct meeting *meeting = &m->m;
    m->p->kind = S("GIẤY MỜI");
    m->p->subject = str_fmt(a, "dự %.*s", STR(make_title(m)));
    make_text(m, str_fmt(a, "%.*s trân trọng kính mời:", STR(m->presidium)));
    TRY(guests(m));
    make_text(m, str_fmt(a, "Dự %.*s.", STR(make_title(m))));
    if (meeting->chair_name.n)
        make_text(m, str_fmt(a, "Chủ trì: %.*s.", STR(make_person(a, meeting->chair_name, meeting->chair_post))));
    make_text(m, str_fmt(a, "Thời gian: %.*s, %.*s.", STR(make_clock(a, meeting->starts)),
                         STR(make_day_of_week(a, meeting->day))));
    if (meeting->venue.n) make_text(m, str_fmt(a, "Địa điểm: %.*s.", STR(meeting->venue)));
    TRY(programme(m));
    if (meeting->papers_by.n)
        make_text(m, str_fmt(a, "Đề nghị các cơ quan, tổ chức gửi báo cáo và tài liệu trước ngày %.*s; đại biểu không "
            "dự được thì báo lại và cử người dự thay.", STR(term_vi(a, meeting->papers_by))));
    make_text(m, str_fmt(a, "%.*s trân trọng kính mời các đồng chí đến dự đúng giờ./.", STR(m->presidium)));
    make_copy(m, S("Như trên"));
    make_copy_kept(m);
    return NULL;
}

/* ---- the reminder ---- */

/* How it stands: late by how many days, how far it is, whether anything was reported. */
static struct str standing(struct making *m, const struct task *t)
{
    struct arena *a = m->a;
    struct buf b = buf_open(a);
    struct day due, now;
    bool known = day_read(t->due, &due) && day_read(m->day, &now);
    int64_t late = known ? day_number(now) - day_number(due) : 0;
    buf_fmt(&b, "Đến ngày %.*s, ", STR(term_vi(a, m->day)));
    if (late > 0) buf_fmt(&b, "việc nêu trên đã quá hạn %02lld ngày", (long long)late);
    else buf_c(&b, "việc nêu trên chưa hoàn thành");
    if (t->value_words.n && t->goal_words.n)
        buf_fmt(&b, ", số liệu đã duyệt đạt %.*s, mức phải đạt là %.*s", STR(t->value_words), STR(t->goal_words));
    else if (t->progress) buf_fmt(&b, ", tiến độ báo về là %lld%%", (long long)t->progress);
    else buf_c(&b, ", chưa có báo cáo tiến độ");
    buf_c(&b, ".");
    return buf_done(&b);
}

static struct str reply_by(struct making *m)
{
    struct day now;
    if (!day_read(m->day, &now)) return S("");
    return day_vi(m->a, day_from_number(day_number(now) + REPLY_DAYS));
}

error issued_reminder(struct making *m)
{
    struct arena *a = m->a;
    struct task t;
    TRY(task_get(a, m->db, m->who, m->i->task_id, &t));
    struct str paper = t.paper_words.n ? t.paper_words : str_fmt(a, "kết luận %.*s", STR(make_title(m)));
    LIST_ADD(a, m->to, m->tos, t.body_name);
    for (size_t i = 0; i < t.withs; i++) LIST_ADD(a, m->to, m->tos, t.with_name[i]);
    m->p->subject = str_fmt(a, "đôn đốc thực hiện %.*s", STR(paper));
    struct buf b = buf_open(a);
    buf_fmt(&b, "Tại %.*s, %.*s giao %.*s chủ trì", STR(paper), STR(m->presidium), STR(t.body_name));
    for (size_t i = 0; i < t.withs; i++) buf_fmt(&b, "%s%.*s", i ? ", " : ", phối hợp với ", STR(t.with_name[i]));
    buf_fmt(&b, " thực hiện: %.*s", STR(t.words));
    if (t.due.n) buf_fmt(&b, "; hoàn thành trước ngày %.*s", STR(term_vi(a, t.due)));
    if (t.measure.n) buf_fmt(&b, "; đo bằng %.*s", STR(make_lower(a, t.measure)));
    buf_c(&b, ".");
    make_due_text(m, buf_done(&b));
    make_text(m, standing(m, &t));
    make_text(m, str_fmt(a, "%.*s đề nghị %.*s:", STR(m->presidium), STR(t.body_name)));
    make_text(m, S("1. Tập trung thực hiện dứt điểm việc nêu trên; nêu rõ nguyên nhân chậm, khó khăn cần tháo gỡ và "
        "ngày hoàn thành."));
    struct str channel = m->m.channel.n ? m->m.channel : m->presidium;
    make_due_text(m, str_fmt(a, "2. Báo cáo kết quả với %.*s trước ngày %.*s.", STR(channel), STR(reply_by(m))));
    make_text(m, str_fmt(a, "Đề nghị %.*s quan tâm, phối hợp thực hiện./.", STR(t.body_name)));
    make_copy(m, S("Như trên"));
    make_copy_kept(m);
    return NULL;
}
