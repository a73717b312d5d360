/* exchange.c - the order in which a request is checked and answered. See exchange.h, and the promise in http.h.
 *
 * E1  No page runs before every check has passed.
 * E2  Every way out leaves an answer: the page's, the error page, or a plain page that needs no memory.
 * E3  What a request opened is closed when its answer is made, not when a slow client has read it: other requests
 *     of the same thread run in between, and a statement left open would show them old data.
 * E4  The language is one of the request, not of the thread: other requests run between its two halves.
 * E5  A form whose sender is refused is still read, so that the error page can give back what was typed; not so when it
 *     comes from a foreign site, which must not be able to put words on our pages. */
#include "web/exchange.h"
#include "base/machine.h"
#include "web/router.h"

enum { BIG_BODY = 1024 * 1024, SMALL_BODY = 64 * 1024 };

struct str exchange_header(const struct exchange *x, const char *name, size_t *count)
{
    struct str found = { "", 0 }, want = str_c(name);
    *count = 0;
    for (size_t i = 0; i < x->headers; i++) {
        struct str n = x->header[i].name;
        if (n.n == want.n && !strncasecmp(n.p, want.p, n.n) && !(*count)++) found = x->header[i].value;
    }
    return found;
}

/* What the browser calls itself; anything but plain ASCII becomes a question mark. */
static struct str agent_of(const struct exchange *x)
{
    enum { LONGEST = 300 };
    size_t count;
    struct str sent = str_cut(exchange_header(x, "User-Agent", &count), 0, LONGEST);
    struct buf b = buf_open(x->q.a);
    for (size_t i = 0; i < sent.n; i++) buf_char(&b, sent.p[i] < ' ' || sent.p[i] > '~' ? '?' : sent.p[i]);
    return buf_done(&b);
}

/* ---- finding the page ---- */

static error find_route(struct exchange *x)
{
    struct request *q = &x->q;
    struct matched m = router_find(q->a, x->shop->app->route, x->shop->app->routes, q->method, q->path);
    q->route = m.route;
    x->path_fields = m.path;
    if (m.route) return NULL;
    if (!m.get && !m.post) return FAIL(q->a, ERR_MISSING, "Không có trang ở địa chỉ này.");
    x->status = 405;
    x->allow = m.get ? S("GET, HEAD") : S("POST");
    return FAIL(q->a, ERR_USAGE, "Địa chỉ này không nhận cách gửi vừa rồi. Quay lại trang trước rồi thử lại.");
}

static error check_route_rate(struct exchange *x)
{
    struct request *q = &x->q;
    int wait;
    if (!q->route->per_minute) return NULL;
    struct str who = str_fmt(q->a, "%.*s %s", STR(q->client), q->route->path);
    if (rate_take(x->shop->strict, who, q->route->per_minute, q->route->per_minute, x->began, &wait)) return NULL;
    return FAIL(q->a, ERR_TOO_MANY, "Thao tác này đã làm quá nhiều lần. Chờ %d giây rồi thử lại.", wait);
}

static error check_size(struct exchange *x)
{
    size_t most = x->q.route->longest_body ? x->q.route->longest_body : SMALL_BODY;
    if (x->body_size <= most) return NULL;
    x->out.close = true;
    if (most < 1024 * 1024)
        return FAIL(x->q.a, ERR_TOO_LARGE, "Nội dung gửi lên lớn hơn %zu KB. Rút gọn rồi gửi lại.", most / 1024);
    return FAIL(x->q.a, ERR_TOO_LARGE,
                "Tệp và nội dung gửi lên lớn hơn %zu MB nên chưa nhận. Quay lại trang trước, bỏ bớt ảnh hoặc chia "
                "thành nhiều tệp nhỏ hơn rồi gửi lại.",
                most / 1024 / 1024);
}

static error identify(struct exchange *x)
{
    size_t count;
    struct str name = x->shop->limits->https ? S("__Host-gb") : S("gb");
    if (x->identified) return NULL;
    x->identified = true;
    x->q.session = field_cookie(exchange_header(x, "Cookie", &count), name);
    x->q.agent = agent_of(x);
    if (count > 1) x->q.session = (struct str){ "", 0 };
    error e = x->shop->app->identify ? x->shop->app->identify(&x->q) : NULL;
    gate_form_cookie(x);
    return e;
}

static error allow(struct exchange *x)
{
    if (x->allowed) return NULL;
    if (x->shop->app->allow) TRY(x->shop->app->allow(&x->q));
    x->allowed = true;
    return NULL;
}

/* ---- the error page ---- */

struct failure { struct exchange *x; error e; };

