/* router.c - finds the route of an address. See router.h.
 *
 * A path is compared part by part after decoding each part once, so an encoded slash never makes a new part. Parts that
 * are empty, "." or "..", or hold a slash, a backslash or a control character, belong to no route. */
#include "web/router.h"

struct parts { struct str part[PATH_PARTS]; size_t n; };

/* "/a/b" -> a, b; "/" -> one empty part. False: too many. */
static bool split(struct str path, struct parts *out)
{
    struct str rest = str_cut(path, 1, path.n), part;
    out->n = 0;
    while (str_next(&rest, '/', &part)) {
        if (out->n == PATH_PARTS) return false;
        out->part[out->n++] = part;
    }
    return true;
}

static bool is_plain(struct str s)
{
    if (str_is(s, S(".")) || str_is(s, S(".."))) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F || s.p[i] == '/' || s.p[i] == '\\') return false;
    return true;
}

static bool read_path(struct arena *a, struct str path, struct parts *out)
{
    if (!str_starts(path, S("/")) || !split(path, out)) return false;
    for (size_t i = 0; i < out->n; i++) {
        struct bytes raw = { (const unsigned char *)out->part[i].p, out->part[i].n }, plain;
        if (!field_decode(a, raw, false, &plain)) return false;
        out->part[i] = (struct str){ (const char *)plain.p, plain.n };
        if (!is_plain(out->part[i]) || (!plain.n && out->n > 1)) return false;
    }
    return true;
}

static bool is_name(struct str pattern) { return pattern.n > 2 && pattern.p[0] == '{'; }

/* 0: another address. Else larger for the route that names more of it in words, from the left. */
static unsigned fits(const struct route *r, const struct parts *path)
{
    struct parts want;
    unsigned score = 1;
    if (!split(str_c(r->path), &want) || want.n != path->n) return 0;
    for (size_t i = 0; i < want.n; i++) {
        bool same = str_is(want.part[i], path->part[i]);
        if (!same && !(is_name(want.part[i]) && path->part[i].n)) return 0;
        score = score << 1 | same;
    }
    return score;
}

static void take_parts(struct arena *a, struct matched *m, const struct parts *path)
{
    struct parts want;
    if (!split(str_c(m->route->path), &want)) return;
    m->path.item = NEW_N(a, struct field, PATH_PARTS);
    for (size_t i = 0; i < want.n; i++) {
        if (!is_name(want.part[i])) continue;
        struct str name = str_cut(want.part[i], 1, want.part[i].n - 1), value = path->part[i];
        m->path.item[m->path.n++] = (struct field){ .name = { (const unsigned char *)name.p, name.n },
                                                    .value = { (const unsigned char *)value.p, value.n } };
    }
}

struct matched router_find(struct arena *a, const struct route *route, size_t n, enum method method, struct str path)
{
    struct matched m = { 0 };
    struct parts parts;
    unsigned best = 0;
    if (!read_path(a, path, &parts)) return m;
    for (size_t i = 0; i < n; i++) {
        unsigned score = fits(&route[i], &parts);
        if (!score) continue;
        if (route[i].method == METHOD_GET) m.get = true;
        else m.post = true;
        if (route[i].method != method || score <= best) continue;
        best = score;
        m.route = &route[i];
    }
    if (m.route) take_parts(a, &m, &parts);
    return m;
}

static bool declares(const struct route *r, struct str name)
{
    for (size_t i = 0; i < r->params; i++)
        if (str_is(str_c(r->param[i].name), name)) return true;
    return false;
}

/* Two patterns that every address fits alike. */
static bool same_address(const struct route *x, const struct route *y)
{
    struct parts p, q;
    if (x->method != y->method || !split(str_c(x->path), &p) || !split(str_c(y->path), &q) || p.n != q.n) return false;
    for (size_t i = 0; i < p.n; i++)
        if (is_name(p.part[i]) != is_name(q.part[i]) || (!is_name(p.part[i]) && !str_is(p.part[i], q.part[i])))
            return false;
    return true;
}

static const char *mistake(const struct route *route, size_t at)
{
    const struct route *r = &route[at];
    struct parts parts;
    if (!r->path || r->path[0] != '/' || !split(str_c(r->path), &parts)) return SAID("đường dẫn viết sai");
    if (!r->page) return SAID("chưa có trang");
    if (r->keep && r->method != METHOD_GET) return SAID("chỉ giữ được trang xem bằng GET");
    if (r->once && r->method != METHOD_POST) return SAID("khóa dùng một lần chỉ dành cho POST");
    for (size_t i = 0; i < parts.n; i++)
        if (is_name(parts.part[i]) && !declares(r, str_cut(parts.part[i], 1, parts.part[i].n - 1)))
            return SAID("một phần của đường dẫn chưa được khai báo");
    for (size_t i = 0; i < r->params; i++) {
        if (r->param[i].kind == PARAM_FILE && r->method != METHOD_POST) return SAID("tệp chỉ gửi được bằng POST");
        for (size_t j = 0; j < i; j++)
            if (!strcmp(r->param[i].name, r->param[j].name)) return SAID("một tham số khai báo hai lần");
    }
    for (size_t i = 0; i < at; i++)
        if (same_address(r, &route[i])) return SAID("trùng với một dòng trước");
    return NULL;
}

error router_check(struct arena *a, const struct route *route, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *why = mistake(route, i);
        if (why) return FAIL(a, ERR_USAGE, "Bảng địa chỉ sai ở “%s”: %s.", route[i].path ? route[i].path : "",
                             say(why));
    }
    return NULL;
}
