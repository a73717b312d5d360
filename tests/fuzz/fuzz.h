/* fuzz.h - what every fuzz target does with one input: run it in an arena of its own and hold the answer to its
 * promises. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H
#include "read/format/format.h"
#include "vn/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FUZZ_MEMORY = 64 * 1024 * 1024 };
typedef error fuzz_reader(struct arena *a, struct bytes in, struct read_text *out);
struct fuzz_try { struct arena *a; fuzz_reader *read; struct bytes in; };

/* Text that was read is text, tidy as format.h promises; a refusal has a kind and words. */
static inline error fuzz_one(void *arg)
{
    struct fuzz_try *t = arg;
    struct read_text got = { .format = FORMAT_COUNT };
    error e = t->read(t->a, t->in, &got);
    if (e) {
        if (e->kind != ERR_INPUT && e->kind != ERR_FORMAT && e->kind != ERR_TOO_LARGE && e->kind != ERR_MEMORY)
            __builtin_trap();
        if (!e->said || !*e->said) __builtin_trap();
        return NULL;
    }
    size_t bad;
    struct str text = got.text, line;
    if (!text.n || !got.encoding.n || got.format == FORMAT_COUNT) __builtin_trap();
    if (!vn_is_utf8((struct bytes){ (const unsigned char *)text.p, text.n }, &bad) ||
        !str_is(vn_nfc(t->a, text), text))
        __builtin_trap();
    while (str_next(&text, '\n', &line))
        if (!line.n || str_trim(line).n != line.n || memchr(line.p, '\r', line.n) || memchr(line.p, 0, line.n))
            __builtin_trap();
    return NULL;
}

static inline int fuzz_run(fuzz_reader *read, const uint8_t *data, size_t size)
{
    struct arena *a = arena_open(FUZZ_MEMORY);
    struct fuzz_try t = { a, read, { data, size } };
    error e = arena_run(a, fuzz_one, &t);       /* running out of memory is an answer too */
    arena_close(a);
    return e && e->kind != ERR_MEMORY ? -1 : 0;
}
#endif
