/* beside.h - what the commands share that run beside the database and write one paper into a file. They have the
 * rights of whoever may read that file, act as the unit's office and write nothing but OUT. */
#ifndef CLI_BESIDE_H
#define CLI_BESIDE_H
#include "core/office/policy.h"
#include "core/office/unit.h"
#include "write/paper.h"

/* value: takes the word behind its name. flag: the name alone. may: may be left out. */
struct beside_option { const char *name, **value; bool *flag, may; };
/* ERR_USAGE: which one is unknown, without its word, missing. */
error beside_options(struct arena *a, int argc, char **argv, const struct beside_option *option, size_t n) MUST_USE;

/* The unit's office; lives as long as *out. */
struct beside_office { struct grant grant; struct who who; };
void beside_office(struct beside_office *out, const struct unit *unit);

/* form: "docx", "pdf", "html". */
error beside_paper(struct arena *a, const struct paper *p, const char *form, struct bytes *out) MUST_USE;

/* Opens the database at `address` as it is, makes what is asked in Vietnamese and puts it into `to`. */
typedef error beside_make(struct arena *a, struct db *db, const void *asked, struct bytes *out);
error beside_write(struct arena *a, const char *address, const char *to, beside_make *make, const void *asked)
    MUST_USE;

#endif
