/* fuzz_doc.c - any bytes as what the converter of old Word files wrote, and as such a file before it is converted. */
#include "fuzz.h"

static error read_kind(struct arena *a, struct bytes in, struct read_text *out)
{
    error e = doc_kind(a, in);
    if (e && e->kind != ERR_FORMAT) __builtin_trap();
    return doc_text(a, in, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(read_kind, data, size);
}
