/* backups_page.c - which copies of the data were made, and asking to put one back. See core/office/backup.h. */
#include "core/office/account.h"
#include "core/office/backup.h"
#include "pages/own.h"
#include "pages/page.h"

/* An administrator of a unit below sees that there is nothing for them here; that is no error. */
static error list(struct request *q, struct db *db, struct backup_list *all, bool *may)
{
    error e = backup_list(q->a, db, page_who(q), all);
    *may = !e;
    return e && e->kind != ERR_DENIED ? e : NULL;
}

static error show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct backup_list all;
    struct backups_view v = { .form = page_key(q, false), .why = why ? str_c(why->said) : S(""),
                              .code = why ? param_str(q, "ma") : S(""), .reason = why ? param_str(q, "ly-do") : S(""),
                              .ask_password = !session_is_proved(page_who(q)) };
    TRY(page_db(q, &db));
    TRY(list(q, db, &all, &v.may_ask));
    struct backup_row *row = NEW_N(q->a, struct backup_row, all.n);
    for (size_t i = 0; i < all.n; i++)
        row[i] = (struct backup_row){ page_time(q->a, all.row[i].at), all.row[i].code, all.row[i].name };
    v.row = row;
    v.rows = all.n;
    v.question = all.n ? str_fmt(q->a, say("Bản sao gần nhất: %.*s"), STR(row[0].made))
               : v.may_ask ? SAY("Chưa có bản sao nào") : SAY("Sao lưu");
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_backups(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Sao lưu"), .room = ROOM_ADMIN }, &body);
}

error page_backups(struct request *q, struct reply *r) { return show(q, r, NULL); }

error page_backup_ask(struct request *q, struct reply *r)
{
    error e = account_prove(q->a, page_store(q), page_who(q), param_str(q, "mat-khau"));
    if (!e) e = backup_ask(q->a, page_store(q), page_who(q), param_str(q, "ma"), param_str(q, "ly-do"));
    if (e) return own_may_mend(e) ? show(q, r, e) : e;
    reply_redirect(q, r, "/viec-hai-nguoi?xong=de-nghi-khoi-phuc");
    return NULL;
}
