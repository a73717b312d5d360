/* word_ground.h - an arena for tests of vn/, comparison of texts, and the word pairs of other projects. */
#ifndef TESTS_WORD_GROUND_H
#define TESTS_WORD_GROUND_H
#include "base/machine.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static struct arena *ground;

static inline int ground_open(void **state)
{
    (void)state;
    ground = arena_open((size_t)256 << 20);
    return 0;
}

static inline int ground_close(void **state)
{
    (void)state;
    arena_close(ground);
    return 0;
}

static inline void expect_text(struct str got, const char *want)
{
    if (!str_is(got, str_c(want))) fail_msg("got “%.*s”, not “%s”", STR(got), want);
}

static inline struct bytes bytes_of(const char *c) { return (struct bytes){ (const unsigned char *)c, strlen(c) }; }

/* A file of word pairs that other projects publish; they are not part of this tree. false: it is not here. */
static inline bool pairs_read(struct arena *a, const char *name, struct str *out)
{
    const char *root = getenv("GIAOBAN_SHARED");
    struct str path = str_fmt(a, "%s/data/tests/%s", root ? root : "../shared", name);
    struct bytes in;
    if (file_read(a, str_z(a, path), 1 << 20, &in)) return false;
    *out = (struct str){ (const char *)in.p, in.n };
    return true;
}
#endif
