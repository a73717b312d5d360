/* fuzz_xlsx.c - any bytes as an Excel workbook: as the zip itself, or (first byte not 'P') as its first sheet, with the
 * looks and shared texts of its cells behind a NUL each. */
#include "fuzz.h"
#include "support/zips.h"

#define BOOK S("<workbook xmlns:r=\"r\"><sheets><sheet name=\"Quý\" r:id=\"a\"/></sheets></workbook>")
#define RELATIONS S("<Relationships><Relationship Id=\"a\" Target=\"s.xml\"/></Relationships>")

static error read_sheet(struct arena *a, struct bytes in, struct read_text *out)
{
    struct part parts[5] = { { "xl/workbook.xml", BOOK }, { "xl/_rels/workbook.xml.rels", RELATIONS } };
    static const char *const names[] = { "xl/s.xml", "xl/styles.xml", "xl/sharedStrings.xml" };
    size_t n = 2;
    struct str rest = { (const char *)in.p, in.n }, part;
    for (size_t i = 0; i < COUNT(names) && rest.n && str_next(&rest, 0, &part); i++)
        parts[n++] = (struct part){ names[i], part };
    return xlsx_read(a, zip_of(a, parts, n), out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(size && data[0] == 'P' ? xlsx_read : read_sheet, data, size);
}
