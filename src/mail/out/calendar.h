/* calendar.h - a diary as iCalendar (RFC 5545), through libical. In giaoban-mail alone. */
#ifndef MAIL_OUT_CALENDAR_H
#define MAIL_OUT_CALENDAR_H
#include "mail/diary.h"

error calendar_write(struct arena *a, const struct diary *d, struct str *out) MUST_USE;
/* Reads a diary from standard input and writes the calendar to standard output, in the lock of lock.h. */
error calendar_serve(struct arena *a) MUST_USE;
#endif
