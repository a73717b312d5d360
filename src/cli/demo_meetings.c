/* demo_meetings.c - the sample office's briefings, step by step: a series, the quarter that is concluded, the quarter
 * that comes. Each step is one act of one person at one moment, by the same functions as on the pages. See demo.h.
 *
 * A module that has something to show adds rows to `steps`, in the order of their moments. */
#include "cli/demo.h"
#include "core/meeting/agenda.h"
#include "core/meeting/attend.h"
#include "core/meeting/meeting.h"

typedef error (*act)(struct demo *d, const struct who *who);

/* ---- the series and its briefings ---- */

static error add_series(struct demo *d, const struct who *who)
{
    static const char *const asked[] = { "MTTQ", "LHPN", "HND", "CCB", "DTN", "CTD", "NCT" };
    struct series_body body[COUNT(asked)] = { 0 };
    for (size_t i = 0; i < COUNT(asked); i++) body[i].body_id = demo_body(d, asked[i]);
    struct series s = { .unit_id = who->acting->unit_id, .body_id = demo_body(d, "DANG"), .name = S("Giao ban quý"),
        .presidium = S("Ban Thường vụ Đảng ủy"), .conclusion = S("TB"), .starts = S("14:00"),
        .venue = S("Phòng họp Đảng ủy"), .channel = S("Thường trực Đảng ủy (qua Văn phòng Đảng ủy)"),
        .every = EVERY_QUARTER, .minutes = 150, .papers_days = 5, .invite_days = 2, .quorum = 67, .body = body,
        .bodies = COUNT(asked) };
    return series_put(d->a, d->store, who, &s, &d->series);
}

static error plan(struct demo *d, const struct who *who, int64_t series_id, struct str period, struct str day,
    int64_t *id)
{
    struct meeting_plan new = { .series_id = series_id, .period = period, .day = day };
    return meeting_plan(d->a, d->store, who, &new, id);
}

static error plan_first(struct demo *d, const struct who *who)
{
    return plan(d, who, d->series, S("2026-Q1"), S("2026-04-08"), &d->first);
}

static error plan_second(struct demo *d, const struct who *who)
{
    return plan(d, who, d->series, S("2026-Q2"), S("2026-07-08"), &d->second);
}

static error talk_of(struct demo *d, const struct who *who)
{
    struct agenda_item item = { .meeting_id = d->first, .minutes = 15, .words = S(""),
        .title = S("Chuẩn bị Ngày hội Đại đoàn kết ở các khu phố") };
    int64_t id;
    return agenda_put(d->a, d->store, who, &item, &id);
}

/* ---- its states ---- */

static error move(struct demo *d, const struct who *who, int64_t id, enum meeting_state to)
{
    struct db *db;
    struct meeting m;
    TRY(store_reader(d->store, &db));
    TRY(meeting_get(d->a, db, who, id, &m));
    return meeting_move(d->a, d->store, who, id, m.version, to, S(""));
}

static error invite_first(struct demo *d, const struct who *who)
{
    return attend_invite(d->a, d->store, who, d->first);
}

static error invite_second(struct demo *d, const struct who *who)
{
    return attend_invite(d->a, d->store, who, d->second);
}

/* In the order of the list; whom nothing is said of answers nothing. */
static error answer(struct demo *d, const struct who *who, int64_t id, const struct attend_answer *said, size_t n)
{
    struct db *db;
    struct meeting m;
    struct attendance all;
    TRY(store_reader(d->store, &db));
    TRY(meeting_get(d->a, db, who, id, &m));
    TRY(attend_list(d->a, db, &m, &all));
    for (size_t i = 0; i < n && i < all.n; i++)
        TRY(attend_answer(d->a, d->store, who, all.row[i].id, &said[i]));
    return NULL;
}

static error answer_first(struct demo *d, const struct who *who)
{
    const struct attend_answer yes = { .answer = ANSWER_YES };
    const struct attend_answer said[] = { yes, yes, yes, yes,
        { .answer = ANSWER_SUBSTITUTE, .name = S("Lâm Quang Huy"), .post = S("Phó Chủ tịch") }, yes, yes,
        { .answer = ANSWER_NO, .words = S("Dự lớp bồi dưỡng ở tỉnh") } };
    return answer(d, who, d->first, said, COUNT(said));
}

