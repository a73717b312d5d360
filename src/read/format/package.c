/* package.c - which office document a zip is, by what lies inside. See format.h; runs only inside the locked child.
 *
 * Owns the sentences for zips that are known and not read. A name or an ending never decides. */
#include "read/format/format.h"
#include "pack/limits.h"
#include "pack/unzip.h"

/* OpenDocument says what it is in its first part. Templates and masters of a kind read alike. */
static error open_document(struct arena *a, struct unzip *z, enum read_format *out)
{
    static const char text[] = "application/vnd.oasis.opendocument.text";
    struct bytes kind, manifest;
    TRY(unzip_get(a, z, "mimetype", &kind));
    if (kind.n < sizeof text - 1 || memcmp(kind.p, text, sizeof text - 1))
        return FAIL(a, ERR_FORMAT,
                    "Đây là bảng tính, bài trình chiếu hoặc hình vẽ OpenDocument, chưa đọc được. Hãy lưu bảng tính "
                    "thành .xlsx, văn bản thành .docx hoặc .odt rồi gửi.");
    if (unzip_has(z, "META-INF/manifest.xml")) {
        TRY(unzip_get(a, z, "META-INF/manifest.xml", &manifest));
        if (memmem(manifest.p, manifest.n, "encryption-data", strlen("encryption-data")))
            return FAIL(a, ERR_FORMAT, "Tệp có mật khẩu nên không mở được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi gửi.");
    }
    *out = FORMAT_ODT;
    return NULL;
}

error package_kind(struct arena *a, struct unzip *z, enum read_format *out)
{
    if (unzip_has(z, "mimetype") && unzip_has(z, "content.xml")) return open_document(a, z, out);
    if (unzip_has(z, "xl/workbook.bin"))
        return FAIL(a, ERR_FORMAT,
                    "Đây là bảng tính Excel dạng .xlsb, chưa đọc được. Hãy lưu lại thành .xlsx rồi gửi.");
    if (unzip_has(z, "ppt/presentation.xml"))
        return FAIL(a, ERR_FORMAT,
                    "Đây là bài trình chiếu PowerPoint, chưa đọc được. Hãy gửi bản báo cáo Word (.docx).");
    *out = unzip_has(z, "xl/workbook.xml") ? FORMAT_XLSX : FORMAT_DOCX;
    return NULL;
}

error package_read(struct arena *a, struct bytes document, struct read_text *out)
{
    struct unzip *z;
    enum read_format kind;
    TRY(unzip_open(a, document, &z));
    TRY(package_kind(a, z, &kind));
    switch (kind) {
    case FORMAT_ODT: return odt_read(a, document, out);
    case FORMAT_XLSX: return xlsx_read(a, document, out);
    default: return docx_read(a, document, out);
    }
}
