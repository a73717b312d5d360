/* server.c - connections: libmicrohttpd behind http.h, and no other file sees it.
 *
 * libmicrohttpd gives sockets, parsing of heads and a pool of threads; we add what it lacks: deadlines that bytes
 * trickling in do not push away (the sweeper), a bound on bodies, and our own reading of the address.
 *
 * V1  At least two threads: with one, its epoll loop stalls at 128 connections (version 0.9.75, measured).
 * V2  A socket is shut down by the sweeper only while its connection stands in the list, under the lock; the library
 *     closes it after we have taken the connection out. So a number that was given to another socket is never hit.
 * V3  An exchange begins when the request line is there and is freed when the library says that it is over. */
#include "web/stream.h"
#include "web/router.h"
#include "base/machine.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTION_MEMORY = 32 * 1024, BACKLOG = 511, IDLE_SECONDS = 30, SEND_SECONDS = 60, CLOSE_SECONDS = 5,
       BYTES_PER_SECOND = 1024, FREE_BODY = 64 * 1024, STREAM_BLOCK = 1024 };

struct connection { struct connection *next, *before; int fd; int64_t deadline; };

struct web {
    struct web_app app;
    struct web_limits limits;
    struct shop shop;
    struct streams *streams;
    struct MHD_Daemon *daemon;
    int listener, port;
    pthread_t sweeper;
    pthread_mutex_t lock;                      /* of the list */
    struct connection *list;
    atomic_bool closing;
    atomic_size_t bodies;                      /* bytes promised to bodies that are being received */
    atomic_int running;                        /* exchanges */
};

/* One exchange and what the library needs for it. */
struct visit {
    struct exchange x;
    struct web *w;
    struct connection *connection;
    const char *target;
    unsigned char *body;
    size_t received, promised;
    bool head_read;
    struct stream stream;
    int64_t stream_seconds;                    /* how long the answer may stay open, 0: it is no stream */
};

/* ---- deadlines ---- */

static void set_deadline(struct web *w, struct connection *c, int64_t seconds)
{
    if (!c) return;
    pthread_mutex_lock(&w->lock);
    c->deadline = clock_steady() + seconds * 1000;
    pthread_mutex_unlock(&w->lock);
}

static void on_connection(void *cls, struct MHD_Connection *con, void **kept, enum MHD_ConnectionNotificationCode code)
{
    struct web *w = cls;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *i = MHD_get_connection_info(con, MHD_CONNECTION_INFO_CONNECTION_FD);
        struct connection *c = mem_get(sizeof *c);
        *kept = c;
        if (!c) return; /* no deadline for it; the library's own time-out stays */
        *c = (struct connection){ .fd = i->connect_fd };
        set_deadline(w, c, w->limits.header_seconds);
        int on = 1;
        setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        pthread_mutex_lock(&w->lock);
        c->next = w->list;
        if (c->next) c->next->before = c;
        w->list = c;
        pthread_mutex_unlock(&w->lock);
    } else if (*kept) {
        struct connection *c = *kept;
        pthread_mutex_lock(&w->lock);                                                     /* V2 */
        if (c->next) c->next->before = c->before;
        if (c->before) c->before->next = c->next;
        else w->list = c->next;
        pthread_mutex_unlock(&w->lock);
        mem_free(c);
        *kept = NULL;
    }
}

static void *sweep(void *arg)
{
    struct web *w = arg;
    while (!atomic_load(&w->closing)) {
        poll(NULL, 0, 250);
        int64_t now = clock_steady();
        pthread_mutex_lock(&w->lock);
        for (struct connection *c = w->list; c; c = c->next) {
            if (c->deadline > now) continue;
            shutdown(c->fd, SHUT_RDWR);                                                   /* V2 */
            c->deadline = now + CLOSE_SECONDS * 1000;
        }
        pthread_mutex_unlock(&w->lock);
    }
    return NULL;
}

/* ---- an exchange ---- */

static error begin(void *arg)
{
    struct visit *v = arg;
    v->x.target = str_copy(v->x.a, str_c(v->target));
    return NULL;
}

