/* body.c - organisations at a unit as they are and as they were, and the kinds of organisation. See body.h. Adds
 * bodies; what changes them afterwards is in body_change.c. */
#include "core/office/body.h"
#include "base/machine.h"
#include "core/grow.h"
#include "core/office/unit.h"
#include "vn/text.h"
#include "write/layout.h"

#define NOW "b.id, b.unit_id, b.organisation, b.name, b.short_name, b.issuer, b.superior, b.layout, b.number_suffix," \
    " b.ordinal, b.reports, b.valid_from, b.valid_to, b.parent_id, b.successor_id, b.version"
#define THEN "b.id, b.unit_id, b.organisation, f.name, f.short_name, f.issuer, f.superior, f.layout," \
    " f.number_suffix, f.ordinal, f.reports, b.valid_from, b.valid_to, f.parent_id, b.successor_id, b.version"
#define FRAMED " FROM body b JOIN body_frame f ON f.body_id = b.id"
#define ON_DAY(p) "f.valid_from <= " p " AND (f.valid_to IS NULL OR f.valid_to >= " p ")"

enum { GET, GET_ON, GET_FIRST, LIST, LIST_ON, FIND, FIND_ON, ADD, ADD_FRAME, FRAMES };
static const struct sql sql[] = {
    [GET] = { "body get", "SELECT " NOW " FROM body b WHERE b.id = ?1", SQL_READ },
    [GET_ON] = { "body get on",
        "SELECT " THEN FRAMED " WHERE b.id = ?1 AND f.valid_from <= ?2 ORDER BY f.valid_from DESC LIMIT 1", SQL_READ },
    [GET_FIRST] = { "body get first",
        "SELECT " THEN FRAMED " WHERE b.id = ?1 ORDER BY f.valid_from LIMIT 1", SQL_READ },
    [LIST] = { "body list", "SELECT " NOW " FROM body b WHERE b.unit_id = ?1 ORDER BY b.ordinal, b.id", SQL_READ },
    [LIST_ON] = { "body list on",
        "SELECT " THEN FRAMED " WHERE b.unit_id = ?1 AND " ON_DAY("?2") " ORDER BY f.ordinal, b.id", SQL_READ },
    [FIND] = { "body find",
        "SELECT " NOW " FROM body b WHERE b.unit_id = ?1 AND b.organisation = ?2 ORDER BY b.valid_from DESC, b.id",
        SQL_READ },
    [FIND_ON] = { "body find on",
        "SELECT " THEN FRAMED " WHERE b.unit_id = ?1 AND b.organisation = ?2 AND " ON_DAY("?3")
        " ORDER BY b.valid_from DESC, b.id", SQL_READ },
    [ADD] = { "body add",
        "INSERT INTO body (id, unit_id, organisation, name, short_name, issuer, superior, layout, number_suffix,"
        " ordinal, reports, valid_from, valid_to, parent_id, version)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1)", SQL_WRITE },
    [ADD_FRAME] = { "body add frame",
        "INSERT INTO body_frame (body_id, valid_from, valid_to, name, short_name, issuer, superior, layout,"
        " number_suffix, ordinal, reports, parent_id) SELECT id, valid_from, valid_to, name, short_name, issuer,"
        " superior, layout, number_suffix, ordinal, reports, parent_id FROM body WHERE id = ?1", SQL_WRITE },
    [FRAMES] = { "body frames",
        "SELECT f.valid_from, f.valid_to, f.name, f.superior, p.name FROM body_frame f"
        " LEFT JOIN body p ON p.id = f.parent_id WHERE f.body_id = ?1 ORDER BY f.valid_from", SQL_READ },
};
struct sql_list body_sql = SQL_LIST(sql);

