/* test_server.c - the server over real sockets: deadlines, limits, many connections, memory, and its last words. */
#include "base/machine.h"
#include "web/http.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

/* SURE_MS: longer than a busy machine takes for anything here */
enum { REPLY_MOST = 1 << 20, MANY = 300, SURE_MS = 20000 };

/* ---- a small program on the server ---- */

static error hello(struct request *q, struct reply *r)
{
    buf_c(&r->body, "<p>Chào ");
    buf_str(&r->body, param_str(q, "ten"));
    return NULL;
}

static error greedy(struct request *q, struct reply *r)
{
    for (int i = 0; i < 1000; i++) r->body.p = arena_get(q->a, 1 << 20);
    return NULL;
}

static error keep(struct request *q, struct reply *r)
{
    buf_fmt(&r->body, "nhận %zu byte", param_str(q, "chu").n);
    return NULL;
}

static error take(struct request *q, struct reply *r)
{
    struct upload u = param_file(q, "tep");
    buf_fmt(&r->body, "%.*s %zu", STR(u.name), u.content.n);
    return NULL;
}

static error form(struct request *q, struct reply *r)
{
    buf_str(&r->body, q->csrf);
    return NULL;
}

static const struct param name_param[] = { { .name = "ten", .kind = PARAM_LINE } };
static const struct param text_param[] = {
    { .name = "chu", .kind = PARAM_TEXT, .required = true, .label = "Nội dung" }
};
static const struct param file_param[] = { { .name = "tep", .kind = PARAM_FILE, .required = true, .label = "Tệp" } };
static const struct route routes[] = {
    { METHOD_GET, "/", hello, 1, name_param, 1, .about = "chào" },
    { METHOD_GET, "/tham", greedy, 1, .about = "ăn hết bộ nhớ" },
    { METHOD_GET, "/mau", form, 1, .about = "mẫu" },
    { METHOD_POST, "/gui", keep, 1, text_param, 1, .about = "gửi chữ" },
    { METHOD_POST, "/tep", take, 1, file_param, 1, .longest_body = 8 << 20, .about = "gửi tệp" },
};

static void error_page(struct request *q, struct reply *r, error e)
{
    (void)q;
    buf_fmt(&r->body, "<h1>%s</h1><p>%s</p>", err_title(e->kind), e->said);
}

/* ---- talking to it ---- */

static struct arena *a;
static struct web *server;
static const struct web_app app = { .route = routes, .routes = COUNT(routes), .error_page = error_page };
static const struct web_limits patient = { .threads = 3, .connections_per_client = MANY + 50, .header_seconds = 60,
    .body_seconds = 60 };
static const struct web_limits hasty = { .threads = 3, .header_seconds = 1, .body_seconds = 1 };

static int start_with(const struct web_limits *limits)
{
    log_level(LOG_ERROR);
    a = arena_open(1 << 30);
    error e = web_open(a, &app, limits, &server);
    if (e) fprintf(stderr, "%s\n", e->said);
    return e != NULL;
}

static int start(void **state)
{
    (void)state;
    return start_with(&patient);
}

static int start_hasty(void **state)
{
    (void)state;
    return start_with(&hasty);
}

static int stop(void **state)
{
    (void)state;
    web_close(server);
    arena_close(a);
    return 0;
}

static int dial(void)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)web_port(server)) };
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

static void put(int fd, const char *s, size_t n)
{
    while (n) {
        ssize_t sent = send(fd, s, n, MSG_NOSIGNAL);
        if (sent < 0) return; /* the server has hung up: the test looks at what came back */
        s += sent;
        n -= (size_t)sent;
    }
}

/* Reads until the other side closes, or a whole reply with a length is there; "" when it closed without a word. */
static char *hear(int fd, int within)
{
    char *p = arena_get(a, REPLY_MOST);
    size_t n = 0;
    int64_t until = clock_steady() + within;
    while (n < REPLY_MOST - 1) {
        struct pollfd one = { .fd = fd, .events = POLLIN };
        int64_t left = until - clock_steady();
        if (left <= 0 || poll(&one, 1, (int)left) <= 0) return p;
        ssize_t got = recv(fd, p + n, REPLY_MOST - 1 - n, 0);
        if (got <= 0) return p;
        n += (size_t)got;
        p[n] = 0;
        const char *end = strstr(p, "\r\n\r\n"), *length = strcasestr(p, "\r\nContent-Length: ");
        int64_t size = 0;
        if (end && length && length < end) {
            struct str digits = str_c(length + 18);
            digits.n = strcspn(digits.p, "\r");
            if (str_int(digits, &size) && n >= (size_t)(end + 4 - p) + (size_t)size) return p;
        }
    }
    return p;
}

