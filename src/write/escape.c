/* escape.c - see escape.h. Owns the five escapes; never writes a tag. */
#include "write/escape.h"

/* XML 1.0, production Char: of the control characters only tab, line feed and carriage return; not U+FFFE, U+FFFF.
 * Returns how many bytes to leave out. */
static size_t unfit(struct str s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
    bool last_two = c == 0xEF && at + 2 < s.n && (unsigned char)s.p[at + 1] == 0xBF &&
                    (unsigned char)s.p[at + 2] >= 0xBE;
    return last_two ? 3 : 0;
}

static const char *escape_of(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void escape_text(struct buf *b, struct str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n;) {
        const char *as = escape_of(text.p[i]);
        size_t drop = unfit(text, i);
        if (!as && !drop) {
            i++;
            continue;
        }
        buf_add(b, text.p + from, i - from);
        if (as) buf_c(b, as);
        i += drop ? drop : 1;
        from = i;
    }
    buf_add(b, text.p + from, text.n - from);
}
