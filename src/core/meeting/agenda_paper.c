/* agenda_paper.c - the papers of an item, reports of ours and files, and the comments beside their pages. See agenda.h.
 * Owns the tables agenda_paper, agenda_paper_file, paper_comment. */
#include "core/meeting/agenda_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_row.h"
#include "core/office/audit.h"
#include "core/office/person.h"
#include "vn/period.h"

#define SELECT_PAPER \
    "SELECT p.id, p.item_id, p.report_id, p.made_at, p.pages, p.name, p.format, " \
    PERSON_THEN("p.made_by", "p.made_at", "n.name") ", p.text, p.late," \
    " (SELECT COUNT(*) FROM paper_comment c WHERE c.paper_id = p.id), i.meeting_id, i.body_id FROM agenda_paper p" \
    " JOIN agenda_item i ON i.id = p.item_id JOIN account k ON k.id = p.made_by JOIN person n ON n.id = k.person_id"
enum { OF_MEETING, REPORTS, REPORT_GO, ADD, REPORT_KEEP, ALL_OF, LATE };
static const struct sql sql[] = {
    [OF_MEETING] = { "agenda_paper.of_meeting", SELECT_PAPER " WHERE i.meeting_id = ?1"
        " ORDER BY i.ordinal, p.ordinal, p.id", SQL_READ },
    /* reports that should stand at the item, and those that stand there: a row each, 0 for what is not there */
    [REPORTS] = { "agenda_paper.reports",
        "SELECT r.id, r.title, r.pages, r.source_format, r.submitted_at, COALESCE(p.id, 0), COALESCE(r.submitted_by,"
        " r.made_by) FROM report r LEFT JOIN agenda_paper p ON p.report_id = r.id AND p.item_id = ?1"
        " WHERE r.body_id = ?2 AND r.period_to BETWEEN ?3 AND ?4 AND r.state IN ('submitted', 'approved')"
        " ORDER BY r.period_to DESC, r.period_from, r.id", SQL_READ },
    [REPORT_GO] = { "agenda_paper.report_go",
        "DELETE FROM agenda_paper WHERE item_id = ?1 AND report_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM"
        " paper_comment c WHERE c.paper_id = agenda_paper.id) AND NOT EXISTS (SELECT 1 FROM report r WHERE r.id ="
        " agenda_paper.report_id AND r.body_id = ?2 AND r.period_to BETWEEN ?3 AND ?4 AND r.state IN ('submitted',"
        " 'approved'))", SQL_WRITE },
    [ADD] = { "agenda_paper.add",
        "INSERT INTO agenda_paper (id, item_id, ordinal, name, report_id, format, pages, text, late, made_by, made_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", SQL_WRITE },
    [REPORT_KEEP] = { "agenda_paper.report_keep",
        "UPDATE agenda_paper SET name = ?2, ordinal = ?3, late = ?4, made_at = ?5 WHERE id = ?1", SQL_WRITE },
    [ALL_OF] = { "agenda_paper.all_of",
        "SELECT p.id, p.made_at, p.late FROM agenda_paper p JOIN agenda_item i ON i.id = p.item_id"
        " WHERE i.meeting_id = ?1 ORDER BY p.id", SQL_READ },
    [LATE] = { "agenda_paper.late", "UPDATE agenda_paper SET late = ?2 WHERE id = ?1", SQL_WRITE },
};
struct sql_list agenda_paper_sql = SQL_LIST(sql);

static struct agenda_paper row_of(struct rows *r)
{
    return (struct agenda_paper){ .id = row_int(r, 0), .item_id = row_int(r, 1), .report_id = row_int(r, 2),
        .at = row_int(r, 3), .pages = row_int(r, 4), .name = row_str(r, 5), .format = row_str(r, 6),
        .by = row_str(r, 7), .text = row_str(r, 8), .late = row_int(r, 9) != 0,
        .comments = (size_t)row_int(r, 10) };
}

