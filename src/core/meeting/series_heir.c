/* series_heir.c - briefings go where their body went when units are merged or moved, or a body is closed with a
 * successor: the series, what is planned or not yet concluded, and what is still unanswered; and they end where nobody
 * clearly succeeds (docs/decisions/0018). Owns no table: writes rows of the folder's own. Must never change what was
 * concluded, nor move the same thing twice. */
#include "core/meeting/series.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/attend.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_work.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/term.h"
#include "core/office/unit.h"
#include "vn/text.h"

enum { ENDED, LOST, SERIES_OF, TWIN, SERIES_MOVE, SERIES_END, JOIN, SEAT_ADD, SEAT_DROP, ASKED_DROP, ASKED_MOVE,
    ITEM_SKIP, ITEM_MOVE, UNFINISHED, SAME_PERIOD, MEETING_MOVE, DRAFTS_MOVE, SAID_MOVE, SAID_OUTSIDE };
#define TO_COME "m.state IN ('planned', 'invited')"
#define UNFINISHED_STATES "state IN ('planned', 'invited', 'open', 'ended')"
#define UNANSWERED "state <> 'closed' AND kind <> 'result'"
static const struct sql sql[] = {
    /* bodies that are no more, something of briefings hangs on, and another stands in their place: the one that was
     * said, else the same organisation where the whole unit went */
    [ENDED] = { "series_heir.ended",
        "SELECT * FROM (SELECT b.id, b.unit_id, COALESCE(b.successor_id, (SELECT MIN(n.id) FROM unit_link l JOIN body n"
        " ON n.unit_id = l.new_id WHERE l.old_id = b.unit_id AND l.share = 'whole' AND n.organisation = b.organisation"
        " AND n.valid_from <= ?1 AND (n.valid_to IS NULL OR n.valid_to >= ?1)), 0) AS heir FROM body b"
        " WHERE b.valid_to < ?1 AND (EXISTS (SELECT 1 FROM meeting_series s WHERE s.body_id = b.id"
        " AND s.ended_at IS NULL) OR EXISTS (SELECT 1 FROM meeting_series_body x JOIN meeting_series s"
        " ON s.id = x.series_id WHERE x.body_id = b.id AND s.ended_at IS NULL)"
        " OR EXISTS (SELECT 1 FROM meeting m WHERE m.body_id = b.id AND m." UNFINISHED_STATES ")"
        " OR EXISTS (SELECT 1 FROM attendee t JOIN meeting m ON m.id = t.meeting_id WHERE t.body_id = b.id"
        " AND " TO_COME ")"
        " OR EXISTS (SELECT 1 FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE i.body_id = b.id"
        " AND " TO_COME ") OR EXISTS (SELECT 1 FROM opinion o WHERE o.body_id = b.id AND o." UNANSWERED ")))"
        " AS gone WHERE heir > 0 ORDER BY id", SQL_READ },
    /* series whose host and its unit are no more, and no unit took the place of all of it */
    [LOST] = { "series_heir.lost",
        "SELECT s.id, s.name FROM meeting_series s JOIN body b ON b.id = s.body_id JOIN unit u ON u.id = b.unit_id"
        " WHERE s.ended_at IS NULL AND b.valid_to < ?1 AND u.valid_to < ?1 AND b.successor_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM unit_link l WHERE l.old_id = u.id AND l.share = 'whole') ORDER BY s.id",
        SQL_READ },
    [SERIES_OF] = { "series_heir.series_of",
        "SELECT id, name FROM meeting_series WHERE body_id = ?1 AND ended_at IS NULL ORDER BY id", SQL_READ },
    [TWIN] = { "series_heir.twin",
        "SELECT id, body_id FROM meeting_series WHERE unit_id = ?1 AND name_fold = ?2 AND id <> ?3"
        " AND ended_at IS NULL ORDER BY id LIMIT 1", SQL_READ },
    [SERIES_MOVE] = { "series_heir.series_move",
        "UPDATE meeting_series SET unit_id = ?2, body_id = ?3, name = ?4, name_fold = ?5, version = version + 1"
        " WHERE id = ?1", SQL_WRITE },
    [SERIES_END] = { "series_heir.series_end",
        "UPDATE meeting_series SET ended_at = ?2, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [JOIN] = { "series_heir.join",
        "INSERT INTO meeting_series_body (series_id, body_id, ordinal, part) SELECT ?2, x.body_id, x.ordinal + 1000,"
        " x.part FROM meeting_series_body x WHERE x.series_id = ?1 AND NOT EXISTS (SELECT 1 FROM meeting_series_body y"
        " WHERE y.series_id = ?2 AND y.body_id = x.body_id)", SQL_WRITE },
    [SEAT_ADD] = { "series_heir.seat_add",
        "INSERT INTO meeting_series_body (series_id, body_id, ordinal, part) SELECT x.series_id, ?2, x.ordinal, x.part"
        " FROM meeting_series_body x JOIN meeting_series s ON s.id = x.series_id WHERE x.body_id = ?1"
        " AND s.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM meeting_series_body y WHERE y.series_id = x.series_id"
        " AND y.body_id = ?2)", SQL_WRITE },
    [SEAT_DROP] = { "series_heir.seat_drop",
        "DELETE FROM meeting_series_body WHERE body_id = ?1 AND series_id IN (SELECT s.id FROM meeting_series s"
        " WHERE s.ended_at IS NULL)", SQL_WRITE },
    /* two seats that become one, while nobody was invited yet */
    [ASKED_DROP] = { "series_heir.asked_drop",
        "DELETE FROM attendee WHERE body_id = ?1 AND part IN ('member', 'guest') AND invited_at IS NULL"
        " AND meeting_id IN (SELECT m.id FROM meeting m JOIN attendee y ON y.meeting_id = m.id"
        " WHERE m.state = 'planned'"
        " AND y.body_id = ?2 AND y.part IN ('member', 'guest'))", SQL_WRITE },
    [ASKED_MOVE] = { "series_heir.asked_move",
        "UPDATE attendee SET body_id = ?2, body_name = ?3, version = version + 1 WHERE body_id = ?1"
        " AND meeting_id IN (SELECT m.id FROM meeting m WHERE " TO_COME ")", SQL_WRITE },
    [ITEM_SKIP] = { "series_heir.item_skip",
        "UPDATE agenda_item SET state = 'skipped' WHERE body_id = ?1 AND kind = 'report' AND meeting_id IN"
        " (SELECT m.id FROM meeting m JOIN agenda_item y ON y.meeting_id = m.id WHERE " TO_COME
        " AND y.body_id = ?2 AND y.kind = 'report')", SQL_WRITE },
    [ITEM_MOVE] = { "series_heir.item_move",
        "UPDATE agenda_item SET body_id = ?2 WHERE body_id = ?1 AND state <> 'skipped' AND meeting_id IN"
        " (SELECT m.id FROM meeting m WHERE " TO_COME ")", SQL_WRITE },
    [UNFINISHED] = { "series_heir.unfinished",
        "SELECT id FROM meeting WHERE (body_id = ?1 OR series_id = ?2) AND " UNFINISHED_STATES " ORDER BY id",
        SQL_READ },
    [SAME_PERIOD] = { "series_heir.same_period",
        "SELECT title FROM meeting WHERE series_id = ?1 AND period = ?2 AND id <> ?3 AND state <> 'cancelled'"
        " ORDER BY id", SQL_READ },
    [MEETING_MOVE] = { "series_heir.meeting_move",
        "UPDATE meeting SET unit_id = ?2, body_id = ?3, number = CASE WHEN series_id = ?4 THEN number ELSE"
        " (SELECT COALESCE(MAX(o.number), 0) + 1 FROM meeting o WHERE o.series_id = ?4) END, series_id = ?4,"
        " version = version + 1 WHERE id = ?1", SQL_WRITE },
    [DRAFTS_MOVE] = { "series_heir.drafts_move",
        "UPDATE issued SET unit_id = ?2, body_id = ?3, version = version + 1 WHERE meeting_id = ?1 AND state = 'draft'",
        SQL_WRITE },
    /* what waits for an answer, of the body that went and of those of no body of ours */
    [SAID_MOVE] = { "series_heir.said_move",
        "UPDATE opinion SET unit_id = ?2, body_id = ?3, version = version + 1 WHERE body_id = ?1 AND " UNANSWERED,
        SQL_WRITE },
    [SAID_OUTSIDE] = { "series_heir.said_outside",
        "UPDATE opinion SET unit_id = ?2, version = version + 1 WHERE unit_id = ?1 AND body_id IS NULL AND " UNANSWERED,
        SQL_WRITE },
};
struct sql_list series_heir_sql = SQL_LIST(sql);

