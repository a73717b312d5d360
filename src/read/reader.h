/* reader.h - a document in, a record out: the only header of read/ that core, pages and cli need besides record.h. */
#ifndef READ_READER_H
#define READ_READER_H
#include "read/record.h"

enum { READ_LIMIT = 20 * 1024 * 1024 };                /* bytes of a document, at the door */

/* What an office has taught: these words mean that code. Matched like any other word of the lists, and before them. */
enum alias_kind { ALIAS_INDICATOR, ALIAS_BODY, ALIAS_PLACE, ALIAS_KIND_COUNT };
struct read_alias { enum alias_kind kind; struct str phrase, code; };   /* ALIAS_PLACE: code is the place's full name */

struct read_hints {                                    /* what the caller knows and the text may leave out */
    struct day received;                               /* fills missing years; year 0: nothing known */
    struct str
        body; /* organisation code of the reporting body: actor of figures the text credits to no one else; "" none */
    struct period period;                              /* period of the report, when the text states none */
    const struct read_alias *aliases; size_t alias_count;
};

/* Bytes of a document to a record. Format is taken from the content, the name only breaks ties. docx and html are
 * opened in a sandboxed child. ERR_INPUT (not UTF-8 nor a known old font, empty, broken, DTD), ERR_TOO_LARGE
 * (over READ_LIMIT, or a zip that inflates beyond its limits), ERR_FORMAT (a zip that is no docx, an unknown kind),
 * ERR_BUSY (the child passed its time). The sentence says what to do. */
error reader_read(struct arena *a, struct bytes document, struct str name, const struct read_hints *hints,
                  struct record **out) MUST_USE;
/* The same for text typed or pasted by a person. */
error reader_read_text(struct arena *a, struct str text, const struct read_hints *hints, struct record **out) MUST_USE;

/* Between the two halves (read/format and read/find). */
struct read_text {
    enum read_format format; struct str text, encoding, form;    /* form: as in struct record_source */
    struct page_found *pages; size_t page_count;           /* of a scan; see record.h */
    struct word_found *words; size_t word_count;
};
error format_text(struct arena *a, struct bytes document, struct str name,
                  struct read_text *out) MUST_USE; /* read/format: bytes -> NFC text, one paragraph a line */
void find_all(struct arena *a, struct str text, const struct read_hints *hints,
              struct record *into); /* read/find: text -> everything but source */
#endif
