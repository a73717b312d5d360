/* fuzz_picture.c - any bytes as a picture: decoded and made ready, as far as the recogniser. */
#include "fuzz.h"
#include "read/scan/recognise.h"

static error make_ready(struct arena *a, struct bytes in, struct read_text *out)
{
    struct picture *p;
    struct leaf leaf = { .all = 1 };
    TRY(picture_decode(a, in, &p));
    if (pixGetWidth(p->pix) * pixGetHeight(p->pix) > 1000000)
        return FAIL(a, ERR_TOO_LARGE, "Ảnh quá lớn cho lần thử này.");
    TRY(picture_prepare(a, p));
    TRY(picture_keep(a, p, &leaf.image, &leaf.width, &leaf.height));
    picture_wipe(a, p);
    *out = (struct read_text){ .format = FORMAT_IMAGE, .text = S("a"), .encoding = S("UTF-8") };
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_run(make_ready, data, size); }
