/* unzip.h - a zip that nobody trusts, from memory. Nothing is ever written to disk.
 *
 * The container is checked as a whole before anything is inflated (limits.h; methods 0 and 8 only, no
 * encryption, no entry that lies over another, no name that climbs, no two entries of one name), and
 * what is inflated is counted as it comes: sizes that the file states are believed only as upper bounds.
 *
 * ERR_INPUT: broken, cut off, lying. ERR_TOO_LARGE: over a limit. ERR_FORMAT: an encrypted or exotic zip. */
#ifndef PACK_UNZIP_H
#define PACK_UNZIP_H
#include "base/base.h"

struct unzip;
error unzip_open(struct arena *a, struct bytes in, struct unzip **out) MUST_USE;
bool  unzip_has(const struct unzip *z, const char *name);   /* letter case does not matter, as in office documents */
/* The whole entry. ERR_MISSING: there is none of that name. */
error unzip_get(struct arena *a, struct unzip *z, const char *name, struct bytes *out) MUST_USE;
#endif
