/* dawn.h - what takes effect by itself when its day has come: new names of units, hand-overs that were arranged.
 *
 * Everything else that has dates is read by them. Run when the program starts and when the day turns; running it again
 * changes nothing. */
#ifndef OFFICE_DAWN_H
#define OFFICE_DAWN_H
#include "store/db.h"

/* Not in a job. */
error dawn_run(struct arena *a, struct store *s) MUST_USE;

extern struct sql_list dawn_sql;
#endif
