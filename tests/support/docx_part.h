/* docx_part.h - looks into a .docx: one part as text, and whether it is well-formed XML. */
#ifndef DOCX_PART_H
#define DOCX_PART_H
#include "base/base.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <expat.h>
#include <zip.h>

static inline struct str docx_part(struct arena *a, struct bytes file, const char *name)
{
    zip_error_t e;
    zip_error_init(&e);
    zip_source_t *source = zip_source_buffer_create(file.p, file.n, 0, &e);
    assert_non_null(source);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &e);
    assert_non_null(zip);
    zip_stat_t stat;
    assert_int_equal(zip_stat(zip, name, 0, &stat), 0);
    zip_file_t *part = zip_fopen(zip, name, 0);
    assert_non_null(part);
    char *p = arena_get(a, stat.size + 1);
    assert_int_equal(zip_fread(part, p, stat.size), stat.size);
    zip_fclose(part);
    zip_discard(zip);
    zip_error_fini(&e);
    return (struct str){ p, stat.size };
}

static inline bool xml_is_well_formed(struct str xml)
{
    XML_Parser parser = XML_ParserCreate("UTF-8");
    bool right = XML_Parse(parser, xml.p, (int)xml.n, 1) == XML_STATUS_OK;
    XML_ParserFree(parser);
    return right;
}

static inline size_t count_of(struct str s, struct str what)
{
    size_t n = 0;
    for (size_t at = str_find(s, what, 0); at != SIZE_MAX; at = str_find(s, what, at + 1)) n++;
    return n;
}
#endif
