/* docx_style.h - the parts of a .docx that depend on the layout alone. */
#ifndef WRITE_DOCX_STYLE_H
#define WRITE_DOCX_STYLE_H
#include "write/layout.h"

#define DOCX_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
int docx_twips(int hundredths);                /* 1/100 mm in 1/20 pt, rounded */
/* word/styles.xml: one paragraph style an element, so that an office changes its look in one place. */
void docx_styles(struct buf *b, const struct layout *l, struct str language);
/* word/header1.xml and, for the first page, header2.xml: the stamp and the number of the page,
 * which the first has not. */
void docx_header(struct buf *b, struct str stamp, bool first);
const char *docx_align(enum align align);
#endif
