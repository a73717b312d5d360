/* test_request.c - what a request must pass before its page runs: forms, tokens, parameters, keys. No socket. */
#include "base/machine.h"
#include "web/exchange.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* ---- a small program: its page counts how often it ran and shows what it got ---- */

static int ran, noted;
static int64_t written;
static char first_hash[80];

static error show(struct request *q, struct reply *r)
{
    ran++;
    for (size_t i = 0; i < q->route->params; i++) {
        const struct param *p = &q->route->param[i];
        if (p->kind == PARAM_FILE) {
            struct upload u = param_file(q, p->name);
            buf_fmt(&r->body, "%s=%.*s:%.*s;", p->name, STR(u.name), (int)u.content.n, (const char *)u.content.p);
        } else if (p->kind == PARAM_INT) {
            buf_fmt(&r->body, "%s=%lld;", p->name, (long long)param_int(q, p->name, -1));
        } else {
            buf_fmt(&r->body, "%s=%.*s;", p->name, STR(param_str(q, p->name)));
        }
    }
    return NULL;
}

static error where(struct request *q, struct reply *r) { return buf_c(&r->body, q->https ? "https" : "http"), NULL; }
static error made(struct request *q, struct reply *r)
{
    ran++;
    reply_redirect(q, r, "/xong/%d", ran);
    return NULL;
}

static error log_in(struct request *q, struct reply *r)
{
    r->cookie = S("phien1");
    reply_redirect(q, r, "/");
    return NULL;
}

static error stray(struct request *q, struct reply *r)
{
    reply_redirect(q, r, "%.*s", STR(param_str(q, "ten")));
    return NULL;
}

static error paper(struct request *q, struct reply *r)
{
    (void)q;
    reply_file(r, S("application/pdf"), S("Báo cáo \"quý\"/II\r\n.pdf"), S("%PDF"));
    return NULL;
}

static error ill(struct request *q, struct reply *r)
{
    (void)r;
    return FAIL(q->a, ERR_CONFLICT, "Báo cáo đã được người khác sửa.");
}

static const struct param all[] = {
    { .name = "id", .kind = PARAM_INT },
    { .name = "ten", .kind = PARAM_LINE, .label = "Tên" },
    { .name = "chu", .kind = PARAM_TEXT, .longest = 100, .label = "Nội dung" },
    { .name = "so", .kind = PARAM_INT, .label = "Số" },
    { .name = "co", .kind = PARAM_FLAG, .label = "Có" },
    { .name = "ma", .kind = PARAM_CODE, .label = "Mã" },
    { .name = "ky", .kind = PARAM_PERIOD, .label = "Kỳ" },
    { .name = "tep", .kind = PARAM_FILE, .label = "Tệp" },
};
static const struct param must[] = { { .name = "ten", .kind = PARAM_LINE, .required = true, .label = "Tên" } };
static const struct route routes[] = {
    { METHOD_GET, "/", show, 1, all + 1, 6, .about = "x" },
    { METHOD_GET, "/ma/{id}", show, 1, all, 1, .about = "x" },
    { METHOD_POST, "/gui", show, 1, all + 1, 7, .about = "x" },
    { METHOD_POST, "/can", show, 1, must, 1, .about = "x" },
    { METHOD_POST, "/tao", made, 1, must, 1, .once = true, .about = "x" },
    { METHOD_POST, "/dang-nhap", log_in, 1, .per_minute = 5, .about = "x" },
    { METHOD_POST, "/kin", show, 9, must, 1, .about = "x" },
    { METHOD_POST, "/hong", ill, 1, must, 1, .about = "x" },
    { METHOD_GET, "/to", paper, 1, .about = "x" },
    { METHOD_GET, "/di", stray, 1, must, 1, .about = "x" },
    { METHOD_GET, "/moi/{id}", where, 1, all, 1, .per_minute = 5, .about = "x" },
    { METHOD_GET, "/cam", show, 0, .about = "x" },
    { METHOD_GET, "/giu", show, 9, must, 1, .keep = true, .about = "x" },
};

