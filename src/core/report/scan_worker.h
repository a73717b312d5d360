/* scan_worker.h - the thread that reads waiting scans, one after the other (scan_queue.h). */
#ifndef CORE_REPORT_SCAN_WORKER_H
#define CORE_REPORT_SCAN_WORKER_H
#include "store/db.h"

/* Starts it, after taking up what an earlier run of the program left. It ends with `a`, which must be before the store
 * closes: the document in its hands is left to the next start. One a process. */
error scan_worker_start(struct arena *a, struct store *store) MUST_USE;
#endif
