/* field.c - splits addresses, forms and cookies. See field.h.
 *
 * Strict: what is not exactly the format is refused rather than repaired, so that nobody before us can read it
 * otherwise. Bounded: at most FIELDS_MOST fields, HEADS_MOST lines before a part. Nothing here copies a value that
 * needs no decoding. */
#include "web/field.h"

enum { FIELDS_MOST = 500, HEADS_MOST = 8, HEAD_LONGEST = 1024, BOUNDARY_LONGEST = 70 };

static struct str text_of(struct bytes b) { return (struct str){ (const char *)b.p, b.n }; }
static struct bytes bytes_of(struct str s) { return (struct bytes){ (const unsigned char *)s.p, s.n }; }

static int hex(unsigned char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool field_decode(struct arena *a, struct bytes in, bool plus, struct bytes *out)
{
    *out = in;
    if (!in.n || (!memchr(in.p, '%', in.n) && !(plus && memchr(in.p, '+', in.n)))) return true;
    unsigned char *p = arena_get(a, in.n);
    size_t n = 0;
    for (size_t i = 0; i < in.n; i++) {
        unsigned char c = in.p[i];
        if (c == '%') {
            if (in.n - i < 3 || hex(in.p[i + 1]) < 0 || hex(in.p[i + 2]) < 0) return false;
            c = (unsigned char)(hex(in.p[i + 1]) << 4 | hex(in.p[i + 2]));
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        p[n++] = c;
    }
    *out = (struct bytes){ p, n };
    return true;
}

static error refuse(struct arena *a)
{
    return FAIL(a, ERR_USAGE, "Nội dung gửi lên không đúng dạng biểu mẫu. Tải lại trang rồi gửi lại.");
}

static error too_many(struct arena *a)
{
    return FAIL(a, ERR_USAGE, "Biểu mẫu có quá %d mục nên không nhận được. Chia nhỏ rồi gửi lại.", FIELDS_MOST);
}

static void add(struct arena *a, struct fields *f, struct field item)
{
    if (!f->item) f->item = NEW_N(a, struct field, 8);
    bool full = f->n >= 8 && !(f->n & (f->n - 1)); /* room is a power of two */
    if (full) {
        struct field *more = NEW_N(a, struct field, f->n * 2);
        memcpy(more, f->item, f->n * sizeof *more);
        f->item = more;
    }
    f->item[f->n++] = item;
}

error fields_urlencoded(struct arena *a, struct bytes in, struct fields *out)
{
    struct str rest = text_of(in), pair;
    *out = (struct fields){ 0 };
    while (str_next(&rest, '&', &pair)) {
        if (!pair.n) continue;
        if (out->n == FIELDS_MOST) return too_many(a);
        struct str value = pair, name = pair;
        bool has_value = str_next(&value, '=', &name) && value.p;
        struct field f = { 0 };
        if (!field_decode(a, bytes_of(name), true, &f.name)) return refuse(a);
        if (has_value && !field_decode(a, bytes_of(value), true, &f.value)) return refuse(a);
        if (!f.name.n) return refuse(a);
        add(a, out, f);
    }
    return NULL;
}

static bool starts_nocase(struct str s, struct str with)
{
    return s.n >= with.n && !strncasecmp(s.p, with.p, with.n);
}

static bool boundary_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("'()+_,-./:=?", c));
}

bool fields_boundary(struct str type, struct str *boundary)
{
    struct str want = S("multipart/form-data");
    if (!starts_nocase(type, want)) return false;
    struct str rest = str_trim(str_cut(type, want.n, type.n));
    if (!str_starts(rest, S(";"))) return false;
    rest = str_trim(str_cut(rest, 1, rest.n));
    if (!starts_nocase(rest, S("boundary="))) return false;
    struct str b = str_cut(rest, 9, rest.n);
    if (b.n >= 2 && b.p[0] == '"' && b.p[b.n - 1] == '"') b = str_cut(b, 1, b.n - 1);
    if (!b.n || b.n > BOUNDARY_LONGEST) return false;
    for (size_t i = 0; i < b.n; i++)
        if (!boundary_char(b.p[i])) return false;
    *boundary = b;
    return true;
}

