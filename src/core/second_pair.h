/* second_pair.h - does what was asked for once the second person confirms: one row a kind of two_person.h.
 *
 * The mechanism is in core/office/two_person; what is done belongs to the modules that do it. A kind whose act the
 * program does not have yet has no row, and cannot be asked for or confirmed. */
#ifndef CORE_SECOND_PAIR_H
#define CORE_SECOND_PAIR_H
#include "core/office/two_person.h"

/* Not in a job: confirms and does it, in one transaction. */
error second_pair_confirm(struct arena *a, struct store *s, const struct who *who, int64_t id,
    struct two_person *out) MUST_USE;
error second_pair_drop(struct arena *a, struct store *s, const struct who *who, int64_t id) MUST_USE;
/* How people say what it is about: "tháng 6/2026" of a period. */
struct str second_pair_words(struct arena *a, enum two_kind kind, struct str object);
#endif
