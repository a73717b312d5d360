/* zip_writer.h - named parts to one zip file in memory; the same parts always give the same bytes. */
#ifndef PACK_ZIP_WRITER_H
#define PACK_ZIP_WRITER_H
#include "base/base.h"

struct zip_part { const char *name; struct str content; };
/* Parts stand in the given order, deflated, all dated 1980-01-01. ERR_FAULT when the library fails. */
error zip_write(struct arena *a, const struct zip_part *part, size_t parts, struct bytes *out) MUST_USE;
#endif
