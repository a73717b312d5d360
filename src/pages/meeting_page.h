/* meeting_page.h - what every page of one briefing begins with: the briefing of its address and the head with tabs. */
#ifndef PAGES_MEETING_PAGE_H
#define PAGES_MEETING_PAGE_H
#include "core/meeting/meeting.h"
#include "pages/page.h"

/* As in the address below /giao-ban/{id}: "" "moi-hop" "tai-lieu-hop" "phong" "ket-luan" "viec". */
enum meeting_tab { TAB_AGENDA, TAB_INVITE, TAB_PAPERS, TAB_ROOM, TAB_CONCLUDE, TAB_TASKS, TAB_COUNT };
/* The briefing whose number is the parameter "id". ERR_MISSING: none, or not for these eyes. */
error meeting_asked(struct request *q, struct db **db, struct meeting *m) MUST_USE;
/* question: the h1 of the page. A tab stands there when its page exists and this person may ask for it. */
struct meeting_head meeting_head(struct request *q, const struct meeting *m, enum meeting_tab now, struct str question);
struct str meeting_href(struct arena *a, int64_t id, const char *below);       /* "/giao-ban/7/moi-hop" */
struct str meeting_when(struct arena *a, const struct meeting *m);     /* "14:00 thứ Năm, 27/07/2023"; "" no day */
struct str meeting_shape(enum meeting_state s);                        /* "○": never colour alone */
#endif
