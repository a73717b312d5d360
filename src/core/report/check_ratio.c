/* check_ratio.c - fractions, percentages and what is left: "5.921/7.976, đạt 74,24%; còn 2.055". Published shares are
 * rounded or cut off: one unit of their last written decimal is given either way. Finds and says; never corrects. */
#include "core/report/check_rules.h"
#include "vn/text.h"

enum { FAR = 60, PLAN_AWAY = 6, LAST = 24 };

/* One unit of the last decimal that was written: 0,01 for "74,24%". */
static milli percent_place(const struct figure *percent)
{
    milli place = MILLI;
    bool after = false;
    for (size_t i = 0; i < percent->quote.n && percent->quote.p[i] != '%'; i++) {
        char c = percent->quote.p[i];
        if (c == ',' || c == '.') after = true;
        else if (after && c >= '0' && c <= '9') place /= 10;
    }
    return place ? place : 1;
}

/* Thousandths of a percent, cut off; false when it does not fit. */
static bool share_of(milli part, milli whole, milli *out)
{
    milli scaled;
    if (whole <= 0 || part < 0 || __builtin_mul_overflow(part, (milli)100 * MILLI, &scaled)) return false;
    *out = scaled / whole;
    return true;
}

static bool share_fits(const struct figure *percent, milli share)
{
    struct claim c = claim_amount(percent->approx, percent->value, percent->value_max);
    milli place = percent_place(percent) - 1;
    if (c.low != -CLAIM_NONE) c.low -= place;
    if (c.high != CLAIM_NONE) c.high += place;
    return claim_meets(c, claim_exact(share));
}

static bool is_share(const struct figure *f)
{
    return f->dimension == DIMENSION_PERCENT && f->change == CHANGE_NONE && check_is_live(f);
}

static bool is_amount(const struct figure *f)
{
    return check_is_live(f) && f->dimension != DIMENSION_PERCENT && f->approx == VN_EXACT && !f->each;
}

/* Words between two figures that stand in one breath: no end of sentence or clause. */
static bool stand_together(const struct rules *r, const struct figure *first, const struct figure *second)
{
    if (second->span.from < first->span.to || second->span.from - first->span.to > FAR ||
        second->span.from > r->text.n)
        return false;
    struct str between = str_cut(r->text, first->span.to, second->span.from);
    return str_find(between, S("\n"), 0) == SIZE_MAX && str_find(between, S("; "), 0) == SIZE_MAX &&
           str_find(between, S(". "), 0) == SIZE_MAX;
}

/* What the percentage is of, as the words behind its sign tell: another whole than the figure's own. */
static bool is_of_plan(const struct rules *r, const struct figure *percent)
{
    static const char *const plan[] = { "ke hoach", "chi tieu", "nghi quyet", "kh", "muc tieu", NULL };
    static const char *const ends[] = { ",", ";", ". ", "(" };
    size_t line = str_find(r->text, S("\n"), percent->span.from), to = percent->span.to + FAR;
    struct str behind = check_fold(r, percent->span.from, to < line ? to : line);
    size_t sign = str_find(behind, S("%"), 0);
    behind = str_cut(behind, sign == SIZE_MAX ? 0 : sign + 1, behind.n);
    for (size_t i = 0; i < COUNT(ends); i++) behind = str_cut(behind, 0, str_find(behind, str_c(ends[i]), 0));
    return check_has_any(behind, plan);
}

static void say_share(const struct rules *r, const struct figure *percent, const struct figure *part,
    const struct figure *whole, milli part_value, milli whole_value, milli share)
{
    const struct figure *about[] = { percent, part, whole };
    milli shown = (share + 5) / 10 * 10;               /* two decimals */
    warning_add(r->to, "percent", SEVERITY_DOUBT, about, whole == part ? 2 : 3,
        str_fmt(r->a, say("%.*s/%.*s = %.*s%%, báo cáo ghi %.*s."), STR(vn_number_digits(r->a, part_value)),
            STR(vn_number_digits(r->a, whole_value)), STR(vn_number_digits(r->a, shown)), STR(percent->words)));
}

/* The whole of figure i that stands apart: what it is a part of, or "trong tổng số 547 chi bộ có" before it. */
static const struct figure *whole_of(const struct rules *r, size_t i)
{
    const struct figure *f = &r->list[i].f;
    const struct figure *whole = f->part_of ? check_seq(r, f->part_of) : NULL;
    if (!whole && i) {
        const struct figure *before = &r->list[i - 1].f;
        struct str lead = check_lead(r, i - 1);
        if ((str_ends(lead, S("tong so")) || str_ends(lead, S("trong so"))) &&
            check_sentence(r->text, f->span.from) <= before->span.from)
            whole = before;
    }
    return whole && is_amount(whole) && !whole->has_whole && str_is(whole->unit, f->unit) && whole->value > f->value
               ? whole
               : NULL;
}

/* "đạt", "chiếm", "bằng" or a bracket: the percentage speaks of the figure before it. */
static bool speaks_of(const struct rules *r, const struct figure *f, const struct figure *percent)
{
    static const char *const links[] = { "chiem", "dat", "bang", "ty le", "ti le", NULL };
    static const char *const apart[] = { "tang", "giam", "trong do", "so voi", "ho ngheo", NULL };
    struct str between = check_fold(r, f->span.to, percent->span.from);
    if (check_has_any(between, apart)) return false;
    bool bracket = percent->span.from && percent->span.from <= r->text.n && r->text.p[percent->span.from - 1] == '(';
    return bracket || check_has_any(between, links);
}

