/* error_page.c - what a person sees when a request was refused: what happened, to which thing, what to do next,
 * and everything that was typed. Must never lose words. */
#include "core/office/session.h"
#include "pages/page.h"
#include "pages/pages.h"
#include "web/html.h"

/* ---- what was typed ---- */

static bool is_door(const struct request *q)
{
    return q->route->page == page_login_post || q->route->page == page_second_post;
}

static bool is_text(const struct param *p) { return p->kind == PARAM_TEXT || p->kind == PARAM_LINE; }

/* What a person wrote and would not want to write again; a log-in name is asked for anew, the way back is nobody's
 * words. A number that is none was typed into a box of text. */
static bool is_written(const struct request *q, const struct param *p)
{
    int64_t n;
    if (p->kind == PARAM_INT) {
        struct str typed = str_trim(param_typed(q, p->name));
        return typed.n && !str_int(typed, &n);
    }
    bool own = !strcmp(p->name, "ten") || !strcmp(p->name, "ma");
    return is_text(p) && strcmp(p->name, "ve") && !(is_door(q) && own);
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
                .name = str_c(p->name), .label = label, .text = typed, .line = p->kind != PARAM_TEXT
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
        bool shown = is_written(q, p) || (is_door(q) && is_text(p));
        bool in_path = str_find(str_c(q->route->path), str_fmt(q->a, "{%s}", p->name), 0) != SIZE_MAX;
        struct str typed = shown || in_path || p->kind == PARAM_SECRET ? S("") : param_typed(q, p->name);
        if (typed.n) list[v->hiddens++] = (struct kept){ .name = str_c(p->name), .text = typed };
    }
    v->hidden = list;
}

/* ---- the page still holds it ---- */

/* Blanks say nothing here: pages trim, and browsers end lines in their own way. */
static struct str squeezed(struct arena *a, struct str s)
{
    struct buf b = buf_open(a);
    for (size_t i = 0; i < s.n; i++)
        if (!strchr(" \t\r\n", s.p[i])) buf_char(&b, s.p[i]);
    return buf_done(&b);
}

/* What the control whose name stands at `at` holds. False: a list, where nobody writes. */
static bool control(struct str body, size_t at, struct str *out)
{
    size_t from = at, to = str_find(body, S(">"), at);
    while (from && body.p[from] != '<') from--;
    if (to == SIZE_MAX) to = body.n;
    struct str tag = str_cut(body, from, to);
    size_t value = str_find(tag, S("value=\""), 0);
    *out = S("");
    if (str_starts(tag, S("<select"))) return false;
    if (str_starts(tag, S("<textarea"))) *out = str_cut(body, to + 1, str_find(body, S("<"), to));
    else if (value != SIZE_MAX) *out = str_cut(tag, value + 7, str_find(tag, S("\""), value + 7));
    return true;
}

static bool stands(struct arena *a, struct str body, const char *name, struct str typed)
{
    struct buf escaped = buf_open(a);
    html_str(&escaped, typed);
    struct str wanted = squeezed(a, buf_done(&escaped)), key = str_fmt(a, "name=\"%s\"", name), holds;
    for (size_t at = 0; (at = str_find(body, key, at)) != SIZE_MAX; at += key.n)
        if (!control(body, at, &holds) || str_is(squeezed(a, holds), wanted)) return true;
    return false;
}

bool page_holds_typed(struct request *q, struct str body)
{
    for (size_t i = 0; q->route && i < q->route->params; i++) {
        const struct param *p = &q->route->param[i];
        struct str typed = is_written(q, p) ? param_typed(q, p->name) : S("");
        if (str_trim(typed).n && !stands(q->a, body, p->name, typed)) return false;
    }
    return true;
}

/* ---- where to go on ---- */

/* The page of that address which this person may ask for. */
static bool is_page(const struct request *q, struct str path)
{
    for (size_t i = 0; i < page_route_count; i++) {
        const struct route *r = &page_routes[i];
        if (r->method == METHOD_GET && str_is(str_c(r->path), path))
            return r->may == MAY_ANYONE || policy_may(page_who(q), (enum act)r->may);
    }
    return false;
}

/* The nearest page at or above the address of a form: that of the briefing, of the invitation. "/" when there is none.
 * above: not the address itself. */
static struct str page_above(const struct request *q, bool above)
{
    struct str route = str_c(q->route->path), path = q->path;
    for (bool first = true; route.n > 1; first = false) {
        if (!(first && above) && is_page(q, route)) return path;
        while (route.n && route.p[--route.n] != '/') continue;
        while (path.n && path.p[--path.n] != '/') continue;
    }
    return S("/");
}

static struct link way_on(struct request *q, error e)
{
    struct link home = { .label = SAY("Về trang đầu"), .href = S("/") };
    if (e->kind == ERR_LOGIN) return (struct link){ .label = SAY("Đăng nhập"), .href = S("/dang-nhap") };
    if (!q->route) return home;
    bool missing = e->kind == ERR_MISSING, guest = !page_who(q);
    bool again = e->kind == ERR_CONFLICT || e->kind == ERR_CLOSED || e->kind == ERR_BUSY || e->kind == ERR_TOO_MANY;
    if (!again && !(guest && !is_door(q))) return home;
    struct str path = page_above(q, missing);
    if (str_is(path, S("/"))) return again ? (struct link){ .label = SAY("Mở lại trang"), .href = path } : home;
    return (struct link){ .label = missing ? SAY("Về trang trước") : SAY("Mở lại trang"), .href = path };
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