static error identify(struct request *q)
{
    if (!q->session.n) return NULL;
    if (!str_is(q->session, S("phien1")) && !str_is(q->session, S("phien2"))) return NULL;
    q->who = q->app;
    q->csrf = str_fmt(q->a, "token-cua-%.*s", STR(q->session));
    return NULL;
}

static error allow(struct request *q)
{
    if (!q->route->may) return FAIL(q->a, ERR_DENIED, "Không ai được làm việc này.");
    if (q->route->may == 9 && !q->who) return FAIL(q->a, ERR_LOGIN, "Cần đăng nhập để gửi.");
    return NULL;
}

static error once(struct request *q, struct str key, struct str hash, bool *again, struct str *location)
{
    (void)key;
    *again = noted > 0;
    *location = S("/xong/1");
    if (*again && strncmp(first_hash, hash.p, hash.n))
        return FAIL(q->a, ERR_CONFLICT, "Khóa này đã dùng cho nội dung khác.");
    if (!*again) memcpy(first_hash, hash.p, hash.n);
    return NULL;
}

static error once_done(struct request *q, struct str key, struct str location)
{
    (void)q; (void)key; (void)location;
    noted++;
    return NULL;
}

static int64_t version(void *what)
{
    (void)what;
    return written;
}

static void error_page(struct request *q, struct reply *r, error e)
{
    buf_fmt(&r->body, "%s|typed=%.*s", e->said, STR(param_typed(q, "ten")));
    if (q->csrf.n) buf_fmt(&r->body, "|token=%.*s", STR(q->csrf));
}

/* ---- asking without a server ---- */

static struct arena *a;
static struct web_limits limits;
static struct web_app app;
static struct shop shop;
static struct exchange x;

static int set_up(void **state)
{
    static int somebody;
    (void)state;
    log_level(LOG_ERROR);
    a = arena_open(64 << 20);
    app = (struct web_app){ .app = &somebody,
                            .route = routes,
                            .routes = COUNT(routes),
                            .identify = identify,
                            .allow = allow,
                            .once = once,
                            .once_done = once_done,
                            .version = version,
                            .error_page = error_page };
    limits = (struct web_limits){ .arena = 1 << 20 };
    return 0;
}

