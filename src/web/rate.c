/* rate.c - who asks too often. See rate.h.
 *
 * Tokens are kept in thousandths. A slot is looked for in eight places of the table; the hash is keyed with random
 * bytes, so that nobody can aim at another client's slot. */
#include "web/rate.h"
#include "base/machine.h"
#include <pthread.h>
#include <sodium.h>

enum { PLACES = 8 };
struct slot { uint64_t who; int64_t tokens, at; };
struct rate {
    pthread_mutex_t lock;
    unsigned char key[crypto_shorthash_KEYBYTES];
    struct slot slot[RATE_SLOTS];
};

struct rate *rate_open(struct arena *a)
{
    struct rate *r = NEW(a, struct rate);
    pthread_mutex_init(&r->lock, NULL);
    random_fill(r->key, sizeof r->key);
    return r;
}

static uint64_t hash_of(const struct rate *r, struct str client)
{
    unsigned char out[crypto_shorthash_BYTES];
    uint64_t h;
    crypto_shorthash(out, (const unsigned char *)client.p, client.n, r->key);
    memcpy(&h, out, sizeof h);
    return h ? h : 1;
}

static struct slot *find_slot(struct rate *r, uint64_t who, int64_t most)
{
    struct slot *oldest = NULL;
    for (size_t i = 0; i < PLACES; i++) {
        struct slot *s = &r->slot[(who + i) % RATE_SLOTS];
        if (s->who == who) return s;
        if (!oldest || !s->who || (oldest->who && s->at < oldest->at)) oldest = s;
        if (!s->who) break;
    }
    *oldest = (struct slot){ .who = who, .tokens = most * 1000 };
    return oldest;
}

bool rate_take(struct rate *r, struct str client, int64_t per_minute, int64_t most, int64_t now, int *wait)
{
    uint64_t who = hash_of(r, client);
    pthread_mutex_lock(&r->lock);
    struct slot *s = find_slot(r, who, most);
    int64_t passed = s->at ? now - s->at : 0;
    if (passed > 3600 * 1000) passed = 3600 * 1000;
    s->tokens += passed * per_minute / 60;
    if (s->tokens > most * 1000) s->tokens = most * 1000;
    s->at = now;
    bool ok = s->tokens >= 1000;
    if (ok) s->tokens -= 1000;
    else *wait = (int)((1000 - s->tokens) * 60 / (per_minute * 1000)) + 1;
    pthread_mutex_unlock(&r->lock);
    return ok;
}
