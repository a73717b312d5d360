/* wire.h - what the web process asks of the mailer and what it hears, over a socket that both were born with.
 *
 * One packet a letter, one an answer (SOCK_SEQPACKET): whichever side dies in the middle, the other never sees half of
 * one. A packet is fields, each "LENGTH:bytes"; neither side believes more of it than that. */
#ifndef MAIL_WIRE_H
#define MAIL_WIRE_H
#include "base/base.h"

enum wire_security { WIRE_STARTTLS, WIRE_TLS, WIRE_PLAIN };    /* PLAIN: only to this machine */
struct wire_letter {
    struct str mark;                           /* of this try; the answer carries it */
    struct str server; int64_t port, security;
    struct str user;                           /* "": without logging in; the password is the mailer's own */
    struct str from, to, content;
};
/* What became of it. SETUP: the server or the log-in is set wrongly; no letter would pass. */
enum wire_fate { WIRE_SENT, WIRE_TEMPORARY, WIRE_PERMANENT, WIRE_SETUP, WIRE_FATE_COUNT };
struct wire_answer { struct str mark; int64_t fate, code; struct str detail; };    /* code: of SMTP, 0 none */

/* Both ends; ERR_FAULT. They are closed at exec unless it is said otherwise. */
error wire_open(struct arena *a, int end[2]) MUST_USE;
/* false: the other side takes nothing now. */
bool  wire_ask(struct arena *a, int fd, const struct wire_letter *l);
bool  wire_tell(struct arena *a, int fd, const struct wire_answer *answer);
/* For who keeps the mailer: says on its end that it died, an answer without a mark. */
void  wire_gone(int fd);
enum wire_got { WIRE_NOTHING, WIRE_PACKET, WIRE_OVER };        /* OVER: nobody will ever send again */
/* Waits at most so long. A packet that cannot be read is passed over. */
enum wire_got wire_asked(struct arena *a, int fd, int milliseconds, struct wire_letter *out);
enum wire_got wire_told(struct arena *a, int fd, int milliseconds, struct wire_answer *out);
#endif
