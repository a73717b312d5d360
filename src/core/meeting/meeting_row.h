/* meeting_row.h - the doors every file of this folder goes through before it changes a briefing: may this person see
 * it and do that, is the version the one they saw. */
#ifndef MEETING_MEETING_ROW_H
#define MEETING_MEETING_ROW_H
#include "core/meeting/meeting.h"

/* ERR_MISSING: none, or not for these eyes; ERR_DENIED: may see it and not do `act`. In a job or not. */
error meeting_open_for(struct arena *a, struct db *db, const struct who *who, enum act act, int64_t id,
    struct meeting *out) MUST_USE;
/* May this person read briefings of the unit: of their own, or of one that it came from. */
error meeting_read_check(struct arena *a, struct db *db, const struct who *who, int64_t unit_id) MUST_USE;
error meeting_version_check(struct arena *a, const struct meeting *m, int64_t version) MUST_USE;   /* ERR_CONFLICT */
struct str meeting_days_before(struct arena *a, struct str day, int days);     /* "" for "" */
#endif
