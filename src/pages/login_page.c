/* login_page.c - the way in and out, the post one acts in, the language. */
#include "base/machine.h"
#include "core/office/account_code.h"
#include "core/office/oidc.h"
#include "core/office/session.h"
#include "core/office/setup.h"
#include "pages/compose.h"
#include "pages/log_in.h"
#include "pages/page.h"

/* A path of this site, else "/": a log-in never leads elsewhere. */
static struct str own_path(struct str path)
{
    bool own = path.n > 0 && path.p[0] == '/' && !(path.n > 1 && (path.p[1] == '/' || path.p[1] == '\\'));
    return own ? path : S("/");
}

/* An administrator whose office has not been set up is led there. */
static error setup_is_open(struct request *q, bool *open)
{
    struct db *db;
    int step;
    TRY(page_db(q, &db));
    TRY(setup_step(q->a, db, &step));
    error mine = setting_may(q->a, db, page_who(q), SETTING_SETUP_STEP, 0);
    if (mine && mine->kind != ERR_DENIED) return mine;
    *open = !mine && step != SETUP_DONE;
    return NULL;
}

error page_home(struct request *q, struct reply *r)
{
    const struct who *who = page_who(q);
    bool setting_up = false;
    if (policy_may(who, MAY_MANAGE)) TRY(setup_is_open(q, &setting_up));
    if (setting_up) reply_redirect(q, r, "/thiet-lap/tiep");
    else if (policy_may(who, MAY_WRITE_REPORT)) reply_redirect(q, r, "/bao-cao");
    else reply_redirect(q, r, policy_may(who, MAY_READ_TOTALS) ? "/dieu-hanh" : "/tinh-hinh-nop");
    return NULL;
}

static error login_show(struct request *q, struct reply *r, struct str login, struct str back, struct str why)
{
    bool english = say_language_is() == LANGUAGE_EN;
    struct login_view view = { .form = page_key(q, false),
                               .login = login,
                               .back = own_path(back),
                               .why = why,
                               .language = english ? S("en") : S(""),
                               .other = { .label = english ? S("Tiếng Việt") : S("English"),
                                          .href = english ? S("/dang-nhap?ngon-ngu=vi")
                                                          : S("/dang-nhap?ngon-ngu=en") } };
    struct db *db;
    struct oidc_link link;
    TRY(page_db(q, &db));
    TRY(oidc_link_get(q->a, db, NULL, &link));
    TRY(account_is_first(q->a, db, &view.first));
    view.provider = link.name;
    struct buf body = page_open(q);
    view_login(&body, &view);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Đăng nhập") }, &body);
}

error login_refuse(struct request *q, struct reply *r, error why)
{
    r->status = err_status(why->kind);
    return login_show(q, r, S(""), S("/"), SAY(why->said));
}

/* Before anyone is known, the language is what the address or the form says. */
static void choose_language(const struct request *q)
{
    if (str_is(param_str(q, "ngon-ngu"), S("en"))) say_language(LANGUAGE_EN);
}

/* The second step. Words on their way to the compose page go along in the form. */
static error second_show(struct request *q, struct reply *r, struct str why)
{
    bool form = q->method == METHOD_POST;
    struct second_view view = { .form = page_key(q, false), .why = why, .back = own_path(param_str(q, "ve")),
                                .language = say_language_is() == LANGUAGE_EN ? S("en") : S(""),
                                .text = form ? param_str(q, "noi-dung") : S(""),
                                .heading = form ? param_str(q, "tieu-de") : S(""),
                                .period = form ? param_str(q, "ky") : S("") };
    struct buf body = page_open(q);
    view_second(&body, &view);
    return page_show(q, r, &(struct page_frame){ .title = SAY("Đăng nhập") }, &body);
}

error page_login(struct request *q, struct reply *r)
{
    if (page_who(q)) {
        reply_redirect(q, r, "%.*s", STR(own_path(param_str(q, "ve"))));
        return NULL;
    }
    choose_language(q);
    return login_show(q, r, S(""), param_str(q, "ve"), S(""));
}

