/* gazetteer.h - the word lists of data/words, read once into one table that never changes.
 *
 * A list is lines of  phrase <TAB> role <TAB> code <TAB> extra ; '#' starts a comment line. A phrase
 * that starts with '^' asks for the capitals it shows. What a role means stands at the head of each
 * list. Safe to use from any thread. */
#ifndef READ_GAZETTEER_H
#define READ_GAZETTEER_H
#include "read/find/tokens.h"
#include "read/record.h"

enum word_list {
    LIST_UNITS, LIST_SIGNALS, LIST_APPROX, LIST_TRAPS, LIST_STOPS, LIST_ORGANISATIONS, LIST_POSTS,
    LIST_MEETINGS, LIST_FURNITURE, LIST_HONORIFICS, LIST_PLACES, LIST_TIMES, LIST_NUMBERS, LIST_INDICATORS, LIST_COUNT
};

/* name in the list's second column, one name space for all lists */
#define ROLES(X) \
    X(NONE, "") \
    /* units */ \
    X(GOODS, "goods") X(PERSON, "person") X(HOUSEHOLD, "household") X(EVENT, "event") X(AREA_UNIT, "place") \
    X(GROUP, "group") X(MEASURE, "measure") X(MONEY, "money") X(THING, "thing") \
    /* signals */ \
    X(DID, "did") X(HELD, "held") X(TARGET, "target") X(CONTEXT, "context") X(CUMULATIVE, "cumulative") \
    X(STOCK, "stock") X(UP, "up") X(DOWN, "down") X(PART, "part") X(WORTH, "worth") X(EACH, "each") \
    X(REACH, "reach") X(COMPARE, "compare") X(PLAN, "plan") X(CONCLUDE, "conclude") X(ASK, "ask") \
    X(MUST, "must") X(LAUNCH, "launch") X(KEEP, "keep") X(END, "end") X(MODEL, "model") X(HARD, "hard") \
    X(VOICE, "voice") X(CHAIR, "chair") X(GIVE, "give") X(DUE, "due") X(DO, "do") X(CASE, "case") \
    X(REVIEW, "review") X(HARM, "harm") X(OWNER, "owner") X(URGE, "urge") X(MOVEMENT, "movement") \
    /* approximators */ \
    X(OVER, "over") X(UNDER, "under") X(ABOUT, "about") X(AT_LEAST, "at_least") X(AT_MOST, "at_most") \
    X(AT_LEAST_AFTER, "at_least_after") X(AT_MOST_AFTER, "at_most_after") \
    /* traps */ \
    X(BEFORE, "before") X(WEAK, "weak") X(AFTER, "after") X(DIGIT, "digit") \
    /* stops */ \
    X(STOP, "stop") X(LINK, "link") X(TO, "to") X(BY, "by") X(ABBREVIATION, "abbreviation") X(INSIDE, "inside") \
    /* organisations */ \
    X(BODY, "body") X(OTHER, "other") X(BLOC, "bloc") \
    /* posts */ \
    X(HEAD, "head") X(TAIL, "tail") X(AND_POST, "and_post") \
    /* meetings */ \
    X(KIND, "kind") X(GATHERING, "gathering") X(VENUE, "venue") X(WHEN, "when") X(WHERE, "where") \
    /* furniture */ \
    X(DROP, "drop") X(SECTION, "section") X(IMAGE, "image") X(RELATED, "related") X(BYLINE, "byline") \
    X(VISITS, "visits") X(ONLINE, "online") X(TODAY, "today") X(WEEK, "week") X(TOTAL, "total") \
    X(LETTERHEAD, "letterhead") X(PAPER, "paper") X(CAPTION, "caption") X(STAMP, "stamp") X(FOOT, "foot") \
    X(BANNER, "banner") X(AUTHOR, "author") X(PHOTO, "photo") X(SEEN, "seen") \
    /* honorifics */ \
    X(ONG, "ông") X(BA, "bà") X(DONG_CHI, "đồng chí") \
    /* places */ \
    X(VILLAGE, "village") X(COMMUNE, "commune") X(DISTRICT, "district") X(PROVINCE, "province") \
    X(CENTRAL, "central") \
    X(DAY, "day") X(SPAN, "span") X(INDICATOR, "indicator") X(NUMERAL, "numeral")

