/* bench_read.c - how fast documents become records and what memory it takes, beside what plain tools need for the
 * same bytes in the same run; and whether the cost grows as the size does.
 *
 *     bench_read GIAOBAN [FOLDER]        invented reports, or the files of a folder and of the folders in it
 *
 * Prints "name<TAB>number<TAB>unit" a line (bench/README.md). Speeds are megabytes (10^6) of document a second of
 * processor time on one core, so that a busy machine does not change them; times to wait are by the clock. */
#include "base/machine.h"
#include "invented.h"
#include "read/child.h"
#include "read/reader.h"
#include "vn/text.h"
#include "../tests/support/shapes.h"
#include "../tests/support/zips.h"
#include <fcntl.h>
#include <ftw.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CORPUS = 100 * 1000 * 1000, SMALLEST = 2000, LARGEST = 200 * 1000, FILES_MOST = 20000 };
enum { PAGE = 2600, ROUNDS = 41 };
enum { FIRST_SIZE = 1000, SIZES = 5 };         /* 1 kB, 10 kB ... 10 MB in one document */

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
static struct corpus invent(struct arena *a, const char *folder, uint32_t plain)
{
    struct corpus c = { .a = a,
                        .reports = NEW_N(a, struct str, CORPUS / SMALLEST),
                        .paths = NEW_N(a, char *, CORPUS / SMALLEST + 8) };
    for (size_t size = SMALLEST; c.bytes < CORPUS; size = size * 5 / 4 > LARGEST ? SMALLEST : size * 5 / 4) {
        struct str r = invented_text(a, c.count + 1, size, plain);
        c.paths[c.count] = str_z(a, str_fmt(a, "%s/%05zu.txt", folder, c.count));
        check(file_write(a, c.paths[c.count], (struct bytes){ (const unsigned char *)r.p, r.n }), "writing the corpus");
        c.reports[c.count++] = r;
        c.bytes += r.n;
    }
    return c;
}

struct work { struct arena *a; struct str text; size_t figures; };

static error read_text(void *arg)
{
    struct work *w = arg;
    struct read_hints hints = { .body = S("") };
    struct record *r;
    TRY(reader_read_text(w->a, w->text, &hints, &r));
    w->figures += r->figure_count;
    return NULL;
}

/* As a program does that reads one document after another: the arena goes back to a mark each time. */
static double in_memory(const struct corpus *c, size_t *figures)
{
    struct work w = { .a = arena_open((size_t)1024 * 1024 * 1024) };
    struct arena_mark mark = arena_mark(w.a);
    size_t bytes = 0;
    double start = processor_time();
    for (size_t i = 0; i < c->count; i++) {
        w.text = c->reports[i];
        if (!w.text.n) continue;
        check(arena_run(w.a, read_text, &w), "reading");
        bytes += w.text.n;
        arena_back(w.a, mark);
    }
    double spent = processor_time() - start;
    arena_close(w.a);
    *figures = w.figures;
    return (double)bytes / 1e6 / spent;
}

/* ---- how the cost grows ---- */

/* Processor time of one reading, the least of several; memory in bytes. */
static double one_reading(struct str text, size_t *memory)
{
    struct work w = { .a = arena_open((size_t)4 * 1024 * 1024 * 1024), .text = text };
    struct arena_mark mark = arena_mark(w.a);
    size_t rounds = text.n < 100000 ? 200000 / text.n + 3 : 3;
    double least = 1e9;
    for (size_t i = 0; i < rounds; i++) {
        double start = processor_time();
        check(arena_run(w.a, read_text, &w), "reading");
        double spent = processor_time() - start;
        if (spent < least) least = spent;
        *memory = arena_used(w.a);
        arena_back(w.a, mark);
    }
    arena_close(w.a);
    return least;
}

