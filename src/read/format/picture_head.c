/* picture_head.c - size and turn of a PNG or a JPEG, and whether it is there to its end. See picture_head.h. */
#include "read/format/picture_head.h"
#include "pack/limits.h"

enum { MARKERS_MOST = 4000, ENTRIES_MOST = 500, TURN_TAG = 0x0112 };

static uint32_t big(const unsigned char *p, size_t n)
{
    uint32_t v = 0;
    for (size_t i = 0; i < n; i++) v = v << 8 | p[i];
    return v;
}

static error cut_off(struct arena *a)
{
    return FAIL(a, ERR_INPUT,
                "Tệp ảnh bị hỏng hoặc thiếu một phần, có thể do tải chưa xong. Hãy tải lại hoặc chụp lại.");
}

/* Chunk after chunk to the end: the first is the head, one holds pixels, the last says that it is the last. */
static bool png_read(struct bytes b, struct picture_head *out)
{
    bool pixels = false;
    if (b.n < 33 || big(b.p + 8, 4) != 13 || memcmp(b.p + 12, "IHDR", 4)) return false;
    out->width = big(b.p + 16, 4);
    out->height = big(b.p + 20, 4);
    for (size_t at = 33; b.n - at >= 12;) {
        size_t size = big(b.p + at, 4);
        if (size > b.n - at - 12) return false;
        pixels |= !memcmp(b.p + at + 4, "IDAT", 4);
        if (!memcmp(b.p + at + 4, "IEND", 4)) return pixels;
        at += size + 12;
    }
    return false;
}

/* The turn that an Exif block states; 1 when it states none. */
static int exif_turn(const unsigned char *p, size_t n)
{
    if (n < 14 || memcmp(p, "Exif\0\0", 6)) return 1;
    p += 6;
    n -= 6;
    bool little = p[0] == 'I';
#define WORD(at, size) (little && (size) == 2 ? (uint32_t)(p[at] | p[(at) + 1] << 8)                                  \
                        : little ? (uint32_t)p[at] | (uint32_t)p[(at) + 1] << 8 | (uint32_t)p[(at) + 2] << 16 |      \
                                   (uint32_t)p[(at) + 3] << 24 : big(p + (at), (size)))
    if (n < 10) return 1;
    size_t at = WORD(4, 4);
    if (at > n || n - at < 2) return 1;
    size_t entries = WORD(at, 2);
    at += 2;
    for (size_t i = 0; i < entries && i < ENTRIES_MOST && n - at >= 12; i++, at += 12) {
        if (WORD(at, 2) != TURN_TAG) continue;
        uint32_t turn = WORD(at + 8, 2);
        return turn >= 1 && turn <= 8 ? (int)turn : 1;
    }
#undef WORD
    return 1;
}

/* Marker after marker to the pixels; the mark of the end stands somewhere behind them. */
static error jpeg_read(struct arena *a, struct bytes b, struct picture_head *out)
{
    bool sized = false;
    size_t at = 2;
    for (int i = 0; i < MARKERS_MOST; i++) {
        while (at < b.n && b.p[at] == 0xFF) at++;
        if (b.n - at < 3 || b.p[at - 1] != 0xFF) return cut_off(a);
        unsigned char mark = b.p[at++];
        if (mark == 0x01 || (mark >= 0xD0 && mark <= 0xD8)) continue;
        size_t size = big(b.p + at, 2);
        if (mark == 0xD9 || size < 2 || size > b.n - at) return cut_off(a);
        if (mark == 0xE1 && out->turn == 1) out->turn = exif_turn(b.p + at + 2, size - 2);
        if (mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC) {
            if (size < 8 || sized) return cut_off(a);
            if (b.p[at + 2] != 8 || mark > 0xC2)
                return FAIL(a, ERR_FORMAT,
                            "Ảnh JPEG thuộc kiểu hiếm gặp nên chưa đọc được. Hãy lưu lại thành PNG rồi gửi.");
            out->height = big(b.p + at + 3, 2);
            out->width = big(b.p + at + 5, 2);
            sized = true;
        }
        at += size;
        if (mark == 0xDA) {
            bool ends = memmem(b.p + at, b.n - at, "\xFF\xD9", 2);
            return ends && sized ? NULL : cut_off(a);
        }
    }
    return cut_off(a);
}

error picture_head_read(struct arena *a, struct bytes b, struct picture_head *out)
{
    *out = (struct picture_head){ .turn = 1 };
    if (b.n > 8 && !memcmp(b.p, "\x89PNG\r\n\x1A\n", 8)) {
        out->kind = PICTURE_PNG;
        if (!png_read(b, out)) return cut_off(a);
    } else if (b.n > 4 && !memcmp(b.p, "\xFF\xD8\xFF", 3)) {
        out->kind = PICTURE_JPEG;
        TRY(jpeg_read(a, b, out));
    } else return cut_off(a);
    if (!out->width || !out->height) return cut_off(a);
    if (out->width > LIMIT_PICTURE_SIDE || out->height > LIMIT_PICTURE_SIDE ||
        (uint64_t)out->width * out->height > LIMIT_PIXELS)
        return FAIL(a, ERR_TOO_LARGE,
                    "Ảnh có %u × %u điểm ảnh, quá mức %d triệu điểm ảnh. Hãy chụp hoặc lưu ở cỡ nhỏ hơn rồi gửi.",
                    out->width, out->height, LIMIT_PIXELS / 1000000);
    return NULL;
}
