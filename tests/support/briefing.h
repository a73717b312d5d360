/* briefing.h - briefings for tests, in the world of report_world.h: the ward's standing Party committee asks its
 * Women's Union, Farmers' Union, Veterans and Red Cross and the Front, in any state. */
#ifndef SUPPORT_BRIEFING_H
#define SUPPORT_BRIEFING_H
#include "core/meeting/agenda.h"
#include "report_world.h"

/* "Giao ban quý": members in the order of the world's bodies, the Front last. */
static inline int64_t briefing_series(struct world *w)
{
    struct series_body asked[] = { { .body_id = w->body[WOMEN] }, { .body_id = w->body[FARMERS] },
        { .body_id = w->body[VETERANS] }, { .body_id = w->body[RED_CROSS] }, { .body_id = w->body[FRONT] } };
    struct series s = { .unit_id = w->ward, .body_id = w->body[PARTY], .name = S("Giao ban quý"),
        .presidium = S("Ban Thường vụ Đảng ủy"), .conclusion = S("TB"), .starts = S("14:00"),
        .venue = S("Phòng họp Đảng ủy"), .channel = S("Thường trực Đảng ủy (qua Văn phòng Đảng ủy)"),
        .every = EVERY_QUARTER, .minutes = 120, .papers_days = 5, .invite_days = 3, .quorum = 50, .body = asked,
        .bodies = COUNT(asked) };
    int64_t id;
    DONE(series_put(w->a, w->s, &w->who[OFFICE], &s, &id));
    return id;
}

static inline struct meeting briefing(struct world *w, int64_t id)
{
    struct meeting m;
    DONE(meeting_row(w->a, w->db, id, &m));
    return m;
}

static inline int64_t briefing_planned(struct world *w, int64_t series_id, const char *period, const char *day)
{
    struct meeting_plan plan = { .series_id = series_id, .period = str_c(period), .day = str_c(day) };
    int64_t id;
    DONE(meeting_plan(w->a, w->s, &w->who[OFFICE], &plan, &id));
    return id;
}

struct briefing_step { int64_t id; enum meeting_state to; const struct who *who; };
static inline error briefing_step_job(struct arena *a, struct db *db, void *arg)
{
    const struct briefing_step *step = arg;
    struct meeting m;
    TRY(meeting_row(a, db, step->id, &m));
    return meeting_set_state(a, db, step->who, &m, step->to, S(""));
}

/* As if everyone asked had got their invitation and come. */
static inline void briefing_came(struct world *w, int64_t id, const char *column)
{
    const char *sql = str_z(w->a, str_fmt(w->a, "UPDATE attendee SET %s = %lld WHERE meeting_id = %lld", column,
        (long long)clock_now(), (long long)id));
    if (database_run(w->path, sql)) return;
    database_run(w->path, str_z(w->a, str_fmt(w->a,
        "INSERT INTO attendee (id, meeting_id, ordinal, body_id, body_name, name, post, part, answer, answer_words,"
        " substitute_name, substitute_post, present_by, code, code_seed, version) VALUES (%lld, %lld, 1, %lld,"
        " 'Hội Phụ nữ', 'Lê Thị Mai', 'Chủ tịch', 'member', 'none', '', '', '', '', '', '', 1)",
        (long long)(1000 + id), (long long)id, (long long)w->body[WOMEN])));
    database_run(w->path, sql);
}

/* A new briefing of the series for that quarter, on that day, brought to that state by its usual way. */
static inline int64_t briefing_in(struct world *w, int64_t series_id, const char *period, const char *day,
    enum meeting_state state)
{
    int64_t id = briefing_planned(w, series_id, period, day);
    if (state == MEETING_CANCELLED) {
        struct briefing_step step = { id, state, &w->who[OFFICE] };
        DONE(db_write(w->a, w->s, briefing_step_job, &step));
        return id;
    }
    for (enum meeting_state at = MEETING_INVITED; at <= state; at++) {
        struct briefing_step step = { id, at, &w->who[OFFICE] };
        if (at <= MEETING_OPEN) briefing_came(w, id, at == MEETING_OPEN ? "present_at" : "invited_at");
        DONE(db_write(w->a, w->s, briefing_step_job, &step));
    }
    return id;
}
#endif