static int set_down(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static int fresh(void **state)
{
    (void)state;
    ran = noted = 0;
    shop = (struct shop){ &app, &limits, rate_open(a), rate_open(a), cache_open(a) };
    memset(first_hash, 0, sizeof first_hash);
    limits.https = false;
    limits.hosts = 0;
    limits.requests_per_second = 0;
    return 0;
}

#define FORM "application/x-www-form-urlencoded"
#define COOKIE "gb=phien1"
#define TOKEN "csrf=token-cua-phien1"

/* Header lines "Name: value" after the method and target; NULL ends them. The answer stands in x.out. */
static int ask(const char *method, const char *target, const char *body, const char *const *line)
{
    static struct header header[16];
    size_t n = 0;
    x = (struct exchange){ .shop = &shop, .a = arena_open(1 << 20), .work = arena_open(1 << 20) };
    x.method = str_c(method);
    x.target = str_c(target);
    x.client = S("127.0.0.1");
    for (; line && line[n]; n++) {
        struct str value = str_c(line[n]), name;
        str_next(&value, ':', &name);
        header[n] = (struct header){ name, str_trim(value) };
    }
    if (body) header[n++] = (struct header){ S("Content-Length"), str_fmt(a, "%zu", strlen(body)) };
    x.header = header;
    x.headers = n;
    x.body = (struct bytes){ (const unsigned char *)(body ? body : ""), body ? strlen(body) : 0 };
    if (exchange_head(&x)) exchange_answer(&x);
    x.out.body = str_copy(a, x.out.body);
    for (size_t i = 0; i < x.out.headers; i++) x.out.header[i].value = str_copy(a, x.out.header[i].value);
    arena_close(x.a);
    arena_close(x.work);
    return x.out.status;
}

static int get(const char *target) { return ask("GET", target, NULL, (const char *[]){ "Host: localhost", NULL }); }

static int post(const char *target, const char *body)
{
    return ask("POST", target, body,
               (const char *[]){ "Host: localhost", "Content-Type: " FORM, "Cookie: " COOKIE, NULL });
}

static const char *body(void) { return x.out.body.p; }

static const char *sent(const char *name)
{
    for (size_t i = 0; i < x.out.headers; i++)
        if (!strcmp(x.out.header[i].name.p, name)) return x.out.header[i].value.p;
    return NULL;
}

#define assert_has(text, piece) \
    do { if (!strstr((text), (piece))) fail_msg("no “%s” in “%s”", (piece), (text)); } while (0)

/* ---- what must hold ---- */

static void parameters_arrive_as_their_kind(void **state)
{
    (void)state;
    assert_int_equal(get("/?ten=%C3%94ng+A&so=-12&co=1&ma=MTTQ.01&ky=2023-Q2&chu=a%0D%0Ab"), 200);
    assert_string_equal(body(), "ten=Ông A;chu=a\nb;so=-12;co=1;ma=MTTQ.01;ky=2023-Q2;");
    assert_int_equal(get("/ma/7"), 200);
    assert_string_equal(body(), "id=7;");
    assert_int_equal(get("/ma/bay"), 404);
    assert_int_equal(ran, 2);
}

static void text_is_brought_to_one_form(void **state)
{
    (void)state;
    assert_int_equal(get("/?ten=%20U%CC%89y%20ban%00%E2%80%AE%20"), 422); /* a zero byte is no text */
    assert_int_equal(get("/?ten=%20O%CC%82ng%E2%80%AE%09A%20"),
                     200); /* decomposed, with a mark that turns text round */
    assert_has(body(), "ten=Ông A;");
}

static void a_value_of_the_wrong_kind_is_refused_with_a_sentence(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        { "/?so=12a", "“Số” phải là số nguyên" },
        { "/?co=on", "“Có”" },
        { "/?ma=a%20b", "“Mã”" },
        { "/?ky=2023-Q5", "“Kỳ”" },
        { "/?ten=a%0Ab", "chỉ được một dòng" },
        { "/?ten=%FF", "ký tự không đọc được" },
        { "/?ten=%C3", "ký tự không đọc được" },
        { "/?ten=%ED%A0%80", "ký tự không đọc được" },
        { "/?so=99999999999999999999", "“Số”" },
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(get(wrong[i][0]), 422);
        assert_has(body(), wrong[i][1]);
    }
    char *big = str_z(a, str_fmt(a, "%s&chu=%0101d", TOKEN, 1));
    assert_int_equal(post("/gui", big), 422);
    assert_has(body(), "dài quá mức");
    assert_int_equal(ran, 0);
}

static void a_parameter_given_twice_is_refused(void **state)
{
    (void)state;
    assert_int_equal(get("/?ten=a&ten=b"), 400);
    assert_int_equal(get("/?ten=a&t%65n=b"), 400);
    assert_int_equal(post("/gui?ten=a", TOKEN "&ten=b"), 400);
    assert_int_equal(post("/gui", TOKEN "&ten=b&ten=b"), 400);
    assert_int_equal(post("/gui", TOKEN "&" TOKEN "&ten=b"), 403);
    assert_int_equal(ran, 0);
}

static void what_is_not_declared_is_ignored_in_an_address_and_refused_in_a_form(void **state)
{
    (void)state;
    assert_int_equal(get("/?la=1&ten=a"), 200);
    assert_int_equal(post("/gui?la=1", TOKEN "&ten=b"), 200);
    assert_int_equal(post("/gui", TOKEN "&ten=b&quyen=admin"), 400);
    assert_has(body(), "quyen");
    assert_int_equal(ran, 2);
}

