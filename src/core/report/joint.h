/* joint.h - results that several bodies achieved together: who they were, and what share each has.
 *
 * The whole counts once in the unit. Where it was divided, each member's own total has its share, and the shares make
 * up the whole: what the members leave is the leading body's. Where it was not, the leading body's total has the
 * whole, and the others show it with a mark but do not add it. A stock is not divided. */
#ifndef CORE_REPORT_JOINT_H
#define CORE_REPORT_JOINT_H
#include "core/report/figure.h"

/* An organisation in whose total a figure counts, and for how much. */
struct credit { struct str organisation; milli value; };
/* kind: of the indicator ("flow" "stock"). None for a result that is nobody's own. */
size_t joint_credits(struct arena *a, const struct figure *f, struct str kind, struct credit **out);
/* false: it does not count there. organisation "": the whole. */
bool joint_credit(struct arena *a, const struct figure *f, struct str kind, struct str organisation, milli *value);
bool joint_has(const struct figure *f, struct str organisation);       /* took part, whether it leads or not */

/* "Hội Nông dân 40; CTD 20", "HND; CTD": codes or names, a share behind each or behind none. ERR_INPUT says what is
 * wrong. */
error joint_read(struct arena *a, struct str typed, struct figure *f) MUST_USE;
struct str joint_write(struct arena *a, const struct figure *f);       /* the same, for the form */
struct str joint_shares(struct arena *a, const struct figure *f);      /* "40000,20000", as stored beside the members */
void joint_shares_read(struct arena *a, struct str stored, struct figure *f);
#endif
