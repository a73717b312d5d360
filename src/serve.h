/* serve.h - the commands that stand above both the pages and the command line. giaoban.c joins them to the others. */
#ifndef SERVE_H
#define SERVE_H
#include "cli/command.h"

command_run cmd_serve, cmd_routes;
#endif
