/* unzip.c - a zip that nobody trusts, over libzip. See unzip.h.
 *
 * libzip inflates; the directory is read here as well, because libzip does not tell where an entry
 * lies and so cannot tell that two entries share their bytes (the way of zip bombs that do not nest).
 *
 * I1  no entry's bytes are part of another entry or of the directory.
 * I2  never more bytes inflated from an entry than it states, and it states no more than the limits.
 * I3  never more than LIMIT_ZIP_TOTAL inflated from one container, however often entries are asked for. */
#include "pack/unzip.h"
#include "pack/limits.h"
#include <stdlib.h>
#include <sys/stat.h>
#include <zip.h>

enum { EOCD_SIZE = 22, CENTRAL_SIZE = 46, LOCAL_SIZE = 30, COMMENT_MOST = 65535, UNIX = 3 };
enum { FLAG_ENCRYPTED = 1 << 0, FLAG_STRONG = 1 << 6, FLAG_MASKED = 1 << 13 };

struct entry { const char *name; struct str key; uint64_t from, to, packed, size; };
struct unzip { zip_t *zip; struct entry *entries; size_t count; uint64_t inflated; };

static uint32_t u16(const unsigned char *p) { return (uint32_t)p[0] | (uint32_t)p[1] << 8; }
static uint32_t u32(const unsigned char *p) { return u16(p) | u16(p + 2) << 16; }
static uint64_t u64(const unsigned char *p) { return u32(p) | (uint64_t)u32(p + 4) << 32; }

static error broken(struct arena *a, const char *at)
{
    return err_new(a, ERR_INPUT, at, NULL, "Tệp bị hỏng hoặc tải chưa hết. Hãy mở tệp gốc bằng Word, lưu lại rồi gửi.");
}
#define BROKEN(a) broken((a), AT)

static error exotic(struct arena *a, const char *at)
{
    return err_new(a, ERR_FORMAT, at, NULL,
                   "Tệp được nén theo cách lạ nên không mở được. Hãy mở bằng Word và lưu lại thành .docx.");
}

static error too_large(struct arena *a, const char *at)
{
    return err_new(a, ERR_TOO_LARGE, at, NULL,
                   "Nội dung tệp quá lớn sau khi giải nén. Hãy bỏ bớt ảnh hoặc chia thành nhiều tệp nhỏ hơn.");
}

static const unsigned char *end_record(struct bytes in)
{
    if (in.n < EOCD_SIZE) return NULL;
    size_t least = in.n > EOCD_SIZE + COMMENT_MOST ? in.n - EOCD_SIZE - COMMENT_MOST : 0;
    for (size_t at = in.n - EOCD_SIZE + 1; at-- > least;)
        if (!memcmp(in.p + at, "PK\5\6", 4) && u16(in.p + at + 20) == in.n - at - EOCD_SIZE) return in.p + at;
    return NULL;
}

/* Names that could mean a place outside, were they ever used as paths. */
static bool name_is_safe(const char *p, size_t n)
{
    if (!n || n > LIMIT_ZIP_NAME || p[0] == '/' || memchr(p, 0, n) || memchr(p, '\\', n)) return false;
    if (n >= 2 && p[1] == ':') return false;
    for (size_t i = 0; i < n; i++) {
        bool starts = !i || p[i - 1] == '/', ends = i + 2 == n || (i + 2 < n && p[i + 2] == '/');
        if (starts && ends && p[i] == '.' && p[i + 1] == '.') return false;
    }
    return true;
}

/* Sizes that do not fit 32 bits stand in an extra field. false: they should and do not. */
static bool wide_sizes(const unsigned char *extra, size_t n, struct entry *e)
{
    uint64_t *fields[] = { &e->size, &e->packed, &e->from };
    for (size_t at = 0; at + 4 <= n; at += 4 + u16(extra + at + 2)) {
        size_t room = u16(extra + at + 2), used = 0;
        if (room > n - at - 4) return false;
        if (u16(extra + at) != 1) continue;
        for (size_t i = 0; i < COUNT(fields); i++) {
            if (*fields[i] != UINT32_MAX) continue;
            if (used + 8 > room) return false;
            *fields[i] = u64(extra + at + 4 + used);
            used += 8;
        }
        return true;
    }
    return e->size != UINT32_MAX && e->packed != UINT32_MAX && e->from != UINT32_MAX;
}

