/* paper.h - a neutral description of an official paper; the three ways it is set: .docx, PDF, HTML.
 *
 * The layout (a file of data/layouts) decides
 * type, size, place and spacing; whoever fills a paper says only what stands where. Texts are NFC;
 * a line feed starts a new paragraph in a block, a new line elsewhere. Nothing here reads the
 * database. What a layout writes by itself is not to be given: "Số:", "Kính gửi:", "Nơi nhận:",
 * the dash before an item and before a copy, capitals, the zero of "05", the rules, "TM." against
 * "T/M". What is not known yet ("", year 0) leaves room to write it in by hand.
 *
 * Errors: ERR_TOO_LARGE above the limits below, ERR_FAULT when a library fails, ERR_MEMORY from the
 * arena. */
#ifndef WRITE_PAPER_H
#define WRITE_PAPER_H
#include "base/base.h"
#include "vn/period.h"
#include "vn/tone.h"

enum {
    PAPER_ROWS_MOST = 5000,                    /* rows of all tables together */
    PAPER_COLUMNS_MOST = 24,                   /* of one table */
    PAPER_BLOCKS_MOST = 5000,                  /* paragraphs and tables */
    PAPER_LINES_MOST = 200,                    /* addressees, and as many copies, and lines of a cover */
    PAPER_BARS_MOST = 60,                      /* lines of one chart */
    PAPER_FRAME_MOST = 8 * 1024,               /* bytes of head, title and signature block without the lists */
    PAPER_TEXT_MOST = 4 * 1024 * 1024          /* bytes of text altogether */
};

struct layout;                                 /* layout.h */

struct run { struct str text; bool bold, italic; struct str link; };      /* link: for HTML only; "" none */
enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_JUSTIFY };
struct cell { const struct run *run; size_t runs; enum align align; bool bold; int span; };   /* span 0 counts as 1 */
/* head: the first rows of a table, set bold and centred, repeated on each page; total: set bold.
 * Missing cells are empty. */
struct table_row { const struct cell *cell; size_t cells; bool head, total; };
/* part: a title in the middle, on a new page; contents: the parts and headings of the paper with their pages; bars: a
 * chart of lying bars with names and words beside them. */
enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_ITEM, BLOCK_TABLE, BLOCK_PART, BLOCK_CONTENTS, BLOCK_BARS };
/* Four that are told apart without colour: black, grey, white with a line around, striped. */
enum bar_look { BAR_BLACK, BAR_GREY, BAR_WHITE, BAR_STRIPED, BAR_LOOK_COUNT };
/* One line of a chart. The bar is as long as its value among those up to the next title, from zero. title: words alone,
 * above the bars that follow. has false: no bar, the words say why. open: the bar goes on ("trên"). */
struct paper_bar { struct str name, words; int64_t value; enum bar_look look; bool title, has, open; };
struct block {
    enum block_kind kind;
    /* headings: 1 "I.", 2 "1.", 3 "a)", the number being part of the text; items: depth from 1; contents: the
     * lowest heading that is listed, 0 parts alone */
    int level;
    const struct run *run; size_t runs;
    const struct table_row *row; size_t rows;  /* tables */
    const int *width; int columns;             /* of a table, in thousandths of the text width; width NULL: all alike */
    struct str caption;                        /* stands above the table, the chart, the contents; "" none */
    const struct paper_bar *bar; size_t bars;
    bool fresh;                                /* begins a page */
};
struct paper {
    const struct layout *layout;
    struct str superior, issuer;               /* "ĐẢNG BỘ THÀNH PHỐ …" / "ĐẢNG ỦY PHƯỜNG …"; superior may be "" */
    struct str number;                         /* "41/BC-MTTQ-BTT", "127-BC/ĐU"; "/BC-MTTQ-BTT" leaves room */
    struct str place; struct day date;         /* "Bến Lúa", year 0 leaves "ngày … tháng … năm …" */
    /* "BÁO CÁO", "kết quả công tác Mặt trận quý II năm 2026"; a letter has no kind: its subject stands under its
     * number */
    struct str kind, subject;
    struct str *to; size_t to_count;           /* Kính gửi */
    const struct block *block; size_t blocks;
    struct str *copies; size_t copy_count;     /* Nơi nhận, without the leading dash */
    struct str authority, post, signer;        /* "TM. BAN THƯỜNG TRỰC" / "T/M ĐẢNG ỦY", "CHỦ TỊCH", name or "" */
    struct str second_post, second_signer;     /* who signs at the left, above the copies: of minutes; "" nobody */
    /* Lines of a cover, under the title: head, title and these have the first page for themselves, without number and
     * place, and nobody signs. 0: no cover. */
    struct str *cover; size_t cover_count;
    struct str stamp;                          /* at the top of every page: "DỮ LIỆU MẪU"; "" none */
    enum syllable_place tone;                  /* how "hòa" and "hoà" are written; PLACE_FREE: as it is */
    struct str title, language;                /* document properties; language "vi-VN" */
    struct str made;                           /* the day in the file's properties, "2026-07-08"; "" today */
};
error paper_docx(struct arena *a, const struct paper *p, struct bytes *out) MUST_USE;
error paper_pdf(struct arena *a, const struct paper *p, struct bytes *out) MUST_USE;
error paper_pdf_counted(struct arena *a, const struct paper *p, struct bytes *out, int *pages) MUST_USE;
/* A whole page with its own print style. */
error paper_html(struct arena *a, const struct paper *p, struct str *out) MUST_USE;
/* The same for a place on a page of the program: markup that asks for no style of its own. */
error paper_inner(struct arena *a, const struct paper *p, struct str *out) MUST_USE;
#endif
