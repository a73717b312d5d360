/* cmd_brief.c - `giaoban brief`: the consolidated report of a unit and period into a file. Runs beside the
 * database, with the rights of whoever may read that file; it acts as the unit's office and writes nothing but
 * OUT. */
#include "base/machine.h"
#include "cli/command.h"
#include "core/core.h"
#include "core/office/policy.h"
#include "core/office/unit.h"
#include "core/report/brief.h"
#include "core/report/paper_marks.h"
#include "write/layout.h"

enum form { FORM_DOCX, FORM_PDF, FORM_HTML, FORM_JSON, FORM_COUNT };
static const char *const forms[] = { "docx", "pdf", "html", "json" };

struct asked { const char *db, *unit, *period, *form, *out, *layout; };

static error read_options(struct arena *a, int argc, char **argv, struct asked *q)
{
    const struct { const char *name; const char **value;
    } options[] = { { "--db", &q->db }, { "--unit", &q->unit }, { "--period", &q->period },
        { "--format", &q->form }, { "-o", &q->out }, { "--layout", &q->layout } };
    for (int i = 1; i < argc; i += 2) {
        const char **value = NULL;
        for (size_t k = 0; k < COUNT(options); k++) if (!strcmp(argv[i], options[k].name)) value = options[k].value;
        if (!value) return FAIL(a, ERR_USAGE, "Không có tùy chọn “%s”.", argv[i]);
        if (i + 1 >= argc || !*argv[i + 1]) return FAIL(a, ERR_USAGE, "Sau “%s” còn thiếu giá trị.", argv[i]);
        *value = argv[i + 1];
    }
    for (size_t k = 0; k + 1 < COUNT(options); k++)
        if (!*options[k].value) return FAIL(a, ERR_USAGE, "Còn thiếu tùy chọn “%s”.", options[k].name);
    return NULL;
}

static error read_form(struct arena *a, const char *name, enum form *out)
{
    for (int i = 0; i < FORM_COUNT; i++)
        if (!strcmp(name, forms[i])) {
            *out = (enum form)i;
            return NULL;
        }
    return FAIL(a, ERR_USAGE, "Không có định dạng “%s”. Chọn docx, pdf, html hoặc json.", name);
}

/* The first of the list when none was asked for: the consolidated report is the Front's. */
static error read_layout(struct arena *a, const char *name, const struct layout **out)
{
    size_t n;
    const struct layout *l = layout_list(&n);
    *out = name ? layout_find(str_c(name)) : l;
    if (*out) return NULL;
    struct buf list = buf_open(a);
    for (size_t i = 0; i < n; i++) buf_fmt(&list, "%s%.*s (%.*s)", i ? ", " : "", STR(l[i].code), STR(l[i].name));
    struct str all = buf_done(&list);
    return FAIL(a, ERR_USAGE, "Không có thể thức “%s”. Các thể thức: %.*s.", name, STR(all));
}

static struct bytes as_bytes(struct str s) { return (struct bytes){ (const unsigned char *)s.p, s.n }; }

static error make(struct arena *a, struct db *db, const struct who *who, struct brief *b, enum form form,
    const struct layout *layout, struct bytes *out)
{
    if (form == FORM_JSON) {
        struct buf json = buf_open(a);
        brief_json(&json, b);
        buf_char(&json, '\n');
        *out = as_bytes(buf_done(&json));
        return NULL;
    }
    struct brief_signing signing;
    struct paper paper;
    struct day today;
    bool known = day_read(clock_day(a, clock_now()), &today);
    assert(known);
    TRY(brief_voices(a, db, who, b));
    TRY(brief_signing(a, db, b, layout, today, &signing));
    brief_paper(a, b, &signing, &paper);
    TRY(paper_marks(a, db, b->unit_id, &paper));
    if (form == FORM_DOCX) return paper_docx(a, &paper, out);
    if (form == FORM_PDF) return paper_pdf(a, &paper, out);
    struct str html;
    TRY(paper_html(a, &paper, &html));
    *out = as_bytes(html);
    return NULL;
}

static error run(struct arena *a, struct store *store, const struct asked *q, enum form form,
    const struct layout *layout)
{
    struct db *db;
    struct period period;
    struct str code = str_c(q->unit);
    const struct unit *unit;
    TRY(store_reader(store, &db));
    if (!period_read(str_c(q->period), &period))
        return FAIL(a, ERR_INPUT,
            "Kỳ “%s” chưa đúng. Ghi như 2023-06 (tháng), 2023-Q2 (quý), 2023-H1 (6 tháng), 2023-9M (9 tháng), "
            "2023 (năm).",
            q->period);
    TRY(unit_find(a, db, code, day_write(a, period.to), &unit));
    if (!unit)
        return FAIL(
            a, ERR_MISSING, "Không có đơn vị mã “%s” trong kỳ %s. Kiểm tra lại mã đơn vị.", q->unit, q->period);
    struct grant grant = {
        .role = ROLE_OFFICE, .unit_id = unit->id, .unit_from = unit->tree_from, .unit_to = unit->tree_to
    };
    struct who office = { .grant = &grant, .grants = 1, .acting = &grant };
    struct brief brief;
    struct bytes content;
    enum language mine = say_language_is();
    say_language(LANGUAGE_VI);                     /* a paper is Vietnamese, whoever prints it */
    error e = brief_get(a, db, &office, unit->id, str_c(q->period), &brief);
    if (!e) e = make(a, db, &office, &brief, form, layout, &content);
    say_language(mine);
    TRY(e);
    return file_write(a, q->out, content);
}

error cmd_brief(struct arena *a, int argc, char **argv, int *code)
{
    struct asked q = { 0 };
    enum form form;
    const struct layout *layout;
    struct store *store;
    (void)code;
    TRY(read_options(a, argc, argv, &q));
    TRY(read_form(a, q.form, &form));
    TRY(read_layout(a, q.layout, &layout));
    TRY(core_open(a, q.db, STORE_AS_IT_IS, &store));
    error e = run(a, store, &q, form, layout);
    store_close(store);                            /* nothing was written, so the mark of the audit stays */
    return e;
}
