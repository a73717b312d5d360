/* person.h - people who hold posts. Not members, not beneficiaries: those are personal lists, kept elsewhere.
 *
 * An office sees the people whose entry it keeps and those who hold or held a post in one of its bodies. A name that
 * changes changes no document: what was handed in, approved or closed keeps the name of its day (document_name.h), and
 * histories show what a person was called then (PERSON_THEN). */
#ifndef OFFICE_PERSON_H
#define OFFICE_PERSON_H
#include "core/office/post.h"

struct person { int64_t id; struct str name; int64_t unit_id, version, merged_into; };
error person_get(struct arena *a, struct db *db, int64_t id, struct person *out) MUST_USE;             /* ERR_MISSING */
/* The same for who may manage a unit that sees the person; ERR_MISSING for all others. */
error person_open(struct arena *a, struct db *db, const struct who *who, int64_t id, struct person *out) MUST_USE;
/* in a db_write job, unchecked by policy; unit_id 0: kept by no office */
error person_add(struct arena *a, struct db *db, struct str name, int64_t *id) MUST_USE;

struct person_row { struct person person; struct post_list posts; struct str logins; };    /* posts: in force today */
/* past: those without posts too */
struct person_filter { int64_t unit_id; struct str find; bool past; int limit, offset; };
/* past: how many are left out */
struct person_page { struct person_row *row; size_t n; int64_t total, past; };
/* In the order of given names. find: any part of the name, with or without marks. */
error person_list(struct arena *a, struct db *db, const struct who *who, const struct person_filter *filter,
    struct person_page *out) MUST_USE;
/* Log-in names of the accounts in use, with commas. */
error person_logins(struct arena *a, struct db *db, int64_t id, struct str *out) MUST_USE;
/* Entries with the same folded name: perhaps one person entered twice. */
struct person_twin { struct person one, other; struct str one_post, other_post; };
error person_twins(struct arena *a, struct db *db, const struct who *who, struct person_twin **out,
    size_t *n) MUST_USE;

/* Acts, each a transaction with its audit; MAY_MANAGE of the acting unit. ERR_CONFLICT: another version. */
/* post NULL: none yet */
error person_new(struct arena *a, struct store *s, const struct who *who, struct str name, const struct post *post,
    int64_t *id) MUST_USE;
error person_rename(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    struct str name) MUST_USE;
/* `gone` becomes part of `keep`: posts, accounts and whatever names the entry (person_uses) come along, documents keep
 * the names they have. */
error person_merge(struct arena *a, struct store *s, const struct who *who, int64_t keep, int64_t keep_version,
    int64_t gone, int64_t gone_version) MUST_USE;

/* Rows of other modules that name a person; the table is in core/work_kinds.c. move: in the job that merges two
 * entries, rows of `from` become those of `to`; *n how many. words: of what, after a number, for the history. */
struct person_use {
    const char *words;
    error (*move)(struct arena *a, struct db *db, int64_t from, int64_t to, int64_t *n);
};
extern const struct person_use person_uses[];
extern const size_t person_use_count;

/* Statement text: what the person of an account was called at a moment, or is called now. */
#define PERSON_THEN(account_id, at, now) \
    "COALESCE((SELECT an.name FROM account_name an WHERE an.account_id = " account_id " AND an.from_at <= " at \
    " ORDER BY an.from_at DESC LIMIT 1), " now ")"

extern struct sql_list person_sql;
#endif
