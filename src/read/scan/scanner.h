/* scanner.h - the inside of the program giaoban-scan: pages of a PDF and pictures to leaves.
 *
 * Runs only in the locked process (read/child.h). Everything in this folder is linked into giaoban-scan alone, so that
 * the main program does not carry poppler, tesseract and what they bring. */
#ifndef READ_SCANNER_H
#define READ_SCANNER_H
#include "read/leaf.h"
#include "read/scan/placing.h"

/* The whole life of the process: `giaoban-scan FORMAT FROM` reads the document on descriptor 0, answers on
 * descriptor 1 with the leaves of the pages from FROM on, up to and including the first that had to be recognised. */
error scanner_serve(struct arena *a, const char *format, const char *from) MUST_USE;

/* ---- pdf_file.c: poppler ---- */
struct pdf_file;
/* ERR_INPUT: broken, no pages, protected by a password. ERR_TOO_LARGE: over LIMIT_PAGES. */
error pdf_open(struct arena *a, struct bytes document, struct pdf_file **out) MUST_USE;
uint32_t pdf_pages(const struct pdf_file *f);
/* The text of a page. *picture: the page says little or nothing in letters and shows a picture: recognise it. */
error pdf_read_page(struct arena *a, struct pdf_file *f, uint32_t page, struct leaf *out, bool *picture) MUST_USE;

/* Grey pixels, a byte each (0 black), rows one after the other. */
struct grey { unsigned char *p; uint32_t width, height; };
/* The page drawn so that an inch is `dpi` pixels, fewer when it is too large for LIMIT_PIXELS. */
error pdf_draw_page(struct arena *a, struct pdf_file *f, uint32_t page, int dpi, struct grey *out) MUST_USE;

/* ---- ruled.c ---- */
/* Ruled lines of a page drawn at `dpi`, in units of the leaf: `unit` of them are an inch. */
size_t rulings_find(struct arena *a, const struct grey *g, int dpi, int unit, struct ruling **out);
#endif
