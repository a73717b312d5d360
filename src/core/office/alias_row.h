/* alias_row.h - an alias between a row and a struct, and the door of what a person or a correction wants to teach:
 * for alias.c and alias_lesson.c only. */
#ifndef OFFICE_ALIAS_ROW_H
#define OFFICE_ALIAS_ROW_H
#include "core/office/alias.h"

/* Begin a statement with these and end it with WHERE ... : each row then holds one alias. */
#define ALIAS_COLUMNS                                                                                              \
    "SELECT a.id, a.unit_id, a.kind, a.state, a.phrase, a.code, i.name, a.report_id, a.figure_seq, mp.name, "      \
    "dp.name, a.made_at, a.decided_at, (SELECT COUNT(*) FROM alias_case c WHERE c.alias_id = a.id), "              \
    "(SELECT COALESCE(SUM(u.figures), 0) FROM alias_use u WHERE u.alias_id = a.id), "                              \
    "(SELECT MAX(u.at) FROM alias_use u WHERE u.alias_id = a.id), "                                                \
    "a.version, a.phrase_key, a.phrase_fold, a.was FROM alias a LEFT JOIN indicator i ON i.code = a.code "         \
    "LEFT JOIN account ma ON ma.id = a.made_by LEFT JOIN person mp ON mp.id = ma.person_id "                       \
    "LEFT JOIN account da ON da.id = a.decided_by LEFT JOIN person dp ON dp.id = da.person_id "
struct alias_full { struct alias a; struct str key, fold; enum alias_state was; };
struct alias_full alias_row(struct arena *a, struct rows *r);
enum alias_kind alias_kind_named(struct str name);

/* What is to be taught, as it will be kept; ERR_INPUT says what is wrong with it. */
struct alias_words { enum alias_kind kind; struct str phrase, key, fold, code; };
error alias_words(struct arena *a, struct db *db, enum alias_kind kind, struct str phrase, struct str code,
    struct alias_words *out) MUST_USE;
/* The row of the unit with that phrase and code; *found false: none. */
error alias_same(struct arena *a, struct db *db, int64_t unit_id, const struct alias_words *w, struct alias_full *out,
    bool *found) MUST_USE;
/* ERR_CONFLICT when the unit has accepted the phrase as something else; except: an id to leave out. */
error alias_free(struct arena *a, struct db *db, int64_t unit_id, const struct alias_words *w,
    int64_t except) MUST_USE;
error alias_room(struct arena *a, struct db *db, int64_t unit_id, bool *full) MUST_USE;
/* In a job: a new row (id given here), or every field that can change and the version. Audited by the caller. */
struct alias_new { int64_t unit_id, report_id, figure_seq, account_id; enum alias_state state; };
error alias_insert(struct arena *a, struct db *db, const struct alias_words *w, const struct alias_new *n,
    int64_t *id) MUST_USE;
error alias_put(struct arena *a, struct db *db, const struct alias_full *f, int64_t decided_by) MUST_USE;
struct str alias_pack(struct arena *a, const struct alias *x);             /* for the audit */
#endif
