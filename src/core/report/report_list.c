/* report_list.c - lists of reports, and what happened to one: the looking part of report.h that walks over many
 * rows. A list reads what it shows and counts the rest; it never checks figures. */
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/body.h"
#include "core/office/person.h"
#include "core/office/unit.h"
#include "core/report/closing.h"
#include "core/report/figure_row.h"
#include "core/report/report.h"
#include "core/report/report_row.h"
#include "vn/period.h"

enum { BODIES, CANDIDATES, SHOWN, NAME, HISTORY };
/* The units from ?1 down. */
#define BELOW "unit t CROSS JOIN unit u "
#define IS_BELOW "t.id = ?1 AND u.tree_from BETWEEN t.tree_from AND t.tree_to "
#define OF_STATE(state) \
    "(SELECT COUNT(*) FROM report r WHERE r.body_id = b.id AND r.state = '" state "' AND r.period_to >= ?3 " \
    "AND r.period_to <= ?4 AND r.period_from >= ?3)"
#define FIGURES_OF(state) "(SELECT COUNT(*) FROM figure f WHERE f.report_id = r.id AND f.state = '" state "')"
static const struct sql sql[] = {
    [BODIES] = { "report_list.bodies",
        "SELECT b.id, b.name, b.short_name, b.organisation, u.id, u.kind, u.name, u.tree_from, " OF_STATE("draft") ", "
        OF_STATE("submitted") ", " OF_STATE("returned") ", " OF_STATE("approved") ", "
        "(SELECT MAX(r.period_to) FROM report r WHERE r.unit_id = u.id AND r.period_to <= ?4) "
        "FROM " BELOW "CROSS JOIN body b WHERE " IS_BELOW "AND b.unit_id = u.id AND (?2 = 0 OR b.id = ?2)",
        SQL_READ },
    [CANDIDATES] = { "report_list.candidates",
        "SELECT r.id, r.unit_id, u.tree_from, r.body_id, r.state FROM " BELOW "CROSS JOIN report r "
        "JOIN body b ON b.id = r.body_id WHERE " IS_BELOW "AND r.unit_id = u.id AND (?2 = 0 OR r.body_id = ?2) "
        "AND r.period_to >= ?3 AND r.period_to <= ?4 AND r.period_from >= ?3 AND (?5 = '' OR r.state = ?5) "
        "ORDER BY r.period_to DESC, r.period_from DESC, u.tree_from, b.ordinal, b.id",
        SQL_READ },
    [SHOWN] = { "report_list.shown",
        "SELECT r.body_id, r.version, r.period, r.state, r.title, r.source_name, r.source_format, r.source_encoding, "
        "r.source_sha256, r.made_by, r.submitted_by, r.decided_by, r.made_at, r.changed_at, r.submitted_at, "
        "r.decided_at, r.return_reason, r.counted, " FIGURES_OF("confirmed") ", " FIGURES_OF("rejected") ", "
        FIGURES_OF("read") ", CASE WHEN r.state IN ('draft', 'returned') THEN r.text ELSE '' END "
        "FROM report r WHERE r.id = ?1",
        SQL_READ },
    [NAME] = { "report_list.name",
        "SELECT p.name FROM account c JOIN person p ON p.id = c.person_id WHERE c.id = ?1", SQL_READ },
    [HISTORY] = { "report_list.history",
        "SELECT x.at, " PERSON_THEN("x.account_id", "x.at", "p.name") ", x.act, x.before, x.after, x.why,"
        " x.object, x.object_id FROM audit x "
        "LEFT JOIN account c ON c.id = x.account_id "
        "LEFT JOIN person p ON p.id = c.person_id WHERE (x.object = 'report' "
        "AND x.object_id = ?1) OR (x.object = 'figure' AND x.object_id IN (SELECT id FROM figure "
        "WHERE report_id = ?1)) ORDER BY x.seq",
        SQL_READ },
};
struct sql_list report_list_sql = SQL_LIST(sql);

/* ---- whose reports ---- */

struct listed_body {
    int64_t id, unit_id, tree, reports[REPORT_STATE_COUNT];
    struct str name, short_name, organisation, unit;
};
struct named { int64_t account_id; struct str name; };
struct listing {
    struct arena *a;
    struct db *db;
    const struct who *who;
    int64_t unit_id, body_id;
    int state;                                     /* -1 any */
    struct str from, to, newest;                   /* days that the periods lie within; the last one that any has */
    struct listed_body *body; size_t bodies;
    struct named *name; size_t names;
};

