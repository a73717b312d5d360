/* report_reading.h - what was sent for a report, read: for the files of this folder that make reports of it. */
#ifndef CORE_REPORT_REPORT_READING_H
#define CORE_REPORT_REPORT_READING_H
#include "core/office/alias.h"
#include "core/report/report.h"

/* later: the document takes long; the record is empty and scan_queue.h shall have the source. */
struct reading { struct record *record; struct bytes source; struct str name; struct alias_told told; bool later; };
/* The document, or else the text; with neither the record is empty. r: its body and period. */
error reading_make(struct arena *a, struct store *store, const struct report *r, struct str text,
    struct bytes document, struct str name, struct reading *out) MUST_USE;
/* The same, for somebody who waits: a document that is not read in a moment is left for later. */
error reading_begin(struct arena *a, struct store *store, const struct report *r, struct str text,
    struct bytes document, struct str name, struct reading *out) MUST_USE;
/* Of a document whose pages were read one by one. */
error reading_of_pages(struct arena *a, struct store *store, const struct report *r, struct bytes document,
    struct str name, const struct bytes *pages, size_t count, struct reading *out) MUST_USE;
/* Narrows it to one of the reports that it holds, from 1: the source stays the whole document. */
error reading_cut(struct arena *a, const struct report *r, size_t part, struct reading *reading) MUST_USE;
error reading_check(struct arena *a, const struct reading *reading) MUST_USE;     /* ERR_TOO_LARGE: too many figures */

/* report_add() in two halves, in report.c: is this body, period and person right; then the draft itself. */
error report_begin(struct arena *a, struct store *store, const struct who *who, const struct report_draft *draft,
    struct report *out) MUST_USE;
error report_add_read(struct arena *a, struct store *store, const struct who *who, const struct report *begun,
    const struct reading *reading, int64_t *id) MUST_USE;
/* Other words for a report, read already. scan_id: it was read in the background, whatever version the report has;
 * ERR_CONFLICT when it has that scan no more. Without one, version and title as in report_change_text(). */
struct read_change { int64_t scan_id, version; struct str title; };
error report_change_read(struct arena *a, struct store *store, const struct who *who, int64_t id,
    const struct read_change *change, const struct reading *reading) MUST_USE;
/* In a job: ERR_CONFLICT when the report has that scan no more. */
error report_scan_check(struct arena *a, struct db *db, int64_t report_id, int64_t scan_id) MUST_USE;
#endif
