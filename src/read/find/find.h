/* find.h - what the finders of one document share: the tokens, the phrases, the lines and sentences,
 * and the record they fill. Only files of this folder include it.
 *
 * Order of work (find.c): cut, mark, lines, article, repeats, sentences, times, people, organisations,
 * meeting, figures, tasks, links, models, voices. A finder reads what earlier ones left and adds its own part. */
#ifndef READ_FIND_H
#define READ_FIND_H
#include "read/find/gazetteer.h"
#include "read/reader.h"

#define NOWHERE UINT32_MAX

enum line_role {
    LINE_BLANK,
    LINE_BODY,
    LINE_FURNITURE,
    LINE_TITLE,
    LINE_HEADING,
    LINE_CAPTION,
    LINE_BYLINE,
    LINE_RELATED,
    LINE_REPEAT
};
struct line {
    uint32_t first, end; /* tokens [first, end), the line end not included */
    uint64_t hash;
    uint8_t role;
    bool plan, conclude, letterhead; /* under a heading of plans; of conclusions; names the office */
    bool heading;                    /* is itself a heading */
    bool stamp;                      /* day and hour of a site */
    bool table;                      /* its cells are find.cells */
};
struct sentence {
    uint32_t first, end, line;
}; /* tokens [first, end); also the parts of a list item */

enum time_kind { TIME_DATE, TIME_PERIOD };
/* "quý tới", "cả năm", "tháng này": counted from the reviewed period, or from the day of the text */
enum beside { BESIDE_NOTHING, BESIDE_NEXT, BESIDE_WHOLE, BESIDE_THIS };
struct time_found {
    uint32_t first, end;
    uint8_t kind, part;  /* enum time_kind; of a date the part of its day */
    uint8_t beside;      /* its period has only a type until find_links() knows what is reviewed */
    struct day day;      /* of a date, with what it says of the day */
    struct period period;
};
struct person_at {
    uint32_t first, end;
    size_t person;
}; /* name and posts; index into record.people */
struct body_at {
    uint32_t first, end;
    const struct entry *entry;
    struct str code;
};

/* What the headings above a line say of it. */
struct section {
    struct str owner; /* code of the body whose work it is, "" not said */
    struct period period;
    bool plan, review, cumulative;
};

struct figure_at {
    uint32_t first, end, number;
    uint32_t sentence;
    uint32_t verb;
    const struct entry *unit;
    uint32_t unit_first;
    uint32_t cell; /* 1 + index into find.cells for the amount of a table, else 0 */
    uint32_t noun_first, noun_end; /* of a cell: what is counted, in its row or the head of its column */
};

/* A table that became lines. Cells are in text order. */
enum { COLUMNS_MOST = 40, HEAD_ROWS = 3 };
enum column_kind { COLUMN_NONE, COLUMN_INDEX, COLUMN_LABEL, COLUMN_UNIT, COLUMN_VALUE };
struct table_cell {
    uint32_t first, end, table, row; /* table: 1 + index into find.tables */
    uint8_t column;                  /* COLUMNS_MOST: not known */
};
struct unit_said {
    struct str text;
    const struct entry *entry;
    milli scale; /* what a number of it is multiplied with */
    bool money, percent;
};
struct column {
    enum column_kind kind;
    uint32_t first, end; /* what its head says it counts; empty when the heads are generic */
    struct head_text { uint32_t first, end; } heads[HEAD_ROWS]; /* of each row of the head, the upper first */
    uint32_t head_count;
    uint32_t numbers, texts, units;
    enum sense sense;
    struct period period;
    bool whole_year;          /* "Kế hoạch năm" */
    bool last_year, change, each; /* the same period a year ago; a difference; a price */
    struct str actor, place;  /* the head is a body's or a place's name: what is counted, the row says */
    bool cumulative, generic; /* generic: the head says which amount of the row it is, not what is counted */
    struct unit_said unit;
};
struct table {
    uint32_t cell_first, cell_end, rows, head; /* head: rows of it */
    uint32_t columns, label;
    struct column column[COLUMNS_MOST];
};

