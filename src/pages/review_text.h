/* review_text.h - a report's text cut into paragraphs and chips, for the review screen and the trace. */
#ifndef PAGES_REVIEW_TEXT_H
#define PAGES_REVIEW_TEXT_H
#include "core/report/figure.h"
#include "pages/views.h"

/* Figures in text order. `now`: the number that is looked at, 0 none. */
size_t review_paragraphs(struct arena *a, struct str text, const struct figure *f, size_t n, int64_t now,
                         struct paragraph **out);
size_t review_pieces(struct arena *a, struct str text, struct span part, const struct figure *f, size_t n,
                     int64_t now, struct piece **out);
/* Passages that a remark is about; overlapping ones are left out, the first stands. */
struct text_mark { struct span span; struct str css; int64_t anchor; };
void review_mark(struct arena *a, struct str text, struct paragraph *p, size_t n, struct text_mark *mark,
                 size_t marks);
/* The heading that byte `at` stands under, "" when none comes before it. */
struct str review_heading(struct str text, const struct paragraph *p, size_t n, size_t at);
#endif
