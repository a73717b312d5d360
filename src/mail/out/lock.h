/* lock.h - the lock that the mailer puts on itself: it may talk to servers, and little else. */
#ifndef MAIL_OUT_LOCK_H
#define MAIL_OUT_LOCK_H
#include "base/base.h"

/* For ever. authorities: one more file that may be read, NULL none. ERR_FAULT: the machine has no seccomp. */
error lock_enter(struct arena *a, const char *authorities) MUST_USE;
#endif
