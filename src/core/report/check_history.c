/* check_history.c - a report against the approved reports before it: another word for the unit than last time, an
 * amount far from what the body mostly tells, a new total that is not the old one and the change, a unit price far
 * from those that the offices of the unit paid. Reads the history once; too little of it gives no judgement. */
#include "core/grow.h"
#include "core/report/check_rules.h"
#include "core/office/moment.h"
#include "vn/text.h"
#include <stdlib.h>

enum { OWN, WORTHS, COUNTS };
#define PAST_OF_UNIT "r.unit_id = ?1 AND r.period_to >= ?2 AND r.period_to < ?3 AND r.state = 'approved' "
static const struct sql sql[] = {
    [OWN] = { "check_history.own",
        "SELECT f.indicator, COALESCE(f.organisation, ''), f.unit_word, f.dimension, f.approx, f.value, f.value_max, "
        "r.period, r.id FROM report r CROSS JOIN figure f WHERE r.body_id = ?1 AND r.state = 'approved' "
        "AND r.period_to >= ?2 AND r.period_to < ?3 AND r.counted = 1 AND f.report_id = r.id AND f.counts = 1 "
        "ORDER BY r.period_to DESC, r.id, f.seq",
        SQL_READ },
    /* money for one thing: a price told, or the worth of a number of them; which number, the other statement tells */
    [WORTHS] = { "check_history.worths",
        "SELECT r.id, f.value_of, f.each, f.value FROM report r CROSS JOIN figure f WHERE " PAST_OF_UNIT
        "AND f.report_id = r.id AND f.value_of <> '' AND f.dimension = 'money' AND f.unit_word = 'VND' "
        "AND f.approx <> 'range' AND f.state = 'confirmed' AND f.sense = 'result'",
        SQL_READ },
    [COUNTS] = { "check_history.counts",
        "SELECT r.id, f.seq, f.value FROM report r CROSS JOIN figure f WHERE " PAST_OF_UNIT
        "AND f.report_id = r.id AND f.indicator = ?4 AND f.state = 'confirmed' AND f.value > 0",
        SQL_READ },
};
struct sql_list check_history_sql = SQL_LIST(sql);

enum { OWN_DAYS = 366, PRICE_DAYS = 731 };
/* So many values before one is judged by them. A value is far above when it is FAR_TIMES the middle, more than ever and
   FAR_SPREADS times as far from the middle as half of the values are; far below when it is that part of the middle and
   less than half of the least. */
enum { LEAST_VALUES = 5, FAR_TIMES = 3, FAR_SPREADS = 6, PRICE_TIMES = 2 };
enum { LEAST_COUNT = 20 * MILLI, LEAST_MONEY = 1000000 * MILLI };

struct past {
    struct str indicator, organisation, unit, period;
    enum dimension dimension;
    enum vn_approx approx;
    milli value, value_max;
    int64_t report_id;
};
struct past_list { struct past *list; size_t n; };
/* Money by the report and the number of the figure that it is the worth of: a table with open places. */
struct worth { uint64_t of; milli value; bool each; };
struct worths { struct worth *list; size_t n; struct worth *place; size_t room; };

static error read_own(struct arena *a, struct db *db, int64_t body_id, struct period of, struct past_list *out)
{
    struct rows *r = db_run(a, db, &check_history_sql, OWN);
    BIND(r, body_id);
    BIND(r, day_write(a, day_from_number(day_number(of.from) - OWN_DAYS)));
    BIND(r, day_write(a, of.from));
    while (rows_next(r)) {
        struct past p = { .indicator = row_str(r, 0),
            .organisation = row_str(r, 1),
            .unit = row_str(r, 2),
            .dimension = dimension_named(row_str(r, 3)),
            .approx = (enum vn_approx)name_index(vn_approx_names, VN_AT_MOST + 1, row_str(r, 4)),
            .value = row_int(r, 5),
            .value_max = row_int(r, 6),
            .period = row_str(r, 7),
            .report_id = row_int(r, 8) };
        LIST_ADD(a, out->list, out->n, p);
    }
    return rows_end(r);
}

