/* cmd_pack.c - `giaoban pack`: the papers of a briefing in one file, of the data as they are. */
#include "cli/beside.h"
#include "cli/command.h"
#include "core/meeting/pack.h"

struct asked { const char *db, *meeting, *form, *out; bool office; };

static error make(struct arena *a, struct db *db, const void *arg, struct bytes *out)
{
    const struct asked *q = arg;
    struct meeting m;
    struct unit unit;
    struct paper paper;
    struct beside_office office;
    int64_t id;
    if (!str_int(str_c(q->meeting), &id)) return FAIL(a, ERR_USAGE, "Sau “--meeting” là số của phiên giao ban.");
    TRY(meeting_row(a, db, id, &m));
    TRY(unit_get(a, db, m.unit_id, &unit));
    beside_office(&office, &unit);
    TRY(pack_paper(a, db, &office.who, &m, q->office, &paper));
    return beside_paper(a, &paper, q->form, out);
}

error cmd_pack(struct arena *a, int argc, char **argv, int *code)
{
    struct asked q = { 0 };
    const struct beside_option options[] = { { "--db", &q.db, NULL, false }, { "--meeting", &q.meeting, NULL, false },
        { "--format", &q.form, NULL, false }, { "-o", &q.out, NULL, false }, { "--office", NULL, &q.office, true } };
    (void)code;
    TRY(beside_options(a, argc, argv, options, COUNT(options)));
    if (strcmp(q.form, "pdf") && strcmp(q.form, "docx"))
        return FAIL(a, ERR_USAGE, "Không có định dạng “%s”. Chọn docx hoặc pdf.", q.form);
    return beside_write(a, q.db, q.out, make, &q);
}
