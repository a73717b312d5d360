/* room.h - what the handlers of the briefing room share: reading a briefing as it is now, and wording it. */
#ifndef PAGES_ROOM_H
#define PAGES_ROOM_H
#include "core/meeting/agenda.h"
#include "core/meeting/directive.h"
#include "core/meeting/opinion.h"
#include "core/meeting/speech.h"
#include "pages/page.h"

/* on: of the agenda, NULL none. runs, concludes: who asks may run it, may write its conclusions. */
struct sitting {
    struct meeting m;
    struct agenda agenda; const struct agenda_item *on; size_t on_at;
    struct attendance people;
    struct speech_list speech;
    struct opinion_list opinions;
    struct directive_list directives;
    bool runs, concludes;
};
/* The briefing and the right alone: for what is the same until something is written. */
error room_meeting(struct request *q, int64_t id, struct sitting *out) MUST_USE;
error room_read(struct request *q, struct sitting *out) MUST_USE;     /* the rest, after room_meeting() */
/* screen: for the projector, which shows what fits and nothing to press. */
error room_fill(struct request *q, const struct sitting *r, bool screen, struct room_view *v) MUST_USE;
/* room_figures.c: the item's body in the period of the briefing, beside earlier ones, from approved totals. */
error room_figures(struct request *q, const struct sitting *r, struct room_view *v) MUST_USE;
const struct speech *room_speaks(const struct sitting *r);            /* NULL nobody */

/* room_page.c: the page with a form as it was typed, for the handlers of acts. */
struct room_typed {
    const struct opinion *opinion, *answer;    /* what was typed, NULL nothing */
    error why;
    const struct opinion *saved;               /* what stands there now */
};
error room_show(struct request *q, struct reply *r, int64_t id, const struct room_typed *typed) MUST_USE;
#endif
