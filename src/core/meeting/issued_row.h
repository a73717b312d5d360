/* issued_row.h - what the files of the register share. */
#ifndef MEETING_ISSUED_ROW_H
#define MEETING_ISSUED_ROW_H
#include "core/meeting/issued.h"

enum { ISSUED_SUBJECT_MOST = 2000, ISSUED_LINE_MOST = 400 };   /* bytes */
/* The row as it is, whoever asks. */
error issued_row(struct arena *a, struct db *db, int64_t id, struct issued *out) MUST_USE;
/* In the job that signs: the files of the paper, for good. */
error issued_made_keep(struct arena *a, struct db *db, int64_t id, const struct paper *p) MUST_USE;
/* In a job: writes `new` as a draft, or as one that came in; *id of it. */
struct issued_adding { const struct who *who; struct issued new; struct bytes content; int64_t id; };
error issued_add(struct arena *a, struct db *db, struct issued_adding *job) MUST_USE;
#endif
