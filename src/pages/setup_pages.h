/* setup_pages.h - the pages of the first run: what their two files share. */
#ifndef PAGES_SETUP_PAGES_H
#define PAGES_SETUP_PAGES_H
#include "core/office/setting.h"
#include "pages/page.h"

/* The head of a step: which of the five, what is done, why the form came back (NULL: it did not). */
error setup_head(struct request *q, struct db *db, int now, error why, struct setup_head_view *out) MUST_USE;
/* Step `now` is done: notes it and leads to the next. */
error setup_on(struct request *q, struct reply *r, int now) MUST_USE;
error setup_show(struct request *q, struct reply *r, struct str title, error why, const struct buf *body) MUST_USE;
/* In settings_page.c: typed NULL: what the unit chose. */
error setting_field_fill(struct request *q, struct db *db, enum setting which, const struct str *typed, error wrong,
    struct setting_field *f) MUST_USE;
#endif
