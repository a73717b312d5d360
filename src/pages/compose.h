/* compose.h - the page on which a report is pasted or uploaded, shown again with everything that was typed. */
#ifndef PAGES_COMPOSE_H
#define PAGES_COMPOSE_H
#include "core/report/report.h"
#include "pages/page.h"

struct compose_ask { struct str period, title, text, file_name; error why; };
error compose_show(struct request *q, struct reply *r, const struct compose_ask *ask) MUST_USE;

/* The periods that a report may be of, `chosen` among them and marked. */
const struct choice *compose_periods(struct arena *a, struct str chosen, size_t *n);

/* Whether the month that a body should hand in next has ended already; `out` is that month. */
bool compose_overdue(struct arena *a, const struct report_page *reports, struct period *out) MUST_USE;
#endif
