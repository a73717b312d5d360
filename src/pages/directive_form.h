/* directive_form.h - the form in which a directive is typed: what it shows, and what it sends.
 *
 * The same form stands on the page of conclusions and in the room. Its fields are names as people say them: a body by
 * any of its names, a day as it is said; the address /giao-ban/{id}/goi-y completes them while typing. */
#ifndef PAGES_DIRECTIVE_FORM_H
#define PAGES_DIRECTIVE_FORM_H
#include "core/meeting/directive.h"
#include "pages/page.h"

/* The form of a new one (d NULL; item_id: the agenda item that is on, 0 none), or to change d. back: the address to
 * come back to, "" the page of conclusions. prefix: before the ids of its fields, so that several stand on a page. */
error directive_form_fill(struct request *q, const struct meeting *m, const struct directive *d, int64_t item_id,
    struct str back, struct str prefix, struct directive_form *out) MUST_USE;
/* The same with what was just typed, refused for that reason. */
error directive_form_refused(struct request *q, const struct meeting *m, const struct directive *d, error why,
    struct str prefix, struct directive_form *out) MUST_USE;
/* Reads the fields of the form into *to, whose id, version, origin and quote are the caller's. ERR_INPUT: a name that
 * nobody has, words that are no day. */
error directive_form_read(struct request *q, const struct meeting *m, struct directive *to) MUST_USE;
/* The lists behind the fields, for browsers that complete by themselves; once a page. */
error directive_lists_fill(struct request *q, const struct meeting *m, struct directive_lists *out) MUST_USE;
/* Where the form was told to come back to when that is within this briefing; else the page of conclusions. */
struct str directive_back(struct request *q, int64_t meeting_id);
#endif
