/* program.h - where the giaoban of this build is: test programs stand in OUT/tests/..., it stands in OUT. */
#ifndef TESTS_PROGRAM_H
#define TESTS_PROGRAM_H
#include "base/base.h"
#include <unistd.h>

static inline const char *program_path(struct arena *a)
{
    char *p = arena_get(a, 4096);
    ssize_t n = readlink("/proc/self/exe", p, 4000);
    assert(n > 0);
    p[n] = 0;
    char *tests = strstr(p, "/tests/");
    assert(tests);
    memcpy(tests, "/giaoban", sizeof "/giaoban");
    return p;
}
#endif