/* name="..." of a Content-Disposition; browsers write a quote inside as %22, so the next quote ends it. */
static bool quoted(struct str *s, struct str key, struct str *value)
{
    if (!starts_nocase(*s, key)) return false;
    struct str rest = str_cut(*s, key.n, s->n);
    if (!str_starts(rest, S("=\""))) return false;
    size_t end = str_find(rest, S("\""), 2);
    if (end == SIZE_MAX) return false;
    *value = str_cut(rest, 2, end);
    *s = str_trim(str_cut(rest, end + 1, rest.n));
    return true;
}

static bool read_disposition(struct str line, struct field *f)
{
    struct str value;
    if (!starts_nocase(line, S("form-data"))) return false;
    line = str_trim(str_cut(line, 9, line.n));
    while (str_starts(line, S(";"))) {
        line = str_trim(str_cut(line, 1, line.n));
        if (!f->file && quoted(&line, S("filename"), &value)) {
            f->file = true;
            f->file_name = bytes_of(value);
        } else if (!f->name.p && quoted(&line, S("name"), &value)) {
            f->name = bytes_of(value);
        } else {
            return false;
        }
    }
    return !line.n && f->name.n;
}

/* The lines before a part's content; *at is moved past the empty line. */
static bool read_part_head(struct str in, size_t *at, struct field *f)
{
    for (int lines = 0; ; lines++) {
        size_t end = str_find(in, S("\r\n"), *at);
        if (end == SIZE_MAX || end - *at > HEAD_LONGEST || lines > HEADS_MOST) return false;
        struct str line = str_cut(in, *at, end);
        *at = end + 2;
        if (!line.n) return f->name.n > 0;
        if (memchr(line.p, '\r', line.n) || memchr(line.p, '\n', line.n) || memchr(line.p, 0, line.n)) return false;
        struct str dispo = S("content-disposition:");
        if (!starts_nocase(line, dispo)) continue; /* the type a browser claims is not believed anyway */
        if (f->name.p || !read_disposition(str_trim(str_cut(line, dispo.n, line.n)), f)) return false;
    }
}

error fields_multipart(struct arena *a, struct bytes raw, struct str boundary, struct fields *out)
{
    struct str in = text_of(raw), mark = str_fmt(a, "\r\n--%.*s", STR(boundary)), first = str_cut(mark, 2, mark.n);
    *out = (struct fields){ 0 };
    if (!str_starts(in, first)) return refuse(a);
    size_t at = first.n;
    for (;;) {
        if (str_starts(str_cut(in, at, in.n), S("--"))) break;
        if (!str_starts(str_cut(in, at, in.n), S("\r\n"))) return refuse(a);
        at += 2;
        if (out->n == FIELDS_MOST) return too_many(a);
        struct field f = { 0 };
        if (!read_part_head(in, &at, &f)) return refuse(a);
        size_t end = str_find(in, mark, at);
        if (end == SIZE_MAX) return refuse(a);
        f.value = bytes_of(str_cut(in, at, end));
        add(a, out, f);
        at = end + mark.n;
    }
    struct str rest = str_cut(in, at + 2, in.n);
    return !rest.n || str_is(rest, S("\r\n")) ? NULL : refuse(a);
}

static bool cookie_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

struct str field_cookie(struct str header, struct str name)
{
    struct str pair, found = { "", 0 };
    bool seen = false;
    while (str_next(&header, ';', &pair)) {
        struct str value = str_trim(pair), key;
        if (!str_next(&value, '=', &key) || !value.p || !str_is(key, name)) continue;
        if (seen || value.n > 128) return (struct str){ "", 0 };
        seen = true;
        found = value;
    }
    for (size_t i = 0; i < found.n; i++)
        if (!cookie_char(found.p[i])) return (struct str){ "", 0 };
    return found;
}
