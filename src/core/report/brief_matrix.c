/* brief_matrix.c - who has reported which month, and how late: brief_submissions() of brief.h. Reads only. */
#include "base/machine.h"
#include "core/office/body.h"
#include "core/grow.h"
#include "core/report/brief.h"
#include "core/report/brief_rows.h"
#include "core/report/due.h"
#include "core/report/figure_row.h"
#include "core/report/report_row.h"

enum { REPORTS };
static const struct sql sql[] = {
    [REPORTS] = { "brief_matrix.reports",
        "SELECT r.id, r.body_id, r.state, r.period, r.submitted_at, (SELECT COUNT(*) FROM figure f "
        "WHERE f.report_id = r.id AND f.state = 'read') FROM report r WHERE r.unit_id = ?1 "
        "AND r.period_from <= ?3 AND r.period_to >= ?2 AND r.period_to <= ?4 "
        "ORDER BY r.body_id, r.period_from, r.id",
        SQL_READ },
};
struct sql_list brief_matrix_sql = SQL_LIST(sql);

struct handed { int64_t id, body_id, submitted_at, undecided; enum report_state state; struct period period; };

static int64_t today(struct arena *a)
{
    struct day day;
    bool known = day_read(clock_day(a, clock_now()), &day);
    assert(known);
    return day_number(day);
}

static int64_t day_of(struct arena *a, int64_t at)
{
    struct day day;
    return at && day_read(clock_day(a, at), &day) ? day_number(day) : 0;
}

static int64_t span_days(struct period p) { return day_number(p.to) - day_number(p.from); }

/* The report of the month, else the shortest longer one that covers it. */
static const struct handed *report_for(const struct handed *list, size_t n, int64_t body_id, struct period month)
{
    const struct handed *best = NULL;
    for (size_t i = 0; i < n; i++)
        if (list[i].body_id == body_id && period_has(list[i].period, month) &&
            (!best || span_days(list[i].period) < span_days(best->period)))
            best = &list[i];
    return best;
}

static void say_cell(struct arena *a, struct submission_cell *c)
{
    static const struct { const char *letter, *label; } marks[] = {
        [SUBMISSION_NONE] = { "C", .label = "chưa nộp" },
        [SUBMISSION_DRAFT] = { "B", .label = "bản nháp" },
        [SUBMISSION_SUBMITTED] = { "N", .label = "đã nộp" },
        [SUBMISSION_RETURNED] = { "L", .label = "trả lại" },
        [SUBMISSION_APPROVED] = { "D", .label = "đã duyệt" },
        [SUBMISSION_NOT_DUE] = { "–", .label = "chưa đến kỳ" } };
    c->letter = str_c(marks[c->state].letter);
    c->words = SAY(marks[c->state].label);
    if (!c->late_days) return;
    if (c->state == SUBMISSION_NONE) {
        c->letter = str_fmt(a, "T%d", c->late_days);
        c->words = str_fmt(a, say("trễ %d ngày, chưa nộp"), c->late_days);
    } else {
        c->words = str_fmt(a, say("%.*s, trễ %d ngày"), STR(c->words), c->late_days);
    }
}

/* By which day each month of the year is due: due[1] January. A report lies within one year. */
static error due_days(struct arena *a, struct db *db, int64_t unit_id, int year, int64_t due[13])
{
    struct day day;
    for (int month = 1; month <= 12; month++) {
        TRY(due_day(a, db, unit_id, period_make(PERIOD_MONTH, year, month), &day));
        due[month] = day_number(day);
    }
    return NULL;
}

static struct submission_cell cell_of(struct arena *a, const struct handed *report, struct period month,
    const int64_t *due_of)
{
    static const enum submission of_state[] = { SUBMISSION_DRAFT, SUBMISSION_SUBMITTED, SUBMISSION_RETURNED,
        SUBMISSION_APPROVED };
    struct submission_cell c = { 0 };
    int64_t now = today(a), due = due_of[month.number];
    if (report) {
        due = due_of[report->period.to.month];     /* of a longer report: due with its last month */
        c.state = of_state[report->state];
        c.report_id = report->id;
        c.undecided = report->undecided;
        bool handed_in = report->state == REPORT_SUBMITTED || report->state == REPORT_APPROVED;
        int64_t when = handed_in ? day_of(a, report->submitted_at) : now;
        c.late_days = when > due ? (int)(when - due) : 0;
    } else {
        c.state = now < day_number(month.from) ? SUBMISSION_NOT_DUE : SUBMISSION_NONE;
        c.late_days = now > due ? (int)(now - due) : 0;
    }
    say_cell(a, &c);
    return c;
}

