/* odt_styles.h - what the styles of an OpenDocument text say about its letters: an old font, or not to be seen. */
#ifndef READ_ODT_STYLES_H
#define READ_ODT_STYLES_H
#include "pack/xml.h"
#include "read/format/font.h"

struct odt_styles;
struct odt_styles *odt_styles_open(struct arena *a);
/* Every element of styles.xml and of content.xml before its body passes here, in order. */
void odt_styles_see(struct odt_styles *s, struct str local, const char *const *attributes);
struct odt_look { const struct font *font; bool hidden; };   /* font NULL: the style names none */
/* Of a style of the text ("text") or of a paragraph ("paragraph"), with those it is based on. */
struct odt_look odt_styles_look(const struct odt_styles *s, const char *family, const char *name);
struct odt_look odt_styles_default(const struct odt_styles *s);
#endif
