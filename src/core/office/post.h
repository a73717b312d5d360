/* post.h - who holds which title in which body, and from when to when. One person often holds several at once.
 *
 * standing says how it is held: quyền (acting: the post is empty and its holder has all of it), phụ trách (in charge:
 * a deputy leads while there is no head), được giao ký (delegated). The forms of signing are those of NĐ
 * 30/2020/NĐ-CP, Phụ lục I: TM. for a body that decides together, KT. by a deputy, TL. by order, TUQ. by a written
 * delegation, "Q." before the title of who is acting. */
#ifndef OFFICE_POST_H
#define OFFICE_POST_H
#include "core/office/policy.h"

enum standing { POST_HELD, POST_ACTING, POST_IN_CHARGE, POST_DELEGATED, STANDING_COUNT };
struct str  standing_code(enum standing s);    /* "held" ... */
bool        standing_read(struct str code, enum standing *out);
const char *standing_name(enum standing s);    /* "chính thức", "quyền" ... */

struct post {
    int64_t id, person_id, body_id, unit_id, version;      /* unit_id: of the body */
    struct str title, person_name, body_name, valid_from, valid_to;
    enum standing standing;
    struct str sign, sign_for;                 /* "KT", "Chủ tịch": signs KT. CHỦ TỊCH; "" when not for another */
    bool main;                                 /* the one the person is known by */
    struct str ended_by;                       /* why it ended: "", "handover", "body", "merge" */
};
struct post_list { struct post *post; size_t n; };
error post_get(struct arena *a, struct db *db, int64_t id, struct post *out) MUST_USE;                 /* ERR_MISSING */
/* day "": any. The main one first, then those in force, newest first. */
error post_of_person(struct arena *a, struct db *db, int64_t person_id, struct str day, struct post_list *out) MUST_USE;
error post_of_body(struct arena *a, struct db *db, int64_t body_id, struct str day, struct post_list *out) MUST_USE;
/* "Quyền Chủ tịch", "Phó Chủ tịch phụ trách", as a document names it; Vietnamese in any language. */
struct str post_words(struct arena *a, const struct post *p);

struct str post_line(struct arena *a, const struct post *p);   /* for the audit */

/* In a db_write job, unchecked by policy. A title that says "Quyền ..." or "... phụ trách" sets the standing. */
error post_add(struct arena *a, struct db *db, const struct post *new, int64_t *id) MUST_USE;
/* In a db_write job: ends on that day what lasts longer. ERR_INPUT: a day before it began; ERR_CONFLICT: ended. */
error post_end_on(struct arena *a, struct db *db, const struct post *p, struct str day, const char *why) MUST_USE;
error post_end_of_body(struct arena *a, struct db *db, int64_t body_id, struct str day) MUST_USE;

/* Acts, each a transaction with its audit; MAY_MANAGE of the body's unit. ERR_CONFLICT: another version. */
error post_new(struct arena *a, struct store *s, const struct who *who, const struct post *new, int64_t *id) MUST_USE;
/* title, standing, sign, sign_for, main, valid_from of `to`; a correction, not an event. */
error post_change(struct arena *a, struct store *s, const struct who *who, const struct post *to) MUST_USE;
/* The last day. Grants that go with the post end with it. ERR_CONFLICT while its holder has open work: hand it over. */
error post_end(struct arena *a, struct store *s, const struct who *who, int64_t id, int64_t version,
    struct str day) MUST_USE;

extern struct sql_list post_sql;
#endif
