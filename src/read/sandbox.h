/* sandbox.h - the lock that a process puts on itself before it looks at bytes nobody trusts.
 *
 * Afterwards it can compute, read and write the descriptors it has, and end. It cannot open a file, start
 * a process, reach the network, look into another process or make memory executable. What was asked of
 * the machine and refused (an old kernel without Landlock) is said, not hidden. */
#ifndef READ_SANDBOX_H
#define READ_SANDBOX_H
#include "base/base.h"

/* How many times as long the same work takes in this build: limits of time are stated for the plain one. */
#ifdef __SANITIZE_ADDRESS__
enum { SANDBOX_SLOWER = 4 };
#else
enum { SANDBOX_SLOWER = 1 };
#endif

/* For ever; there is no way back. ERR_FAULT: the machine has no seccomp, so nothing may be opened here. */
error sandbox_enter(struct arena *a) MUST_USE;
/* The same walls with other room: bytes of address space, seconds of work. */
struct sandbox_room { size_t memory; int seconds; };
extern const struct sandbox_room sandbox_text, sandbox_pages;       /* of sandbox_enter(); of pages and pictures */
error sandbox_enter_with(struct arena *a, size_t memory, int seconds) MUST_USE;
int   sandbox_landlock(void);               /* the version of Landlock this kernel has; 0: none */

/* Acts that must fail inside. Trying one gives true when it was refused; the process may not live to say so. */
struct sandbox_act { const char *name; bool (*refused)(void); };
extern const struct sandbox_act sandbox_acts[];
extern const size_t sandbox_act_count;
#endif
