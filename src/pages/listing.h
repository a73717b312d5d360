/* listing.h - lists and tables as people use them: search, order, pages, and the same rows as CSV or XLSX.
 *
 * A list says its columns once (struct listing_kind) and gives a row of cells for each thing that the person may
 * see; the rest follows: headings that order, the box that searches, the pages, the files. A file is made by the
 * same handler from the same rows, so nobody gets in a file what the page does not show. In the address:
 *   tim=words  xep=code or -code  trang=2  xuat=csv, xlsx or json
 * (LISTING of routes.c; only xuat where nothing is ordered)
 *
 *     struct listing l = listing_open(q, &things);
 *     for (...) { struct ledger_cell *c = listing_row(&l); c[THING_NAME] = ledger_text(name); ... }
 *     if (listing_asked(q)) return listing_file(&l, r, about);
 *     TRY(listing_show(&l, &v.list));             ... show the rows l.order[0] .. l.order[l.shown - 1]
 */
#ifndef PAGES_LISTING_H
#define PAGES_LISTING_H
#include "pages/views.h"
#include "web/http.h"
#include "write/ledger.h"

/* code: its name in `xep` and in JSON, never changed; NULL only where it is on_screen: not ordered by it. on_screen,
 * in_file: only there. */
struct listing_column { const char *code, *label; bool number, on_screen, in_file; };
struct listing_kind {
    const char *file, *title;                  /* "bao-cao"; "Danh sách báo cáo" */
    int page_rows;                             /* 0: all on one page */
    const struct listing_column *column; size_t columns;
    const char *const *narrow; size_t narrows; /* parameters of the page's own filters, kept in every address */
};
struct listing {
    struct request *q;
    const struct listing_kind *kind;
    struct ledger_cell *cell; size_t rows, room;
    size_t *order, shown;                      /* set by listing_show() */
    int64_t total;                             /* what there is, when the rows are one page of it; else 0 */
    int64_t left_out;                          /* of all, what was more than could be looked through */
    bool searched;                             /* the rows are what `tim` finds already */
};

struct listing listing_open(struct request *q, const struct listing_kind *kind);
/* The whole list is needed, not only one page of it: something is searched, ordered or taken away. */
bool listing_whole(const struct request *q);
bool listing_asked(const struct request *q);   /* as a file */
int64_t listing_page(const struct request *q); /* from 1 */
struct ledger_cell *listing_row(struct listing *l);        /* the cells of one more row, empty */
/* Text that stands in an order of its own: a period by its last day. */
struct ledger_cell listing_keyed(struct str text, int64_t order);
/* ERR_MISSING: no such page. ERR_INPUT: none of the three forms. about: whose list, narrowed to what; may be "". */
error listing_show(struct listing *l, struct listing_view *out) MUST_USE;
error listing_file(struct listing *l, struct reply *r, struct str about) MUST_USE;
/* The links to the files alone, for a table that has no order; none where the route takes no `xuat`. */
void listing_files(const struct listing *l, struct listing_view *out);
#endif
