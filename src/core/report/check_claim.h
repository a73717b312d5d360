/* check_claim.h - what amounts a statement leaves possible. "trên 40 triệu" is that or more (people say it of 40
 * too); "36 triệu" was rounded somewhere within half a million of it; two statements contradict each other only when
 * no amount fits both. */
#ifndef CORE_REPORT_CHECK_CLAIM_H
#define CORE_REPORT_CHECK_CLAIM_H
#include "core/report/figure.h"

/* low <= x <= high in thousandths; CLAIM_NONE and -CLAIM_NONE: no bound. vague: "khoảng", so no certain word. */
struct claim { milli low, high; bool vague; };
#define CLAIM_NONE INT64_MAX
__extension__ typedef __int128 wide;                   /* products before they are divided */
/* "khoảng 100" may be a fifth more or less. */
enum { CLAIM_ABOUT = 5 };

struct claim claim_of(const struct figure *f);
struct claim claim_exact(milli value);
struct claim claim_amount(enum vn_approx approx, milli value, milli value_max);   /* unrounded */
struct claim claim_plus(struct claim x, struct claim y);
struct claim claim_minus(struct claim x, struct claim y);
struct claim claim_times(struct claim count, struct claim price);       /* both from 0 up */
bool claim_meets(struct claim x, struct claim y);
/* Half of the last place that was written: 500.000 đồng for "36 triệu đồng", 50 triệu for "1,3 tỷ"; 0 when every digit
 * was. */
milli claim_rounding(const struct figure *f);
#endif