static uint64_t figure_key(int64_t report_id, int64_t seq) { return (uint64_t)report_id << 24 ^ (uint64_t)seq; }
static size_t place_of(const struct worths *w, uint64_t key) { return key * 0x9E3779B97F4A7C15u >> 32 & (w->room - 1); }

static void bind_past(struct arena *a, struct rows *r, int64_t unit_id, struct period of)
{
    BIND(r, unit_id);
    BIND(r, day_write(a, day_from_number(day_number(of.from) - PRICE_DAYS)));
    BIND(r, day_write(a, of.from));
}

static error read_worths(struct arena *a, struct db *db, int64_t unit_id, struct period of, struct worths *out)
{
    struct rows *r = db_run(a, db, &check_history_sql, WORTHS);
    bind_past(a, r, unit_id, of);
    while (rows_next(r)) {
        int64_t seq;
        if (!str_int(row_str(r, 1), &seq)) continue;       /* of several things together */
        struct worth w = { figure_key(row_int(r, 0), seq), row_int(r, 3), row_int(r, 2) != 0 };
        LIST_ADD(a, out->list, out->n, w);
    }
    TRY(rows_end(r));
    for (out->room = 16; out->room < 2 * out->n;) out->room *= 2;
    out->place = NEW_N(a, struct worth, out->room);
    for (size_t i = 0; i < out->n; i++) {
        size_t at = place_of(out, out->list[i].of);
        while (out->place[at].of) at = (at + 1) & (out->room - 1);
        out->place[at] = out->list[i];
    }
    return NULL;
}

/* What one of the indicator cost, as the past reports tell. */
static error read_prices(struct arena *a, struct db *db, int64_t unit_id, struct period of, struct str indicator,
    const struct worths *worths, milli **out, size_t *n)
{
    struct rows *r = db_run(a, db, &check_history_sql, COUNTS);
    bind_past(a, r, unit_id, of);
    BIND(r, indicator);
    while (rows_next(r)) {
        uint64_t key = figure_key(row_int(r, 0), row_int(r, 1));
        milli count = row_int(r, 2);
        for (size_t at = place_of(worths, key); worths->place[at].of; at = (at + 1) & (worths->room - 1)) {
            const struct worth *w = &worths->place[at];
            wide each = w->each ? (wide)w->value : (wide)w->value * MILLI / count;
            if (w->of == key && each > 0 && each < INT64_MAX) LIST_ADD(a, *out, *n, (milli)each);
        }
    }
    return rows_end(r);
}

/* ---- what is usual ---- */

struct usual { size_t n; milli middle, spread, low, high; };

static int by_size(const void *x, const void *y)
{
    milli a = *(const milli *)x, b = *(const milli *)y;
    return (a > b) - (a < b);
}

/* The median, the median distance from it, the ends. Sorts the values. */
static struct usual usual_of(struct arena *a, milli *values, size_t n)
{
    if (!n) return (struct usual){ 0 };
    qsort(values, n, sizeof *values, by_size);
    struct usual u = { n, values[n / 2], 0, values[0], values[n - 1] };
    milli *away = NEW_N(a, milli, n);
    for (size_t i = 0; i < n; i++) away[i] = values[i] > u.middle ? values[i] - u.middle : u.middle - values[i];
    qsort(away, n, sizeof *away, by_size);
    u.spread = away[n / 2];
    return u;
}

/* The claim lies wholly on one far side of what is usual. */
static bool is_far(const struct usual *u, struct claim c, int times)
{
    milli above, far, reach;
    if (u->n < LEAST_VALUES || u->middle <= 0 || __builtin_mul_overflow(u->middle, times, &above) ||
        __builtin_mul_overflow(u->spread, FAR_SPREADS, &reach))
        return false;
    far = u->middle / times;
    bool high = c.low > above && c.low > u->high && c.low - u->middle > reach;
    bool low = c.high < far && c.high < u->low / 2;    /* down there all distances are small */
    return high || low;
}

/* ---- amounts of the body's own reports ---- */

