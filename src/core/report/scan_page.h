/* scan_page.h - the pages of a report that came as pictures, and where its words stand on them.
 *
 * Stored a row a page: the picture as it came, and its words as one run of LEB128 numbers, for each word in text
 * order: bytes since the end of the word before, bytes of the word, left, top, width, height, confidence. Boxes are
 * pixels of the picture from its top left corner; confidence is the recogniser's, in thousandths. */
#ifndef CORE_REPORT_SCAN_PAGE_H
#define CORE_REPORT_SCAN_PAGE_H
#include "core/report/report.h"

enum { SCAN_UNCLEAR = 600 };                       /* a word below is marked: someone should look at the picture */
struct scan_word { struct span span; uint32_t left, top, right, bottom, confidence; };
struct scan_page { int64_t page, width, height; struct scan_word *word; size_t words; };   /* page: from 1 */
/* What stands on one line of a page. */
struct scan_box { int64_t page; uint32_t left, top, right, bottom; };

/* In a job: the pages of a report as the record has them, in place of those it had. */
error scan_pages_put(struct arena *a, struct db *db, int64_t report_id, const struct record *record) MUST_USE;
/* Of a report that the caller has opened; without pictures, in order. */
error scan_pages(struct arena *a, struct db *db, const struct report *r, struct scan_page **out, size_t *n) MUST_USE;
/* ERR_MISSING: no such page, or not for these eyes. type: "image/png" or "image/jpeg". */
error scan_picture(struct arena *a, struct db *db, const struct who *who, int64_t report_id, int64_t page,
    struct bytes *picture, struct str *type) MUST_USE;
/* Where the words of a passage stand: one box a line. */
size_t scan_boxes(struct arena *a, const struct scan_page *pages, size_t n, struct span span,
    struct scan_box **out);

extern struct sql_list scan_page_sql;
#endif
