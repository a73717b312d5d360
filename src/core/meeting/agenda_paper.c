/* agenda_paper.c - the papers of an item: reports of ours, and files. See agenda.h.
 * Owns the tables agenda_paper and agenda_paper_file; comments are paper_comment.c. */
#include "core/meeting/agenda_row.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/meeting/live.h"
#include "core/meeting/meeting_row.h"
#include "core/meeting/paper_text.h"
#include "core/office/audit.h"
#include "core/office/person.h"
#include "vn/period.h"

#define SELECT_PAPER \
    "SELECT p.id, p.item_id, p.report_id, p.made_at, p.pages, p.name, p.format, " \
    PERSON_THEN("p.made_by", "p.made_at", "n.name") ", p.text, p.late," \
    " (SELECT COUNT(*) FROM paper_comment c WHERE c.paper_id = p.id), i.meeting_id, p.made_by FROM agenda_paper p" \
    " JOIN agenda_item i ON i.id = p.item_id JOIN account k ON k.id = p.made_by JOIN person n ON n.id = k.person_id"
enum { OF_MEETING, ONE, REPORTS, REPORT_GO, ADD, FILE_ADD, FILE_GET, FILE_GO, GO, REPORT_KEEP, ALL_OF, LATE };
static const struct sql sql[] = {
    [OF_MEETING] = { "agenda_paper.of_meeting", SELECT_PAPER " WHERE i.meeting_id = ?1"
        " ORDER BY i.ordinal, p.ordinal, p.id", SQL_READ },
    [ONE] = { "agenda_paper.one", SELECT_PAPER " WHERE p.id = ?1", SQL_READ },
    [FILE_ADD] = { "agenda_paper.file_add", "INSERT INTO agenda_paper_file (paper_id, content) VALUES (?1, ?2)",
        SQL_WRITE },
    [FILE_GET] = { "agenda_paper.file_get", "SELECT content FROM agenda_paper_file WHERE paper_id = ?1", SQL_READ },
    [FILE_GO] = { "agenda_paper.file_go", "DELETE FROM agenda_paper_file WHERE paper_id = ?1", SQL_WRITE },
    [GO] = { "agenda_paper.go", "DELETE FROM agenda_paper WHERE id = ?1", SQL_WRITE },
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
        .comments = (size_t)row_int(r, 10), .made_by = row_int(r, 12) };
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

static void bind_report(struct rows *r, int64_t id)
{
    bind_id(r, id);
}

struct report_paper { int64_t report_id, pages, at, id, by; struct str title, format; };

/* One more paper of an item; item.ordinal is where it stands among the item's papers. */
struct new_paper { int64_t id, item_id, ordinal, report_id, pages, by, at; struct str name, format, text; };

static error add(struct arena *a, struct db *db, const struct meeting *m, struct new_paper *p)
{
    TRY(db_next_id(a, db, "agenda_paper", &p->id));
    struct rows *r = db_run(a, db, &agenda_paper_sql, ADD);
    BIND(r, p->id);
    BIND(r, p->item_id);
    BIND(r, p->ordinal);
    BIND(r, p->name);
    bind_report(r, p->report_id);
    BIND(r, p->format);
    BIND(r, p->pages);
    BIND(r, p->text);
    BIND(r, is_late(a, m, p->at));
    BIND(r, p->by);
    BIND(r, p->at);
    return rows_end(r);
}

static error report_add(struct arena *a, struct db *db, const struct meeting *m, int64_t item_id, int64_t ordinal,
    const struct report_paper *p)
{
    struct new_paper new = { .item_id = item_id, .ordinal = ordinal, .report_id = p->report_id, .pages = p->pages,
        .by = p->by, .at = p->at, .name = p->title, .format = p->format, .text = S("") };
    return add(a, db, m, &new);
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

/* ---- one paper ---- */

error agenda_paper_row(struct arena *a, struct db *db, int64_t id, struct agenda_paper *out, int64_t *meeting_id,
    int64_t *by)
{
    struct rows *r = db_run(a, db, &agenda_paper_sql, ONE);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) {
        *out = row_of(r);
        *meeting_id = row_int(r, 11);
        *by = row_int(r, 12);
    }
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy tài liệu này. Mở lại chương trình của phiên giao ban.");
}

error agenda_paper_get(struct arena *a, struct db *db, const struct who *who, int64_t id, struct agenda_paper *out,
    struct meeting *of)
{
    int64_t meeting_id, by;
    TRY(policy_check_route(a, who, MAY_READ_MEETING));
    TRY(agenda_paper_row(a, db, id, out, &meeting_id, &by));
    return meeting_get(a, db, who, meeting_id, of);
}

