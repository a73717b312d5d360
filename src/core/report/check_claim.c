/* check_claim.c - see check_claim.h. Amounts that do not fit lose their bound, so that nothing is claimed of them. */
#include "core/report/check_claim.h"

static milli plus(milli x, milli y)
{
    milli sum;
    if (x == CLAIM_NONE || y == CLAIM_NONE || __builtin_add_overflow(x, y, &sum)) return CLAIM_NONE;
    return sum;
}

/* For lower bounds: what overflows is no bound. */
static milli least(milli x, milli y)
{
    milli sum;
    if (x == -CLAIM_NONE || y == -CLAIM_NONE || __builtin_add_overflow(x, y, &sum)) return -CLAIM_NONE;
    return sum;
}

milli claim_rounding(const struct figure *f)
{
    for (size_t i = 0; i < f->quote.n; i++) {
        struct vn_number number;
        if (f->quote.p[i] < '0' || f->quote.p[i] > '9' || !vn_number_at(f->quote, i, &number)) continue;
        if (number.value != f->value || number.scale <= 1) return 0;
        milli place = number.scale * MILLI;
        size_t comma = str_find(str_cut(f->quote, i, number.end), S(","), 0);
        for (size_t at = comma == SIZE_MAX ? f->quote.n : i + comma + 1;
             at < number.end && f->quote.p[at] >= '0' && f->quote.p[at] <= '9'; at++)
            place /= 10;
        return place / 2;
    }
    return 0;
}

struct claim claim_exact(milli value) { return (struct claim){ value, value, false }; }

struct claim claim_amount(enum vn_approx approx, milli value, milli value_max)
{
    milli part = value / CLAIM_ABOUT;
    if (part < 0) part = -part;
    switch (approx) {
    case VN_EXACT: break;
    case VN_OVER: case VN_AT_LEAST: return (struct claim){ value, CLAIM_NONE, false };
    case VN_UNDER: case VN_AT_MOST: return (struct claim){ -CLAIM_NONE, value, false };
    case VN_RANGE: return (struct claim){ value, value_max, false };
    case VN_ABOUT: return (struct claim){ value - part, plus(value, part), true };
    }
    return claim_exact(value);
}

struct claim claim_of(const struct figure *f)
{
    struct claim c = claim_amount(f->approx, f->value, f->value_max);
    milli half = f->approx == VN_EXACT ? claim_rounding(f) : 0;
    return (struct claim){ least(c.low, -half), plus(c.high, half), c.vague };
}

struct claim claim_plus(struct claim x, struct claim y)
{
    return (struct claim){ least(x.low, y.low), plus(x.high, y.high), x.vague || y.vague };
}

struct claim claim_minus(struct claim x, struct claim y)
{
    return claim_plus(x, (struct claim){ -y.high, -y.low, y.vague });
}

static milli times(milli x, milli y, milli otherwise)
{
    wide product = (wide)x * y / MILLI;
    return product > CLAIM_NONE - 1 ? otherwise : (milli)product;
}

struct claim claim_times(struct claim count, struct claim price)
{
    milli low = count.low < 0 || price.low < 0 ? 0 : times(count.low, price.low, -CLAIM_NONE);
    milli high = count.high == CLAIM_NONE || price.high == CLAIM_NONE || count.high < 0 || price.high < 0
                     ? CLAIM_NONE
                     : times(count.high, price.high, CLAIM_NONE);
    return (struct claim){ low, high, count.vague || price.vague };
}

bool claim_meets(struct claim x, struct claim y) { return x.low <= y.high && y.low <= x.high; }
