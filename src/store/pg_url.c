/* pg_url.c - see pg_url.h. Must never hand a password on: what libpq says about a bad address repeats the address, so
 * its words are dropped here. */
#include "store/pg_url.h"
#include <libpq-fe.h>

static const char ours[] = "files=";

bool pg_url_is(const char *url)
{
    return !strncmp(url, "postgresql://", 13) || !strncmp(url, "postgres://", 11);
}

/* Where our parameter stands: its first letter, and what is behind its value; NULL for none. */
static const char *find_ours(const char *url, const char **end)
{
    const char *at = strchr(url, '?');
    while (at) {
        at++;
        *end = at + strcspn(at, "&");
        if (!strncmp(at, ours, sizeof ours - 1)) return at;
        at = **end ? *end : NULL;
    }
    return NULL;
}

char *pg_url_plain(const char *url)
{
    size_t n = strlen(url), before = n;
    const char *end = "", *at = find_ours(url, &end);
    char *plain = mem_get(n + 1);
    if (!plain) return NULL;
    if (at) before = (size_t)(at - url);
    memcpy(plain, url, before);
    size_t rest = at && *end ? strlen(end + 1) : 0;
    if (rest) memcpy(plain + before, end + 1, rest);
    plain[before + rest] = 0;
    if (at && !rest) plain[before - 1] = 0;            /* the ? or & before it */
    return plain;
}

/* The value of a part of the address, "" for none. */
static struct str part(struct arena *a, const PQconninfoOption *all, const char *name)
{
    for (const PQconninfoOption *o = all; o && o->keyword; o++)
        if (!strcmp(o->keyword, name) && o->val) return str_copy(a, str_c(o->val));
    return S("");
}

static PQconninfoOption *parse(const char *url)
{
    char *plain = pg_url_plain(url), *words = NULL;
    if (!plain) return NULL;
    PQconninfoOption *all = PQconninfoParse(plain, &words);
    if (words) PQfreemem(words);
    mem_free(plain);
    return all;
}

const char *pg_url_shown(struct arena *a, const char *url)
{
    PQconninfoOption *all = parse(url);
    struct str host = part(a, all, "host"), port = part(a, all, "port"), name = part(a, all, "dbname");
    if (all) PQconninfoFree(all);
    if (host.n && host.p[0] == '/') host = port = S("");           /* a socket of this machine */
    return str_z(a, str_fmt(a, "postgresql://%.*s%s%.*s/%.*s", STR(host), port.n ? ":" : "", STR(port), STR(name)));
}

static int hex(char c)
{
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
    return at ? (int)(at - digits) : -1;
}

const char *pg_url_files(struct arena *a, const char *url)
{
    const char *end, *at = find_ours(url, &end);
    if (at) {
        struct buf b = buf_open(a);
        for (at += sizeof ours - 1; at < end; at++) {
            bool coded = *at == '%' && end - at > 2 && hex(at[1]) >= 0 && hex(at[2]) >= 0;
            buf_char(&b, coded ? (char)(hex(at[1]) * 16 + hex(at[2])) : *at);
            if (coded) at += 2;
        }
        if (b.n) return str_z(a, buf_done(&b));
    }
    PQconninfoOption *all = parse(url);
    struct str name = part(a, all, "dbname");
    if (all) PQconninfoFree(all);
    return str_z(a, name.n ? name : S("giaoban"));
}
