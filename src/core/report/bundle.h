/* bundle.h - a document that holds several reports: kept whole, with what it holds, until someone of the body has
 * said which of them become the body's own reports; and after, so that nothing of it is lost. */
#ifndef CORE_REPORT_BUNDLE_H
#define CORE_REPORT_BUNDLE_H
#include "core/report/report.h"

enum { BUNDLE_PARTS_MOST = 40 };                   /* ERR_TOO_LARGE beyond: a year of months and quarters is 19 */

struct bundle_part {
    int64_t number, figures, report_id;            /* from 1; report_id: what was made of it, 0 nothing yet */
    struct str title, opening;                     /* opening: how it begins */
    struct str organisation, organisation_name;    /* "" when the document does not say */
    struct str period;                             /* short form, "" when the document does not say */
    bool ours;                                     /* of the body, or nobody's by what the document says */
};
struct bundle {
    int64_t id, body_id, draft_id;                 /* draft_id: the draft that waited for it when it is a scan, or 0 */
    struct str period, source_name, body_name;     /* period: that was chosen when it was sent */
    struct bundle_part *part; size_t parts;
};

/* What was sent becomes a draft (*report_id), as report_add() makes it, or when it holds several reports a bundle
 * (*bundle_id). The other one is 0. A scan becomes an empty draft, read in the background (scan_queue.h); what the
 * reading finds is then kept by bundle_keep(). */
error bundle_receive(struct arena *a, struct store *store, const struct who *who, const struct report_draft *draft,
    int64_t *report_id, int64_t *bundle_id) MUST_USE;
/* A scan that waited for the empty draft holds several reports. page: what its pages gave, so that nothing has to be
 * recognised a second time. The draft stays for the part that is of its period, or for the whole. */
struct reading;
error bundle_keep(struct arena *a, struct store *store, const struct who *who, const struct report *draft,
    int64_t scan_id, const struct reading *reading, const struct bytes *page, size_t pages) MUST_USE;
/* That which may still fill this empty draft; *id 0: none. */
error bundle_for_draft(struct arena *a, struct db *db, int64_t report_id, int64_t *id) MUST_USE;
/* For those who may write reports of its body; ERR_MISSING for all others. */
error bundle_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct bundle *out) MUST_USE;

/* Those of the body that `who` acts for, of the last two weeks, of which something is still to be made. */
struct bundle_waiting { int64_t id, left; struct str source_name; };
error bundle_waiting(struct arena *a, struct db *db, const struct who *who, struct bundle_waiting **out,
    size_t *n) MUST_USE;

struct bundle_pick { int64_t number; struct str period; };
/* Makes a draft of each picked part, one after the other; *first is the first one's report. When one is refused, those
 * before it stand and their parts say so. ERR_INPUT: nothing picked, or a part that is another body's. */
error bundle_take(struct arena *a, struct store *store, const struct who *who, int64_t id,
    const struct bundle_pick *pick, size_t n, int64_t *first) MUST_USE;
/* It was one report after all: all of it becomes a draft of the period that was chosen when it was sent. */
error bundle_take_whole(struct arena *a, struct store *store, const struct who *who, int64_t id,
    int64_t *report_id) MUST_USE;

extern struct sql_list bundle_sql;
#endif
