/* dawn.c - see dawn.h. Writes the names of units through unit.c; the rest is its modules' own. */
#include "core/office/dawn.h"
#include "core/grow.h"
#include "core/office/audit.h"
#include "core/office/handover_ahead.h"
#include "core/office/term.h"
#include "core/office/unit.h"

enum { NAMES };
static const struct sql sql[] = {
    /* a later name that holds today, of a unit that has not ended, and is not what the unit is called */
    [NAMES] = { "dawn.names",
        "SELECT u.id, u.kind, u.name, n.kind, n.name FROM unit_name n JOIN unit u ON u.id = n.unit_id"
        " WHERE n.valid_from <= ?1 AND (n.valid_to IS NULL OR n.valid_to >= ?1) AND n.valid_from <> u.valid_from"
        " AND (u.valid_to IS NULL OR u.valid_to >= ?1) AND (n.name <> u.name OR n.kind <> u.kind) ORDER BY u.id",
        SQL_READ },
};
struct sql_list dawn_sql = SQL_LIST(sql);

struct renamed { int64_t id; struct unit was, now; };
struct names { struct renamed *list; size_t n; };

static error names_read(struct arena *a, struct db *db, struct names *out)
{
    *out = (struct names){ 0 };
    struct rows *r = db_run(a, db, &dawn_sql, NAMES);
    BIND(r, term_today(a));
    while (rows_next(r))
        LIST_ADD(a, out->list, out->n, (struct renamed){ .id = row_int(r, 0),
            .was = { .kind = row_str(r, 1), .name = row_str(r, 2) },
            .now = { .kind = row_str(r, 3), .name = row_str(r, 4) } });
    return rows_end(r);
}

static error names_job(struct arena *a, struct db *db, void *none)
{
    struct names names;
    (void)none;
    TRY(names_read(a, db, &names));
    for (size_t i = 0; i < names.n; i++) {
        const struct renamed *x = &names.list[i];
        TRY(unit_name_set(a, db, x->id, x->now.kind, x->now.name));
        TRY(audit_add(a, db, NULL, "rename.begin", "unit", x->id, unit_title(a, &x->was), unit_title(a, &x->now)));
    }
    return NULL;
}

error dawn_run(struct arena *a, struct store *s)
{
    struct db *db;
    struct names names;
    TRY(store_reader(s, &db));
    TRY(names_read(a, db, &names));
    if (names.n) TRY(db_write(a, s, names_job, NULL));
    return handover_ahead_due(a, s);
}
