/* format.c - what kind of document the bytes are, by their content. See format.h.
 *
 * Owns the signatures of kinds that are not read, so that each gets a sentence that helps. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "vn/text.h"

/* Kinds that are known and not read. */
static const struct { const char *sign; size_t length, at; const char *said; } refused[] = {
    { "{\\rtf", 5, 0, SAID("Tệp RTF chưa đọc được. Hãy mở bằng Word và lưu lại thành .docx.") },
    { "GIF8", 4, 0, SAID("Ảnh loại này chưa đọc được. Hãy lưu lại thành ảnh PNG hoặc JPEG rồi gửi.") },
    { "WEBP", 4, 8, SAID("Ảnh loại này chưa đọc được. Hãy lưu lại thành ảnh PNG hoặc JPEG rồi gửi.") },
    { "ftypheic", 8, 4, SAID("Ảnh loại này chưa đọc được. Hãy lưu lại thành ảnh PNG hoặc JPEG rồi gửi.") },
    { "ftypmif1", 8, 4, SAID("Ảnh loại này chưa đọc được. Hãy lưu lại thành ảnh PNG hoặc JPEG rồi gửi.") },
    { "II*\0", 4, 0, SAID("Ảnh loại này chưa đọc được. Hãy lưu lại thành ảnh PNG hoặc JPEG rồi gửi.") },
    { "MM\0*", 4, 0, SAID("Ảnh loại này chưa đọc được. Hãy lưu lại thành ảnh PNG hoặc JPEG rồi gửi.") },
    { "Rar!\x1A\x07", 6, 0, SAID("Tệp nén chưa đọc được. Hãy giải nén rồi gửi từng tài liệu.") },
    { "7z\xBC\xAF\x27\x1C", 6, 0, SAID("Tệp nén chưa đọc được. Hãy giải nén rồi gửi từng tài liệu.") },
    { "\x1F\x8B", 2, 0, SAID("Tệp nén chưa đọc được. Hãy giải nén rồi gửi từng tài liệu.") },
    { "\x7F" "ELF", 4, 0,
      SAID("Tệp chương trình không phải tài liệu. "
           "Hãy chọn tệp Word, OpenDocument, PDF, Excel, .csv, .html hoặc .txt.") },
    { "MZ\x90", 3, 0,
      SAID("Tệp chương trình không phải tài liệu. "
           "Hãy chọn tệp Word, OpenDocument, PDF, Excel, .csv, .html hoặc .txt.") },
};

/* A page starts with one of these; a report that a person typed does not. */
static const char *const html_starts[] = {
    "!doctype html", "html", "head", "body", "title", "meta", "link", "style", "script", "base", "div", "p",
    "span", "table", "h1", "h2", "h3", "h4", "article", "section", "main", "header", "ul", "ol", "b", "strong",
    "i", "em", "font", "center", "br", "img", "a", "blockquote", "form", "nav",
};

static char lower(unsigned char c) { return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }

static bool says(struct bytes b, size_t at, const char *what)
{
    size_t n = strlen(what);
    if (at > b.n || n > b.n - at) return false;
    for (size_t i = 0; i < n; i++)
        if (lower(b.p[at + i]) != what[i]) return false;
    return true;
}

/* Past blanks, comments and the XML declaration. *xml: there was one. */
static size_t start_of(struct bytes b, bool *xml)
{
    size_t at = b.n >= 3 && !memcmp(b.p, "\xEF\xBB\xBF", 3) ? 3 : 0;
    *xml = false;
    for (;;) {
        while (at < b.n && (b.p[at] == ' ' || (b.p[at] >= '\t' && b.p[at] <= '\r'))) at++;
        const char *close = says(b, at, "<!--") ? "-->" : says(b, at, "<?xml") ? "?>" : NULL;
        if (!close) return at;
        *xml |= close[0] == '?';
        const unsigned char *end = memmem(b.p + at, b.n - at, close, strlen(close));
        if (!end) return at;
        at = (size_t)(end - b.p) + strlen(close);
    }
}

static bool is_html(struct bytes b, size_t at)
{
    if (at >= b.n || b.p[at] != '<') return false;
    for (size_t i = 0; i < COUNT(html_starts); i++) {
        size_t end = at + 1 + strlen(html_starts[i]);
        if (says(b, at + 1, html_starts[i]) && end < b.n && strchr(" \t\r\n>/", b.p[end]) && b.p[end]) return true;
    }
    return false;
}

/* An OpenDocument text in one file of XML: its first element says so. */
static bool is_flat_odt(struct bytes b, size_t at)
{
    static const char kind[] = "application/vnd.oasis.opendocument.text";
    if (!says(b, at, "<office:document")) return false;
    const unsigned char *end = memchr(b.p + at, '>', b.n - at);
    return end && memmem(b.p + at, (size_t)(end - b.p) - at, kind, sizeof kind - 1);
}

