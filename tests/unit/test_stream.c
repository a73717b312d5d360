/* test_stream.c - streams over real sockets: what they say and when, who loses them, how many there may be, how they
 * end. */
#include "base/machine.h"
#include "web/http.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

/* SURE_MS: longer than a busy machine takes for anything here */
enum { ROOM = 1 << 16, TOPIC_MOST = 40, ALL_MOST = 60, SURE_MS = 20000 };

/* ---- a small program: two numbers, which a form raises, and a right that can be taken away ---- */

static atomic_llong number[3];
static atomic_llong commits;
static atomic_bool allowed;

static error live(struct request *q, struct reply *r)
{
    int64_t topic = param_int(q, "ve", 1);
    if (!atomic_load(&allowed)) return FAIL(q->a, ERR_LOGIN, "Hết phiên.");
    r->topic = topic;
    r->number = atomic_load(&number[topic]);
    if (r->number != q->last) buf_fmt(&r->body, "id: %lld\ndata: %lld\n\n", (long long)r->number, (long long)r->number);
    return NULL;
}

static error raise_one(struct request *q, struct reply *r)
{
    (void)q;
    atomic_fetch_add(&number[1], 1);
    atomic_fetch_add(&commits, 1);
    buf_c(&r->body, "xong");
    return NULL;
}

static error token(struct request *q, struct reply *r)
{
    buf_str(&r->body, q->csrf);
    return NULL;
}

static int64_t version(void *none)
{
    (void)none;
    return atomic_load(&commits);
}

static error pulse(void *none, struct arena *a, int64_t topic, int64_t *out)
{
    (void)none; (void)a;
    *out = atomic_load(&number[topic]);
    return NULL;
}

static const struct param topic_param[] = { { .name = "ve", .kind = PARAM_INT } };
static const struct route routes[] = {
    { METHOD_GET, "/song", live, 1, topic_param, 1, .about = "sống" },
    { METHOD_GET, "/", token, 1, .about = "mẫu" },
    { METHOD_POST, "/them", raise_one, 1, .about = "thêm" },
};
static const struct web_app app = { .route = routes, .routes = COUNT(routes), .version = version, .pulse = pulse };
static const struct web_limits limits = { .threads = 2, .connections_per_client = -1, .streams = ALL_MOST,
    .streams_per_topic = TOPIC_MOST, .stream_ms = 60000, .stream_check_ms = 200 };
static const struct web_limits brief = { .threads = 2, .connections_per_client = -1, .streams = ALL_MOST,
    .streams_per_topic = TOPIC_MOST, .stream_ms = 900, .stream_check_ms = 200 };

static struct arena *a;
static struct web *server;

static int start_with(const struct web_limits *of)
{
    log_level(LOG_ERROR);
    for (size_t i = 0; i < COUNT(number); i++) atomic_store(&number[i], 5);
    atomic_store(&allowed, true);
    a = arena_open(256 << 20);
    error e = web_open(a, &app, of, &server);
    if (e) fprintf(stderr, "%s\n", e->said);
    return e != NULL;
}

static int start(void **state)
{
    (void)state;
    return start_with(&limits);
}

static int start_brief(void **state)
{
    (void)state;
    return start_with(&brief);
}

static int stop(void **state)
{
    (void)state;
    if (server) web_close(server);
    arena_close(a);
    return 0;
}

/* ---- talking to it ---- */

static int send_to(const char *request)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)web_port(server)) };
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    assert_int_equal(send(fd, request, strlen(request), MSG_NOSIGNAL), strlen(request));
    return fd;
}

static int listen_to(int topic, const char *more)
{
    return send_to(str_z(a, str_fmt(a, "GET /song?ve=%d HTTP/1.1\r\nHost: localhost\r\n%s\r\n", topic, more)));
}