static bool is_same(const struct past *p, const struct figure *f)
{
    return str_is(p->indicator, f->indicator) && str_is(p->organisation, f->organisation);
}

/* What each report of periods of the same length told of it, summed; and what this one does. */
static void check_amount(struct checked *r, const struct past_list *past, size_t at, enum period_type type)
{
    const struct figure *f = &r->list[at].f;
    struct arena *a = r->found.a;
    struct vn_sum now = { 0 };
    for (size_t i = 0; i < r->n; i++) {
        const struct figure *x = &r->list[i].f;
        if (x->use != FIGURE_COUNTS || !str_is(x->indicator, f->indicator) || !str_is(x->organisation, f->organisation))
            continue;
        if (i < at) return;                            /* said at the first of them */
        vn_sum_add(&now, x->approx, x->value, x->value_max);
    }
    milli *values = NEW_N(a, milli, past->n + 1), least = f->dimension == DIMENSION_MONEY ? LEAST_MONEY : LEAST_COUNT;
    size_t n = 0;
    int64_t last = 0;
    for (size_t i = 0; i < past->n; i++) {
        const struct past *p = &past->list[i];
        struct period of;
        if (!is_same(p, f) || !period_read(p->period, &of) || of.type != type) continue;
        if (n && p->report_id == last) values[n - 1] += p->value;
        else values[n++] = p->value;
        last = p->report_id;
    }
    struct usual u = usual_of(a, values, n);
    if (now.overflow || (now.value < least && u.middle < least) ||
        !is_far(&u, claim_amount(vn_sum_approx(&now), now.value, now.value_max), FAR_TIMES))
        return;
    warning_add(&r->found, "outlier", SEVERITY_NOTE, &f, 1,
        str_fmt(a, say("Kỳ này %.*s; %zu kỳ trước từ %.*s đến %.*s, thường khoảng %.*s."),
            STR(total_words(a, &now, f->unit)), u.n, STR(warning_amount(a, f, u.low)),
            STR(warning_amount(a, f, u.high)), STR(warning_amount(a, f, u.middle))));
}

/* "suất" and "suất quà" are one word, so are "công trình" with whatever is behind it, and all words for people ("chị",
 * "đồng chí", "hội viên"). */
static bool same_word(const struct past *p, const struct figure *f, struct str before, struct str now)
{
    struct str x = before, y = now, first, second;
    if (check_has(before, "luot") != check_has(now, "luot")) return false;
    if (p->dimension == DIMENSION_PEOPLE && f->dimension == DIMENSION_PEOPLE) return true;
    return str_is(before, now) || str_find(before, now, 0) != SIZE_MAX || str_find(now, before, 0) != SIZE_MAX ||
           (str_next(&x, ' ', &first) && str_next(&y, ' ', &second) && str_is(first, second));
}

/* Turns where the catalogue counts people are the rule "unit". */
static void check_word(struct checked *r, const struct past_list *past, const struct figure_full *full)
{
    const struct figure *f = &full->f;
    struct arena *a = r->found.a;
    const struct past *last = NULL;
    struct str now = vn_fold(a, f->unit);
    for (size_t i = 0; i < past->n; i++) {
        const struct past *p = &past->list[i];
        if (!is_same(p, f)) continue;
        if (!last) last = p;
        if (p->report_id != last->report_id) break;
        if (same_word(p, f, vn_fold(a, p->unit), now)) return;
    }
    if (!last || check_has(vn_fold(a, full->rule.indicator_unit), "luot") != check_has(now, "luot")) return;
    bool turns = check_has(vn_fold(a, last->unit), "luot") != check_has(now, "luot");
    warning_add(&r->found, "unit_word", turns ? SEVERITY_DOUBT : SEVERITY_NOTE, &f, 1,
        str_fmt(a,
            turns ? say("Chỉ tiêu “%.*s” %.*s ghi “%.*s”, kỳ này ghi “%.*s”: "
                        "số người và số lượt không so với nhau được.")
                  : say("Chỉ tiêu “%.*s” %.*s ghi đơn vị “%.*s”, kỳ này ghi “%.*s”."),
            STR(f->indicator_name), STR(period_in(a, last->period)), STR(last->unit), STR(f->unit)));
}

