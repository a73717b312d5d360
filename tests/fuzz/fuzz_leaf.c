/* fuzz_leaf.c - any bytes as the pages that the second program answers with, and as the text they make. */
#include "fuzz.h"
#include "read/leaf.h"

static error read_leaves(struct arena *a, struct bytes in, struct read_text *out)
{
    struct leaf leaves[8];
    size_t n = 0;
    while (n < COUNT(leaves) && in.n && leaf_read(a, &in, &leaves[n])) n++;
    *out = (struct read_text){ .format = FORMAT_PDF };
    return leaves_join(a, leaves, n, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_run(read_leaves, data, size); }
