/* issued_ground.h - papers of a briefing for tests: a briefing that ended with a confirmed conclusion, drafts of its
 * papers, signed by the ward's office on 7 July 2023. */
#ifndef SUPPORT_ISSUED_GROUND_H
#define SUPPORT_ISSUED_GROUND_H
#include "core/meeting/directive.h"
#include "core/meeting/issued.h"
#include "core/meeting/task.h"
#include "support/briefing.h"

static inline int64_t conclude(struct world *w, int64_t meeting_id, const char *words)
{
    struct directive d = { .meeting_id = meeting_id, .attitude = S("Thống nhất"), .lead_id = w->body[WOMEN],
        .words = str_c(words), .due = S("2023-08-15"), .measure = S("30 phần quà"), .key = str_c(words) }, made;
    int64_t id;
    DONE(directive_put(w->a, w->s, &w->who[OFFICE], &d, &id));
    DONE(directive_get(w->a, w->db, id, &made));
    DONE(directive_confirm(w->a, w->s, &w->who[OFFICE], id, made.version));
    return id;
}

static inline int64_t ended(struct world *w)
{
    int64_t id = briefing_in(w, briefing_series(w), "2023-Q2", "2023-07-06", MEETING_ENDED);
    conclude(w, id, "rà soát hộ nghèo, hộ cận nghèo");
    return id;
}

static inline int64_t drafted(struct world *w, int64_t meeting_id, const char *kind)
{
    int64_t id;
    DONE(issued_draft(w->a, w->s, &w->who[OFFICE], meeting_id, str_c(kind), &id));
    return id;
}

static inline struct issued one(struct world *w, int64_t id)
{
    struct issued i;
    DONE(issued_get(w->a, w->db, &w->who[OFFICE], id, &i));
    return i;
}

static inline struct task_list tasks_of(struct world *w, int64_t meeting_id)
{
    struct task_ask ask = { .unit_id = w->ward, .meeting_id = meeting_id };
    struct task_list list;
    DONE(task_list(w->a, w->db, &w->who[OFFICE], &ask, &list));
    return list;
}

static inline void sign(struct world *w, int64_t id, int64_t number)
{
    DONE(issued_sign(w->a, w->s, &w->who[OFFICE], id, one(w, id).version, number, S("2023-07-07")));
}
#endif
