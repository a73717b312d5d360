/* then_now.h - the choice between totals "as it was then" and "as it is now", the same on every page that shows totals:
 * a parameter of the address, kept on the way from one to the next. */
#ifndef PAGES_THEN_NOW_H
#define PAGES_THEN_NOW_H
#include "core/report/brief.h"
#include "pages/page.h"

enum total_view then_now_asked(struct request *q);
/* What an address of a page of totals needs behind its period: "&nhin=hien-nay", or nothing. */
struct str then_now_more(enum total_view view);
/* Where the way back from a line's total begins, in the view of the page. */
struct str then_now_trace(struct arena *a, const struct brief_line *l, const struct brief *b);
/* path: of the page, "/tong-hop"; more: what else its address holds, "&to-chuc=..." or "". indicator, organisation: the
 * row that the page is about; indicator "": all. */
void then_now_fill(struct request *q, const struct total_views *views, struct str path, struct str period,
    struct str more, struct str indicator, struct str organisation, struct then_now *out);
#endif
