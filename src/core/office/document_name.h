/* document_name.h - who stood in a document and as what, kept as on the day: the person's name, their post and its
 * body.
 *
 * Rows are added in the transaction that makes, hands in or decides the document, and never changed: renaming a
 * person, ending a post or renaming a body later changes no old document. */
#ifndef OFFICE_DOCUMENT_NAME_H
#define OFFICE_DOCUMENT_NAME_H
#include "core/office/policy.h"

/* In a db_write job. object: a table's name; part: "maker" "submitter" "approver" "returner"; body_id: whose document
 * it is. */
error document_name_keep(struct arena *a, struct db *db, const struct who *who, const char *object, int64_t object_id,
    const char *part, int64_t body_id) MUST_USE;
struct document_name { struct str name, post, body, day; };
/* *found false: the document is older than the keeping of names */
error document_name_find(struct arena *a, struct db *db, const char *object, int64_t object_id, const char *part,
    struct document_name *out, bool *found) MUST_USE;

extern struct sql_list document_name_sql;
#endif
