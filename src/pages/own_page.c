/* own_page.c - one's own account: password, second factor, where one is logged in. */
#include "base/machine.h"
#include "core/office/account_admin.h"
#include "core/office/oidc.h"
#include "core/office/password_past.h"
#include "core/office/totp.h"
#include "pages/own.h"
#include "pages/page.h"
#include "pages/qr.h"

/* ---- the page ---- */

static void roles_fill(struct request *q, const struct who *who, struct own_view *v)
{
    struct str *list = NEW_N(q->a, struct str, who->grants);
    for (size_t i = 0; i < who->grants; i++) {
        const struct grant *g = &who->grant[i];
        struct str where = g->body_name.n ? g->body_name : g->unit_name;
        list[i] = str_fmt(q->a, "%s, %.*s%s%s", role_name(g->role), STR(where), g->below ? " " : "",
                          g->below ? say("và các đơn vị cấp dưới") : "");
        if (g->post_title.n) list[i] = str_fmt(q->a, "%.*s (%.*s)", STR(list[i]), STR(g->post_title));
    }
    v->role = list;
    v->roles = who->grants;
}

static error sessions_fill(struct request *q, struct db *db, const struct who *who, struct own_view *v)
{
    struct session_list all;
    TRY(session_list_of(q->a, db, who, &all));
    struct own_session *list = NEW_N(q->a, struct own_session, all.n);
    for (size_t i = 0; i < all.n; i++) {
        struct str device = session_device(q->a, all.row[i].device);
        list[i] = (struct own_session){ .id = all.row[i].id, .here = all.row[i].here,
                                        .device = device.n ? device : SAY("thiết bị không rõ"),
                                        .source = all.row[i].source.n ? all.row[i].source : S("–"),
                                        .made = page_time(q->a, all.row[i].made_at),
                                        .seen = page_time(q->a, all.row[i].seen_at) };
    }
    v->session = list;
    v->sessions = all.n;
    return NULL;
}

static error own_show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct totp factor;
    struct oidc_link link;
    struct password_words rules;
    const struct who *who = page_who(q);
    TRY(page_db(q, &db));
    TRY(totp_get(q->a, db, who->account_id, &factor));
    TRY(oidc_link_get(q->a, db, who, &link));
    struct own_view v = { .form = page_key(q, false), .why = why ? SAY(why->said) : S(""), .owes = who->owes,
                          .stale = who->stale,
                          .line = str_fmt(q->a, "%.*s · %.*s", STR(who->name), STR(who->login)),
                          .factor = factor.on, .ask_password = !session_is_proved(who),
                          .provider = link.name, .linked = link.linked, .has_password = link.has_password };
    v.factor_line = str_fmt(q->a, say("Đang bật. Còn %lld mã dự phòng chưa dùng."), (long long)factor.recovery);
    TRY(password_words(q->a, db, who->account_id, &rules));
    v.password_label = rules.label;
    v.password_rule = rules.rule;
    roles_fill(q, who, &v);
    TRY(sessions_fill(q, db, who, &v));
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_own(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Tài khoản của tôi") }, &body);
}

error page_own(struct request *q, struct reply *r) { return own_show(q, r, NULL); }

bool own_may_mend(error e)
{
    return e->kind == ERR_INPUT || e->kind == ERR_CONFLICT || e->kind == ERR_LOGIN || e->kind == ERR_TOO_MANY
        || e->kind == ERR_MISSING;
}

error page_own_refuse(struct request *q, struct reply *r, error e)
{
    return own_may_mend(e) ? own_show(q, r, e) : e;
}

error page_own_password(struct request *q, struct reply *r)
{
    struct str token;
    struct new_password new = { .old = param_str(q, "cu"), .new = param_str(q, "moi"), .source = q->client,
                                .device = q->agent };
    if (!str_is(new.new, param_str(q, "moi-lai")))
        return own_show(q, r, FAIL(q->a, ERR_INPUT, "Hai lần nhập mật khẩu mới chưa giống nhau. Nhập lại cả hai ô."));
    error e = account_change_password(q->a, page_store(q), page_who(q), &new, &token);
    if (e) return page_own_refuse(q, r, e);
    r->cookie = token;
    reply_redirect(q, r, "/tai-khoan?xong=mat-khau");
    return NULL;
}

