/* compare.c - see compare.h. Owns what is said of two values; reads totals and figures, writes nothing. */
#include "core/report/compare.h"
#include "core/grow.h"
#include "core/office/body.h"
#include "core/office/catalogue.h"
#include "core/office/moment.h"
#include "core/report/brief_rows.h"
#include "core/report/figure_row.h"

enum { TARGETS };
static const struct sql sql[] = {
    /* of the reports that end in ?2..?3, in the order of time */
    [TARGETS] = { "compare.targets",
        "SELECT " FIGURE_COLUMNS_BARE " FROM report r CROSS JOIN figure f WHERE r.unit_id = ?1 AND r.period_to >= ?2 "
        "AND r.period_to <= ?3 AND r.state = 'approved' AND f.report_id = r.id AND f.sense = 'target' "
        "AND f.state = 'confirmed' AND f.indicator IS NOT NULL ORDER BY r.period_to, r.id, f.seq",
        SQL_READ },
};
struct sql_list compare_sql = SQL_LIST(sql);

/* ---- words ---- */

struct str compare_percent(struct arena *a, const struct vn_sum *now, const struct vn_sum *of)
{
    enum { TENTHS = 1000 };                        /* of a per cent in the whole */
    enum vn_approx mine = vn_sum_approx(now), other = vn_sum_approx(of);
    int64_t n;
    if (of->value <= 0 || now->value < 0 || mine == VN_RANGE || other == VN_RANGE || now->overflow || of->overflow ||
        __builtin_mul_overflow(now->value, (int64_t)TENTHS, &n) || __builtin_add_overflow(n, of->value / 2, &n))
        return S("");
    n /= of->value;
    if (n == TENTHS && now->value < of->value) n--;
    if (n == TENTHS && now->value > of->value) n++;
    enum vn_approx approx = other == VN_EXACT ? mine : VN_ABOUT;
    return vn_quantity(a, approx, n * (MILLI / 10), 0, S("%"));
}

static bool worded_apart(const struct vn_sum *now, const struct vn_sum *before)
{
    return vn_sum_approx(now) != VN_EXACT || vn_sum_approx(before) != VN_EXACT;
}

static struct str nothing_of(struct arena *a, struct str of)
{
    return str_fmt(a, say("chưa có số liệu %.*s"), STR(of));
}

/* Beside an earlier period (C1). */
static void say_change(struct arena *a, const struct brief_line *l, struct brief_beside *x, bool complete)
{
    if (!x->has) {
        x->why = nothing_of(a, x->of);
        return;
    }
    if (!l->has_now) {
        x->why = SAY("kỳ này chưa có số liệu");
        return;
    }
    if (l->stock ? l->now.count != x->sum.count : !complete) {
        x->why = str_fmt(a, say("chưa so sánh được với %.*s: còn thiếu báo cáo"), STR(x->of));
        return;
    }
    struct str change = brief_change(a, &l->now, &x->sum, l->unit_word), percent = compare_percent(a, &l->now, &x->sum);
    if (!change.n) {
        x->why = str_fmt(a, say("chưa so sánh được với %.*s: số liệu chỉ ghi “trên”, “gần” hoặc “khoảng”"),
            STR(x->of));
        return;
    }
    bool same = l->now.value == x->sum.value && !worded_apart(&l->now, &x->sum);
    x->less = l->now.value < x->sum.value;
    if (same) x->said = str_fmt(a, say("không đổi so với %.*s"), STR(x->of));
    else if (percent.n)
        x->said = str_fmt(a, say("%.*s, bằng %.*s so với %.*s"), STR(change), STR(percent), STR(x->of));
    else x->said = str_fmt(a, say("%.*s so với %.*s"), STR(change), STR(x->of));
}

/* ---- targets ---- */

struct aim { int64_t body_id, report_id; struct str indicator, organisation; struct period period; struct vn_sum sum; };
struct aims { struct aim *list; size_t n; };

static const struct indicator *indicator_of(const struct indicator_list *catalogue, struct str code)
{
    for (size_t i = 0; i < catalogue->n; i++)
        if (str_is(catalogue->indicator[i].code, code)) return &catalogue->indicator[i];
    return NULL;
}

/* As a result of its own period it would count: the same measure, nothing per piece, no difference, no part. */
static bool is_aim(const struct figure_full *full, const struct indicator *i)
{
    struct figure f = full->f;
    struct total_rule rule = { i->kind, i->unit_word, dimension_named(i->dimension), f.period };
    f.sense = SENSE_RESULT;
    f.cumulative = false;
    return !f.part_of && !f.has_whole && total_use(&f, 1, &f, &rule) == FIGURE_COUNTS;
}

