/* format.h - from the bytes of a document to its text, in this process.
 *
 * Only txt may be converted in a process that owns anything; html and docx come here inside the
 * locked child (read/child.h). All give NFC text, one paragraph a line, the cells of a table row
 * joined by " | ", no blank line, no blank at the ends of a line, no control character but TAB. */
#ifndef READ_FORMAT_H
#define READ_FORMAT_H
#include "read/reader.h"

/* What the bytes are, by content; the name breaks ties. ERR_INPUT: nothing in them, or not text.
 * ERR_TOO_LARGE: over LIMIT_DOCUMENT. ERR_FORMAT: a kind that is known and not read; says what to do. */
error format_kind(struct arena *a, struct bytes document, struct str name, enum read_format *out) MUST_USE;
/* Converts here. Same errors as reader_read(). */
error format_convert(struct arena *a, struct bytes document, enum read_format format, struct read_text *out) MUST_USE;

error txt_read(struct arena *a, struct bytes document, struct read_text *out) MUST_USE;
error webpage_read(struct arena *a, struct bytes document, struct read_text *out) MUST_USE;
error docx_read(struct arena *a, struct bytes document, struct read_text *out) MUST_USE;
error odt_read(struct arena *a, struct bytes document, struct read_text *out) MUST_USE;
error xlsx_read(struct arena *a, struct bytes document, struct read_text *out) MUST_USE;
error csv_read(struct arena *a, struct bytes document, struct read_text *out) MUST_USE;
/* A compound file of old Office: NULL when it is a Word document, else ERR_FORMAT with what it is. */
error doc_kind(struct arena *a, struct bytes document) MUST_USE;
/* What the converter made of it (read/converter.h) to text. */
error doc_text(struct arena *a, struct bytes converted, struct read_text *out) MUST_USE;

/* A zip that is one of the office documents: which, by its parts, and its text. FORMAT_DOCX stands for any of them
 * until the child has looked inside; out->format is what it was. */
struct unzip;
error package_kind(struct arena *a, struct unzip *z, enum read_format *out) MUST_USE;
error package_read(struct arena *a, struct bytes document, struct read_text *out) MUST_USE;

/* The tags of a page counted before the parser of the page, whose work grows with the square of their depth, sees
 * them. ERR_TOO_LARGE: over LIMIT_HTML_DEPTH or LIMIT_HTML_ATTRIBUTES. */
error webpage_scan(struct arena *a, struct str source) MUST_USE;

/* UTF-8, UTF-16 with a mark, or an old Vietnamese encoding to text; *encoding its name. */
error txt_decode(struct arena *a, struct bytes in, struct str *text, struct str *encoding) MUST_USE;
/* How the letters of Unicode text were put together before it became `text`: "NFD", "mixed", "" as they are kept. */
struct str txt_form(struct bytes raw, struct str text);
/* Lines whose letters a word processor kept for an old font become real ones; *encoding is then the font's. */
struct str txt_fonts(struct arena *a, struct str text, struct str *encoding);
/* Lines tidied as said above; with `join` lines that were cut at a fixed width by hand are one again.
 * ERR_INPUT: no text is left, or much of it is no text. ERR_TOO_LARGE: over LIMIT_TEXT. */
error txt_tidy(struct arena *a, struct str text, bool join, struct str *out) MUST_USE;
#endif
