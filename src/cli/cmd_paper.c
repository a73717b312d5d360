/* cmd_paper.c - `giaoban paper`: one paper of the register into a file: a signed one as it was signed, a draft as the
 * data are now. */
#include "cli/beside.h"
#include "cli/command.h"
#include "core/meeting/issued_row.h"

struct asked { const char *db, *id, *form, *out; };

static error make(struct arena *a, struct db *db, const void *arg, struct bytes *out)
{
    const struct asked *q = arg;
    struct issued i;
    struct unit unit;
    struct paper p;
    struct beside_office office;
    int64_t id;
    if (!str_int(str_c(q->id), &id)) return FAIL(a, ERR_USAGE, "Mã văn bản “%s” không phải là số.", q->id);
    TRY(issued_row(a, db, id, &i));
    TRY(unit_get(a, db, i.unit_id, &unit));
    beside_office(&office, &unit);
    if (strcmp(q->form, "html")) return issued_made(a, db, &office.who, &i, str_c(q->form), out);
    TRY(issued_paper(a, db, &office.who, &i, &p));
    return beside_paper(a, &p, q->form, out);
}

error cmd_paper(struct arena *a, int argc, char **argv, int *code)
{
    struct asked q = { 0 };
    const struct beside_option options[] = { { "--db", &q.db, NULL, false }, { "--id", &q.id, NULL, false },
        { "--format", &q.form, NULL, false }, { "-o", &q.out, NULL, false } };
    (void)code;
    TRY(beside_options(a, argc, argv, options, COUNT(options)));
    if (strcmp(q.form, "docx") && strcmp(q.form, "pdf") && strcmp(q.form, "html"))
        return FAIL(a, ERR_USAGE, "Không có định dạng “%s”. Chọn docx, pdf hoặc html.", q.form);
    return beside_write(a, q.db, q.out, make, &q);
}
