/* cache.h - pages already made, for the person they were made for, until something is written.
 *
 * A key names who asked and what for; a page is given out only while the version it was made at is still the
 * present one. Bounded: 128 pages, 16 MiB; the one that was used longest ago goes first. For all threads. */
#ifndef WEB_CACHE_H
#define WEB_CACHE_H
#include "base/base.h"

struct cache;
struct cache *cache_open(struct arena *a);     /* closed with the arena */
bool cache_get(struct cache *c, struct arena *a, struct str key, int64_t version, struct str *body);   /* a copy in a */
/* One at a time makes what is missing; who waited looks again. Until the undo of `a`, in the same thread. */
void cache_making(struct cache *c, struct arena *a);
void cache_put(struct cache *c, struct str key, int64_t version, struct str body);
#endif
