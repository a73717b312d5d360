/* sixteen.h - sixteen bytes looked at together: for loops over every byte of a text that nearly always find nothing.
 *
 * The compiler's own vectors, so any machine has them. A truth is a byte of all ones. */
#ifndef BASE_SIXTEEN_H
#define BASE_SIXTEEN_H
#include "base/base.h"

typedef unsigned char sixteen __attribute__((vector_size(16)));

static inline sixteen sixteen_at(const void *p)
{
    sixteen v;
    memcpy(&v, p, sizeof v);
    return v;
}
static inline sixteen sixteen_is(sixteen v, unsigned char c) { return (sixteen)(v == c); }
/* low <= byte < end */
static inline sixteen sixteen_in(sixteen v, unsigned char low, unsigned char end)
{
    return (sixteen)(v - low < (unsigned char)(end - low));
}
static inline bool sixteen_any(sixteen v)
{
    uint64_t half[2];
    memcpy(half, &v, sizeof half);
    return half[0] | half[1];
}
#endif
