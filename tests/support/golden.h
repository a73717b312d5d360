/* golden.h - what a program makes, held against a file that somebody has looked at.
 *
 * GOLDEN_WRITE=1 in the environment writes the file instead; look at the difference before it is committed. */
#ifndef GOLDEN_H
#define GOLDEN_H
#include "base/machine.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static inline void golden_check(struct arena *a, const char *path, struct str made)
{
    struct bytes kept, now = { (const unsigned char *)made.p, made.n };
    if (getenv("GOLDEN_WRITE")) assert_null(file_write(a, path, now));
    assert_null(file_read(a, path, 4 << 20, &kept));
    size_t same = 0;
    while (same < made.n && same < kept.n && (unsigned char)made.p[same] == kept.p[same]) same++;
    if (same == made.n && same == kept.n) return;
    size_t from = same > 60 ? same - 60 : 0;
    struct str was = str_cut((struct str){ (const char *)kept.p, kept.n }, from, same + 60);
    fail_msg("%s differs at byte %zu: kept \"%.*s\", made \"%.*s\"", path, same, STR(was),
             STR(str_cut(made, from, same + 60)));
}
#endif
