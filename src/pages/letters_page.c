/* letters_page.c - for the administrator: letters that wait or failed, trying one again, one to try the settings. */
#include "core/office/contact.h"
#include "core/office/mail_setup.h"
#include "core/office/outbox.h"
#include "pages/page.h"

enum { ROWS = 100 };

static const char *const state_words[OUTBOX_STATE_COUNT] = {
    [OUTBOX_WAITING] = SAID("đang chờ gửi"),
    [OUTBOX_SENT] = SAID("đã gửi"),
    [OUTBOX_FAILED] = SAID("không gửi được"),
    [OUTBOX_HELD] = SAID("không gửi vì là dữ liệu mẫu"),
};

static struct letter_row row_of(struct arena *a, const struct outbox_letter *l)
{
    struct str state = SAY(state_words[l->state]);
    if (l->state == OUTBOX_WAITING && l->tries)
        state = str_fmt(a, say("%.*s, thử lại lúc %.*s"), STR(state), STR(page_time(a, l->next_at)));
    return (struct letter_row){ .id = l->id,
                                .address = l->address,
                                .subject = l->subject,
                                .made = page_time(a, l->made_at),
                                .state = state,
                                .said = l->said,
                                .tries = str_fmt(a, "%lld", (long long)l->tries),
                                .again = l->state == OUTBOX_FAILED || (l->state == OUTBOX_WAITING && l->tries) };
}

static error show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct outbox_page list;
    struct mail_setup setup;
    TRY(page_db(q, &db));
    TRY(outbox_list(q->a, db, page_who(q), -1, ROWS, &list));
    TRY(mail_setup_get(q->a, db, &setup));
    struct letter_row *row = NEW_N(q->a, struct letter_row, list.n + 1);
    size_t failed = 0, waiting = 0;
    for (size_t i = 0; i < list.n; i++) {
        row[i] = row_of(q->a, &list.list[i]);
        failed += list.list[i].state == OUTBOX_FAILED;
        waiting += list.list[i].state == OUTBOX_WAITING;
    }
    struct letters_view v = { .form = page_key(q, false), .row = row, .rows = list.n };
    v.question = failed ? str_fmt(q->a, say("%zu thư không gửi được"), failed)
               : waiting ? str_fmt(q->a, say("%zu thư đang chờ gửi"), waiting) : SAY("Không có thư nào đang chờ");
    v.note = setup.missing.n ? setup.missing
                             : str_fmt(q->a, say("Gửi qua %.*s, cổng %lld, đứng tên %.*s."), STR(setup.server),
                                       (long long)setup.port, STR(setup.from));
    v.why = why ? str_c(why->said) : S("");
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_letters(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Thư điện tử"), .room = ROOM_ADMIN }, &body);
}

error page_letters(struct request *q, struct reply *r) { return show(q, r, NULL); }

static error try_job(struct arena *a, struct db *db, void *arg)
{
    const struct who *who = arg;
    struct contact c;
    TRY(contact_get(a, db, who->account_id, &c));
    if (!c.address.n)
        return FAIL(a, ERR_INPUT, "Tài khoản này chưa có địa chỉ đã xác nhận. Khai địa chỉ ở trang Thông báo trước.");
    struct outbox_new letter = { .account_id = who->account_id,
                                 .kind = S("test"),
                                 .address = c.address,
                                 .subject = SAY("Thư thử của GiaoBan"),
                                 .text = SAY("Thư này cho thấy phần gửi thư đã hoạt động."),
                                 .link = S("/thong-bao") };
    return outbox_add(a, db, &letter);
}

error page_letters_post(struct request *q, struct reply *r)
{
    struct str act = param_str(q, "viec");
    error e = str_is(act, S("lai")) ? outbox_again(q->a, page_store(q), page_who(q), param_int(q, "so", 0))
            : str_is(act, S("thu")) ? db_write(q->a, page_store(q), try_job, (void *)(uintptr_t)page_who(q))
                                    : FAIL(q->a, ERR_INPUT, "Chưa chọn việc cần làm. Tải lại trang rồi bấm một nút.");
    if (e && err_status(e->kind) >= 500) return e;
    if (e) return show(q, r, e);
    reply_redirect(q, r, "/quan-tri/thu?xong=%s", str_is(act, S("lai")) ? "gui-lai" : "thu-thu");
    return NULL;
}
