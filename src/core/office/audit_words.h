/* audit_words.h - the audit in words that people know: acts, objects, fields, and what differs.
 *
 * Whoever audits a new act or object adds its row in audit_words.c (tests/unit/test_audit_words.c finds what is
 * missing). before and after are best written as lines "name=value": then each difference is shown by itself. */
#ifndef OFFICE_AUDIT_WORDS_H
#define OFFICE_AUDIT_WORDS_H
#include "core/office/audit.h"

struct str audit_act_words(struct str act);                /* "nộp báo cáo"; the code itself when unknown */
struct str audit_object_words(struct str object);          /* "báo cáo"; the code itself when unknown */
bool audit_act_at(size_t i, struct str *act);              /* every known act in the order of lists; false at the end */
bool audit_object_at(size_t i, struct str *object);

/* One difference; before or after "" when there was nothing. label "": the row is not in lines. Values are worded where
 * a table has words for them, days are dd/mm/yyyy; periods stay in short form. */
struct audit_change { struct str label, before, after; };
void audit_changes(struct arena *a, const struct audit_row *row, struct audit_change **out, size_t *n);
#endif
