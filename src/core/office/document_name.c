/* document_name.c - see document_name.h. Owns the table document_name. Must never change a row of it. */
#include "core/office/document_name.h"
#include "base/machine.h"
#include "core/office/body.h"
#include "core/office/post.h"
#include "core/office/term.h"

enum { ADD, FIND, GRANT_POST };
static const struct sql sql[] = {
    [ADD] = { "document name add",
        "INSERT INTO document_name (id, object, object_id, part, at, day, person_id, name, post, body)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", SQL_WRITE },
    [FIND] = { "document name find",
        "SELECT name, post, body, day FROM document_name WHERE object = ?1 AND object_id = ?2 AND part = ?3"
        " ORDER BY id DESC LIMIT 1", SQL_READ },
    [GRANT_POST] = { "document name post", "SELECT post_id FROM account_grant WHERE id = ?1 AND account_id = ?2",
        SQL_READ },
};
struct sql_list document_name_sql = SQL_LIST(sql);

/* The post in which `who` acts: that of the grant; else the one held in its body today; else what the role is
 * called. */
static error post_now(struct arena *a, struct db *db, const struct who *who, struct str *words)
{
    struct post_list posts;
    *words = S("");
    if (!who->acting) return NULL;
    struct rows *r = db_run(a, db, &document_name_sql, GRANT_POST);
    BIND(r, who->acting->id);
    BIND(r, who->account_id);
    int64_t post_id = rows_next(r) ? row_int(r, 0) : 0;
    TRY(rows_end(r));
    TRY(post_of_person(a, db, who->person_id, term_today(a), &posts));
    for (size_t i = posts.n; i-- > 0;)
        if (posts.post[i].body_id == who->acting->body_id || posts.post[i].id == post_id)
            *words = post_words(a, &posts.post[i]);
    for (size_t i = 0; i < posts.n; i++)
        if (posts.post[i].id == post_id) *words = post_words(a, &posts.post[i]);
    return NULL;
}

error document_name_keep(struct arena *a, struct db *db, const struct who *who, const char *object, int64_t object_id,
    const char *part, int64_t body_id)
{
    int64_t id;
    struct str post;
    struct body body;
    TRY(body_get(a, db, body_id, &body));
    TRY(post_now(a, db, who, &post));
    TRY(db_next_id(a, db, "document_name", &id));
    struct rows *r = db_run(a, db, &document_name_sql, ADD);
    BIND(r, id);
    BIND(r, str_c(object));
    BIND(r, object_id);
    BIND(r, str_c(part));
    BIND(r, clock_now());
    BIND(r, term_today(a));
    BIND(r, who->person_id);
    BIND(r, who->name);
    BIND(r, post);
    BIND(r, body.name);
    return rows_end(r);
}

error document_name_find(struct arena *a, struct db *db, const char *object, int64_t object_id, const char *part,
    struct document_name *out, bool *found)
{
    struct rows *r = db_run(a, db, &document_name_sql, FIND);
    BIND(r, str_c(object));
    BIND(r, object_id);
    BIND(r, str_c(part));
    *found = rows_next(r);
    if (*found) *out = (struct document_name){ row_str(r, 0), row_str(r, 1), row_str(r, 2), row_str(r, 3) };
    return rows_end(r);
}