static void a_missing_value_is_named_and_nothing_typed_is_lost(void **state)
{
    (void)state;
    assert_int_equal(post("/can", TOKEN "&ten=+"), 422);
    assert_has(body(), "“Tên” còn trống");
    assert_int_equal(post("/gui", TOKEN "&ten=Nguy%E1%BB%85n+V%C4%83n+A&so=x"), 422);
    assert_has(body(), "typed=Nguyễn Văn A");
    assert_int_equal(post("/gui", TOKEN "&ten=A%FFB"), 422);
    assert_has(body(), "typed=A\xEF\xBF\xBD" "B");
    assert_int_equal(post("/hong", TOKEN "&ten=dai"), 409);
    assert_has(body(), "Báo cáo đã được người khác sửa.|typed=dai");
    assert_int_equal(
        ask("POST", "/kin", "csrf=x&ten=dai", (const char *[]){ "Host: h", "Content-Type: " FORM, NULL }), 401);
    assert_has(body(), "Cần đăng nhập để gửi.|typed=dai");
    assert_int_equal(post("/can", "csrf=cu&ten=dai"), 403);
    assert_has(body(), "typed=dai");
}

static void a_form_needs_this_visitors_token(void **state)
{
    (void)state;
    assert_int_equal(post("/can", TOKEN "&ten=a"), 200);
    assert_int_equal(post("/can", "ten=a"), 403);
    assert_int_equal(post("/can", "csrf=&ten=a"), 403);
    assert_int_equal(post("/can", "csrf=token-cua-phien2&ten=a"), 403);
    assert_int_equal(post("/can", "csrf=token-cua-phien&ten=a"), 403);
    assert_int_equal(post("/can?" TOKEN, "ten=a"), 403);
    assert_int_equal(ran, 1);
}

static int from(const char *line_1, const char *line_2)
{
    const char *line[] = { "Host: GiaoBan.vn:8080", "Content-Type: " FORM, "Cookie: " COOKIE, line_1, line_2, NULL };
    return ask("POST", "/can", TOKEN "&ten=a", line);
}

static void a_form_from_another_site_is_refused_even_with_the_token(void **state)
{
    (void)state;
    assert_int_equal(from("Origin: http://giaoban.vn:8080", NULL), 200);
    assert_int_equal(from("Origin: http://giaoban.vn:8080", "Sec-Fetch-Site: same-origin"), 200);
    assert_int_equal(from("Sec-Fetch-Site: none", NULL), 200);
    assert_int_equal(from(NULL, NULL), 200);
    assert_int_equal(ran, 4);
    static const char *const wrong[] = {
        "Origin: null",
        "Origin: http://giaoban.vn",
        "Origin: http://evil.example",
        "Origin: http://giaoban.vn:8080.evil.example",
        "Origin: ftp://giaoban.vn:8080",
        "Origin: giaoban.vn:8080",
        "Origin: ",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: ",
        "Sec-Fetch-Site: SAME-ORIGIN",
    };
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (from(wrong[i], NULL) != 403) fail_msg("%d for %s", x.out.status, wrong[i]);
    assert_int_equal(from("Origin: http://giaoban.vn:8080", "Origin: http://evil.example"), 403);
    assert_int_equal(from("Origin: http://giaoban.vn:8080", "Sec-Fetch-Site: cross-site"), 403);
    assert_null(strstr(body(), "typed=a")); /* a foreign site puts no words on our pages */
    limits.https = true;
    assert_int_equal(from("Origin: http://giaoban.vn:8080", NULL), 403);
    assert_int_equal(ran, 4);
}

static void a_body_that_is_no_form_is_refused(void **state)
{
    (void)state;
    static const char *const type[] = { "Content-Type: text/plain", "Content-Type: application/json", "X-None: 1",
                                        "Content-Type: multipart/form-data",
                                        "Content-Type: multipart/form-data; boundary=" };
    for (size_t i = 0; i < COUNT(type); i++)
        assert_int_equal(ask("POST", "/can", TOKEN "&ten=a",
                             (const char *[]){ "Host: h", "Cookie: " COOKIE, type[i], NULL }), 415);
    assert_int_equal(post("/can", TOKEN "&ten=%"), 400);
    assert_int_equal(post("/can", TOKEN "&ten=%4"), 400);
    assert_int_equal(post("/can", TOKEN "&=a"), 400);
    assert_int_equal(ran, 0);
}

