/* unit.c - places and the tree they form. See unit.h.
 *
 * Every unit gets a slice of its parent's range when it is added, as wide as its level needs, behind its last
 * sister. A slice is never moved: figures may be kept in tree order. Must never delete a unit: it ends on a
 * day. */
#include "core/office/unit.h"
#include "core/grow.h"
#include "vn/text.h"

#define COLUMNS "id, parent_id, code, level, kind, name, tree_from, tree_to, valid_from, valid_to"
#define ON_DAY(p) "(" p " = '' OR (valid_from <= " p " AND (valid_to IS NULL OR valid_to >= " p ")))"

enum { GET, FIND, CHILDREN, SUBTREE, UP, LAST_CHILD, LAST_ROOT, SAME, ADD, NAME_ADD, NAME_ON, NAME_SET };
static const struct sql sql[] = {
    [GET] = { "unit get", "SELECT " COLUMNS " FROM unit WHERE id = ?1", SQL_READ },
    [FIND] = { "unit find",
        "SELECT " COLUMNS " FROM unit WHERE code = ?1 AND " ON_DAY("?2") " ORDER BY valid_from DESC", SQL_READ },
    [CHILDREN] = { "unit children",
        "SELECT " COLUMNS " FROM unit WHERE parent_id = ?1 AND " ON_DAY("?2") " ORDER BY name_key, id", SQL_READ },
    [SUBTREE] = { "unit subtree",
        "SELECT " COLUMNS " FROM unit WHERE tree_from BETWEEN ?1 AND ?2 AND " ON_DAY("?3")
        " ORDER BY tree_from", SQL_READ },
    [UP] = { "unit up",
        "SELECT " COLUMNS " FROM unit WHERE tree_from <= ?1 AND tree_to >= ?1 ORDER BY tree_from DESC", SQL_READ },
    [LAST_CHILD] = { "unit last child", "SELECT max(tree_to) FROM unit WHERE parent_id = ?1", SQL_READ },
    [LAST_ROOT] = { "unit last root", "SELECT max(tree_to) FROM unit WHERE parent_id IS NULL", SQL_READ },
    [SAME] = { "unit same code",
        "SELECT count(*) FROM unit WHERE code = ?1 AND (?3 = '' OR valid_from <= ?3)"
        " AND (valid_to IS NULL OR valid_to >= ?2)", SQL_READ },
    [ADD] = { "unit add",
        "INSERT INTO unit (id, parent_id, code, level, kind, name, tree_from, tree_to, valid_from, valid_to,"
        " name_fold, name_key)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)", SQL_WRITE },
    [NAME_ADD] = { "unit name add",
        "INSERT INTO unit_name (unit_id, kind, name, name_fold, valid_from, valid_to)"
        " VALUES (?1, ?2, ?3, ?4, ?5, NULL)",
        SQL_WRITE },
    [NAME_ON] = { "unit name on",
        "SELECT kind, name FROM unit_name WHERE unit_id = ?1 AND " ON_DAY("?2") " ORDER BY valid_from DESC", SQL_READ },
    [NAME_SET] = { "unit name set",
        "UPDATE unit SET kind = ?2, name = ?3, name_fold = ?4, name_key = ?5 WHERE id = ?1", SQL_WRITE },
};
struct sql_list unit_sql = SQL_LIST(sql);

/* How much of the range one unit of the level takes: room for 1024 of the next level at the least. */
static const struct { const char *level; int bits; } widths[] = {
    { "village", 8 }, { "commune", 24 }, { "district", 36 }, { "province", 48 }, { "central", 60 },
};

static int64_t width_of(struct str level)
{
    for (size_t i = 0; i < COUNT(widths); i++)
        if (str_is(level, str_c(widths[i].level))) return (int64_t)1 << widths[i].bits;
    return 0;
}

static struct unit unit_of(struct rows *r)
{
    return (struct unit){
        .id = row_int(r, 0), .parent_id = row_int(r, 1), .code = row_str(r, 2), .level = row_str(r, 3),
        .kind = row_str(r, 4),
        .name = row_str(r, 5), .tree_from = row_int(r, 6), .tree_to = row_int(r, 7),
        .valid_from = row_str(r, 8), .valid_to = row_str(r, 9) };
}

