/* log_in.h - the page of the log-in with what went wrong elsewhere on the way in. */
#ifndef PAGES_LOG_IN_H
#define PAGES_LOG_IN_H
#include "web/http.h"

error login_refuse(struct request *q, struct reply *r, error why) MUST_USE;
#endif
