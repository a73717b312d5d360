/* fuzz_pdf.c - any bytes as a PDF: through poppler, into reading order, written down, read back and joined. */
#include "fuzz.h"
#include "read/leaf.h"
#include "read/scan/scanner.h"

static error read_pdf(struct arena *a, struct bytes in, struct read_text *out)
{
    struct pdf_file *f;
    TRY(pdf_open(a, in, &f));
    size_t pages = pdf_pages(f) < 4 ? pdf_pages(f) : 4;
    struct leaf *leaves = NEW_N(a, struct leaf, pages);
    for (uint32_t i = 0; i < pages; i++) {
        bool picture;
        struct leaf leaf;
        TRY(pdf_read_page(a, f, i, &leaf, &picture));
        struct buf kept = buf_open(a);
        leaf_write(&kept, &leaf);
        struct bytes rest = { (unsigned char *)kept.p, kept.n };
        if (!leaf_read(a, &rest, &leaves[i]) || rest.n) __builtin_trap();      /* what is written must be readable */
    }
    *out = (struct read_text){ .format = FORMAT_PDF };
    return leaves_join(a, leaves, pages, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_run(read_pdf, data, size); }
