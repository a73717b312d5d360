/* outward.h - the web process gives up connecting outwards. */
#ifndef OUTWARD_H
#define OUTWARD_H
#include "base/base.h"

/* From now on neither this process nor what it starts can make a socket of a network; those it has stay. To be called
 * before the first thread. ERR_FAULT: the machine has no seccomp. */
error outward_close(struct arena *a) MUST_USE;
#endif
