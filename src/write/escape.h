/* escape.h - text inside XML and HTML. */
#ifndef WRITE_ESCAPE_H
#define WRITE_ESCAPE_H
#include "base/base.h"

/* Safe between tags and inside a quoted attribute. Characters that XML cannot hold are left out. */
void escape_text(struct buf *b, struct str text);
#endif
