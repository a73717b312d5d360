/* xml.h - XML that nobody trusts, walked once from front to back.
 *
 * No document type, so no entities but the five of XML itself; depth, names and attributes are bounded
 * (limits.h). Nothing outside the bytes given is ever opened.
 * ERR_INPUT: not well formed, or it has a document type. ERR_TOO_LARGE: over a bound. */
#ifndef PACK_XML_H
#define PACK_XML_H
#include "base/base.h"

/* A name with its namespace taken apart; both are good only during the call. space "" when there is none. */
struct xml_name { struct str space, local; };
struct xml_walker {
    void *who;                                                  /* first argument of each */
    void (*open)(void *who, struct xml_name name, const char *const *attributes);   /* name, value, ..., NULL */
    void (*close)(void *who, struct xml_name name);
    void (*text)(void *who, const char *p, size_t n);           /* UTF-8, in any number of pieces; NULL: not wanted */
};
error xml_walk(struct arena *a, struct bytes in, const struct xml_walker *walker) MUST_USE;
/* The value of the attribute with this local name, whatever its namespace; NULL when there is none. */
const char *xml_attribute(const char *const *attributes, const char *local);
#endif