static char *ask(const char *request)
{
    int fd = dial();
    put(fd, request, strlen(request));
    char *answer = hear(fd, SURE_MS);
    close(fd);
    return answer;
}

static int status_of(const char *answer)
{
    int64_t n = 0;
    return strlen(answer) > 12 && str_int((struct str){ answer + 9, 3 }, &n) ? (int)n : 0;
}

#define GET(path) "GET " path " HTTP/1.1\r\nHost: localhost\r\n\r\n"

static char *post_file(size_t size, const char *cookie)
{
    struct buf b = buf_open(a), body = buf_open(a);
    buf_fmt(&body, "--xx\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n", cookie);
    buf_c(&body,
          "--xx\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"b\xC3\xA1o c\xC3\xA1o.docx\"\r\n\r\n");
    char *bulk = arena_get(a, size + 1);
    memset(bulk, 'x', size);
    buf_add(&body, bulk, size);
    buf_c(&body, "\r\n--xx--\r\n");
    buf_fmt(&b, "POST /tep HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=xx\r\n"
                "Cookie: gb_form=%s\r\nContent-Length: %zu\r\n\r\n", cookie, body.n);
    int fd = dial();
    put(fd, b.p, b.n);
    put(fd, body.p, body.n);
    char *answer = hear(fd, SURE_MS);
    close(fd);
    return answer;
}

/* ---- what must hold ---- */

static void a_page_is_answered(void **state)
{
    (void)state;
    const char *r = ask(GET("/?ten=%E1%BB%A6y%20ban"));
    assert_int_equal(status_of(r), 200);
    assert_non_null(strstr(r, "<p>Chào Ủy ban"));
    assert_non_null(strstr(r, "Content-Security-Policy: default-src 'none'"));
    assert_null(strcasestr(r, "\r\nServer:"));
}

