/* fuzz_text.c - any bytes as plain text, through to the record: every span stays inside the text it points into. */
#include "fuzz.h"

static void inside(struct span s, struct str text)
{
    if (s.from > s.to || s.to > text.n) __builtin_trap();
}

static error read_all(struct arena *a, struct bytes in, struct read_text *out)
{
    TRY(txt_read(a, in, out));
    struct read_hints hints = { .body = S("") };
    struct record r = { .text = out->text };
    struct buf json = buf_open(a);
    find_all(a, out->text, &hints, &r);
    for (size_t i = 0; i < r.figure_count; i++) inside(r.figures[i].span, r.text);
    for (size_t i = 0; i < r.people_count; i++) inside(r.people[i].span, r.text);
    for (size_t i = 0; i < r.model_count; i++) inside(r.models[i].span, r.text);
    for (size_t i = 0; i < r.task_count; i++) inside(r.tasks[i].span, r.text);
    for (size_t i = 0; i < r.repeat_count; i++) inside(r.repeats[i], r.text);
    record_write(&json, &r);
    size_t bad;
    if (!vn_is_utf8((struct bytes){ (const unsigned char *)json.p, json.n }, &bad) || memchr(json.p, '\n', json.n))
        __builtin_trap();
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_run(read_all, data, size); }
