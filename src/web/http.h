/* http.h - requests and replies; knows no domain word. The library behind it (libmicrohttpd) is seen only in server.c. */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H
#include "base/base.h"

enum method { METHOD_GET, METHOD_POST };
struct upload { struct str name; struct bytes content; };  /* the file name as sent, for display only */

/* Declared parameters only: what a route does not list cannot be read, and a repeated one is refused (400).
 * LINE is one line of NFC text, TEXT may have many (CRLF becomes LF), FLAG is absent or "1". */
enum param_kind { PARAM_LINE, PARAM_TEXT, PARAM_INT, PARAM_FLAG, PARAM_CODE, PARAM_PERIOD, PARAM_FILE };
struct param { const char *name; enum param_kind kind; bool required; size_t longest; };  /* bytes; 0: 200 for LINE and CODE */

struct request;
struct reply;
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
    const char *about;             /* one Vietnamese line for docs/routes.md */
};

struct request {
    struct arena *a;
    enum method method;
    struct str path, query, host, client;      /* client: address of the peer */
    const struct route *route;
    struct str session;                        /* the session cookie's value, "" none */
    void *who;                                 /* what the hook `identify` found: the account, NULL for nobody */
    void *app;                                 /* what serve was started with */
    struct str csrf;                           /* token for this session's forms */
    struct param_value *value;                 /* in the order of route->param */
};
struct str    param_str(const struct request *q, const char *name);       /* "" when absent; asserts it is declared */
int64_t       param_int(const struct request *q, const char *name, int64_t otherwise);
bool          param_flag(const struct request *q, const char *name);
struct upload param_file(const struct request *q, const char *name);

struct reply {
    int status;                                /* 200 at first */
    struct str type, location, file_name;      /* location: a redirect (303), relative only; file_name: a download */
    struct str cookie;                         /* the new session's value; "-" ends it */
    struct buf body;
    bool cacheable;                            /* public page: may be kept; all else is no-store */
};
void reply_redirect(struct request *q, struct reply *r, const char *fmt, ...) PRINTF(3, 4);
void reply_file(struct reply *r, struct str type, struct str file_name, struct str content);

/* What the program joins to the server. */
struct web_app {
    void *app;
    const struct route *route; size_t routes;
    error (*identify)(struct request *q);      /* session cookie -> who, csrf */
    error (*allow)(struct request *q);         /* NULL or ERR_LOGIN / ERR_DENIED / ERR_MISSING, from route->may and who */
    /* once routes: first use of the key -> *again false; seen before with the same body -> true and *location is where the
     * first answer led; the same key with another body -> ERR_CONFLICT */
    error (*once)(struct request *q, struct str key, struct str body_hash, bool *again, struct str *location);
    error (*once_done)(struct request *q, struct str key, struct str location);
    void  (*error_page)(struct request *q, struct reply *r, error e);     /* a whole page for a person; keeps what was typed */
};
struct web_limits { int port; const char *address; int threads; int connections_per_client; int header_seconds, body_seconds; size_t arena; };
error web_serve(const struct web_app *app, const struct web_limits *limits) MUST_USE;  /* until SIGTERM or SIGINT */
#endif
