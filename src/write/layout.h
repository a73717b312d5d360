/* layout.h - the two layouts of official papers as data: the same table drives .docx, PDF and HTML.
 *
 * Lengths are in 1/100 mm, sizes of type in half-points, spacing in 1/20 pt (the units of .docx, so
 * nothing is rounded twice). Sources: state NĐ 30/2020/NĐ-CP, Phụ lục I; Party HD 36-HD/VPTW
 * (2018), Phụ lục 3, and HD 05-HD/VPTW (2026). Where a rule gives a range, the value is one inside
 * it. */
#ifndef WRITE_LAYOUT_H
#define WRITE_LAYOUT_H
#include "write/paper.h"

/* 1/20 pt: above a table without caption; above the signature block; inside a cell above and below, left and right. */
enum { LAYOUT_GAP_TABLE = 120, LAYOUT_GAP_FOOT = 240, LAYOUT_CELL_ABOVE = 40, LAYOUT_CELL_BESIDE = 85 };

enum element {
    EL_NATION,         /* state: Quốc hiệu; Party: "ĐẢNG CỘNG SẢN VIỆT NAM" */
    EL_MOTTO,          /* state: Tiêu ngữ */
    EL_SUPERIOR, EL_ISSUER,
    EL_STAR,           /* Party: "*" under the issuer */
    EL_NUMBER, EL_PLACE,
    EL_KIND, EL_SUBJECT,
    EL_DASHES,         /* Party: "-----" under the subject */
    EL_TO, EL_TO_ITEM,
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
    int before, after;                         /* room above and below (below the rule, when there is one), 1/20 pt */
    int first, left;                           /* indent of the first line, of all lines; 1/100 mm */
    int line;                                  /* exact line height, 1/20 pt; 0: single */
    bool keep_next;                            /* on one page with what follows */
};

struct layout {
    int width, height, top, bottom, margin_left, margin_right;   /* the page */
    int page_number;                           /* from the top edge to the page number */
    int head_left, foot_left;                  /* left column of head and signature block; the right has the rest */
    int rule;                                  /* thickness of a rule, 1/8 pt */
    const char *nation, *motto, *star, *dashes, *number;   /* NULL: not in this layout */
    bool issuer_rule, subject_rule, nation_rule, motto_rule;
    struct type type[EL_COUNT];
};
extern const struct layout layouts[LAYOUT_COUNT];

/* How the elements are called: the id is for files and tags, the name is what an office sees in its list of styles. */
struct element_name { const char *id, *name; };
extern const struct element_name element_names[EL_COUNT];

int layout_text_width(const struct layout *l);             /* between the margins, 1/100 mm */
/* Type of a table's cells: a table of many columns is set smaller. Half-points. */
int layout_cell_size(const struct layout *l, enum element el, int columns);
#endif
