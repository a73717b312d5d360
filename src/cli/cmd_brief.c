/* cmd_brief.c - `giaoban brief`: the consolidated report of a unit and period into a file. */
#include "base/machine.h"
#include "cli/beside.h"
#include "cli/command.h"
#include "core/report/brief.h"
#include "core/report/paper_marks.h"
#include "write/layout.h"

enum form { FORM_DOCX, FORM_PDF, FORM_HTML, FORM_JSON, FORM_COUNT };
static const char *const forms[] = { "docx", "pdf", "html", "json" };

struct asked { const char *db, *unit, *period, *form_name, *out, *layout_name; enum form form;
               const struct layout *layout; };

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

static error put(struct arena *a, struct db *db, const struct who *who, struct brief *b, const struct asked *q,
    struct bytes *out)
{
    if (q->form == FORM_JSON) {
        struct buf json = buf_open(a);
        brief_json(&json, b);
        buf_char(&json, '\n');
        struct str all = buf_done(&json);
        *out = (struct bytes){ (const unsigned char *)all.p, all.n };
        return NULL;
    }
    struct brief_signing signing;
    struct paper paper;
    struct day today;
    bool known = day_read(clock_day(a, clock_now()), &today);
    assert(known);
    TRY(brief_voices(a, db, who, b));
    TRY(brief_signing(a, db, b, q->layout, today, &signing));
    brief_paper(a, b, &signing, &paper);
    TRY(paper_marks(a, db, b->unit_id, &paper));
    return beside_paper(a, &paper, forms[q->form], out);
}

static error make(struct arena *a, struct db *db, const void *arg, struct bytes *out)
{
    const struct asked *q = arg;
    struct period period;
    struct str code = str_c(q->unit);
    const struct unit *unit;
    if (!period_read(str_c(q->period), &period))
        return FAIL(a, ERR_INPUT,
            "Kỳ “%s” chưa đúng. Ghi như 2023-06 (tháng), 2023-Q2 (quý), 2023-H1 (6 tháng), 2023-9M (9 tháng), "
            "2023 (năm).",
            q->period);
    TRY(unit_find(a, db, code, day_write(a, period.to), &unit));
    if (!unit)
        return FAIL(
            a, ERR_MISSING, "Không có đơn vị mã “%s” trong kỳ %s. Kiểm tra lại mã đơn vị.", q->unit, q->period);
    struct beside_office office;
    struct brief brief;
    beside_office(&office, unit);
    TRY(brief_get(a, db, &office.who, unit->id, str_c(q->period), &brief));
    return put(a, db, &office.who, &brief, q, out);
}

error cmd_brief(struct arena *a, int argc, char **argv, int *code)
{
    struct asked q = { 0 };
    const struct beside_option options[] = { { "--db", &q.db, NULL, false }, { "--unit", &q.unit, NULL, false },
        { "--period", &q.period, NULL, false }, { "--format", &q.form_name, NULL, false },
        { "-o", &q.out, NULL, false }, { "--layout", &q.layout_name, NULL, true } };
    (void)code;
    TRY(beside_options(a, argc, argv, options, COUNT(options)));
    TRY(read_form(a, q.form_name, &q.form));
    TRY(read_layout(a, q.layout_name, &q.layout));
    return beside_write(a, q.db, q.out, make, &q);
}