/* ---- where one is logged in ---- */

struct ending { const struct who *who; int64_t id; };

static error end_job(struct arena *a, struct db *db, void *arg)
{
    const struct ending *e = arg;
    return session_end_own(a, db, e->who, e->id);
}

error page_own_session(struct request *q, struct reply *r)
{
    struct ending end = { page_who(q), param_int(q, "phien", 0) };
    bool here = end.id && end.id == end.who->session_id;
    error e = db_write(q->a, page_store(q), end_job, &end);
    if (e) return page_own_refuse(q, r, e);
    if (here) r->cookie = S("-");
    reply_redirect(q, r, here ? "/dang-nhap" : end.id ? "/tai-khoan?xong=phien" : "/tai-khoan?xong=phien-khac");
    return NULL;
}

/* ---- the second factor ---- */

struct factor { const struct who *who; struct str code; struct str recovery[TOTP_RECOVERY]; };

static error begin_job(struct arena *a, struct db *db, void *arg)
{
    return totp_begin(a, db, ((const struct factor *)arg)->who);
}

static error start_job(struct arena *a, struct db *db, void *arg)
{
    struct factor *f = arg;
    return totp_start(a, db, f->who, f->code, f->recovery);
}

static error renew_job(struct arena *a, struct db *db, void *arg)
{
    struct factor *f = arg;
    return totp_renew(a, db, f->who, f->recovery);
}

static error stop_job(struct arena *a, struct db *db, void *arg)
{
    const struct factor *f = arg;
    return totp_stop(a, db, f->who, f->who->account_id);
}

static error factor_show(struct request *q, struct reply *r, error why)
{
    struct db *db;
    struct totp now;
    const struct who *who = page_who(q);
    TRY(page_db(q, &db));
    TRY(totp_get(q->a, db, who->account_id, &now));
    if (now.on && !why) {
        reply_redirect(q, r, "/tai-khoan");
        return NULL;
    }
    struct factor_view v = { .form = page_key(q, false), .why = why ? SAY(why->said) : S(""),
                             .ask_password = !session_is_proved(who) };
    if (now.begun) {
        struct str address;
        TRY(totp_shown(q->a, db, who, &v.letters, &address));
        TRY(qr_path(q->a, address, &v.path, &v.side));
    }
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_factor(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Đăng nhập hai lớp") }, &body);
}

error page_factor(struct request *q, struct reply *r) { return factor_show(q, r, NULL); }

static error recovery_show(struct request *q, struct reply *r, const struct factor *f)
{
    struct recovery_view v = { .code = f->recovery, .codes = TOTP_RECOVERY };
    struct buf body = page_open(q);
    view_recovery(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Mã dự phòng") }, &body);
}

error page_factor_post(struct request *q, struct reply *r)
{
    struct factor f = { .who = page_who(q), .code = param_str(q, "ma") };
    struct str act = param_str(q, "viec");
    struct store *s = page_store(q);
    if (str_is(act, S("xac-nhan"))) {
        error e = db_write(q->a, s, start_job, &f);
        if (e) return own_may_mend(e) ? factor_show(q, r, e) : e;
        return recovery_show(q, r, &f);
    }
    error e = account_prove(q->a, s, f.who, param_str(q, "mat-khau"));
    if (str_is(act, S("bat"))) {
        if (!e) e = db_write(q->a, s, begin_job, &f);
        if (e) return own_may_mend(e) ? factor_show(q, r, e) : e;
        reply_redirect(q, r, "/tai-khoan/hai-lop");
        return NULL;
    }
    bool renew = str_is(act, S("ma-du-phong"));
    if (!renew && !str_is(act, S("tat")))
        return FAIL(q->a, ERR_USAGE, "Không rõ việc cần làm. Mở lại trang rồi thử lại.");
    if (!e) e = db_write(q->a, s, renew ? renew_job : stop_job, &f);
    if (e) return page_own_refuse(q, r, e);
    if (renew) return recovery_show(q, r, &f);
    reply_redirect(q, r, "/tai-khoan?xong=tat-hai-lop");
    return NULL;
}
