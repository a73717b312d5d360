/* figure_read.c - see figure_read.h. The only file that writes rows of figure. Decides nothing by itself. */
#include "core/report/figure_read.h"
#include "core/office/catalogue.h"
#include "core/report/figure_row.h"
#include "core/report/joint.h"
#include "vn/text.h"

enum { ALL, LAST_SEQ, ADD, PUT, REMOVE };
static const struct sql sql[] = {
    [ALL] = { "figure_read.all",
        "SELECT " FIGURE_COLUMNS FIGURE_TABLES "WHERE f.report_id = ?1 ORDER BY f.span_from, f.seq", SQL_READ },
    [LAST_SEQ] = { "figure_read.last_seq", "SELECT COALESCE(MAX(seq), 0) FROM figure WHERE report_id = ?1",
        SQL_READ },
    [ADD] = { "figure_read.add",
        "INSERT INTO figure(span_from, span_to, quote, approx, value, value_max, unit_word, dimension, item, "
        "item_fold, indicator, organisation, place, beneficiary, period, period_from, period_to, cumulative, "
        "each, whole, sense, stock, change, value_of, part_of, confidence, origin, reading, state, note, "
        "decided_by, decided_at, counts, doubts, joint, shares, version, id, report_id, seq) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
        "?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40)",
        SQL_WRITE },
    [PUT] = { "figure_read.put",
        "UPDATE figure "
        "SET span_from = ?1, span_to = ?2, quote = ?3, approx = ?4, value = ?5, value_max = ?6, unit_word = "
        "?7, dimension = ?8, item = ?9, item_fold = ?10, indicator = ?11, organisation = ?12, place = ?13, "
        "beneficiary = ?14, period = ?15, period_from = ?16, period_to = ?17, cumulative = ?18, each = ?19, "
        "whole = ?20, sense = ?21, stock = ?22, change = ?23, value_of = ?24, part_of = ?25, confidence = ?26, "
        "origin = ?27, reading = ?28, state = ?29, note = ?30, decided_by = ?31, decided_at = ?32, counts = "
        "?33, doubts = ?34, joint = ?35, shares = ?36, version = ?37 WHERE id = ?38",
        SQL_WRITE },
    [REMOVE] = { "figure_read.remove", "DELETE FROM figure WHERE id = ?1", SQL_WRITE },
};
struct sql_list figure_read_sql = SQL_LIST(sql);

struct read_hints figure_hints(const struct report *r, const struct alias_told *told)
{
    struct read_hints hints = { .body = r->organisation, .aliases = told->told, .alias_count = told->n };
    if (period_read(r->period, &hints.period)) hints.received = hints.period.to;
    return hints;
}

void figure_uses(struct arena *a, struct figure_full *list, size_t n)
{
    struct figure *all = NEW_N(a, struct figure, n + 1);
    for (size_t i = 0; i < n; i++) all[i] = list[i].f;
    for (size_t i = 0; i < n; i++) list[i].f.use = total_use(all, n, &all[i], &list[i].rule);
}

error figure_all(struct arena *a, struct db *db, int64_t report_id, struct figure_full **out, size_t *n)
{
    struct figure_list list = { 0 };
    struct rows *r = db_run(a, db, &figure_read_sql, ALL);
    BIND(r, report_id);
    while (rows_next(r)) {
        struct figure_full full = figure_row(a, r);
        figure_list_push(a, &list, &full);
    }
    TRY(rows_end(r));
    figure_uses(a, list.list, list.n);
    *out = list.list;
    *n = list.n;
    return NULL;
}

static void bind_or_null(struct rows *r, struct str s)
{
    if (s.n) BIND(r, s);
    else bind_null(r);
}

static void bind_int_or_null(struct rows *r, int64_t n, bool known)
{
    if (known) BIND(r, n);
    else bind_null(r);
}

