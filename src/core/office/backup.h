/* backup.h - a whole copy of the office's data beside the work, and putting such a copy back.
 *
 * A copy is a file F of SQLite whatever the engine, F.head with the mark of its audit, and F.manifest: rows and content
 * of every table, marked with the key that lies beside the database, never in a copy. Its code, sixteen digits of that
 * mark, is how people name it. Putting one back over data needs two administrators of the office (two_person.h); into
 * an empty place only the key. See docs/decisions/0016-backup.md. */
#ifndef OFFICE_BACKUP_H
#define OFFICE_BACKUP_H
#include "core/office/two_person.h"

struct backup { struct str code; int64_t made_at, tables, rows, audit_rows; struct str audit_head; };

/* Writes it, reads it again and compares; the server may run. ERR_CONFLICT: something is at `to` already. On an error
 * nothing is left there. */
error backup_write(struct arena *a, struct store *s, const char *url, const char *to, struct backup *out) MUST_USE;
/* Everything that can be looked at: the manifest by the key of `url`, each table, references, the chain of its audit.
 * ERR_INPUT: which of them is not as it was written. */
error backup_check(struct arena *a, const char *url, const char *file, struct backup *out) MUST_USE;
/* Checks all of it, keeps what is there as a copy beside it (*kept, "" when nothing was there), and puts it in place in
 * one transaction. ERR_DENIED: two administrators have not agreed on it. On any error the data is as it was. */
error backup_restore(struct arena *a, const char *url, const char *file, struct backup *out,
    struct str *kept) MUST_USE;

/* Those of the last hundred, newest first, as the audit tells them. */
struct backup_made { int64_t at; struct str code, name; };
struct backup_list { struct backup_made *row; size_t n; };
error backup_list(struct arena *a, struct db *db, const struct who *who, struct backup_list *out) MUST_USE;
/* Not in a job: the first administrator asks. code: as people type it. */
error backup_ask(struct arena *a, struct store *s, const struct who *who, struct str code, struct str reason) MUST_USE;
/* May this person ask here? Only where the whole program is looked after. */
error backup_may(struct arena *a, struct db *db, const struct who *who, int64_t *unit_id) MUST_USE;
/* The deed of second_pair.c: agreed; who is at the machine then carries it out. */
error backup_agreed(struct arena *a, struct db *db, const struct who *who, const struct two_person *asked) MUST_USE;

extern struct sql_list backup_sql;
#endif
