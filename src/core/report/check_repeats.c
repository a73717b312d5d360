/* check_repeats.c - the same amount of the same thing at the same place, told by another body of the unit in a near
 * period and handed in: it may be one deed told twice, the more so when the words tell of doing it together. Reads the
 * figures of the near reports once, however many reports are asked about; looks at nothing older or of other units. */
#include "core/grow.h"
#include "core/report/check_rules.h"
#include "core/office/moment.h"
#include "core/report/report.h"
#include "vn/text.h"

enum { NEAR };
enum { NEAR_DAYS = 1 };        /* the period before and the period after touch this one */
/* Small counts meet by chance, unless somebody says that it was done together. In thousandths: 20 of anything, or 2; a
   million đồng. */
enum { LEAST_COUNT = 20 * MILLI, LEAST_JOINT = 2 * MILLI, LEAST_MONEY = 1000000 * MILLI, CLAUSE_BEHIND = 200 };
static const struct sql sql[] = {
    /* ?5: the least of both. ?4 is the last day of the year of ?3: a report lies within one year, so the index ends
       there. */
    [NEAR] = { "check_repeats.near",
        "SELECT o.id, o.body_id, b.short_name, o.period, o.state, f.seq, f.value, f.unit_word, f.indicator, "
        "f.item_fold, f.quote, f.place, f.joint FROM report o JOIN body b ON b.id = o.body_id CROSS JOIN figure f "
        "WHERE o.unit_id = ?1 AND o.period_to >= ?2 AND o.period_from <= ?3 AND o.period_to <= ?4 "
        "AND o.state IN ('submitted', 'approved') AND f.report_id = o.id AND f.value >= ?5 "
        "AND f.state <> 'rejected' AND f.sense = 'result' AND f.each = 0 AND f.change = '' AND f.cumulative = 0",
        SQL_READ },
};
struct sql_list check_repeats_sql = SQL_LIST(sql);

/* next: of the same value, 0 none; quote "": of a report that only its own body and the office may read yet */
struct told {
    int64_t report_id, body_id, seq;
    struct str body_short, period, unit, indicator, item_fold, quote, place, with;
    struct period days;
    milli value;
    size_t next;
};
enum { SLOTS = 1024 };
struct tellings { struct told *list; size_t n, slot[SLOTS]; };     /* slot: number + 1 of the last one of a value */

static size_t slot_of(milli value) { return (size_t)((uint64_t)value * 0x9E3779B97F4A7C15u >> 54) % SLOTS; }

static error read_near(struct arena *a, struct db *db, int64_t unit_id, int64_t from, int64_t to, struct tellings *out)
{
    struct day last = day_from_number(to + NEAR_DAYS);
    struct rows *r = db_run(a, db, &check_repeats_sql, NEAR);
    BIND(r, unit_id);
    BIND(r, day_write(a, day_from_number(from - NEAR_DAYS)));
    BIND(r, day_write(a, last));
    BIND(r, day_write(a, (struct day){ last.year, 12, 31 }));
    BIND(r, (int64_t)LEAST_JOINT);
    struct told report = { 0 };                    /* rows of a report come together */
    bool known = false;
    while (rows_next(r)) {
        if (row_int(r, 0) != report.report_id) {
            report = (struct told){ .report_id = row_int(r, 0), .body_id = row_int(r, 1),
                .body_short = row_str(r, 2), .period = row_str(r, 3) };
            known = period_read(report.period, &report.days);
        }
        if (!known) continue;
        struct told t = report;
        t.seq = row_int(r, 5);
        t.value = row_int(r, 6);
        t.unit = row_str(r, 7);
        t.indicator = row_str(r, 8);
        t.item_fold = row_str(r, 9);
        if (str_is(row_str(r, 4), S("approved"))) t.quote = row_str(r, 10);
        t.place = row_str(r, 11);
        t.with = row_str(r, 12);
        size_t *slot = &out->slot[slot_of(t.value)];
        t.next = *slot;
        LIST_ADD(a, out->list, out->n, t);
        *slot = out->n;
    }
    return rows_end(r);
}

static bool is_asked(const struct figure *f)
{
    return f->state != FIGURE_REJECTED && f->sense == SENSE_RESULT && !f->each && f->change == CHANGE_NONE &&
           !f->cumulative && !f->stock && f->dimension != DIMENSION_PERCENT &&
           f->value >= (f->dimension == DIMENSION_MONEY ? LEAST_MONEY : LEAST_JOINT);
}

