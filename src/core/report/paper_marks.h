/* paper_marks.h - what settings say about every paper: the manner of tones, and the stamp of sample data. */
#ifndef CORE_REPORT_PAPER_MARKS_H
#define CORE_REPORT_PAPER_MARKS_H
#include "store/db.h"
#include "write/paper.h"

/* Call it on every paper before it is set. */
error paper_marks(struct arena *a, struct db *db, int64_t unit_id, struct paper *paper) MUST_USE;
#endif