/* What the sentence at hand holds, so that most questions for what is not there end at once. */
struct heard {
    uint32_t first, end;
    uint64_t signals;       /* bit 1 << role: a phrase of LIST_SIGNALS with that role may start there */
    bool spelt[256];        /* by spelt_of() of each token */
};
/* Where the last look into a list in text order ended; the next is mostly for the same token or a little behind. */
struct cursor { uint32_t token; size_t at; };
struct memory_of_find { struct heard heard; struct cursor times, people, bodies; };

struct taught;
struct find {
    struct arena *a;
    struct str text;
    const struct read_hints *hints;
    struct record *r;
    const struct gazetteer *g;
    const struct entry *entries; /* of g, by number */
    struct token *tok;
    uint8_t *spelt;         /* beside tok: spelt_of() each */
    size_t count;
    struct hit *hits;
    struct run *runs;       /* what each run of tokens holds */
    struct memory_of_find *memory; /* changes no answer */
    struct line *lines;
    size_t line_count;
    struct sentence *sentences;
    size_t sentence_count;
    struct time_found *times;
    size_t time_count;
    struct person_at *person_at;
    size_t person_at_count;
    struct str *person_keys;     /* beside record.people: the name with its tones in their plain places */
    uint32_t *person_slots;      /* open table of those keys: the place in record.people + 1; 0: free */
    size_t person_slot_count;
    struct body_at *bodies; /* in text order */
    size_t body_count;
    struct table *tables;
    struct table_cell *cells;
    size_t table_count, cell_count;
    struct figure_at *figure_at; /* beside record.figures, same order */
    struct period title_period, whole; /* what the title names; what the document is about */
    enum level level;                  /* of what the text is about, from find_links() on */
    struct section *sections;          /* beside lines, from find_links() on */
    struct str title_actor; /* code of the one body the title or the letterhead names, "" none */
    struct str office;      /* code of the body whose letterhead this is, "" none */
    struct str *person_codes; /* beside record.people: code of the body each speaks for, from find_links() on */
    struct str about;       /* code of the one mass body that acts in the text, "" none or several */
    struct taught *taught;  /* taught.h; NULL: the office has taught nothing */
    struct day on;          /* the day that fills missing years */
    struct day clock;       /* the day that the site shows above the title, perhaps that of the visit */
};

/* A growing list in an arena: makes room for one more and returns its place, zeroed. */
#define GROW(a, list, n, type) ((list) = grow((a), (list), (n), sizeof(type)), (n)++, &(list)[(n)-1])
void *grow(struct arena *a, void *list, size_t n, size_t size);

/* Room for one more figure, in record.figures and in figure_at; its number in both. */
size_t figure_place(struct find *f);
/* For tables of texts that are made and looked up in one run. */
uint64_t str_hash(struct str s);

