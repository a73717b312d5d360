/* person.c - people who hold posts. See person.h. */
#include "core/office/person.h"
#include "vn/text.h"

enum { GET, ADD };
static const struct sql sql[] = {
    [GET] = { "person get", "SELECT id, name FROM person WHERE id = ?1", SQL_READ },
    [ADD] = { "person add", "INSERT INTO person (id, name, name_fold, name_key) VALUES (?1, ?2, ?3, ?4)", SQL_WRITE },
};
struct sql_list person_sql = SQL_LIST(sql);

error person_get(struct arena *a, struct db *db, int64_t id, struct person *out)
{
    struct rows *r = db_run(a, db, &person_sql, GET);
    BIND(r, id);
    bool found = rows_next(r);
    if (found) *out = (struct person){ row_int(r, 0), row_str(r, 1) };
    TRY(rows_end(r));
    return found ? NULL : FAIL(a, ERR_MISSING, "Không tìm thấy người này. Hãy chọn lại trong danh sách.");
}

error person_add(struct arena *a, struct db *db, struct str name, int64_t *id)
{
    if (!str_trim(name).n) return FAIL(a, ERR_INPUT, "Chưa có họ và tên. Hãy điền họ và tên rồi lưu lại.");
    TRY(db_next_id(a, db, "person", id));
    struct rows *r = db_run(a, db, &person_sql, ADD);
    BIND(r, *id);
    BIND(r, str_trim(name));
    BIND(r, vn_fold(a, name));
    BIND(r, vn_name_key(a, name));
    return rows_end(r);
}
