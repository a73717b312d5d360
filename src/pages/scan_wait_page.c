/* scan_wait_page.c - in place of the review while a scan is being read: how far it is, why it failed, or that it holds
 * several reports. */
#include "core/report/bundle.h"
#include "core/report/scan_queue.h"
#include "pages/review.h"

static struct str question(const struct scan_wait *wait)
{
    if (wait->state == SCAN_FAILED) return SAY("Chưa nhận dạng được tệp");
    return wait->state == SCAN_WAITING ? SAY("Tệp đang chờ nhận dạng") : SAY("Đang nhận dạng tệp");
}

static struct str said(struct arena *a, const struct scan_wait *wait)
{
    if (wait->state == SCAN_FAILED) return wait->said;
    if (wait->state == SCAN_WAITING)
        return wait->before ? str_fmt(a, say("Còn %lld tệp gửi trước."), (long long)wait->before)
                            : SAY("Sắp đến lượt tệp này.");
    if (!wait->pages) return SAY("Đang mở tệp và nhận dạng trang đầu.");
    int64_t now = wait->done < wait->pages ? wait->done + 1 : wait->pages;
    return str_fmt(a, say("Đang nhận dạng trang %lld/%lld"), (long long)now, (long long)wait->pages);
}

static error show(struct request *q, struct reply *r, const struct report *p, const struct scan_wait *wait, error why)
{
    struct scan_wait_view v = { .form = page_key(q, false),
                                .base = str_fmt(q->a, "/bao-cao/%lld", (long long)p->id),
                                .question = question(wait),
                                .body = p->body_short,
                                .period = page_period_words(q->a, p->period),
                                .name = wait->name,
                                .said = said(q->a, wait),
                                .why = why ? str_c(why->said) : S(""),
                                .done = wait->done,
                                .pages = wait->pages,
                                .failed = wait->state == SCAN_FAILED,
                                .has_text = p->text.n > 0,
                                .may_edit = p->may_edit };
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_scan_wait(&body, &v);
    return page_show(q, r,
                     &(struct page_frame){ .title = v.question, .room = ROOM_REPORTS, .script = "scan_wait.js",
                                           .again = !v.failed },
                     &body);
}

error scan_wait_show(struct request *q, struct reply *r, const struct report *p, error why, bool *shown)
{
    struct db *db;
    struct scan_wait wait;
    *shown = false;
    if (p->state != REPORT_DRAFT && p->state != REPORT_RETURNED) return NULL;
    TRY(page_db(q, &db));
    TRY(scan_queue_find(q->a, db, p->id, &wait, shown));
    if (*shown) return show(q, r, p, &wait, why);
    int64_t bundle = 0;                            /* what was sent turned out to hold several reports */
    if (p->may_edit && !p->text.n) TRY(bundle_for_draft(q->a, db, p->id, &bundle));
    if (bundle) reply_redirect(q, r, "/bao-cao/nhieu/%lld", (long long)bundle);
    *shown = bundle != 0;
    return NULL;
}

error page_scan_wait_post(struct request *q, struct reply *r)
{
    struct db *db;
    struct report p;
    int64_t id = param_int(q, "id", 0);
    bool drop = str_is(param_str(q, "viec"), S("bo")), shown = false;
    error e = drop ? scan_queue_drop(q->a, page_store(q), page_who(q), id)
                   : scan_queue_again(q->a, page_store(q), page_who(q), id);
    if (e && e->kind != ERR_CONFLICT && e->kind != ERR_BUSY && e->kind != ERR_CLOSED) return e;
    if (e && e->kind != ERR_CONFLICT) {
        TRY(page_db(q, &db));
        TRY(report_get(q->a, db, page_who(q), id, &p));
        TRY(scan_wait_show(q, r, &p, e, &shown));
    }
    if (!shown) reply_redirect(q, r, "/bao-cao/%lld", (long long)id); /* also when it has gone on by itself */
    return NULL;
}
