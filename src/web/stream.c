/* stream.c - see stream.h. Owns the list of open streams and the thread that looks after them.
 *
 * T1  A stream leaves the list only when it is not being asked, so the thread may follow `next` after an ask.
 * T2  The lock is never held while a page runs or the database is asked.
 * T3  What waits to be sent is one text of bounded size: a newer number takes the place of one not sent yet. */
#include "web/stream.h"
#include "base/machine.h"
#include <pthread.h>

enum { LOOK_MS = 1000, ASK_MEMORY = 4 * 1024 * 1024 };

struct topic { int64_t topic, number; bool known; };
struct streams {
    struct shop *shop;
    struct stream_ways ways;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t work, calm;                 /* work: something may have changed; calm: an ask is over */
    struct stream *list;
    size_t n;
    bool written, closing;
    struct topic *topic; size_t topics;        /* the thread's own */
    int64_t version;
};

/* ---- under the lock ---- */

static void wake(struct stream *s)
{
    if (!s->asleep) return;
    s->asleep = false;
    s->of->ways.wake(s->connection);
}

static void say_text(struct stream *s, struct str text)
{
    assert(text.n <= sizeof s->text);
    memcpy(s->text, text.p, text.n);                                                      /* T3 */
    s->text_n = text.n;
    wake(s);
}

static void end(struct stream *s)
{
    s->ending = true;
    wake(s);
}

static size_t of_topic(const struct streams *w, int64_t topic)
{
    size_t n = 0;
    for (const struct stream *s = w->list; s; s = s->next) n += s->topic == topic;
    return n;
}

/* ---- for the connection ---- */

bool stream_enter(struct streams *w, struct stream *s)
{
    const struct web_limits *l = w->shop->limits;
    const struct reply *r = &s->x->r;
    pthread_mutex_lock(&w->lock);
    bool room = !w->closing && w->n < (size_t)l->streams && of_topic(w, r->topic) < (size_t)l->streams_per_topic;
    if (room) {
        s->of = w;
        s->topic = r->topic;
        s->number = r->number;
        s->began = s->asked = clock_steady();
        s->inside = true;
        struct str first = buf_done(&r->body);
        assert(first.n <= sizeof s->text);
        memcpy(s->text, first.p, first.n);
        s->text_n = first.n;
        s->next = w->list;
        if (s->next) s->next->before = s;
        w->list = s;
        w->n++;
        w->written = true;                     /* what was written since its page read the number */
        pthread_cond_signal(&w->work);
    }
    pthread_mutex_unlock(&w->lock);
    return room;
}

int64_t stream_read(struct stream *s, char *to, size_t room)
{
    pthread_mutex_lock(&s->of->lock);
    int64_t n = (int64_t)(s->text_n < room ? s->text_n : room);
    if (n) {
        memcpy(to, s->text, (size_t)n);
        memmove(s->text, s->text + n, s->text_n - (size_t)n);
        s->text_n -= (size_t)n;
    } else if (s->ending) {
        n = -1;
    } else {
        s->asleep = true;
        s->of->ways.sleep(s->connection);
    }
    pthread_mutex_unlock(&s->of->lock);
    return n;
}

void stream_leave(struct stream *s)
{
    struct streams *w = s->of;
    if (!s->inside) return;
    pthread_mutex_lock(&w->lock);
    while (s->busy) pthread_cond_wait(&w->calm, &w->lock);                                /* T1 */
    if (s->next) s->next->before = s->before;
    if (s->before) s->before->next = s->next;
    else w->list = s->next;
    w->n--;
    s->inside = false;
    pthread_mutex_unlock(&w->lock);
}

/* ---- the thread ---- */

/* The page again, as whoever the visitor is now. */
static void ask(struct streams *w, struct stream *s, struct arena *a)
{
    char text[STREAM_TEXT];
    struct reply r;
    s->busy = true;
    s->asked = clock_steady();
    pthread_mutex_unlock(&w->lock);                                                       /* T2 */
    int status = exchange_again(s->x, a, s->number, &r);
    struct str said = status == 200 ? buf_done(&r.body) : S("");
    bool fits = said.n <= sizeof text - 2;
    if (fits) memcpy(text, said.p, said.n);
    static const char alive[] = "event: nhip\ndata:\n\n";   /* so that a dead line shows, at both ends */
    if (fits && !said.n) memcpy(text, alive, said.n = sizeof alive - 1);
    arena_reset(a);
    pthread_mutex_lock(&w->lock);
    s->busy = false;
    if (status == 200 && fits) {
        s->number = r.number;
        say_text(s, (struct str){ text, said.n });
    } else if (status < 500) {
        static const char over[] = "event: het\ndata: 0\n\n";
        say_text(s, (struct str){ over, sizeof over - 1 });
        end(s);
    }                                          /* else a fault of ours: asked again at the next look */
    pthread_cond_broadcast(&w->calm);
}

