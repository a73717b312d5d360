/* two_person.h - acts that one person asks for and another with the same right confirms: publishing personal data,
 * opening a closed period again, restoring a copy (OWASP ASVS 5.0 2.3.5).
 *
 * A request lives for a week. It is done in the very transaction that confirms it, or not at all; never by the one
 * who asked, whatever other role or account of the same person they use; and only while the asker still has the
 * right. Every step is audited, and those who could confirm are told. */
#ifndef OFFICE_TWO_PERSON_H
#define OFFICE_TWO_PERSON_H
#include "core/office/policy.h"

enum { TWO_PERSON_LIFE = 7 * 24 * 60 * 60 * 1000 };
/* kind, code as stored, the right both need, what it is */
#define TWO_PERSON_KINDS(X)                                                                              \
    X(TWO_REOPEN,  "reopen",  MAY_REOPEN_PERIOD, SAID("Mở lại kỳ đã chốt"))                              \
    X(TWO_PUBLISH, "publish", MAY_PUBLISH_NAMES, SAID("Công bố dữ liệu cá nhân"))                        \
    X(TWO_RESTORE, "restore", MAY_RESTORE,       SAID("Khôi phục dữ liệu từ bản sao"))
enum two_kind {
#define X(kind, ...) kind,
    TWO_PERSON_KINDS(X)
#undef X
    TWO_KIND_COUNT
};
enum two_state { TWO_ASKED, TWO_DONE, TWO_REFUSED, TWO_WITHDRAWN, TWO_EXPIRED };

/* object: what it is about: of a period its short form; of a list or a copy its name. */
struct two_person {
    int64_t id, unit_id, asked_by, asked_at, ends_at, decided_at;
    enum two_kind kind; enum two_state state;
    struct str object, reason, asker, decider, unit;
    bool may_confirm, may_withdraw;            /* for the one who looks */
};
struct two_list { struct two_person *row; size_t n; };

const char *two_person_name(enum two_kind kind);               /* in the current language */
const char *two_person_state_name(enum two_state state);
/* Those that this person could ask or confirm in the unit they act in; those that wait first, then the newest 100. */
error two_person_list(struct arena *a, struct db *db, const struct who *who, struct two_list *out) MUST_USE;
/* Is one waiting? *id 0: none. */
error two_person_waiting(struct arena *a, struct db *db, enum two_kind kind, int64_t unit_id, struct str object,
    int64_t *id) MUST_USE;

/* In a db_write job. object_words: how people say it. ERR_INPUT: no reason; ERR_CONFLICT: asked for already. */
struct two_ask { enum two_kind kind; int64_t unit_id; struct str object, object_words, reason; };
error two_person_ask(struct arena *a, struct db *db, const struct who *who, const struct two_ask *ask,
    int64_t *id) MUST_USE;
/* In the db_write job that then does it: checks everything and marks it as done. ERR_DENIED, ERR_CONFLICT. */
error two_person_take(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct two_person *out) MUST_USE;
/* In a db_write job: the asker withdraws it, another who could confirm refuses it. */
error two_person_drop(struct arena *a, struct db *db, const struct who *who, int64_t id) MUST_USE;
/* In a db_write job: what was agreed on of that kind counts no longer. */
error two_person_spend(struct arena *a, struct db *db, enum two_kind kind) MUST_USE;
error two_person_get(struct arena *a, struct db *db, const struct who *who, int64_t id,
    struct two_person *out) MUST_USE;

extern struct sql_list two_person_sql;
#endif
