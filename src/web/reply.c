/* reply.c - from a page's reply to what is sent, with the headers that every reply has. See http.h.
 *
 * The policy allows nothing that is not ours and nothing inline, so a slip of an escape runs no script. Sources:
 * OWASP ASVS 5.0 section 3.4, RFC 6266 (file names), RFC 6265bis (__Host- cookies). */
#include "web/exchange.h"
#include "base/machine.h"
#include <stdarg.h>
#include <stdio.h>

static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
static const char policy_paper[] =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
static const char policy_file[] = "default-src 'none'; frame-ancestors 'none'; sandbox";

static const char *const always[][2] = {
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "same-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()" },
};

static const char last_resort[] =
    "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Hệ thống đang bận</title></head>\n"
    "<body><h1>Hệ thống đang bận</h1>\n<p>Yêu cầu này chưa làm được và không có gì bị thay đổi. "
    "Quay lại trang trước, nội dung đã nhập vẫn còn ở đó; chờ ít phút rồi gửi lại.</p></body></html>\n";

void reply_redirect(struct request *q, struct reply *r, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    assert(n > 0);
    char *p = arena_get(q->a, (size_t)n + 1);
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    r->location = (struct str){ p, (size_t)n };
    r->status = 303;
}

void reply_file(struct reply *r, struct str type, struct str file_name, struct str content)
{
    r->type = type;
    r->file_name = file_name;
    r->body = (struct buf){ .p = (char *)(uintptr_t)content.p, .n = content.n };
}

/* The language and the day are part of every page. */
static struct str part_key(struct request *q, struct str key)
{
    return str_fmt(q->a, "+ %d %.*s %.*s", (int)say_language_is(), STR(clock_day(q->a, clock_now())), STR(key));
}

bool reply_kept(struct request *q, struct reply *r, struct str key)
{
    struct str body;
    if (!q->cache) return false;
    struct str whole = part_key(q, key);
    q->version = q->web->version(q->app);
    bool there = cache_get(q->cache, q->a, whole, q->version, &body);
    if (!there) {                              /* forty screens ask at once; the first one makes it for all */
        cache_making(q->cache, q->a);
        q->version = q->web->version(q->app);
        there = cache_get(q->cache, q->a, whole, q->version, &body);
    }
    if (!there) return false;
    r->body = (struct buf){ .p = (char *)(uintptr_t)body.p, .n = body.n };
    return true;
}

void reply_keep(struct request *q, struct reply *r, struct str key)
{
    if (q->cache) cache_put(q->cache, part_key(q, key), q->version, buf_done(&r->body));
}

bool reply_piece(struct request *q, struct str key, struct markup *out)
{
    struct str body;
    if (!q->cache || !cache_get(q->cache, q->a, part_key(q, key), 0, &body)) return false;
    *out = (struct markup){ body.p, body.n };
    return true;
}

void reply_piece_keep(struct request *q, struct str key, struct markup piece)
{
    if (q->cache) cache_put(q->cache, part_key(q, key), 0, (struct str){ piece.p, piece.n });
}

static void add(struct answer *out, const char *name, struct str value)
{
    assert(out->headers < HEADERS_ROOM);
    out->header[out->headers++] = (struct header){ str_c(name), value };
}

static void add_always(struct exchange *x, const char *content_policy)
{
    for (size_t i = 0; i < COUNT(always); i++) add(&x->out, always[i][0], str_c(always[i][1]));
    add(&x->out, "Content-Security-Policy", str_c(content_policy));
    if (x->shop->limits->https) add(&x->out, "Strict-Transport-Security", S("max-age=31536000"));
    if (x->out.close) add(&x->out, "Connection", S("close"));
}

/* An address of our own: a path, and nothing that could end the header or name another host. */
static bool is_own(struct str s)
{
    if (!str_starts(s, S("/")) || str_starts(s, S("//"))) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] >= 0x7F || s.p[i] == '\\') return false;
    return true;
}