/* A body that is no more, and the one that stands in its place. */
struct pair { int64_t from, from_unit; struct body to; struct str unit_was, unit_is; };
struct hosted { int64_t id; struct str name; };

static error run_pair(struct arena *a, struct db *db, int which, int64_t x, int64_t y, int64_t *n)
{
    struct rows *r = db_run(a, db, &series_heir_sql, which);
    BIND(r, x);
    BIND(r, y);
    TRY(rows_end(r));
    if (n) *n = rows_changed(r);
    return NULL;
}

static error unit_words(struct arena *a, struct db *db, int64_t id, struct str *out)
{
    struct unit u;
    TRY(unit_get(a, db, id, &u));
    *out = unit_title(a, &u);
    return NULL;
}

static error pairs_of(struct arena *a, struct db *db, struct pair **out, size_t *n)
{
    int64_t *heir = NULL;
    size_t heirs = 0;
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &series_heir_sql, ENDED);
    BIND(r, term_today(a));
    while (rows_next(r)) {
        LIST_ADD(a, *out, *n, (struct pair){ .from = row_int(r, 0), .from_unit = row_int(r, 1) });
        LIST_ADD(a, heir, heirs, row_int(r, 2));
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < *n; i++) {
        struct pair *p = &(*out)[i];
        TRY(body_get(a, db, heir[i], &p->to));
        TRY(unit_words(a, db, p->from_unit, &p->unit_was));
        TRY(unit_words(a, db, p->to.unit_id, &p->unit_is));
    }
    return NULL;
}

