/* html.h - write HTML so that forgetting to escape does not compile.
 *
 * Templates (src/pages/NAME.html) become functions view_NAME() by tools/tmplc.c, which call these.
 * {{ x }} becomes OUT(w, x); the type of x chooses the escape; there is no case for a bare char *. */
#ifndef WEB_HTML_H
#define WEB_HTML_H
#include "base/base.h"

void html_str(struct buf *w, struct str s);                /* escapes & < > " ' */
void html_int(struct buf *w, int64_t n);
void html_markup(struct buf *w, struct markup m);          /* as it is */
void html_href(struct buf *w, struct str url);             /* http, https, mailto, tel, or of this site; else "#" */
void html_url_str(struct buf *w, struct str s);            /* percent-encodes: inside a link that has a fixed start */
void html_url_int(struct buf *w, int64_t n);
#define OUT(w, x) \
    _Generic((x), struct str: html_str, struct markup: html_markup, int: html_int, int64_t: html_int)((w), (x))
/* The same inside a quoted attribute, where no markup may stand. */
#define OUT_ATTR(w, x) _Generic((x), struct str: html_str, int: html_int, int64_t: html_int)((w), (x))
#define OUT_URL(w, x) _Generic((x), struct str: html_url_str, int: html_url_int, int64_t: html_url_int)((w), (x))
/* {_ Vietnamese text _} in a template: looked up in the catalogue, then escaped. */
void html_say(struct buf *w, const char *vietnamese);
/* What views wrote, as markup for a frame around it. Only for a buffer that views wrote. */
struct markup html_done(const struct buf *w);
#endif
