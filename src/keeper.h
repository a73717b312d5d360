/* keeper.h - a parent that starts the process that does the work again when it dies. */
#ifndef KEEPER_H
#define KEEPER_H
#include "base/base.h"

/* Returns in the child with *working true: do the work, and end the process by returning from main. In the parent it
 * returns only when all is over, with the exit code of the child. ERR_FAULT: the child died six times in a minute. */
error keeper_run(struct arena *a, bool *working, int *code) MUST_USE;
#endif