/* Least squares of log(time) over log(size): 1 is linear, 2 quadratic. And what a byte of the largest takes. */
static void growth(struct arena *a, const char *name, struct str (*make)(struct arena *, const void *, size_t),
                   const void *of)
{
    double sx = 0, sy = 0, sxx = 0, sxy = 0, time = 0;
    size_t memory = 0, n = 0;
    for (size_t size = FIRST_SIZE, i = 0; i < SIZES; i++, size *= 10) {
        struct arena_mark mark = arena_mark(a);
        struct str text = make(a, of, size);
        n = text.n;
        time = one_reading(text, &memory);
        double x = log((double)n), y = log(time);
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
        arena_back(a, mark);
    }
    char line[128];
    snprintf(line, sizeof line, "growth 1 kB to 10 MB, %s", name);
    say_number(line, (SIZES * sxy - sx * sy) / (SIZES * sxx - sx * sx), "exponent (bar 1.05)");
    snprintf(line, sizeof line, "10 MB, %s", name);
    say_number(line, (double)n / 1e6 / time, "MB/s");
    snprintf(line, sizeof line, "memory over 8 MiB, 10 MB, %s", name);
    say_number(line, ((double)memory - 8.0 * 1024 * 1024) / (double)n, "times the document (bar 12)");
}

static struct str make_report(struct arena *a, const void *unused, size_t size)
{
    (void)unused;
    return invented_report(a, 7, size);
}

static struct str make_shape(struct arena *a, const void *of, size_t size) { return shape_of(a, of, size); }

/* ---- other programs ---- */

struct spent { double processor, clock; };

