/* audit.h - every change of state: who, when, what, before, after; each row's mark covers the row and the mark
 * before it.
 *
 * The mark is a keyed BLAKE2b; its key is in F.key beside the database F, readable by its owner only. How far the chain
 * has come is kept signed in the database and, as of the last log-in or start, in F.head. See docs/decisions/0003. */
#ifndef OFFICE_AUDIT_H
#define OFFICE_AUDIT_H
#include "core/office/policy.h"

/* In the db_write job that makes the change. who NULL: the program itself. object: a table's name. before, after: short
 * text or JSON, "" for none; never personal lists. */
error audit_add(struct arena *a, struct db *db, const struct who *who, const char *act, const char *object,
    int64_t object_id, struct str before, struct str after) MUST_USE;
/* The same with the reason that a person gave. */
error audit_why(struct arena *a, struct db *db, const struct who *who, const char *act, const char *object,
    int64_t object_id, struct str before, struct str after, struct str why) MUST_USE;
/* Not in a job: somebody reads what is sealed (an original with people in it, an export). Call it before showing. */
error audit_read(struct arena *a, struct store *s, const struct who *who, const char *act, const char *object,
    int64_t object_id, struct str what) MUST_USE;

/* unit_id: where the person was acting, 0 the program itself. name: of the person, "" none */
struct audit_row {
    int64_t seq, at, account_id, unit_id, object_id; struct str login, name, act, object, before, after, why;
};
struct audit_rows { struct audit_row *row; size_t n; };
error audit_of(struct arena *a, struct db *db, const char *object, int64_t object_id,
    struct audit_rows *out) MUST_USE;  /* oldest first */
/* newest first, 100; 0: from the end */
error audit_list(struct arena *a, struct db *db, int64_t before_seq, struct audit_rows *out) MUST_USE;

/* Reads the whole chain. *broken: the first row that is not as it was written (0: none), *what says how. */
struct audit_verdict { int64_t rows, broken; struct str head; struct str what; };
error audit_verify(struct arena *a, struct store *s, struct audit_verdict *out) MUST_USE;

/* core.c calls these: the key (made when `create`), and the mark of progress beside the database. */
/* files: what the name of the key begins with; the mark is always beside the store itself */
error audit_start(struct arena *a, struct store *s, const char *files, bool create) MUST_USE;
error audit_anchor(struct arena *a, struct store *s) MUST_USE;

/* A key of its own for each use, drawn from the key beside the database; out: 32 bytes. */
void audit_subkey(struct db *db, const char *use, unsigned char *out);

extern struct sql_list audit_sql;
#endif
