/* paper_text.h - the words of a paper that was sent for a briefing, page by page. */
#ifndef MEETING_PAPER_TEXT_H
#define MEETING_PAPER_TEXT_H
#include "base/base.h"

/* text: pages apart by form feeds; "" when it takes too long to read (a scan), its bytes are kept all the same. */
struct paper_reading { struct str text, format; int64_t pages; };
/* By the same locked reader as reports. ERR_INPUT, ERR_TOO_LARGE, ERR_FORMAT as of reader.h. */
error paper_read(struct arena *a, struct bytes content, struct str name, struct paper_reading *out) MUST_USE;
#endif