/* ---- who is asked ---- */

/* In series, in briefings to come and their agendas, and in what it raised: the heir instead. */
static error seats(struct arena *a, struct db *db, const struct pair *p)
{
    static const int steps[] = { SEAT_ADD, ASKED_DROP, ITEM_SKIP, ITEM_MOVE };
    int64_t said;
    for (size_t i = 0; i < COUNT(steps); i++) TRY(run_pair(a, db, steps[i], p->from, p->to.id, NULL));
    struct rows *r = db_run(a, db, &series_heir_sql, SEAT_DROP);
    BIND(r, p->from);
    TRY(rows_end(r));
    r = db_run(a, db, &series_heir_sql, ASKED_MOVE);
    BIND(r, p->from);
    BIND(r, p->to.id);
    BIND(r, p->to.name);
    TRY(rows_end(r));
    r = db_run(a, db, &series_heir_sql, SAID_MOVE);
    BIND(r, p->from);
    BIND(r, p->to.unit_id);
    BIND(r, p->to.id);
    TRY(rows_end(r));
    said = rows_changed(r);
    return said ? audit_add(a, db, NULL, "opinion.move", "body", p->from, p->unit_was,
                      str_fmt(a, "%lld → %.*s", (long long)said, STR(p->to.name)))
                : NULL;
}

/* ---- a briefing ---- */

static error cancel(struct arena *a, struct db *db, const struct meeting *m, struct str why)
{
    TRY(meeting_set_state(a, db, NULL, m, MEETING_CANCELLED, why));
    return attend_tell_cancelled(a, db, NULL, m->id, why);
}

static bool to_come(const struct meeting *m) { return m->state == MEETING_PLANNED || m->state == MEETING_INVITED; }

/* Into series_id, its own or the one of that name that is there. One that is planned for a period that is taken is
 * cancelled instead and says why. */
static error meeting_follows(struct arena *a, struct db *db, const struct pair *p, int64_t id, int64_t series_id)
{
    struct meeting m;
    TRY(meeting_row(a, db, id, &m));
    struct rows *r = db_run(a, db, &series_heir_sql, SAME_PERIOD);
    BIND(r, series_id);
    BIND(r, m.period);
    BIND(r, m.id);
    struct str other = rows_next(r) ? row_str(r, 0) : S("");
    TRY(rows_end(r));
    if (other.n && to_come(&m) && m.series_id != series_id)
        return cancel(a, db, &m, str_fmt(a, "%.*s đã thành %.*s; kỳ này họp chung ở phiên “%.*s”.", STR(p->unit_was),
            STR(p->unit_is), STR(other)));
    r = db_run(a, db, &series_heir_sql, MEETING_MOVE);
    BIND(r, m.id);
    BIND(r, p->to.unit_id);
    BIND(r, p->to.id);
    BIND(r, series_id);
    TRY(rows_end(r));
    r = db_run(a, db, &series_heir_sql, DRAFTS_MOVE);
    BIND(r, m.id);
    BIND(r, p->to.unit_id);
    BIND(r, p->to.id);
    TRY(rows_end(r));
    if (to_come(&m)) TRY(meeting_seats_again(a, db, m.id));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, NULL, "meeting.move", "meeting", m.id, m.host_name, p->to.name);
}

/* ---- a series ---- */

/* *to: where its briefings go: itself, or the one of the same name that the heir hosts. A name that another host of
 * the new unit has already gets the old unit's behind it. */