static error answer_second(struct demo *d, const struct who *who)
{
    const struct attend_answer said[] = { { .answer = ANSWER_YES }, { .answer = ANSWER_YES },
        { .answer = ANSWER_YES } };
    return answer(d, who, d->second, said, COUNT(said));
}

/* All but the last one of the list. */
static error check_in_first(struct demo *d, const struct who *who)
{
    struct db *db;
    struct meeting m;
    struct attendance all;
    TRY(store_reader(d->store, &db));
    TRY(meeting_get(d->a, db, who, d->first, &m));
    TRY(attend_list(d->a, db, &m, &all));
    for (size_t i = 0; i + 1 < all.n; i++) TRY(attend_check_in(d->a, d->store, who, all.row[i].id, true));
    return NULL;
}

static error open_first(struct demo *d, const struct who *who) { return move(d, who, d->first, MEETING_OPEN); }
static error end_first(struct demo *d, const struct who *who) { return move(d, who, d->first, MEETING_ENDED); }

/* Item by item, so many minutes each as it was planned. */
static error go_through_first(struct demo *d, const struct who *who)
{
    struct db *db;
    struct meeting m;
    struct agenda all;
    int minutes = 14 * 60;
    TRY(store_reader(d->store, &db));
    TRY(meeting_get(d->a, db, who, d->first, &m));
    TRY(agenda_get(d->a, db, &m, &all));
    for (size_t i = 0; i < all.n; i++) {
        demo_at((struct day){ 2026, 4, 8 }, minutes);
        TRY(agenda_on(d->a, d->store, who, m.id, all.item[i].id, 0));
        minutes += all.item[i].minutes;
    }
    demo_at((struct day){ 2026, 4, 8 }, minutes);
    return NULL;
}

/* ---- step by step ---- */

static const struct { struct day day; int minutes; const char *role; act act; } steps[] = {
    { { 2026, 1, 5 }, 9 * 60, "office", add_series },
    { { 2026, 3, 27 }, 9 * 60, "office", plan_first },
    { { 2026, 3, 27 }, 9 * 60 + 10, "office", talk_of },
    { { 2026, 4, 1 }, 10 * 60, "office", invite_first },
    { { 2026, 4, 1 }, 10 * 60 + 5, "office", demo_sign_invitation },
    { { 2026, 4, 3 }, 15 * 60, "office", answer_first },
    { { 2026, 4, 8 }, 13 * 60 + 40, "office", check_in_first },
    { { 2026, 4, 8 }, 14 * 60, "chair", open_first },
    { { 2026, 4, 8 }, 14 * 60, "office", go_through_first },
    { { 2026, 4, 8 }, 16 * 60 + 50, "chair", end_first },
    { { 2026, 4, 8 }, 17 * 60, "office", demo_conclusions },
    { { 2026, 4, 9 }, 9 * 60, "office", demo_sign_notice },
    { { 2026, 4, 9 }, 10 * 60, "office", demo_sign_minutes },
    { { 2026, 5, 12 }, 9 * 60, "office", demo_tasks_begun },
    { { 2026, 6, 10 }, 15 * 60, "office", demo_opinions },
    { { 2026, 6, 24 }, 8 * 60 + 30, "office", demo_paper_in },
    { { 2026, 6, 25 }, 16 * 60, "office", demo_tasks_asked },
    { { 2026, 6, 25 }, 16 * 60 + 30, "office", demo_tasks_said_done },
    { { 2026, 6, 26 }, 8 * 60, "chair", demo_tasks_accepted },
    { { 2026, 6, 26 }, 9 * 60, "office", plan_second },
    { { 2026, 6, 30 }, 10 * 60, "office", invite_second },
    { { 2026, 7, 2 }, 9 * 60, "office", answer_second },
};

error demo_meetings(struct demo *d)
{
    for (size_t i = 0; i < COUNT(steps); i++) {
        const struct who *who;
        demo_at(steps[i].day, steps[i].minutes);
        TRY(demo_become(d, steps[i].role, S(""), &who));
        TRY(steps[i].act(d, who));
    }
    return NULL;
}
