/* history.h - what happened to an object, told from the audit in words a person knows: one component for every page. */
#ifndef PAGES_HISTORY_H
#define PAGES_HISTORY_H
#include "core/office/audit.h"
#include "pages/page.h"

/* For view_history_lines(): when, who, what, the differences, why. */
struct history_line history_line_of(struct request *q, const struct audit_row *row);
struct history_line *history_lines(struct request *q, const struct audit_rows *rows);
/* A whole page of it: crumbs lead back, question is its h1. */
error history_show(struct request *q, struct reply *r, enum room room, struct str question, const struct link *crumb,
    size_t crumbs, const struct audit_rows *rows) MUST_USE;
/* The administrator's list of what happened to one object: "/quan-tri/nhat-ky?doi-tuong=body&so=7". */
struct str history_href(struct arena *a, const char *object, int64_t id);
#endif
