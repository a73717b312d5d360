/* catalogue.c - the indicators, from data/catalogue.tsv into the tables. See catalogue.h and data/README.md. */
#include "core/office/catalogue.h"
#include "base/machine.h"
#include "core/grow.h"
#include "vn/text.h"

static const char file[] = "data/catalogue.tsv";

#define COLUMNS "code, name, unit_word, dimension, kind, organisation, ordinal"
enum { LIST, FIND, PUT, FORGET_WORDING, ADD_WORDING, WHICH, SET_WHICH };
static const struct sql sql[] = {
    [LIST] = { "catalogue list", "SELECT " COLUMNS " FROM indicator ORDER BY ordinal, code", SQL_READ },
    [FIND] = { "catalogue find", "SELECT " COLUMNS " FROM indicator WHERE code = ?1", SQL_READ },
    [PUT] = { "catalogue put",
        "INSERT INTO indicator (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        " ON CONFLICT (code) DO UPDATE SET name = ?2, unit_word = ?3, dimension = ?4, kind = ?5,"
        " organisation = ?6, ordinal = ?7", SQL_WRITE },
    [FORGET_WORDING] = { "catalogue forget wordings", "DELETE FROM indicator_wording WHERE code = ?1", SQL_WRITE },
    [ADD_WORDING] = { "catalogue add wording",
        "INSERT INTO indicator_wording (code, wording, wording_fold) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (code, wording_fold) DO NOTHING", SQL_WRITE },
    [WHICH] = { "catalogue which", "SELECT value FROM setting WHERE name = 'catalogue'", SQL_READ },
    [SET_WHICH] = { "catalogue set which",
        "INSERT INTO setting (name, value) VALUES ('catalogue', ?1)"
        " ON CONFLICT (name) DO UPDATE SET value = ?1", SQL_WRITE },
};
struct sql_list catalogue_sql = SQL_LIST(sql);

/* Our own file: a row that is wrong is our mistake. */
static struct indicator indicator_of_line(struct arena *a, struct str line, int64_t ordinal)
{
    enum { CODE, NAME, UNIT_WORD, DIMENSION, KIND, ORGANISATION, WORDINGS, NOT, FIELDS };
    struct str field[FIELDS] = { 0 }, wording;
    size_t n = 0;
    while (n < FIELDS && str_next(&line, '\t', &field[n])) n++;
    assert(n >= WORDINGS + 1 && field[CODE].n && field[NAME].n);
    struct indicator i = { .code = field[CODE], .name = field[NAME], .unit_word = field[UNIT_WORD],
        .dimension = field[DIMENSION],
        .kind = field[KIND], .organisation = field[ORGANISATION], .ordinal = ordinal };
    while (str_next(&field[WORDINGS], '|', &wording)) LIST_ADD(a, i.wording, i.wordings, wording);
    assert(i.wordings);
    return i;
}

error catalogue_load(struct arena *a, struct indicator_list *out)
{
    struct str rest = embedded_text(file), line;
    *out = (struct indicator_list){ 0 };
    while (str_next(&rest, '\n', &line))
        if (line.n && line.p[0] != '#')
            LIST_ADD(a, out->indicator, out->n, indicator_of_line(a, line, (int64_t)out->n + 1));
    return NULL;
}

static struct indicator indicator_of(struct rows *r)
{
    return (struct indicator){ .code = row_str(r, 0), .name = row_str(r, 1), .unit_word = row_str(r, 2),
        .dimension = row_str(r, 3),
        .kind = row_str(r, 4), .organisation = row_str(r, 5), .ordinal = row_int(r, 6) };
}

error catalogue_list(struct arena *a, struct db *db, struct indicator_list *out)
{
    struct rows *r = db_run(a, db, &catalogue_sql, LIST);
    *out = (struct indicator_list){ 0 };
    while (rows_next(r)) LIST_ADD(a, out->indicator, out->n, indicator_of(r));
    return rows_end(r);
}

error catalogue_find(struct arena *a, struct db *db, struct str code, const struct indicator **out)
{
    struct rows *r = db_run(a, db, &catalogue_sql, FIND);
    BIND(r, code);
    struct indicator *i = NULL;
    if (rows_next(r)) {
        i = NEW(a, struct indicator);
        *i = indicator_of(r);
    }
    *out = i;
    return rows_end(r);
}

static error put(struct arena *a, struct db *db, const struct indicator *i)
{
    struct rows *r = db_run(a, db, &catalogue_sql, PUT);
    BIND(r, i->code);
    BIND(r, i->name);
    BIND(r, i->unit_word);
    BIND(r, i->dimension);
    BIND(r, i->kind);
    if (i->organisation.n) BIND(r, i->organisation);
    else bind_null(r);
    BIND(r, i->ordinal);
    TRY(rows_end(r));
    r = db_run(a, db, &catalogue_sql, FORGET_WORDING);
    BIND(r, i->code);
    TRY(rows_end(r));
    for (size_t k = 0; k < i->wordings; k++) {
        r = db_run(a, db, &catalogue_sql, ADD_WORDING);
        BIND(r, i->code);
        BIND(r, i->wording[k]);
        BIND(r, vn_fold(a, i->wording[k]));
        TRY(rows_end(r));
    }
    return NULL;
}

error catalogue_is_seeded(struct arena *a, struct db *db, bool *seeded)
{
    struct rows *r = db_run(a, db, &catalogue_sql, WHICH);
    *seeded = rows_next(r) && str_is(row_str(r, 0), str_c(embedded_find(file)->hash));
    return rows_end(r);
}

error catalogue_seed(struct arena *a, struct db *db)
{
    struct indicator_list all;
    TRY(catalogue_load(a, &all));
    for (size_t i = 0; i < all.n; i++) TRY(put(a, db, &all.indicator[i]));
    struct rows *r = db_run(a, db, &catalogue_sql, SET_WHICH);
    BIND(r, str_c(embedded_find(file)->hash));
    return rows_end(r);
}
