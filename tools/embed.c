/* embed.c - puts files into the program: embed FILE... >embedded.c
 *
 * The table is sorted by path, byte by byte, as base/embedded.c searches it. The hash is FNV-1a: it
 * only has to change when the content does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *x, const void *y) { return strcmp(*(char *const *)x, *(char *const *)y); }

static const char *type_of(const char *path)
{
    static const char *const types[][2] = {
        { ".css", "text/css; charset=utf-8" }, { ".js", "text/javascript; charset=utf-8" },
        { ".svg", "image/svg+xml" }, { ".woff2", "font/woff2" }, { ".png", "image/png" },
        { ".tsv", "text/tab-separated-values; charset=utf-8" }, { ".txt", "text/plain; charset=utf-8" },
    };
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
        if (!strcmp(dot, types[i][0])) return types[i][1];
    return "application/octet-stream";
}

static unsigned char *read_whole(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END)) { perror(path); exit(1); }
    long size = ftell(f);
    rewind(f);
    unsigned char *p = malloc((size_t)size + 1);
    if (size < 0 || !p || fread(p, 1, (size_t)size, f) != (size_t)size) { perror(path); exit(1); }
    fclose(f);
    *n = (size_t)size;
    return p;
}

int main(int argc, char **argv)
{
    size_t n = (size_t)argc - 1;
    char **path = argv + 1;
    unsigned long long *hash = calloc(n + 1, sizeof *hash);
    size_t *size = calloc(n + 1, sizeof *size);
    if (!hash || !size) return 1;
    qsort(path, n, sizeof *path, by_name);
    printf("/* made by tools/embed.c */\n#include \"base/machine.h\"\n");
    for (size_t i = 0; i < n; i++) {
        unsigned char *p = read_whole(path[i], &size[i]);
        hash[i] = 14695981039346656037ull;
        printf("static const unsigned char f%zu[] = {", i);
        for (size_t k = 0; k < size[i]; k++) {
            hash[i] = (hash[i] ^ p[k]) * 1099511628211ull;
            printf("%s%u,", k % 32 ? "" : "\n", p[k]);
        }
        printf("0};\n");
        free(p);
    }
    printf("const struct embedded embedded_files[] = {\n");
    for (size_t i = 0; i < n; i++)
        printf("    { \"%s\", \"%s\", \"%016llx\", { f%zu, %zu } },\n", path[i], type_of(path[i]), hash[i], i, size[i]);
    printf("    { 0 }\n};\nconst size_t embedded_count = %zu;\n", n);
    free(hash);
    free(size);
    return 0;
}