/* The header in front of the data: it must name the same entry; fills where the entry ends. */
static bool local_agrees(struct bytes in, uint64_t directory, struct entry *e, size_t name_size, uint32_t method)
{
    if (e->from > directory || directory - e->from < LOCAL_SIZE) return false;
    const unsigned char *p = in.p + e->from;
    if (memcmp(p, "PK\3\4", 4) || u16(p + 8) != method || u16(p + 26) != name_size) return false;
    uint64_t data = e->from + LOCAL_SIZE + name_size + u16(p + 28);
    if (data > directory || e->packed > directory - data) return false;
    e->to = data + e->packed;
    return !memcmp(p + LOCAL_SIZE, e->name, name_size);
}

static struct str key_of(struct arena *a, const char *p, size_t n)
{
    char *k = arena_get(a, n + 1);
    for (size_t i = 0; i < n; i++) k[i] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
    return (struct str){ k, n };
}

/* One row of the directory at *at. */
static error entry_read(struct arena *a, struct bytes in, uint64_t directory, uint64_t end, uint64_t *at,
                        struct entry *e)
{
    if (end - *at < CENTRAL_SIZE || memcmp(in.p + *at, "PK\1\2", 4)) return BROKEN(a);
    const unsigned char *p = in.p + *at;
    uint32_t flags = u16(p + 8), method = u16(p + 10);
    size_t name = u16(p + 28), extra = u16(p + 30), comment = u16(p + 32);
    if (end - *at - CENTRAL_SIZE < (uint64_t)name + extra + comment) return BROKEN(a);
    if (flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED))
        return FAIL(a, ERR_FORMAT, "Tệp có mật khẩu nên không mở được. Hãy bỏ mật khẩu, lưu lại rồi gửi.");
    if (method != 0 && method != 8) return exotic(a, AT);
    const char *chars = (const char *)p + CENTRAL_SIZE;
    if (!name_is_safe(chars, name)) return exotic(a, AT);
    if (p[5] == UNIX && S_ISLNK(u32(p + 38) >> 16)) return exotic(a, AT);
    *e = (struct entry){
        .name = chars, .key = key_of(a, chars, name), .packed = u32(p + 20), .size = u32(p + 24), .from = u32(p + 42)
    };
    if (!wide_sizes(p + CENTRAL_SIZE + name, extra, e)) return BROKEN(a);
    if (!local_agrees(in, directory, e, name, method)) return BROKEN(a);
    if (method == 0 && e->packed != e->size) return BROKEN(a);
    if (e->size > LIMIT_ZIP_ENTRY) return too_large(a, AT);
    *at += CENTRAL_SIZE + name + extra + comment;
    return NULL;
}

static int by_key(const void *x, const void *y)
{
    struct str p = ((const struct entry *)x)->key, q = ((const struct entry *)y)->key;
    int c = memcmp(p.p, q.p, p.n < q.n ? p.n : q.n);
    return c ? c : (p.n > q.n) - (p.n < q.n);
}

static int by_place(const void *x, const void *y)
{
    uint64_t p = ((const struct entry *)x)->from, q = ((const struct entry *)y)->from;
    return (p > q) - (p < q);
}

