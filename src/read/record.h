/* record.h - the record: what reading a document gives. One struct a thing the document says, each with
 * the passage it came from. Written as JSON by record_write(). A record claims nothing the text does not say.
 *
 * Spans are byte offsets [from, to) into record.text. Empty str, 0, NULL and the first enum value mean
 * "the text does not say". Every str lives in the arena the record was read into. */
#ifndef READ_RECORD_H
#define READ_RECORD_H
#include "base/base.h"
#include "vn/number.h"
#include "vn/period.h"

enum read_format {
    FORMAT_TXT, FORMAT_HTML, FORMAT_DOCX, FORMAT_ODT, FORMAT_DOC, FORMAT_XLSX, FORMAT_CSV, FORMAT_PDF, FORMAT_IMAGE,
    FORMAT_COUNT
};
extern const char *const read_format_names[];          /* "txt" "html" "docx" "odt" "doc" ... */

/* form: how the letters were put together in the document: "NFD", "mixed"; "" when as they are kept, in NFC. */
struct record_source { struct str file, sha256, encoding, form; size_t bytes; enum read_format format; };

enum honorific { HONORIFIC_NONE, HONORIFIC_ONG, HONORIFIC_BA, HONORIFIC_DONG_CHI };
struct person_found {
    struct str name; enum honorific honorific;
    struct str *positions; size_t position_count;
    struct span span;
};

struct organisation_found { struct str code, name; struct span span; };   /* code "" when none fits */

enum level { LEVEL_NONE, LEVEL_VILLAGE, LEVEL_COMMUNE, LEVEL_DISTRICT, LEVEL_PROVINCE, LEVEL_CENTRAL };
extern const char *const level_names[];                /* "" "village" "commune" "district" "province" "central" */

struct meeting_found {
    struct str kind; enum level level;
    struct day date; enum part_of_day part; struct str time, venue;       /* time "HH:MM" */
    struct period period, next_period;                                    /* type PERIOD_NONE: not said */
    struct organisation_found *hosts, *participants; size_t host_count, participant_count;
    const struct person_found *chair; const struct person_found **co_chairs; size_t co_chair_count;
};

enum dimension { DIMENSION_OTHER, DIMENSION_MONEY, DIMENSION_COUNT, DIMENSION_PEOPLE, DIMENSION_HOUSEHOLDS,
                 DIMENSION_PERCENT, DIMENSION_AREA, DIMENSION_LENGTH, DIMENSION_MASS, DIMENSION_TIME };
enum sense { SENSE_RESULT, SENSE_TARGET, SENSE_CONTEXT };
enum change { CHANGE_NONE, CHANGE_UP, CHANGE_DOWN };
extern const char *const dimension_names[], *const sense_names[], *const change_names[];

struct figure_found {
    struct str quote; struct span span;                /* from the qualifier to the end of the counted thing */
    enum vn_approx approx; milli value, value_max;
    struct str unit; enum dimension dimension;         /* "VND" "%" "ha" ... or the counting word as written */
    struct str item, indicator, actor, place, beneficiary;   /* indicator and actor are codes or "" */
    struct period period;
    bool cumulative, each, stock;
    bool has_whole; milli whole;                       /* fractions: value / whole */
    enum sense sense; enum change change;
    uint32_t *value_of; size_t value_of_count;         /* indices of the figures whose worth this money states */
    int32_t part_of;                                   /* index, or -1 */
    struct str *with; size_t with_count;               /* codes of the bodies that did it together with the actor */
    uint16_t doubts;                                   /* bits 1 << enum doubt: why the confidence is not higher */
    uint64_t signs;                                    /* what the confidence was taken from; not written */
    uint16_t confidence;                               /* thousandths: of figures with this one, how many are right */
};

/* What a careful reader would look at twice. */
enum doubt { DOUBT_UNIT, DOUBT_ITEM, DOUBT_ACTOR, DOUBT_PERIOD, DOUBT_SENSE, DOUBT_APPROX, DOUBT_WORTH, DOUBT_PART,
             DOUBT_WHOLE, DOUBT_LETTERS, DOUBT_COUNT };  /* letters: the scan, or an old font, is not clear there */
extern const char *const doubt_names[];                /* "unit" "item" "actor" ... "letters" */

enum model_status { MODEL_UNKNOWN, MODEL_LAUNCHED, MODEL_MAINTAINED, MODEL_ENDED };
struct model_found { struct str name, actor, place; enum model_status status; struct span span; };
struct task_found { struct str text; struct str *assignees; size_t assignee_count; struct day due; struct span span; };
struct voice_found { struct str text, speaker; struct span span; };       /* an opinion or a difficulty */

struct related_found { struct str title; struct day date; };
struct article_found {
    struct str title, lead, byline; struct day published;
    struct str *captions; size_t caption_count;
    struct related_found *related; size_t related_count;
    bool has_ratings; int64_t ratings[5];              /* one star first */
    bool has_visits; int64_t online, today, week, total;
};

/* A page that came as a picture, and where the words that were read from it stand: pixels of the picture, from
 * its top left corner. confidence: thousandths, of the recogniser. */
struct page_found { struct bytes picture; uint32_t width, height; };    /* picture: PNG or JPEG */
struct word_found { struct span span; uint16_t page, left, top, right, bottom, confidence; };

/* One of several reports that stand in one document. */
struct part_found { struct str title, organisation; struct period period; struct span span; };

struct record {
    struct record_source source;
    struct str text;                                   /* the body, NFC, one paragraph a line */
    struct span *repeats; size_t repeat_count;
    struct article_found article;
    struct meeting_found *meeting;                     /* NULL: the document reports no meeting */
    struct person_found *people; size_t people_count;
    struct organisation_found *organisations; size_t organisation_count;
    struct figure_found *figures; size_t figure_count; /* in text order */
    struct model_found *models; size_t model_count;
    struct task_found *tasks; size_t task_count;
    struct voice_found *opinions, *difficulties; size_t opinion_count, difficulty_count;
    struct page_found *pages; size_t page_count;       /* of a scan or a photo; 0 otherwise */
    struct word_found *words; size_t word_count;       /* in text order */
    struct part_found *parts; size_t part_count;       /* 0, or two and more */
    uint32_t *taught; size_t taught_count;             /* figures that each alias of the hints told; not written */
};

void record_write(struct buf *to, const struct record *r);   /* one line of JSON, no newline */
#endif
