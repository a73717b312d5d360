/* attend_page.h - what the pages of invitations with and without an account share. */
#ifndef PAGES_ATTEND_PAGE_H
#define PAGES_ATTEND_PAGE_H
#include "core/meeting/attend.h"
#include "pages/meeting_page.h"

/* The answer that stands, and what may be done now. office: for somebody else. */
struct attend_reply_view attend_reply(struct request *q, const struct meeting *m, const struct attendee *at,
    bool office);
/* What a form of attend_reply.html sent: tra-loi, ly-do, ten, chuc-vu. */
struct attend_answer attend_typed(struct request *q);
/* The forms keep what was typed when they were refused. */
void attend_retyped(struct request *q, struct attend_reply_view *v);
/* For codes that are scanned: "https://host" as it was set, else as we are asked. */
struct str attend_site(struct request *q, struct db *db);
error attend_qr(struct request *q, struct str address, struct str label, struct qr_view *out) MUST_USE;
#endif
