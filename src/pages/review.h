/* review.h - the review screen, shown by its own address and by every act on a figure that was refused. */
#ifndef PAGES_REVIEW_H
#define PAGES_REVIEW_H
#include "core/report/figure_group.h"
#include "core/report/report.h"
#include "core/report/scan_page.h"
#include "pages/page.h"

struct review_ask {
    int64_t number; /* the figure to open; 0: the first undecided one */
    bool edit; /* with its form */
    bool closed; /* open none */
    bool sure; /* with the list of sure figures */
    int64_t learned; /* the figure corrected just now, which may have taught something; 0 none */
    int64_t undo; /* when a group was confirmed just now, 0 none */
    struct span add; /* words to add a figure from; to 0: none */
    const struct figure_entry *typed; /* what the form held when it was refused, else NULL */
    struct str note;
    error why; /* what was refused */
};
enum review_order { REVIEW_BY_TEXT, REVIEW_BY_DOUBT };
enum review_band { BAND_WARNED, BAND_DOUBTED, BAND_SURE, BAND_COUNT };
/* A report and its figures in text order, as the person may see them. */
struct review_of {
    struct report report;
    struct figure *figure;
    size_t figures;
    struct warning *warning;
    size_t warnings;
    struct price_seen *price;
    size_t prices;
    enum review_order order; /* as this person chose */
    struct figure **row; /* the figures in that order */
    struct scan_page *page;
    size_t pages;
};
error review_get(struct request *q, struct review_of *out) MUST_USE;
struct figure *review_figure(const struct review_of *v, int64_t number); /* NULL: none has it */
error review_show(struct request *q, struct reply *r, const struct review_of *v,
                  const struct review_ask *ask) MUST_USE;

/* review_order.c: the order in which figures are worked through, remembered for the person. */
error review_order_fill(struct request *q, struct db *db, struct review_of *v) MUST_USE;
enum review_band review_band(const struct review_of *v, const struct figure *f);
struct str review_band_name(enum review_band b);
int64_t review_next(const struct review_of *v, int64_t number); /* the next undecided one; 0: none is left */
size_t review_sure(const struct review_of *v); /* how many undecided ones are sure */
const struct sure_view *review_sure_list(struct arena *a, const struct review_of *v, struct str base);
error review_picks(struct arena *a, struct str typed, struct figure_pick **out, size_t *n) MUST_USE;

/* review_head.c: what was read and how, and the pictures it was read from. */
struct str review_reading(struct arena *a, const struct review_of *v);
const struct picture_view *review_pictures(struct arena *a, const struct review_of *v, int64_t now, size_t *n);
const struct picture_view *review_crop(struct arena *a, const struct review_of *v, const struct figure *f);

/* scan_wait_page.c: while a scan is read in the background, or when it could not be, that is what is shown. */
error scan_wait_show(struct request *q, struct reply *r, const struct report *p, error why, bool *shown) MUST_USE;

/* review_form.c: the form of a figure, filled, and read back. */
error review_form(struct request *q, const struct review_of *v, const struct review_ask *ask,
                  const struct edit_view **out) MUST_USE;
error review_form_read(struct request *q, struct figure_entry *entry) MUST_USE;
/* review_card.c: a figure as a card. */
struct figure_card review_card(struct arena *a, const struct review_of *v, const struct figure *f);
#endif
