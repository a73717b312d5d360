/* say.h - the shape of a message catalogue: what tools/catalog makes of lang/en.po. */
#ifndef SAY_H
#define SAY_H
#include <stddef.h>
struct said { const char *vi, *en; };
extern const struct said said_list[];          /* sorted by vi, byte by byte */
extern const size_t said_count;
#endif