static void aim_add(struct arena *a, struct aims *all, const struct figure_full *full, struct period period)
{
    const struct figure *f = &full->f;
    struct aim *at = NULL;
    for (size_t i = 0; i < all->n && !at; i++) {
        struct aim *x = &all->list[i];
        if (x->body_id == full->body_id && str_is(x->indicator, f->indicator) &&
            str_is(x->organisation, f->organisation) && x->period.type == period.type &&
            day_number(x->period.from) == day_number(period.from))
            at = x;
    }
    if (!at) {
        struct aim new = { full->body_id, f->report_id, f->indicator, f->organisation, period, { 0 } };
        LIST_ADD(a, all->list, all->n, new);
        at = &all->list[all->n - 1];
    }
    if (at->report_id != f->report_id) at->sum = (struct vn_sum){ 0 };
    at->report_id = f->report_id;
    vn_sum_add(&at->sum, f->approx, f->value, f->value_max);
}

/* Those of the period and of the periods around it; what the line of each is called goes into the lines. */
static error read_aims(struct arena *a, struct db *db, const struct brief *b, struct period now, struct aims *out,
    struct brief_line **lines, size_t *n)
{
    struct indicator_list catalogue;
    TRY(catalogue_list(a, db, &catalogue));
    struct rows *r = db_run(a, db, &compare_sql, TARGETS);
    BIND(r, b->unit_id);
    BIND(r, day_write(a, (struct day){ now.from.year - 1, 1, 1 }));
    BIND(r, day_write(a, now.to));
    while (rows_next(r)) {
        struct figure_full full = figure_row(a, r);
        const struct indicator *i = indicator_of(&catalogue, full.f.indicator);
        struct period period;
        if (!i || !period_read(full.f.period, &period) || period.type == PERIOD_RANGE || period.type == PERIOD_TERM ||
            !period_has(period, now) || !is_aim(&full, i))
            continue;
        aim_add(a, out, &full, period);
        struct total like = { .indicator = i->code, .name = i->name, .unit_word = i->unit_word,
            .stock = str_is(i->kind, S("stock")), .organisation = full.f.organisation };
        brief_line_at(a, lines, n, &like);
        like.organisation = S("");
        brief_line_at(a, lines, n, &like);
    }
    return rows_end(r);
}

static int64_t days_of(struct period p) { return day_number(p.to) - day_number(p.from) + 1; }

/* The shortest period for which the line has a target. */
static const struct aim *nearest(const struct aims *all, const struct brief_line *l)
{
    const struct aim *best = NULL;
    for (size_t i = 0; i < all->n; i++) {
        const struct aim *x = &all->list[i];
        if (str_is(x->indicator, l->indicator) && (!l->organisation.n || str_is(x->organisation, l->organisation)) &&
            (!best || days_of(x->period) < days_of(best->period)))
            best = x;
    }
    return best;
}

/* C3: which organisation with a result has no target of that period; "" none. */
static struct str without(const struct aims *all, const struct brief_line *lines, size_t n, const struct brief_line *l,
    const struct aim *like)
{
    for (size_t i = 0; i < n && !l->organisation.n; i++) {
        const struct brief_line *x = &lines[i];
        if (!x->has_now || !x->organisation.n || !str_is(x->indicator, l->indicator)) continue;
        bool has = false;
        for (size_t k = 0; k < all->n; k++)
            has = has || (str_is(all->list[k].organisation, x->organisation) &&
                          str_is(all->list[k].indicator, x->indicator) &&
                          days_of(all->list[k].period) == days_of(like->period));
        if (!has) return x->organisation;
    }
    return S("");
}

/* From the start of the target's period to the end of ours, as the standard period that is; "" there is none. */
static struct str until_now(struct arena *a, struct period aim, struct period now)
{
    struct period p = now;
    if (day_number(aim.from) == day_number(now.from)) return period_write(a, now);
    int months = now.to.month - aim.from.month + 1;
    if (aim.from.year != now.to.year || aim.from.month != 1) return S("");
    if (months == 6) p = period_make(PERIOD_HALF, aim.year, 1);
    else if (months == 9) p = period_make(PERIOD_NINE_MONTHS, aim.year, 0);
    else if (months == 12) p = period_make(PERIOD_YEAR, aim.year, 0);
    else return S("");
    return period_write(a, p);
}

/* done: since the start of the target's period. due: how much of its time has passed, of whole. */
struct done { struct vn_sum sum; bool has, complete; int64_t due, whole; };

