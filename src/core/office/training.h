/* training.h - makes a copy of the database one for training: marked on every page and paper; no letter leaves it.
 *
 * The copy has the people, bodies and reports of the office, so it is kept as carefully as the office's own. */
#ifndef OFFICE_TRAINING_H
#define OFFICE_TRAINING_H
#include "store/db.h"

/* ERR_CONFLICT: it is a copy already, or sample data; ask before copying. */
error training_may(struct arena *a, struct store *s) MUST_USE;
/* Not in a job. Marks it, ends every session that came along, and says so in the copy's audit. ERR_CONFLICT
 * as above. */
error training_mark(struct arena *a, struct store *copy) MUST_USE;

extern struct sql_list training_sql;
#endif
