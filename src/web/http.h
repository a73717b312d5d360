/* http.h - requests and replies; knows no domain word. The library behind it is seen only in server.c.
 *
 * Before a page's function runs, all of this has been checked: host, method, origin and form token, rate, body size,
 * every declared parameter, the permission, the one-time key. After it, the reply gets the headers of every reply. */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H
#include "base/base.h"

enum method { METHOD_GET, METHOD_POST };
struct upload { struct str name; struct bytes content; };  /* the file name as sent, for display only */

/* Declared parameters only: what a route does not list cannot be read. A repeated one is refused (400); one that is not
 * declared is refused in a form (400) and ignored in an address. "csrf" and "key" are the web's own and need no row.
 *   LINE    one line of NFC text               TEXT    many lines; CRLF becomes LF
 *   INT     digits, perhaps a minus            FLAG    absent or "1"
 *   CODE    letters, digits, . _ : -           PERIOD  short form, "2023-Q2"
 *   FILE    an upload (multipart form)         SECRET  kept as typed, never shown again
 * An empty value is an absent one. */
enum param_kind { PARAM_LINE, PARAM_TEXT, PARAM_INT, PARAM_FLAG, PARAM_CODE, PARAM_PERIOD, PARAM_FILE, PARAM_SECRET };
struct param {
    const char *name;
    enum param_kind kind;
    bool required;
    size_t longest;                /* bytes; 0: 200 for LINE and CODE, the body's limit for TEXT and FILE */
    const char *label;             /* what the form calls it, for error sentences; NULL: its name */
};

struct request;
struct reply;
struct cache;
struct web_app;
typedef error (*page)(struct request *q, struct reply *r);

/* MAY_NOBODY is the zero: a forgotten permission refuses everyone. What the others mean is core's (policy). */
struct route {
    enum method method;
    const char *path;              /* "/bao-cao/{id}": a part in braces is a declared parameter */
    page page;
    int may;                       /* enum act of core/office/policy.h */
    const struct param *param; size_t params;
    size_t longest_body;           /* bytes; 0: 64 KiB */
    bool once;                     /* a POST that creates: needs a one-time key (hidden field "key") */
    int per_minute;                /* at most so many from one client; 0: only the general limit */
    bool keep;                     /* a GET that shows a person the same until something is written, or the day ends */
    const char *about;             /* one Vietnamese line for docs/routes.md */
};

struct request {
    struct arena *a;
    enum method method;
    struct str path, query, host, client;      /* as sent, host in small letters; client: address of the peer */
    bool https;                                /* how visitors reach us, by the proxy before us */
    const struct route *route;                 /* NULL in an error page for an address that does not exist */
    struct str agent;                          /* what the browser calls itself, plain ASCII; "" nothing */
    struct str session;                        /* the session cookie's value, "" none */
    void *who;                                 /* what the hook `identify` found: the account, NULL for nobody */
    bool again;                                /* a stream's page runs anew: nobody asked for it */
    int64_t eyes;                              /* and as whom: pages kept for other eyes of the session are not shown */
    void *app;                                 /* what serve was started with */
    int64_t last;                              /* the number that the client of a stream has already; 0 none */
    struct cache *cache;                       /* the server's, for reply_kept(); NULL: nothing is kept */
    const struct web_app *web;                 /* and whose version it goes by */
    int64_t version;                           /* before the part was made */
    struct str csrf;                           /* token for this visitor's forms; nobody's is in a cookie of its own */
    struct str key;                            /* the one-time key of a `once` route, "" otherwise */
    struct param_value *value;                 /* in the order of route->param */
};
bool          param_declared(const struct request *q, const char *name);  /* for what several routes share */
struct str    param_str(const struct request *q, const char *name);       /* "" when absent; asserts it is declared */
int64_t       param_int(const struct request *q, const char *name, int64_t otherwise);
bool          param_flag(const struct request *q, const char *name);
struct upload param_file(const struct request *q, const char *name);
/* What was typed, also when it was refused: for the error page, which must lose nothing. Bytes that are not text read
 * as U+FFFD. "" for files, for what was not sent, and when there is no route. */
struct str    param_typed(const struct request *q, const char *name);

