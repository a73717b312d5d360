/* post.h - who holds which title in which body, and from when to when. One person often holds several. */
#ifndef OFFICE_POST_H
#define OFFICE_POST_H
#include "store/db.h"

struct post { int64_t id, person_id, body_id; struct str title, person_name, body_name, valid_from, valid_to; };
struct post_list { struct post *post; size_t n; };
error post_of_person(struct arena *a, struct db *db, int64_t person_id, struct str day, struct post_list *out) MUST_USE;
error post_of_body(struct arena *a, struct db *db, int64_t body_id, struct str day, struct post_list *out) MUST_USE;
/* in a db_write job */
error post_add(struct arena *a, struct db *db, const struct post *new, int64_t *id) MUST_USE;

extern struct sql_list post_sql;
#endif
