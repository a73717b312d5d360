/* fuzz_check.c - any bytes as plain text, through the record to the lint and the checks: marks stay inside the text,
 * and warnings name figures that are there. */
#include "fuzz.h"
#include "core/report/check_rules.h"
#include "read/lint/lint.h"

static error check_text(struct arena *a, struct bytes in, struct read_text *out)
{
    TRY(txt_read(a, in, out));
    struct record r = { .text = out->text };
    find_all(a, out->text, &(struct read_hints){ .body = S("") }, &r);
    struct lint lint = lint_record(a, &r);
    for (size_t i = 0; i < lint.n; i++)
        if (lint.list[i].span.from > lint.list[i].span.to || lint.list[i].span.to > r.text.n) __builtin_trap();
    struct warnings found = { .a = a };
    check_record(&found, &r);
    for (size_t i = 0; i < found.n; i++)
        for (size_t k = 0; k < found.list[i].seq_count; k++)
            if (!found.list[i].seqs[k] || found.list[i].seqs[k] > r.figure_count) __builtin_trap();
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_run(check_text, data, size); }