/* ---- looking at tokens ---- */
static inline struct str token_str(const struct find *f, uint32_t i)
{
    return (struct str){ f->text.p + f->tok[i].from, f->tok[i].to - f->tok[i].from };
}
/* Token i is this word, as written; for small words of grammar only. */
static inline bool word_is(const struct find *f, uint32_t i, struct str word)
{
    return f->spelt[i] == spelt_of(word) && str_is(token_str(f, i), word);
}
/* One of the words, as written. */
static inline bool word_among(const struct find *f, uint32_t i, const char *const *words, size_t count)
{
    return f->tok[i].to > f->tok[i].from && str_among(token_str(f, i), words, count);
}
/* The first token in [i, end) that may be the word, or end: others are not. For loops that look for it. */
static inline uint32_t word_next(const struct find *f, uint32_t i, uint32_t end, struct str word)
{
    const uint8_t *at = i < end ? memchr(f->spelt + i, spelt_of(word), end - i) : NULL;
    return at ? (uint32_t)(at - f->spelt) : end;
}
/* The word may stand in [from, end); false is sure. */
static inline bool word_may(const struct find *f, uint32_t from, uint32_t end, struct str word)
{
    const struct heard *h = &f->memory->heard;
    uint8_t spelt = spelt_of(word);
    if (from >= h->first && end <= h->end && !h->spelt[spelt]) return false;
    return from < end && memchr(f->spelt + from, spelt, end - from);
}
/* The word stands in [from, end). */
static inline bool word_stands(const struct find *f, uint32_t from, uint32_t end, struct str word)
{
    if (!word_may(f, from, end, word)) return false;
    for (uint32_t i = from; (i = word_next(f, i, end, word)) < end; i++)
        if (str_is(token_str(f, i), word)) return true;
    return false;
}
/* The first mark of that sign in [from, end), the last one; end and NOWHERE when there is none. */
static inline uint32_t sign_next(const struct find *f, uint32_t from, uint32_t end, char sign)
{
    const uint8_t *at = from < end ? memchr(f->spelt + from, sign_spelt(sign), end - from) : NULL;
    return at ? (uint32_t)(at - f->spelt) : end;
}
static inline uint32_t sign_last(const struct find *f, uint32_t from, uint32_t end, char sign)
{
    const uint8_t *at = from < end ? memrchr(f->spelt + from, sign_spelt(sign), end - from) : NULL;
    return at ? (uint32_t)(at - f->spelt) : NOWHERE;
}
/* For loops that stop at few tokens: the first i' in [i, end) whose bit is in `of` of its run, or end. */
#define NEXT_IN(f, i, end, of) \
    for (uint32_t bits_; (i) < (end); (i) = ((i) | (RUN - 1)) + 1) { \
        const struct run *run = &(f)->runs[(i) / RUN]; \
        bits_ = (uint32_t)(of) >> (i) % RUN; \
        if (!bits_) continue; \
        (i) += (uint32_t)__builtin_ctz(bits_); \
        break; \
    } \
    if ((i) > (end)) (i) = (end)
static inline uint32_t kind_next(const struct find *f, uint32_t i, uint32_t end, enum token_kind kind)
{
    NEXT_IN(f, i, end, run->kinds[kind - TOKEN_NUMBER]);
    return i;
}
static inline uint32_t list_next(const struct find *f, uint32_t i, uint32_t end, enum word_list list)
{
    NEXT_IN(f, i, end, run->starts[start_slot[list]]);
    return i;
}
struct str tokens_str(const struct find *f, uint32_t first,
                      uint32_t end); /* from the first token to the last, trimmed */
struct span tokens_span(const struct find *f, uint32_t first, uint32_t end);
static inline bool token_is(const struct find *f, uint32_t i, char mark)
{
    return f->spelt[i] == sign_spelt(mark);
}
/* A phrase of the list starts at token i. */
static inline bool list_at(const struct find *f, uint32_t i, enum word_list list)
{
    return f->tok[i].word >> list & 1;
}
/* The longest phrase of a list at token i, or NULL; with a role: the longest of that role. */
static inline const struct entry *phrase_at(const struct find *f, uint32_t i, enum word_list list)
{
    if (!list_at(f, i, list)) return NULL;
    uint32_t h = f->tok[i + 1].hit - 1;    /* the longest comes last */
    while (f->hits[h].list != list) h--;
    return &f->entries[f->hits[h].entry];
}
static inline const struct entry *phrase_role(const struct find *f, uint32_t i, enum word_list list, enum role role)
{
    if (!list_at(f, i, list)) return NULL;
    for (uint32_t h = f->tok[i + 1].hit; h-- > f->tok[i].hit;)
        if (f->hits[h].list == list && f->hits[h].role == role) return &f->entries[f->hits[h].entry];
    return NULL;
}
/* The phrase of a list that ends right before token i and starts at or after `from`; *first gets its start. */
const struct entry *phrase_before(const struct find *f, uint32_t i, uint32_t from, enum word_list list,
                                  uint32_t *first);