static struct body body_of(struct rows *r)
{
    return (struct body){
        .id = row_int(r, 0), .unit_id = row_int(r, 1), .organisation = row_str(r, 2), .name = row_str(r, 3),
        .short_name = row_str(r, 4),
        .issuer = row_str(r, 5), .superior = row_str(r, 6), .layout = row_str(r, 7),
        .number_suffix = row_str(r, 8), .ordinal = row_int(r, 9),
        .reports = row_int(r, 10) != 0, .valid_from = row_str(r, 11), .valid_to = row_str(r, 12),
        .parent_id = row_int(r, 13), .successor_id = row_int(r, 14), .version = row_int(r, 15) };
}

static error one_of(struct rows *r, struct body *out, bool *found)
{
    *found = rows_next(r);
    if (*found) *out = body_of(r);
    return rows_end(r);
}

static error no_body(struct arena *a)
{
    return FAIL(a, ERR_MISSING, "Không tìm thấy tổ chức này. Hãy chọn lại tổ chức trong danh sách.");
}

error body_get(struct arena *a, struct db *db, int64_t id, struct body *out)
{
    bool found;
    struct rows *r = db_run(a, db, &body_sql, GET);
    BIND(r, id);
    TRY(one_of(r, out, &found));
    return found ? NULL : no_body(a);
}

error body_get_on(struct arena *a, struct db *db, int64_t id, struct str day, struct body *out)
{
    bool found;
    struct rows *r = db_run(a, db, &body_sql, GET_ON);
    BIND(r, id);
    BIND(r, day);
    TRY(one_of(r, out, &found));
    if (found) return NULL;
    r = db_run(a, db, &body_sql, GET_FIRST);
    BIND(r, id);
    TRY(one_of(r, out, &found));
    return found ? NULL : no_body(a);
}

error body_list(struct arena *a, struct db *db, int64_t unit_id, struct str day, struct body_list *out)
{
    *out = (struct body_list){ 0 };
    struct rows *r = db_run(a, db, &body_sql, day.n ? LIST_ON : LIST);
    BIND(r, unit_id);
    if (day.n) BIND(r, day);
    while (rows_next(r)) LIST_ADD(a, out->body, out->n, body_of(r));
    return rows_end(r);
}

error body_find(struct arena *a, struct db *db, int64_t unit_id, struct str organisation, struct str day,
    const struct body **out)
{
    struct body b;
    bool found;
    struct rows *r = db_run(a, db, &body_sql, day.n ? FIND_ON : FIND);
    BIND(r, unit_id);
    BIND(r, organisation);
    if (day.n) BIND(r, day);
    TRY(one_of(r, &b, &found));
    struct body *kept = found ? NEW(a, struct body) : NULL;
    if (kept) *kept = b;
    *out = kept;
    return NULL;
}

error body_add(struct arena *a, struct db *db, const struct body *new, int64_t *id)
{
    if (!new->name.n || new->valid_from.n != 10 || !layout_find(new->layout))
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
    bind_id(r, new->parent_id);
    TRY(rows_end(r));
    r = db_run(a, db, &body_sql, ADD_FRAME);
    BIND(r, *id);
    return rows_end(r);
}

error body_frames(struct arena *a, struct db *db, int64_t id, struct body_frame **out, size_t *n)
{
    *out = NULL;
    *n = 0;
    struct rows *r = db_run(a, db, &body_sql, FRAMES);
    BIND(r, id);
    while (rows_next(r))
        LIST_ADD(a, *out, *n, (struct body_frame){ .valid_from = row_str(r, 0), .valid_to = row_str(r, 1),
            .name = row_str(r, 2), .superior = row_str(r, 3), .parent_name = row_str(r, 4) });
    return rows_end(r);
}

bool body_is_past(const struct body *b, struct str day)
{
    assert(day.n == 10);
    return b->valid_to.n == 10 && memcmp(b->valid_to.p, day.p, 10) < 0;
}

