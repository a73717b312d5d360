/* take_away.h - the tables of pages that are no lists, as files: totals, who has reported, where a total comes
 * from, what happened. Each is made from what its page was made from (listing.h). */
#ifndef PAGES_TAKE_AWAY_H
#define PAGES_TAKE_AWAY_H
#include "core/report/brief.h"
#include "pages/listing.h"

enum take { TAKE_TOTALS, TAKE_SUBMISSIONS, TAKE_TRACE, TAKE_HISTORY, TAKE_COUNT };
/* For view_listing_files(); none where the route takes no `xuat`. */
struct listing_view take_links(struct request *q, enum take what);

error take_totals(struct request *q, struct reply *r, const struct brief *b) MUST_USE;
error take_submissions(struct request *q, struct reply *r, const struct submission_matrix *m,
    struct str about) MUST_USE;
error take_trace(struct request *q, struct reply *r, const struct trace *t) MUST_USE;
/* when: of each line, as history_line_of() words it */
error take_history(struct request *q, struct reply *r, const int64_t *when, const struct history_line *line, size_t n,
    struct str about) MUST_USE;
#endif
