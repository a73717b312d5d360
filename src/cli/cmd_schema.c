/* cmd_schema.c - `giaoban schema`: prints docs/schema.md from the migrations and their comments.
 *
 * Reads the migrations as they are written by hand: a comment of -- lines stands above its table; a column or
 * a constraint stands between top-level commas. */
#include "cli/command.h"
#include "base/machine.h"
#include <stdio.h>

static void comment_line(struct buf *about, struct str line)
{
    struct str text = str_trim(str_cut(line, 2, line.n));
    if (about->n) buf_char(about, ' ');
    buf_str(about, text);
}

/* A cell of a Markdown table: no bar, no line break. */
static void cell(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '|') buf_char(out, '\\');
        buf_char(out, s.p[i] == '\n' ? ' ' : s.p[i]);
    }
}

static bool is_constraint(struct str part)
{
    return str_starts(part, S("PRIMARY KEY")) || str_starts(part, S("UNIQUE"))
        || str_starts(part, S("FOREIGN KEY")) || str_starts(part, S("CHECK"));
}

/* One column "name TYPE the rest" as a row, or a constraint as a line kept for the end. */
static void column(struct buf *out, struct buf *constraints, struct str part)
{
    struct str name, type, rest = str_trim(part);
    if (!rest.n) return;
    if (is_constraint(rest)) {
        buf_c(constraints, constraints->n ? "; `" : "`");
        cell(constraints, rest);
        buf_char(constraints, '`');
        return;
    }
    bool whole = str_next(&rest, ' ', &name) && str_next(&rest, ' ', &type);
    assert(whole);
    buf_fmt(out, "| `%.*s` | %.*s | ", STR(name), STR(type));
    cell(out, str_trim(rest));
    buf_c(out, " |\n");
}

/* text starts behind "CREATE TABLE "; gives how far the table goes. */
static size_t table(struct buf *out, struct str text, struct str about)
{
    size_t at = str_find(text, S("("), 0);
    assert(at != SIZE_MAX);
    struct buf constraints = buf_open(out->a);
    struct str name = str_trim(str_cut(text, 0, at));
    buf_fmt(out, "\n## %.*s\n\n%.*s%s| column | type | rules |\n| --- | --- | --- |\n", STR(name), STR(about),
        about.n ? "\n\n" : "");
    int depth = 1;
    size_t from = ++at;
    for (; depth; at++) {
        assert(at < text.n);
        if (text.p[at] == '(') depth++;
        if (text.p[at] == ')') depth--;
        if (depth && (depth > 1 || text.p[at] != ',')) continue;
        column(out, &constraints, str_cut(text, from, at));
        from = at + 1;
    }
    if (constraints.n) buf_fmt(out, "\n%.*s\n", STR(buf_done(&constraints)));
    return at;
}

/* line is "ALTER TABLE figure ADD COLUMN name TYPE the rest;" */
static void added_column(struct buf *out, struct str line, struct str about)
{
    struct str rest = str_cut(line, S("ALTER TABLE ").n, line.n), name, column, add = S("ADD COLUMN ");
    bool whole = str_next(&rest, ' ', &name) && str_starts(rest, add);
    assert(whole);
    column = str_trim(str_cut(rest, add.n, rest.n));
    if (str_ends(column, S(";"))) column.n--;
    buf_fmt(out, "\nColumn of `%.*s`: `%.*s`. %.*s\n", STR(name), STR(column), STR(about));
}

static void migration(struct buf *out, struct str text)
{
    struct buf about = buf_open(out->a);
    size_t at = 0;
    while (at < text.n) {
        size_t end = str_find(text, S("\n"), at);
        if (end == SIZE_MAX) end = text.n;
        struct str line = str_cut(text, at, end);
        if (str_starts(line, S("--"))) comment_line(&about, line);
        else if (!str_trim(line).n && about.n) {
            /* a comment with a blank line behind it is about the whole file */
            buf_fmt(out, "\n%.*s\n", STR(buf_done(&about)));
            about = buf_open(out->a);
        } else if (str_starts(line, S("CREATE TABLE "))) {
            at += S("CREATE TABLE ").n;
            at += table(out, str_cut(text, at, text.n), buf_done(&about));
            about = buf_open(out->a);
            continue;
        } else if (str_starts(line, S("ALTER TABLE "))) {
            added_column(out, line, buf_done(&about));
            about = buf_open(out->a);
        } else if (str_starts(line, S("CREATE INDEX "))) {
            struct str index = str_trim(str_cut(line, S("CREATE INDEX ").n, line.n));
            buf_fmt(out, "\nIndex `%.*s`\n", STR(str_ends(index, S(";")) ? str_cut(index, 0, index.n - 1) : index));
        }
        at = end + 1;
    }
}

error cmd_schema(struct arena *a, int argc, char **argv, int *code)
{
    (void)argv; (void)code;
    if (argc != 1) return FAIL(a, ERR_USAGE, "Lệnh này không cần thêm gì.");
    struct buf out = buf_open(a);
    buf_c(&out,
        "# Schema\n\nPrinted by `giaoban schema` from `src/store/schema/`. The table `migration` says which of "
        "these files a database has.\n");
    for (size_t i = 0; i < embedded_count; i++) {
        struct str path = str_c(embedded_files[i].path);
        if (str_starts(path, S("src/store/schema/")) && str_ends(path, S(".sql")))
            migration(&out, embedded_text(embedded_files[i].path));
    }
    fwrite(out.p, 1, out.n, stdout);
    return NULL;
}