struct reply {
    int status;                                /* 200 at first */
    struct str type, file_name;                /* type "" is text/html; file_name: a download */
    struct str location;                       /* a redirect (303), to addresses of our own only */
    struct str cookie;                         /* the new session's value; "-" ends it */
    struct buf body;                           /* in q->a */
    bool paper;                                /* a page that carries its own style and runs nothing */
    bool kept;                                 /* this person's own browser may keep it for an hour */
    bool cacheable;                            /* a public page: may be kept for a minute; all else is no-store */
    /* A stream (text/event-stream): the body is what is said at first, perhaps nothing, of 500 bytes at most. Whenever
     * the number of the topic is another, and every ten seconds, the page runs again, with `last` the number it gave
     * before, and what it writes then is sent. An error ends the stream with the event "het". 0: no stream. */
    int64_t topic, number;
};
/* A part that is the same for all who have `key`, until something is written or the day ends: the page has asked the
 * policy already, and the key names all that decides what is shown. True: the body is that part. */
bool reply_kept(struct request *q, struct reply *r, struct str key);
void reply_keep(struct request *q, struct reply *r, struct str key);
/* A piece of a page that depends on nothing but its key. */
bool reply_piece(struct request *q, struct str key, struct markup *out);
void reply_piece_keep(struct request *q, struct str key, struct markup piece);
void reply_redirect(struct request *q, struct reply *r, const char *fmt, ...) PRINTF(3, 4);
void reply_file(struct reply *r, struct str type, struct str file_name, struct str content);

/* The address of an embedded file of assets/: "style.css" -> "/tep/<hash>/style.css", which browsers keep for ever. */
struct str asset_url(struct arena *a, const char *name);

/* What the program joins to the server. Hooks run in the thread that then runs the page; NULL hooks are left out. */
struct web_app {
    void *app;
    const struct route *route; size_t routes;
    error (*identify)(struct request *q);      /* session cookie -> who, csrf */
    error (*allow)(struct request *q);         /* ERR_LOGIN, ERR_DENIED or ERR_MISSING, from route->may and who */
    /* once routes: first use of the key -> *again false; seen before with the same content -> true and *location is
     * where the first answer led; the same key with other content -> ERR_CONFLICT. */
    error (*once)(struct request *q, struct str key, struct str body_hash, bool *again, struct str *location);
    error (*once_done)(struct request *q, struct str key, struct str location);
    int64_t (*version)(void *app);             /* grows with every write: for the routes with keep */
    error (*pulse)(void *app, struct arena *a, int64_t topic, int64_t *number);   /* of a topic now: for streams */
    /* A whole page for a person; keeps what was typed (param_typed). r->status is set; a redirect may be put instead.
     * q->a is fresh memory; values of the refused request stay readable. */
    void  (*error_page)(struct request *q, struct reply *r, error e);
};

struct web_limits {
    int port;                                  /* 0: any free one */
    int listener; /* from web_listen(), of another process perhaps; 0: web_open() opens it */
    const char *address;                       /* NULL: "127.0.0.1" */
    const char *const *host; size_t hosts;     /* names that we answer to, without port; none: any well-formed one */
    bool proxy;                                /* a proxy before us says who asks, last in X-Forwarded-For */
    bool https;                                /* a proxy before us speaks https: Secure cookies, HSTS */
    int threads;                               /* 0: 4; at least 2 */
    int connections;                           /* 0: 2000 */
    int connections_per_client;   /* 0: 400, a hall of forty screens, six lines each; negative: no limit */
    int requests_per_second;                   /* of one client, four times that at once; 0: no limit */
    int header_seconds, body_seconds;          /* until a request's head is there: 10; its body: 20, and 1 s a KB */
    size_t arena;                              /* memory of a request: 16 MiB; uploads get eight times their size */
    size_t bodies;                             /* memory of all bodies being received: 256 MiB */
    int streams, streams_per_topic;            /* open at once: 500, 200 */
    int stream_ms, stream_check_ms;            /* a stream ends after 300000, its page runs again every 10000 */
};

/* Opens the port, so that it stays while processes that serve it come and go. Closed with the arena. */
error web_listen(struct arena *a, struct web_limits *limits) MUST_USE;
struct web;
/* Blocks SIGTERM and SIGINT in this thread, so that web_wait() gets them. ERR_USAGE: a route that cannot be right. */
error web_open(struct arena *a, const struct web_app *app, const struct web_limits *limits, struct web **out) MUST_USE;
int   web_port(const struct web *w);
void  web_wait(void);                          /* until SIGTERM or SIGINT */
void  web_close(struct web *w);                /* takes no new connection, finishes what runs (5 seconds at most) */
#endif
