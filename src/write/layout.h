/* layout.h - the layouts of official papers, read from data/layouts: the same values drive .docx, PDF and HTML.
 *
 * Lengths are in 1/100 mm, sizes of type in half-points, spacing in 1/20 pt (the units of .docx, so
 * nothing is rounded twice). Each value stands in the file of its layout with the rule it follows; where a rule gives a
 * range, reading refuses a value outside it. Nothing here knows one layout from another. */
#ifndef WRITE_LAYOUT_H
#define WRITE_LAYOUT_H
#include "write/paper.h"

enum element {
    EL_NATION,         /* Quốc hiệu, or the name of the Party or the Union */
    EL_MOTTO,          /* Tiêu ngữ */
    EL_SUPERIOR, EL_ISSUER,
    EL_STAR,           /* "*" or "***" under the issuer */
    EL_NUMBER, EL_PLACE,
    EL_KIND, EL_SUBJECT,
    EL_DASHES,         /* "-----" under the subject */
    EL_ABOUT,          /* subject of a letter, under its number: "V/v ..." */
    EL_TO, EL_TO_ITEM,
    EL_COVER_KIND, EL_COVER,           /* title of a cover and the lines under it */
    EL_PART,                           /* of a long paper, on a new page */
    EL_CONTENTS_1, EL_CONTENTS_2,      /* a line of the contents: a part, a heading */
    EL_HEADING_1, EL_HEADING_2, EL_HEADING_3,
    EL_BODY, EL_ITEM, EL_CAPTION, EL_CELL_HEAD, EL_CELL,
    EL_AUTHORITY, EL_POST, EL_SIGNER,
    EL_COPIES, EL_COPY,
    EL_PAGE,           /* page number */
    EL_COUNT
};

struct type {
    int size;                                  /* half-points; 0: the layout does not have this element */
    bool bold, italic, underline, capitals;
    enum align align;
    struct str text;                           /* the layout's own words: "Số:", "Kính gửi:"; "" none */
    int rule;                                  /* under it, in thousandths of its line; 0 none */
    int before, after;                         /* room above and below (below the rule, when there is one), 1/20 pt */
    int first, left;                           /* indent of the first line, of all lines; 1/100 mm */
    int line;                                  /* exact line height, 1/20 pt; 0: single */
    bool keep_next;                            /* on one page with what follows */
};

/* For the Standing Board or Committee; for the head; by order; by power given; acting. */
enum authority { AUTHORITY_BEHALF, AUTHORITY_FOR, AUTHORITY_ORDER, AUTHORITY_POWER, AUTHORITY_ACTING, AUTHORITY_COUNT };
enum { LAYOUT_COPIES_MOST = 8, LAYOUT_BEHALF_MOST = 8 };

struct layout {
    struct str code, name, file;               /* "state"; for people; how a file of a paper begins */
    struct str users;                          /* organisations whose papers have it, blanks between */
    struct str tone;                           /* the setting that says where tone marks stand */
    int order;
    int width, height, top, bottom, margin_left, margin_right;   /* the page */
    int page_number;                           /* from the top edge to the page number */
    int head_left, foot_left;                  /* left column of head and signature block; the right has the rest */
    int rule;                                  /* thickness of a rule, 1/8 pt */
    int gap_table, gap_foot;                   /* above a table without caption, above the signature block; 1/20 pt */
    int cell_above, cell_beside;               /* inside a cell above and below, left and right; 1/20 pt */
    struct str join;                           /* between the number and what follows it: "/" or "-" */
    struct str authority[AUTHORITY_COUNT];
    struct str letter;                         /* the kind of a letter in its number: "CV"; "" letters name none */
    struct str book;                           /* what numbers run within: "year", or the setting that holds a term */
    struct { struct str presidium, words; } behalf[LAYOUT_BEHALF_MOST];        /* who presides, what is signed for it */
    size_t behalves;
    struct type type[EL_COUNT];
    struct {                                   /* the consolidated report: of whom, signed as what, to whom */
        struct str organisation, head, deputy, behalf, to, copy[LAYOUT_COPIES_MOST];
        size_t copies;
    } brief;
};

/* All of them, in their order. layout_load() once at the start says what is wrong with a file, by its line; without
 * it the first use does, and a wrong file ends the program. */
error layout_load(struct arena *a) MUST_USE;
const struct layout *layout_list(size_t *n);
const struct layout *layout_find(struct str code);         /* NULL: none */
const struct layout *layout_of(struct str organisation);   /* of its papers; the first when no file names it */
/* One file. ERR_INPUT: a sentence with its line. The texts of `out` lie in `text`. */
error layout_read(struct arena *a, const char *path, struct str text, struct layout *out) MUST_USE;

/* How the elements are called: the id is for files and tags, the name is what an office sees in its list of styles. */
struct element_name { const char *id, *name; };
extern const struct element_name element_names[EL_COUNT];

int layout_text_width(const struct layout *l);             /* between the margins, 1/100 mm */
/* "TM. Ban Thường trực": what stands over the signature of a paper of that presidium. A "…" of the file is the
 * committee itself, the first two words of the issuer. "" when the file has nothing for it. */
struct str layout_behalf(struct arena *a, const struct layout *l, struct str presidium, struct str issuer);
/* Type of a table's cells: a table of many columns is set smaller. Half-points. */
int layout_cell_size(const struct layout *l, enum element el, int columns);
#endif