static bool named(struct str name, const char *ending)
{
    size_t n = strlen(ending);
    return name.n >= n && says((struct bytes){ (const unsigned char *)name.p + name.n - n, n }, 0, ending);
}

/* UTF-16 pages: the letters of the first kilobyte that are ASCII, so that the same signs can be looked for. */
static struct bytes narrow(struct arena *a, struct bytes b)
{
    if (b.n < 2 || (memcmp(b.p, "\xFF\xFE", 2) && memcmp(b.p, "\xFE\xFF", 2))) return b;
    size_t n = b.n < 2048 ? b.n : 2048, out = 0, odd = b.p[0] == 0xFE ? 1 : 0;
    unsigned char *p = arena_get(a, n);
    for (size_t i = 2; i + 1 < n; i += 2)
        if (!b.p[i + 1 - odd]) p[out++] = b.p[i + odd];
    return (struct bytes){ p, out };
}

error format_kind(struct arena *a, struct bytes document, struct str name, enum read_format *out)
{
    if (!document.n) return FAIL(a, ERR_INPUT, "Tệp rỗng, không có nội dung. Hãy kiểm tra lại tệp đã chọn.");
    if (document.n > LIMIT_DOCUMENT)
        return FAIL(a, ERR_TOO_LARGE, "Tệp lớn hơn %d MB. Hãy bỏ bớt ảnh hoặc chia thành nhiều tệp nhỏ hơn.",
                    LIMIT_DOCUMENT / (1024 * 1024));
    for (size_t i = 0; i < COUNT(refused); i++)
        if (document.n >= refused[i].at + refused[i].length &&
            !memcmp(document.p + refused[i].at, refused[i].sign, refused[i].length))
            return FAIL(a, ERR_FORMAT, "%s", say(refused[i].said));
    /* programs that make PDF are allowed to put up to a kilobyte of their own before it */
    if (memmem(document.p, document.n < 1024 ? document.n : 1024, "%PDF-", 5)) {
        *out = FORMAT_PDF;
        return NULL;
    }
    if ((document.n > 8 && !memcmp(document.p, "\x89PNG\r\n\x1A\n", 8)) ||
        (document.n > 3 && !memcmp(document.p, "\xFF\xD8\xFF", 3))) {
        *out = FORMAT_IMAGE;
        return NULL;
    }
    if (document.n >= 4 && !memcmp(document.p, "PK", 2) && document.p[2] < 9 && document.p[3] < 9 &&
        document.p[2] + 1 == document.p[3]) {
        *out = FORMAT_DOCX;
        return NULL;
    }
    static const unsigned char compound[] = { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 };
    if (document.n >= sizeof compound && !memcmp(document.p, compound, sizeof compound)) {
        *out = FORMAT_DOC;
        return doc_kind(a, document);
    }
    if (named(name, ".docx"))
        return FAIL(a, ERR_INPUT,
                    "Tệp có đuôi .docx nhưng bên trong không phải tài liệu Word, có thể đã hỏng khi tải. Hãy mở bằng "
                    "Word, lưu lại rồi gửi.");
    bool xml;
    struct bytes head = narrow(a, document);
    size_t at = start_of(head, &xml);
    if (is_html(head, at) || ((named(name, ".html") || named(name, ".htm")) && memchr(head.p, '<', head.n)))
        *out = FORMAT_HTML;
    else if (xml && is_flat_odt(head, at)) *out = FORMAT_ODT;
    else if (xml)
        return FAIL(a, ERR_FORMAT,
                    "Tệp XML chưa đọc được. Hãy mở bằng chương trình đã tạo ra nó và lưu lại thành .docx.");
    else *out = named(name, ".csv") || named(name, ".tsv") ? FORMAT_CSV : FORMAT_TXT;
    return NULL;
}

error format_convert(struct arena *a, struct bytes document, enum read_format format, struct read_text *out)
{
    switch (format) {
    case FORMAT_TXT: return txt_read(a, document, out);
    case FORMAT_HTML: return webpage_read(a, document, out);
    case FORMAT_DOCX: return package_read(a, document, out);
    case FORMAT_ODT: return odt_read(a, document, out);
    case FORMAT_XLSX: return xlsx_read(a, document, out);
    case FORMAT_CSV: return csv_read(a, document, out);
    case FORMAT_DOC: case FORMAT_PDF: case FORMAT_IMAGE:
    case FORMAT_COUNT: break;
    }
    return FAIL(a, ERR_FORMAT,
                "Loại tệp này chưa đọc được. Hãy chọn tệp Word, OpenDocument, PDF, Excel, .csv, .html hoặc .txt.");
}
