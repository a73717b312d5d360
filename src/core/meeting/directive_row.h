/* directive_row.h - what the files of directives share: the ground a directive stands on, and adding one in a job.
 * For directive*.c only. */
#ifndef MEETING_DIRECTIVE_ROW_H
#define MEETING_DIRECTIVE_ROW_H
#include "core/meeting/directive_names.h"
#include "read/reader.h"
#include "vn/period.h"

struct directive_ground { int64_t meeting_id, unit_id; struct str day; bool mending; };
/* Whether this person may write directives of the meeting now; errors as directive_put(). */
error directive_ground(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id,
    struct directive_ground *out) MUST_USE;
/* The dropped ones too. */
error directive_all(struct arena *a, struct db *db, int64_t meeting_id, struct directive_list *out) MUST_USE;
/* In a job, on ground that was checked. */
error directive_add_in(struct arena *a, struct db *db, const struct who *who, const struct directive_ground *g,
    const struct directive *to, int64_t *id) MUST_USE;
/* What the words propose; nothing is written. on: the day of the meeting. */
error directive_proposals(struct arena *a, const struct directive_names *names, struct day on,
    const struct read_hints *hints, struct str words, struct directive_list *out) MUST_USE;
#endif
