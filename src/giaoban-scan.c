/* giaoban-scan.c - main of the second program: opens a PDF or a picture in a locked process, for giaoban alone.
 *
 * A program of its own because what it stands on would make every start of giaoban twice as long; see
 * docs/decisions/0009-scans.md. */
#include "base/machine.h"
#include "cli/command.h"
#include "read/sandbox.h"
#include "read/scan/scanner.h"
#include <stdio.h>
#include <stdlib.h>

enum { COMMAND_MEMORY = 1 << 20 };

int main(int argc, char **argv)
{
    const char *language = getenv("GIAOBAN_LANGUAGE");
    say_language(language && !strcmp(language, "en") ? LANGUAGE_EN : LANGUAGE_VI);
    log_level(LOG_ERROR);
    struct arena *a = arena_open(COMMAND_MEMORY);
    int code = 0;
    error e;
    if (argc >= 2 && !strcmp(argv[1], "selftest-sandbox"))
        e = sandbox_selftest(a, argc - 1, argv + 1, &sandbox_pages, &code);
    else if (argc == 3) e = scanner_serve(a, argv[1], argv[2]);
    else e = FAIL(a, ERR_USAGE, "Lệnh này do giaoban tự gọi để đọc một tệp; hãy dùng “giaoban read”.");
    if (e) {
        fprintf(stderr, "giaoban-scan: %s\n", e->said);
        code = err_exit(e->kind);
    }
    arena_close(a);
    return code;
}