/* Written days stand in order as they are. */
static int day_order(struct str x, struct str y)
{
    assert(x.n == 10 && y.n == 10);
    return memcmp(x.p, y.p, 10);
}

static error read_bodies(struct listing *l)
{
    struct arena *a = l->a;
    struct unit unit = { 0 };
    struct str title = S("");
    struct rows *r = db_run(a, l->db, &report_list_sql, BODIES);
    BIND(r, l->unit_id);
    BIND(r, l->body_id);
    BIND(r, l->from);
    BIND(r, l->to);
    while (rows_next(r)) {
        if (row_int(r, 4) != unit.id) {
            unit = (struct unit){ .id = row_int(r, 4), .kind = row_str(r, 5), .name = row_str(r, 6) };
            title = unit_title(a, &unit);
        }
        struct listed_body b = { .id = row_int(r, 0),
            .unit_id = unit.id,
            .tree = row_int(r, 7),
            .name = row_str(r, 1),
            .short_name = row_str(r, 2),
            .organisation = row_str(r, 3),
            .unit = title };
        for (int s = 0; s < REPORT_STATE_COUNT; s++) b.reports[s] = row_int(r, 8 + s);
        struct str last = row_str(r, 12);
        if (last.n && (!l->newest.n || day_order(last, l->newest) > 0)) l->newest = last;
        LIST_ADD(a, l->body, l->bodies, b);
    }
    return rows_end(r);
}

static const struct listed_body *body_listed(const struct listing *l, int64_t id)
{
    for (size_t i = 0; i < l->bodies; i++) if (l->body[i].id == id) return &l->body[i];
    return NULL;
}

/* How many of them these eyes may see. */
static int64_t count_seen(const struct listing *l)
{
    int64_t seen = 0;
    for (size_t i = 0; i < l->bodies; i++)
        for (int s = 0; s < REPORT_STATE_COUNT; s++) {
            struct place place = { l->body[i].unit_id, l->body[i].tree, l->body[i].id, str_c(report_state_names[s]) };
            if (l->body[i].reports[s] && (l->state < 0 || l->state == s) &&
                policy_allows(l->who, MAY_READ_REPORT, &place))
                seen += l->body[i].reports[s];
        }
    return seen;
}

/* ---- which ones, newest first ---- */

struct wanted { int64_t *id; size_t n, limit; int64_t skip, met; };

static error add_candidates(const struct listing *l, struct str from, struct str to, struct wanted *w)
{
    struct rows *r = db_run(l->a, l->db, &report_list_sql, CANDIDATES);
    BIND(r, l->unit_id);
    BIND(r, l->body_id);
    BIND(r, from);
    BIND(r, to);
    BIND(r, l->state < 0 ? S("") : str_c(report_state_names[l->state]));
    while (w->n < w->limit && rows_next(r)) {
        struct place place = {
            .unit_id = row_int(r, 1), .tree = row_int(r, 2), .body_id = row_int(r, 3), .state = row_str(r, 4)
        };
        if (policy_allows(l->who, MAY_READ_REPORT, &place) && w->met++ >= w->skip) w->id[w->n++] = row_int(r, 0);
    }
    return rows_end(r);
}

/* A report lies within one year, so the years are walked back until there are enough: what is read grows with the
 * list and not with the history. */
static error find_candidates(const struct listing *l, int64_t total, struct wanted *w)
{
    struct day newest;
    if (!day_read(l->newest, &newest)) return NULL;
    for (int year = newest.year; year > 0 && w->n < w->limit && w->met < total; year--) {
        struct str first = day_write(l->a, (struct day){ year, 1, 1 }),
                   last = day_write(l->a, (struct day){ year, 12, 31 });
        if (day_order(first, l->from) < 0) first = l->from;
        if (day_order(last, l->to) > 0) last = l->to;
        TRY(add_candidates(l, first, last, w));
    }
    return NULL;
}

/* ---- what is shown of each ---- */

static error name_of(struct listing *l, int64_t account_id, struct str *out)
{
    *out = S("");
    if (!account_id) return NULL;
    for (size_t i = 0; i < l->names; i++)
        if (l->name[i].account_id == account_id) {
            *out = l->name[i].name;
            return NULL;
        }
    struct rows *r = db_run(l->a, l->db, &report_list_sql, NAME);
    BIND(r, account_id);
    if (rows_next(r)) *out = row_str(r, 0);
    LIST_ADD(l->a, l->name, l->names, (struct named){ account_id, *out });
    return rows_end(r);
}

