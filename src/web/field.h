/* field.h - names and values out of an address, a form or a cookie: bytes still, believed by nobody yet. */
#ifndef WEB_FIELD_H
#define WEB_FIELD_H
#include "base/base.h"

struct field { struct bytes name, value, file_name; bool file; };
struct fields { struct field *item; size_t n; };

/* %41 -> A, and + -> blank when `plus`. False: a % without two hex digits. */
bool  field_decode(struct arena *a, struct bytes in, bool plus, struct bytes *out);
/* ERR_USAGE: not the format, or more than 500 fields. Order is kept; what was not encoded points into `in`. */
error fields_urlencoded(struct arena *a, struct bytes in, struct fields *out) MUST_USE;
error fields_multipart(struct arena *a, struct bytes in, struct str boundary, struct fields *out) MUST_USE;
/* The boundary of `multipart/form-data; boundary=...` (RFC 2046: 1 to 70 characters); false when it is not that. */
bool  fields_boundary(struct str content_type, struct str *boundary);
/* The value of a cookie in a Cookie header, "" when it is absent, given twice, or of other
 * characters than letters, digits, - and _. */
struct str field_cookie(struct str header, struct str name);
#endif
