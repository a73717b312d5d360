/* notices_page.c - what this account was told: the list, marking as read, and going where a notice leads. */
#include "core/office/notice.h"
#include "core/report/due.h"
#include "pages/listing.h"
#include "pages/page.h"

enum { PAGE_ROWS = 30, LOOKED_THROUGH = 2000 };
enum { TITLE, TEXT, MADE, READ, COLUMNS };
static const struct listing_column columns[COLUMNS] = {
    [TITLE] = { "loai", .label = "Thông báo" },
    [TEXT] = { "noi-dung", .label = "Nội dung" },
    [MADE] = { "luc", .label = "Lúc" },
    [READ] = { "doc-luc", .label = "Đọc lúc" },
};
static const char *const narrow[] = { "chua-doc" };
static const struct listing_kind notices = { "thong-bao", SAID("Danh sách thông báo"), PAGE_ROWS, columns, COLUMNS,
                                             narrow, COUNT(narrow) };

static struct str question(struct arena *a, int64_t unread)
{
    if (!unread) return SAY("Không còn thông báo chưa đọc");
    if (unread >= 100) return SAY("Trên 99 thông báo chưa đọc");
    return str_fmt(a, say("%lld thông báo chưa đọc"), (long long)unread);
}

static struct notice_line line_of(struct arena *a, const struct notice *n)
{
    return (struct notice_line){ .id = n->id, .title = n->title, .text = n->text, .at = page_time(a, n->at),
                                 .unread = !n->read_at, .leads = n->link.n > 0 };
}

/* Searched and taken away are the newest LOOKED_THROUGH; without that the list goes on from one number to the next. */
static error rows_fill(struct request *q, const struct notice_page *list, bool unread_only, struct listing *l,
    struct notices_view *v)
{
    TRY(listing_show(l, &v->list));
    struct notice_line *row = NEW_N(q->a, struct notice_line, l->shown + 1);
    for (size_t i = 0; i < l->shown; i++) row[i] = line_of(q->a, &list->list[l->order[i]]);
    v->row = row;
    v->rows = l->shown;
    if (list->more && !listing_whole(q))
        v->older = (struct link){ .label = SAY("Các thông báo cũ hơn"),
                                  .href = str_fmt(q->a, "/thong-bao?truoc=%lld%s",
                                                  (long long)list->list[list->n - 1].id,
                                                  unread_only ? "&chua-doc=1" : "") };
    return NULL;
}

static struct listing listing_of(struct request *q, const struct notice_page *list)
{
    struct listing l = listing_open(q, &notices);
    for (size_t i = 0; i < list->n; i++) {
        const struct notice *n = &list->list[i];
        struct ledger_cell *c = listing_row(&l);
        c[TITLE] = ledger_text(n->title);
        c[TEXT] = ledger_text(n->text);
        c[MADE] = ledger_time(n->at);
        c[READ] = ledger_time(n->read_at);
    }
    return l;
}

static struct str empty_words(const struct notices_view *v)
{
    if (v->list.find.n)
        return SAY("Không có thông báo nào như vậy. Thử gõ ít chữ hơn, không cần dấu: tên tổ chức, tháng, hoặc lý do.");
    if (v->unread_only) return SAY("Mọi thông báo đều đã đọc.");
    return SAY("Chưa có thông báo nào. Khi báo cáo được nộp, duyệt, trả lại hoặc sắp đến hạn, thông báo hiện ở đây.");
}

error page_notices(struct request *q, struct reply *r)
{
    struct db *db;
    struct notice_page list;
    const struct who *who = page_who(q);
    bool unread_only = param_flag(q, "chua-doc"), whole = listing_whole(q);
    int64_t before = whole ? 0 : param_int(q, "truoc", 0), unread, elsewhere;
    TRY(page_db(q, &db));
    TRY(notice_list(q->a, db, who, unread_only, before > 0 ? before : 0, whole ? LOOKED_THROUGH : PAGE_ROWS, &list));
    struct listing l = listing_of(q, &list);
    if (listing_asked(q))
        return listing_file(&l, r, list.more ? str_fmt(q->a, say("%.*s · chỉ %zu thông báo mới nhất"), STR(who->name),
                                                       list.n) : who->name);
    TRY(notice_unread(q->a, db, who, &unread));
    TRY(notice_elsewhere(q->a, db, who, &elsewhere));
    struct notices_view v = { .form = page_key(q, false),
                              .question = question(q->a, unread),
                              .unread = unread > 0,
                              .unread_only = unread_only,
                              .newest = list.n ? list.list[0].id : 0 };
    TRY(rows_fill(q, &list, unread_only, &l, &v));
    v.empty = empty_words(&v);
    if (elsewhere)
        v.elsewhere = str_fmt(q->a, say("Ở cương vị khác còn %lld thông báo chưa đọc. Đổi cương vị ở góc trên để xem."),
                              (long long)elsewhere);
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