/* In the order of ADD and PUT, up to shares. */
static void bind_fields(struct arena *a, struct rows *w, const struct figure *f, struct period period,
    struct str reading, int64_t decided_by)
{
    BIND(w, (int64_t)f->span.from);
    BIND(w, (int64_t)f->span.to);
    BIND(w, f->quote);
    BIND(w, str_c(vn_approx_names[f->approx]));
    BIND(w, f->value);
    BIND(w, f->value_max);
    BIND(w, f->unit);
    BIND(w, str_c(dimension_names[f->dimension]));
    BIND(w, f->item);
    BIND(w, vn_fold(a, f->item));
    bind_or_null(w, f->indicator);
    bind_or_null(w, f->organisation);
    BIND(w, f->place);
    BIND(w, f->beneficiary);
    BIND(w, f->period);
    BIND(w, day_write(a, period.from));
    BIND(w, day_write(a, period.to));
    BIND(w, f->cumulative);
    BIND(w, f->each);
    bind_int_or_null(w, f->whole, f->has_whole);
    BIND(w, str_c(sense_names[f->sense]));
    BIND(w, f->stock);
    BIND(w, str_c(change_names[f->change]));
    BIND(w, figure_seqs(a, f->value_of, f->value_of_count));
    bind_int_or_null(w, f->part_of, f->part_of != 0);
    BIND(w, f->confidence);
    BIND(w, f->added ? S("added") : S("read"));
    BIND(w, reading);
    BIND(w, str_c(figure_state_names[f->state]));
    BIND(w, f->note);
    bind_int_or_null(w, decided_by, decided_by != 0);
    bind_int_or_null(w, f->decided_at, f->decided_at != 0);
    BIND(w, false); /* counts: the transaction that approves says so */
    BIND(w, figure_doubts(a, f->doubts));
    BIND(w, figure_joint(a, f));
    BIND(w, joint_shares(a, f));
}

error figure_put(struct arena *a, struct db *db, const struct report *r, struct figure *f, struct str reading,
    int64_t decided_by)
{
    struct period period;
    if (!period_read(f->period, &period)) {
        f->period = r->period;
        if (!period_read(f->period, &period))
            return FAIL(
                a, ERR_INPUT, "Kỳ “%.*s” của số liệu chưa đúng. Ghi như 2023-06 hoặc 2023-Q2.", STR(f->period));
    }
    bool new = !f->id;
    if (new) {
        TRY(db_next_id(a, db, "figure", &f->id));
        struct rows *last = db_run(a, db, &figure_read_sql, LAST_SEQ);
        BIND(last, r->id);
        if (rows_next(last)) f->seq = row_int(last, 0) + 1;
        TRY(rows_end(last));
    }
    f->version++;
    struct rows *w = db_run(a, db, &figure_read_sql, new ? ADD : PUT);
    bind_fields(a, w, f, period, reading, decided_by);
    BIND(w, f->version);
    BIND(w, f->id);
    if (new) {
        BIND(w, r->id);
        BIND(w, f->seq);
    }
    return rows_end(w);
}

/* ---- a reading ---- */

static error from_record(
    struct arena *a, struct db *db, const struct report *r, const struct figure_found *found, struct figure *f)
{
    const struct indicator *known = NULL;
    if (found->indicator.n) TRY(catalogue_find(a, db, found->indicator, &known));
    f->span = found->span;
    f->quote = found->quote;
    f->approx = found->approx;
    f->value = found->value;
    f->value_max = found->approx == VN_RANGE ? found->value_max : 0;
    f->unit = found->unit;
    f->dimension = found->dimension;
    f->item = found->item;
    f->indicator = known ? known->code : S("");
    f->organisation = found->actor;
    f->place = found->place;
    f->beneficiary = found->beneficiary;
    struct period of, own = found->period;
    if (own.type != PERIOD_NONE && !own.year && period_read(r->period, &of)) own = vn_period_on(own, of.to);
    f->period = own.type != PERIOD_NONE && own.year ? period_write(a, own) : r->period;
    f->cumulative = found->cumulative;
    f->each = found->each;
    f->stock = found->stock;
    f->has_whole = found->has_whole;
    f->whole = found->whole;
    f->sense = found->sense;
    f->change = found->change;
    f->with = found->with;
    f->with_count = found->with_count;
    f->confidence = found->confidence;
    f->doubts = found->doubts;
    return NULL;
}

/* Where the words of an added figure stand in the new text: the place nearest to the old one. */
static bool find_again(struct str text, const struct figure *f, struct span *out)
{
    bool found = false;
    size_t best = 0;
    for (size_t at = 0; f->quote.n && (at = str_find(text, f->quote, at)) != SIZE_MAX; at++) {
        size_t apart = at > f->span.from ? at - f->span.from : f->span.from - at;
        if (found && apart >= best) continue;
        best = apart;
        *out = (struct span){ at, at + f->quote.n };
        found = true;
    }
    return found;
}