/* A command over some files of the corpus, its output thrown away. false: there is no such program. */
static bool command(const struct corpus *c, size_t count, char *const *words, size_t word_count, struct spent *out)
{
    char **argv = NEW_N(c->a, char *, count + word_count + 1);
    memcpy(argv, words, word_count * sizeof *argv);
    memcpy(argv + word_count, c->paths, count * sizeof *argv);
    char *environment[] = { "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL };
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status;
    struct rusage used;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    double start = clock_time();
    int none = posix_spawnp(&pid, words[0], &actions, NULL, argv, environment);
    posix_spawn_file_actions_destroy(&actions);
    if (none) return false;
    if (wait4(pid, &status, 0, &used) != pid || !WIFEXITED(status)) {
        fprintf(stderr, "%s failed\n", words[0]);
        exit(1);
    }
    *out = (struct spent){ .clock = clock_time() - start };
    out->processor = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                     (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    return true;
}

/* Its speed over all files; 0 when there is no such program. */
static double speed(const struct corpus *c, char *const *words, size_t word_count)
{
    struct spent s;
    if (!command(c, c->count, words, word_count, &s)) return 0;
    return (double)c->bytes / 1e6 / s.processor;
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

/* ---- a corpus from a folder ---- */

static struct corpus *walked;

static int take_file(const char *path, const struct stat *st, int kind, struct FTW *where)
{
    (void)where;
    struct bytes content;
    struct corpus *c = walked;
    if (kind != FTW_F || !st->st_size || st->st_size > READ_LIMIT || c->count == FILES_MOST) return 0;
    check(file_read(c->a, path, READ_LIMIT, &content), path);
    c->paths[c->count] = str_z(c->a, str_c(path));
    /* in memory only what is text; a program of files reads them all */
    if (vn_is_utf8(content, NULL) && !memchr(content.p, 0, content.n) && content.p[0] != '<')
        c->reports[c->count] = (struct str){ (const char *)content.p, content.n };
    c->bytes += content.n;
    c->count++;
    return 0;
}

static struct corpus from_folder(struct arena *a, const char *folder)
{
    struct corpus c = { .a = a, .reports = NEW_N(a, struct str, FILES_MOST), .paths = NEW_N(a, char *, FILES_MOST) };
    walked = &c;
    if (nftw(folder, take_file, 16, FTW_PHYS) || !c.count) {
        fprintf(stderr, "%s: no file to read\n", folder);
        exit(1);
    }
    return c;
}

/* ---- all of it ---- */

static void say_kind(const char *kind, const char *name, double number, const char *unit)
{
    char line[128];
    snprintf(line, sizeof line, "%s%s", name, kind);
    say_number(line, number, unit);
}

static void speeds(const struct corpus *c, char *giaoban, const char *kind)
{
    size_t figures = 0;
    struct spent one, all;
    char threads[16];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    snprintf(threads, sizeof threads, "%ld", cores < 1 ? 1 : cores > 64 ? 64 : cores);
    double record = in_memory(c, &figures);
    if (!command(c, c->count, (char *[]){ giaoban, "read", "--json" }, 3, &one) ||
        !command(c, c->count, (char *[]){ giaoban, "read", "-j", threads, "--json" }, 5, &all)) {
        fprintf(stderr, "%s: no such program\n", giaoban);
        exit(1);
    }
    double json = (double)c->bytes / 1e6 / one.processor;
    double count = speed(c, (char *[]){ "wc", "-m" }, 2);
    double normal = speed(c, (char *[]){ "uconv", "-f", "utf8", "-t", "utf8", "-x", "any-nfc" }, 7);
    double convert = speed(c, (char *[]){ "iconv", "-f", "utf8", "-t", "utf16" }, 5);
    say_kind(kind, "read corpus", (double)c->bytes / 1e6, "MB");
    say_kind(kind, "read corpus files", (double)c->count, "files");
    say_kind(kind, "read figures found", (double)figures * 1e3 / (double)c->bytes, "figures a kB");
    say_kind(kind, "read text to record", record, "MB/s (bar 40)");
    say_kind(kind, "read files to JSON", json, "MB/s (bar 25)");
    say_kind(kind, "read files to JSON, by the clock", (double)c->bytes / 1e6 / one.clock, "MB/s");
    say_kind(kind, "read -j, all cores, by the clock", (double)c->bytes / 1e6 / all.clock, "MB/s");
    say_kind(kind, "wc -m, same bytes", count, "MB/s");
    if (normal > 0) say_kind(kind, "ICU to NFC (uconv), same bytes", normal, "MB/s");
    say_kind(kind, "iconv to UTF-16, same bytes", convert, "MB/s");
    say_kind(kind, "text to record over wc -m", record / count, "times");
    if (normal > 0) say_kind(kind, "text to record over ICU to NFC", record / normal, "times");
    say_kind(kind, "text to record over iconv", record / convert, "times");
}

int main(int argc, char **argv)
{
    char *giaoban = argc > 1 ? argv[1] : "build/giaoban";
    struct arena *a = arena_open((size_t)4 * 1024 * 1024 * 1024);
    child_program(giaoban, 0);
    if (argc > 2) {
        struct corpus c = from_folder(a, argv[2]);
        speeds(&c, giaoban, "");
        arena_close(a);
        return 0;
    }
    const char *folder = str_z(a, str_fmt(a, "/tmp/giaoban-bench-%d", getpid()));
    if (mkdir(folder, 0700)) return 1;
    for (uint32_t i = 0; i < 2; i++) {
        struct corpus c = invent(a, folder, i ? REPORT : NEWS);
        speeds(&c, giaoban, i ? ", reports" : ", prose as dense as news");
        for (size_t k = 0; k < c.count; k++) unlink(c.paths[k]);
    }
    rmdir(folder);
    growth(a, "prose", make_report, NULL);
    for (size_t i = 0; i < COUNT(shapes); i++) growth(a, shapes[i].name, make_shape, &shapes[i]);
    say_number("docx of 1 page, sandboxed", through_child(a, docx_of(a, 1)), "ms");
    say_number("docx of 20 pages, sandboxed", through_child(a, docx_of(a, 20)), "ms (bar 50)");
    arena_close(a);
    return 0;
}