/* Who just logged in, acting in a post that may write: the one they start in, else the first of theirs that may. */
static error writer_of(struct request *q, struct str token, const struct who **out)
{
    TRY(session_who(q->a, page_store(q), token, out));
    if (!*out || policy_may(*out, MAY_WRITE_REPORT)) return policy_check_route(q->a, *out, MAY_WRITE_REPORT);
    struct who other = **out;
    for (size_t i = 0; i < other.grants; i++) {
        other.acting = &other.grant[i];
        if (!policy_may(&other, MAY_WRITE_REPORT)) continue;
        TRY(session_act(q->a, page_store(q), *out, token, other.acting->id));
        return session_who(q->a, page_store(q), token, out);
    }
    return policy_check_route(q->a, *out, MAY_WRITE_REPORT);
}

/* Someone whose session ended while writing: the words came along with the log-in and go on to the compose
 * page. One who may not write stays logged out, and the error page keeps the words. */
static error go_on_writing(struct request *q, struct reply *r, struct str token)
{
    const struct who *who;
    TRY(writer_of(q, token, &who));
    q->who = (void *)(uintptr_t)who;
    q->csrf = who->csrf;
    return compose_show(q, r,
                        &(struct compose_ask){ .period = param_str(q, "ky"),
                                               .title = param_str(q, "tieu-de"),
                                               .text = param_str(q, "noi-dung") });
}

/* In: on with the words that came along, or to where the person was going. */
static error let_in(struct request *q, struct reply *r, struct str token)
{
    r->cookie = token;
    if (!param_str(q, "noi-dung").n) {
        reply_redirect(q, r, "%.*s", STR(own_path(param_str(q, "ve"))));
        return NULL;
    }
    error e = go_on_writing(q, r, token);
    if (e && session_end(q->a, page_store(q), token)) LOG(LOG_WARN, "a session that nobody has the key of stays");
    return e;
}

error page_login_post(struct request *q, struct reply *r)
{
    choose_language(q);
    struct log_in in = { .login = param_str(q, "ten"), .password = param_str(q, "mat-khau"), .source = q->client,
                         .device = q->agent };
    struct logged_in out;
    error e = account_log_in(q->a, page_store(q), &in, &out);
    if (e && e->kind != ERR_LOGIN && e->kind != ERR_TOO_MANY) return e;
    if (e && param_str(q, "noi-dung").n) return e; /* the error page keeps the words */
    if (e) {
        r->status = err_status(e->kind);
        return login_show(q, r, in.login, param_str(q, "ve"), str_c(e->said));
    }
    if (!out.code) return let_in(q, r, out.token);
    r->cookie = out.token;
    return second_show(q, r, S(""));
}

error page_second(struct request *q, struct reply *r)
{
    choose_language(q);
    return second_show(q, r, S(""));
}

error page_second_post(struct request *q, struct reply *r)
{
    bool over;
    struct str token;
    choose_language(q);
    error e = account_second(q->a, page_store(q), q->session, param_str(q, "ma"), q->client, q->agent, &token, &over);
    if (!e) return let_in(q, r, token);
    if (e->kind != ERR_LOGIN && e->kind != ERR_TOO_MANY) return e;
    if (over && param_str(q, "noi-dung").n) return e;
    r->status = err_status(e->kind);
    if (over) return login_show(q, r, S(""), param_str(q, "ve"), str_c(e->said));
    return second_show(q, r, str_c(e->said));
}

error page_logout(struct request *q, struct reply *r)
{
    TRY(account_log_out(q->a, page_store(q), page_who(q), q->session));
    r->cookie = S("-");
    reply_redirect(q, r, "/dang-nhap");
    return NULL;
}

error page_post_choice(struct request *q, struct reply *r)
{
    TRY(session_act(q->a, page_store(q), page_who(q), q->session, param_int(q, "cuong-vi", 0)));
    reply_redirect(q, r, "/");
    return NULL;
}

error page_language(struct request *q, struct reply *r)
{
    enum language l = str_is(param_str(q, "ngon-ngu"), S("en")) ? LANGUAGE_EN : LANGUAGE_VI;
    TRY(account_speak(q->a, page_store(q), page_who(q), l));
    reply_redirect(q, r, "%.*s", STR(own_path(param_str(q, "ve"))));
    return NULL;
}
