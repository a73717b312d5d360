/* directive_kept.c - conclusions as a signed paper says them, while its replacement is drafted; see directive.h. Owns
 * the tables directive_kept and directive_kept_body. Must never outlive the draft. */
#include "core/meeting/directive_row.h"
#include "core/meeting/live.h"
#include "core/office/audit.h"

#define PARTS "ordinal, attitude, lead_id, words, channel, due, measure, indicator, goal, others, state"
#define OF_DRAFT "(SELECT k.directive_id FROM directive_kept k WHERE k.issued_id = ?1)"

enum { TAKE, TAKE_BODIES, BACK, LATER, FORGET_BODIES, BACK_BODIES, DROP, DROP_BODIES };
static const struct sql sql[] = {
    [TAKE] = { "directive_kept.take",
        "INSERT INTO directive_kept (issued_id, directive_id, " PARTS ") "
        "SELECT ?1, id, " PARTS " FROM directive WHERE meeting_id = ?2", SQL_WRITE },
    [TAKE_BODIES] = { "directive_kept.take_bodies",
        "INSERT INTO directive_kept_body (issued_id, directive_id, body_id, ordinal) "
        "SELECT ?1, x.directive_id, x.body_id, x.ordinal FROM directive_body x JOIN directive d "
        "ON d.id = x.directive_id WHERE d.meeting_id = ?2", SQL_WRITE },
    [BACK] = { "directive_kept.back",
        "UPDATE directive SET (" PARTS ") = (SELECT " PARTS " FROM directive_kept k WHERE k.issued_id = ?1 "
        "AND k.directive_id = directive.id), version = version + 1 WHERE id IN " OF_DRAFT, SQL_WRITE },
    /* written while it was drafted */
    [LATER] = { "directive_kept.later",
        "UPDATE directive SET state = 'dropped', version = version + 1 WHERE meeting_id = ?2 AND id NOT IN " OF_DRAFT
        " AND EXISTS " OF_DRAFT, SQL_WRITE },
    [FORGET_BODIES] = { "directive_kept.forget_bodies", "DELETE FROM directive_body WHERE directive_id IN " OF_DRAFT,
        SQL_WRITE },
    [BACK_BODIES] = { "directive_kept.back_bodies",
        "INSERT INTO directive_body (directive_id, body_id, ordinal) "
        "SELECT directive_id, body_id, ordinal FROM directive_kept_body WHERE issued_id = ?1", SQL_WRITE },
    [DROP] = { "directive_kept.drop", "DELETE FROM directive_kept WHERE issued_id = ?1", SQL_WRITE },
    [DROP_BODIES] = { "directive_kept.drop_bodies", "DELETE FROM directive_kept_body WHERE issued_id = ?1", SQL_WRITE },
};
struct sql_list directive_kept_sql = SQL_LIST(sql);

static error run(struct arena *a, struct db *db, int which, int64_t issued_id, int64_t meeting_id)
{
    struct rows *r = db_run(a, db, &directive_kept_sql, which);
    BIND(r, issued_id);
    if (meeting_id) BIND(r, meeting_id);
    return rows_end(r);
}

error directive_kept_take(struct arena *a, struct db *db, int64_t meeting_id, int64_t issued_id)
{
    TRY(run(a, db, TAKE, issued_id, meeting_id));
    return run(a, db, TAKE_BODIES, issued_id, meeting_id);
}

error directive_kept_forget(struct arena *a, struct db *db, int64_t issued_id)
{
    TRY(run(a, db, DROP, issued_id, 0));
    return run(a, db, DROP_BODIES, issued_id, 0);
}

/* Words of those that are no longer as they were a moment ago. */
static error tell(struct arena *a, struct db *db, const struct who *who, const struct directive_list *was,
    const struct directive_list *now)
{
    for (size_t i = 0; i < was->n; i++)
        for (size_t k = 0; k < now->n; k++) {
            const struct directive *x = &was->row[i], *y = &now->row[k];
            if (x->id != y->id) continue;
            struct str before = directive_words(a, x), after = directive_words(a, y);
            if (x->state == y->state && str_is(before, after)) continue;
            TRY(audit_add(a, db, who, y->state == DIRECTIVE_DROPPED ? "directive.drop" : "directive.change",
                "directive", y->id, before, after));
        }
    return NULL;
}

error directive_kept_back(struct arena *a, struct db *db, const struct who *who, int64_t meeting_id, int64_t issued_id)
{
    struct directive_list was, now;
    TRY(directive_all(a, db, meeting_id, &was));
    TRY(run(a, db, BACK, issued_id, 0));
    TRY(run(a, db, LATER, issued_id, meeting_id));
    TRY(run(a, db, FORGET_BODIES, issued_id, 0));
    TRY(run(a, db, BACK_BODIES, issued_id, 0));
    TRY(directive_kept_forget(a, db, issued_id));
    TRY(directive_all(a, db, meeting_id, &now));
    TRY(tell(a, db, who, &was, &now));
    return live_touch(a, db, meeting_id);
}