static error series_follows(struct arena *a, struct db *db, const struct pair *p, const struct hosted *s, int64_t *to)
{
    int64_t host = 0;
    struct str name = s->name;
    struct rows *r = db_run(a, db, &series_heir_sql, TWIN);
    BIND(r, p->to.unit_id);
    BIND(r, vn_fold(a, s->name));
    BIND(r, s->id);
    *to = rows_next(r) ? row_int(r, 0) : 0;
    if (*to) host = row_int(r, 1);
    TRY(rows_end(r));
    if (*to && host == p->to.id) {
        TRY(run_pair(a, db, JOIN, s->id, *to, NULL));
        TRY(run_pair(a, db, SERIES_END, s->id, clock_now(), NULL));
        return audit_add(a, db, NULL, "series.join", "meeting_series", s->id, s->name, p->to.name);
    }
    if (*to) name = str_fmt(a, "%.*s (%.*s)", STR(s->name), STR(p->unit_was));
    *to = s->id;
    r = db_run(a, db, &series_heir_sql, SERIES_MOVE);
    BIND(r, s->id);
    BIND(r, p->to.unit_id);
    BIND(r, p->to.id);
    BIND(r, name);
    BIND(r, vn_fold(a, name));
    TRY(rows_end(r));
    return audit_add(a, db, NULL, "series.move", "meeting_series", s->id, p->unit_was, p->to.name);
}

static error hosted_rows(struct arena *a, struct rows *r, struct hosted **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    while (rows_next(r)) LIST_ADD(a, *out, *n, (struct hosted){ row_int(r, 0), row_str(r, 1) });
    return rows_end(r);
}

/* body_id 0: none of that host's; series_id 0: of no series. */
static error unfinished(struct arena *a, struct db *db, int64_t body_id, int64_t series_id, int64_t **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &series_heir_sql, UNFINISHED);
    BIND(r, body_id);
    BIND(r, series_id);
    while (rows_next(r)) LIST_ADD(a, *out, *n, row_int(r, 0));
    return rows_end(r);
}

static error host_follows(struct arena *a, struct db *db, const struct pair *p)
{
    struct hosted *s;
    struct meeting m;
    int64_t *id, to;
    size_t n, meetings;
    struct rows *r = db_run(a, db, &series_heir_sql, SERIES_OF);
    BIND(r, p->from);
    TRY(hosted_rows(a, r, &s, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(series_follows(a, db, p, &s[i], &to));
        TRY(unfinished(a, db, 0, s[i].id, &id, &meetings));
        for (size_t k = 0; k < meetings; k++) TRY(meeting_follows(a, db, p, id[k], to));
    }
    if (n && p->to.unit_id != p->from_unit) TRY(run_pair(a, db, SAID_OUTSIDE, p->from_unit, p->to.unit_id, NULL));
    TRY(unfinished(a, db, p->from, 0, &id, &meetings));    /* of a series that another body hosts by now */
    for (size_t k = 0; k < meetings; k++) {
        TRY(meeting_row(a, db, id[k], &m));
        TRY(meeting_follows(a, db, p, id[k], m.series_id));
    }
    return NULL;
}

/* ---- nobody clearly succeeds ---- */

static error lost(struct arena *a, struct db *db)
{
    struct hosted *s;
    size_t n, meetings;
    int64_t *id;
    struct rows *r = db_run(a, db, &series_heir_sql, LOST);
    BIND(r, term_today(a));
    TRY(hosted_rows(a, r, &s, &n));
    for (size_t i = 0; i < n; i++) {
        TRY(unfinished(a, db, 0, s[i].id, &id, &meetings));
        for (size_t k = 0; k < meetings; k++) {
            struct meeting m;
            TRY(meeting_row(a, db, id[k], &m));
            if (!to_come(&m)) continue;
            TRY(cancel(a, db, &m, str_fmt(a, "%.*s đã chia hoặc kết thúc, không có một đơn vị kế tục duy nhất. Văn "
                "phòng của đơn vị mới lập loạt giao ban của mình.", STR(m.unit_name))));
        }
        TRY(run_pair(a, db, SERIES_END, s[i].id, clock_now(), NULL));
        TRY(audit_add(a, db, NULL, "series.end", "meeting_series", s[i].id, S(""), s[i].name));
    }
    return NULL;
}

/* Seats first, so that series which become one ask for the heirs alone. */
error series_heirs(struct arena *a, struct db *db)
{
    struct pair *p;
    size_t n;
    TRY(pairs_of(a, db, &p, &n));
    for (size_t i = 0; i < n; i++) TRY(seats(a, db, &p[i]));
    for (size_t i = 0; i < n; i++) TRY(host_follows(a, db, &p[i]));
    return lost(a, db);
}
