/* font.h - fonts whose letters are not what they seem: text typed in TCVN3 or VNI and kept by Word as Latin-1.
 *
 * The name of the font tells: ".VnTime" is TCVN3, ".VnTimeH" TCVN3 shown as capitals, "VNI-Times" VNI. */
#ifndef READ_FONT_H
#define READ_FONT_H
#include "pack/unzip.h"
#include "vn/text.h"

struct font { enum vn_encoding encoding; bool capitals; };      /* VN_UTF8: letters are what they seem */

const struct font *font_named(const char *const *attributes);   /* of an rFonts element; NULL when it names none */
const struct font *font_called(const char *name);               /* by its name alone; never NULL */
/* Real letters for text set in `font`. Text that is real already (letters beyond Latin-1) stays; *turned grows by the
 * bytes that changed. */
struct str font_decode(struct arena *a, const struct font *font, struct str s, size_t *turned);

/* The fonts of a document's styles; a part that is not there gives none. */
struct fonts;
error fonts_read(struct arena *a, struct unzip *z, const char *part, const struct fonts **out) MUST_USE;
const struct font *fonts_default(const struct fonts *f);                        /* of a paragraph without a style */
bool fonts_style_says(const struct fonts *f, const char *id); /* the style or one it is based on names a font */
const struct font *fonts_style(const struct fonts *f, const char *id);          /* that, else the default */
#endif
