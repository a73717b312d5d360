/* person.h - people who hold posts. Not members, not beneficiaries: those are personal lists, kept elsewhere. */
#ifndef OFFICE_PERSON_H
#define OFFICE_PERSON_H
#include "store/db.h"

struct person { int64_t id; struct str name; };
error person_get(struct arena *a, struct db *db, int64_t id, struct person *out) MUST_USE;             /* ERR_MISSING */
/* in a db_write job */
error person_add(struct arena *a, struct db *db, struct str name, int64_t *id) MUST_USE;

extern struct sql_list person_sql;
#endif