/* ---- a new total ---- */

/* "kết nạp 105 hội viên, nâng tổng số lên 7.262": the last total and the change give the new one. */
static void check_total(struct checked *r, const struct past_list *past, size_t at, struct period of)
{
    static const char *const raised[] = { "nang tong so", "nang tong", "tong so", "dua tong so", "len", NULL };
    static const char *const in[] = { "ket nap", "phat trien", "tiep nhan", "tang", "thanh lap", NULL };
    static const char *const out[] = { "ra khoi", "xoa ten", "giam", "chuyen di", "khai tru", NULL };
    const struct figure_full *full = &r->list[at];
    const struct figure *f = &full->f, *about[4] = { f };
    struct rules rules = { &r->found, r->found.a, r->text, r->list, r->n };
    const struct past *last = NULL;
    size_t same = 0, used = 1;
    if (!str_is(full->rule.indicator_kind, S("stock")) || f->use != FIGURE_COUNTS ||
        !check_has_any(check_lead(&rules, at), raised))
        return;
    for (size_t i = 0; i < past->n; i++) {
        struct period p;
        if (!is_same(&past->list[i], f) || !period_read(past->list[i].period, &p) ||
            day_number(p.to) + 1 != day_number(of.from))
            continue;
        last = &past->list[i];
        same++;
    }
    if (same != 1) return;
    struct claim want = claim_amount(last->approx, last->value, last->value_max);
    milli shown = last->value;
    struct buf b = buf_open(rules.a);
    buf_str(&b, vn_quantity(rules.a, last->approx, last->value, last->value_max, S("")));
    size_t start = check_sentence(r->text, f->span.from);
    for (size_t i = at; i-- > 0 && r->list[i].f.span.from >= start && used < COUNT(about);) {
        const struct figure *x = &r->list[i].f;
        if (!check_is_live(x) || !str_is(x->unit, f->unit) || x->stock || x->part_of) continue;
        struct str lead = check_lead(&rules, i);
        bool less = check_has_any(lead, out);
        if (!less && !check_has_any(lead, in)) continue;
        want = less ? claim_minus(want, claim_of(x)) : claim_plus(want, claim_of(x));
        if (__builtin_add_overflow(shown, less ? -x->value : x->value, &shown)) return;
        buf_fmt(&b, " %s %.*s", less ? "−" : "+", STR(vn_quantity(rules.a, x->approx, x->value, x->value_max, S(""))));
        about[used++] = x;
    }
    if (used == 1 || claim_meets(want, claim_of(f))) return;
    struct str sum = buf_done(&b);
    warning_add(&r->found, "total", f->value > shown ? SEVERITY_DOUBT : SEVERITY_NOTE, about, used,
        str_fmt(rules.a, say("Tổng kỳ trước và phần thay đổi: %.*s = %.*s, báo cáo ghi %.*s."), STR(sum),
            STR(vn_number_digits(rules.a, shown)), STR(f->words)));
}

/* ---- unit prices ---- */

/* The prices of the indicators that the report has, each read once. */
struct priced { struct str indicator; struct usual usual; };
struct prices { int64_t unit_id; struct period of; struct worths worths; bool known; struct priced *list; size_t n; };

static error usual_price(struct arena *a, struct db *db, struct prices *p, struct str indicator, struct usual *out)
{
    for (size_t i = 0; i < p->n; i++)
        if (str_is(p->list[i].indicator, indicator)) {
            *out = p->list[i].usual;
            return NULL;
        }
    if (!p->known) TRY(read_worths(a, db, p->unit_id, p->of, &p->worths));
    p->known = true;
    milli *values = NULL;
    size_t n = 0;
    TRY(read_prices(a, db, p->unit_id, p->of, indicator, &p->worths, &values, &n));
    struct priced new = { indicator, usual_of(a, values, n) };
    LIST_ADD(a, p->list, p->n, new);
    *out = new.usual;
    return NULL;
}