static error show(struct listing *l, int64_t id, struct report *out, const struct listed_body **body)
{
    struct rows *r = db_run(l->a, l->db, &report_list_sql, SHOWN);
    BIND(r, id);
    if (!rows_next(r)) {
        TRY(rows_end(r));
        return FAIL(l->a, ERR_MISSING, "Không có báo cáo số %lld.", (long long)id);
    }
    *out = (struct report){ .id = id,
        .body_id = row_int(r, 0),
        .version = row_int(r, 1),
        .period = row_str(r, 2),
        .state = (enum report_state)name_index(report_state_names, REPORT_STATE_COUNT, row_str(r, 3)),
        .title = row_str(r, 4),
        .source_name = row_str(r, 5),
        .source_format = row_str(r, 6),
        .source_encoding = row_str(r, 7),
        .source_sha256 = row_str(r, 8),
        .made_by = row_int(r, 9),
        .submitted_by = row_int(r, 10),
        .decided_by = row_int(r, 11),
        .made_at = row_int(r, 12),
        .changed_at = row_int(r, 13),
        .submitted_at = row_int(r, 14),
        .decided_at = row_int(r, 15),
        .return_reason = row_str(r, 16),
        .counted = row_int(r, 17) != 0,
        .confirmed = row_int(r, 18),
        .rejected = row_int(r, 19),
        .undecided = row_int(r, 20),
        .text = row_str(r, 21) };
    TRY(rows_end(r));
    out->figures = out->confirmed + out->rejected + out->undecided;
    *body = body_listed(l, out->body_id);
    assert(*body);
    out->unit_id = (*body)->unit_id;
    out->body = (*body)->name;
    out->body_short = (*body)->short_name;
    out->organisation = (*body)->organisation;
    out->unit = (*body)->unit;
    TRY(name_of(l, out->made_by, &out->made_by_name));
    TRY(name_of(l, out->submitted_by, &out->submitted_by_name));
    return name_of(l, out->decided_by, &out->decided_by_name);
}

static error show_all(struct listing *l, const struct wanted *w, struct report_page *out)
{
    struct closing_list closings = { 0 };
    int64_t closings_of = 0;
    for (size_t i = 0; i < w->n; i++) {
        struct report *r = &out->list[i];
        const struct listed_body *body;
        TRY(show(l, w->id[i], r, &body));
        if (body->unit_id != closings_of) {
            TRY(closing_list(l->a, l->db, body->unit_id, &closings));
            closings_of = body->unit_id;
        }
        report_may(l->who, body->tree, closing_covers(&closings, r->period), r);
        r->text = S("");
    }
    out->n = w->n;
    return NULL;
}

error report_list(struct arena *a, struct db *db, const struct who *who, const struct report_filter *filter,
    struct report_page *out)
{
    struct listing l = { .a = a, .db = db, .who = who, .unit_id = filter->unit_id, .body_id = filter->body_id,
        .state = filter->state < REPORT_STATE_COUNT ? filter->state : -1, .from = S("0000-00-00"),
        .to = S("9999-99-99") };
    struct period period;
    *out = (struct report_page){ 0 };
    if (filter->period.n) {
        if (!period_read(filter->period, &period))
            return FAIL(
                a, ERR_INPUT, "Kỳ “%.*s” chưa đúng. Ghi như 2023-06 hoặc 2023-Q2.", STR(filter->period));
        l.from = day_write(a, period.from);
        l.to = day_write(a, period.to);
    }
    if (!who || !who->acting) return NULL;         /* no right reaches further than the unit one acts in */
    if (!l.unit_id) l.unit_id = who->acting->unit_id;
    size_t limit = filter->limit > 0 ? (size_t)filter->limit : 50;
    struct wanted w = { .id = NEW_N(a, int64_t, limit), .limit = limit, .skip = filter->offset };
    TRY(read_bodies(&l));
    out->total = count_seen(&l);
    TRY(find_candidates(&l, out->total, &w));
    out->list = NEW_N(a, struct report, w.n + 1);
    return show_all(&l, &w, out);
}

error report_history(struct arena *a, struct db *db, const struct who *who, int64_t id, struct audit_rows *out)
{
    struct report report;
    TRY(report_open(a, db, who, id, &report));
    *out = (struct audit_rows){ 0 };
    struct rows *r = db_run(a, db, &report_list_sql, HISTORY);
    BIND(r, id);
    while (rows_next(r))
        LIST_ADD(a, out->row, out->n, (struct audit_row){ .at = row_int(r, 0), .name = row_str(r, 1),
            .act = row_str(r, 2), .before = row_str(r, 3), .after = row_str(r, 4), .why = row_str(r, 5),
            .object = row_str(r, 6), .object_id = row_int(r, 7) });
    return rows_end(r);
}
