/* pictures.h - PDF and pictures for tests, put together byte by byte, good ones and hostile ones. */
#ifndef TESTS_PICTURES_H
#define TESTS_PICTURES_H
#include "base/base.h"

static inline struct bytes bytes_of_buf(const struct buf *b)
{
    return (struct bytes){ (const unsigned char *)b->p, b->n };
}

/* Objects "1 0 obj" and on, in order, with the table of their places. The first must be the catalogue. */
static inline struct bytes pdf_of(struct arena *a, const struct str *objects, size_t count)
{
    struct buf b = buf_open(a);
    size_t *at = NEW_N(a, size_t, count);
    buf_c(&b, "%PDF-1.7\n");
    for (size_t i = 0; i < count; i++) {
        at[i] = b.n;
        buf_fmt(&b, "%zu 0 obj\n", i + 1);
        buf_str(&b, objects[i]);
        buf_c(&b, "\nendobj\n");
    }
    size_t table = b.n;
    buf_fmt(&b, "xref\n0 %zu\n0000000000 65535 f \n", count + 1);
    for (size_t i = 0; i < count; i++) buf_fmt(&b, "%010zu 00000 n \n", at[i]);
    buf_fmt(&b, "trailer<</Size %zu/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", count + 1, table);
    return bytes_of_buf(&b);
}

/* A page of A4 with that content, set in Helvetica. */
static inline struct bytes pdf_with(struct arena *a, const char *content)
{
    const struct str objects[] = {
        S("<</Type/Catalog/Pages 2 0 R>>"),
        S("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        S("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"),
        str_fmt(a, "<</Length %zu>>stream\n%s\nendstream", strlen(content), content),
        S("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
    };
    return pdf_of(a, objects, COUNT(objects));
}

static inline void put_big(struct buf *b, uint32_t v, int bytes)
{
    for (int i = bytes; i-- > 0;) buf_char(b, (char)(unsigned char)(v >> 8 * i));
}

/* A PNG by its chunks; the sums of the chunks are wrong, which a decoder sees and a look at the head does not. */
static inline struct bytes png_of(struct arena *a, uint32_t width, uint32_t height, bool whole)
{
    struct buf b = buf_open(a);
    buf_add(&b, "\x89PNG\r\n\x1A\n", 8);
    put_big(&b, 13, 4);
    buf_c(&b, "IHDR");
    put_big(&b, width, 4);
    put_big(&b, height, 4);
    buf_add(&b, "\x08\0\0\0\0", 5);
    put_big(&b, 0, 4);
    put_big(&b, 4, 4);
    buf_c(&b, "IDAT");
    put_big(&b, 0, 4);
    put_big(&b, 0, 4);
    if (!whole) return bytes_of_buf(&b);
    put_big(&b, 0, 4);
    buf_c(&b, "IEND");
    put_big(&b, 0, 4);
    return bytes_of_buf(&b);
}

/* A JPEG with a note of how the camera was held (0: none), a frame of that kind and the mark of its end. */
static inline struct bytes jpeg_of(struct arena *a, uint32_t width, uint32_t height, int turn, unsigned char frame,
                                   bool whole)
{
    struct buf b = buf_open(a);
    buf_c(&b, "\xFF\xD8");
    if (turn) {
        buf_add(&b, "\xFF\xE1\0\x22" "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 29);
        buf_char(&b, (char)turn);
        buf_add(&b, "\0\0\0\0\0\0", 6);
    }
    buf_add(&b, "\xFF", 1);
    buf_char(&b, (char)frame);
    put_big(&b, 11, 2);
    buf_char(&b, 8);
    put_big(&b, height, 2);
    put_big(&b, width, 2);
    buf_add(&b, "\x01\x01\x11\0", 4);
    buf_add(&b, "\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x12\x34", 12);
    if (whole) buf_c(&b, "\xFF\xD9");
    return bytes_of_buf(&b);
}
#endif
