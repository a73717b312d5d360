/* review.h - the review screen, shown by its own address and by every act on a figure that was refused. */
#ifndef PAGES_REVIEW_H
#define PAGES_REVIEW_H
#include "core/report/figure.h"
#include "core/report/report.h"
#include "pages/page.h"

struct review_ask {
    int64_t number; /* the figure to open; 0: the first undecided one */
    bool edit; /* with its form */
    bool closed; /* open none */
    struct span add; /* words to add a figure from; to 0: none */
    const struct figure_entry *typed; /* what the form held when it was refused, else NULL */
    struct str note;
    error why; /* what was refused */
};
/* A report and its figures in text order, as the person may see them. */
struct review_of {
    struct report report;
    struct figure *figure;
    size_t figures;
};
error review_get(struct request *q, struct review_of *out) MUST_USE;
struct figure *review_figure(const struct review_of *v, int64_t number); /* NULL: none has it */
error review_show(struct request *q, struct reply *r, const struct review_of *v,
                  const struct review_ask *ask) MUST_USE;

/* review_form.c: the form of a figure, filled, and read back. */
error review_form(struct request *q, const struct review_of *v, const struct review_ask *ask,
                  const struct edit_view **out) MUST_USE;
error review_form_read(struct request *q, struct figure_entry *entry) MUST_USE;
/* review_card.c: a figure as a card. */
struct figure_card review_card(struct arena *a, const struct review_of *v, const struct figure *f);
#endif
