/* figure_sure.c - how sure a figure is: each sign has a weight, their sum says how many figures like it are right.
 * Writes figure.confidence and figure.doubts. The two tables are printed by tools/calibrate.py from the annotated
 * documents; they are never edited by hand. A figure that is not sure always has a doubt: its weakest sign's. */
#include "read/find/find.h"

enum { DOUBTFUL = -30, SURE = 900 }; /* weights below the first are told as a reason to doubt the figures that are
                                        * not sure */

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
    [SIGN_LIST] = DOUBT_ACTOR,          [SIGN_SHORT] = DOUBT_ITEM,        [SIGN_CROWD] = DOUBT_ITEM,
    [SIGN_FIRST] = DOUBT_ITEM,          [SIGN_OTHERS] = DOUBT_ACTOR,      [SIGN_SECTION_PERIOD] = DOUBT_PERIOD,
    [SIGN_WHOLE_PERIOD] = DOUBT_PERIOD, [SIGN_PLAN_UNSAID] = DOUBT_SENSE, [SIGN_STOCK] = DOUBT_SENSE,
    [SIGN_PART] = DOUBT_PART,           [SIGN_KNOWN] = DOUBT_ITEM,        [SIGN_MONEY] = DOUBT_ITEM,
    [SIGN_PEOPLE] = DOUBT_ITEM,         [SIGN_PLACED] = DOUBT_ACTOR,      [SIGN_PERSON] = DOUBT_ACTOR,
    [SIGN_PAST] = DOUBT_SENSE,          [SIGN_REVIEW] = DOUBT_SENSE,      [SIGN_ITEM_ELSEWHERE] = DOUBT_ITEM,
    [SIGN_DOC_OFFICE] = DOUBT_ACTOR,    [SIGN_DOC_MEETING] = DOUBT_ACTOR, [SIGN_DOC_ARTICLE] = DOUBT_ACTOR,
    [SIGN_DOC_TABLE] = DOUBT_ITEM,      [SIGN_DOC_TIMELESS] = DOUBT_PERIOD, [SIGN_DOC_NO_BODY] = DOUBT_ACTOR,
    [SIGN_DOC_BODIES] = DOUBT_ACTOR,    [SIGN_DOC_PLANS] = DOUBT_SENSE,   [SIGN_DOC_FACTS] = DOUBT_SENSE,
    [SIGN_DOC_UNSAID] = DOUBT_ACTOR,    [SIGN_DOC_NOBODY] = DOUBT_ACTOR,  [SIGN_DOC_BARE] = DOUBT_SENSE,
    [SIGN_DOC_DATED] = DOUBT_PERIOD,    [SIGN_DOC_REVIEW] = DOUBT_SENSE,
};

/* ---- printed by tools/calibrate.py ---- */

static const int16_t weights[SIGN_COUNT] = { /* hundredths */
    [SIGN_OPEN_UNIT] = -19,
    [SIGN_UNIT_BEHIND] = -12,
    [SIGN_WORDS] = -1,
    [SIGN_PLAIN_DOT] = 0,
    [SIGN_ITEM_EMPTY] = -5,
    [SIGN_ITEM_PLAIN] = -18,
    [SIGN_ITEM_SHARED] = -19,
    [SIGN_ITEM_TOLD] = -29,
    [SIGN_NOBODY] = -75,
    [SIGN_LAST_DOER] = -3,
    [SIGN_SECTION_DOER] = -5,
    [SIGN_ABOUT_DOER] = -28,
    [SIGN_OFFICE_DOER] = 2,
    [SIGN_SAID_DOER] = 75,
    [SIGN_WITH] = 2,
    [SIGN_BODIES] = 21,
    [SIGN_NO_PERIOD] = -11,
    [SIGN_OWN_PERIOD] = -36,
    [SIGN_TIMES] = 13,
    [SIGN_CONTEXT] = -62,
    [SIGN_TARGET] = -17,
    [SIGN_PLAN_NEAR] = 29,
    [SIGN_NO_VERB] = -29,
    [SIGN_LONG] = 0,
    [SIGN_CHANGE] = 7,
    [SIGN_EACH] = 20,
    [SIGN_WORTH] = 4,
    [SIGN_CELL] = -28,
    [SIGN_PERCENT] = -10,
    [SIGN_MEASURE] = 8,
    [SIGN_PLACES] = -8,
    [SIGN_QUALIFIED] = 7,
    [SIGN_LIST] = -37,
    [SIGN_SHORT] = 7,
    [SIGN_CROWD] = -22,
    [SIGN_FIRST] = 7,
    [SIGN_OTHERS] = 13,
    [SIGN_SECTION_PERIOD] = 10,
    [SIGN_WHOLE_PERIOD] = 37,
    [SIGN_PLAN_UNSAID] = 6,
    [SIGN_STOCK] = -21,
    [SIGN_PART] = 19,
    [SIGN_KNOWN] = 6,
    [SIGN_MONEY] = -10,
    [SIGN_PEOPLE] = -10,
    [SIGN_PLACED] = 0,
    [SIGN_PERSON] = -26,
    [SIGN_PAST] = 8,
    [SIGN_REVIEW] = 0,
    [SIGN_ITEM_ELSEWHERE] = -22,
    [SIGN_DOC_OFFICE] = 22,
    [SIGN_DOC_MEETING] = -25,
    [SIGN_DOC_ARTICLE] = 17,
    [SIGN_DOC_TABLE] = -23,
    [SIGN_DOC_TIMELESS] = -8,
    [SIGN_DOC_NO_BODY] = -3,
    [SIGN_DOC_BODIES] = 0,
    [SIGN_DOC_PLANS] = -37,
    [SIGN_DOC_FACTS] = 14,
    [SIGN_DOC_UNSAID] = 32,
    [SIGN_DOC_NOBODY] = -13,
    [SIGN_DOC_BARE] = 17,
    [SIGN_DOC_DATED] = -18,
    [SIGN_DOC_REVIEW] = 0,
};
static const struct {
    int16_t least;
    uint16_t confidence;
} steps[] = {
    { 239, 980 },
    { 225, 890 },
    { 211, 848 },
    { 181, 837 },
    { 169, 750 },
    { 106, 601 },
    { 74, 574 },
    { -9999, 429 },
};
enum { BASE = 180, LEAST = 429 };

/* ---- end of what is printed ---- */

void figure_sure(struct figure_found *g)
{
    int sum = BASE;
    unsigned weakest = SIGN_COUNT, doubts = 0;
    for (uint64_t left = g->signs; left; left &= left - 1) {
        unsigned s = (unsigned)__builtin_ctzll(left);
        sum += weights[s];
        if (weights[s] < DOUBTFUL) doubts |= 1U << doubt_of_sign[s];
        if (weakest == SIGN_COUNT || weights[s] < weights[weakest]) weakest = s;
    }
    g->confidence = LEAST;
    for (size_t i = 0; i < COUNT(steps); i++)
        if (sum >= steps[i].least) {
            g->confidence = steps[i].confidence;
            break;
        }
    if (g->confidence >= SURE) return; /* what speaks against it is outweighed */
    if (!doubts) doubts = 1U << (weakest < SIGN_COUNT ? doubt_of_sign[weakest] : DOUBT_ITEM);
    g->doubts |= (uint16_t)doubts;
}
