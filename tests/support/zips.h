/* zips.h - zips for tests: good ones made by libzip, and hostile ones put together byte by byte. */
#ifndef TESTS_ZIPS_H
#define TESTS_ZIPS_H
#include "base/base.h"
#include <zip.h>

struct part { const char *name; struct str content; };

static inline void made(bool well) { assert(well); }

/* As an office program would write it. */
static inline struct bytes zip_of(struct arena *a, const struct part *parts, size_t count)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &why);
    zip_t *z = zip_open_from_source(to, ZIP_CREATE | ZIP_TRUNCATE, &why);
    assert(z);
    zip_source_keep(to);
    for (size_t i = 0; i < count; i++)
        made(zip_file_add(z, parts[i].name, zip_source_buffer(z, parts[i].content.p, parts[i].content.n, 0), 0) >= 0);
    made(!zip_close(z));
    zip_stat_t st;
    made(!zip_source_open(to) && !zip_source_stat(to, &st));
    unsigned char *p = arena_get(a, st.size);
    made(zip_source_read(to, p, st.size) == (zip_int64_t)st.size);
    zip_source_close(to);
    zip_source_free(to);
    return (struct bytes){ p, (size_t)st.size };
}

/* A stored entry and the lies about it. What is 0 or NULL is told as it is. */
struct raw {
    const char *name; size_t name_size; struct str content;
    uint32_t flags, method, packed, size, crc, mode;
    const char *local_name;
    bool at_first;                  /* the directory says that it lies where the first entry lies */
};
struct raw_end { uint32_t count, disk, from; };

static inline uint32_t crc_of(struct str s)
{
    uint32_t c = 0xFFFFFFFF;
    for (size_t i = 0; i < s.n; i++) {
        c ^= (unsigned char)s.p[i];
        for (int k = 0; k < 8; k++) c = c >> 1 ^ (c & 1 ? 0xEDB88320 : 0);
    }
    return ~c;
}

static inline void put(struct buf *b, uint64_t v, int bytes)
{
    for (int i = 0; i < bytes; i++) buf_char(b, (char)(unsigned char)(v >> 8 * i));
}

static inline struct bytes zip_raw(struct arena *a, const struct raw *entries, size_t count, struct raw_end end)
{
    struct buf b = buf_open(a), directory = buf_open(a);
    for (size_t i = 0; i < count; i++) {
        const struct raw *e = &entries[i];
        size_t name = e->name_size ? e->name_size : strlen(e->name);
        uint32_t crc = e->crc ? e->crc : crc_of(e->content), packed = e->packed ? e->packed : (uint32_t)e->content.n,
                 size = e->size ? e->size : (uint32_t)e->content.n, at = e->at_first ? 0 : (uint32_t)b.n;
        buf_c(&b, "PK\3\4");
        put(&b, 20, 2);
        put(&b, e->flags, 2);
        put(&b, e->method, 2);
        put(&b, 0, 4);
        put(&b, crc, 4);
        put(&b, packed, 4);
        put(&b, size, 4);
        put(&b, name, 2); put(&b, 0, 2);
        buf_add(&b, e->local_name ? e->local_name : e->name, name);
        buf_str(&b, e->content);
        buf_c(&directory, "PK\1\2");
        put(&directory, 20 | 3 << 8, 2);
        put(&directory, 20, 2);
        put(&directory, e->flags, 2);
        put(&directory, e->method, 2);
        put(&directory, 0, 4);
        put(&directory, crc, 4);
        put(&directory, packed, 4);
        put(&directory, size, 4);
        put(&directory, name, 2);
        put(&directory, 0, 8);
        put(&directory, (uint64_t)e->mode << 16, 4); put(&directory, at, 4);
        buf_add(&directory, e->name, name);
    }
    uint32_t from = end.from ? end.from : (uint32_t)b.n, n = end.count ? end.count : (uint32_t)count;
    buf_add(&b, directory.p, directory.n);
    buf_c(&b, "PK\5\6");
    put(&b, end.disk, 2);
    put(&b, end.disk, 2);
    put(&b, n, 2);
    put(&b, n, 2);
    put(&b, directory.n, 4);
    put(&b, from, 4);
    put(&b, 0, 2);
    return (struct bytes){ (const unsigned char *)b.p, b.n };
}
#endif
