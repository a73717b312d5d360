/* meeting_paper_page.c - a paper of a briefing opened in place, page by page, with what people say beside each. */
#include "core/grow.h"
#include "core/meeting/agenda.h"
#include "core/report/report.h"
#include "pages/meeting_page.h"
#include "pages/office_form.h"

/* The lines of a page, without empty ones. */
static void lines_fill(struct request *q, struct str text, struct paper_page *out)
{
    struct str *line = NULL, rest = text, part;
    while (str_next(&rest, '\n', &part)) {
        part = str_trim(part);
        if (part.n) LIST_ADD(q->a, line, out->lines, part);
    }
    out->line = line;
}

static void comments_fill(struct request *q, const struct paper_comments *all, struct paper_page *out)
{
    struct comment_line *line = NEW_N(q->a, struct comment_line, all->n + 1);
    for (size_t i = 0; i < all->n; i++)
        if (all->row[i].page == out->number)
            line[out->comments++] = (struct comment_line){ .name = all->row[i].name, .words = all->row[i].words,
                .at = page_time(q->a, all->row[i].at), .mine = all->row[i].mine };
    out->comment = line;
}

/* The words of a file, or of the report as far as this person may read it. */
static error text_of(struct request *q, struct db *db, const struct agenda_paper *p, struct str *text,
    struct paper_view *v)
{
    struct report report;
    *text = p->text;
    v->href = p->report_id ? str_fmt(q->a, "/bao-cao/%lld", (long long)p->report_id)
                           : str_fmt(q->a, "/giao-ban/%lld/tai-lieu/%lld/tep", (long long)v->meeting_id,
                                     (long long)p->id);
    if (!p->report_id) {
        if (!text->n) v->empty = SAY("Tài liệu này không đọc được thành chữ ngay trên trang. Tải tệp về để xem.");
        return NULL;
    }
    error hidden = report_get_bare(q->a, db, page_who(q), p->report_id, &report);
    if (hidden && hidden->kind != ERR_MISSING && hidden->kind != ERR_DENIED) return hidden;
    if (!hidden) *text = report.text;
    if (!hidden) return NULL;
    v->href = S("");
    v->empty = SAY("Báo cáo này chưa được duyệt nên chỉ tổ chức lập báo cáo và văn phòng xem được.");
    return NULL;
}

static error asked(struct request *q, struct db **db, struct agenda_paper *p, struct meeting *m)
{
    TRY(page_db(q, db));
    TRY(agenda_paper_get(q->a, *db, page_who(q), param_int(q, "tl", 0), p, m));
    return m->id == param_int(q, "id", 0) ? NULL
        : FAIL(q->a, ERR_MISSING, "Không tìm thấy tài liệu này. Mở lại chương trình của phiên giao ban.");
}

static error show(struct request *q, struct reply *r, const struct refused *no)
{
    struct db *db;
    struct agenda_paper p;
    struct meeting m;
    struct paper_comments all;
    struct str text, *leaf;
    TRY(asked(q, &db, &p, &m));
    TRY(paper_comments(q->a, db, page_who(q), p.id, &all));
    struct paper_view v = { .form = page_key(q, true), .id = p.id, .meeting_id = m.id, .name = p.name, .late = p.late,
        .why = no ? str_c(no->why->said) : S(""), .head = meeting_head(q, &m, TAB_AGENDA, p.name),
        .note = str_fmt(q->a, say("%.*s gửi lúc %.*s"), STR(p.by), STR(page_time(q->a, p.at))),
        .may_drop = !p.report_id && !all.n && m.state <= MEETING_ENDED
            && (policy_may(page_who(q), MAY_PLAN_MEETING) || p.made_by == page_who(q)->account_id),
        .may_say = m.state != MEETING_CONCLUDED && m.state != MEETING_CANCELLED };
    TRY(text_of(q, db, &p, &text, &v));
    v.pages = paper_pages(q->a, text, &leaf);
    struct paper_page *out = NEW_N(q->a, struct paper_page, v.pages + 1);
    for (size_t i = 0; i < v.pages; i++) {
        out[i].number = (int64_t)i + 1;
        out[i].open = no && no->id == out[i].number;
        out[i].typed = typed_or(q, no, "comment", out[i].number, "noi-dung", S(""));
        lines_fill(q, leaf[i], &out[i]);
        comments_fill(q, &all, &out[i]);
    }
    v.page = out;
    if (no) r->status = err_status(no->why->kind);
    struct buf body = page_open(q);
    view_meeting_paper(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = p.name, .room = ROOM_MEETINGS,
        .refused = no ? no->why : NULL }, &body);
}

error page_meeting_paper(struct request *q, struct reply *r) { return show(q, r, NULL); }

error page_paper_comment(struct request *q, struct reply *r)
{
    struct db *db;
    struct agenda_paper p;
    struct meeting m;
    int64_t id, number = param_int(q, "trang", 0);
    TRY(asked(q, &db, &p, &m));
    error why = paper_comment_add(q->a, page_store(q), page_who(q), p.id, (int)number, param_str(q, "noi-dung"), &id);
    if (why) return may_mend(why) ? show(q, r, &(struct refused){ why, "comment", number }) : why;
    reply_redirect(q, r, "/giao-ban/%lld/tai-lieu/%lld?xong=luu#trang-%lld", (long long)m.id, (long long)p.id,
        (long long)number);
    return NULL;
}

error page_paper_drop(struct request *q, struct reply *r)
{
    struct db *db;
    struct agenda_paper p;
    struct meeting m;
    TRY(asked(q, &db, &p, &m));
    error why = agenda_paper_drop(q->a, page_store(q), page_who(q), p.id);
    if (why) return may_mend(why) ? show(q, r, &(struct refused){ why, "drop", 0 }) : why;
    reply_redirect(q, r, "/giao-ban/%lld?xong=luu", (long long)m.id);
    return NULL;
}

/* The bytes as they came; never shown in the page. */
error page_paper_file(struct request *q, struct reply *r)
{
    struct db *db;
    struct agenda_paper p;
    struct meeting m;
    struct bytes content;
    TRY(asked(q, &db, &p, &m));
    TRY(agenda_paper_bytes(q->a, db, p.id, &content));
    reply_file(r, S("application/octet-stream"), p.name, (struct str){ (const char *)content.p, content.n });
    return NULL;
}