error agenda_paper_bytes(struct arena *a, struct db *db, int64_t id, struct bytes *out)
{
    struct rows *r = db_run(a, db, &agenda_paper_sql, FILE_GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = row_bytes(r, 0);
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Tài liệu này không có tệp kèm. Mở báo cáo để tải bản gốc.");
}

/* ---- files ---- */

struct adding { const struct who *who; struct new_paper paper; struct bytes content; };

/* The office, or the body whose item it is; until the briefing is over. */
static error may_add(struct arena *a, struct db *db, const struct who *who, int64_t item_id, struct meeting *m)
{
    struct agenda_item item;
    TRY(policy_check_route(a, who, MAY_READ_MEETING));
    TRY(agenda_item_get(a, db, item_id, &item));
    TRY(meeting_get(a, db, who, item.meeting_id, m));
    if (policy_check(a, db, who, MAY_PLAN_MEETING, m->unit_id, 0, S("")))
        TRY(policy_check(a, db, who, MAY_RAISE, m->unit_id, item.body_id, S("")));
    if (m->state <= MEETING_OPEN) return NULL;
    return FAIL(a, ERR_CONFLICT, "“%.*s” ở bước “%s” nên không nhận thêm tài liệu.", STR(m->title),
        meeting_state_name(m->state));
}

static error add_job(struct arena *a, struct db *db, void *arg)
{
    struct adding *job = arg;
    struct meeting m;
    TRY(may_add(a, db, job->who, job->paper.item_id, &m));
    job->paper.by = job->who->account_id;
    job->paper.at = clock_now();
    job->paper.ordinal = 1000;                     /* behind the reports, in the order of coming */
    TRY(add(a, db, &m, &job->paper));
    struct rows *r = db_run(a, db, &agenda_paper_sql, FILE_ADD);
    BIND(r, job->paper.id);
    BIND(r, job->content);
    TRY(rows_end(r));
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, "paper.add", "meeting", m.id, S(""), job->paper.name);
}

error agenda_paper_add(struct arena *a, struct store *s, const struct who *who, int64_t item_id, struct str name,
    struct bytes content, int64_t *id)
{
    struct adding job = { .who = who, .content = content };
    struct paper_reading read;
    struct meeting m;
    struct db *db;
    TRY(store_reader(s, &db));
    TRY(may_add(a, db, who, item_id, &m));         /* before a stranger's file is opened */
    TRY(paper_read(a, content, name, &read));
    job.paper = (struct new_paper){ .item_id = item_id, .name = name, .format = read.format, .pages = read.pages,
        .text = read.text };
    TRY(db_write(a, s, add_job, &job));
    *id = job.paper.id;
    return NULL;
}

struct dropping { const struct who *who; int64_t id; };

static error drop_job(struct arena *a, struct db *db, void *arg)
{
    const struct dropping *job = arg;
    struct agenda_paper p;
    struct meeting m;
    int64_t meeting_id, by;
    TRY(agenda_paper_get(a, db, job->who, job->id, &p, &m));
    TRY(agenda_paper_row(a, db, job->id, &p, &meeting_id, &by));
    if (by != job->who->account_id) TRY(policy_check(a, db, job->who, MAY_PLAN_MEETING, m.unit_id, 0, S("")));
    TRY(agenda_over_check(a, &m));
    if (p.report_id)
        return FAIL(a, ERR_CONFLICT, "Báo cáo của kỳ luôn kèm theo mục này. Trả lại báo cáo nếu cần sửa.");
    if (p.comments)
        return FAIL(a, ERR_CONFLICT, "“%.*s” đã có ý kiến góp vào nên không bỏ được. Gửi thêm bản mới bên cạnh.",
            STR(p.name));
    static const int steps[] = { FILE_GO, GO };
    for (size_t i = 0; i < COUNT(steps); i++) {
        struct rows *r = db_run(a, db, &agenda_paper_sql, steps[i]);
        BIND(r, p.id);
        TRY(rows_end(r));
    }
    TRY(live_touch(a, db, m.id));
    return audit_add(a, db, job->who, "paper.drop", "meeting", m.id, p.name, S(""));
}

error agenda_paper_drop(struct arena *a, struct store *s, const struct who *who, int64_t id)
{
    struct dropping job = { who, id };
    return db_write(a, s, drop_job, &job);
}
