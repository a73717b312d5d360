/* core.h - opens the database with the statements of every module. A new module adds one row to core.c. */
#ifndef CORE_CORE_H
#define CORE_CORE_H
#include "store/db.h"

/* Makes or upgrades the file, its audit key and the catalogue, as `how` allows. See store_open for the error kinds. */
error core_open(struct arena *a, const char *path, enum store_how how, struct store **out) MUST_USE;
/* As it is, by the key that lies beside `of`: a copy of it has none of its own. */
error core_open_copy(struct arena *a, const char *path, const char *of, struct store **out) MUST_USE;
void  core_close(struct arena *a, struct store *s);
#endif