/* What comes until `want` is in it, the other side hangs up, or the time is over. */
static char *hear(int fd, const char *want, int within, bool *ended)
{
    char *p = arena_get(a, ROOM);
    size_t n = 0;
    int64_t until = clock_steady() + within;
    *ended = false;
    while (n < ROOM - 1 && !(want && strstr(p, want))) {
        struct pollfd one = { .fd = fd, .events = POLLIN };
        int64_t left = until - clock_steady();
        if (left <= 0 || poll(&one, 1, (int)left) <= 0) break;
        ssize_t got = recv(fd, p + n, ROOM - 1 - n, 0);
        *ended = got <= 0;
        if (got <= 0) break;
        n += (size_t)got;
        p[n] = 0;
    }
    return p;
}

static bool says(int fd, const char *want, int within)
{
    bool ended;
    return strstr(hear(fd, want, within, &ended), want) != NULL;
}

static const char *form_token(void)
{
    bool ended;
    int fd = send_to("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    char *body = strstr(hear(fd, NULL, 3000, &ended), "\r\n\r\n");
    close(fd);
    return body ? body + 4 : "";
}

static void raise_by_form(const char *csrf)
{
    const char *request = str_z(a, str_fmt(a, "POST /them HTTP/1.1\r\nHost: localhost\r\nCookie: gb_form=%s\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\ncsrf=%s", csrf,
        strlen(csrf) + 5, csrf));
    int fd = send_to(request);
    assert_true(says(fd, "xong", SURE_MS));
    close(fd);
}

/* ---- what must hold ---- */

static void a_stream_says_the_number_at_once_and_whenever_it_changes(void **state)
{
    (void)state;
    const char *csrf = form_token();
    int fd = listen_to(1, "");
    bool ended;
    const char *head = hear(fd, "data: 5", 2000, &ended);
    assert_non_null(strstr(head, "HTTP/1.1 200"));
    assert_non_null(strstr(head, "Content-Type: text/event-stream"));
    assert_non_null(strstr(head, "Cache-Control: no-store"));
    raise_by_form(csrf);
    assert_true(says(fd, "id: 6\ndata: 6\n\n", SURE_MS));
    close(fd);
}

static void a_change_of_another_program_is_seen_at_the_next_look(void **state)
{
    (void)state;
    int fd = listen_to(1, "");
    assert_true(says(fd, "data: 5", SURE_MS));
    atomic_store(&number[1], 9);
    assert_true(says(fd, "data: 9", SURE_MS));
    close(fd);
}

static void who_comes_back_is_told_what_was_missed_and_nothing_twice(void **state)
{
    (void)state;
    int behind = listen_to(1, "Last-Event-ID: 3\r\n"), level = listen_to(1, "Last-Event-ID: 5\r\n");
    assert_true(says(behind, "data: 5", SURE_MS));
    assert_false(says(level, "data: ", 300));
    close(behind);
    close(level);
}

/* A browser shows a script nothing of a bare comment: the sign of life is an event, with nothing in it. */
static void a_stream_that_has_nothing_to_say_still_shows_that_it_lives(void **state)
{
    (void)state;
    int fd = listen_to(1, "Last-Event-ID: 5\r\n");
    assert_true(says(fd, "event: nhip\ndata:\n\n", SURE_MS));
    close(fd);
}

static void a_topic_wakes_only_its_own_screens(void **state)
{
    (void)state;
    int one = listen_to(1, "Last-Event-ID: 5\r\n"), two = listen_to(2, "Last-Event-ID: 5\r\n");
    assert_true(says(two, "\r\n\r\n", SURE_MS));
    raise_by_form(form_token());
    assert_true(says(one, "data: 6", SURE_MS));
    assert_false(says(two, "data: ", 300));
    close(one);
    close(two);
}

static void who_may_no_more_is_told_so_and_the_stream_ends(void **state)
{
    (void)state;
    bool ended;
    int fd = listen_to(1, "");
    assert_true(says(fd, "data: 5", SURE_MS));
    atomic_store(&allowed, false);
    const char *last = hear(fd, "0\r\n\r\n", 2500, &ended);
    assert_non_null(strstr(last, "event: het"));
    assert_null(strstr(last, "data: 6"));
    close(fd);
    fd = listen_to(1, "");
    assert_true(says(fd, "HTTP/1.1 401", SURE_MS));
    close(fd);
}

static void a_stream_ends_by_itself_after_its_time(void **state)
{
    (void)state;
    bool ended;
    int64_t from = clock_steady();
    int fd = listen_to(1, "");
    const char *all = hear(fd, "\r\n0\r\n\r\n", SURE_MS, &ended);
    assert_non_null(strstr(all, "\r\n0\r\n\r\n"));
    assert_null(strstr(all, "event: het"));
    assert_in_range(clock_steady() - from, 850, SURE_MS / 2);
    close(fd);
}

static void streams_hold_no_thread_and_there_are_only_so_many(void **state)
{
    (void)state;
    int fd[ALL_MOST + 2];
    for (int i = 0; i < TOPIC_MOST; i++) fd[i] = listen_to(1, "");
    for (int i = 0; i < TOPIC_MOST; i++) assert_true(says(fd[i], "data: 5", SURE_MS));
    assert_int_not_equal(strlen(form_token()), 0);
    int more = listen_to(1, "");
    assert_true(says(more, "HTTP/1.1 503", SURE_MS));
    close(more);
    for (int i = TOPIC_MOST; i < ALL_MOST; i++) {
        fd[i] = listen_to(2, "");
        assert_true(says(fd[i], "data: 5", SURE_MS));
    }
    more = listen_to(2, "");
    assert_true(says(more, "HTTP/1.1 503", SURE_MS));
    close(more);
    for (int i = 0; i < ALL_MOST; i++) close(fd[i]);
}

static void places_of_those_who_left_are_free_again(void **state)
{
    (void)state;
    for (int i = 0; i < TOPIC_MOST; i++) {
        int fd = listen_to(1, "");
        assert_true(says(fd, "data: 5", SURE_MS));
        close(fd);
    }
    int64_t until = clock_steady() + SURE_MS;
    bool in = false;
    while (!in && clock_steady() < until) {
        int fd = listen_to(1, "");
        in = says(fd, "data: 5", 300);
        close(fd);
    }
    assert_true(in);
}

static void closing_the_server_ends_every_stream_at_once(void **state)
{
    (void)state;
    int fd[20];
    for (size_t i = 0; i < COUNT(fd); i++) fd[i] = listen_to(1, "");
    for (size_t i = 0; i < COUNT(fd); i++) assert_true(says(fd[i], "data: 5", SURE_MS));
    int64_t from = clock_steady();
    web_close(server);
    server = NULL;
    assert_true(clock_steady() - from < SURE_MS / 2);
    for (size_t i = 0; i < COUNT(fd); i++) {
        bool ended;
        hear(fd[i], NULL, SURE_MS, &ended);
        assert_true(ended);
        close(fd[i]);
    }
}

#define LIVE(test) cmocka_unit_test_setup_teardown(test, start, stop)
int main(void)
{
    const struct CMUnitTest tests[] = {
        LIVE(a_stream_says_the_number_at_once_and_whenever_it_changes),
        LIVE(a_change_of_another_program_is_seen_at_the_next_look),
        LIVE(who_comes_back_is_told_what_was_missed_and_nothing_twice),
        LIVE(a_stream_that_has_nothing_to_say_still_shows_that_it_lives),
        LIVE(a_topic_wakes_only_its_own_screens),
        LIVE(who_may_no_more_is_told_so_and_the_stream_ends),
        cmocka_unit_test_setup_teardown(a_stream_ends_by_itself_after_its_time, start_brief, stop),
        LIVE(streams_hold_no_thread_and_there_are_only_so_many),
        LIVE(places_of_those_who_left_are_free_again),
        LIVE(closing_the_server_ends_every_stream_at_once),
    };
    return cmocka_run_group_tests_name("streams", tests, NULL, NULL);
}
