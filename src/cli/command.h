/* command.h - what a command of the command line is. commands.c lists them all. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H
#include "base/base.h"

/* argv[0] is the command's name. ERR_USAGE prints the usage line. *code: exit code when there is no error
 * (0 done, 1 nothing found). */
typedef error command_run(struct arena *a, int argc, char **argv, int *code);

struct command {
    const char *name;          /* "read" */
    const char *usage;         /* "[--json] FILE..." */
    const char *about;         /* one Vietnamese line for help and docs/commands.md */
    command_run *run;
};
extern const struct command commands[];
extern const size_t command_count;
/* The commands that stand above this floor (serve, routes) come after those of commands[]; giaoban.c joins them. */
void commands_join(const struct command *more, size_t n);
const struct command *command_at(size_t i);            /* NULL behind the last one */

/* One line a file cmd_*.c. */
command_run cmd_read, cmd_read_one, cmd_selftest_sandbox;
command_run cmd_lint;
/* What giaoban-scan does for the same command. */
struct sandbox_room;
error sandbox_selftest(struct arena *a, int argc, char **argv, const struct sandbox_room *room, int *code) MUST_USE;
command_run cmd_vn;
command_run cmd_audit;
command_run cmd_account;
command_run cmd_password_cost;
command_run cmd_backup;
command_run cmd_restore;
command_run cmd_policy;
command_run cmd_move;
command_run cmd_training;
command_run cmd_brief;
command_run cmd_paper;
command_run cmd_pack;
command_run cmd_schema;
command_run cmd_demo;
command_run cmd_unit;
#endif