static void check_percent(const struct rules *r, size_t i)
{
    const struct figure *f = &r->list[i].f, *percent = i + 1 < r->n ? &r->list[i + 1].f : NULL;
    if (!percent || !is_amount(f) || !is_share(percent) || !stand_together(r, f, percent) || is_of_plan(r, percent))
        return;
    static const char *const apart[] = { "ke hoach", "tang", "giam", "so voi", NULL };
    const struct figure *whole = f->has_whole ? f : speaks_of(r, f, percent) ? whole_of(r, i) : NULL;
    milli share, of = !whole ? 0 : whole == f ? f->whole : whole->value;
    if (!whole || check_has_any(check_fold(r, f->span.to, percent->span.from), apart) ||
        !share_of(f->value, of, &share) || share_fits(percent, share))
        return;
    say_share(r, percent, f, whole, f->value, of, share);
}

/* "81,2% (13/16)": the percentage stands first. */
static void check_percent_first(const struct rules *r, size_t i)
{
    const struct figure *percent = &r->list[i].f, *f = i + 1 < r->n ? &r->list[i + 1].f : NULL;
    milli share;
    if (!f || !is_share(percent) || !is_amount(f) || !f->has_whole || !stand_together(r, percent, f) ||
        f->span.from == 0 || f->span.from > r->text.n || r->text.p[f->span.from - 1] != '(' ||
        !share_of(f->value, f->whole, &share) || share_fits(percent, share))
        return;
    say_share(r, percent, f, f, f->value, f->whole, share);
}

/* "1.769 đơn vị máu, đạt 50,5% kế hoạch năm" beside "kế hoạch 3.500 đơn vị máu". */
static void check_plan_share(const struct rules *r, size_t i)
{
    static const char *const plan[] = { "ke hoach", "chi tieu", "chi tieu giao", "muc tieu", NULL };
    const struct figure *f = &r->list[i].f, *percent = i + 1 < r->n ? &r->list[i + 1].f : NULL;
    milli share;
    if (!percent || !is_amount(f) || f->has_whole || !is_share(percent) || !stand_together(r, f, percent) ||
        !is_of_plan(r, percent))
        return;
    const struct figure *planned = NULL;
    for (size_t k = i > PLAN_AWAY ? i - PLAN_AWAY : 0; k < r->n && k <= i + PLAN_AWAY; k++) {
        const struct figure *x = &r->list[k].f;
        if (x == f || !is_amount(x) || !str_is(x->unit, f->unit) || x->change != CHANGE_NONE) continue;
        struct str lead = check_lead(r, k);            /* "kế hoạch (năm) (là)": the last words before the number */
        if (!check_has_any(str_cut(lead, lead.n > LAST ? lead.n - LAST : 0, lead.n), plan)) continue;
        if (x->indicator.n && f->indicator.n && !str_is(x->indicator, f->indicator)) continue;
        if (planned) return;                           /* two plans: which of them is not ours to say */
        planned = x;
    }
    if (!planned || !share_of(f->value, planned->value, &share) || share_fits(percent, share)) return;
    say_share(r, percent, f, planned, f->value, planned->value, share);
}

/* "5.921/7.976 ...; còn 2.055 chưa cài": the part and the rest are the whole. */
static void check_rest(const struct rules *r, size_t i)
{
    static const char *const rest[] = { "chua", "con lai", NULL };
    const struct figure *f = &r->list[i].f;
    for (size_t k = i + 1; k < r->n && k <= i + 2 && f->has_whole && is_amount(f); k++) {
        const struct figure *left = &r->list[k].f;
        if (!is_amount(left) || left->has_whole || !str_is(left->unit, f->unit) || left->part_of ||
            check_sentence(r->text, left->span.from) > f->span.from)
            continue;
        struct str lead = check_lead(r, k), around = check_fold(r, left->span.from, left->span.to + FAR);
        around = str_cut(around, 0, str_find(around, S(","), 0));
        around = str_cut(around, 0, str_find(around, S(". "), 0));
        bool told = check_has_any(lead, rest) || (check_has(lead, "con") && check_has_any(around, rest));
        if (!told || f->whole - f->value == left->value || left->value > f->whole) continue;
        const struct figure *about[] = { left, f };
        warning_add(r->to, "parts", SEVERITY_DOUBT, about, 2,
            str_fmt(r->a, say("%.*s − %.*s = %.*s, báo cáo ghi còn %.*s."), STR(vn_number_digits(r->a, f->whole)),
                STR(vn_number_digits(r->a, f->value)), STR(vn_number_digits(r->a, f->whole - f->value)),
                STR(vn_number_digits(r->a, left->value))));
    }
}

/* "đạt 120/100 chỉ tiêu" goes beyond its plan; 136/96 hòa giải does not exist. */
static void check_fraction(const struct rules *r, const struct figure *f)
{
    static const char *const plan[] = { "chi tieu", "ke hoach", "giao", "dat", NULL };
    if (!f->has_whole || f->value <= f->whole) return;
    if (check_has_any(check_fold(r, f->span.from, f->span.to + FAR), plan)) return;
    warning_add(r->to, "parts", SEVERITY_DOUBT, &f, 1,
        str_fmt(r->a, say("%.*s: phần lớn hơn tổng."), STR(f->words)));
}

void check_ratios(const struct rules *r, size_t i)
{
    check_fraction(r, &r->list[i].f);
    check_percent(r, i);
    check_percent_first(r, i);
    check_plan_share(r, i);
    check_rest(r, i);
}
