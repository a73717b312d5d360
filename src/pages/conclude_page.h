/* conclude_page.h - what the page of conclusions and its acts share. */
#ifndef PAGES_CONCLUDE_PAGE_H
#define PAGES_CONCLUDE_PAGE_H
#include "core/meeting/directive.h"
#include "pages/meeting_page.h"

/* edit: the directive that is changed in place; why: its form, or that of a new one, was refused so; act: another act
 * was; pasted: the words that were; carried: the task of an earlier briefing that was decided on. */
struct conclude_ask { int64_t edit; error why, act; struct str pasted; int64_t carried; };
error conclude_show(struct request *q, struct reply *r, const struct conclude_ask *ask) MUST_USE;
#endif