/* The request line is there; what this returns is what on_request() finds in *state. */
static void *on_line(void *cls, const char *target, struct MHD_Connection *con)
{
    struct web *w = cls;
    struct visit *v = mem_get(sizeof *v);
    if (!v) return NULL;
    *v = (struct visit){ .w = w, .target = target };
    v->x.shop = &w->shop;
    v->x.a = arena_open(w->limits.arena);
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(con, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    v->connection = i ? i->socket_context : NULL;
    atomic_fetch_add(&w->running, 1);
    error e = arena_run(v->x.a, begin, v);
    if (e) v->x.target = (struct str){ "", 0 }; /* then it is refused as not a request */
    v->target = NULL;
    return v;
}

static void on_end(void *cls, struct MHD_Connection *con, void **state, enum MHD_RequestTerminationCode code)
{
    struct web *w = cls;
    struct visit *v = *state;
    (void)con; (void)code;
    if (!v) return;
    *state = NULL;
    stream_leave(&v->stream);
    set_deadline(w, v->connection, IDLE_SECONDS);
    atomic_fetch_sub(&w->bodies, v->promised);
    atomic_fetch_sub(&w->running, 1);
    if (v->x.work) arena_close(v->x.work);
    if (v->x.spare) arena_close(v->x.spare);
    arena_close(v->x.a);
    mem_free(v);
}

/* ---- streams ---- */

static void sleep_now(void *con) { MHD_suspend_connection(con); }
static void wake_up(void *con) { MHD_resume_connection(con); }

static ssize_t read_stream(void *cls, uint64_t pos, char *to, size_t room)
{
    (void)pos;
    int64_t n = stream_read(cls, to, room);
    return n < 0 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t)n;
}

/* True: the answer is a stream and has found a place among them. */
static bool begin_stream(struct visit *v, struct MHD_Connection *con)
{
    if (!v->x.r.topic || v->x.out.status != 200 || v->x.is_head) return false;
    v->stream.x = &v->x;
    v->stream.connection = con;
    if (stream_enter(v->w->streams, &v->stream)) {
        v->stream_seconds = v->w->limits.stream_ms / 1000 + 1;
        return true;
    }
    answer_plain(&v->x, 503);
    return false;
}

static struct MHD_Response *response_of(struct visit *v, struct MHD_Connection *con)
{
    if (begin_stream(v, con))
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, read_stream, &v->stream, NULL);
    const struct str *body = &v->x.out.body;
    return MHD_create_response_from_buffer(body->n, (void *)(uintptr_t)body->p, MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result send_answer(struct visit *v, struct MHD_Connection *con)
{
    struct MHD_Response *r = response_of(v, con);
    const struct answer *out = &v->x.out;
    if (!r) return MHD_NO;
    enum MHD_Result ok = MHD_YES;
    for (size_t i = 0; i < out->headers && ok == MHD_YES; i++) {
        char value[4096]; /* the library wants C strings */
        struct str s = out->header[i].value;
        if (s.n >= sizeof value) {
            LOG(LOG_ERROR, "a header of %zu bytes was left out: %s", s.n, out->header[i].name.p);
            continue;
        }
        memcpy(value, s.p, s.n);
        value[s.n] = 0;
        ok = MHD_add_response_header(r, out->header[i].name.p, value);
    }
    set_deadline(v->w, v->connection, SEND_SECONDS + v->stream_seconds + (int64_t)(out->body.n / BYTES_PER_SECOND));
    if (ok == MHD_YES) ok = MHD_queue_response(con, (unsigned)out->status, r);
    MHD_destroy_response(r);
    if (v->stream_seconds) {                   /* a stream keeps its head, not what its first answer took */
        arena_close(v->x.work);
        v->x.work = NULL;
    }
    return ok;
}

struct copying {
    struct visit *v;
    struct header *header;
    size_t n, room;
    struct MHD_Connection *con;
    const char *method;
};

static enum MHD_Result copy_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_size,
                                   const char *value, size_t value_size)
{
    struct copying *c = cls;
    (void)kind;
    if (c->n == c->room) return MHD_NO;
    c->header[c->n++] = (struct header){ { name, name_size }, { value ? value : "", value ? value_size : 0 } };
    return MHD_YES;
}

static struct str client_of(struct arena *a, struct MHD_Connection *con)
{
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(con, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char *text = arena_get(a, INET6_ADDRSTRLEN);
    if (i && i->client_addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)i->client_addr)->sin_addr, text,
                  INET6_ADDRSTRLEN);
    if (i && i->client_addr->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)i->client_addr)->sin6_addr, text,
                  INET6_ADDRSTRLEN);
    return str_c(text);
}

/* The library keeps the head until the request is over, so the headers need not be copied, only listed. */
static error list_head(void *arg)
{
    struct copying *c = arg;
    struct arena *a = c->v->x.a;
    int n = MHD_get_connection_values(c->con, MHD_HEADER_KIND, NULL, NULL);
    c->room = n > 0 ? (size_t)n : 0;
    c->header = NEW_N(a, struct header, c->room + 1);
    MHD_get_connection_values_n(c->con, MHD_HEADER_KIND, copy_header, c);
    c->v->x.header = c->header;
    c->v->x.headers = c->n;
    c->v->x.method = str_c(c->method);
    c->v->x.client = client_of(a, c->con);
    return NULL;
}

