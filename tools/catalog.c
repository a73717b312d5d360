/* catalog.c - turns a message catalogue into C: catalog <lang/en.po >said.c
 *
 * Reads the part of the gettext format that lang/en.po uses: msgid and msgstr, quoted lines that
 * follow on, comments. Entries without a translation and fuzzy ones are left out; msgfmt -c checks
 * the rest (formats that differ) in make check. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry { char *id, *str; };
static struct entry list[8192];
static size_t count;

static int by_id(const void *x, const void *y)
{
    /* The strings are still escaped; what they stand for decides the order the program searches in. */
    return strcmp(((const struct entry *)x)->id, ((const struct entry *)y)->id);
}

static char *add(char *to, const char *line)
{
    const char *from = strchr(line, '"'), *end = strrchr(line, '"');
    if (!from || end <= from) return to;
    size_t old = to ? strlen(to) : 0, n = (size_t)(end - from - 1), at = old;
    char *s = realloc(to, old + n + 1);
    if (!s) exit(1);
    for (const char *p = from + 1; p < end; p++) {
        if (*p != '\\') { s[at++] = *p; continue; }
        p++;
        s[at++] = *p == 'n' ? '\n' : *p == 't' ? '\t' : *p;
    }
    s[at] = 0;
    return s;
}

static void print(const char *s)
{
    putchar('"');
    for (; *s; s++) {
        if (*s == '\n') fputs("\\n", stdout);
        else if (*s == '"' || *s == '\\') printf("\\%c", *s);
        else putchar(*s);
    }
    putchar('"');
}

int main(void)
{
    char line[8192];
    int in_str = 0, fuzzy = 0, next_fuzzy = 0;
    struct entry e = { 0 };
    for (;;) {
        int more = fgets(line, sizeof line, stdin) != NULL;
        if (more && !strncmp(line, "#, fuzzy", 8)) { next_fuzzy = 1; continue; }
        if (!more || !strncmp(line, "msgid ", 6)) {
            if (e.id && *e.id && e.str && *e.str && !fuzzy) {
                if (count == sizeof list / sizeof *list) { fputs("catalog: too many entries\n", stderr); return 1; }
                list[count++] = e;
            }
            if (!more) break;
            e = (struct entry){ 0 };
            in_str = 0;
            fuzzy = next_fuzzy;
            next_fuzzy = 0;
            e.id = add(NULL, line);
        } else if (!strncmp(line, "msgstr ", 7)) {
            in_str = 1;
            e.str = add(NULL, line);
        } else if (*line == '"') {
            if (in_str) e.str = add(e.str, line);
            else e.id = add(e.id, line);
        }
    }
    qsort(list, count, sizeof *list, by_id);
    printf("/* made by tools/catalog.c */\n#include \"base/say.h\"\nconst struct said said_list[] = {\n");
    for (size_t i = 0; i < count; i++) {
        fputs("    { ", stdout);
        print(list[i].id);
        fputs(", ", stdout);
        print(list[i].str);
        puts(" },");
    }
    printf("    { 0 }\n};\nconst size_t said_count = %zu;\n", count);
    return 0;
}
