/* scan_queue.h - documents of pages, of which each may take seconds: sent for a report, read in the background.
 *
 *   waiting --> reading --> (the report has its words, or it is a bundle; no row any more)
 *      ^           |
 *      +-- again --+--> failed
 *
 * A report has at most one. Until it is read the report keeps the words it had (a new one has none) and the bytes are
 * kept here. Whatever gives the report other words meanwhile takes the document away; so does submitting it. */
#ifndef CORE_REPORT_SCAN_QUEUE_H
#define CORE_REPORT_SCAN_QUEUE_H
#include "core/report/report.h"

enum { SCANS_MOST = 50, SCANS_BODY_MOST = 5 };     /* that wait or are read: of all, of one body */
enum scan_state { SCAN_WAITING, SCAN_READING, SCAN_FAILED, SCAN_STATE_COUNT };
struct scan_wait {
    int64_t id, report_id, before;                 /* before: how many are read before it */
    enum scan_state state;
    int64_t done, pages;                           /* pages 0: not known yet */
    struct str said, name;                         /* said: why it failed; name: of the file */
    int64_t account_id, grant_id;                  /* who sent it, and as what */
};

/* In a job, of a report that the caller may change: the document waits to be read, in place of one that waited
 * before. ERR_BUSY: too many wait. */
error scan_queue_add(struct arena *a, struct db *db, const struct who *who, const struct report *r,
    struct bytes document, struct str name) MUST_USE;
/* Of a report that the caller has opened. */
error scan_queue_find(struct arena *a, struct db *db, int64_t report_id, struct scan_wait *out, bool *found) MUST_USE;
error scan_queue_content(struct arena *a, struct db *db, int64_t id, struct bytes *out) MUST_USE;
/* In a job: nothing waits for this report any more. */
error scan_queue_forget(struct arena *a, struct db *db, int64_t report_id) MUST_USE;
/* One that failed is read once more, in the name of `who`; or given up: the report stays as it is. ERR_CONFLICT: none
 * has failed. */
error scan_queue_again(struct arena *a, struct store *store, const struct who *who, int64_t report_id) MUST_USE;
error scan_queue_drop(struct arena *a, struct store *store, const struct who *who, int64_t report_id) MUST_USE;

/* ---- the reading itself: one thread of the process calls these ---- */
/* What was being read when the program ended waits again. */
error scan_queue_restart(struct arena *a, struct store *store) MUST_USE;
/* Reads the oldest one that waits, to its end; *found false: none waits. wanted() is asked some times a second; when
 * false, the rest is left to the next scan_queue_restart(). What is wrong with the document is kept for its sender. */
error scan_queue_read(struct arena *a, struct store *store, bool (*wanted)(void *of), void *of,
    bool *found) MUST_USE;

extern struct sql_list scan_queue_sql;
#endif
