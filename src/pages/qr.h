/* qr.h - a QR code as the path of an SVG picture. */
#ifndef PAGES_QR_H
#define PAGES_QR_H
#include "base/base.h"

/* path: for <path d>, one unit a module, quiet zone included; side: of the whole square. ERR_TOO_LARGE. */
error qr_path(struct arena *a, struct str text, struct str *path, int64_t *side) MUST_USE;
#endif