static void a_visitor_without_a_session_gets_a_token_in_a_cookie(void **state)
{
    (void)state;
    assert_int_equal(get("/"), 200);
    const char *cookie = sent("Set-Cookie");
    assert_non_null(cookie);
    assert_has(cookie, "; Path=/; HttpOnly; SameSite=Lax");
    assert_int_equal(strncmp(cookie, "gb_form=", 8), 0);
    char *token = str_z(a, str_cut(str_c(cookie), 8, 8 + 32));
    const char *given = str_z(a, str_fmt(a, "Cookie: gb_form=%s", token));
    const char *line[] = { "Host: h", "Content-Type: " FORM, given, NULL };
    assert_int_equal(ask("POST", "/dang-nhap", str_z(a, str_fmt(a, "csrf=%s", token)), line), 303);
    assert_has(sent("Set-Cookie"), "gb=phien1; Path=/; HttpOnly; SameSite=Lax");
    assert_int_equal(ask("POST", "/dang-nhap", "csrf=00000000000000000000000000000000", line), 403);
    assert_int_equal(ask("POST", "/dang-nhap", "csrf=", (const char *[]){ "Host: h", "Content-Type: " FORM, NULL }),
                     403);
}

static void behind_https_cookies_are_bound_to_the_host(void **state)
{
    (void)state;
    limits.https = true;
    assert_int_equal(get("/moi/1"), 200);
    assert_int_equal(strncmp(sent("Set-Cookie"), "__Host-gb_form=", 15), 0);
    assert_has(sent("Set-Cookie"), "; Secure");
    assert_has(sent("Strict-Transport-Security"), "max-age=31536000");
    assert_string_equal(body(), "https");                /* codes that are printed lead there too */
    limits.https = false;
    assert_int_equal(get("/moi/1"), 200);
    assert_string_equal(body(), "http");
    assert_null(sent("Strict-Transport-Security"));
}

static void a_form_sent_twice_happens_once(void **state)
{
    (void)state;
    assert_int_equal(post("/tao", TOKEN "&ten=a"), 400); /* no key */
    assert_int_equal(post("/tao", TOKEN "&ten=a&key=0123456789abcdef"), 303);
    assert_string_equal(sent("Location"), "/xong/1");
    assert_int_equal(post("/tao", TOKEN "&ten=a&key=0123456789abcdef"), 303);
    assert_string_equal(sent("Location"), "/xong/1");
    assert_int_equal(post("/tao", TOKEN "&ten=b&key=0123456789abcdef"), 409);
    assert_int_equal(ran, 1);
}

static void every_reply_has_the_headers_that_guard_it(void **state)
{
    (void)state;
    static const char *const target[] = { "/", "/khong-co", "/cam", "/?so=x", "/to" };
    for (size_t i = 0; i < COUNT(target); i++) {
        get(target[i]);
        assert_string_equal(sent("X-Content-Type-Options"), "nosniff");
        assert_string_equal(sent("Referrer-Policy"), "same-origin");
        assert_string_equal(sent("Cross-Origin-Opener-Policy"), "same-origin");
        assert_string_equal(sent("Cross-Origin-Resource-Policy"), "same-origin");
        assert_non_null(sent("Permissions-Policy"));
        assert_has(sent("Content-Security-Policy"), "default-src 'none';");
        assert_null(strstr(sent("Content-Security-Policy"), "unsafe"));
        assert_string_equal(sent("Cache-Control"), "no-store");
        assert_null(sent("Server"));
    }
}

