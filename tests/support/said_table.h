/* said_table.h - a table of texts and what the reader must say of each: a line of text ("⏎" ends a line of it), a line
 * of what is wanted, an empty line. */
#ifndef TESTS_SAID_TABLE_H
#define TESTS_SAID_TABLE_H
#include "base/machine.h"
#include "read/reader.h"
#include "vn/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static inline struct str table_text(struct arena *a, struct str line)
{
    struct buf text = buf_open(a);
    for (size_t i = 0; i < line.n; i++)
        if (str_starts(str_cut(line, i, line.n), S("⏎"))) {
            buf_char(&text, '\n');
            i += 2;
        } else buf_char(&text, line.p[i]);
    return buf_done(&text);
}

/* told: what the record says, in the form of the wanted line. Fails when a row differs or the table has not more than
 * `least` rows. */
static inline void said_table(const char *path, size_t least,
                              struct str (*told)(struct arena *a, const struct record *r, struct str want))
{
    struct arena *a = arena_open(256 << 20);
    struct bytes in;
    struct str rest, line, want;
    assert_null(file_read(a, path, 1 << 20, &in));
    assert_null(vn_text(a, in, &rest));
    size_t rows = 0, wrong = 0;
    while (str_next(&rest, '\n', &line)) {
        if (!line.n) continue;
        assert_true(str_next(&rest, '\n', &want));
        struct record *r = NEW(a, struct record);
        find_all(a, table_text(a, line), NULL, r);
        struct str got = told(a, r, want);
        rows++;
        if (str_is(got, want)) continue;
        wrong++;
        print_message("%.*s\n  want %.*s\n  got  %.*s\n", STR(line), STR(want), STR(got));
    }
    assert_true(rows > least);
    assert_int_equal(wrong, 0);
    arena_close(a);
}
#endif
