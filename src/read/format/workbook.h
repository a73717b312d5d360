/* workbook.h - what the sheets of an Excel workbook share: their list, the texts of cells, the looks of cells. */
#ifndef READ_WORKBOOK_H
#define READ_WORKBOOK_H
#include "pack/unzip.h"
#include "read/format/font.h"

struct sheet_part { struct str name, part; bool hidden; };
struct cell_look { struct str format; const struct font *font; };     /* font NULL: letters are what they seem */
struct workbook {
    struct sheet_part *sheets; size_t sheet_count;
    struct str *texts; size_t text_count;
    struct cell_look *looks; size_t look_count;
    bool since_1904;
    size_t turned[VN_ENCODING_COUNT];       /* bytes that were in an old font */
};
/* ERR_TOO_LARGE: more sheets or shared texts than pack/limits.h allows. */
error workbook_read(struct arena *a, struct unzip *z, struct workbook *out) MUST_USE;
#endif