static void a_forgotten_permission_refuses_everyone(void **state)
{
    (void)state;
    assert_int_equal(get("/cam"), 403);
    assert_int_equal(ran, 0);
}

static void a_download_names_its_file_without_harm(void **state)
{
    (void)state;
    assert_int_equal(get("/to"), 200);
    assert_string_equal(sent("Content-Disposition"),
                        "attachment; filename=\"B_o_c_o__qu___II__.pdf\"; "
                        "filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%22qu%C3%BD%22_II__.pdf");
    assert_has(sent("Content-Security-Policy"), "sandbox");
    assert_string_equal(sent("Content-Type"), "application/pdf");
}

static void redirects_never_leave_the_site(void **state)
{
    (void)state;
    static const char *const away[] = {
        "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "a", "/a b"
    };
    assert_int_equal(get("/di?ten=/bao-cao/1"), 303);
    assert_string_equal(sent("Location"), "/bao-cao/1");
    for (size_t i = 0; i < COUNT(away); i++) {
        struct buf b = buf_open(a);
        buf_c(&b, "/di?ten=");
        for (const char *p = away[i]; *p; p++) buf_fmt(&b, "%%%02x", (unsigned)(unsigned char)*p);
        log_level((enum log_level)-1); /* it is logged, and here expected */
        assert_int_equal(get(str_z(a, buf_done(&b))), 303);
        log_level(LOG_ERROR);
        assert_string_equal(sent("Location"), "/");
    }
}

static int get_as(const char *session, const char *target)
{
    const char *cookie = str_z(a, str_fmt(a, "Cookie: gb=%s", session));
    return ask("GET", target, NULL, (const char *[]){ "Host: h", cookie, NULL });
}

static void a_kept_page_is_for_one_session_one_address_and_one_version(void **state)
{
    (void)state;
    assert_int_equal(get_as("phien1", "/giu?ten=a"), 200);
    assert_int_equal(get_as("phien1", "/giu?ten=a"), 200);
    assert_string_equal(body(), "ten=a;");
    assert_string_equal(sent("Cache-Control"), "no-store");
    assert_int_equal(ran, 1);
    assert_int_equal(get_as("phien2", "/giu?ten=a"), 200);
    assert_int_equal(ran, 2);
    assert_int_equal(get_as("phien1", "/giu?ten=b"), 200);
    assert_string_equal(body(), "ten=b;");
    assert_int_equal(ran, 3);
    written++;
    assert_int_equal(get_as("phien1", "/giu?ten=a"), 200);
    assert_int_equal(ran, 4);
    assert_int_equal(get_as("phien3", "/giu?ten=a"), 401); /* the permission is asked each time */
    assert_int_equal(get("/giu?ten=a"), 401);
    assert_int_equal(ran, 4);
}

static void only_our_own_names_are_answered_to(void **state)
{
    (void)state;
    static const char *const ours[] = { "giaoban.vn", "[::1]" };
    limits.host = ours;
    limits.hosts = 2;
    assert_int_equal(ask("GET", "/", NULL, (const char *[]){ "Host: GiaoBan.vn:8080", NULL }), 200);
    assert_int_equal(ask("GET", "/", NULL, (const char *[]){ "Host: [::1]:8080", NULL }), 200);
    assert_int_equal(ask("GET", "/", NULL, (const char *[]){ "Host: evil.example", NULL }), 421);
    assert_int_equal(ask("GET", "/", NULL, (const char *[]){ "Host: giaoban.vn:", NULL }), 400);
    assert_int_equal(ask("GET", "/", NULL, (const char *[]){ "Host: giaoban.vn:80a", NULL }), 400);
    assert_int_equal(ask("GET", "/", NULL, (const char *[]){ "Host: giaoban.vn/x", NULL }), 400);
    assert_int_equal(ask("GET", "/", NULL, (const char *[]){ "Host: ", NULL }), 400);
    assert_int_equal(ask("GET", "/", NULL, NULL), 400);
}

