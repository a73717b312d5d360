/* zip_writer.c - see zip_writer.h. Owns the writing side of libzip; never reads a zip file. */
#include "pack/zip_writer.h"
#include <zip.h>

/* 1980-01-01 00:00, the first moment a zip file can say. */
enum { FIRST_DATE = 1 << 5 | 1, FIRST_TIME = 0 };

struct work { zip_source_t *memory; zip_t *zip; };     /* zip NULL: closed or never opened */

static void work_end(void *what)
{
    struct work *w = what;
    if (w->zip) zip_discard(w->zip);
    if (w->memory) zip_source_free(w->memory);
}

static bool add(zip_t *zip, const struct zip_part *part)
{
    zip_source_t *source = zip_source_buffer(zip, part->content.p, part->content.n, 0);
    if (!source) return false;
    zip_int64_t at = zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)at, FIRST_TIME, FIRST_DATE, 0) == 0;
}

static bool read_back(struct arena *a, zip_source_t *memory, struct bytes *out)
{
    zip_stat_t stat;
    if (zip_source_stat(memory, &stat) < 0 || zip_source_open(memory) < 0) return false;
    unsigned char *p = arena_get(a, stat.size);
    bool whole = zip_source_read(memory, p, stat.size) == (zip_int64_t)stat.size;
    zip_source_close(memory);
    *out = (struct bytes){ p, stat.size };
    return whole;
}

error zip_write(struct arena *a, const struct zip_part *part, size_t parts, struct bytes *out)
{
    struct work *w = NEW(a, struct work);
    arena_defer(a, work_end, w);
    zip_error_t e;
    zip_error_init(&e);
    w->memory = zip_source_buffer_create(NULL, 0, 0, &e);
    if (w->memory) w->zip = zip_open_from_source(w->memory, ZIP_TRUNCATE, &e);
    bool done = w->zip != NULL;
    if (done) zip_source_keep(w->memory);      /* closing gives up one hold; the bytes are read after it */
    for (size_t i = 0; done && i < parts; i++) done = add(w->zip, &part[i]);
    if (done && zip_close(w->zip) == 0) w->zip = NULL;
    else done = false;
    zip_error_fini(&e);
    if (!done || !read_back(a, w->memory, out))
        return FAIL(a, ERR_FAULT, "Chưa đóng gói được tệp; vui lòng thử lại.");
    return NULL;
}
