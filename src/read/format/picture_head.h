/* picture_head.h - what the first bytes of a picture say of it, before anything is decoded.
 *
 * Own code over every byte it looks at: sizes are judged here, so that no library is asked to make room for a picture
 * that nobody could have meant. */
#ifndef READ_PICTURE_HEAD_H
#define READ_PICTURE_HEAD_H
#include "base/base.h"

enum picture_kind { PICTURE_PNG, PICTURE_JPEG };
/* turn: how the camera was held, as Exif counts: 1 upright, 3 upside down, 6 and 8 on a side, the even ones and 5 and 7
 * mirrored as well. */
struct picture_head { enum picture_kind kind; uint32_t width, height; int turn; };

/* ERR_INPUT: broken or cut off. ERR_TOO_LARGE: over LIMIT_PIXELS or LIMIT_PICTURE_SIDE. ERR_FORMAT: of a kind that is
 * not read. */
error picture_head_read(struct arena *a, struct bytes b, struct picture_head *out) MUST_USE;
#endif
