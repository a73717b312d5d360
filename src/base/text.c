/* text.c - pieces of text and growing buffers. See base.h. */
#include "base/base.h"
#include <stdarg.h>
#include <stdio.h>

enum { ROOM_FIRST = 128, ROOM_LARGE = 1024 * 1024 }; /* a buffer doubles; a large one grows by a half */
enum { DRAIN_FROM = 64 * 1024 };               /* bytes that are worth a write */

static bool blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct str str_trim(struct str s)
{
    for (;;) {
        if (s.n && blank(s.p[0])) s = str_cut(s, 1, s.n);
        else if (s.n && blank(s.p[s.n - 1])) s.n--;
        else if (s.n >= 2 && !memcmp(s.p, "\xC2\xA0", 2)) s = str_cut(s, 2, s.n);
        else if (s.n >= 2 && !memcmp(s.p + s.n - 2, "\xC2\xA0", 2)) s.n -= 2;
        else return s;
    }
}

struct str str_copy(struct arena *a, struct str s) { return (struct str){ str_z(a, s), s.n }; }

char *str_z(struct arena *a, struct str s)
{
    char *p = arena_get(a, s.n + 1);
    if (s.n) memcpy(p, s.p, s.n);
    return p;
}

struct str str_fmt(struct arena *a, const char *fmt, ...)
{
    char small[256];                               /* most are: printed once, then copied */
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    assert(n >= 0);
    char *p = arena_get(a, (size_t)n + 1);
    if ((size_t)n < sizeof small) {
        memcpy(p, small, (size_t)n);
        return (struct str){ p, (size_t)n };
    }
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return (struct str){ p, (size_t)n };
}

bool str_ends(struct str s, struct str with)
{
    return s.n >= with.n && (!with.n || !memcmp(s.p + s.n - with.n, with.p, with.n));
}

size_t str_find(struct str s, struct str what, size_t from)
{
    if (from > s.n || what.n > s.n - from) return SIZE_MAX;
    if (!what.n) return from;
    const char *hit = memmem(s.p + from, s.n - from, what.p, what.n);
    return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

uint64_t str_fnv(uint64_t from, struct str s)
{
    for (size_t i = 0; i < s.n; i++) from = (from ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
    return from;
}

bool str_next(struct str *rest, char sep, struct str *part)
{
    if (!rest->p) return false;
    const char *end = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    if (end) {
        size_t n = (size_t)(end - rest->p);
        *part = (struct str){ rest->p, n };
        *rest = (struct str){ end + 1, rest->n - n - 1 };
    } else {
        *part = *rest;
        *rest = (struct str){ NULL, 0 };
    }
    return true;
}

bool str_int(struct str s, int64_t *out)
{
    bool minus = s.n && s.p[0] == '-';
    size_t i = minus ? 1 : 0;
    if (i == s.n) return false;
    int64_t v = 0;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, s.p[i] - '0', &v)) return false;
    }
    *out = minus ? -v : v;
    return true;
}

struct buf buf_open(struct arena *a) { return (struct buf){ .a = a }; }

void buf_drain(struct buf *b)
{
    b->drain(b->to, (struct bytes){ (const unsigned char *)b->p, b->n });
    b->n = 0;
}

void buf_room(struct buf *b, size_t n)
{
    if (n <= b->room - b->n) return;
    if (b->drain && b->n >= DRAIN_FROM) buf_drain(b);
    if (n <= b->room - b->n) return;
    if (n > SIZE_MAX - b->n) n = SIZE_MAX - b->n;
    size_t more = b->room < ROOM_LARGE ? b->room : b->room / 2, room = b->room ? b->room + more : ROOM_FIRST;
    if (room < b->n + n) room = b->n + n;
    b->p = arena_grow(b->a, b->p, b->room, room);
    b->room = room;
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
    char small[256];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    assert(n >= 0);
    if ((size_t)n < sizeof small) {
        buf_add(b, small, (size_t)n);
        return;
    }
    char *p = arena_get(b->a, (size_t)n + 1);
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    buf_add(b, p, (size_t)n);
}

struct str buf_done(const struct buf *b) { return (struct str){ b->p ? b->p : "", b->n }; }
