/* mail_setup.h - how letters leave this office: the settings of mail read together, and whether they are enough. */
#ifndef OFFICE_MAIL_SETUP_H
#define OFFICE_MAIL_SETUP_H
#include "store/db.h"

struct mail_setup {
    bool real;                                 /* false: a sample or training database, which never sends */
    struct str missing;                        /* why nothing can be sent, a sentence; "" when it can */
    struct str server, user, from, from_name, site;        /* site: without a slash at its end, "" none */
    int64_t port, security, per_minute, hour;  /* security: enum wire_security */
};
error mail_setup_get(struct arena *a, struct db *db, struct mail_setup *out) MUST_USE;
#endif
