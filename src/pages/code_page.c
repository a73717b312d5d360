/* code_page.c - the doors that a one-time code opens: an invitation or a reset, the first administrator, and the log-in
 * through a provider. */
#include "core/office/account_code.h"
#include "core/office/oidc.h"
#include "core/office/password_past.h"
#include "pages/log_in.h"
#include "pages/own.h"
#include "pages/page.h"

/* ---- codes ---- */

static error code_show(struct request *q, struct reply *r, bool setup, error why)
{
    bool typed = q->method == METHOD_POST;
    struct code_view v = { .form = page_key(q, false), .why = why ? SAY(why->said) : S(""), .setup = setup,
                           .code = typed ? param_str(q, "ma") : S("") };
    if (setup) {
        v.title = SAY("Thiết lập GiaoBan");
        v.note = SAY("Mã thiết lập hiện trên màn hình của máy chủ khi mở lần đầu. Người nhập mã là người quản trị đầu "
                     "tiên.");
        v.label = SAY("Mã thiết lập");
        v.action = S("/thiet-lap");
        v.act = SAY("Tạo người quản trị");
        v.name = typed ? param_str(q, "ten") : S("");
        v.login = typed ? param_str(q, "ten-dang-nhap") : S("");
    } else {
        v.title = SAY("Đặt mật khẩu bằng mã");
        v.note = SAY("Mã do người quản trị đưa, dùng một lần trong 24 giờ.");
        v.label = SAY("Mã mời hoặc mã cấp lại");
        v.action = S("/kich-hoat");
        v.act = SAY("Đặt mật khẩu và vào");
    }
    struct db *db;
    struct password_words rules;
    TRY(page_db(q, &db));
    TRY(password_words(q->a, db, 0, &rules));
    v.password_label = rules.label;
    v.password_rule = rules.rule;
    if (why) r->status = err_status(why->kind);
    struct buf body = page_open(q);
    view_code(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = v.title }, &body);
}

static struct code_use use_of(const struct request *q)
{
    return (struct code_use){ .code = param_str(q, "ma"), .password = param_str(q, "moi"),
                              .again = param_str(q, "moi-lai"), .source = q->client, .device = q->agent };
}

error page_code(struct request *q, struct reply *r) { return code_show(q, r, false, NULL); }

error page_code_post(struct request *q, struct reply *r)
{
    struct logged_in in;
    struct code_use use = use_of(q);
    error e = account_code_use(q->a, page_store(q), &use, &in);
    if (e) return own_may_mend(e) ? code_show(q, r, false, e) : e;
    r->cookie = in.token;
    reply_redirect(q, r, in.code ? "/dang-nhap/ma" : "/");
    return NULL;
}

/* Once there is an account the page is gone. */
static error is_first(struct request *q)
{
    struct db *db;
    bool first;
    TRY(page_db(q, &db));
    TRY(account_is_first(q->a, db, &first));
    return first ? NULL : FAIL(q->a, ERR_MISSING, "GiaoBan đã được thiết lập. Hãy đăng nhập.");
}

error page_setup(struct request *q, struct reply *r)
{
    TRY(is_first(q));
    return code_show(q, r, true, NULL);
}

error page_setup_post(struct request *q, struct reply *r)
{
    TRY(is_first(q));
    struct logged_in in;
    struct setup_use setup = { .use = use_of(q), .name = param_str(q, "ten"), .login = param_str(q, "ten-dang-nhap") };
    error e = account_setup(q->a, page_store(q), &setup, &in);
    if (e) return own_may_mend(e) ? code_show(q, r, true, e) : e;
    r->cookie = in.token;
    reply_redirect(q, r, "/tai-khoan/hai-lop");
    return NULL;
}

/* ---- the provider ---- */

static struct str host_of(struct str url)
{
    size_t at = str_find(url, S("//"), 0);
    struct str rest = at == SIZE_MAX ? url : str_cut(url, at + 2, url.n), host = rest;
    str_next(&rest, '/', &host);
    return host;
}

static error leave(struct request *q, struct reply *r, const struct who *who, struct str back)
{
    struct db *db;
    struct oidc_link link;
    struct str url;
    struct oidc_start start = { .who = who, .browser = q->csrf, .back = back };
    TRY(page_db(q, &db));
    TRY(oidc_link_get(q->a, db, NULL, &link));
    TRY(oidc_begin(q->a, page_store(q), &start, &url));
    struct leave_view v = { .name = link.name, .host = host_of(url), .href = url };
    struct buf body = page_open(q);
    view_leave(&body, &v);
    return page_show(q, r, &(struct page_frame){ .title = link.name }, &body);
}

error page_provider(struct request *q, struct reply *r)
{
    struct str back = param_str(q, "ve");
    bool own = back.n && back.p[0] == '/' && !(back.n > 1 && (back.p[1] == '/' || back.p[1] == '\\'));
    return leave(q, r, NULL, own ? back : S("/"));
}

error page_provider_back(struct request *q, struct reply *r)
{
    struct oidc_done done;
    struct oidc_return came = { .who = page_who(q), .browser = q->csrf, .state = param_str(q, "state"),
                                .code = param_str(q, "code"), .refused = param_str(q, "error"),
                                .source = q->client, .device = q->agent };
    error e = oidc_finish(q->a, page_store(q), &came, &done);
    if (e) return came.who ? page_own_refuse(q, r, e) : login_refuse(q, r, e);
    if (done.linked) {
        reply_redirect(q, r, "/tai-khoan?xong=noi");
        return NULL;
    }
    r->cookie = done.in.token;
    reply_redirect(q, r, "%.*s", STR(done.in.code ? S("/dang-nhap/ma") : done.back));
    return NULL;
}

error page_own_tie(struct request *q, struct reply *r)
{
    error e = account_prove(q->a, page_store(q), page_who(q), param_str(q, "mat-khau"));
    if (e) return page_own_refuse(q, r, e);
    return leave(q, r, page_who(q), S("/tai-khoan"));
}

static error untie_job(struct arena *a, struct db *db, void *arg)
{
    const struct who *who = arg;
    return oidc_untie(a, db, who, who->account_id);
}

error page_own_untie(struct request *q, struct reply *r)
{
    error e = account_prove(q->a, page_store(q), page_who(q), param_str(q, "mat-khau"));
    if (!e) e = db_write(q->a, page_store(q), untie_job, (void *)(uintptr_t)page_who(q));
    if (e) return page_own_refuse(q, r, e);
    reply_redirect(q, r, "/tai-khoan?xong=bo-noi");
    return NULL;
}