/* The first token in [from, end) where a phrase of that role starts; NOWHERE when none. */
uint32_t role_seek(const struct find *f, uint32_t from, uint32_t end, enum word_list list, enum role role);
uint32_t role_seek_last(const struct find *f, uint32_t from, uint32_t end, enum word_list list, enum role role);
static inline bool unheard(const struct find *f, uint32_t from, uint32_t end, enum word_list list, enum role role)
{
    const struct heard *h = &f->memory->heard;
    return list == LIST_SIGNALS && from >= h->first && end <= h->end && !(h->signals >> role & 1);
}
static inline uint32_t role_find(const struct find *f, uint32_t from, uint32_t end, enum word_list list, enum role role)
{
    return unheard(f, from, end, list, role) ? NOWHERE : role_seek(f, from, end, list, role);
}
/* The last verb of doing in [from, end); a noun made of one ("Quỹ Hỗ trợ", "công tác tuyên truyền") is none. */
uint32_t verb_last(const struct find *f, uint32_t from, uint32_t end);
static inline uint32_t role_find_last(const struct find *f, uint32_t from, uint32_t end, enum word_list list,
                                      enum role role)
{
    return unheard(f, from, end, list, role) ? NOWHERE : role_seek_last(f, from, end, list, role);
}
/* From now on it is the sentence at hand. */
void hear(const struct find *f, const struct sentence *s);
/* A word of a level of government, "xã" but not "xã hội". */
const struct entry *place_at(const struct find *f, uint32_t i);
uint32_t token_at_byte(const struct find *f, uint32_t i,
                       size_t byte); /* first token from i on that starts at or after byte */
/* The first found thing that starts at or behind a token; the lists are in text order. */
size_t times_from(const struct find *f, uint32_t token);
size_t people_from(const struct find *f, uint32_t token);
size_t bodies_from(const struct find *f, uint32_t token);
uint32_t words_in(const struct find *f, uint32_t first, uint32_t end);

/* a signal of that role starts there */
static inline bool role_in(const struct find *f, uint32_t from, uint32_t end, enum role role)
{
    return from < end && role_find(f, from, end, LIST_SIGNALS, role) != NOWHERE;
}
bool same_clause(const struct find *f, uint32_t from, uint32_t end);             /* no semicolon in between */
struct str span_text(const struct find *f, uint32_t from, uint32_t end);         /* trimmed; empty when end <= from */

/* ---- the finders, in order ---- */
void find_lines(struct find *f);
void find_article(struct find *f);
void find_captions(struct find *f);
void find_title(struct find *f);
bool row_of_table(const struct find *f, const struct line *l);
bool only_marks(const struct find *f, const struct line *l);
bool stamp_is(const struct find *f, const struct line *l, struct day *day); /* day: year 0 when it names none */
bool article_dated_at(const struct find *f, const struct line *l, uint32_t *title_end, struct day *day);
bool line_is(const struct find *f, uint32_t first, uint32_t end, enum role role); /* the whole line is one phrase */
bool closes_sentence(const struct find *f, const struct line *l);
bool first_letters_capital(const struct find *f, uint32_t first, uint32_t end);
bool plan_paper(const struct find *f); /* a paper of what is to come: KẾ HOẠCH, PHƯƠNG HƯỚNG */
void find_repeats(struct find *f);
void find_sentences(struct find *f);
void find_times(struct find *f);
void find_people(struct find *f);
void find_organisations(struct find *f);
void find_meeting(struct find *f);
void find_figures(struct find *f);
void find_links(struct find *f);
void find_models(struct find *f);
void find_tasks(struct find *f);
void find_voices(struct find *f);
void find_parts(struct find *f);

