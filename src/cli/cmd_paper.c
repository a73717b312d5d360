/* cmd_paper.c - `giaoban paper`: one paper of the register into a file: a signed one as it was signed, a draft as the
 * data are now. Runs beside the database, with the rights of whoever may read that file; it acts as the unit's office
 * and writes nothing but OUT. */
#include "base/machine.h"
#include "cli/command.h"
#include "core/core.h"
#include "core/meeting/issued_row.h"
#include "core/office/unit.h"

struct asked { const char *db, *id, *form, *out; };

static error read_options(struct arena *a, int argc, char **argv, struct asked *q)
{
    const struct { const char *name; const char **value;
    } options[] = { { "--db", &q->db }, { "--id", &q->id }, { "--format", &q->form }, { "-o", &q->out } };
    for (int i = 1; i < argc; i += 2) {
        const char **value = NULL;
        for (size_t k = 0; k < COUNT(options); k++) if (!strcmp(argv[i], options[k].name)) value = options[k].value;
        if (!value) return FAIL(a, ERR_USAGE, "Không có tùy chọn “%s”.", argv[i]);
        if (i + 1 >= argc || !*argv[i + 1]) return FAIL(a, ERR_USAGE, "Sau “%s” còn thiếu giá trị.", argv[i]);
        *value = argv[i + 1];
    }
    for (size_t k = 0; k < COUNT(options); k++)
        if (!*options[k].value) return FAIL(a, ERR_USAGE, "Còn thiếu tùy chọn “%s”.", options[k].name);
    return NULL;
}

static error make(struct arena *a, const struct paper *p, const char *form, struct bytes *out)
{
    struct str html;
    if (!strcmp(form, "docx")) return paper_docx(a, p, out);
    if (!strcmp(form, "pdf")) return paper_pdf(a, p, out);
    if (strcmp(form, "html")) return FAIL(a, ERR_USAGE, "Không có định dạng “%s”. Chọn docx, pdf hoặc html.", form);
    TRY(paper_html(a, p, &html));
    *out = (struct bytes){ (const unsigned char *)html.p, html.n };
    return NULL;
}

static error run(struct arena *a, struct store *store, const struct asked *q)
{
    struct db *db;
    struct issued i;
    struct unit unit;
    struct paper p;
    struct bytes content;
    int64_t id;
    if (!str_int(str_c(q->id), &id)) return FAIL(a, ERR_USAGE, "Mã văn bản “%s” không phải là số.", q->id);
    TRY(store_reader(store, &db));
    TRY(issued_row(a, db, id, &i));
    TRY(unit_get(a, db, i.unit_id, &unit));
    struct grant grant = {
        .role = ROLE_OFFICE, .unit_id = unit.id, .unit_from = unit.tree_from, .unit_to = unit.tree_to
    };
    struct who office = { .grant = &grant, .grants = 1, .acting = &grant };
    TRY(issued_paper(a, db, &office, &i, &p));
    TRY(make(a, &p, q->form, &content));
    return file_write(a, q->out, content);
}

error cmd_paper(struct arena *a, int argc, char **argv, int *code)
{
    struct asked q = { 0 };
    struct store *store;
    (void)code;
    TRY(read_options(a, argc, argv, &q));
    TRY(core_open(a, q.db, STORE_AS_IT_IS, &store));
    error e = run(a, store, &q);
    store_close(store);                            /* nothing was written, so the mark of the audit stays */
    return e;
}