static void say_target(struct arena *a, const struct brief_line *l, struct brief_beside *x, const struct done *d)
{
    struct str percent = d->has ? compare_percent(a, &d->sum, &x->sum) : S("");
    enum vn_approx mine = d->has ? vn_sum_approx(&d->sum) : VN_EXACT;
    bool all = d->due >= d->whole, lower = mine == VN_EXACT || mine == VN_OVER || mine == VN_AT_LEAST,
         upper = mine == VN_EXACT || mine == VN_UNDER || mine == VN_AT_MOST;
    struct str reports = d->complete ? S("") : SAY(" (còn thiếu báo cáo)");
    if (!d->has) {
        x->less = d->complete;
        x->said = d->complete ? str_fmt(a, say("chưa có kết quả so với %.*s"), STR(x->of)) : S("");
        x->why = d->complete ? S("") : str_fmt(a, say("chưa có kết quả so với %.*s, còn thiếu báo cáo"), STR(x->of));
        return;
    }
    if (!percent.n) {
        x->why = str_fmt(a, say("chưa so sánh được với %.*s"), STR(x->of));
        return;
    }
    milli by;
    bool far = __builtin_sub_overflow(x->sum.value, d->sum.value, &by);
    int64_t share;
    bool behind = !__builtin_mul_overflow(x->sum.value / MILLI, d->due, &share) &&
                  d->sum.value / MILLI < share / d->whole;
    x->less = d->complete && upper && (all ? d->sum.value < x->sum.value : behind);
    if (lower && d->sum.value >= x->sum.value)
        x->said = str_fmt(a, say("đạt %.*s %.*s"), STR(percent), STR(x->of));
    else if (d->complete && mine == VN_EXACT && vn_sum_approx(&x->sum) == VN_EXACT && !far)
        x->said = str_fmt(a, say(all ? "đạt %.*s %.*s, còn thiếu %.*s" : "đạt %.*s %.*s, còn %.*s"), STR(percent),
            STR(x->of), STR(brief_amount(a, VN_EXACT, by, 0, l->unit_word)));
    else x->said = str_fmt(a, say("mới tính được %.*s %.*s%.*s"), STR(percent), STR(x->of), STR(reports));
}

/* ---- */

struct beside_all {
    struct arena *a;
    struct db *db;
    const struct who *who;
    struct brief *b;
    struct period now;
    struct submission_matrix earlier, year_ago, since;     /* since: the year up to now */
    struct aims aims;
    bool unsure;                                           /* "as it is now" of units that were others then */
};

static error target_of(struct beside_all *s, const struct brief_line *lines, size_t n, struct brief_line *l)
{
    struct arena *a = s->a;
    struct brief_beside *x = &l->beside[BESIDE_TARGET];
    const struct aim *near = nearest(&s->aims, l);
    if (!near) {
        x->why = SAY("chưa có chỉ tiêu");
        return NULL;
    }
    x->of = str_fmt(a, say("chỉ tiêu %.*s"), STR(period_in(a, period_write(a, near->period))));
    struct str lacks = without(&s->aims, lines, n, l, near);
    if (lacks.n) {
        x->why = str_fmt(a, say("%.*s chưa có chỉ tiêu"), STR(organisation_name(a, lacks)));
        return NULL;
    }
    for (size_t i = 0; i < s->aims.n; i++) {
        const struct aim *aim = &s->aims.list[i];
        if (str_is(aim->indicator, l->indicator) && days_of(aim->period) == days_of(near->period) &&
            (!l->organisation.n || str_is(aim->organisation, l->organisation)))
            vn_sum_join(&x->sum, &aim->sum);
    }
    x->has = true;
    x->words = brief_sum(a, &x->sum, l->unit_word);
    struct str since = until_now(a, near->period, s->now);
    if (!since.n) {
        x->why = str_fmt(a, say("chưa đối chiếu với %.*s"), STR(x->of));
        return NULL;
    }
    bool own = str_is(since, s->b->period);
    struct done d = { .sum = l->now, .has = l->has_now, .whole = days_of(near->period),
        .due = day_number(s->now.to) - day_number(near->period.from) + 1 };
    d.complete = !s->unsure && brief_is_complete(own || l->stock ? &s->b->submissions : &s->since, l->organisation);
    if (!own && !l->stock) {
        struct total t;
        TRY(total_view_find(a, s->db, s->b->unit_id, l->indicator, since, l->organisation, s->b->views.view, &t,
            &d.has));
        d.sum = t.sum;
    }
    if (l->stock) d.due = d.whole;                     /* what there is does not grow by days */
    say_target(a, l, x, &d);
    return NULL;
}

