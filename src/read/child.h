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

/* The same talk with another program that answers in the same form. */
struct child_order {
    const char *program; char *const *words;               /* words: what it is started with, its name first */
    enum read_format format;                               /* that it must name in its answer */
    size_t most;                                           /* bytes of the body */
    int64_t patience;                                      /* milliseconds */
    bool (*wanted)(void *of); void *of;                    /* asked some times a second; false: ERR_BUSY. May be NULL */
};
struct child_reply { enum read_format format; struct bytes encoding, body; };     /* as believable as the document */
error child_ask(struct arena *a, struct bytes document, const struct child_order *order,
                struct child_reply *out) MUST_USE;
const char *child_beside(struct arena *a, const char *ending);     /* the path of this program with that at its end */

/* The child's side: locks itself, reads the document from descriptor 0, answers on descriptor 1. */
error child_serve(struct arena *a, const char *format) MUST_USE;
/* Its steps, for the other program: look at what was given; then, locked, read it; answer and end. */
struct child_job { struct arena *a; size_t size; enum read_format format; };
error child_open(struct arena *a, const char *format, struct child_job *out) MUST_USE;
struct bytes child_document(const struct child_job *j);
_Noreturn void child_answer(enum err_kind kind, enum read_format format, struct str encoding, struct str body);

/* For tests: the program to start (NULL: this one) and the milliseconds it may take (0: LIMIT_CHILD_WALL). */
void child_program(const char *path, int64_t wall);
#endif
