/* cmd_lint.c - `giaoban lint`: what does not add up in a document and what an editor would mark, a line each:
 * FILE:LINE:COLUMN: sentence. Line and column are of the text that was read, a paragraph a line. Changes nothing.
 *
 * Exit code 1 when there is anything to look at, so a script can stop; notes alone do not count. */
#include "base/machine.h"
#include "cli/command.h"
#include "core/report/check_rules.h"
#include "read/lint/lint.h"
#include "read/reader.h"
#include "vn/text.h"
#include <stdio.h>
#include <unistd.h>

struct lint_one { struct arena *a; const char *path; bool words, figures, found; };

static void put(struct buf *b, const struct lint_one *o, struct str text, struct span at, struct str sentence)
{
    size_t line, column;
    lint_place(text, at.from, &line, &column);
    buf_fmt(b, "%s:%zu:%zu: %.*s\n", o->path, line, column, STR(sentence));
}

static error lint_file(void *arg)
{
    struct lint_one *o = arg;
    struct bytes document;
    struct record *r;
    struct str name = S("");
    if (strcmp(o->path, "-") != 0) {
        TRY(file_read(o->a, o->path, READ_LIMIT, &document));
        error e = vn_text(o->a, (struct bytes){ (const unsigned char *)o->path, strlen(o->path) }, &name);
        if (e) name = S("");
    } else {
        TRY(file_read_fd(o->a, STDIN_FILENO, READ_LIMIT, &document));
    }
    TRY(reader_read(o->a, document, name, &(struct read_hints){ .body = S("") }, &r));
    struct buf out = buf_open(o->a);
    struct warnings warnings = { .a = o->a };
    if (o->figures) check_record(&warnings, r);
    for (size_t i = 0; i < warnings.n; i++) {
        put(&out, o, r->text, warnings.list[i].span, warnings.list[i].sentence);
        o->found |= warnings.list[i].severity > SEVERITY_NOTE;
    }
    struct lint found = lint_record(o->a, r);
    for (size_t i = 0; i < found.n && o->words; i++) {
        put(&out, o, r->text, found.list[i].span, found.list[i].sentence);
        o->found |= !found.list[i].note;
    }
    if (found.more && o->words) buf_fmt(&out, say("%s: còn %zu chỗ cùng loại không kể hết.\n"), o->path, found.more);
    fwrite(out.p, 1, out.n, stdout);
    return NULL;
}

error cmd_lint(struct arena *a, int argc, char **argv, int *code)
{
    bool words = true, figures = true;
    int at = 1;
    for (; at < argc && !strncmp(argv[at], "--", 2); at++) {
        if (!strcmp(argv[at], "--words")) figures = false;
        else if (!strcmp(argv[at], "--figures")) words = false;
        else return FAIL(a, ERR_USAGE, "Không có lựa chọn “%s”.", argv[at]);
    }
    if (at == argc) return FAIL(a, ERR_USAGE, "Chưa có tên tệp nào để đọc.");
    int worst = 0;
    for (; at < argc; at++) {
        struct arena_mark mark = arena_mark(a);
        struct lint_one one = { .a = a, .path = argv[at], .words = words, .figures = figures };
        error e = arena_run(a, lint_file, &one);
        if (e) {
            fflush(stdout);
            fprintf(stderr, "%s: %s\n", one.path, e->said);
        }
        int this = e ? err_exit(e->kind) : one.found;
        if (this > worst) worst = this;
        arena_back(a, mark);
    }
    *code = worst;
    return NULL;
}