static error list_of(struct arena *a, struct rows *r, struct unit_list *out)
{
    *out = (struct unit_list){ 0 };
    while (rows_next(r)) LIST_ADD(a, out->unit, out->n, unit_of(r));
    return rows_end(r);
}

error unit_get(struct arena *a, struct db *db, int64_t id, struct unit *out)
{
    struct rows *r = db_run(a, db, &unit_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = unit_of(r);
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy đơn vị này. Hãy chọn lại đơn vị trong danh sách.");
}

error unit_find(struct arena *a, struct db *db, struct str code, struct str day, const struct unit **out)
{
    struct rows *r = db_run(a, db, &unit_sql, FIND);
    BIND(r, code);
    BIND(r, day);
    struct unit *u = NULL;
    if (rows_next(r)) {
        u = NEW(a, struct unit);
        *u = unit_of(r);
    }
    *out = u;
    return rows_end(r);
}

error unit_children(struct arena *a, struct db *db, int64_t id, struct str day, struct unit_list *out)
{
    struct rows *r = db_run(a, db, &unit_sql, CHILDREN);
    BIND(r, id);
    BIND(r, day);
    return list_of(a, r, out);
}

error unit_subtree(struct arena *a, struct db *db, int64_t id, struct str day, struct unit_list *out)
{
    struct unit u;
    TRY(unit_get(a, db, id, &u));
    struct rows *r = db_run(a, db, &unit_sql, SUBTREE);
    BIND(r, u.tree_from);
    BIND(r, u.tree_to);
    BIND(r, day);
    return list_of(a, r, out);
}

error unit_up(struct arena *a, struct db *db, int64_t id, struct unit_list *out)
{
    struct unit u;
    TRY(unit_get(a, db, id, &u));
    struct rows *r = db_run(a, db, &unit_sql, UP);
    BIND(r, u.tree_from);
    return list_of(a, r, out);
}

bool unit_holds(const struct unit *outer, const struct unit *inner)
{
    return outer->tree_from <= inner->tree_from && inner->tree_from <= outer->tree_to;
}

bool unit_valid(const struct unit *u, struct str day)
{
    assert(day.n == 10 && u->valid_from.n == 10);
    return memcmp(u->valid_from.p, day.p, 10) <= 0 && (!u->valid_to.n || memcmp(u->valid_to.p, day.p, 10) >= 0);
}

struct str unit_place(struct arena *a, const struct unit *u)
{
    struct str kind = str_fmt(a, "%.*s ", STR(u->kind));
    if (!u->kind.n || !str_starts(vn_lower(a, u->name), kind)) return u->name;
    struct str bare = str_cut(u->name, kind.n, u->name.n);
    return bare.n && bare.p[0] >= '0' && bare.p[0] <= '9' ? u->name : bare;
}

struct str unit_title(struct arena *a, const struct unit *u)
{
    if (!u->kind.n || str_starts(vn_fold(a, u->name), vn_fold(a, u->kind))) return u->name;
    uint32_t first;
    size_t cut = vn_letter_next(u->kind, 0, &first);
    struct str capital = vn_upper(a, str_cut(u->kind, 0, cut));
    return str_fmt(a, "%.*s%.*s %.*s", STR(capital), STR(str_cut(u->kind, cut, u->kind.n)), STR(u->name));
}

struct str unit_title_in(struct arena *a, struct str title)
{
    static const char *const kinds[] = { "Phường ", "Xã ", "Thị trấn ", "Đặc khu ", "Quận ", "Huyện ", "Thị xã ",
        "Tỉnh ", "Thành phố " };
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct str kind = str_c(kinds[i]), rest = str_cut(title, kind.n, title.n);
        if (!str_starts(title, kind) || !rest.n) continue;
        struct str small = vn_lower(a, kind);
        bool capital = (rest.p[0] >= '0' && rest.p[0] <= '9') || str_is(title, S("Thành phố Hồ Chí Minh"));
        return capital ? title : str_fmt(a, "%.*s%.*s", STR(small), STR(rest));
    }
    return title;
}

