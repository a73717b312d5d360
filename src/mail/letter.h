/* letter.h - one letter as the bytes that go over the wire: RFC 5322, MIME, every word encoded. Pure.
 *
 * Whatever would end a header's line is refused, never cleaned away: a subject or a name with a control character is
 * a mistake of ours or an attack. The body cannot harm: it goes in base64. */
#ifndef MAIL_LETTER_H
#define MAIL_LETTER_H
#include "base/base.h"

enum { LETTER_MOST = 160 * 1024 };             /* bytes of a whole letter */
struct letter {
    struct str from, from_name, to, subject;
    struct str message_id;                     /* without < > and host: the host is that of `from` */
    int64_t date;                              /* milliseconds since 1970 UTC */
    struct str text;                           /* sentences; a blank line ends a paragraph */
    struct str link, link_label;               /* the whole address and what it says, "" none */
    struct str footer;
    struct str calendar;                       /* an iCalendar text that goes along, "" none */
};
/* ERR_INPUT: a header with a control character; ERR_TOO_LARGE: over LETTER_MOST. */
error letter_write(struct arena *a, const struct letter *l, struct str *out) MUST_USE;
/* "Báo cáo bị trả lại" as RFC 2047 words, folded; plain ASCII stays as it is. `used`: columns before it. */
struct str letter_words(struct arena *a, struct str text, size_t used);
#endif