/* What one costs, from the worth of a number of them. Of several things together only a roof is known: the others cost
 * nothing at the least. */
static struct claim price_claim(const struct figure *money, const struct figure *count)
{
    if (money->each) return claim_of(money);
    struct claim worth = claim_of(money), many = claim_of(count), price = { 0, CLAIM_NONE, worth.vague || many.vague };
    if (worth.high != CLAIM_NONE && many.low > 0) {
        wide high = (wide)worth.high * MILLI / many.low;
        if (high < CLAIM_NONE) price.high = (milli)high;
    }
    if (money->value_of_count == 1 && worth.low > 0 && many.high != CLAIM_NONE && many.high > 0)
        price.low = (milli)((wide)worth.low * MILLI / many.high);
    return price;
}

static void check_price_of(
    struct checked *r, struct usual u, const struct figure *money, const struct figure *count)
{
    struct arena *a = r->found.a;
    if (u.n < LEAST_VALUES) {
        struct price_seen few = { (uint32_t)money->seq, u.n,
            str_fmt(a, say("Mới có %zu đơn giá của “%.*s” trong các báo cáo đã duyệt, chưa đủ để so sánh."), u.n,
                STR(count->indicator_name)) };
        LIST_ADD(a, r->price, r->prices, few);
        return;
    }
    struct claim price = price_claim(money, count);
    milli shown = money->each ? money->value : (milli)((wide)money->value * MILLI / count->value);
    shown = shown / MILLI * MILLI;
    struct str said = str_fmt(a, say("Tính ra %.*s một %.*s; %zu lần trước từ %.*s đến %.*s, thường khoảng %.*s."),
        STR(vn_money_short(a, shown)), STR(count->unit), u.n, STR(vn_money_short(a, u.low / MILLI * MILLI)),
        STR(vn_money_short(a, u.high / MILLI * MILLI)), STR(vn_money_short(a, u.middle / MILLI * MILLI)));
    struct price_seen seen = { (uint32_t)money->seq, u.n, said };
    LIST_ADD(a, r->price, r->prices, seen);
    const struct figure *about[] = { money, count };
    if (is_far(&u, price, PRICE_TIMES)) warning_add(&r->found, "unit_price", SEVERITY_NOTE, about, 2, said);
}

static error check_prices_of(struct arena *a, struct db *db, struct checked *r, struct prices *prices,
    const struct figure *money)
{
    enum { THINGS_MOST = 8 };
    struct rules rules = { &r->found, r->found.a, r->text, r->list, r->n };
    if (money->dimension != DIMENSION_MONEY || !str_is(money->unit, S("VND")) || money->sense != SENSE_RESULT ||
        !check_is_live(money) || money->value_of_count > THINGS_MOST)
        return NULL;
    for (size_t i = 0; i < money->value_of_count; i++) {
        const struct figure *count = check_seq(&rules, money->value_of[i]);
        if (!count || !check_is_live(count) || !count->indicator.n || count->value <= 0 ||
            count->dimension == DIMENSION_MONEY || count->dimension == DIMENSION_PERCENT)
            continue;
        struct usual usual;
        TRY(usual_price(a, db, prices, count->indicator, &usual));
        check_price_of(r, usual, money, count);
    }
    return NULL;
}

error check_history(struct arena *a, struct db *db, int64_t unit_id, struct checked *r)
{
    struct period of;
    struct past_list past = { 0 };
    if (!r->n || !period_read(r->period, &of)) return NULL;
    TRY(read_own(a, db, r->body_id, of, &past));
    struct prices prices = { .unit_id = unit_id, .of = of };
    for (size_t i = 0; i < r->n; i++) {
        const struct figure *f = &r->list[i].f;
        TRY(check_prices_of(a, db, r, &prices, f));
        if (f->use != FIGURE_COUNTS || !f->indicator.n) continue;
        if (f->dimension != DIMENSION_MONEY) check_word(r, &past, &r->list[i]);
        check_total(r, &past, i, of);
        check_amount(r, &past, i, of.type);
    }
    return NULL;
}
