/* pdf_language.c - see pdf_page.h. Owns one appended update of a PDF's catalogue; never touches
 * what is before it.
 *
 * ISO 32000-1, 7.5.6: an incremental update appends the changed object, a table of where it is, and
 * a trailer that points back to the old table. */
#include "write/pdf_page.h"

static bool number_after(struct str s, struct str what, size_t from, int64_t *out)
{
    size_t at = str_find(s, what, from);
    if (at == SIZE_MAX) return false;
    at += what.n;
    size_t end = at;
    while (end < s.n && s.p[end] >= '0' && s.p[end] <= '9') end++;
    return str_int(str_cut(s, at, end), out);
}

static size_t find_last(struct str s, struct str what)
{
    size_t last = SIZE_MAX;
    size_t from = s.n > 2048 ? s.n - 2048 : 0;
    for (size_t at = str_find(s, what, from); at != SIZE_MAX; at = str_find(s, what, at + 1)) last = at;
    return last;
}

/* A name such as vi-VN: nothing that would end a PDF string. */
static bool is_language(struct str language)
{
    for (size_t i = 0; i < language.n; i++) {
        char c = language.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return false;
    }
    return language.n > 0;
}

struct bytes pdf_language(struct arena *a, struct bytes pdf, struct str language)
{
    struct str s = { (const char *)pdf.p, pdf.n };
    size_t trailer = find_last(s, S("trailer\n"));
    int64_t size, root, info, table;
    if (trailer == SIZE_MAX || !is_language(language) || !number_after(s, S("/Size "), trailer, &size) ||
        !number_after(s, S("/Root "), trailer, &root) || !number_after(s, S("/Info "), trailer, &info) ||
        !number_after(s, S("startxref\n"), trailer, &table))
        return pdf;
    struct str open = str_fmt(a, "\n%lld 0 obj\n<<", (long long)root);
    size_t from = str_find(s, open, 0);
    size_t to = from == SIZE_MAX ? SIZE_MAX : str_find(s, S("endobj\n"), from);
    if (to == SIZE_MAX) return pdf;
    struct buf b = buf_open(a);
    buf_add(&b, pdf.p, pdf.n);
    if (s.p[s.n - 1] != '\n') buf_char(&b, '\n');
    size_t object = b.n;
    buf_str(&b, str_cut(open, 1, open.n));
    buf_fmt(&b, " /Lang (%.*s)\n   /ViewerPreferences << /DisplayDocTitle true >>", STR(language));
    buf_str(&b, str_cut(s, from + open.n, to));
    buf_c(&b, "endobj\n");
    size_t update = b.n;
    buf_fmt(&b,
            "xref\n%lld 1\n%010zu 00000 n \ntrailer\n<< /Size %lld\n   /Root %lld 0 R\n   /Info "
            "%lld 0 R\n   /Prev %lld\n>>\n"
            "startxref\n%zu\n%%%%EOF\n",
            (long long)root, object, (long long)size, (long long)root, (long long)info,
            (long long)table, update);
    struct str done = buf_done(&b);
    return (struct bytes){ (const unsigned char *)done.p, done.n };
}