static error handed_reports(
    struct arena *a, struct db *db, int64_t unit_id, struct period period, struct handed **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &brief_matrix_sql, REPORTS);
    BIND(r, unit_id);
    BIND(r, day_write(a, period.from));
    BIND(r, day_write(a, period.to));
    BIND(r, day_write(a, (struct day){ period.to.year, 12, 31 }));     /* a report lies within one year */
    while (rows_next(r)) {
        struct handed h = { .id = row_int(r, 0),
            .body_id = row_int(r, 1),
            .submitted_at = row_int(r, 4),
            .undecided = row_int(r, 5),
            .state = (enum report_state)name_index(report_state_names, REPORT_STATE_COUNT, row_str(r, 2)) };
        if (period_read(row_str(r, 3), &h.period)) LIST_ADD(a, *out, *n, h);
    }
    return rows_end(r);
}

error brief_period(struct arena *a, struct str period, struct period *out)
{
    bool known = period_read(period, out) && out->type != PERIOD_NONE && out->type != PERIOD_TERM &&
                 out->type != PERIOD_RANGE;
    return known ? NULL
                 : FAIL(a, ERR_INPUT,
                       "Kỳ “%.*s” chưa đúng. Ghi như 2023-06 (tháng), 2023-Q2 (quý), 2023-H1 (6 tháng), "
                       "2023-9M (9 tháng), 2023 (năm).",
                       STR(period));
}

error brief_submissions(struct arena *a, struct db *db, const struct who *who, int64_t unit_id,
    struct str period, struct submission_matrix *out)
{
    struct period whole;
    struct body_list bodies;
    struct handed *reports;
    size_t n;
    TRY(policy_check(a, db, who, MAY_READ_UNIT, unit_id, 0, S("")));
    TRY(brief_period(a, period, &whole));
    TRY(body_list(a, db, unit_id, day_write(a, whole.to), &bodies));
    TRY(handed_reports(a, db, unit_id, whole, &reports, &n));
    enum { MONTHS_MOST = 12 };
    int64_t due[MONTHS_MOST + 1];
    TRY(due_days(a, db, unit_id, whole.from.year, due));
    struct period months[MONTHS_MOST];
    *out = (struct submission_matrix){ .month = NEW_N(a, struct str, MONTHS_MOST),
        .month_short = NEW_N(a, struct str, MONTHS_MOST),
        .row = NEW_N(a, struct submission_row, bodies.n + 1) };
    for (struct period m = period_of_day(PERIOD_MONTH, whole.from);
         out->months < MONTHS_MOST && period_has(whole, m); m = period_next(m)) {
        months[out->months] = m;
        out->month[out->months] = period_write(a, m);
        out->month_short[out->months++] = month_short(a, m.number);
    }
    for (size_t b = 0; b < bodies.n; b++) {
        const struct body *body = &bodies.body[b];
        if (!body->reports) continue;
        struct submission_row *row = &out->row[out->rows++];
        *row = (struct submission_row){ body->id, body->organisation, body->name, body->short_name,
            NEW_N(a, struct submission_cell, out->months + 1) };
        for (size_t m = 0; m < out->months; m++)
            row->cell[m] = cell_of(a, report_for(reports, n, body->id, months[m]), months[m], due);
    }
    return NULL;
}

bool brief_is_complete(const struct submission_matrix *m, struct str organisation)
{
    for (size_t i = 0; i < m->rows; i++) {
        if (organisation.n && !str_is(m->row[i].organisation, organisation)) continue;
        for (size_t c = 0; c < m->months; c++)
            if (m->row[i].cell[c].state != SUBMISSION_APPROVED) return false;
    }
    return true;
}