static error check(struct arena *a, struct bytes in, struct unzip *z)
{
    const unsigned char *end = end_record(in);
    if (!end) return BROKEN(a);
    uint64_t here = (uint64_t)(end - in.p), from = u32(end + 16), size = u32(end + 12), total = 0;
    z->count = u16(end + 10);
    if (u16(end + 4) || u16(end + 6) || u16(end + 8) != z->count || z->count == UINT16_MAX || from == UINT32_MAX)
        return exotic(a, AT);
    if (z->count > LIMIT_ZIP_ENTRIES) return too_large(a, AT);
    if (from > here || size > here - from) return BROKEN(a);
    z->entries = NEW_N(a, struct entry, z->count + 1);
    uint64_t at = from;
    for (size_t i = 0; i < z->count; i++) {
        TRY(entry_read(a, in, from, from + size, &at, &z->entries[i]));
        total += z->entries[i].size;
    }
    if (total > LIMIT_ZIP_TOTAL) return too_large(a, AT);
    qsort(z->entries, z->count, sizeof *z->entries, by_place);
    for (size_t i = 1; i < z->count; i++)
        if (z->entries[i].from < z->entries[i - 1].to) return BROKEN(a);                       /* I1 */
    qsort(z->entries, z->count, sizeof *z->entries, by_key);
    for (size_t i = 1; i < z->count; i++)
        if (!by_key(&z->entries[i], &z->entries[i - 1])) return exotic(a, AT);
    return NULL;
}

static void discard(void *zip) { zip_discard(zip); }
static void close_entry(void *entry) { zip_fclose(entry); }

error unzip_open(struct arena *a, struct bytes in, struct unzip **out)
{
    struct unzip *z = NEW(a, struct unzip);
    TRY(check(a, in, z));
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(in.p, in.n, 0, &why);
    if (!source) return FAIL(a, ERR_MEMORY, "Máy chủ thiếu bộ nhớ để mở tệp. Hãy thử lại sau ít phút.");
    z->zip = zip_open_from_source(source, ZIP_RDONLY, &why);
    if (!z->zip) {
        zip_source_free(source);
        return BROKEN(a);
    }
    arena_defer(a, discard, z->zip);
    *out = z;
    return NULL;
}

static const struct entry *find(const struct unzip *z, const char *name)
{
    for (size_t i = 0; i < z->count; i++) {
        struct str k = z->entries[i].key;
        size_t j = 0;
        while (j < k.n && name[j] && k.p[j] == (name[j] >= 'A' && name[j] <= 'Z' ? name[j] + 32 : name[j])) j++;
        if (j == k.n && !name[j]) return &z->entries[i];
    }
    return NULL;
}

bool unzip_has(const struct unzip *z, const char *name) { return find(z, name); }

error unzip_get(struct arena *a, struct unzip *z, const char *name, struct bytes *out)
{
    const struct entry *e = find(z, name);
    if (!e)
        return FAIL(a, ERR_MISSING, "Tệp thiếu phần “%s”, có thể đã hỏng. Hãy mở bằng Word, lưu lại rồi gửi.", name);
    if (e->size > LIMIT_ZIP_TOTAL - z->inflated) return too_large(a, AT);                      /* I3 */
    z->inflated += e->size;
    if (e->size > LIMIT_ZIP_RATIO_FREE && e->size / LIMIT_ZIP_RATIO > e->packed) return too_large(a, AT);
    zip_int64_t index = zip_name_locate(z->zip, str_z(a, (struct str){ e->name, e->key.n }), ZIP_FL_ENC_RAW);
    zip_file_t *f = index < 0 ? NULL : zip_fopen_index(z->zip, (zip_uint64_t)index, 0);
    if (!f) return BROKEN(a);
    struct arena_mark mark;
    unsigned char *p = arena_get(a, e->size + 1);
    mark = arena_mark(a);
    arena_defer(a, close_entry, f);
    uint64_t n = 0;
    zip_int64_t got = 0;
    while (n <= e->size && (got = zip_fread(f, p + n, e->size + 1 - n)) > 0) n += (uint64_t)got;   /* I2 */
    arena_back(a, mark);
    if (got < 0 || n != e->size) return BROKEN(a);
    *out = (struct bytes){ p, (size_t)n };
    return NULL;
}
