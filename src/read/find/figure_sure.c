/* figure_sure.c - how sure a figure is: each sign has a weight, their sum says how many figures like it are right.
 * Writes figure.confidence and figure.doubts. The two tables are printed by tools/calibrate.py from the annotated
 * documents; they are never edited by hand. */
#include "read/find/find.h"

enum { DOUBTFUL = -30 }; /* weights below this are told as a reason to doubt */

static const uint8_t doubt_of_sign[SIGN_COUNT] = {
    [SIGN_OPEN_UNIT] = DOUBT_UNIT,      [SIGN_UNIT_BEHIND] = DOUBT_UNIT,  [SIGN_WORDS] = DOUBT_APPROX,
    [SIGN_PLAIN_DOT] = DOUBT_APPROX,    [SIGN_ITEM_EMPTY] = DOUBT_ITEM,   [SIGN_ITEM_PLAIN] = DOUBT_ITEM,
    [SIGN_ITEM_SHARED] = DOUBT_ITEM,    [SIGN_ITEM_TOLD] = DOUBT_ITEM,    [SIGN_NOBODY] = DOUBT_ACTOR,
    [SIGN_LAST_DOER] = DOUBT_ACTOR,     [SIGN_SECTION_DOER] = DOUBT_ACTOR, [SIGN_ABOUT_DOER] = DOUBT_ACTOR,
    [SIGN_OFFICE_DOER] = DOUBT_ACTOR,   [SIGN_SAID_DOER] = DOUBT_ACTOR,   [SIGN_WITH] = DOUBT_ACTOR,
    [SIGN_BODIES] = DOUBT_ACTOR,        [SIGN_NO_PERIOD] = DOUBT_PERIOD,  [SIGN_OWN_PERIOD] = DOUBT_PERIOD,
    [SIGN_TIMES] = DOUBT_PERIOD,        [SIGN_CONTEXT] = DOUBT_SENSE,     [SIGN_TARGET] = DOUBT_SENSE,
    [SIGN_PLAN_NEAR] = DOUBT_SENSE,     [SIGN_NO_VERB] = DOUBT_SENSE,     [SIGN_LONG] = DOUBT_ACTOR,
    [SIGN_CHANGE] = DOUBT_ITEM,         [SIGN_EACH] = DOUBT_ITEM,         [SIGN_WORTH] = DOUBT_WORTH,
    [SIGN_CELL] = DOUBT_ITEM,           [SIGN_PERCENT] = DOUBT_ITEM,      [SIGN_MEASURE] = DOUBT_ITEM,
    [SIGN_PLACES] = DOUBT_SENSE,        [SIGN_QUALIFIED] = DOUBT_APPROX,
};

/* ---- printed by tools/calibrate.py ---- */

static const int16_t weights[SIGN_COUNT] = { /* hundredths */
    [SIGN_OPEN_UNIT] = 39,
    [SIGN_UNIT_BEHIND] = -302,
    [SIGN_WORDS] = 45,
    [SIGN_PLAIN_DOT] = 5,
    [SIGN_ITEM_EMPTY] = 0,
    [SIGN_ITEM_PLAIN] = -147,
    [SIGN_ITEM_SHARED] = -138,
    [SIGN_ITEM_TOLD] = -90,
    [SIGN_NOBODY] = -105,
    [SIGN_LAST_DOER] = -32,
    [SIGN_SECTION_DOER] = -73,
    [SIGN_ABOUT_DOER] = 35,
    [SIGN_OFFICE_DOER] = 0,
    [SIGN_SAID_DOER] = 108,
    [SIGN_WITH] = 43,
    [SIGN_BODIES] = -35,
    [SIGN_NO_PERIOD] = 48,
    [SIGN_OWN_PERIOD] = 2,
    [SIGN_TIMES] = -39,
    [SIGN_CONTEXT] = -86,
    [SIGN_TARGET] = 14,
    [SIGN_PLAN_NEAR] = 42,
    [SIGN_NO_VERB] = -46,
    [SIGN_LONG] = -129,
    [SIGN_CHANGE] = 5,
    [SIGN_EACH] = 50,
    [SIGN_WORTH] = 24,
    [SIGN_CELL] = 117,
    [SIGN_PERCENT] = -72,
    [SIGN_MEASURE] = -84,
    [SIGN_PLACES] = -97,
    [SIGN_QUALIFIED] = 51,
};
static const struct {
    int16_t least;
    uint16_t confidence;
} steps[] = {
    { 288, 970 },
    { 260, 867 },
    { 223, 867 },
    { 184, 867 },
    { -9999, 806 },
};
enum { BASE = 342, LEAST = 806 };

/* ---- end of what is printed ---- */

void figure_sure(struct figure_found *g)
{
    int sum = BASE;
    for (unsigned s = 0; s < SIGN_COUNT; s++) {
        if (!(g->signs >> s & 1)) continue;
        sum += weights[s];
        if (weights[s] < DOUBTFUL) g->doubts |= (uint16_t)(1U << doubt_of_sign[s]);
    }
    g->confidence = LEAST;
    for (size_t i = 0; i < COUNT(steps); i++)
        if (sum >= steps[i].least) {
            g->confidence = steps[i].confidence;
            return;
        }
}
