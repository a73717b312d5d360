/* reader.h - a document in, a record out: the only header of read/ that core, pages and cli need besides record.h. */
#ifndef READ_READER_H
#define READ_READER_H
#include "read/record.h"

enum { READ_LIMIT = 20 * 1024 * 1024 };                /* bytes of a document, at the door */

/* What an office has taught: these words mean that code. Matched like any other word of the lists, and before them. */
enum alias_kind { ALIAS_INDICATOR, ALIAS_BODY, ALIAS_PLACE, ALIAS_KIND_COUNT };
struct read_alias { enum alias_kind kind; struct str phrase, code; };   /* ALIAS_PLACE: code is the place's full name */

/* Told how far the reading of a document of pages is: after each page, and some times a second in between, so that
 * false stops it soon (ERR_BUSY). all: 0 while it is not known. */
struct read_progress { bool (*page)(void *of, int done, int all); void *of; int all; };

struct read_hints {                                    /* what the caller knows and the text may leave out */
    struct day received;                               /* fills missing years; year 0: nothing known */
    struct str
        body; /* organisation code of the reporting body: actor of figures the text credits to no one else; "" none */
    struct period period;                              /* period of the report, when the text states none */
    const struct read_alias *aliases; size_t alias_count;
    const struct read_progress *progress;              /* of PDF and pictures; NULL: nobody asks */
};

/* Bytes of a document to a record. Format is taken from the content, the name only breaks ties. docx and html are
 * opened in a sandboxed child. ERR_INPUT (not UTF-8 nor a known old font, empty, broken, DTD), ERR_TOO_LARGE
 * (over READ_LIMIT, or a zip that inflates beyond its limits), ERR_FORMAT (a zip that is no docx, an unknown kind),
 * ERR_BUSY (the child passed its time). The sentence says what to do. The record may point into the document: keep it
 * as long as the record. */
error reader_read(struct arena *a, struct bytes document, struct str name, const struct read_hints *hints,
                  struct record **out) MUST_USE;
/* The same for text typed or pasted by a person. */
error reader_read_text(struct arena *a, struct str text, const struct read_hints *hints, struct record **out) MUST_USE;

/* Documents of pages (PDF, PNG, JPEG), of which a page may take seconds: for a job that reads in the background, keeps
 * what it has, and goes on where it was. Start with from 0 and call again with out->next until it is out->all; keep
 * every page as it is; then reader_pages_record(). */
struct read_pages { struct bytes *page; int count, next, all; };      /* the pages from..next-1, in the arena */
bool  reader_has_pages(enum read_format format);
/* The document's kind, by its first bytes: whether reader_pages_read() is for it. Errors as of reader_read(). */
error reader_kind(struct arena *a, struct bytes document, struct str name, enum read_format *out) MUST_USE;
/* Reads on, up to and including the first page that is a picture. Errors as of reader_read(); ERR_FORMAT too when the
 * machine lacks what it takes. progress may be NULL; its `all` is what an earlier call gave. */
error reader_pages_read(struct arena *a, struct bytes document, struct str name, int from,
                        const struct read_progress *progress, struct read_pages *out) MUST_USE;
/* All pages in order, as they were kept. ERR_FAULT: they are not what reader_pages_read() gave. */
error reader_pages_record(struct arena *a, struct bytes document, struct str name, const struct bytes *pages,
                          size_t count, const struct read_hints *hints, struct record **out) MUST_USE;

/* Of a hundred words that were recognised on pictures, how many the recogniser is not sure of; 0 when none were. From
 * UNCLEAR_MUCH on a person should be told to compare with the picture, or to take it again. */
enum { UNCLEAR_MUCH = 20 };
int   reader_unclear(const struct record *r);

/* Between the two halves (read/format and read/find). */
struct read_text {
    enum read_format format; struct str text, encoding, form;    /* form: as in struct record_source */
    struct page_found *pages; size_t page_count;           /* of a scan; see record.h */
    struct word_found *words; size_t word_count;
};
error format_text(struct arena *a, struct bytes document, struct str name, const struct read_progress *progress,
                  struct read_text *out) MUST_USE; /* read/format: bytes -> NFC text, one paragraph a line */
error pages_text(struct arena *a, struct bytes document, struct str name, enum read_format format,
                 const struct read_progress *progress, struct read_text *out) MUST_USE;     /* reader_pages.c */
error pages_join(struct arena *a, const struct bytes *pages, size_t count, enum read_format format,
                 struct read_text *out) MUST_USE;
void doubt_letters(struct record *r);                      /* doubt.c: after find_all() */
void find_all(struct arena *a, struct str text, const struct read_hints *hints,
              struct record *into); /* read/find: text -> everything but source */
bool find_opens_paper(struct arena *a, struct str line);   /* the name of a kind of paper, in capitals: "BÁO CÁO" */
#endif
