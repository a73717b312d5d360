/* cmd_read.c - `giaoban read`: documents in, records out, for programs (JSON) and for people (a table).
 *
 * A file that cannot be read says why on standard error and the others go on; the exit code is the
 * worst of all. With --json it is 0 whenever every file gave a record, also one without figures. */
#include "cli/alias_file.h"
#include "cli/command.h"
#include "cli/read_jobs.h"
#include "cli/read_table.h"
#include "base/machine.h"
#include "read/reader.h"
#include "vn/text.h"
#include <stdio.h>
#include <unistd.h>

struct options { struct read_hints hints; bool json; };
struct one_file {
    struct arena *a; const char *path; const struct options *options;
    struct buf out; bool nothing; int unclear;
};

/* "trang 3/12", over and over on one line of the terminal, for those who wait. */
static bool page_said(void *of, int done, int all)
{
    int *last = of;
    if (all && done != *last) fprintf(stderr, say("\rĐang đọc trang %d/%d… "), done < all ? done + 1 : all, all);
    *last = done;
    return true;
}

static void say_unclear(const struct one_file *f)
{
    if (f->unclear >= UNCLEAR_MUCH)
        fprintf(stderr, say("%s: Ảnh không rõ: khoảng %d%% số chữ đọc chưa chắc. Hãy đối chiếu với ảnh, hoặc chụp lại "
                            "rõ hơn, đủ sáng, thẳng trang.\n"), f->path, f->unclear);
}

/* A name that is no text is still a name: what cannot be read of it becomes "?". */
static struct str name_of(struct arena *a, const char *path)
{
    struct str name;
    size_t n = strlen(path);
    if (!vn_text(a, (struct bytes){ (const unsigned char *)path, n }, &name)) return name;
    char *p = arena_get(a, n + 1);
    for (size_t i = 0; i < n; i++) p[i] = (unsigned char)path[i] < 0x80 ? path[i] : '?';
    return (struct str){ p, n };
}

static error read_one(void *arg)
{
    struct one_file *f = arg;
    struct bytes document;
    struct record *r;
    bool standard = !strcmp(f->path, "-");
    error e = standard ? file_read_fd(f->a, STDIN_FILENO, READ_LIMIT, &document)
                       : file_read(f->a, f->path, READ_LIMIT, &document);
    if (e && e->kind == ERR_MISSING) return FAIL_AS(f->a, ERR_INPUT, e, "Không có tệp này. Hãy kiểm tra lại tên tệp.");
    if (e && e->kind == ERR_TOO_LARGE)
        return FAIL_AS(f->a, ERR_TOO_LARGE, e, "Tệp lớn hơn %d MB. Hãy bỏ bớt ảnh hoặc chia thành nhiều tệp nhỏ hơn.",
                       READ_LIMIT / (1024 * 1024));
    if (e) return e;
    TRY(reader_read(f->a, document, standard ? S("") : name_of(f->a, f->path), &f->options->hints, &r));
    if (f->options->json) record_write(&f->out, r);
    else read_table(&f->out, r);
    buf_char(&f->out, '\n');
    f->unclear = reader_unclear(r);
    f->nothing = !r->figure_count && !r->meeting && !r->model_count && !r->task_count;
    return NULL;
}

static int exit_code(const struct one_file *f, error e)
{
    return e ? err_exit(e->kind) : f->nothing && !f->options->json ? 1 : 0;
}

static void to_stdout(void *unused, struct bytes part)
{
    (void)unused;
    fwrite(part.p, 1, part.n, stdout);
}

/* One after the other; an answer is printed while it is written, so that it is never held as a whole. */
static int read_in_turn(struct arena *a, char **paths, size_t count, struct options *options)
{
    int worst = 0, page = -1;
    const struct read_progress progress = { .page = page_said, .of = &page };
    if (isatty(STDERR_FILENO)) options->hints.progress = &progress;
    for (size_t i = 0; i < count; i++) {
        struct arena_mark mark = arena_mark(a);
        struct one_file f = { .a = a, .path = paths[i], .options = options, .out = buf_open(a) };
        f.out.drain = to_stdout;
        error e = arena_run(a, read_one, &f);
        if (page >= 0) fputs("\r\033[K", stderr);
        page = -1;
        say_unclear(&f);
        if (!e) buf_drain(&f.out);
        else {
            fflush(stdout);
            fprintf(stderr, "%s: %s\n", f.path, e->said);
        }
        int code = exit_code(&f, e);
        if (code > worst) worst = code;
        arena_back(a, mark);
    }
    return worst;
}

static error run_inside(void *arg)
{
    struct one_file *f = arg;
    return arena_run(f->a, read_one, f);
}

/* The same for read_jobs_run(). Memory may run out in either arena. */
static void read_apart(struct arena *a, struct arena *keep, const char *path, const void *of, struct read_done *done)
{
    struct one_file f = { .a = a, .path = path, .options = of, .out = buf_open(keep) };
    error e = arena_run(keep, run_inside, &f);
    say_unclear(&f);
    *done = (struct read_done){ .out = e ? S("") : buf_done(&f.out), .said = S(""), .code = exit_code(&f, e) };
    if (!e) return;
    arena_reset(keep);
    done->said = str_fmt(keep, "%s: %s\n", path, e->said);
}

/* "-j 4" or "-j4"; false: no such number. */
static bool threads_read(char **argv, int argc, int *at, size_t *threads)
{
    int64_t n;
    const char *number = argv[*at] + 2;
    if (!*number && ++*at < argc) number = argv[*at];
    if (!str_int(str_c(number), &n) || n < 1 || n > READ_THREADS_MOST) return false;
    *threads = (size_t)n;
    return true;
}

error cmd_read(struct arena *a, int argc, char **argv, int *code)
{
    struct options options = { .hints = { .body = S("") } };
    size_t threads = 1;
    int at = 1;
    for (; at < argc && (!strncmp(argv[at], "--", 2) || !strncmp(argv[at], "-j", 2)); at++) {
        if (!strcmp(argv[at], "--json")) options.json = true;
        else if (argv[at][1] == 'j') {
            if (!threads_read(argv, argc, &at, &threads))
                return FAIL(a, ERR_USAGE, "Sau -j cần một số từ 1 đến %d.", READ_THREADS_MOST);
        } else if (!strcmp(argv[at], "--on") && at + 1 < argc && day_read(str_c(argv[at + 1]), &options.hints.received))
            at++;
        else if (!strcmp(argv[at], "--on")) return FAIL(a, ERR_USAGE, "Sau --on cần một ngày viết kiểu 2023-07-27.");
        else if (!strcmp(argv[at], "--aliases") && at + 1 < argc) {
            TRY(alias_file_read(a, argv[++at], &options.hints));
        } else return FAIL(a, ERR_USAGE, "Không có lựa chọn “%s”.", argv[at]);
    }
    if (at >= argc) return FAIL(a, ERR_USAGE, "Chưa có tên tệp nào để đọc.");
    size_t count = (size_t)(argc - at);
    *code = threads > 1 ? read_jobs_run(argv + at, count, threads, read_apart, &options)
                        : read_in_turn(a, argv + at, count, &options);
    return NULL;
}