static void beside_earlier(struct beside_all *s, struct brief_line *l)
{
    struct arena *a = s->a;
    struct brief_beside *x = &l->beside[BESIDE_PREVIOUS], *year = &l->beside[BESIDE_YEAR];
    bool now = !s->unsure && brief_is_complete(&s->b->submissions, l->organisation);
    *x = (struct brief_beside){ .has = l->has_before, .sum = l->before, .words = l->words_before,
        .of = period_in(a, s->b->previous) };
    bool both = now && brief_is_complete(&s->earlier, l->organisation);
    say_change(a, l, x, both);
    if (l->has_now && l->has_before && (l->stock ? l->now.count == l->before.count : both))
        l->change = brief_change(a, &l->now, &l->before, l->unit_word);
    if (!s->b->last_year.n) return;
    year->of = period_in(a, s->b->last_year);
    say_change(a, l, year, now && brief_is_complete(&s->year_ago, l->organisation));
}

static error read_year_ago(struct beside_all *s, struct brief_line *lines, size_t n)
{
    struct total *list;
    size_t count;
    struct total_views views;
    if (!s->b->last_year.n) return NULL;
    TRY(brief_submissions(s->a, s->db, s->who, s->b->unit_id, s->b->last_year, &s->year_ago));
    if (s->b->views.view == VIEW_THEN) TRY(total_list(s->a, s->db, s->b->unit_id, s->b->last_year, &list, &count));
    else TRY(total_views(s->a, s->db, s->b->unit_id, s->b->last_year, VIEW_NOW, &views, &list, &count));
    if (s->b->views.view == VIEW_NOW && views.differs) s->unsure = true;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < count; k++) {
            struct brief_beside *x = &lines[i].beside[BESIDE_YEAR];
            if (!str_is(list[k].indicator, lines[i].indicator) || !str_is(list[k].organisation, lines[i].organisation))
                continue;
            x->has = true;
            x->sum = list[k].sum;
            x->words = brief_sum(s->a, &x->sum, lines[i].unit_word);
        }
    return NULL;
}

struct str compare_last_year(struct arena *a, struct period p)
{
    return p.type == PERIOD_YEAR ? S("") : period_write(a, period_make(p.type, p.year - 1, p.number));
}

error compare_lines(struct arena *a, struct db *db, const struct who *who, struct brief *b, struct brief_line **lines,
    size_t *n)
{
    struct beside_all s = { .a = a, .db = db, .who = who, .b = b,
        .unsure = b->views.view == VIEW_NOW && b->views.differs };
    TRY(brief_period(a, b->period, &s.now));
    TRY(read_aims(a, db, b, s.now, &s.aims, lines, n));
    TRY(brief_submissions(a, db, who, b->unit_id, b->previous, &s.earlier));
    TRY(read_year_ago(&s, *lines, *n));
    struct str since = until_now(a, period_make(PERIOD_YEAR, s.now.to.year, 0), s.now);
    if (s.aims.n && since.n) TRY(brief_submissions(a, db, who, b->unit_id, since, &s.since));
    for (size_t i = 0; i < *n; i++) {
        beside_earlier(&s, &(*lines)[i]);
        TRY(target_of(&s, *lines, *n, &(*lines)[i]));
    }
    return NULL;
}

/* ---- what is behind ---- */

static void behind_add(struct arena *a, struct brief *b, const struct brief_body *body, struct str words)
{
    LIST_ADD(a, b->behind, b->behinds, (struct brief_behind){ body->organisation, body->short_name, words });
}

/* A target that was missed, else a fall below the same period of last year, else below the period before: one sentence
 * a line, the weightiest. */
void compare_behind(struct arena *a, struct brief *b)
{
    static const enum beside weight[] = { BESIDE_TARGET, BESIDE_YEAR, BESIDE_PREVIOUS };
    for (size_t i = 0; i < b->bodies; i++) {
        const struct brief_body *body = &b->body[i];
        if (body->missing.n)
            behind_add(a, b, body, str_fmt(a, say("chưa có báo cáo được duyệt của %.*s"), STR(body->missing)));
        for (size_t k = 0; k < body->lines; k++) {
            const struct brief_line *l = &body->line[k];
            bool told = false;
            for (size_t w = 0; w < COUNT(weight) && !told; w++) {
                const struct brief_beside *x = &l->beside[weight[w]];
                if (!x->less) {
                    told = weight[w] == BESIDE_YEAR && x->said.n;  /* not less than last year: seasons are no fault */
                    continue;
                }
                behind_add(a, b, body, str_fmt(a, "%.*s: %.*s", STR(l->name), STR(x->said)));
                told = true;
            }
        }
    }
}
