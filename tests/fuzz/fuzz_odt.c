/* fuzz_odt.c - any bytes as an OpenDocument text: as the zip itself, or (first byte not 'P') as its content. */
#include "fuzz.h"
#include "support/zips.h"

static error read_content(struct arena *a, struct bytes in, struct read_text *out)
{
    const struct part parts[] = { { "content.xml", { (const char *)in.p, in.n } } };
    return odt_read(a, zip_of(a, parts, 1), out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(size && data[0] == 'P' ? odt_read : read_content, data, size);
}
