/* issued_page.h - what the pages of papers share: words of a paper, and the form that takes one in. */
#ifndef PAGES_ISSUED_PAGE_H
#define PAGES_ISSUED_PAGE_H
#include "core/meeting/issued.h"
#include "pages/page.h"

struct str issued_href(struct arena *a, int64_t id, const char *below);        /* "/van-ban/7/ky" */
struct str issued_state_words(const struct issued *i);
struct str issued_state_code(const struct issued *i);      /* class of the page */
/* "Thông báo số 12-TB/ĐU", "Giấy mời (bản nháp)" */
struct str issued_title(struct arena *a, const struct issued *i);
/* "02, 05"; "" none */
struct str issued_skipped(struct arena *a, const struct issued_free *f);
/* now NULL: a new one. no: what was refused comes back as typed. */
struct issued_enter_view issued_enter_form(struct request *q, const struct issued *now, error no);
/* The form as it was sent; days in the kept form. */
error issued_entered(struct request *q, struct issued *out) MUST_USE;
struct choice *issued_kinds(struct request *q, struct str now, size_t *n);
/* The register again with a form that was refused. */
error issued_register_show(struct request *q, struct reply *r, error no) MUST_USE;
#endif
