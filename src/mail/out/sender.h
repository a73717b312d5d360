/* sender.h - one letter to one SMTP server. In giaoban-mail alone. */
#ifndef MAIL_OUT_SENDER_H
#define MAIL_OUT_SENDER_H
#include "mail/wire.h"

/* Once, before the first thread. */
error sender_start(struct arena *a) MUST_USE;
/* password "": none; authorities: a file of certificates to trust, NULL for those of the system. */
void sender_send(struct arena *a, const struct wire_letter *l, struct str password, const char *authorities,
    struct wire_answer *out);
#endif