/* Room for the body and the page. False: too much is being received already. */
static bool make_room(struct visit *v)
{
    struct web *w = v->w;
    size_t size = v->x.body_size, more = size > FREE_BODY ? size : 0;
    if (more && atomic_fetch_add(&w->bodies, more) > w->limits.bodies - more) {
        atomic_fetch_sub(&w->bodies, more);
        return false;
    }
    v->promised = more;
    v->x.work = arena_open(w->limits.arena + more * 8);
    if (more) v->x.spare = arena_open(w->limits.arena + more * 8);
    return true;
}

static error take_room(void *arg)
{
    struct visit *v = arg;
    v->body = arena_get(v->x.work, v->x.body_size + 1);
    return NULL;
}

static enum MHD_Result on_head(struct visit *v, struct MHD_Connection *con, const char *method)
{
    struct copying c = { .v = v, .con = con, .method = method };
    v->head_read = true;
    error e = arena_run(v->x.a, list_head, &c);
    if (e) answer_plain(&v->x, 503);
    if (e || !exchange_head(&v->x)) return send_answer(v, con);
    if (!make_room(v) || arena_run(v->x.work, take_room, v)) {
        v->x.out.close = true;
        answer_plain(&v->x, 503);
        return send_answer(v, con);
    }
    int64_t slow = (int64_t)(v->x.body_size / BYTES_PER_SECOND);
    set_deadline(v->w, v->connection, v->w->limits.body_seconds + slow);
    return MHD_YES;
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *con, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **state)
{
    struct visit *v = *state;
    (void)cls; (void)url; (void)version;
    if (!v) return MHD_NO;
    if (!v->head_read) return on_head(v, con, method);
    if (*size) {
        if (*size > v->x.body_size - v->received) return MHD_NO; /* more than was announced */
        memcpy(v->body + v->received, data, *size);
        v->received += *size;
        *size = 0;
        return MHD_YES;
    }
    if (v->received != v->x.body_size) return MHD_NO; /* cut short */
    v->x.body = (struct bytes){ v->body, v->received };
    set_deadline(v->w, v->connection, SEND_SECONDS);
    exchange_answer(&v->x);
    if (v->x.q.method == METHOD_POST) streams_look(v->w->streams);
    return send_answer(v, con);
}

/* ---- the server ---- */

static size_t leave_encoded(void *cls, struct MHD_Connection *con, char *s)
{
    (void)cls; (void)con;
    return strlen(s); /* addresses are decoded once, by router.c and field.c */
}

static void on_message(void *cls, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
static void on_message(void *cls, const char *fmt, va_list ap)
{
    char text[512];
    (void)cls;
    vsnprintf(text, sizeof text, fmt, ap);
    LOG(LOG_DEBUG, "http: %s", text);
}

static void fill_limits(struct web_limits *l)
{
    if (!l->address) l->address = "127.0.0.1";
    if (!l->threads) l->threads = 4;
    if (l->threads < 2) l->threads = 2;                                                   /* V1 */
    if (!l->connections) l->connections = 2000;
    if (!l->connections_per_client) l->connections_per_client = 400;
    if (!l->header_seconds) l->header_seconds = 10;
    if (!l->body_seconds) l->body_seconds = 20;
    if (!l->arena) l->arena = 16 * 1024 * 1024;
    if (!l->bodies) l->bodies = 256 * 1024 * 1024;
    if (!l->streams) l->streams = 500;
    if (!l->streams_per_topic) l->streams_per_topic = 200;
    if (!l->stream_ms) l->stream_ms = 300 * 1000;
    if (!l->stream_check_ms) l->stream_check_ms = 10 * 1000;
}

static void close_listener(void *what)
{
    int *fd = what;
    if (*fd > 0) close(*fd);
    *fd = 0;
}

static error no_server(struct arena *a, int why)
{
    return FAIL_AS(a, ERR_FAULT, FAIL(a, ERR_FAULT, "%s", strerror(why)),
                   "Máy này đang thiếu tài nguyên nên không mở được máy chủ web. Tắt bớt chương trình khác rồi "
                   "mở lại.");
}

static error no_port(struct arena *a, const struct web_limits *l, int why)
{
    error because = FAIL(a, ERR_FAULT, "%s", strerror(why));
    if (why == EADDRINUSE)
        return FAIL_AS(a, ERR_INPUT, because,
                       "Cổng %d ở %s đang có chương trình khác dùng. Tắt chương trình đó, hoặc chọn cổng khác bằng "
                       "--port.", l->port, l->address);
    if (why == EADDRNOTAVAIL)
        return FAIL_AS(a, ERR_INPUT, because, "Máy này không có địa chỉ %s. Kiểm tra lại địa chỉ sau --address.",
                       l->address);
    return FAIL_AS(a, ERR_INPUT, because,
                   "Không mở được cổng %d ở %s: tài khoản đang dùng không có quyền. Chọn cổng từ 1024 trở lên bằng "
                   "--port.", l->port, l->address);
}

error web_listen(struct arena *a, struct web_limits *l)
{
    union { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; } at = { 0 };
    socklen_t size = sizeof at.v4;
    uint16_t port = htons((uint16_t)l->port);
    if (!l->address) l->address = "127.0.0.1";
    if (inet_pton(AF_INET, l->address, &at.v4.sin_addr) == 1) {
        at.v4.sin_family = AF_INET;
        at.v4.sin_port = port;
    } else if (inet_pton(AF_INET6, l->address, &at.v6.sin6_addr) == 1) {
        at.v6.sin6_family = AF_INET6;
        at.v6.sin6_port = port;
        size = sizeof at.v6;
    } else {
        return FAIL(a, ERR_USAGE, "“%s” không phải là địa chỉ IP.", l->address);
    }
    int on = 1, fd = socket(at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) return no_server(a, errno);
    int *kept = NEW(a, int);
    *kept = fd;
    arena_defer(a, close_listener, kept);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, &at.any, size) || listen(fd, BACKLOG)) return no_port(a, l, errno);
    l->listener = fd;
    return NULL;
}