/* A free slice for a new unit: behind its last sister, inside its parent. */
static error slice(struct arena *a, struct db *db, const struct unit *new, int64_t *from)
{
    int64_t width = width_of(new->level), end = INT64_MAX;
    struct rows *r = db_run(a, db, &unit_sql, new->parent_id ? LAST_CHILD : LAST_ROOT);
    if (new->parent_id) BIND(r, new->parent_id);
    bool none = !rows_next(r) || row_null(r, 0);
    int64_t last = none ? 0 : row_int(r, 0);
    TRY(rows_end(r));
    if (new->parent_id) {
        struct unit parent;
        TRY(unit_get(a, db, new->parent_id, &parent));
        if (width_of(parent.level) <= width)
            return FAIL(a, ERR_INPUT,
                "Đơn vị “%.*s” không thể nằm trong “%.*s” vì không ở cấp dưới của đơn vị ấy. Hãy chọn lại đơn vị "
                "cấp trên.",
                        STR(new->name), STR(parent.name));
        if (none) last = parent.tree_from;
        end = parent.tree_to;
    }
    if (last > end - width)
        return FAIL(a, ERR_INPUT,
            "Đơn vị cấp trên đã có quá nhiều đơn vị trực thuộc nên chưa thêm được “%.*s”. Vui lòng báo người "
            "quản trị.", STR(new->name));
    *from = last + 1;
    return NULL;
}

static error same_code(struct arena *a, struct db *db, const struct unit *new)
{
    struct rows *r = db_run(a, db, &unit_sql, SAME);
    BIND(r, new->code);
    BIND(r, new->valid_from);
    BIND(r, new->valid_to);
    bool taken = rows_next(r) && row_int(r, 0) > 0;
    TRY(rows_end(r));
    return taken ? FAIL(a, ERR_CONFLICT,
        "Mã đơn vị “%.*s” đã được dùng trong thời gian này. Hãy chọn mã khác.", STR(new->code)) : NULL;
}

error unit_add(struct arena *a, struct db *db, const struct unit *new, int64_t *id)
{
    if (!new->code.n || !new->name.n || new->valid_from.n != 10)
        return FAIL(a, ERR_INPUT, "Đơn vị cần có mã, tên và ngày bắt đầu. Hãy điền đủ rồi lưu lại.");
    if (!width_of(new->level))
        return FAIL(a, ERR_INPUT,
            "Không có cấp “%.*s”. Cấp của đơn vị là thôn, xã, huyện, tỉnh hoặc trung ương.", STR(new->level));
    int64_t from = 0;
    TRY(same_code(a, db, new));
    TRY(slice(a, db, new, &from));
    TRY(db_next_id(a, db, "unit", id));
    struct rows *r = db_run(a, db, &unit_sql, ADD);
    BIND(r, *id);
    bind_id(r, new->parent_id);
    BIND(r, new->code);
    BIND(r, new->level);
    BIND(r, new->kind);
    BIND(r, new->name);
    BIND(r, from);
    BIND(r, from + width_of(new->level) - 1);
    BIND(r, new->valid_from);
    if (new->valid_to.n) BIND(r, new->valid_to);
    else bind_null(r);
    BIND(r, vn_fold(a, new->name));
    BIND(r, vn_sort_key(a, new->name));
    TRY(rows_end(r));
    r = db_run(a, db, &unit_sql, NAME_ADD);
    BIND(r, *id);
    BIND(r, new->kind);
    BIND(r, new->name);
    BIND(r, vn_fold(a, new->name));
    BIND(r, new->valid_from);
    return rows_end(r);
}

error unit_name_set(struct arena *a, struct db *db, int64_t id, struct str kind, struct str name)
{
    struct rows *r = db_run(a, db, &unit_sql, NAME_SET);
    BIND(r, id);
    BIND(r, kind);
    BIND(r, name);
    BIND(r, vn_fold(a, name));
    BIND(r, vn_sort_key(a, name));
    return rows_end(r);
}

error unit_get_on(struct arena *a, struct db *db, int64_t id, struct str day, struct unit *out)
{
    TRY(unit_get(a, db, id, out));
    struct rows *r = db_run(a, db, &unit_sql, NAME_ON);
    BIND(r, id);
    BIND(r, day);
    if (rows_next(r)) {
        out->kind = row_str(r, 0);
        out->name = row_str(r, 1);
    }
    return rows_end(r);
}