enum role {
#define X(id, name) ROLE_##id,
    ROLES(X)
#undef X
    ROLE_COUNT
};

struct entry {
    struct str phrase, code;           /* code: unit as the record writes it, organisation code, kind of meeting ... */
    struct str extra;
    uint32_t capitals;                 /* bit i: token i of the phrase must start with a capital */
    uint8_t list, role, length;        /* length in tokens */
    uint8_t dimension, level;
    bool own;                          /* LIST_UNITS: members and units of a body, "hội viên", "chi hội" */
    uint16_t number;                   /* LIST_INDICATORS: which phrase of the catalogue, from 0 */
    uint16_t next;                     /* another entry with the same phrase, 0 none */
};
/* list and role are the entry's; length in tokens, from the one that it starts at. */
struct hit { uint16_t entry; uint8_t list, length, role; };

/* The catalogue's rows that a figure can fit. A wording is a set of phrases that all must stand there. */
enum { PHRASES_MOST = 1536, WORDING_PARTS = 4 };
struct wording { uint16_t parts[WORDING_PARTS]; uint8_t count; uint16_t length; };    /* length in tokens */
struct indicator { struct str code, organisation; uint8_t dimension; uint16_t first, count, not_first, not_count; };

struct gazetteer;
const struct gazetteer *gazetteer_get(void);
struct token *gazetteer_cut(const struct gazetteer *g, struct arena *a, struct str text, size_t *count,
                            uint8_t **spelt);
/* What is known of a run of RUN tokens, so that what is not there costs nothing to look for. */
enum { RUN = 16, STARTS = 7 };
struct run {
    uint64_t signals;          /* bit 1 << role: a phrase of LIST_SIGNALS with that role starts there */
    uint32_t before;           /* words and numbers before it */
    /* bit i: token i of the run is of that kind, from TOKEN_NUMBER on; starts with a capital */
    uint16_t kinds[TOKEN_LINE + 1 - TOKEN_NUMBER], capitals;
    uint16_t words;            /* the same of words and numbers */
    uint16_t starts[STARTS];                   /* bit i: a phrase of a list of that slot starts at token i */
};
/* How many are set: most processors that this is built for have no instruction that a compiler may count on. */
static inline uint32_t bits_in(uint16_t bits)
{
    uint32_t x = bits - (bits >> 1 & 0x5555u);
    x = (x & 0x3333) + (x >> 2 & 0x3333);
    x = (x + (x >> 4)) & 0x0F0F;
    return (x + (x >> 8)) & 0x1F;
}
/* Where the bits of a list are; the last slot is that of all lists that nobody steps along. */
static const uint8_t start_slot[LIST_COUNT] = { 6, 6, 6, 6, 6, 0, 1, 6, 6, 2, 6, 3, 4, 5 };
/* Marks every phrase that starts at every token: fills token.hit, returns the hits in order. Longer phrases
 * of a list come last. A token's `word` then tells which lists have a phrase there (bit 1 << list; WORD_KNOWN: some
 * list has the word itself). */
enum { WORD_KNOWN = 1 << 15 };
struct hit *gazetteer_mark(const struct gazetteer *g, struct arena *a, struct token *tok, size_t count,
                           struct run **runs);
const struct entry *gazetteer_entry(const struct gazetteer *g, size_t number);
const struct indicator *gazetteer_indicators(const struct gazetteer *g, size_t *count);
const struct wording *gazetteer_wordings(const struct gazetteer *g);
/* The indicators, by their place in the catalogue, with a wording whose first phrase is this one. */
const uint16_t *gazetteer_fitting(const struct gazetteer *g, size_t phrase, size_t *count);
size_t gazetteer_entries(const struct gazetteer *g);       /* entry 0 is unused */
/* Lines of the lists that do not parse or stand twice, one a line; empty when all is well. For the test. */
struct str gazetteer_faults(struct arena *a);
#endif
