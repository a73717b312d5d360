/* trace_now.h - the lines of units in the trace of a total "as it is now" (total_now.h). For trace.c alone. */
#ifndef CORE_REPORT_TRACE_NOW_H
#define CORE_REPORT_TRACE_NOW_H
#include "core/report/brief.h"

/* One unit's line, wherever it comes from. note: why it stands there; "". */
void  trace_unit_line(struct arena *a, struct trace *out, struct str name, const struct vn_sum *sum, struct str note);
/* The units of today below it, with what came to each; the figures that came to the unit itself; and what of a divided
 * unit counts for it but for none below. out->views must be read. */
error trace_now_units(struct arena *a, struct db *db, int64_t unit_id, struct trace *out) MUST_USE;
#endif
