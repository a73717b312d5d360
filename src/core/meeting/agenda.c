/* agenda.c - the items of a briefing: read, written by hand, moved, and which one is on. Building is agenda_build.c,
 * papers are agenda_paper.c. See agenda.h. Owns the table agenda_item. Must never lose the time that an item took. */
#include "core/meeting/agenda_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/body.h"

enum { OF_MEETING, ADD, CHANGE, PLACE, GO, HELD, STATE, TIME_KEPT, ON };
static const struct sql sql[] = {
    [OF_MEETING] = { "agenda.of_meeting",
        "SELECT i.id, i.meeting_id, i.ordinal, i.kind, i.title, i.words, i.minutes, i.body_id, i.report_id, i.task_id,"
        " i.opinion_id, i.state, i.began_at, i.spent, i.version, "
        BODY_NAME_THEN("b.id", "m.day", "b.name") ", " BODY_SHORT_THEN("b.id", "m.day", "b.short_name")
        ", (SELECT COUNT(*) FROM agenda_paper p WHERE p.item_id = i.id)"
        " FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN body b ON b.id = i.body_id"
        " WHERE i.meeting_id = ?1 AND (?2 = 0 OR i.id = ?2) ORDER BY i.ordinal, i.id", SQL_READ },
    [ADD] = { "agenda.add",
        "INSERT INTO agenda_item (id, meeting_id, ordinal, kind, title, words, minutes, body_id, report_id, task_id,"
        " opinion_id, state, spent, version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'waiting', 0, 1)", SQL_WRITE },
    [CHANGE] = { "agenda.change",
        "UPDATE agenda_item SET title = ?2, words = ?3, minutes = ?4, body_id = ?5, report_id = ?6, version = ?7"
        " WHERE id = ?1", SQL_WRITE },
    [PLACE] = { "agenda.place", "UPDATE agenda_item SET ordinal = ?2 WHERE id = ?1 AND ordinal <> ?2", SQL_WRITE },
    [GO] = { "agenda.go", "DELETE FROM agenda_item WHERE id = ?1", SQL_WRITE },
    [HELD] = { "agenda.held",
        "SELECT (SELECT COUNT(*) FROM agenda_paper p WHERE p.item_id = ?1 AND (p.report_id IS NULL OR EXISTS"
        " (SELECT 1 FROM paper_comment c WHERE c.paper_id = p.id)))"
        " + (SELECT COUNT(*) FROM speech s WHERE s.item_id = ?1) + (SELECT COUNT(*) FROM opinion o WHERE o.item_id"
        " = ?1) + (SELECT COUNT(*) FROM directive d WHERE d.item_id = ?1)", SQL_READ },
    [STATE] = { "agenda.state",
        "UPDATE agenda_item SET state = ?2, began_at = ?3, version = version + 1 WHERE id = ?1", SQL_WRITE },
    [TIME_KEPT] = { "agenda.time_kept",
        "UPDATE agenda_item SET spent = spent + ?2 - began_at, began_at = NULL, state = 'done', version = version + 1"
        " WHERE meeting_id = ?1 AND began_at IS NOT NULL", SQL_WRITE },
    [ON] = { "agenda.on", "UPDATE meeting SET item_id = ?2 WHERE id = ?1", SQL_WRITE },
};
struct sql_list agenda_sql = SQL_LIST(sql);

static const char *const kinds[ITEM_KIND_COUNT] = {
    [ITEM_OPENING] = "opening", [ITEM_MISSING] = "missing", [ITEM_CARRIED] = "carried",
    [ITEM_DIFFICULTY] = "difficulty", [ITEM_PACK] = "pack", [ITEM_REPORT] = "report", [ITEM_TALK] = "talk",
    [ITEM_CONCLUDE] = "conclude", [ITEM_OTHER] = "other",
};
static const char *const states[] = { [ITEM_WAITING] = "waiting", [ITEM_ON] = "on", [ITEM_DONE] = "done",
    [ITEM_SKIPPED] = "skipped" };

/* ---- reading ---- */

static int named(const char *const *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(name, str_c(names[i]))) return (int)i;
    return 0;
}

static struct agenda_item row_of(struct rows *r)
{
    struct agenda_item i = { .id = row_int(r, 0), .meeting_id = row_int(r, 1), .ordinal = row_int(r, 2),
        .kind = (enum item_kind)named(kinds, COUNT(kinds), row_str(r, 3)), .title = row_str(r, 4),
        .words = row_str(r, 5), .minutes = (int)row_int(r, 6), .body_id = row_int(r, 7), .report_id = row_int(r, 8),
        .task_id = row_int(r, 9), .opinion_id = row_int(r, 10),
        .state = (enum item_state)named(states, COUNT(states), row_str(r, 11)), .began_at = row_int(r, 12),
        .spent = row_int(r, 13), .version = row_int(r, 14), .body_name = row_str(r, 15), .body_short = row_str(r, 16),
        .papers = (size_t)row_int(r, 17) };
    if (i.began_at && clock_now() > i.began_at) i.spent += clock_now() - i.began_at;
    return i;
}

static error list_of(struct arena *a, struct db *db, int64_t meeting_id, int64_t item_id, struct agenda *out)
{
    *out = (struct agenda){ 0 };
    struct rows *r = db_run(a, db, &agenda_sql, OF_MEETING);
    BIND(r, meeting_id);
    BIND(r, item_id);
    while (rows_next(r)) {
        struct agenda_item i = row_of(r);
        if (i.state != ITEM_SKIPPED) out->minutes += i.minutes;
        LIST_ADD(a, out->item, out->n, i);
    }
    return rows_end(r);
}

error agenda_rows(struct arena *a, struct db *db, int64_t meeting_id, struct agenda *out)
{
    return list_of(a, db, meeting_id, 0, out);
}

error agenda_get(struct arena *a, struct db *db, const struct meeting *m, struct agenda *out)
{
    return list_of(a, db, m->id, 0, out);
}