static void asking_too_often_is_refused_for_a_while(void **state)
{
    (void)state;
    int refused = 0;
    for (int i = 0; i < 40; i++) {
        bool no = post("/dang-nhap", TOKEN) == 429;
        refused += no;
        if (no) assert_non_null(sent("Retry-After"));
    }
    assert_in_range((uintmax_t)refused, 34, 35);
    assert_int_equal(post("/can", TOKEN "&ten=a"), 200); /* other addresses are not held up */
    for (int i = refused = 0; i < 40; i++) refused += get("/moi/1") == 429;      /* looking is trying too */
    assert_in_range((uintmax_t)refused, 34, 35);
    limits.requests_per_second = 10;
    for (int i = refused = 0; i < 100; i++) refused += get("/") == 429;
    assert_in_range((uintmax_t)refused, 50, 60);
}

static int upload(const char *form)
{
    static const char *const line[] = { "Host: h", "Cookie: " COOKIE,
                                        "Content-Type: multipart/form-data; boundary=XX", NULL };
    return ask("POST", "/gui", form, line);
}

#define PART(head, text) "--XX\r\nContent-Disposition: form-data; " head "\r\n\r\n" text "\r\n"
#define CSRF PART("name=\"csrf\"", "token-cua-phien1")

static void an_upload_is_read_part_by_part(void **state)
{
    (void)state;
    assert_int_equal(upload(CSRF PART("name=\"ten\"", "\xC3\x94ng A")
                                PART("name=\"tep\"; filename=\"b\xC3\xA1o.txt\"\r\nContent-Type: text/plain",
                                     "a\r\n--X\r\nb") "--XX--\r\n"),
                     200);
    assert_has(body(), "ten=Ông A;");
    assert_has(body(), "tep=báo.txt:a\r\n--X\r\nb;");
    assert_int_equal(upload(CSRF PART("name=\"tep\"; filename=\"\"", "") "--XX--"), 200); /* no file chosen */
    assert_has(body(), "tep=:;");
}

static void an_upload_out_of_form_is_refused(void **state)
{
    (void)state;
    assert_int_equal(upload(CSRF), 400); /* cut short; test_field.c has the other ways to be wrong */
    assert_int_equal(upload(CSRF "--XX--\r\nx"), 400);
    assert_int_equal(ran, 0);
}

static void a_file_may_come_only_from_an_upload(void **state)
{
    (void)state;
    assert_int_equal(post("/gui", TOKEN "&tep=abc"), 200);
    assert_has(body(), "tep=:abc;"); /* text without a name: the page sees that no file was chosen */
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup(f, fresh)
    const struct CMUnitTest tests[] = {
        CASE(parameters_arrive_as_their_kind), CASE(text_is_brought_to_one_form),
        CASE(a_value_of_the_wrong_kind_is_refused_with_a_sentence), CASE(a_parameter_given_twice_is_refused),
        CASE(what_is_not_declared_is_ignored_in_an_address_and_refused_in_a_form),
        CASE(a_missing_value_is_named_and_nothing_typed_is_lost), CASE(a_form_needs_this_visitors_token),
        CASE(a_form_from_another_site_is_refused_even_with_the_token), CASE(a_body_that_is_no_form_is_refused),
        CASE(a_visitor_without_a_session_gets_a_token_in_a_cookie), CASE(behind_https_cookies_are_bound_to_the_host),
        CASE(a_form_sent_twice_happens_once), CASE(every_reply_has_the_headers_that_guard_it),
        CASE(a_forgotten_permission_refuses_everyone), CASE(a_download_names_its_file_without_harm),
        CASE(redirects_never_leave_the_site), CASE(only_our_own_names_are_answered_to),
        CASE(a_kept_page_is_for_one_session_one_address_and_one_version),
        CASE(asking_too_often_is_refused_for_a_while), CASE(an_upload_is_read_part_by_part),
        CASE(an_upload_out_of_form_is_refused), CASE(a_file_may_come_only_from_an_upload),
    };
    return cmocka_run_group_tests(tests, set_up, set_down);
}
