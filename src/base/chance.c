/* chance.c - random bytes from the kernel, or the same ones every time for a test. See machine.h. */
#include "base/machine.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t state; /* of the test sequence; 0: the kernel's */

void random_seed(uint64_t seed)
{
    pthread_mutex_lock(&lock);
    state = seed;
    pthread_mutex_unlock(&lock);
}

/* splitmix64 (Steele, Lea, Flood 2014): enough for tests, never for secrets. */
static uint64_t test_next(void)
{
    uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

void random_fill(void *p, size_t n)
{
    unsigned char *at = p;
    pthread_mutex_lock(&lock);
    bool testing = state != 0;
    for (size_t i = 0; testing && i < n; i++) at[i] = (unsigned char)test_next();
    pthread_mutex_unlock(&lock);
    while (!testing && n) {
        ssize_t got = getrandom(at, n, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) { fputs("giaoban: the kernel gives no random bytes\n", stderr); abort(); }
        at += got;
        n -= (size_t)got;
    }
}

struct str random_token(struct arena *a, size_t bytes)
{
    unsigned char raw[64];
    assert(bytes <= sizeof raw);
    random_fill(raw, bytes);
    char *hex = arena_get(a, bytes * 2 + 1);
    for (size_t i = 0; i < bytes; i++) snprintf(hex + i * 2, 3, "%02x", raw[i]);
    return (struct str){ hex, bytes * 2 };
}
