/* bench_read.c - how fast documents become records, beside what two plain tools need for the same bytes.
 *
 * Prints "name<TAB>number<TAB>unit" a line (bench/README.md). Speeds are megabytes (10^6) of document a second of
 * processor time on one core, so that a busy machine does not change them; times to wait are by the clock. */
#include "base/machine.h"
#include "invented.h"
#include "read/child.h"
#include "read/reader.h"
#include "../tests/support/zips.h"
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CORPUS = 52 * 1000 * 1000, SMALLEST = 2000, LARGEST = 200 * 1000, PAGE = 2600, ROUNDS = 41 };

struct corpus { struct arena *a; struct str *reports; char **paths; size_t count, bytes; };

static double processor_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double clock_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void say_number(const char *name, double number, const char *unit)
{
    printf("%s\t%.2f\t%s\n", name, number, unit);
    fflush(stdout);
}

static void check(error e, const char *what)
{
    if (!e) return;
    fprintf(stderr, "%s: %s\n", what, e->said);
    exit(1);
}

/* Sizes spread evenly over the orders of size, so that short reports are many and long ones weigh. */
static struct corpus invent(struct arena *a, const char *folder)
{
    struct corpus c = { .a = a,
                        .reports = NEW_N(a, struct str, CORPUS / SMALLEST),
                        .paths = NEW_N(a, char *, CORPUS / SMALLEST + 8) };
    for (size_t size = SMALLEST; c.bytes < CORPUS; size = size * 5 / 4 > LARGEST ? SMALLEST : size * 5 / 4) {
        struct str r = invented_report(a, c.count + 1, size);
        c.paths[c.count] = str_z(a, str_fmt(a, "%s/%05zu.txt", folder, c.count));
        check(file_write(a, c.paths[c.count], (struct bytes){ (const unsigned char *)r.p, r.n }), "writing the corpus");
        c.reports[c.count++] = r;
        c.bytes += r.n;
    }
    return c;
}

static double in_memory(const struct corpus *c, size_t *figures)
{
    struct arena *a = arena_open((size_t)512 * 1024 * 1024);
    struct read_hints hints = { .body = S("") };
    double start = processor_time();
    for (size_t i = 0; i < c->count; i++) {
        struct record *r;
        check(reader_read_text(a, c->reports[i], &hints, &r), "reading");
        *figures += r->figure_count;
        arena_reset(a);
    }
    double spent = processor_time() - start;
    arena_close(a);
    return (double)c->bytes / 1e6 / spent;
}

/* Processor time of a command over all files of the corpus, its output thrown away. */
static double command(const struct corpus *c, char *const *words, size_t word_count)
{
    char **argv = NEW_N(c->a, char *, c->count + word_count + 1);
    memcpy(argv, words, word_count * sizeof *argv);
    memcpy(argv + word_count, c->paths, c->count * sizeof *argv);
    char *environment[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL };
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status;
    struct rusage used;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&pid, words[0], &actions, NULL, argv, environment) || wait4(pid, &status, 0, &used) != pid ||
        status) {
        fprintf(stderr, "%s failed\n", words[0]);
        exit(1);
    }
    posix_spawn_file_actions_destroy(&actions);
    double spent = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                   (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    return (double)c->bytes / 1e6 / spent;
}

/* A document of so many pages, with the properties that word processors put on every run. */
static struct bytes docx_of(struct arena *a, size_t pages)
{
    struct str text = invented_report(a, 1, pages * PAGE), line;
    struct buf xml = buf_open(a);
    buf_c(&xml, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document "
                "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
    while (str_next(&text, '\n', &line)) {
        buf_c(&xml, "<w:p w:rsidR=\"00A77B3E\" w:rsidRDefault=\"00A77B3E\"><w:pPr><w:spacing w:before=\"120\" "
                    "w:after=\"120\"/><w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/></w:pPr>");
        for (size_t from = 0, to; from < line.n; from = to) {
            size_t blank = str_find(line, S(" "), from + 40);
            to = blank == SIZE_MAX ? line.n : blank;
            buf_fmt(&xml,
                    "<w:r w:rsidRPr=\"00C12D4F\"><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New "
                    "Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/>"
                    "<w:szCs w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">%.*s</w:t></w:r>",
                    STR(str_cut(line, from, to)));
        }
        buf_c(&xml, "</w:p>");
    }
    buf_c(&xml, "</w:body></w:document>");
    struct part part = { "word/document.xml", buf_done(&xml) };
    return zip_of(a, &part, 1);
}

static int by_size(const void *x, const void *y)
{
    double p = *(const double *)x, q = *(const double *)y;
    return (p > q) - (p < q);
}

/* The median time to wait for a document through the locked child, process start and all. */
static double through_child(struct arena *a, struct bytes document)
{
    double spent[ROUNDS];
    for (size_t i = 0; i < ROUNDS; i++) {
        struct arena_mark mark = arena_mark(a);
        struct read_text t;
        double start = clock_time();
        check(child_convert(a, document, FORMAT_DOCX, &t), "docx");
        spent[i] = clock_time() - start;
        arena_back(a, mark);
    }
    qsort(spent, ROUNDS, sizeof *spent, by_size);
    return spent[ROUNDS / 2] * 1000;
}

int main(int argc, char **argv)
{
    char *giaoban = argc > 1 ? argv[1] : "build/giaoban";
    struct arena *a = arena_open((size_t)1024 * 1024 * 1024);
    const char *folder = str_z(a, str_fmt(a, "/tmp/giaoban-bench-%d", getpid()));
    if (mkdir(folder, 0700)) return 1;
    struct corpus c = invent(a, folder);
    size_t figures = 0;
    double record = in_memory(&c, &figures);
    double json = command(&c, (char *[]){ giaoban, "read", "--json" }, 3);
    double count = command(&c, (char *[]){ "wc", "-m" }, 2);
    double convert = command(&c, (char *[]){ "iconv", "-f", "utf8", "-t", "utf16" }, 5);
    for (size_t i = 0; i < c.count; i++) unlink(c.paths[i]);
    rmdir(folder);
    say_number("read corpus", (double)c.bytes / 1e6, "MB");
    say_number("read corpus files", (double)c.count, "files");
    say_number("read figures found", (double)figures, "figures");
    say_number("read text to record", record, "MB/s");
    say_number("read files to JSON", json, "MB/s");
    say_number("wc -m, same bytes", count, "MB/s");
    say_number("iconv to UTF-16, same bytes", convert, "MB/s");
    say_number("text to record over wc -m", record / count, "times");
    say_number("text to record over iconv", record / convert, "times");
    child_program(giaoban, 0);
    say_number("docx of 1 page, sandboxed", through_child(a, docx_of(a, 1)), "ms");
    say_number("docx of 20 pages, sandboxed", through_child(a, docx_of(a, 20)), "ms");
    arena_close(a);
    return 0;
}
