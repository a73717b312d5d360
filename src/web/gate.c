/* gate.c - what a request must be before we look for its page: well framed, for us, not too often, and, when it changes
 * something, sent from a form of ours.
 *
 * Forged requests (CSRF) meet three checks, each of which would do alone: what the browser says of their origin
 * (Sec-Fetch-Site, Origin), the kind of their body, and a token that only our pages hold. */
#include "web/exchange.h"
#include "base/machine.h"
#include <arpa/inet.h>
#include <sodium.h>

enum { TARGET_LONGEST = 4096, TOKEN_BYTES = 16 };

static struct str lower(struct arena *a, struct str s)
{
    char *p = str_z(a, s);
    for (size_t i = 0; i < s.n; i++)
        if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] | 0x20);
    return (struct str){ p, s.n };
}

static error misframed(struct exchange *x, int status)
{
    x->status = status;
    x->out.close = true;
    return FAIL(x->q.a, ERR_USAGE, "Yêu cầu không đúng quy cách nên hệ thống không nhận.");
}

/* One framing only: a length in digits, given once. Chunked bodies are refused, browsers do not send them. */
static error check_framing(struct exchange *x)
{
    size_t lengths, codings;
    struct str length = exchange_header(x, "Content-Length", &lengths);
    exchange_header(x, "Transfer-Encoding", &codings);
    if (codings) return misframed(x, lengths ? 400 : 411);
    if (lengths > 1) return misframed(x, 400);
    if (!lengths) return x->q.method == METHOD_POST ? misframed(x, 411) : NULL;
    int64_t n;
    if (!str_int(length, &n) || length.p[0] == '-') return misframed(x, 400);
    if (n && x->q.method != METHOD_POST) return misframed(x, 400);
    x->body_size = (size_t)n;
    return NULL;
}

static error check_target(struct exchange *x)
{
    struct str t = x->target;
    if (!str_starts(t, S("/")) || t.n > TARGET_LONGEST) return misframed(x, t.n > TARGET_LONGEST ? 414 : 400);
    for (size_t i = 0; i < t.n; i++)
        if (t.p[i] <= ' ' || t.p[i] >= 0x7F || t.p[i] == '#') return misframed(x, 400);
    struct str rest = t, path;
    str_next(&rest, '?', &path);
    x->q.path = path;
    x->q.query = rest.p ? rest : (struct str){ "", 0 };
    return NULL;
}

/* host or host:port, [v6] or [v6]:port; gives the name without port. */
static bool split_host(struct str host, struct str *name)
{
    size_t end = 0;
    if (str_starts(host, S("["))) {
        end = str_find(host, S("]"), 1);
        if (end == SIZE_MAX) return false;
        end++;
        for (size_t i = 1; i + 1 < end; i++)
            if (!host.p[i] || !strchr("0123456789abcdef:.", host.p[i])) return false;
    } else {
        while (end < host.n && host.p[end] && strchr("abcdefghijklmnopqrstuvwxyz0123456789.-_", host.p[end])) end++;
    }
    *name = str_cut(host, 0, end);
    if (end == host.n) return end > 0;
    int64_t port;
    return end > 0 && host.p[end] == ':' && str_int(str_cut(host, end + 1, host.n), &port) && port > 0 && port < 65536;
}

static error check_host(struct exchange *x)
{
    size_t count;
    struct str name;
    const struct web_limits *l = x->shop->limits;
    x->q.host = lower(x->q.a, str_trim(exchange_header(x, "Host", &count)));
    if (count != 1 || !split_host(x->q.host, &name)) return misframed(x, 400);
    bool ours = !l->hosts;
    for (size_t i = 0; i < l->hosts; i++) ours = ours || str_is(name, str_c(l->host[i]));
    return ours ? NULL : misframed(x, 421);
}

static error unknown_method(struct exchange *x)
{
    x->status = 405;
    x->allow = S("GET, HEAD, POST");
    x->out.close = true;
    return FAIL(x->q.a, ERR_USAGE, "Hệ thống chỉ nhận yêu cầu xem trang và gửi biểu mẫu.");
}

