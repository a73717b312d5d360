/* dictionary.h - the words that an office has taught: what the pages of the dictionary and the review share. */
#ifndef PAGES_DICTIONARY_H
#define PAGES_DICTIONARY_H
#include "core/office/alias.h"
#include "pages/page.h"

/* After figure `learned` of the report was corrected: what to ask, *out NULL when there is nothing. open: the figure to
 * come back to. Shown by view_offer() inside #part-said of the review. */
error dictionary_offer(struct request *q, int64_t report_id, int64_t learned, int64_t open,
                       const struct offer_view **out) MUST_USE;
struct str dictionary_kind(enum alias_kind kind);      /* "chỉ tiêu" ... */
/* "“áo ấm” là chỉ tiêu “Phần quà đã trao”" */
struct str dictionary_words(struct arena *a, const struct alias *x);
/* The code that was chosen or typed: an indicator by its code or name, a body by its code, a place as written. */
error dictionary_code(struct request *q, enum alias_kind kind, struct str typed, struct str *code) MUST_USE;
#endif
