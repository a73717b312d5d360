/* oidc_helper.h - the talk with giaoban-oidc, the program that may connect to the provider.
 *
 * The web process gives up the network for good once it listens, and with it everything it starts afterwards. So
 * giaoban-oidc is started before that, and waits at the other end of a socket; it ends when this process ends. */
#ifndef OFFICE_OIDC_HELPER_H
#define OFFICE_OIDC_HELPER_H
#include "base/base.h"

/* Once, before the process gives up the network. Without the program there is no log-in through a provider, nothing
 * else. */
void  oidc_helper_start(struct arena *a);
/* "name value" lines there and back. One question at a time; ERR_BUSY: it is not there, too many wait, or no answer. */
error oidc_helper_ask(struct arena *a, struct str question, struct str *answer) MUST_USE;
#endif
