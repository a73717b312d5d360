/* post.c - titles held by people in bodies, with their days. See post.h. */
#include "core/office/post.h"
#include "core/grow.h"

#define SELECT_POST \
    "SELECT post.id, person_id, body_id, title, person.name, body.name, post.valid_from, post.valid_to" \
    " FROM post JOIN person ON person.id = person_id JOIN body ON body.id = body_id"
#define ON_DAY "(?2 = '' OR (post.valid_from <= ?2 AND (post.valid_to IS NULL OR post.valid_to >= ?2)))"

enum { OF_PERSON, OF_BODY, ADD };
static const struct sql sql[] = {
    [OF_PERSON] = { "post of person", SELECT_POST " WHERE person_id = ?1 AND " ON_DAY " ORDER BY post.id", SQL_READ },
    [OF_BODY] = { "post of body", SELECT_POST " WHERE body_id = ?1 AND " ON_DAY " ORDER BY post.id", SQL_READ },
    [ADD] = { "post add",
        "INSERT INTO post (id, person_id, body_id, title, valid_from, valid_to)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)", SQL_WRITE },
};
struct sql_list post_sql = SQL_LIST(sql);

static error list_of(struct arena *a, struct db *db, int which, int64_t id, struct str day, struct post_list *out)
{
    *out = (struct post_list){ 0 };
    struct rows *r = db_run(a, db, &post_sql, which);
    BIND(r, id);
    BIND(r, day);
    while (rows_next(r))
        LIST_ADD(a, out->post, out->n, (struct post){
            .id = row_int(r, 0), .person_id = row_int(r, 1), .body_id = row_int(r, 2), .title = row_str(r, 3),
            .person_name = row_str(r, 4),
            .body_name = row_str(r, 5), .valid_from = row_str(r, 6), .valid_to = row_str(r, 7) });
    return rows_end(r);
}

error post_of_person(struct arena *a, struct db *db, int64_t person_id, struct str day, struct post_list *out)
{
    return list_of(a, db, OF_PERSON, person_id, day, out);
}

error post_of_body(struct arena *a, struct db *db, int64_t body_id, struct str day, struct post_list *out)
{
    return list_of(a, db, OF_BODY, body_id, day, out);
}

error post_add(struct arena *a, struct db *db, const struct post *new, int64_t *id)
{
    if (!new->title.n || new->valid_from.n != 10)
        return FAIL(a, ERR_INPUT, "Chức vụ cần có tên gọi và ngày bắt đầu. Hãy điền đủ rồi lưu lại.");
    TRY(db_next_id(a, db, "post", id));
    struct rows *r = db_run(a, db, &post_sql, ADD);
    BIND(r, *id);
    BIND(r, new->person_id);
    BIND(r, new->body_id);
    BIND(r, new->title);
    BIND(r, new->valid_from);
    if (new->valid_to.n) BIND(r, new->valid_to);
    else bind_null(r);
    return rows_end(r);
}