static error show_error(void *arg)
{
    struct failure *f = arg;
    struct exchange *x = f->x;
    error known = identify(x); /* so that the page knows whose it is; when even that fails it is nobody's */
    if (known) LOG(LOG_WARN, "identify: %s", err_name(known->kind));
    if (x->shop->app->error_page) x->shop->app->error_page(&x->q, &x->r, f->e);
    if (!x->r.body.n && !x->r.location.n)
        buf_fmt(&x->r.body, "<!doctype html>\n<meta charset=\"utf-8\">\n<title>%s</title>\n<h1>%s</h1>\n",
                err_title(f->e->kind), err_title(f->e->kind));
    answer_make(x);
    return NULL;
}

static void log_failure(struct exchange *x, error e)
{
    if (err_status(e->kind) < 500) return;
    struct buf chain = buf_open(x->q.a);
    err_print(&chain, e);
    LOG(LOG_ERROR, "%s: %.*s", x->q.route ? x->q.route->path : "-", STR(buf_done(&chain)));
}

static error log_failure_of(void *arg)
{
    struct failure *f = arg;
    log_failure(f->x, f->e);
    return NULL;
}

static void fail(struct exchange *x, error e)
{
    struct failure f = { x, e };
    struct arena *a = x->spare ? x->spare : x->a;      /* the page's memory may be used up */
    x->q.a = a;
    error unlogged = arena_run(a, log_failure_of, &f);
    if (unlogged) LOG(LOG_ERROR, "%s", err_name(e->kind));
    x->r = (struct reply){ .status = x->status ? x->status : err_status(e->kind), .body = buf_open(a) };
    error worse = arena_run(a, show_error, &f);
    if (!worse) return;
    LOG(LOG_ERROR, "the error page failed too: %s", err_name(worse->kind));
    answer_plain(x, x->status ? x->status : err_status(e->kind));
}

static void log_access(struct exchange *x)
{
    LOG(LOG_INFO, "%s %s %d %lld ms", x->is_head ? "HEAD" : x->q.method == METHOD_POST ? "POST" : "GET",
        x->q.route ? x->q.route->path : x->etag.n ? "/tep" : "-", x->out.status,
        (long long)(clock_steady() - x->began));
}

/* ---- the two halves ---- */

static error read_head(void *arg)
{
    struct exchange *x = arg;
    TRY(gate_head(x));
    if (asset_answer(x)) {
        answer_make(x);
        return NULL;
    }
    TRY(find_route(x));
    if (x->q.method == METHOD_GET) return check_route_rate(x);
    TRY(gate_form(x));
    TRY(check_route_rate(x));
    TRY(check_size(x));
    if (x->body_size <= BIG_BODY) return NULL; /* E5 */
    TRY(identify(x));
    return allow(x);
}

bool exchange_head(struct exchange *x)
{
    say_language(LANGUAGE_VI);
    x->began = clock_steady();
    x->q = (struct request){ .a = x->a, .app = x->shop->app->app, .session = { "", 0 }, .csrf = { "", 0 } };
    x->r = (struct reply){ .status = 200 };
    error e = arena_run(x->a, read_head, x);
    if (e) {
        if (x->body_size) x->out.close = true; /* the body stays unread */
        fail(x, e);
    }
    if (x->out.status) log_access(x);
    arena_undo(x->a);                                                                     /* E3 */
    x->language = say_language_is();                                                      /* E4 */
    return !x->out.status;
}

static error take_all(struct exchange *x)
{
    struct request *q = &x->q;
    struct fields query, form = { 0 };
    size_t count;
    struct str boundary;
    error e = params_take(x, &x->path_fields, false);
    TRY(fields_urlencoded(q->a, (struct bytes){ (const unsigned char *)q->query.p, q->query.n }, &query));
    if (q->method == METHOD_POST) {
        if (x->form && !fields_boundary(exchange_header(x, "Content-Type", &count), &boundary)) x->form = false;
        if (x->form) TRY(fields_multipart(q->a, x->body, boundary, &form));
        else TRY(fields_urlencoded(q->a, x->body, &form));
    }
    error in_form = params_take(x, &form, true), in_query = params_take(x, &query, false);
    return e ? e : in_form ? in_form : in_query;
}

/* What an EventSource sends when it comes back. */
static int64_t last_of(const struct exchange *x)
{
    size_t count;
    int64_t last = 0;
    bool number = str_int(exchange_header(x, "Last-Event-ID", &count), &last);
    return number && count == 1 && last > 0 ? last : 0;
}