static struct topic *topic_find(struct streams *w, int64_t topic)
{
    for (size_t i = 0; i < w->topics; i++)
        if (w->topic[i].topic == topic) return &w->topic[i];
    return NULL;
}

static error read_numbers(struct streams *w, struct arena *a)
{
    const struct web_app *app = w->shop->app;
    for (size_t i = 0; i < w->topics; i++) {
        error e = app->pulse(app->app, a, w->topic[i].topic, &w->topic[i].number);
        w->topic[i].known = !e;
        if (e && err_status(e->kind) >= 500) return e;
    }
    return NULL;
}

struct reading { struct streams *w; struct arena *a; };
static error read_all(void *arg)
{
    struct reading *r = arg;
    return read_numbers(r->w, r->a);
}

/* Each topic's number once, however many screens show it; then each stream that is behind. */
static void look(struct streams *w, struct arena *a)
{
    w->topics = 0;
    for (struct stream *s = w->list; s; s = s->next)
        if (!topic_find(w, s->topic)) w->topic[w->topics++] = (struct topic){ .topic = s->topic };
    pthread_mutex_unlock(&w->lock);                                                       /* T2 */
    error e = arena_run(a, read_all, &(struct reading){ w, a });
    if (e) LOG(LOG_WARN, "streams: %s", err_name(e->kind));
    arena_reset(a);
    pthread_mutex_lock(&w->lock);
    int64_t now = clock_steady(), longest = w->shop->limits->stream_ms, check = w->shop->limits->stream_check_ms;
    for (struct stream *s = w->list; s && !w->closing; s = s->next) {
        const struct topic *t = topic_find(w, s->topic);
        if (s->ending) continue;
        if (now - s->began >= longest) end(s);
        else if ((t && t->known && t->number != s->number) || now - s->asked >= check)
            ask(w, s, a);
    }
}

static void *run(void *arg)
{
    struct streams *w = arg;
    struct arena *a = arena_open(ASK_MEMORY);
    pthread_mutex_lock(&w->lock);
    while (!w->closing) {
        if (!w->written) {
            int check = w->shop->limits->stream_check_ms;
            int64_t at = clock_steady() + (check < LOOK_MS ? check : LOOK_MS);
            struct timespec until = { .tv_sec = at / 1000, .tv_nsec = at % 1000 * 1000000 };
            pthread_cond_timedwait(&w->work, &w->lock, &until);
        }
        w->written = false;
        if (w->list && !w->closing) look(w, a);
    }
    pthread_mutex_unlock(&w->lock);
    arena_close(a);
    return NULL;
}

/* ---- the whole ---- */

error streams_open(struct arena *a, struct shop *shop, struct stream_ways ways, struct streams **out)
{
    struct streams *w = NEW(a, struct streams);
    *w = (struct streams){ .shop = shop, .ways = ways,
        .topic = NEW_N(a, struct topic, shop->limits->streams + 1) };
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->work, &steady);
    pthread_cond_init(&w->calm, NULL);
    *out = w;
    if (!pthread_create(&w->thread, NULL, run, w)) return NULL;
    return FAIL(a, ERR_FAULT, "Không tạo được luồng theo dõi kết nối.");
}

void streams_look(struct streams *w)
{
    const struct web_app *app = w->shop->app;
    if (!app->version) return;
    int64_t version = app->version(app->app);
    pthread_mutex_lock(&w->lock);
    bool news = version != w->version && w->list;
    w->version = version;
    w->written |= news;
    if (news) pthread_cond_signal(&w->work);
    pthread_mutex_unlock(&w->lock);
}

void streams_close(struct streams *w)
{
    pthread_mutex_lock(&w->lock);
    w->closing = true;
    pthread_cond_signal(&w->work);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    pthread_mutex_lock(&w->lock);
    for (struct stream *s = w->list; s; s = s->next) end(s);
    pthread_mutex_unlock(&w->lock);
}

size_t streams_count(struct streams *w)
{
    pthread_mutex_lock(&w->lock);
    size_t n = w->n;
    pthread_mutex_unlock(&w->lock);
    return n;
}
