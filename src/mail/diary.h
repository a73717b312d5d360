/* diary.h - entries of a calendar before they are set as iCalendar: what core writes and giaoban-mail reads.
 *
 * Text of lines, so that it can be kept beside a letter and handed to another process. Dates are days or moments of
 * Viet Nam. */
#ifndef MAIL_DIARY_H
#define MAIL_DIARY_H
#include "base/base.h"

enum diary_method { DIARY_PUBLISH, DIARY_REQUEST, DIARY_CANCEL };  /* for keeping; an invitation; called off */
/* EVENT takes place from..to; DUE is to be done by `to`. */
enum diary_kind { DIARY_EVENT, DIARY_DUE };
struct diary_entry {
    enum diary_kind kind;
    struct str uid;                            /* for ever the same for the same thing */
    int64_t sequence;                          /* grows with every change */
    struct str from, to;                       /* "2026-07-25", or "2026-07-25 08:00"; from "" for DUE */
    int64_t stamp;                             /* when it was last changed, milliseconds since 1970 UTC */
    struct str title, text, place, link;       /* "" none */
    struct str organizer, attendee;            /* addresses, for an invitation; "" none */
    bool cancelled;
};
struct diary { enum diary_method method; struct diary_entry *entry; size_t n; };

void  diary_write(struct buf *to, const struct diary *d);
/* ERR_INPUT: not what diary_write() wrote. */
error diary_read(struct arena *a, struct str text, struct diary *out) MUST_USE;

/* The same as an iCalendar text, made by a process of its own that is locked before it begins (calendar_serve()). An
 * empty text when that program is not installed. */
error diary_set(struct arena *a, struct str diary, struct str *ics) MUST_USE;
void  diary_program(const char *path);         /* tests: where giaoban-mail is; NULL: beside this program */
#endif
