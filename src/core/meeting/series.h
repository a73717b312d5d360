/* series.h - a row of briefings: who hosts, how often, who is asked to each, by which day papers and invitations go.
 *
 * A briefing takes all of this from its series, or from the one before it, when it is planned, and keeps its own copy.
 * MAY_PLAN_MEETING of the unit writes, MAY_READ_MEETING reads. Lateness: days before the meeting (in Party committees
 * papers five days, invitations two or three; docs/decisions). */
#ifndef MEETING_SERIES_H
#define MEETING_SERIES_H
#include "core/office/policy.h"

enum every { EVERY_QUARTER, EVERY_MONTH, EVERY_WEEK, EVERY_ONCE, EVERY_COUNT };
struct str  every_code(enum every e);          /* "quarter" ... */
bool        every_read(struct str code, enum every *out);
const char *every_name(enum every e);          /* "Hằng quý" ... in the current language */

struct series_body { int64_t body_id; struct str name, short_name, organisation; bool guest; };
struct series {
    int64_t id, unit_id, body_id, version;     /* body_id: the host */
    struct str name, presidium, conclusion, host_name, starts, venue, channel;
    enum every every;
    int minutes, papers_days, invite_days, quorum;         /* quorum: percent of the members, 0 none */
    bool ended;
    struct series_body *body; size_t bodies;   /* in their order */
};
struct series_list { struct series *row; size_t n; };      /* without bodies */
error series_get(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct series *out) MUST_USE;
error series_of_unit(struct arena *a, struct db *db, const struct who *who, int64_t unit_id,
    struct series_list *out) MUST_USE;
/* id 0: a new one. ERR_INPUT per field; ERR_CONFLICT: another version, or a name that is there. */
error series_put(struct arena *a, struct store *s, const struct who *who, const struct series *new,
    int64_t *id) MUST_USE;
error series_end(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version) MUST_USE;

/* In the daily job: series, briefings not yet concluded and open opinions of a body that is no more go to the one in
 * its place; series of units that were divided or closed end. */
error series_heirs(struct arena *a, struct db *db) MUST_USE;

bool series_hour_is(struct str s);              /* "08:00" */

extern struct sql_list series_sql, series_heir_sql;
#endif