/* What speaks for and against a figure: SIGN_BIT(enum sign) of figure.signs. figure_sure.c weighs them. */
enum sign {
    SIGN_OPEN_UNIT, SIGN_UNIT_BEHIND, SIGN_WORDS, SIGN_PLAIN_DOT, SIGN_ITEM_EMPTY, SIGN_ITEM_PLAIN, SIGN_ITEM_SHARED,
    SIGN_ITEM_TOLD, SIGN_NOBODY, SIGN_LAST_DOER, SIGN_SECTION_DOER, SIGN_ABOUT_DOER, SIGN_OFFICE_DOER, SIGN_SAID_DOER,
    SIGN_WITH, SIGN_BODIES, SIGN_NO_PERIOD, SIGN_OWN_PERIOD, SIGN_TIMES, SIGN_CONTEXT, SIGN_TARGET, SIGN_PLAN_NEAR,
    SIGN_NO_VERB, SIGN_LONG, SIGN_CHANGE, SIGN_EACH, SIGN_WORTH, SIGN_CELL, SIGN_PERCENT, SIGN_MEASURE, SIGN_PLACES,
    SIGN_QUALIFIED,
    /* figure_signs.c: around the figure, then of the whole document */
    SIGN_LIST, SIGN_SHORT, SIGN_CROWD, SIGN_FIRST, SIGN_OTHERS, SIGN_SECTION_PERIOD, SIGN_WHOLE_PERIOD,
    SIGN_PLAN_UNSAID, SIGN_STOCK, SIGN_PART, SIGN_KNOWN, SIGN_MONEY, SIGN_PEOPLE, SIGN_PLACED, SIGN_PERSON,
    SIGN_PAST, SIGN_REVIEW, SIGN_ITEM_ELSEWHERE,
    SIGN_DOC_OFFICE, SIGN_DOC_MEETING, SIGN_DOC_ARTICLE, SIGN_DOC_TABLE, SIGN_DOC_TIMELESS, SIGN_DOC_NO_BODY,
    SIGN_DOC_BODIES, SIGN_DOC_PLANS, SIGN_DOC_FACTS, SIGN_DOC_UNSAID, SIGN_DOC_NOBODY, SIGN_DOC_BARE,
    SIGN_DOC_DATED, SIGN_DOC_REVIEW, SIGN_COUNT
};
_Static_assert(SIGN_COUNT <= 64, "figure.signs has a bit for each");
#define SIGN_BIT(s) ((uint64_t)1 << (s))
/* ---- what one finder asks of another ---- */
/* Weighs the signs: sets confidence and doubts. */
void figure_sure(struct figure_found *g);
/* Sets the signs that need all figures to be described, and weighs. */
void figure_signs(const struct find *f);
/* A number being read: quote start, number, past the number with its scale, quote end. behind: its unit stands
 * elsewhere. */
struct reading {
    uint32_t first, number, after, end; /* quote start, number, past the number with its scale, quote end */
    uint32_t unit_first, unit_end;
    const struct entry *unit;
    struct vn_number n;
    enum vn_approx approx;
    milli value, max, whole;
    bool share, part, percent, money, open_unit, word, behind;
    struct str unit_text;
};
bool unit_read(const struct find *f, struct reading *r, const struct sentence *s);
/* A figure being looked at; g[-1] and at[-1] are the one before it when i > 0. */
struct looked {
    struct find *f;
    struct figure_found *g;
    const struct figure_at *at;
    const struct sentence *s;
    size_t i;
    uint32_t clause, phrase; /* where its clause starts: behind a semicolon or colon; behind a comma or bracket too */
    bool adopted;            /* told of a plan that an earlier sentence adopts */
    uint32_t has;            /* where a place is said to have it, NOWHERE */
};
/* The figures that this money is the worth of; and what it was for. */
void worth_set(struct looked *k);
struct str worth_item(const struct looked *k);
bool article_byline_at(const struct find *f, uint32_t first, uint32_t end, uint32_t *name_first,
                       uint32_t *name_end);
