/* giaoban.c - main: finds the command, runs it in one arena, turns its error into words and an exit code. */
#include "cli/command.h"
#include "base/machine.h"
#include "serve.h"
#include <stdio.h>
#include <stdlib.h>

enum { COMMAND_MEMORY = 1 << 30 };

static const struct command own[] = {
    { "serve", "--db F [--new] [--port 8080] [--address 127.0.0.1] [--host NAME] [--https] [--proxy] [--threads N] "
               "[--per-client N] [--per-second N] [--mail-password FILE] [--mail-authorities FILE] "
               "[--test-clock \"2026-07-08 14:00\"] [--test-seed N]",
      "Mở máy chủ web; Ctrl+C để dừng", cmd_serve },
    { "routes", "", "In docs/routes.md", cmd_routes },
};

struct call { const struct command *command; struct arena *a; int argc; char **argv; int code; };

static error call_command(void *arg)
{
    struct call *c = arg;
    return c->command->run(c->a, c->argc, c->argv, &c->code);
}

static const struct command *find(const char *name)
{
    const struct command *c;
    if (!strcmp(name, "-h") || !strcmp(name, "--help")) name = "help";
    for (size_t i = 0; (c = command_at(i)); i++)
        if (!strcmp(c->name, name)) return c;
    return NULL;
}

int main(int argc, char **argv)
{
    const char *language = getenv("GIAOBAN_LANGUAGE");
    say_language(language && !strcmp(language, "en") ? LANGUAGE_EN : LANGUAGE_VI);
    commands_join(own, COUNT(own));
    const struct command *command = argc < 2 ? find("help") : find(argv[1]);
    if (!command) {
        fprintf(stderr, say("giaoban: không có lệnh “%s”. Gõ “giaoban help” để xem các lệnh.\n"), argv[1]);
        return err_exit(ERR_USAGE);
    }
    log_level(LOG_ERROR);                      /* a person reads it, beside the answer */
    struct arena *a = arena_open(COMMAND_MEMORY);
    struct call c = { command, a, argc - (argc > 1), argv + (argc > 1), 0 };
    error e = arena_run(a, call_command, &c);
    if (e) {
        fprintf(stderr, "giaoban %s: %s\n", command->name, say(e->said));
        if (e->kind == ERR_USAGE) fprintf(stderr, say("Cách dùng: giaoban %s %s\n"), command->name, command->usage);
        if (e->kind == ERR_FAULT) {
            struct buf chain = buf_open(a);
            err_print(&chain, e);
            LOG(LOG_ERROR, "%.*s", STR(buf_done(&chain)));
        }
        c.code = err_exit(e->kind);
    }
    if ((fflush(stdout) || ferror(stdout)) && c.code < err_exit(ERR_FAULT)) {
        fprintf(stderr,
                say("giaoban %s: Không ghi được hết kết quả. Hãy kiểm tra chỗ trống của ổ đĩa rồi làm lại.\n"),
                command->name);
        c.code = err_exit(ERR_FAULT);
    }
    arena_close(a);
    return c.code;
}
