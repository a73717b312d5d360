/* signs.c - prints, for each figure of the texts it is given, the signs that its confidence is taken from, as a number,
 * and the confidence: "= FILE", then a line a figure. For tools/calibrate.py. */
#include "base/machine.h"
#include "read/reader.h"
#include <stdio.h>

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        struct arena *a = arena_open((size_t)512 << 20);
        struct read_hints hints = { .received = { 0 } };
        struct record *r = NULL;
        struct bytes in;
        error e = file_read(a, argv[i], READ_LIMIT, &in);
        if (!e) e = reader_read(a, in, str_c(argv[i]), &hints, &r);
        if (e) {
            fprintf(stderr, "%s: không đọc được\n", argv[i]);
            return 1;
        }
        printf("= %s\n", argv[i]);
        for (size_t k = 0; k < r->figure_count; k++)
            printf("%llu %u\n", (unsigned long long)r->figures[k].signs, r->figures[k].confidence);
        arena_close(a);
    }
    return 0;
}
