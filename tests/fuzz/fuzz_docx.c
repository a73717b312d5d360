/* fuzz_docx.c - any bytes as a Word document: as the zip itself, or (first byte below 'P') as its main part and
 * styles. */
#include "fuzz.h"
#include "support/zips.h"

static error read_parts(struct arena *a, struct bytes in, struct read_text *out)
{
    const unsigned char *cut = in.n ? memchr(in.p, 0, in.n) : NULL; /* a NUL ends the main part; the styles follow */
    size_t main = cut ? (size_t)(cut - in.p) : in.n, styles = cut ? in.n - main - 1 : 0;
    const struct part parts[] = {
        { "word/document.xml", { (const char *)in.p, main } },
        { "word/styles.xml", { cut ? (const char *)cut + 1 : "", styles } },
    };
    return docx_read(a, zip_of(a, parts, styles ? 2 : 1), out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bool zip = size && data[0] == 'P';
    return fuzz_run(zip ? docx_read : read_parts, data, size);
}
