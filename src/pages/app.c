/* app.c - joins the pages to the server: who a request belongs to, whether the route lets them in, one-time
 * keys. */
#include "core/meeting/live.h"
#include "core/office/once.h"
#include "core/office/session.h"
#include "pages/page.h"
#include "pages/pages.h"

static error identify(struct request *q)
{
    const struct who *who = NULL;
    if (!q->session.n) return NULL;
    if (q->again) TRY(session_look(q->a, page_store(q), q->session, &who));
    else TRY(session_who(q->a, page_store(q), q->session, &who));
    if (!who) return NULL;
    q->who = (void *)(uintptr_t)who;
    q->csrf = who->csrf;
    q->eyes = who->acting ? who->acting->id : 0;
    say_language(who->language);
    return NULL;
}

static error allow(struct request *q) { return policy_check_route(q->a, page_who(q), (enum act)q->route->may); }

static error once(struct request *q, struct str key, struct str body_hash, bool *again, struct str *location)
{
    return once_begin(q->a, page_store(q), page_who(q), key, body_hash, again, location);
}

static error done(struct request *q, struct str key, struct str location)
{
    return once_done(q->a, page_store(q), key, location);
}

static int64_t version(void *store) { return store_version(store); }

static error pulse(void *store, struct arena *a, int64_t topic, int64_t *number)
{
    struct db *db;
    TRY(store_reader(store, &db));
    return live_now(a, db, topic, number);
}

struct web_app pages_app(struct store *store)
{
    return (struct web_app){ .app = store,
                             .route = page_routes,
                             .routes = page_route_count,
                             .identify = identify,
                             .allow = allow,
                             .once = once,
                             .once_done = done,
                             .version = version,
                             .pulse = pulse,
                             .error_page = page_error };
}
