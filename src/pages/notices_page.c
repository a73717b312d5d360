/* notices_page.c - what this account was told: the list, marking as read, and going where a notice leads. */
#include "core/office/notice.h"
#include "core/report/due.h"
#include "pages/page.h"

enum { PAGE_ROWS = 30 };

static struct str question(struct arena *a, int64_t unread)
{
    if (!unread) return SAY("Không còn thông báo chưa đọc");
    if (unread >= 100) return SAY("Trên 99 thông báo chưa đọc");
    return str_fmt(a, say("%lld thông báo chưa đọc"), (long long)unread);
}

static void rows_fill(struct arena *a, const struct notice_page *list, struct notices_view *v)
{
    struct notice_line *row = NEW_N(a, struct notice_line, list->n + 1);
    for (size_t i = 0; i < list->n; i++)
        row[i] = (struct notice_line){ .id = list->list[i].id,
                                       .title = list->list[i].title,
                                       .text = list->list[i].text,
                                       .at = page_time(a, list->list[i].at),
                                       .unread = !list->list[i].read_at,
                                       .leads = list->list[i].link.n > 0 };
    v->row = row;
    v->rows = list->n;
}

error page_notices(struct request *q, struct reply *r)
{
    struct db *db;
    struct notice_page list;
    const struct who *who = page_who(q);
    bool unread_only = param_flag(q, "chua-doc");
    int64_t before = param_int(q, "truoc", 0), unread, elsewhere;
    TRY(page_db(q, &db));
    TRY(notice_list(q->a, db, who, unread_only, before > 0 ? before : 0, PAGE_ROWS, &list));
    TRY(notice_unread(q->a, db, who, &unread));
    TRY(notice_elsewhere(q->a, db, who, &elsewhere));
    struct notices_view v = { .form = page_key(q, false),
                              .question = question(q->a, unread),
                              .unread = unread > 0,
                              .unread_only = unread_only,
                              .newest = list.n ? list.list[0].id : 0,
                              .empty = unread_only ? SAY("Mọi thông báo đều đã đọc.")
                                  : SAY("Chưa có thông báo nào. Khi báo cáo được nộp, duyệt, trả lại hoặc "
                                        "sắp đến hạn, thông báo hiện ở đây.") };
    rows_fill(q->a, &list, &v);
    if (elsewhere)
        v.elsewhere = str_fmt(q->a, say("Ở cương vị khác còn %lld thông báo chưa đọc. Đổi cương vị ở góc trên để xem."),
                              (long long)elsewhere);
    if (list.more)
        v.older = (struct link){ .label = SAY("Các thông báo cũ hơn"),
                                 .href = str_fmt(q->a, "/thong-bao?truoc=%lld%s", (long long)list.list[list.n - 1].id,
                                                 unread_only ? "&chua-doc=1" : "") };
    struct buf body = page_open(q);
    view_notices(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Thông báo") }, &body);
}

error page_notice_open(struct request *q, struct reply *r)
{
    struct str link;
    TRY(notice_read(q->a, page_store(q), page_who(q), param_int(q, "so", 0), &link));
    reply_redirect(q, r, "%.*s", STR(link.n ? link : S("/thong-bao")));
    return NULL;
}

error page_notices_read(struct request *q, struct reply *r)
{
    TRY(notice_read_all(q->a, page_store(q), page_who(q), param_int(q, "den", 0)));
    reply_redirect(q, r, "/thong-bao?xong=da-doc");
    return NULL;
}

/* For calendar programs: no log-in, the secret in the address is one. */
error page_due_calendar(struct request *q, struct reply *r)
{
    struct str ics;
    TRY(due_calendar(q->a, page_store(q), param_str(q, "khoa"), &ics));
    if (!ics.n) return FAIL(q->a, ERR_BUSY, "Phần lập lịch chưa được cài trên máy chủ này. Hãy báo người quản trị.");
    reply_file(r, S("text/calendar; charset=utf-8"), S("han-nop.ics"), ics);
    return NULL;
}
