/* cmd_read.c - `giaoban read`: documents in, records out, for programs (JSON) and for people (a table).
 *
 * A file that cannot be read says why on standard error and the others go on; the exit code is the
 * worst of all. With --json it is 0 whenever every file gave a record, also one without figures. */
#include "cli/command.h"
#include "cli/read_table.h"
#include "base/machine.h"
#include "read/reader.h"
#include "vn/text.h"
#include <stdio.h>
#include <unistd.h>

struct one_file { struct arena *a; const char *path; const struct read_hints *hints; bool json; bool nothing; };

static void print(struct buf *b)
{
    fwrite(b->p, 1, b->n, stdout);
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
    TRY(reader_read(f->a, document, standard ? S("") : name_of(f->a, f->path), f->hints, &r));
    struct buf out = buf_open(f->a);
    if (f->json) record_write(&out, r);
    else read_table(&out, r);
    buf_char(&out, '\n');
    print(&out);
    f->nothing = !r->figure_count && !r->meeting && !r->model_count && !r->task_count;
    return NULL;
}

error cmd_read(struct arena *a, int argc, char **argv, int *code)
{
    struct read_hints hints = { .body = S("") };
    bool json = false;
    int at = 1;
    for (; at < argc && !strncmp(argv[at], "--", 2); at++) {
        if (!strcmp(argv[at], "--json")) json = true;
        else if (!strcmp(argv[at], "--on") && at + 1 < argc && day_read(str_c(argv[at + 1]), &hints.received)) at++;
        else if (!strcmp(argv[at], "--on")) return FAIL(a, ERR_USAGE, "Sau --on cần một ngày viết kiểu 2023-07-27.");
        else return FAIL(a, ERR_USAGE, "Không có lựa chọn “%s”.", argv[at]);
    }
    if (at == argc) return FAIL(a, ERR_USAGE, "Chưa có tên tệp nào để đọc.");
    int worst = 0;
    for (; at < argc; at++) {
        struct arena_mark mark = arena_mark(a);
        struct one_file f = { .a = a, .path = argv[at], .hints = &hints, .json = json };
        error e = arena_run(a, read_one, &f);
        if (e) {
            fflush(stdout);
            fprintf(stderr, "%s: %s\n", f.path, e->said);
        }
        int this = e ? err_exit(e->kind) : f.nothing && !json ? 1 : 0;
        if (this > worst) worst = this;
        arena_back(a, mark);
    }
    *code = worst;
    return NULL;
}
