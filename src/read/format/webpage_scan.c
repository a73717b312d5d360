/* webpage_scan.c - how deep the tags of a page stand in each other, before anything is built of them. See format.h.
 *
 * A page within the bound here is within a small multiple of it for the parser: elements that a browser closes by
 * itself are not counted, every other one is until its own end tag, which cannot reach out of a table. */
#include "read/format/format.h"
#include "pack/limits.h"

/* Never hold anything. */
static const char *const empty[] = { "area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                     "input", "link", "meta", "param", "source", "track", "wbr" };
/* Closed by the next of their kind or by the end of what they stand in. */
static const char *const closed[] = {
    "html",   "head",     "body", "p",    "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup",
    "option", "optgroup", "a",    "nobr", "rp", "rt", "h1", "h2", "h3", "h4", "h5",    "h6",    "form",
};
/* What follows is no markup until their end tag. */
static const char *const raw[] = { "script", "style", "textarea", "title", "xmp", "noframes", "iframe" };

struct tags { struct str source, open[LIMIT_HTML_DEPTH]; size_t at, depth; };

static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool same(struct str name, struct str other)
{
    return name.n == other.n && !strncasecmp(name.p, other.p, name.n);
}

static bool among(const char *const *names, size_t n, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (same(name, str_c(names[i]))) return true;
    return false;
}

/* Past the attributes, quotes and all; how many there were. */
static size_t attributes(struct tags *t)
{
    size_t n = 0;
    struct str s = t->source;
    bool between = true;
    char before = ' ';                      /* the last character that was no blank */
    for (; t->at < s.n && s.p[t->at] != '>'; t->at++) {
        char c = s.p[t->at];
        bool blank = c == ' ' || c == '/' || (c >= '\t' && c <= '\r');
        bool quoted = (c == '"' || c == '\'') && before == '=';
        if (!blank) before = c;
        if (quoted) {
            size_t end = str_find(s, (struct str){ &c, 1 }, t->at + 1);
            t->at = end == SIZE_MAX ? s.n - 1 : end;
            between = true;
        } else if (!blank && between) {
            n++;
            between = false;
        } else if (blank) between = true;
    }
    if (t->at < s.n) t->at++;
    return n;
}

static void close_tag(struct tags *t, struct str name)
{
    for (size_t i = t->depth; i-- > 0;) {
        if (same(t->open[i], name)) {
            t->depth = i;
            return;
        }
        if (same(t->open[i], S("table"))) return;
    }
}

/* To the end tag of an element that holds no markup. */
static void skip_raw(struct tags *t, struct str name)
{
    for (size_t at = t->at; (at = str_find(t->source, S("</"), at)) != SIZE_MAX; at += 2)
        if (same(str_cut(t->source, at + 2, at + 2 + name.n), name)) {
            t->at = at;
            return;
        }
    t->at = t->source.n;
}

error webpage_scan(struct arena *a, struct str source)
{
    struct tags *t = NEW(a, struct tags);
    t->source = source;
    while ((t->at = str_find(source, S("<"), t->at)) != SIZE_MAX) {
        size_t start = ++t->at;
        if (str_starts(str_cut(source, start, start + 3), S("!--"))) {
            size_t end = str_find(source, S("-->"), start);
            t->at = end == SIZE_MAX ? source.n : end + 3;
            continue;
        }
        bool end = start < source.n && source.p[start] == '/';
        if (start < source.n && (source.p[start] == '!' || source.p[start] == '?')) {
            size_t close = str_find(source, S(">"), start);
            t->at = close == SIZE_MAX ? source.n : close;
            continue;
        }
        size_t from = start + end, to = from;
        while (to < source.n && (letter(source.p[to]) || (to > from && !strchr(" \t\r\n\f/>", source.p[to])))) to++;
        struct str name = str_cut(source, from, to);
        if (!name.n) continue;
        t->at = to;
        size_t count = attributes(t);
        if (count > LIMIT_HTML_ATTRIBUTES)
            return FAIL(a, ERR_TOO_LARGE,
                        "Trang web có thẻ quá nhiều thuộc tính nên không mở được. Hãy chép nội dung rồi dán vào ô "
                        "soạn thảo.");
        if (end) close_tag(t, name);
        else if (among(raw, COUNT(raw), name)) skip_raw(t, name);
        else if (!among(empty, COUNT(empty), name) && !among(closed, COUNT(closed), name)) {
            if (t->depth == LIMIT_HTML_DEPTH)
                return FAIL(a, ERR_TOO_LARGE,
                            "Trang web có cấu trúc lồng nhau quá sâu nên không mở được. Hãy chép nội dung rồi dán "
                            "vào ô soạn thảo.");
            t->open[t->depth++] = name;
        }
    }
    return NULL;
}