static void head_has_the_headers_and_no_body(void **state)
{
    (void)state;
    const char *r = ask("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_int_equal(status_of(r), 200);
    assert_non_null(strstr(r, "Content-Length: 9"));
    assert_string_equal(strstr(r, "\r\n\r\n") + 4, "");
}

static void a_connection_serves_many_requests(void **state)
{
    (void)state;
    int fd = dial();
    for (int i = 0; i < 50; i++) {
        put(fd, GET("/?ten=a"), strlen(GET("/?ten=a")));
        assert_int_equal(status_of(hear(fd, SURE_MS)), 200);
    }
    close(fd);
}

static void memory_that_runs_over_ends_one_request_with_a_page(void **state)
{
    (void)state;
    const char *r = ask(GET("/tham"));
    assert_int_equal(status_of(r), 503);
    assert_non_null(strstr(r, "Yêu cầu cần quá nhiều bộ nhớ"));
    assert_int_equal(status_of(ask(GET("/"))), 200);
}

static void a_body_over_the_limit_is_refused_before_it_is_sent(void **state)
{
    (void)state;
    int fd = dial();
    static const char head[] =
        "POST /gui HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 20000000\r\n\r\n";
    put(fd, head, strlen(head)); /* and not one byte of the body */
    const char *r = hear(fd, SURE_MS);
    close(fd);
    assert_int_equal(status_of(r), 413);
    assert_non_null(strstr(r, "lớn hơn 64 KB"));
    assert_non_null(strcasestr(r, "Connection: close"));
}

static void a_large_upload_is_taken_whole(void **state)
{
    (void)state;
    const char *token = strstr(ask(GET("/mau")), "\r\n\r\n") + 4;
    const char *r = post_file(5 << 20, token);
    assert_int_equal(status_of(r), 200);
    assert_non_null(strstr(r, "báo cáo.docx 5242880"));
    assert_int_equal(status_of(post_file((8 << 20) + 1, token)), 413);
}

static void a_body_cut_short_changes_nothing(void **state)
{
    (void)state;
    int fd = dial();
    static const char cut[] =
        "POST /gui HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 100\r\n\r\nchu=abc";
    put(fd, cut, strlen(cut));
    shutdown(fd, SHUT_WR);
    assert_int_not_equal(status_of(hear(fd, SURE_MS)), 200);
    close(fd);
    assert_int_equal(status_of(ask(GET("/"))), 200);
}

/* Sends a byte every tenth of a second until the server hangs up; how many milliseconds that took. */
static int64_t drip(const char *start_with, int64_t most)
{
    int fd = dial();
    int64_t began = clock_steady();
    put(fd, start_with, strlen(start_with));
    while (clock_steady() - began < most) {
        struct pollfd one = { .fd = fd, .events = POLLIN };
        char c;
        if (poll(&one, 1, 100) > 0 && recv(fd, &c, 1, 0) <= 0) break;
        put(fd, "x", 1);
    }
    close(fd);
    return clock_steady() - began;
}

static void a_head_that_trickles_in_is_closed_at_its_deadline(void **state)
{
    (void)state;
    assert_in_range((uintmax_t)drip("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", SURE_MS), 700, SURE_MS / 2);
}

static void a_silent_connection_is_closed_at_its_deadline(void **state)
{
    (void)state;
    int fd = dial();
    int64_t began = clock_steady();
    assert_string_equal(hear(fd, SURE_MS), "");
    close(fd);
    assert_in_range((uintmax_t)(clock_steady() - began), 700, SURE_MS / 2);
}

static void a_body_that_trickles_in_is_closed_at_its_deadline(void **state)
{
    (void)state;
    static const char head[] =
        "POST /gui HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 900\r\n\r\n";
    assert_in_range((uintmax_t)drip(head, SURE_MS), 700, SURE_MS / 2);
}

static void three_hundred_connections_are_served_at_once(void **state)
{
    (void)state;
    static int fd[MANY];
    for (int i = 0; i < MANY; i++) fd[i] = dial();
    int served = 0;
    for (int i = 0; i < MANY; i++) put(fd[i], GET("/?ten=dong"), strlen(GET("/?ten=dong")));
    struct arena_mark mark = arena_mark(a);
    for (int i = 0; i < MANY; i++) {
        served += status_of(hear(fd[i], SURE_MS)) == 200;
        close(fd[i]);
        arena_back(a, mark);
    }
    assert_int_equal(served, MANY);
}

static void heads_that_two_readers_could_read_differently_are_refused(void **state)
{
    (void)state;
#define POST_HEAD "POST /gui HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    static const char *const wrong[] = {
        POST_HEAD "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        POST_HEAD "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST_HEAD "Content-Length: 5\r\nContent-Length: 6\r\n\r\nchu=ab",
        POST_HEAD "Content-Length: +5\r\n\r\nchu=a",
        POST_HEAD "Content-Length: 5, 5\r\n\r\nchu=a",
        POST_HEAD "Content-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: ev il\r\n\r\n",
        "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /\xE1\xBB\xA6 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\r\n\r\n\r\n", "hello\r\n\r\n", "GET\r\n\r\n",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        int status = status_of(ask(wrong[i]));
        if (status && (status < 400 || status >= 500)) fail_msg("%d for %s", status, wrong[i]);
    }
    assert_int_equal(status_of(ask(GET("/"))), 200);
}

static void a_head_that_is_too_long_is_refused(void **state)
{
    (void)state;
    struct buf b = buf_open(a);
    buf_c(&b, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ");
    for (int i = 0; i < 100000; i++) buf_char(&b, 'x');
    buf_c(&b, "\r\n\r\n");
    int fd = dial();
    put(fd, b.p, b.n);
    int status = status_of(hear(fd, SURE_MS));
    close(fd);
    assert_true(status == 0 || status == 431 || status == 413 || status == 400);
    assert_int_equal(status_of(ask(GET("/"))), 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_answered),
        cmocka_unit_test(head_has_the_headers_and_no_body),
        cmocka_unit_test(a_connection_serves_many_requests),
        cmocka_unit_test(memory_that_runs_over_ends_one_request_with_a_page),
        cmocka_unit_test(a_body_over_the_limit_is_refused_before_it_is_sent),
        cmocka_unit_test(a_large_upload_is_taken_whole),
        cmocka_unit_test(a_body_cut_short_changes_nothing),
        cmocka_unit_test(three_hundred_connections_are_served_at_once),
        cmocka_unit_test(a_head_that_is_too_long_is_refused),
    };
    const struct CMUnitTest deadlines[] = {    /* the last too: some of its heads promise a body that never comes */
        cmocka_unit_test(a_head_that_trickles_in_is_closed_at_its_deadline),
        cmocka_unit_test(a_silent_connection_is_closed_at_its_deadline),
        cmocka_unit_test(a_body_that_trickles_in_is_closed_at_its_deadline),
        cmocka_unit_test(heads_that_two_readers_could_read_differently_are_refused),
    };
    int failed = cmocka_run_group_tests(tests, start, stop);
    return failed + cmocka_run_group_tests(deadlines, start_hasty, stop);
}
