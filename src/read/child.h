/* child.h - the short-lived process that opens a document nobody trusts, and the talk with it.
 *
 * The child is this same program, started anew as `giaoban read-one FORMAT`: the document comes in
 * on descriptor 0, the answer goes out on descriptor 1 in a fixed form, and it owns nothing else. */
#ifndef READ_CHILD_H
#define READ_CHILD_H
#include "read/reader.h"
#include "pack/limits.h"

/* The parent's side. The document's own errors come back as they are; a child that breaks off, answers
 * nonsense or uses up its memory gives ERR_INPUT or ERR_TOO_LARGE; time used up or no child to be had ERR_BUSY. */
error child_convert(struct arena *a, struct bytes document, enum read_format format, struct read_text *out) MUST_USE;

/* The child's side: locks itself, reads the document from descriptor 0, answers on descriptor 1. */
error child_serve(struct arena *a, const char *format) MUST_USE;

/* For tests: the program to start (NULL: this one) and the milliseconds it may take (0: LIMIT_CHILD_WALL). */
void child_program(const char *path, int64_t wall);
#endif
