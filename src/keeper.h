/* keeper.h - a parent that starts the process that does the work again when it dies, and a helper beside it. */
#ifndef KEEPER_H
#define KEEPER_H
#include "base/base.h"
#include <sys/types.h>

/* Another program, which gets its end of a socket as descriptor 3 and nothing else of ours. It is begun again whenever
 * it ends; when it is not installed, there is none. */
struct helper {
    const char *program;                       /* its path */
    const char *const *argv;
    int its_end;
    void (*gone)(int its_end);                 /* it died: say so to the other end */
    pid_t pid;
    int64_t began;                             /* 0: never */
};

/* Returns in the child with *working true: do the work, and end the process by returning from main. In the parent it
 * returns only when all is over, with the exit code of the child. helper NULL: none. ERR_FAULT: the child died six
 * times in a minute. */
error keeper_run(struct arena *a, struct helper *helper, bool *working, int *code) MUST_USE;
#endif