/* RFC 6266: a plain name for old programs, the real one percent-encoded (RFC 5987). No slashes, no controls. */
static struct str disposition(struct arena *a, struct str name)
{
    static const char plain_marks[] = "-._", hex[] = "0123456789ABCDEF";
    struct buf b = buf_open(a);
    buf_c(&b, "attachment; filename=\"");
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || (c && strchr(plain_marks, c))) buf_char(&b, c);
        else if (((unsigned char)c & 0xC0) != 0x80) buf_char(&b, '_');
    }
    buf_c(&b, "\"; filename*=UTF-8''");
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (c < ' ' || c == 0x7F || c == '/' || c == '\\') buf_char(&b, '_');
        else if (letter || strchr(plain_marks, c)) buf_char(&b, (char)c);
        else buf_add(&b, (char[]){ '%', hex[c >> 4], hex[c & 15] }, 3);
    }
    return buf_done(&b);
}

static bool is_token(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '-' && c != '_') return false;
    }
    return s.n > 0;
}

static void add_cookie(struct exchange *x, const char *name, struct str value, bool ends)
{
    bool https = x->shop->limits->https;
    assert(ends || is_token(value));
    add(&x->out, "Set-Cookie",
        str_fmt(x->q.a, "%s%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", https ? "__Host-" : "", name,
                ends ? 0 : (int)value.n, value.p, https ? "; Secure" : "", ends ? "; Max-Age=0" : ""));
}

static void add_cookies(struct exchange *x)
{
    bool ends = str_is(x->r.cookie, S("-"));
    if (x->r.cookie.n) {
        add_cookie(x, "gb", x->r.cookie, ends);
        if (ends) add(&x->out, "Clear-Site-Data", S("\"cache\", \"storage\""));
    }
    if (x->fresh_form_cookie && !x->r.cacheable) add_cookie(x, "gb_form", x->q.csrf, false);
}

void answer_make(struct exchange *x)
{
    struct arena *a = x->q.a;
    struct reply *r = &x->r;
    bool html = !r->type.n && !r->file_name.n, error_status = r->status >= 400;
    x->out.status = r->status;
    x->out.headers = 0;
    x->out.body = buf_done(&r->body);
    if (r->location.n && !is_own(r->location)) {
        LOG(LOG_ERROR, "a redirect away from here was stopped");
        r->location = S("/");
    }
    if (r->topic && !error_status) {
        r->type = S("text/event-stream; charset=utf-8");
        html = false;
        add(&x->out, "X-Accel-Buffering", S("no"));    /* a proxy passes each line on as it comes */
    }
    if (r->location.n) add(&x->out, "Location", r->location);
    if (r->status != 304) add(&x->out, "Content-Type", html ? S("text/html; charset=utf-8") : r->type);
    if (r->file_name.n) add(&x->out, "Content-Disposition", disposition(a, r->file_name));
    if (x->etag.n) add(&x->out, "ETag", x->etag);
    bool keep = r->cacheable && !error_status && !r->cookie.n;
    bool own = r->kept && !error_status && !r->cookie.n;
    struct str cache = keep ? S("public, max-age=60") : own ? S("private, max-age=3600, immutable") : S("no-store");
    add(&x->out, "Cache-Control", x->cache.n ? x->cache : cache);
    if (!keep && !x->etag.n) add(&x->out, "X-Robots-Tag", S("noindex, nofollow"));
    if (x->allow.n) add(&x->out, "Allow", x->allow);
    if (r->status == 429 || r->status == 503) add(&x->out, "Retry-After", S("5"));
    if (!x->etag.n) add_cookies(x);
    add_always(x, r->file_name.n ? policy_file : r->paper ? policy_paper : policy);
}

void answer_plain(struct exchange *x, int status)
{
    x->out.status = status;
    x->out.headers = 0;
    x->out.body = (struct str){ last_resort, sizeof last_resort - 1 };
    add(&x->out, "Content-Type", S("text/html; charset=utf-8"));
    add(&x->out, "Cache-Control", S("no-store"));
    add(&x->out, "Retry-After", S("5"));
    add_always(x, policy);
}
