/* lint.h - what an editor would mark in a text: doubled paragraphs, stuck words, unclosed quotes, two spellings of one
 * name, a date that is not in the calendar. Finds and says; never changes a letter. Time and memory grow in line with
 * the text; of each kind the first LINT_MOST are told and the others counted. */
#ifndef READ_LINT_LINT_H
#define READ_LINT_LINT_H
#include "read/record.h"

enum lint_kind {
    LINT_REPEAT,                                       /* a paragraph, sentence or numbered heading a second time */
    LINT_STUCK,                                        /* "đượctrao" */
    LINT_STUCK_NUMBER,                                 /* "8.627suất"; a note */
    LINT_PAIR,                                         /* quotes and brackets */
    LINT_SPELLING,                                     /* quý and quí, hòa and hoà in one text */
    LINT_CAPTION,                                      /* tells nothing that the title does not */
    LINT_NAME,                                         /* two spellings of one name */
    LINT_BLANK,                                        /* blanks doubled, or on the wrong side of a mark */
    LINT_MANNER,                                       /* 1.000 and 1000; đồng and đ; a note */
    LINT_DATE,                                         /* 31/6/2023, or the wrong day of the week */
    LINT_WORDS,                                        /* "5 (sáu) căn" */
    LINT_KIND_COUNT
};
extern const char *const lint_kind_names[];            /* "repeat" "stuck" ... */
enum { LINT_MOST = 20 };

struct lint_found {
    enum lint_kind kind;
    bool note;                                         /* a matter of taste */
    struct span span;                                  /* of record.text */
    struct str sentence;
};
struct lint { struct lint_found *list; size_t n, more; };   /* in text order; more: found and not listed */

/* A title or a caption that is not in the text has the span of the text's start. */
struct lint lint_record(struct arena *a, const struct record *r);
/* Line and column of an offset, both from 1, the column in letters. */
void lint_place(struct str text, size_t at, size_t *line, size_t *column);
#endif