/* True when the key was used before: the reply then leads where the first one led. */
static error seen_before(struct exchange *x, bool *again)
{
    struct request *q = &x->q;
    struct str location = { "", 0 };
    *again = false;
    if (!q->route->once) return NULL;
    if (x->key.n < 16 || x->key.n > 64)
        return FAIL(q->a, ERR_USAGE,
                    "Biểu mẫu gửi lên không đủ nên chưa ghi gì. Kiểm tra nội dung bên dưới rồi gửi lại.");
    q->key = x->key;
    if (x->shop->app->once) TRY(x->shop->app->once(q, q->key, params_hash(x), again, &location));
    if (!*again) return NULL;
    if (!location.n)
        return FAIL(q->a, ERR_CONFLICT,
                    "Biểu mẫu này đã được gửi và đang được xử lý. Chờ ít phút rồi xem lại danh sách.");
    reply_redirect(q, &x->r, "%.*s", STR(location));
    return NULL;
}

/* The page's work is done and kept; that the way to it could not be noted is no reason to tell the person otherwise. */
static void remember_location(struct exchange *x)
{
    if (!x->shop->app->once_done) return;
    error e = x->shop->app->once_done(&x->q, x->q.key, x->r.location);
    if (e) LOG(LOG_WARN, "one-time key: %s", err_name(e->kind));
}

/* A page may have been made for this session already, and nothing written since. The version is read before the page is
 * made: what is written meanwhile makes the kept page old, never new. */
static error make_page(struct exchange *x)
{
    struct request *q = &x->q;
    const struct web_app *app = x->shop->app;
    struct str body;
    if (!q->route->keep || !app->version || !x->shop->cache || !q->session.n) return q->route->page(q, &x->r);
    int64_t version = app->version(app->app);
    struct str key = str_fmt(q->a, "%.*s %lld %d %.*s %.*s", STR(q->session), (long long)q->eyes,
                             (int)say_language_is(), STR(clock_day(q->a, clock_now())), STR(x->target));
    if (cache_get(x->shop->cache, q->a, key, version, &body)) {
        x->r.body = (struct buf){ .p = (char *)(uintptr_t)body.p, .n = body.n };
        return NULL;
    }
    TRY(q->route->page(q, &x->r));
    bool plain = x->r.status == 200 && !x->r.type.n && !x->r.file_name.n && !x->r.cookie.n && !x->r.location.n;
    if (plain) cache_put(x->shop->cache, key, version, buf_done(&x->r.body));
    return NULL;
}

static error run_page(void *arg)
{
    struct exchange *x = arg;
    struct request *q = &x->q;
    bool again;
    TRY(identify(x));
    error taken = take_all(x);
    TRY(allow(x));
    if (q->method == METHOD_POST && !taken) TRY(gate_token(x));
    TRY(taken);
    TRY(params_check(x));
    q->last = last_of(x);
    q->web = x->shop->app;
    q->cache = q->web->version ? x->shop->cache : NULL;
    TRY(seen_before(x, &again));
    if (!again) {
        TRY(make_page(x));
        if (q->key.n && x->r.location.n) remember_location(x);
    }
    answer_make(x);
    return NULL;
}

void exchange_answer(struct exchange *x)
{
    say_language(x->language);                                                            /* E4 */
    x->q.a = x->work;
    x->r.body = buf_open(x->work);
    error e = arena_run(x->work, run_page, x);
    if (e) fail(x, e);
    log_access(x);
    arena_undo(x->work);                                                                  /* E3 */
    arena_undo(x->a);
}

static error run_again(void *arg)
{
    struct exchange *x = arg;
    int64_t last = x->q.last;
    TRY(identify(x));
    TRY(take_all(x));
    TRY(allow(x));
    TRY(params_check(x));
    x->q.last = last;
    return x->q.route->page(&x->q, &x->r);
}

int exchange_again(struct exchange *x, struct arena *work, int64_t last, struct reply *r)
{
    struct exchange y = { .shop = x->shop, .a = work, .work = work, .target = x->target, .client = x->client,
        .header = x->header, .headers = x->headers, .path_fields = x->path_fields };
    say_language(LANGUAGE_VI);
    y.q = (struct request){ .a = work, .method = METHOD_GET, .path = x->q.path, .query = x->q.query, .host = x->q.host,
        .client = x->client, .route = x->q.route, .app = x->shop->app->app, .session = { "", 0 }, .csrf = { "", 0 },
        .last = last, .again = true };
    y.r = (struct reply){ .status = 200, .body = buf_open(work) };
    error e = arena_run(work, run_again, &y);
    if (e && err_status(e->kind) >= 500) LOG(LOG_WARN, "%s: %s", x->q.route->path, err_name(e->kind));
    *r = y.r;
    arena_undo(work);                                                                     /* E3 */
    return e ? err_status(e->kind) : y.r.status;
}