static error find_port(struct arena *a, struct web *w)
{
    union { struct sockaddr any; struct sockaddr_in v4; struct sockaddr_in6 v6; } at = { 0 };
    socklen_t size = sizeof at;
    if (getsockname(w->listener, &at.any, &size)) return no_server(a, errno);
    w->port = ntohs(at.any.sa_family == AF_INET ? at.v4.sin_port : at.v6.sin6_port);
    return NULL;
}

/* The library closes the socket it gets, so it gets one of its own. */
static error take_listener(struct arena *a, struct web *w)
{
    if (!w->limits.listener) TRY(web_listen(a, &w->limits));
    w->listener = fcntl(w->limits.listener, F_DUPFD_CLOEXEC, 3);
    if (w->listener < 0) return no_server(a, errno);
    arena_defer(a, close_listener, &w->listener);
    return find_port(a, w);
}

static error start(struct arena *a, struct web *w)
{
    const struct web_limits *l = &w->limits;
    w->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, w,
        MHD_OPTION_EXTERNAL_LOGGER, on_message, NULL,
        MHD_OPTION_LISTEN_SOCKET, w->listener,
        MHD_OPTION_THREAD_POOL_SIZE, (unsigned)l->threads,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)l->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, l->connections_per_client > 0 ? (unsigned)l->connections_per_client : 0u,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)(IDLE_SECONDS + SEND_SECONDS),
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
        MHD_OPTION_URI_LOG_CALLBACK, on_line, w,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, w,
        MHD_OPTION_NOTIFY_COMPLETED, on_end, w,
        MHD_OPTION_END);
    if (!w->daemon) return no_server(a, errno);
    w->listener = 0; /* the library's from here on */
    if (!pthread_create(&w->sweeper, NULL, sweep, w)) return NULL;
    MHD_stop_daemon(w->daemon);
    return FAIL(a, ERR_FAULT, "Không tạo được luồng theo dõi kết nối.");
}

static void end_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
}

error web_open(struct arena *a, const struct web_app *app, const struct web_limits *limits, struct web **out)
{
    sigset_t set;
    end_signals(&set);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    TRY(router_check(a, app->route, app->routes));
    struct web *w = NEW(a, struct web);
    w->app = *app;
    w->limits = *limits;
    fill_limits(&w->limits);
    w->shop = (struct shop){ &w->app, &w->limits, rate_open(a), rate_open(a), cache_open(a) };
    pthread_mutex_init(&w->lock, NULL);
    TRY(take_listener(a, w));
    TRY(streams_open(a, &w->shop, (struct stream_ways){ sleep_now, wake_up }, &w->streams));
    error e = start(a, w);
    if (e) {
        streams_close(w->streams);
        return e;
    }
    *out = w;
    return NULL;
}

int web_port(const struct web *w) { return w->port; }

void web_wait(void)
{
    sigset_t set;
    int got;
    end_signals(&set);
    while (sigwait(&set, &got) == EINTR) {}
}

void web_close(struct web *w)
{
    int listener = MHD_quiesce_daemon(w->daemon);
    int64_t until = clock_steady() + CLOSE_SECONDS * 1000;
    streams_close(w->streams);
    while (atomic_load(&w->running) && clock_steady() < until) poll(NULL, 0, 20);
    atomic_store(&w->closing, true);
    pthread_join(w->sweeper, NULL);
    MHD_stop_daemon(w->daemon);
    if (listener >= 0) close(listener);
}
