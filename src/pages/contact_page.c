/* contact_page.c - where an account gets letters, by which kinds of notice, and its private calendar. */
#include "core/office/contact.h"
#include "core/office/mail_setup.h"
#include "core/office/notice.h"
#include "core/report/due.h"
#include "pages/page.h"

static const char *const mail_words[NOTICE_MAIL_COUNT] = {
    [NOTICE_MAIL_NOW] = SAID("gửi ngay"),
    [NOTICE_MAIL_DAILY] = SAID("trong thư hằng ngày"),
    [NOTICE_MAIL_OFF] = SAID("không gửi thư"),
};

static struct str state_words(struct arena *a, const struct contact *c)
{
    if (c->wanted.n && c->address.n)
        return str_fmt(a, say("Thư đang gửi tới %.*s. Địa chỉ %.*s chờ xác nhận."), STR(c->address), STR(c->wanted));
    if (c->wanted.n) return str_fmt(a, say("Địa chỉ %.*s chờ xác nhận. Chưa gửi thư nào khác tới đó."), STR(c->wanted));
    if (c->address.n) return str_fmt(a, say("Thư đang gửi tới %.*s."), STR(c->address));
    return SAY("Chưa có địa chỉ nên thông báo chỉ hiện trong phần mềm.");
}

static error kinds_fill(struct request *q, struct db *db, struct contact_view *v)
{
    enum notice_mail wanted[NOTICE_KIND_COUNT];
    struct kind_row *row = NEW_N(q->a, struct kind_row, NOTICE_KIND_COUNT);
    TRY(notice_choices(q->a, db, page_who(q)->account_id, wanted));
    for (int i = 0; i < NOTICE_KIND_COUNT; i++) {
        struct choice *choice = NEW_N(q->a, struct choice, NOTICE_MAIL_COUNT);
        for (int m = 0; m < NOTICE_MAIL_COUNT; m++)
            choice[m] = (struct choice){ .value = str_c(notice_mail_codes[m]),
                                         .label = SAY(mail_words[m]),
                                         .now = (int)wanted[i] == m };
        row[i] = (struct kind_row){ .code = notice_kind_code((enum notice_kind)i),
                                    .name = notice_kind_name((enum notice_kind)i),
                                    .choice = choice,
                                    .choices = NOTICE_MAIL_COUNT };
    }
    v->kind = row;
    v->kinds = NOTICE_KIND_COUNT;
    return NULL;
}

static error show(struct request *q, struct reply *r, struct str key, struct str typed, struct str code, error why)
{
    struct db *db;
    struct contact c;
    struct mail_setup setup;
    struct contact_view v = { .form = page_key(q, false), .typed = typed, .code = code };
    TRY(page_db(q, &db));
    TRY(contact_get(q->a, db, page_who(q)->account_id, &c));
    TRY(mail_setup_get(q->a, db, &setup));
    TRY(due_key_is(q->a, db, page_who(q), &v.has_calendar));
    TRY(kinds_fill(q, db, &v));
    v.why = why ? str_c(why->said) : S("");
    v.state = state_words(q->a, &c);
    v.asked = c.wanted.n > 0;
    v.confirmed = c.address.n || c.wanted.n;
    if (key.n) v.address = str_fmt(q->a, "%.*s/han-nop.ics?khoa=%.*s", STR(setup.site), STR(key));
    v.make = v.has_calendar ? SAY("Lập địa chỉ lịch mới") : SAY("Lập địa chỉ lịch");
    v.calendar = v.has_calendar ? SAY("Đã có một địa chỉ lịch. Lập địa chỉ mới thì địa chỉ cũ hết hiệu lực.")
                                : SAY("Lập một địa chỉ riêng để hạn nộp báo cáo hiện trong ứng dụng lịch.");
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_contact(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Thư điện tử và lịch") }, &body);
}

error page_contact(struct request *q, struct reply *r)
{
    return show(q, r, S(""), S(""), param_str(q, "ma"), NULL);
}

static error choose(struct request *q)
{
    enum notice_mail wanted[NOTICE_KIND_COUNT];
    struct db *db;
    TRY(page_db(q, &db));
    TRY(notice_choices(q->a, db, page_who(q)->account_id, wanted));
    for (int i = 0; i < NOTICE_KIND_COUNT; i++) {
        struct str sent = param_str(q, str_z(q->a, notice_kind_code((enum notice_kind)i)));
        for (int m = 0; m < NOTICE_MAIL_COUNT; m++)
            if (str_is(sent, str_c(notice_mail_codes[m]))) wanted[i] = (enum notice_mail)m;
    }
    return notice_choose(q->a, page_store(q), page_who(q), wanted);
}

error page_contact_post(struct request *q, struct reply *r)
{
    struct store *store = page_store(q);
    const struct who *who = page_who(q);
    struct str act = param_str(q, "viec"), key = S(""), typed = param_str(q, "dia-chi"), code = param_str(q, "ma");
    const char *done = "";
    error e = NULL;
    if (str_is(act, S("dia-chi"))) { done = "ma-thu"; e = contact_ask(q->a, store, who, typed); }
    else if (str_is(act, S("xac-nhan"))) { done = "thu-dung"; e = contact_confirm(q->a, store, who, code); }
    else if (str_is(act, S("bo"))) { done = "thu-bo"; e = contact_remove(q->a, store, who); }
    else if (str_is(act, S("loai"))) { done = "lua-chon"; e = choose(q); }
    else if (str_is(act, S("bo-lich"))) { done = "lich-bo"; e = due_key_drop(q->a, store, who); }
    else if (str_is(act, S("lich"))) e = due_key_make(q->a, store, who, &key);
    else e = FAIL(q->a, ERR_INPUT, "Chưa chọn việc cần làm. Tải lại trang rồi bấm một nút.");
    if (e && err_status(e->kind) >= 500) return e;
    if (e || key.n) return show(q, r, e ? S("") : key, typed, code, e);
    reply_redirect(q, r, "/tai-khoan/thu-dien-tu?xong=%s", done);
    return NULL;
}
