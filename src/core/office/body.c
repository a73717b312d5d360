/* body.c - organisations at a unit, and the kinds of organisation. See body.h. */
#include "core/office/body.h"
#include "base/machine.h"
#include "core/grow.h"

#define COLUMNS "id, unit_id, organisation, name, short_name, issuer, superior, layout, number_suffix, ordinal," \
    " reports, valid_from, valid_to"
#define ON_DAY(p) "(" p " = '' OR (valid_from <= " p " AND (valid_to IS NULL OR valid_to >= " p ")))"

enum { GET, LIST, FIND, ADD };
static const struct sql sql[] = {
    [GET] = { "body get", "SELECT " COLUMNS " FROM body WHERE id = ?1", SQL_READ },
    [LIST] = { "body list",
        "SELECT " COLUMNS " FROM body WHERE unit_id = ?1 AND " ON_DAY("?2") " ORDER BY ordinal, id", SQL_READ },
    [FIND] = { "body find",
        "SELECT " COLUMNS " FROM body WHERE unit_id = ?1 AND organisation = ?3 AND " ON_DAY("?2")
        " ORDER BY valid_from DESC", SQL_READ },
    [ADD] = { "body add",
        "INSERT INTO body (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)", SQL_WRITE },
};
struct sql_list body_sql = SQL_LIST(sql);

static struct body body_of(struct rows *r)
{
    return (struct body){
        .id = row_int(r, 0), .unit_id = row_int(r, 1), .organisation = row_str(r, 2), .name = row_str(r, 3),
        .short_name = row_str(r, 4),
        .issuer = row_str(r, 5), .superior = row_str(r, 6), .layout = row_str(r, 7),
        .number_suffix = row_str(r, 8), .ordinal = row_int(r, 9),
        .reports = row_int(r, 10) != 0, .valid_from = row_str(r, 11), .valid_to = row_str(r, 12) };
}

error body_get(struct arena *a, struct db *db, int64_t id, struct body *out)
{
    struct rows *r = db_run(a, db, &body_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = body_of(r);
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy tổ chức này. Hãy chọn lại tổ chức trong danh sách.");
}

error body_list(struct arena *a, struct db *db, int64_t unit_id, struct str day, struct body_list *out)
{
    *out = (struct body_list){ 0 };
    struct rows *r = db_run(a, db, &body_sql, LIST);
    BIND(r, unit_id);
    BIND(r, day);
    while (rows_next(r)) LIST_ADD(a, out->body, out->n, body_of(r));
    return rows_end(r);
}

error body_find(struct arena *a, struct db *db, int64_t unit_id, struct str organisation, struct str day,
    const struct body **out)
{
    struct rows *r = db_run(a, db, &body_sql, FIND);
    BIND(r, unit_id);
    BIND(r, day);
    BIND(r, organisation);
    struct body *b = NULL;
    if (rows_next(r)) {
        b = NEW(a, struct body);
        *b = body_of(r);
    }
    *out = b;
    return rows_end(r);
}

error body_add(struct arena *a, struct db *db, const struct body *new, int64_t *id)
{
    static const char *const layouts[] = { "party", "state", "youth" };
    bool layout = false;
    for (size_t i = 0; i < COUNT(layouts); i++) layout |= str_is(new->layout, str_c(layouts[i]));
    if (!new->name.n || new->valid_from.n != 10 || !layout)
        return FAIL(a, ERR_INPUT,
            "Tổ chức cần có tên, ngày bắt đầu và thể thức văn bản (Đảng, nhà nước hoặc Đoàn). Hãy điền đủ rồi "
            "lưu lại.");
    if (!organisation_find(a, new->organisation))
        return FAIL(a, ERR_INPUT, "Chưa có loại tổ chức mang mã “%.*s”. Hãy chọn mã trong danh mục tổ chức.",
            STR(new->organisation));
    TRY(db_next_id(a, db, "body", id));
    struct rows *r = db_run(a, db, &body_sql, ADD);
    BIND(r, *id);
    BIND(r, new->unit_id);
    BIND(r, new->organisation);
    BIND(r, new->name);
    BIND(r, new->short_name.n ? new->short_name : new->name);
    BIND(r, new->issuer);
    BIND(r, new->superior);
    BIND(r, new->layout);
    BIND(r, new->number_suffix);
    BIND(r, new->ordinal);
    BIND(r, new->reports);
    BIND(r, new->valid_from);
    if (new->valid_to.n) BIND(r, new->valid_to);
    else bind_null(r);
    return rows_end(r);
}

const struct organisation *organisation_find(struct arena *a, struct str code)
{
    struct str rest = embedded_text("data/organisations.tsv"), line;
    while (str_next(&rest, '\n', &line)) {
        struct organisation o;
        if (str_starts(line, S("#")) || !str_next(&line, '\t', &o.code) || !str_is(o.code, code)) continue;
        bool whole = str_next(&line, '\t', &o.name) && str_next(&line, '\t', &o.short_name);
        assert(whole);
        struct organisation *found = NEW(a, struct organisation);
        *found = o;
        return found;
    }
    return NULL;
}

struct str organisation_name(struct arena *a, struct str code)
{
    const struct organisation *o = organisation_find(a, code);
    return o ? o->short_name : code;
}
