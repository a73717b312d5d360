/* pdf_page.h - pages, lines of text and tags of a PDF: what setting a paper as PDF stands on.
 *
 * Lengths here are in points from the upper left corner. A tag that holds text is closed before a page ends and opened
 * again on the next; tags that hold tags may span pages. */
#ifndef WRITE_PDF_PAGE_H
#define WRITE_PDF_PAGE_H
#include "write/measure.h"
#include "write/sheet.h"
#include <cairo.h>

enum { PDF_MARKS = 4 };                        /* depths of bookmarks */
enum { PDF_PAGE_SLOT = PAPER_COLUMNS_MOST, PDF_SLOTS };

/* A text laid out, and how far it has been drawn: a long text is walked once, not once a page. */
struct pdf_slot { PangoLayout *text; PangoLayoutIter *at; int line; };

struct pdf {
    struct arena *a;
    const struct sheet *sheet;
    cairo_surface_t *surface;
    cairo_t *cr;
    struct pdf_slot *slot;                     /* one a column of a table; [0] for lines; the last for page numbers */
    double left, width, top, bottom;           /* of the text on every page */
    double y;                                  /* where the next thing goes */
    double below;                              /* room below the last line, already in y: the larger of two holds */
    int page;
    int mark[PDF_MARKS];                       /* the last bookmark of each depth; 0 none */
};

/* How a line of the sheet is set where the element alone does not say it. */
struct pdf_how {
    double x, width;
    int size;                                  /* half-points */
    bool bold;
    enum align align;
};

error pdf_open(struct arena *a, const struct sheet *s, struct pdf *out) MUST_USE;
error pdf_done(struct pdf *pdf, struct bytes *out) MUST_USE;
void pdf_new_page(struct pdf *pdf);
void pdf_page_number(struct pdf *pdf);
bool pdf_at_top(const struct pdf *pdf);

struct pdf_how pdf_how(const struct pdf *pdf, const struct sheet_line *line, double x, double width);
/* Lays the line out in the slot; returns how many lines it takes. */
int pdf_lay(struct pdf *pdf, int slot, const struct sheet_line *line, const struct pdf_how *how);
/* Draws lines [from, to) of the slot with the upper edge of the first at y. */
void pdf_draw(struct pdf *pdf, int slot, const struct sheet_line *line, const struct pdf_how *how,
              double y, int from, int to);
/* How far the last line of what was laid out in the slot reaches, in points. */
double pdf_last_width(const struct pdf *pdf, int slot);
double pdf_pitch(const struct pdf *pdf, const struct sheet_line *line, int size);
void pdf_tag(struct pdf *pdf, const char *tag);
void pdf_untag(struct pdf *pdf, const char *tag);
const char *pdf_tag_of(enum element el);
/* A place that the contents lead to, and what leads there. */
void pdf_place(struct pdf *pdf, size_t block);
void pdf_unplace(struct pdf *pdf);
void pdf_lead(struct pdf *pdf, size_t block);
void pdf_unlead(struct pdf *pdf);
/* A bookmark; the parents of what is deeper are those before it. */
void pdf_bookmark(struct pdf *pdf, struct str text, int depth, size_t block);

/* Adds the language and "show the title" to a PDF made by cairo, which cannot say them. Without the
 * marks that cairo 1.16 leaves the file stays as it is: the language is a help for readers aloud,
 * the paper is what counts. */
struct bytes pdf_language(struct arena *a, struct bytes pdf, struct str language);
#endif
