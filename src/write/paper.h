/* paper.h - a neutral description of an official paper, and the three ways it is set: .docx, PDF, HTML.
 *
 * The layout (state: NĐ 30/2020/NĐ-CP, Phụ lục I; Party: HD 36-HD/VPTW and its successors) decides type, size, place and
 * spacing; whoever fills a paper says only what stands where. Texts are NFC. Nothing here reads the database. */
#ifndef WRITE_PAPER_H
#define WRITE_PAPER_H
#include "base/base.h"
#include "vn/period.h"

enum paper_layout { LAYOUT_STATE, LAYOUT_PARTY, LAYOUT_COUNT };

struct run { struct str text; bool bold, italic; struct str link; };      /* link: an anchor or address for HTML only; "" none */
enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
struct cell { const struct run *run; size_t runs; enum align align; bool bold; int span; };   /* span 0 counts as 1 */
struct table_row { const struct cell *cell; size_t cells; bool head, total; };
enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_ITEM, BLOCK_TABLE };
struct block {
    enum block_kind kind;
    int level;                                 /* headings: 1 "I." centred or bold, 2 "1.", 3 "a)"; items: depth from 1 */
    const struct run *run; size_t runs;
    const struct table_row *row; size_t rows;  /* tables */
    const int *width; int columns;             /* of a table, in thousandths of the text width */
    struct str caption;
};
struct paper {
    enum paper_layout layout;
    struct str superior, issuer;               /* "ĐẢNG BỘ THÀNH PHỐ …" / "ĐẢNG ỦY PHƯỜNG …"; superior may be "" */
    struct str number;                         /* "41/BC-MTTQ-BTT" or "127-BC/ĐU"; "" leaves room to write it in */
    struct str place; struct day date;         /* "Bến Lúa", year 0 leaves "ngày … tháng … năm …" */
    struct str kind, subject;                  /* "BÁO CÁO", "kết quả công tác Mặt trận quý II năm 2026" */
    struct str *to; size_t to_count;           /* Kính gửi */
    const struct block *block; size_t blocks;
    struct str *copies; size_t copy_count;     /* Nơi nhận, without the leading dash */
    struct str authority, post, signer;        /* "TM. BAN THƯỜNG TRỰC" / "T/M ĐẢNG ỦY", "CHỦ TỊCH", name or "" */
    struct str title, language;                /* document properties; language "vi-VN" */
};
error paper_docx(struct arena *a, const struct paper *p, struct bytes *out) MUST_USE;
error paper_pdf(struct arena *a, const struct paper *p, struct bytes *out) MUST_USE;
error paper_html(struct arena *a, const struct paper *p, struct str *out) MUST_USE;   /* a whole page with its own print style */
#endif
