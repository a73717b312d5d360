/* handover.h - a person leaves a post and another takes it: open work changes hands, rights go with the post, history
 * keeps the name.
 *
 * On the day of the hand-over the successor has the post; the last day of the one who leaves is the day before. Grants
 * that go with the post end and begin likewise, so that both hold from the next request on. What was made, handed in
 * or decided stays under the old name. The kinds of open work are a table in core/work_kinds.c: a module that has such
 * work adds a row there. */
#ifndef OFFICE_HANDOVER_H
#define OFFICE_HANDOVER_H
#include "core/office/person.h"

struct work { int64_t id; struct str title, href; };       /* href "": nothing to open */
struct work_list { struct work *work; size_t n; };
/* Who takes it: an account, and the grant in which it acts in the body (0: none was needed). */
struct work_taker { int64_t account_id, grant_id, person_id, from_id; struct str name, from_name; };
struct work_kind {
    const char *label;
    /* Open work of the post's holder in the post's body. */
    error (*list)(struct arena *a, struct db *db, const struct post *p, struct work_list *out);
    /* In the job that hands over. NULL: whoever has the post has it. */
    error (*move)(struct arena *a, struct db *db, const struct who *who, const struct work *w,
        const struct work_taker *to);
    bool goes_with_rights;                     /* only where the post comes with the right to decide reports */
};
extern const struct work_kind work_kinds[];
extern const size_t work_kind_count;
struct work_group { const struct work_kind *kind; struct work_list list; };

struct handover_plan {
    struct post post;
    struct person successor;                   /* id 0: not chosen yet */
    struct str successor_login;                /* "": no account */
    struct str day, last_day;                  /* "" until there is a day */
    struct work_group *group; size_t groups;   /* kinds that have open work */
    size_t works;
    const char **right; size_t rights;         /* names of roles that go with the post */
    bool ahead;                                /* the day has not come: it can be arranged (handover_ahead.h) */
};
/* What would happen; changes nothing. successor_id 0, day "": not chosen yet. ERR_INPUT: the day or the successor
 * cannot be: the same person, before the post began; work or rights and a successor without an account. */
error handover_plan(struct arena *a, struct db *db, const struct who *who, int64_t post_id, int64_t successor_id,
    struct str day, struct handover_plan *out) MUST_USE;
struct handover_ask { int64_t post_id, version, successor_id; struct str day; enum standing standing; };
/* In a job; of a day that has come. An arrangement for the post that waited ends. */
error handover_in_job(struct arena *a, struct db *db, const struct who *who, const struct handover_ask *ask,
    int64_t *id) MUST_USE;
error handover_do(struct arena *a, struct store *s, const struct who *who, const struct handover_ask *ask,
    int64_t *id) MUST_USE;
/* How much open work would lose its owner if the post just ended. */
error handover_open(struct arena *a, struct db *db, const struct post *p, size_t *n) MUST_USE;

struct handover { int64_t id, moved; struct str day, from_name, to_name, post, body; };
/* Those that a person gave or took, newest first. */
error handover_of_person(struct arena *a, struct db *db, int64_t person_id, struct handover **out, size_t *n) MUST_USE;

extern struct sql_list handover_sql;
#endif