struct match { struct figure f; struct str reading; int64_t decided_by; bool old, whole_reading; };

/* f's links are given in indices of the record; what it keeps from before is in seqs already. */
static void link_by_seq(
    struct arena *a, const struct record *record, size_t i, const struct match *of, struct figure *f)
{
    const struct figure_found *found = &record->figures[i];
    f->part_of = found->part_of >= 0 && (size_t)found->part_of < record->figure_count ? of[found->part_of].f.seq : 0;
    f->value_of = NEW_N(a, uint32_t, found->value_of_count + 1);
    f->value_of_count = 0;
    for (size_t v = 0; v < found->value_of_count; v++)
        if (found->value_of[v] < record->figure_count)
            f->value_of[f->value_of_count++] = (uint32_t)of[found->value_of[v]].f.seq;
}

static error remove_figure(struct arena *a, struct db *db, int64_t id)
{
    struct rows *w = db_run(a, db, &figure_read_sql, REMOVE);
    BIND(w, id);
    return rows_end(w);
}

/* A decided figure may point to one that is gone: then it belongs to nothing any more. */
static error unlink_gone(struct arena *a, struct db *db, const struct report *r)
{
    struct figure_full *all;
    size_t n;
    TRY(figure_all(a, db, r->id, &all, &n));
    for (size_t i = 0; i < n; i++) {
        struct figure *f = &all[i].f;
        bool whole_stands = !f->part_of;
        size_t kept = 0;
        for (size_t j = 0; j < n; j++) whole_stands |= all[j].f.seq == f->part_of;
        for (size_t v = 0; v < f->value_of_count; v++)
            for (size_t j = 0; j < n; j++)
                if (all[j].f.seq == f->value_of[v]) {
                    f->value_of[kept++] = f->value_of[v];
                    break;
                }
        if (whole_stands && kept == f->value_of_count) continue;
        if (!whole_stands) f->part_of = 0;
        f->value_of_count = kept;
        TRY(figure_put(a, db, r, f, all[i].reading, all[i].decided_by));
    }
    return NULL;
}

error figure_take(struct arena *a, struct db *db, const struct report *r, const struct record *record,
    int64_t *kept, int64_t *gone)
{
    struct figure_full *old;
    size_t olds;
    TRY(figure_all(a, db, r->id, &old, &olds));
    bool *used = NEW_N(a, bool, olds + 1);
    struct match *of = NEW_N(a, struct match, record->figure_count + 1);
    *kept = *gone = 0;
    for (size_t i = 0; i < record->figure_count; i++) {
        struct match *m = &of[i];
        for (size_t o = 0; o < olds && !m->old; o++) {
            if (used[o] || !str_is(old[o].f.quote, record->figures[i].quote)) continue;
            used[o] = m->old = true;
            m->f = old[o].f;
            m->reading = old[o].reading;
            m->decided_by = old[o].decided_by;
        }
        m->whole_reading = !m->old || (m->f.state == FIGURE_READ && !m->f.added);
        if (m->whole_reading) {
            TRY(from_record(a, db, r, &record->figures[i], &m->f));
            m->reading = S("");
        } else {
            m->f.span = record->figures[i].span;
            ++*kept;
        }
        TRY(figure_put(a, db, r, &m->f, m->reading, m->decided_by));
    }
    for (size_t i = 0; i < record->figure_count; i++) {
        struct match *m = &of[i];
        if (!m->whole_reading) continue;
        link_by_seq(a, record, i, of, &m->f);
        m->f.version--;                            /* one change, written twice */
        TRY(figure_put(a, db, r, &m->f, m->reading, m->decided_by));
    }
    for (size_t o = 0; o < olds; o++) {
        if (used[o]) continue;
        struct figure f = old[o].f;
        if (f.added && find_again(record->text, &f, &f.span)) {
            TRY(figure_put(a, db, r, &f, old[o].reading, old[o].decided_by));
            ++*kept;
        } else {
            if (f.state != FIGURE_READ) ++*gone;
            TRY(remove_figure(a, db, f.id));
        }
    }
    return olds ? unlink_gone(a, db, r) : NULL;
}
