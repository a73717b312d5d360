/* qr.c - see qr.h. Glue to libqrencode. */
#include "pages/qr.h"
#include <qrencode.h>

enum { QUIET = 4 };                            /* modules of white that readers need around it */

error qr_path(struct arena *a, struct str text, struct str *path, int64_t *side)
{
    QRcode *code = QRcode_encodeString8bit(str_z(a, text), 0, QR_ECLEVEL_M);
    if (!code) return FAIL(a, ERR_TOO_LARGE, "Nội dung quá dài cho một mã QR.");
    struct buf b = buf_open(a);
    for (int y = 0; y < code->width; y++)
        for (int x = 0, run = 0; x <= code->width; x++) {
            if (x < code->width && code->data[y * code->width + x] & 1) {
                run++;
                continue;
            }
            if (run) buf_fmt(&b, "M%d %dh%dv1h-%dz", x - run + QUIET, y + QUIET, run, run);
            run = 0;
        }
    *side = code->width + 2 * QUIET;
    QRcode_free(code);
    *path = buf_done(&b);
    return NULL;
}
