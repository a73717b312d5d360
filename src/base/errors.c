/* errors.c - kinds of error and their sentences. See base.h. */
#include "base/base.h"
#include <stdarg.h>
#include <stdio.h>

static const struct { const char *name; int status, exit_code; const char *title; } kinds[] = {
    [ERR_NONE] = { "ERR_NONE", 200, 0, SAID("Đã xong") },
#define X(kind, status, exit_code, title) [kind] = { #kind, status, exit_code, title },
    ERR_KINDS(X)
#undef X
};
_Static_assert(COUNT(kinds) == ERR_KIND_COUNT, "every kind has a row");

int         err_status(enum err_kind kind) { return kinds[kind].status; }
int         err_exit(enum err_kind kind) { return kinds[kind].exit_code; }
const char *err_title(enum err_kind kind) { return say(kinds[kind].title); }
const char *err_name(enum err_kind kind) { return kinds[kind].name; }

error err_new(struct arena *a, enum err_kind kind, const char *at, error because, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, say(fmt), ap);
    va_end(ap);
    assert(n >= 0);
    char *text = arena_get(a, (size_t)n + 1);
    va_start(ap, fmt);
    vsnprintf(text, (size_t)n + 1, say(fmt), ap);
    va_end(ap);
    struct err *e = NEW(a, struct err);
    *e = (struct err){ kind, text, at, because };
    return e;
}

void err_print(struct buf *b, error e)
{
    for (; e; e = e->because)
        buf_fmt(b, "%s%s %s (%s)", b->n ? " <- " : "", err_name(e->kind), e->said, e->at);
}