error agenda_papers(struct arena *a, struct db *db, const struct meeting *m, struct agenda_papers *out)
{
    *out = (struct agenda_papers){ 0 };
    struct rows *r = db_run(a, db, &agenda_paper_sql, OF_MEETING);
    BIND(r, m->id);
    while (rows_next(r)) LIST_ADD(a, out->row, out->n, row_of(r));
    return rows_end(r);
}

/* Handed in after the last day on which the series still takes papers. */
static bool is_late(struct arena *a, const struct meeting *m, int64_t at)
{
    struct day last, day;
    return m->papers_by.n && at && day_read(m->papers_by, &last) && day_read(clock_day(a, at), &day)
        && day_number(day) > day_number(last);
}

/* ---- reports, in the job that builds ---- */

struct report_paper { int64_t report_id, pages, at, id, by; struct str title, format; };

static error report_add(struct arena *a, struct db *db, const struct meeting *m, int64_t item_id, int64_t ordinal,
    const struct report_paper *p)
{
    int64_t id;
    TRY(db_next_id(a, db, "agenda_paper", &id));
    struct rows *r = db_run(a, db, &agenda_paper_sql, ADD);
    BIND(r, id);
    BIND(r, item_id);
    BIND(r, ordinal);
    BIND(r, p->title);
    BIND(r, p->report_id);
    BIND(r, p->format);
    BIND(r, p->pages);
    BIND(r, S(""));
    BIND(r, is_late(a, m, p->at));
    BIND(r, p->by);
    BIND(r, p->at);
    return rows_end(r);
}

static error report_keep(struct arena *a, struct db *db, const struct meeting *m, int64_t ordinal,
    const struct report_paper *p)
{
    struct rows *r = db_run(a, db, &agenda_paper_sql, REPORT_KEEP);
    BIND(r, p->id);
    BIND(r, p->title);
    BIND(r, ordinal);
    BIND(r, is_late(a, m, p->at));
    BIND(r, p->at);
    return rows_end(r);
}

error agenda_reports_put(struct arena *a, struct db *db, const struct meeting *m,
    const struct agenda_item *item)
{
    struct report_paper *list = NULL;
    size_t n = 0;
    struct period p;
    bool known = period_read(m->period, &p);
    assert(known);
    struct rows *r = db_run(a, db, &agenda_paper_sql, REPORT_GO);
    BIND(r, item->id);
    BIND(r, item->body_id);
    BIND(r, day_write(a, p.from));
    BIND(r, day_write(a, p.to));
    TRY(rows_end(r));
    r = db_run(a, db, &agenda_paper_sql, REPORTS);
    BIND(r, item->id);
    BIND(r, item->body_id);
    BIND(r, day_write(a, p.from));
    BIND(r, day_write(a, p.to));
    while (rows_next(r)) {
        struct report_paper one = { .report_id = row_int(r, 0), .title = row_str(r, 1), .pages = row_int(r, 2),
            .format = row_str(r, 3), .at = row_int(r, 4), .id = row_int(r, 5), .by = row_int(r, 6) };
        LIST_ADD(a, list, n, one);
    }
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++)
        TRY(list[i].id ? report_keep(a, db, m, (int64_t)i + 1, &list[i])
                       : report_add(a, db, m, item->id, (int64_t)i + 1, &list[i]));
    return NULL;
}

error agenda_papers_again(struct arena *a, struct db *db, int64_t meeting_id)
{
    struct paper { int64_t id, at; bool late; } *list = NULL;
    size_t n = 0;
    struct meeting m;
    TRY(meeting_row(a, db, meeting_id, &m));
    struct rows *r = db_run(a, db, &agenda_paper_sql, ALL_OF);
    BIND(r, meeting_id);
    while (rows_next(r)) LIST_ADD(a, list, n, (struct paper){ row_int(r, 0), row_int(r, 1), row_int(r, 2) != 0 });
    TRY(rows_end(r));
    for (size_t i = 0; i < n; i++) {
        bool late = is_late(a, &m, list[i].at);
        if (late == list[i].late) continue;
        r = db_run(a, db, &agenda_paper_sql, LATE);
        BIND(r, list[i].id);
        BIND(r, late);
        TRY(rows_end(r));
    }
    return NULL;
}
