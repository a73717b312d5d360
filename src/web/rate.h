/* rate.h - a bucket of tokens for each client: fills steadily, a request takes one. */
#ifndef WEB_RATE_H
#define WEB_RATE_H
#include "base/base.h"

enum { RATE_SLOTS = 4096 };
struct rate;
/* per_minute tokens flow in, at most `most` are kept. The memory is the arena's, and is all there ever is. */
struct rate *rate_open(struct arena *a);
/* False when the bucket is empty; *wait: seconds until there is a token again. Clients are told apart by a keyed hash;
 * when the table is full the one that was seen longest ago is forgotten. now: clock_steady(). */
bool rate_take(struct rate *r, struct str client, int64_t per_minute, int64_t most, int64_t now, int *wait);
#endif
