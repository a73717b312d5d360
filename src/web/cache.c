/* cache.c - pages already made. See cache.h. Its memory is asked from the machine page by page, since pages outlive the
 * requests that made them; when there is none, the page is simply not kept. */
#include "web/cache.h"
#include <pthread.h>

enum { PAGES = 128, MEMORY = 16 * 1024 * 1024, PAGE_MOST = 512 * 1024 };

struct kept { char *p; size_t key, body; int64_t version; uint64_t used; };  /* p: the key, then the body */
struct cache {
    pthread_mutex_t lock, making;
    struct kept page[PAGES];
    size_t memory;
    uint64_t clock;
};

static void drop(struct cache *c, struct kept *k)
{
    c->memory -= k->key + k->body;
    mem_free(k->p);
    *k = (struct kept){ 0 };
}

static void cache_close(void *what)
{
    struct cache *c = what;
    for (size_t i = 0; i < PAGES; i++)
        if (c->page[i].p) drop(c, &c->page[i]);
}

struct cache *cache_open(struct arena *a)
{
    struct cache *c = NEW(a, struct cache);
    pthread_mutex_init(&c->lock, NULL);
    pthread_mutex_init(&c->making, NULL);
    arena_defer(a, cache_close, c);
    return c;
}

static struct kept *find(struct cache *c, struct str key)
{
    for (size_t i = 0; i < PAGES; i++)
        if (c->page[i].p && str_is((struct str){ c->page[i].p, c->page[i].key }, key)) return &c->page[i];
    return NULL;
}

bool cache_get(struct cache *c, struct arena *a, struct str key, int64_t version, struct str *body)
{
    char *copy = NULL;
    size_t n = 0;
    pthread_mutex_lock(&c->lock);
    struct kept *k = find(c, key);
    if (k && k->version != version) drop(c, k);
    else if (k) n = k->body;
    pthread_mutex_unlock(&c->lock);
    if (!n) return false;
    copy = arena_get(a, n); /* not under the lock: it may leave this function for good */
    pthread_mutex_lock(&c->lock);
    k = find(c, key);
    bool still = k && k->version == version && k->body == n;
    if (still) {
        memcpy(copy, k->p + k->key, n);
        k->used = ++c->clock;
    }
    pthread_mutex_unlock(&c->lock);
    *body = (struct str){ copy, n };
    return still;
}

static void made(void *what)
{
    struct cache *c = what;
    pthread_mutex_unlock(&c->making);
}

void cache_making(struct cache *c, struct arena *a)
{
    pthread_mutex_lock(&c->making);
    arena_defer(a, made, c);
}

/* An empty place, made by dropping the page used longest ago while there is no place or no memory. */
static struct kept *make_place(struct cache *c, size_t need)
{
    for (;;) {
        struct kept *empty = NULL, *oldest = NULL;
        for (size_t i = 0; i < PAGES; i++) {
            struct kept *k = &c->page[i];
            if (!k->p) empty = k;
            else if (!oldest || k->used < oldest->used) oldest = k;
        }
        if (empty && need <= MEMORY - c->memory) return empty;
        assert(oldest); /* one page fits into an empty cache */
        drop(c, oldest);
    }
}

void cache_put(struct cache *c, struct str key, int64_t version, struct str body)
{
    size_t need = key.n + body.n;
    if (!body.n || need > PAGE_MOST) return;
    char *p = mem_get(need);
    if (!p) return;
    memcpy(p, key.p, key.n);
    memcpy(p + key.n, body.p, body.n);
    pthread_mutex_lock(&c->lock);
    struct kept *old = find(c, key);
    if (old) drop(c, old);
    *make_place(c, need) = (struct kept){ p, key.n, body.n, version, ++c->clock };
    c->memory += need;
    pthread_mutex_unlock(&c->lock);
}