/* Behind a proxy every peer is the proxy. What it adds stands last; what stands before, anybody may have written. */
static struct str client_of(struct exchange *x)
{
    size_t count;
    struct str said = exchange_header(x, "X-Forwarded-For", &count), part = { "", 0 };
    unsigned char address[sizeof(struct in6_addr)];
    if (!x->shop->limits->proxy || count != 1) return x->client;
    while (str_next(&said, ',', &part)) { }
    const char *last = str_z(x->q.a, str_trim(part));
    bool known = inet_pton(AF_INET, last, address) == 1 || inet_pton(AF_INET6, last, address) == 1;
    return known ? str_c(last) : x->client;
}

error gate_head(struct exchange *x)
{
    x->is_head = str_is(x->method, S("HEAD"));
    x->q.method = str_is(x->method, S("POST")) ? METHOD_POST : METHOD_GET;
    x->q.client = x->client = client_of(x);
    x->q.https = x->shop->limits->https;
    if (!x->is_head && x->q.method != METHOD_POST && !str_is(x->method, S("GET"))) return unknown_method(x);
    TRY(check_framing(x));
    TRY(check_target(x));
    TRY(check_host(x));
    const struct web_limits *l = x->shop->limits;
    int wait, each = l->requests_per_second;
    if (each > 0 && !rate_take(x->shop->general, x->client, (int64_t)each * 60, (int64_t)each * 4, x->began, &wait))
        return FAIL(x->q.a, ERR_TOO_MANY, "Máy này gửi quá nhiều yêu cầu. Chờ %d giây rồi thử lại.", wait);
    return NULL;
}

/* Origin is scheme://host[:port]; "null" and anything else is not ours. */
static bool is_own_origin(const struct exchange *x, struct str origin)
{
    struct str o = lower(x->q.a, origin), secure = S("https://"), open = S("http://");
    if (str_starts(o, secure)) o = str_cut(o, secure.n, o.n);
    else if (str_starts(o, open) && !x->shop->limits->https) o = str_cut(o, open.n, o.n);
    else return false;
    return str_is(o, x->q.host);
}

error gate_form(struct exchange *x)
{
    size_t count;
    struct str site = exchange_header(x, "Sec-Fetch-Site", &count), boundary;
    x->foreign = count > 1 || (count && !str_is(site, S("same-origin")) && !str_is(site, S("none")));
    struct str origin = exchange_header(x, "Origin", &count);
    x->foreign = x->foreign || count > 1 || (count && !is_own_origin(x, origin));
    if (x->foreign)
        return FAIL(x->q.a, ERR_DENIED, "Yêu cầu này được gửi từ một trang khác nên hệ thống không nhận.");
    struct str type = exchange_header(x, "Content-Type", &count), form = S("application/x-www-form-urlencoded");
    struct str word = type;
    str_next(&type, ';', &word);
    bool urlencoded = str_is(lower(x->q.a, str_trim(word)), form);
    type = exchange_header(x, "Content-Type", &count);
    if (count != 1 || (!urlencoded && !fields_boundary(type, &boundary)))
        return FAIL(x->q.a, ERR_FORMAT, "Nội dung gửi lên không phải là biểu mẫu của hệ thống.");
    x->form = !urlencoded;
    return NULL;
}

static bool same_secret(struct str x, struct str y) { return x.n && x.n == y.n && !sodium_memcmp(x.p, y.p, x.n); }

error gate_token(struct exchange *x)
{
    if (same_secret(x->token, x->q.csrf)) return NULL;
    return FAIL(x->q.a, ERR_DENIED,
                "Trang này mở đã lâu hoặc phiên làm việc đã đổi, nên hệ thống chưa nhận nội dung vừa gửi. "
                "Nội dung đã nhập vẫn còn đây; kiểm tra rồi gửi lại.");
}

void gate_form_cookie(struct exchange *x)
{
    struct str name = x->shop->limits->https ? S("__Host-gb_form") : S("gb_form");
    size_t count;
    if (x->q.csrf.n) return;
    x->q.csrf = field_cookie(exchange_header(x, "Cookie", &count), name);
    if (x->q.csrf.n == TOKEN_BYTES * 2) return;
    x->q.csrf = random_token(x->q.a, TOKEN_BYTES);
    x->fresh_form_cookie = true;
}
