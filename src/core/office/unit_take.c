/* unit_take.c - see unit_take.h. Adds rows and links; must never change a row that is there. */
#include "core/office/unit_take.h"
#include "base/machine.h"
#include "core/office/audit.h"

enum { TAKEN, ORIGIN, LINKED, LINK };
static const struct sql sql[] = {
    [TAKEN] = { "unit_take.taken", "SELECT id FROM unit WHERE code = ?1 AND origin = ?2 ORDER BY id", SQL_READ },
    [ORIGIN] = { "unit_take.origin", "UPDATE unit SET origin = ?2 WHERE id = ?1", SQL_WRITE },
    [LINKED] = { "unit_take.linked", "SELECT count(*) FROM unit_link WHERE old_id = ?1 AND new_id = ?2", SQL_READ },
    [LINK] = { "unit_take.link",
        "INSERT INTO unit_link (old_id, new_id, share, change_id) VALUES (?1, ?2, ?3, NULL)", SQL_WRITE },
};
struct sql_list unit_take_sql = SQL_LIST(sql);

static struct str list_of(bool today) { return today ? S("2025") : S("2024"); }

error unit_taken(struct arena *a, struct db *db, uint32_t at, int64_t *id)
{
    const struct country_unit *u = &country_get()->unit[at];
    const struct unit *there;
    struct rows *r = db_run(a, db, &unit_take_sql, TAKEN);
    BIND(r, u->code);
    BIND(r, list_of(u->today));
    *id = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    if (*id) return NULL;
    struct str now = clock_day(a, clock_now()), first = S(COUNTRY_REFORM);
    if (memcmp(now.p, first.p, first.n) < 0) now = first;      /* a day on which the list is in force */
    TRY(unit_find(a, db, u->code, u->today ? now : S(COUNTRY_LAST), &there));
    *id = there ? there->id : 0;
    return NULL;
}

static error link(struct arena *a, struct db *db, int64_t old_id, int64_t new_id, bool whole)
{
    struct rows *r = db_run(a, db, &unit_take_sql, LINKED);
    BIND(r, old_id);
    BIND(r, new_id);
    bool known = rows_next(r) && row_int(r, 0) > 0;
    TRY(rows_end(r));
    if (known) return NULL;
    r = db_run(a, db, &unit_take_sql, LINK);
    BIND(r, old_id);
    BIND(r, new_id);
    BIND(r, whole ? S("whole") : S("part"));
    return rows_end(r);
}

/* Of an old commune its successors, of one of today its predecessors: those that are rows. */
static error link_all(struct arena *a, struct db *db, uint32_t at, int64_t id)
{
    const struct country *c = country_get();
    const struct country_unit *u = &c->unit[at];
    if (u->level != COUNTRY_COMMUNE) return NULL;
    for (uint32_t i = u->link; i < u->link + u->links; i++) {
        int64_t other;
        if (c->link[i].to == COUNTRY_NONE) continue;
        TRY(unit_taken(a, db, c->link[i].to, &other));
        if (!other || other == id) continue;
        bool whole = u->today ? c->unit[c->link[i].to].links == 1 : c->link[i].whole;
        TRY(link(a, db, u->today ? other : id, u->today ? id : other, whole));
    }
    return NULL;
}

error unit_take(struct arena *a, struct db *db, const struct who *who, uint32_t at, int64_t root, int64_t *id)
{
    const struct country_unit *u = &country_get()->unit[at];
    int64_t above = root;
    TRY(unit_taken(a, db, at, id));
    if (*id) return NULL;
    if (u->parent != COUNTRY_NONE) TRY(unit_take(a, db, who, u->parent, root, &above));
    struct unit new = { .code = u->code, .level = country_level_name(u->level), .kind = u->kind, .name = u->name,
        .parent_id = above, .valid_from = u->today ? S(COUNTRY_REFORM) : S(COUNTRY_BEGIN),
        .valid_to = u->today ? S("") : S(COUNTRY_LAST) };
    TRY(unit_add(a, db, &new, id));
    struct rows *r = db_run(a, db, &unit_take_sql, ORIGIN);
    BIND(r, *id);
    BIND(r, list_of(u->today));
    TRY(rows_end(r));
    TRY(link_all(a, db, at, *id));
    return audit_add(a, db, who, "unit.add", "unit", *id, S(""), str_fmt(a, "code=%.*s\nkind=%.*s\nname=%.*s\n"
        "level=%.*s\nvalid_from=%.*s\n", STR(new.code), STR(new.kind), STR(new.name), STR(new.level),
        STR(new.valid_from)));
}
