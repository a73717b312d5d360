/* cmd_pack.c - `giaoban pack`: the papers of a briefing in one file, of the data as they are. Runs beside the database
 * as cmd_brief.c does: acts as the unit's office and writes nothing but OUT. */
#include "base/machine.h"
#include "cli/command.h"
#include "core/core.h"
#include "core/meeting/pack.h"
#include "core/office/policy.h"
#include "core/office/unit.h"

struct asked { const char *db, *meeting, *form, *out; bool office; };

static error read_options(struct arena *a, int argc, char **argv, struct asked *q)
{
    const struct { const char *name; const char **value;
    } options[] = { { "--db", &q->db }, { "--meeting", &q->meeting }, { "--format", &q->form }, { "-o", &q->out } };
    for (int i = 1; i < argc; i++) {
        const char **value = NULL;
        if (!strcmp(argv[i], "--office")) {
            q->office = true;
            continue;
        }
        for (size_t k = 0; k < COUNT(options); k++) if (!strcmp(argv[i], options[k].name)) value = options[k].value;
        if (!value) return FAIL(a, ERR_USAGE, "Không có tùy chọn “%s”.", argv[i]);
        if (i + 1 >= argc || !*argv[i + 1]) return FAIL(a, ERR_USAGE, "Sau “%s” còn thiếu giá trị.", argv[i]);
        *value = argv[++i];
    }
    for (size_t k = 0; k < COUNT(options); k++)
        if (!*options[k].value) return FAIL(a, ERR_USAGE, "Còn thiếu tùy chọn “%s”.", options[k].name);
    if (strcmp(q->form, "pdf") && strcmp(q->form, "docx"))
        return FAIL(a, ERR_USAGE, "Không có định dạng “%s”. Chọn docx hoặc pdf.", q->form);
    return NULL;
}

static error run(struct arena *a, struct store *store, const struct asked *q)
{
    struct db *db;
    struct meeting m;
    struct unit unit;
    struct paper paper;
    struct bytes content;
    int64_t id;
    if (!str_int(str_c(q->meeting), &id)) return FAIL(a, ERR_USAGE, "Sau “--meeting” là số của phiên giao ban.");
    TRY(store_reader(store, &db));
    TRY(meeting_row(a, db, id, &m));
    TRY(unit_get(a, db, m.unit_id, &unit));
    struct grant grant = { .role = ROLE_OFFICE, .unit_id = unit.id, .unit_from = unit.tree_from,
        .unit_to = unit.tree_to };
    struct who office = { .grant = &grant, .grants = 1, .acting = &grant };
    enum language mine = say_language_is();
    say_language(LANGUAGE_VI);                     /* a paper is Vietnamese, whoever prints it */
    error e = pack_paper(a, db, &office, &m, q->office, &paper);
    if (!e) e = strcmp(q->form, "pdf") ? paper_docx(a, &paper, &content) : paper_pdf(a, &paper, &content);
    say_language(mine);
    TRY(e);
    return file_write(a, q->out, content);
}

error cmd_pack(struct arena *a, int argc, char **argv, int *code)
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
