/* own.h - what the pages of one's own account share. */
#ifndef PAGES_OWN_H
#define PAGES_OWN_H
#include "web/http.h"

bool  own_may_mend(error e);                   /* is said on the page itself, which can be sent again */
/* The page of one's account with what went wrong on it; what cannot be mended there comes back. */
error page_own_refuse(struct request *q, struct reply *r, error e) MUST_USE;
#endif
