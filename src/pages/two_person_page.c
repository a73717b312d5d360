/* two_person_page.c - what waits for a second person, and what was decided. See core/office/two_person.h. */
#include "core/office/account.h"
#include "core/second_pair.h"
#include "pages/own.h"
#include "pages/page.h"

static struct two_row row_of(struct request *q, const struct two_person *t)
{
    static const char *const marks[] = { [TWO_ASKED] = "r", [TWO_DONE] = "c", [TWO_REFUSED] = "x",
                                         [TWO_WITHDRAWN] = "x", [TWO_EXPIRED] = "x" };
    struct two_row row = { .id = t->id, .reason = t->reason, .asker = t->asker, .asked = page_time(q->a, t->asked_at),
                           .mark = str_c(marks[t->state]), .state = str_c(two_person_state_name(t->state)),
                           .may_confirm = t->may_confirm, .may_withdraw = t->may_withdraw,
                           .field = str_fmt(q->a, "t%lld-password", (long long)t->id) };
    row.what = str_fmt(q->a, "%s: %.*s", two_person_name(t->kind), STR(second_pair_words(q->a, t->kind, t->object)));
    if (t->decider.n)
        row.decided = str_fmt(q->a, "%.*s, %.*s", STR(t->decider), STR(page_time(q->a, t->decided_at)));
    else if (t->state == TWO_ASKED)
        row.decided = str_fmt(q->a, say("đến hết %.*s"), STR(page_time(q->a, t->ends_at)));
    return row;
}

static error two_show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct two_list all;
    size_t waiting = 0;
    TRY(page_db(q, &db));
    TRY(two_person_list(q->a, db, page_who(q), &all));
    struct two_row *row = NEW_N(q->a, struct two_row, all.n);
    for (size_t i = 0; i < all.n; i++) {
        row[i] = row_of(q, &all.row[i]);
        waiting += all.row[i].state == TWO_ASKED;
    }
    struct two_view v = { .form = page_key(q, false), .why = why ? SAY(why->said) : S(""), .row = row, .rows = all.n,
                          .ask_password = !session_is_proved(page_who(q)) };
    v.question = waiting ? str_fmt(q->a, say("%lld việc chờ người thứ hai"), (long long)waiting)
                         : SAY("Không có việc nào chờ người thứ hai");
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_two_person(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Việc cần hai người") }, &body);
}

error page_two_person(struct request *q, struct reply *r) { return two_show(q, r, NULL); }

error page_two_confirm(struct request *q, struct reply *r)
{
    struct db *db;
    struct two_person t;
    TRY(page_db(q, &db));
    TRY(two_person_get(q->a, db, page_who(q), param_int(q, "id", 0), &t));
    error e = account_prove(q->a, page_store(q), page_who(q), param_str(q, "mat-khau"));
    if (!e) e = second_pair_confirm(q->a, page_store(q), page_who(q), t.id, &t);
    if (e) return own_may_mend(e) ? two_show(q, r, e) : e;
    const char *done = t.kind == TWO_REOPEN ? "mo-chot" : t.kind == TWO_RESTORE ? "khoi-phuc" : "dong-y";
    reply_redirect(q, r, "/viec-hai-nguoi?xong=%s", done);
    return NULL;
}

error page_two_drop(struct request *q, struct reply *r)
{
    error e = second_pair_drop(q->a, page_store(q), page_who(q), param_int(q, "id", 0));
    if (e) return e->kind == ERR_CONFLICT ? two_show(q, r, e) : e;
    reply_redirect(q, r, "/viec-hai-nguoi?xong=bo-viec");
    return NULL;
}
