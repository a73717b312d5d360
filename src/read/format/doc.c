/* doc.c - old Word files: which kind of old Office file the bytes are, and the text that the converter made of one.
 *
 * Owns what the converter adds (frames of tables, marks of pictures) and takes it away again; letters of old fonts,
 * which come as the Latin letters in their place, become real ones. It must never look into the file itself: that is
 * the converter's work, in its own locked process (read/converter.h). */
#include "read/format/format.h"
#include "pack/limits.h"
#include "vn/text.h"

/* A part of a compound file, by its name in UTF-16, which stands in the directory of the file. */
static bool has_part(struct bytes b, const char *name)
{
    unsigned char wide[64];
    size_t n = strlen(name);
    assert(2 * n + 2 <= sizeof wide);
    memset(wide, 0, sizeof wide);
    for (size_t i = 0; i < n; i++) wide[2 * i] = (unsigned char)name[i];
    return memmem(b.p, b.n, wide, 2 * n + 2);
}

error doc_kind(struct arena *a, struct bytes document)
{
    if (has_part(document, "EncryptedPackage"))
        return FAIL(a, ERR_FORMAT, "Tệp có mật khẩu nên không mở được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi.");
    if (has_part(document, "WordDocument")) return NULL;
    if (has_part(document, "Workbook") || has_part(document, "Book"))
        return FAIL(a, ERR_FORMAT,
                    "Đây là bảng tính Excel đời cũ (.xls), chưa đọc được. Hãy lưu lại thành .xlsx rồi gửi.");
    return FAIL(a, ERR_FORMAT,
                "Đây là tệp Office đời cũ nhưng không phải văn bản Word. Hãy lưu lại thành .docx hoặc .xlsx rồi gửi.");
}

/* "|Quà    |12    |" to "Quà | 12". A line that only begins with the mark is text. */
static bool row(struct buf *to, struct str line)
{
    if (line.n < 3 || line.p[0] != '|' || line.p[line.n - 1] != '|') return false;
    struct str rest = str_cut(line, 1, line.n - 1), cell, cells[64];
    size_t n = 0, held = 0;
    while (n < COUNT(cells) && str_next(&rest, '|', &cell)) {
        cells[n] = str_trim(cell);
        held += cells[n++].n > 0;
    }
    for (size_t i = 0; i < n && held; i++) {
        if (held == 1 && !cells[i].n) continue;
        if (i && held > 1) buf_c(to, " | ");
        buf_str(to, cells[i]);
    }
    if (held && rest.p) buf_fmt(to, " | %.*s", STR(rest));
    return true;
}

error doc_text(struct arena *a, struct bytes converted, struct read_text *out)
{
    struct str all, rest, line;
    out->encoding = str_c(vn_encoding_name(VN_UTF8));
    TRY(vn_text(a, converted, &all));
    out->form = txt_form(converted, all);
    struct buf to = buf_open(a);
    for (rest = txt_fonts(a, all, &out->encoding); str_next(&rest, '\n', &line);) {
        line = str_trim(line);
        if (str_is(line, S("[pic]"))) continue;
        if (!row(&to, line)) buf_str(&to, line);
        buf_char(&to, '\n');
    }
    struct str text = buf_done(&to);
    TRY(vn_text(a, (struct bytes){ (const unsigned char *)text.p, text.n }, &text));
    TRY(txt_tidy(a, text, false, &out->text));
    out->format = FORMAT_DOC;
    return NULL;
}
