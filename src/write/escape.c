/* escape.c - see escape.h. Owns the five escapes; never writes a tag. */
#include "write/escape.h"

/* XML 1.0, production Char: of the control characters only tab, line feed and carriage return; not U+FFFE and U+FFFF. */
static size_t unfit(struct str s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
    bool last_two = c == 0xEF && at + 2 < s.n && (unsigned char)s.p[at + 1] == 0xBF && (unsigned char)s.p[at + 2] >= 0xBE;
    return last_two ? 3 : 0;
}

void escape_text(struct buf *b, struct str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n;) {
        char c = text.p[i];
        const char *as = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : c == '\'' ? "&#39;" : NULL;
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
