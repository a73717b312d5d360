/* alias_file.h - aliases for `giaoban read --aliases`: what an office has taught, as a file. */
#ifndef CLI_ALIAS_FILE_H
#define CLI_ALIAS_FILE_H
#include "read/reader.h"

/* Lines of  kind <TAB> phrase <TAB> code ; kind: indicator, body, place; '#' starts a comment line. ERR_INPUT says
 * which line is wrong. */
error alias_file_read(struct arena *a, const char *path, struct read_hints *into) MUST_USE;
#endif
