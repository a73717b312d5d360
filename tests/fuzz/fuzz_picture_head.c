/* fuzz_picture_head.c - any bytes as the head of a picture. */
#include "fuzz.h"
#include "pack/limits.h"
#include "read/format/picture_head.h"

static error look(struct arena *a, struct bytes in, struct read_text *out)
{
    struct picture_head h;
    TRY(picture_head_read(a, in, &h));
    bool bounded = h.width && h.height && (uint64_t)h.width * h.height <= LIMIT_PIXELS;
    if (!bounded || h.turn < 1 || h.turn > 8) __builtin_trap();
    *out = (struct read_text){ .format = FORMAT_IMAGE, .text = S("a"), .encoding = S("UTF-8") };
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_run(look, data, size); }
