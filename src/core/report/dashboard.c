/* dashboard.c - what is missing before the meeting, and how the main total went: dashboard_get() of brief.h.
 * Reads only. */
#include "core/grow.h"
#include "core/report/brief_rows.h"
#include "core/office/moment.h"
#include "core/report/report_row.h"

static struct str month_words(struct arena *a, struct str month)
{
    struct period p;
    return period_read(month, &p) ? month_in(a, p.number) : month;
}

/* The larger, the sooner it is shown: late by many days, sent back, a draft, waiting for a decision. */
static int urgency(const struct submission_cell *c)
{
    switch (c->state) {
    case SUBMISSION_NONE: return c->late_days ? 1000 + c->late_days : 100;
    case SUBMISSION_RETURNED: return 900;
    case SUBMISSION_DRAFT: return c->late_days ? 800 + (c->late_days < 99 ? c->late_days : 99) : 200;
    case SUBMISSION_SUBMITTED: return 300;
    case SUBMISSION_APPROVED: case SUBMISSION_NOT_DUE: break;
    }
    return 0;
}

static struct str late_words(struct arena *a, const struct submission_cell *c)
{
    return c->late_days ? str_fmt(a, say("trễ %d ngày"), c->late_days) : SAY("chưa đến hạn");
}

static struct str gap_detail(struct arena *a, struct db *db, const struct who *who, const struct submission_cell *c)
{
    struct report r;
    bool seen = c->report_id && !report_open(a, db, who, c->report_id, &r);
    if (c->state == SUBMISSION_RETURNED && seen && r.return_reason.n) return str_fmt(a, "“%.*s”", STR(r.return_reason));
    if (c->state == SUBMISSION_SUBMITTED && seen && r.submitted_at)
        return str_fmt(a, say("nộp lúc %.*s"), STR(moment_vi(a, r.submitted_at)));
    if (c->state == SUBMISSION_DRAFT && c->undecided)
        return str_fmt(a, say("%lld số liệu chưa xác nhận"), (long long)c->undecided);
    return c->state == SUBMISSION_SUBMITTED ? S("") : late_words(a, c);
}

static struct brief_gap gap_of(struct arena *a, struct db *db, const struct who *who,
    const struct submission_row *row, const struct submission_cell *c, struct str month)
{
    struct buf b = buf_open(a);
    struct str words = month_words(a, month);
    switch (c->state) {
    case SUBMISSION_NONE: buf_fmt(&b, say("%.*s chưa nộp báo cáo %.*s"), STR(row->short_name), STR(words)); break;
    case SUBMISSION_DRAFT: buf_fmt(&b, say("%.*s còn bản nháp báo cáo %.*s"), STR(row->short_name), STR(words)); break;
    case SUBMISSION_SUBMITTED: buf_fmt(&b, say("%.*s chờ duyệt báo cáo %.*s"), STR(row->short_name), STR(words)); break;
    case SUBMISSION_RETURNED: buf_fmt(&b, say("%.*s bị trả lại báo cáo %.*s"), STR(row->short_name), STR(words)); break;
    case SUBMISSION_APPROVED: case SUBMISSION_NOT_DUE: break;
    }
    return (struct brief_gap){ .body_id = row->body_id,
        .report_id = c->report_id,
        .letter = c->letter,
        .body_short = row->short_name,
        .period = month,
        .what = buf_done(&b),
        .detail = gap_detail(a, db, who, c) };
}

static void take_gaps(struct arena *a, struct db *db, const struct who *who, struct dashboard *d)
{
    const struct submission_matrix *m = &d->brief.submissions;
    int *weight = NULL;
    size_t weights = 0;
    for (size_t r = 0; r < m->rows; r++)
        for (size_t c = 0; c < m->months; c++) {
            const struct submission_cell *cell = &m->row[r].cell[c];
            int w = urgency(cell);
            if (!w) continue;
            LIST_ADD(a, d->gap, d->gaps, gap_of(a, db, who, &m->row[r], cell, m->month[c]));
            LIST_ADD(a, weight, weights, w);
            for (size_t i = d->gaps - 1; i > 0 && weight[i] > weight[i - 1]; i--) {
                struct brief_gap gap = d->gap[i];
                d->gap[i] = d->gap[i - 1];
                d->gap[i - 1] = gap;
                int swap = weight[i];
                weight[i] = weight[i - 1];
                weight[i - 1] = swap;
            }
        }
}

static const struct brief_line *headline_of(const struct brief *b)
{
    const struct brief_line *best = NULL;
    for (size_t i = 0; i < b->totals; i++) {
        const struct brief_line *l = &b->total[i];
        if (l->has_now && !l->stock && str_is(l->unit_word, S("VND")) &&
            (!best || l->now.value > best->now.value))
            best = l;
    }
    for (size_t i = 0; i < b->totals && !best; i++) if (b->total[i].has_now) best = &b->total[i];
    return best;
}

static error take_series(struct arena *a, struct db *db, struct dashboard *d)
{
    enum { POINTS = 6 };
    struct period p;
    if (!d->headline || !period_read(d->brief.period, &p)) return NULL;
    d->series = NEW_N(a, struct brief_point, POINTS);
    d->points = POINTS;
    for (size_t i = POINTS; i > 0; i--, p = period_previous(p)) {
        struct brief_point *point = &d->series[i - 1];
        struct total t;
        *point = (struct brief_point){ .period = period_write(a, p), .period_short = period_short(a, p) };
        TRY(total_view_find(a, db, d->brief.unit_id, d->headline->indicator, point->period, S(""),
            d->brief.views.view, &t, &point->has));
        if (!point->has) continue;
        point->sum = t.sum;
        point->words = brief_sum(a, &t.sum, t.unit_word);
    }
    return NULL;
}

error dashboard_get(struct arena *a, struct db *db, const struct who *who, int64_t unit_id, struct str period,
    enum total_view view, struct dashboard *out)
{
    *out = (struct dashboard){ 0 };
    TRY(brief_view(a, db, who, unit_id, period, view, &out->brief));
    take_gaps(a, db, who, out);
    out->headline = headline_of(&out->brief);
    return take_series(a, db, out);
}
