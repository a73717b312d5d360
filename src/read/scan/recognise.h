/* recognise.h - letters out of a picture: the picture made ready (leptonica), the words recognised (tesseract). */
#ifndef READ_RECOGNISE_H
#define READ_RECOGNISE_H
#include "read/scan/scanner.h"
#include <allheaders.h>
#include <tesseract/capi.h>

/* Pixels of a picture that has been made ready: of a line, of an inch. */
enum { PICTURE_EM = 45, PICTURE_DPI = 300 };

/* ---- picture.c ---- */
/* A page ready to be recognised: grey, upright, straight, even light, letters of a size that is recognised best. */
struct picture { PIX *pix; struct ruling *rulings; size_t ruling_count; };     /* rulings: in its pixels */
/* Both let the picture go with the arena. */
error picture_decode(struct arena *a, struct bytes document, struct picture **out) MUST_USE;
error picture_from_grey(struct arena *a, const struct grey *g, struct picture **out) MUST_USE;
error picture_prepare(struct arena *a, struct picture *p) MUST_USE;
/* Finds the ruled lines and paints over those that are no stroke of a word: they spoil the letters that touch them. */
void  picture_wipe(struct arena *a, struct picture *p);
/* The picture as it is shown and kept: no side over KEPT_SIDE. */
enum { KEPT_SIDE = 2200 };
error picture_keep(struct arena *a, const struct picture *p, struct bytes *jpeg, uint16_t *width,
                   uint16_t *height) MUST_USE;

/* ---- recognise.c ---- */
/* The data of the language, read before the lock; empty when this machine has none. */
struct bytes recognise_data(struct arena *a);
/* Words with their places in pixels of the picture. */
error recognise_words(struct arena *a, struct bytes data, const struct picture *p, struct placing *out) MUST_USE;

/* Adds the words of what the engine has been given. */
void  words_take(struct arena *a, TessBaseAPI *engine, struct buf *words);

/* ---- cells.c ---- */
/* Adds the words of the cells of the grids. */
void  cells_take(struct arena *a, TessBaseAPI *engine, const struct picture *p, const struct grid *grids, size_t count,
                 struct buf *words);

/* ---- scanner.c ---- */
/* All of it: a picture to a leaf, but for its number. */
error scanner_picture(struct arena *a, struct bytes data, struct picture *p, struct leaf *out) MUST_USE;
#endif
