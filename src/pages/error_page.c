/* error_page.c - what a person sees when a request was refused: what happened, to which thing, what to do next,
 * and everything that was typed. Must never lose words. */
#include "core/office/session.h"
#include "pages/page.h"
#include "web/html.h"

/* What a person wrote and would not want to write again; a log-in name is asked for anew. */
static bool is_written(const struct request *q, const struct param *p)
{
    bool text = p->kind == PARAM_TEXT || p->kind == PARAM_LINE;
    bool door = q->route->page == page_login_post || q->route->page == page_second_post;
    bool own = !strcmp(p->name, "ten") || !strcmp(p->name, "ve") || !strcmp(p->name, "ma");
    return text && !(door && own);
}

static void kept_fill(struct request *q, struct error_view *v)
{
    if (!q->route || q->method != METHOD_POST) return;
    struct kept *list = NEW_N(q->a, struct kept, q->route->params);
    for (size_t i = 0; i < q->route->params; i++) {
        const struct param *p = &q->route->param[i];
        struct str typed = is_written(q, p) ? param_typed(q, p->name) : S("");
        struct str label = p->label ? SAY(p->label) : str_c(p->name);
        if (str_trim(typed).n)
            list[v->kepts++] = (struct kept){
                .name = str_c(p->name), .label = label, .text = typed, .line = p->kind == PARAM_LINE
            };
    }
    v->kept = list;
}

/* The rest of the form, so that it can be sent once more. A file cannot: browsers do not give it twice. */
static void hidden_fill(struct request *q, struct error_view *v)
{
    struct kept *list = NEW_N(q->a, struct kept, q->route->params);
    for (size_t i = 0; i < q->route->params; i++) {
        const struct param *p = &q->route->param[i];
        bool text = p->kind == PARAM_TEXT || p->kind == PARAM_LINE;
        bool in_path = str_find(str_c(q->route->path), str_fmt(q->a, "{%s}", p->name), 0) != SIZE_MAX;
        struct str typed = text || in_path || p->kind == PARAM_SECRET ? S("") : param_typed(q, p->name);
        if (typed.n) list[v->hiddens++] = (struct kept){ .name = str_c(p->name), .text = typed };
    }
    v->hidden = list;
}

static struct link way_on(struct request *q, error e)
{
    if (e->kind == ERR_LOGIN) return (struct link){ .label = SAY("Đăng nhập"), .href = S("/dang-nhap") };
    if (e->kind == ERR_CONFLICT || e->kind == ERR_CLOSED || e->kind == ERR_BUSY || e->kind == ERR_TOO_MANY)
        return (struct link){ .label = SAY("Mở lại trang"),
                              .href = q->method == METHOD_GET ? q->path : S("/") };
    return (struct link){ .label = SAY("Về trang đầu"), .href = S("/") };
}

void page_error(struct request *q, struct reply *r, error e)
{
    if (e->kind == ERR_LOGIN && q->method == METHOD_GET && q->route) {
        struct buf to = buf_open(q->a);
        html_url_str(&to, page_here(q));
        reply_redirect(q, r, "/dang-nhap?ve=%.*s", STR(buf_done(&to)));
        return;
    }
    if (e->kind == ERR_DENIED && q->method == METHOD_GET && page_who(q) && (page_who(q)->owes || page_who(q)->stale)) {
        reply_redirect(q, r, "/tai-khoan");
        return;
    }
    struct error_view v = { .title = str_c(err_title(e->kind)),
                            .said = SAY(e->said), /* what runs out of memory has a fixed sentence */
                            .go = way_on(q, e),
                            .form = page_key(q, true) };
    kept_fill(q, &v);
    bool composing = q->route && (q->route->page == page_compose_post || q->route->page == page_login_post ||
                                 q->route->page == page_second_post);
    v.login = v.kepts && composing && (!page_who(q) || e->kind == ERR_LOGIN);
    bool again = v.login || (v.kepts && page_who(q));
    if (v.login) v.go = (struct link){ 0 };
    if (again) hidden_fill(q, &v);
    if (again) v.again = v.login ? S("/dang-nhap") : q->path;
    struct buf body = page_open(q);
    view_error(&body, &v);
    error worse = page_show(q, r, &(struct page_frame){ .title = v.title }, &body);
    if (!worse) return;
    q->who = NULL; /* the frame asks the database; without it the page still stands */
    r->body = buf_open(q->a);
    worse = page_show(q, r, &(struct page_frame){ .title = v.title }, &body);
    assert(!worse);
}
