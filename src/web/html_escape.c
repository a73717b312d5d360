/* html_escape.c - the escapes. See html.h. Each copies runs of harmless bytes at once. */
#include "web/html.h"
#include <strings.h>

static const char *entity(char c)
{
    switch (c) {
    case '&':  return "&amp;";
    case '<':  return "&lt;";
    case '>':  return "&gt;";
    case '"':  return "&quot;";
    case '\'': return "&#39;";
    default:   return NULL;
    }
}

void html_str(struct buf *w, struct str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *e = entity(s.p[i]);
        if (!e) continue;
        buf_add(w, s.p + from, i - from);
        buf_c(w, e);
        from = i + 1;
    }
    buf_add(w, s.p + from, s.n - from);
}

void html_int(struct buf *w, int64_t n) { buf_fmt(w, "%lld", (long long)n); }
void html_markup(struct buf *w, struct markup m) { buf_add(w, m.p, m.n); }
void html_say(struct buf *w, const char *vietnamese) { html_str(w, SAY(vietnamese)); }
void html_url_int(struct buf *w, int64_t n) { html_int(w, n); }

struct markup html_done(const struct buf *w)
{
    struct str s = buf_done(w);
    return (struct markup){ s.p, s.n };
}

static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool digit(char c) { return c >= '0' && c <= '9'; }

/* Browsers drop blanks before an address and tabs or line ends inside it, and read \ as /; so none may stand there:
 * "java\nscript:" is a scheme to them. A path may not start with two slashes, which would name another host. */
static bool is_safe(struct str url)
{
    static const char *const schemes[] = { "http", "https", "mailto", "tel" };
    size_t n = 0;
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ' || url.p[i] == 0x7F || url.p[i] == '\\') return false;
    if (str_starts(url, S("//"))) return false;
    while (n < url.n && (letter(url.p[n]) || digit(url.p[n]) || strchr("+-.", url.p[n]))) n++;
    if (n == url.n || url.p[n] != ':') return true;
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (strlen(schemes[i]) == n && !strncasecmp(schemes[i], url.p, n)) return true;
    return false;
}

void html_href(struct buf *w, struct str url) { html_str(w, is_safe(url) ? url : S("#")); }

/* RFC 3986 section 2.3: letters, digits and - . _ ~ stand for themselves; all else is percent-encoded. */
void html_url_str(struct buf *w, struct str s)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (letter(s.p[i]) || digit(s.p[i]) || (c && strchr("-._~", c))) buf_char(w, s.p[i]);
        else buf_add(w, (char[]){ '%', hex[c >> 4], hex[c & 15] }, 3);
    }
}