/* "phối hợp với Hội Chữ thập đỏ trao ...": it was done with others, as the reader knows or as the clause says. */
static bool is_joint(struct arena *a, struct str text, const struct figure *f)
{
    static const char *const together[] = { "phoi hop", "cung voi", "ket hop voi", "lien ket", "lien tich", NULL };
    if (f->with_count || !f->organisation.n) return true;
    struct rules r = { .a = a, .text = text };
    size_t line = str_find(text, S("\n"), f->span.to), to = f->span.to + CLAUSE_BEHIND;
    struct str behind = check_fold(&r, f->span.to, to < line ? to : line);
    behind = str_cut(behind, 0, str_find(behind, S(";"), 0));
    behind = str_cut(behind, 0, str_find(behind, S(". "), 0));
    return check_has_any(check_fold(&r, check_clause(text, f->span.from), f->span.from), together) ||
           check_has_any(behind, together);
}

static bool is_near(struct period x, struct period y)
{
    return day_number(y.to) >= day_number(x.from) - NEAR_DAYS && day_number(y.from) <= day_number(x.to) + NEAR_DAYS;
}

static bool is_same(struct arena *a, const struct figure *f, const struct told *t)
{
    if (t->value != f->value || !str_is(vn_fold(a, t->unit), vn_fold(a, f->unit))) return false;
    struct str here = vn_fold(a, f->place), there = vn_fold(a, t->place);
    if (here.n && there.n && str_find(here, there, 0) == SIZE_MAX && str_find(there, here, 0) == SIZE_MAX) return false;
    if (f->indicator.n && str_is(t->indicator, f->indicator)) return true;
    return t->item_fold.n && str_is(t->item_fold, vn_fold(a, f->item));
}

static void warn(struct checked *r, const struct figure *f, const struct told *t, bool joint)
{
    struct arena *a = r->found.a;
    struct str when = period_in(a, t->period);
    struct str said = t->quote.n
        ? str_fmt(a, joint ? say("Có thể trùng: %.*s cũng báo “%.*s” trong báo cáo %.*s. "
                                 "Nếu là một việc làm chung thì chỉ tính một lần.")
                           : say("Có thể trùng: %.*s cũng báo “%.*s” trong báo cáo %.*s."),
              STR(t->body_short), STR(t->quote), STR(when))
        : str_fmt(a, joint ? say("Có thể trùng: %.*s cũng báo số như vậy trong báo cáo %.*s đang chờ duyệt. "
                                 "Nếu là một việc làm chung thì chỉ tính một lần.")
                           : say("Có thể trùng: %.*s cũng báo số như vậy trong báo cáo %.*s đang chờ duyệt."),
              STR(t->body_short), STR(when));
    struct warning *w = warning_add(&r->found, "repeat", SEVERITY_DOUBT, &f, 1, said);
    w->other_seq = (uint32_t)t->seq;
    w->other_report = t->report_id;
    w->other_body = t->body_short;
    w->subject = str_fmt(a, "%.*s,r%lld#%u", STR(w->subject), (long long)t->report_id, w->other_seq);
}

/* Those of one figure by report, then by number: the order in which they are shown. */
static void warn_of(struct arena *a, struct checked *r, struct period days, const struct figure *f,
    const struct tellings *all)
{
    const struct told **same = NULL;
    size_t n = 0;
    bool joint = all->slot[slot_of(f->value)] && is_joint(a, r->text, f);
    for (size_t at = all->slot[slot_of(f->value)]; at; at = all->list[at - 1].next) {
        const struct told *t = &all->list[at - 1];
        if (t->body_id == r->body_id || !is_near(days, t->days) || !is_same(a, f, t)) continue;
        if (f->value < LEAST_COUNT && !joint && !t->with.n) continue;
        LIST_ADD(a, same, n, t);
        for (size_t i = n - 1; i > 0; i--) {
            const struct told *x = same[i - 1], *y = same[i];
            if (x->report_id < y->report_id || (x->report_id == y->report_id && x->seq < y->seq)) break;
            same[i - 1] = y;
            same[i] = x;
        }
    }
    for (size_t i = 0; i < n; i++) warn(r, f, same[i], joint || same[i]->with.n);
}

error check_repeats(struct arena *a, struct db *db, int64_t unit_id, struct checked *reports, size_t n)
{
    struct period *days = NEW_N(a, struct period, n + 1);
    int64_t from = INT64_MAX, to = INT64_MIN;
    for (size_t i = 0; i < n; i++) {
        if (!period_read(reports[i].period, &days[i])) continue;
        if (day_number(days[i].from) < from) from = day_number(days[i].from);
        if (day_number(days[i].to) > to) to = day_number(days[i].to);
    }
    if (from > to) return NULL;
    struct tellings *all = NEW(a, struct tellings);
    TRY(read_near(a, db, unit_id, from, to, all));
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < reports[i].n && days[i].type != PERIOD_NONE; k++)
            if (is_asked(&reports[i].list[k].f)) warn_of(a, &reports[i], days[i], &reports[i].list[k].f, all);
    return NULL;
}
