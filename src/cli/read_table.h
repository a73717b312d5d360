/* read_table.h - a record as a person reads it on a terminal. */
#ifndef CLI_READ_TABLE_H
#define CLI_READ_TABLE_H
#include "read/record.h"

/* Meeting, models and tasks above, then the figures, a row each with the sentence it stands in.
 * Columns line up by what a terminal shows, not by bytes. Ends without a line break. */
void read_table(struct buf *to, const struct record *r);
/* Columns that a terminal gives to s. */
size_t read_width(struct str s);
#endif