bool verb_not_unit(const struct find *f, uint32_t i);
/* The number that starts at i, in digits or words; *after past it and its scale. */
bool number_read(const struct find *f, uint32_t i, struct vn_number *n, uint32_t *after);
/* "một" behind a verb of giving, "năm" before a counted thing: numbers there, no article and no year. */
bool counts_one(const struct find *f, uint32_t i, uint32_t after);
bool counts_five(const struct find *f, uint32_t i, const struct entry *unit);
/* The number names or dates something. amount: it has its millions or its đồng behind it. */
bool trap_is(const struct find *f, uint32_t number, uint32_t after, const struct sentence *s, bool amount);
uint32_t item_end(const struct find *f, uint32_t from, uint32_t most, uint32_t sentence_end);
struct str item_before(const struct find *f, uint32_t from, uint32_t sentence_first);
/* Who did it: the code of the body, "" for none of ours; those that did it with that body. said: the sentence names a
 * doer, of ours or not. */
enum { WITH_MOST = 8 };
struct credit {
    struct str code, with[WITH_MOST];
    size_t with_count;
    bool said;
};
struct credit credit_of(const struct find *f, const struct sentence *s, uint32_t number);
struct str actor_of(const struct find *f, const struct sentence *s, uint32_t number, bool *said);
/* The one body whose work stands under a heading: "III. Hội Nông dân", "2. Kết quả công tác Hội Phụ nữ". */
struct str heading_owner(const struct find *f, uint32_t first, uint32_t end);
void find_sections(struct find *f);
/* Before find_figures: find.tables and find.cells. */
void find_tables(struct find *f);
struct unit_said unit_in(const struct find *f, uint32_t first, uint32_t end, bool inside);
struct unit_said unit_of_text(const struct find *f, uint32_t first, uint32_t end);
bool roman_number(struct str folded);
bool year_alone(const struct find *f, uint32_t first, uint32_t end, int64_t *year); /* "2025" and nothing more */
void column_read(const struct find *f, struct column *c);                           /* from its heads */
/* Adds the amounts of a sentence's cells; gives the next cell whose words are to be read, false when none is left.
 * rest starts with its end at the sentence's first token. */
bool cells_read(struct find *f, const struct sentence *s, uint32_t sentence, struct sentence *rest);
struct str speaker_of(const struct find *f, const struct sentence *s, uint32_t number);
void find_about(struct find *f);
struct period period_of(const struct find *f, const struct sentence *s, uint32_t number);
/* The period in force while the sentences go by: what the section says, or since in its paragraph. */
struct reign {
    struct period whole, now;
    uint32_t line, seen;
    bool offered, adopted; /* the sentence before adopts a plan; its parts are being told ("Trong đó: ...") */
};
/* The directive that holds the span, NULL for none. */
const struct task_found *task_of(const struct find *f, struct span s);
bool plan_adopted(const struct find *f, uint32_t from, uint32_t end);
enum level level_told(const struct find *f);
/* Result, target or context; a state or a flow. The figure's period and change are known. */
void sense_set(struct looked *k);
bool stood_for(const struct looked *k); /* "80 đại biểu đại diện cho 1.200 hội viên": the hội viên */
struct period heading_period(const struct find *f, uint32_t first, uint32_t end);
struct day told_on(const struct find *f); /* the day the text was told, all 0 when it gives none */
struct period default_period(const struct find *f);
void reign_until(const struct find *f, struct reign *r, uint32_t sentence);
/* Fills figure.indicator from the catalogue. */
void figure_indicator(struct find *f, size_t i);
/* meeting_periods.c: reviewed or planned, among the title's tokens, the meeting's sentence, the whole text. weak: only
 * the name of a session was there. */
struct period meeting_title_period(const struct find *f, bool plan, bool *weak);
struct period meeting_body_period(const struct find *f, const struct sentence *s, bool *weak);
struct period meeting_congress_term(const struct find *f, struct period *own);
struct period meeting_plan_period(const struct find *f);
struct period meeting_later_period(const struct find *f, const struct sentence *s, struct period reviewed_one);
struct day meeting_anchor(const struct find *f, bool *stray);
enum level level_of(const struct find *f, uint32_t first, uint32_t end);
#endif
