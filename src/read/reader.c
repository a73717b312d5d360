/* reader.c - a document in, a record out: the way of a report from its bytes to what it says. See reader.h. */
#include "read/reader.h"
#include "read/child.h"
#include "read/format/format.h"
#include "vn/text.h"
#include <nettle/sha2.h>

_Static_assert((int)READ_LIMIT == (int)LIMIT_DOCUMENT, "one bound for a document");

/* By nettle, which uses the processor's own instructions for it: libsodium's took a tenth of the time of a reading. */
static struct str sha256(struct arena *a, struct bytes b)
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx state;
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_init(&state);
    sha256_update(&state, b.n, b.p);
    sha256_digest(&state, sizeof sum, sum);
    char *hex = arena_get(a, sizeof sum * 2 + 1);
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    return (struct str){ hex, sizeof sum * 2 };
}

/* The last part of a path, of either kind of machine. */
static struct str file_name(struct str path)
{
    for (size_t i = path.n; i-- > 0;)
        if (path.p[i] == '/' || path.p[i] == '\\') return str_cut(path, i + 1, path.n);
    return path;
}

error reader_kind(struct arena *a, struct bytes document, struct str name, enum read_format *out)
{
    return format_kind(a, document, name, out);
}

error format_text(struct arena *a, struct bytes document, struct str name, const struct read_progress *progress,
                  struct read_text *out)
{
    enum read_format format;
    TRY(format_kind(a, document, name, &format));
    if (reader_has_pages(format)) return pages_text(a, document, name, format, progress, out);
    if (format == FORMAT_TXT) return format_convert(a, document, format, out);
    return child_convert(a, document, format, out);
}

static error find(struct arena *a, struct bytes document, struct str name, const struct read_text *t,
                  const struct read_hints *hints, struct record **out)
{
    struct record *r = NEW(a, struct record);
    r->text = t->text;
    r->source = (struct record_source){ .file = file_name(name), .bytes = document.n, .sha256 = sha256(a, document),
                                        .format = t->format, .encoding = t->encoding, .form = t->form };
    r->pages = t->pages;
    r->page_count = t->page_count;
    r->words = t->words;
    r->word_count = t->word_count;
    find_all(a, t->text, hints, r);
    doubt_letters(r);
    *out = r;
    return NULL;
}

error reader_read(struct arena *a, struct bytes document, struct str name, const struct read_hints *hints,
                  struct record **out)
{
    struct read_text t = { 0 };
    TRY(format_text(a, document, name, hints ? hints->progress : NULL, &t));
    return find(a, document, name, &t, hints, out);
}

error reader_read_text(struct arena *a, struct str text, const struct read_hints *hints, struct record **out)
{
    struct bytes document = { (const unsigned char *)text.p, text.n };
    struct read_text t = { 0 };
    if (text.n > LIMIT_DOCUMENT)
        return FAIL(a, ERR_TOO_LARGE, "Nội dung dài hơn %d MB. Hãy chia thành nhiều phần nhỏ hơn.",
                    LIMIT_DOCUMENT / (1024 * 1024));
    TRY(format_convert(a, document, FORMAT_TXT, &t));
    return find(a, document, S(""), &t, hints, out);
}

error reader_pages_record(struct arena *a, struct bytes document, struct str name, const struct bytes *pages,
                          size_t count, const struct read_hints *hints, struct record **out)
{
    enum read_format format;
    struct read_text t = { 0 };
    TRY(format_kind(a, document, name, &format));
    TRY(pages_join(a, pages, count, format, &t));
    return find(a, document, name, &t, hints, out);
}
