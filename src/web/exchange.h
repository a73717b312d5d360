/* exchange.h - one request and its reply, from its head to the bytes that go back; no socket and no library.
 *
 * server.c fills what was received, calls exchange_head() when the head is there, receives the body when asked to,
 * calls exchange_answer(), and sends what stands in `out`. Tests and fuzzers do the same without a server. */
#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H
#include "web/cache.h"
#include "web/field.h"
#include "web/http.h"
#include "web/rate.h"

struct header { struct str name, value; };     /* as received, or to be sent */

/* What the server keeps for all its exchanges. */
struct shop {
    const struct web_app *app;
    const struct web_limits *limits;           /* with every 0 replaced by its meaning */
    struct rate *general, *strict;             /* of a client; of a client and a route that has per_minute */
    struct cache *cache;                       /* NULL: pages are not kept */
};

enum { HEADERS_ROOM = 24 };
struct answer {
    int status;
    struct header header[HEADERS_ROOM]; size_t headers;
    struct str body;
    bool close;                                /* no further request on this connection */
};

struct exchange {
    struct shop *shop;
    struct arena *a;                           /* the head, and the error page */
    struct arena *work;                        /* the body and the page; may run over without harm to `a` */
    struct arena *spare;                       /* as large: an error page that gives a long text back; NULL: in `a` */

    /* received */
    struct str method, target, client;
    const struct header *header; size_t headers;
    struct bytes body;

    /* on the way */
    bool is_head, form, identified, allowed, fresh_form_cookie, foreign;
    size_t body_size;                          /* as announced, within the limit: how much to receive */
    enum language language;                    /* of the person who asks, once that is known */
    int64_t began;
    struct fields path_fields, form_fields;
    struct request q;
    struct reply r;
    struct str allow, token, key, etag, cache; /* allow: for 405; etag, cache: of an asset */
    int status;                                /* instead of the one that goes with the error's kind; 0: that one */

    struct answer out;
};

/* Decides what can be decided before the body comes. False: `out` is the answer and no body is wanted. */
bool exchange_head(struct exchange *x);
void exchange_answer(struct exchange *x);      /* fills `out`, whatever happens */
/* A stream's page once more, from the address and the headers that `x` keeps, in `work`: who asks, whether they may,
 * and the page; the status and what it says. */
int  exchange_again(struct exchange *x, struct arena *work, int64_t last, struct reply *r);

/* The first header of that name, "" when there is none; how many there are. */
struct str exchange_header(const struct exchange *x, const char *name, size_t *count);

/* ---- its steps, each in its own file ---- */
error gate_head(struct exchange *x) MUST_USE;          /* gate.c: framing, address, host, rate */
error gate_form(struct exchange *x) MUST_USE;          /* gate.c: a POST comes from a page of ours, in a form */
error gate_token(struct exchange *x) MUST_USE;         /* gate.c: and carries this visitor's token */
void  gate_form_cookie(struct exchange *x);            /* gate.c: a token for a visitor without a session */
error params_take(struct exchange *x, const struct fields *f, bool from_form) MUST_USE;   /* param.c: into q.value */
error params_check(struct exchange *x) MUST_USE;       /* param.c: by their declaration */
struct str params_hash(struct exchange *x);            /* param.c: SHA-256 of what was sent, in hex */
bool  asset_answer(struct exchange *x);                /* asset.c: true when the address is a file of ours */
void  answer_make(struct exchange *x);                 /* reply.c: reply -> out, with the headers of every reply */
void  answer_plain(struct exchange *x, int status);    /* reply.c: the last resort; asks for no memory */
#endif
