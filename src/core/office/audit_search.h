/* audit_search.h - the administrator's search of the audit: by person, act, object, days and words. Reads only.
 *
 * Scope: rows of people who acted in the unit, and what the program did itself to accounts of the unit. What stands in
 * reports, figures and the dictionary is not an administrator's to read: of those objects the act, the person, the
 * time and the object's number are given, never before, after or why. */
#ifndef OFFICE_AUDIT_SEARCH_H
#define OFFICE_AUDIT_SEARCH_H
#include "core/office/audit.h"

/* "" and 0: any. person: name or log-in name, words: anything that is shown; case and diacritics do not matter.
 * from, to: days, both included. before_seq: only rows before this one. */
struct audit_filter {
    struct str person, act, object, words, from, to;
    int64_t object_id, before_seq;
    size_t limit;
};
/* title: of the object, "" unknown or gone; period: of a report or a figure, short form */
struct audit_found { struct audit_row row; struct str title, period; };
/* next: what to give as before_seq for the rows behind; 0 when these are the last. */
struct audit_page { struct audit_found *found; size_t n; int64_t next; };
/* newest first. MAY_READ_AUDIT in the unit one acts in. */
error audit_search(struct arena *a, struct db *db, const struct who *who, const struct audit_filter *filter,
    struct audit_page *out) MUST_USE;

extern struct sql_list audit_search_sql;
#endif
