/* embedded.c - finds a file that the build put into the program. See machine.h. */
#include "base/machine.h"

const struct embedded *embedded_find(const char *path)
{
    size_t lo = 0, hi = embedded_count;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(path, embedded_files[mid].path);
        if (!c) return &embedded_files[mid];
        if (c < 0) hi = mid;
        else lo = mid + 1;
    }
    return NULL;
}

struct str embedded_text(const char *path)
{
    const struct embedded *e = embedded_find(path);
    assert(e);
    return (struct str){ (const char *)e->content.p, e->content.n };
}