static bool organisation_next(struct str *rest, struct organisation *out)
{
    struct str line, front;
    while (str_next(rest, '\n', &line)) {
        if (!line.n || str_starts(line, S("#")) || !str_next(&line, '\t', &out->code)) continue;
        bool whole = str_next(&line, '\t', &out->name) && str_next(&line, '\t', &out->short_name) &&
            str_next(&line, '\t', &front);
        assert(whole);
        out->in_front = str_is(front, S("1"));
        return true;
    }
    return false;
}

const struct organisation *organisation_find(struct arena *a, struct str code)
{
    struct str rest = embedded_text("data/organisations.tsv");
    struct organisation o;
    while (organisation_next(&rest, &o)) {
        if (!str_is(o.code, code)) continue;
        struct organisation *found = NEW(a, struct organisation);
        *found = o;
        return found;
    }
    return NULL;
}

struct organisation_list organisation_all(struct arena *a)
{
    struct str rest = embedded_text("data/organisations.tsv");
    struct organisation_list all = { 0 };
    struct organisation o;
    while (organisation_next(&rest, &o)) LIST_ADD(a, all.organisation, all.n, o);
    return all;
}

struct str organisation_name(struct arena *a, struct str code)
{
    const struct organisation *o = organisation_find(a, code);
    return o ? o->short_name : code;
}

/* ---- names by the level of the unit ---- */

static const struct { const char *level, *kind, *committee; } committees[] = {
    { "province", "tinh", "Tỉnh ủy" }, { "province", "thanh pho", "Thành ủy" },
    { "district", "thanh pho", "Thành ủy" }, { "district", "huyen", "Huyện ủy" }, { "district", "quan", "Quận ủy" },
    { "district", "thi xa", "Thị ủy" },
};
static const char *const of_commune = "Đảng ủy";
/* places named after a person keep their kind wherever they are written (NĐ 30/2020/NĐ-CP, Phụ lục I) */
static const char *const persons[] = { "ho chi minh" };

struct str body_committee(struct arena *a, const struct unit *u)
{
    struct str kind = vn_fold(a, u->kind);
    for (size_t i = 0; i < COUNT(committees); i++)
        if (str_is(u->level, str_c(committees[i].level)) && str_starts(kind, str_c(committees[i].kind)))
            return str_c(committees[i].committee);
    return str_c(of_commune);
}

struct str body_committee_suffix(const struct unit *u)
{
    return str_is(u->level, S("province")) ? S("BC/TU") : S("BC/ĐU");
}

struct str body_place(struct arena *a, const struct unit *u)
{
    struct str title = unit_title(a, u);
    uint32_t first;
    size_t cut = vn_letter_next(title, 0, &first);
    return str_fmt(a, "%.*s%.*s", STR(vn_lower(a, str_cut(title, 0, cut))), STR(str_cut(title, cut, title.n)));
}

/* Behind "Tỉnh ủy" the kind is not said again. */
static struct str place_behind(struct arena *a, const struct unit *u, struct str committee)
{
    struct str bare = unit_place(a, u);
    if (str_is(committee, str_c(of_commune))) return body_place(a, u);
    return str_among(vn_fold(a, bare), persons, COUNT(persons)) ? unit_title(a, u) : bare;
}

struct str body_full_name(struct arena *a, const struct organisation *o, const struct unit *u)
{
    struct str committee = body_committee(a, u);
    if (!str_is(o->code, S("DANG"))) return str_fmt(a, "%.*s %.*s", STR(o->name), STR(body_place(a, u)));
    return str_fmt(a, "%.*s %.*s", STR(committee), STR(place_behind(a, u, committee)));
}

struct str body_committee_in(struct arena *a, struct str text, const struct unit *u)
{
    struct str word = str_c(of_commune);
    size_t at = str_find(text, word, 0);
    if (at == SIZE_MAX) return text;
    return str_fmt(a, "%.*s%.*s%.*s", STR(str_cut(text, 0, at)), STR(body_committee(a, u)),
        STR(str_cut(text, at + word.n, text.n)));
}
