/* converter.h - the packaged program that reads Word 97-2003 (antiword), started under a lock of its own.
 *
 * The process that calls converter_enter() can open for reading the converter, its libraries and its tables, and
 * nothing else; it can ask whether a file is there and how large; it can execute the converter and nothing else; no
 * socket, no process, no writing, no memory that runs. All that stays so through the exec. The document is
 * descriptor 0, the text comes on 1. */
#ifndef READ_CONVERTER_H
#define READ_CONVERTER_H
#include "read/sandbox.h"

bool  converter_is_there(void);
/* Locks this process for ever. ERR_FAULT: the machine has no Landlock or no seccomp, without which a program that
 * must open files is not let near a document. */
error converter_enter(struct arena *a) MUST_USE;
extern const struct sandbox_room converter_room;        /* its own limits stand in converter.c */
bool  converter_may(const struct sandbox_act *act);     /* the act that this lock lets pass: asking after a file */
error converter_exec(struct arena *a) MUST_USE;         /* then becomes the converter; comes back only on failure */
#endif
