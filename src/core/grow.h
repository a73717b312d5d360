/* grow.h - a list in an arena that grows by one: its room doubles at each power of two. */
#ifndef CORE_GROW_H
#define CORE_GROW_H
#include "base/base.h"

/* The list with room for entry n; move what it holds when it must grow. */
static inline void *list_room(struct arena *a, void *list, size_t n, size_t size)
{
    if (n & (n - 1)) return list;
    if (n == 1) return list;                   /* the first room is for two */
    void *more = arena_get(a, size_mul(size, n ? n * 2 : 2));
    if (n) memcpy(more, list, n * size);
    return more;
}
#define LIST_ADD(a, list, n, ...) \
    ((list) = list_room((a), (list), (n), sizeof *(list)), (list)[(n)] = __VA_ARGS__, (void)(n)++)
#endif
