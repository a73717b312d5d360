/* giaoban-mail.c - main of the program that may connect outwards: sends letters for `giaoban serve`, which
 * starts it, and sets calendars.
 *
 * A program of its own so that the web process has no code to open a connection with; see
 * docs/decisions/0014-mail.md. */
#include "base/machine.h"
#include "mail/out/calendar.h"
#include "mail/out/mailer.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { COMMAND_MEMORY = 16 << 20, WIRE = 3 };

static error run(struct arena *a, int argc, char **argv)
{
    struct mailer m = { .wire = WIRE };
    if (argc == 2 && !strcmp(argv[1], "calendar")) return calendar_serve(a);
    bool letters = argc >= 2 && argc % 2 == 0 && !strcmp(argv[1], "letters");
    for (int i = 2; letters && i < argc; i += 2) {
        if (!strcmp(argv[i], "--password")) m.password_file = argv[i + 1];
        else if (!strcmp(argv[i], "--authorities")) m.authorities = argv[i + 1];
        else letters = false;
    }
    if (letters) return mailer_run(a, &m);
    return FAIL(a, ERR_USAGE, "Chương trình này do “giaoban serve” tự gọi để gửi thư.");
}

int main(int argc, char **argv)
{
    log_level(LOG_WARN);
    struct arena *a = arena_open(COMMAND_MEMORY);
    error e = run(a, argc, argv);
    int code = 0;
    if (e) {
        fprintf(stderr, "giaoban-mail: %s\n", e->said);
        code = err_exit(e->kind);
    }
    if (fflush(stdout)) code = err_exit(ERR_FAULT);
    _exit(code);                               /* the lock ends who looks at itself on the way out, as sanitizers do */
}
