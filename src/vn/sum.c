/* sum.c - sums of approximate amounts: what can still be claimed. See number.h.
 *
 * Each amount is a statement about an unknown exact one (over: x > v, at most: x <= v ...). Counting how many
 * parts say what, rather than keeping one wording, lets a part be taken away again. */
#include "vn/number.h"

const char *const vn_approx_names[] = {
    [VN_EXACT] = "exact", [VN_OVER] = "over", [VN_UNDER] = "under", [VN_ABOUT] = "about",
    [VN_RANGE] = "range", [VN_AT_LEAST] = "at_least", [VN_AT_MOST] = "at_most",
};

static uint32_t *counter(struct vn_sum *sum, enum vn_approx approx)
{
    switch (approx) {
    case VN_OVER: return &sum->over;
    case VN_UNDER: return &sum->under;
    case VN_ABOUT: return &sum->about;
    case VN_RANGE: return &sum->range;
    case VN_AT_LEAST: return &sum->at_least;
    case VN_AT_MOST: return &sum->at_most;
    case VN_EXACT: break;
    }
    return NULL;
}

void vn_sum_add(struct vn_sum *sum, enum vn_approx approx, milli value, milli value_max)
{
    if (approx != VN_RANGE) value_max = value;
    sum->overflow |= __builtin_add_overflow(sum->value, value, &sum->value);
    sum->overflow |= __builtin_add_overflow(sum->value_max, value_max, &sum->value_max);
    sum->count++;
    uint32_t *n = counter(sum, approx);
    if (n) ++*n;
}

void vn_sum_remove(struct vn_sum *sum, enum vn_approx approx, milli value, milli value_max)
{
    if (approx != VN_RANGE) value_max = value;
    uint32_t *n = counter(sum, approx);
    assert(sum->count && (!n || *n));          /* only what was added is taken away */
    sum->overflow |= __builtin_sub_overflow(sum->value, value, &sum->value);
    sum->overflow |= __builtin_sub_overflow(sum->value_max, value_max, &sum->value_max);
    sum->count--;
    if (n) --*n;
}

void vn_sum_join(struct vn_sum *sum, const struct vn_sum *other)
{
    sum->overflow |= other->overflow;
    sum->overflow |= __builtin_add_overflow(sum->value, other->value, &sum->value);
    sum->overflow |= __builtin_add_overflow(sum->value_max, other->value_max, &sum->value_max);
    sum->count += other->count;
    sum->over += other->over;
    sum->under += other->under;
    sum->about += other->about;
    sum->range += other->range;
    sum->at_least += other->at_least;
    sum->at_most += other->at_most;
}

/* A range beside "over" keeps only its lower bound, which is in `value`; beside "under" the bound that would hold
 * is not the stated centre, so no more than "about" is claimed. */
enum vn_approx vn_sum_approx(const struct vn_sum *sum)
{
    bool above = sum->over || sum->at_least, below = sum->under || sum->at_most;
    if (sum->about || (above && below) || (below && sum->range)) return VN_ABOUT;
    if (above) return sum->over ? VN_OVER : VN_AT_LEAST;
    if (below) return sum->under ? VN_UNDER : VN_AT_MOST;
    return sum->range ? VN_RANGE : VN_EXACT;
}
