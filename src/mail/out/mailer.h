/* mailer.h - the loop of giaoban-mail: letters in by the wire, over to the server, answers back. */
#ifndef MAIL_OUT_MAILER_H
#define MAIL_OUT_MAILER_H
#include "base/base.h"

struct mailer { int wire; const char *password_file, *authorities; };  /* NULL: none */
/* Until nobody can ask any more, or nobody has asked for a while: whoever keeps it starts it again, fresh. It locks
 * itself before the first letter. ERR_FAULT: the lock does not close. */
error mailer_run(struct arena *a, const struct mailer *m) MUST_USE;
/* The password that the file holds: its first line. "" when there is none, or others than its owner may read it. */
struct str mailer_password(struct arena *a, const char *path);
#endif
