/* directive_names.h - by which words the bodies of a unit are called: their names as on a day, the usual short forms
 * of their kind, what the office has taught the reader. For directive*.c only. */
#ifndef MEETING_DIRECTIVE_NAMES_H
#define MEETING_DIRECTIVE_NAMES_H
#include "core/meeting/directive.h"
#include "core/office/body.h"

struct called { struct str fold, tone; bool capital; uint32_t body; };     /* body: index; capital: asks for one */
struct directive_names {
    struct body_list bodies;
    struct called *name; size_t n;
    struct str place;                          /* of the unit, folded: "phuong ben lua" */
};
error directive_names(struct arena *a, struct db *db, int64_t unit_id, struct str day,
    struct directive_names *out) MUST_USE;
/* All of what was typed names one body, perhaps with the unit behind; NULL: none. */
const struct body *names_whole(struct arena *a, const struct directive_names *names, struct str typed);
/* A text as names_at() looks at it: same offsets, small letters, tones in one place. */
struct str names_text(struct arena *a, struct str text);
/* The longest name that stands at `at`, with the unit or its level behind it; *end past it. text as written, tone its
 * names_text(). NULL: none; *end past it too when it is a body of another place or level, else `at`. */
const struct body *names_at(struct arena *a, const struct directive_names *names, struct str text, struct str tone,
    size_t at, size_t *end);
#endif
