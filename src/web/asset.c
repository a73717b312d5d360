/* asset.c - files that the build put into the program: style, scripts, fonts. See http.h.
 *
 * The address holds a hash of the content, so a browser may keep it for ever. Under another hash (an old page's, or
 * the style's own before the names of its fonts) stands the present file, to be kept for a day. Only names of assets/
 * are known here: there is no file system behind these addresses. */
#include "web/exchange.h"
#include "base/machine.h"

static const struct embedded *find(struct arena *a, struct str name)
{
    return embedded_find(str_z(a, str_fmt(a, "assets/%.*s", STR(name))));
}

struct str asset_url(struct arena *a, const char *name)
{
    const struct embedded *e = find(a, str_c(name));
    assert(e);
    return str_fmt(a, "/tep/%s/%s", e->hash, name);
}

static struct str full_type(struct arena *a, const char *type)
{
    bool text = !strncmp(type, "text/", 5) || strstr(type, "javascript") || strstr(type, "xml") || strstr(type, "json");
    return str_fmt(a, "%s%s", type, text ? "; charset=utf-8" : "");
}

bool asset_answer(struct exchange *x)
{
    struct str rest = x->q.path, hash, start = S("/tep/");
    if (!str_starts(rest, start) || x->q.method != METHOD_GET) return false;
    rest = str_cut(rest, start.n, rest.n);
    if (!str_next(&rest, '/', &hash) || !rest.p) return false;
    const struct embedded *e = find(x->q.a, rest);
    if (!e) return false;
    bool own_hash = str_is(hash, str_c(e->hash));
    size_t count;
    x->etag = str_fmt(x->q.a, "\"%s\"", e->hash);
    x->cache = own_hash ? S("public, max-age=31536000, immutable") : S("public, max-age=86400");
    x->r.type = full_type(x->q.a, e->type);
    bool known = str_is(exchange_header(x, "If-None-Match", &count), x->etag);
    x->r.status = known ? 304 : 200;
    if (!known) x->r.body = (struct buf){ .p = (char *)(uintptr_t)e->content.p, .n = e->content.n };
    return true;
}
